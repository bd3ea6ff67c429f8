//! Pipelines and stages arranged on a real database, with leads in them and others at work.

use shared::access::BuiltinRole;
use shared::leads::{
    ArchivePipeline, EditPipeline, EditStage, LeadRow, MoveLead, NewLead, OrderStages, Pipeline, PreferPipeline, RemoveStage, StageTone,
};
use shared::packs::ServiceLine;

use super::tests::{ski_club, with_pipelines};
use super::*;

/// The default pipeline of charters.
pub(super) async fn charter(cx: &Cx) -> Pipeline {
    let all = all_stages(cx).await.expect("pipelines");
    all.into_iter().find(|p| p.service_line == ServiceLine::Charter && p.is_default).expect("charter")
}

pub(super) fn stage(pipeline: &Pipeline, status: LeadStatus) -> Stage {
    pipeline.stages.iter().find(|stage| stage.status == status).expect("a stage").clone()
}

pub(super) fn names(pipeline: &Pipeline) -> Vec<&str> {
    pipeline.stages.iter().map(|stage| stage.name.as_str()).collect()
}

pub(super) fn code<T: std::fmt::Debug>(result: Result<T>) -> String {
    match result.expect_err("a refusal") {
        Error::Conflict { code, .. } => code,
        Error::Invalid(errors) => errors.0.keys().cloned().collect::<Vec<_>>().join(","),
        other => format!("{other:?}"),
    }
}

/// A stage that asks for nothing.
fn called(name: &str, status: LeadStatus, version: i32) -> EditStage {
    EditStage {
        name: name.into(),
        tone: StageTone::Info,
        odds_bp: 3000,
        wip_limit: None,
        wip_hard: false,
        required: vec![],
        stall_hours: None,
        version: Some(version),
        status: Some(status),
        required_fields: None,
    }
}

pub(super) async fn lead(cx: &Cx) -> LeadRow {
    create(cx, ski_club()).await.expect("created").row
}

async fn moved(cx: &Cx, lead: &LeadRow, to: StageId) -> LeadRow {
    move_card(cx, lead.id, MoveLead::to(lead.version, to, None)).await.expect("moved")
}

fn order_of(pipeline: &Pipeline) -> Vec<StageId> {
    pipeline.stages.iter().map(|stage| stage.id).collect()
}

#[tokio::test]
async fn a_stage_is_added_behind_its_like_and_counts_as_what_it_is_told_to() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let before = charter(&cx).await;
    let added = add_stage(&cx, before.id, called("Site visit", LeadStatus::Contacted, before.version)).await.expect("added");
    assert_eq!(names(&added), ["New", "Contacted", "Site visit", "Qualified", "Quoted", "Won", "Lost"]);
    assert_eq!(added.stages.iter().map(|stage| stage.position).collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5, 6]);
    assert_eq!(added.version, before.version + 1);
    assert_eq!(code(add_stage(&cx, before.id, called("Late", LeadStatus::New, before.version)).await), "changed");
    assert_eq!(code(add_stage(&cx, before.id, called("Won too", LeadStatus::Converted, added.version)).await), "status");

    // a lead in it counts as what the stage counts as
    let visit = added.stages[2].clone();
    let card = moved(&cx, &lead(&cx).await, visit.id).await;
    let input = EditStage { status: Some(LeadStatus::Qualified), ..EditStage::of(&visit, added.version) };
    let edited = edit_stage(&cx, visit.id, input).await.expect("edited");
    assert_eq!(show(&cx, card.id).await.expect("the lead").row.status, LeadStatus::Qualified);
    let back = EditStage { status: Some(LeadStatus::Quoted), ..EditStage::of(&visit, edited.version) };
    assert_eq!(code(edit_stage(&cx, visit.id, back).await), "stage_order", "it stands before the qualified ones");
    let won = stage(&edited, LeadStatus::Converted);
    let open = EditStage { status: Some(LeadStatus::Quoted), ..EditStage::of(&won, edited.version) };
    assert_eq!(code(edit_stage(&cx, won.id, open).await), "status", "what is won stays won");
    assert_eq!(code(edit_stage(&cx, visit.id, EditStage::of(&visit, before.version)).await), "changed");
}

