//! The answer to an address that does not exist.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use dioxus::prelude::*;
use server::RequestInfo;
use shared::text::with_locale;

use super::layout::{Head, document};

shared::catalog_bilingual! {
    title { "Page not found" / "Page introuvable" }
    why { "The address may be mistyped, or the link is no longer valid." / "L'adresse est peut-être erronée, ou le lien n'est plus valide." }
    home { "Go to the start page" / "Aller à la page d'accueil" }
}

/// The page, or the error shape under `/api`.
pub async fn page(request: Request) -> Response {
    if request.uri().path().starts_with("/api/") {
        return server::http::error_response(&shared::Error::NotFound);
    }
    let locale = request.extensions().get::<RequestInfo>().map(|info| info.locale).unwrap_or_default();
    let html = with_locale(locale, || {
        document(
            Head { title: title(), ..Default::default() },
            rsx! {
                main { class: "public-page",
                    h1 { {title()} }
                    p { {why()} }
                    p { a { href: "/", {home()} } }
                }
            },
        )
    });
    (StatusCode::NOT_FOUND, Html(html)).into_response()
}
