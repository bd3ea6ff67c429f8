//! Stages that ask for fields of the organization's own, and what becomes of leads when a stage counts as something
//! else; on a real database.

use serde_json::{Value, json};
use shared::access::BuiltinRole;
use shared::customers::{CustomField, CustomValues, EditCustomField, NewCustomField};
use shared::leads::{EditStage, LeadRow, MoveLead, MoveLeads, NewLead, NewPipeline, Pipeline, SeenLead};

use super::arrange_tests::{charter, code, lead, stage};
use super::tests::{ski_club, with_pipelines};
use super::*;

async fn field(cx: &Cx, input: Value) -> CustomField {
    customers::create_field(cx, serde_json::from_value::<NewCustomField>(input).expect("a field")).await.expect("added")
}

/// A number and a choice of leads, and the stage of contacted ones asking for both.
async fn asking(cx: &Cx) -> (Vec<CustomField>, Stage) {
    let fields = vec![
        field(cx, json!({ "of": "lead", "kind": "number", "label": "Guests" })).await,
        field(cx, json!({ "of": "lead", "kind": "choice", "label": "Occasion", "choices": ["Wedding", "Trip"] })).await,
    ];
    let before = charter(cx).await;
    let contacted = stage(&before, LeadStatus::Contacted);
    let after = ask(cx, &before, &contacted, &["occasion", "guests"]).await.expect("asks for both");
    (fields, stage(&after, LeadStatus::Contacted))
}

async fn ask(cx: &Cx, pipeline: &Pipeline, of: &Stage, keys: &[&str]) -> Result<Pipeline> {
    let required_fields = Some(keys.iter().map(|key| (*key).to_owned()).collect());
    edit_stage(cx, of.id, EditStage { required_fields, ..EditStage::of(of, pipeline.version) }).await
}

fn keys(stage: &Stage) -> Vec<&str> {
    stage.fields.iter().map(|field| field.key.as_str()).collect()
}

fn values(pairs: &[(&str, &str)]) -> CustomValues {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

fn to(row: &LeadRow, stage: StageId, custom: &[(&str, &str)]) -> MoveLead {
    MoveLead { custom: values(custom), ..MoveLead::to(row.version, stage, None) }
}

/// A lead that says something in these fields when it is entered.
async fn saying(cx: &Cx, custom: &[(&str, &str)]) -> LeadRow {
    create(cx, NewLead { custom: values(custom), ..ski_club() }).await.expect("created").row
}

async fn archive(cx: &Cx, field: &CustomField, version: i32, archived: bool) {
    let CustomField { label, choices, required, .. } = field.clone();
    let input = EditCustomField { version, label, choices, required, archived, on_form: None };
    customers::edit_field(cx, field.id, input).await.expect("changed");
}

#[tokio::test]
async fn a_stage_refuses_a_lead_that_says_nothing_in_its_fields_and_takes_it_with_them_in_one_act() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let (_, contacted) = asking(&cx).await;
    assert_eq!(keys(&contacted), ["guests", "occasion"], "in the order of forms");
    let card = lead(&cx).await;
    assert_eq!(code(move_card(&cx, card.id, to(&card, contacted.id, &[])).await), "custom.guests,custom.occasion");
    let half = [("guests", "40"), ("occasion", " ")];
    assert_eq!(code(move_card(&cx, card.id, to(&card, contacted.id, &half)).await), "custom.occasion");
    let wrong = [("guests", "many"), ("occasion", "Trip")];
    let refused = move_card(&cx, card.id, to(&card, contacted.id, &wrong)).await.unwrap_err();
    assert_eq!(refused.fields().text("custom.guests"), Error::field("x", "not_a_number").fields().text("x"));
    let unknown = [("guests", "40"), ("occasion", "Trip"), ("floor", "3")];
    assert_eq!(code(move_card(&cx, card.id, to(&card, contacted.id, &unknown)).await), "custom.floor");
    let stands = show(&cx, card.id).await.expect("the lead").row;
    assert_eq!((stands.stage_id, stands.custom.len(), stands.version), (card.stage_id, 0, card.version), "nothing was kept");

    let given = [("guests", "1,200"), ("occasion", "trip")];
    let row = move_card(&cx, card.id, to(&card, contacted.id, &given)).await.expect("moved");
    assert_eq!((row.stage_id, row.custom.clone()), (contacted.id, values(&[("guests", "1200"), ("occasion", "Trip")])));
    assert_eq!(row.version, card.version + 1, "one act");
    t.relay().await;
    let told = timeline(&cx, card.id, None).await.expect("a timeline").items.remove(0);
    assert_eq!((told.kind.as_str(), told.data["custom"]["after"]["guests"].as_str()), ("leads.moved", Some("1200")));
    // what it says already is asked for no more, and a blank clears nothing
    let back = move_card(&cx, row.id, to(&row, card.stage_id, &[("guests", "")])).await.expect("moved back");
    assert_eq!(back.custom, row.custom);
    move_card(&cx, row.id, to(&back, contacted.id, &[])).await.expect("moved again");
}

