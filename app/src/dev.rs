//! Screens for development, open only when `TAILBOARD_DEV` is set: the mailbox of all organizations and the gallery.

use axum::extract::{Query, State};
use axum::response::Html;
use axum::routing::get;
use axum::{Json, Router};
use dioxus::prelude::*;
use server::App;
use server::cx::Refused;
use shared::operations::Mail;

use crate::public::layout::{Head, document, document_of};
use crate::ui::*;

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
    Ok(Html(document_of(Head { title: "Development mailbox".into(), ..Default::default() }, move || {
        rsx! {
            main { id: "content", class: "public-page docs", tabindex: "-1",
                div { class: "stack gap-1",
                    h1 { "Development mailbox" }
                    p { class: "muted", "Every mail this server wrote, newest first. Nothing here needs a mail server." }
                }
                form { class: "row wrap", method: "get", action: "/dev/mailbox", role: "search",
                    TextInput { label: "To this address", name: "to", kind: InputKind::Email, value: filter.to.clone().unwrap_or_default(), label_hidden: true, placeholder: "name@example.com" }
                    Button { kind: ButtonKind::Submit, "Show" }
                    if filter.to.is_some() { a { href: "/dev/mailbox", "Show all" } }
                }
                if mails.is_empty() { EmptyState { icon: IconName::MailOpen, title: "No mail has gone out yet" } }
                if !mails.is_empty() {
                    Card { flush: true,
                        for mail in mails {
                            details { class: "dev-mail",
                                summary {
                                    span { class: "w-link-row-text", strong { {mail.subject.clone()} } span { class: "muted", {format!("{} · {}", mail.to_name, mail.to_address)} } }
                                    span { class: "muted sm num nowrap", {mail.created_at.format("%e %b %H:%M:%S UTC").to_string()} }
                                    Chip { tone: if mail.status == "failed" { Tone::Danger } else { Tone::Neutral }, {mail.status.clone()} }
                                }
                                div { class: "dev-mail-text pre", {linked(&mail.text_body)} }
                            }
                        }
                    }
                }
            }
        }
    })))
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
