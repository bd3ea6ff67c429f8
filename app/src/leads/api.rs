//! Server functions of leads.
// of the whole file, because what the server function becomes in the browser does not inherit it
#![allow(clippy::too_many_arguments, reason = "the list has a parameter of the public API for each thing it is narrowed by")]

use chrono::NaiveDate;

use crate::api::prelude::*;
use shared::events::Event;
use shared::leads::assignment::Queue;
use shared::leads::visits::{Busy, CancelVisit, CompleteVisit, EditVisit, FillVisit, NewVisit, SiteVisit, VisitCalendar};
use shared::leads::{
    ArchivePipeline, AssignLead, Board, CaptureSource, CaptureSourceKey, CompleteActivity, EditCaptureSource, EditLead, EditPipeline,
    EditQueue, EditStage, EditTurn, GiveLeads, Intake, Lead, LeadList, LeadOutcomes, LeadQuery, LeadRow, LoseLeads, MoveLead, MoveLeads,
    NewActivity, NewCaptureSource, NewLead, NewPipeline, OrderStages, Pipeline, PipelineTab, PlanLeads, PreferPipeline, RemoveStage,
    WriteMail,
};
#[cfg(feature = "server")]
use shared::leads::{Capture, Captured};
use shared::{AccountId, ActivityId, IntakeId, LeadId, LeadSourceId, MemberId, PipelineId, SiteVisitId, StageId};

/// Leads of a view, with the counts of all views.
#[get("/api/v1/leads?view&search&source&line&owner&status&stage&wanted_from&wanted_to&created_from&created_to&account&custom&sort&ids&after&limit", cx: Cx)]
pub async fn list_leads(
    view: Option<String>,
    search: Option<String>,
    source: Option<String>,
    line: Option<String>,
    owner: Option<String>,
    status: Option<String>,
    stage: Option<StageId>,
    wanted_from: Option<NaiveDate>,
    wanted_to: Option<NaiveDate>,
    created_from: Option<NaiveDate>,
    created_to: Option<NaiveDate>,
    account: Option<AccountId>,
    custom: Option<String>,
    sort: Option<String>,
    ids: Option<String>,
    after: Option<String>,
    limit: Option<i64>,
) -> Result<LeadList> {
    let narrowed = LeadQuery { view, search, source, line, owner, status, stage, account, sort, ids, after, limit, ..LeadQuery::default() };
    server::leads::list(&cx, LeadQuery { wanted_from, wanted_to, created_from, created_to, custom, ..narrowed }).await
}

/// The same, asked as one.
#[cfg(feature = "web")]
pub async fn find_leads(query: LeadQuery) -> Result<LeadList> {
    let LeadQuery { view, search, source, line, owner, status, stage, wanted_from, wanted_to, created_from, created_to, .. } = query;
    let LeadQuery { account, custom, sort, ids, after, limit, .. } = query;
    list_leads(
        view,
        search,
        source,
        line,
        owner,
        status,
        stage,
        wanted_from,
        wanted_to,
        created_from,
        created_to,
        account,
        custom,
        sort,
        ids,
        after,
        limit,
    )
    .await
}

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

/// Enters a lead.
#[post("/api/v1/leads", cx: Cx)]
pub async fn create_lead(input: Valid<NewLead>) -> Result<Lead> {
    server::leads::create(&cx, input.0).await
}

/// A lead with its journey, activities and history.
#[get("/api/v1/leads/{id}", cx: Cx)]
pub async fn show_lead(id: LeadId) -> Result<Lead> {
    server::leads::show(&cx, id).await
}

/// Changes a lead.
#[put("/api/v1/leads/{id}", cx: Cx)]
pub async fn edit_lead(id: LeadId, input: Valid<EditLead>) -> Result<Lead> {
    server::leads::edit(&cx, id, input.0).await
}

/// What happened with a lead, the latest first.
#[get("/api/v1/leads/{id}/timeline?after", cx: Cx)]
pub async fn lead_timeline(id: LeadId, after: Option<i64>) -> Result<Page<Event>> {
    server::leads::timeline(&cx, id, after).await
}

/// Moves a card.
#[post("/api/v1/leads/{id}/move", cx: Cx)]
pub async fn move_lead(id: LeadId, input: Valid<MoveLead>) -> Result<LeadRow> {
    server::leads::move_card(&cx, id, input.0).await
}

/// Moves a lead into a stage of another pipeline.
#[post("/api/v1/leads/{id}/pipeline", cx: Cx)]
pub async fn relocate_lead(id: LeadId, input: Valid<MoveLead>) -> Result<Lead> {
    server::leads::relocate(&cx, id, input.0).await
}

