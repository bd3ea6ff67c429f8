//! The calculator on a public page: a visitor sees a price at once, and what they ask for becomes a lead with a draft of
//! exactly that content.
//!
//! Prices come from the published book by the function the office prices with; what things cost is taken out of the book
//! before it is shown. What is sent is kept as it came before it is read, like any public form. Lead, customer and draft
//! are made in one transaction, which reckons the price anew: it is the price that was shown, or nothing is made and the
//! visitor sees the new one. Who the customer is shows only then: the draft of one who pays no taxes comes to less than
//! was shown, and of a blocked one there is a lead alone. What was kept and never read is read by a sweep.

use std::time::Duration;

use serde_json::json;
use shared::input::{check, filled, trimmed};
use shared::leads::NewLead;
use shared::packs::ServiceLine;
use shared::pricing::{PriceBook, Priced};
use shared::quotes::{Content, InstantAsk, InstantDuty, driven, events};
use shared::{Currency, Error, FieldErrors, IntakeId, LeadId, OrgId, QuoteId, Result, StopId};

use super::convert::{Offered, offer_within};
use super::{Priceable, said, sql};
use crate::app::App;
use crate::cx::{Cx, RequestInfo};
use crate::db::{Tx, day_in};
use crate::events::Record;
use crate::leads::kept;

mod lead;
mod left;
mod replay;
mod settings;

use lead::{as_lead, asker, is_blocked};
pub use left::LEFT;
#[cfg(test)]
pub(super) use left::read_left;
pub use replay::replay;
pub use settings::{edit_page, page};

/// How many prices one address may ask of an organization in ten minutes: people try this and that, programs copy books.
const CALCULATIONS: u32 = 60;
/// How often one address may send in ten minutes.
const SENDINGS: u32 = 10;
const WINDOW: Duration = Duration::from_secs(600);

/// The open page of an organization.
#[derive(Clone, Debug)]
pub struct Desk {
    pub org: OrgId,
    pub name: String,
    pub slug: String,
    pub brand_hex: String,
    pub currency: Currency,
    /// IANA zone of the times visitors enter.
    pub zone: String,
    /// Days the drafts hold once they are sent.
    pub valid_days: u32,
    /// The services with published prices; never none.
    pub lines: Vec<ServiceLine>,
}

impl Desk {
    /// The service somebody named, or the first one.
    pub fn line(&self, key: &str) -> Result<ServiceLine> {
        match key.trim() {
            "" => self.lines.first().copied().ok_or(Error::NotFound),
            key => self.lines.iter().copied().find(|line| line.key() == key).ok_or_else(|| Error::field("service_line", "unknown_choice")),
        }
    }
}

/// What a visitor sees of a price.
#[derive(Clone, Debug)]
pub struct Shown {
    pub content: Content,
    /// Without what it costs us.
    pub priced: Priced,
    pub duty: Option<InstantDuty>,
}

/// What became of a sending.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It was received, now or before.
    Received,
    /// It is another price than the one that was shown; nothing was made.
    Changed(Box<Shown>),
}

/// The open page with this address; `NotFound` if it is closed or has nothing to price.
pub async fn desk(app: &App, slug: &str) -> Result<Desk> {
    let mut tx = app.system("a public page names its organization by its address").await?;
    let desk = sql::desk(&mut tx, slug).await?;
    if desk.lines.is_empty() { Err(Error::NotFound) } else { Ok(desk) }
}

fn visitor(app: &App, desk: &Desk, request: &RequestInfo, name: &str) -> Cx {
    Cx::public(app, desk.org, request.clone(), trimmed(name))
}

async fn limit(app: &App, desk: &Desk, request: &RequestInfo, what: &str, most: u32) -> Result<()> {
    let from = request.ip.map_or_else(|| "unknown".into(), |ip| ip.to_string());
    app.rate(&format!("{what}:{}:{from}", desk.org), most, WINDOW).await
}

/// The published prices of a service as visitors may know them: the vehicles to choose from, the terms, no costs.
pub async fn prices(app: &App, desk: &Desk, request: &RequestInfo, line: ServiceLine) -> Result<PriceBook> {
    let mut tx = visitor(app, desk, request, "").read().await?;
    let mut book = crate::pricing::in_force(&mut tx, line).await?;
    book.rates = book.rates.without_costs();
    Ok(book)
}

