//! Server functions of tracking.

use shared::tracking::MailTrail;
use shared::{LeadId, QuoteId};

use crate::api::prelude::*;

/// The mails about a quote and what became of them.
#[get("/api/v1/quotes/{id}/mails", cx: Cx)]
pub async fn quote_mails(id: QuoteId) -> Result<Vec<MailTrail>> {
    server::quotes::mails(&cx, id).await
}

/// The mails about a lead and its quote and what became of them.
#[get("/api/v1/leads/{id}/mails", cx: Cx)]
pub async fn lead_mails(id: LeadId) -> Result<Vec<MailTrail>> {
    server::leads::mails(&cx, id).await
}

/// The endpoints of this room.
#[cfg(feature = "server")]
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/quotes/{id}/mails", "Lists the mails to the customer about a quote, with who opened and followed them")
            .needs(Action::QuotesView)
            .replies::<Vec<MailTrail>>(),
        Endpoint::get("/api/v1/leads/{id}/mails", "Lists the mails about a lead and its quote, with who opened and followed them")
            .needs(Action::LeadsView)
            .replies::<Vec<MailTrail>>(),
    ]
}
