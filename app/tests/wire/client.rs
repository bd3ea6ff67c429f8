//! A client inside the process: the whole router with its layers on a database of its own.

use axum::Router;
use axum::body::Body;
use http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use server::testing::TestApp;
use shared::access::BuiltinRole;
use tower::ServiceExt;

/// The router on a test application, and a session for everybody.
pub struct Wire {
    pub test: TestApp,
    router: Router,
}

/// What was answered.
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Reply {
    /// The start of the body, for complaints.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).chars().take(200).collect()
    }

    /// Whether the body is an error as every error looks.
    pub fn has_error_shape(&self) -> bool {
        let Ok(value) = serde_json::from_slice::<serde_json::Value>(&self.bytes) else { return false };
        value["message"].is_string()
            && value["code"].as_u64() == Some(self.status.as_u16().into())
            && serde_json::from_value::<shared::Error>(value["data"].clone()).is_ok()
    }
}

impl Wire {
    pub async fn new() -> Self {
        let test = TestApp::new().await;
        let metrics = metrics_exporter_prometheus::PrometheusBuilder::new().build_recorder().handle();
        let router = app::router::router(test.app.clone(), metrics);
        Self { test, router }
    }

    /// Sends JSON as our own clients do.
    pub async fn send(&self, method: &str, path: &str, role: Option<BuiltinRole>, body: Option<serde_json::Value>) -> Reply {
        match body {
            Some(body) => self.send_raw(method, path, role, "application/json", body.to_string().into_bytes()).await,
            None => {
                self.request(
                    self.start(method, path, role).await.header("x-request-client", "test").body(Body::empty()).expect("a request"),
                )
                .await
            }
        }
    }

    /// Sends bytes under a content type.
    pub async fn send_raw(&self, method: &str, path: &str, role: Option<BuiltinRole>, content_type: &str, body: Vec<u8>) -> Reply {
        let request = self
            .start(method, path, role)
            .await
            .header("x-request-client", "test")
            .header("content-type", content_type)
            .body(Body::from(body));
        self.request(request.expect("a request")).await
    }

    /// Sends what a form on another site would.
    pub async fn send_from_elsewhere(&self, method: &str, path: &str, role: BuiltinRole) -> Reply {
        let request = self
            .start(method, path, Some(role))
            .await
            .header("sec-fetch-site", "cross-site")
            .header("content-type", "text/plain")
            .body(Body::from("{}"));
        self.request(request.expect("a request")).await
    }

    async fn start(&self, method: &str, path: &str, role: Option<BuiltinRole>) -> http::request::Builder {
        let builder = Request::builder().method(method).uri(path).header("host", "127.0.0.1:8080");
        match role {
            Some(role) => builder.header("cookie", format!("tailboard={}", self.test.session(self.test.org(), role).await)),
            None => builder,
        }
    }

    async fn request(&self, request: Request<Body>) -> Reply {
        let response = self.router.clone().oneshot(request).await.expect("the router answers");
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("a whole body").to_bytes().to_vec();
        Reply { status: parts.status, headers: parts.headers, bytes }
    }
}