#[tokio::test]
async fn what_everybody_is_asked_for_who_enters_a_lead_is_not_asked_of_who_moves_one() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let card = lead(&cx).await;
    let (_, contacted) = asking(&cx).await;
    field(&cx, json!({ "of": "lead", "kind": "text", "label": "Tip", "required": true })).await;
    let given = [("guests", "40"), ("occasion", "Trip")];
    move_card(&cx, card.id, to(&card, contacted.id, &given)).await.expect("moved without a tip");
}

#[tokio::test]
async fn of_several_leads_those_go_that_say_it_and_the_others_name_what_they_lack() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let (_, contacted) = asking(&cx).await;
    let ready = saying(&cx, &[("guests", "40"), ("occasion", "Trip")]).await;
    let half = saying(&cx, &[("guests", "40")]).await;
    let seen = |row: &LeadRow| SeenLead { id: row.id, version: row.version };
    let wish = MoveLeads { leads: vec![seen(&half), seen(&ready)], stage: contacted.id, wip_reason: None };
    let outcomes = move_many(&cx, wish).await.expect("each is answered").leads;
    assert_eq!(
        outcomes[0].refused.as_ref().map(|why| why.fields().0.into_keys().collect::<Vec<_>>()),
        Some(vec!["custom.occasion".into()])
    );
    assert_eq!((outcomes[1].version, outcomes[1].refused.is_none()), (Some(ready.version + 1), true));
    // into another pipeline the same is asked
    let pipelines = all_stages(&cx).await.expect("pipelines");
    let moving = pipelines.into_iter().find(|one| one.id != half.pipeline_id).expect("another one");
    let theirs = stage(&moving, LeadStatus::Contacted);
    ask(&cx, &moving, &theirs, &["occasion"]).await.expect("asks");
    assert_eq!(code(relocate(&cx, half.id, to(&half, theirs.id, &[])).await), "custom.occasion");
    let moved = relocate(&cx, half.id, to(&half, theirs.id, &[("occasion", "Wedding")])).await.expect("relocated");
    assert_eq!(moved.row.custom, values(&[("guests", "40"), ("occasion", "Wedding")]));
}

#[tokio::test]
async fn an_archived_field_locks_no_stage_and_is_asked_for_again_once_it_is_back() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let (fields, contacted) = asking(&cx).await;
    let card = lead(&cx).await;
    archive(&cx, &fields[0], 1, true).await;
    let now = charter(&cx).await;
    let shown = stage(&now, LeadStatus::Contacted);
    assert_eq!((keys(&shown), shown.fields[0].archived), (vec!["guests", "occasion"], true), "the settings can say so");
    assert_eq!(code(move_card(&cx, card.id, to(&card, contacted.id, &[])).await), "custom.occasion");
    let row = move_card(&cx, card.id, to(&card, contacted.id, &[("occasion", "Trip")])).await.expect("moved without it");
    // the stage can be changed around it, and no other one can take it up
    let renamed = EditStage { name: "Reached".into(), ..EditStage::of(&shown, now.version) };
    let after = edit_stage(&cx, shown.id, renamed).await.expect("renamed");
    assert_eq!(keys(&stage(&after, LeadStatus::Contacted)), ["guests", "occasion"]);
    let qualified = stage(&after, LeadStatus::Qualified);
    assert_eq!(code(ask(&cx, &after, &qualified, &["guests"]).await), "required_fields");
    archive(&cx, &fields[0], 2, false).await;
    let back = move_card(&cx, row.id, to(&row, card.stage_id, &[])).await.expect("moved back");
    assert_eq!(code(move_card(&cx, row.id, to(&back, contacted.id, &[])).await), "custom.guests");
}