/// The price of what somebody typed.
pub async fn price(app: &App, desk: &Desk, request: &RequestInfo, ask: &InstantAsk) -> Result<Shown> {
    limit(app, desk, request, "instant", CALCULATIONS).await?;
    let cx = visitor(app, desk, request, &ask.name);
    let mut tx = cx.read().await?;
    Ok(reckon(&cx, &mut tx, desk, ask).await?.shown)
}

struct Reckoned {
    shown: Shown,
    book: PriceBook,
    promo: Option<String>,
}

/// Reads what was typed and prices it with the book in force; all that is wrong with it is told at once.
async fn reckon(cx: &Cx, tx: &mut Tx, desk: &Desk, ask: &InstantAsk) -> Result<Reckoned> {
    let line = desk.line(&ask.service_line)?;
    let mut errors = check(ask).err().map(|error| error.fields()).unwrap_or_default();
    let book = crate::pricing::in_force(tx, line).await?;
    let today = day_in(&desk.zone, tx.now());
    let content = match ask.content(line, &book.rates, today, || cx.id::<StopId>()) {
        Ok(content) => Some(Content { valid_days: desk.valid_days, ..content }),
        Err(wrong) => {
            add(&mut errors, wrong);
            None
        }
    };
    let promo = filled(&ask.promo);
    let terms = match &promo {
        None => None,
        Some(code) => match crate::pricing::terms_of(tx, code, line, content.as_ref(), today).await {
            Ok(terms) => Some(terms),
            Err(Error::Invalid(wrong)) => {
                add(&mut errors, at_promo(wrong));
                None
            }
            Err(error) => return Err(error),
        },
    };
    let Some(content) = content.filter(|_| errors.is_empty()) else { return Err(Error::Invalid(errors)) };
    check(&content)?;
    let (content, duty) = driven(content, line, desk.currency);
    let priced = Priced { cost_cents: None, ..content.price(&book.rates.clone().without_costs(), today, terms) };
    Ok(Reckoned { shown: Shown { content, priced, duty }, book, promo })
}

/// What a field says first stays the first.
fn add(errors: &mut FieldErrors, more: FieldErrors) {
    for (field, list) in more.0 {
        errors.0.entry(field).or_default().extend(list);
    }
}

/// A code stands in a field of its own here.
fn at_promo(wrong: FieldErrors) -> FieldErrors {
    FieldErrors(wrong.0.into_iter().map(|(field, list)| (if field == "code" { "promo".into() } else { field }, list)).collect())
}

/// Takes what a visitor wants offered at the price they were shown. `id` was made when the form was shown, so that
/// sending it twice makes one lead. What only a program fills in is answered like anything else.
pub async fn send(app: &App, desk: &Desk, request: RequestInfo, id: IntakeId, mut ask: InstantAsk, shown_cents: i64) -> Result<Outcome> {
    limit(app, desk, &request, "instant-send", SENDINGS).await?;
    ask.service_line = desk.line(&ask.service_line)?.key().into();
    let cx = visitor(app, desk, &request, &ask.name);
    // before anything is judged: the first sending may have used up the code
    if kept::is_kept(&cx, id).await? {
        return Ok(Outcome::Received);
    }
    let mut tx = cx.read().await?;
    let reckoned = reckon(&cx, &mut tx, desk, &ask).await;
    drop(tx);
    let mut wrong = ask.check_person();
    match reckoned {
        Err(Error::Invalid(more)) => {
            add(&mut wrong, more);
            return Err(Error::Invalid(wrong));
        }
        Err(error) => return Err(error),
        Ok(_) if !wrong.is_empty() => return Err(Error::Invalid(wrong)),
        // the page offers no way to send it
        Ok(now) if now.shown.priced.problems.iter().any(|problem| !problem.is_warning()) => {
            return Err(Error::field("vehicle", "not_applicable"));
        }
        Ok(now) if now.shown.priced.total_cents != shown_cents => return Ok(Outcome::Changed(Box::new(now.shown))),
        Ok(_) => {}
    }
    let mut payload = serde_json::to_value(&ask).map_err(|error| Error::internal(&error))?;
    payload["shown_cents"] = json!(shown_cents);
    let is_spam = !ask.website.is_empty();
    if !kept::keep(&cx, id, &payload, is_spam).await? || is_spam {
        return Ok(Outcome::Received);
    }
    match make(&cx, desk, id, &ask, shown_cents).await {
        Ok(Made::Draft) => Ok(Outcome::Received),
        Ok(Made::Nothing(now)) => {
            let problem = Error::conflict("price_changed", said::price_changed);
            kept::note_problem(&cx, id, &problem).await?;
            Ok(Outcome::Changed(now))
        }
        Err(problem) if is_blocked(&problem) => {
            // that they are blocked is nothing the page tells
            if let Err(other) = as_lead(&cx, desk, id, &ask, shown_cents, || problem.to_string()).await {
                kept::note_problem(&cx, id, &other).await?;
            }
            Ok(Outcome::Received)
        }
        Err(problem) => {
            tracing::warn!(intake = %id, %problem, "what was sent online became no quote");
            kept::note_problem(&cx, id, &problem).await?;
            // a code somebody else used up meanwhile is the visitor's to know; all else staff see to
            if matches!(problem, Error::Invalid(_)) { Err(Error::Invalid(at_promo(problem.fields()))) } else { Ok(Outcome::Received) }
        }
    }
}

