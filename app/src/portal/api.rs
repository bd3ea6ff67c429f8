//! Server functions of the portal.

use crate::api::prelude::*;
use shared::customers::Account;
use shared::portal::{PortalHome, PortalJob};
use shared::{AccountId, ContactId, JobId};

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

/// Lets a person at a customer into the portal, or in again, and mails the way in; to whoever may enter, a fresh link.
#[post("/api/v1/customers/{id}/contacts/{contact}/portal-access", cx: Cx)]
pub async fn give_portal_access(id: AccountId, contact: ContactId, _body: Valid<Nothing>) -> Result<Account> {
    server::portal::give_access(&cx, id, contact).await
}

/// Takes a person's access to the portal away, with their sessions and the links that were mailed to them.
#[delete("/api/v1/customers/{id}/contacts/{contact}/portal-access", cx: Cx)]
pub async fn take_portal_access(id: AccountId, contact: ContactId, _body: Valid<Nothing>) -> Result<Account> {
    server::portal::take_access(&cx, id, contact).await
}

/// The endpoints of this room.
#[cfg(feature = "server")]
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/portal/home", "Shows a customer's start page").customer().replies::<PortalHome>(),
        Endpoint::get("/api/v1/portal/jobs/{id}", "Shows a customer's job").customer().replies::<PortalJob>(),
        Endpoint::post(
            "/api/v1/customers/{id}/contacts/{contact}/portal-access",
            "Lets a person at a customer into the portal and mails the way in",
        )
        .needs(Action::CustomersEdit)
        .body::<Nothing>()
        .replies::<Account>(),
        Endpoint::delete("/api/v1/customers/{id}/contacts/{contact}/portal-access", "Takes a person's access to the portal away")
            .needs(Action::CustomersEdit)
            .body::<Nothing>()
            .replies::<Account>(),
    ]
}
