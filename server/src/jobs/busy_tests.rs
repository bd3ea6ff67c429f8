//! Nobody is on two jobs at once, however many ask for them at the same time.

use chrono::{DateTime, Duration, Utc};
use futures_util::future::join_all;
use shared::access::BuiltinRole::{self, Dispatcher, Driver, Mover};
use shared::jobs::{AssignCrew, CREW_BUSY, CancelJob, CrewPlace, Job, ReplyToJob, Reschedule};
use shared::packs::CrewRole;
use shared::{Error, JobId, Result};

use super::tests::booked;
use super::*;
use crate::testing::TestApp;

async fn set(t: &TestApp, id: JobId, roles: &[BuiltinRole], reason: &str) -> Result<Job> {
    let cx = t.cx(Dispatcher);
    let version = show(&cx, id).await?.version;
    let crew = roles.iter().map(|role| CrewPlace { member: t.org().person(*role).member, role: CrewRole::Driver }).collect();
    assign(&cx, id, AssignCrew { crew, version, reason: reason.into() }).await
}

async fn moved(t: &TestApp, id: JobId, from: DateTime<Utc>, hours: i64, reason: &str) -> Result<Job> {
    let cx = t.cx(Dispatcher);
    let version = show(&cx, id).await?.version;
    reschedule(&cx, id, Reschedule { starts_at: from, ends_at: from + Duration::hours(hours), version, reason: reason.into() }).await
}

/// What a refusal says because somebody is on another job.
fn refused(answer: &Result<Job>) -> Option<&str> {
    match answer {
        Err(Error::Conflict { code, detail }) if code == CREW_BUSY => Some(detail.as_str()),
        _ => None,
    }
}

/// Answers a round: exactly one, and every other was told who was faster. Says which.
fn one_wins(answers: &[Result<Job>]) -> usize {
    let won: Vec<usize> = (0..answers.len()).filter(|n| answers[*n].is_ok()).collect();
    assert_eq!(won.len(), 1, "{} of {} won", won.len(), answers.len());
    for answer in answers.iter().filter(|answer| answer.is_err()) {
        assert!(refused(answer).is_some_and(|detail| detail.contains("J-000")), "{answer:?}");
    }
    won[0]
}

fn in_days(days: i64) -> DateTime<Utc> {
    Utc::now() + Duration::days(days)
}

/// What the history of a job keeps of who is on two at once.
async fn kept(t: &TestApp, id: JobId) -> Vec<serde_json::Value> {
    t.relay().await;
    let events = crate::audit::job_timeline(&t.owner().await, id, None).await.expect("the timeline").items;
    events.into_iter().filter_map(|event| event.data.get("double_booked").cloned()).collect()
}

#[tokio::test]
async fn who_is_on_a_job_is_on_no_other_at_that_time_unless_somebody_says_why() {
    let t = TestApp::new().await;
    let owner = t.owner().await;
    let [one, other, third] = [booked(&owner).await, booked(&owner).await, booked(&owner).await];
    let first = set(&t, one, &[Driver], "").await.expect("free");
    let answer = set(&t, other, &[Mover, Driver], "").await;
    let detail = refused(&answer).expect("on the first");
    assert!(detail.contains("Theo Driver") && detail.contains(&first.number) && !detail.contains("Mona"), "{detail}");
    let untouched = show(&owner, other).await.expect("the job");
    assert_eq!((untouched.version, untouched.crew.len()), (1, 0));
    set(&t, other, &[Mover], "").await.expect("somebody else is free");

    assert!(kept(&t, other).await.is_empty());
    let both = set(&t, other, &[Mover, Driver], " He only signs there ").await.expect("with a reason");
    let told = kept(&t, other).await;
    assert_eq!(told, [serde_json::json!({ "reason": "He only signs there", "with": [format!("Theo Driver {}", first.number)] })]);
    set(&t, other, &[Driver, Mover], "").await.expect("who is on it stays without a new reason");

    // one after the other, and at no time at all
    moved(&t, third, both.ends_at.expect("an end"), 2, "").await.expect("moved");
    set(&t, third, &[Driver, Mover], "").await.expect("back to back");
    let fourth = booked(&owner).await;
    let mut conn = t.owner_connection().await;
    sqlx::query("update jobs set starts_at = null, ends_at = null where id = $1")
        .bind(fourth.0)
        .execute(&mut conn)
        .await
        .expect("no times");
    set(&t, fourth, &[Driver], "").await.expect("a job without times is in nobody's way");
    assert!(refused(&moved(&t, fourth, in_days(1), 4, "").await).is_some(), "until it gets some");

    // without an end it takes eight hours
    let fifth = booked(&owner).await;
    moved(&t, fifth, in_days(9), 1, "").await.expect("moved");
    sqlx::query("update jobs set ends_at = null where id = $1").bind(fifth.0).execute(&mut conn).await.expect("no end");
    set(&t, fifth, &[Driver], "").await.expect("free");
    let sixth = booked(&owner).await;
    set(&t, sixth, &[Mover], "the same day").await.expect("with a reason");
    moved(&t, sixth, in_days(9) + Duration::hours(7), 1, "").await.expect("the mover is free");
    assert!(refused(&set(&t, sixth, &[Mover, Driver], "").await).is_some());
    moved(&t, sixth, in_days(9) + Duration::hours(9), 1, "").await.expect("later");
    set(&t, sixth, &[Mover, Driver], "").await.expect("free by then");
}

