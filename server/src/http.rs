//! What every response shares: the error shape, request ids, security headers, the origin check, metrics.

use std::net::{IpAddr, SocketAddr};
use std::time::Instant;

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{HeaderMap, Method, StatusCode};
use shared::Error;
use shared::text::Locale;
use uuid::Uuid;

use crate::app::App;
use crate::cx::RequestInfo;
use crate::telemetry::Answered;

/// The body every error has: the shape typed server functions send theirs in.
#[derive(serde::Serialize)]
struct Shape<'a> {
    message: String,
    code: u16,
    data: &'a Error,
}

/// An error as a response.
pub fn error_response(error: &Error) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let body = serde_json::to_string(&Shape { message: error.to_string(), code: status.as_u16(), data: error }).unwrap_or_default();
    let mut response = (status, [(CONTENT_TYPE, HeaderValue::from_static("application/json"))], body).into_response();
    if let Error::TooMany { retry_after_seconds } | Error::Unavailable { retry_after_seconds } = error {
        response.headers_mut().insert(http::header::RETRY_AFTER, HeaderValue::from(*retry_after_seconds));
    }
    response
}

/// Gives each request its id, its origin and the application; logs and counts it when it is answered.
pub async fn accompany(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let info = request_info(&app, &request);
    let id = info.id.clone();
    let method = request.method().clone();
    let path = request.extensions().get::<MatchedPath>().map(|m| m.as_str().to_string()).unwrap_or_else(|| "unmatched".into());
    request.extensions_mut().insert(app.clone());
    request.extensions_mut().insert(info);
    request.extensions_mut().insert(crate::cx::BodyHash::default());
    let asker = crate::cx::Asker::default();
    request.extensions_mut().insert(asker.clone());
    let traced = app.spans().map(|spans| spans.begin(request.headers()));
    let trace = traced.as_ref().map(|traced| tracing::field::display(traced.trace()));
    let span = tracing::info_span!("request", request.id = %id, http.route = path, trace.id = trace);
    let mut response = say_when(tracing::Instrument::instrument(next.run(request), span).await).await;
    let status = response.status().as_u16();
    let elapsed = started.elapsed();
    app.meter().count(status, elapsed);
    let named = known_method(&method);
    metrics::counter!("tailboard_requests_total", "method" => named, "path" => path.clone(), "status" => status.to_string()).increment(1);
    metrics::histogram!("tailboard_request_seconds", "method" => named, "path" => path.clone()).record(elapsed.as_secs_f64());
    let (org, actor) = asker.0.get().map(|(org, actor)| (org.0, *actor)).unzip();
    if let Some(traced) = traced {
        if let Ok(value) = HeaderValue::from_str(&traced.traceparent()) {
            response.headers_mut().insert("traceparent", value);
        }
        traced.end(&Answered { method: method.as_str(), route: &path, status, request: &id, org });
    }
    if matches!(status, 401 | 403 | 429) {
        tracing::info!(request.id = %id, http.method = %method, http.route = path, http.status = status, org = org.map(tracing::field::display), actor = actor.flatten().map(tracing::field::display), "refused");
    }
    tracing::debug!(request.id = %id, http.method = %method, http.route = path, http.status = status, elapsed_ms = elapsed.as_millis() as u64, "answered");
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}

/// A method by its name; those nobody knows count as one, or whoever makes some up would fill the memory with counters.
fn known_method(method: &Method) -> &'static str {
    ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"].into_iter().find(|known| *known == method.as_str()).unwrap_or("other")
}

