//! Hours of a week, a line for each day.

use dioxus::prelude::*;
use shared::identity::BusinessHours;

use super::text::staff as text;
use crate::ui::*;

fn day_names() -> [String; 7] {
    [text::monday(), text::tuesday(), text::wednesday(), text::thursday(), text::friday(), text::saturday(), text::sunday()]
}

/// Minutes after midnight as `08:30`.
fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn minutes(clock: &str) -> Option<u16> {
    let (hours, minutes) = clock.split_once(':')?;
    Some(hours.parse::<u16>().ok()? * 60 + minutes.get(..2)?.parse::<u16>().ok()?)
}

/// Opening and closing of each day, and which days are closed.
#[component]
pub fn WeekHours(
    hours: BusinessHours,
    /// The hours with one day changed.
    onchange: EventHandler<BusinessHours>,
    /// What is wrong with them, shown at the days that close before they open.
    error: Option<String>,
) -> Element {
    let change = move |hours: &BusinessHours, index: usize, day: Option<(u16, u16)>| {
        let mut changed = hours.clone();
        changed.days[index] = day;
        onchange.call(changed);
    };
    rsx! {
        ul { class: "st-hours",
            for (index, day) in day_names().into_iter().enumerate() {
                {
                    let (whole, early, late) = (hours.clone(), hours.clone(), hours.clone());
                    rsx! {
                        li { key: "{index}",
                            Checkbox { label: day.clone(), name: "open-{index}", checked: hours.days[index].is_some(),
                                onchange: move |on| change(&whole, index, if on { BusinessHours::default().days[0] } else { None }) }
                            if let Some((open, close)) = hours.days[index] {
                                TimeInput { label: text::opens_on(&day), label_hidden: true, name: "opens-{index}", value: clock(open), onchange: move |value: String| if let Some(at) = minutes(&value) { change(&early, index, Some((at, close))) } }
                                TimeInput { label: text::closes_on(&day), label_hidden: true, name: "closes-{index}", value: clock(close), error: error.clone().filter(|_| close <= open), onchange: move |value: String| if let Some(at) = minutes(&value) { change(&late, index, Some((open, at))) } }
                            } else {
                                span { class: "st-closed", {text::closed()} }
                            }
                        }
                    }
                }
            }
        }
    }
}
