//! What a list shows of jobs: first and last address, the state of each phase, the crew. How far a phase is follows
//! the rule of [`shared::jobs::phase_progress`], reckoned where the rows are: a page of fifty jobs has thousands of items.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use shared::jobs::{BillingStatus, Count, CrewMember, JobCard, JobStatus, PhaseStatus, Priority, Segment, phase_percent};
use shared::packs::{Label, ServiceLine};
use shared::{AccountId, JobId, Money, Result};
use sqlx::types::Json;
use uuid::Uuid;

use crate::db::Tx;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    number: String,
    version: i32,
    status: JobStatus,
    priority: Priority,
    billing: BillingStatus,
    line: ServiceLine,
    title: String,
    account: Uuid,
    account_name: String,
    starts_at: Option<DateTime<Utc>>,
    ends_at: Option<DateTime<Utc>>,
    zone: String,
    total_cents: i64,
    currency: String,
    addresses: Vec<String>,
    phases: Json<Vec<PhaseRow>>,
    crew: Json<Vec<CrewMember>>,
}

/// A phase: its short name, status, required items done and in all, required media there and asked for, and whether an
/// item was answered with a problem. What a complete phase lacks is not looked at.
#[derive(serde::Deserialize)]
struct PhaseRow(Label, PhaseStatus, i32, i32, i32, i32, bool);

/// The cards of jobs, in the order of the ids.
pub(crate) async fn cards(tx: &mut Tx, ids: &[JobId]) -> Result<Vec<JobCard>> {
    let wanted: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let rows: Vec<Row> = sqlx::query_as(
        "select j.id, j.number, j.version, j.status, j.priority, j.billing, j.line, j.title, j.account_id as account, a.name as account_name,
                j.starts_at, j.ends_at, j.zone, j.total_cents, j.currency,
                array(select s.address from job_stops s where s.org_id = j.org_id and s.job_id = j.id order by s.position) as addresses,
                (select coalesce(json_agg(json_build_array(json_build_object('en', p.short_en, 'fr', p.short_fr), p.status, coalesce(i.done, 0),
                            coalesce(i.total, 0), coalesce(r.have, 0), coalesce(r.need, 0), coalesce(i.problem, false)) order by p.position), '[]')
                 from job_phases p
                 left join lateral (
                     select count(*) filter (where i.required and i.answer <> 'open') as done, count(*) filter (where i.required) as total,
                            bool_or(i.answer = 'problem') as problem
                     from job_items i where i.org_id = p.org_id and i.phase_id = p.id and p.status <> 'complete') i on true
                 left join lateral (
                     select sum(least(r.min_count, (
                                select count(*) from media m where m.org_id = r.org_id and m.requirement_id = r.id and m.kind = r.kind and m.status = 'stored'
                                    and m.deleted_at is null and m.purged_at is null and coalesce(least(m.width, m.height) >= r.min_edge, true)))) as have,
                            sum(r.min_count) as need
                     from job_requirements r where r.org_id = p.org_id and r.phase_id = p.id and r.required and p.status <> 'complete') r on true
                 where p.org_id = j.org_id and p.job_id = j.id) as phases,
                (select coalesce(json_agg(json_build_object('member', w.member_id, 'name', m.name, 'role', w.role, 'reply', w.reply, 'replied_at', w.replied_at)
                            order by w.position, m.name), '[]')
                 from job_crew w join members m on m.org_id = w.org_id and m.id = w.member_id where w.org_id = j.org_id and w.job_id = j.id) as crew
         from jobs j join accounts a on a.org_id = j.org_id and a.id = j.account_id where j.org_id = $1 and j.id = any($2)",
    )
    .bind(tx.org().0)
    .bind(&wanted)
    .fetch_all(tx.db()?)
    .await?;
    let mut cards: HashMap<JobId, JobCard> = rows.into_iter().map(|row| (JobId(row.id), card(row))).collect();
    Ok(ids.iter().filter_map(|id| cards.remove(id)).collect())
}

fn card(row: Row) -> JobCard {
    let issue =
        !row.status.is_over() && row.phases.iter().any(|PhaseRow(_, status, .., problem)| *status == PhaseStatus::Active && *problem);
    let segments = row.phases.0.into_iter().map(|PhaseRow(title, status, done, total, have, need, _)| Segment {
        title,
        status,
        percent: phase_percent(status, Count { done, total }, Count { done: have, total: need }),
    });
    let several = row.addresses.len() > 1;
    JobCard {
        segments: segments.collect(),
        id: JobId(row.id),
        number: row.number,
        version: row.version,
        status: row.status,
        priority: row.priority,
        billing: row.billing,
        line: row.line,
        title: row.title,
        account: AccountId(row.account),
        account_name: row.account_name,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        zone: row.zone,
        from: row.addresses.first().cloned().unwrap_or_default(),
        to: row.addresses.into_iter().last().filter(|_| several).unwrap_or_default(),
        crew: row.crew.0,
        total: Some(Money::new(row.total_cents, row.currency.parse().unwrap_or_default())),
        issue,
    }
}
