//! Scores of leads nobody touches, on a real database.

use chrono::{TimeDelta, Utc};
use shared::access::BuiltinRole;
use shared::leads::{HOT, LeadSource, LeadView, NewLead, ScoreFactor, Urgency};
use shared::{LeadId, OrgId};

use super::scores::{PACE, Pace, score_all};
use super::tests::{ski_club, with_pipelines};
use super::*;
use crate::testing::TestApp;

/// What the sweep does with all that is waiting by then.
async fn sweep(t: &TestApp, hours: i64) {
    score_all(&t.app.as_of(Utc::now() + TimeDelta::hours(hours)), PACE).await.expect("it runs");
}

async fn set(t: &TestApp, change: &'static str, id: LeadId) {
    let mut conn = t.owner_connection().await;
    let done = sqlx::query(change).bind(id.0).execute(&mut conn).await.expect("it is set");
    assert_eq!(done.rows_affected(), 1, "{change}");
}

/// Reachable both ways, with a route, worth two thousand, wanted in so many days.
fn wanted(days: i64) -> NewLead {
    NewLead {
        phone: Some("604 555 0134".into()),
        urgency: Urgency::Medium,
        wanted_on: Some((Utc::now() + TimeDelta::days(days)).date_naive()),
        value_cents: Some(200_000),
        ..ski_club()
    }
}

/// The hot view and its count.
async fn hot(cx: &Cx) -> Vec<LeadId> {
    let list = list(cx, Filter { view: Some(LeadView::Hot.key().into()), ..Filter::default() }).await.expect("a list");
    assert_eq!(list.counts.hot, list.page.items.len() as i64, "the view lists what it counts");
    assert!(list.page.items.iter().all(|row| row.score >= HOT));
    list.page.items.into_iter().map(|row| row.id).collect()
}

/// Scores and reasons of all leads.
async fn kept(t: &TestApp) -> Vec<(uuid::Uuid, i32, serde_json::Value)> {
    let mut conn = t.owner_connection().await;
    sqlx::query_as("select id, score, score_reasons from leads order by id").fetch_all(&mut conn).await.expect("leads")
}

/// Points for a factor in the score that is kept.
async fn points(t: &TestApp, id: LeadId, factor: ScoreFactor) -> i32 {
    let (.., reasons) = kept(t).await.into_iter().find(|(lead, ..)| *lead == id.0).expect("the lead");
    let reasons: Vec<shared::leads::ScoreReason> = serde_json::from_value(reasons).expect("reasons");
    reasons.iter().find(|reason| reason.factor == factor).map_or(0, |reason| reason.points)
}

#[tokio::test]
async fn time_alone_makes_leads_hot_and_cold() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    // hot as it comes in, unless nobody answers for a day
    let cools = create(&cx, NewLead { urgency: Urgency::High, ..wanted(10) }).await.expect("created").row;
    // answered at once; hot when its day is a month away
    let warms = create(&cx, wanted(33)).await.expect("created").row;
    set(&t, "update leads set first_touch_at = created_at where id = $1", warms.id).await;
    // a step is planned for tomorrow
    let planned = create(&cx, wanted(33)).await.expect("created").row;
    set(&t, "update leads set next_due_at = now() + interval '1 day' where id = $1", planned.id).await;
    assert!(cools.score >= HOT && warms.score < HOT && planned.score < HOT, "{} {} {}", cools.score, warms.score, planned.score);
    let events = t.count("outbox").await;

    sweep(&t, 1).await;
    assert_eq!(hot(&cx).await, [cools.id]);
    assert_eq!(points(&t, planned.id, ScoreFactor::StepPlanned).await, 5);
    sweep(&t, 25).await;
    assert!(hot(&cx).await.is_empty(), "nobody answered for a day");
    assert_eq!(points(&t, cools.id, ScoreFactor::NotAnswered).await, -8);
    sweep(&t, 24 * 4).await;
    assert_eq!(hot(&cx).await, [warms.id], "its day came near");
    assert_eq!(points(&t, planned.id, ScoreFactor::StepOverdue).await, -8);
    assert_eq!(points(&t, cools.id, ScoreFactor::WantedSoon).await, 12);
    sweep(&t, 24 * 12).await;
    assert_eq!(points(&t, cools.id, ScoreFactor::WantedPast).await, -12);
    assert_eq!(t.count("outbox").await, events, "a score is no event");

    let shown = show(&cx, warms.id).await.expect("the lead");
    assert_eq!(shown.row.version, warms.version, "nobody's edit is refused because of it");
    let before = kept(&t).await;
    sqlx::query("delete from lead_scorings").execute(&mut t.owner_connection().await).await.expect("as if it never ran");
    sweep(&t, 24 * 12).await;
    assert_eq!(kept(&t).await, before, "a second time nothing is new");
}