/// Gives a lead to a member, or back to the queue.
#[post("/api/v1/leads/{id}/assignment", cx: Cx)]
pub async fn assign_lead(id: LeadId, input: Valid<AssignLead>) -> Result<Lead> {
    server::leads::assign(&cx, id, input.0).await
}

/// Logs something done, or plans something, for a lead.
#[post("/api/v1/leads/{id}/activities", cx: Cx)]
pub async fn log_activity(id: LeadId, input: Valid<NewActivity>) -> Result<Lead> {
    server::leads::log(&cx, id, input.0).await
}

/// Writes a mail to whoever made the inquiry.
#[post("/api/v1/leads/{id}/mails", cx: Cx)]
pub async fn write_lead_mail(id: LeadId, input: Valid<WriteMail>) -> Result<Lead> {
    server::leads::write_mail(&cx, id, input.0).await
}

/// Marks a planned step as done.
#[post("/api/v1/leads/{id}/activities/{activity}/completion", cx: Cx)]
pub async fn complete_activity(id: LeadId, activity: ActivityId, input: Valid<CompleteActivity>) -> Result<Lead> {
    server::leads::complete(&cx, id, activity, input.0).await
}

/// Opens a planned step again that ended by itself.
#[post("/api/v1/leads/{id}/activities/{activity}/reopening", cx: Cx)]
pub async fn reopen_activity(id: LeadId, activity: ActivityId, _body: Valid<Nothing>) -> Result<Lead> {
    server::leads::reopen(&cx, id, activity).await
}

/// Site visits between two days, of one member or all; the present week by default.
#[get("/api/v1/visits?from&to&member", cx: Cx)]
pub async fn list_visits(from: Option<NaiveDate>, to: Option<NaiveDate>, member: Option<MemberId>) -> Result<VisitCalendar> {
    server::leads::calendar(&cx, from, to, member).await
}

/// What a member does on a day: visits, and jobs they are on; by default oneself, today.
#[get("/api/v1/visits/day?member&day", cx: Cx)]
pub async fn visits_of_day(member: Option<MemberId>, day: Option<NaiveDate>) -> Result<Vec<Busy>> {
    server::leads::member_day(&cx, member, day).await
}

/// The site visits of a lead, the latest first.
#[get("/api/v1/leads/{id}/visits", cx: Cx)]
pub async fn visits_of_lead(id: LeadId) -> Result<Vec<SiteVisit>> {
    server::leads::visits_of(&cx, id).await
}

/// Plans a site visit.
#[post("/api/v1/leads/{id}/visits", cx: Cx)]
pub async fn plan_visit(id: LeadId, input: Valid<NewVisit>) -> Result<SiteVisit> {
    server::leads::plan_visit(&cx, id, input.0).await
}

/// A site visit with its answers.
#[get("/api/v1/leads/{id}/visits/{visit}", cx: Cx)]
pub async fn show_visit(id: LeadId, visit: SiteVisitId) -> Result<SiteVisit> {
    server::leads::show_visit(&cx, id, visit).await
}

/// Gives a site visit another time, place or person.
#[put("/api/v1/leads/{id}/visits/{visit}", cx: Cx)]
pub async fn change_visit(id: LeadId, visit: SiteVisitId, input: Valid<EditVisit>) -> Result<SiteVisit> {
    server::leads::change_visit(&cx, id, visit, input.0).await
}

/// Writes down what a site visit found so far.
#[put("/api/v1/leads/{id}/visits/{visit}/form", cx: Cx)]
pub async fn fill_visit(id: LeadId, visit: SiteVisitId, input: Valid<FillVisit>) -> Result<SiteVisit> {
    server::leads::fill_visit(&cx, id, visit, input.0).await
}

/// Ends a site visit with what came of it.
#[post("/api/v1/leads/{id}/visits/{visit}/completion", cx: Cx)]
pub async fn complete_visit(id: LeadId, visit: SiteVisitId, input: Valid<CompleteVisit>) -> Result<SiteVisit> {
    server::leads::complete_visit(&cx, id, visit, input.0).await
}

/// Cancels a site visit, or says that nobody was there.
#[post("/api/v1/leads/{id}/visits/{visit}/cancellation", cx: Cx)]
pub async fn cancel_visit(id: LeadId, visit: SiteVisitId, input: Valid<CancelVisit>) -> Result<SiteVisit> {
    server::leads::cancel_visit(&cx, id, visit, input.0).await
}

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

