//! What whoever runs the installation sees: every figure that says how it does stands on the operator's page and in
//! `/metrics`, and is the true one. The figures are made to differ from those of an installation where nothing happens.

use std::time::Duration;

use axum::body::Body;
use http::Request;
use http_body_util::BodyExt;
use server::drill::Plan;
use server::events::Record;
use server::testing::TestApp;
use shared::access::BuiltinRole;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;
use uuid::Uuid;

use super::client::{Call, Credential, Wire};

const TOKEN: &str = "four-stout-horses";
/// A route of our own, as the fault and the latency of it are counted by.
const ROUTE: &str = "/api/v1/jobs.csv";
/// Seconds work and facts have been waiting.
const WORK_AGE: f64 = 900.0;
const FACT_AGE: f64 = 700.0;

/// Lets work and facts wait, and some work die; how much of each there is then: waiting, dead, facts.
async fn fall_behind(wire: &Wire) -> (i64, i64, i64) {
    let mut tx = wire.test.owner().await.write().await.expect("a transaction");
    tx.record(Record::new(shared::leads::events::EDITED, Uuid::now_v7())).await.expect("recorded");
    tx.commit(()).await.expect("committed");
    let mut conn = wire.test.owner_connection().await;
    for status in ["waiting", "waiting", "dead"] {
        sqlx::query("insert into work (org_id, id, kind, payload, status) values ($1, $2, 'mail.send', '{}', $3)")
            .bind(wire.test.org().id.0)
            .bind(Uuid::now_v7())
            .bind(status)
            .execute(&mut conn)
            .await
            .expect("some work");
    }
    for (statement, age) in [
        ("update work set run_at = now() - make_interval(secs => $1) where status = 'waiting'", WORK_AGE),
        ("update outbox set at = now() - make_interval(secs => $1)", FACT_AGE),
    ] {
        sqlx::query(statement).bind(age).execute(&mut conn).await.expect("they wait");
    }
    sqlx::query_as(
        "select (select count(*) from work where status in ('waiting', 'running')), (select count(*) from work where status = 'dead'), (select count(*) from outbox)",
    )
    .fetch_one(&mut conn)
    .await
    .expect("counts")
}

/// A figure of `/metrics`: the sum of the lines with this name and all of these labels.
fn metric(text: &str, name: &str, labels: &[&str]) -> Option<f64> {
    let lines = text.lines().filter(|line| {
        let rest = line.strip_prefix(name).unwrap_or_default();
        (rest.starts_with(' ') || rest.starts_with('{')) && labels.iter().all(|label| rest.contains(label))
    });
    let values: Vec<f64> = lines.filter_map(|line| line.rsplit(' ').next()?.parse().ok()).collect();
    (!values.is_empty()).then(|| values.iter().sum())
}

/// What stands behind the label of a figure on the page, without tags.
fn shown(page: &str, label: &str) -> String {
    let words = |rest: &str| {
        // the split is inside of a tag
        let rest = rest.split_once('>').map_or("", |(_, rest)| rest);
        let mut words = String::new();
        for piece in rest.split('<') {
            words.push_str(piece.split_once('>').map_or(piece, |(_, text)| text).trim());
            words.push(' ');
        }
        words
    };
    let figures: Vec<String> = page.split("w-stat-label").skip(1).map(words).collect();
    let found = figures.iter().find_map(|words| words.trim_start().strip_prefix(label));
    found.unwrap_or_else(|| panic!("{label} is on the page: {figures:?}")).trim().chars().take(80).collect()
}

/// The first number of a text.
fn number(text: &str) -> f64 {
    let plain = text.chars().filter(|c| *c != ',').skip_while(|c| !c.is_ascii_digit());
    let digits: String = plain.take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    digits.parse().unwrap_or_else(|_| panic!("{text} holds a number"))
}