#[tokio::test]
async fn a_stage_with_leads_goes_once_it_is_said_where_they_go_and_they_keep_their_history() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let before = charter(&cx).await;
    let (contacted, qualified) = (stage(&before, LeadStatus::Contacted), stage(&before, LeadStatus::Qualified));
    let mut cards = Vec::new();
    for _ in 0..3 {
        cards.push(moved(&cx, &lead(&cx).await, contacted.id).await);
    }
    let wish = |to| RemoveStage { version: before.version, to };
    assert_eq!(code(remove_stage(&cx, contacted.id, wish(None)).await), "stage_holds_leads");
    assert_eq!(code(remove_stage(&cx, contacted.id, wish(Some(contacted.id))).await), "to");
    assert_eq!(code(remove_stage(&cx, contacted.id, wish(Some(stage(&before, LeadStatus::Lost).id))).await), "to");
    for status in [LeadStatus::New, LeadStatus::Quoted, LeadStatus::Converted, LeadStatus::Lost] {
        assert_eq!(code(remove_stage(&cx, stage(&before, status).id, wish(Some(qualified.id))).await), "stage_needed", "{status}");
    }

    let after = remove_stage(&cx, contacted.id, wish(Some(qualified.id))).await.expect("removed");
    assert_eq!(names(&after), ["New", "Qualified", "Quoted", "Won", "Lost"]);
    let shown = board(&cx, Some(before.id), None, None, None, None).await.expect("the board");
    let column = shown.column(qualified.id).expect("a column");
    let order: Vec<_> = column.cards.iter().map(|card| card.id).collect();
    assert_eq!(order, cards.iter().rev().map(|card| card.id).collect::<Vec<_>>(), "in the order they stood in");
    let told = show(&cx, cards[0].id).await.expect("the lead");
    assert_eq!((told.row.status, told.row.version), (LeadStatus::Qualified, cards[0].version + 1));
    let stays: Vec<_> = told.history.iter().map(|visit| (visit.stage.as_str(), visit.left_at.is_some())).collect();
    assert_eq!(stays, [("New", true), ("Contacted", true), ("Qualified", false)]);
    assert_eq!(told.history[2].reason.as_deref(), Some("The stage Contacted was removed"));
    t.relay().await;
    let latest = timeline(&cx, cards[0].id, None).await.expect("a timeline").items.remove(0);
    assert_eq!(latest.kind, "leads.moved");
    // nothing comes to stand in it any more, by a card or by a form that was open
    assert_eq!(code(move_card(&cx, cards[0].id, MoveLead::to(told.row.version, contacted.id, None)).await), "stage");
    assert_eq!(code(create(&cx, NewLead { stage: Some(contacted.id), ..ski_club() }).await), "stage");
    assert_eq!(remove_stage(&cx, contacted.id, RemoveStage { version: after.version, to: None }).await.unwrap_err(), Error::NotFound);
}

#[tokio::test]
async fn of_two_who_put_stages_in_order_one_wins_and_the_other_is_told() {
    let t = with_pipelines().await;
    let (cx, other) = (t.owner().await, t.cx(BuiltinRole::Admin));
    let start = charter(&cx).await;
    let before = add_stage(&cx, start.id, called("Site visit", LeadStatus::Contacted, start.version)).await.expect("added");
    let mut swapped = order_of(&before);
    swapped.swap(1, 2);
    let order = |stages: &[StageId]| OrderStages { version: before.version, stages: stages.to_vec() };
    let same = order_of(&before);
    let (a, b) = tokio::join!(order_stages(&cx, before.id, order(&swapped)), order_stages(&other, before.id, order(&same)));
    let (won, refused) = match (a, b) {
        (Ok(won), refused @ Err(_)) | (refused @ Err(_), Ok(won)) => (won, refused),
        both => panic!("exactly one wins, not {both:?}"),
    };
    assert_eq!(code(refused), "changed");
    assert_eq!(charter(&cx).await.stages, won.stages);
    // what cannot stand so is refused whoever asks
    let mut fallen = order_of(&won);
    fallen.swap(0, 1);
    assert_eq!(code(order_stages(&cx, won.id, OrderStages { version: won.version, stages: fallen }).await), "stage_order");
    let short = OrderStages { version: won.version, stages: order_of(&won)[1..].to_vec() };
    assert_eq!(code(order_stages(&cx, won.id, short).await), "stages");
}

