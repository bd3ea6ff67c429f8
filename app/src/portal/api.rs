//! Server functions of the portal.

use crate::api::prelude::*;
use shared::JobId;
use shared::portal::{PortalHome, PortalJob};

/// The start page of the customer.
#[get("/api/v1/portal/home", cx: Cx)]
pub async fn portal_home() -> Result<PortalHome> {
    server::portal::home(&cx).await
}

/// One of the customer's jobs.
#[get("/api/v1/portal/jobs/{id}", cx: Cx)]
pub async fn portal_job(id: JobId) -> Result<PortalJob> {
    server::portal::job(&cx, id).await
}

/// The endpoints of this room.
#[cfg(feature = "server")]
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/portal/home", "Shows a customer's start page").customer().replies::<PortalHome>(),
        Endpoint::get("/api/v1/portal/jobs/{id}", "Shows a customer's job").customer().replies::<PortalJob>(),
    ]
}
