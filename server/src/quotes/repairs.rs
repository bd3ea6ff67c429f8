//! Repairs a quote lists: of which units, and how many those had before.

use std::collections::HashSet;

use shared::access::Action;
use shared::quotes::{Content, RepairUnit};
use shared::{Error, QuoteId, Result, UnitId};

use super::{Priceable, readable, sql};
use crate::cx::Cx;
use crate::db::Tx;

/// The units of the customer whose repairs a quote may list, with the number of repairs that were booked before.
pub async fn units(cx: &Cx, id: QuoteId) -> Result<Vec<RepairUnit>> {
    let scope = cx.may(Action::QuotesView)?;
    let mut tx = cx.read().await?;
    readable(cx, scope, sql::load(&mut tx, id).await?.owner)?;
    sql::repair_units(&mut tx, id).await
}

/// Refuses repairs where the service line has none, and units that are not the customer's. Those that were listed before
/// may stay, whatever became of them.
pub(super) async fn allowed(tx: &mut Tx, quote: &Priceable, content: &Content) -> Result<()> {
    if content.repairs.is_empty() {
        return Ok(());
    }
    let refused = || Error::field("content.repairs", "unknown_choice");
    if !quote.record.service_line.pack().repairs {
        return Err(refused());
    }
    let listed: HashSet<UnitId> = quote.record.content.repairs.iter().filter_map(|of| of.unit).collect();
    let added: Vec<UnitId> = content.repairs.iter().filter_map(|of| of.unit).filter(|unit| !listed.contains(unit)).collect();
    if added.is_empty() || crate::customers::are_units_of(tx, quote.record.account, &added).await? { Ok(()) } else { Err(refused()) }
}
