//! What is in a tracked mail: its picture, and the way from its button to the page it is about, or from a link in it to
//! where that leads. None sets a cookie, and none learns anything from the request but who seems to ask.

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use dioxus::prelude::*;
use server::App;
use server::cx::{Refused, Visitor};
use server::tracking::{self, Asked};
use shared::text::{Locale, with_locale};
use shared::tracking::HitKind;

use super::text::public as text;
use crate::public::layout::{Head, document};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/t/o/{token}", get(pixel)).route("/t/c/{token}", get(follow))
}

/// One transparent pixel.
const PIXEL: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff\x21\xf9\x04\x01\x00\x00\x00\x00\x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00\x3b";

/// Neither a browser nor a mailbox keeps it, search engines leave it alone, and nobody learns where it was asked from.
fn quiet() -> [(HeaderName, &'static str); 3] {
    [
        (header::CACHE_CONTROL, "private, no-store, max-age=0"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("x-robots-tag"), "noindex"),
    ]
}

fn asked(kind: HitKind, visitor: &Visitor, method: &Method, headers: &HeaderMap) -> Asked {
    let says = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Asked {
        kind,
        user_agent: visitor.request.user_agent.clone(),
        is_head: *method == Method::HEAD,
        purpose: [says("sec-purpose"), says("purpose"), says("x-purpose"), says("x-moz")].join(" "),
    }
}

/// The picture, whatever was asked for and whatever went wrong: a mailbox shows nothing else, and nobody learns which
/// tokens there are. What is to be noted is noted aside, so that it takes no longer for a token there is.
async fn pixel(visitor: Visitor, method: Method, headers: HeaderMap, Path(token): Path<String>) -> Response {
    match tracking::find(&visitor.app, &visitor.request, &token).await {
        Ok(Some(found)) => tracking::note_aside(found, asked(HitKind::Open, &visitor, &method, &headers)),
        Ok(None) => {}
        Err(error) => tracing::debug!(%error, "a picture of a mail was not looked up"),
    }
    let picture = [
        (header::CONTENT_TYPE, "image/gif"),
        // mailboxes show it among their own
        (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ];
    (quiet(), picture, PIXEL).into_response()
}

/// Leads on to what was stored when the mail was written.
async fn follow(visitor: Visitor, method: Method, headers: HeaderMap, Path(token): Path<String>) -> Response {
    match tracking::find(&visitor.app, &visitor.request, &token).await {
        Ok(Some(found)) => {
            // the token of a picture alone leads nowhere
            let Some(target) = found.target.clone() else { return gone(visitor.request.locale) };
            tracking::note_aside(found, asked(HitKind::Click, &visitor, &method, &headers));
            (quiet(), Redirect::to(&target)).into_response()
        }
        Ok(None) => gone(visitor.request.locale),
        Err(error) => Refused(error).into_response(),
    }
}

fn gone(locale: Locale) -> Response {
    let html = with_locale(locale, || {
        document(
            Head { title: text::gone_title(), ..Head::default() },
            rsx! {
                main { class: "public-page", id: "content", tabindex: "-1",
                    h1 { {text::gone_title()} }
                    p { {text::gone_body()} }
                }
            },
        )
    });
    (StatusCode::NOT_FOUND, quiet(), Html(html)).into_response()
}
