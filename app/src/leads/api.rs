//! Server functions of leads.
// of the whole file, because what the server function becomes in the browser does not inherit it
#![allow(clippy::too_many_arguments, reason = "the list has a parameter of the public API for each thing it is narrowed by")]

use chrono::NaiveDate;

use crate::api::prelude::*;
use shared::events::Event;
use shared::leads::{
    AssignLead, CompleteActivity, EditLead, Lead, LeadList, LeadQuery, LeadRow, MoveLead, NewActivity, NewLead, WriteMail,
};
use shared::{AccountId, ActivityId, LeadId, StageId};

mod bulk;
mod pipelines;
mod queue;
mod visits;

pub use bulk::{give_leads, lose_leads, move_leads, plan_leads};
pub use pipelines::{
    add_pipeline, add_stage, archive_pipeline, edit_pipeline, edit_stage, list_cards, list_pipelines, list_stages, order_stages,
    prefer_pipeline, remove_stage, show_board,
};
pub use queue::{add_source, edit_queue, edit_source, edit_turn, lead_queue, list_intakes, list_sources, renew_source_key, replay_intake};
pub use visits::{
    cancel_visit, change_visit, complete_visit, fill_visit, list_visits, plan_visit, show_visit, visits_of_day, visits_of_lead,
};

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

/// The endpoints of this room.
#[cfg(feature = "server")]
pub fn endpoints() -> Vec<Endpoint> {
    use Action::{LeadsEdit, LeadsView};
    let mut all = vec![
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
    ];
    all.extend(bulk::endpoints());
    all.extend([
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
    ]);
    all.extend(visits::endpoints());
    all.extend(pipelines::endpoints());
    all.extend(queue::endpoints());
    all
}
