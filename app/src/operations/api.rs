//! Server functions of the operations screen.

use crate::api::prelude::*;
use shared::operations::{Mail, Work};
use shared::{MailId, WorkId};

/// Outgoing mails, newest first.
#[get("/api/v1/mails?after", cx: Cx)]
pub async fn list_mails(after: Option<MailId>) -> Result<Page<Mail>> {
    server::operations::mails(&cx, after).await
}

/// Background work that is not done.
#[get("/api/v1/work", cx: Cx)]
pub async fn list_work() -> Result<Vec<Work>> {
    server::operations::work(&cx).await
}

/// Gives dead work another round.
#[post("/api/v1/work/{id}/retry", cx: Cx)]
pub async fn retry_work(id: WorkId, _body: Valid<Nothing>) -> Result<()> {
    server::operations::retry(&cx, id).await
}

/// The endpoints of this room.
#[cfg(feature = "server")]
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/mails", "Lists outgoing mails").query(&["after"]).needs(Action::OperationsView).replies::<Page<Mail>>(),
        Endpoint::get("/api/v1/work", "Lists background work that is not done").needs(Action::OperationsView).replies::<Vec<Work>>(),
        Endpoint::post("/api/v1/work/{id}/retry", "Starts dead work again").needs(Action::OperationsView).body::<Nothing>(),
    ]
}
