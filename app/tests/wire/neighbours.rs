//! Noisy neighbours (T23), by counts: an organization that asks without pause is told when to come back, others notice
//! nothing, and no work is lost by it.

use std::time::{Duration, Instant};

use http::StatusCode;
use server::testing::TestApp;
use shared::Error;
use shared::access::BuiltinRole;
use uuid::Uuid;

use super::client::{Call, Credential, Reply, Wire};

const A_SECOND: u32 = 4;
/// Five seconds' worth is saved up.
const SAVED: usize = 20;

/// Sends a call over and over, several at once; what was answered.
async fn storm(wire: &Wire, call: &Call, times: usize) -> Vec<Reply> {
    let mut replies = Vec::new();
    for _ in 0..times / 10 {
        replies.extend(futures_util::future::join_all((0..10).map(|_| wire.call(call))).await);
    }
    replies
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organization_that_asks_without_pause_is_told_to_wait_and_harms_nobody() {
    let wire = Wire::on(TestApp::configured(|config| config.org_rate = A_SECOND).await);
    let ask = |credential| Call { method: "GET", path: "/api/v1/leads".into(), credential: Some(credential), ..Call::default() };
    let (loud, quiet) = (wire.login(0, BuiltinRole::Owner).await, wire.login(1, BuiltinRole::Owner).await);
    let began = Instant::now();
    let replies = storm(&wire, &ask(loud.clone()), SAVED * 4).await;
    let earned = (began.elapsed().as_secs_f64() * f64::from(A_SECOND)) as usize + 1;
    let served = replies.iter().filter(|reply| reply.status == StatusCode::OK).count();
    assert!((SAVED..=SAVED + earned).contains(&served), "{served} were served, {earned} earned meanwhile");
    for refused in replies.iter().filter(|reply| reply.status != StatusCode::OK) {
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS, "{}", refused.text());
        assert!(refused.has_error_shape(), "{}", refused.text());
        assert_eq!(refused.headers["retry-after"], "1");
    }
    // a colleague with another login asks from the same budget
    let colleague = wire.login(0, BuiltinRole::SalesAgent).await;
    let theirs = storm(&wire, &ask(colleague), 50).await;
    assert!(theirs.iter().any(|reply| reply.status == StatusCode::TOO_MANY_REQUESTS), "the budget is the organization's");
    // the neighbour is answered all the time
    for reply in storm(&wire, &ask(quiet), SAVED / 2).await {
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    }

    // a write that is refused is sent again under its key, as the field's outbox does: it takes effect once
    let before = wire.test.count("leads").await;
    let (mut writes, mut refused) = (0, 0);
    while refused == 0 {
        // on a busy machine a request may be earned between the last refusal and the write: then another one is written
        assert!(writes < 20, "none was refused first");
        storm(&wire, &ask(loud.clone()), SAVED).await;
        refused = written(&wire, &loud).await;
        writes += 1;
    }
    assert_eq!(wire.test.count("leads").await, before + writes);
    println!(
        "T23 counts: {served} of {} served ({SAVED} saved up, {A_SECOND} a second), {refused} refusals before a write was taken",
        SAVED * 4
    );
}

/// Sends one write until it is taken; how often it was refused.
async fn written(wire: &Wire, credential: &Credential) -> usize {
    let write = Call {
        method: "POST",
        path: "/api/v1/leads".into(),
        credential: Some(credential.clone()),
        key: Some(Uuid::now_v7()),
        body: Some(
            serde_json::json!({ "name": "Loud Caller", "service_line": "moving", "source": "phone", "urgency": "medium", "notes": "" }),
        ),
    };
    let (mut refused, began) = (0, Instant::now());
    loop {
        let reply = wire.call(&write).await;
        if reply.status.is_success() {
            return refused;
        }
        let error: Error = serde_json::from_value(reply.json()["data"].clone()).expect("an error");
        let outcome = shared::outbox::Outcome::of(error);
        assert!(matches!(outcome, shared::outbox::Outcome::Unreachable(Some(1))), "it stays in the outbox: {outcome:?}");
        refused += 1;
        assert!(began.elapsed() < Duration::from_secs(10), "{}", reply.text());
    }
}
