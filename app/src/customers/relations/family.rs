//! Whom a customer belongs to, and who belongs to it.

use dioxus::prelude::*;
use shared::AccountId;
use shared::customers::AccountLink;

use super::text;
use crate::ui::*;

/// The customer this one belongs to, as a fact of its page.
#[component]
pub(in crate::customers) fn Belonging(parent: AccountLink) -> Element {
    rsx! {
        Fact { term: text::parent(), A { href: "/app/customers/{parent.id}", {parent.name.clone()} } }
    }
}

/// Those that belong to this one.
#[component]
pub(in crate::customers) fn Branches(of: AccountId, branches: Vec<AccountLink>) -> Element {
    rsx! {
        Card {
            title: text::branches(), testid: "branches",
            actions: rsx! { LinkButton { href: "/app/customers?parent={of}", size: Size::Sm, {text::all_branches()} } },
            ul { class: "stack w-people",
                for child in branches {
                    li { key: "{child.id}", class: "row",
                        Icon { name: IconName::CornerDownRight, size: IconSize::Sm }
                        A { href: "/app/customers/{child.id}", {child.name.clone()} }
                    }
                }
            }
        }
    }
}
