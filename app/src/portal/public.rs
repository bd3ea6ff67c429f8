//! The way into the portal, served without scripts: the page a mailed link opens, the request for a new link, and what
//! whoever has lost their access is told, by a link or by the session they had.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, REFERRER_POLICY};
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use dioxus::prelude::*;
use serde::Deserialize;
use server::cx::{Credentials, Refused, Visitor, credentials};
use server::portal::Ended;
use server::{App, Cx};
use shared::brand;
use shared::portal::LinkRequest;
use shared::text::{Locale, with_locale};
use shared::{Error, OrgId};

use super::text;
use crate::public::layout::{Head, document_of};
use crate::quotes::Foot;
use crate::ui::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/portal/enter/{token}", get(show).post(enter)).route("/portal/login", get(ask).post(send))
}

/// The frame of these pages: the company's mark, a card, the other language.
fn page(
    locale: Locale,
    status: StatusCode,
    title: fn() -> String,
    company: Option<Brand>,
    here: String,
    body: impl FnOnce() -> Element,
) -> Response {
    let html = with_locale(locale, || {
        let brand_style = company.as_ref().and_then(|company| company.hex.as_deref()).and_then(brand::style);
        document_of(Head { title: title(), brand_style, ..Head::small() }, || {
            rsx! {
                main { class: "w-auth", id: "content", tabindex: "-1",
                    BrandMark { brand: company.unwrap_or_else(|| Brand { name: "Tailboard".into(), ..Brand::default() }) }
                    div { class: "w-auth-card",
                        h1 { {title()} }
                        {body()}
                    }
                }
                Foot { base: here }
            }
        })
    });
    let quiet = [(CACHE_CONTROL, "private, no-store"), (REFERRER_POLICY, "no-referrer")];
    (status, quiet, Html(html)).into_response()
}

/// A company as these pages show it.
fn brand_of(org: OrgId, name: &str, hex: &str, has_logo: bool) -> Brand {
    Brand {
        name: name.into(),
        logo: has_logo.then(|| format!("/api/v1/organizations/{org}/logo")),
        hex: Some(hex.into()),
        ..Brand::default()
    }
}

/// Mail scanners open links: opening only asks, the button logs in.
async fn show(visitor: Visitor, Path(token): Path<String>, Query(asked): Query<Asked>) -> Result<Response, Refused> {
    let locale = visitor.request.locale;
    let guest = match server::portal::guest(&visitor.app, &token).await {
        Ok(guest) => guest,
        Err(Error::NotFound) => return no_way_in(&visitor.app, locale, &token, asked.asking()).await,
        Err(error) => return Err(error.into()),
    };
    let company = brand_of(guest.org, &guest.organization, &guest.brand_hex, guest.has_logo);
    Ok(page(locale, StatusCode::OK, text::enter_title, Some(company), format!("/portal/enter/{token}"), || {
        rsx! {
            p { {text::enter_hello(&guest.name, &guest.organization)} }
            form { method: "post",
                Button { variant: ButtonVariant::Primary, size: Size::Xl, full: true, kind: ButtonKind::Submit, {text::enter_button()} }
            }
        }
    }))
}

async fn enter(visitor: Visitor, former: Result<Cx, Refused>, Path(token): Path<String>) -> Result<Response, Refused> {
    let (locale, https) = (visitor.request.locale, visitor.app.config().is_https());
    match server::portal::enter(&visitor.app, &token, visitor.request).await {
        Ok((session, path)) => {
            // no cookie names the session the browser had any more, so nobody could log it out
            crate::identity::leave(former).await;
            let cookie = server::cx::session_cookie_header(&session.token, session.lasts, https);
            Ok(([(axum::http::header::SET_COOKIE, cookie)], Redirect::to(&path)).into_response())
        }
        Err(Error::NotFound) => no_way_in(&visitor.app, locale, &token, Asking::Not).await,
        Err(error) => Err(error.into()),
    }
}

