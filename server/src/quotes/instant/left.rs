//! What was kept and never read, because the process was stopped in between: it is read after all, by nobody's hand.

use std::time::Duration;

use shared::pricing::text as prices;
use shared::quotes::{InstantAsk, text};
use shared::{Error, IntakeId, OrgId, Result, Said};

use super::lead::as_lead;
use super::replay::own_desk;
use super::{Made, make};
use crate::app::App;
use crate::background::Sweep;
use crate::cx::{Cx, RequestInfo};
use crate::leads::kept;

/// Reads what visitors sent and nobody read for some minutes.
pub const LEFT: Sweep = Sweep { name: "quotes.instant_left", every: Duration::from_secs(120), run: |app| Box::pin(read_left(app)) };

pub(in crate::quotes) async fn read_left(app: &App) -> Result<()> {
    for (org, id) in kept::left_lying(app).await? {
        // one that fails is tried again with the next sweep, and keeps no other waiting
        if let Err(error) = read(app, org, id).await {
            tracing::warn!(intake = %id, %error, "what was sent online is still unread");
        }
    }
    Ok(())
}

/// Makes of it what its sending would have made. Nobody sees another price any more: what has no draft becomes a lead.
async fn read(app: &App, org: OrgId, id: IntakeId) -> Result<()> {
    let reader = Cx::public(app, org, RequestInfo::internal("left"), "Visitor");
    let mut tx = reader.read().await?;
    let payload = kept::payload(&mut tx, id).await?;
    let desk = own_desk(&reader, &mut tx).await?;
    drop(tx);
    let shown_cents = payload["shown_cents"].as_i64().unwrap_or_default();
    let ask: InstantAsk = match serde_json::from_value(payload) {
        Ok(ask) => ask,
        // it reads no better the next time: staff see it, and it keeps no other waiting
        Err(error) => return kept::note_problem(&reader, id, &Error::Malformed { reason: error.to_string() }).await,
    };
    let cx = Cx::public(app, org, RequestInfo::internal("left"), ask.name.trim());
    let why = match make(&cx, &desk, id, &ask, shown_cents).await {
        Ok(Made::Draft) => return Ok(()),
        // somebody read it meanwhile
        Err(Error::Conflict { code, .. }) if code == "already_read" => return Ok(()),
        Ok(Made::Nothing(now)) => {
            let total = now.priced.total_cents;
            Said::of(|| text::online_price_changed(prices::money(total, desk.currency)))
        }
        Err(problem @ (Error::Conflict { .. } | Error::Invalid(_) | Error::NotFound)) => Said::of(|| problem.to_string()),
        Err(fault) => return Err(fault),
    };
    match as_lead(&cx, &desk, id, &ask, shown_cents, || why.to_string()).await {
        Err(problem @ (Error::Conflict { .. } | Error::Invalid(_) | Error::NotFound)) => kept::note_problem(&cx, id, &problem).await,
        // a fault is nothing that staff could mend: the next sweep tries again
        other => other,
    }
}
