//! One act on several leads: each with its own answer, none undone by another, and none done twice.

use chrono::{TimeDelta, Utc};
use shared::access::{BuiltinRole, Scope};
use shared::leads::{
    ActivityKind, AssignLead, EditStage, GiveLeads, LeadOutcomes, LeadRow, LoseLeads, LostReason, MoveLeads, NewLead, PlanLeads, SeenLead,
};
use shared::packs::ServiceLine;
use shared::{CommandId, MemberId};
use uuid::Uuid;

use super::tests::{ski_club, with_pipelines};
use super::*;
use crate::testing::TestApp;

fn member(t: &TestApp, role: BuiltinRole) -> MemberId {
    t.org().person(role).member
}

/// Somebody who edits what is theirs and gives nothing away.
fn agent(t: &TestApp) -> Cx {
    let mut cx = t.cx(BuiltinRole::SalesAgent);
    cx.access.permissions.insert(Action::LeadsEdit, Scope::Own);
    cx.access.permissions.remove(&Action::LeadsAssign);
    cx
}

async fn lead(cx: &Cx) -> LeadRow {
    create(cx, ski_club()).await.expect("created").row
}

async fn of(cx: &Cx, owner: MemberId) -> LeadRow {
    create(cx, NewLead { owner: Some(owner), ..ski_club() }).await.expect("created").row
}

async fn now(cx: &Cx, id: LeadId) -> LeadRow {
    show(cx, id).await.expect("the lead").row
}

fn seen(lead: &LeadRow) -> SeenLead {
    SeenLead { id: lead.id, version: lead.version }
}

/// The code each lead was refused with; empty where it is done.
fn codes(outcomes: &LeadOutcomes) -> Vec<String> {
    let code = |refused: &Option<Error>| match refused {
        None => String::new(),
        Some(Error::Conflict { code, .. }) => code.clone(),
        Some(Error::Forbidden { missing }) => missing.clone(),
        Some(Error::Invalid(errors)) => errors.0.keys().cloned().collect::<Vec<_>>().join(","),
        Some(other) => format!("{other:?}"),
    };
    outcomes.leads.iter().map(|one| code(&one.refused)).collect()
}

/// How often an event of a kind was recorded.
async fn recorded(t: &TestApp, kind: &str) -> i64 {
    let mut conn = t.owner_connection().await;
    sqlx::query_scalar("select count(*) from outbox where kind = $1").bind(kind).fetch_one(&mut conn).await.expect("a count")
}

async fn stage(cx: &Cx, line: ServiceLine, status: LeadStatus) -> Stage {
    let pipelines = all_stages(cx).await.expect("pipelines");
    let pipeline = pipelines.into_iter().find(|pipeline| pipeline.service_line == line).expect("its pipeline");
    pipeline.stages.into_iter().find(|stage| stage.status == status).expect("a stage")
}

#[tokio::test]
async fn leads_are_given_each_on_the_version_it_was_seen_in_and_given_back() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let (one, two, stale) = (lead(&cx).await, lead(&cx).await, lead(&cx).await);
    assign(&cx, stale.id, AssignLead { version: stale.version, owner: Some(member(&t, BuiltinRole::Manager)), reason: None })
        .await
        .expect("somebody was faster");
    let foreign = lead(&t.foreign(BuiltinRole::Owner)).await;
    let to = member(&t, BuiltinRole::SalesAgent);
    let before = recorded(&t, "leads.assigned").await;
    let leads = vec![seen(&one), seen(&stale), seen(&foreign), seen(&one), seen(&two)];
    let outcomes = give_many(&cx, GiveLeads { leads, owner: Some(to) }).await.expect("each is answered");
    assert_eq!(codes(&outcomes), ["", "changed", "NotFound", ""]);
    assert_eq!(recorded(&t, "leads.assigned").await, before + 2);
    for (id, version) in outcomes.done() {
        let shown = now(&cx, id).await;
        assert_eq!((shown.owner.map(|owner| owner.id), shown.version), (Some(to), version));
    }
    let back = outcomes.done().map(|(id, version)| SeenLead { id, version }).collect();
    let undone = give_many(&cx, GiveLeads { leads: back, owner: cx.member() }).await.expect("given back");
    assert_eq!(codes(&undone), ["", ""]);
    assert_eq!(now(&cx, one.id).await.owner.map(|owner| owner.id), cx.member());
}

