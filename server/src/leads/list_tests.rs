//! What lists of leads are narrowed by, on a real database.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};
use shared::access::{BuiltinRole, Scope};
use shared::leads::{AssignLead, LeadSource, LostReason, MoveLead, NewLead};
use shared::packs::ServiceLine;
use uuid::Uuid;

use super::tests::{ski_club, with_pipelines};
use super::*;
use crate::testing::TestApp;

async fn ids(cx: &Cx, query: LeadQuery) -> Vec<LeadId> {
    list(cx, query).await.expect("a list").page.items.into_iter().map(|row| row.id).collect()
}

fn day(text: &str) -> Option<NaiveDate> {
    Some(text.parse().expect("a day"))
}

/// The stage of a line's pipeline that stands for a status.
async fn stage(cx: &Cx, line: ServiceLine, status: LeadStatus) -> StageId {
    let pipelines = all_stages(cx).await.expect("pipelines");
    let pipeline = pipelines.iter().find(|pipeline| pipeline.service_line == line).expect("its pipeline");
    pipeline.stages.iter().find(|stage| stage.status == status).expect("a stage").id
}

async fn lose(cx: &Cx, id: LeadId) {
    let lead = show(cx, id).await.expect("the lead").row;
    let to = stage(cx, lead.service_line, LeadStatus::Lost).await;
    let wish = MoveLead { lost_reason: Some(LostReason::Price), ..MoveLead::to(lead.version, to, None) };
    move_card(cx, id, wish).await.expect("lost");
}

async fn set(t: &TestApp, id: LeadId, change: &'static str) {
    let mut conn = t.owner_connection().await;
    sqlx::query(sqlx::AssertSqlSafe(format!("update leads set {change} where id = $1")))
        .bind(id.0)
        .execute(&mut conn)
        .await
        .expect("it is set");
}

#[tokio::test]
async fn filters_narrow_together() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let agent = t.org().person(BuiltinRole::SalesAgent).member;
    let club = NewLead { wanted_on: day("2030-03-10"), owner: Some(agent), ..ski_club() };
    let theirs = create(&cx, club).await.expect("created").row.id;
    let house = NewLead { source: LeadSource::WalkIn, service_line: ServiceLine::Moving, ..ski_club() };
    let nobodys = create(&cx, house).await.expect("created").row.id;
    set(&t, nobodys, "owner_id = null").await;
    create(&t.foreign(BuiltinRole::Owner), ski_club()).await.expect("the same there, to be left out");
    let all = LeadQuery::default;
    let by_agent = LeadQuery { owner: Some(agent.to_string()), ..all() };
    assert_eq!(ids(&cx, by_agent.clone()).await, [theirs]);
    assert_eq!(ids(&cx, LeadQuery { owner: Some("nobody".into()), ..all() }).await, [nobodys]);
    assert_eq!(ids(&cx, LeadQuery { source: Some("walk_in".into()), ..all() }).await, [nobodys]);
    assert_eq!(ids(&cx, LeadQuery { line: Some("charter".into()), ..all() }).await, [theirs]);
    let new = stage(&cx, ServiceLine::Moving, LeadStatus::New).await;
    assert_eq!(ids(&cx, LeadQuery { stage: Some(new), status: Some("new,contacted".into()), ..all() }).await, [nobodys]);
    let that_day =
        LeadQuery { wanted_from: day("2030-03-10"), wanted_to: day("2030-03-10"), status: Some("new".into()), ..by_agent.clone() };
    assert_eq!(ids(&cx, that_day).await, [theirs]);
    for none in [
        LeadQuery { status: Some("contacted".into()), ..by_agent.clone() },
        LeadQuery { line: Some("moving".into()), ..by_agent.clone() },
        LeadQuery { source: Some("walk_in".into()), ..by_agent.clone() },
        LeadQuery { stage: Some(new), ..by_agent.clone() },
        LeadQuery { wanted_from: day("2030-03-11"), ..by_agent.clone() },
        LeadQuery { wanted_to: day("2030-03-09"), ..by_agent.clone() },
        LeadQuery { ids: Some(nobodys.to_string()), ..by_agent.clone() },
        LeadQuery { search: Some("nobody by that name".into()), ..by_agent },
    ] {
        assert_eq!(ids(&cx, none.clone()).await, [], "{none:?}");
    }
    let unknown = list(&cx, LeadQuery { source: Some("radio".into()), ..all() }).await;
    assert_eq!(unknown.expect_err("there is none"), Error::field("source", "unknown_choice"));
}

