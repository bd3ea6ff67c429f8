//! The fields each kind of modifier asks for.

use dioxus::prelude::*;
use shared::days;
use shared::pricing::{HolidayCalendar, MAX_OWN_DAYS, Touching, region_name, regions};

use super::read::{day_field, name_field};
use super::typed::{DayTyped, Kind, Reach, Typed};
use crate::pricing::text;
use crate::ui::*;

/// The fields of the kind that is chosen.
#[component]
pub(super) fn Fields(typed: Signal<Typed>, sending: Sending) -> Element {
    let kind = typed.read().kind;
    match kind {
        Kind::Weekdays => rsx! { WeekdayFields { typed, sending } },
        Kind::Season => rsx! { SeasonFields { typed, sending } },
        Kind::ShortNotice => rsx! { NoticeFields { typed, sending } },
        Kind::Hours => rsx! { HourFields { typed, sending } },
        Kind::Dates => rsx! { DayFields { typed, sending } },
        Kind::Hub => rsx! { WhereFields { typed, sending } },
        Kind::Event => rsx! { EventFields { typed, sending } },
        Kind::Holidays => rsx! { HolidayFields { typed, sending } },
    }
}

#[component]
fn WeekdayFields(typed: Signal<Typed>, sending: Sending) -> Element {
    let mut typed = typed;
    let chosen = typed.read().weekdays.clone();
    let error = sending.error("weekdays");
    rsx! {
        FieldGroup { legend: text::weekdays(), class: "pb-ticks",
            for day in 0..7_u8 {
                Checkbox { key: "{day}", id: if day == 0 { "f-weekdays".to_string() } else { format!("f-weekdays-{day}") }, name: "weekdays", value: "{day}",
                    label: days::weekday_name(day, true), checked: chosen.contains(&day), error: error.clone().filter(|_| day == 0),
                    onchange: move |on: bool| {
                        let mut typed = typed.write();
                        typed.weekdays.retain(|other| *other != day);
                        if on {
                            typed.weekdays.push(day);
                            typed.weekdays.sort_unstable();
                        }
                    } }
            }
        }
    }
}

#[component]
fn SeasonFields(typed: Signal<Typed>, sending: Sending) -> Element {
    let mut typed = typed;
    let now = typed();
    let months: Vec<SelectOption> = (1..=12_u32).map(|n| SelectOption::new(n.to_string(), days::month(n, true))).collect();
    rsx! {
        FormGrid {
            Select { label: text::from_month(), name: "from_month", required: true, options: months.clone(), value: now.from_month.to_string(), onchange: move |v: String| if let Ok(month) = v.parse() { typed.write().from_month = month } }
            TextInput { label: text::from_day(), name: "from_day", kind: InputKind::Whole, required: true, value: now.from_day.clone(), error: sending.error("from_day"), oninput: move |v| typed.write().from_day = v }
            Select { label: text::to_month(), name: "to_month", required: true, options: months, value: now.to_month.to_string(), onchange: move |v: String| if let Ok(month) = v.parse() { typed.write().to_month = month } }
            TextInput { label: text::to_day(), name: "to_day", kind: InputKind::Whole, required: true, value: now.to_day.clone(), error: sending.error("to_day"), oninput: move |v| typed.write().to_day = v }
        }
    }
}

#[component]
fn NoticeFields(typed: Signal<Typed>, sending: Sending) -> Element {
    let mut typed = typed;
    let value = typed.read().notice.clone();
    rsx! {
        TextInput { label: text::notice_days(), name: "notice", kind: InputKind::Whole, required: true, hint: text::notice_hint(), suffix: text::days(), value, error: sending.error("notice"), oninput: move |v| typed.write().notice = v }
    }
}

#[component]
fn HourFields(typed: Signal<Typed>, sending: Sending) -> Element {
    let mut typed = typed;
    let now = typed();
    rsx! {
        FormGrid {
            TextInput { label: text::from_hour(), name: "from_hour", kind: InputKind::Whole, required: true, hint: text::hours_hint(), value: now.from_hour.clone(), error: sending.error("from_hour"), oninput: move |v| typed.write().from_hour = v }
            TextInput { label: text::to_hour(), name: "to_hour", kind: InputKind::Whole, required: true, value: now.to_hour.clone(), error: sending.error("to_hour"), oninput: move |v| typed.write().to_hour = v }
        }
    }
}

fn edit_day(mut typed: Signal<Typed>, key: usize, change: impl FnOnce(&mut DayTyped)) {
    if let Some(of) = typed.write().days.iter_mut().find(|of| of.key == key) {
        change(of);
    }
}

/// Days named one by one; own holidays have names as well.
#[component]
fn DayFields(typed: Signal<Typed>, sending: Sending) -> Element {
    let mut typed = typed;
    let now = typed();
    let named = now.kind == Kind::Holidays;
    let add = move |_| {
        let key = typed.peek().days.iter().map(|of| of.key + 1).max().unwrap_or(0);
        typed.write().days.push(DayTyped { key, day: String::new(), name: String::new() });
    };
    let error = sending.error("days");
    rsx! {
        FieldGroup { legend: if named { text::own_days() } else { text::dates() },
            for (n, of) in now.days.iter().cloned().enumerate() {
                div { key: "{of.key}", class: "pb-day", "data-testid": "own-day",
                    DateInput { label: text::date_of(n + 1), name: day_field(of.key), required: true, value: of.day.clone(), error: sending.error(&day_field(of.key)),
                        onchange: { let key = of.key; move |v: String| edit_day(typed, key, |of| of.day = v) } }
                    if named {
                        TextInput { label: text::name_of(n + 1), name: name_field(of.key), required: true, maxlength: 120, value: of.name.clone(), error: sending.error(&name_field(of.key)),
                            oninput: { let key = of.key; move |v: String| edit_day(typed, key, |of| of.name = v) } }
                    }
                    IconButton { label: text::remove_date(n + 1), icon: IconName::Trash2, size: Size::Sm, onclick: { let key = of.key; move |_| typed.write().days.retain(|other| other.key != key) } }
                }
            }
            if let Some(error) = error { p { class: "w-error", role: "alert", {error} } }
            if now.days.len() < MAX_OWN_DAYS {
                Button { id: "f-days", size: Size::Sm, icon: IconName::Plus, testid: "add-date", onclick: add, {text::add_date()} }
            }
        }
    }
}