#[tokio::test]
async fn what_was_won_and_lost_moves_the_open_leads_of_a_source() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let by = |source| NewLead { source, ..wanted(40) };
    let phone = create(&cx, by(LeadSource::Phone)).await.expect("created").row;
    let mail = create(&cx, by(LeadSource::Email)).await.expect("created").row;
    let foreign = create(&t.foreign(BuiltinRole::Owner), by(LeadSource::Phone)).await.expect("created").row;
    for _ in 0..6 {
        let won = create(&cx, by(LeadSource::Phone)).await.expect("created").row;
        set(&t, "update leads set status = 'converted' where id = $1", won.id).await;
        let lost = create(&cx, by(LeadSource::Email)).await.expect("created").row;
        set(&t, "update leads set status = 'lost', lost_reason = 'price' where id = $1", lost.id).await;
    }
    sweep(&t, 1).await;
    assert_eq!(points(&t, phone.id, ScoreFactor::SourceOdds).await, 12);
    assert_eq!(points(&t, mail.id, ScoreFactor::SourceOdds).await, -12);
    assert_eq!(points(&t, foreign.id, ScoreFactor::SourceOdds).await, 0, "other organizations have other odds");
    let (phone, mail) = (show(&cx, phone.id).await.expect("the lead").row, show(&cx, mail.id).await.expect("the lead").row);
    assert_eq!(phone.score - mail.score, 24);
}

#[tokio::test]
async fn a_round_goes_on_where_it_stopped_and_one_organization_keeps_no_other_waiting() {
    let t = with_pipelines().await;
    let (cx, foreign) = (t.owner().await, t.foreign(BuiltinRole::Owner));
    for _ in 0..5 {
        create(&cx, wanted(10)).await.expect("created");
        create(&foreign, wanted(10)).await.expect("created");
    }
    let behind = async || t.count("leads where score = 0").await;
    let forget = || async {
        let mut conn = t.owner_connection().await;
        sqlx::query("update leads set score = 0, score_reasons = '[]'").execute(&mut conn).await.expect("as if never scored");
        sqlx::query("delete from lead_scorings").execute(&mut conn).await.expect("as if never scored");
    };
    forget().await;
    let soon = t.app.as_of(Utc::now() + TimeDelta::minutes(1));
    let mut left = Vec::new();
    for _ in 0..8 {
        score_all(&soon, Pace { leads: 2, batches: 1 }).await.expect("it runs");
        left.push(behind().await);
    }
    // three batches an organization: two, two, and the one that is left
    assert_eq!(left, [8, 6, 5, 3, 1, 0, 0, 0]);
    assert_eq!(t.count("lead_scorings where done_at is not null and reached_id is null").await, 2);

    // nothing is due within the hour
    let mut conn = t.owner_connection().await;
    sqlx::query("update leads set score = 0").execute(&mut conn).await.expect("as if never scored");
    score_all(&soon, PACE).await.expect("it runs");
    assert_eq!(behind().await, 10);

    // where it fails, the others go on
    for (sick, well) in [(t.org().id, t.other_org().id), (t.other_org().id, t.org().id)] {
        forget().await;
        run(&t, poison(sick)).await;
        score_all(&soon, PACE).await.expect("it goes on");
        assert_eq!(t.count(&format!("leads where score = 0 and org_id = '{sick}'")).await, 5);
        assert_eq!(t.count(&format!("leads where score = 0 and org_id = '{well}'")).await, 0);
        run(&t, "drop trigger poison on leads".into()).await;
        score_all(&soon, PACE).await.expect("it is tried again");
        assert_eq!(behind().await, 0);
    }
}

/// Lets every write to the leads of an organization fail.
fn poison(org: OrgId) -> String {
    format!(
        "create or replace function poison() returns trigger language plpgsql as $$ begin raise exception 'poisoned'; end $$;
         create trigger poison before update on leads for each row when (old.org_id = '{org}') execute function poison()"
    )
}

async fn run(t: &TestApp, statements: String) {
    let mut conn = t.owner_connection().await;
    sqlx::raw_sql(sqlx::AssertSqlSafe(statements)).execute(&mut conn).await.expect("the schema's owner may");
}
