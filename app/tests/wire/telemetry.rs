//! What collectors are told, by servers that speak their protocols: spans over OTLP, faults to Sentry. And that a
//! collector which hangs holds nobody up.

use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::{Json, Router};
use serde_json::Value;
use server::testing::TestApp;
use shared::access::BuiltinRole;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tracing_subscriber::layer::SubscriberExt;

use super::client::{Call, Credential, Wire};

type Asked = (String, HeaderMap, Bytes);

/// A collector on a port of its own, and what it is sent.
async fn collector() -> (String, UnboundedReceiver<Asked>) {
    async fn take(State(tell): State<UnboundedSender<Asked>>, uri: Uri, headers: HeaderMap, body: Bytes) -> Json<Value> {
        // the test may be over
        let _ = tell.send((uri.path().to_owned(), headers, body));
        Json(serde_json::json!({}))
    }
    let (tell, told) = unbounded_channel();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, Router::new().fallback(take).with_state(tell)).await });
    (address.to_string(), told)
}

async fn next(told: &mut UnboundedReceiver<Asked>) -> Asked {
    tokio::time::timeout(Duration::from_secs(20), told.recv()).await.expect("it is told in time").expect("the collector is there")
}

fn attribute<'a>(span: &'a Value, name: &str) -> &'a Value {
    let list = span["attributes"].as_array().expect("attributes");
    list.iter().find(|a| a["key"] == name).map_or(&Value::Null, |a| &a["value"])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_a_span_below_the_one_its_header_names_and_says_nothing_of_people() {
    let (address, mut told) = collector().await;
    let wire = Wire::on(TestApp::configured(|config| config.otlp_endpoint = Some(format!("http://{address}/"))).await);
    let owner = wire.test.org().person(BuiltinRole::Owner).clone();
    let Credential::Cookie(token) = wire.login(0, BuiltinRole::Owner).await else { panic!("a cookie") };
    let reply = wire
        .get_with(
            "/api/v1/leads?search=Okafor",
            &[
                ("cookie", &format!("tailboard={token}")),
                ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
                ("user-agent", "Curious/1.0"),
            ],
        )
        .await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    let (path, headers, body) = next(&mut told).await;
    assert_eq!((path.as_str(), headers["content-type"].to_str().expect("ascii")), ("/v1/traces", "application/json"));
    let sent: Value = serde_json::from_slice(&body).expect("OTLP in JSON");
    let spans = &sent["resourceSpans"][0];
    assert!(spans["resource"].to_string().contains("tailboard"));
    let span = &spans["scopeSpans"][0]["spans"][0];
    assert_eq!(span["name"], "GET /api/v1/leads");
    assert_eq!(
        (span["traceId"].as_str(), span["parentSpanId"].as_str()),
        (Some("0af7651916cd43dd8448eb211c80319c"), Some("b7ad6b7169203331"))
    );
    assert_eq!(attribute(span, "http.route")["stringValue"], "/api/v1/leads");
    assert_eq!(
        attribute(span, "http.response.status_code")["intValue"]
            .as_str()
            .map_or(attribute(span, "http.response.status_code")["intValue"].as_i64(), |n| n.parse().ok()),
        Some(200)
    );
    assert_eq!(attribute(span, "tailboard.request")["stringValue"].as_str(), reply.headers["x-request-id"].to_str().ok());
    assert_eq!(attribute(span, "tailboard.organization")["stringValue"], wire.test.org().id.to_string());
    let own = format!("00-0af7651916cd43dd8448eb211c80319c-{}-01", span["spanId"].as_str().unwrap_or_default());
    assert_eq!(reply.headers["traceparent"].to_str().ok(), Some(own.as_str()), "whoever asked can go on from it");
    let text = String::from_utf8_lossy(&body);
    for private in ["Okafor", &token, &owner.email, &owner.name, "Curious"] {
        assert!(!text.contains(private), "a span gives away {private}");
    }
}

