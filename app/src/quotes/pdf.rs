//! A revision as a PDF: what stands on its paper, in the house's words, and the file as an answer.

use std::time::Duration;

use axum::extract::Path;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;
use axum::routing::get;
use axum::{Router, body::Body};
use paper::{Block, Document, PAGE, PAGES, Sheet};
use server::cx::Refused;
use server::quotes::{Printout, Standing, Which, printout};
use server::{App, Cx};
use shared::packs::ServiceLine;
use shared::pricing::text as prices;
use shared::text::{Locale, with_locale};
use shared::{Currency, Error, Money, QuoteId, brand};
use tokio::sync::Semaphore;

use super::text;
use crate::ui::format::{DateStyle, clock, date, date_in, money};

mod signed;
mod tables;

use signed::signed;
pub(super) use signed::{step_words, strokes};
pub(super) use tables::column;
use tables::{itinerary, options, packages, price};

/// Papers that are written at once: a burst of them must leave processors for everybody else.
static PLACES: Semaphore = Semaphore::const_new(3);
/// Nobody waits longer for one.
const PATIENCE: Duration = Duration::from_secs(10);
/// Ink of an organization without a colour.
pub(super) const INK: [u8; 3] = [0x16, 0x1b, 0x22];

/// The route of the office.
pub fn routes() -> Router<App> {
    Router::new().route("/api/v1/quotes/{id}/revisions/{revision}/pdf", get(show))
}

async fn show(cx: Cx, Path((id, revision)): Path<(String, String)>) -> Result<Response, Refused> {
    let id: QuoteId = id.parse().map_err(|_| Error::NotFound)?;
    let which: Which = revision.parse()?;
    let printout = printout(&cx, id, which).await?;
    let locale = printout.locale;
    Ok(download(printout, locale).await?)
}

/// A paper as a file to download.
pub async fn download(printout: Printout, locale: Locale) -> Result<Response, Error> {
    let name = format!("{}-rev{}.pdf", printout.number, printout.revision_number);
    as_file(&name, locale, move || document(&printout)).await
}

/// Whatever is made as a paper in a language, as a file to download.
pub(super) async fn as_file(name: &str, locale: Locale, make: impl FnOnce() -> Document + Send + 'static) -> Result<Response, Error> {
    let file = tokio::time::timeout(PATIENCE, async {
        let _place = PLACES.acquire().await.map_err(|error| Error::internal(&error))?;
        let write = move || with_locale(locale, make).pdf();
        tokio::task::spawn_blocking(write).await.map_err(|error| Error::internal(&error))?.map_err(|problem| Error::internal(&problem))
    });
    let file = file.await.map_err(|_| Error::Unavailable { retry_after_seconds: 10 })??;
    Ok(attachment(file, "application/pdf", name))
}

/// A file nobody but who asked gets.
pub(super) fn attachment(file: impl Into<Body>, media_type: &str, name: &str) -> Response {
    let mut response: Response = Response::new(file.into());
    let mut set = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name, value);
        }
    };
    set(header::CONTENT_TYPE, media_type);
    set(header::CONTENT_DISPOSITION, &format!("attachment; filename=\"{name}\""));
    // somebody else's browser cache is no place for an offer
    set(header::CACHE_CONTROL, "private, no-store");
    set(header::REFERRER_POLICY, "no-referrer");
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(HeaderName::from_static("x-robots-tag"), "noindex");
    response
}

