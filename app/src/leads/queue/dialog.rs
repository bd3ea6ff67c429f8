//! How one member takes leads: limit, services, hours, absence.

use dioxus::prelude::*;
use shared::identity::BusinessHours;
use shared::leads::EditTurn;
use shared::leads::assignment::Turn;
use shared::{Error, FieldErrors, MemberId};

use super::edit_of;
use crate::client::use_session;
use crate::identity::WeekHours;
use crate::leads::{text, words};
use crate::ui::*;

/// The dialog; it says what is wrong before it closes, and what it saves is painted at once.
#[component]
pub(super) fn TurnDialog(turn: Turn, others: Vec<Turn>, onsave: EventHandler<(MemberId, EditTurn)>, onclose: EventHandler<()>) -> Element {
    let session = use_session();
    let mut most = use_signal(|| turn.max_per_day.map(|n| n.to_string()).unwrap_or_default());
    let mut edit = use_signal(|| edit_of(&turn));
    let sending = use_sending();
    let now = edit();
    let member = turn.member;
    let title = text::turn_of(&turn.name);
    let deputies: Vec<SelectOption> = others
        .iter()
        .filter(|other| other.member != member)
        .map(|other| SelectOption::new(other.member.to_string(), other.name.clone()))
        .collect();
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let save = move |()| match checked(&most.peek(), &edit.peek()) {
        Ok(input) => {
            onsave.call((member, input));
            onclose.call(());
        }
        Err(error) => sending.fail(error),
    };
    rsx! {
        FormDialog { title, sending, onsubmit: save, onclose,
            TextInput { label: text::most_a_day(), name: "max_per_day", kind: InputKind::Whole, optional: true, hint: text::most_a_day_hint(), value: most(), error: sending.error("max_per_day"), oninput: move |v| most.set(v) }
            if session.packs.len() > 1 {
                FieldGroup { legend: text::takes_lines(), hint: text::takes_lines_hint(),
                    for line in session.packs.iter().copied() {
                        Checkbox { key: "{line}", id: "f-lines-{line}", label: words::line(line), name: "lines", value: line.key(), checked: now.lines.contains(&line),
                            onchange: move |on| {
                                let mut edit = edit.write();
                                edit.lines.retain(|held| *held != line);
                                if on { edit.lines.push(line); }
                            },
                        }
                    }
                }
            }
            Switch { name: "hours-only", label: text::hours_only(), hint: text::hours_only_hint(), checked: now.hours.is_some(),
                onchange: move |on: bool| edit.write().hours = on.then(BusinessHours::default) }
            if let Some(hours) = now.hours.clone() {
                WeekHours { hours, error: sending.error("hours"), onchange: move |hours| edit.write().hours = Some(hours) }
            }
            FieldGroup { legend: text::absence(), hint: text::absence_hint(),
                FormGrid {
                    DateInput { label: text::away_from(), name: "away_from", optional: true, value: day(now.away_from), onchange: move |v: String| edit.write().away_from = v.parse().ok() }
                    DateInput { label: text::away_field(), name: "away_until", optional: true, min: now.away_from.map(|day| day.to_string()), value: day(now.away_until), error: sending.error("away_until"), onchange: move |v: String| edit.write().away_until = v.parse().ok() }
                }
                Select { label: text::deputy(), name: "deputy", optional: true, options: deputies, placeholder: text::no_deputy(), value: now.deputy.map(|m| m.to_string()).unwrap_or_default(), onchange: move |v: String| edit.write().deputy = v.parse().ok() }
            }
        }
    }
}

/// What is typed, if it keeps the rules.
fn checked(most: &str, edit: &EditTurn) -> Result<EditTurn, Error> {
    let mut wrong = FieldErrors::default();
    let max_per_day = match most.trim() {
        "" => None,
        typed => typed.parse().map_err(|_| wrong.add("max_per_day", "invalid")).ok(),
    };
    let input = shared::input::checked(EditTurn { max_per_day, ..edit.clone() }, wrong)?;
    input.check_absence()?;
    Ok(input)
}