#[tokio::test]
async fn stages_keep_what_they_ask_for_whoever_says_nothing_of_it_and_copies_ask_for_the_same() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let (_, contacted) = asking(&cx).await;
    let before = charter(&cx).await;
    // a program that knows nothing of these fields
    let plain = EditStage { required_fields: None, odds_bp: 3000, ..EditStage::of(&contacted, before.version) };
    let after = edit_stage(&cx, contacted.id, plain).await.expect("changed");
    assert_eq!(keys(&stage(&after, LeadStatus::Contacted)), ["guests", "occasion"]);
    let copy = NewPipeline { name: "Coaches".into(), service_line: after.service_line, copy_of: Some(after.id) };
    let copy = add_pipeline(&cx, copy).await.expect("added");
    assert_eq!(keys(&stage(&copy, LeadStatus::Contacted)), ["guests", "occasion"]);
    for wrong in ["floor", ""] {
        assert_eq!(code(ask(&cx, &after, &contacted, &[wrong]).await), "required_fields", "{wrong}");
    }
    let shown = board(&cx, Some(after.id), None, None, None, None).await.expect("the board");
    assert_eq!(keys(&shown.column(contacted.id).expect("a column").stage), ["guests", "occasion"]);
    // another organization has fields of its own under the same keys
    let stranger = t.foreign(BuiltinRole::Owner);
    let theirs = charter(&stranger).await;
    assert!(theirs.stages.iter().all(|stage| stage.fields.is_empty()));
    assert_eq!(code(ask(&stranger, &theirs, &stage(&theirs, LeadStatus::Contacted), &["guests"]).await), "required_fields");
    let none = ask(&cx, &after, &stage(&after, LeadStatus::Contacted), &[]).await.expect("asks for nothing");
    assert!(stage(&none, LeadStatus::Contacted).fields.is_empty());
}

#[tokio::test]
async fn a_stage_that_counts_as_something_else_tells_each_lead_in_it_or_none() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let pipeline = charter(&cx).await;
    let contacted = stage(&pipeline, LeadStatus::Contacted);
    let mut cards = Vec::new();
    for _ in 0..3 {
        let card = lead(&cx).await;
        cards.push(move_card(&cx, card.id, MoveLead::to(card.version, contacted.id, None)).await.expect("moved"));
    }
    let elsewhere = lead(&cx).await;
    let input = EditStage { status: Some(LeadStatus::Qualified), ..EditStage::of(&contacted, pipeline.version) };
    t.all_or_nothing(7, &cx, async |failing| edit_stage(&failing, contacted.id, input.clone()).await).await;
    t.relay().await;
    for card in &cards {
        let shown = show(&cx, card.id).await.expect("the lead");
        assert_eq!((shown.row.status, shown.row.version), (LeadStatus::Qualified, card.version + 1));
        assert_eq!(shown.row.stage_since, card.stage_since, "it stands there for as long as it did");
        let last = shown.history.last().expect("a stay");
        assert_eq!((last.stage.as_str(), last.reason.as_deref()), ("Contacted", Some("The stage Contacted counts as qualified now")));
        assert_eq!(shown.history.iter().filter(|stay| stay.left_at.is_none()).count(), 1);
        let told = timeline(&cx, card.id, None).await.expect("a timeline").items.remove(0);
        assert_eq!((told.kind.as_str(), told.data["status"]["after"].as_str()), ("leads.recounted", Some("qualified")));
    }
    let other = show(&cx, elsewhere.id).await.expect("the lead");
    assert_eq!((other.row.version, other.history.len()), (elsewhere.version, 1));
    // what changes nothing for its leads tells them nothing
    let now = charter(&cx).await;
    let same = EditStage { name: "Reached".into(), ..EditStage::of(&stage(&now, LeadStatus::Qualified), now.version) };
    edit_stage(&cx, contacted.id, same).await.expect("renamed");
    assert_eq!(show(&cx, cards[0].id).await.expect("the lead").row.version, cards[0].version + 1);
}
