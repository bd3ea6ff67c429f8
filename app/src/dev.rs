//! Screens for development, open only when `TAILBOARD_DEV` is set: the mailbox of all organizations and the gallery.

use axum::extract::{Query, State};
use axum::response::Html;
use axum::routing::get;
use axum::{Json, Router};
use dioxus::prelude::*;
use server::App;
use server::cx::Refused;
use shared::operations::Mail;

use crate::public::layout::{Head, document};

/// The routes; none unless switched on.
pub fn routes(on: bool) -> Router<App> {
    if !on {
        return Router::new();
    }
    Router::new().route("/dev/mailbox", get(mailbox)).route("/dev/mailbox.json", get(mailbox_json)).route("/dev/gallery", get(gallery))
}

#[derive(serde::Deserialize)]
struct Filter {
    to: Option<String>,
}

async fn mailbox_json(State(app): State<App>, Query(filter): Query<Filter>) -> Result<Json<Vec<Mail>>, Refused> {
    Ok(Json(server::outgoing::development_mailbox(&app, filter.to.as_deref()).await?))
}

async fn mailbox(State(app): State<App>, Query(filter): Query<Filter>) -> Result<Html<String>, Refused> {
    let mails = server::outgoing::development_mailbox(&app, filter.to.as_deref()).await?;
    Ok(Html(document(
        Head { title: "Development mailbox".into(), ..Default::default() },
        rsx! {
            main { class: "public-page docs",
                h1 { "Development mailbox" }
                p { "Every mail this server wrote, newest first. Nothing here needs a mail server." }
                if mails.is_empty() { p { "No mail has gone out yet." } }
                for mail in mails {
                    details {
                        summary { {heading(&mail)} }
                        p { class: "pre", {linked(&mail.text_body)} }
                    }
                }
            }
        },
    )))
}

fn heading(mail: &Mail) -> String {
    format!("{} UTC · {} · {} · {}", mail.created_at.format("%Y-%m-%d %H:%M:%S"), mail.to_address, mail.subject, mail.status)
}

/// The text with its addresses as links.
fn linked(text: &str) -> Element {
    let words: Vec<String> = text.split_inclusive(char::is_whitespace).map(str::to_string).collect();
    rsx! {
        for word in words {
            if word.starts_with("http") {
                a { href: "{word.trim()}", "{word}" }
            } else {
                "{word}"
            }
        }
    }
}

async fn gallery() -> Html<String> {
    Html(document(Head { title: "Components".into(), ..Default::default() }, rsx! { crate::gallery::Gallery {} }))
}
