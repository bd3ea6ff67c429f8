//! What was done and planned for leads, and their stays in stages.

use chrono::{DateTime, Utc};
use shared::customers::Owner;
use shared::events::Event;
use shared::leads::{Activity, ActivityKind, Awaits, Happened, Outcome, StageVisit};
use shared::{ActivityId, EventId, LeadId, MemberId, Result, StageId};

use crate::db::Tx;

/// An activity to be written.
pub(crate) struct NewRow<'a> {
    pub id: ActivityId,
    pub lead: LeadId,
    pub kind: ActivityKind,
    pub body: &'a str,
    pub outcome: Option<Outcome>,
    pub due_at: Option<DateTime<Utc>>,
    pub done_at: Option<DateTime<Utc>>,
    pub member: Option<MemberId>,
    /// What ends it by itself.
    pub awaits: Option<Awaits>,
}

pub(crate) async fn insert_activity(tx: &mut Tx, row: NewRow<'_>) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "insert into activities (org_id, id, lead_id, kind, body, outcome, due_at, done_at, member_id, awaits) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        org,
        row.id.0,
        row.lead.0,
        row.kind.key(),
        row.body,
        row.outcome.map(|o| o.key()),
        row.due_at,
        row.done_at,
        row.member.map(|m| m.0),
        row.awaits.map(|awaits| awaits.key())
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Marks a planned step as done; its kind, or none if it was done before or belongs to another lead.
pub(crate) async fn complete_activity(
    tx: &mut Tx,
    lead: LeadId,
    id: ActivityId,
    outcome: Option<Outcome>,
    note: Option<&str>,
) -> Result<Option<ActivityKind>> {
    let org = tx.org().0;
    let now = tx.now();
    Ok(sqlx::query_scalar!(
        r#"update activities set done_at = $4, outcome = $5, body = case when $6::text is null then body else body || E'\n' || $6 end, updated_at = now()
           where org_id = $1 and lead_id = $2 and id = $3 and done_at is null returning kind as "kind: ActivityKind""#,
        org,
        lead.0,
        id.0,
        now,
        outcome.map(|o| o.key()),
        note
    )
    .fetch_optional(tx.db()?)
    .await?)
}

/// Ends the open steps of a lead that wait for one of these; which they were, with what they said. A visit has a time and
/// a place and is ended by whoever goes there. A lead with such steps is held first, as by whoever ends one of them by hand.
pub(crate) async fn end_steps(tx: &mut Tx, lead: LeadId, awaits: &[Awaits], ended: Happened) -> Result<Vec<(ActivityId, String)>> {
    let org = tx.org().0;
    let now = tx.now();
    let awaits: Vec<String> = awaits.iter().map(|awaits| awaits.key().to_string()).collect();
    let rows = sqlx::query!(
        r#"with held as (
               select l.id from leads l
               where l.org_id = $1 and l.id = $2
                 and exists (select from activities x where x.org_id = $1 and x.lead_id = $2 and x.awaits = any($3) and x.done_at is null)
               for no key update of l)
           update activities a set done_at = $4, ended = $5, updated_at = now() from held
           where a.org_id = $1 and a.lead_id = held.id and a.awaits = any($3) and a.done_at is null and a.kind <> 'visit'
           returning a.id, left(a.body, 200) as "what!""#,
        org,
        lead.0,
        &awaits,
        now,
        ended.key()
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows.into_iter().map(|r| (ActivityId(r.id), r.what)).collect())
}

/// Opens a step that ended by itself; it waits for nothing any more, so that nothing but a person ends it. What had ended
/// it, or none if nothing did.
pub(crate) async fn reopen_step(tx: &mut Tx, lead: LeadId, id: ActivityId) -> Result<Option<String>> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(
        r#"update activities a set done_at = null, ended = null, awaits = null, updated_at = now()
           from (select ended from activities where org_id = $1 and lead_id = $2 and id = $3 and ended is not null for update) was
           where a.org_id = $1 and a.id = $3 returning was.ended as "ended!""#,
        org,
        lead.0,
        id.0
    )
    .fetch_optional(tx.db()?)
    .await?)
}

/// Copies the earliest open step to the lead.
pub(crate) async fn refresh_next_step(tx: &mut Tx, lead: LeadId) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update leads l set next_id = n.id, next_kind = n.kind, next_what = n.body, next_due_at = n.due_at, updated_at = now()
         from (select 1) one left join lateral (
             select id, kind, left(body, 200) as body, due_at from activities
             where org_id = $1 and lead_id = $2 and done_at is null order by due_at, id limit 1) n on true
         where l.org_id = $1 and l.id = $2",
        org,
        lead.0
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Notes the first call, mail, meeting or visit.
pub(crate) async fn touch(tx: &mut Tx, lead: LeadId) -> Result<()> {
    let org = tx.org().0;
    let now = tx.now();
    sqlx::query!(
        "update leads set first_touch_at = $3, queue_at = null where org_id = $1 and id = $2 and first_touch_at is null",
        org,
        lead.0,
        now
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub(crate) async fn activities(tx: &mut Tx, lead: LeadId) -> Result<Vec<Activity>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select x.id, x.kind as "kind: ActivityKind", x.body, x.outcome as "outcome: Outcome", x.due_at, x.done_at, x.awaits as "awaits: Awaits", x.ended as "ended: Happened", x.created_at, m.id as "member_id?", m.name as "member?"
           from activities x left join members m on m.org_id = x.org_id and m.id = x.member_id
           where x.org_id = $1 and x.lead_id = $2 order by coalesce(x.done_at, x.created_at) desc, x.id desc limit 200"#,
        org,
        lead.0
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Activity {
            id: ActivityId(r.id),
            lead_id: lead,
            kind: r.kind,
            body: r.body,
            outcome: r.outcome,
            due_at: r.due_at,
            done_at: r.done_at,
            awaits: r.awaits,
            ended: r.ended,
            by: match (r.member_id, r.member) {
                (Some(id), Some(name)) => Some(Owner { id: MemberId(id), name }),
                _ => None,
            },
            created_at: r.created_at,
        })
        .collect())
}

pub(crate) async fn visits(tx: &mut Tx, lead: LeadId) -> Result<Vec<StageVisit>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        StageVisit,
        r#"select v.stage_id as "stage_id: StageId", s.name as stage, v.entered_at, v.left_at, v.by, v.reason
           from stage_visits v join stages s on s.org_id = v.org_id and s.id = v.stage_id
           where v.org_id = $1 and v.lead_id = $2 order by v.entered_at, v.id"#,
        org,
        lead.0
    )
    .fetch_all(tx.db()?)
    .await?)
}

/// What the log tells of a lead, but of some kinds of records.
pub(crate) async fn timeline(tx: &mut Tx, lead: LeadId, hidden: &[&str], before: i64, limit: i64) -> Result<Vec<Event>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        Event,
        r#"select id as "id: EventId", seq, at, kind, entity, entity_id, of_id as "of", actor, actor_kind, actor_id, on_behalf_of, ip, device, data
           from events where org_id = $1 and (entity_id = $2 or of_id = $2) and seq < $3 and entity <> all($5) order by seq desc limit $4"#,
        org,
        lead.0,
        before,
        limit,
        hidden as &[&str]
    )
    .fetch_all(tx.db()?)
    .await?)
}
