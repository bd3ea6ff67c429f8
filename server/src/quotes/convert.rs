//! How quotes begin: out of a lead, or by hand.

use chrono::NaiveTime;
use serde_json::json;
use shared::access::{Action, FieldRight, Scope};
use shared::customers::{NewCustomer, Terms};
use shared::input::{check, filled};
use shared::jobs::StopKind;
use shared::packs::ServiceLine;
use shared::pricing::{Payer, PriceBook, VehicleCount};
use shared::quotes::{Content, NewQuote, Quote, Stop, events};
use shared::text::with_locale;
use shared::{AccountId, ContactId, Error, LeadId, MemberId, QuoteId, Result, RevisionId, StopId};

use super::{assemble, sql, within_reach};
use crate::begin;
use crate::cx::Cx;
use crate::db::{Numbered, Tx};
use crate::events::Record;

/// Turns a lead into a draft, in one transaction: customer, quote and the lead's new state come together or not at
/// all. Asking again gives the quote it became the first time.
pub async fn create_from_lead(cx: &Cx, lead_id: LeadId) -> Result<Quote> {
    let scope = cx.may(Action::QuotesEdit)?;
    let mut tx = begin!(cx);
    let id = quote_within(cx, &mut tx, lead_id, scope).await?;
    let quote = assemble(cx, &mut tx, id).await?;
    tx.commit(quote).await
}

/// The same in the caller's transaction; the quote the lead became.
pub(crate) async fn quote_within(cx: &Cx, tx: &mut Tx, lead_id: LeadId, scope: Scope) -> Result<QuoteId> {
    let lead = sql::lead(tx, lead_id).await?;
    within_reach(cx, scope, lead.owner)?;
    if let Some(existing) = lead.quote {
        return Ok(existing);
    }
    let book = crate::pricing::book_for(cx, tx, lead.service_line).await?;
    let content = content_of(cx, &lead, &book);
    begin_for(cx, tx, lead_id, lead, Offered { book, content, promo: None }).await
}

/// What a draft is made with: its prices, its content, and the code it asks for.
pub(super) struct Offered {
    pub(super) book: PriceBook,
    pub(super) content: Content,
    pub(super) promo: Option<String>,
}

/// A draft for a lead that has none, with a content that is known already, in the caller's transaction.
pub(super) async fn offer_within(cx: &Cx, tx: &mut Tx, lead_id: LeadId, offered: Offered) -> Result<QuoteId> {
    let lead = sql::lead(tx, lead_id).await?;
    begin_for(cx, tx, lead_id, lead, offered).await
}

async fn begin_for(cx: &Cx, tx: &mut Tx, lead_id: LeadId, lead: sql::LeadRecord, offered: Offered) -> Result<QuoteId> {
    let (account, contact) = match lead.account.zip(lead.contact) {
        Some(known) => known,
        None => {
            let customer = NewCustomer { name: lead.name, company: lead.company, email: lead.email, phone: lead.phone };
            crate::customers::find_or_create(cx, tx, customer).await?
        }
    };
    let Offered { book, content, promo } = offered;
    let owner = lead.owner.or(cx.member());
    let begin = Beginning { line: lead.service_line, account, contact, lead: Some(lead_id), owner, book, content, promo };
    let id = insert(cx, tx, begin).await?;
    crate::leads::mark_quoted(tx, lead_id, id).await?;
    Ok(id)
}

/// Begins a quote without a lead.
pub async fn create(cx: &Cx, input: NewQuote) -> Result<Quote> {
    cx.may(Action::QuotesEdit)?;
    check(&input)?;
    let mut tx = begin!(cx);
    let id = create_within(cx, &mut tx, input).await?;
    let quote = assemble(cx, &mut tx, id).await?;
    tx.commit(quote).await
}

/// The same in the caller's transaction.
pub(crate) async fn create_within(cx: &Cx, tx: &mut Tx, input: NewQuote) -> Result<QuoteId> {
    let (account, contact) = match input.account {
        Some(account) => {
            // held first: the contact is not taken off, nor the account merged, before the quote names them
            crate::customers::admit_current(tx, account).await?;
            (account, sql::contact_of(tx, account, input.contact).await?)
        }
        None if input.name.trim().is_empty() => return Err(Error::field("name", "required")),
        None => {
            let customer = NewCustomer {
                name: input.name.trim().into(),
                company: filled(&input.company),
                email: filled(&input.email),
                phone: filled(&input.phone),
            };
            crate::customers::find_or_create(cx, tx, customer).await?
        }
    };
    let book = crate::pricing::book_for(cx, tx, input.service_line).await?;
    let title = filled(&input.title).or_else(|| filled(&input.company)).unwrap_or_else(|| input.name.trim().to_string());
    let title = if title.is_empty() { "Quote".to_string() } else { title };
    let content = with_locale(cx.request.locale, || Content::empty(input.service_line, title));
    let owner = cx.member();
    insert(cx, tx, Beginning { line: input.service_line, account, contact, lead: None, owner, book, content, promo: None }).await
}

