//! Quotes: from a lead, by hand or worked out by a visitor, edited as a draft, sent by a secure link, answered by the customer.
//!
//! States and invariants are in `shared::quotes`. Every use case that writes takes the quote's row first, so that two
//! people acting on one offer come one after the other: of two acceptances one wins and the other learns of it.
//! Prices are always reckoned here from the quote's own price book; totals that clients send are only compared. Nothing
//! new goes to a blocked customer but by somebody who may work on everybody's quotes. What a version was priced with (the
//! day, how the customer pays and whether they pay taxes, the code, repair prices agreed on) belongs to it from the day it
//! is sent or closed; a draft follows all of that, so that sending and approving name the total that was seen.
//!
//! Left to others: prices and codes (pricing), the job (jobs), access to the portal (portal).

mod accept;
mod approve;
mod background;
mod bulk;
mod certificate;
mod convert;
mod edit;
mod evidence;
mod hand_over;
pub mod http;
pub mod instant;
mod link;
mod mails;
mod pdf;
mod remind;
mod repairs;
mod said;
mod send;
mod share;
mod sql;
mod tasks;
#[cfg(test)]
pub(crate) mod tests;
mod totals;
mod versions;

pub use accept::accept_by_link;
pub use approve::approve;
pub(crate) use approve::limit as discount_limit;
pub use background::EXPIRY;
pub(crate) use background::expire;
pub use bulk::{extend_many, give_many, remind_many, withdraw_many};
pub use certificate::{Certificate, Step, Verdict, certificate, certificate_by_link};
pub use convert::{create, create_from_lead};
pub(crate) use convert::{create_within, quote_within};
pub use edit::{edit, revise, use_promo, withdraw};
pub(crate) use edit::{edit_within, revise_within, take_back, use_promo_within};
pub use evidence::{check_evidence, is_intact};
pub use hand_over::{HANDOVERS, give};
pub use link::{Opened, ask, ask_renewal, decline, open, open_as_customer, read, request_changes, unlock};
pub use mails::mails;
pub use pdf::{Printout, Signing, Standing, Which, printout, printout_by_link};
pub(crate) use remind::{admits, extend as extend_within, remind as remind_within, reminder};
pub use repairs::units;
pub(crate) use send::{hash_pin, send_within};
pub use send::{revoke_link, send};
pub use share::share;
pub use versions::show_revision;

use chrono::{DateTime, NaiveDateTime, Utc};
use shared::access::{Action, FieldRight, Scope};
use shared::customers::{AccountStatus, MessageChannel, MessageKind, Preferences};
use shared::page::limit;
use shared::pricing::{PriceBook, Priced, text as prices};
use shared::quotes::{Content, PricedWith, Quote, QuoteList, QuoteQuery, QuoteRow, QuoteStatus, Recipient};
use shared::{Error, MemberId, Page, QuoteId, Result};

use crate::customers::Reach;
use crate::cx::Cx;
use crate::db::{Tx, day_in};

pub(crate) fn already_accepted() -> Error {
    Error::conflict("already_accepted", said::already_accepted)
}

fn changed() -> Error {
    Error::conflict("changed", said::changed)
}

/// Whether the actor sees what things cost us: the margin gives the cost away, so either right opens both.
fn sees_costs(cx: &Cx) -> bool {
    cx.sees(FieldRight::Cost) || cx.sees(FieldRight::Margin)
}

/// Wall-clock time in the quote's zone as an instant.
fn instant(zone: &str, wall: NaiveDateTime) -> DateTime<Utc> {
    let zone: chrono_tz::Tz = zone.parse().unwrap_or(chrono_tz::UTC);
    shared::clock::moment_of(wall, |at| at.with_timezone(&zone).naive_local())
}

/// Holds a quote for somebody who may change it, until the caller's transaction ends.
pub(crate) async fn hold(cx: &Cx, tx: &mut Tx, id: QuoteId, scope: Scope) -> Result<()> {
    let owner = sql::lock_for_owner(tx, id).await?;
    within_reach(cx, scope, owner)
}

