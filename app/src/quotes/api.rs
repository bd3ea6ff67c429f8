//! Server functions of quotes.
// of the whole file, because what the server function becomes in the browser does not inherit it
#![allow(clippy::too_many_arguments, reason = "the list has a parameter of the public API for each thing it is narrowed by")]

use chrono::NaiveDate;
use shared::geo::Found;
use shared::quotes::{
    ApproveQuote, Because, EditInstantPage, EditQuote, EvidenceCheck, ExtendQuotes, FormerVersion, GiveQuote, GiveQuotes, InstantPage,
    NewQuote, Quote, QuoteList, QuoteOutcomes, QuoteQuery, RemindQuotes, RepairUnit, SendQuote, SentQuote, ShareQuote, SharedQuote,
    UsePromo, WithdrawQuotes,
};
use shared::{AccountId, LeadId, QuoteId, RevisionId};

use crate::api::prelude::*;

/// Quotes of a view, with the counts of all views.
#[get("/api/v1/quotes?view&search&owner&status&line&from&to&account&sort&ids&after&limit", cx: Cx)]
pub async fn list_quotes(
    view: Option<String>,
    search: Option<String>,
    owner: Option<String>,
    status: Option<String>,
    line: Option<String>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    account: Option<AccountId>,
    sort: Option<String>,
    ids: Option<String>,
    after: Option<String>,
    limit: Option<i64>,
) -> Result<QuoteList> {
    server::quotes::list(&cx, QuoteQuery { view, search, owner, status, line, from, to, account, sort, ids, after, limit }).await
}

/// The same, asked as one.
#[cfg(feature = "web")]
pub async fn find_quotes(query: QuoteQuery) -> Result<QuoteList> {
    let QuoteQuery { view, search, owner, status, line, from, to, account, sort, ids, after, limit } = query;
    list_quotes(view, search, owner, status, line, from, to, account, sort, ids, after, limit).await
}

/// Gives quotes to another agent.
#[post("/api/v1/quotes/bulk/owner", cx: Cx)]
pub async fn give_quotes(input: Valid<GiveQuotes>) -> Result<QuoteOutcomes> {
    server::quotes::give_many(&cx, input.0).await
}

/// Mails the links of open offers once more.
#[post("/api/v1/quotes/bulk/reminders", cx: Cx)]
pub async fn remind_quotes(input: Valid<RemindQuotes>) -> Result<QuoteOutcomes> {
    server::quotes::remind_many(&cx, input.0).await
}

/// Lets open offers hold longer.
#[post("/api/v1/quotes/bulk/validity", cx: Cx)]
pub async fn extend_quotes(input: Valid<ExtendQuotes>) -> Result<QuoteOutcomes> {
    server::quotes::extend_many(&cx, input.0).await
}

/// Takes drafts and open offers back that came to nothing.
#[post("/api/v1/quotes/bulk/withdrawal", cx: Cx)]
pub async fn withdraw_quotes(input: Valid<WithdrawQuotes>) -> Result<QuoteOutcomes> {
    server::quotes::withdraw_many(&cx, input.0).await
}

/// A quote with everything its page shows.
#[get("/api/v1/quotes/{id}", cx: Cx)]
pub async fn show_quote(id: QuoteId) -> Result<Quote> {
    server::quotes::show(&cx, id).await
}

/// The chain of evidence, checked now.
#[get("/api/v1/quotes/{id}/evidence", cx: Cx)]
pub async fn check_evidence(id: QuoteId) -> Result<EvidenceCheck> {
    server::quotes::check_evidence(&cx, id).await
}

/// A former revision.
#[get("/api/v1/quotes/{id}/revisions/{revision}", cx: Cx)]
pub async fn show_revision(id: QuoteId, revision: RevisionId) -> Result<FormerVersion> {
    server::quotes::show_revision(&cx, id, revision).await
}

/// The units of the customer whose repairs the quote may list.
#[get("/api/v1/quotes/{id}/units", cx: Cx)]
pub async fn list_repair_units(id: QuoteId) -> Result<Vec<RepairUnit>> {
    server::quotes::units(&cx, id).await
}

/// Begins a quote by hand.
#[post("/api/v1/quotes", cx: Cx)]
pub async fn create_quote(input: Valid<NewQuote>) -> Result<Quote> {
    server::quotes::create(&cx, input.0).await
}

/// Turns a lead into a quote.
#[post("/api/v1/leads/{id}/quote", cx: Cx)]
pub async fn quote_lead(id: LeadId, _body: Valid<Nothing>) -> Result<Quote> {
    server::quotes::create_from_lead(&cx, id).await
}

