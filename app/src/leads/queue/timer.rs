//! When nobody gets to a lead: after how many minutes of work it moves on.

use dioxus::prelude::*;
use shared::FieldErrors;
use shared::leads::EditQueue;
use shared::leads::assignment::Queue;

use crate::api::Valid;
use crate::client::Query;
use crate::leads::{api, text};
use crate::ui::*;

/// The most common choice, offered when it is switched on.
const USUAL: &str = "60";

/// The setting of the queue.
#[component]
pub(super) fn TimerCard(queue: Query<Queue>, minutes: Option<i32>) -> Element {
    let toasts = use_toasts();
    let mut on = use_signal(|| minutes.is_some());
    let mut typed = use_signal(|| minutes.map_or(USUAL.into(), |n| n.to_string()));
    let sending = use_sending();
    let save = move || {
        let request = async move {
            let mut wrong = FieldErrors::default();
            let return_minutes = on().then(|| typed().trim().parse().map_err(|_| wrong.add("return_minutes", "invalid")).ok()).flatten();
            let input = shared::input::checked(EditQueue { return_minutes }, wrong)?;
            api::edit_queue(Valid(input)).await
        };
        sending.send(request, move |answer: Queue| {
            toasts.say(text::return_saved());
            queue.set(answer);
        });
    };
    let changed = on() != minutes.is_some() || on() && Some(typed().trim().to_string()) != minutes.map(|n| n.to_string());
    rsx! {
        Card { title: text::return_timer(), icon: IconName::Timer, testid: "return-timer",
            form { class: "stack", novalidate: true,
                onsubmit: move |event| { event.prevent_default(); save(); },
                Switch { name: "return-on", label: text::return_on(), hint: text::return_on_hint(), checked: on(), onchange: move |value| on.set(value) }
                if on() {
                    TextInput { label: text::return_minutes(), name: "return_minutes", kind: InputKind::Whole, class: "w-queue-minutes", value: typed(), error: sending.problem("return_minutes"), oninput: move |value| typed.set(value) }
                }
                if changed {
                    FormActions { Button { kind: ButtonKind::Submit, variant: ButtonVariant::Primary, loading: sending.busy(), {text::save()} } }
                }
            }
        }
    }
}