/// What stands on the paper, in the language of the thread.
pub fn document(printout: &Printout) -> Document {
    let reference = text::reference(&printout.number, printout.revision_number);
    let foot = match &printout.document_hash {
        Some(hash) => format!("{reference} · {}", hash.chars().take(16).collect::<String>()),
        None => reference.clone(),
    };
    let mut blocks = vec![Block::Title { kind: text::paper::quote(), text: printout.content.title.clone(), reference: reference.clone() }];
    blocks.extend(standing(printout.standing).map(Block::Notice));
    blocks.push(Block::Facts(facts(printout)));
    if !printout.content.message.is_empty() {
        blocks.push(Block::Text(printout.content.message.clone()));
    }
    if !printout.content.stops.is_empty() {
        blocks.extend([Block::Heading(text::itinerary()), Block::Table(itinerary(printout))]);
    }
    let package = printout.content.counting_package().map(|package| package.name.clone());
    if printout.signing.is_none() && package.is_some() {
        blocks.extend([Block::Heading(text::packages()), Block::Table(packages(printout))]);
    }
    blocks.extend([Block::Heading(package.as_ref().map_or_else(text::price, text::price_of)), Block::Table(price(printout))]);
    if printout.signing.is_none() && !printout.priced.options.is_empty() {
        blocks.extend([Block::Heading(text::add_ons()), Block::Table(options(printout))]);
    }
    let terms: Vec<String> = printout.terms.lines().filter(|line| !line.trim().is_empty()).map(str::to_string).collect();
    if !terms.is_empty() {
        blocks.extend([Block::Heading(text::terms()), Block::List(terms)]);
    }
    match (&printout.signing, printout.standing) {
        (Some(signing), _) => signed(printout, signing, &mut blocks),
        (None, Standing::Current) => {
            blocks.extend([Block::Heading(text::paper::agreement()), Block::Small(text::paper::how_to_agree(&printout.sender.name))]);
            let which = package.map(|_| text::package());
            let blanks = which.into_iter().chain([text::paper::name(), text::paper::signature(), text::date()]);
            blocks.push(Block::Blanks(blanks.collect()));
        }
        (None, _) => {}
    }
    let sender = &printout.sender;
    Document {
        title: format!("{} {reference}", text::paper::quote()),
        sender: sender.name.clone(),
        reach: [&sender.agent, &sender.email, &sender.phone].into_iter().flatten().cloned().collect(),
        running: reference,
        foot,
        page_words: text::paper::page(PAGE, PAGES),
        language: shared::text::locale().tag(),
        colour: sender.brand_hex.as_deref().and_then(colour).unwrap_or(INK),
        sheet: if matches!(printout.currency, Currency::CAD | Currency::USD) { Sheet::Letter } else { Sheet::A4 },
        dated: printout.dated,
        id: printout.revision.to_string(),
        blocks,
    }
}

/// The organization's colour, dark enough for white paper.
pub(super) fn colour(hex: &str) -> Option<[u8; 3]> {
    let (light, _) = brand::palettes(hex)?;
    let part = |at: usize| u8::from_str_radix(light.fill.get(at..at + 2)?, 16).ok();
    Some([part(1)?, part(3)?, part(5)?])
}

/// What one must know before reading on.
fn standing(standing: Standing) -> Option<String> {
    match standing {
        Standing::Draft => Some(text::paper::draft()),
        Standing::Replaced => Some(text::paper::replaced()),
        Standing::Withdrawn => Some(text::withdrawn_title()),
        Standing::Declined => Some(text::paper::declined()),
        Standing::Current | Standing::Signed => None,
    }
}

fn cents(printout: &Printout, cents: i64) -> String {
    money(Money::new(cents, printout.currency))
}

fn facts(printout: &Printout) -> Vec<(String, String)> {
    let content = &printout.content;
    let whom = if printout.contact_name.is_empty() || printout.contact_name == printout.customer {
        printout.customer.clone()
    } else {
        format!("{}\n{}", printout.customer, printout.contact_name)
    };
    let mut facts = vec![(text::paper::prepared_for(), whom), (text::paper::quoted_on(), date(printout.quoted_on, DateStyle::Full))];
    if let Some(until) = printout.valid_until {
        facts.push((text::paper::valid_until(), date_in(until, &printout.zone, DateStyle::Full)));
    }
    if let Some(at) = printout.route.stops.first().and_then(|stop| stop.arrive) {
        facts.push((text::paper::begins(), format!("{}, {}", date(at.date(), DateStyle::Full), clock(at.time()))));
    }
    if let Some(package) = content.counting_package().filter(|_| printout.signing.is_some()) {
        facts.push((text::package(), package.name.clone()));
    }
    if !printout.vehicles.is_empty() {
        let named = |(count, name): &(u32, shared::packs::Label)| {
            if *count > 1 { format!("{count} × {}", name.text()) } else { name.text().to_string() }
        };
        facts.push((text::vehicle(), printout.vehicles.iter().map(named).collect::<Vec<_>>().join(", ")));
    }
    if content.crew > 0 && printout.service_line == ServiceLine::Moving {
        facts.push((text::crew(), content.crew.to_string()));
    }
    if content.passengers > 0 {
        facts.push((text::passengers(), content.passengers.to_string()));
    }
    if printout.route.metres > 0 {
        facts.push((text::distance(), format!("{}\u{a0}km", prices::km(printout.route.metres))));
    }
    facts
}

#[cfg(test)]
#[path = "pdf_tests.rs"]
mod tests;
