//! The conflict lane: what the office and this device say differently, side by side, until a person decides.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::CommandId;
use shared::jobs::{Intent, SentIntent};
use shared::outbox::{Entry, State};

use super::checklist::answer_words;
use super::state::use_field;
use super::waiting::reason_of;
use super::{act, text};
use crate::client::{device, use_session};
use crate::ui::format::time_in;
use crate::ui::{Button, ButtonVariant, Icon, IconName, IconSize, Size, use_toasts};

/// All conflicts of this device.
#[component]
pub fn Conflicts() -> Element {
    let field = use_field();
    let entries: Vec<Entry> =
        field.outbox.queue.read().entries().filter(|entry| matches!(entry.state, State::Conflict(_))).cloned().collect();
    rsx! {
        for entry in entries {
            ConflictCard { key: "{entry.id}", entry }
        }
    }
}

#[component]
fn ConflictCard(entry: Entry) -> Element {
    let field = use_field();
    let toasts = use_toasts();
    let zone = use_session().zone;
    let State::Conflict(error) = &entry.state else { return VNode::empty() };
    let sent = serde_json::from_str::<SentIntent>(&entry.body).ok();
    let theirs = sent.as_ref().and_then(|sent| match &sent.intent {
        Intent::AnswerItem { item, .. } => {
            let set = field.set.read();
            let job = set.iter().flat_map(|set| &set.jobs).find(|job| job.item(*item).is_some())?;
            let (_, item) = job.item(*item)?;
            Some((answer_words(item.answer), item.answered_by.clone().unwrap_or_default(), item.answered_at, item.answer))
        }
        _ => None,
    });
    let yours = match sent.as_ref().map(|sent| &sent.intent) {
        Some(Intent::AnswerItem { answer, .. }) => answer_words(*answer),
        _ => entry.sentence.clone(),
    };
    let id = entry.id;
    let again = theirs.as_ref().and_then(|(_, _, _, now)| {
        let mut sent = sent.clone()?;
        match &mut sent.intent {
            // "keep mine" is a new answer given in sight of theirs
            Intent::AnswerItem { seen, .. } => *seen = *now,
            _ => return None,
        }
        Some(sent)
    });
    let at = time_in(entry.made_at, &zone);
    rsx! {
        section { class: "w-field-card w-conflict", aria_label: text::conflict_title(&entry.sentence), "data-testid": "conflict",
            div { class: "w-conflict-head",
                span { class: "w-op-icon", Icon { name: IconName::GitCompareArrows, size: IconSize::Lg } }
                div {
                    h2 { {text::conflict_title(&entry.sentence)} }
                    p { class: "w-field-sub", {reason_of(error)} }
                }
            }
            div { class: "w-versus",
                div {
                    span { class: "w-field-sub", {text::conflict_yours()} }
                    b { {yours} }
                    span { class: "w-field-sub", {at} }
                }
                div {
                    span { class: "w-field-sub", {text::conflict_theirs()} }
                    match &theirs {
                        Some((answer, by, at, _)) => rsx! {
                            b { {answer.clone()} }
                            span { class: "w-field-sub", "{by} {at.map(|at| time_in(at, &zone)).unwrap_or_default()}" }
                        },
                        None => rsx! { b { {text::server_value()} } },
                    }
                }
            }
            p { class: "w-field-sub", {text::conflict_told()} }
            div { class: "w-field-acts",
                Button {
                    size: Size::Xl,
                    variant: ButtonVariant::Primary,
                    onclick: move |_| {
                        let again = again.clone();
                        spawn_forever(async move {
                            let fresh = CommandId(device::new_id());
                            let body = again.map(|sent| SentIntent { command: fresh, ..sent }).and_then(|sent| serde_json::to_string(&sent).ok());
                            let result = match body {
                                Some(body) => field.outbox.resend(id, fresh, body).await,
                                None => {
                                    field.outbox.retry(id).await;
                                    Ok(())
                                }
                            };
                            if let Err(error) = result {
                                act::complain(toasts, &error);
                            }
                        });
                    },
                    {text::conflict_keep()}
                }
                Button {
                    size: Size::Xl,
                    onclick: move |_| {
                        spawn_forever(async move {
                            match field.outbox.discard(id).await {
                                Ok(()) => toasts.say(text::conflict_resolved()),
                                Err(error) => act::complain(toasts, &error),
                            }
                        });
                    },
                    {text::conflict_take()}
                }
            }
        }
    }
}
