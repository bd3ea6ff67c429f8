//! Giving what is selected in a list to a member.

use dioxus::prelude::*;
use shared::MemberId;

use super::text;
use crate::ui::*;

/// The menu of those leads can be given to, for the bar over a list whose rows are selected.
#[component]
pub fn GiveMenu(
    /// Those who take leads, in the order of the queue, with their names.
    members: Vec<(MemberId, String)>,
    /// The member chosen, with the name.
    ongive: EventHandler<(MemberId, String)>,
) -> Element {
    let items: Vec<MenuItem> = if members.is_empty() {
        vec![MenuItem::new("none", text::nobody_to_give()).disabled()]
    } else {
        members.iter().map(|(id, name)| MenuItem::new(id.to_string(), name.clone())).collect()
    };
    rsx! {
        Menu { label: text::assign_to(), icon: IconName::UserPlus, size: Size::Sm, variant: ButtonVariant::Ghost, class: "w-bulk-menu", items,
            onselect: move |key: String| {
                if let Some(chosen) = members.iter().find(|(id, _)| id.to_string() == key) {
                    ongive.call(chosen.clone());
                }
            }
        }
    }
}
