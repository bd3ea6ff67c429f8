//! What repairs of a customer's units cost: lists are set, ended, and before their first day withdrawn.

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::json;
use shared::access::Action;
use shared::customers::{Account, EndPriceList, NewPriceList, PriceList, events};
use shared::input::{check, filled};
use shared::pricing::AgreedPrices;
use shared::{AccountId, Error, PriceListId, Result, UnitId};

use super::{changed, editable, load, said, sql};
use crate::begin;
use crate::cx::Cx;
use crate::db::Tx;
use crate::events::Record;

/// A list that holds on a day or next to it, as statements of other rooms bring it along (`agreed_prices`).
#[derive(Clone, Debug, Deserialize)]
pub struct ListAround {
    #[serde(flatten)]
    agreed: AgreedPrices,
    until: Option<NaiveDate>,
}

/// What a customer agreed on for a day: of lists that hold around it the one that holds on it.
pub(crate) fn agreed_on(lists: &[ListAround], day: NaiveDate) -> Option<AgreedPrices> {
    let holds = |list: &&ListAround| list.agreed.from <= day && list.until.is_none_or(|until| day <= until);
    lists.iter().find(holds).map(|list| list.agreed.clone())
}

/// Whether all of these units are the customer's.
pub(crate) async fn are_units_of(tx: &mut Tx, id: AccountId, units: &[UnitId]) -> Result<bool> {
    Ok(sql::count_units(tx, id, units).await? == units.len())
}

/// Sets prices of a customer's own from a day on. The list that goes on without end ends the day before.
pub async fn set_prices(cx: &Cx, id: AccountId, input: NewPriceList) -> Result<Account> {
    let scope = cx.may(Action::PricingEdit)?;
    check(&input)?;
    input.check_days()?;
    let mut tx = begin!(cx);
    editable(cx, &mut tx, id, scope).await?;
    // two lists set at once: the second sees what the first left
    sql::lock(&mut tx, &[id]).await?;
    let ended = sql::end_open_list(&mut tx, id, input.from).await?;
    let list = cx.id::<PriceListId>();
    sql::insert_price_list(&mut tx, id, list, &input, cx.actor.name()).await?;
    let data = json!({ "from": input.from, "until": input.until, "tiers": input.tiers, "discount_bp": input.discount_bp, "discount_from": input.discount_from, "why": input.why, "ends": ended });
    tx.record(Record::new(events::PRICES_SET, list).of(id).account(id).version(1).data(data)).await?;
    let account = load(cx, &mut tx, id).await?;
    tx.commit(account).await
}

/// Gives a list its last day.
pub async fn end_prices(cx: &Cx, id: AccountId, list: PriceListId, input: EndPriceList) -> Result<Account> {
    let scope = cx.may(Action::PricingEdit)?;
    check(&input)?;
    let mut tx = begin!(cx);
    editable(cx, &mut tx, id, scope).await?;
    let before = find(&mut tx, id, list).await?;
    if input.until < before.from {
        return Err(Error::field("until", "before_previous"));
    }
    let why = reasons(&before, &input.why);
    let version = sql::end_price_list(&mut tx, id, list, input.version, Some(input.until), &why).await?.ok_or_else(changed)?;
    let data = json!({ "until": { "before": before.until, "after": input.until }, "why": input.why });
    tx.record(Record::new(events::PRICES_ENDED, list).of(id).account(id).version(version).data(data)).await?;
    let account = load(cx, &mut tx, id).await?;
    tx.commit(account).await
}

/// Takes a list back that has not begun.
pub async fn withdraw_prices(cx: &Cx, id: AccountId, list: PriceListId) -> Result<Account> {
    let scope = cx.may(Action::PricingEdit)?;
    let mut tx = begin!(cx);
    editable(cx, &mut tx, id, scope).await?;
    let before = find(&mut tx, id, list).await?;
    if before.from <= tx.today().await? {
        return Err(Error::conflict("already_begun", said::prices_begun));
    }
    let version = sql::end_price_list(&mut tx, id, list, before.version, None, &before.why).await?.ok_or_else(changed)?;
    tx.record(Record::new(events::PRICES_WITHDRAWN, list).of(id).account(id).version(version).data(json!({ "from": before.from }))).await?;
    let account = load(cx, &mut tx, id).await?;
    tx.commit(account).await
}

async fn find(tx: &mut Tx, id: AccountId, list: PriceListId) -> Result<PriceList> {
    let found = sql::price_lists(tx, id).await?.into_iter().find(|known| known.id == list).ok_or(Error::NotFound)?;
    if found.withdrawn { Err(Error::conflict("withdrawn", said::prices_withdrawn)) } else { Ok(found) }
}

/// Why it was set, and why it ends.
fn reasons(list: &PriceList, ends: &str) -> String {
    [filled(&list.why), filled(ends)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
