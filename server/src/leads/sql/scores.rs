//! Open leads as they are scored anew, some at a time.

use chrono::{DateTime, NaiveDate, Utc};
use shared::leads::{LeadSource, LeadStatus, Score, Urgency};
use shared::{LeadId, OrgId, Result};
use uuid::Uuid;

use crate::db::{SystemTx, Tx};

/// Organizations whose last round ended before a moment, or that never had one, the longest ago first.
pub(crate) async fn unscored(tx: &mut SystemTx, before: DateTime<Utc>) -> Result<Vec<OrgId>> {
    Ok(sqlx::query_scalar!(
        r#"select o.id as "org: OrgId" from organizations o left join lead_scorings s on s.org_id = o.id
           where s.done_at is null or s.done_at <= $1 order by s.done_at nulls first, o.id limit 500"#,
        before
    )
    .fetch_all(tx.db()?)
    .await?)
}

/// The lead the round under way came to.
pub(crate) async fn reached(tx: &mut Tx) -> Result<Option<Uuid>> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!("select reached_id from lead_scorings where org_id = $1", org).fetch_optional(tx.db()?).await?.flatten())
}

/// Keeps how far a round came, or that it ended.
pub(crate) async fn set_reached(tx: &mut Tx, lead: Option<Uuid>, done_at: Option<DateTime<Utc>>) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "insert into lead_scorings (org_id, reached_id, done_at) values ($1, $2, $3)
         on conflict (org_id) do update set reached_id = $2, done_at = coalesce($3, lead_scorings.done_at), updated_at = now()",
        org,
        lead,
        done_at
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Won and lost leads of a source, among the latest thousand of all.
pub(crate) struct Outcomes {
    pub source: LeadSource,
    pub won: i64,
    pub lost: i64,
}

pub(crate) async fn outcomes(tx: &mut Tx) -> Result<Vec<Outcomes>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        Outcomes,
        r#"select source as "source: LeadSource", count(*) filter (where status = 'converted') as "won!", count(*) filter (where status = 'lost') as "lost!"
           from (select status, source from leads where org_id = $1 and status in ('converted', 'lost') order by stage_since desc limit 1000) l
           group by source"#,
        org
    )
    .fetch_all(tx.db()?)
    .await?)
}

/// What the rules of the score look at, with the score that is kept.
pub(crate) struct Scored {
    pub id: LeadId,
    pub created_at: DateTime<Utc>,
    pub first_touch_at: Option<DateTime<Utc>>,
    pub status: LeadStatus,
    pub urgency: Urgency,
    pub source: LeadSource,
    pub wanted_on: Option<NaiveDate>,
    pub route_known: bool,
    pub has_email: bool,
    pub has_phone: bool,
    pub value_cents: Option<i64>,
    pub known_customer: bool,
    pub next_due_at: Option<DateTime<Utc>>,
    pub score: i32,
    pub score_reasons: serde_json::Value,
}

/// Open leads behind one, in the order of their ids, held until the transaction ends. Who writes to a lead right now
/// scores it: that one is passed by.
pub(crate) async fn to_score(tx: &mut Tx, behind: Uuid, most: i64) -> Result<Vec<Scored>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        Scored,
        r#"select id as "id: LeadId", created_at, first_touch_at, status as "status: LeadStatus", urgency as "urgency: Urgency", source as "source: LeadSource",
                  wanted_on, (origin is not null and destination is not null) as "route_known!", (email_norm is not null) as "has_email!",
                  (phone_e164 is not null) as "has_phone!", value_cents, (account_id is not null and quote_id is null) as "known_customer!", next_due_at,
                  score, score_reasons
           from leads where org_id = $1 and status not in ('converted', 'lost') and id > $2
           order by id limit $3 for no key update skip locked"#,
        org,
        behind,
        most
    )
    .fetch_all(tx.db()?)
    .await?)
}

/// Writes scores with their reasons.
pub(crate) async fn set_scores(tx: &mut Tx, scores: &[(LeadId, Score)]) -> Result<()> {
    let org = tx.org().0;
    let ids: Vec<Uuid> = scores.iter().map(|(id, _)| id.0).collect();
    let points: Vec<i32> = scores.iter().map(|(_, score)| score.points).collect();
    let reasons: Vec<String> = scores
        .iter()
        .map(|(_, score)| serde_json::to_string(&score.reasons).map_err(|error| shared::Error::internal(&error)))
        .collect::<Result<_>>()?;
    sqlx::query!(
        "update leads l set score = n.points, score_reasons = n.reasons::jsonb
         from unnest($2::uuid[], $3::int[], $4::text[]) as n (id, points, reasons) where l.org_id = $1 and l.id = n.id",
        org,
        &ids,
        &points,
        &reasons
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}
