//! Server functions on several leads at once.

use crate::api::prelude::*;
use shared::leads::{GiveLeads, LeadOutcomes, LoseLeads, MoveLeads, PlanLeads};

/// Gives leads to a member, or back to the queue.
#[post("/api/v1/leads/bulk/owner", cx: Cx)]
pub async fn give_leads(input: Valid<GiveLeads>) -> Result<LeadOutcomes> {
    server::leads::give_many(&cx, input.0).await
}

/// Moves leads into a stage of their pipeline.
#[post("/api/v1/leads/bulk/stage", cx: Cx)]
pub async fn move_leads(input: Valid<MoveLeads>) -> Result<LeadOutcomes> {
    server::leads::move_many(&cx, input.0).await
}

/// Marks leads lost.
#[post("/api/v1/leads/bulk/loss", cx: Cx)]
pub async fn lose_leads(input: Valid<LoseLeads>) -> Result<LeadOutcomes> {
    server::leads::lose_many(&cx, input.0).await
}

/// Plans a next step for each of several leads.
#[post("/api/v1/leads/bulk/steps", cx: Cx)]
pub async fn plan_leads(input: Valid<PlanLeads>) -> Result<LeadOutcomes> {
    server::leads::plan_many(&cx, input.0).await
}

/// The endpoints on several leads.
#[cfg(feature = "server")]
pub(super) fn endpoints() -> Vec<Endpoint> {
    use Action::LeadsEdit;
    vec![
        Endpoint::post("/api/v1/leads/bulk/owner", "Gives leads to a member or back to the queue, each on its own")
            .needs(LeadsEdit)
            .body::<GiveLeads>()
            .replies::<LeadOutcomes>(),
        Endpoint::post("/api/v1/leads/bulk/stage", "Moves leads into a stage of their pipeline, each on its own")
            .needs(LeadsEdit)
            .body::<MoveLeads>()
            .replies::<LeadOutcomes>(),
        Endpoint::post("/api/v1/leads/bulk/loss", "Marks leads lost, each on its own")
            .needs(LeadsEdit)
            .body::<LoseLeads>()
            .replies::<LeadOutcomes>(),
        Endpoint::post("/api/v1/leads/bulk/steps", "Plans a next step for each of several leads")
            .needs(LeadsEdit)
            .body::<PlanLeads>()
            .replies::<LeadOutcomes>(),
    ]
}
