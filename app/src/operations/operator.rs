//! The operator's page: how the installation does, for whoever runs it rather than for an organization in it. It is
//! open to this machine, and to whoever knows the token that reads the metrics.

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use dioxus::prelude::*;
use server::App;
use server::config::Config;
use server::crypto::constant_time_eq;
use server::cx::{Refused, Visitor};

use super::charts::{Board, Summary, Taken};
use super::operator_text as text;
use crate::public::layout::{Head, document_of};
use crate::ui::*;

const COOKIE: &str = "tailboard_operator";
/// A working day.
const LASTS: u64 = 12 * 3600;

/// The routes of the page.
pub fn routes() -> Router<App> {
    Router::new().route("/operator", get(show).post(enter))
}

/// Whether a request may see what concerns the whole installation: it comes from this machine itself and from nobody
/// through it, or knows the token.
pub fn may_see(config: &Config, request: &Request) -> bool {
    let headers = request.headers();
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let bearer = text(header::AUTHORIZATION).strip_prefix("Bearer ").unwrap_or_default();
    is_local(config, request) || config.is_metrics_token(bearer) || is_known(config, headers)
}

fn is_local(config: &Config, request: &Request) -> bool {
    let headers = request.headers();
    let passed_on = ["x-forwarded-for", "forwarded", "x-real-ip"].iter().any(|name| headers.contains_key(*name));
    let host = headers.get(header::HOST).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    // a page elsewhere may let its name lead here: the name must be this machine's own
    let named = name == "localhost" || name.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback());
    let peer = request.extensions().get::<ConnectInfo<std::net::SocketAddr>>();
    peer.is_some_and(|peer| peer.0.ip().is_loopback()) && named && !passed_on && !config.trust_proxy
}

fn cookie_name(config: &Config) -> String {
    server::cx::secure_cookie(config.is_https(), COOKIE)
}

fn is_known(config: &Config, headers: &HeaderMap) -> bool {
    let jar = axum_extra::extract::CookieJar::from_headers(headers);
    match (config.metrics_proof(), jar.get(&cookie_name(config))) {
        (Some(proof), Some(given)) => constant_time_eq(proof.as_bytes(), given.value().as_bytes()),
        _ => false,
    }
}

async fn show(State(app): State<App>, request: Request) -> Response {
    if may_see(app.config(), &request) {
        return board(&app);
    }
    if app.config().metrics_token.is_none() {
        return Refused(shared::Error::NotFound).into_response();
    }
    ask(StatusCode::OK, false)
}

#[derive(serde::Deserialize)]
struct Given {
    token: String,
}

