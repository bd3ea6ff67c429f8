//! Price books and promo codes: drafting, trying, publishing, looking up, reserving and consuming.
//!
//! A published book is never changed; the next one is drafted beside it, one draft for each service line, and may be
//! tried on the quotes of the last days before it is published. A code is reserved by a quote and consumed by its acceptance; the promo's row is
//! locked while its uses are counted, so that the limit holds exactly however many people use it at once. What a visitor
//! puts on a draft is only asked for until the office sends it.

mod drafts;
mod replay;
mod sql;
#[cfg(test)]
mod tests;

pub use drafts::{desk, discard_draft, publish_draft, save_draft};
pub use replay::replay_draft;

use chrono::NaiveDate;
use serde_json::json;
use shared::access::{Action, FieldRight};
use shared::input::check;
use shared::packs::{ServiceLine, prices};
use shared::pricing::{self, NewPriceBook, NewPromo, PriceBook, Promo, PromoTerms, Rates, events, normal_code};
use shared::quotes::Content;
use shared::{Error, PriceBookId, PromoId, QuoteId, Result};

use crate::begin;
use crate::cx::Cx;
use crate::db::Tx;
use crate::events::Record;

/// Gives a service line the prices its pack brings, unless it has a book.
pub async fn install_book(cx: &Cx, tx: &mut Tx, line: ServiceLine) -> Result<()> {
    if sql::newest(tx, line).await?.is_some() {
        return Ok(());
    }
    let country = sql::country(tx).await?;
    let name = shared::text::with_locale(shared::text::Locale::En, || match line {
        ServiceLine::Moving => "Moving",
        ServiceLine::Charter => "Charter",
        ServiceLine::Glass => "Glass repair",
        ServiceLine::Contracting => "Contracting",
    });
    let book = PriceBook { id: cx.id(), service_line: line, version: 1, name: name.into(), rates: prices::default_rates(line, &country) };
    put_in_force(cx, tx, &book).await
}

/// Keeps a book: as the newest of its line it is in force.
async fn put_in_force(cx: &Cx, tx: &mut Tx, book: &PriceBook) -> Result<()> {
    sql::insert_book(tx, book, cx.actor.name()).await?;
    let data = json!({ "service_line": book.service_line, "name": book.name });
    tx.record(Record::new(events::BOOK_PUBLISHED, book.id).version(book.version).data(data)).await
}

/// The price book that new quotes of a service line use.
pub async fn current_book(cx: &Cx, line: ServiceLine) -> Result<PriceBook> {
    cx.may(Action::PricingView)?;
    let mut tx = cx.read().await?;
    let book = sql::newest(&mut tx, line).await?.ok_or(Error::NotFound)?;
    Ok(guarded(cx, book))
}

/// The newest book within a transaction; made from the pack if the line has none yet.
pub async fn book_for(cx: &Cx, tx: &mut Tx, line: ServiceLine) -> Result<PriceBook> {
    install_book(cx, tx, line).await?;
    sql::newest(tx, line).await?.ok_or(Error::NotFound)
}

/// The newest published book of a service line, with its costs; `NotFound` if there is none.
pub(crate) async fn in_force(tx: &mut Tx, line: ServiceLine) -> Result<PriceBook> {
    sql::newest(tx, line).await?.ok_or(Error::NotFound)
}

/// A particular book, with its costs.
pub async fn book(tx: &mut Tx, id: PriceBookId) -> Result<PriceBook> {
    sql::book(tx, id).await
}

/// Whether the actor sees what things cost us.
fn sees_costs(cx: &Cx) -> bool {
    cx.sees(FieldRight::Cost)
}

fn guarded(cx: &Cx, mut book: PriceBook) -> PriceBook {
    if !sees_costs(cx) {
        book.rates = book.rates.without_costs();
    }
    book
}

/// What somebody is told whose prices were begun on others than those in force.
fn published_meanwhile() -> Error {
    Error::conflict("changed", shared::pricing::text::published_meanwhile)
}

/// Publishes the next version of a book past its draft, which stays as it is. Quotes already made keep theirs.
pub async fn publish_book(cx: &Cx, line: ServiceLine, input: NewPriceBook) -> Result<PriceBook> {
    cx.may(Action::PricingEdit)?;
    check(&input)?;
    let mut tx = begin!(cx);
    let newest = sql::newest(&mut tx, line).await?;
    if newest.as_ref().map_or(0, |b| b.version) != input.base_version {
        return Err(published_meanwhile());
    }
    let mut rates = input.rates;
    if !sees_costs(cx) {
        match &newest {
            Some(before) => keep_costs(&mut rates, &before.rates),
            None => rates = rates.without_costs(),
        }
    }
    let book = PriceBook { id: cx.id(), service_line: line, version: input.base_version + 1, name: input.name.trim().into(), rates };
    put_in_force(cx, &mut tx, &book).await?;
    tx.commit(guarded(cx, book)).await
}

/// Who may not see costs does not wipe them by saving either.
fn keep_costs(rates: &mut Rates, before: &Rates) {
    for vehicle in &mut rates.vehicles {
        vehicle.cost = before.vehicle(&vehicle.key).and_then(|v| v.cost);
    }
    if let Some(crew) = &mut rates.crew {
        crew.cost_hour_cents = before.crew.as_ref().and_then(|c| c.cost_hour_cents);
    }
    for trade in &mut rates.trades {
        trade.cost_hour_cents = before.trade(&trade.key).and_then(|t| t.cost_hour_cents);
    }
    rates.relief.cost_hour_cents = before.relief.cost_hour_cents;
}

