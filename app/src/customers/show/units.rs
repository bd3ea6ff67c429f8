//! The units of a customer: the list, and adding, changing, archiving one.

use dioxus::prelude::*;
use shared::customers::{Account, EditUnit, NewUnit, Unit, VinDoubt, vin_doubt};
use shared::input::check;
use shared::onto::onto;
use shared::{AccountId, Error, FieldErrors, Result, UnitId};

use super::dialogs::save;
use crate::api::Valid;
use crate::client::Query;
use crate::customers::{api, text};
use crate::ui::*;

/// So many units are shown before the rest is asked for.
const FEW: usize = 8;

/// What is odd about a VIN, in words.
fn doubt(vin: &str) -> Option<String> {
    Some(match vin_doubt(vin)? {
        VinDoubt::Length => text::vin_length(),
        VinDoubt::Letter => text::vin_letter(),
        VinDoubt::CheckDigit(right) => text::vin_digit(right),
    })
}

/// Year, make and model in one line.
fn vehicle(unit: &Unit) -> String {
    let year = unit.year.map(|year| year.to_string()).unwrap_or_default();
    [year, unit.make.clone(), unit.model.clone()].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The units of a customer.
#[component]
pub(super) fn Units(account: Query<Account>, shown: Account, may_edit: bool) -> Element {
    let mut open = use_signal(|| None::<Option<Unit>>);
    let mut all = use_signal(|| false);
    let active = shown.units.iter().filter(|unit| unit.active).count();
    let visible = if all() { shown.units.len() } else { active.min(FEW) };
    let title = if active == 0 { text::units() } else { text::units_n(active) };
    rsx! {
        Card {
            title, testid: "units", flush: !shown.units.is_empty(),
            actions: rsx! { if may_edit { Button { size: Size::Sm, icon: IconName::Plus, onclick: move |_| open.set(Some(None)), {text::add_unit()} } } },
            if shown.units.is_empty() { p { class: "sm muted", {text::no_units()} } }
            ul { class: "st-rows",
                for unit in shown.units.iter().take(visible).cloned() {
                    li { key: "{unit.id}",
                        Icon { name: IconName::Truck, size: IconSize::Sm }
                        div { class: "st-device",
                            p { b { {unit.number.clone()} } if !unit.active { " " Chip { {text::archived()} } } }
                            p { class: "muted", {[vehicle(&unit), unit.plate.clone()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")} }
                            if !unit.vin.is_empty() { p { class: "mono xs", {unit.vin.clone()} } }
                            if let Some(words) = doubt(&unit.vin) { p { class: "xs tone", "data-tone": "warn", {words} } }
                        }
                        if may_edit {
                            IconButton { label: text::edit_person(&unit.number), icon: IconName::Pencil, size: Size::Sm, onclick: move |_| open.set(Some(Some(unit.clone()))) }
                        }
                    }
                }
            }
            if shown.units.len() > visible || all() {
                div { class: "w-pad", Button { size: Size::Sm, onclick: move |_| all.toggle(), {if all() { text::show_fewer() } else { text::show_all_units(shown.units.len()) }} } }
            }
        }
        if let Some(unit) = open() {
            UnitDialog { account, id: shown.id, unit, onclose: move |()| open.set(None) }
        }
    }
}

/// The year of a unit as it is typed.
fn year_of(year: Option<i32>) -> String {
    year.map(|year| year.to_string()).unwrap_or_default()
}

fn form_of(unit: &Unit) -> NewUnit {
    NewUnit {
        number: unit.number.clone(),
        plate: unit.plate.clone(),
        vin: unit.vin.clone(),
        make: unit.make.clone(),
        model: unit.model.clone(),
        year: unit.year,
        notes: unit.notes.clone(),
    }
}

/// Problems of the unit within a change, by the names of the controls.
fn plain(answer: Result<Account>) -> Result<Account> {
    answer.map_err(|error| match error {
        Error::Invalid(errors) => {
            let renamed = errors.0.into_iter().map(|(field, all)| (field.trim_start_matches("unit.").to_owned(), all));
            Error::Invalid(FieldErrors(renamed.collect()))
        }
        other => other,
    })
}

async fn send(id: AccountId, known: Option<(UnitId, i32, bool)>, unit: NewUnit) -> Result<Account> {
    check(&unit)?;
    match known {
        Some((known, version, active)) => plain(api::edit_unit(id, known, Valid(EditUnit { version, unit, active })).await),
        None => api::add_unit(id, Valid(unit)).await,
    }
}

#[component]
fn UnitDialog(account: Query<Account>, id: AccountId, unit: Option<Unit>, onclose: EventHandler<()>) -> Element {
    let toasts = use_toasts();
    let sending = use_sending();
    let title = unit.as_ref().map_or_else(text::add_unit, |unit| text::edit_person(&unit.number));
    let known = unit.as_ref().map(|unit| unit.id);
    let mut version = use_signal(|| unit.as_ref().map_or(0, |unit| unit.version));
    let mut active = use_signal(|| unit.as_ref().is_none_or(|unit| unit.active));
    let mut year = use_signal(|| year_of(unit.as_ref().and_then(|unit| unit.year)));
    let mut form = use_signal(|| unit.as_ref().map(form_of).unwrap_or_default());
    // what the dialog was opened on, to know what was touched in it
    let mut begun = use_signal(|| unit.clone());
    let now = form.read().clone();
    let submit = move |()| {
        let typed = year.peek().trim().to_owned();
        let read = if typed.is_empty() { Ok(None) } else { typed.parse().map(Some).map_err(|_| Error::field("year", "not_a_number")) };
        let unit = form.peek().clone();
        let known = known.map(|known| (known, *version.peek(), *active.peek()));
        let request = async move { send(id, known, NewUnit { year: read?, ..unit }).await };
        let raise = move |theirs: &Account| {
            let Some(left) = theirs.units.iter().find(|unit| Some(unit.id) == known.map(|known| known.0)) else { return };
            let before = begun.peek().clone();
            if let Some(before) = before {
                // what stands in the dialog by now: one may have typed on since it was sent
                let live = form.peek().clone();
                form.set(onto(&form_of(&before), &live, &form_of(left)));
                if *year.peek() == year_of(before.year) {
                    year.set(year_of(left.year));
                }
                if *active.peek() == before.active {
                    active.set(left.active);
                }
            }
            version.set(left.version);
            begun.set(Some(left.clone()));
        };
        save(sending, request, id, raise, account, toasts, onclose);
    };
    rsx! {
        FormDialog { title, sending, onsubmit: submit, onclose,
            FormGrid {
                TextInput { label: text::unit_number(), name: "number", required: true, autofocus: true, maxlength: 40, hint: text::unit_number_hint(), value: now.number, error: sending.error("number"), oninput: move |v| form.write().number = v }
                TextInput { label: text::plate(), name: "plate", optional: true, maxlength: 20, value: now.plate, error: sending.error("plate"), oninput: move |v| form.write().plate = v }
                TextInput { label: text::make(), name: "make", optional: true, value: now.make, error: sending.error("make"), oninput: move |v| form.write().make = v }
                TextInput { label: text::model(), name: "model", optional: true, value: now.model, error: sending.error("model"), oninput: move |v| form.write().model = v }
                TextInput { label: text::year(), name: "year", kind: InputKind::Whole, optional: true, maxlength: 4, value: year(), error: sending.error("year"), oninput: move |v| year.set(v) }
                div { class: "stack gap-1",
                    TextInput { label: text::vin(), name: "vin", optional: true, maxlength: 30, value: now.vin.clone(), error: sending.error("vin"), oninput: move |v| form.write().vin = v }
                    if let Some(words) = doubt(&NewUnit { vin: now.vin, ..NewUnit::default() }.normal().vin) { p { class: "xs tone", "data-tone": "warn", role: "status", {words} } }
                }
            }
            TextArea { label: text::notes(), name: "notes", optional: true, value: now.notes, error: sending.error("notes"), oninput: move |v| form.write().notes = v }
            if known.is_some() {
                Checkbox { label: text::in_service(), name: "active", hint: text::in_service_hint(), checked: active(), onchange: move |v| active.set(v) }
            }
        }
    }
}