/// The endpoints of this room.
#[cfg(feature = "server")]
pub fn endpoints() -> Vec<Endpoint> {
    use Action::{LeadsAssign, LeadsEdit, LeadsView};
    vec![
        Endpoint::get("/api/v1/leads", "Lists leads of a view")
            .query(&[
                "view",
                "search",
                "source",
                "line",
                "owner",
                "status",
                "stage",
                "wanted_from",
                "wanted_to",
                "created_from",
                "created_to",
                "account",
                "custom",
                "sort",
                "ids",
                "after",
                "limit",
            ])
            .needs(LeadsView)
            .replies::<LeadList>(),
        Endpoint::get("/api/v1/leads.csv", "Sends a list of leads as CSV")
            .query(&[
                "view",
                "search",
                "source",
                "line",
                "owner",
                "status",
                "stage",
                "wanted_from",
                "wanted_to",
                "created_from",
                "created_to",
                "account",
                "custom",
                "sort",
                "ids",
            ])
            .needs(LeadsView)
            .sends("text/csv"),
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
        Endpoint::post("/api/v1/leads", "Enters a lead").needs(LeadsEdit).body::<NewLead>().replies::<Lead>(),
        Endpoint::get("/api/v1/leads/{id}", "Shows a lead").needs(LeadsView).replies::<Lead>(),
        Endpoint::put("/api/v1/leads/{id}", "Changes a lead").needs(LeadsEdit).body::<EditLead>().replies::<Lead>(),
        Endpoint::get("/api/v1/leads/{id}/timeline", "Lists what happened with a lead")
            .query(&["after"])
            .needs(LeadsView)
            .replies::<Page<Event>>(),
        Endpoint::post("/api/v1/leads/{id}/move", "Moves a card on the board").needs(LeadsEdit).body::<MoveLead>().replies::<LeadRow>(),
        Endpoint::post("/api/v1/leads/{id}/pipeline", "Moves a lead into a stage of another pipeline")
            .needs(LeadsEdit)
            .body::<MoveLead>()
            .replies::<Lead>(),
        Endpoint::post("/api/v1/leads/{id}/assignment", "Gives a lead to a member or back to the queue")
            .needs(LeadsEdit)
            .body::<AssignLead>()
            .replies::<Lead>(),
        Endpoint::post("/api/v1/leads/{id}/activities", "Logs or plans something for a lead")
            .needs(LeadsEdit)
            .body::<NewActivity>()
            .replies::<Lead>(),
        Endpoint::post("/api/v1/leads/{id}/mails", "Writes a mail to whoever made the inquiry")
            .needs(LeadsEdit)
            .body::<WriteMail>()
            .replies::<Lead>(),
        Endpoint::post("/api/v1/leads/{id}/activities/{activity}/completion", "Marks a planned step as done")
            .needs(LeadsEdit)
            .body::<CompleteActivity>()
            .replies::<Lead>(),
        Endpoint::post("/api/v1/leads/{id}/activities/{activity}/reopening", "Opens a planned step again that ended by itself")
            .needs(LeadsEdit)
            .body::<Nothing>()
            .replies::<Lead>(),
        Endpoint::get("/api/v1/visits", "Lists site visits between two days, and who may be sent")
            .query(&["from", "to", "member"])
            .needs(LeadsView)
            .replies::<VisitCalendar>(),
        Endpoint::get("/api/v1/visits/day", "Lists what a member does on a day")
            .query(&["member", "day"])
            .needs(LeadsView)
            .replies::<Vec<Busy>>(),
        Endpoint::get("/api/v1/leads/{id}/visits", "Lists the site visits of a lead").needs(LeadsView).replies::<Vec<SiteVisit>>(),
        Endpoint::post("/api/v1/leads/{id}/visits", "Plans a site visit").needs(LeadsEdit).body::<NewVisit>().replies::<SiteVisit>(),
        Endpoint::get("/api/v1/leads/{id}/visits/{visit}", "Shows a site visit").needs(LeadsView).replies::<SiteVisit>(),
        Endpoint::put("/api/v1/leads/{id}/visits/{visit}", "Gives a site visit another time, place or person")
            .needs(LeadsEdit)
            .body::<EditVisit>()
            .replies::<SiteVisit>(),
        Endpoint::put("/api/v1/leads/{id}/visits/{visit}/form", "Writes down what a site visit found")
            .needs(LeadsEdit)
            .body::<FillVisit>()
            .replies::<SiteVisit>(),
        Endpoint::post("/api/v1/leads/{id}/visits/{visit}/completion", "Ends a site visit with what came of it")
            .needs(LeadsEdit)
            .body::<CompleteVisit>()
            .replies::<SiteVisit>(),
        Endpoint::post("/api/v1/leads/{id}/visits/{visit}/cancellation", "Cancels a site visit, or says that nobody was there")
            .needs(LeadsEdit)
            .body::<CancelVisit>()
            .replies::<SiteVisit>(),
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
