//! The conflict lane: what the office and this device say differently, side by side, until a person decides.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::jobs::{Intent, ItemAnswer, SentIntent};
use shared::outbox::{Entry, State};
use shared::{CommandId, Error};

use super::checklist::answer_words;
use super::state::use_field;
use super::waiting::reason_of;
use super::{act, edits, text};
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
    let set = field.set.read();
    let mut jobs = set.iter().flat_map(|set| &set.jobs);
    let answered = match sent.as_ref().map(|sent| &sent.intent) {
        Some(Intent::AnswerItem { item, .. }) => jobs.find_map(|job| job.item(*item)).map(|(_, item)| item.clone()),
        _ => None,
    };
    let edit = edits::edit(&entry);
    let described = edit.as_ref().and_then(|(id, _)| jobs.flat_map(|job| &job.media).find(|media| media.id == *id));
    let theirs = match (&answered, described) {
        (Some(item), _) => Some((answer_words(item.answer), item.answered_by.clone().unwrap_or_default(), item.answered_at)),
        (None, Some(media)) => Some((caption_words(&media.caption), String::new(), None)),
        (None, None) => None,
    };
    let yours = match (sent.as_ref().map(|sent| &sent.intent), &edit) {
        (Some(Intent::AnswerItem { answer, .. }), _) => answer_words(*answer),
        (None, Some((_, edit))) => caption_words(&edit.caption),
        _ => entry.sentence.clone(),
    };
    let (id, parked, parked_too) = (entry.id, entry.clone(), entry.clone());
    // of what else is refused the office sees that it was
    let told = matches!(error, Error::Conflict { code, .. } if code == "answer_changed");
    let taken = answered.as_ref().map(|item| text::said_item(answer_words(item.answer), item.title.text())).unwrap_or_default();
    let answer_now = answered.map(|item| item.answer);
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
                        Some((words, by, at)) => rsx! {
                            b { {words.clone()} }
                            span { class: "w-field-sub", "{by} {at.map(|at| time_in(at, &zone)).unwrap_or_default()}" }
                        },
                        None => rsx! { b { {text::server_value()} } },
                    }
                }
            }
            if told {
                p { class: "w-field-sub", {text::conflict_told()} }
            }
            div { class: "w-field-acts",
                Button {
                    size: Size::Xl,
                    variant: ButtonVariant::Primary,
                    onclick: move |_| {
                        let fresh = CommandId(device::new_id());
                        let (decided, sentence) = (decided(&parked, answer_now, fresh), parked.sentence.clone());
                        spawn_forever(async move {
                            let result = match decided {
                                Some(body) => field.outbox.resend(id, fresh, body, sentence).await,
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
                        let fresh = CommandId(device::new_id());
                        let (left, sentence) = (left(&parked_too, fresh), taken.clone());
                        spawn_forever(async move {
                            let result = match left {
                                Some(body) => field.outbox.resend(id, fresh, body, sentence).await,
                                None => field.outbox.discard(id).await,
                            };
                            match result {
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

fn caption_words(caption: &str) -> String {
    if caption.is_empty() { text::no_caption() } else { caption.to_owned() }
}

/// "Keep mine" as a new write: an answer given in sight of theirs, a caption that stands. None for what is only sent again.
fn decided(entry: &Entry, theirs: Option<ItemAnswer>, command: CommandId) -> Option<String> {
    let Ok(mut sent) = serde_json::from_str::<SentIntent>(&entry.body) else { return edits::kept(entry) };
    let Intent::AnswerItem { seen, .. } = &mut sent.intent else { return None };
    *seen = theirs?;
    sent.command = command;
    serde_json::to_string(&sent).ok()
}

/// "Take theirs" as a new write, so that dispatch learns of it. None for what is only forgotten here.
fn left(entry: &Entry, command: CommandId) -> Option<String> {
    let mut sent = serde_json::from_str::<SentIntent>(&entry.body).ok()?;
    let Intent::AnswerItem { item, .. } = sent.intent else { return None };
    sent.intent = Intent::LetStand { item };
    sent.command = command;
    serde_json::to_string(&sent).ok()
}
