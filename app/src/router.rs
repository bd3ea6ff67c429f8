//! The HTTP surface: server functions, the rooms' own routes, public pages, static files, and the layers they share.

use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{any, get, post};
use dioxus_server::{DioxusRouterExt, FullstackState};
use metrics_exporter_prometheus::PrometheusHandle;
use server::cx::{Refused, Visitor};
use server::{App, http as shared_http, live};
use shared::Error;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::timeout::TimeoutLayer;

/// Everything the server answers.
pub fn router(app: App, metrics: PrometheusHandle) -> Router {
    let functions: Router = Router::new().register_server_functions().with_state(FullstackState::headless());
    let kernel = Router::new()
        .route("/healthz", get(shared_http::healthz))
        .route("/readyz", get(shared_http::readyz))
        .route("/metrics", get(move |state: State<App>, request: Request| read_metrics(state, request, metrics.clone())))
        .route("/api/v1/crash-reports", post(take_crash_report))
        .route("/api/v1/openapi.json", get(openapi))
        .route("/api/docs", get(crate::public::docs::page))
        .route("/", get(|| async { Redirect::to("/app") }));
    let timed = functions
        .merge(kernel.with_state(app.clone()))
        .merge(crate::rooms::routes().with_state(app.clone()))
        .merge(crate::dev::routes(app.config().dev).with_state(app.clone()))
        .merge(crate::files::routes(app.config()).with_state(app.clone()))
        .route("/api/{*rest}", any(|| async { Refused(Error::NotFound) }))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, Duration::from_secs(60)));
    // live streams have no end and are not compressed
    let live = Router::new().route("/api/v1/live", get(live::stream)).with_state(app.clone());
    timed
        .layer(
            CompressionLayer::new()
                .quality(tower_http::CompressionLevel::Fastest)
                .compress_when(SizeAbove::new(1024).and(NotForContentType::IMAGES).and(NotForContentType::SSE)),
        )
        .merge(live)
        .fallback(crate::public::missing::page)
        .layer(from_fn(shared_http::same_origin))
        .layer(from_fn(shared_http::readable))
        .layer(from_fn(shared_http::one_shape))
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
            shared_http::error_response(&Error::internal(&"a request panicked"))
        }))
        .layer(from_fn(crate::public::refused::in_words))
        .layer(from_fn_with_state(app.clone(), shared_http::harden))
        .layer(from_fn_with_state(app, shared_http::accompany))
}

async fn openapi(State(app): State<App>) -> Response {
    axum::Json(crate::openapi::document(&app.config().public_url)).into_response()
}

/// Metrics are read from this machine, or from elsewhere with the configured token.
async fn read_metrics(State(app): State<App>, request: Request, metrics: PrometheusHandle) -> Response {
    if !crate::operations::may_see(app.config(), &request) {
        return Refused(Error::NotFound).into_response();
    }
    let (busy, open) = app.db().usage();
    let mut text = metrics.render();
    use std::fmt::Write;
    let _ = write!(text, "tailboard_pool_in_use {busy}\ntailboard_pool_open {open}\ntailboard_live_streams {}\n", app.hub().streams());
    let _ = writeln!(text, "tailboard_statements_prepared_most {}", app.db().prepared());
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}

/// Takes a crash report of a browser client: logged, counted, rate limited, never more than 8 kB.
async fn take_crash_report(visitor: Visitor, headers: HeaderMap, body: axum::body::Body) -> Result<StatusCode, Refused> {
    let ip = visitor.request.ip.map(|ip| ip.to_string()).unwrap_or_default();
    visitor.app.rate(&format!("crash:{ip}"), 30, Duration::from_secs(3600)).await?;
    let bytes = axum::body::to_bytes(body, 8 * 1024).await.map_err(|_| Error::TooLarge { limit_bytes: 8 * 1024 })?;
    let text: String = String::from_utf8_lossy(&bytes).chars().filter(|c| !c.is_control() || *c == '\n').collect();
    let agent = headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    tracing::error!(user_agent = agent, report = text, "a browser client crashed");
    Ok(StatusCode::NO_CONTENT)
}
