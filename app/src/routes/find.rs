//! What the command palette finds on the server: customers, leads, quotes and jobs.

use dioxus::prelude::*;
use shared::Result;
use shared::access::Action;
use shared::leads::LeadQuery;
use shared::quotes::{QuoteQuery, text as words_of_quotes};

use super::text;
use crate::client::{Query, use_query, use_session};
use crate::shells::Command;
use crate::ui::IconName;

/// How long nobody types before the server is asked, in milliseconds.
const PAUSE: u32 = 120;

/// At most this many of a kind.
const FEW: i64 = 5;

/// The records that match the words, fetched when typing pauses.
pub(super) fn use_found(words: Signal<String>) -> Query<Vec<Command>> {
    let session = use_session();
    let (customers, leads) = (session.may(Action::CustomersView), session.may(Action::LeadsView));
    let (quotes, jobs) = (session.may(Action::QuotesView), session.may(Action::JobsView));
    use_query(&[], move || {
        let typed = words().trim().to_string();
        async move {
            if typed.chars().count() < 2 {
                return Ok(Vec::new());
            }
            gloo_timers::future::TimeoutFuture::new(PAUSE).await;
            let (a, b, c, d) = futures_util::future::join4(
                only(customers, find_customers(typed.clone())),
                only(leads, find_leads(typed.clone())),
                only(quotes, find_quotes(typed.clone())),
                only(jobs, find_jobs(typed)),
            )
            .await;
            Ok([a?, b?, c?, d?].concat())
        }
    })
}

async fn only(may: bool, find: impl Future<Output = Result<Vec<Command>>>) -> Result<Vec<Command>> {
    if may { find.await } else { Ok(Vec::new()) }
}

async fn find_customers(words: String) -> Result<Vec<Command>> {
    let mut page = crate::customers::api::list_customers(Some(words), None, None, None, None, Some(FEW), None, None).await?;
    page.items.sort_by_key(|row| !row.favourite);
    let found = page.items.into_iter().map(|row| {
        let href = format!("/app/customers/{}", row.id);
        let detail = row.contact.filter(|contact| *contact != row.name).or(row.email);
        Command { detail, href: Some(href.clone()), ..Command::new(href, text::customers(), row.name, IconName::Building2) }
    });
    Ok(found.collect())
}

async fn find_leads(words: String) -> Result<Vec<Command>> {
    let query = LeadQuery { search: Some(words), limit: Some(FEW), ..LeadQuery::default() };
    let list = crate::leads::api::find_leads(query).await?;
    let found = list.page.items.into_iter().map(|row| {
        let href = format!("/app/leads/{}", row.id);
        let detail = Some(format!("{} · {}", row.number, row.stage));
        Command { detail, href: Some(href.clone()), ..Command::new(href, text::leads(), row.title(), IconName::UserPlus) }
    });
    Ok(found.collect())
}

async fn find_quotes(words: String) -> Result<Vec<Command>> {
    let asked = QuoteQuery { search: Some(words), limit: Some(FEW), ..QuoteQuery::default() };
    let list = crate::quotes::api::find_quotes(asked).await?;
    let found = list.page.items.into_iter().map(|row| {
        let href = format!("/app/quotes/{}", row.id);
        let title = Some(row.title).filter(|title| !title.is_empty() && *title != row.customer);
        let parts = [Some(row.number), title, Some(words_of_quotes::status(row.status))];
        let detail = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        Command { detail: Some(detail), href: Some(href.clone()), ..Command::new(href, text::quotes(), row.customer, IconName::FileText) }
    });
    Ok(found.collect())
}

async fn find_jobs(words: String) -> Result<Vec<Command>> {
    let list = crate::jobs::api::list_jobs(None, None, None, None, Some(words), None, Some(true), None, Some(FEW)).await?;
    let found = list.page.items.into_iter().map(|card| {
        let href = format!("/app/jobs/{}", card.id);
        let detail = Some(format!("{} · {}", card.number, card.status.text()));
        Command { detail, href: Some(href.clone()), ..Command::new(href, text::jobs(), card.account_name, IconName::Truck) }
    });
    Ok(found.collect())
}
