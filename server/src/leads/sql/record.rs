//! Reading leads.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use shared::customers::{CustomValues, Owner};
use shared::leads::{
    ActivityKind, AssignedBy, Health, LeadRow, LeadSort, LeadSource, LeadStatus, LeadView, LostReason, NextStep, Score, Urgency, ViewCounts,
};
use shared::packs::ServiceLine;
use shared::page::COUNTED;
use shared::{ActivityId, LeadId, MemberId, PipelineId, QuoteId, Result, StageId};
use sqlx::types::Json;
use sqlx::{Postgres, QueryBuilder, Row};
use uuid::Uuid;

use super::More;
use crate::customers::Reach;
use crate::db::{Tx, push_limit};

/// A lead as it is stored, with the names of what it points to.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Record {
    pub id: Uuid,
    pub version: i32,
    pub number: String,
    pub pipeline_id: Uuid,
    pub stage_id: Uuid,
    pub stage: String,
    pub status: LeadStatus,
    pub stage_since: DateTime<Utc>,
    pub rank: String,
    pub name: String,
    pub company: Option<String>,
    pub email: Option<String>,
    pub email_norm: Option<String>,
    pub phone: Option<String>,
    pub phone_e164: Option<String>,
    pub locale: String,
    pub source: LeadSource,
    pub urgency: Urgency,
    pub service_line: ServiceLine,
    pub wanted_on: Option<NaiveDate>,
    pub origin: Option<String>,
    pub destination: Option<String>,
    pub passengers: Option<i32>,
    pub vehicle_type: Option<String>,
    pub value_cents: Option<i64>,
    pub notes: String,
    pub owner_id: Option<Uuid>,
    pub owner_name: Option<String>,
    pub assigned_by: Option<AssignedBy>,
    pub assigned_why: Option<String>,
    pub account_id: Option<Uuid>,
    pub account_name: Option<String>,
    pub contact_id: Option<Uuid>,
    pub quote_id: Option<Uuid>,
    pub job_id: Option<Uuid>,
    pub intake_id: Option<Uuid>,
    pub lost_reason: Option<LostReason>,
    pub lost_note: Option<String>,
    pub first_touch_at: Option<DateTime<Utc>>,
    pub next_id: Option<Uuid>,
    pub next_kind: Option<ActivityKind>,
    pub next_what: Option<String>,
    pub next_due_at: Option<DateTime<Utc>>,
    pub score: i32,
    pub score_reasons: serde_json::Value,
    pub moved_by: String,
    pub moved_at: DateTime<Utc>,
    pub queue_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub custom: Json<CustomValues>,
}

pub(super) const COLUMNS: &str = "l.id, l.version, l.number, l.pipeline_id, l.stage_id, s.name as stage, l.status, l.stage_since, l.rank, l.name, l.company, \
     l.email, l.email_norm, l.phone, l.phone_e164, l.locale, l.source, l.urgency, l.service_line, l.wanted_on, l.origin, l.destination, l.passengers, \
     l.vehicle_type, l.value_cents, l.notes, l.owner_id, m.name as owner_name, l.assigned_by, l.assigned_why, l.account_id, a.name as account_name, l.contact_id, \
     l.quote_id, l.job_id, l.intake_id, l.lost_reason, l.lost_note, l.first_touch_at, l.next_id, l.next_kind, l.next_what, l.next_due_at, l.score, \
     l.score_reasons, l.moved_by, l.moved_at, l.queue_at, l.created_at, l.custom";

pub(super) const JOINS: &str = " join stages s on s.org_id = l.org_id and s.id = l.stage_id \
     left join members m on m.org_id = l.org_id and m.id = l.owner_id \
     left join accounts a on a.org_id = l.org_id and a.id = l.account_id ";

impl Record {
    /// Whether owner and customer are there with their names.
    fn is_whole(&self) -> bool {
        self.owner_id.is_some() == self.owner_name.is_some() && self.account_id.is_some() == self.account_name.is_some()
    }

    /// Whether the score that is kept is this one, for the same reasons.
    pub fn is_scored(&self, score: &Score) -> bool {
        self.score == score.points && serde_json::to_value(&score.reasons).is_ok_and(|reasons| reasons == self.score_reasons)
    }

    /// As lists and the board show it: the three weightiest reasons of the score.
    pub fn row(&self) -> LeadRow {
        let owner = match (self.owner_id, &self.owner_name) {
            (Some(id), Some(name)) => Some(Owner { id: MemberId(id), name: name.clone() }),
            _ => None,
        };
        let next_step = match (self.next_id, self.next_kind, &self.next_what, self.next_due_at) {
            (Some(id), Some(kind), Some(what), Some(due_at)) => Some(NextStep { id: ActivityId(id), kind, what: what.clone(), due_at }),
            _ => None,
        };
        let mut reasons = Vec::<shared::leads::ScoreReason>::deserialize(&self.score_reasons).unwrap_or_default();
        reasons.truncate(3);
        LeadRow {
            id: LeadId(self.id),
            version: self.version,
            number: self.number.clone(),
            name: self.name.clone(),
            company: self.company.clone(),
            service_line: self.service_line,
            source: self.source,
            urgency: self.urgency,
            status: self.status,
            pipeline_id: PipelineId(self.pipeline_id),
            stage_id: StageId(self.stage_id),
            stage: self.stage.clone(),
            rank: self.rank.clone(),
            wanted_on: self.wanted_on,
            origin: self.origin.clone(),
            destination: self.destination.clone(),
            passengers: self.passengers,
            vehicle_type: self.vehicle_type.clone(),
            value_cents: self.value_cents,
            owner,
            next_step,
            score: self.score,
            reasons,
            quote_id: self.quote_id.map(QuoteId),
            custom: self.custom.0.clone(),
            created_at: self.created_at,
            stage_since: self.stage_since,
        }
    }
}

