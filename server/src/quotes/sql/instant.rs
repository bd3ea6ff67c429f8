//! The page on which visitors work out prices: how it is set, whom it belongs to, and what came of a sending.

use shared::packs::ServiceLine;
use shared::quotes::InstantPage;
use shared::{Currency, IntakeId, OrgId, Result};

use crate::db::{SystemTx, Tx};
use crate::quotes::instant::Desk;

/// Services a visitor can be told a price of, in the organization's order.
fn lines(keys: &[String]) -> Vec<ServiceLine> {
    keys.iter().filter_map(|key| key.parse::<ServiceLine>().ok()).filter(|line| line.pack().is_instant()).collect()
}

/// The open page with this address, with the services that have published prices.
pub async fn desk(tx: &mut SystemTx, slug: &str) -> Result<Desk> {
    let r = sqlx::query!(
        r#"select o.id as "id: OrgId", o.name, o.slug, o.brand_hex, o.currency as "currency: Currency", o.zone, i.valid_days,
                  array(select l.key from unnest(i.lines) as l(key)
                        where l.key = any (o.packs)
                          and exists (select from price_books b where b.org_id = o.id and b.service_line = l.key)) as "lines!"
           from organizations o join instant_quotes i on i.org_id = o.id where o.slug = $1 and i.active"#,
        slug
    )
    .fetch_one(tx.db()?)
    .await?;
    Ok(Desk {
        org: r.id,
        name: r.name,
        slug: r.slug,
        brand_hex: r.brand_hex,
        currency: r.currency,
        zone: r.zone,
        valid_days: r.valid_days.unsigned_abs(),
        lines: lines(&r.lines),
    })
}

/// How the page is set: open or not, its services, the days its drafts hold, and the services it could price.
pub async fn instant_page(tx: &mut Tx) -> Result<InstantPage> {
    let org = tx.org().0;
    let r = sqlx::query!(
        r#"select coalesce(i.active, false) as "active!", coalesce(i.lines, '{}') as "lines!", coalesce(i.valid_days, 14) as "valid_days!",
                  array(select p.key from unnest(o.packs) as p(key)
                        where exists (select from price_books b where b.org_id = o.id and b.service_line = p.key)) as "priced!"
           from organizations o left join instant_quotes i on i.org_id = o.id where o.id = $1"#,
        org
    )
    .fetch_one(tx.db()?)
    .await?;
    Ok(InstantPage { active: r.active, lines: lines(&r.lines), valid_days: r.valid_days.unsigned_abs(), priced: lines(&r.priced) })
}

pub async fn set_instant_page(tx: &mut Tx, active: bool, lines: &[ServiceLine], valid_days: u32) -> Result<()> {
    let org = tx.org().0;
    let keys: Vec<String> = lines.iter().map(|line| line.key().to_string()).collect();
    sqlx::query!(
        "insert into instant_quotes (org_id, active, lines, valid_days) values ($1, $2, $3, $4)
         on conflict (org_id) do update set active = $2, lines = $3, valid_days = $4, updated_at = now()",
        org,
        active,
        keys.as_slice(),
        valid_days.cast_signed()
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// The number of the quote that came of a sending.
pub async fn quote_of_intake(tx: &mut Tx, id: IntakeId) -> Result<Option<String>> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(
        "select q.number from leads l join quotes q on q.org_id = l.org_id and q.id = l.quote_id where l.org_id = $1 and l.intake_id = $2",
        org,
        id.0
    )
    .fetch_optional(tx.db()?)
    .await?)
}
