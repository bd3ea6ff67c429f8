//! Quotes with their first revision.

use chrono::{DateTime, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use serde_json::json;
use shared::StopId;
use shared::jobs::StopKind;
use shared::leads::LeadStatus;
use shared::pricing::{Instalment, VehicleCount};
use shared::quotes::{Content, Stop};
use uuid::Uuid;

use super::dice::Dice;
use super::log::Fact;
use super::sheet::{Of, Sheets};
use super::tenant::{Line, Tenant};
use super::{building, work};

/// What a job is made from, when it comes out of a lead.
pub struct Won {
    pub lead: Uuid,
    pub quote: Uuid,
    pub quote_number: String,
    pub revision: Uuid,
    pub customer: usize,
    pub at: DateTime<Utc>,
    pub line: usize,
    pub total: i64,
    pub from: String,
    pub to: String,
    /// What the offer is called.
    pub title: String,
    /// Instalments of it, where the work is paid by milestones.
    pub owed: Vec<Instalment>,
}

/// What is offered, to whom.
pub struct Asked<'a> {
    pub lead: Uuid,
    pub status: LeadStatus,
    pub at: DateTime<Utc>,
    pub since: DateTime<Utc>,
    pub line: usize,
    pub customer: usize,
    pub by: usize,
    pub from: &'a str,
    pub to: &'a str,
    pub wanted_on: chrono::NaiveDate,
    pub passengers: Option<i32>,
}

/// Draws the quote of a lead.
pub fn draw(t: &mut Tenant, sheets: &mut Sheets, asked: &Asked) -> Won {
    let at = (asked.at + TimeDelta::hours(t.dice.between(1, 60))).min(t.present - TimeDelta::minutes(3));
    let closed = asked.since.max(at);
    let (id, revision) = (t.dice.id(at), t.dice.id(at));
    t.quotes += 1;
    let number = format!("Q-{:05}", t.quotes);
    let line = &t.lines[asked.line];
    let starts = asked.wanted_on.and_time(NaiveTime::from_hms_opt(8, 0, 0).unwrap_or_default());
    let mut content = if line.line.pack().route {
        itinerary(&mut t.dice, line, asked, starts, at)
    } else {
        building::content(&mut t.dice, line, asked.from, starts, at)
    };
    let first = || line.rates.vehicles.first().map(|v| VehicleCount { key: v.key.clone(), count: 1 });
    content.vehicles = content.recommend(&line.rates).or_else(first).into_iter().collect();
    let priced = content.price(&line.rates, at.date_naive(), None);
    let total = priced.total_cents;
    let by_milestones = !line.line.pack().milestones.is_empty();
    let owed = if by_milestones { building::owed(priced.payments(), closed.date_naive()) } else { Vec::new() };
    let status = match asked.status {
        LeadStatus::Converted => "accepted",
        LeadStatus::Lost => ["declined", "expired", "withdrawn"][t.dice.below(3)],
        _ => ["draft", "sent", "viewed"][t.dice.below(3)],
    };
    let is_sent = status != "draft";
    let sent = is_sent.then_some(at);
    let views = if is_sent && status != "sent" { 2 } else { 0 };
    let is_over = !matches!(status, "draft" | "sent" | "viewed");
    let job = (status == "accepted").then(|| work::id_of(id));
    let customer = &t.customers[asked.customer];
    let last = if is_over { closed } else { at };
    let (owner, book, line_key) = (t.people[asked.by].member, line.book, line.line.key());
    sheets.row(
        Of::Quotes,
        &[
            &t.org,
            &id,
            &number,
            &status,
            &line_key,
            &customer.account,
            &customer.contact,
            &asked.lead,
            &owner,
            &job,
            &book,
            &revision,
            &content.title,
            &starts,
            &total,
            &sent.map(|at| at.date_naive()),
            &sent.map(|at| at.max(t.present - TimeDelta::days(10)) + TimeDelta::days(14)),
            &sent,
            &views,
            &(views > 0).then_some(at),
            &is_over.then_some(closed),
            &(1 + i32::from(is_sent) + i32::from(is_over)),
            &at,
            &last,
        ],
    );
    let text = serde_json::to_value(&content).unwrap_or_default();
    sheets.row(Of::QuoteRevisions, &[&t.org, &revision, &id, &1i32, &text, &total, &sent, &at]);
    let account = customer.account;
    for (kind, at, version) in [(shared::quotes::events::CREATED, Some(at), 1), (shared::quotes::events::SENT, sent, 2)] {
        if let Some(at) = at {
            t.facts.push(Fact {
                at,
                kind,
                entity: id,
                of: None,
                account: Some(account),
                version: Some(version),
                by: Some(asked.by),
                data: json!({ "number": number }),
            });
        }
    }
    Won {
        lead: asked.lead,
        quote: id,
        quote_number: number,
        revision,
        customer: asked.customer,
        at: closed,
        line: asked.line,
        total,
        from: asked.from.into(),
        to: asked.to.into(),
        title: content.title,
        owed,
    }
}

/// From one place to another.
fn itinerary(dice: &mut Dice, line: &Line, asked: &Asked, starts: NaiveDateTime, at: DateTime<Utc>) -> Content {
    let mut content = Content::empty(line.line, format!("{} → {}", city(asked.from), city(asked.to)));
    content.passengers = asked.passengers.unwrap_or(0).unsigned_abs();
    for (kind, address, arrive) in [(StopKind::Pickup, asked.from, Some(starts)), (StopKind::DropOff, asked.to, None)] {
        let stop = StopId(dice.id(at));
        content.stops.push(Stop { address: address.into(), arrive, dwell: 90, ..Stop::new(stop, kind) });
    }
    content
}

/// The part of an address after the street.
fn city(address: &str) -> &str {
    address.rsplit(", ").next().unwrap_or(address)
}
