//! Server functions of presence. The app sends its beats by plain requests ([`beats`](super)): without an
//! `Idempotency-Key`, for said again they say the same, and the last one while its page goes.

use shared::presence::{Beat, Present};
use shared::{AccountId, LeadId, QuoteId};

use crate::api::prelude::*;

/// Says what somebody does with a lead they have open; who else has it open.
#[put("/api/v1/leads/{id}/presence", cx: Cx)]
pub async fn be_at_lead(id: LeadId, input: Valid<Beat>) -> Result<Vec<Present>> {
    server::presence::beat(&cx, shared::presence::Record::Lead(id), input.0).await
}

/// Says what somebody does with a quote they have open; who else has it open.
#[put("/api/v1/quotes/{id}/presence", cx: Cx)]
pub async fn be_at_quote(id: QuoteId, input: Valid<Beat>) -> Result<Vec<Present>> {
    server::presence::beat(&cx, shared::presence::Record::Quote(id), input.0).await
}

/// Says what somebody does with a customer they have open; who else has it open.
#[put("/api/v1/customers/{id}/presence", cx: Cx)]
pub async fn be_at_customer(id: AccountId, input: Valid<Beat>) -> Result<Vec<Present>> {
    server::presence::beat(&cx, shared::presence::Record::Customer(id), input.0).await
}

/// The endpoints of this room.
#[cfg(feature = "server")]
pub fn endpoints() -> Vec<Endpoint> {
    use Action::{CustomersView, LeadsView, QuotesView};
    vec![
        Endpoint::put("/api/v1/leads/{id}/presence", "Says that somebody has a lead open, and lists who else has")
            .needs(LeadsView)
            .body::<Beat>()
            .replies::<Vec<Present>>(),
        Endpoint::put("/api/v1/quotes/{id}/presence", "Says that somebody has a quote open, and lists who else has")
            .needs(QuotesView)
            .body::<Beat>()
            .replies::<Vec<Present>>(),
        Endpoint::put("/api/v1/customers/{id}/presence", "Says that somebody has a customer open, and lists who else has")
            .needs(CustomersView)
            .body::<Beat>()
            .replies::<Vec<Present>>(),
    ]
}