/// Refuses who may do this only on quotes of their own or of their team.
pub(crate) fn within_reach(cx: &Cx, scope: Scope, owner: Option<MemberId>) -> Result<()> {
    let (Some(owner), Some(me)) = (owner, cx.member()) else { return Ok(()) };
    let reached = match scope {
        Scope::All => true,
        _ if owner == me => true,
        Scope::Team => cx.team.contains(&owner),
        Scope::Own => false,
    };
    if reached { Ok(()) } else { Err(Error::Forbidden { missing: Action::QuotesReassign.key().into() }) }
}

/// A quote with its book and what else its price comes from.
pub(crate) struct Priceable {
    pub(crate) record: sql::Record,
    pub(crate) book: PriceBook,
    /// What holds today for a draft; for any other what held when it went out or was closed.
    pub(crate) with: PricedWith,
    /// Its code is asked for, and not reserved before it is sent.
    asks_for_code: bool,
}

impl Priceable {
    pub(crate) async fn load(tx: &mut Tx, id: QuoteId) -> Result<Self> {
        let record = sql::load(tx, id).await?;
        Self::of(tx, record).await
    }

    async fn of(tx: &mut Tx, mut record: sql::Record) -> Result<Self> {
        let book = crate::pricing::book(tx, record.book).await?;
        let kept = record.priced_with.take().filter(|_| record.status != QuoteStatus::Draft);
        let (with, asks_for_code) = match kept {
            Some(kept) => (kept.0, false),
            None => {
                let (promo, asks) = crate::pricing::held(tx, record.id, record.service_line).await?.unzip();
                let quoted_on = record.quoted_on.unwrap_or_else(|| day_in(&record.zone, tx.now()));
                (PricedWith { quoted_on, payer: record.payer(), promo }, asks.unwrap_or_default())
            }
        };
        let mut quote = Self { record, book, with, asks_for_code };
        quote.agree();
        Ok(quote)
    }

    /// Gives a draft the repair prices its customer agreed on for its day. What went out keeps those it went out with.
    fn agree(&mut self) {
        if self.record.status == QuoteStatus::Draft {
            let agreed = crate::customers::agreed_on(&self.record.agreed, self.with.quoted_on);
            self.record.content.0.agreed = agreed.filter(|_| self.record.service_line.pack().repairs);
        }
    }

    pub(crate) fn price(&self, content: &Content) -> Priced {
        self.with.price(content, &self.book.rates)
    }

    /// Keeps a draft as it stands today.
    async fn settle(&self, tx: &mut Tx) -> Result<()> {
        let content = &self.record.content.0;
        sql::settle(tx, &self.record, content, &self.with, self.price(content).total_cents).await
    }

    /// Refuses to act on another total than the one the actor saw: what it comes from may have changed elsewhere.
    fn must_come_to(&self, seen_cents: i64, priced: &Priced) -> Result<()> {
        if seen_cents == priced.total_cents {
            return Ok(());
        }
        let amount = |cents| prices::money(cents, self.record.currency());
        Err(Error::conflict("total_changed", || shared::quotes::text::total_changed(amount(seen_cents), amount(priced.total_cents))))
    }
}

/// A quote with everything its page shows.
pub async fn show(cx: &Cx, id: QuoteId) -> Result<Quote> {
    let scope = cx.may(Action::QuotesView)?;
    let mut tx = cx.read().await?;
    let quote = assemble(cx, &mut tx, id).await?;
    readable(cx, scope, quote.owner)?;
    Ok(quote)
}

/// To those whose right to look does not reach the owner a quote does not exist.
pub(crate) fn readable(cx: &Cx, scope: Scope, owner: Option<MemberId>) -> Result<()> {
    within_reach(cx, scope, owner).map_err(|_| Error::NotFound)
}

/// Whether a quote is seen within a scope; `NotFound` if it is not.
pub(crate) async fn look_at(cx: &Cx, tx: &mut Tx, scope: Scope, id: QuoteId) -> Result<()> {
    readable(cx, scope, sql::owner_of(tx, id).await?)
}

