//! Leads on a real database.

use std::time::Duration;

use shared::access::BuiltinRole;
use shared::leads::{
    ActivityKind, AssignLead, AssignedBy, Board, Capture, CompleteActivity, EditTurn, FollowUp, IntakeStatus, LeadSource, LeadStatus,
    LostReason, MoveLead, NewActivity, NewLead, StepState, Urgency,
};
use shared::packs::ServiceLine;
use shared::{Error, IntakeId, StageId};

use super::*;
use crate::cx::RequestInfo;
use crate::testing::TestApp;

pub(super) fn ski_club() -> NewLead {
    NewLead {
        name: "Kim Lee".into(),
        company: Some("Kwantlen Ski & Board Club".into()),
        email: Some("kim@kwantlen.example".into()),
        phone: None,
        service_line: ServiceLine::Charter,
        source: LeadSource::Phone,
        urgency: Urgency::High,
        wanted_on: None,
        origin: Some("Surrey".into()),
        destination: Some("Whistler Village".into()),
        passengers: Some(96),
        vehicle_type: None,
        value_cents: Some(1_148_000),
        notes: String::new(),
        owner: None,
        stage: None,
        custom: shared::customers::CustomValues::new(),
    }
}

/// The organization with its pipelines.
pub(super) async fn with_pipelines() -> TestApp {
    let t = TestApp::new().await;
    for cx in [t.owner().await, t.foreign(BuiltinRole::Owner)] {
        let mut tx = cx.read().await.expect("a transaction");
        for line in [ServiceLine::Moving, ServiceLine::Charter] {
            install_pipeline(&cx, &mut tx, line).await.expect("installed");
            install_pipeline(&cx, &mut tx, line).await.expect("leaves what exists");
        }
        tx.commit(()).await.expect("committed");
    }
    t
}

async fn charter(cx: &Cx) -> Board {
    let id = pipelines(cx).await.expect("pipelines").into_iter().find(|p| p.service_line == ServiceLine::Charter).expect("charter").id;
    board(cx, Some(id), None, None, None, None).await.expect("a board")
}

fn stage(board: &Board, status: LeadStatus) -> StageId {
    board.columns.iter().find(|c| c.stage.status == status).expect("a stage").stage.id
}

#[tokio::test]
async fn a_new_lead_stands_on_top_of_the_first_stage_with_its_score_and_reason() {
    let t = with_pipelines().await;
    let cx = t.cx(BuiltinRole::SalesAgent);
    let first = create(&cx, ski_club()).await.expect("created");
    let second = create(&cx, NewLead { name: "Bo".into(), company: None, ..ski_club() }).await.expect("created");
    assert_eq!((first.row.number.as_str(), second.row.number.as_str()), ("L-00001", "L-00002"));
    let board = charter(&cx).await;
    let new = &board.columns[0];
    assert_eq!(new.cards.iter().map(|c| c.id).collect::<Vec<_>>(), [second.row.id, first.row.id]);
    assert_eq!((new.count, new.value_cents, new.weighted_cents()), (2, 2_296_000, 229_600));
    assert_eq!((first.assigned_by, first.row.owner.map(|o| o.id)), (Some(AssignedBy::Creator), cx.member()));
    assert!(first.row.score > 0 && !first.row.reasons.is_empty());
}

