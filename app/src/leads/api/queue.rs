//! Server functions of how leads come in: the queue they are given out by, sources, and what forms sent.

use crate::api::prelude::*;
use shared::leads::assignment::Queue;
#[cfg(feature = "server")]
use shared::leads::{Capture, Captured};
use shared::leads::{CaptureSource, CaptureSourceKey, EditCaptureSource, EditQueue, EditTurn, Intake, Lead, NewCaptureSource};
use shared::{IntakeId, LeadSourceId, MemberId};

/// The queue leads are given out by.
#[get("/api/v1/lead-queue", cx: Cx)]
pub async fn lead_queue() -> Result<Queue> {
    server::leads::queue(&cx).await
}

/// Changes what holds for the queue as a whole.
#[put("/api/v1/lead-queue", cx: Cx)]
pub async fn edit_queue(input: Valid<EditQueue>) -> Result<Queue> {
    server::leads::edit_queue(&cx, input.0).await
}

/// Changes a member's turn: place, pause, limit, hours, services, absence and deputy.
#[put("/api/v1/lead-queue/{member}", cx: Cx)]
pub async fn edit_turn(member: MemberId, input: Valid<EditTurn>) -> Result<Queue> {
    server::leads::edit_turn(&cx, member, input.0).await
}

/// Sources that programs send leads to.
#[get("/api/v1/lead-sources", cx: Cx)]
pub async fn list_sources() -> Result<Vec<CaptureSource>> {
    server::leads::sources(&cx).await
}

/// Adds a source and shows its key this once.
#[post("/api/v1/lead-sources", cx: Cx)]
pub async fn add_source(input: Valid<NewCaptureSource>) -> Result<CaptureSourceKey> {
    server::leads::add_source(&cx, input.0).await
}

/// Renames, pauses or redirects a source.
#[put("/api/v1/lead-sources/{id}", cx: Cx)]
pub async fn edit_source(id: LeadSourceId, input: Valid<EditCaptureSource>) -> Result<CaptureSource> {
    server::leads::edit_source(&cx, id, input.0).await
}

/// Gives a source another key.
#[post("/api/v1/lead-sources/{id}/key", cx: Cx)]
pub async fn renew_source_key(id: LeadSourceId, _body: Valid<Nothing>) -> Result<CaptureSourceKey> {
    server::leads::renew_key(&cx, id).await
}

/// What public forms sent.
#[get("/api/v1/intakes?status", cx: Cx)]
pub async fn list_intakes(status: Option<String>) -> Result<Vec<Intake>> {
    server::leads::capture::intakes(&cx, status).await
}

/// Reads a kept form again.
#[post("/api/v1/intakes/{id}/replay", cx: Cx)]
pub async fn replay_intake(id: IntakeId, _body: Valid<Nothing>) -> Result<Lead> {
    server::quotes::instant::replay(&cx, id).await
}

/// The endpoints of the queue, of sources and of forms.
#[cfg(feature = "server")]
pub(super) fn endpoints() -> Vec<Endpoint> {
    use Action::{LeadsAssign, LeadsEdit, LeadsView};
    vec![
        Endpoint::get("/api/v1/lead-queue", "Shows the queue leads are given out by").needs(LeadsView).replies::<Queue>(),
        Endpoint::put("/api/v1/lead-queue", "Changes what holds for the queue as a whole")
            .needs(LeadsAssign)
            .body::<EditQueue>()
            .replies::<Queue>(),
        Endpoint::put("/api/v1/lead-queue/{member}", "Changes a member's turn in the queue")
            .needs(LeadsAssign)
            .body::<EditTurn>()
            .replies::<Queue>(),
        Endpoint::get("/api/v1/lead-sources", "Lists sources that programs send leads to")
            .needs(LeadsAssign)
            .replies::<Vec<CaptureSource>>(),
        Endpoint::post("/api/v1/lead-sources", "Adds a source and shows its key this once")
            .needs(LeadsAssign)
            .body::<NewCaptureSource>()
            .replies::<CaptureSourceKey>(),
        Endpoint::put("/api/v1/lead-sources/{id}", "Renames, pauses or redirects a source")
            .needs(LeadsAssign)
            .body::<EditCaptureSource>()
            .replies::<CaptureSource>(),
        Endpoint::post("/api/v1/lead-sources/{id}/key", "Gives a source another key")
            .needs(LeadsAssign)
            .body::<Nothing>()
            .replies::<CaptureSourceKey>(),
        Endpoint::post("/api/v1/public/leads", "Takes a lead from a program, opened by `Authorization: Bearer <key of a source>`")
            .public()
            .body::<Capture>()
            .replies::<Captured>(),
        Endpoint::get("/api/v1/intakes", "Lists what public forms sent").query(&["status"]).needs(LeadsEdit).replies::<Vec<Intake>>(),
        Endpoint::post("/api/v1/intakes/{id}/replay", "Reads a kept form again").needs(LeadsEdit).body::<Nothing>().replies::<Lead>(),
    ]
}