struct Beginning {
    line: ServiceLine,
    account: AccountId,
    contact: ContactId,
    lead: Option<LeadId>,
    owner: Option<MemberId>,
    book: PriceBook,
    content: Content,
    promo: Option<String>,
}

async fn insert(cx: &Cx, tx: &mut Tx, mut begin: Beginning) -> Result<QuoteId> {
    let paying = crate::customers::admit_offer(cx, tx, begin.account).await?;
    let payer = Payer { tax_exempt: paying.tax_exempt, ..Payer::default() };
    // the instalments of a pack are for those who agreed on nothing else
    if paying.terms != Terms::DueOnReceipt {
        begin.content.schedule.clear();
    }
    let (id, revision): (QuoteId, RevisionId) = (cx.id(), cx.id());
    let number = tx.next_number(Numbered::Quote).await?;
    let today = tx.today().await?;
    let promo = match &begin.promo {
        Some(code) => Some(crate::pricing::ask(tx, id, code, begin.line, &begin.content).await?),
        None => None,
    };
    let total_cents = begin.content.price_for(&begin.book.rates, today, promo, payer).total_cents;
    let draft = sql::Draft {
        id,
        revision,
        number: number.clone(),
        service_line: begin.line,
        account: begin.account,
        contact: begin.contact,
        lead: begin.lead,
        owner: begin.owner,
        book: begin.book.id,
        content: &begin.content,
        total_cents,
    };
    sql::insert(tx, &draft).await?;
    let data = json!({ "number": number, "title": begin.content.title, "total_cents": total_cents, "lead": begin.lead });
    tx.record(Record::new(events::CREATED, id).account(begin.account).version(1).data(data)).await?;
    Ok(id)
}

/// How long somebody is at the one place of the work until the agent says it, in minutes.
const WORKDAY: u32 = 480;

/// What a lead already says of the itinerary. The hour is a proposal; the agent sets it.
fn content_of(cx: &Cx, lead: &sql::LeadRecord, book: &PriceBook) -> Content {
    let title = match (&lead.origin, &lead.destination) {
        (Some(from), Some(to)) => format!("{} → {}", city(from), city(to)),
        _ => lead.company.clone().unwrap_or_else(|| lead.name.clone()),
    };
    let title: String = title.chars().take(120).collect();
    // what its instalments are called is read by whoever makes the offer
    let mut content = with_locale(cx.request.locale, || Content::empty(lead.service_line, title));
    content.passengers = lead.passengers.unwrap_or(0).max(0).unsigned_abs();
    let moving = lead.service_line == ServiceLine::Moving;
    let starts = lead.wanted_on.zip(NaiveTime::from_hms_opt(if moving { 8 } else { 9 }, 0, 0)).map(|(day, time)| day.and_time(time));
    let personal = cx.sees(FieldRight::PersonalData);
    let stop = |kind, address: &str, arrive, dwell| Stop {
        address: address.into(),
        arrive,
        dwell,
        contact_name: lead.name.clone(),
        contact_phone: lead.phone.clone().filter(|_| personal).unwrap_or_default(),
        ..Stop::new(cx.id::<StopId>(), kind)
    };
    if !lead.service_line.pack().route {
        let place = lead.origin.as_ref().or(lead.destination.as_ref());
        content.stops.extend(place.map(|place| stop(StopKind::Stop, place, starts, WORKDAY)));
    } else if let Some(origin) = &lead.origin {
        content.stops.push(stop(StopKind::Pickup, origin, starts, if moving { 120 } else { 15 }));
    }
    if let Some(destination) = lead.destination.as_ref().filter(|_| lead.service_line.pack().route) {
        let arrive = if content.stops.is_empty() { starts } else { None };
        content.stops.push(stop(StopKind::DropOff, destination, arrive, if moving { 120 } else { 15 }));
    }
    content.vehicles = content
        .recommend(&book.rates)
        .or_else(|| book.rates.vehicles.first().map(|v| VehicleCount { key: v.key.clone(), count: 1 }))
        .into_iter()
        .collect();
    content.instructions = lead.notes.chars().take(2000).collect();
    content
}

/// The part of an address people recognise in a title.
fn city(address: &str) -> String {
    shared::pricing::locate(address).map_or_else(|| address.chars().take(50).collect(), |p| p.name.to_string())
}
