//! Entering and moving leads is answered without reading what was just written: the answer is what a reader sees.

use shared::leads::{LostReason, MoveLead, NewLead};

use super::tests::{ski_club, with_pipelines};
use super::*;
use crate::drill::{Drill, Plan};
use crate::testing::TestApp;

/// Scores the lead as any other change would.
async fn scored_anew(t: &TestApp, id: LeadId) -> Lead {
    let cx = t.owner().await;
    let mut tx = cx.write().await.expect("a transaction");
    rescore(&mut tx, id).await.expect("scored");
    tx.commit(()).await.expect("committed");
    show(&cx, id).await.expect("the lead")
}

fn stage(lead: &Lead, status: LeadStatus) -> StageId {
    stage_for(&lead.stages, status).expect("a stage").id
}

#[tokio::test]
async fn a_lead_is_answered_as_it_is_read_afterwards() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let entered = create(&cx, ski_club()).await.expect("created");
    assert_eq!(show(&cx, entered.row.id).await.expect("the lead"), entered);
    assert_eq!(scored_anew(&t, entered.row.id).await.row, entered.row);
    // somebody who can hardly be reached, about nothing much
    let bare = NewLead { email: None, phone: Some("604 555 0134".into()), origin: None, value_cents: None, ..ski_club() };
    let bare = create(&cx, bare).await.expect("created");
    assert_eq!(show(&cx, bare.row.id).await.expect("the lead"), bare);
    assert_eq!(scored_anew(&t, bare.row.id).await.row, bare.row);
}

#[tokio::test]
async fn a_move_is_answered_as_it_is_read_afterwards() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let lead = create(&cx, NewLead { value_cents: None, phone: None, ..ski_club() }).await.expect("created");
    let (id, mut version) = (lead.row.id, lead.row.version);
    let way = [LeadStatus::Contacted, LeadStatus::Lost, LeadStatus::New];
    for (n, status) in way.into_iter().enumerate() {
        let wish = MoveLead {
            value_cents: Some(500_000),
            phone: Some("604 555 0134".into()),
            lost_reason: (status == LeadStatus::Lost).then_some(LostReason::Price),
            ..MoveLead::to(version, stage(&lead, status), None)
        };
        let row = move_card(&cx, id, wish).await.expect("moved");
        version = row.version;
        let shown = show(&cx, id).await.expect("the lead");
        assert_eq!((&shown.row, shown.row.status), (&row, status));
        assert_eq!(scored_anew(&t, id).await.row, row, "{status:?}");
        // each move ends the stay before it and begins the next
        let open: Vec<_> = shown.history.iter().filter(|stay| stay.left_at.is_none()).map(|stay| stay.stage_id).collect();
        assert_eq!((shown.history.len(), open), (n + 2, vec![row.stage_id]));
    }
}

#[tokio::test]
async fn entering_and_moving_leads_takes_few_statements() {
    let t = with_pipelines().await;
    let drill = std::sync::Arc::new(Drill::new(Plan::default()));
    let mut cx = t.owner().await;
    cx.app = cx.app.drilled(drill.clone());
    let lead = create(&cx, ski_club()).await.expect("created");
    assert!(drill.tenant_statements() <= 7, "{} statements enter a lead", drill.tenant_statements());
    drill.arm(Plan::default());
    move_card(&cx, lead.row.id, MoveLead::to(lead.row.version, stage(&lead, LeadStatus::Contacted), None)).await.expect("moved");
    // two of them see to the limit of the stage
    assert!(drill.tenant_statements() <= 7, "{} statements move a lead", drill.tenant_statements());
}
