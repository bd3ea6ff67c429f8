//! The page behind a secure link: reading, choosing options, signing, and every other answer are plain forms, a script
//! only makes them livelier. Nothing on it leads anywhere but to this quote. Customers who are logged in to the portal
//! open the same pages below `/my/quotes`.

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use axum_extra::extract::CookieJar;
use server::cx::{Refused, Visitor};
use server::quotes::{self, Opened};
use server::{App, Cx};
use shared::quotes::{Acceptance, CONSENT_VERSION, CustomerSays, LinkState, Picked, SignatureKind};
use shared::text::{Locale, with_locale};
use shared::{Error, FieldErrors, QuoteId};

use super::calendar_file::ics;
use super::certificate;
use super::pdf::download;
use super::public_view::{Asked, gone_page, locked_page, page};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/q/{token}", get(show).post(act))
        .route("/q/{token}/pin", post(pin))
        .route("/q/{token}/changes", post(changes))
        .route("/q/{token}/question", post(question))
        .route("/q/{token}/refusal", post(refusal))
        .route("/q/{token}/renewal", post(renewal))
        .route("/q/{token}/calendar.ics", get(calendar))
        .route("/q/{token}/quote.pdf", get(pdf))
        .route("/q/{token}/certificate", get(certificate::show))
        .route("/q/{token}/certificate.pdf", get(certificate::pdf))
        .route("/q/{token}/signed.json", get(certificate::signed))
        .route("/my/quotes/{id}", get(show).post(act))
        .route("/my/quotes/{id}/changes", post(changes))
        .route("/my/quotes/{id}/question", post(question))
        .route("/my/quotes/{id}/refusal", post(refusal))
        .route("/my/quotes/{id}/renewal", post(renewal))
        .route("/my/quotes/{id}/calendar.ics", get(calendar))
        .route("/my/quotes/{id}/quote.pdf", get(pdf))
        .route("/my/quotes/{id}/certificate", get(certificate::show))
        .route("/my/quotes/{id}/certificate.pdf", get(certificate::pdf))
        .route("/my/quotes/{id}/signed.json", get(certificate::signed))
}

type Fields = Vec<(String, String)>;

fn value<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str())
}

fn flag(fields: &Fields, name: &str) -> bool {
    fields.iter().any(|(n, _)| n == name)
}

/// The chosen package and options; none when the visitor has not chosen yet and the proposal stands.
fn picked(fields: &Fields) -> Option<Picked> {
    flag(fields, "chosen").then(|| Picked {
        package: value(fields, "package").parse().ok(),
        was: value(fields, "was").parse().ok(),
        options: fields.iter().filter(|(n, _)| n == "o").filter_map(|(_, v)| v.parse().ok()).collect(),
    })
}

fn cookie(opened: &Opened) -> String {
    server::cx::secure_cookie(opened.cx.app.config().is_https(), &format!("tbq_{}", opened.token.chars().take(12).collect::<String>()))
}

/// Whether the visitor may read: the number the link asks for was entered.
pub(super) fn is_unlocked(opened: &Opened, jar: &CookieJar) -> bool {
    opened.unlocked_by(jar.get(&cookie(opened)).map(|c| c.value()))
}

pub(super) fn html(status: StatusCode, body: String) -> Response {
    // somebody else's browser cache is no place for an offer
    (
        status,
        [
            (header::CACHE_CONTROL, "private, no-store"),
            (header::REFERRER_POLICY, "no-referrer"),
            (header::HeaderName::from_static("x-robots-tag"), "noindex"),
        ],
        Html(body),
    )
        .into_response()
}

pub(super) fn gone(locale: Locale) -> Response {
    html(StatusCode::NOT_FOUND, with_locale(locale, gone_page))
}

/// The offer a request is about: found by the link's token, or by its id for the customer who is logged in.
pub(super) struct Wanted(pub(super) Opened);

