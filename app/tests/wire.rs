//! The wire, by list: every registered function against everyone who must not pass and everything that is no request.
//! A function that is missing from the catalogue fails here, so that none goes untested.
#![cfg(feature = "server")]

mod wire {
    pub mod client;
    pub mod sample;

    pub mod atlas;
    pub mod bodies;
    pub mod stock;
    pub mod watch;
    pub mod world;

    mod abuse;
    mod atomic;
    mod borders;
    pub mod counts;
    mod doors;
    mod former;
    mod forms;
    mod isolation;
    mod links;
    mod listening;
    mod mails;
    mod mutants;
    mod neighbours;
    mod once;
    mod operator;
    mod papers;
    pub mod parties;
    mod plain;
    mod plans;
    mod probes;
    mod repeats;
    mod replicas;
    mod sendings;
    mod shut_out;
    mod stale;
    mod stirs;
    mod streams;
    mod telemetry;
    mod timing;
    mod tokens;
    mod values;
}

use std::collections::BTreeSet;

use app::api::catalogue::{Endpoint, Needs};
use http::StatusCode;
use shared::access::BuiltinRole;
use wire::client::{Reply, Wire};
use wire::sample::{body, path};

/// Endpoints that stream or take raw bytes: their own tests cover them.
const RAW: &[&str] = &["/api/v1/live", "/api/v1/crash-reports", "/api/v1/media/{id}/content"];

fn functions() -> Vec<Endpoint> {
    app::endpoints::all().into_iter().filter(|e| !RAW.contains(&e.path)).collect()
}

/// `{anything}` and query templates aside, the way a path is matched.
fn shape(path: &str) -> String {
    path.split('?')
        .next()
        .unwrap_or(path)
        .split('/')
        .map(|part| if part.starts_with('{') { "{}" } else { part })
        .collect::<Vec<_>>()
        .join("/")
}

#[test]
fn every_registered_function_is_in_the_catalogue() {
    let listed: BTreeSet<String> = app::endpoints::all().iter().map(|e| format!("{} {}", e.method, shape(e.path))).collect();
    let missing: Vec<String> = dioxus_server::ServerFunction::collect()
        .iter()
        .map(|f| format!("{} {}", f.method(), shape(f.path())))
        .filter(|name| !listed.contains(name))
        .collect();
    assert!(missing.is_empty(), "registered but not in a room's endpoints(): {missing:#?}");
}

#[test]
fn no_endpoint_is_listed_twice() {
    let mut seen = BTreeSet::new();
    for endpoint in app::endpoints::all() {
        assert!(
            seen.insert(format!("{} {}", endpoint.method, shape(endpoint.path))),
            "{} {} is listed twice",
            endpoint.method,
            endpoint.path
        );
    }
}

/// Sends a list of requests and complains of all that answered wrongly, together.
fn complain(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "{} wrong answers:\n{}", wrong.len(), wrong.join("\n"));
}

