//! Ending a visit that is not held.

use dioxus::prelude::*;
use shared::leads::visits::{CancelVisit, SiteVisit, VisitEnd};

use super::text;
use crate::api::Valid;
use crate::leads::api;
use crate::ui::*;

/// Asks what happened and why; `onclose` gets whether the visit was ended.
#[component]
pub(super) fn CallOffDialog(visit: SiteVisit, onclose: EventHandler<bool>) -> Element {
    // as it was at opening: saving is refused, instead of overwriting what a colleague changed meanwhile
    let visit = use_hook(|| visit);
    let mut how = use_signal(|| VisitEnd::Cancelled);
    let mut reason = use_signal(String::new);
    let sending = use_sending();
    let (lead, id, version) = (visit.lead_id, visit.id, visit.version);
    let end = move |()| {
        let input = CancelVisit { version, how: *how.peek(), reason: reason.peek().trim().to_string() };
        sending.send(async move { api::cancel_visit(lead, id, Valid(input)).await }, move |_| {
            announce(text::ended());
            onclose.call(true);
        });
    };
    let problems = sending.problems_at(|field| format!("call_off_{field}"));
    rsx! {
        FormDialog { title: text::call_off_title(), description: text::call_off_body(), size: DialogSize::Narrow, testid: "call-off-dialog", submit: text::call_off_confirm(), danger: true,
            sending, problems, onsubmit: end, onclose: move |()| onclose.call(false),
            RadioCards { legend: text::what_happened(), name: "call_off_how", value: how().key(),
                options: vec![Choice::new(VisitEnd::Cancelled.key(), text::end_cancelled()), Choice::new(VisitEnd::NoShow.key(), text::end_no_show())],
                onchange: move |key: String| if let Ok(chosen) = key.parse() { how.set(chosen) } }
            TextInput { label: text::reason(), name: "call_off_reason", required: true, maxlength: 300, value: reason(), error: sending.error("reason"), oninput: move |words| reason.set(words) }
        }
    }
}
