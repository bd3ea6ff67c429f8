//! What the dataset is too small for: an organization with thousands of open leads on one board, and one with thousands
//! of quotes of the last weeks. Both are copies of records that are there, made in the last two organizations once for a
//! dataset; the others stay as they were drawn.

use sqlx::PgPool;
use uuid::Uuid;

use crate::wire::Problem;

/// Open leads on the first board of the crowded organization, at least.
pub const OPEN: i64 = 5_000;
/// Quotes of the quoting organization, besides those that were drawn.
pub const QUOTES: i64 = 20_000;
/// The service line of these quotes.
pub const LINE: &str = "moving";

/// Adds open leads to the first pipeline, spread over its stages as those that are there.
pub async fn leads(owner: &PgPool, org: Uuid) -> Result<(), Problem> {
    sqlx::query(
        "with board as (select id from pipelines where org_id = $1 order by created_at, id limit 1),
              drawn as (select l.*, row_number() over (order by l.id) as nth, count(*) over () as all_of_them from leads l join board b on b.id = l.pipeline_id
                        where l.org_id = $1 and l.status not in ('converted', 'lost')),
              wanted as (select n from generate_series(1, $2 - (select count(*) from drawn)) n)
         insert into leads (org_id, id, number, pipeline_id, stage_id, status, stage_since, rank, name, company, email, email_norm, phone, phone_e164, locale, source,
                            urgency, service_line, wanted_on, origin, destination, passengers, vehicle_type, value_cents, owner_id, assigned_by, assigned_why,
                            first_touch_at, next_id, next_kind, next_what, next_due_at, score, score_reasons, created_at, updated_at)
         select org_id, gen_random_uuid(), 'B-' || substr(md5(random()::text || n), 1, 10), pipeline_id, stage_id, status, stage_since, rank || lpad(n::text, 6, '0') || 'i',
                name, company, email, email_norm, phone, phone_e164, locale, source, urgency, service_line, wanted_on, origin, destination, passengers, vehicle_type,
                value_cents, owner_id, assigned_by, assigned_why, first_touch_at, next_id, next_kind, next_what, next_due_at, score, score_reasons, created_at, updated_at
         from wanted join drawn on nth = n % all_of_them + 1",
    )
    .bind(org)
    .bind(OPEN)
    .execute(owner)
    .await?;
    Ok(())
}

/// Adds quotes of the last weeks, each a copy of one that was drawn; anew when those of a former run have grown too old
/// for a replay.
pub async fn quotes(owner: &PgPool, org: Uuid) -> Result<(), Problem> {
    const RECENT: &str = "select count(*) from quotes where org_id = $1 and number like 'R-%' and created_at > now() - interval '88 days'";
    let recent: i64 = sqlx::query_scalar(RECENT).bind(org).fetch_one(owner).await?;
    if recent >= QUOTES {
        return Ok(());
    }
    let mut tx = owner.begin().await?;
    for statement in [
        "delete from quote_revisions r using quotes q where r.org_id = $1 and q.org_id = $1 and q.id = r.quote_id and q.number like 'R-%'",
        "delete from quotes where org_id = $1 and number like 'R-%'",
    ] {
        sqlx::query(statement).bind(org).execute(&mut *tx).await?;
    }
    sqlx::query(
        "with drawn as (select q.*, row_number() over (order by id) as nth, count(*) over () as all_of_them from quotes q where org_id = $1 and service_line = $2),
              wanted as (select n, gen_random_uuid() as id, gen_random_uuid() as revision from generate_series(1, $3) n),
              pairs as (select w.n, w.id as new_id, w.revision as new_revision, d.* from wanted w join drawn d on d.nth = w.n % d.all_of_them + 1),
              revisions as (insert into quote_revisions (org_id, id, quote_id, number, content, total_cents)
                            select p.org_id, p.new_revision, p.new_id, 1, r.content, r.total_cents from pairs p join quote_revisions r on r.org_id = p.org_id and r.id = p.revision_id returning 1)
         insert into quotes (org_id, id, number, status, service_line, account_id, contact_id, owner_id, book_id, revision_id, title, starts_at, total_cents, quoted_on, created_at, updated_at)
         select org_id, new_id, 'R-' || n, status, service_line, account_id, contact_id, owner_id, book_id, new_revision, title, starts_at, total_cents, quoted_on,
                now() - n * interval '5 minutes', now()
         from pairs",
    )
    .bind(org)
    .bind(LINE)
    .bind(QUOTES)
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(())
}
