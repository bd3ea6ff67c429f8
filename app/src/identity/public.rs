//! Logging in, registering and links from mails: forms without scripts, answered by redirects; and the logo.

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Form, Path, Query};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use axum_extra::extract::CookieJar;
use dioxus::prelude::*;
use serde::Deserialize;
use server::cx::{Refused, Visitor, session_cookie};
use server::identity::{self, Joined, LoggedIn, OpenedSession};
use server::{App, Cx};
use shared::identity::{AcceptInvitation, ForgottenPassword, LogIn, NewPassword, Registration, SecondStep};
use shared::text::{Locale, with_locale};
use shared::{Error, OrgId};

use super::text;
use super::views::{CodePage, Filled, ForgotPage, InvitationPage, LogInPage, PressPage, RegisterPage, ResetPage, SaidPage};
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

type Sent = Result<Form<Vec<(String, String)>>, axum::extract::rejection::FormRejection>;

/// The fields of a form; one that cannot be read is an empty one and fails by its required fields.
fn filled(sent: Sent) -> Filled {
    Filled::of(sent.map(|Form(pairs)| pairs).unwrap_or_default())
}

fn page(visitor: &Visitor, status: StatusCode, title: impl FnOnce() -> String, body: impl FnOnce() -> Element) -> Response {
    let html = with_locale(visitor.request.locale, || {
        let head =
            Head { title: format!("{} · {}", title(), text::product()), script: Some("/assets/reveal.js".into()), ..Default::default() };
        document(head, body())
    });
    let mut response = (status, Html(html)).into_response();
    // a page behind a token is nobody else's, and its address is not passed on
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

/// The status of a page that shows an error.
fn status(error: &Error) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn dead(visitor: &Visitor, error: &Error) -> Response {
    let code = match error {
        Error::Conflict { code, .. } if code == "link_unknown" => StatusCode::NOT_FOUND,
        Error::Conflict { .. } => StatusCode::GONE,
        other => status(other),
    };
    page(visitor, code, text::dead_title, || {
        let words = match error {
            Error::Conflict { code, detail } => text::refusal(code).unwrap_or_else(|| detail.clone()),
            other => other.to_string(),
        };
        rsx! { SaidPage { title: text::dead_title(), words, href: "/login", label: text::back_to_login() } }
    })
}

/// A path of ours to go on to, never another site.
fn inner_path(next: &str) -> Option<&str> {
    let fine = next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\r', '\n']) && next.len() <= 500;
    fine.then_some(next)
}

fn cookie(app: &App, name: &str, value: &str, seconds: u64) -> HeaderValue {
    let secure = if app.config().is_https() { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}");
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

const DEVICE: &str = "tailboard_device";
const PENDING: &str = "tailboard_pending";
const YEAR: u64 = 365 * 24 * 3600;

/// Opens the door: the session's cookie, the browser's own, and the way on.
pub fn enter(app: &App, opened: &OpenedSession, next: Option<&str>) -> Response {
    let goal = next.and_then(inner_path).filter(|path| *path != "/" && !path.starts_with("/login")).unwrap_or(opened.home);
    let mut response = Redirect::to(goal).into_response();
    let headers = response.headers_mut();
    headers.append(header::SET_COOKIE, cookie(app, session_cookie(app.config().is_https()), &opened.token, opened.lasts.as_secs()));
    headers.append(header::SET_COOKIE, cookie(app, PENDING, "", 0));
    if let Some(device) = &opened.device {
        headers.append(header::SET_COOKIE, cookie(app, DEVICE, device, YEAR));
    }
    response
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    next: String,
    notice: String,
}

async fn show_log_in(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    page(&visitor, StatusCode::OK, text::login_title, || {
        let notice = match asked.notice.as_str() {
            "confirmed" => Some(text::confirmed()),
            "resent" => Some(text::resent()),
            "password" => Some(text::password_saved()),
            "joined" => Some(text::joined()),
            "out" => Some(text::logged_out()),
            "late" => Some(text::code_expired()),
            _ => None,
        };
        rsx! { LogInPage { filled: Filled::default().noticed(notice), next: asked.next.clone(), unconfirmed: false } }
    })
}

async fn log_in(visitor: Visitor, jar: CookieJar, sent: Sent) -> Response {
    let form = filled(sent);
    let input = LogIn { email: form.get("email").to_owned(), password: form.get("password").to_owned() };
    let next = form.get("next").to_owned();
    let device = jar.get(DEVICE).map(|cookie| cookie.value());
    match identity::log_in(&visitor.app, &visitor.request, input, device).await {
        Ok(LoggedIn::Session(opened)) => enter(&visitor.app, &opened, Some(&next)),
        Ok(LoggedIn::SecondStep { token }) => {
            let goal = inner_path(&next).map(|next| format!("/login/code?next={}", encoded(next))).unwrap_or_else(|| "/login/code".into());
            let mut response = Redirect::to(&goal).into_response();
            response.headers_mut().append(header::SET_COOKIE, cookie(&visitor.app, PENDING, &token, 600));
            response
        }
        Err(error) => page(&visitor, status(&error), text::login_title, || {
            let unconfirmed = matches!(&error, Error::Conflict { code, .. } if code == "unconfirmed");
            rsx! { LogInPage { filled: form.refused(&error), next, unconfirmed } }
        }),
    }
}

/// A path as the value of a query parameter.
fn encoded(path: &str) -> String {
    path.bytes()
        .map(
            |byte| {
                if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
            },
        )
        .collect()
}

fn pending(jar: &CookieJar) -> String {
    jar.get(PENDING).map(|cookie| cookie.value().to_owned()).unwrap_or_default()
}

async fn show_code(visitor: Visitor, jar: CookieJar, Query(asked): Query<Asked>) -> Response {
    match identity::second_step_person(&visitor.app, &pending(&jar)).await {
        Ok((name, email)) => page(
            &visitor,
            StatusCode::OK,
            text::code_title,
            || rsx! { CodePage { filled: Filled::default(), name, email, next: asked.next } },
        ),
        Err(_) => Redirect::to("/login?notice=late").into_response(),
    }
}

async fn give_code(visitor: Visitor, jar: CookieJar, sent: Sent) -> Response {
    let form = filled(sent);
    let token = pending(&jar);
    let input = SecondStep { code: form.get("code").trim().to_owned(), trust: form.get("trust") == "true" };
    let device = jar.get(DEVICE).map(|cookie| cookie.value());
    match identity::second_step(&visitor.app, &visitor.request, &token, input, device).await {
        Ok(opened) => enter(&visitor.app, &opened, Some(form.get("next"))),
        Err(Error::Conflict { .. }) => Redirect::to("/login?notice=late").into_response(),
        Err(error) => {
            let Ok((name, email)) = identity::second_step_person(&visitor.app, &token).await else {
                return Redirect::to("/login?notice=late").into_response();
            };
            page(&visitor, status(&error), text::code_title, || {
                let next = form.get("next").to_owned();
                rsx! { CodePage { filled: form.refused(&error), name, email, next } }
            })
        }
    }
}

async fn log_out(visitor: Visitor, cx: Result<Cx, Refused>) -> Response {
    let mut goal = "/login?notice=out";
    if let Ok(cx) = cx {
        if cx.viewing.is_none() && cx.customer().is_some() {
            goal = "/portal/login";
        }
        if let Err(error) = identity::log_out(&cx).await {
            return Refused(error).into_response();
        }
    }
    let mut response = Redirect::to(goal).into_response();
    response.headers_mut().append(header::SET_COOKIE, cookie(&visitor.app, session_cookie(visitor.app.config().is_https()), "", 0));
    response
}

async fn switch_organization(visitor: Visitor, cx: Cx, sent: Sent) -> Result<Response, Refused> {
    let org: OrgId = filled(sent).get("org").parse().map_err(|_| Error::Malformed { reason: "org must be a UUID".into() })?;
    let opened = identity::switch_organization(&cx, org).await?;
    Ok(enter(&visitor.app, &opened, None))
}

async fn choose_language(visitor: Visitor, Path(tag): Path<String>, Query(asked): Query<Asked>) -> Response {
    let mut response = Redirect::to(inner_path(&asked.next).unwrap_or("/login")).into_response();
    response.headers_mut().append(header::SET_COOKIE, cookie(&visitor.app, "tailboard_lang", Locale::from_tag(&tag).tag(), YEAR));
    response
}

async fn show_register(visitor: Visitor) -> Response {
    page(&visitor, StatusCode::OK, text::register_title, || rsx! { RegisterPage { filled: Filled::default() } })
}

async fn register(mut visitor: Visitor, sent: Sent) -> Response {
    let form = filled(sent);
    visitor.request.command = form.command();
    let input = Registration {
        organization: form.get("organization").to_owned(),
        name: form.get("name").to_owned(),
        email: form.get("email").to_owned(),
        password: form.get("password").to_owned(),
        country: form.get("country").to_owned(),
        zone: form.get("zone").to_owned(),
        locale: visitor.request.locale,
        packs: form.all("packs").iter().filter_map(|pack| pack.parse().ok()).collect(),
        practice: form.get("practice") == "true",
    };
    let email = input.email.trim().to_owned();
    match identity::register(&visitor.app, &visitor.request, input).await {
        Ok(_) => page(
            &visitor,
            StatusCode::CREATED,
            text::sent_title,
            || rsx! { SaidPage { title: text::sent_title(), words: text::sent_lead(&email), href: "/login", label: text::back_to_login() } },
        ),
        Err(error) => page(&visitor, status(&error), text::register_title, || rsx! { RegisterPage { filled: form.refused(&error) } }),
    }
}

async fn resend(visitor: Visitor, sent: Sent) -> Response {
    match identity::resend_confirmation(&visitor.app, &visitor.request, filled(sent).get("email")).await {
        Ok(()) => Redirect::to("/login?notice=resent").into_response(),
        Err(error) => dead(&visitor, &error),
    }
}

async fn show_confirm(visitor: Visitor, Path(token): Path<String>) -> Response {
    match identity::peek_confirmation(&visitor.app, &token).await {
        Ok(email) => press(&visitor, text::confirm_title, || text::confirm_lead(&email), format!("/confirm/{token}"), text::confirm, None),
        Err(error) => dead(&visitor, &error),
    }
}

fn press(
    visitor: &Visitor,
    title: fn() -> String,
    words: impl FnOnce() -> String,
    action: String,
    label: fn() -> String,
    refused: Option<&Error>,
) -> Response {
    let filled = refused.map(|error| Filled::default().refused(error)).unwrap_or_default();
    page(
        visitor,
        refused.map_or(StatusCode::OK, status),
        title,
        || rsx! { PressPage { title: title(), words: words(), action, label: label(), filled } },
    )
}

async fn confirm(visitor: Visitor, Path(token): Path<String>) -> Response {
    match identity::confirm(&visitor.app, &token).await {
        Ok(_) => Redirect::to("/login?notice=confirmed").into_response(),
        Err(error) => dead(&visitor, &error),
    }
}

async fn show_new_address(visitor: Visitor, Path(token): Path<String>) -> Response {
    press(&visitor, text::new_address_title, text::new_address_lead, format!("/confirm-address/{token}"), text::confirm, None)
}

async fn confirm_new_address(visitor: Visitor, Path(token): Path<String>) -> Response {
    match identity::confirm_new_email(&visitor.app, &visitor.request, &token).await {
        Ok(email) => page(&visitor, StatusCode::OK, text::new_address_title, || {
            rsx! { SaidPage { title: text::new_address_title(), words: text::new_address_done(&email), href: "/app/settings/security", label: text::go_on() } }
        }),
        Err(error) => dead(&visitor, &error),
    }
}

async fn show_undo(visitor: Visitor, Path(token): Path<String>) -> Response {
    press(&visitor, text::undo_title, text::undo_lead, format!("/undo-address/{token}"), text::undo, None)
}

async fn undo(visitor: Visitor, Path(token): Path<String>) -> Response {
    match identity::undo_email(&visitor.app, &visitor.request, &token).await {
        Ok(email) => page(&visitor, StatusCode::OK, text::undo_title, || {
            rsx! { SaidPage { title: text::undo_title(), words: text::new_address_done(&email), href: "/forgot", label: text::forgot_title() } }
        }),
        Err(error) => dead(&visitor, &error),
    }
}

async fn show_forgot(visitor: Visitor) -> Response {
    page(&visitor, StatusCode::OK, text::forgot_title, || rsx! { ForgotPage { filled: Filled::default() } })
}

async fn forgot(visitor: Visitor, sent: Sent) -> Response {
    let form = filled(sent);
    let input = ForgottenPassword { email: form.get("email").to_owned() };
    if let Err(error) = shared::input::check(&input) {
        return page(&visitor, status(&error), text::forgot_title, || rsx! { ForgotPage { filled: form.refused(&error) } });
    }
    // nobody waits for it, so that the time of the answer does not tell who has an account
    let Visitor { app, request } = visitor.clone();
    tokio::spawn(async move {
        if let Err(error) = identity::forgot(&app, &request, input).await {
            tracing::warn!(%error, "a link for a new password was not sent");
        }
    });
    page(
        &visitor,
        StatusCode::OK,
        text::sent_title,
        || rsx! { SaidPage { title: text::sent_title(), words: text::forgot_sent(), href: "/login", label: text::back_to_login() } },
    )
}

async fn show_reset(visitor: Visitor, Path(token): Path<String>) -> Response {
    match identity::reset_person(&visitor.app, &token).await {
        Ok(email) => page(
            &visitor,
            StatusCode::OK,
            text::forgot_title,
            || rsx! { ResetPage { filled: Filled::default(), email, action: format!("/reset/{token}") } },
        ),
        Err(error) => dead(&visitor, &error),
    }
}

async fn reset(visitor: Visitor, Path(token): Path<String>, sent: Sent) -> Response {
    let form = filled(sent);
    let input = NewPassword { password: form.get("password").to_owned() };
    match identity::reset(&visitor.app, &visitor.request, &token, input).await {
        Ok(()) => Redirect::to("/login?notice=password").into_response(),
        Err(error @ Error::Invalid(_)) => match identity::reset_person(&visitor.app, &token).await {
            Ok(email) => page(
                &visitor,
                status(&error),
                text::forgot_title,
                || rsx! { ResetPage { filled: form.refused(&error), email, action: format!("/reset/{token}") } },
            ),
            Err(error) => dead(&visitor, &error),
        },
        Err(error) => dead(&visitor, &error),
    }
}

async fn show_invitation(mut visitor: Visitor, jar: CookieJar, Path(token): Path<String>) -> Response {
    match with_offer(&mut visitor, &jar, &token).await {
        Ok(offer) => {
            let title = offer.org_name.clone();
            page(
                &visitor,
                StatusCode::OK,
                || text::invitation_title(title),
                || rsx! { InvitationPage { filled: Filled::default(), offer, action: format!("/invitations/{token}") } },
            )
        }
        Err(error) => dead(&visitor, &error),
    }
}

/// The offer of a link. The page speaks the organization's language unless the visitor chose one.
async fn with_offer(visitor: &mut Visitor, jar: &CookieJar, token: &str) -> shared::Result<shared::identity::InvitationOffer> {
    let mut offer = identity::offer(&visitor.app, token).await?;
    if jar.get("tailboard_lang").is_none() {
        visitor.request.locale = offer.locale;
    }
    offer.role_names = with_locale(visitor.request.locale, || {
        offer.roles.iter().map(|role| shared::identity::role_name(*role)).chain(offer.custom_names.iter().cloned()).collect()
    });
    Ok(offer)
}

async fn accept_invitation(mut visitor: Visitor, jar: CookieJar, Path(token): Path<String>, sent: Sent) -> Response {
    let form = filled(sent);
    visitor.request.command = form.command();
    let input = AcceptInvitation { name: form.get("name").to_owned(), password: form.get("password").to_owned() };
    let device = jar.get(DEVICE).map(|cookie| cookie.value().to_owned());
    match identity::accept_invitation(&visitor.app, &visitor.request, &token, input, device.as_deref()).await {
        Ok(Joined::New(opened)) => enter(&visitor.app, &opened, None),
        Ok(Joined::Known) => Redirect::to("/login?notice=joined").into_response(),
        Err(error @ (Error::Invalid(_) | Error::TooMany { .. })) => match with_offer(&mut visitor, &jar, &token).await {
            Ok(offer) => {
                let title = offer.org_name.clone();
                page(
                    &visitor,
                    status(&error),
                    || text::invitation_title(title),
                    || rsx! { InvitationPage { filled: form.refused(&error), offer, action: format!("/invitations/{token}") } },
                )
            }
            Err(error) => dead(&visitor, &error),
        },
        Err(error) => dead(&visitor, &error),
    }
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
