//! The page on which visitors work out a price and ask for the offer: server-rendered, in two languages, without a
//! script. One form does both: a button shows the price of what is typed, another sends it at the price that was shown.
//! Whatever is refused, what was typed stays.

mod fields;
mod page;
mod price;
#[cfg(test)]
mod tests;
mod text;

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use serde::Deserialize;
use server::App;
use server::cx::{Refused, Visitor};
use server::quotes::instant::{self, Desk, Outcome, Shown};
use shared::packs::ServiceLine;
use shared::pricing::PriceBook;
use shared::quotes::{INSTANT_HOURS_USUAL, InstantAsk};
use shared::text::{Locale, with_locale};
use shared::{Error, FieldErrors, IntakeId};
use uuid::Uuid;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/instant/{slug}", get(show).post(act)).route("/instant/{slug}/thanks", get(thanks))
}

/// What the address says: the language, and what a link from elsewhere may fill in.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    lang: Option<String>,
    line: String,
    origin: String,
    destination: String,
    /// What was sent, on the page that says thanks.
    id: String,
}

impl Asked {
    /// The language asked for, or the browser's.
    fn locale(&self, visitor: &Visitor) -> Locale {
        self.lang.as_deref().map_or(visitor.request.locale, Locale::from_tag)
    }
}

/// What the form sends.
#[derive(Deserialize)]
struct Sent {
    /// Made when the form was shown, so that sending it twice makes one lead.
    form_id: String,
    /// `send` to ask for the offer; anything else shows the price.
    #[serde(default)]
    act: String,
    /// The total that was on the page, in cents.
    #[serde(default)]
    shown_cents: String,
    #[serde(flatten)]
    ask: InstantAsk,
}

/// All that the page shows.
struct View {
    locale: Locale,
    desk: Desk,
    line: ServiceLine,
    /// Without costs.
    book: PriceBook,
    ask: InstantAsk,
    errors: FieldErrors,
    /// Why the server would not answer just now.
    refused: Option<String>,
    shown: Option<Shown>,
    /// The price is another one than the visitor had before them.
    changed: bool,
}

impl View {
    fn answer(&self, status: StatusCode) -> Response {
        (status, Html(with_locale(self.locale, || page::document(self, Uuid::now_v7())))).into_response()
    }
}

/// The open page with this address, if there is one.
async fn opened(visitor: &Visitor, slug: &str) -> Result<Option<Desk>, Refused> {
    match instant::desk(&visitor.app, slug).await {
        Ok(desk) => Ok(Some(desk)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The answer that there is none.
fn gone(locale: Locale) -> Response {
    (StatusCode::NOT_FOUND, Html(with_locale(locale, page::gone))).into_response()
}

/// The page of one of the services, with what is typed.
async fn view(visitor: &Visitor, desk: Desk, locale: Locale, line: ServiceLine, ask: InstantAsk) -> Result<View, Refused> {
    let book = instant::prices(&visitor.app, &desk, &visitor.request, line).await?;
    let ask = InstantAsk { service_line: line.key().into(), ..ask };
    Ok(View { locale, desk, line, book, ask, errors: FieldErrors::default(), refused: None, shown: None, changed: false })
}

/// What most people would type.
fn usual(line: ServiceLine, asked: Asked) -> InstantAsk {
    let ask = InstantAsk { origin: asked.origin, destination: asked.destination, ..InstantAsk::default() };
    match line {
        ServiceLine::Charter => InstantAsk { starts_at: "09:00".into(), ..ask },
        ServiceLine::Moving | ServiceLine::Glass | ServiceLine::Contracting => {
            InstantAsk { starts_at: "08:00".into(), crew: "2".into(), hours: INSTANT_HOURS_USUAL.to_string(), ..ask }
        }
    }
}

async fn show(mut visitor: Visitor, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Result<Response, Refused> {
    let locale = asked.locale(&visitor);
    visitor.request.locale = locale;
    let Some(desk) = opened(&visitor, &slug).await? else { return Ok(gone(locale)) };
    // a link that names a service the page no longer has leads to the first one
    let line = desk.line(&asked.line).or_else(|_| desk.line(""))?;
    let view = view(&visitor, desk, locale, line, usual(line, asked)).await?;
    Ok(view.answer(StatusCode::OK))
}

async fn act(
    mut visitor: Visitor,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    Form(sent): Form<Sent>,
) -> Result<Response, Refused> {
    let locale = asked.locale(&visitor);
    visitor.request.locale = locale;
    let Some(desk) = opened(&visitor, &slug).await? else { return Ok(gone(locale)) };
    let line = desk.line(&sent.ask.service_line).or_else(|_| desk.line(""))?;
    let mut view = view(&visitor, desk, locale, line, sent.ask).await?;
    if sent.act != "send" {
        let priced = instant::price(&visitor.app, &view.desk, &visitor.request, &view.ask).await;
        return match priced {
            Ok(shown) => {
                view.shown = Some(shown);
                Ok(view.answer(StatusCode::OK))
            }
            Err(error) => refused(view, error),
        };
    }
    let id = IntakeId(sent.form_id.parse::<Uuid>().unwrap_or_else(|_| Uuid::now_v7()));
    // what is no number was never shown
    let shown_cents = sent.shown_cents.trim().parse::<i64>().unwrap_or(i64::MIN);
    match instant::send(&visitor.app, &view.desk, visitor.request.clone(), id, view.ask.clone(), shown_cents).await {
        Ok(Outcome::Received) => {
            Ok(Redirect::to(&format!("/instant/{}/thanks?lang={}&id={id}", view.desk.slug, locale.tag())).into_response())
        }
        Ok(Outcome::Changed(shown)) => {
            view.shown = Some(*shown);
            view.changed = true;
            Ok(view.answer(StatusCode::CONFLICT))
        }
        Err(error) => {
            // the price stays on the page if it is not what was wrong
            view.shown = instant::price(&visitor.app, &view.desk, &visitor.request, &view.ask).await.ok();
            refused(view, error)
        }
    }
}

/// The page with what is wrong; what was typed stays, to be sent again.
fn refused(mut view: View, error: Error) -> Result<Response, Refused> {
    match error {
        Error::Invalid(errors) => {
            view.errors = errors;
            Ok(view.answer(StatusCode::UNPROCESSABLE_ENTITY))
        }
        error @ (Error::TooMany { .. } | Error::Unavailable { .. } | Error::Full) => {
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
            view.refused = Some(with_locale(view.locale, || error.to_string()));
            Ok(view.answer(status))
        }
        error => Err(error.into()),
    }
}

async fn thanks(mut visitor: Visitor, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Result<Response, Refused> {
    let locale = asked.locale(&visitor);
    visitor.request.locale = locale;
    let Some(desk) = opened(&visitor, &slug).await? else { return Ok(gone(locale)) };
    let number = match asked.id.parse::<Uuid>() {
        Ok(id) => instant::receipt(&visitor.app, &desk, &visitor.request, IntakeId(id)).await?,
        Err(_) => None,
    };
    Ok(Html(with_locale(locale, || page::thanks(&desk, number))).into_response())
}
