//! Who of the company looked at the portal as the customer sees it.

use dioxus::prelude::*;
use shared::identity::Look;

use super::text;
use crate::client::{use_query, use_session};
use crate::ui::format::{self, DateStyle};
use crate::ui::*;

/// `/portal/looks`
#[component]
pub fn PortalLooksPage() -> Element {
    use_title(text::looks());
    let session = use_session();
    let looks = use_query(&["contact"], crate::identity::api::list_looks);
    let found = looks.value().unwrap_or_default();
    rsx! {
        PageHeader { band: false, title: text::looks(), meta: rsx! { {text::looks_lead(&session.org_name)} } }
        Async {
            state: looks.load_as(|looks| Load::of_list(looks, false)),
            onretry: move |()| looks.refetch(),
            empty: rsx! { EmptyState { icon: IconName::Eye, title: text::looks_empty() } },
            Card { flush: true, testid: "looks",
                for look in found {
                    LookRow { key: "{look.seq}", look, zone: session.zone.clone() }
                }
            }
        }
    }
}

#[component]
fn LookRow(look: Look, zone: String) -> Element {
    rsx! {
        div { class: "p-look",
            p { class: "p-look-who",
                strong { {text::look_by(&look.who, &look.contact)} }
                time { class: "muted num", datetime: look.at.to_rfc3339(), {format::moment_in(look.at, &zone, DateStyle::Medium)} }
            }
            p { {look.reason} }
        }
    }
}
