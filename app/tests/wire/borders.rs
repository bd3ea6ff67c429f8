//! What browsers, proxies and repeated names must not bring about: other sites that read or write, an origin somebody
//! made up, two meanings of one request, answers kept by the wrong cache, files that run, and sessions that stay behind.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use http::{Request, StatusCode};
use server::testing::{PASSWORD, TestApp};
use shared::access::BuiltinRole;
use tower::ServiceExt;
use uuid::Uuid;

use super::client::{Call, Credential, Reply, Wire};
use super::doors::form;

const ELSEWHERE: &str = "https://evil.example";

#[tokio::test(flavor = "multi_thread")]
async fn no_other_site_is_let_in_by_a_browser() {
    let wire = Wire::new().await;
    let token = wire.test.session(wire.test.org(), BuiltinRole::Owner).await;
    let cookie = format!("tailboard={token}");
    for method in ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE"] {
        for path in ["/api/v1/session", "/api/v1/leads", "/api/v1/jobs.csv", "/login", "/capture/nobody", "/healthz", "/nowhere"] {
            let request = Request::builder()
                .method(method)
                .uri(path)
                .header("host", "127.0.0.1:8080")
                .header("origin", ELSEWHERE)
                .header("access-control-request-method", "POST")
                .header("access-control-request-headers", "x-request-client,content-type")
                .header("cookie", &cookie);
            let answer = wire.router().oneshot(request.body(Body::empty()).expect("a request")).await.expect("answers");
            let invited = answer.headers().keys().find(|name| name.as_str().starts_with("access-control-"));
            assert!(invited.is_none(), "{method} {path} answers another site with {invited:?}");
        }
    }
    // what a form or a script may send without asking first
    let before = wire.test.count("leads").await;
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
        for site in [Some("cross-site"), Some("same-site"), None] {
            let mut request = Request::builder()
                .method("POST")
                .uri("/api/v1/leads")
                .header("host", "127.0.0.1:8080")
                .header("origin", ELSEWHERE)
                .header("content-type", kind)
                .header("cookie", &cookie);
            if let Some(site) = site {
                request = request.header("sec-fetch-site", site);
            }
            let answer = wire.router().oneshot(request.body(Body::from(lead(""))).expect("a request")).await.expect("answers");
            assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{kind} from {site:?}");
        }
    }
    assert_eq!(wire.test.count("leads").await, before);
}

