//! Rows on their way into the database: text in the format of COPY, collected by table and sent in large pieces.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use shared::{Error, Result};
use sqlx::postgres::PgConnection;
use uuid::Uuid;

/// A table that is filled, with the columns it gets.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Of {
    Users,
    Members,
    Accounts,
    Contacts,
    Addresses,
    Leads,
    Activities,
    StageVisits,
    LeadAssignments,
    Quotes,
    QuoteRevisions,
    Jobs,
    JobStops,
    JobPhases,
    JobRequirements,
    JobItems,
    JobCrew,
    JobInstalments,
    Media,
    Events,
}

/// In the order of foreign keys: what is sent together refers only backwards.
pub const TABLES: [(&str, &str); 20] = [
    ("users", "id, email, name, password_hash, locale, email_confirmed_at, created_at, updated_at"),
    ("members", "org_id, id, user_id, name, email, roles, created_at, updated_at"),
    ("accounts", "org_id, id, kind, name, status, terms, tags, owner_id, created_at, updated_at"),
    ("contacts", "org_id, id, account_id, name, email, email_norm, phone, phone_e164, roles, is_primary, created_at, updated_at"),
    ("addresses", "org_id, id, account_id, label, street, city, region, country, created_at, updated_at"),
    (
        "leads",
        "org_id, id, number, pipeline_id, stage_id, status, stage_since, rank, name, company, email, email_norm, phone, phone_e164, source, urgency, service_line, wanted_on, origin, destination, passengers, value_cents, owner_id, assigned_by, assigned_why, account_id, contact_id, quote_id, job_id, lost_reason, first_touch_at, next_id, next_kind, next_what, next_due_at, score, score_reasons, moved_by, moved_at, version, created_at, updated_at",
    ),
    ("activities", "org_id, id, lead_id, kind, body, outcome, due_at, done_at, member_id, created_at, updated_at"),
    ("stage_visits", "org_id, id, lead_id, stage_id, entered_at, left_at, by, created_at"),
    ("lead_assignments", "org_id, id, lead_id, member_id, how, why, by, created_at"),
    (
        "quotes",
        "org_id, id, number, status, service_line, account_id, contact_id, lead_id, owner_id, job_id, book_id, revision_id, title, starts_at, total_cents, quoted_on, valid_until, sent_at, views, last_viewed_at, closed_at, version, created_at, updated_at",
    ),
    ("quote_revisions", "org_id, id, quote_id, number, content, total_cents, sent_at, created_at"),
    (
        "jobs",
        "org_id, id, number, status, priority, billing, line, title, account_id, contact_id, quote_id, quote_number, revision_id, lead_id, starts_at, ends_at, zone, total_cents, currency, cancelled_reason, started_at, completed_at, search, version, created_at, updated_at",
    ),
    ("job_stops", "org_id, id, job_id, position, kind, address, contact_name, contact_phone, created_at"),
    (
        "job_phases",
        "org_id, id, job_id, position, key, title_en, title_fr, short_en, short_fr, roles, minutes, status, started_at, completed_at, completed_by, created_at, updated_at",
    ),
    (
        "job_requirements",
        "org_id, id, job_id, phase_id, position, key, title_en, title_fr, kind, min_count, required, min_edge, created_at",
    ),
    (
        "job_items",
        "org_id, id, job_id, phase_id, position, key, title_en, title_fr, required, requirement_id, roles, fact, answer, answered_at, answered_by, answered_member_id, created_at, updated_at",
    ),
    ("job_crew", "org_id, job_id, member_id, position, role, reply, created_at"),
    (
        "job_instalments",
        "org_id, id, job_id, quote_id, position, label_en, label_fr, due_on, due_days, cents, currency, status, created_at, updated_at",
    ),
    (
        "media",
        "org_id, id, job_id, phase_id, requirement_id, kind, status, position, caption, size, received, sha256, mime, width, height, taken_at, taken_by, member_id, verification, original_key, copy_key, thumb_key, stored_at, created_at, updated_at",
    ),
    (
        "events",
        "org_id, seq, id, at, kind, entity, entity_id, of_id, account_id, version, actor_kind, actor_id, actor, request_id, data, hash",
    ),
];