/// Saves a draft.
#[put("/api/v1/quotes/{id}", cx: Cx)]
pub async fn edit_quote(id: QuoteId, input: Valid<EditQuote>) -> Result<Quote> {
    server::quotes::edit(&cx, id, input.0).await
}

/// Puts a promo code on a draft, or takes it off.
#[put("/api/v1/quotes/{id}/promo", cx: Cx)]
pub async fn use_promo(id: QuoteId, input: Valid<UsePromo>) -> Result<Quote> {
    server::quotes::use_promo(&cx, id, input.0).await
}

/// Lets a draft go out at its price, which takes off more than its owner may.
#[post("/api/v1/quotes/{id}/approval", cx: Cx)]
pub async fn approve_quote(id: QuoteId, input: Valid<ApproveQuote>) -> Result<Quote> {
    server::quotes::approve(&cx, id, input.0).await
}

/// Sends a draft to the customer.
#[post("/api/v1/quotes/{id}/sending", cx: Cx)]
pub async fn send_quote(id: QuoteId, input: Valid<SendQuote>) -> Result<SentQuote> {
    server::quotes::send(&cx, id, input.0).await
}

/// Sends a draft by the sender's own means: a link to copy, or a message their device writes.
#[post("/api/v1/quotes/{id}/links", cx: Cx)]
pub async fn share_quote(id: QuoteId, input: Valid<ShareQuote>) -> Result<SharedQuote> {
    server::quotes::share(&cx, id, input.0).await
}

/// Begins a new revision.
#[post("/api/v1/quotes/{id}/revisions", cx: Cx)]
pub async fn revise_quote(id: QuoteId, _body: Valid<Nothing>) -> Result<Quote> {
    server::quotes::revise(&cx, id).await
}

/// Takes an offer back.
#[post("/api/v1/quotes/{id}/withdrawal", cx: Cx)]
pub async fn withdraw_quote(id: QuoteId, input: Valid<Because>) -> Result<Quote> {
    server::quotes::withdraw(&cx, id, input.0).await
}

/// Gives a quote to another agent.
#[put("/api/v1/quotes/{id}/owner", cx: Cx)]
pub async fn give_quote(id: QuoteId, input: Valid<GiveQuote>) -> Result<Quote> {
    server::quotes::give(&cx, id, input.0).await
}

/// Switches off the links of a quote.
#[post("/api/v1/quotes/{id}/links/revocation", cx: Cx)]
pub async fn revoke_links(id: QuoteId, _body: Valid<Nothing>) -> Result<Quote> {
    server::quotes::revoke_link(&cx, id).await
}

/// How the page is set on which visitors work out prices.
#[get("/api/v1/instant-quotes", cx: Cx)]
pub async fn instant_page() -> Result<InstantPage> {
    server::quotes::instant::page(&cx).await
}

/// Sets that page.
#[put("/api/v1/instant-quotes", cx: Cx)]
pub async fn edit_instant_page(input: Valid<EditInstantPage>) -> Result<InstantPage> {
    server::quotes::instant::edit_page(&cx, input.0).await
}

/// Places that may be the one an address means. While it is `typing`, a service that forbids that is not asked.
#[get("/api/v1/geocode?address&language&typing", cx: Cx)]
pub async fn geocode(address: Option<String>, language: Option<String>, typing: Option<bool>) -> Result<Found> {
    server::geocoding::find(&cx, address, language, typing).await
}