fn check(wrong: &mut Vec<String>, what: &str, endpoint: &Endpoint, reply: &Reply, expected: &[StatusCode]) {
    if !expected.contains(&reply.status) || !reply.has_error_shape() {
        wrong.push(format!("{what}: {} {} answered {} {}", endpoint.method, endpoint.path, reply.status, reply.text()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_without_a_login_passes() {
    let wire = Wire::new().await;
    let mut wrong = Vec::new();
    for endpoint in functions().iter().filter(|e| e.needs != Needs::Public) {
        let reply = wire.send(endpoint.method, &path(endpoint), None, body(endpoint)).await;
        check(&mut wrong, "anonymous", endpoint, &reply, &[StatusCode::UNAUTHORIZED]);
    }
    complain(wrong);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_without_the_right_is_refused() {
    let wire = Wire::new().await;
    let mut wrong = Vec::new();
    for endpoint in functions() {
        let Needs::Right(action) = endpoint.needs else { continue };
        for role in BuiltinRole::ALL.iter().filter(|role| !role.access().may(action)) {
            let reply = wire.send(endpoint.method, &path(&endpoint), Some(*role), body(&endpoint)).await;
            check(&mut wrong, role.key(), &endpoint, &reply, &[StatusCode::FORBIDDEN]);
        }
    }
    complain(wrong);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_that_is_not_ours_is_not_found() {
    let wire = Wire::new().await;
    let mut wrong = Vec::new();
    for endpoint in functions().iter().filter(|e| e.path.contains("{id}") && matches!(e.needs, Needs::Right(_))) {
        let reply = wire.send(endpoint.method, &path(endpoint), Some(BuiltinRole::Owner), body(endpoint)).await;
        // a check of the body may come before the look for the record
        check(&mut wrong, "unknown id", endpoint, &reply, &[StatusCode::NOT_FOUND, StatusCode::UNPROCESSABLE_ENTITY]);
    }
    complain(wrong);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_request_is_answered_with_the_right_refusal() {
    let wire = Wire::new().await;
    let mut wrong = Vec::new();
    let owner = Some(BuiltinRole::Owner);
    for endpoint in functions() {
        let path = path(&endpoint);
        if endpoint.path.contains("{id}") {
            let bad = endpoint.path.replace("{id}", "not-an-id").replace("{", "").replace("}", "");
            let reply = wire.send(endpoint.method, &bad, owner, body(&endpoint)).await;
            check(&mut wrong, "bad id", &endpoint, &reply, &[StatusCode::BAD_REQUEST, StatusCode::NOT_FOUND]);
        }
        if endpoint.body.is_none() {
            continue;
        }
        for (what, content_type, bytes, expected) in [
            ("malformed", "application/json", b"{\"a\":".to_vec(), StatusCode::BAD_REQUEST),
            ("not utf-8", "application/json", vec![b'"', 0xff, 0xfe, b'"'], StatusCode::BAD_REQUEST),
            ("deep", "application/json", vec![b'['; 100_000], StatusCode::BAD_REQUEST),
            ("wrong type", "text/plain", b"{}".to_vec(), StatusCode::UNSUPPORTED_MEDIA_TYPE),
            ("oversize", "application/json", vec![b' '; app::api::BODY_LIMIT + 1], StatusCode::PAYLOAD_TOO_LARGE),
        ] {
            let reply = wire.send_raw(endpoint.method, &path, owner, content_type, bytes).await;
            let allowed = if matches!(endpoint.needs, Needs::Customer) {
                vec![expected, StatusCode::FORBIDDEN, StatusCode::UNAUTHORIZED]
            } else {
                vec![expected]
            };
            check(&mut wrong, what, &endpoint, &reply, &allowed);
        }
    }
    complain(wrong);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_text_makes_the_server_fail() {
    let wire = Wire::new().await;
    let mut wrong = Vec::new();
    for endpoint in functions().iter().filter(|e| e.body.is_some()) {
        for text in ["<script>alert(1)</script>", "\u{0}", "' or 1=1 --", "\u{202e}abc", &"x".repeat(20_000), "-9223372036854775808"] {
            let reply =
                wire.send(endpoint.method, &path(endpoint), Some(BuiltinRole::Owner), wire::sample::filled_with(endpoint, text)).await;
            if reply.status.is_server_error() {
                wrong.push(format!("{} {} with {:.20} answered {} {}", endpoint.method, endpoint.path, text, reply.status, reply.text()));
            }
        }
    }
    complain(wrong);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_that_another_site_caused_is_refused() {
    let wire = Wire::new().await;
    let reply = wire.send_from_elsewhere("POST", "/api/v1/leads", BuiltinRole::Owner).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
    assert!(reply.has_error_shape());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_carries_the_security_headers() {
    let wire = Wire::new().await;
    for path in ["/login", "/api/v1/session", "/nowhere", "/api/nowhere"] {
        let reply = wire.send("GET", path, None, None).await;
        for header in ["content-security-policy", "x-content-type-options", "referrer-policy", "x-frame-options", "x-request-id"] {
            assert!(reply.headers.contains_key(header), "{path} lacks {header}");
        }
        let policy = reply.headers["content-security-policy"].to_str().expect("ascii");
        assert!(!policy.contains("'unsafe-eval'") && !policy.contains("script-src 'unsafe-inline'"));
        for shut in ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'", "connect-src 'self'"] {
            assert!(policy.contains(shut), "{path} lacks {shut}: {policy}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_refuses_in_words_and_keeps_what_was_written() {
    let wire = Wire::demo().await;
    let form =
        |n: u32| format!("form_id={}&name=Ana+Lopez&email=ana{n}%40example.ca&origin=Toronto&destination=Ottawa", uuid::Uuid::now_v7());
    let mut last = None;
    for n in 0..12 {
        last = Some(wire.browse("POST", "/capture/northline-moving", None, Some(&form(n))).await);
    }
    let last = last.expect("it was sent");
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(last.whole().contains("Too many attempts") && last.whole().contains("Ana Lopez"), "{}", last.whole());
    for (method, path, sent) in
        [("POST", "/capture/northline-moving", Some("nothing=known")), ("DELETE", "/capture/northline-moving", None)]
    {
        let reply = wire.browse(method, path, None, sent).await;
        assert!(reply.status.is_client_error(), "{method} {path}: {}", reply.status);
        assert!(reply.headers["content-type"].to_str().expect("ascii").starts_with("text/html"), "{method} {path}");
        assert!(reply.whole().contains("This did not work"), "{method} {path}: {}", reply.whole());
    }
    // a program reads JSON or plain text, as before
    assert!(!wire.send("DELETE", "/capture/northline-moving", None, None).await.whole().contains("<html"));
}

#[test]
fn the_list_of_endpoints_is_the_reviewed_one() {
    let mut lines: Vec<String> = app::endpoints::all().iter().map(|e| format!("{:6} {} · {:?}", e.method, e.path, e.needs)).collect();
    lines.sort();
    insta::assert_snapshot!("endpoints", lines.join("\n"));
}

#[test]
fn the_registry_of_events_is_the_reviewed_one() {
    let mut lines: Vec<String> = shared::events::registry().iter().map(|e| format!("{} · {} · {}", e.name, e.entity, e.says)).collect();
    lines.sort();
    let all = lines.len();
    lines.dedup();
    assert_eq!(all, lines.len(), "an event kind is registered twice");
    insta::assert_snapshot!("events", lines.join("\n"));
}

#[test]
fn the_policy_is_the_reviewed_one() {
    let mut table = String::new();
    for action in shared::access::Action::ALL {
        table.push_str(&format!("{:22}", action.key()));
        for role in BuiltinRole::ALL {
            let scope = role.access().scope(*action).map(|s| format!("{s:?}")).unwrap_or_else(|| "-".into());
            table.push_str(&format!(" {}={scope}", role.key()));
        }
        table.push('\n');
    }
    table.push_str(&format!("{:22}", "discount limit, %"));
    for role in BuiltinRole::ALL {
        table.push_str(&format!(" {}={}", role.key(), f64::from(role.access().discount_bp) / 100.0));
    }
    insta::assert_snapshot!("policy", table);
}

#[test]
fn the_openapi_document_is_the_reviewed_one() {
    let document = app::openapi::document("http://127.0.0.1:8080");
    assert_eq!(document["openapi"], "3.1.0");
    insta::assert_snapshot!("openapi", serde_json::to_string_pretty(&document).expect("it is JSON"));
}