#[tokio::test]
async fn each_row_asks_for_the_right_to_it() {
    let t = with_pipelines().await;
    let (owner, agent) = (t.owner().await, agent(&t));
    let mine = of(&owner, member(&t, BuiltinRole::SalesAgent)).await;
    let theirs = of(&owner, member(&t, BuiltinRole::Manager)).await;
    let contacted = stage(&owner, ServiceLine::Charter, LeadStatus::Contacted).await.id;
    let leads = vec![seen(&theirs), seen(&mine)];
    let moved = move_many(&agent, MoveLeads { leads: leads.clone(), stage: contacted, wip_reason: None }).await.expect("answered");
    assert_eq!(codes(&moved), ["leads.edit", ""]);
    let given = GiveLeads { leads: vec![seen(&now(&owner, mine.id).await)], owner: Some(member(&t, BuiltinRole::Manager)) };
    assert_eq!(codes(&give_many(&agent, given).await.expect("answered")), ["leads.assign"]);
    let lost = LoseLeads { leads: leads.clone(), reason: LostReason::Price, note: None };
    assert_eq!(codes(&lose_many(&agent, lost.clone()).await.expect("answered")), ["leads.edit", "changed"]);
    assert_eq!(now(&owner, theirs.id).await.version, theirs.version);
    let accountant = t.cx(BuiltinRole::Accountant);
    assert!(matches!(lose_many(&accountant, lost).await, Err(Error::Forbidden { .. })));
    let none = GiveLeads { leads: Vec::new(), owner: None };
    assert!(matches!(give_many(&owner, none).await, Err(Error::Invalid(_))));
}

#[tokio::test]
async fn what_is_wrong_for_all_is_said_once() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let leads = vec![seen(&lead(&cx).await)];
    for owner in [t.other_org().person(BuiltinRole::Manager).member, MemberId(Uuid::now_v7())] {
        let refused = give_many(&cx, GiveLeads { leads: leads.clone(), owner: Some(owner) }).await.expect_err("nobody to give to");
        assert_eq!(refused, Error::field("owner", "unknown_choice"));
    }
    let foreign = stage(&t.foreign(BuiltinRole::Owner), ServiceLine::Charter, LeadStatus::Contacted).await.id;
    let refused = move_many(&cx, MoveLeads { leads, stage: foreign, wip_reason: None }).await.expect_err("no such stage");
    assert_eq!(refused, Error::field("stage", "unknown_choice"));
}

#[tokio::test]
async fn a_stage_takes_what_has_all_it_asks_for_the_first_on_top() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let wanted_on = (Utc::now() + TimeDelta::days(40)).date_naive();
    let ready = NewLead { wanted_on: Some(wanted_on), ..ski_club() };
    let one = create(&cx, ready.clone()).await.expect("created").row;
    let lacking = lead(&cx).await;
    let house = create(&cx, NewLead { service_line: ServiceLine::Moving, ..ready.clone() }).await.expect("created").row;
    let two = create(&cx, ready.clone()).await.expect("created").row;
    let qualified = stage(&cx, ServiceLine::Charter, LeadStatus::Qualified).await;
    let leads = vec![seen(&one), seen(&lacking), seen(&house), seen(&two)];
    let moved = move_many(&cx, MoveLeads { leads, stage: qualified.id, wip_reason: None }).await.expect("answered");
    assert_eq!(codes(&moved), ["", "wanted_on", "stage", ""]);
    assert!(now(&cx, one.id).await.rank < now(&cx, two.id).await.rank, "in the order they were named in");
    let there = vec![seen(&now(&cx, two.id).await)];
    let again = move_many(&cx, MoveLeads { leads: there.clone(), stage: qualified.id, wip_reason: None }).await.expect("answered");
    assert_eq!(again.done().collect::<Vec<_>>(), [(there[0].id, there[0].version)], "what stands there stays as it is");

    limit(&cx, &qualified, 2).await;
    let three = create(&cx, ready).await.expect("created").row;
    let wish = |reason: Option<&str>| MoveLeads { leads: vec![seen(&three)], stage: qualified.id, wip_reason: reason.map(Into::into) };
    assert_eq!(codes(&move_many(&cx, wish(None)).await.expect("answered")), ["wip_reason"]);
    assert_eq!(codes(&move_many(&cx, wish(Some("Fair"))).await.expect("answered")), [""]);
}