/// Where the server says a login came from, which arrived from 10.0.0.9 with these lines of `X-Forwarded-For`.
async fn noted(trust_proxy: bool, lines: &[&str]) -> Option<String> {
    let wire = Wire::on(TestApp::configured(|config| config.trust_proxy = trust_proxy).await);
    let email = wire.test.org().person(BuiltinRole::Owner).email.clone();
    let mut request = Request::builder()
        .method("POST")
        .uri("/login")
        .header("host", "127.0.0.1:8080")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("x-real-ip", "203.0.113.99")
        .header("forwarded", "for=203.0.113.98")
        .extension(ConnectInfo(SocketAddr::from(([10, 0, 0, 9], 4000))));
    for line in lines {
        request = request.header("x-forwarded-for", *line);
    }
    let sent = form(&[("email", email.as_str()), ("password", PASSWORD)]);
    let answer = wire.router().oneshot(request.body(Body::from(sent)).expect("a request")).await.expect("answers");
    assert_eq!(answer.status(), StatusCode::SEE_OTHER, "the login is taken");
    let mut conn = wire.test.owner_connection().await;
    sqlx::query_scalar("select ip from sessions").fetch_one(&mut conn).await.expect("one session")
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_request_comes_from_is_said_by_the_connection_or_by_the_trusted_proxy_alone() {
    let peer = Some("10.0.0.9".to_owned());
    assert_eq!(noted(false, &["192.0.2.33"]).await, peer, "nobody is believed unless the operator says so");
    assert_eq!(noted(true, &[]).await, peer);
    assert_eq!(noted(true, &["192.0.2.33"]).await.as_deref(), Some("192.0.2.33"));
    // what stands before the proxy's own entry, whoever asks may have written
    assert_eq!(noted(true, &["203.0.113.7, 192.0.2.33"]).await.as_deref(), Some("192.0.2.33"));
    assert_eq!(noted(true, &["203.0.113.7", "192.0.2.33"]).await.as_deref(), Some("192.0.2.33"));
    assert_eq!(noted(true, &["192.0.2.33, not an address"]).await, peer, "what cannot be read names nobody else");
}

/// A lead as JSON, with more before its fields.
fn lead(more: &str) -> String {
    format!(r#"{{{more}"name":"Ana Lopez","service_line":"moving","source":"phone","urgency":"medium","notes":""}}"#)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_given_twice_has_no_second_meaning() {
    let wire = Wire::new().await;
    let owner = Some(BuiltinRole::Owner);
    let send = |text: String| wire.send_raw("POST", "/api/v1/leads", owner, "application/json", text.into_bytes());
    let before = wire.test.count("leads").await;
    assert!(send(lead("")).await.status.is_success(), "once it is a lead");
    for twice in [r#""name":"Somebody Else","#, r#""urgency":"high","#, r#""name":null,"#] {
        let reply = send(lead(twice)).await;
        assert!(reply.status.is_client_error() && reply.has_error_shape(), "{twice} {} {}", reply.status, reply.text());
    }
    assert_eq!(wire.test.count("leads").await, before + 1);

    assert_eq!(wire.send("GET", "/api/v1/leads?search=ana", owner, None).await.status, StatusCode::OK);
    for path in ["/api/v1/leads?search=ana&search=zoe", "/api/v1/leads?limit=1&limit=200"] {
        let reply = wire.send("GET", path, owner, None).await;
        assert!(reply.status == StatusCode::BAD_REQUEST && reply.has_error_shape(), "{path} {} {}", reply.status, reply.text());
    }

    // a field of the body is none of the address: the password is asked of the form alone
    let email = wire.test.org().person(BuiltinRole::Owner).email.clone();
    let aside = format!("/login?{}", form(&[("email", email.as_str()), ("password", PASSWORD)]));
    let reply = wire.browse("POST", &aside, None, Some("email=&password=")).await;
    assert!(reply.status == StatusCode::UNPROCESSABLE_ENTITY && !reply.headers.contains_key("set-cookie"), "{}", reply.status);
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_and_answers_about_somebody_are_kept_by_no_cache() {
    let wire = Wire::new().await;
    let owner = wire.login(0, BuiltinRole::Owner).await;
    let kept = |reply: &Reply| reply.headers.get("cache-control").and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    for path in [
        "/login",
        "/login?next=/app",
        "/register",
        "/forgot",
        "/confirm/no-such-link",
        "/reset/no-such-link",
        "/invitations/no-such-link",
        "/q/no-such-link",
        "/portal/login",
        "/portal/enter/no-such-link",
    ] {
        let reply = wire.browse("GET", path, None, None).await;
        assert!(kept(&reply).contains("no-store"), "{path} ({}) says {:?}", reply.status, kept(&reply));
    }
    for path in ["/api/v1/session", "/api/v1/leads", "/api/v1/jobs.csv", "/api/v1/account/security", "/api/v1/nowhere"] {
        let reply = wire.call(&Call { method: "GET", path: path.into(), credential: Some(owner.clone()), ..Call::default() }).await;
        assert!(kept(&reply).contains("no-store"), "{path} ({}) says {:?}", reply.status, kept(&reply));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_opened_by_its_address_runs_nothing_and_is_kept_by_its_reader_alone() {
    let wire = Wire::demo().await;
    let mut conn = wire.test.owner_connection().await;
    // some of each kind
    let files: Vec<(Uuid, String, bool)> = sqlx::query_as(
        "select id, kind, own from (select id, kind, org_id = $1 as own, row_number() over (partition by kind order by id) as n
         from media where status = 'stored' and deleted_at is null) m where n <= 3",
    )
    .bind(wire.test.org().id.0)
    .fetch_all(&mut conn)
    .await
    .expect("files");
    assert!(files.iter().any(|file| file.1 == "photo") && files.iter().any(|file| file.1 == "signature"), "{files:?}");
    for (id, kind, own) in files {
        let owner = wire.login(usize::from(!own), BuiltinRole::Owner).await;
        let path = format!("/api/v1/media/{id}/original");
        let reply = wire.call(&Call { method: "GET", path: path.clone(), credential: Some(owner), ..Call::default() }).await;
        assert_eq!(reply.status, StatusCode::OK, "{path} {}", reply.text());
        let head = |name: &str| reply.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        let policy = head("content-security-policy");
        assert!(policy.contains("default-src 'none'") && policy.ends_with("sandbox") && !policy.contains("script"), "{kind}: {policy}");
        assert_eq!(head("x-content-type-options"), "nosniff", "{kind}");
        assert_eq!(head("cross-origin-resource-policy"), "same-origin", "{kind}");
        assert!(head("cache-control").starts_with("private,"), "{kind}: {}", head("cache-control"));
        let (how, mime) = (head("content-disposition"), head("content-type"));
        assert!(
            how.starts_with("attachment;") || (how.starts_with("inline;") && !mime.starts_with("application/")),
            "{kind}: {how} {mime}"
        );
        assert!(how.contains(&id.to_string()), "it is named by its id: {how}");
        assert!(!mime.starts_with("text/") && !mime.contains("javascript"), "{kind}: {mime}");
    }
}

/// The token of the session an answer opens.
fn opened(reply: &Reply) -> String {
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    let cookies = reply.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
    let pair = cookies.filter_map(|cookie| cookie.split(';').next()).find_map(|pair| pair.strip_prefix("tailboard="));
    pair.expect("a session").to_owned()
}

/// What a session is answered.
async fn state(wire: &Wire, token: &str) -> StatusCode {
    let credential = Some(Credential::Cookie(token.to_owned()));
    wire.call(&Call { method: "GET", path: "/api/v1/session".into(), credential, ..Call::default() }).await.status
}

#[tokio::test(flavor = "multi_thread")]
async fn who_logs_in_anew_gets_another_session_and_leaves_none_behind() {
    let wire = Wire::new().await;
    let people = [BuiltinRole::Owner, BuiltinRole::Dispatcher].map(|role| wire.test.org().person(role).email.clone());
    // a token somebody else put into the browser is not the one that counts afterwards
    let mut token = "chosen-by-somebody-else".to_owned();
    for email in [&people[0], &people[0], &people[1]] {
        let sent = form(&[("email", email.as_str()), ("password", PASSWORD)]);
        let reply = wire.browse("POST", "/login", Some(&Credential::Cookie(token.clone())), Some(&sent)).await;
        let fresh = opened(&reply);
        assert_ne!(fresh, token);
        assert_eq!(state(&wire, &token).await, StatusCode::UNAUTHORIZED, "the former one is over");
        assert_eq!(state(&wire, &fresh).await, StatusCode::OK);
        token = fresh;
    }
    assert_eq!(wire.test.count("sessions").await, 1);

    // a wrong password ends nothing
    let sent = form(&[("email", people[0].as_str()), ("password", "gale plinth 17 wrong")]);
    let refused = wire.browse("POST", "/login", Some(&Credential::Cookie(token.clone())), Some(&sent)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(state(&wire, &token).await, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_device_kept_for_one_person_is_not_done_as_another() {
    let wire = Wire::new().await;
    let token = wire.test.session(wire.test.org(), BuiltinRole::Driver).await;
    let (org, member) = (wire.test.org().id, wire.test.org().person(BuiltinRole::Driver).member);
    let other = wire.test.org().person(BuiltinRole::Mover).member;
    for (kept_for, status) in [
        (format!("{org}-{member}"), StatusCode::OK),
        (format!("{org}-{other}"), StatusCode::UNAUTHORIZED),
        (format!("{}-{member}", Uuid::now_v7()), StatusCode::UNAUTHORIZED),
        (String::new(), StatusCode::UNAUTHORIZED),
    ] {
        let request = Request::builder()
            .uri("/api/v1/field/working-set")
            .header("host", "127.0.0.1:8080")
            .header("x-request-client", "test")
            .header("x-kept-for", &kept_for)
            .header("cookie", format!("tailboard={token}"));
        let answer = wire.router().oneshot(request.body(Body::empty()).expect("a request")).await.expect("answers");
        assert_eq!(answer.status(), status, "{kept_for}");
    }
}