/// The organization's day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    pub now: DateTime<Utc>,
    pub today: NaiveDate,
    pub day_ends: DateTime<Utc>,
    pub month_starts: DateTime<Utc>,
}

/// Reads the organization's zone and derives its day from it.
pub(crate) async fn clock(tx: &mut Tx) -> Result<Clock> {
    let zone = tx.zone().await?;
    Ok(Clock::of(Some(&zone), tx.now()))
}

pub(crate) async fn record(tx: &mut Tx, id: LeadId) -> Result<Record> {
    let org = tx.org().0;
    let mut query = QueryBuilder::<Postgres>::new("select ");
    query.push(COLUMNS).push(" from leads l").push(JOINS).push("where l.org_id = ").push_bind(org).push(" and l.id = ").push_bind(id.0);
    Ok(query.build_query_as::<Record>().fetch_one(tx.db()?).await?)
}

/// The lead, held against other writers until this transaction ends: by the statement that reads it, unless it had to
/// wait. A join that waits for the lock is checked again with the new lead but the former stage, owner and customer: it
/// finds nothing where the stage is another one, and no name where one of the others is. Then it is read once more.
pub(crate) async fn lock(tx: &mut Tx, id: LeadId) -> Result<Record> {
    let org = tx.org().0;
    let mut query = QueryBuilder::<Postgres>::new("select ");
    query.push(COLUMNS).push(" from leads l").push(JOINS).push("where l.org_id = ").push_bind(org).push(" and l.id = ").push_bind(id.0);
    query.push(" for update of l");
    let held = query.build_query_as::<Record>().fetch_optional(tx.db()?).await?;
    if let Some(held) = held.filter(Record::is_whole) {
        return Ok(held);
    }
    sqlx::query_scalar!("select id from leads where org_id = $1 and id = $2 for update", org, id.0).fetch_one(tx.db()?).await?;
    record(tx, id).await
}

/// What a list is narrowed by.
#[derive(Clone, Debug)]
pub(crate) struct Narrow {
    pub view: LeadView,
    pub reach: Reach,
    pub me: Option<MemberId>,
    pub search: Option<Vec<Uuid>>,
    pub account: Option<Uuid>,
    /// How the next step stands, of cards only: the sums of columns tell all of them.
    pub health: Option<Health>,
    /// It is a board, which has cards of open leads only and counts what it shows.
    pub on_board: bool,
    pub more: More,
    pub clock: Clock,
}

impl Narrow {
    /// Whether a board shows all open leads of its pipeline.
    pub fn is_whole_board(&self) -> bool {
        let chosen = self.search.is_some() || self.account.is_some() || !self.more.is_empty();
        self.on_board && self.view == LeadView::All && self.reach.all && !chosen
    }
}

/// Adds the conditions of a view on `leads l`.
pub(super) fn narrow(query: &mut QueryBuilder<Postgres>, by: &Narrow) {
    let open = if by.more.names_closed() { "" } else { " and l.status not in ('converted', 'lost')" };
    match by.view {
        _ if by.account.is_some() || by.more.is_choice() => {}
        LeadView::All => {
            query.push(open);
        }
        LeadView::Mine => {
            query.push(open).push(" and l.owner_id = ").push_bind(by.me.map(|m| m.0));
        }
        LeadView::Recent => {
            query.push(" and l.created_at > ").push_bind(by.clock.now - chrono::Duration::days(30));
        }
        LeadView::Due => {
            // what was promised to a customer who booked, or planned for one who was lost, is due as well
            query.push(if by.on_board { open } else { "" }).push(" and l.next_due_at < ").push_bind(by.clock.day_ends);
        }
        LeadView::Unassigned => {
            query.push(open).push(" and l.owner_id is null");
        }
        LeadView::Hot => {
            // a written number, so that the index of hot leads serves whatever plan is kept
            query.push(open).push(format!(" and l.score >= {}", shared::leads::HOT));
        }
    }
    by.more.narrow(query);
    if let Some(ids) = &by.search {
        query.push(" and l.id = any(").push_bind(ids.clone()).push(")");
    }
    if let Some(account) = by.account {
        query.push(" and l.account_id = ").push_bind(account);
    }
    if !by.reach.all {
        query.push(" and l.owner_id = any(").push_bind(by.reach.owners.clone()).push(")");
    }
}

