//! Who is there, beside a title.

use dioxus::prelude::*;

use super::Record;
use super::beats::use_others;
use super::words::said;
use crate::ui::*;

/// Those who have a record open besides oneself. That somebody edits is spoken to those who cannot see it; that somebody
/// looks is there to be read.
#[component]
pub fn Presence(
    /// What is open.
    record: Record,
    /// Whether something of it is being changed here, beside fields that have the focus.
    editing: bool,
) -> Element {
    let others = use_others(record, editing);
    let people = others.read();
    let (edits, looks) = said(&people);
    let names: Vec<String> = people.iter().map(|person| person.name.clone()).collect();
    rsx! {
        div { class: "w-present", "data-testid": "presence",
            if !names.is_empty() {
                // the words beside it name them
                span { "aria-hidden": "true", AvatarStack { names, size: AvatarSize::Sm } }
            }
            // there before anything is said in it
            span { role: "status", class: "strong", {edits.unwrap_or_default()} }
            if let Some(looks) = looks {
                span { {looks} }
            }
        }
    }
}
