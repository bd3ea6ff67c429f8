//! Finding and counting jobs.

use chrono::{DateTime, Utc};
use shared::jobs::{JobFilter, JobStats};
use shared::{AccountId, JobId, MemberId, Result};
use sqlx::QueryBuilder;

use crate::db::{Tx, push_limit};

pub(crate) async fn ids_of_account(tx: &mut Tx, account: AccountId) -> Result<Vec<JobId>> {
    let org = tx.org().0;
    let rows = sqlx::query_scalar!(
        r#"select id as "id: JobId" from jobs where org_id = $1 and account_id = $2 order by sort_at desc, id desc limit 200"#,
        org,
        account.0
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows)
}

pub(crate) async fn ids_of_crew(tx: &mut Tx, member: MemberId, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Vec<JobId>> {
    let org = tx.org().0;
    let rows = sqlx::query_scalar!(
        r#"select j.id as "id: JobId" from job_crew c join jobs j on j.org_id = c.org_id and j.id = c.job_id
           where c.org_id = $1 and c.member_id = $2 and c.reply <> 'declined'
             and (j.status = 'in_progress' or (j.sort_at >= $3 and j.sort_at < $4) or (j.starts_at is null and j.status in ('booked', 'assigned')))
           order by j.sort_at, j.id limit 100"#,
        org,
        member.0,
        from,
        to
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows)
}

/// Ids and sort times of one page of a filtered list.
pub(crate) async fn page(
    tx: &mut Tx,
    filter: &JobFilter,
    after: Option<(DateTime<Utc>, JobId)>,
    limit: i64,
) -> Result<Vec<(JobId, DateTime<Utc>)>> {
    let org = tx.org().0;
    let mut query = QueryBuilder::new("select j.id, j.sort_at from jobs j where j.org_id = ");
    query.push_bind(org);
    if let Some(status) = filter.status {
        query.push(" and j.status = ").push_bind(status.key());
    }
    if let Some(line) = filter.line {
        query.push(" and j.line = ").push_bind(line.key());
    }
    if let Some(from) = filter.from {
        query.push(" and j.sort_at >= ").push_bind(from);
    }
    if let Some(to) = filter.to {
        query.push(" and j.sort_at < ").push_bind(to);
    }
    if let Some(member) = filter.member {
        query.push(" and exists (select from job_crew c where c.org_id = j.org_id and c.job_id = j.id and c.reply <> 'declined' and c.member_id = ").push_bind(member.0).push(")");
    }
    if let Some(account) = filter.account {
        query.push(" and j.account_id = ").push_bind(account.0);
    }
    if filter.unassigned {
        query.push(" and j.status in ('requested', 'booked') and not exists (select from job_crew c where c.org_id = j.org_id and c.job_id = j.id)");
    }
    if let Some(words) = &filter.search {
        query.push(" and j.id in (select job_id from search_jobs(").push_bind(words).push(", 500))");
    }
    if let Some((at, id)) = after {
        query
            .push(if filter.descending { " and (j.sort_at, j.id) < (" } else { " and (j.sort_at, j.id) > (" })
            .push_bind(at)
            .push(", ")
            .push_bind(id.0)
            .push(")");
    }
    query.push(if filter.descending { " order by j.sort_at desc, j.id desc" } else { " order by j.sort_at, j.id" });
    push_limit(&mut query, limit);
    let rows: Vec<(uuid::Uuid, DateTime<Utc>)> = query.build_query_as().fetch_all(tx.db()?).await?;
    Ok(rows.into_iter().map(|(id, at)| (JobId(id), at)).collect())
}

/// The figures above the list; today and this month are those of the organization's zone at `now`.
pub(crate) async fn stats(tx: &mut Tx, member: Option<MemberId>, now: DateTime<Utc>) -> Result<JobStats> {
    let org = tx.org().0;
    let row = sqlx::query!(
        r#"with clock as (select $3::timestamptz at time zone zone as here, zone from organizations where id = $1),
                day as (select date_trunc('day', here) at time zone zone as today, (date_trunc('day', here) + interval '1 day') at time zone zone as tomorrow,
                               date_trunc('month', here) at time zone zone as month from clock),
                live as (select status, total_cents, not exists (select from job_crew c where c.org_id = j.org_id and c.job_id = j.id) as bare from jobs j
                         where org_id = $1 and status in ('requested', 'booked', 'assigned', 'in_progress') and ($2::uuid is null or exists (select from job_crew c where c.org_id = j.org_id and c.job_id = j.id and c.member_id = $2))),
                now as (select status from jobs j where org_id = $1 and sort_at >= (select today from day) and sort_at < (select tomorrow from day) and starts_at is not null and ($2::uuid is null or exists (select from job_crew c where c.org_id = j.org_id and c.job_id = j.id and c.member_id = $2))),
                unbilled as (select total_cents from jobs j where org_id = $1 and status = 'completed' and billing = 'pending' and ($2::uuid is null or exists (select from job_crew c where c.org_id = j.org_id and c.job_id = j.id and c.member_id = $2)))
           select (select count(*) from jobs j where org_id = $1 and ($2::uuid is null or exists (select from job_crew c where c.org_id = j.org_id and c.job_id = j.id and c.member_id = $2))) as "total!",
                  (select count(*) from live where status <> 'requested') as "active!",
                  (select count(*) from live where status in ('requested', 'booked') and bare) as "unassigned!",
                  (select count(*) from jobs j where org_id = $1 and completed_at >= (select month from day) and status in ('completed', 'closed') and ($2::uuid is null or exists (select from job_crew c where c.org_id = j.org_id and c.job_id = j.id and c.member_id = $2))) as "completed!",
                  (select count(*) from now where status <> 'cancelled') as "today!",
                  (select count(*) from now where status in ('completed', 'closed')) as "today_completed!",
                  (select count(*) from now where status = 'in_progress') as "today_running!",
                  (select count(*) from unbilled) as "to_invoice!",
                  (select coalesce(sum(total_cents), 0)::bigint from live where status <> 'requested') as "active_cents!",
                  (select coalesce(sum(total_cents), 0)::bigint from unbilled) as "to_invoice_cents!""#,
        org,
        member.map(|m| m.0),
        now
    )
    .fetch_one(tx.db()?)
    .await?;
    Ok(JobStats {
        total: row.total,
        active: row.active,
        unassigned: row.unassigned,
        completed: row.completed,
        today: row.today,
        today_completed: row.today_completed,
        today_running: row.today_running,
        to_invoice: row.to_invoice,
        active_cents: Some(row.active_cents),
        to_invoice_cents: Some(row.to_invoice_cents),
    })
}
