//! Reading what was kept again: what was worked out on the page becomes lead and draft after all.

use shared::access::Action;
use shared::leads::Lead;
use shared::quotes::InstantAsk;
use shared::{Error, IntakeId, Result};

use super::{Desk, reckon, write};
use crate::begin;
use crate::cx::Cx;
use crate::db::Tx;
use crate::leads::{capture, kept};
use crate::quotes::sql;

/// Reads something kept again. What was worked out on the page becomes lead and draft by the prices of today, if whoever
/// reads it may make quotes; what came another way, or has no price any more, becomes a lead.
pub async fn replay(cx: &Cx, id: IntakeId) -> Result<Lead> {
    cx.may(Action::LeadsEdit)?;
    let Some((desk, ask)) = worked_out(cx, id).await? else { return capture::replay(cx, id).await };
    let mut tx = begin!(cx);
    let now = reckon(cx, &mut tx, &desk, &ask).await?;
    let (lead, _) = write(cx, &mut tx, id, &ask, now).await?;
    kept::answer(cx, tx, lead).await
}

/// What was worked out, if that is what was kept and it has a price: tried before anything is written, for a write that
/// fails has used up the key of the request.
async fn worked_out(cx: &Cx, id: IntakeId) -> Result<Option<(Desk, InstantAsk)>> {
    let mut tx = cx.read().await?;
    let payload = kept::payload(&mut tx, id).await?;
    if payload.get("shown_cents").is_none() || !cx.access.may(Action::QuotesEdit) {
        return Ok(None);
    }
    let Ok(ask) = serde_json::from_value::<InstantAsk>(payload) else { return Ok(None) };
    let desk = own_desk(cx, &mut tx).await?;
    match reckon(cx, &mut tx, &desk, &ask).await {
        Ok(_) => Ok(Some((desk, ask))),
        Err(Error::Invalid(_) | Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The organization's own page, open or not, with all that has prices.
pub(super) async fn own_desk(cx: &Cx, tx: &mut Tx) -> Result<Desk> {
    let page = sql::instant_page(tx).await?;
    Ok(Desk {
        org: cx.org,
        name: String::new(),
        slug: String::new(),
        brand_hex: String::new(),
        currency: tx.currency().await?,
        zone: tx.zone().await?,
        valid_days: page.valid_days,
        lines: page.priced,
    })
}
