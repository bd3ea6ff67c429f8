//! Logging in and out, registering, choosing a language: forms without scripts, answered by redirects.

use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use dioxus::prelude::*;
use serde::Deserialize;
use server::Cx;
use server::cx::{LANGUAGE, Refused, Visitor};
use server::identity::{self, LoggedIn};
use shared::identity::{LogIn, Registration, SecondStep, country_of_reader};
use shared::text::Locale;
use shared::{Currency, Error, OrgId};

use super::filled::Filled;
use super::public::{DEVICE, PENDING, SESSION, Sent, YEAR, cookie, enter, filled, inner_path, leave, page, said, status};
use super::text;
use super::views::{CodePage, LogInPage, RegisterPage, SaidPage};

/// What the address of a page says.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    next: String,
    notice: String,
}

pub(super) async fn show_log_in(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
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

pub(super) async fn log_in(visitor: Visitor, jar: CookieJar, former: Result<Cx, Refused>, sent: Sent) -> Response {
    let form = filled(sent);
    let input = LogIn { email: form.get("email").to_owned(), password: form.get("password").to_owned() };
    let next = form.get("next").to_owned();
    let device = said(&visitor.app, &jar, DEVICE);
    match identity::log_in(&visitor.app, &visitor.request, input, device).await {
        Ok(LoggedIn::Session(opened)) => {
            leave(former).await;
            enter(&visitor.app, &opened, Some(&next))
        }
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

fn pending(app: &server::App, jar: &CookieJar) -> String {
    said(app, jar, PENDING).unwrap_or_default().to_owned()
}

pub(super) async fn show_code(visitor: Visitor, jar: CookieJar, Query(asked): Query<Asked>) -> Response {
    match identity::second_step_person(&visitor.app, &pending(&visitor.app, &jar)).await {
        Ok((name, email)) => page(
            &visitor,
            StatusCode::OK,
            text::code_title,
            || rsx! { CodePage { filled: Filled::default(), name, email, next: asked.next } },
        ),
        Err(_) => Redirect::to("/login?notice=late").into_response(),
    }
}

pub(super) async fn give_code(visitor: Visitor, jar: CookieJar, former: Result<Cx, Refused>, sent: Sent) -> Response {
    let form = filled(sent);
    let token = pending(&visitor.app, &jar);
    let input = SecondStep { code: form.get("code").trim().to_owned(), trust: form.get("trust") == "true" };
    let device = said(&visitor.app, &jar, DEVICE);
    match identity::second_step(&visitor.app, &visitor.request, &token, input, device).await {
        Ok(opened) => {
            leave(former).await;
            enter(&visitor.app, &opened, Some(form.get("next")))
        }
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

pub(super) async fn log_out(visitor: Visitor, cx: Result<Cx, Refused>) -> Response {
    let mut goal = "/login?notice=out";
    match cx {
        Ok(cx) => {
            if cx.viewing.is_none() && cx.customer().is_some() {
                goal = "/portal/login";
            }
            if let Err(error) = identity::log_out(&cx).await {
                return Refused(error).into_response();
            }
        }
        // a session that could not be looked up may live: nobody is told that it ended
        Err(refused) if refused.0.status() >= 500 => return refused.into_response(),
        Err(_) => {}
    }
    let mut response = Redirect::to(goal).into_response();
    response.headers_mut().append(header::SET_COOKIE, cookie(&visitor.app, SESSION, "", 0));
    response
}

pub(super) async fn switch_organization(visitor: Visitor, cx: Cx, sent: Sent) -> Result<Response, Refused> {
    let org: OrgId = filled(sent).get("org").parse().map_err(|_| Error::Malformed { reason: "org must be a UUID".into() })?;
    let opened = identity::switch_organization(&cx, org).await?;
    Ok(enter(&visitor.app, &opened, None))
}

pub(super) async fn choose_language(visitor: Visitor, Path(tag): Path<String>, Query(asked): Query<Asked>) -> Response {
    let mut response = Redirect::to(inner_path(&asked.next).unwrap_or("/login")).into_response();
    response.headers_mut().append(header::SET_COOKIE, cookie(&visitor.app, LANGUAGE, Locale::from_tag(&tag).tag(), YEAR));
    response
}

/// The country a form starts with: that of the visitor's browser.
fn home(headers: &HeaderMap) -> &'static str {
    country_of_reader(headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default())
}

pub(super) async fn show_register(visitor: Visitor, headers: HeaderMap) -> Response {
    let country = home(&headers);
    page(&visitor, StatusCode::OK, text::register_title, || rsx! { RegisterPage { filled: Filled::default(), country } })
}

/// The currency picked, none for that of the country.
fn currency(form: &Filled) -> shared::Result<Option<Currency>> {
    match form.get("currency") {
        "" => Ok(None),
        code => code.parse().map(Some).map_err(|_| Error::field("currency", "unknown_choice")),
    }
}

pub(super) async fn register(mut visitor: Visitor, headers: HeaderMap, sent: Sent) -> Response {
    let form = filled(sent);
    let country = home(&headers);
    let again = |visitor: &Visitor, form: Filled, error: &Error| {
        page(visitor, status(error), text::register_title, || rsx! { RegisterPage { filled: form.refused(error), country } })
    };
    let currency = match currency(&form) {
        Ok(currency) => currency,
        Err(error) => return again(&visitor, form, &error),
    };
    visitor.request.command = form.command();
    let input = Registration {
        organization: form.get("organization").to_owned(),
        name: form.get("name").to_owned(),
        email: form.get("email").to_owned(),
        password: form.get("password").to_owned(),
        country: form.get("country").to_owned(),
        currency,
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
        Err(error) => again(&visitor, form, &error),
    }
}
