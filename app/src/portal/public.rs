//! The way into the portal, served without scripts: the page a mailed link opens, and the request for a new link.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use dioxus::prelude::*;
use serde::Deserialize;
use server::App;
use server::cx::{Refused, Visitor};
use shared::Error;
use shared::portal::LinkRequest;
use shared::text::with_locale;

use super::text;
use crate::public::layout::{Head, document_of};
use crate::ui::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/portal/enter/{token}", get(show).post(enter)).route("/portal/login", get(ask).post(send))
}

/// Mail scanners open links: opening only asks, the button logs in.
async fn show(visitor: Visitor, Path(token): Path<String>) -> Result<Response, Refused> {
    let locale = visitor.request.locale;
    match server::portal::guest(&visitor.app, &token).await {
        Ok(guest) => Ok(Html(with_locale(locale, || {
            document_of(
                Head { title: text::enter_title(), ..Default::default() },
                || rsx! {
                    main { class: "public-page auth-page",
                        h1 { {text::enter_title()} }
                        p { {text::enter_hello(&guest.name, &guest.organization)} }
                        form { method: "post",
                            Button { variant: ButtonVariant::Primary, size: Size::Lg, full: true, kind: ButtonKind::Submit, {text::enter_button()} }
                        }
                    }
                },
            )
        }))
        .into_response()),
        Err(Error::NotFound) => Ok(gone(locale)),
        Err(error) => Err(error.into()),
    }
}

async fn enter(visitor: Visitor, Path(token): Path<String>) -> Result<Response, Refused> {
    let (locale, https) = (visitor.request.locale, visitor.app.config().is_https());
    match server::portal::enter(&visitor.app, &token, visitor.request).await {
        Ok((session, path)) => Ok((
            [(axum::http::header::SET_COOKIE, server::cx::session_cookie_header(&session.token, session.lasts, https))],
            Redirect::to(&path),
        )
            .into_response()),
        Err(Error::NotFound) => Ok(gone(locale)),
        Err(error) => Err(error.into()),
    }
}

fn gone(locale: shared::text::Locale) -> Response {
    let html = with_locale(locale, || {
        document_of(Head { title: text::enter_gone_title(), ..Default::default() }, || {
            rsx! {
                main { class: "public-page auth-page",
                    h1 { {text::enter_gone_title()} }
                    p { {text::enter_gone()} }
                }
            }
        })
    });
    (StatusCode::NOT_FOUND, Html(html)).into_response()
}

#[derive(Deserialize, Default)]
struct Asked {
    org: Option<String>,
    sent: Option<String>,
}

async fn ask(visitor: Visitor, Query(asked): Query<Asked>) -> Html<String> {
    form(visitor.request.locale, asked.org.unwrap_or_default(), String::new(), None, asked.sent.is_some())
}

#[derive(Deserialize)]
struct Wanted {
    org: String,
    email: String,
}

async fn send(State(app): State<App>, visitor: Visitor, Form(wanted): Form<Wanted>) -> Result<Response, Refused> {
    let locale = visitor.request.locale;
    let input = LinkRequest { email: wanted.email.clone() };
    match server::portal::request_link(&app, wanted.org.trim(), &input, visitor.request).await {
        Ok(()) => Ok(Redirect::to("/portal/login?sent=1").into_response()),
        Err(Error::Invalid(fields)) => Ok((
            StatusCode::UNPROCESSABLE_ENTITY,
            form(locale, wanted.org, wanted.email, with_locale(locale, || fields.text("email")), false),
        )
            .into_response()),
        Err(error) => Err(error.into()),
    }
}

fn form(locale: shared::text::Locale, org: String, email: String, problem: Option<String>, sent: bool) -> Html<String> {
    Html(with_locale(locale, || {
        document_of(Head { title: text::login_title(), ..Default::default() }, || {
            rsx! {
                main { class: "public-page auth-page",
                    h1 { {text::login_title()} }
                    p { {text::login_how()} }
                    if sent { InlineAlert { tone: Tone::Ok, {text::login_sent()} } }
                    form { method: "post", action: "/portal/login", class: "stack",
                        TextInput { name: "org", label: text::login_company(), hint: text::login_company_hint(), value: org, required: true }
                        TextInput { name: "email", label: text::login_email(), kind: InputKind::Email, value: email, error: problem, required: true }
                        Button { variant: ButtonVariant::Primary, size: Size::Lg, full: true, kind: ButtonKind::Submit, {text::login_send()} }
                    }
                }
            }
        })
    }))
}
