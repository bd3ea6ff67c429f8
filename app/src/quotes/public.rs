//! The page behind a secure link, served without scripts: reading, choosing options, signing, and every other answer
//! are plain forms. Nothing on it leads anywhere but to this quote.

use axum::extract::{Path, Query};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use axum_extra::extract::CookieJar;
use server::App;
use server::cx::{Refused, Visitor};
use server::quotes::{self, Opened};
use shared::quotes::{Acceptance, CustomerSays, LinkState, PublicQuote, SignatureKind};
use shared::text::{Locale, with_locale};
use shared::{Error, FieldErrors};
use uuid::Uuid;

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
}

type Fields = Vec<(String, String)>;

fn value<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str())
}

fn flag(fields: &Fields, name: &str) -> bool {
    fields.iter().any(|(n, _)| n == name)
}

/// The chosen options; none when the visitor has not chosen yet and the proposal stands.
fn options(fields: &Fields) -> Option<Vec<Uuid>> {
    flag(fields, "chosen").then(|| fields.iter().filter(|(n, _)| n == "o").filter_map(|(_, v)| v.parse().ok()).collect())
}

fn cookie(token: &str) -> String {
    format!("tbq_{}", token.chars().take(12).collect::<String>())
}

fn html(status: StatusCode, body: String) -> Response {
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

fn gone(locale: Locale) -> Response {
    html(StatusCode::NOT_FOUND, with_locale(locale, gone_page))
}

/// Opens the link, or says that it opens nothing.
async fn open(visitor: Visitor, token: &str) -> Result<Opened, Response> {
    let locale = visitor.request.locale;
    quotes::open(&visitor.app, visitor.request, token).await.map_err(|error| match error {
        Error::NotFound => gone(locale),
        other => Refused(other).into_response(),
    })
}

async fn show(visitor: Visitor, jar: CookieJar, Path(token): Path<String>, Query(fields): Query<Fields>) -> Response {
    let opened = match open(visitor, &token).await {
        Ok(opened) => opened,
        Err(response) => return response,
    };
    let asked = Asked { newest: flag(&fields, "newest"), said: flag(&fields, "said"), ..Asked::default() };
    render(&opened, &jar, options(&fields), asked, StatusCode::OK).await
}

async fn render(opened: &Opened, jar: &CookieJar, chosen: Option<Vec<Uuid>>, asked: Asked, status: StatusCode) -> Response {
    let locale = opened.cx.request.locale;
    let unlocked = opened.unlocked_by(jar.get(&cookie(&opened.token)).map(|c| c.value()));
    match quotes::read(opened, unlocked, asked.newest, chosen.as_deref()).await {
        Ok(quote) if quote.state == LinkState::Locked => html(status, with_locale(locale, || locked_page(&quote, &opened.token, None))),
        Ok(quote) => html(status, with_locale(locale, || page(&quote, &opened.token, &asked))),
        Err(error) => Refused(error).into_response(),
    }
}

/// The main form: another total for other options, or acceptance.
async fn act(visitor: Visitor, jar: CookieJar, Path(token): Path<String>, Form(fields): Form<Fields>) -> Response {
    let opened = match open(visitor, &token).await {
        Ok(opened) => opened,
        Err(response) => return response,
    };
    if !opened.unlocked_by(jar.get(&cookie(&token)).map(|c| c.value())) {
        return Redirect::to(&format!("/q/{token}")).into_response();
    }
    let chosen = options(&fields).unwrap_or_default();
    let newest = flag(&fields, "newest");
    if value(&fields, "do") == "update" {
        let mut path = format!("/q/{token}?chosen=1{}", if newest { "&newest=1" } else { "" });
        for option in &chosen {
            path.push_str(&format!("&o={option}"));
        }
        return Redirect::to(&format!("{path}#price")).into_response();
    }
    let strokes = value(&fields, "strokes").to_string();
    let Ok(revision) = value(&fields, "revision").parse() else {
        return Refused(Error::Malformed { reason: "revision is missing".into() }).into_response();
    };
    let acceptance = Acceptance {
        revision,
        total_cents: value(&fields, "total").parse().unwrap_or(-1),
        name: value(&fields, "name").trim().to_string(),
        kind: if strokes.is_empty() { SignatureKind::Typed } else { SignatureKind::Drawn },
        strokes,
        consent: flag(&fields, "consent"),
        options: chosen.clone(),
    };
    let mut asked = Asked { newest, name: acceptance.name.clone(), consent: acceptance.consent, ..Asked::default() };
    match quotes::accept_by_link(&opened, acceptance).await {
        Ok(_) => Redirect::to(&format!("/q/{token}")).into_response(),
        Err(Error::Invalid(errors)) => {
            asked.errors = errors;
            render(&opened, &jar, Some(chosen), asked, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(Error::Conflict { code, .. }) => {
            asked.total_changed = code == "total_changed";
            render(&opened, &jar, Some(chosen), asked, StatusCode::CONFLICT).await
        }
        Err(error) => Refused(error).into_response(),
    }
}

async fn pin(visitor: Visitor, Path(token): Path<String>, Form(fields): Form<Fields>) -> Response {
    let https = visitor.app.config().is_https();
    let opened = match open(visitor, &token).await {
        Ok(opened) => opened,
        Err(response) => return response,
    };
    let locale = opened.cx.request.locale;
    match quotes::unlock(&opened, value(&fields, "pin")).await {
        Ok(key) => {
            let secure = if https { "; Secure" } else { "" };
            let set = format!("{}={key}; Path=/q/; HttpOnly; SameSite=Lax; Max-Age=86400{secure}", cookie(&token));
            ([(header::SET_COOKIE, set)], Redirect::to(&format!("/q/{token}"))).into_response()
        }
        Err(error @ (Error::Invalid(_) | Error::TooMany { .. })) => {
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
            let Ok(quote) = quotes::read(&opened, false, false, None).await else { return gone(locale) };
            html(
                status,
                with_locale(locale, || locked_page(&quote, &token, Some(error.fields().text("pin").unwrap_or_else(|| error.to_string())))),
            )
        }
        Err(error) => Refused(error).into_response(),
    }
}

/// An answer in words. `field` says which box an error belongs to.
macro_rules! answers {
    ($($handler:ident => $answer:path, $field:literal;)*) => { $(
        async fn $handler(visitor: Visitor, jar: CookieJar, Path(token): Path<String>, Form(fields): Form<Fields>) -> Response {
            let opened = match open(visitor, &token).await {
                Ok(opened) => opened,
                Err(response) => return response,
            };
            if !opened.unlocked_by(jar.get(&cookie(&token)).map(|c| c.value())) {
                return Redirect::to(&format!("/q/{token}")).into_response();
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
        Ok(()) => Redirect::to(&format!("/q/{}?said=1", opened.token)).into_response(),
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

async fn calendar(visitor: Visitor, jar: CookieJar, Path(token): Path<String>) -> Response {
    let opened = match open(visitor, &token).await {
        Ok(opened) => opened,
        Err(response) => return response,
    };
    let locale = opened.cx.request.locale;
    let unlocked = opened.unlocked_by(jar.get(&cookie(&token)).map(|c| c.value()));
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

/// The booking as a calendar file (RFC 5545), in the wall clock of its zone.
fn ics(quote: &PublicQuote) -> Option<String> {
    let starts = quote.route.stops.first().and_then(|s| s.arrive)?;
    let ends = quote.route.stops.iter().rev().find_map(|s| s.leave).unwrap_or(starts);
    let signed = quote.signature.as_ref()?.at;
    let tz: chrono_tz::Tz = quote.zone.parse().ok()?;
    let utc = |wall: chrono::NaiveDateTime| {
        wall.and_local_timezone(tz).earliest().map(|t| t.with_timezone(&chrono::Utc).format("%Y%m%dT%H%M%SZ").to_string())
    };
    let place = quote.content.stops.first().map(|s| s.address.clone()).unwrap_or_default();
    let line = |name: &str, text: &str| {
        let escaped: String = text
            .chars()
            .flat_map(|c| match c {
                '\\' | ',' | ';' => vec!['\\', c],
                '\n' => vec!['\\', 'n'],
                '\r' => vec![],
                c => vec![c],
            })
            .collect();
        fold(&format!("{name}:{escaped}"))
    };
    let lines = [
        "BEGIN:VCALENDAR".into(),
        "VERSION:2.0".into(),
        "PRODID:-//Tailboard//Quotes//EN".into(),
        "BEGIN:VEVENT".into(),
        line("UID", &format!("{}@tailboard", quote.revision)),
        format!("DTSTAMP:{}", signed.format("%Y%m%dT%H%M%SZ")),
        format!("DTSTART:{}", utc(starts)?),
        format!("DTEND:{}", utc(ends)?),
        line("SUMMARY", &format!("{} ({})", quote.content.title, quote.sender.name)),
        line("LOCATION", &place),
        "END:VEVENT".into(),
        "END:VCALENDAR".into(),
    ];
    Some(lines.join("\r\n") + "\r\n")
}

/// Lines longer than 75 octets go on in the next one after a space (RFC 5545 §3.1).
fn fold(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut width = 0;
    for c in line.chars() {
        if width + c.len_utf8() > 74 {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(c);
        width += c.len_utf8();
    }
    out
}
