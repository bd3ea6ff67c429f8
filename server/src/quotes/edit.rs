//! Working on a draft, and what may be done to an offer by the office.

use serde_json::json;
use shared::access::{Action, FieldRight};
use shared::input::check;
use shared::leads::Happened;
use shared::quotes::{Because, Content, EditQuote, Quote, QuoteStatus, UsePromo, events};
use shared::{Error, QuoteId, Result, RevisionId};

use super::{Priceable, assemble, changed, repairs, said, sees_costs, sql, within_reach};
use crate::begin;
use crate::cx::Cx;
use crate::db::Tx;
use crate::events::Record;

/// Takes a quote to write to it, checking that the actor may.
pub(super) async fn hold(cx: &Cx, tx: &mut Tx, id: QuoteId, action: Action) -> Result<sql::Record> {
    let scope = cx.may(action)?;
    sql::lock(tx, id).await?;
    let record = sql::load(tx, id).await?;
    within_reach(cx, scope, record.owner)?;
    Ok(record)
}

/// The same with its prices.
pub(super) async fn take(cx: &Cx, tx: &mut Tx, id: QuoteId, action: Action) -> Result<Priceable> {
    let record = hold(cx, tx, id, action).await?;
    Priceable::of(tx, record).await
}

pub(super) fn is_draft(quote: &Priceable) -> Result<()> {
    match quote.record.status {
        QuoteStatus::Draft => Ok(()),
        _ => Err(Error::conflict("not_a_draft", said::not_a_draft)),
    }
}

/// Saves a whole draft over the version it was made on.
pub async fn edit(cx: &Cx, id: QuoteId, input: EditQuote) -> Result<Quote> {
    check(&input)?;
    let mut tx = begin!(cx);
    let on_seen = |quote: &Priceable| if quote.record.version == input.version { Ok(input.content) } else { Err(changed()) };
    edit_within(cx, &mut tx, id, on_seen).await?;
    let saved = assemble(cx, &mut tx, id).await?;
    tx.commit(saved).await
}

/// Makes another content of a draft in the caller's transaction.
pub(crate) async fn edit_within(cx: &Cx, tx: &mut Tx, id: QuoteId, change: impl FnOnce(&Priceable) -> Result<Content>) -> Result<()> {
    let quote = take(cx, tx, id, Action::QuotesEdit).await?;
    is_draft(&quote)?;
    let content = guarded(cx, change(&quote)?, &quote.record.content.0)?;
    repairs::allowed(tx, &quote, &content).await?;
    let before = quote.price(&quote.record.content.0).total_cents;
    let total_cents = quote.price(&content).total_cents;
    sql::save(tx, &quote.record, &content, &quote.with, total_cents).await?;
    let mut data = json!({ "total_cents": { "before": before, "after": total_cents }, "title": content.title });
    let waived = &quote.record.content.0.hours_waiver;
    if *waived != content.hours_waiver {
        data["hours_waiver"] = json!({ "before": waived, "after": content.hours_waiver });
    }
    let adjusted = &quote.record.content.0.adjustment;
    if *adjusted != content.adjustment {
        data["adjustment"] = json!({ "before": adjusted, "after": content.adjustment });
    }
    let names = |content: &Content| content.packages.iter().map(|package| package.name.as_str()).collect::<Vec<_>>().join(", ");
    let (offered, offers) = (names(&quote.record.content.0), names(&content));
    if offered != offers {
        data["packages"] = json!({ "before": offered, "after": offers });
    }
    let schedule = &quote.record.content.0.schedule;
    if *schedule != content.schedule {
        data["schedule"] = json!({ "before": schedule, "after": content.schedule });
    }
    tx.record(Record::new(events::EDITED, id).account(quote.record.account).version(quote.record.version + 1).data(data)).await
}

/// What the actor may not see stays as it was, and what they may not set is refused.
fn guarded(cx: &Cx, mut content: Content, stored: &Content) -> Result<Content> {
    let before = |line: &shared::pricing::LineItem| stored.lines.iter().find(|l| l.id == line.id);
    if !cx.sees(FieldRight::PriceOverride)
        && content.lines.iter().any(|l| l.unit_cents < 0 && before(l).is_none_or(|b| b.unit_cents != l.unit_cents))
    {
        return Err(Error::Forbidden { missing: FieldRight::PriceOverride.key().into() });
    }
    if content.hours_waiver.trim() != stored.hours_waiver {
        cx.may(Action::HoursWaive)?;
    }
    content.hours_waiver = content.hours_waiver.trim().into();
    if !sees_costs(cx) {
        for line in &mut content.lines {
            line.unit_cost_cents = before(line).and_then(|b| b.unit_cost_cents);
        }
    }
    if let Some(adjustment) = &mut content.adjustment {
        adjustment.reason = adjustment.reason.trim().into();
    }
    content.tidy_packages();
    // which one it is says the customer, in signing
    content.package = None;
    for planned in &mut content.schedule {
        planned.label = planned.label.trim().into();
    }
    for of in &mut content.repairs {
        of.name = of.name.trim().into();
    }
    // what the customer agreed on is looked up, not told
    content.agreed.clone_from(&stored.agreed);
    content.title = content.title.trim().into();
    Ok(content)
}

