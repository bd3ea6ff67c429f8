//! Whose turn it is, and what was decided.

use chrono::{DateTime, Utc};
use shared::leads::AssignedBy;
use shared::leads::EditTurn;
use shared::leads::assignment::Turn;
use shared::{LeadId, MemberId, Result};
use uuid::Uuid;

use crate::db::{OnConstraint, Tx};

/// Holds the queue, so that the next lead waits for this decision.
pub(crate) async fn lock_queue(tx: &mut Tx) -> Result<()> {
    let org = tx.org().0;
    // it is there from the first turn on
    for _ in 0..2 {
        let held = sqlx::query_scalar!("select org_id from lead_queues where org_id = $1 for update", org).fetch_optional(tx.db()?).await?;
        if held.is_some() {
            return Ok(());
        }
        sqlx::query!("insert into lead_queues (org_id) values ($1) on conflict do nothing", org).execute(tx.db()?).await?;
    }
    Ok(())
}

pub(crate) async fn take_turn(tx: &mut Tx, member: MemberId) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!("update lead_queues set last_member_id = $2, updated_at = now() where org_id = $1", org, member.0)
        .execute(tx.db()?)
        .await?;
    Ok(())
}

/// The queue in order: sales agents, and whoever was added.
pub(crate) async fn turns(tx: &mut Tx, day_starts: DateTime<Utc>) -> Result<Vec<Turn>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select m.id as "member: MemberId", m.name, coalesce(t.position, 1000) as "position!", coalesce(t.active, true) as "active!", t.max_per_day as "max_per_day?",
                  t.away_from as "away_from?", t.away_until as "away_until?", t.deputy_id as "deputy?: MemberId", t.hours as "hours?", coalesce(t.lines, '{}') as "lines!",
                  (select count(*) from lead_assignments x where x.org_id = m.org_id and x.member_id = m.id and x.how = 'round_robin' and x.created_at >= $2) as "today!"
           from members m left join lead_turns t on t.org_id = m.org_id and t.member_id = m.id
           where m.org_id = $1 and m.status = 'active' and (t.member_id is not null or 'sales_agent' = any(m.roles))
           order by coalesce(t.position, 1000), m.created_at, m.id"#,
        org,
        day_starts
    )
    .fetch_all(tx.db()?)
    .await?;
    rows.into_iter()
        .map(|r| {
            Ok(Turn {
                member: r.member,
                name: r.name,
                position: r.position,
                active: r.active,
                max_per_day: r.max_per_day,
                away_from: r.away_from,
                away_until: r.away_until,
                deputy: r.deputy,
                hours: super::schedule::hours(r.hours)?,
                lines: r.lines.iter().filter_map(|key| key.parse().ok()).collect(),
                today: r.today,
            })
        })
        .collect()
}

pub(crate) async fn upsert_turn(tx: &mut Tx, member: MemberId, input: &EditTurn) -> Result<()> {
    let org = tx.org().0;
    let hours = input.hours.as_ref().map(serde_json::to_value).transpose().map_err(|error| shared::Error::internal(&error))?;
    let lines: Vec<String> = input.lines.iter().map(|line| line.key().to_string()).collect();
    sqlx::query!(
        "insert into lead_turns (org_id, member_id, position, active, max_per_day, away_from, away_until, deputy_id, hours, lines)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (org_id, member_id) do update set position = $3, active = $4, max_per_day = $5, away_from = $6, away_until = $7, deputy_id = $8,
                hours = $9, lines = $10, updated_at = now()",
        org,
        member.0,
        input.position,
        input.active,
        input.max_per_day,
        input.away_from,
        input.away_until,
        input.deputy.map(|m| m.0),
        hours,
        &lines
    )
    .execute(tx.db()?)
    .await
    .on_constraint("lead_turns_member_id_fkey", || shared::Error::NotFound)?;
    Ok(())
}

/// Sets after how many minutes of work a lead nobody got to moves on.
pub(crate) async fn set_return_minutes(tx: &mut Tx, minutes: Option<i32>) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "insert into lead_queues (org_id, return_minutes) values ($1, $2) on conflict (org_id) do update set return_minutes = $2, updated_at = now()",
        org,
        minutes
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Sets whether a member takes turns; false if that was so already.
pub(crate) async fn set_active(tx: &mut Tx, member: MemberId, active: bool) -> Result<bool> {
    let org = tx.org().0;
    let done = sqlx::query!(
        "insert into lead_turns (org_id, member_id, active)
         select m.org_id, m.id, $3 from members m left join lead_turns t on t.org_id = m.org_id and t.member_id = m.id
         where m.org_id = $1 and m.id = $2 and $3 <> (case when t.member_id is null then 'sales_agent' = any (m.roles) else t.active end)
         on conflict (org_id, member_id) do update set active = excluded.active, away_from = null, away_until = null, updated_at = now()",
        org,
        member.0,
        active
    )
    .execute(tx.db()?)
    .await?;
    Ok(done.rows_affected() > 0)
}

pub(crate) async fn insert_assignment(tx: &mut Tx, lead: LeadId, member: Option<MemberId>, how: AssignedBy, why: &str) -> Result<()> {
    let org = tx.org().0;
    let (by, now) = (tx.cx.actor.name().to_string(), tx.now());
    sqlx::query!(
        "insert into lead_assignments (org_id, id, lead_id, member_id, how, why, by, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        org,
        Uuid::now_v7(),
        lead.0,
        member.map(|m| m.0),
        how.key(),
        why,
        by,
        now
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Name of an active member.
pub(crate) async fn member_name(tx: &mut Tx, member: MemberId) -> Result<Option<String>> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!("select name from members where org_id = $1 and id = $2 and status = 'active'", org, member.0)
        .fetch_optional(tx.db()?)
        .await?)
}