#[tokio::test]
async fn closed_leads_are_listed_where_they_are_named() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let [open, lost] = [create(&cx, ski_club()).await.expect("created").row.id, create(&cx, ski_club()).await.expect("created").row.id];
    lose(&cx, lost).await;
    let all = LeadQuery::default;
    assert_eq!(ids(&cx, all()).await, [open]);
    assert_eq!(ids(&cx, LeadQuery { status: Some("lost".into()), ..all() }).await, [lost]);
    assert_eq!(ids(&cx, LeadQuery { status: Some("lost,new".into()), ..all() }).await, [lost, open]);
    let rail = stage(&cx, ServiceLine::Charter, LeadStatus::Lost).await;
    assert_eq!(ids(&cx, LeadQuery { stage: Some(rail), view: Some("mine".into()), ..all() }).await, [lost]);
    // what is chosen is listed whatever the view, without a next step too
    for view in ["all", "due", "unassigned"] {
        let chosen = LeadQuery { ids: Some(format!("{open},{lost}")), view: Some(view.into()), ..all() };
        assert_eq!(ids(&cx, chosen).await.into_iter().collect::<BTreeSet<_>>(), BTreeSet::from([open, lost]), "{view}");
    }
    let counts = list(&cx, LeadQuery { status: Some("lost".into()), ..all() }).await.expect("a list").counts;
    assert_eq!((counts.all, counts.mine), (1, 1), "views are counted as they are without the filter");
}

#[tokio::test]
async fn days_begin_and_end_where_the_organization_is() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let id = create(&cx, ski_club()).await.expect("created").row.id;
    let zone = crate::identity::organization(&cx).await.expect("it is there").zone;
    let zone: chrono_tz::Tz = zone.parse().expect("a zone");
    let (before, that, after) = ("2026-03-04", "2026-03-05", "2026-03-06");
    let midnight = |text: &str| {
        let day: NaiveDate = text.parse().expect("a day");
        shared::clock::moment_of(day.and_time(chrono::NaiveTime::MIN), |at| at.with_timezone(&zone).naive_local())
    };
    let created = async |from: &str, to: &str| {
        let query = LeadQuery { created_from: day(from), created_to: day(to), ..LeadQuery::default() };
        ids(&cx, query).await
    };
    for at in [midnight(that), midnight(after) - TimeDelta::seconds(1)] {
        let mut conn = t.owner_connection().await;
        sqlx::query("update leads set created_at = $2 where id = $1").bind(id.0).bind(at).execute(&mut conn).await.expect("it is set");
        assert_eq!(created(that, that).await, [id], "{at}");
        assert_eq!(created(before, before).await, [], "{at}");
        assert_eq!(created(after, after).await, [], "{at}");
    }
}

#[tokio::test]
async fn a_filter_shows_nobody_more_than_their_right_reaches() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let agent = t.org().person(BuiltinRole::SalesAgent).member;
    let mine = create(&cx, NewLead { owner: Some(agent), ..ski_club() }).await.expect("created").row.id;
    let other = create(&cx, ski_club()).await.expect("created").row;
    assign(&cx, other.id, AssignLead { version: other.version, owner: cx.member(), reason: None }).await.expect("the owner's");
    let mut own = t.cx(BuiltinRole::SalesAgent);
    own.access.permissions.insert(Action::LeadsView, Scope::Own);
    let both = format!("{mine},{},{}", other.id, Uuid::now_v7());
    assert_eq!(ids(&own, LeadQuery { ids: Some(both), ..LeadQuery::default() }).await, [mine]);
    let theirs = LeadQuery { owner: cx.member().map(|member| member.to_string()), status: Some("new,lost".into()), ..LeadQuery::default() };
    assert_eq!(ids(&own, theirs).await, []);
}

#[tokio::test]
async fn every_order_goes_through_all_pages_of_a_filter_without_a_gap() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    for n in 0..5_i64 {
        let wanted_on = if n > 0 { day("2030-03-10") } else { None };
        create(&cx, NewLead { wanted_on, value_cents: Some(n % 2 * 5_000), ..ski_club() }).await.expect("created");
    }
    let by = LeadQuery { line: Some("charter".into()), status: Some("new".into()), ..LeadQuery::default() };
    for key in ["created", "value", "score", "wanted", "next"] {
        for order in [key.to_string(), format!("-{key}")] {
            let whole = ids(&cx, LeadQuery { sort: Some(order.clone()), ..by.clone() }).await;
            let mut query = LeadQuery { sort: Some(order.clone()), limit: Some(2), ..by.clone() };
            let mut walked = Vec::new();
            loop {
                let page = list(&cx, query.clone()).await.expect("a page").page;
                walked.extend(page.items.iter().map(|row| row.id));
                let Some(next) = page.next else { break };
                query.after = Some(next);
            }
            assert_eq!((walked.len(), &walked), (5, &whole), "{order}");
        }
    }
}

#[tokio::test]
async fn all_pipelines_come_with_their_stages_in_order() {
    let t = with_pipelines().await;
    let cx = t.cx(BuiltinRole::SalesAgent);
    let pipelines = all_stages(&cx).await.expect("pipelines");
    assert_eq!(pipelines.iter().map(|p| p.service_line).collect::<Vec<_>>(), [ServiceLine::Moving, ServiceLine::Charter]);
    for pipeline in &pipelines {
        let names: Vec<&str> = pipeline.stages.iter().map(|stage| stage.name.as_str()).collect();
        assert_eq!(names, shared::leads::DEFAULT_STAGES.map(|seed| seed.name));
    }
    let foreign = all_stages(&t.foreign(BuiltinRole::Owner)).await.expect("pipelines");
    assert!(foreign.iter().all(|theirs| pipelines.iter().all(|ours| ours.id != theirs.id)));
}
