//! Viewing the portal as a customer: for a reason, for half an hour, without changing anything, and on record.

use serde_json::json;
use shared::access::Action;
use shared::identity::{Look, VIEW_MINUTES, ViewAs, ViewingAs, events};
use shared::input::{check, trimmed};
use shared::{Error, Result};

use super::me;
use super::sql::{sessions, views};
use crate::cx::Cx;
use crate::events::Record;
use crate::{begin_across, replay};

/// Starts viewing as a contact. Until it ends the session sees the portal and cannot write.
pub async fn start_view(cx: &Cx, input: ViewAs) -> Result<ViewingAs> {
    // once it began the session only reads: the repeat is answered before rights are looked at
    replay!(cx);
    cx.may(Action::ViewAsCustomer)?;
    me(cx)?;
    check(&input)?;
    let session = cx.session.ok_or(Error::Unauthenticated)?;
    let mut tx = cx.read().await?;
    let name = views::contact_name(&mut tx, input.account, input.contact).await?.ok_or(Error::NotFound)?;
    drop(tx);
    let (reason, until) = (trimmed(&input.reason), cx.now() + chrono::Duration::minutes(VIEW_MINUTES));
    let mut tx = begin_across!(cx, "sessions cross organizations");
    sessions::start_view(&mut tx, session, input.account, input.contact, &name, &reason, until).await?;
    let mut tx = tx.into_tenant(cx).await?;
    let data = json!({ "reason": reason, "until": until, "name": name });
    let fact = Record::new(events::VIEW_STARTED, input.contact).of(input.account).account(input.account);
    tx.record(fact.on_behalf_of(name.clone()).data(data)).await?;
    tx.commit(ViewingAs { account: input.account, contact: input.contact, name, reason, until }).await
}

/// Stops viewing as a customer.
pub async fn stop_view(cx: &Cx) -> Result<()> {
    replay!(cx);
    let session = cx.session.ok_or(Error::Unauthenticated)?;
    let Some(viewing) = cx.viewing.clone() else { return Ok(()) };
    let mut tx = begin_across!(cx, "sessions cross organizations");
    sessions::stop_view(&mut tx, session).await?;
    let mut own = cx.clone();
    own.on_behalf_of = None;
    let mut tx = tx.into_tenant(&own).await?;
    let fact = Record::new(events::VIEW_ENDED, viewing.contact).of(viewing.account).account(viewing.account);
    tx.record(fact.data(json!({ "name": viewing.name })).on_behalf_of(viewing.name)).await?;
    tx.commit(()).await
}

/// Who looked at the portal as a contact of the customer, when and why, the latest first: for the customer.
pub async fn looks(cx: &Cx) -> Result<Vec<Look>> {
    let customer = cx.customer().ok_or_else(|| Error::Forbidden { missing: "customer".into() })?;
    let mut tx = cx.read().await?;
    views::looks(&mut tx, customer.account).await
}
