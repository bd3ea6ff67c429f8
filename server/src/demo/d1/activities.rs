//! What was done for leads, and what is planned.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use shared::leads::ActivityKind;
use uuid::Uuid;

use super::log::Fact;
use super::sheet::{Of, Sheets};
use super::tenant::Tenant;

const SAID: &[&str] = &[
    "Asked for dates and the size of the place",
    "Left a message about the quote",
    "Sent the answers to the questions on insurance",
    "Looked at the place, two flights of stairs",
    "Talked about the price of the second day",
    "Wants to decide after the weekend",
];

/// What was done for a lead, and what is planned: id, kind, text and time of the next step.
pub fn draw(
    t: &mut Tenant,
    sheets: &mut Sheets,
    lead: Uuid,
    at: DateTime<Utc>,
    open: bool,
    by: usize,
) -> Option<(Uuid, &'static str, &'static str, DateTime<Utc>)> {
    let many = t.sizes.activities;
    let count = many / 2 + t.dice.below(many + 1);
    let member = Some(t.people[by].member);
    let room = (t.present - at).num_minutes().clamp(1, 30 * 1440);
    for _ in 0..count {
        let done = at + TimeDelta::minutes(t.dice.between(0, room - 1));
        let kind = ActivityKind::ALL[t.dice.below(ActivityKind::ALL.len())];
        let (id, body) = (t.dice.id(done), t.dice.pick(SAID));
        let outcome = (kind == ActivityKind::Call).then(|| if t.dice.chance(600) { "reached" } else { "no_answer" });
        sheets.row(
            Of::Activities,
            &[&t.org, &id, &lead, &kind.key(), &body, &outcome, &None::<DateTime<Utc>>, &Some(done), &member, &done, &done],
        );
        // the log keeps some of them: it would be larger than all else
        if t.dice.chance(100) {
            t.facts.push(Fact {
                at: done,
                kind: shared::leads::events::ACTIVITY_LOGGED,
                entity: id,
                of: Some(lead),
                account: None,
                version: None,
                by: Some(by),
                data: json!({ "kind": kind }),
            });
        }
    }
    if !open || t.dice.chance(250) {
        return None;
    }
    let due = t.present + TimeDelta::minutes(t.dice.between(-4 * 1440, 10 * 1440));
    let (id, body) = (t.dice.id(at), "Call back");
    sheets.row(Of::Activities, &[&t.org, &id, &lead, &"call", &body, &None::<&str>, &Some(due), &None::<DateTime<Utc>>, &member, &at, &at]);
    Some((id, "call", body, due))
}