#[tokio::test]
async fn a_long_column_is_read_on_from_its_last_card() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let many = shared::leads::COLUMN_CARDS as usize * 2 + 5;
    for n in 0..many {
        create(&cx, NewLead { name: format!("Lead {n}"), company: None, ..ski_club() }).await.expect("created");
    }
    let first = charter(&cx).await.columns.remove(0);
    assert_eq!((first.cards.len(), first.count), (shared::leads::COLUMN_CARDS as usize, many as i64));
    let mut seen: Vec<_> = first.cards.iter().map(|card| card.id).collect();
    let mut after = first.cards.last().map(|card| card.place());
    while let Some(place) = after {
        let page = cards(&cx, first.stage.id, None, None, Some(place), None).await.expect("the next ones");
        seen.extend(page.items.iter().map(|card| card.id));
        after = page.next;
    }
    // as many at once as somebody has scrolled through, in the same order
    let line = charter(&cx).await.pipeline.id;
    let whole = board(&cx, Some(line), None, None, Some(many as i64), None).await.expect("a board");
    assert_eq!(whole.columns[0].cards.iter().map(|card| card.id).collect::<Vec<_>>(), seen);
    assert_eq!(seen.iter().collect::<std::collections::HashSet<_>>().len(), many);
    for wrong in ["x", ".", "a.b", "a-b.0198f38c-77f0-71cf-922a-503e77eaec8b"] {
        let refused = cards(&cx, first.stage.id, None, None, Some(wrong.into()), None).await;
        assert!(matches!(refused, Err(Error::Invalid(_))), "{wrong}");
    }
    let foreign = cards(&t.foreign(BuiltinRole::Owner), first.stage.id, None, None, None, None).await;
    assert!(matches!(foreign, Err(Error::NotFound)));
}

#[tokio::test]
async fn the_cards_of_a_board_are_narrowed_by_how_their_next_step_stands() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let mut ids = Vec::new();
    for n in 0..3 {
        let lead = NewLead { name: format!("Lead {n}"), company: None, ..ski_club() };
        ids.push(create(&cx, lead).await.expect("created").row.id);
    }
    let plan =
        |due_at| NewActivity { kind: ActivityKind::Call, body: "Call back".into(), outcome: None, due_at: Some(due_at), follow_up: None };
    let now = t.app.now();
    log(&cx, ids[0], plan(now - chrono::Duration::hours(1))).await.expect("planned");
    log(&cx, ids[1], plan(now + chrono::Duration::days(3))).await.expect("planned");
    let line = charter(&cx).await.pipeline.id;
    for (health, expected) in [("overdue", vec![ids[0]]), ("planned", vec![ids[1]]), ("none", vec![ids[2]]), ("today", vec![])] {
        let shown = board(&cx, Some(line), None, None, None, Some(health.into())).await.expect("a board");
        let new = &shown.columns[0];
        assert_eq!(new.cards.iter().map(|card| card.id).collect::<Vec<_>>(), expected, "{health}");
        assert_eq!((new.count, new.overdue, new.planned), (3, 1, 1), "the sums stay");
        let page = cards(&cx, new.stage.id, None, None, None, Some(health.into())).await.expect("the cards");
        assert_eq!(page.items.iter().map(|card| card.id).collect::<Vec<_>>(), expected, "{health}");
    }
    assert!(matches!(board(&cx, None, None, None, None, Some("soon".into())).await, Err(Error::Invalid(_))));
}

#[tokio::test]
async fn of_two_people_moving_the_same_card_the_second_learns_who_was_faster() {
    let t = with_pipelines().await;
    let (cx, other) = (t.owner().await, t.cx(BuiltinRole::SalesSupport));
    let lead = create(&cx, ski_club()).await.expect("created");
    let contacted = stage(&charter(&cx).await, LeadStatus::Contacted);
    let (a, b) = tokio::join!(
        move_card(&cx, lead.row.id, MoveLead::to(1, contacted, None)),
        move_card(&other, lead.row.id, MoveLead { lost_reason: Some(LostReason::Price), ..MoveLead::to(1, contacted, None) })
    );
    let refused = match (a, b) {
        (Ok(_), Err(error)) | (Err(error), Ok(_)) => error,
        both => panic!("exactly one wins, not {both:?}"),
    };
    let Error::Conflict { code, detail } = refused else { panic!("a conflict, not {refused:?}") };
    assert_eq!(code, "changed");
    assert!(detail.contains("changed this") && detail.contains("Contacted"), "{detail}");
    let shown = show(&cx, lead.row.id).await.expect("shown");
    assert_eq!((shown.row.version, shown.history.len()), (2, 2));
}

