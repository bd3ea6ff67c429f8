//! The API's documentation page: every endpoint, who may call it, what it takes and answers.

use axum::response::Html;
use dioxus::prelude::*;

use super::layout::{Head, document};
use crate::api::catalogue::{Endpoint, Needs};

/// `GET /api/docs`
pub async fn page() -> Html<String> {
    let mut endpoints = crate::endpoints::all();
    endpoints.sort_by_key(|e| (room(e), e.path, e.method));
    let mut rooms: Vec<(&'static str, Vec<Endpoint>)> = Vec::new();
    for endpoint in endpoints {
        match rooms.last_mut() {
            Some((name, list)) if *name == room(&endpoint) => list.push(endpoint),
            _ => rooms.push((room(&endpoint), vec![endpoint])),
        }
    }
    Html(document(
        Head { title: "Tailboard API".into(), ..Default::default() },
        rsx! {
            main { class: "public-page docs",
                h1 { "Tailboard API" }
                p { "The same functions the product itself uses. Send a session cookie or an API key as a bearer token; send writes as JSON with an Idempotency-Key (a UUID), which makes repeats safe for 30 days. Errors have one shape: message, code, data." }
                p { a { href: "/api/v1/openapi.json", "OpenAPI 3.1 document" } }
                for (name, list) in rooms {
                    section {
                        h2 { id: "{name}", "{name}" }
                        div { class: "w-table-box", tabindex: "0", role: "region", aria_label: "{name}",
                            table { class: "w-table",
                                thead { tr { th { scope: "col", "Endpoint" } th { scope: "col", "What it does" } th { scope: "col", "Who" } } }
                                tbody {
                                    for endpoint in list {
                                        tr {
                                            td { code { "{endpoint.method} {endpoint.path}" } }
                                            td { "{endpoint.summary}" }
                                            td { {who(&endpoint)} }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        },
    ))
}

fn room(endpoint: &Endpoint) -> &'static str {
    endpoint.path.split('/').nth(3).unwrap_or("api")
}

fn who(endpoint: &Endpoint) -> String {
    match endpoint.needs {
        Needs::Public => "anyone".into(),
        Needs::Session => "anyone logged in".into(),
        Needs::Member => "members".into(),
        Needs::Customer => "customers".into(),
        Needs::Right(action) => action.key().into(),
    }
}