/// Adds how the next step is to stand on `leads l`.
pub(super) fn by_health(query: &mut QueryBuilder<Postgres>, by: &Narrow) {
    let Clock { now, day_ends, .. } = by.clock;
    match by.health {
        None => {}
        Some(Health::Overdue) => {
            query.push(" and l.next_due_at < ").push_bind(now);
        }
        Some(Health::Today) => {
            query.push(" and l.next_due_at >= ").push_bind(now).push(" and l.next_due_at < ").push_bind(day_ends);
        }
        Some(Health::Planned) => {
            query.push(" and l.next_due_at >= ").push_bind(day_ends);
        }
        Some(Health::Nothing) => {
            query.push(" and l.next_due_at is null");
        }
    }
}

/// What a list is sorted by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Order {
    pub by: LeadSort,
    pub falling: bool,
    /// All rows have a next step.
    pub due: bool,
}

impl Order {
    /// The value a row is sorted by. Numbers travel as microseconds, so that one kind of cursor serves all orders.
    fn value(self) -> &'static str {
        match self.by {
            LeadSort::Created => "l.created_at",
            LeadSort::Next if self.due => "l.next_due_at",
            LeadSort::Next => "coalesce(l.next_due_at, timestamptz '9999-01-01 00:00Z')",
            LeadSort::Wanted => "coalesce(l.wanted_on::timestamp at time zone 'UTC', timestamptz '9999-01-01 00:00Z')",
            LeadSort::Score => "to_timestamp(l.score)",
            LeadSort::Value => "to_timestamp(coalesce(l.value_cents, -1) / 100)",
        }
    }

    /// The same of a row that was read.
    pub fn place(self, r: &Record) -> DateTime<Utc> {
        let never = || DateTime::from_timestamp(253_370_764_800, 0).unwrap_or(DateTime::<Utc>::MAX_UTC);
        let seconds = |n: i64| DateTime::from_timestamp(n, 0).unwrap_or(DateTime::<Utc>::MAX_UTC);
        match self.by {
            LeadSort::Created => r.created_at,
            LeadSort::Next => r.next_due_at.unwrap_or_else(never),
            LeadSort::Wanted => r.wanted_on.map_or_else(never, |day| day.and_time(chrono::NaiveTime::MIN).and_utc()),
            LeadSort::Score => seconds(r.score.into()),
            LeadSort::Value => seconds(r.value_cents.unwrap_or(-1) / 100),
        }
    }
}

/// A page of leads in an order.
pub(crate) async fn list(tx: &mut Tx, by: &Narrow, order: Order, after: Option<(DateTime<Utc>, Uuid)>, limit: i64) -> Result<Vec<Record>> {
    let org = tx.org().0;
    let (value, past, way) = (order.value(), if order.falling { " < (" } else { " > (" }, if order.falling { " desc" } else { "" });
    let mut query = QueryBuilder::<Postgres>::new("select ");
    // The page is found first: joined before, the planner takes a stage to say nothing of the organization, expects a
    // hundredth of the leads and reads all of them to sort.
    query.push(COLUMNS).push(" from (select l.* from leads l where l.org_id = ").push_bind(org);
    narrow(&mut query, by);
    if let Some((at, id)) = after {
        query.push(" and (").push(value).push(", l.id)").push(past).push_bind(at).push(", ").push_bind(id).push(")");
    }
    let sorted = format!(" order by {value}{way}, l.id{way}");
    query.push(&sorted);
    push_limit(&mut query, limit);
    query.push(") l").push(JOINS).push(&sorted);
    Ok(query.build_query_as::<Record>().fetch_all(tx.db()?).await?)
}

pub(crate) async fn search(tx: &mut Tx, words: &str) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!(r#"select lead_id as "id!" from search_leads($1, 500)"#, words).fetch_all(tx.db()?).await?)
}

/// How many leads each view holds, in one pipeline or in all; counted up to one more than people are told.
pub(crate) async fn counts(tx: &mut Tx, by: &Narrow, pipeline: Option<PipelineId>) -> Result<ViewCounts> {
    let org = tx.org().0;
    let mut query = QueryBuilder::<Postgres>::new("select ");
    for (at, view) in LeadView::ALL.iter().enumerate() {
        query.push(if at == 0 { "" } else { ", " }).push("(select count(*) from (select from leads l where l.org_id = ").push_bind(org);
        narrow(&mut query, &Narrow { view: *view, search: None, account: None, more: More::default(), reach: by.reach.clone(), ..*by });
        if let Some(pipeline) = pipeline {
            query.push(" and l.pipeline_id = ").push_bind(pipeline.0);
        }
        query.push(format!(" limit {}) counted)", COUNTED + 1));
    }
    let row = query.build().fetch_one(tx.db()?).await?;
    let mut counts = ViewCounts::default();
    for (at, view) in LeadView::ALL.iter().enumerate() {
        *counts.of_mut(*view) = row.try_get(at).map_err(shared::Error::from)?;
    }
    Ok(counts)
}