#[tokio::test]
async fn a_stage_asks_for_what_misses_and_the_move_fills_it_in() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let lead = create(&cx, ski_club()).await.expect("created");
    let shown = charter(&cx).await;
    let (qualified, won, lost) =
        (stage(&shown, LeadStatus::Qualified), stage(&shown, LeadStatus::Converted), stage(&shown, LeadStatus::Lost));
    let missing = move_card(&cx, lead.row.id, MoveLead::to(1, qualified, None)).await.unwrap_err();
    assert!(missing.fields().0.contains_key("wanted_on"));
    assert!(
        matches!(move_card(&cx, lead.row.id, MoveLead::to(1, won, None)).await.unwrap_err(), Error::Conflict { code, .. } if code == "needs_acceptance")
    );
    assert!(move_card(&cx, lead.row.id, MoveLead::to(1, lost, None)).await.unwrap_err().fields().0.contains_key("lost_reason"));
    let wish = MoveLead { wanted_on: chrono::NaiveDate::from_ymd_opt(2027, 1, 15), ..MoveLead::to(1, qualified, None) };
    let row = move_card(&cx, lead.row.id, wish).await.expect("moved");
    assert_eq!((row.status, row.version, row.wanted_on.is_some()), (LeadStatus::Qualified, 2, true));
    let row =
        move_card(&cx, lead.row.id, MoveLead { lost_reason: Some(LostReason::Price), ..MoveLead::to(2, lost, None) }).await.expect("lost");
    assert_eq!(row.status, LeadStatus::Lost);
    let shown = show(&cx, lead.row.id).await.expect("shown");
    assert_eq!(shown.lost_reason, Some(LostReason::Price));
    assert!(shown.journey.steps.iter().any(|s| s.state == StepState::Stopped));
    let row = move_card(&cx, lead.row.id, MoveLead::to(3, qualified, None)).await.expect("reopened");
    assert_eq!(row.status, LeadStatus::Qualified);
}

#[tokio::test]
async fn the_last_place_of_a_full_stage_is_given_once() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let shown = charter(&cx).await;
    let contacted = shown.columns[1].stage.clone();
    let input = shared::leads::EditStage {
        name: contacted.name.clone(),
        tone: contacted.tone,
        odds_bp: 2500,
        wip_limit: Some(1),
        wip_hard: true,
        required: vec![],
        stall_hours: None,
        version: None,
        status: None,
        required_fields: None,
    };
    edit_stage(&cx, contacted.id, input).await.expect("changed");
    let a = create(&cx, ski_club()).await.expect("created").row.id;
    let b = create(&cx, ski_club()).await.expect("created").row.id;
    let (x, y) =
        tokio::join!(move_card(&cx, a, MoveLead::to(1, contacted.id, None)), move_card(&cx, b, MoveLead::to(1, contacted.id, None)));
    assert_eq!([x.is_ok(), y.is_ok()].iter().filter(|ok| **ok).count(), 1);
    let refused = x.err().or(y.err()).expect("one is refused");
    assert!(matches!(refused, Error::Conflict { code, .. } if code == "stage_full"));
}

#[tokio::test]
async fn cards_keep_the_order_they_are_put_in() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(create(&cx, ski_club()).await.expect("created").row.id);
    }
    let new = stage(&charter(&cx).await, LeadStatus::New);
    // the last made stands on top: 2, 1, 0; the top one goes below the middle one
    move_card(&cx, ids[2], MoveLead::to(1, new, Some(ids[1]))).await.expect("arranged");
    let order: Vec<_> = charter(&cx).await.columns[0].cards.iter().map(|c| c.id).collect();
    assert_eq!(order, [ids[1], ids[2], ids[0]]);
}

#[tokio::test]
async fn two_leads_at_once_never_go_to_the_same_turn() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let support = t.org().person(BuiltinRole::SalesSupport).member;
    edit_turn(&cx, support, EditTurn::at(1)).await.expect("added");
    let online = || NewLead { source: LeadSource::Online, ..ski_club() };
    let (a, b) = tokio::join!(create(&cx, online()), create(&cx, online()));
    let (a, b) = (a.expect("created"), b.expect("created"));
    assert_ne!(a.row.owner, b.row.owner);
    assert!(a.assigned_why.as_deref().is_some_and(|why| why.starts_with("Round robin, turn ")), "{:?}", a.assigned_why);
    let away = EditTurn { active: false, ..EditTurn::at(1) };
    edit_turn(&cx, support, away).await.expect("paused");
    for _ in 0..2 {
        let lead = create(&cx, online()).await.expect("created");
        assert_ne!(lead.row.owner.map(|o| o.id), Some(support));
    }
}