/// Lets a stage take so many leads.
async fn limit(cx: &Cx, stage: &Stage, most: i32) {
    let input = EditStage {
        name: stage.name.clone(),
        tone: stage.tone,
        odds_bp: stage.odds_bp,
        wip_limit: Some(most),
        wip_hard: false,
        required: stage.required.clone(),
        stall_hours: stage.stall_hours,
        version: None,
        status: None,
        required_fields: None,
    };
    edit_stage(cx, stage.id, input).await.expect("changed");
}

#[tokio::test]
async fn leads_are_lost_each_in_its_own_pipeline_once_and_go_back_where_they_stood() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let club = lead(&cx).await;
    let house = create(&cx, NewLead { service_line: ServiceLine::Moving, ..ski_club() }).await.expect("created").row;
    let input = LoseLeads { leads: vec![seen(&club), seen(&house)], reason: LostReason::Competitor, note: Some("Cheaper".into()) };
    let outcomes = lose_many(&cx, input).await.expect("answered");
    assert_eq!(codes(&outcomes), ["", ""]);
    for id in [club.id, house.id] {
        let lost = show(&cx, id).await.expect("the lead");
        let why = (lost.row.status, lost.lost_reason, lost.lost_note.as_deref());
        assert_eq!(why, (LeadStatus::Lost, Some(LostReason::Competitor), Some("Cheaper")));
    }
    let leads: Vec<SeenLead> = outcomes.done().map(|(id, version)| SeenLead { id, version }).collect();
    let again = LoseLeads { leads: leads.clone(), reason: LostReason::Price, note: None };
    assert_eq!(codes(&lose_many(&cx, again).await.expect("answered")), ["lost", "lost"]);
    let back = MoveLeads { leads: vec![leads[0]], stage: club.stage_id, wip_reason: None };
    assert_eq!(codes(&move_many(&cx, back).await.expect("answered")), [""]);
    let reopened = show(&cx, club.id).await.expect("the lead");
    assert_eq!((reopened.row.stage_id, reopened.lost_reason), (club.stage_id, None));
}

#[tokio::test]
async fn the_same_step_is_planned_for_each_whatever_changed_meanwhile() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let (one, two) = (lead(&cx).await, lead(&cx).await);
    let due_at = Utc::now() + TimeDelta::days(2);
    let leads = vec![one.id, two.id, LeadId(Uuid::now_v7())];
    let input = PlanLeads { leads, kind: ActivityKind::Call, what: " Ask about the date ".into(), due_at };
    let outcomes = plan_many(&cx, input).await.expect("answered");
    assert_eq!(codes(&outcomes), ["", "", "NotFound"]);
    for id in [one.id, two.id] {
        let step = now(&cx, id).await.next_step.expect("planned");
        assert_eq!((step.kind, step.what.as_str()), (ActivityKind::Call, "Ask about the date"));
    }
}

#[tokio::test]
async fn a_call_sent_again_does_what_is_missing_and_nothing_twice() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let to = member(&t, BuiltinRole::SalesAgent);
    let mut tried = 0;
    loop {
        let both = [lead(&cx).await, lead(&cx).await];
        let input = GiveLeads { leads: both.iter().map(seen).collect(), owner: Some(to) };
        let call = CommandId(Uuid::now_v7());
        let failing = t.owner().await.with_command(call, [1; 32]).failing_at(tried + 1);
        let result = give_many(&failing, input.clone()).await;
        if !failing.has_failed() {
            assert_eq!(result.expect("nothing was let fail").done().count(), 2);
            break;
        }
        assert!(result.is_err(), "statement {} failed unnoticed", tried + 1);
        let before = recorded(&t, "leads.assigned").await;
        let mut done = 0;
        for lead in &both {
            done += i64::from(now(&cx, lead.id).await.owner.is_some_and(|owner| owner.id == to));
        }
        let again = give_many(&t.owner().await.with_command(call, [1; 32]), input).await.expect("it is completed");
        assert_eq!(again.done().count(), 2);
        assert_eq!(recorded(&t, "leads.assigned").await, before + 2 - done, "statement {}", tried + 1);
        tried += 1;
    }
    assert!(tried > 14, "only {tried} statements were tried");
}
