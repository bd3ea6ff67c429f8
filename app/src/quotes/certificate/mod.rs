//! The certificate of a signature: its page and its paper, and the exact text that was signed, for the customer behind
//! the link or in the portal, and for the office.

mod page;
mod sheet;
pub mod text;
mod words;

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum_extra::extract::CookieJar;
use server::cx::Refused;
use server::quotes::{self, Certificate};
use server::{App, Cx};
use shared::text::{Locale, with_locale};
use shared::{Error, QuoteId};

use super::pdf::{as_file, attachment};
use super::public::{Wanted, gone, html, is_unlocked};

/// The routes of the office; those of customers stand with the page of the offer.
pub fn routes() -> Router<App> {
    Router::new().route("/api/v1/quotes/{id}/certificate", get(office_paper)).route("/api/v1/quotes/{id}/signed", get(office_signed))
}

async fn office_paper(cx: Cx, Path(id): Path<String>) -> Result<Response, Refused> {
    let made = for_office(&cx, &id).await?;
    let locale = made.locale;
    Ok(download(made, locale).await?)
}

async fn office_signed(cx: Cx, Path(id): Path<String>) -> Result<Response, Refused> {
    Ok(signed_text(for_office(&cx, &id).await?))
}

async fn for_office(cx: &Cx, id: &str) -> Result<Certificate, Error> {
    let id: QuoteId = id.parse().map_err(|_| Error::NotFound)?;
    quotes::certificate(cx, id).await
}

/// The page. Until somebody has signed there is none: the page of the offer says how that stands.
pub(super) async fn show(Wanted(opened): Wanted, jar: CookieJar) -> Response {
    let here = opened.path();
    if !is_unlocked(&opened, &jar) {
        return Redirect::to(&here).into_response();
    }
    match quotes::certificate_by_link(&opened).await {
        Ok(made) => html(StatusCode::OK, with_locale(opened.cx.request.locale, || page::page(&made, &here))),
        Err(Error::NotFound) => Redirect::to(&here).into_response(),
        Err(error) => Refused(error).into_response(),
    }
}

/// The same on paper.
pub(super) async fn pdf(Wanted(opened): Wanted, jar: CookieJar) -> Response {
    if !is_unlocked(&opened, &jar) {
        return Redirect::to(&opened.path()).into_response();
    }
    let locale = opened.cx.request.locale;
    let done = match quotes::certificate_by_link(&opened).await {
        Ok(made) => download(made, locale).await,
        Err(error) => Err(error),
    };
    answered(done, locale)
}

/// The exact text that was signed, whose hash the certificate names.
pub(super) async fn signed(Wanted(opened): Wanted, jar: CookieJar) -> Response {
    if !is_unlocked(&opened, &jar) {
        return Redirect::to(&opened.path()).into_response();
    }
    let done = quotes::certificate_by_link(&opened).await.map(signed_text);
    answered(done, opened.cx.request.locale)
}

fn answered(done: Result<Response, Error>, locale: Locale) -> Response {
    match done {
        Ok(response) => response,
        Err(Error::NotFound) => gone(locale),
        Err(error) => Refused(error).into_response(),
    }
}

async fn download(made: Certificate, locale: Locale) -> Result<Response, Error> {
    let name = format!("{}-rev{}-certificate.pdf", made.number, made.revision_number);
    as_file(&name, locale, move || sheet::document(&made)).await
}

fn signed_text(made: Certificate) -> Response {
    let name = words::signed_name(&made);
    attachment(made.document, "application/json", &name)
}

#[cfg(test)]
mod tests;
