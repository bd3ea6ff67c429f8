//! The demo on a real, empty database.

use std::collections::BTreeMap;
use std::time::Duration;

use shared::OrgId;
use shared::access::Access;
use shared::packs::ServiceLine::{self, Contracting};
use sqlx::Row;

use super::portrait::portrait;
use super::*;
use crate::cx::{Actor, Cx, RequestInfo};
use crate::drill::{Drill, Plan};
use crate::testing::TestApp;

/// How many rows there are of each value of a column, as `value: n`, over both organizations.
async fn states(t: &TestApp, table: &'static str, column: &'static str) -> BTreeMap<String, i64> {
    let mut conn = t.owner_connection().await;
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!("select {column}::text, count(*) from {table} group by 1")))
        .fetch_all(&mut conn)
        .await
        .expect("counts");
    rows.iter().map(|row| (row.get::<String, _>(0), row.get::<i64, _>(1))).collect()
}

async fn number(t: &TestApp, question: &'static str) -> i64 {
    let mut conn = t.owner_connection().await;
    sqlx::query_scalar(question).fetch_one(&mut conn).await.expect("a number")
}

/// How many stories end in a way.
fn told(fits: impl Fn(&script::End) -> bool) -> i64 {
    COMPANIES.iter().flat_map(|c| (c.stories)(c.packs)).filter(|s| fits(&s.end)).count() as i64
}

/// The same of one line.
fn told_of(line: ServiceLine, fits: impl Fn(&script::End) -> bool) -> i64 {
    COMPANIES.iter().flat_map(|c| (c.stories)(c.packs)).filter(|s| s.line == line && fits(&s.end)).count() as i64
}

