//! The audit view against a real database.

use shared::Error;
use shared::access::BuiltinRole;
use shared::audit::AuditQuery;

use super::*;
use crate::testing::TestApp;

#[tokio::test]
async fn the_log_is_filtered_and_stays_in_its_organization() {
    let t = TestApp::new().await;
    let owner = t.owner().await;
    let job = crate::jobs::tests::booked(&owner).await;
    t.relay().await;
    let all = list(&owner, AuditQuery::default()).await.expect("the log");
    assert!(all.items.iter().any(|e| e.kind == "jobs.created" && e.entity_id == job.0 && e.actor == "Olive Owner"));
    let of_jobs = list(&owner, AuditQuery { kind: Some("jobs".into()), ..AuditQuery::default() }).await.expect("the log");
    assert!(of_jobs.items.iter().all(|e| e.kind.starts_with("jobs.")));
    let by_words = list(&owner, AuditQuery { search: Some("olive okafor".into()), ..AuditQuery::default() }).await.expect("the log");
    assert!(by_words.items.is_empty(), "the words stand next to each other or not at all");
    let foreign = list(&t.foreign(BuiltinRole::Owner), AuditQuery::default()).await.expect("another log");
    assert!(all.items.iter().all(|e| foreign.items.iter().all(|f| f.id != e.id)), "two logs share no entry");
    assert!(matches!(list(&t.cx(BuiltinRole::Driver), AuditQuery::default()).await, Err(Error::Forbidden { .. })));
}

#[tokio::test]
async fn a_rewritten_or_removed_entry_breaks_the_chain() {
    let t = TestApp::new().await;
    let owner = t.owner().await;
    crate::jobs::tests::booked(&owner).await;
    t.relay().await;
    assert!(check(&owner).await.expect("checked").valid);
    let mut conn = t.owner_connection().await;
    sqlx::query("update events set actor = 'Somebody else' where seq = 2").execute(&mut conn).await.expect("tampered");
    let found = check(&owner).await.expect("checked");
    assert_eq!((found.valid, found.broken_at), (false, Some(2)));
    sqlx::query("delete from events where seq >= 2").execute(&mut conn).await.expect("cut");
    assert!(!check(&owner).await.expect("checked").valid, "a cut end is found by the head");
}
