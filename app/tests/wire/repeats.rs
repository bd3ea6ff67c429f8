//! One key, sent again in every way there is (T18): by fifty at once, more than a day later, after faults at every
//! statement, from another process, by another person and in another organization. [`super::once`] asks the same of every
//! function with ten at once.

use std::time::Duration;

use http::StatusCode;
use server::drill::Plan;
use shared::access::BuiltinRole;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::client::{Call, Credential, Reply, Wire, call_on};

/// How many send the same at once.
const AT_ONCE: usize = 50;
/// How long a sweep may take to come round.
const PATIENCE: Duration = Duration::from_secs(30);

/// A lead to be entered under a key.
fn entering(name: &str, who: &Credential, key: Uuid) -> Call {
    let body = serde_json::json!({
        "name": name, "service_line": "moving", "source": "phone", "urgency": "medium", "origin": "Toronto", "destination": "Ottawa", "notes": ""
    });
    Call { method: "POST", path: "/api/v1/leads".into(), credential: Some(who.clone()), body: Some(body), key: Some(key) }
}

/// How many leads of this name there are in an organization.
async fn made(wire: &Wire, org: usize, name: &str) -> i64 {
    let org = if org == 0 { wire.test.org().id } else { wire.test.other_org().id };
    let mut conn = wire.test.owner_connection().await;
    sqlx::query_scalar("select count(*) from leads where org_id = $1 and name = $2")
        .bind(org.0)
        .bind(name)
        .fetch_one(&mut conn)
        .await
        .expect("a count")
}

fn accepted(reply: &Reply) {
    assert!(reply.status.is_success(), "{} {}", reply.status, reply.text());
}

/// Moves a command back in time.
async fn age(wire: &Wire, key: Uuid, hours: i32) {
    let mut conn = wire.test.owner_connection().await;
    let moved = sqlx::query("update commands set created_at = created_at - make_interval(hours => $2) where command_id = $1")
        .bind(key)
        .bind(hours)
        .execute(&mut conn)
        .await
        .expect("time passes");
    assert_eq!(moved.rows_affected(), 1, "the command is kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_at_once_under_one_key_have_one_effect_and_one_answer() {
    let wire = Wire::new().await;
    let owner = wire.login(0, BuiltinRole::Owner).await;
    let call = entering("Fifty At Once", &owner, Uuid::now_v7());
    let replies = futures_util::future::join_all((0..AT_ONCE).map(|_| wire.call(&call))).await;
    for reply in &replies {
        accepted(reply);
        assert_eq!(reply.bytes, replies[0].bytes, "everybody gets the answer of the one that was carried out");
    }
    assert_eq!(made(&wire, 0, "Fifty At Once").await, 1);
    let elsewhere = call_on(wire.another_process().await, &call).await;
    assert_eq!((elsewhere.status, &elsewhere.bytes), (replies[0].status, &replies[0].bytes), "also in another process");
    println!("T18: {AT_ONCE} at once, 1 effect");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_known_a_day_later_and_forgotten_after_a_month() {
    let wire = Wire::new().await;
    let owner = wire.login(0, BuiltinRole::Owner).await;
    let (kept, old) = (Uuid::now_v7(), Uuid::now_v7());
    let call = entering("A Day Later", &owner, kept);
    let first = wire.call(&call).await;
    accepted(&first);
    accepted(&wire.call(&entering("A Month Later", &owner, old)).await);
    age(&wire, kept, 25).await;
    age(&wire, old, 31 * 24).await;

    // the sweep that forgets old ones has come round when the older is gone
    let stop = CancellationToken::new();
    let sweeps = tokio::spawn(server::background::run_sweeps(wire.test.app.clone(), stop.clone()));
    let mut conn = wire.test.owner_connection().await;
    let swept = async {
        let mut looks = tokio::time::interval(Duration::from_millis(20));
        let known = "select exists (select from commands where command_id = $1)";
        while sqlx::query_scalar::<_, bool>(known).bind(old).fetch_one(&mut conn).await.expect("an answer") {
            looks.tick().await;
        }
    };
    tokio::time::timeout(PATIENCE, swept).await.expect("old commands are forgotten");
    stop.cancel();
    sweeps.await.expect("it ends when told to");

    let again = wire.call(&call).await;
    assert_eq!((again.status, &again.bytes), (first.status, &first.bytes), "25 hours later it is the first answer");
    assert_eq!(made(&wire, 0, "A Day Later").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_whose_attempts_failed_is_carried_out_once_by_the_one_that_does_not() {
    let wire = Wire::new().await;
    let owner = wire.login(0, BuiltinRole::Owner).await;
    let call = entering("After Faults", &owner, Uuid::now_v7());
    let mut faults = 0;
    let first = loop {
        let reply = wire.drilled(Plan { fails_at: faults + 1, ..Plan::default() }, &call).await;
        if !wire.drill.has_failed() {
            break reply;
        }
        assert!(reply.status.is_server_error(), "statement {}: {} {}", faults + 1, reply.status, reply.text());
        assert_eq!(made(&wire, 0, "After Faults").await, 0, "statement {} failed and left a lead", faults + 1);
        faults += 1;
    };
    accepted(&first);
    assert!(faults > 8, "{faults} statements failed");
    let again = wire.call(&call).await;
    assert_eq!((again.status, &again.bytes), (first.status, &first.bytes));
    assert_eq!(made(&wire, 0, "After Faults").await, 1);

    // and one whose reply was lost after it was carried out
    let lost = entering("Reply Lost", &owner, Uuid::now_v7());
    let unknown = wire.drilled(Plan { loses_replies: true, ..Plan::default() }, &lost).await;
    assert!(unknown.status.is_server_error(), "{}", unknown.status);
    accepted(&wire.call(&lost).await);
    assert_eq!(made(&wire, 0, "Reply Lost").await, 1);
    println!("T18: one key after {faults} faults, 1 effect");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_of_somebody_else_gives_nothing_away_and_is_free_elsewhere() {
    let wire = Wire::new().await;
    let (owner, manager) = (wire.login(0, BuiltinRole::Owner).await, wire.login(0, BuiltinRole::Manager).await);
    let stranger = wire.login(1, BuiltinRole::Owner).await;
    let key = Uuid::now_v7();
    let first = wire.call(&entering("Whose Key", &owner, key)).await;
    accepted(&first);
    let id = first.json()["id"].as_str().map(str::to_owned).expect("a lead has an id");

    let colleague = wire.call(&entering("Whose Key", &manager, key)).await;
    assert_eq!(colleague.status, StatusCode::CONFLICT, "{}", colleague.text());
    assert!(!colleague.whole().contains(&id), "a colleague is told nothing of it: {}", colleague.text());
    let other_body = wire.call(&entering("Another Name", &owner, key)).await;
    assert_eq!(other_body.status, StatusCode::CONFLICT, "{}", other_body.text());
    assert_eq!((made(&wire, 0, "Whose Key").await, made(&wire, 0, "Another Name").await), (1, 0));

    // the key of one organization is nothing in another: the request is one of its own there
    let there = wire.call(&entering("Whose Key", &stranger, key)).await;
    accepted(&there);
    assert!(there.json()["id"].is_string() && !there.whole().contains(&id), "{}", there.text());
    assert_eq!((made(&wire, 0, "Whose Key").await, made(&wire, 1, "Whose Key").await), (1, 1));
    let again = wire.call(&entering("Whose Key", &owner, key)).await;
    assert_eq!((again.status, &again.bytes), (first.status, &first.bytes), "and the first keeps its answer");
}