#[tokio::test]
async fn a_card_on_its_way_into_a_stage_that_goes_is_in_one_of_the_others() {
    let t = with_pipelines().await;
    let (cx, other) = (t.owner().await, t.cx(BuiltinRole::Admin));
    for _ in 0..8 {
        let before = charter(&cx).await;
        let made = add_stage(&cx, before.id, called("Short lived", LeadStatus::Contacted, before.version)).await.expect("added");
        let gone = made.stages.iter().find(|stage| stage.name == "Short lived").expect("a stage").id;
        let card = lead(&cx).await;
        let to = Some(stage(&made, LeadStatus::New).id);
        let (moved, removed) = tokio::join!(
            move_card(&cx, card.id, MoveLead::to(card.version, gone, None)),
            remove_stage(&other, gone, RemoveStage { version: made.version, to })
        );
        // the one who removes it may be told that a card came in just then
        if let Err(error) = removed {
            assert!(matches!(&error, Error::Conflict { code, .. } if code == "changed"), "{error:?}");
            let now = charter(&cx).await;
            remove_stage(&cx, gone, RemoveStage { version: now.version, to }).await.expect("removed");
        } else if let Err(error) = moved {
            assert!(error.fields().0.contains_key("stage"), "{error:?}");
        }
        let stands = show(&cx, card.id).await.expect("the lead");
        assert!(stands.stages.iter().any(|stage| stage.id == stands.row.stage_id), "in a stage of its pipeline");
        assert_eq!(stands.history.iter().filter(|visit| visit.left_at.is_none()).count(), 1);
    }
}

#[tokio::test]
async fn why_a_full_stage_took_one_more_stays_in_its_history() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let before = charter(&cx).await;
    let contacted = stage(&before, LeadStatus::Contacted);
    let input = EditStage { wip_limit: Some(1), wip_hard: false, ..EditStage::of(&contacted, before.version) };
    edit_stage(&cx, contacted.id, input).await.expect("changed");
    moved(&cx, &lead(&cx).await, contacted.id).await;
    let card = lead(&cx).await;
    assert_eq!(code(move_card(&cx, card.id, MoveLead::to(card.version, contacted.id, None)).await), "wip_reason");
    let wish = MoveLead { wip_reason: Some(" The club books today ".into()), ..MoveLead::to(card.version, contacted.id, None) };
    move_card(&cx, card.id, wish).await.expect("moved");
    let told = show(&cx, card.id).await.expect("the lead");
    let last = told.history.last().expect("a stay");
    assert_eq!((last.stage.as_str(), last.reason.as_deref()), ("Contacted", Some("The club books today")));
}

