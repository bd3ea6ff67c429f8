//! Dismissing a suggestion with a reason.

use dioxus::prelude::*;
use shared::assistant::{DismissReason, SuggestionKind};

use super::{act_text, text};
use crate::ui::*;

/// Why something is dismissed: what was chosen of the list, and what was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct WhyNot {
    pub because: Option<DismissReason>,
    pub words: String,
}

/// The dialog; both fields may stay empty.
#[component]
pub(super) fn WhyNotDialog(kind: SuggestionKind, ondismiss: EventHandler<WhyNot>, onclose: EventHandler<()>) -> Element {
    let sending = use_sending();
    let mut because = use_signal(|| None::<DismissReason>);
    let mut words = use_signal(String::new);
    let reasons: Vec<SelectOption> =
        DismissReason::ALL.iter().map(|reason| SelectOption::new(reason.key(), act_text::because(Some(*reason)))).collect();
    rsx! {
        FormDialog { title: text::title(kind), description: act_text::why_not_lead(), size: DialogSize::Narrow, testid: "why-not", submit: act_text::dismiss_it(), submit_testid: "dismiss-because", sending,
            onsubmit: move |()| ondismiss.call(WhyNot { because: because(), words: words() }), onclose,
            Select { label: text::reason(), name: "dismissed-because", optional: true, placeholder: act_text::no_reason(), value: because().map_or("", DismissReason::key), options: reasons,
                onchange: move |v: String| because.set(v.parse().ok()) }
            TextInput { label: act_text::in_words(), name: "dismissed-reason", optional: true, maxlength: 300, value: words(), oninput: move |v| words.set(v) }
        }
    }
}