/// How long the oldest waits, as a figure says below.
fn oldest(text: &str) -> f64 {
    number(text.split_once("Oldest waits").unwrap_or_else(|| panic!("{text} says how long the oldest waits")).1)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_figure_of_the_installation_is_on_the_page_and_in_the_metrics() {
    let wire = Wire::on(TestApp::with_metrics_token(TOKEN).await);
    let (waiting, dead, facts) = fall_behind(&wire).await;
    let owner = wire.login(0, BuiltinRole::Owner).await;
    let call = Call { method: "GET", path: ROUTE.into(), credential: Some(owner.clone()), ..Call::default() };
    assert!(wire.call(&call).await.status.is_success());
    let fault = wire.drilled(Plan { fails_at: 1, ..Plan::default() }, &call).await;
    assert_eq!(fault.status, http::StatusCode::INTERNAL_SERVER_ERROR, "{}", fault.text());
    // somebody listens, and somebody holds a connection
    let Credential::Cookie(cookie) = &owner else { panic!("it is a session") };
    let request = Request::builder().uri("/api/v1/live").header("host", "127.0.0.1:8080").header("cookie", format!("tailboard={cookie}"));
    let mut stream = wire.router().oneshot(request.body(Body::empty()).expect("a request")).await.expect("an answer").into_body();
    stream.frame().await.expect("it says where the log stands").expect("a frame");
    let held = wire.test.owner().await.read().await.expect("a connection");

    let stop = CancellationToken::new();
    let meter = tokio::spawn(server::meter::run(wire.test.app.clone(), stop.clone()));
    let sampled = async {
        let mut looks = tokio::time::interval(Duration::from_millis(20));
        while wire.test.app.meter().past().is_empty() {
            looks.tick().await;
        }
    };
    tokio::time::timeout(server::meter::EVERY * 6, sampled).await.expect("a sample is taken");
    let bearer = format!("Bearer {TOKEN}");
    let read = async |path: &str| {
        let reply = wire.get_with(path, &[("authorization", bearer.as_str())]).await;
        assert!(reply.status.is_success(), "{path}: {} {}", reply.status, reply.text());
        reply.whole()
    };
    let (metrics, page) = (read("/metrics").await, read("/operator").await);
    stop.cancel();
    meter.await.expect("it ends when told to");
    drop((held, stream));

    let value = |name: &str, labels: &[&str]| metric(&metrics, name, labels).unwrap_or_else(|| panic!("{name} is in /metrics:\n{metrics}"));
    let path = format!("path=\"{ROUTE}\"");
    let mut wrong = Vec::new();
    let mut check = |what: &str, holds: bool, seen: String| {
        if !holds {
            wrong.push(format!("{what}: {seen}"));
        }
    };
    for (name, least, most) in [
        ("tailboard_outbox_waiting", facts as f64, facts as f64),
        ("tailboard_outbox_oldest_seconds", FACT_AGE, FACT_AGE + 60.0),
        ("tailboard_work_waiting", waiting as f64, waiting as f64),
        ("tailboard_work_oldest_seconds", WORK_AGE, WORK_AGE + 60.0),
        ("tailboard_work_dead", dead as f64, dead as f64),
        ("tailboard_pool_in_use", 1.0, 6.0),
        ("tailboard_pool_open", 1.0, 6.0),
        ("tailboard_live_streams", 1.0, 1.0),
    ] {
        let seen = value(name, &[]);
        check(name, (least..=most).contains(&seen), format!("{seen}, expected {least} to {most}"));
    }
    let faults = value("tailboard_requests_total", &[path.as_str(), "status=\"500\""]);
    check("tailboard_requests_total of faults", faults == 1.0, faults.to_string());
    let timed = value("tailboard_request_seconds_count", &[path.as_str()]);
    check("tailboard_request_seconds_count", timed == 2.0, timed.to_string());

    let figure = |label: &str| shown(&page, label);
    for (label, holds) in [
        ("Requests per second", number(&figure("Requests per second")) > 0.0),
        ("19 of 20 answered within", figure("19 of 20 answered within").contains(" ms")),
        ("Faults of the server", number(&figure("Faults of the server")) == 1.0),
        ("Live streams", number(&figure("Live streams")) == 1.0),
        ("Background work", number(&figure("Background work")) == waiting as f64 && oldest(&figure("Background work")) >= WORK_AGE),
        ("Failed for good", number(&figure("Failed for good")) == dead as f64),
        (
            "Events not in the log",
            number(&figure("Events not in the log")) == facts as f64 && oldest(&figure("Events not in the log")) >= FACT_AGE,
        ),
        ("Database connections", number(&figure("Database connections")) >= 1.0),
    ] {
        check(label, holds, figure(label));
    }
    assert!(wrong.is_empty(), "{} figures are wrong:\n{}", wrong.len(), wrong.join("\n"));
}