#[tokio::test]
async fn a_job_is_not_moved_to_where_its_crew_is_on_another_and_who_declined_or_is_called_off_is_free() {
    let t = TestApp::new().await;
    let owner = t.owner().await;
    let [one, other] = [booked(&owner).await, booked(&owner).await];
    set(&t, one, &[Driver], "").await.expect("free");
    moved(&t, other, in_days(5), 4, "").await.expect("moved");
    set(&t, other, &[Driver], "").await.expect("free that day");
    let before = show(&owner, other).await.expect("the job");
    let answer = moved(&t, other, in_days(1) + Duration::hours(6), 4, "").await;
    assert!(refused(&answer).is_some_and(|detail| detail.contains("J-00001")), "{answer:?}");
    let after = show(&owner, other).await.expect("the job");
    assert_eq!((after.version, after.starts_at), (before.version, before.starts_at), "nothing changed");

    let driver = t.cx(Driver);
    reply(&driver, one, ReplyToJob { confirmed: false }).await.expect("declined");
    moved(&t, other, in_days(1) + Duration::hours(6), 4, "").await.expect("free by declining");
    let back = reply(&driver, one, ReplyToJob { confirmed: true }).await;
    assert!(refused(&back).is_some_and(|detail| detail.contains("J-00002")), "{back:?}");
    let version = show(&owner, other).await.expect("the job").version;
    cancel(&t.cx(Dispatcher), other, CancelJob { reason: "the customer moved the day".into(), version }).await.expect("called off");
    reply(&driver, one, ReplyToJob { confirmed: true }).await.expect("free again");

    let third = booked(&owner).await;
    moved(&t, third, in_days(7), 2, "").await.expect("moved");
    set(&t, third, &[Driver], "").await.expect("free");
    moved(&t, third, in_days(1) + Duration::hours(1), 2, "Both are in one street").await.expect("with a reason");
    assert_eq!(kept(&t, third).await[0]["reason"], "Both are in one street");
}

#[tokio::test]
async fn of_fifty_jobs_at_the_same_time_exactly_one_gets_a_member() {
    let t = TestApp::new().await;
    let owner = t.owner().await;
    let mut jobs = Vec::new();
    for _ in 0..50 {
        jobs.push(booked(&owner).await);
    }
    let rounds = if std::env::var_os("TAILBOARD_LONG").is_some() { 200 } else { 4 };
    for _ in 0..rounds {
        let answers = join_all(jobs.iter().map(|id| set(&t, *id, &[Driver], ""))).await;
        let winner = one_wins(&answers);
        assert_eq!(t.count("job_crew").await, 1);
        set(&t, jobs[winner], &[], "").await.expect("free for the next round");
    }
}

#[tokio::test]
async fn crews_and_times_set_at_once_never_put_somebody_on_two_jobs() {
    let t = TestApp::new().await;
    let owner = t.owner().await;
    let [moving, also, waiting] = [booked(&owner).await, booked(&owner).await, booked(&owner).await];
    for (job, days) in [(moving, 5), (also, 6)] {
        moved(&t, job, in_days(days), 4, "").await.expect("moved");
        set(&t, job, &[Driver, Mover], "").await.expect("free that day");
    }
    let wanted = in_days(1);
    for round in 0..10 {
        let crew = if round % 2 == 0 { [Driver, Mover] } else { [Mover, Driver] };
        let (first, second, third) = tokio::join!(
            moved(&t, moving, wanted, 4, ""),
            set(&t, waiting, &crew, ""),
            moved(&t, also, wanted + Duration::hours(1), 4, ""),
        );
        match one_wins(&[first, second, third]) {
            0 => moved(&t, moving, in_days(5), 4, "").await,
            1 => set(&t, waiting, &[], "").await,
            _ => moved(&t, also, in_days(6), 4, "").await,
        }
        .expect("as before");
    }
}
