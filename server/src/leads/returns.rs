//! Leads the queue looks at again: one nobody got to in time moves on to the next in turn, one nobody could take goes
//! to the first who can.

use std::time::Duration;

use serde_json::json;
use shared::leads::{LeadStatus, events};
use shared::text::Locale;
use shared::{AccountId, LeadId, Result, Said};

use super::{Fact, assign, rescore, said, sql};
use crate::app::App;
use crate::background::Sweep;
use crate::begin;
use crate::cx::Cx;

/// Looks at what is due.
pub const QUEUE: Sweep = Sweep { name: "leads.queue", every: Duration::from_secs(20), run: |app| Box::pin(look_at_all(app)) };

pub(crate) async fn look_at_all(app: &App) -> Result<()> {
    let mut tx = app.system("leads of all organizations wait for their turn").await?;
    let due = sql::due(&mut tx, app.now()).await?;
    tx.commit().await?;
    for (org, id) in due {
        // one that fails is looked at again, and holds up no other
        if let Err(error) = look_at(&Cx::system(app, org, "Tailboard"), id).await {
            tracing::warn!(lead = %id, %error, "a lead could not be looked at");
        }
    }
    Ok(())
}

/// Gives one lead to the next in turn, if it is time. Nobody gets a lead twice by itself: when everybody had it, it
/// stays with the last.
async fn look_at(cx: &Cx, id: LeadId) -> Result<()> {
    let mut tx = begin!(cx);
    let lead = sql::lock(&mut tx, id).await?;
    if lead.queue_at.is_none_or(|at| at > cx.now()) {
        return Ok(());
    }
    let minutes = sql::schedule(&mut tx).await?.return_minutes;
    let untouched = lead.status == LeadStatus::New && lead.first_touch_at.is_none() && minutes.is_some();
    if !lead.status.is_open() || (lead.owner_id.is_some() && !untouched) {
        sql::look_again(&mut tx, id, None).await?;
        return tx.commit(()).await;
    }
    let had = if lead.owner_id.is_some() { sql::had(&mut tx, id).await? } else { Vec::new() };
    let mut given = assign::take_turn(&mut tx, lead.service_line, &had).await?;
    if given.owner.is_none() {
        // one with an owner waits for somebody else's hours, but not for another queue
        let again = given.queue_at.filter(|at| lead.owner_id.is_none() || *at < assign::far());
        sql::look_again(&mut tx, id, again).await?;
        return tx.commit(()).await;
    }
    let event = match (&lead.owner_name, minutes) {
        (Some(name), Some(minutes)) => {
            given.why = Said::of(|| said::returned(name, minutes, &given.why));
            events::RETURNED
        }
        _ => events::ASSIGNED,
    };
    let version = assign::hand_over(&mut tx, id, &given).await?;
    let data = json!({ "from": lead.owner_name, "to": given.owner, "how": given.how, "why": given.why.told_in(Locale::En) });
    tx.record(Fact::new(event, id).account(lead.account_id.map(AccountId)).version(version).data(data)).await?;
    rescore(&mut tx, id).await?;
    tx.commit(()).await
}
