//! What the outside sees and what is written down: cookies and transport over https, files and methods that are no
//! one's business, and the log lines of logins, refusals and faults.

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Body;
use http::{Request, StatusCode};
use server::testing::{PASSWORD, TestApp};
use shared::access::BuiltinRole;
use tower::ServiceExt;

use super::client::{Call, Credential, Wire};

/// A form as a browser sends it.
pub(super) fn form(pairs: &[(&str, &str)]) -> String {
    let escaped = |text: &str| {
        text.bytes().map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") }).collect::<String>()
    };
    pairs.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect::<Vec<_>>().join("&")
}

fn cookies(headers: &http::HeaderMap) -> Vec<String> {
    headers.get_all("set-cookie").iter().map(|v| v.to_str().expect("ascii").to_owned()).collect()
}

async fn login(wire: &Wire, email: &str, password: &str) -> super::client::Reply {
    wire.browse("POST", "/login", None, Some(&form(&[("email", email), ("password", password)]))).await
}

#[tokio::test(flavor = "multi_thread")]
async fn over_https_every_cookie_is_bound_to_the_host_and_every_answer_asks_for_https() {
    let wire = Wire::on(
        TestApp::configured(|config| {
            config.public_url = "https://fleet.example".into();
            config.metrics_token = Some("four-stout-horses".to_owned().into());
        })
        .await,
    );
    let email = wire.test.org().person(BuiltinRole::Owner).email.clone();
    let opened = login(&wire, &email, PASSWORD).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text());
    let mut set = cookies(&opened.headers);
    assert!(set.len() >= 2, "{set:?}");
    set.extend(cookies(&wire.browse("POST", "/language/fr", None, Some("")).await.headers));
    set.extend(cookies(&wire.browse("GET", "/language/fr", None, None).await.headers));
    set.extend(cookies(&wire.browse("POST", "/operator", None, Some("token=four-stout-horses")).await.headers));
    set.extend(cookies(&wire.browse("POST", "/logout", None, Some("")).await.headers));
    for cookie in &set {
        let whole_site = cookie.contains("; Path=/;");
        let prefix = if whole_site { "__Host-" } else { "__Secure-" };
        assert!(cookie.starts_with(prefix) && !cookie.contains("Domain"), "{cookie}");
        for flag in ["; Secure", "; HttpOnly", "; SameSite="] {
            assert!(cookie.contains(flag), "{cookie} lacks {flag}");
        }
        assert!(!cookie.contains("SameSite=None"), "{cookie}");
        assert!(cookie.len() < 4096, "{cookie}");
    }
    let session = set.iter().find(|c| c.starts_with("__Host-tailboard=")).expect("the session");
    let asked = |name: &str| {
        let pair = session.split(';').next().unwrap_or_default().split_once('=').map(|(_, token)| format!("{name}={token}"));
        let request = Request::builder().uri("/api/v1/session").header("host", "fleet.example").header("cookie", pair.unwrap_or_default());
        wire.router().oneshot(request.body(Body::empty()).expect("a request"))
    };
    assert_eq!(asked("__Host-tailboard").await.expect("answers").status(), StatusCode::OK);
    assert_eq!(asked("tailboard").await.expect("answers").status(), StatusCode::UNAUTHORIZED, "a name without the prefix is nobody's");
    for path in ["/login", "/api/v1/session", "/nowhere", "/healthz", "/sw.js"] {
        let reply = wire.get_with(path, &[]).await;
        assert_eq!(reply.headers["strict-transport-security"], "max-age=31536000; includeSubDomains", "{path}");
    }
    let plain = Wire::on(wire.test).router().oneshot(Request::builder().uri("/api/v1/session").body(Body::empty()).expect("a request"));
    assert_eq!(plain.await.expect("answers").headers()["cache-control"], "no-store", "what the API says is kept nowhere");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_served_but_what_was_meant_to_be() {
    let dist = tempfile::tempdir().expect("a folder");
    let secret = tempfile::tempdir().expect("a folder");
    std::fs::write(secret.path().join("keys"), "not for you").expect("a file");
    for (name, text) in [
        ("assets/app.css", "a{}"),
        ("pkg/0123456789abcdef/staff.js", "1"),
        ("assets/.git/HEAD", "ref"),
        ("shell/staff.html", "<!doctype html>"),
    ] {
        let path = dist.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    let folder = dist.path().to_path_buf();
    let wire = Wire::on(
        TestApp::configured(|config| {
            config.dist = folder;
            config.dev = false;
        })
        .await,
    );
    assert_eq!(wire.get_with("/assets/app.css", &[]).await.whole(), "a{}");
    let outside = format!("/assets/../{}", secret.path().join("keys").display());
    for path in [
        "/assets",
        "/assets/",
        "/pkg/",
        "/pkg/0123456789abcdef/",
        "/shell/",
        "/shell/staff.html",
        "/.git/HEAD",
        "/.git/config",
        "/.env",
        "/Cargo.toml",
        "/assets/.git/HEAD",
        "/dev/mailbox",
        "/dev/mailbox.json",
        "/dev/gallery",
        "/metrics",
        "/server-status",
        "/assets/%2e%2e/shell/staff.html",
        "/assets/..%2fshell%2fstaff.html",
        outside.as_str(),
    ] {
        let reply = wire.get_with(path, &[]).await;
        assert!(reply.status.is_client_error(), "{path}: {} {}", reply.status, reply.text());
        assert!(
            !reply.whole().contains("0123456789abcdef") && !reply.whole().contains("not for you"),
            "{path} says too much: {}",
            reply.text()
        );
    }
    for method in ["TRACE", "TRACK", "CONNECT", "PROPFIND", "DEBUG"] {
        for path in ["/", "/login", "/api/v1/session", "/assets/app.css", "/nowhere"] {
            let request =
                Request::builder().method(method).uri(path).header("cookie", "tailboard=s3cret").header("x-request-client", "test");
            let response = wire.router().oneshot(request.body(Body::empty()).expect("a request")).await.expect("answers");
            assert!(response.status().is_client_error(), "{method} {path}: {}", response.status());
            let body = axum::body::to_bytes(response.into_body(), 1 << 20).await.expect("a body");
            assert!(!String::from_utf8_lossy(&body).contains("s3cret"), "{method} {path} gives the request back");
        }
    }
    for reply in [wire.get_with("/login", &[]).await, wire.get_with("/api/v1/session", &[]).await] {
        assert!(!reply.headers.contains_key("server") && !reply.headers.contains_key("x-powered-by"), "nobody learns what runs here");
    }
}

/// What was logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
    }

    /// The lines that say this.
    fn lines(&self, message: &str) -> Vec<serde_json::Value> {
        let lines = self.text();
        let all = lines.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}")));
        all.filter(|line: &serde_json::Value| line["fields"]["message"] == message).collect()
    }
}