#[tokio::test]
async fn faults_and_crashes_of_clients_reach_sentry_without_what_is_about_people() {
    let (address, mut told) = collector().await;
    let wire = Wire::on(TestApp::configured(|config| config.sentry_dsn = Some(format!("http://public@{address}/42").into())).await);
    assert_eq!(wire.test.app.config().check(), Ok(()));
    let _kept = tracing::subscriber::set_default(tracing_subscriber::registry().with(wire.test.app.config().reports()));
    let owner = wire.test.org().person(BuiltinRole::Owner).clone();
    let credential = wire.login(0, BuiltinRole::Owner).await;
    let Credential::Cookie(token) = &credential else { panic!("a cookie") };
    // a route of our own: server functions answer on threads that this layer does not hear
    let mut conn = wire.test.owner_connection().await;
    sqlx::query("alter table jobs rename to jobs_away").execute(&mut conn).await.expect("renamed");
    let call =
        Call { method: "GET", path: "/api/v1/jobs.csv?search=Okafor".into(), credential: Some(credential.clone()), ..Call::default() };
    let faulty = wire.call(&call).await;
    assert_eq!(faulty.status, 500);

    let (path, headers, body) = next(&mut told).await;
    assert_eq!(path, "/api/42/envelope/");
    assert!(headers["x-sentry-auth"].to_str().expect("ascii").contains("sentry_key=public"));
    let envelope = sentry_types::protocol::v7::Envelope::from_slice(&body).expect("an envelope");
    let event = envelope.event().expect("an event");
    assert_eq!(event.exception.values[0].ty, "internal error");
    assert!(event.exception.values[0].value.as_deref().is_some_and(|cause| cause.contains("jobs")), "{event:?}");
    assert_eq!(event.tags.get("request.id").map(String::as_str), faulty.headers["x-request-id"].to_str().ok());
    assert_eq!(event.tags.get("http.route").map(String::as_str), Some("/api/v1/jobs.csv"));
    assert!(event.tags.get("incident").is_some_and(|incident| faulty.whole().contains(incident.as_str())));
    assert!(event.user.is_none() && event.request.is_none() && event.server_name.is_none());

    let crash = format!("panicked at board.rs:12: no card for {} at /app/leads?search=Okafor", owner.email);
    let sent = wire.send_raw("POST", "/api/v1/crash-reports", None, "text/plain", crash.into_bytes()).await;
    assert_eq!(sent.status, 204);
    let (_, _, second) = next(&mut told).await;
    let envelope = sentry_types::protocol::v7::Envelope::from_slice(&second).expect("an envelope");
    let event = envelope.event().expect("an event");
    assert_eq!(event.exception.values[0].ty, "a browser client crashed");
    assert!(event.exception.values[0].value.as_deref().is_some_and(|said| said.contains("board.rs:12")), "{event:?}");
    for body in [body, second] {
        let text = String::from_utf8_lossy(&body).into_owned();
        for private in ["Okafor", token.as_str(), &owner.email, &owner.name] {
            assert!(!text.contains(private), "a report gives away {private}: {text}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collector_that_hangs_slows_nothing_and_what_is_too_much_is_dropped_and_counted() {
    // takes connections and never answers
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let quiet = Wire::new().await;
    let wire = Wire::on(
        TestApp::configured(|config| {
            config.otlp_endpoint = Some(format!("http://{address}"));
            config.metrics_token = Some("four-stout-horses".to_owned().into());
        })
        .await,
    );
    let took = async |wire: &Wire, many: usize| {
        let begun = Instant::now();
        for _ in 0..many {
            assert_eq!(wire.get_with("/healthz", &[]).await.status, 200);
        }
        begun.elapsed()
    };
    took(&quiet, 50).await;
    let (without, with) = (took(&quiet, 2600).await, took(&wire, 2600).await);
    assert!(with < without * 4 + Duration::from_secs(1), "{with:?} instead of {without:?}");
    let metrics = wire.get_with("/metrics", &[("authorization", "Bearer four-stout-horses")]).await.whole();
    let dropped =
        metrics.lines().find(|line| line.starts_with("tailboard_telemetry_total") && line.contains("dropped") && line.contains("otlp"));
    let dropped = dropped.and_then(|line| line.rsplit(' ').next()?.parse::<f64>().ok());
    assert!(dropped.is_some_and(|n| n >= 200.0), "{dropped:?} in\n{metrics}");
    drop(listener);
}