async fn assemble(cx: &Cx, tx: &mut Tx, id: QuoteId) -> Result<Quote> {
    let quote = Priceable::load(tx, id).await?;
    let signed = sql::signature(tx, id).await?;
    let revisions = sql::revisions(tx, id).await?;
    let evidence = sql::evidence(tx, id).await?;
    let (link_live, link_has_pin) = sql::link_state(tx, id).await?;
    let mut content = match &signed {
        Some((_, document)) => accept::as_signed(&quote.record.content.0, document).unwrap_or_else(|| quote.record.content.0.clone()),
        None => quote.record.content.0.clone(),
    };
    let mut priced = quote.price(&content);
    let approval = approve::approval(tx, &quote, &priced).await?;
    let Priceable { record, mut book, with, asks_for_code } = quote;
    if !sees_costs(cx) {
        content = content.without_costs();
        priced.cost_cents = None;
        book.rates = book.rates.without_costs();
    }
    let personal = cx.sees(FieldRight::PersonalData);
    let currency = record.currency();
    Ok(Quote {
        id: record.id,
        version: record.version,
        number: record.number,
        status: record.status,
        service_line: record.service_line,
        to: Recipient {
            account: record.account,
            contact: record.contact,
            customer: record.customer,
            contact_name: record.contact_name,
            email: record.email.filter(|_| personal),
            phone: record.phone.filter(|_| personal),
            unwanted: unwanted(&record.preferences),
            blocked: record.customer_status == AccountStatus::Blocked,
        },
        payer: with.payer,
        lead: record.lead,
        job: record.job,
        owner: record.owner,
        owner_name: record.owner_name,
        currency,
        zone: record.zone,
        quoted_on: with.quoted_on,
        revision: record.revision,
        revision_number: record.revision_number,
        route: content.route(),
        content,
        book,
        promo: with.promo,
        asks_for_code,
        priced,
        approval,
        valid_until: record.valid_until,
        sent_at: record.sent_at,
        views: record.views,
        last_viewed_at: record.last_viewed_at,
        reminded_at: record.reminded_at,
        document_hash: record.document_hash,
        signature: signed.map(|(signature, _)| signature),
        revisions,
        evidence,
        link_live,
        link_has_pin,
        created_at: record.created_at,
        updated_at: record.updated_at,
    })
}

/// What the contact wants no mail of.
fn unwanted(preferences: &Preferences) -> Vec<MessageKind> {
    let quotes = preferences.refuses(MessageKind::Quotes, MessageChannel::Email).map(|_| MessageKind::Quotes);
    let reminders = preferences.refuses_by_itself(MessageKind::Reminders, MessageChannel::Email).map(|_| MessageKind::Reminders);
    quotes.into_iter().chain(reminders).collect()
}

/// Quotes of a view, with the counts of all views.
pub async fn list(cx: &Cx, query: QuoteQuery) -> Result<QuoteList> {
    let mut tx = cx.read().await?;
    let (page, asked) = page(cx, &mut tx, query).await?;
    Ok(QuoteList { page, counts: sql::counts(&mut tx, &asked).await? })
}

/// A page of the list without the counts of its views, and on whose behalf it was asked.
async fn page(cx: &Cx, tx: &mut Tx, query: QuoteQuery) -> Result<(Page<QuoteRow>, sql::Asked)> {
    let scope = cx.may(Action::QuotesView)?;
    let filter = query.filter()?;
    let after = query.after.as_deref().map(shared::cursor::read).transpose()?;
    let size = limit(query.limit);
    let today = tx.today().await?;
    let asked = sql::Asked { reach: Reach::of(cx, scope), me: cx.member(), now: tx.now(), today };
    let rows = sql::list(tx, &filter, &asked, after, size + 1).await?;
    let order = sql::Order::of(&filter);
    // where the next page begins goes by what is kept, like the order
    let mut page = Page::from_rows(rows, size as usize, |row| shared::cursor::write(order.place(row), row.id));
    totals::freshen(tx, &mut page.items).await?;
    Ok((page, asked))
}