/// What a kept sending came to.
pub(super) enum Made {
    /// Lead and draft are there.
    Draft,
    /// The price is another one by now.
    Nothing(Box<Shown>),
}

/// Makes lead, customer and draft of what was kept, together or not at all.
pub(super) async fn make(cx: &Cx, desk: &Desk, id: IntakeId, ask: &InstantAsk, shown_cents: i64) -> Result<Made> {
    let mut tx = cx.write().await?;
    let now = reckon(cx, &mut tx, desk, ask).await?;
    if now.shown.priced.total_cents != shown_cents {
        return Ok(Made::Nothing(Box::new(now.shown)));
    }
    let (code, duty) = (now.promo.clone(), now.shown.duty);
    let (lead, quote) = write(cx, &mut tx, id, ask, now).await?;
    let drafted = Priceable::load(&mut tx, quote).await?;
    let (record, drafted_cents) = (&drafted.record, drafted.price(&drafted.record.content.0).total_cents);
    let mut data = json!({ "total_cents": shown_cents, "currency": desk.currency.code(), "promo": code, "duty": duty, "consent": true });
    // who turns out to pay no taxes is offered less
    if drafted_cents != shown_cents {
        data["drafted_cents"] = json!(drafted_cents);
    }
    tx.record(Record::new(events::PRICED_ONLINE, quote).of(lead).account(record.account).version(record.version).data(data)).await?;
    tx.commit(()).await?;
    Ok(Made::Draft)
}

/// The lead and the draft of what was reckoned, in the caller's transaction.
async fn write(cx: &Cx, tx: &mut Tx, id: IntakeId, ask: &InstantAsk, now: Reckoned) -> Result<(LeadId, QuoteId)> {
    let Reckoned { shown: Shown { content, .. }, book, promo } = now;
    let lead = NewLead {
        wanted_on: content.starts().map(|at| at.date()),
        passengers: i32::try_from(content.passengers).ok().filter(|n| *n > 0),
        vehicle_type: content.vehicles.first().and_then(|v| book.rates.vehicle(&v.key)).map(|v| v.name.en.clone()),
        ..asker(ask, book.service_line)
    };
    let lead = kept::lead_within(cx, tx, id, lead).await?;
    let quote = offer_within(cx, tx, lead, Offered { book, content, promo }).await?;
    Ok((lead, quote))
}

/// The number of the draft that came of a sending, for whoever sent it; none if there is none, or not yet.
pub async fn receipt(app: &App, desk: &Desk, request: &RequestInfo, id: IntakeId) -> Result<Option<String>> {
    let mut tx = visitor(app, desk, request, "").read().await?;
    sql::quote_of_intake(&mut tx, id).await
}
