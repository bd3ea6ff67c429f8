//! The lead of what a visitor sent: with a draft, or alone where there can be none.

use shared::input::{filled, trimmed};
use shared::leads::{LeadSource, MAX_PASSENGERS, NewLead, Urgency};
use shared::packs::ServiceLine;
use shared::pricing::text as prices;
use shared::quotes::{InstantAsk, text};
use shared::text::with_locale;
use shared::{Error, IntakeId, Result};

use super::Desk;
use crate::cx::Cx;
use crate::leads::kept;

/// Letters of the notes of a lead.
const MOST_NOTES: usize = 2_000;

/// Who asks for what, as far as it can be read without a price.
pub(super) fn asker(ask: &InstantAsk, service_line: ServiceLine) -> NewLead {
    NewLead {
        name: trimmed(&ask.name),
        company: filled(&ask.company),
        email: filled(&ask.email),
        phone: filled(&ask.phone),
        service_line,
        source: LeadSource::Online,
        urgency: Urgency::Medium,
        wanted_on: ask.wanted_on.trim().parse().ok(),
        origin: filled(&ask.origin),
        destination: filled(&ask.destination),
        passengers: ask.passengers.trim().parse::<i32>().ok().filter(|n| (1..=MAX_PASSENGERS).contains(n)),
        vehicle_type: None,
        value_cents: None,
        notes: trimmed(&ask.notes),
        owner: None,
        stage: None,
        custom: shared::customers::CustomValues::new(),
    }
}

/// Whether it is because the customer is blocked that there is no draft.
pub(super) fn is_blocked(problem: &Error) -> bool {
    matches!(problem, Error::Conflict { code, .. } if code == "blocked_customer")
}

/// Makes the lead alone of what can have no draft, and says there what was worked out and why nothing came of it.
pub(super) async fn as_lead(
    cx: &Cx,
    desk: &Desk,
    id: IntakeId,
    ask: &InstantAsk,
    shown_cents: i64,
    why: impl Fn() -> String,
) -> Result<()> {
    let line = desk.line(&ask.service_line)?;
    let mut tx = cx.write().await?;
    // the office reads it, whatever the visitor speaks
    let note = with_locale(tx.locale().await?, || text::online_without_quote(prices::money(shown_cents, desk.currency), why()));
    let mut lead = asker(ask, line);
    lead.notes = [lead.notes, note].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    lead.notes = lead.notes.chars().take(MOST_NOTES).collect();
    kept::lead_within(cx, &mut tx, id, lead).await?;
    tx.commit(()).await
}
