//! Jobs by hand for customers who are blocked, on a real database.

use chrono::{Duration, Utc};
use shared::Error;
use shared::access::BuiltinRole;
use shared::jobs::{JobStatus, NewJob, NewStop, SeenJob, StopKind};
use shared::packs::ServiceLine;

use super::{book, create};
use crate::testing::TestApp;

fn wanted(requested: bool) -> NewJob {
    let start = Utc::now() + Duration::days(2);
    NewJob {
        line: ServiceLine::Moving,
        title: "Piano, second floor".into(),
        customer: "Ines Moreau".into(),
        email: Some("ines@example.com".into()),
        phone: None,
        stops: vec![NewStop::at(StopKind::Pickup, "1 Main St")],
        starts_at: Some(start),
        ends_at: Some(start + Duration::hours(4)),
        total_cents: 45_000,
        instructions: String::new(),
        requested,
    }
}

#[tokio::test]
async fn a_blocked_customer_gets_no_job_by_hand_but_of_a_manager_and_the_refusal_leaves_nothing() {
    let t = TestApp::new().await;
    let dispatcher = t.cx(BuiltinRole::Dispatcher);
    let first = create(&dispatcher, wanted(false)).await.expect("the job is made");
    let asked = create(&dispatcher, wanted(true)).await.expect("what they asked for");
    let mut conn = t.owner_connection().await;
    let block = "update accounts set status = 'blocked' where id = $1";
    sqlx::query(block).bind(first.account.0).execute(&mut conn).await.expect("blocked");
    let before = t.census().await;
    for requested in [false, true] {
        let Err(Error::Conflict { code, detail }) = create(&dispatcher, wanted(requested)).await else { panic!("a refusal") };
        assert_eq!(code, "blocked_customer");
        assert!(detail.contains("Ines Moreau is blocked"), "{detail}");
    }
    let seen = SeenJob { version: asked.version };
    assert!(matches!(book(&dispatcher, asked.id, seen).await, Err(Error::Conflict { code, .. }) if code == "blocked_customer"));
    assert_eq!(t.census().await, before);
    let status: String =
        sqlx::query_scalar("select status from accounts where id = $1").bind(first.account.0).fetch_one(&mut conn).await.expect("one");
    assert_eq!(status, "blocked", "a job does not lift it");
    let others = NewJob { email: Some("ada@example.com".into()), customer: "Ada Okafor".into(), ..wanted(false) };
    create(&dispatcher, others).await.expect("somebody else is served");
    let job = create(&t.owner().await, wanted(false)).await.expect("who may work on everybody's quotes is not held back");
    assert_eq!(job.account, first.account);
    assert_eq!(book(&t.owner().await, asked.id, seen).await.expect("as little here").status, JobStatus::Booked);
}
