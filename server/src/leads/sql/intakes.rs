//! What public forms sent, and the organization a form belongs to.

use shared::leads::{Intake, IntakeStatus, LeadSource};
use shared::packs::ServiceLine;
use shared::text::Locale;
use shared::{IntakeId, LeadId, LeadSourceId, OrgId, Result, Said};

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

/// What was sent, as it is kept.
pub(crate) struct Sent<'a> {
    pub id: IntakeId,
    pub status: IntakeStatus,
    pub problem: Option<&'a str>,
    pub payload: &'a serde_json::Value,
    pub locale: Locale,
    pub source: LeadSource,
    /// The source whose key opened the door; none for the public form.
    pub via: Option<LeadSourceId>,
}

/// False when this was received before and read, or is being read.
pub(crate) async fn insert_intake(tx: &mut Tx, sent: &Sent<'_>) -> Result<bool> {
    let org = tx.org().0;
    let request = tx.cx.request.clone();
    let done = sqlx::query!(
        // what was refused may be sent again under the same id, put right
        "insert into lead_intakes as i (org_id, id, source, status, problem, payload, locale, ip, user_agent, lead_source_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (org_id, id) do update set status = $4, problem = $5, payload = $6, updated_at = now()
         where i.status = 'failed' and i.lead_source_id is not null",
        org,
        sent.id.0,
        sent.source.key(),
        sent.status.key(),
        sent.problem,
        sent.payload,
        sent.locale.tag(),
        request.ip.map(|ip| ip.to_string()),
        request.user_agent.chars().take(300).collect::<String>(),
        sent.via.map(|via| via.0)
    )
    .execute(tx.db()?)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Whether something was kept under this id.
pub(crate) async fn is_kept(tx: &mut Tx, id: IntakeId) -> Result<bool> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(r#"select exists (select from lead_intakes where org_id = $1 and id = $2) as "kept!""#, org, id.0)
        .fetch_one(tx.db()?)
        .await?)
}

/// What was sent, as it came.
pub(crate) async fn payload(tx: &mut Tx, id: IntakeId) -> Result<serde_json::Value> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!("select payload from lead_intakes where org_id = $1 and id = $2", org, id.0).fetch_one(tx.db()?).await?)
}

/// What was sent, to be read.
pub(crate) struct Kept {
    pub status: IntakeStatus,
    pub payload: serde_json::Value,
    /// The language it was filled in.
    pub locale: Locale,
    pub source: LeadSource,
    /// The service of what names none.
    pub service_line: Option<ServiceLine>,
}

/// What was sent, held until this transaction ends.
pub(crate) async fn lock_intake(tx: &mut Tx, id: IntakeId) -> Result<Kept> {
    let org = tx.org().0;
    let r = sqlx::query!(
        r#"select i.status as "status: IntakeStatus", i.payload, i.locale, i.source as "source: LeadSource", s.service_line as "service_line?: ServiceLine"
           from lead_intakes i left join lead_sources s on s.org_id = i.org_id and s.id = i.lead_source_id
           where i.org_id = $1 and i.id = $2 for update of i"#,
        org,
        id.0
    )
    .fetch_one(tx.db()?)
    .await?;
    let locale = Locale::from_tag(&r.locale);
    Ok(Kept { status: r.status, payload: r.payload, locale, source: r.source, service_line: r.service_line })
}

/// What was worked out on a public page, kept some minutes ago and neither read nor refused since.
pub(crate) async fn left_lying(tx: &mut SystemTx) -> Result<Vec<(OrgId, IntakeId)>> {
    let rows = sqlx::query!(
        r#"select org_id as "org: OrgId", id as "id: IntakeId" from lead_intakes
           where status = 'received' and created_at < now() - interval '5 minutes' and payload -> 'shown_cents' is not null
           order by created_at limit 100"#
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows.into_iter().map(|r| (r.org, r.id)).collect())
}

/// Notes what became of what was sent. What was read into a lead stays so, whatever somebody says who came second.
pub(crate) async fn settle_intake(tx: &mut Tx, id: IntakeId, status: IntakeStatus, problem: Option<&str>) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update lead_intakes set status = $3, problem = $4, updated_at = now() where org_id = $1 and id = $2 and status <> 'accepted'",
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
    let locale = tx.cx.request.locale;
    let rows = sqlx::query_as!(
        Intake,
        r#"select i.id as "id: IntakeId", i.source as "source: LeadSource", s.name as "via?", i.status as "status: IntakeStatus", i.problem, i.payload,
                  l.id as "lead_id?: LeadId", i.created_at as received_at
           from lead_intakes i left join leads l on l.org_id = i.org_id and l.intake_id = i.id
                left join lead_sources s on s.org_id = i.org_id and s.id = i.lead_source_id
           where i.org_id = $1 and ($2::text is null or i.status = $2) order by i.created_at desc, i.id desc limit $3"#,
        org,
        only.map(|s| s.key()),
        limit
    )
    .fetch_all(tx.db()?)
    .await?;
    let told = |problem: String| Said::of_kept(&problem).told_in(locale);
    Ok(rows.into_iter().map(|intake| Intake { problem: intake.problem.map(told), ..intake }).collect())
}