/// Why there is none: nothing by that address, nobody logged in, or the server's own trouble.
fn refused(error: Error, locale: Locale, path: &str) -> Response {
    match error {
        Error::NotFound | Error::Forbidden { .. } => gone(locale),
        Error::Unauthenticated => Redirect::to(&format!("/portal/login?next={path}")).into_response(),
        other => Refused(other).into_response(),
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Wanted {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let visitor = Visitor::from_request_parts(parts, state).await.map_err(IntoResponse::into_response)?;
        let (locale, path) = (visitor.request.locale, parts.uri.path().to_string());
        let mut pieces = path.trim_start_matches('/').split('/');
        let opened = match (pieces.next(), pieces.next(), pieces.next()) {
            (Some("q"), Some(token), _) => quotes::open(&visitor.app, visitor.request, token).await,
            (Some("my"), _, Some(id)) => match (id.parse::<QuoteId>(), Cx::from_request_parts(parts, state).await) {
                (Ok(id), Ok(cx)) => quotes::open_as_customer(cx, id).await,
                (_, Err(Refused(error))) => Err(error),
                (Err(_), _) => Err(Error::NotFound),
            },
            _ => Err(Error::NotFound),
        };
        opened.map(Wanted).map_err(|error| refused(error, locale, &path))
    }
}

async fn show(Wanted(opened): Wanted, jar: CookieJar, Query(fields): Query<Fields>) -> Response {
    let asked = Asked {
        newest: flag(&fields, "newest"),
        said: flag(&fields, "said"),
        renewed: value(&fields, "said") == "renewal",
        ..Asked::default()
    };
    render(&opened, &jar, picked(&fields), asked, StatusCode::OK).await
}

async fn render(opened: &Opened, jar: &CookieJar, picked: Option<Picked>, asked: Asked, status: StatusCode) -> Response {
    let (locale, path) = (opened.cx.request.locale, opened.path());
    let asked = Asked { viewing: opened.is_viewing(), ..asked };
    let unlocked = opened.unlocked_by(jar.get(&cookie(opened)).map(|c| c.value()));
    match quotes::read(opened, unlocked, asked.newest, picked.as_ref()).await {
        Ok(quote) if quote.state == LinkState::Locked => html(status, with_locale(locale, || locked_page(&quote, &path, None))),
        Ok(quote) => html(status, with_locale(locale, || page(&quote, &path, &asked))),
        Err(error) => Refused(error).into_response(),
    }
}

/// The main form: another total for another package or other options, or acceptance.
async fn act(Wanted(opened): Wanted, jar: CookieJar, Form(fields): Form<Fields>) -> Response {
    let here = opened.path();
    if !opened.unlocked_by(jar.get(&cookie(&opened)).map(|c| c.value())) {
        return Redirect::to(&here).into_response();
    }
    let picked = picked(&fields).unwrap_or_default();
    let newest = flag(&fields, "newest");
    if value(&fields, "do") == "update" {
        let mut path = format!("{here}?chosen=1{}", if newest { "&newest=1" } else { "" });
        if let Some(package) = picked.package {
            path.push_str(&format!("&package={package}"));
        }
        if let Some(was) = picked.was {
            path.push_str(&format!("&was={was}"));
        }
        for option in &picked.options {
            path.push_str(&format!("&o={option}"));
        }
        return Redirect::to(&format!("{path}#price")).into_response();
    }
    // a form without the script has no such choice: its signature is typed
    let drawn = value(&fields, "kind") == SignatureKind::Drawn.key();
    let strokes = if drawn { value(&fields, "strokes").to_string() } else { String::new() };
    let Ok(revision) = value(&fields, "revision").parse() else {
        return Refused(Error::Malformed { reason: "revision is missing".into() }).into_response();
    };
    let acceptance = Acceptance {
        revision,
        total_cents: value(&fields, "total").parse().unwrap_or(-1),
        name: value(&fields, "name").trim().to_string(),
        kind: if drawn { SignatureKind::Drawn } else { SignatureKind::Typed },
        strokes,
        consent: flag(&fields, "consent"),
        consent_version: Some(value(&fields, "words").to_string()).filter(|version| !version.is_empty()),
        options: picked.options.clone(),
        package: picked.package,
    };
    let mut asked = Asked {
        newest,
        name: acceptance.name.clone(),
        // what was agreed to is asked again where other words are shown now
        consent: acceptance.consent && acceptance.consent_version.as_deref() == Some(CONSENT_VERSION),
        drawn,
        strokes: acceptance.strokes.clone(),
        sent: true,
        ..Asked::default()
    };
    match quotes::accept_by_link(&opened, acceptance).await {
        Ok(_) => Redirect::to(&here).into_response(),
        Err(Error::Invalid(errors)) => {
            asked.errors = errors;
            render(&opened, &jar, Some(picked), asked, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(Error::Conflict { code, .. }) => {
            asked.total_changed = code == "total_changed";
            asked.second = code == "already_accepted";
            render(&opened, &jar, Some(picked), asked, StatusCode::CONFLICT).await
        }
        Err(error) => Refused(error).into_response(),
    }
}

async fn pin(Wanted(opened): Wanted, Form(fields): Form<Fields>) -> Response {
    let (https, here) = (opened.cx.app.config().is_https(), opened.path());
    let locale = opened.cx.request.locale;
    match quotes::unlock(&opened, value(&fields, "pin")).await {
        Ok(key) => {
            let secure = if https { "; Secure" } else { "" };
            let set = format!("{}={key}; Path=/q/; HttpOnly; SameSite=Lax; Max-Age=86400{secure}", cookie(&opened));
            ([(header::SET_COOKIE, set)], Redirect::to(&here)).into_response()
        }
        Err(error @ (Error::Invalid(_) | Error::TooMany { .. })) => {
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
            let Ok(quote) = quotes::read(&opened, false, false, None).await else { return gone(locale) };
            html(
                status,
                with_locale(locale, || locked_page(&quote, &here, Some(error.fields().text("pin").unwrap_or_else(|| error.to_string())))),
            )
        }
        Err(error) => Refused(error).into_response(),
    }
}

/// An answer in words. `field` says which box an error belongs to.
macro_rules! answers {
    ($($handler:ident => $answer:path, $field:literal;)*) => { $(
        async fn $handler(Wanted(opened): Wanted, jar: CookieJar, Form(fields): Form<Fields>) -> Response {
            if !opened.unlocked_by(jar.get(&cookie(&opened)).map(|c| c.value())) {
                return Redirect::to(&opened.path()).into_response();
            }
            let message = value(&fields, "message").to_string();
            let done = $answer(&opened, CustomerSays { message: message.clone() }).await;
            said(&opened, &jar, done, $field, message).await
        }
    )* };
}

answers! {
    changes => quotes::request_changes, "changes";
    question => quotes::ask, "question";
    refusal => quotes::decline, "refusal";
    renewal => quotes::ask_renewal, "renewal";
}

async fn said(opened: &Opened, jar: &CookieJar, done: shared::Result<()>, field: &'static str, message: String) -> Response {
    match done {
        Ok(()) => Redirect::to(&format!("{}?said={field}", opened.path())).into_response(),
        Err(Error::Invalid(errors)) => {
            let mut marked = FieldErrors::default();
            for error in errors.0.into_values().flatten() {
                marked.0.entry(field.into()).or_default().push(error);
            }
            render(opened, jar, None, Asked { errors: marked, message, ..Asked::default() }, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(Error::Conflict { .. }) => render(opened, jar, None, Asked::default(), StatusCode::CONFLICT).await,
        Err(error) => Refused(error).into_response(),
    }
}

/// The revision on paper: read under the same rules as the page, and counted like it.
async fn pdf(Wanted(opened): Wanted, jar: CookieJar, Query(fields): Query<Fields>) -> Response {
    let locale = opened.cx.request.locale;
    if !opened.unlocked_by(jar.get(&cookie(&opened)).map(|c| c.value())) {
        return Redirect::to(&opened.path()).into_response();
    }
    let done = match quotes::printout_by_link(&opened, flag(&fields, "newest")).await {
        Ok(printout) => download(printout, locale).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(response) => response,
        Err(Error::NotFound) => gone(locale),
        Err(error) => Refused(error).into_response(),
    }
}

async fn calendar(Wanted(opened): Wanted, jar: CookieJar) -> Response {
    let locale = opened.cx.request.locale;
    let unlocked = opened.unlocked_by(jar.get(&cookie(&opened)).map(|c| c.value()));
    match quotes::read(&opened, unlocked, true, None).await {
        Ok(quote) if quote.state == LinkState::Accepted => match ics(&quote) {
            Some(text) => (
                [
                    (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
                    (header::CONTENT_DISPOSITION, "attachment; filename=\"booking.ics\""),
                ],
                text,
            )
                .into_response(),
            None => gone(locale),
        },
        _ => gone(locale),
    }
}