/// All promo codes, newest first.
pub async fn list_promos(cx: &Cx) -> Result<Vec<Promo>> {
    cx.may(Action::PricingView)?;
    let mut tx = cx.read().await?;
    sql::promos(&mut tx).await
}

/// Makes a promo code.
pub async fn create_promo(cx: &Cx, input: NewPromo) -> Result<Promo> {
    cx.may(Action::PricingEdit)?;
    check(&input)?;
    let mut tx = begin!(cx);
    let id: PromoId = cx.id();
    sql::insert_promo(&mut tx, id, &input).await?;
    tx.record(Record::new(events::PROMO_CREATED, id).version(1).data(json!({ "code": normal_code(&input.code) }))).await?;
    let promo = sql::promo(&mut tx, id).await?;
    tx.commit(promo).await
}

/// Switches a promo code on or off. Quotes that hold it keep it.
pub async fn switch_promo(cx: &Cx, id: PromoId, active: bool) -> Result<Promo> {
    cx.may(Action::PricingEdit)?;
    let mut tx = begin!(cx);
    let before = sql::promo(&mut tx, id).await?;
    sql::switch_promo(&mut tx, id, active).await?;
    tx.record(
        Record::new(events::PROMO_CHANGED, id)
            .version(before.version + 1)
            .data(json!({ "active": { "before": before.active, "after": active } })),
    )
    .await?;
    let promo = sql::promo(&mut tx, id).await?;
    tx.commit(promo).await
}

/// The codes a new quote of a service line could use on a day, the newest first.
pub(crate) async fn usable(tx: &mut Tx, line: ServiceLine, today: NaiveDate) -> Result<Vec<PromoTerms>> {
    let all = sql::promos(tx).await?;
    Ok(all.into_iter().filter(|promo| pricing::refuse(promo, line, today).is_none()).map(|promo| promo.terms.for_line(line)).collect())
}

/// The terms of a code that a quote of a service line could use on a day, of this content where it is known; nothing is
/// reserved by asking.
pub(crate) async fn terms_of(
    tx: &mut Tx,
    code: &str,
    line: ServiceLine,
    content: Option<&Content>,
    today: NaiveDate,
) -> Result<PromoTerms> {
    let promo = sql::promo_of(tx, &normal_code(code)).await?.ok_or_else(|| Error::field("code", "unknown_promo"))?;
    let problem = match content {
        Some(of) => pricing::refuse_for(&promo, line, today, &of.vehicles, of.trip),
        None => pricing::refuse(&promo, line, today),
    };
    match problem {
        Some(problem) => Err(Error::field("code", problem)),
        None => Ok(promo.terms.for_line(line)),
    }
}

/// Reserves a code for a quote of this content, in place of the one it held. The promo's row stays locked until the
/// commit. What the quote turns into later is held against the code by its price.
pub async fn reserve(tx: &mut Tx, quote: QuoteId, code: &str, line: ServiceLine, content: &Content) -> Result<PromoTerms> {
    sql::release(tx, quote).await?;
    let id = sql::lock_promo(tx, &normal_code(code)).await?.ok_or_else(|| Error::field("code", "unknown_promo"))?;
    let promo = sql::promo(tx, id).await?;
    let today = tx.today().await?;
    if let Some(problem) = pricing::refuse_for(&promo, line, today, &content.vehicles, content.trip) {
        return Err(Error::field("code", problem));
    }
    sql::reserve(tx, quote, id).await?;
    Ok(promo.terms.for_line(line))
}

/// Puts a code on a draft without reserving it: what visitors work out uses no code up before the office sends it.
pub(crate) async fn ask(tx: &mut Tx, quote: QuoteId, code: &str, line: ServiceLine, content: &Content) -> Result<PromoTerms> {
    let promo = sql::promo_of(tx, &normal_code(code)).await?.ok_or_else(|| Error::field("code", "unknown_promo"))?;
    let today = tx.today().await?;
    if let Some(problem) = pricing::refuse_for(&promo, line, today, &content.vehicles, content.trip) {
        return Err(Error::field("code", problem));
    }
    sql::ask(tx, quote, promo.id).await?;
    Ok(promo.terms.for_line(line))
}

/// Reserves the code a draft asked for, if it did not before: there has to be a use left of it by now.
pub(crate) async fn hold_asked(tx: &mut Tx, quote: QuoteId, line: ServiceLine, content: &Content) -> Result<()> {
    if let Some(code) = sql::asked(tx, quote).await? {
        reserve(tx, quote, &code, line, content).await?;
    }
    Ok(())
}

/// Gives a code back that is reserved or asked for; one that was consumed stays so.
pub async fn release(tx: &mut Tx, quote: QuoteId) -> Result<()> {
    sql::release(tx, quote).await
}

/// The terms of the code a quote of a service line has, and whether it is only asked for.
pub async fn held(tx: &mut Tx, quote: QuoteId, line: ServiceLine) -> Result<Option<(PromoTerms, bool)>> {
    Ok(sql::held(tx, quote).await?.map(|(terms, asked)| (terms.for_line(line), asked)))
}

/// Uses up the code a quote holds.
pub async fn consume(tx: &mut Tx, quote: QuoteId) -> Result<()> {
    sql::consume(tx, quote).await
}
