//! How a customer's fleet is looked after.

use chrono::NaiveTime;
use dioxus::prelude::*;
use shared::customers::{Account, EditFleet, FleetSettings, Owner, ServiceMode};
use shared::input::checked;
use shared::money::parse_cents;
use shared::onto::onto;
use shared::{FieldErrors, MemberId, Money};

use super::dialogs::save;
use crate::api::Valid;
use crate::client::{Query, use_query, use_session};
use crate::customers::{api, text};
use crate::ui::*;

fn mode_name(mode: ServiceMode) -> String {
    match mode {
        ServiceMode::OnCall => text::mode_on_call(),
        ServiceMode::LotWalk => text::mode_lot_walk(),
        ServiceMode::Both => text::mode_both(),
    }
}

/// A day of the week by its number; the first of January 2024 was a Monday.
fn day_name(day: u8) -> &'static str {
    let monday = chrono::NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default();
    format::weekday(monday + chrono::Days::new(day.into()), false)
}

/// When the lot is walked, in words.
fn walks(fleet: &FleetSettings) -> String {
    let days = fleet.walk_days.iter().map(|day| day_name(*day)).collect::<Vec<_>>().join(", ");
    let weeks = if fleet.walk_weeks == 1 { text::every_week() } else { text::every_n_weeks(fleet.walk_weeks) };
    [Some(days), fleet.walk_at.map(format::clock), Some(weeks)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The settings of a fleet.
#[component]
pub(super) fn Fleet(account: Query<Account>, shown: Account, may_edit: bool) -> Element {
    let currency = use_session().currency;
    let mut open = use_signal(|| false);
    rsx! {
        Card {
            title: text::fleet(), testid: "fleet",
            actions: rsx! { if may_edit { Button { size: Size::Sm, icon: IconName::Pencil, onclick: move |_| open.set(true), {if shown.fleet.is_some() { text::edit() } else { text::set_up() }} } } },
            match shown.fleet.clone() {
                None => rsx! { p { class: "sm muted", {text::no_fleet()} } },
                Some(fleet) => rsx! {
                    DescriptionList {
                        Fact { term: text::fleet_size(), {format::number(fleet.size.into())} }
                        Fact { term: text::service_mode(), {mode_name(fleet.mode)} }
                        if fleet.mode != ServiceMode::OnCall { Fact { term: text::lot_walk(), {walks(&fleet)} } }
                        Fact { term: text::auto_approve(), {if fleet.auto_approve { text::up_to_value(format::money(Money::new(fleet.auto_approve_cents, currency))) } else { text::off() }} }
                        Fact { term: text::photo_required(), {if fleet.photo_required { text::yes() } else { text::no() }} }
                        if !fleet.technicians.is_empty() { Fact { term: text::technicians(), {fleet.technicians.iter().map(|who| who.name.clone()).collect::<Vec<_>>().join(", ")} } }
                    }
                },
            }
        }
        if open() { FleetDialog { account, shown, onclose: move |()| open.set(false) } }
    }
}

#[component]
fn FleetDialog(account: Query<Account>, shown: Account, onclose: EventHandler<()>) -> Element {
    let toasts = use_toasts();
    let sending = use_sending();
    let currency = use_session().currency;
    let id = shown.id;
    let mut version = use_signal(|| shown.version);
    let known = shown.fleet.clone().unwrap_or_default();
    let mut size = use_signal(|| known.size.to_string());
    let mut amount = use_signal(|| format::money_plain(known.auto_approve_cents));
    let mut fleet = use_signal(|| known.clone());
    // what the dialog was opened on, to know what was touched in it
    let mut begun = use_signal(|| known.clone());
    let members = use_query(&["member"], || async { crate::identity::api::list_members().await });
    let now = fleet.read().clone();
    let submit = move |()| {
        let mut wrong = FieldErrors::default();
        let now = fleet.peek().clone();
        let read = size.peek().trim().parse().map_err(|_| wrong.add("size", "not_a_number")).unwrap_or(0);
        let cents = parse_cents(&amount.peek()).map_err(|problem| wrong.add("auto_approve_cents", problem.to_string())).unwrap_or(0);
        let input = EditFleet {
            version: *version.peek(),
            size: read,
            mode: now.mode,
            walk_days: now.walk_days,
            walk_weeks: now.walk_weeks,
            walk_at: now.walk_at,
            auto_approve: now.auto_approve,
            auto_approve_cents: cents,
            photo_required: now.photo_required,
            technicians: now.technicians.iter().map(|who| who.id).collect(),
        };
        let input = checked(input, wrong);
        let request = async move {
            let input = input?;
            input.check_walk()?;
            api::edit_fleet(id, Valid(input)).await
        };
        let raise = move |theirs: &Account| {
            let (was, left) = (begun.peek().clone(), theirs.fleet.clone().unwrap_or_default());
            // what stands in the dialog by now: one may have typed on since it was sent
            let live = fleet.peek().clone();
            fleet.set(onto(&was, &live, &left));
            if *size.peek() == was.size.to_string() {
                size.set(left.size.to_string());
            }
            if *amount.peek() == format::money_plain(was.auto_approve_cents) {
                amount.set(format::money_plain(left.auto_approve_cents));
            }
            begun.set(left);
            version.set(theirs.version);
        };
        save(sending, request, id, raise, account, toasts, onclose);
    };
    let chosen = now.technicians.clone();
    let more: Vec<SelectOption> = members
        .value()
        .unwrap_or_default()
        .into_iter()
        .filter(|member| member.status == shared::identity::MemberStatus::Active && !chosen.iter().any(|who| who.id == member.id))
        .map(|member| SelectOption::new(member.id.to_string(), member.name))
        .collect();
    let names = more.clone();
    rsx! {
        FormDialog { title: text::fleet(), sending, onsubmit: submit, onclose,
            FormGrid {
                TextInput { label: text::fleet_size(), name: "size", kind: InputKind::Whole, hint: text::fleet_size_hint(), value: size(), error: sending.error("size"), oninput: move |v| size.set(v) }
                Select { label: text::service_mode(), name: "mode", value: now.mode.key(), options: ServiceMode::ALL.iter().map(|mode| SelectOption::new(mode.key(), mode_name(*mode))).collect::<Vec<_>>(),
                    onchange: move |v: String| if let Ok(mode) = v.parse() { fleet.write().mode = mode } }
            }
            if now.mode != ServiceMode::OnCall {
                FieldGroup { legend: text::walk_days(), class: "w-span",
                    if let Some(error) = sending.error("walk_days") { p { class: "w-error", id: "f-walk_days", Icon { name: IconName::CircleAlert, size: IconSize::Sm } span { {error} } } }
                    div { class: "row wrap",
                        for day in 0..7_u8 {
                            Checkbox { key: "{day}", label: day_name(day), name: "day-{day}", checked: now.walk_days.contains(&day), onchange: move |on| {
                                let mut fleet = fleet.write();
                                fleet.walk_days.retain(|known| *known != day);
                                if on { fleet.walk_days.push(day); fleet.walk_days.sort_unstable(); }
                            } }
                        }
                    }
                }
                FormGrid {
                    TimeInput { label: text::walk_at(), name: "walk_at", required: true, value: now.walk_at.map(|at| at.format("%H:%M").to_string()).unwrap_or_default(), error: sending.error("walk_at"),
                        onchange: move |v: String| fleet.write().walk_at = NaiveTime::parse_from_str(&v, "%H:%M").ok() }
                    Select { label: text::how_often(), name: "walk_weeks", value: now.walk_weeks.to_string(), options: [1, 2, 3, 4].map(|n| SelectOption::new(n.to_string(), if n == 1 { text::every_week() } else { text::every_n_weeks(n) })).to_vec(),
                        onchange: move |v: String| if let Ok(weeks) = v.parse() { fleet.write().walk_weeks = weeks } }
                }
            }
            Checkbox { label: text::auto_approve(), name: "auto_approve", hint: text::auto_approve_hint(), checked: now.auto_approve, onchange: move |v| fleet.write().auto_approve = v }
            if now.auto_approve {
                MoneyInput { label: text::auto_approve_up_to(), name: "auto_approve_cents", currency, value: amount(), error: sending.error("auto_approve_cents"), oninput: move |v| amount.set(v) }
            }
            Checkbox { label: text::photo_required(), name: "photo_required", hint: text::photo_required_hint(), checked: now.photo_required, onchange: move |v| fleet.write().photo_required = v }
            Select { label: text::technicians(), name: "technicians", optional: true, hint: text::technicians_hint(), placeholder: text::add_technician(), value: "", options: more, error: sending.error("technicians"),
                onchange: move |v: String| if let (Ok(id), Some(option)) = (v.parse::<MemberId>(), names.iter().find(|option| option.value == v)) {
                    fleet.write().technicians.push(Owner { id, name: option.label.clone() });
                } }
            if !chosen.is_empty() {
                div { class: "row wrap",
                    for (nth, who) in chosen.into_iter().enumerate() {
                        FilterChip { key: "{who.id}", name: format!("{}", nth + 1), value: who.name.clone(), onremove: move |()| fleet.write().technicians.retain(|known| known.id != who.id) }
                    }
                }
            }
        }
    }
}