#[tokio::test]
async fn an_existing_customers_lead_goes_to_its_owner() {
    let t = with_pipelines().await;
    let (cx, agent) = (t.owner().await, t.cx(BuiltinRole::SalesAgent));
    let account = crate::customers::create(
        &agent,
        shared::customers::NewAccount {
            kind: shared::customers::AccountKind::Company,
            name: "Kwantlen Ski & Board Club".into(),
            contact: Some(shared::customers::NewContact {
                name: "Kim Lee".into(),
                email: Some("KIM@kwantlen.example".into()),
                ..Default::default()
            }),
            tags: vec![],
            notes: String::new(),
            custom: Default::default(),
        },
    )
    .await
    .expect("created");
    let lead = create(&cx, ski_club()).await.expect("created");
    assert_eq!(
        (lead.account_id, lead.assigned_by, lead.row.owner.map(|o| o.id)),
        (Some(account.id), Some(AssignedBy::Customer), agent.member())
    );
}

#[tokio::test]
async fn following_up_sets_the_next_step_and_a_done_visit_advances_the_journey() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let id = create(&cx, ski_club()).await.expect("created").row.id;
    let due_at = t.app.now() + chrono::Duration::hours(2);
    let follow_up = Some(FollowUp { kind: ActivityKind::Visit, what: "Look at the loading bay".into(), due_at });
    let lead =
        log(&cx, id, NewActivity { kind: ActivityKind::Call, body: "Wants one price".into(), outcome: None, due_at: None, follow_up })
            .await
            .expect("logged");
    assert!(lead.first_touch_at.is_some());
    let step = lead.row.next_step.clone().expect("a next step");
    assert_eq!((step.what.as_str(), lead.journey.steps[1].state), ("Look at the loading bay", StepState::Current));
    let lead = complete(&cx, id, step.id, CompleteActivity { outcome: None, note: None, follow_up: None }).await.expect("done");
    assert_eq!((lead.row.next_step.clone(), lead.journey.steps[1].state), (None, StepState::Done));
    assert_eq!(
        complete(&cx, id, step.id, CompleteActivity { outcome: None, note: None, follow_up: None }).await.unwrap_err(),
        Error::NotFound
    );
    t.relay().await;
    let kinds: Vec<_> = timeline(&cx, id, None).await.expect("a timeline").items.into_iter().map(|e| e.kind).collect();
    assert_eq!(kinds, ["leads.follow_up_done", "leads.follow_up_planned", "leads.activity_logged", "leads.assigned", "leads.created"]);
}

#[tokio::test]
async fn another_organization_and_another_role_are_kept_out() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let lead = create(&cx, ski_club()).await.expect("created");
    let foreign = t.foreign(BuiltinRole::Owner);
    assert_eq!(show(&foreign, lead.row.id).await.unwrap_err(), Error::NotFound);
    assert_eq!(move_card(&foreign, lead.row.id, MoveLead::to(1, lead.row.stage_id, None)).await.unwrap_err(), Error::NotFound);
    let found = Filter { search: Some("kwantlen".into()), ..Filter::default() };
    assert_eq!(list(&foreign, found.clone()).await.expect("a list").page.items, []);
    assert_eq!(list(&cx, found).await.expect("a list").page.items.len(), 1);
    let agent = t.cx(BuiltinRole::SalesAgent);
    assert!(matches!(move_card(&agent, lead.row.id, MoveLead::to(1, lead.row.stage_id, None)).await.unwrap_err(), Error::Forbidden { .. }));
    assert!(matches!(
        assign(&agent, lead.row.id, AssignLead { version: 1, owner: agent.member(), reason: None }).await.unwrap_err(),
        Error::Forbidden { .. }
    ));
    assert!(matches!(create(&t.cx(BuiltinRole::Driver), ski_club()).await.unwrap_err(), Error::Forbidden { .. }));
}

