//! A client inside the process: the whole router with its layers on a database of its own.

use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::Body;
use http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use server::drill::{Drill, Plan};
use server::testing::TestApp;
use shared::access::BuiltinRole;
use tower::ServiceExt;

/// What is counted, for all servers of a process as for one.
static METRICS: OnceLock<PrometheusHandle> = OnceLock::new();

/// The router on a test application, and a session for everybody.
pub struct Wire {
    pub test: TestApp,
    router: Router,
    /// The drill every call goes through; calls come one after the other.
    pub drill: Arc<Drill>,
}

/// A request as a party sends it.
#[derive(Clone, Default)]
pub struct Call {
    pub method: &'static str,
    pub path: String,
    pub credential: Option<Credential>,
    pub body: Option<serde_json::Value>,
    /// The `Idempotency-Key`.
    pub key: Option<uuid::Uuid>,
}

/// What shows who asks.
#[derive(Clone, Debug)]
pub enum Credential {
    Cookie(String),
    Key(String),
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

    /// The whole body.
    pub fn whole(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The body as JSON; null if it is none.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.bytes).unwrap_or_default()
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
        Self::on(TestApp::new().await)
    }

    /// The same on the demo: months of work of two organizations.
    pub async fn demo() -> Self {
        Self::on(TestApp::demo().await)
    }

    pub fn on(test: TestApp) -> Self {
        let metrics = METRICS.get_or_init(|| app::figures::install().expect("nobody else records")).clone();
        let drill = Arc::new(Drill::default());
        let router = app::router::router(test.app.drilled(drill.clone()), metrics);
        Self { test, router, drill }
    }

    /// Sends a call while things go wrong as planned.
    pub async fn drilled(&self, plan: Plan, call: &Call) -> Reply {
        self.drill.arm(plan);
        let reply = self.call(call).await;
        // counts stay readable, the plan is over
        self.drill.stand_down();
        reply
    }

    /// The application the drill goes through, for what is no request.
    pub fn drilled_app(&self) -> server::App {
        self.test.app.drilled(self.drill.clone())
    }

    /// The router, for what a call cannot say.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// A fresh session of a member.
    pub async fn login(&self, org: usize, role: BuiltinRole) -> Credential {
        let org = if org == 0 { self.test.org() } else { self.test.other_org() };
        Credential::Cookie(self.test.session(org, role).await)
    }

    /// Another process of the server on the same database.
    pub async fn another_process(&self) -> Router {
        let metrics = PrometheusBuilder::new().build_recorder().handle();
        app::router::router(self.test.another().await, metrics)
    }

    /// Sends a call.
    pub async fn call(&self, call: &Call) -> Reply {
        call_on(self.router.clone(), call).await
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

    /// Opens a page as a browser does, or sends its form.
    pub async fn browse(&self, method: &str, path: &str, credential: Option<&Credential>, form: Option<&str>) -> Reply {
        let mut request = Request::builder().method(method).uri(path).header("host", "127.0.0.1:8080");
        request = request.header("sec-fetch-site", "same-origin").header("accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        if let Some(Credential::Cookie(token)) = credential {
            request = request.header("cookie", format!("tailboard={token}"));
        }
        let request = match form {
            Some(form) => {
                request.header("content-type", "application/x-www-form-urlencoded").body(Body::from(form.to_string())).expect("a request")
            }
            None => request.body(Body::empty()).expect("a request"),
        };
        self.request(request).await
    }

    /// Asks with headers of one's own.
    pub async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Reply {
        let request = Request::builder().uri(path).header("host", "127.0.0.1:8080");
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        self.request(request.body(Body::empty()).expect("a request")).await
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
        answer(self.router.clone(), request).await
    }
}

/// Sends a call to a router.
pub async fn call_on(router: Router, call: &Call) -> Reply {
    let mut request =
        Request::builder().method(call.method).uri(&call.path).header("host", "127.0.0.1:8080").header("x-request-client", "test");
    request = match &call.credential {
        Some(Credential::Cookie(token)) => request.header("cookie", format!("tailboard={token}")),
        Some(Credential::Key(secret)) => request.header("authorization", format!("Bearer {secret}")),
        None => request,
    };
    if let Some(key) = call.key {
        request = request.header("idempotency-key", key.to_string());
    }
    let request = match &call.body {
        Some(body) => request.header("content-type", "application/json").body(Body::from(body.to_string())),
        None => request.body(Body::empty()),
    };
    answer(router, request.expect("a request")).await
}

async fn answer(router: Router, request: Request<Body>) -> Reply {
    let response = router.oneshot(request).await.expect("the router answers");
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.expect("a whole body").to_bytes().to_vec();
    Reply { status: parts.status, headers: parts.headers, bytes }
}