#[tokio::test]
async fn another_organization_and_another_role_arrange_nothing() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let ours = charter(&cx).await;
    let contacted = stage(&ours, LeadStatus::Contacted);
    for (stranger, refusal) in [(t.foreign(BuiltinRole::Owner), "NotFound"), (t.cx(BuiltinRole::SalesAgent), "Forbidden")] {
        let stage = called("Theirs", LeadStatus::New, ours.version);
        let refusals = [
            code(add_stage(&stranger, ours.id, stage.clone()).await),
            code(edit_stage(&stranger, contacted.id, stage).await),
            code(order_stages(&stranger, ours.id, OrderStages { version: ours.version, stages: order_of(&ours) }).await),
            code(remove_stage(&stranger, contacted.id, RemoveStage { version: ours.version, to: None }).await),
            code(edit_pipeline(&stranger, ours.id, EditPipeline { version: ours.version, name: "Theirs".into() }).await),
            code(prefer_pipeline(&stranger, ours.id, PreferPipeline { version: ours.version }).await),
            code(archive_pipeline(&stranger, ours.id, ArchivePipeline { version: ours.version, archived: true }).await),
        ];
        assert!(refusals.iter().all(|one| one.starts_with(refusal)), "{refusals:?}");
    }
    assert_eq!(charter(&cx).await, ours);
}

#[tokio::test]
async fn each_statement_of_an_arrangement_fails_without_a_trace() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let start = charter(&cx).await;
    let before = add_stage(&cx, start.id, called("Site visit", LeadStatus::Contacted, start.version)).await.expect("added");
    let visit = before.stages[2].clone();
    let card = moved(&cx, &lead(&cx).await, visit.id).await;
    let mut order = order_of(&before);
    order.swap(1, 2);
    let mut tried = 0;
    loop {
        let failing = t.owner().await.failing_at(tried + 1);
        let ordered = order_stages(&failing, before.id, OrderStages { version: before.version, stages: order.clone() }).await;
        if !failing.has_failed() {
            assert_eq!(order_of(&ordered.expect("nothing was let fail")), order);
            break;
        }
        assert!(ordered.is_err(), "statement {} failed unnoticed", tried + 1);
        assert_eq!(charter(&cx).await, before, "statement {}", tried + 1);
        tried += 1;
    }
    assert!(tried > 6, "only {tried} statements were tried");
    let ordered = charter(&cx).await;
    let to = Some(stage(&ordered, LeadStatus::Qualified).id);
    tried = 0;
    loop {
        let failing = t.owner().await.failing_at(tried + 1);
        let removed = remove_stage(&failing, visit.id, RemoveStage { version: ordered.version, to }).await;
        if !failing.has_failed() {
            assert_eq!(removed.expect("nothing was let fail").stages.len(), ordered.stages.len() - 1);
            break;
        }
        assert!(removed.is_err(), "statement {} failed unnoticed", tried + 1);
        let stands = show(&cx, card.id).await.expect("the lead");
        assert_eq!((stands.row.stage_id, stands.history.len()), (visit.id, 2), "statement {}", tried + 1);
        assert_eq!(charter(&cx).await, ordered, "statement {}", tried + 1);
        tried += 1;
    }
    assert!(tried > 12, "only {tried} statements were tried");
}

#[tokio::test]
async fn who_waits_for_somebody_arranging_sees_what_was_added_and_the_new_order() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let before = charter(&cx).await;
    let mut arranging = cx.write().await.expect("a transaction");
    sql::lock_pipeline(&mut arranging, before.id).await.expect("held");
    let added = Stage { id: cx.id::<StageId>(), name: "Called back".into(), ..stage(&before, LeadStatus::Contacted) };
    sql::insert_stage(&mut arranging, before.id, &added).await.expect("added");
    let order: Vec<StageId> = std::iter::once(added.id).chain(order_of(&before).into_iter().rev()).collect();
    sql::place_stages(&mut arranging, before.id, &order).await.expect("placed");
    sql::bump_pipeline(&mut arranging, before.id).await.expect("counted");

    let mut entering = cx.write().await.expect("a transaction");
    let (found, ()) = tokio::join!(sql::default_stages_held(&mut entering, ServiceLine::Charter), async {
        t.somebody_waits().await;
        arranging.commit(()).await.expect("arranged");
    });
    let (_, stages) = found.expect("read").expect("there is one");
    assert_eq!(stages.iter().map(|stage| stage.id).collect::<Vec<_>>(), order);
}
