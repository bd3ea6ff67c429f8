//! What public forms sent, and the organization a form belongs to.

use shared::leads::{Intake, IntakeStatus, LeadSource};
use shared::packs::ServiceLine;
use shared::text::Locale;
use shared::{IntakeId, LeadId, OrgId, Result};

use crate::db::{SystemTx, Tx};
use crate::leads::capture::Host;

/// The organization whose form has this address.
pub(crate) async fn host(tx: &mut SystemTx, slug: &str) -> Result<Host> {
    let r = sqlx::query!("select id, name, slug, locale, brand_hex, packs from organizations where slug = $1", slug)
        .fetch_one(tx.db()?)
        .await?;
    Ok(Host {
        org: OrgId(r.id),
        name: r.name,
        slug: r.slug,
        locale: Locale::from_tag(&r.locale),
        brand_hex: r.brand_hex,
        service_lines: r.packs.iter().filter_map(|key| key.parse::<ServiceLine>().ok()).collect(),
    })
}

/// False when this form was received before.
pub(crate) async fn insert_intake(
    tx: &mut Tx,
    id: IntakeId,
    status: IntakeStatus,
    payload: &serde_json::Value,
    locale: Locale,
) -> Result<bool> {
    let org = tx.org().0;
    let request = tx.cx.request.clone();
    let done = sqlx::query!(
        "insert into lead_intakes (org_id, id, source, status, payload, locale, ip, user_agent) values ($1, $2, 'online', $3, $4, $5, $6, $7) on conflict do nothing",
        org,
        id.0,
        status.key(),
        payload,
        locale.tag(),
        request.ip.map(|ip| ip.to_string()),
        request.user_agent.chars().take(300).collect::<String>()
    )
    .execute(tx.db()?)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A form with the language it was filled in, held until this transaction ends.
pub(crate) async fn lock_intake(tx: &mut Tx, id: IntakeId) -> Result<(IntakeStatus, serde_json::Value, Locale)> {
    let org = tx.org().0;
    let r = sqlx::query!(
        r#"select status as "status: IntakeStatus", payload, locale from lead_intakes where org_id = $1 and id = $2 for update"#,
        org,
        id.0
    )
    .fetch_one(tx.db()?)
    .await?;
    Ok((r.status, r.payload, Locale::from_tag(&r.locale)))
}

pub(crate) async fn settle_intake(tx: &mut Tx, id: IntakeId, status: IntakeStatus, problem: Option<&str>) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update lead_intakes set status = $3, problem = $4, updated_at = now() where org_id = $1 and id = $2",
        org,
        id.0,
        status.key(),
        problem
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub(crate) async fn intakes(tx: &mut Tx, only: Option<IntakeStatus>, limit: i64) -> Result<Vec<Intake>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        Intake,
        r#"select i.id as "id: IntakeId", i.source as "source: LeadSource", i.status as "status: IntakeStatus", i.problem, i.payload,
                  l.id as "lead_id?: LeadId", i.created_at as received_at
           from lead_intakes i left join leads l on l.org_id = i.org_id and l.intake_id = i.id
           where i.org_id = $1 and ($2::text is null or i.status = $2) order by i.created_at desc, i.id desc limit $3"#,
        org,
        only.map(|s| s.key()),
        limit
    )
    .fetch_all(tx.db()?)
    .await?)
}
