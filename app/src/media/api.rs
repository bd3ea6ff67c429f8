//! Server functions of media; bytes go through `server::media::http`.

use crate::api::prelude::*;
use shared::media::{DeclareMedia, DeclareVisitMedia, EditMedia, EditVisitMedia, Media, OrderMedia};
use shared::{JobId, LeadId, MediaId, SiteVisitId};

/// Announces a medium before its bytes come.
#[post("/api/v1/media", cx: Cx)]
pub async fn declare_media(input: Valid<DeclareMedia>) -> Result<Media> {
    server::media::declare(&cx, input.0).await
}

/// A medium and how much of it arrived.
#[get("/api/v1/media/{id}", cx: Cx)]
pub async fn show_media(id: MediaId) -> Result<Media> {
    server::media::show(&cx, id).await
}

/// Changes caption or slot.
#[patch("/api/v1/media/{id}", cx: Cx)]
pub async fn edit_media(id: MediaId, input: Valid<EditMedia>) -> Result<Media> {
    server::media::edit(&cx, id, input.0).await
}

/// Hides a medium; it can be brought back for a day.
#[delete("/api/v1/media/{id}", cx: Cx)]
pub async fn delete_media(id: MediaId, _body: Valid<Nothing>) -> Result<Media> {
    server::media::delete(&cx, id).await
}

/// Brings a deleted medium back.
#[post("/api/v1/media/{id}/restoration", cx: Cx)]
pub async fn restore_media(id: MediaId, _body: Valid<Nothing>) -> Result<Media> {
    server::media::restore(&cx, id).await
}

/// Puts the media of a job in an order.
#[put("/api/v1/jobs/{id}/media/order", cx: Cx)]
pub async fn order_media(id: JobId, input: Valid<OrderMedia>) -> Result<Vec<Media>> {
    server::media::order(&cx, id, input.0).await
}

/// Photos and files of all site visits of a lead, those of the latest visit first.
#[get("/api/v1/leads/{id}/media", cx: Cx)]
pub async fn media_of_lead(id: LeadId) -> Result<Vec<Media>> {
    server::media::of_lead(&cx, id).await
}

/// Photos and files of a site visit.
#[get("/api/v1/leads/{id}/visits/{visit}/media", cx: Cx)]
pub async fn media_of_visit(id: LeadId, visit: SiteVisitId) -> Result<Vec<Media>> {
    server::media::of_visit(&cx, id, visit).await
}

/// Announces a photo or file of a site visit before its bytes come.
#[post("/api/v1/leads/{id}/visits/{visit}/media", cx: Cx)]
pub async fn declare_visit_media(id: LeadId, visit: SiteVisitId, input: Valid<DeclareVisitMedia>) -> Result<Media> {
    server::media::declare_at_visit(&cx, id, visit, input.0).await
}

/// Changes the caption of a photo or file of a site visit.
#[patch("/api/v1/leads/{id}/visits/{visit}/media/{media}", cx: Cx)]
pub async fn edit_visit_media(id: LeadId, visit: SiteVisitId, media: MediaId, input: Valid<EditVisitMedia>) -> Result<Media> {
    server::media::edit_at_visit(&cx, (id, visit), media, input.0).await
}

/// Hides a photo or file of a site visit; it can be brought back for a day.
#[delete("/api/v1/leads/{id}/visits/{visit}/media/{media}", cx: Cx)]
pub async fn delete_visit_media(id: LeadId, visit: SiteVisitId, media: MediaId, _body: Valid<Nothing>) -> Result<Media> {
    server::media::delete_at_visit(&cx, (id, visit), media).await
}

/// Brings a deleted photo or file of a site visit back.
#[post("/api/v1/leads/{id}/visits/{visit}/media/{media}/restoration", cx: Cx)]
pub async fn restore_visit_media(id: LeadId, visit: SiteVisitId, media: MediaId, _body: Valid<Nothing>) -> Result<Media> {
    server::media::restore_at_visit(&cx, (id, visit), media).await
}

/// The endpoints of this room.
#[cfg(feature = "server")]
pub fn endpoints() -> Vec<Endpoint> {
    use shared::media::MediaReceipt;
    vec![
        Endpoint::post("/api/v1/media", "Announces a photo, signature or file")
            .needs(Action::JobsWork)
            .body::<DeclareMedia>()
            .replies::<Media>(),
        Endpoint::get("/api/v1/media/{id}", "Shows how much of a file arrived").any_session().replies::<Media>(),
        Endpoint::patch("/api/v1/media/{id}", "Changes caption or slot").needs(Action::JobsWork).body::<EditMedia>().replies::<Media>(),
        Endpoint::delete("/api/v1/media/{id}", "Hides a photo, signature or file")
            .needs(Action::JobsWork)
            .body::<Nothing>()
            .replies::<Media>(),
        Endpoint::post("/api/v1/media/{id}/restoration", "Brings a deleted file back")
            .needs(Action::JobsWork)
            .body::<Nothing>()
            .replies::<Media>(),
        Endpoint::put("/api/v1/jobs/{id}/media/order", "Orders the media of a job")
            .needs(Action::JobsWork)
            .body::<OrderMedia>()
            .replies::<Vec<Media>>(),
        Endpoint::put("/api/v1/media/{id}/content", "Takes a chunk of at most 1 MiB at ?offset=, as raw bytes")
            .query(&["offset"])
            .takes("application/octet-stream")
            .any_member()
            .replies::<MediaReceipt>(),
        Endpoint::get("/api/v1/media/{id}/thumb", "Sends the small picture").any_session().sends("image/*"),
        Endpoint::get("/api/v1/media/{id}/full", "Sends the picture or file people look at; takes ranges").any_session().sends("*/*"),
        Endpoint::get("/api/v1/media/{id}/original", "Sends what the device sent; staff only").any_session().sends("*/*"),
        Endpoint::get("/api/v1/leads/{id}/media", "Lists photos and files of the site visits of a lead")
            .needs(Action::LeadsView)
            .replies::<Vec<Media>>(),
        Endpoint::get("/api/v1/leads/{id}/visits/{visit}/media", "Lists photos and files of a site visit")
            .needs(Action::LeadsView)
            .replies::<Vec<Media>>(),
        Endpoint::post("/api/v1/leads/{id}/visits/{visit}/media", "Announces a photo or file of a site visit")
            .needs(Action::LeadsEdit)
            .body::<DeclareVisitMedia>()
            .replies::<Media>(),
        Endpoint::patch("/api/v1/leads/{id}/visits/{visit}/media/{media}", "Changes the caption of a photo or file of a site visit")
            .needs(Action::LeadsEdit)
            .body::<EditVisitMedia>()
            .replies::<Media>(),
        Endpoint::delete("/api/v1/leads/{id}/visits/{visit}/media/{media}", "Hides a photo or file of a site visit")
            .needs(Action::LeadsEdit)
            .body::<Nothing>()
            .replies::<Media>(),
        Endpoint::post(
            "/api/v1/leads/{id}/visits/{visit}/media/{media}/restoration",
            "Brings a deleted photo or file of a site visit back",
        )
        .needs(Action::LeadsEdit)
        .body::<Nothing>()
        .replies::<Media>(),
    ]
}
