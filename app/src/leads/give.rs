//! Giving what is selected in a list to a member.

use dioxus::prelude::*;
use shared::MemberId;

use super::{api, text};
use crate::client::use_query;
use crate::ui::*;

/// The menu of those leads can be given to, for the bar over a list whose rows are selected.
#[component]
pub fn GiveMenu(
    /// The member chosen, with the name.
    ongive: EventHandler<(MemberId, String)>,
) -> Element {
    let queue = use_query(&["queue"], || async { api::lead_queue().await });
    let members = queue.value().unwrap_or_default().turns;
    let items: Vec<MenuItem> = if members.is_empty() {
        vec![MenuItem::new("none", text::nobody_to_give())].into_iter().map(MenuItem::disabled).collect()
    } else {
        members.iter().map(|m| MenuItem::new(m.turn.member.to_string(), m.turn.name.clone())).collect()
    };
    rsx! {
        Menu { label: text::assign_to(), icon: IconName::UserPlus, size: Size::Sm, variant: ButtonVariant::Ghost, class: "w-bulk-menu", items,
            onselect: move |key: String| {
                let Ok(member) = key.parse::<MemberId>() else { return };
                let name = members.iter().find(|m| m.turn.member == member).map(|m| m.turn.name.clone()).unwrap_or_default();
                ongive.call((member, name));
            }
        }
    }
}