#[tokio::test]
async fn logins_refusals_and_faults_are_logged_in_utc_with_ids_and_without_secrets() {
    let log = Log::default();
    let writer = log.clone();
    let _kept = tracing::subscriber::set_default(app::process::json_lines(move || writer.clone()));
    let wire = Wire::new().await;
    let (owner, driver) = (wire.test.org().person(BuiltinRole::Owner).clone(), wire.test.org().person(BuiltinRole::Driver).clone());

    assert_eq!(login(&wire, &owner.email, "gale plinth 17 wrong").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(log.lines("login refused").len(), 1);
    let opened = login(&wire, &owner.email, PASSWORD).await;
    let entry = log.lines("logged in").pop().expect("a login is logged");
    assert_eq!(
        (entry["fields"]["user"].as_str(), entry["fields"]["org"].as_str()),
        (Some(owner.user.to_string().as_str()), Some(wire.test.org().id.to_string().as_str()))
    );
    let time = entry["timestamp"].as_str().unwrap_or_default();
    assert!(time.ends_with('Z') && chrono::DateTime::parse_from_rfc3339(time).is_ok(), "{time}");
    assert_eq!(entry["level"], "INFO");
    assert!(entry["spans"].to_string().contains("request.id"), "{entry}");

    let token = wire.test.session(wire.test.org(), BuiltinRole::Driver).await;
    let call =
        |path: &str| Call { method: "GET", path: path.into(), credential: Some(Credential::Cookie(token.clone())), ..Call::default() };
    let refused = wire.call(&call("/api/v1/audit?q=Okonkwo")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text());
    let entry = log.lines("refused").pop().expect("a refusal is logged");
    assert_eq!(entry["fields"]["http.status"], 403);
    assert_eq!(entry["fields"]["actor"].as_str(), Some(driver.member.to_string().as_str()));
    assert_eq!(entry["fields"]["request.id"].as_str(), refused.headers["x-request-id"].to_str().ok());

    // a route of our own: server functions answer on threads that this log does not hear
    let mut conn = wire.test.owner_connection().await;
    sqlx::query("alter table jobs rename to jobs_away").execute(&mut conn).await.expect("renamed");
    let faulty = wire.call(&Call { credential: Some(wire.login(0, BuiltinRole::Owner).await), ..call("/api/v1/jobs.csv") }).await;
    assert_eq!(faulty.status, StatusCode::INTERNAL_SERVER_ERROR);
    let entry = log.lines("internal error").pop().expect("a fault is logged");
    assert_eq!(entry["level"], "ERROR");
    let incident = entry["fields"]["incident"].as_str().unwrap_or_default();
    assert!(incident.len() == 12 && faulty.whole().contains(incident), "the person can name the entry");
    assert!(!faulty.whole().contains("jobs_away") && !faulty.whole().contains("relation"), "{}", faulty.whole());

    let text = log.text();
    let session = cookies(&opened.headers)
        .iter()
        .find_map(|c| c.strip_prefix("tailboard=").map(|c| c.split(';').next().unwrap_or_default().to_owned()));
    for secret in [
        PASSWORD,
        "gale plinth 17 wrong",
        token.as_str(),
        session.as_deref().expect("a session"),
        owner.email.as_str(),
        driver.email.as_str(),
        "Okonkwo",
    ] {
        assert!(!text.contains(secret), "the log gives away {secret}");
    }
}
