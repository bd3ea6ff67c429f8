//! Reading leads.

use chrono::{DateTime, NaiveDate, Utc};
use shared::customers::Owner;
use shared::leads::{
    ActivityKind, AssignedBy, LeadRow, LeadSort, LeadSource, LeadStatus, LeadView, LostReason, NextStep, Urgency, ViewCounts,
};
use shared::packs::ServiceLine;
use shared::{ActivityId, LeadId, MemberId, PipelineId, QuoteId, Result, StageId};
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use crate::customers::Reach;
use crate::db::Tx;

/// A lead as it is stored, with the names of what it points to.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Record {
    pub id: Uuid,
    pub version: i32,
    pub number: String,
    pub pipeline_id: Uuid,
    pub stage_id: Uuid,
    pub stage: String,
    pub stall_hours: Option<i32>,
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
    pub dismissed: Vec<String>,
    pub moved_by: String,
    pub moved_at: DateTime<Utc>,
    pub created_at: DateTime<Utc>,
    pub queue_at: Option<DateTime<Utc>>,
}

const COLUMNS: &str = "l.id, l.version, l.number, l.pipeline_id, l.stage_id, s.name as stage, s.stall_hours, l.status, l.stage_since, l.rank, l.name, l.company, \
     l.email, l.email_norm, l.phone, l.phone_e164, l.locale, l.source, l.urgency, l.service_line, l.wanted_on, l.origin, l.destination, l.passengers, \
     l.vehicle_type, l.value_cents, l.notes, l.owner_id, m.name as owner_name, l.assigned_by, l.assigned_why, l.account_id, a.name as account_name, l.contact_id, \
     l.quote_id, l.job_id, l.intake_id, l.lost_reason, l.lost_note, l.first_touch_at, l.next_id, l.next_kind, l.next_what, l.next_due_at, l.score, \
     l.score_reasons, l.dismissed, l.moved_by, l.moved_at, l.queue_at, l.created_at";

const JOINS: &str = " join stages s on s.org_id = l.org_id and s.id = l.stage_id \
     left join members m on m.org_id = l.org_id and m.id = l.owner_id \
     left join accounts a on a.org_id = l.org_id and a.id = l.account_id ";

impl Record {
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
        let mut reasons: Vec<shared::leads::ScoreReason> = serde_json::from_value(self.score_reasons.clone()).unwrap_or_default();
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
    pub day_starts: DateTime<Utc>,
    pub day_ends: DateTime<Utc>,
    pub month_starts: DateTime<Utc>,
}

/// Reads the organization's zone and derives its day from it.
pub(crate) async fn clock(tx: &mut Tx) -> Result<Clock> {
    use chrono::Datelike;
    let org = tx.org().0;
    let zone = sqlx::query_scalar!("select zone from organizations where id = $1", org).fetch_optional(tx.db()?).await?;
    let zone: chrono_tz::Tz = zone.and_then(|z| z.parse().ok()).unwrap_or(chrono_tz::UTC);
    let now = tx.now();
    let today = now.with_timezone(&zone).date_naive();
    let midnight =
        |day: NaiveDate| shared::clock::moment_of(day.and_time(chrono::NaiveTime::MIN), |at| at.with_timezone(&zone).naive_local());
    let tomorrow = today.succ_opt().unwrap_or(today);
    let first = today.with_day(1).unwrap_or(today);
    Ok(Clock { now, today, day_starts: midnight(today), day_ends: midnight(tomorrow), month_starts: midnight(first) })
}

pub(crate) async fn record(tx: &mut Tx, id: LeadId) -> Result<Record> {
    let org = tx.org().0;
    let mut query = QueryBuilder::<Postgres>::new("select ");
    query.push(COLUMNS).push(" from leads l").push(JOINS).push("where l.org_id = ").push_bind(org).push(" and l.id = ").push_bind(id.0);
    Ok(query.build_query_as::<Record>().fetch_one(tx.db()?).await?)
}

/// The lead, held against other writers until this transaction ends. It is held first and read after: a join that
/// waits for the lock is checked again with the new lead but the old stage, and would find nothing.
pub(crate) async fn lock(tx: &mut Tx, id: LeadId) -> Result<Record> {
    let org = tx.org().0;
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
    pub clock: Clock,
}

