//! Pages for people who are not logged in: where they are, how they are answered, who gets in; and the logo.

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Form, Path};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use dioxus::prelude::*;
use server::cx::{Refused, Visitor, host_cookie};
use server::identity::{self, OpenedSession};
use server::{App, Cx};
use shared::text::with_locale;
use shared::{Error, OrgId};

use super::entry::{choose_language, give_code, log_in, log_out, register, show_code, show_log_in, show_register, switch_organization};
use super::filled::Filled;
use super::links::{
    accept_invitation, confirm, confirm_new_address, forgot, resend, reset, show_confirm, show_forgot, show_invitation, show_new_address,
    show_reset, show_undo, undo,
};
use super::text;
use super::views::{PressPage, SaidPage};
use crate::public::layout::{Head, document};

/// Routes of this room that are no server functions.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/login", get(show_log_in).post(log_in))
        .route("/login/code", get(show_code).post(give_code))
        .route("/logout", post(log_out))
        .route("/session/organization", post(switch_organization))
        .route("/language/{tag}", get(choose_language))
        .route("/register", get(show_register).post(register))
        .route("/confirm/resend", post(resend))
        .route("/confirm/{token}", get(show_confirm).post(confirm))
        .route("/confirm-address/{token}", get(show_new_address).post(confirm_new_address))
        .route("/undo-address/{token}", get(show_undo).post(undo))
        .route("/forgot", get(show_forgot).post(forgot))
        .route("/reset/{token}", get(show_reset).post(reset))
        .route("/invitations/{token}", get(show_invitation).post(accept_invitation))
        .route("/api/v1/organization/logo", put(set_logo).layer(DefaultBodyLimit::max(2 * 1024 * 1024)))
        .route("/api/v1/organizations/{id}/logo", get(logo))
}

/// A form as it came.
pub(super) type Sent = Result<Form<Vec<(String, String)>>, axum::extract::rejection::FormRejection>;

/// The fields of a form; one that cannot be read is an empty one and fails by its required fields.
pub(super) fn filled(sent: Sent) -> Filled {
    Filled::of(sent.map(|Form(pairs)| pairs).unwrap_or_default())
}

/// A page of this room in the visitor's language.
pub(super) fn page(visitor: &Visitor, status: StatusCode, title: impl FnOnce() -> String, body: impl FnOnce() -> Element) -> Response {
    let html = with_locale(visitor.request.locale, || {
        let head = Head { title: format!("{} · {}", title(), text::product()), script: Some("/assets/entry.js".into()), ..Head::small() };
        document(head, body())
    });
    let mut response = (status, Html(html)).into_response();
    // a page behind a token is nobody else's, and its address is not passed on
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

/// The status of a page that shows an error.
pub(super) fn status(error: &Error) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Says why a link cannot be used.
pub(super) fn dead(visitor: &Visitor, error: &Error) -> Response {
    let code = match error {
        Error::Conflict { code, .. } if code == "link_unknown" => StatusCode::NOT_FOUND,
        Error::Conflict { .. } => StatusCode::GONE,
        other => status(other),
    };
    page(visitor, code, text::dead_title, || {
        let words = match error {
            Error::Conflict { code, detail } => text::refusal(code).unwrap_or_else(|| detail.to_string()),
            other => other.to_string(),
        };
        rsx! { SaidPage { title: text::dead_title(), words, href: "/login", label: text::back_to_login() } }
    })
}

/// A path of ours to go on to, never another site.
pub(super) fn inner_path(next: &str) -> Option<&str> {
    let fine = next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\r', '\n']) && next.len() <= 500;
    fine.then_some(next)
}

/// A cookie of ours, for the whole site.
pub(super) fn cookie(app: &App, name: &str, value: &str, seconds: u64) -> HeaderValue {
    let https = app.config().is_https();
    let (name, secure) = (host_cookie(https, name), if https { "; Secure" } else { "" });
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}");
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// What a cookie of ours says.
pub(super) fn said<'a>(app: &App, jar: &'a axum_extra::extract::CookieJar, name: &str) -> Option<&'a str> {
    jar.get(&host_cookie(app.config().is_https(), name)).map(|cookie| cookie.value())
}

/// The cookie by which a browser is known again.
pub(super) const DEVICE: &str = "tailboard_device";
/// The cookie of a session.
pub(super) const SESSION: &str = server::cx::session_cookie(false);
/// The cookie of a login that waits for its second step.
pub(super) const PENDING: &str = "tailboard_pending";
/// Seconds.
pub(super) const YEAR: u64 = 365 * 24 * 3600;

/// Opens the door: the session's cookie, the browser's own, and the way on.
pub fn enter(app: &App, opened: &OpenedSession, next: Option<&str>) -> Response {
    let goal = next.and_then(inner_path).filter(|path| *path != "/" && !path.starts_with("/login")).unwrap_or(opened.home);
    let mut response = Redirect::to(goal).into_response();
    let headers = response.headers_mut();
    headers.append(header::SET_COOKIE, cookie(app, SESSION, &opened.token, opened.lasts.as_secs()));
    headers.append(header::SET_COOKIE, cookie(app, PENDING, "", 0));
    if let Some(device) = &opened.device {
        headers.append(header::SET_COOKIE, cookie(app, DEVICE, device, YEAR));
    }
    response
}

/// Ends the session a browser had when somebody gets in anew: no cookie names it any more, so nobody could log it out.
pub async fn leave(former: Result<Cx, Refused>) {
    let Ok(former) = former else { return };
    if let Err(error) = identity::log_out(&former).await {
        tracing::warn!(%error, "a former session goes on until it ends by disuse");
    }
}

/// A page that asks for one press, because mail scanners open links.
pub(super) fn press(
    visitor: &Visitor,
    title: fn() -> String,
    words: impl FnOnce() -> String,
    action: String,
    label: fn() -> String,
) -> Response {
    page(visitor, StatusCode::OK, title, || rsx! { PressPage { title: title(), words: words(), action, label: label() } })
}

async fn set_logo(
    cx: Cx,
    body: Result<Bytes, axum::extract::rejection::BytesRejection>,
) -> Result<Json<shared::identity::Organization>, Refused> {
    let bytes = body.map_err(|_| Error::TooLarge { limit_bytes: 2 * 1024 * 1024 })?;
    Ok(Json(identity::set_logo(&cx, bytes).await?))
}

async fn logo(visitor: Visitor, Path(id): Path<String>) -> Result<Response, Refused> {
    let org: OrgId = id.parse().map_err(|_| Error::NotFound)?;
    let png = identity::logo(&visitor.app, org).await?;
    Ok(([(header::CONTENT_TYPE, "image/png"), (header::CACHE_CONTROL, "public, max-age=300")], png).into_response())
}