/// Puts a promo code on a draft, or takes it off with an empty one.
pub async fn use_promo(cx: &Cx, id: QuoteId, input: UsePromo) -> Result<Quote> {
    check(&input)?;
    let mut tx = begin!(cx);
    use_promo_within(cx, &mut tx, id, &input.code).await?;
    let saved = assemble(cx, &mut tx, id).await?;
    tx.commit(saved).await
}

/// The same in the caller's transaction.
pub(crate) async fn use_promo_within(cx: &Cx, tx: &mut Tx, id: QuoteId, code: &str) -> Result<()> {
    let mut quote = take(cx, tx, id, Action::QuotesEdit).await?;
    is_draft(&quote)?;
    let before = quote.with.promo.take().map(|p| p.code);
    if code.trim().is_empty() {
        crate::pricing::release(tx, id).await?;
    } else {
        quote.with.promo = Some(crate::pricing::reserve(tx, id, code, quote.record.service_line, &quote.record.content.0).await?);
    }
    let content = quote.record.content.0.clone();
    let total_cents = quote.price(&content).total_cents;
    sql::save(tx, &quote.record, &content, &quote.with, total_cents).await?;
    let data = json!({ "promo": { "before": before, "after": quote.with.promo.as_ref().map(|p| &p.code) } });
    tx.record(Record::new(events::EDITED, id).account(quote.record.account).version(quote.record.version + 1).data(data)).await
}

/// Begins a new revision of an offer that went out; the former one can no longer be accepted.
pub async fn revise(cx: &Cx, id: QuoteId) -> Result<Quote> {
    let mut tx = begin!(cx);
    revise_within(cx, &mut tx, id).await?;
    let saved = assemble(cx, &mut tx, id).await?;
    tx.commit(saved).await
}

/// The same in the caller's transaction.
pub(crate) async fn revise_within(cx: &Cx, tx: &mut Tx, id: QuoteId) -> Result<()> {
    let quote = take(cx, tx, id, Action::QuotesEdit).await?;
    if !quote.record.status.may_revise() {
        return Err(Error::conflict("not_sent", said::not_revisable));
    }
    crate::customers::admit_current(tx, quote.record.account).await?;
    let next: RevisionId = cx.id();
    let content = &quote.record.content.0;
    let number = quote.record.revision_number + 1;
    sql::insert_revision(tx, id, next, number, content, quote.price(content).total_cents).await?;
    sql::supersede(tx, &quote.record, next).await?;
    // from now on it follows the day, the account and the code again
    Priceable::load(tx, id).await?.settle(tx).await?;
    tx.record(
        Record::new(events::REVISED, id)
            .account(quote.record.account)
            .version(quote.record.version + 1)
            .data(json!({ "revision": number })),
    )
    .await
}

/// Takes an offer back.
pub async fn withdraw(cx: &Cx, id: QuoteId, input: Because) -> Result<Quote> {
    check(&input)?;
    let mut tx = begin!(cx);
    take_back(cx, &mut tx, id, input.reason.trim()).await?;
    let saved = assemble(cx, &mut tx, id).await?;
    tx.commit(saved).await
}

/// The same in the caller's transaction.
pub(crate) async fn take_back(cx: &Cx, tx: &mut Tx, id: QuoteId, reason: &str) -> Result<()> {
    let quote = take(cx, tx, id, Action::QuotesSend).await?;
    let record = &quote.record;
    if !record.status.may_withdraw() {
        return Err(Error::conflict("closed", said::closed));
    }
    // what never went out has nothing else that says what it came to on its last day
    if record.status == QuoteStatus::Draft {
        quote.settle(tx).await?;
    }
    sql::close(tx, id, QuoteStatus::Withdrawn, reason).await?;
    crate::pricing::release(tx, id).await?;
    if let Some(lead) = record.lead {
        crate::leads::end_for(tx, lead, Some(record.account), Happened::Withdrawn).await?;
    }
    let data = json!({ "reason": reason });
    tx.record(Record::new(events::WITHDRAWN, id).account(record.account).version(record.version + 1).data(data)).await
}
