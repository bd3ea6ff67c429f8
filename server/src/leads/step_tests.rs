//! Planned steps end when what they wait for happens, with an event that says why, and can be opened again.

use shared::access::BuiltinRole;
use shared::jobs::{AssignCrew, CancelJob, CrewPlace};
use shared::leads::{Activity, ActivityKind, Awaits, CompleteActivity, FollowUp, Happened, NewActivity};
use shared::packs::CrewRole;
use shared::quotes::CustomerSays;
use shared::{Error, JobId, LeadId};

use super::{complete, log, sql};
use crate::cx::{Cx, RequestInfo};
use crate::quotes::tests::{accepted_lead, sent_lead};
use crate::testing::TestApp;
use crate::{jobs, leads, quotes};

async fn steps(cx: &Cx, lead: LeadId) -> Vec<Activity> {
    leads::show(cx, lead).await.expect("the lead").activities
}

async fn told(t: &TestApp, kind: &str) -> i64 {
    let mut conn = t.owner_connection().await;
    sqlx::query_scalar("select count(*) from outbox where kind = $1").bind(kind).fetch_one(&mut conn).await.expect("a count")
}

/// Puts the driver on the job.
async fn crewed(t: &TestApp, job: JobId) -> shared::jobs::Job {
    let dispatcher = t.cx(BuiltinRole::Dispatcher);
    let crew = vec![CrewPlace { member: t.org().person(BuiltinRole::Driver).member, role: CrewRole::Driver }];
    let version = jobs::show(&dispatcher, job).await.expect("the job").version;
    jobs::assign(&dispatcher, job, AssignCrew { crew, version, reason: String::new() }).await.expect("the crew is set")
}

#[tokio::test]
async fn a_crew_ends_the_step_that_asks_for_one_and_a_person_opens_it_again() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (lead, job) = accepted_lead(&t, &cx).await;
    let planned = steps(&cx, lead).await;
    let crew = planned.iter().find(|step| step.awaits == Some(Awaits::Crew)).expect("the crew is asked for").clone();
    assert!(planned.iter().all(|step| step.ended.is_none()));

    crewed(&t, job).await;
    let after = steps(&cx, lead).await;
    let ended = after.iter().find(|step| step.id == crew.id).expect("it is kept");
    assert!(ended.done_at.is_some() && ended.outcome.is_none());
    assert_eq!((ended.ended, &ended.body), (Some(Happened::CrewSet), &crew.body));
    let owed: Vec<_> = after.iter().filter(|step| step.awaits == Some(Awaits::Deposit)).collect();
    assert!(!owed.is_empty() && owed.iter().all(|step| step.done_at.is_none()), "a crew pays nothing: {owed:?}");
    assert_eq!(told(&t, "leads.follow_up_ended").await, 1);
    let next = leads::show(&cx, lead).await.expect("the lead").row.next_step.map(|step| step.id);
    assert_eq!(next, owed.first().map(|step| step.id), "the next step is what is left");

    let again = leads::reopen(&cx, lead, crew.id).await.expect("opened again");
    let open = again.activities.iter().find(|step| step.id == crew.id).expect("it is there");
    assert_eq!((open.done_at, open.ended, open.awaits), (None, None, None));
    assert_eq!(told(&t, "leads.follow_up_reopened").await, 1);
    assert_eq!(leads::reopen(&cx, lead, crew.id).await.unwrap_err(), Error::NotFound, "it is open");
    // it waits for nothing any more: only a person ends it
    let dispatcher = t.cx(BuiltinRole::Dispatcher);
    let version = jobs::show(&dispatcher, job).await.expect("the job").version;
    jobs::cancel(&dispatcher, job, CancelJob { reason: "They stay".into(), version }).await.expect("cancelled");
    let after = steps(&cx, lead).await;
    assert!(after.iter().find(|step| step.id == crew.id).is_some_and(|step| step.done_at.is_none()));
    let others: Vec<_> = after.iter().filter(|step| step.awaits == Some(Awaits::Deposit)).map(|step| step.ended).collect();
    assert!(others.iter().all(|ended| *ended == Some(Happened::JobCancelled)), "{others:?}");
}

#[tokio::test]
async fn what_a_person_planned_is_theirs_and_nobody_else_opens_it() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (lead, job) = accepted_lead(&t, &cx).await;
    let due_at = cx.now() + chrono::Duration::days(1);
    let body = "Confirm the crew".to_string();
    let wish = NewActivity { kind: ActivityKind::Call, body: body.clone(), outcome: None, due_at: Some(due_at), follow_up: None };
    let planned = log(&cx, lead, wish).await.expect("planned").activities;
    let by_hand = planned.into_iter().find(|step| step.body == body).expect("it is there");
    let before = t.census().await;
    let driver = leads::reopen(&t.cx(BuiltinRole::Driver), lead, by_hand.id).await;
    assert!(matches!(driver, Err(Error::Forbidden { .. })));
    let foreign = leads::reopen(&t.foreign(BuiltinRole::Owner), lead, by_hand.id).await;
    assert!(matches!(foreign, Err(Error::NotFound)));
    assert_eq!(t.census().await, before);
    crewed(&t, job).await;
    let after = steps(&cx, lead).await;
    assert!(after.iter().find(|step| step.id == by_hand.id).is_some_and(|step| step.done_at.is_none()), "words end nothing");
    let done = CompleteActivity { outcome: None, note: None, follow_up: None };
    complete(&cx, lead, by_hand.id, done).await.expect("done");
    assert_eq!(leads::reopen(&cx, lead, by_hand.id).await.unwrap_err(), Error::NotFound, "a person ended it");
}

#[tokio::test]
async fn an_answer_ends_what_waits_for_it() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (lead, token) = sent_lead(&cx).await;
    let step = FollowUp { kind: ActivityKind::Call, what: "Ask what they think".into(), due_at: cx.now() + chrono::Duration::days(2) };
    let mut tx = cx.write().await.expect("a transaction");
    leads::plan_within(&cx, &mut tx, lead, shared::access::Scope::All, &step, Some(Awaits::Answer)).await.expect("planned");
    tx.commit(()).await.expect("committed");
    let opened = quotes::open(&t.app, RequestInfo::internal("visitor"), &token).await.expect("the link opens");
    quotes::decline(&opened, CustomerSays { message: "Too dear".into() }).await.expect("declined");
    let after = steps(&cx, lead).await;
    assert_eq!(after.iter().find(|step| step.body == "Ask what they think").and_then(|step| step.ended), Some(Happened::Declined));
}

#[tokio::test]
async fn who_plans_a_visit_and_who_sets_the_crew_do_not_wait_for_each_other() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (lead, job) = accepted_lead(&t, &cx).await;
    // a visit holds the lead, and whoever goes there after it
    let mut visiting = cx.write().await.expect("a transaction");
    sql::lock(&mut visiting, lead).await.expect("held");
    let goes = t.org().person(BuiltinRole::Driver).member;
    let (crew, ()) = tokio::join!(crewed(&t, job), async {
        t.somebody_waits().await;
        sql::hold_member(&mut visiting, goes).await.expect("whoever waits for the lead holds nobody");
        visiting.commit(()).await.expect("planned");
    });
    assert_eq!(crew.crew.len(), 1);
    assert!(steps(&cx, lead).await.iter().any(|step| step.ended == Some(Happened::CrewSet)));
}