/// Where it applies; an event may be anywhere.
#[component]
fn WhereFields(typed: Signal<Typed>, sending: Sending) -> Element {
    let mut typed = typed;
    let now = typed();
    let is_event = now.kind == Kind::Event;
    let reach = match now.reach {
        Reach::Anywhere if is_event => "anywhere",
        Reach::Anywhere | Reach::Circle => "circle",
        Reach::Region => "region",
    };
    let mut reaches = vec![Choice::new("circle", text::in_circle()), Choice::new("region", text::in_a_region())];
    if is_event {
        reaches.insert(0, Choice::new("anywhere", text::anywhere()));
    }
    let touching = |of: Touching| match of {
        Touching::Any => text::touching_any(),
        Touching::First => text::touching_first(),
        Touching::Last => text::touching_last(),
    };
    let stops: Vec<SelectOption> = Touching::ALL.iter().map(|of| SelectOption::new(of.key(), touching(*of))).collect();
    let named = |code: &'static str| SelectOption::new(code, text::region_of(region_name(code).unwrap_or(code), code));
    let codes: Vec<SelectOption> = regions().map(named).collect();
    rsx! {
        Segmented { label: text::where_it_is(), name: "reach", size: Size::Sm, value: reach, options: reaches,
            onchange: move |v: String| {
                sending.clear();
                typed.write().reach = match v.as_str() {
                    "anywhere" => Reach::Anywhere,
                    "region" => Reach::Region,
                    _ => Reach::Circle,
                };
            } }
        FormGrid {
            if reach == "circle" {
                TextInput { label: text::place(), name: "place", required: true, hint: text::place_hint(), maxlength: 120, value: now.place.clone(), error: sending.error("place"), oninput: move |v| typed.write().place = v }
                TextInput { label: text::place_name(), name: "place_name", optional: true, hint: text::place_name_hint(), maxlength: 120, value: now.place_name.clone(), oninput: move |v| typed.write().place_name = v }
                TextInput { label: text::km_around(), name: "km", kind: InputKind::Whole, required: true, value: now.km.clone(), error: sending.error("km"), oninput: move |v| typed.write().km = v }
            }
            if reach == "region" {
                Select { label: text::region(), name: "region", required: true, options: codes, value: now.region.clone(), error: sending.error("region"), onchange: move |v| typed.write().region = v }
            }
            if !is_event {
                Select { label: text::touching(), name: "touching", required: true, options: stops, value: now.touching.key(), onchange: move |v: String| if let Ok(of) = v.parse() { typed.write().touching = of } }
            }
        }
    }
}

#[component]
fn EventFields(typed: Signal<Typed>, sending: Sending) -> Element {
    let mut typed = typed;
    let now = typed();
    rsx! {
        FormGrid {
            DateInput { label: text::event_from(), name: "from", required: true, hint: text::event_hint(), value: now.from.clone(), error: sending.error("from"), onchange: move |v| typed.write().from = v }
            DateInput { label: text::event_to(), name: "to", required: true, value: now.to.clone(), error: sending.error("to"), onchange: move |v| typed.write().to = v }
        }
        WhereFields { typed, sending }
    }
}

#[component]
fn HolidayFields(typed: Signal<Typed>, sending: Sending) -> Element {
    let mut typed = typed;
    let now = typed();
    let calendars: Vec<SelectOption> = HolidayCalendar::ALL.iter().map(|of| SelectOption::new(of.key(), of.title())).collect();
    let error = sending.error("holidays");
    rsx! {
        Select { label: text::whose_holidays(), name: "calendar", placeholder: text::only_own(), options: calendars, value: now.calendar.map_or("", HolidayCalendar::key), error: sending.error("calendar"),
            onchange: move |v: String| {
                let calendar = v.parse::<HolidayCalendar>().ok();
                let mut typed = typed.write();
                typed.holidays = calendar.map(|of| of.holidays().to_vec()).unwrap_or_default();
                typed.calendar = calendar;
            } }
        if let Some(calendar) = now.calendar {
            FieldGroup { legend: text::which_holidays(), class: "pb-ticks",
                for (n, holiday) in calendar.holidays().iter().copied().enumerate() {
                    Checkbox { key: "{holiday}", id: if n == 0 { "f-holidays".to_string() } else { format!("f-holidays-{holiday}") }, name: "holidays", value: holiday.key(),
                        label: calendar.label(holiday).text().to_string(), checked: now.holidays.contains(&holiday), error: error.clone().filter(|_| n == 0),
                        onchange: move |on: bool| {
                            let mut typed = typed.write();
                            typed.holidays.retain(|other| *other != holiday);
                            if on {
                                typed.holidays.push(holiday);
                            }
                        } }
                }
            }
            Checkbox { label: text::observed(), name: "observed", hint: text::observed_hint(), checked: now.observed, onchange: move |on| typed.write().observed = on }
        }
        DayFields { typed, sending }
    }
}
