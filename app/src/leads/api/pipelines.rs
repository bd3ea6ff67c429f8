//! Server functions of the board and of pipelines with their stages.

use crate::api::prelude::*;
use shared::leads::{
    ArchivePipeline, Board, EditPipeline, EditStage, LeadRow, NewPipeline, OrderStages, Pipeline, PipelineTab, PreferPipeline, RemoveStage,
};
use shared::{PipelineId, StageId};

/// The board of a pipeline, a default one when none is named, with so many cards a column (30 to 2,000).
#[get("/api/v1/board?pipeline&view&search&cards&health", cx: Cx)]
pub async fn show_board(
    pipeline: Option<PipelineId>,
    view: Option<String>,
    search: Option<String>,
    cards: Option<i64>,
    health: Option<String>,
) -> Result<Board> {
    server::leads::board(&cx, pipeline, view, search, cards, health).await
}

/// The next cards of a stage's column.
#[get("/api/v1/stages/{id}/cards?view&search&after&health", cx: Cx)]
pub async fn list_cards(
    id: StageId,
    view: Option<String>,
    search: Option<String>,
    after: Option<String>,
    health: Option<String>,
) -> Result<Page<LeadRow>> {
    server::leads::cards(&cx, id, view, search, after, health).await
}

/// The pipelines of the organization, archived ones last.
#[get("/api/v1/pipelines", cx: Cx)]
pub async fn list_pipelines() -> Result<Vec<PipelineTab>> {
    server::leads::pipelines(&cx).await
}

/// Adds a pipeline.
#[post("/api/v1/pipelines", cx: Cx)]
pub async fn add_pipeline(input: Valid<NewPipeline>) -> Result<Pipeline> {
    server::leads::add_pipeline(&cx, input.0).await
}

/// Renames a pipeline.
#[put("/api/v1/pipelines/{id}", cx: Cx)]
pub async fn edit_pipeline(id: PipelineId, input: Valid<EditPipeline>) -> Result<Pipeline> {
    server::leads::edit_pipeline(&cx, id, input.0).await
}

/// Lets a pipeline take the leads of its service that name no stage.
#[post("/api/v1/pipelines/{id}/default", cx: Cx)]
pub async fn prefer_pipeline(id: PipelineId, input: Valid<PreferPipeline>) -> Result<Pipeline> {
    server::leads::prefer_pipeline(&cx, id, input.0).await
}

/// Archives a pipeline without open leads, or takes it into use again.
#[post("/api/v1/pipelines/{id}/archive", cx: Cx)]
pub async fn archive_pipeline(id: PipelineId, input: Valid<ArchivePipeline>) -> Result<Pipeline> {
    server::leads::archive_pipeline(&cx, id, input.0).await
}

/// Adds a stage to a pipeline.
#[post("/api/v1/pipelines/{id}/stages", cx: Cx)]
pub async fn add_stage(id: PipelineId, input: Valid<EditStage>) -> Result<Pipeline> {
    server::leads::add_stage(&cx, id, input.0).await
}

/// Puts the stages of a pipeline in another order.
#[put("/api/v1/pipelines/{id}/stages", cx: Cx)]
pub async fn order_stages(id: PipelineId, input: Valid<OrderStages>) -> Result<Pipeline> {
    server::leads::order_stages(&cx, id, input.0).await
}

/// Removes a stage; its leads go to another one.
#[post("/api/v1/stages/{id}/removal", cx: Cx)]
pub async fn remove_stage(id: StageId, input: Valid<RemoveStage>) -> Result<Pipeline> {
    server::leads::remove_stage(&cx, id, input.0).await
}

/// The pipelines in use with all their stages.
#[get("/api/v1/stages", cx: Cx)]
pub async fn list_stages() -> Result<Vec<Pipeline>> {
    server::leads::all_stages(&cx).await
}

/// Changes a stage.
#[put("/api/v1/stages/{id}", cx: Cx)]
pub async fn edit_stage(id: StageId, input: Valid<EditStage>) -> Result<Pipeline> {
    server::leads::edit_stage(&cx, id, input.0).await
}

/// The endpoints of the board and of pipelines.
#[cfg(feature = "server")]
pub(super) fn endpoints() -> Vec<Endpoint> {
    use Action::{LeadsAssign, LeadsView};
    vec![
        Endpoint::get("/api/v1/board", "Shows the board of a pipeline")
            .query(&["pipeline", "view", "search", "cards", "health"])
            .needs(LeadsView)
            .replies::<Board>(),
        Endpoint::get("/api/v1/stages/{id}/cards", "Lists the next cards of a stage's column")
            .query(&["view", "search", "after", "health"])
            .needs(LeadsView)
            .replies::<Page<LeadRow>>(),
        Endpoint::get("/api/v1/pipelines", "Lists pipelines").needs(LeadsView).replies::<Vec<PipelineTab>>(),
        Endpoint::post("/api/v1/pipelines", "Adds a pipeline").needs(LeadsAssign).body::<NewPipeline>().replies::<Pipeline>(),
        Endpoint::put("/api/v1/pipelines/{id}", "Renames a pipeline").needs(LeadsAssign).body::<EditPipeline>().replies::<Pipeline>(),
        Endpoint::post("/api/v1/pipelines/{id}/default", "Lets a pipeline take the leads of its service that name no stage")
            .needs(LeadsAssign)
            .body::<PreferPipeline>()
            .replies::<Pipeline>(),
        Endpoint::post("/api/v1/pipelines/{id}/archive", "Archives a pipeline without open leads, or takes it into use again")
            .needs(LeadsAssign)
            .body::<ArchivePipeline>()
            .replies::<Pipeline>(),
        Endpoint::post("/api/v1/pipelines/{id}/stages", "Adds a stage to a pipeline")
            .needs(LeadsAssign)
            .body::<EditStage>()
            .replies::<Pipeline>(),
        Endpoint::put("/api/v1/pipelines/{id}/stages", "Puts the stages of a pipeline in another order")
            .needs(LeadsAssign)
            .body::<OrderStages>()
            .replies::<Pipeline>(),
        Endpoint::post("/api/v1/stages/{id}/removal", "Removes a stage of a pipeline; its leads go to another one")
            .needs(LeadsAssign)
            .body::<RemoveStage>()
            .replies::<Pipeline>(),
        Endpoint::get("/api/v1/stages", "Lists pipelines in use with their stages").needs(LeadsView).replies::<Vec<Pipeline>>(),
        Endpoint::put("/api/v1/stages/{id}", "Changes a stage of a pipeline").needs(LeadsAssign).body::<EditStage>().replies::<Pipeline>(),
    ]
}
