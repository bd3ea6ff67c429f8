//! Every endpoint there is: the rooms' lists and the kernel's own. A test fails when a registered server function is
//! missing here.

use crate::api::catalogue::Endpoint;

/// The endpoints, room by room.
pub fn all() -> Vec<Endpoint> {
    let mut endpoints = vec![
        Endpoint::get("/api/v1/live", "Streams what changes, as server-sent events").any_session().sends("text/event-stream"),
        Endpoint::get("/api/v1/openapi.json", "This document").public(),
        Endpoint::post("/api/v1/crash-reports", "Takes a crash report of a browser client").public().takes("text/plain").sends(""),
    ];
    for room in [
        crate::identity::api::endpoints,
        crate::customers::api::endpoints,
        crate::leads::api::endpoints,
        crate::pricing::api::endpoints,
        crate::quotes::api::endpoints,
        crate::saved_views::api::endpoints,
        crate::tracking::api::endpoints,
        crate::search::api::endpoints,
        crate::presence::api::endpoints,
        crate::assistant::api::endpoints,
        crate::jobs::api::endpoints,
        crate::media::api::endpoints,
        crate::audit::api::endpoints,
        crate::portal::api::endpoints,
        crate::operations::api::endpoints,
    ] {
        endpoints.extend(room());
    }
    endpoints
}
