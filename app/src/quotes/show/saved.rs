//! How far the draft is kept.

use dioxus::prelude::*;

use super::text;
use crate::client::{Saving, use_session};
use crate::quotes::builder::Draft;
use crate::ui::format::time_in;
use crate::ui::*;

#[component]
pub(super) fn SavedNote(draft: Draft) -> Element {
    let state = (draft.state)();
    let (icon, note) = match &state {
        Saving::Saved => (IconName::CloudCheck, text::saved()),
        Saving::Unsaved => (IconName::Pencil, text::unsaved()),
        Saving::Saving => (IconName::CloudUpload, text::saving()),
        Saving::Conflict => (IconName::TriangleAlert, text::conflict()),
        Saving::Failed(why) => (IconName::TriangleAlert, text::not_saved(why)),
    };
    let zone = use_session().zone.clone();
    let at = (draft.saved_at)().map(|at| text::saved_at(time_in(at, &zone)));
    rsx! {
        div { class: "qb-saved", "data-state": match &state { Saving::Saved => "saved", Saving::Failed(_) | Saving::Conflict => "failed", _ => "pending" }, title: at,
            Icon { name: icon, size: IconSize::Sm }
            span { role: "status", "data-testid": "saved", {note} }
            if matches!(state, Saving::Failed(_)) {
                Button { size: Size::Sm, onclick: move |_| { spawn(async move { draft.save().await; }); }, {text::retry()} }
            }
        }
    }
}
