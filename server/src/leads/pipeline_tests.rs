//! Several pipelines on a real database: which takes what comes in, which is put away, and leads that change over.

use shared::access::BuiltinRole;
use shared::leads::{ArchivePipeline, EditPipeline, LostReason, MoveLead, NewLead, NewPipeline, PreferPipeline};
use shared::packs::ServiceLine;

use super::arrange_tests::{charter, code, lead, names, stage};
use super::tests::{ski_club, with_pipelines};
use super::*;

#[tokio::test]
async fn the_default_of_a_service_takes_its_leads_and_what_is_archived_takes_none() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let first = charter(&cx).await;
    let copy = NewPipeline { name: " Schools ".into(), service_line: ServiceLine::Charter, copy_of: Some(first.id) };
    let schools = add_pipeline(&cx, copy).await.expect("added");
    assert_eq!((schools.name.as_str(), schools.is_default, names(&schools)), ("Schools", false, names(&first)));
    assert!(schools.stages.iter().all(|theirs| first.stages.iter().all(|ours| ours.id != theirs.id)));
    let glass = NewPipeline { name: "Glass".into(), service_line: ServiceLine::Glass, copy_of: None };
    assert_eq!(code(add_pipeline(&cx, glass).await), "service_line", "a service they do not offer");
    let unknown = NewPipeline { name: "X".into(), service_line: ServiceLine::Charter, copy_of: Some(PipelineId(uuid::Uuid::now_v7())) };
    assert_eq!(code(add_pipeline(&cx, unknown).await), "copy_of");

    let name = EditPipeline { version: schools.version, name: "School runs".into() };
    let renamed = edit_pipeline(&cx, schools.id, name).await.expect("renamed");
    assert_eq!((renamed.name.as_str(), renamed.version), ("School runs", 2));
    assert_eq!(code(edit_pipeline(&cx, schools.id, EditPipeline { version: 1, name: "Late".into() }).await), "changed");

    let old = lead(&cx).await;
    assert_eq!(old.pipeline_id, first.id);
    let preferred = prefer_pipeline(&cx, schools.id, PreferPipeline { version: renamed.version }).await.expect("preferred");
    assert!(preferred.is_default);
    let new = lead(&cx).await;
    assert_eq!(new.pipeline_id, schools.id, "what comes in goes to the default");
    let named = create(&cx, NewLead { stage: Some(stage(&first, LeadStatus::New).id), ..ski_club() }).await.expect("created");
    assert_eq!(named.row.pipeline_id, first.id, "unless a stage is named");
    let wrong = NewLead { stage: Some(stage(&first, LeadStatus::New).id), service_line: ServiceLine::Moving, ..ski_club() };
    assert_eq!(code(create(&cx, wrong).await), "stage", "a stage of another service");

    let archive = |version| ArchivePipeline { version, archived: true };
    assert_eq!(code(archive_pipeline(&cx, schools.id, archive(preferred.version)).await), "default_pipeline");
    let version = first.version + 1;
    assert_eq!(code(archive_pipeline(&cx, first.id, archive(version)).await), "pipeline_holds_leads");
    let lost = stage(&first, LeadStatus::Lost).id;
    for row in [&old, &named.row] {
        let wish = MoveLead { lost_reason: Some(LostReason::Price), ..MoveLead::to(row.version, lost, None) };
        move_card(&cx, row.id, wish).await.expect("lost");
    }
    let archived = archive_pipeline(&cx, first.id, archive(version)).await.expect("archived");
    assert!(archived.archived);
    assert!(all_stages(&cx).await.expect("pipelines").iter().all(|pipeline| pipeline.id != first.id));
    let board_of = async |id| board(&cx, id, None, None, None, None).await.expect("a board");
    assert!(board_of(Some(schools.id)).await.pipelines.iter().all(|tab| !tab.archived));
    assert!(board_of(Some(first.id)).await.pipeline.archived, "whoever has its address still sees it");
    let reopen = MoveLead::to(old.version + 1, stage(&first, LeadStatus::New).id, None);
    assert_eq!(code(move_card(&cx, old.id, reopen.clone()).await), "pipeline_archived");
    assert_eq!(code(create(&cx, NewLead { stage: Some(reopen.stage), ..ski_club() }).await), "stage");
    // a lost one comes back to life in another pipeline, or in this one once it is in use again
    let there = MoveLead::to(old.version + 1, stage(&schools, LeadStatus::New).id, None);
    assert_eq!(relocate(&cx, old.id, there).await.expect("relocated").row.status, LeadStatus::New);
    let restore = ArchivePipeline { version: archived.version, archived: false };
    assert!(!archive_pipeline(&cx, first.id, restore).await.expect("restored").archived);
}

#[tokio::test]
async fn a_lead_that_comes_in_while_another_pipeline_becomes_the_default_goes_into_one_of_them() {
    let t = with_pipelines().await;
    let (cx, other) = (t.owner().await, t.cx(BuiltinRole::Admin));
    let first = charter(&cx).await;
    let copy = NewPipeline { name: "Schools".into(), service_line: ServiceLine::Charter, copy_of: Some(first.id) };
    let second = add_pipeline(&cx, copy).await.expect("added");
    for turn in 0..8 {
        let wanted = if turn % 2 == 0 { second.id } else { first.id };
        let all = all_stages(&cx).await.expect("pipelines");
        let version = all.iter().find(|pipeline| pipeline.id == wanted).expect("a pipeline").version;
        let (made, preferred) = tokio::join!(create(&cx, ski_club()), prefer_pipeline(&other, wanted, PreferPipeline { version }));
        assert!(preferred.expect("preferred").is_default);
        let home = made.expect("it came in").row.pipeline_id;
        assert!([first.id, second.id].contains(&home), "{home:?}");
    }
}

#[tokio::test]
async fn a_lead_moves_to_another_pipeline_with_its_service_and_keeps_its_history() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let card = lead(&cx).await;
    let all = all_stages(&cx).await.expect("pipelines");
    let moving = all.iter().find(|pipeline| pipeline.service_line == ServiceLine::Moving).expect("moving");
    let contacted = stage(moving, LeadStatus::Contacted);
    assert_eq!(code(relocate(&cx, card.id, MoveLead::to(card.version, card.stage_id, None)).await), "stage", "it is there already");
    assert_eq!(code(relocate(&cx, card.id, MoveLead::to(card.version, stage(moving, LeadStatus::Lost).id, None)).await), "stage");
    assert_eq!(code(relocate(&cx, card.id, MoveLead::to(9, contacted.id, None)).await), "changed");
    let asked = relocate(&cx, card.id, MoveLead::to(card.version, stage(moving, LeadStatus::Qualified).id, None)).await;
    assert_eq!(code(asked), "wanted_on", "a stage asks for what it asks of any card");
    let there = relocate(&cx, card.id, MoveLead::to(card.version, contacted.id, None)).await.expect("relocated");
    assert_eq!((there.row.pipeline_id, there.row.stage_id, there.row.service_line), (moving.id, contacted.id, ServiceLine::Moving));
    assert_eq!(there.stages, moving.stages);
    let stays: Vec<_> = there.history.iter().map(|visit| visit.stage.as_str()).collect();
    assert_eq!(stays, ["New", "Contacted"]);
    t.relay().await;
    let latest = timeline(&cx, card.id, None).await.expect("a timeline").items.remove(0);
    assert_eq!((latest.kind.as_str(), latest.data["pipeline"].as_str()), ("leads.relocated", Some("Moving")));
}
