//! Sources leads come in by, and the one a key opens.

use shared::leads::{CaptureSource, EditCaptureSource, LeadSource, NewCaptureSource};
use shared::packs::ServiceLine;
use shared::text::Locale;
use shared::{Error, LeadSourceId, OrgId, Result};

use crate::db::{SystemTx, Tx};
use crate::leads::capture::{Door, Host};
use crate::leads::forms::FormOf;

pub(crate) async fn sources(tx: &mut Tx, only: Option<LeadSourceId>) -> Result<Vec<CaptureSource>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        CaptureSource,
        r#"select s.id as "id: LeadSourceId", s.name, s.source as "source: LeadSource", s.service_line as "service_line: ServiceLine", s.active, s.key_hint, s.form, s.form_slug,
                  (select count(*) from lead_intakes i where i.org_id = s.org_id and i.lead_source_id = s.id) as "received!",
                  (select max(i.created_at) from lead_intakes i where i.org_id = s.org_id and i.lead_source_id = s.id) as last_at
           from lead_sources s where s.org_id = $1 and ($2::uuid is null or s.id = $2) order by s.name, s.id"#,
        org,
        only.map(|id| id.0)
    )
    .fetch_all(tx.db()?)
    .await?)
}

/// What addresses of forms end with; one at a time adds another.
pub(crate) async fn lock_form_slugs(tx: &mut Tx) -> Result<Vec<String>> {
    let org = tx.org().0;
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('lead_sources ' || $1::uuid::text, 0))", org).execute(tx.db()?).await?;
    Ok(sqlx::query_scalar!("select form_slug from lead_sources where org_id = $1", org).fetch_all(tx.db()?).await?)
}

/// The open source whose form's address ends with this.
pub(crate) async fn form_of(tx: &mut Tx, slug: &str) -> Result<Option<FormOf>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        FormOf,
        r#"select id as "id: LeadSourceId", form_slug as slug, source as "source: LeadSource", service_line as "service_line: ServiceLine"
           from lead_sources where org_id = $1 and form_slug = $2 and form and active"#,
        org,
        slug
    )
    .fetch_optional(tx.db()?)
    .await?)
}

pub(crate) async fn insert_source(
    tx: &mut Tx,
    id: LeadSourceId,
    input: &NewCaptureSource,
    slug: &str,
    hash: &[u8],
    hint: &str,
) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "insert into lead_sources (org_id, id, name, source, service_line, key_hash, key_hint, form, form_slug)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        org,
        id.0,
        input.name.trim(),
        input.source.key(),
        input.service_line.map(|line| line.key()),
        hash,
        hint,
        input.form,
        slug
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub(crate) async fn update_source(tx: &mut Tx, id: LeadSourceId, input: &EditCaptureSource) -> Result<()> {
    let org = tx.org().0;
    let done = sqlx::query!(
        "update lead_sources set name = $3, source = $4, service_line = $5, active = $6, form = coalesce($7, form), updated_at = now()
         where org_id = $1 and id = $2",
        org,
        id.0,
        input.name.trim(),
        input.source.key(),
        input.service_line.map(|line| line.key()),
        input.active,
        input.form
    )
    .execute(tx.db()?)
    .await?;
    if done.rows_affected() == 0 { Err(Error::NotFound) } else { Ok(()) }
}

pub(crate) async fn set_source_key(tx: &mut Tx, id: LeadSourceId, hash: &[u8], hint: &str) -> Result<()> {
    let org = tx.org().0;
    let done = sqlx::query!(
        "update lead_sources set key_hash = $3, key_hint = $4, updated_at = now() where org_id = $1 and id = $2",
        org,
        id.0,
        hash,
        hint
    )
    .execute(tx.db()?)
    .await?;
    if done.rows_affected() == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// What a key opens, unless it is paused.
pub(crate) async fn door(tx: &mut SystemTx, hash: &[u8]) -> Result<Option<Door>> {
    let row = sqlx::query!(
        r#"select s.id as "id: LeadSourceId", s.source as "source: LeadSource", s.service_line as "service_line: ServiceLine",
                  o.id as "org: OrgId", o.name, o.slug, o.locale, o.brand_hex, o.packs
           from lead_sources s join organizations o on o.id = s.org_id where s.key_hash = $1 and s.active"#,
        hash
    )
    .fetch_optional(tx.db()?)
    .await?;
    Ok(row.map(|r| Door {
        host: Host {
            org: r.org,
            name: r.name,
            slug: r.slug,
            locale: Locale::from_tag(&r.locale),
            brand_hex: r.brand_hex,
            service_lines: r.packs.iter().filter_map(|key| key.parse::<ServiceLine>().ok()).collect(),
        },
        id: r.id,
        source: r.source,
        service_line: r.service_line,
    }))
}