/// A link that lets nobody in: whose access was taken away is told so, everybody else the same.
async fn no_way_in(app: &App, locale: Locale, token: &str, asking: Asking) -> Result<Response, Refused> {
    let found = server::portal::ended(app, token).await?;
    Ok(found.map_or_else(|| gone(locale), |found| over(locale, &found, token, asking)))
}

/// Whether somebody whose access was taken away asked for it on the page that is answered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asking {
    Not,
    Told,
    /// Too often for now.
    Waits,
}

/// The page of somebody whose access was taken away, by the token of the link they opened, if they did.
fn place(token: &str) -> String {
    if token.is_empty() { "/portal/login".into() } else { format!("/portal/enter/{token}") }
}

/// The page that says that they have asked: read again, it asks nothing.
fn told_at(token: &str) -> String {
    format!("{}?told=1", place(token))
}

/// Says that access was taken away, and offers to ask the office; `token` is of the link that was opened, empty where the
/// session says who it is.
fn over(locale: Locale, found: &Ended, token: &str, asking: Asking) -> Response {
    let company = brand_of(found.org, &found.organization, &found.brand_hex, found.has_logo);
    let here = if asking == Asking::Told { told_at(token) } else { place(token) };
    let status = match asking {
        Asking::Not => StatusCode::FORBIDDEN,
        Asking::Told => StatusCode::OK,
        Asking::Waits => StatusCode::TOO_MANY_REQUESTS,
    };
    page(locale, status, text::over_title, Some(company), here, || {
        rsx! {
            p { {text::over(&found.name, &found.organization)} }
            p { {text::over_quotes()} }
            match asking {
                Asking::Told => rsx! { InlineAlert { tone: Tone::Ok, live: true, {text::over_told(&found.organization)} } },
                Asking::Waits => rsx! { InlineAlert { tone: Tone::Warn, live: true, {text::over_waits(&found.organization)} } },
                Asking::Not => rsx! {
                    form { method: "post", action: "/portal/login",
                        input { r#type: "hidden", name: "again", value: token.to_owned() }
                        Button { variant: ButtonVariant::Primary, size: Size::Xl, full: true, kind: ButtonKind::Submit, {text::over_ask(&found.organization)} }
                    }
                },
            }
            LinkButton { href: "/portal/login?other=1", size: Size::Xl, full: true, {text::over_other()} }
        }
    })
}

/// The token of the session the browser holds, alive or not.
fn held(parts: &Parts, app: &App) -> Option<String> {
    match credentials(parts, app.config().is_https()) {
        Some(Credentials::Session(token)) => Some(token),
        _ => None,
    }
}

/// Asks the office for whoever has lost their access; `link` is the token of the link they opened, empty where the session
/// says who it is.
async fn ask_again(visitor: Visitor, parts: &Parts, link: &str) -> Result<Response, Refused> {
    let (app, locale) = (visitor.app.clone(), visitor.request.locale);
    let token = if link.is_empty() { held(parts, &app).unwrap_or_default() } else { link.to_owned() };
    match server::portal::ask_again(&app, &token, visitor.request).await {
        Ok(Some(_)) => Ok(Redirect::to(&told_at(link)).into_response()),
        // whose access was given back meanwhile asks for a link like everybody
        Ok(None) => Ok(Redirect::to("/portal/login").into_response()),
        Err(Error::TooMany { .. }) => {
            let found = server::portal::ended(&app, &token).await?;
            Ok(found.map_or_else(|| gone(locale), |found| over(locale, &found, link, Asking::Waits)))
        }
        Err(error) => Err(error.into()),
    }
}

fn gone(locale: Locale) -> Response {
    page(locale, StatusCode::NOT_FOUND, text::enter_gone_title, None, "/portal/login".into(), || {
        rsx! {
            p { {text::enter_gone()} }
            LinkButton { href: "/portal/login", variant: ButtonVariant::Primary, size: Size::Xl, full: true, {text::login_again()} }
        }
    })
}

#[derive(Deserialize, Default)]
struct Asked {
    /// The page somebody wanted to see.
    #[serde(default)]
    next: String,
    sent: Option<String>,
    /// Somebody else than the session in the browser says.
    other: Option<String>,
    /// Whoever has lost their access has asked for it.
    told: Option<String>,
}

impl Asked {
    fn asking(&self) -> Asking {
        if self.told.is_some() { Asking::Told } else { Asking::Not }
    }
}

/// A page of a customer's, or the start page for anything else.
fn wanted_path(next: &str) -> &str {
    let own = next.starts_with("/portal/") || next.starts_with("/my/");
    let plain = next.bytes().all(|b| b.is_ascii_alphanumeric() || b"/-".contains(&b)) && !next.contains("//") && next.len() <= 200;
    if own && plain { next } else { "/portal" }
}

async fn ask(visitor: Visitor, parts: Parts, Query(asked): Query<Asked>) -> Result<Response, Refused> {
    let locale = visitor.request.locale;
    // whoever was shut out comes here from the page they had open
    if asked.sent.is_none()
        && asked.other.is_none()
        && let Some(token) = held(&parts, &visitor.app)
        && let Some(found) = server::portal::ended(&visitor.app, &token).await?
    {
        return Ok(over(locale, &found, "", asked.asking()));
    }
    let form = Login { next: asked.next, sent: asked.sent.is_some(), ..Login::default() };
    Ok(login(locale, StatusCode::OK, form))
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    next: String,
    #[serde(default)]
    email: String,
    /// Whoever has lost their access asks for it: the token of the link they opened, or nothing where they had a session.
    again: Option<String>,
}

async fn send(State(app): State<App>, visitor: Visitor, parts: Parts, Form(wanted): Form<Wanted>) -> Result<Response, Refused> {
    if let Some(link) = &wanted.again {
        return ask_again(visitor, &parts, link).await;
    }
    let locale = visitor.request.locale;
    let input = LinkRequest { email: wanted.email.clone() };
    let form = Login { next: wanted.next.clone(), email: wanted.email, ..Login::default() };
    match server::portal::request_link(&app, "", &input, wanted_path(&wanted.next), visitor.request).await {
        Ok(()) => Ok(Redirect::to("/portal/login?sent=1").into_response()),
        Err(Error::Invalid(fields)) => {
            let problem = with_locale(locale, || fields.text("email"));
            Ok(login(locale, StatusCode::UNPROCESSABLE_ENTITY, Login { problem, ..form }))
        }
        Err(Error::TooMany { .. }) => {
            let problem = Some(with_locale(locale, text::login_wait));
            Ok(login(locale, StatusCode::TOO_MANY_REQUESTS, Login { problem, ..form }))
        }
        Err(error) => Err(error.into()),
    }
}

/// What the form for a new link shows.
#[derive(Default)]
struct Login {
    next: String,
    email: String,
    problem: Option<String>,
    sent: bool,
}

fn login(locale: Locale, status: StatusCode, Login { next, email, problem, sent }: Login) -> Response {
    page(locale, status, text::login_title, None, "/portal/login".into(), || {
        rsx! {
            if sent {
                InlineAlert { tone: Tone::Ok, {text::login_sent()} }
            } else {
                p { {text::login_how()} }
            }
            form { method: "post", action: "/portal/login", class: "stack", novalidate: true,
                input { r#type: "hidden", name: "next", value: next }
                TextInput { name: "email", label: text::login_email(), kind: InputKind::Email, value: email, error: problem, required: true, autocomplete: "email", size: Size::Xl, maxlength: 254 }
                Button { variant: if sent { ButtonVariant::default() } else { ButtonVariant::Primary }, size: Size::Xl, full: true, kind: ButtonKind::Submit, {text::login_send()} }
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::wanted_path;

    #[test]
    fn a_link_leads_to_pages_of_customers_only() {
        assert_eq!(wanted_path("/portal/jobs/0199-ab"), "/portal/jobs/0199-ab");
        assert_eq!(wanted_path("/my/quotes/0199-ab"), "/my/quotes/0199-ab");
        for wrong in
            ["", "/app", "https://elsewhere.example", "//elsewhere.example", "/portal//elsewhere.example", "/portal/?a=b", "/portalx"]
        {
            assert_eq!(wanted_path(wrong), "/portal", "{wrong}");
        }
    }
}