/// Adds `Retry-After` (RFC 9110 §10.2.3) where a server function's error says when to come back: its body is all they write.
async fn say_when(response: Response) -> Response {
    let busy = matches!(response.status(), StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE);
    if !busy || response.headers().contains_key(http::header::RETRY_AFTER) {
        return response;
    }
    #[derive(serde::Deserialize)]
    struct Told {
        data: Error,
    }
    let (mut parts, body) = response.into_parts();
    let body = axum::body::to_bytes(body, 64 * 1024).await.unwrap_or_default();
    if let Ok(Told { data: Error::TooMany { retry_after_seconds } | Error::Unavailable { retry_after_seconds } }) =
        serde_json::from_slice(&body)
    {
        parts.headers.insert(http::header::RETRY_AFTER, HeaderValue::from(retry_after_seconds));
    }
    Response::from_parts(parts, axum::body::Body::from(body))
}

fn request_info(app: &App, request: &Request) -> RequestInfo {
    let headers = request.headers();
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok()).map(str::trim).filter(|v| !v.is_empty());
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let ip = if app.config().trust_proxy {
        // the proxy writes at the end, be it of the line or in a line of its own: what stands before may be the asker's
        let last = headers.get_all("x-forwarded-for").iter().next_back().and_then(|line| line.to_str().ok());
        last.and_then(|line| line.split(',').next_back()).and_then(|ip| ip.trim().parse::<IpAddr>().ok()).or(peer)
    } else {
        peer
    };
    let given = text("x-request-id").filter(|id| id.len() <= 64 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
    let cookie_locale = axum_extra::extract::CookieJar::from_headers(headers)
        .get(&crate::cx::host_cookie(app.config().is_https(), crate::cx::LANGUAGE))
        .map(|c| Locale::from_tag(c.value()));
    RequestInfo {
        id: given.map(str::to_string).unwrap_or_else(|| Uuid::now_v7().simple().to_string()),
        ip,
        user_agent: text("user-agent").map(|ua| ua.chars().take(300).collect()).unwrap_or_default(),
        device: text("x-device").map(|d| d.chars().filter(|c| !c.is_control()).take(80).collect()),
        locale: cookie_locale.unwrap_or_else(|| text("accept-language").map(Locale::from_accept_language).unwrap_or_default()),
        command: None,
    }
}

const CSP: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Security headers on every response.
pub async fn harden(State(app): State<App>, request: Request, next: Next) -> Response {
    let api = request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut set = |name: &'static str, value: &'static str| {
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    };
    set("content-security-policy", CSP);
    set("x-content-type-options", "nosniff");
    set("x-frame-options", "DENY");
    set("referrer-policy", "no-referrer");
    set("cross-origin-opener-policy", "same-origin");
    set("cross-origin-resource-policy", "same-origin");
    set("permissions-policy", "camera=(self), microphone=(self), geolocation=(self), payment=(), usb=()");
    if api {
        set("cache-control", "no-store");
    }
    if app.config().is_https() {
        set("strict-transport-security", "max-age=31536000; includeSubDomains");
    }
    response
}

/// Refuses writes that another site caused: they need our request header, a same-origin `Sec-Fetch-Site`, or a
/// matching `Origin`. Programs with an API key carry no cookies and are let through.
pub async fn same_origin(request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) || is_ours(request.headers()) {
        return next.run(request).await;
    }
    error_response(&Error::Forbidden { missing: "same_origin".into() })
}

/// Refuses addresses that are no text once their escapes are read: what reads them further in would panic.
pub async fn readable(request: Request, next: Next) -> Response {
    let uri = request.uri();
    if is_text(uri.path()) && uri.query().is_none_or(is_text) {
        return next.run(request).await;
    }
    error_response(&Error::Malformed { reason: "the address is not UTF-8".into() })
}

/// Whether the escapes of a part of an address make UTF-8; a % that begins no escape stands for itself.
fn is_text(part: &str) -> bool {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let escape = (*first == b'%').then(|| tail.get(..2)).flatten().and_then(|hex| std::str::from_utf8(hex).ok());
        match escape.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    std::str::from_utf8(&bytes).is_ok()
}

