//! Totals in lists: those of drafts are of today, all others as they went out.

use std::collections::HashMap;

use shared::pricing::{Payer, Rates};
use shared::quotes::{QuoteRow, QuoteStatus};
use shared::{PriceBookId, QuoteId, Result};

use super::sql;
use crate::db::Tx;

/// Gives the drafts of a list the totals they would go out at: what was saved with them may be of another day, from before
/// the customer's taxes or prices changed.
pub(super) async fn freshen(tx: &mut Tx, rows: &mut [QuoteRow]) -> Result<()> {
    let drafts: Vec<QuoteId> = rows.iter().filter(|row| row.status == QuoteStatus::Draft).map(|row| row.id).collect();
    // a list needs as many statements whatever is in it
    if rows.is_empty() {
        return Ok(());
    }
    let today = tx.today().await?;
    let drafts = sql::drafted(tx, &drafts).await?;
    let books: HashMap<PriceBookId, &Rates> = drafts.iter().filter_map(|draft| Some((draft.book, &draft.rates.as_ref()?.0))).collect();
    for draft in &drafts {
        let row = rows.iter_mut().find(|row| row.id == draft.id);
        let (Some(row), Some(rates)) = (row, books.get(&draft.book)) else { continue };
        let mut content = draft.content.0.clone();
        content.agreed = crate::customers::agreed_on(&draft.agreed, today).filter(|_| draft.service_line.pack().repairs);
        let promo = draft.promo.as_ref().map(|promo| promo.0.clone());
        let payer = Payer { tax_exempt: draft.tax_exempt, ..Payer::default() };
        row.total_cents = content.price_for(rates, today, promo, payer).total_cents;
    }
    Ok(())
}