/// Adds the conditions of a view on `leads l`.
pub(super) fn narrow(query: &mut QueryBuilder<Postgres>, by: &Narrow) {
    const OPEN: &str = " and l.status not in ('converted', 'lost')";
    match by.view {
        _ if by.account.is_some() => {}
        LeadView::All => {
            query.push(OPEN);
        }
        LeadView::Mine => {
            query.push(OPEN).push(" and l.owner_id = ").push_bind(by.me.map(|m| m.0));
        }
        LeadView::Recent => {
            query.push(" and l.created_at > ").push_bind(by.clock.now - chrono::Duration::days(30));
        }
        LeadView::Due => {
            query.push(OPEN).push(" and l.next_due_at < ").push_bind(by.clock.day_ends);
        }
        LeadView::Unassigned => {
            query.push(OPEN).push(" and l.owner_id is null");
        }
        LeadView::Hot => {
            query.push(OPEN).push(" and l.score >= ").push_bind(shared::leads::HOT);
        }
    }
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
    query.push(COLUMNS).push(" from leads l").push(JOINS).push("where l.org_id = ").push_bind(org);
    narrow(&mut query, by);
    if let Some((at, id)) = after {
        query.push(" and (").push(value).push(", l.id)").push(past).push_bind(at).push(", ").push_bind(id).push(")");
    }
    query.push(" order by ").push(value).push(way).push(", l.id").push(way).push(" limit ").push_bind(limit);
    Ok(query.build_query_as::<Record>().fetch_all(tx.db()?).await?)
}

/// The cards of the open stages of a pipeline, at most `most` a stage.
pub(crate) async fn cards(tx: &mut Tx, pipeline: PipelineId, by: &Narrow, most: i64) -> Result<Vec<Record>> {
    let org = tx.org().0;
    let mut query = QueryBuilder::<Postgres>::new("select ");
    query.push(COLUMNS).push(" from stages st cross join lateral (select l.* from leads l where l.org_id = ").push_bind(org);
    query.push(" and l.stage_id = st.id and l.pipeline_id = st.pipeline_id and l.status not in ('converted', 'lost')");
    narrow(&mut query, by);
    query.push(" order by l.rank, l.id limit ").push_bind(most).push(") l").push(JOINS).push("where st.org_id = ").push_bind(org);
    query.push(" and st.pipeline_id = ").push_bind(pipeline.0).push(" and st.status not in ('converted', 'lost')");
    query.push(" order by l.stage_id, l.rank, l.id");
    Ok(query.build_query_as::<Record>().fetch_all(tx.db()?).await?)
}

pub(crate) async fn search(tx: &mut Tx, words: &str) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!(r#"select lead_id as "id!" from search_leads($1, 500)"#, words).fetch_all(tx.db()?).await?)
}

/// How many leads each view holds, in one pipeline or in all.
pub(crate) async fn counts(tx: &mut Tx, by: &Narrow, pipeline: Option<PipelineId>) -> Result<ViewCounts> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        ViewCounts,
        r#"select count(*) as "all!", count(*) filter (where owner_id = $2) as "mine!",
                  (select count(*) from leads where org_id = $1 and created_at > $3 and ($6::uuid is null or pipeline_id = $6)
                     and ($7 or owner_id = any($8))) as "recent!",
                  count(*) filter (where next_due_at < $4) as "due!", count(*) filter (where owner_id is null) as "unassigned!", count(*) filter (where score >= $5) as "hot!"
           from leads
           where org_id = $1 and status not in ('converted', 'lost') and ($6::uuid is null or pipeline_id = $6)
             and ($7 or owner_id = any($8))"#,
        org,
        by.me.map(|m| m.0),
        by.clock.now - chrono::Duration::days(30),
        by.clock.day_ends,
        shared::leads::HOT,
        pipeline.map(|p| p.0),
        by.reach.all,
        &by.reach.owners
    )
    .fetch_one(tx.db()?)
    .await?)
}

/// Won and lost leads of a source, and of all sources, among the latest thousand: (won, lost, all won, all lost).
pub(crate) async fn odds(tx: &mut Tx, source: LeadSource) -> Result<(i64, i64, i64, i64)> {
    let org = tx.org().0;
    let r = sqlx::query!(
        r#"select count(*) filter (where status = 'converted' and source = $2) as "won!", count(*) filter (where status = 'lost' and source = $2) as "lost!",
                  count(*) filter (where status = 'converted') as "all_won!", count(*) filter (where status = 'lost') as "all_lost!"
           from (select status, source from leads where org_id = $1 and status in ('converted', 'lost') order by stage_since desc limit 1000) l"#,
        org,
        source.key()
    )
    .fetch_one(tx.db()?)
    .await?;
    Ok((r.won, r.lost, r.all_won, r.all_lost))
}