fn is_ours(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    if text("authorization").is_some_and(|v| v.starts_with("Bearer ")) || text("x-request-client").is_some() {
        return true;
    }
    match text("sec-fetch-site") {
        Some(site) => matches!(site, "same-origin" | "none"),
        None => match (text("origin"), text("host")) {
            (Some(origin), Some(host)) => origin.split("://").nth(1) == Some(host),
            _ => false,
        },
    }
}

/// Turns plain-text refusals under `/api` (bad path parameters, unknown paths, wrong methods) into the one shape.
pub async fn one_shape(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_string();
    let response = next.run(request).await;
    if !path.starts_with("/api/") || response.status().as_u16() < 400 {
        return response;
    }
    let is_json = response.headers().get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).is_some_and(|v| v.starts_with("application/json"));
    if is_json {
        return if response.status() == StatusCode::INTERNAL_SERVER_ERROR { reshaped(response).await } else { response };
    }
    let status = response.status();
    let error = error_of(status, &path);
    let allow = response.headers().get(http::header::ALLOW).cloned();
    let mut shaped = error_response(&error);
    *shaped.status_mut() = status;
    if let Some(allow) = allow {
        shaped.headers_mut().insert(http::header::ALLOW, allow);
    }
    shaped
}

/// The error behind a refusal in plain text, as the routes' own checks answer.
pub fn error_of(status: StatusCode, path: &str) -> Error {
    match status.as_u16() {
        401 => Error::Unauthenticated,
        403 => Error::Forbidden { missing: "unknown".into() },
        404 => Error::NotFound,
        413 => Error::TooLarge { limit_bytes: 0 },
        415 => Error::UnsupportedType { expected: "application/json".into() },
        400..=499 => Error::Malformed { reason: status.canonical_reason().unwrap_or("bad request").to_lowercase() },
        _ => Error::internal(&format!("{status} on {path}")),
    }
}

/// What the function layer answers in a shape of its own.
#[derive(serde::Deserialize)]
struct Foreign {
    error: String,
}

/// The function layer takes a query parameter of the wrong type for a fault of the server: it is the asker's.
async fn reshaped(response: Response) -> Response {
    let (parts, body) = response.into_parts();
    let Ok(bytes) = axum::body::to_bytes(body, 64 * 1024).await else {
        return error_response(&Error::internal(&"the body of an error broke off"));
    };
    match serde_json::from_slice::<Foreign>(&bytes) {
        Ok(foreign) => match foreign.error.strip_prefix("error deserializing server function results: ") {
            Some(reason) => error_response(&Error::Malformed { reason: reason.to_string() }),
            None => error_response(&Error::internal(&foreign.error)),
        },
        Err(_) => Response::from_parts(parts, axum::body::Body::from(bytes)),
    }
}

/// `GET /healthz`: the process runs.
pub async fn healthz() -> &'static str {
    "ok"
}

/// `GET /readyz`: the database answers.
pub async fn readyz(State(app): State<App>) -> Response {
    match app.db().ping().await {
        Ok(()) => "ready".into_response(),
        Err(error) => error_response(&error),
    }
}

#[cfg(test)]
mod tests {
    use super::{Method, is_text, known_method};

    #[test]
    fn made_up_methods_make_no_counters() {
        assert_eq!([Method::GET, Method::PATCH, Method::TRACE].map(|method| known_method(&method)), ["GET", "PATCH", "other"]);
        for n in 0..3 {
            let made_up = Method::from_bytes(format!("MADE{n}").as_bytes()).expect("a method");
            assert_eq!(known_method(&made_up), "other");
        }
    }

    #[test]
    fn escapes_must_make_text() {
        for fine in ["", "a=b&c=%C3%A9", "100%", "%zz", "%", "a=%2", "%00"] {
            assert!(is_text(fine), "{fine}");
        }
        for broken in ["%ff", "a=%F0%28%8C%28", "%C3", "%ed%a0%80"] {
            assert!(!is_text(broken), "{broken}");
        }
    }
}
