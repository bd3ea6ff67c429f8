//! Whose turn it is, and what was decided.

use chrono::{DateTime, Utc};
use shared::leads::AssignedBy;
use shared::leads::EditTurn;
use shared::leads::assignment::Turn;
use shared::{LeadId, MemberId, Result};
use uuid::Uuid;

use crate::db::{OnConstraint, Tx};

/// Whose turn was last; the row is held, so that the next lead waits for this decision.
pub(crate) async fn lock_queue(tx: &mut Tx) -> Result<Option<MemberId>> {
    let org = tx.org().0;
    sqlx::query!("insert into lead_queues (org_id) values ($1) on conflict do nothing", org).execute(tx.db()?).await?;
    let last = sqlx::query_scalar!("select last_member_id from lead_queues where org_id = $1 for update", org).fetch_one(tx.db()?).await?;
    Ok(last.map(MemberId))
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
    Ok(sqlx::query_as!(
        Turn,
        r#"select m.id as "member: MemberId", m.name, coalesce(t.position, 1000) as "position!", coalesce(t.active, true) as "active!", t.max_per_day as "max_per_day?", t.away_until as "away_until?",
                  (select count(*) from lead_assignments x where x.org_id = m.org_id and x.member_id = m.id and x.how = 'round_robin' and x.created_at >= $2) as "today!"
           from members m left join lead_turns t on t.org_id = m.org_id and t.member_id = m.id
           where m.org_id = $1 and m.status = 'active' and (t.member_id is not null or 'sales_agent' = any(m.roles))
           order by coalesce(t.position, 1000), m.created_at, m.id"#,
        org,
        day_starts
    )
    .fetch_all(tx.db()?)
    .await?)
}

pub(crate) async fn upsert_turn(tx: &mut Tx, member: MemberId, input: &EditTurn) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "insert into lead_turns (org_id, member_id, position, active, max_per_day, away_until) values ($1, $2, $3, $4, $5, $6)
         on conflict (org_id, member_id) do update set position = $3, active = $4, max_per_day = $5, away_until = $6, updated_at = now()",
        org,
        member.0,
        input.position,
        input.active,
        input.max_per_day,
        input.away_until
    )
    .execute(tx.db()?)
    .await
    .on_constraint("lead_turns_member_id_fkey", || shared::Error::NotFound)?;
    Ok(())
}

/// Sets whether a member takes turns; false if that was so already.
pub(crate) async fn set_active(tx: &mut Tx, member: MemberId, active: bool) -> Result<bool> {
    let org = tx.org().0;
    let done = sqlx::query!(
        "insert into lead_turns (org_id, member_id, active)
         select m.org_id, m.id, $3 from members m left join lead_turns t on t.org_id = m.org_id and t.member_id = m.id
         where m.org_id = $1 and m.id = $2 and $3 <> (case when t.member_id is null then 'sales_agent' = any (m.roles) else t.active end)
         on conflict (org_id, member_id) do update set active = excluded.active, away_until = null, updated_at = now()",
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
    let by = tx.cx.actor.name().to_string();
    sqlx::query!(
        "insert into lead_assignments (org_id, id, lead_id, member_id, how, why, by) values ($1, $2, $3, $4, $5, $6, $7)",
        org,
        Uuid::now_v7(),
        lead.0,
        member.map(|m| m.0),
        how.key(),
        why,
        by
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
