//! Changing what a person lets us write to them.

use chrono::{NaiveDate, NaiveTime};
use dioxus::prelude::*;
use shared::AccountId;
use shared::customers::preferences::text as words;
use shared::customers::{AUTOMATED, Account, Contact, EditPreferences, MessageOn, QuietHours};
use shared::identity::ZONES;
use shared::input::check;
use shared::onto::onto;

use super::consent::{Consent, holds};
use super::matrix::Matrix;
use super::text;
use crate::api::Valid;
use crate::client::{Query, use_session};
use crate::customers::api;
use crate::customers::show::save;
use crate::ui::*;

/// The hours that are offered first.
fn night(zone: String) -> QuietHours {
    let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    QuietHours { from: at(21), until: at(8), zone }
}

/// The day it is where the organization is.
fn today(zone: &str) -> NaiveDate {
    format::local(crate::client::device::now(), zone).wall.date()
}

/// What is kept of a person, as the dialog changes it.
fn input_of(person: &Contact) -> EditPreferences {
    let known = person.preferences.clone();
    EditPreferences {
        version: person.version,
        off: known.off,
        by_hand: known.by_hand,
        sms: None,
        quiet: known.quiet,
        untracked: Some(known.untracked),
    }
}

/// Asks for all of it; nothing holds before it is saved.
#[component]
pub(in crate::customers) fn PreferencesDialog(
    account: Query<Account>,
    id: AccountId,
    person: Contact,
    onclose: EventHandler<()>,
) -> Element {
    let toasts = use_toasts();
    let sending = use_sending();
    let here = use_session().zone.clone();
    let contact = person.id;
    let title = text::open(&person.name);
    let known = person.preferences.clone();
    let (first, then) = (input_of(&person), input_of(&person));
    let mut form = use_signal(move || first);
    // what the dialog was opened on, to know what was touched in it
    let mut begun = use_signal(move || then);
    let now = form.read().clone();
    let today = today(&here);
    let may_text = now.sms.as_ref().map_or_else(|| holds(&known.sms), |change| change.agreed);
    let submit = move |()| {
        let input = form.peek().clone();
        let request = async move {
            check(&input)?;
            input.check_whole(today)?;
            api::edit_preferences(id, contact, Valid(input)).await
        };
        let raise = move |theirs: &Account| {
            if let Some(known) = theirs.contacts.iter().find(|known| known.id == contact) {
                let left = input_of(known);
                let wanted = form.peek().clone();
                let merged = onto(&*begun.peek(), &wanted, &left);
                form.set(merged);
                begun.set(left);
            }
        };
        save(sending, request, id, raise, account, toasts, onclose);
    };
    rsx! {
        FormDialog { title, description: text::about(), sending, onsubmit: submit, onclose, problems: sending.problems_at(|field| field.replace('.', "-")),
            Matrix { off: now.off.clone(), may_text, onchange: move |(cell, on): (MessageOn, bool)| {
                let mut form = form.write();
                form.off.retain(|other| *other != cell);
                if !on {
                    form.off.push(cell);
                }
            } }
            FieldGroup { legend: text::automatic(), hint: text::automatic_hint(),
                for kind in AUTOMATED {
                    Switch { key: "{kind}", label: words::kind(kind), name: "auto-{kind}", checked: !now.by_hand.contains(&kind), onchange: move |on: bool| {
                        let mut form = form.write();
                        form.by_hand.retain(|other| *other != kind);
                        if !on {
                            form.by_hand.push(kind);
                        }
                    } }
                }
            }
            Consent { known: known.sms.clone(), change: now.sms.clone(), today, sending, onchange: move |change| form.write().sms = change }
            FieldGroup { legend: text::tracking(), hint: text::tracking_hint(),
                Checkbox { label: text::untracked(), name: "untracked", checked: now.untracked == Some(true), onchange: move |on: bool| form.write().untracked = Some(on) }
            }
            FieldGroup { legend: text::quiet(), hint: text::quiet_hint(),
                Checkbox { label: text::quiet(), name: "quiet", checked: now.quiet.is_some(), onchange: move |on: bool| form.write().quiet = on.then(|| night(here.clone())) }
                if let Some(quiet) = now.quiet {
                    Quiet { quiet, sending, onchange: move |quiet| form.write().quiet = Some(quiet) }
                }
            }
        }
    }
}

#[component]
fn Quiet(quiet: QuietHours, sending: Sending, onchange: EventHandler<QuietHours>) -> Element {
    let mut zones: Vec<SelectOption> = ZONES.iter().map(|zone| SelectOption::new(*zone, zone.replace('_', " "))).collect();
    if !ZONES.contains(&quiet.zone.as_str()) {
        zones.push(SelectOption::new(quiet.zone.clone(), quiet.zone.clone()));
    }
    let (of_from, of_until, of_zone) = (quiet.clone(), quiet.clone(), quiet.clone());
    let read = |typed: &str| NaiveTime::parse_from_str(typed, "%H:%M").ok();
    rsx! {
        FormGrid {
            TimeInput { label: text::from(), name: "quiet-from", required: true, value: quiet.from.format("%H:%M").to_string(), error: sending.error("quiet.from"),
                onchange: move |typed: String| if let Some(from) = read(&typed) { onchange.call(QuietHours { from, ..of_from.clone() }) } }
            TimeInput { label: text::until(), name: "quiet-until", required: true, value: quiet.until.format("%H:%M").to_string(), error: sending.error("quiet.until"),
                onchange: move |typed: String| if let Some(until) = read(&typed) { onchange.call(QuietHours { until, ..of_until.clone() }) } }
            Select { label: text::zone(), name: "quiet-zone", required: true, options: zones, value: quiet.zone.clone(), error: sending.error("quiet.zone"), class: "w-span",
                onchange: move |zone: String| onchange.call(QuietHours { zone, ..of_zone.clone() }) }
        }
    }
}
