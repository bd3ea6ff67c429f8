//! Giving a quote to another agent. An agent's quotes are protected: only a right that reaches the owner hands them
//! over. Who had a quote and who has it now are told by mail, once, of all that were handed over together.

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use shared::access::Action;
use shared::quotes::{GiveQuote, Quote, events};
use shared::text::Locale;
use shared::{Error, MemberId, QuoteId, Result};

use super::edit::hold;
use super::{assemble, sql};
use crate::app::App;
use crate::background::Sweep;
use crate::begin;
use crate::cx::Cx;
use crate::db::Tx;
use crate::events::Record;
use crate::mail::Template;
use crate::outgoing::Outgoing;

/// Gives a quote to another agent.
pub async fn give(cx: &Cx, id: QuoteId, input: GiveQuote) -> Result<Quote> {
    let mut tx = begin!(cx);
    hand_over(cx, &mut tx, id, input.member).await?;
    let saved = assemble(cx, &mut tx, id).await?;
    tx.commit(saved).await
}

/// The same in the caller's transaction. Giving a quote to whom it belongs changes nothing.
pub(super) async fn hand_over(cx: &Cx, tx: &mut Tx, id: QuoteId, member: MemberId) -> Result<()> {
    let record = hold(cx, tx, id, Action::QuotesReassign).await?;
    if record.owner == Some(member) {
        return Ok(());
    }
    let to = recipient(tx, member).await?;
    sql::give(tx, id, member).await?;
    let handover =
        sql::Handover { id: cx.id(), quote: id, from: record.owner, to: member, by: cx.member(), by_name: cx.actor.name(), at: tx.now() };
    sql::insert_handover(tx, &handover).await?;
    let data = json!({ "owner": { "before": record.owner_name, "after": to }, "from": record.owner, "to": member });
    tx.record(Record::new(events::REASSIGNED, id).version(record.version + 1).data(data)).await
}

/// The name of the member a quote is given to.
pub(super) async fn recipient(tx: &mut Tx, member: MemberId) -> Result<String> {
    sql::active_member(tx, member).await?.ok_or_else(|| Error::field("member", "unknown_choice"))
}

/// So long after a quote was handed over people are told: what goes with it is told in the same mail.
const GATHER: TimeDelta = TimeDelta::seconds(20);

/// Tells people whose quotes are somebody else's now, and whose they have become.
pub const HANDOVERS: Sweep = Sweep { name: "quotes.handovers", every: Duration::from_secs(60), run: |app| Box::pin(tell_all(app)) };

pub(super) async fn tell_all(app: &App) -> Result<()> {
    let until = app.now() - GATHER;
    let mut tx = app.system("people of all organizations are told of quotes handed over").await?;
    let waiting = sql::untold(&mut tx, until).await?;
    tx.commit().await?;
    for org in waiting {
        // what fails in one organization is tried again with the next sweep, and holds up no other
        if let Err(error) = tell(&Cx::system(app, org, "Tailboard"), until).await {
            tracing::warn!(%org, %error, "people could not be told of quotes handed over");
        }
    }
    Ok(())
}

async fn tell(cx: &Cx, until: DateTime<Utc>) -> Result<()> {
    let mut tx = begin!(cx);
    let handovers = sql::take_untold(&mut tx, until).await?;
    let people: BTreeSet<uuid::Uuid> = handovers.iter().flat_map(|h| [h.from, Some(h.to)]).flatten().map(|member| member.0).collect();
    let people: Vec<uuid::Uuid> = people.into_iter().collect();
    for person in sql::colleagues(&mut tx, &people).await? {
        // who did it knows
        let concerns = |h: &&sql::Untold| (h.from == Some(person.member) || h.to == person.member) && h.by != Some(person.member);
        let quotes: Vec<serde_json::Value> = handovers
            .iter()
            .filter(concerns)
            .map(|h| {
                json!({ "number": h.number, "title": h.title, "customer": h.customer, "from": h.from_name, "to": h.to_name, "by": h.by_name })
            })
            .collect();
        if quotes.is_empty() {
            continue;
        }
        tx.mail(Outgoing {
            to: person.email,
            to_name: person.name.clone(),
            template: Template::QuotesHandedOver,
            locale: Locale::from_tag(&person.locale),
            context: json!({ "name": person.name, "quotes": quotes, "link": cx.app.link("/app/quotes?view=mine") }),
            entity: None,
        })
        .await?;
    }
    let ids: Vec<uuid::Uuid> = handovers.iter().map(|h| h.id).collect();
    sql::mark_told(&mut tx, &ids, cx.now()).await?;
    tx.commit(()).await
}
