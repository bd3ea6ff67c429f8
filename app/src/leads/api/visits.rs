//! Server functions of site visits.

use chrono::NaiveDate;

use crate::api::prelude::*;
use shared::leads::visits::{Busy, CancelVisit, CompleteVisit, EditVisit, FillVisit, NewVisit, SiteVisit, VisitCalendar};
use shared::{LeadId, MemberId, SiteVisitId};

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

/// The endpoints of site visits.
#[cfg(feature = "server")]
pub(super) fn endpoints() -> Vec<Endpoint> {
    use Action::{LeadsEdit, LeadsView};
    vec![
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
    ]
}
