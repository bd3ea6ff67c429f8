//! What went wrong, as a page: somebody who opened an address or sent a form without a script reads words, not JSON.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use dioxus::prelude::*;
use serde::Deserialize;
use server::RequestInfo;
use shared::Error;
use shared::text::{Locale, with_locale};

use super::layout::{Head, document};

shared::catalog_bilingual! {
    title { "This did not work" / "Cela n'a pas fonctionné" }
    kept { "Your browser keeps what you typed: go back, and try again." / "Votre navigateur conserve ce que vous avez écrit : revenez en arrière et réessayez." }
    busy { "A lot came from your connection in a short time. Wait a moment, go back, and try again: your browser keeps what you typed." / "Votre connexion a beaucoup envoyé en peu de temps. Patientez un moment, revenez en arrière et réessayez : votre navigateur conserve ce que vous avez écrit." }
}

/// The JSON shape errors travel in.
#[derive(Deserialize)]
struct Told {
    data: Error,
}

/// Turns a refusal into a page where a browser asked for one.
pub async fn in_words(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let reads = request.headers().get(ACCEPT).and_then(|v| v.to_str().ok()).is_some_and(|accept| accept.contains("text/html"));
    let locale = request.extensions().get::<RequestInfo>().map(|info| info.locale).unwrap_or_default();
    let response = next.run(request).await;
    let is_page = response.headers().get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).is_some_and(|kind| kind.starts_with("text/html"));
    if !reads || is_page || response.status().as_u16() < 400 || path.starts_with("/api/") {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, 64 * 1024).await.unwrap_or_default();
    let error = serde_json::from_slice::<Told>(&bytes).map_or_else(|_| server::http::error_of(parts.status, &path), |told| told.data);
    parts.headers.remove(CONTENT_TYPE);
    parts.headers.remove(CONTENT_LENGTH);
    (parts.status, parts.headers, Html(page(locale, parts.status, &error))).into_response()
}

fn page(locale: Locale, status: StatusCode, error: &Error) -> String {
    with_locale(locale, || {
        document(
            Head { title: title(), ..Head::small() },
            rsx! {
                main { class: "w-public w-capture", id: "content", tabindex: "-1",
                    h1 { {title()} }
                    p { role: "alert", {error.to_string()} }
                    if status == StatusCode::TOO_MANY_REQUESTS { p { {busy()} } } else { p { {kept()} } }
                }
            },
        )
    })
}