/// What the stories promise must be there, in each state.
async fn is_complete(t: &TestApp) {
    use script::End;
    let leads = states(t, "leads", "status").await;
    assert_eq!(leads["new"], told(|e| *e == End::New), "{leads:?}");
    assert_eq!(leads["contacted"], told(|e| *e == End::Contacted));
    assert_eq!(leads["qualified"], told(|e| *e == End::Qualified));
    assert_eq!(leads["lost"], told(|e| matches!(e, End::Lost(..))));
    assert!(leads["quoted"] > 8 && leads["converted"] > 20, "{leads:?}");
    assert_eq!(leads.values().sum::<i64>(), told(|e| *e != End::Requested), "what is asked for by phone needs no lead");
    let quotes = states(t, "quotes", "status").await;
    // and one for repairs, of a customer of long standing
    assert_eq!(quotes["draft"], told(|e| matches!(e, End::Draft | End::Changed(_))) + 1, "{quotes:?}");
    assert_eq!(quotes["sent"], told(|e| *e == End::Sent));
    assert_eq!(quotes["viewed"], told(|e| *e == End::Viewed));
    assert_eq!(quotes["declined"], told(|e| matches!(e, End::Declined(_))));
    assert_eq!(quotes["expired"], told(|e| *e == End::Expired));
    assert_eq!(quotes["withdrawn"], told(|e| matches!(e, End::Withdrawn(_))));
    assert_eq!(quotes["accepted"], leads["converted"]);
    let jobs = states(t, "jobs", "status").await;
    let all: BTreeMap<String, i64> = shared::jobs::JobStatus::ALL.iter().map(|status| (status.key().to_string(), 1)).collect();
    assert_eq!(jobs.keys().collect::<Vec<_>>(), all.keys().collect::<Vec<_>>(), "there is a job in each state");
    assert_eq!(jobs["requested"], told(|e| *e == End::Requested));
    assert_eq!(jobs["closed"], told(|e| *e == End::Closed));
    assert_eq!(jobs["booked"], told(|e| *e == End::Booked), "{jobs:?}");
    assert_eq!(jobs["assigned"], told(|e| *e == End::Assigned));
    assert_eq!(jobs["in_progress"], told(|e| matches!(e, End::Running(_))));
    assert_eq!(jobs["completed"], told(|e| *e == End::Completed));
    assert_eq!(jobs["cancelled"], told(|e| matches!(e, End::Cancelled(_))));
    let late = "select count(*) from activities where done_at is null and awaits is not null and due_at < now()";
    assert_eq!(number(t, late).await, 0, "nothing is late that happened, or has time");
    assert_eq!(number(t, "select count(*) from activities where ended = 'crew_set'").await, told(|e| e.is_booked() && *e != End::Booked));
    for table in ["leads", "quotes"] {
        assert!(states(t, table, "service_line").await["contracting"] > 5, "{table}: every line has stories");
    }
    assert_eq!(states(t, "jobs", "line").await["contracting"], told_of(Contracting, |e| e.is_booked()));
    let media = states(t, "media", "status").await;
    assert_eq!(media.keys().collect::<Vec<_>>(), ["stored"], "{media:?}");
    assert!(media["stored"] > 60, "{media:?}");
    let mut conn = t.owner_connection().await;
    let doubtful: Vec<String> = sqlx::query_scalar(
        "select concat_ws(' ', caption, taken_by, sharpness, brightness) from media where kind = 'photo' and verification <> 'good'",
    )
    .fetch_all(&mut conn)
    .await
    .expect("photos");
    assert_eq!(doubtful, Vec::<String>::new(), "no photo looks doubtful");
    let mails = states(t, "mails", "status").await;
    assert_eq!(mails.keys().collect::<Vec<_>>(), ["kept"], "{mails:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_new_installation_gets_the_same_months_of_work_once() {
    let (t, other) = (TestApp::empty().await, TestApp::empty().await);
    // days are counted from the present: both have the same
    let present = chrono::DurationRound::duration_trunc(chrono::Utc::now(), chrono::TimeDelta::minutes(1)).expect("a whole minute");
    let app = t.app.as_of(present);
    // two processes may be started at once
    let whole = tokio::spawn(async move { tokio::try_join!(load(&app), load(&app)).map(drop) });
    // this one is dropped wherever it happens to be, and goes on where it stopped
    if let Ok(done) = tokio::time::timeout(Duration::from_secs(5), load(&other.app.as_of(present))).await {
        done.expect("it was quick enough to finish");
    }
    load(&other.app.as_of(present)).await.expect("the demo loads");
    whole.await.expect("no panic").expect("the demo loads");
    is_complete(&t).await;
    is_complete(&other).await;
    let (one, two) = (portrait(&t).await, portrait(&other).await);
    let differ: Vec<_> = one.iter().filter(|line| !two.contains(line)).chain(two.iter().filter(|line| !one.contains(line))).collect();
    assert!(differ.is_empty() && one.len() == two.len(), "{} and {} lines, of which differ {differ:#?}", one.len(), two.len());

    assert_eq!(number(&t, "select count(*) from outbox where at > now()").await, 0, "nothing lies in the future");
    assert!(number(&t, "select count(*) from outbox where at < now() - interval '60 days'").await > 100, "the log goes back months");
    // a scene is as long as a phase of the work, and others happen meanwhile
    assert_eq!(number(&t, "select count(*) from (select at < lag(at) over (partition by org_id order by written) - interval '4 hours' as back from outbox) o where back").await, 0);
    assert!(number(&t, "select count(*) from quotes where updated_at < now() - interval '30 days'").await > 10, "lists show ages");
    assert_eq!(number(&t, "select count(*) from jobs where status = 'completed' and completed_at > now()").await, 0);

    let overlapping = "select count(*) from jobs a join job_crew x on x.org_id = a.org_id and x.job_id = a.id
         join job_crew y on y.org_id = x.org_id and y.member_id = x.member_id join jobs b on b.org_id = y.org_id and b.id = y.job_id
         where a.id < b.id and a.status <> 'cancelled' and b.status <> 'cancelled' and a.starts_at < b.ends_at and b.starts_at < a.ends_at";
    assert_eq!(number(&t, overlapping).await, 0, "nobody is in two places at once");

    let mut conn = t.owner_connection().await;
    let orgs: Vec<uuid::Uuid> = sqlx::query_scalar("select id from organizations").fetch_all(&mut conn).await.expect("organizations");
    assert_eq!(orgs.len(), 2);
    for org in orgs {
        let cx = Cx::new(&t.app, OrgId(org), Actor::System { name: "Test".into() }, Access::all(), RequestInfo::internal("test"));
        let jobs: Vec<uuid::Uuid> =
            sqlx::query_scalar("select id from jobs where org_id = $1 and status in ('completed', 'closed', 'in_progress')")
                .bind(org)
                .fetch_all(&mut conn)
                .await
                .expect("jobs");
        for job in jobs {
            assert!(crate::jobs::check_seals(&cx, shared::JobId(job)).await.expect("seals").valid);
        }
        let quotes: Vec<uuid::Uuid> = sqlx::query_scalar("select id from quotes where org_id = $1 and sent_at is not null")
            .bind(org)
            .fetch_all(&mut conn)
            .await
            .expect("quotes");
        for quote in quotes {
            assert!(crate::quotes::is_intact(&cx, shared::QuoteId(quote)).await.expect("evidence"), "the chain of evidence holds");
        }
    }

    let before = t.census().await;
    load(&t.app).await.expect("nothing is to be loaded");
    assert_eq!(t.census().await, before);
}

#[tokio::test]
async fn nothing_is_loaded_beside_other_organizations() {
    let t = TestApp::new().await;
    let before = t.census().await;
    load(&t.app).await.expect("nothing is to be loaded");
    assert_eq!(t.census().await, before);
}

#[test]
fn the_terminal_shows_every_login() {
    let text = logins();
    for login in ["priya@cascade.example", "theo@northline.example", PASSWORD] {
        assert!(text.contains(login), "{text}");
    }
}

/// Registers a company that wants a practice organization; the company's own.
async fn registered(t: &TestApp) -> OrgId {
    let input = shared::identity::Registration {
        organization: "Harbour Vans".into(),
        name: "Ida Holm".into(),
        email: "ida@harbour.example".into(),
        password: PASSWORD.into(),
        country: "CA".into(),
        currency: None,
        zone: "America/Halifax".into(),
        locale: shared::text::Locale::En,
        packs: vec![shared::packs::ServiceLine::Moving],
        practice: true,
    };
    crate::identity::register(&t.app, &RequestInfo::internal("test"), input).await.expect("a company").org
}

/// What a practice organization holds: leads by status, quotes by status, jobs by status.
async fn held(t: &TestApp, org: uuid::Uuid) -> Vec<String> {
    let mut conn = t.owner_connection().await;
    sqlx::query_scalar(
        "select 'lead ' || status from leads where org_id = $1 union all select 'quote ' || status from quotes where org_id = $1
         union all select 'job ' || status from jobs where org_id = $1 order by 1",
    )
    .bind(org)
    .fetch_all(&mut conn)
    .await
    .expect("records")
}

/// What a practice organization of a mover is filled with.
const FILLED: [&str; 13] = [
    "job in_progress",
    "lead contacted",
    "lead converted",
    "lead lost",
    "lead new",
    "lead qualified",
    "lead quoted",
    "lead quoted",
    "lead quoted",
    "quote accepted",
    "quote draft",
    "quote sent",
    "quote viewed",
];

#[tokio::test]
async fn a_practice_organization_is_filled_once_beside_a_clean_one_and_mails_nobody() {
    let t = TestApp::empty().await;
    let org = registered(&t).await;
    let mut conn = t.owner_connection().await;
    // an attempt that is cut off wherever it happens to be
    let work = FillPractice { owner: shared::UserId(user(&t).await) };
    let cx = Cx::system(&t.app, org, "Tailboard");
    let _ = tokio::time::timeout(Duration::from_millis(900), crate::background::Work::run(work, &cx)).await;
    crate::background::drain(&t.app).await.expect("the work is tried");
    let problem: Option<String> =
        sqlx::query_scalar("select last_error from work where kind = 'practice.fill'").fetch_one(&mut conn).await.expect("the work");
    assert_eq!(problem, None);
    let practice: uuid::Uuid =
        sqlx::query_scalar("select id from organizations where practice = 'ready'").fetch_one(&mut conn).await.expect("it is filled");
    assert_eq!(held(&t, practice).await, FILLED);
    assert_eq!(held(&t, org.0).await, Vec::<String>::new(), "the company's own stays clean");
    let statuses: Vec<String> =
        sqlx::query_scalar("select distinct status from mails where org_id = $1").bind(practice).fetch_all(&mut conn).await.expect("mails");
    assert_eq!(statuses, ["kept"]);
    let queued: i64 = sqlx::query_scalar("select count(*) from work where org_id = $1 and kind = 'mail.send'")
        .bind(practice)
        .fetch_one(&mut conn)
        .await
        .expect("work");
    assert_eq!(queued, 0, "nothing waits to be sent");
    assert_eq!(number(&t, "select count(*) from outbox where at > now()").await, 0, "nothing lies in the future");

    let before = t.census().await;
    let again = FillPractice { owner: shared::UserId(user(&t).await) };
    crate::background::Work::run(again, &cx).await.expect("nothing is to be done");
    assert_eq!(t.census().await, before);

    let user = shared::UserId(user(&t).await);
    let actor = Actor::Staff { user, member: member(&t, org).await, name: "Ida Holm".into() };
    let own = Cx::new(&t.app, org, actor, Access::all(), RequestInfo::internal("test"));
    let session = crate::identity::session(&own).await.expect("a session");
    let names: Vec<_> = session.organizations.iter().map(|choice| choice.name.as_str()).collect();
    assert_eq!(names, ["Harbour Vans", "Harbour Vans (practice)"], "one logs in to the company's own");
    assert_eq!(session.practice, None);
}

#[tokio::test]
async fn a_practice_organization_is_filled_whatever_fails_on_the_way() {
    let t = TestApp::empty().await;
    let org = registered(&t).await;
    let drill = std::sync::Arc::new(Drill::default());
    let cx = Cx::system(&t.app.drilled(drill.clone()), org, "Tailboard");
    let mut failures = 0;
    // each attempt gets further than the one before it, and finds done what that did
    for attempt in 1_u64.. {
        drill.arm(Plan { fails_at: attempt.pow(4), ..Plan::default() });
        let work = FillPractice { owner: shared::UserId(user(&t).await) };
        let done = crate::background::Work::run(work, &cx).await;
        drill.stand_down();
        if !drill.has_failed() {
            done.expect("nothing was let fail");
            break;
        }
        failures += 1;
    }
    assert!(failures > 3, "{failures} attempts failed");
    let mut conn = t.owner_connection().await;
    let ready: Vec<uuid::Uuid> =
        sqlx::query_scalar("select id from organizations where practice = 'ready'").fetch_all(&mut conn).await.expect("organizations");
    assert_eq!((ready.len(), t.count("organizations").await), (1, 2), "one, beside the company's own");
    assert_eq!(held(&t, ready[0]).await, FILLED);
    assert_eq!(held(&t, org.0).await, Vec::<String>::new(), "the company's own stays clean");
}

async fn user(t: &TestApp) -> uuid::Uuid {
    sqlx::query_scalar("select id from users").fetch_one(&mut t.owner_connection().await).await.expect("Ida")
}

async fn member(t: &TestApp, org: OrgId) -> shared::MemberId {
    let id = sqlx::query_scalar("select id from members where org_id = $1").bind(org.0).fetch_one(&mut t.owner_connection().await).await;
    shared::MemberId(id.expect("Ida"))
}