pub(super) fn form() -> Capture {
    Capture {
        name: "Hélène Beauchamp".into(),
        email: "helene@example.ca".into(),
        service_line: "moving".into(),
        origin: "Vancouver".into(),
        destination: "Kelowna".into(),
        ..Capture::default()
    }
}

#[tokio::test]
async fn a_public_form_becomes_one_lead_however_often_it_is_sent() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let host = forms::form(&t.app, &t.org().slug, None).await.expect("a host");
    let id = IntakeId(uuid::Uuid::now_v7());
    for _ in 0..2 {
        capture::receive(&t.app, &host, RequestInfo::internal("form"), id, form()).await.expect("received");
    }
    let leads = list(&cx, Filter::default()).await.expect("a list");
    assert_eq!((leads.page.items.len(), leads.counts.all), (1, 1));
    assert_eq!(leads.page.items[0].source, LeadSource::Online);
    let kept = capture::intakes(&cx, None).await.expect("intakes");
    assert_eq!((kept.len(), kept[0].status, kept[0].lead_id), (1, IntakeStatus::Accepted, Some(leads.page.items[0].id)));
    assert!(matches!(capture::replay(&cx, id).await.unwrap_err(), Error::Conflict { code, .. } if code == "already_read"));
}

#[tokio::test]
async fn spam_is_kept_but_makes_no_lead_and_can_be_read_after_all() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let host = forms::form(&t.app, &t.org().slug, None).await.expect("a host");
    let id = IntakeId(uuid::Uuid::now_v7());
    capture::receive(&t.app, &host, RequestInfo::internal("form"), id, Capture { website: "http://spam.example".into(), ..form() })
        .await
        .expect("answered like any other");
    assert_eq!(list(&cx, Filter::default()).await.expect("a list").page.items, []);
    let lead = capture::replay(&cx, id).await.expect("read after all");
    assert_eq!(lead.row.name, "Hélène Beauchamp");
}

#[tokio::test]
async fn a_form_with_mistakes_is_sent_back_and_too_many_are_refused() {
    let t = with_pipelines().await;
    let host = forms::form(&t.app, &t.org().slug, None).await.expect("a host");
    let wrong = Capture { name: " ".into(), email: String::new(), wanted_on: "2001-01-01".into(), ..form() };
    let errors =
        capture::receive(&t.app, &host, RequestInfo::internal("form"), IntakeId(uuid::Uuid::now_v7()), wrong).await.unwrap_err().fields();
    assert_eq!(errors.0.keys().map(String::as_str).collect::<Vec<_>>(), ["email", "name", "wanted_on"]);
    for _ in 0..9 {
        capture::receive(&t.app, &host, RequestInfo::internal("form"), IntakeId(uuid::Uuid::now_v7()), form())
            .await
            .expect("within the limit");
    }
    let refused = capture::receive(&t.app, &host, RequestInfo::internal("form"), IntakeId(uuid::Uuid::now_v7()), form()).await.unwrap_err();
    assert!(matches!(refused, Error::TooMany { retry_after_seconds } if retry_after_seconds <= Duration::from_secs(600).as_secs()));
    assert_eq!(capture::host(&t.app, "nobody").await.unwrap_err(), Error::NotFound);
}

#[tokio::test]
async fn a_day_no_database_holds_is_refused_wherever_it_comes_from() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let refused = create(&cx, NewLead { wanted_on: "-9999-01-01".parse().ok(), ..ski_club() }).await.unwrap_err();
    assert!(matches!(refused, Error::Malformed { .. }), "{refused:?}");
    let after = Some(format!("-8000000000000000000_{}", uuid::Uuid::nil()));
    let refused = list(&cx, Filter { after, ..Filter::default() }).await.unwrap_err();
    assert!(matches!(refused, Error::Malformed { .. }), "{refused:?}");
}