/// The endpoints of this room.
#[cfg(feature = "server")]
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/quotes", "Lists quotes by view, with the counts of all views")
            .query(&["view", "search", "owner", "status", "line", "from", "to", "account", "sort", "ids", "after", "limit"])
            .needs(Action::QuotesView)
            .replies::<QuoteList>(),
        Endpoint::get("/api/v1/quotes.csv", "Sends a list of quotes as CSV")
            .query(&["view", "search", "owner", "status", "line", "from", "to", "account", "sort", "ids"])
            .needs(Action::QuotesView)
            .sends("text/csv"),
        Endpoint::post("/api/v1/quotes/bulk/owner", "Gives quotes to another agent, each on its own")
            .needs(Action::QuotesReassign)
            .body::<GiveQuotes>()
            .replies::<QuoteOutcomes>(),
        Endpoint::post("/api/v1/quotes/bulk/reminders", "Mails the links of open offers once more, each on its own")
            .needs(Action::QuotesSend)
            .body::<RemindQuotes>()
            .replies::<QuoteOutcomes>(),
        Endpoint::post("/api/v1/quotes/bulk/validity", "Lets open offers hold longer, each on its own")
            .needs(Action::QuotesSend)
            .body::<ExtendQuotes>()
            .replies::<QuoteOutcomes>(),
        Endpoint::post("/api/v1/quotes/bulk/withdrawal", "Takes drafts and open offers back, each on its own")
            .needs(Action::QuotesSend)
            .body::<WithdrawQuotes>()
            .replies::<QuoteOutcomes>(),
        Endpoint::get("/api/v1/quotes/{id}", "Shows a quote").needs(Action::QuotesView).replies::<Quote>(),
        Endpoint::get("/api/v1/quotes/{id}/evidence", "Checks the chain of evidence of a quote")
            .needs(Action::QuotesView)
            .replies::<EvidenceCheck>(),
        Endpoint::get("/api/v1/quotes/{id}/revisions/{revision}", "Shows a former revision as it was priced")
            .needs(Action::QuotesView)
            .replies::<FormerVersion>(),
        Endpoint::get("/api/v1/quotes/{id}/revisions/{revision}/pdf", "Sends a revision, by its id or its number, as a PDF file")
            .needs(Action::QuotesView)
            .sends("application/pdf"),
        Endpoint::get("/api/v1/quotes/{id}/certificate", "Sends the certificate of a signature, checked now, as a PDF file")
            .needs(Action::QuotesView)
            .sends("application/pdf"),
        Endpoint::get("/api/v1/quotes/{id}/signed", "Sends the exact text that was signed").needs(Action::QuotesView),
        Endpoint::get("/api/v1/quotes/{id}/units", "Lists the customer's units, with the repairs booked of each before")
            .needs(Action::QuotesView)
            .replies::<Vec<RepairUnit>>(),
        Endpoint::post("/api/v1/quotes", "Begins a quote by hand").needs(Action::QuotesEdit).body::<NewQuote>().replies::<Quote>(),
        Endpoint::post("/api/v1/leads/{id}/quote", "Turns a lead into a quote")
            .needs(Action::QuotesEdit)
            .body::<Nothing>()
            .replies::<Quote>(),
        Endpoint::put("/api/v1/quotes/{id}", "Saves a draft").needs(Action::QuotesEdit).body::<EditQuote>().replies::<Quote>(),
        Endpoint::put("/api/v1/quotes/{id}/promo", "Puts a promo code on a draft, or takes it off")
            .needs(Action::QuotesEdit)
            .body::<UsePromo>()
            .replies::<Quote>(),
        Endpoint::post("/api/v1/quotes/{id}/approval", "Lets a draft go out at its price, which takes off more than its owner may")
            .needs(Action::QuotesSend)
            .body::<ApproveQuote>()
            .replies::<Quote>(),
        Endpoint::post("/api/v1/quotes/{id}/sending", "Sends a draft to the customer")
            .needs(Action::QuotesSend)
            .body::<SendQuote>()
            .replies::<SentQuote>(),
        Endpoint::post("/api/v1/quotes/{id}/links", "Sends a draft by the sender's own means, with a link to pass on")
            .needs(Action::QuotesSend)
            .body::<ShareQuote>()
            .replies::<SharedQuote>(),
        Endpoint::post("/api/v1/quotes/{id}/revisions", "Begins a new revision")
            .needs(Action::QuotesEdit)
            .body::<Nothing>()
            .replies::<Quote>(),
        Endpoint::post("/api/v1/quotes/{id}/withdrawal", "Takes an offer back")
            .needs(Action::QuotesSend)
            .body::<Because>()
            .replies::<Quote>(),
        Endpoint::put("/api/v1/quotes/{id}/owner", "Gives a quote to another agent")
            .needs(Action::QuotesReassign)
            .body::<GiveQuote>()
            .replies::<Quote>(),
        Endpoint::post("/api/v1/quotes/{id}/links/revocation", "Switches off the links of a quote")
            .needs(Action::QuotesSend)
            .body::<Nothing>()
            .replies::<Quote>(),
        Endpoint::get("/api/v1/instant-quotes", "Shows how the page is set on which visitors work out prices")
            .needs(Action::LeadsAssign)
            .replies::<InstantPage>(),
        Endpoint::put("/api/v1/instant-quotes", "Sets the page on which visitors work out prices")
            .needs(Action::LeadsAssign)
            .body::<EditInstantPage>()
            .replies::<InstantPage>(),
        Endpoint::get("/api/v1/geocode", "Finds places that may be the one an address means")
            .query(&["address", "language", "typing"])
            .needs(Action::QuotesEdit)
            .replies::<Found>(),
    ]
}
