//! The hours in which a stop can be served.

use chrono::{NaiveTime, TimeDelta};
use dioxus::prelude::*;
use shared::pricing::Window;

use crate::quotes::text::staff as text;
use crate::ui::*;

/// A time as people read it: `08:30`.
pub fn hour(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// Both ends of a window; whoever names one gets an hour, and whoever empties one wants none.
#[component]
pub fn WindowFields(i: usize, window: Option<Window>, onchange: EventHandler<Option<Window>>) -> Element {
    let read = |typed: &str| NaiveTime::parse_from_str(typed, "%H:%M").ok();
    let (from, to) = (window.map(|window| window.from), window.map(|window| window.to));
    rsx! {
        Field { id: "window-from-{i}", label: text::window_from(),
            input { class: "w-input", "data-size": "sm", id: "window-from-{i}", name: "window-from-{i}", r#type: "time", value: from.map(hour).unwrap_or_default(),
                onchange: move |event: FormEvent| onchange.call(read(&event.value()).map(|from| Window { from, to: to.unwrap_or_else(|| from.overflowing_add_signed(TimeDelta::hours(1)).0) })) }
        }
        Field { id: "window-to-{i}", label: text::window_to(),
            input { class: "w-input", "data-size": "sm", id: "window-to-{i}", name: "window-to-{i}", r#type: "time", value: to.map(hour).unwrap_or_default(),
                onchange: move |event: FormEvent| onchange.call(read(&event.value()).map(|to| Window { from: from.unwrap_or_else(|| to.overflowing_sub_signed(TimeDelta::hours(1)).0), to })) }
        }
    }
}