/// Text kept before it is sent.
const PIECE: usize = 8 << 20;

/// The connection that loads, with what waits to be sent.
pub struct Sheets {
    pub conn: PgConnection,
    texts: [String; TABLES.len()],
    waiting: usize,
    pub rows: u64,
}

impl Sheets {
    pub fn new(conn: PgConnection) -> Self {
        Self { conn, texts: Default::default(), waiting: 0, rows: 0 }
    }

    /// Adds a row; its cells are those of the table's columns.
    pub fn row(&mut self, of: Of, cells: &[&dyn Cell]) {
        let text = &mut self.texts[of as usize];
        let before = text.len();
        for (n, cell) in cells.iter().enumerate() {
            if n > 0 {
                text.push('\t');
            }
            cell.write(text);
        }
        text.push('\n');
        self.waiting += text.len() - before;
        self.rows += 1;
    }

    /// Sends what waits, if it is worth it.
    pub async fn relieve(&mut self) -> Result<()> {
        if self.waiting < PIECE { Ok(()) } else { self.send().await }
    }

    /// Sends what waits.
    pub async fn send(&mut self) -> Result<()> {
        for ((table, columns), text) in TABLES.iter().zip(&mut self.texts) {
            if text.is_empty() {
                continue;
            }
            let mut copy = self.conn.copy_in_raw(&format!("copy {table} ({columns}) from stdin")).await.map_err(|e| Error::internal(&e))?;
            copy.send(std::mem::take(text).into_bytes()).await.map_err(|e| Error::internal(&e))?;
            copy.finish().await.map_err(|e| Error::internal(&e))?;
        }
        self.waiting = 0;
        Ok(())
    }
}

/// A value as COPY reads it.
pub trait Cell {
    fn write(&self, out: &mut String);
}

fn escaped(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c => out.push(c),
        }
    }
}

macro_rules! plain_cells {
    ($($type:ty)*) => { $(
        impl Cell for $type {
            fn write(&self, out: &mut String) {
                use std::fmt::Write;
                // writing to a string does not fail
                let _ = write!(out, "{self}");
            }
        }
    )* };
}
plain_cells! { i32 i64 bool Uuid NaiveDate NaiveDateTime }

impl Cell for DateTime<Utc> {
    fn write(&self, out: &mut String) {
        use std::fmt::Write;
        let _ = write!(out, "{}", self.format("%Y-%m-%d %H:%M:%S%.6f+00"));
    }
}

impl Cell for str {
    fn write(&self, out: &mut String) {
        escaped(self, out);
    }
}

impl Cell for String {
    fn write(&self, out: &mut String) {
        escaped(self, out);
    }
}

impl Cell for &str {
    fn write(&self, out: &mut String) {
        escaped(self, out);
    }
}

impl Cell for serde_json::Value {
    fn write(&self, out: &mut String) {
        escaped(&self.to_string(), out);
    }
}

/// An array of keys: no blanks, quotes or commas in them.
pub struct Keys<'a>(pub &'a [&'a str]);

impl Cell for Keys<'_> {
    fn write(&self, out: &mut String) {
        out.push('{');
        out.push_str(&self.0.join(","));
        out.push('}');
    }
}

/// Bytes.
pub struct Bytes<'a>(pub &'a [u8]);

impl Cell for Bytes<'_> {
    fn write(&self, out: &mut String) {
        use std::fmt::Write;
        out.push_str("\\\\x");
        for byte in self.0 {
            let _ = write!(out, "{byte:02x}");
        }
    }
}

impl<T: Cell> Cell for Option<T> {
    fn write(&self, out: &mut String) {
        match self {
            Some(value) => value.write(out),
            None => out.push_str("\\N"),
        }
    }
}
