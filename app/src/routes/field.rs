//! The pages of the field app.

use dioxus::prelude::*;
use shared::{JobId, PhaseId};

use crate::client::{SessionGate, use_platform};
use crate::field::{CapturePage, FieldGate, FieldJobPage, Layout, MorePage, NothingToCapturePage, NowPage, PhasePage, SyncPage, text};
use crate::ui::{EmptyState, ErrorState, IconName, LinkButton, Size, Skeleton, use_title};

/// Every address below `/field`.
#[derive(Clone, Debug, PartialEq, Routable)]
#[rustfmt::skip]
pub enum Route {
    #[layout(Layout)]
        #[route("/field", NowPage)]
        Now {},
        #[route("/field/jobs/:id", FieldJobPage)]
        Job { id: JobId },
        #[route("/field/jobs/:id/phases/:phase", PhasePage)]
        Phase { id: JobId, phase: PhaseId },
        #[route("/field/jobs/:id/phases/:phase/capture?:slot", CapturePage)]
        Capture { id: JobId, phase: PhaseId, slot: String },
        #[route("/field/capture", NothingToCapturePage)]
        NothingToCapture {},
        #[route("/field/sync", SyncPage)]
        Sync {},
        #[route("/field/more", MorePage)]
        More {},
        #[route("/field/:..rest", MissingPage)]
        Missing { rest: Vec<String> },
}

/// The field app from its root.
#[component]
pub fn Field() -> Element {
    use_platform();
    rsx! {
        SessionGate {
            loading: rsx! { main { class: "w-field-main", aria_busy: "true", aria_label: text::loading(), Skeleton {} } },
            failed: move |error: shared::Error| rsx! { main { class: "w-field-main", ErrorState { page: true, title: text::cannot_start(), body: error.to_string() } } },
            FieldGate {
                Router::<Route> {}
            }
        }
    }
}

/// An address that leads nowhere.
#[component]
fn MissingPage(rest: Vec<String>) -> Element {
    use_title(text::page_missing());
    let _ = rest;
    rsx! {
        main { class: "w-field-main",
            EmptyState { page: true, icon: IconName::CircleQuestionMark, title: text::page_missing(),
                LinkButton { href: "/field", size: Size::Xl, {text::back_to_today()} }
            }
        }
    }
}