async fn enter(visitor: Visitor, Form(given): Form<Given>) -> Result<Response, Refused> {
    let ip = visitor.request.ip.map(|ip| ip.to_string()).unwrap_or_default();
    visitor.app.rate(&format!("operator:{ip}"), 10, std::time::Duration::from_secs(900)).await?;
    let config = visitor.app.config();
    let Some(proof) = config.metrics_proof().filter(|_| config.is_metrics_token(&given.token)) else {
        return Ok(ask(StatusCode::FORBIDDEN, true));
    };
    let secure = if config.is_https() { "; Secure" } else { "" };
    let cookie = format!("{}={proof}; Path=/operator; HttpOnly; SameSite=Strict; Max-Age={LASTS}{secure}", cookie_name(config));
    let mut response = Redirect::to("/operator").into_response();
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

fn head(script: Option<&str>) -> Head {
    Head { title: text::title(), script: script.map(str::to_string), ..Default::default() }
}

fn answer(status: StatusCode, html: String) -> Response {
    (status, [(header::CACHE_CONTROL, "no-store")], Html(html)).into_response()
}

/// Asks for the token.
fn ask(status: StatusCode, wrong: bool) -> Response {
    let html = document_of(head(None), move || {
        rsx! {
            main { id: "content", class: "w-auth", tabindex: "-1",
                form { class: "w-auth-card", method: "post", action: "/operator",
                    h1 { {text::title()} }
                    p { class: "muted", {text::ask()} }
                    TextInput {
                        label: text::token(),
                        name: "token",
                        kind: InputKind::Password,
                        required: true,
                        error: wrong.then(text::wrong),
                    }
                    Button { kind: ButtonKind::Submit, variant: ButtonVariant::Primary, {text::enter()} }
                }
            }
        }
    });
    answer(status, html)
}

fn board(app: &App) -> Response {
    let past: Vec<Taken> = app.meter().past().into_iter().map(Taken).collect();
    let html = document_of(head(Some("/assets/refresh.js")), move || {
        rsx! {
            main { id: "content", class: "public-page docs", tabindex: "-1",
                div { class: "row spread wrap",
                    div { class: "stack gap-1",
                        h1 { {text::title()} }
                        p { class: "muted", {text::lead()} }
                    }
                    button { class: "w-btn", id: "pause", r#type: "button", hidden: true, aria_pressed: "false", "data-pressed": text::go_on(), {text::pause()} }
                }
                div { id: "live", class: "stack gap-4", "data-every": server::meter::EVERY.as_millis().to_string(),
                    if past.is_empty() {
                        EmptyState { icon: IconName::Clock, title: text::empty() }
                    } else {
                        Summary { past: past.clone() }
                        Board { past }
                    }
                }
            }
        }
    });
    answer(StatusCode::OK, html)
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use axum::body::Body;
    use server::testing::TestApp;
    use tower::ServiceExt;

    use super::*;

    struct Asked {
        from: &'static str,
        host: &'static str,
        header: Option<(&'static str, String)>,
        body: Option<&'static str>,
    }

    impl Default for Asked {
        fn default() -> Self {
            Self { from: "203.0.113.7:5000", host: "tailboard.example", header: None, body: None }
        }
    }

    async fn ask(app: &App, asked: Asked) -> (StatusCode, String, String) {
        let metrics = metrics_exporter_prometheus::PrometheusBuilder::new().build_recorder().handle();
        let mut request = axum::http::Request::builder().uri("/operator").header("host", asked.host).header("x-request-client", "test");
        if let Some((name, value)) = asked.header {
            request = request.header(name, value);
        }
        if asked.body.is_some() {
            request = request.method("POST").header("content-type", "application/x-www-form-urlencoded");
        }
        let mut request = request.body(Body::from(asked.body.unwrap_or_default())).expect("a request");
        request.extensions_mut().insert(ConnectInfo(asked.from.parse::<SocketAddr>().expect("an address")));
        let response = crate::router::router(app.clone(), metrics).oneshot(request).await.expect("an answer");
        let cookie = response.headers().get("set-cookie").and_then(|v| v.to_str().ok()).unwrap_or_default().to_string();
        let status = response.status();
        let bytes = axum::body::to_bytes(response.into_body(), 1 << 20).await.expect("a body");
        (status, cookie, String::from_utf8_lossy(&bytes).into_owned())
    }

    #[tokio::test]
    async fn the_installation_shows_to_this_machine_and_to_who_knows_the_token() {
        let t = TestApp::new().await;
        let here = || Asked { from: "127.0.0.1:5000", host: "127.0.0.1:8080", ..Asked::default() };
        let (status, _, page) = ask(&t.app, here()).await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains("The first figures come"), "it says what is to come: {page}");
        // other machines, a page elsewhere whose name leads here, and who comes through a proxy
        let passed = Some(("x-forwarded-for", "198.51.100.1".to_string()));
        for stranger in [Asked::default(), Asked { host: "evil.example", ..here() }, Asked { header: passed, ..here() }] {
            assert_eq!(ask(&t.app, stranger).await.0, StatusCode::NOT_FOUND);
        }

        let t = TestApp::with_metrics_token("four-stout-horses").await;
        let (status, _, page) = ask(&t.app, Asked::default()).await;
        assert_eq!((status, page.contains("type=\"password\"")), (StatusCode::OK, true), "{page}");
        let (status, cookie, _) = ask(&t.app, Asked { body: Some("token=three-horses"), ..Asked::default() }).await;
        assert_eq!((status, cookie.as_str()), (StatusCode::FORBIDDEN, ""));
        let (status, cookie, _) = ask(&t.app, Asked { body: Some("token=four-stout-horses"), ..Asked::default() }).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert!(cookie.contains("HttpOnly; SameSite=Strict") && !cookie.contains("horses"), "{cookie}");
        let known = Some(("cookie", cookie.split(';').next().unwrap_or_default().to_string()));
        assert!(ask(&t.app, Asked { header: known, ..Asked::default() }).await.2.contains("The first figures come"));
        let forged = Some(("cookie", format!("{COOKIE}={}", "0".repeat(64))));
        assert!(!ask(&t.app, Asked { header: forged, ..Asked::default() }).await.2.contains("The first figures come"));
        let mut last = StatusCode::OK;
        for _ in 0..12 {
            last = ask(&t.app, Asked { body: Some("token=guess"), ..Asked::default() }).await.0;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS, "guesses are counted");
    }
}
