//! What waits on this device to go up, why, and what can be done about each.

use chrono::Utc;
use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::jobs::SentIntent;
use shared::outbox::{Entry, State, Upload, UploadState};
use shared::{CommandId, MediaId};

use super::state::{Field, use_field};
use super::text;
use crate::client::media_queue;
use crate::client::{device, use_session};
use crate::ui::format::{bytes, duration, time_in};
use crate::ui::{Button, ButtonVariant, EmptyState, Icon, IconButton, IconName, IconSize, Progress, Size, TextInput, Tone, use_toasts};

/// Everything that waits, oldest first: files and writes.
#[component]
pub fn Waiting() -> Element {
    let field = use_field();
    let toasts = use_toasts();
    let mut whole = use_signal(|| false);
    let files: Vec<Upload> = field.outbox.uploads.read().files().into_iter().filter(|file| !file.is_stored()).cloned().collect();
    let Rows { entries, held, hidden } = rows(field, whole());
    let count = entries.len() + hidden + files.len();
    let size: u64 = held + files.iter().map(|file| file.size).sum::<u64>();
    rsx! {
        section { class: "w-field-card w-waiting", aria_labelledby: "waiting-title",
            div { class: "w-need-head",
                h2 { id: "waiting-title", {text::waiting_title()} }
                if count > 0 {
                    span { class: "w-field-sub", "{count} · {bytes(size)}" }
                }
            }
            if count == 0 {
                EmptyState { icon: IconName::CloudCheck, title: text::nothing_waiting() }
            } else {
                ol { class: "w-ops", "data-testid": "waiting",
                    for file in files {
                        FileRow { key: "{file.id}", file }
                    }
                    for (entry, sending, files) in entries {
                        EntryRow { key: "{entry.id}", entry, sending, files }
                    }
                }
                if hidden > 0 {
                    Button { size: Size::Xl, full: true, testid: "waiting-more", onclick: move |_| whole.set(true), {text::waiting_more(hidden)} }
                }
                div { class: "w-field-acts",
                    Button {
                        size: Size::Xl,
                        icon: IconName::Download,
                        onclick: move |_| {
                            spawn_forever(async move {
                                match media_queue::export(field.outbox).await {
                                    Some(file) => {
                                        device::save_file(&file, &format!("tailboard-{}.json", Utc::now().format("%Y-%m-%d-%H%M")));
                                        toasts.say(text::exported());
                                    }
                                    None => toasts.tell(Tone::Danger, text::export_failed()),
                                }
                            });
                        },
                        {text::export()}
                    }
                    Button {
                        size: Size::Xl,
                        variant: ButtonVariant::Primary,
                        icon: IconName::RefreshCw,
                        testid: "retry-all",
                        onclick: move |_| { spawn_forever(field.outbox.retry_all()); },
                        {text::retry_all()}
                    }
                }
            }
        }
    }
}

/// How many writes are listed before somebody asks for the others: a day's queue has hundreds, and each row of it is
/// painted again while it goes up.
const LISTED: usize = 40;

/// The writes that wait, as they are listed.
struct Rows {
    /// Each with whether it is on its way, and how many files it waits for.
    entries: Vec<(Entry, bool, usize)>,
    /// How many bytes all of them are.
    held: u64,
    /// How many are not listed.
    hidden: usize,
}

/// The oldest writes, or the `whole` of them; what somebody has to look at is listed wherever it stands.
fn rows(field: Field, whole: bool) -> Rows {
    let (queue, missing) = (field.outbox.queue.read(), field.outbox.uploads.read().missing());
    let (mut entries, mut held, mut hidden) = (Vec::new(), 0, 0);
    for entry in queue.entries().filter(|entry| !matches!(entry.state, State::Conflict(_))) {
        held += entry.size();
        if whole || entries.len() < LISTED || !entry.is_waiting() {
            let files = entry.needs.iter().filter(|id| missing.contains(id)).count();
            entries.push((entry.clone(), queue.is_sending(entry.id), files));
        } else {
            hidden += 1;
        }
    }
    Rows { entries, held, hidden }
}

/// How long something has waited.
fn age(at: chrono::DateTime<Utc>) -> String {
    duration((device::now() - at).num_minutes().max(0))
}

#[component]
fn FileRow(file: Upload) -> Element {
    let field = use_field();
    let zone = use_session().zone;
    let id = file.id;
    let running = field.outbox.uploads.read().is_running(id);
    let percent = file.sent.min(file.size) * 100 / file.size.max(1);
    let reason = match (&file.state, running, (field.truth.online)(), file.not_before) {
        (UploadState::Attention(_), ..) => String::new(),
        (_, true, ..) => text::reason_sending(),
        (_, _, false, _) if file.sent > 0 => text::reason_stopped(percent),
        (_, _, false, _) => text::reason_no_signal(),
        (_, _, true, Some(at)) => text::reason_again(time_in(at, &zone)),
        (_, _, true, None) => text::reason_waiting(),
    };
    let refused = match &file.state {
        UploadState::Attention(error) => Some(text::refused(reason_of(error))),
        _ => None,
    };
    let icon = if file.sentence.starts_with(text::signature().as_str()) { IconName::Signature } else { IconName::ImageUp };
    let meta = [bytes(file.size), age(file.made_at), reason].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    rsx! {
        Op { icon, title: file.sentence.clone(), meta, refused, percent: (file.sent > 0).then_some(percent), what: What::File(id) }
    }
}

#[component]
fn EntryRow(
    entry: Entry,
    /// It is on its way.
    sending: bool,
    /// How many files it waits for.
    files: usize,
) -> Element {
    let field = use_field();
    let zone = use_session().zone;
    let reason = match ((field.truth.online)(), sending, files, entry.not_before) {
        (_, true, ..) => text::reason_sending(),
        (false, ..) => text::reason_no_signal(),
        (true, _, 1, _) => text::reason_file(),
        (true, _, n, _) if n > 0 => text::reason_files(n),
        (true, _, _, Some(at)) => text::reason_again(time_in(at, &zone)),
        _ => text::reason_waiting(),
    };
    let refused = match &entry.state {
        State::Attention(error) => Some(text::refused(reason_of(error))),
        _ => None,
    };
    let meta = [bytes(entry.size()), age(entry.made_at), if refused.is_some() { String::new() } else { reason }]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    let icon = if serde_json::from_str::<SentIntent>(&entry.body).is_ok() { IconName::ListChecks } else { IconName::Pencil };
    rsx! {
        Op { icon, title: entry.sentence.clone(), meta, refused, percent: None, what: What::Entry(entry.id) }
    }
}

/// Why the server refused, for people.
pub fn reason_of(error: &shared::Error) -> String {
    match error {
        shared::Error::Conflict { detail, .. } if !detail.is_empty() => detail.to_string(),
        other => other.to_string(),
    }
}

#[derive(Clone, Copy, PartialEq)]
enum What {
    File(MediaId),
    Entry(CommandId),
}

#[component]
fn Op(icon: IconName, title: String, meta: String, refused: Option<String>, percent: Option<u64>, what: What) -> Element {
    let field = use_field();
    let toasts = use_toasts();
    let mut open = use_signal(|| false);
    let mut discarding = use_signal(|| false);
    let mut typed = use_signal(String::new);
    let shown = open() || refused.is_some();
    let word = text::discard_word();
    let expected = word.clone();
    let name = title.replace(|c: char| !c.is_alphanumeric(), "-");
    rsx! {
        li { class: "w-op", "data-state": if refused.is_some() { "failed" } else { "waiting" },
            span { class: "w-op-icon", Icon { name: icon, size: IconSize::Lg } }
            div { class: "w-op-words",
                b { {title.clone()} }
                span { class: "w-field-sub", {meta} }
                if let Some(reason) = &refused {
                    span { class: "w-op-reason", {reason.clone()} }
                }
                if let Some(percent) = percent {
                    Progress { label: title.clone(), value: percent, max: 100, bare: true }
                }
            }
            IconButton {
                label: text::options_for(&title),
                icon: IconName::EllipsisVertical,
                size: Size::Xl,
                variant: ButtonVariant::Ghost,
                aria_expanded: if shown { "true" } else { "false" },
                onclick: move |_| open.toggle(),
            }
            if shown {
                div { class: "w-field-acts w-op-acts",
                    Button {
                        size: Size::Xl,
                        onclick: move |_| {
                            spawn_forever(async move {
                                match what {
                                    What::File(id) => media_queue::retry(field.outbox, id).await,
                                    What::Entry(id) => field.outbox.retry(id).await,
                                }
                            });
                        },
                        {text::retry()}
                    }
                    Button { size: Size::Xl, onclick: move |_| discarding.toggle(), {text::discard()} }
                }
                if discarding() {
                    div { class: "w-op-acts",
                        TextInput { label: text::discard_label(&word), name: "discard-{name}", value: typed(), size: Size::Xl, autocomplete: "off", oninput: move |words| typed.set(words) }
                        Button {
                            size: Size::Xl,
                            variant: ButtonVariant::Danger,
                            full: true,
                            disabled: typed.read().trim() != word,
                            onclick: move |_| {
                                if typed.peek().trim() == expected {
                                    discard(field, toasts, what);
                                }
                            },
                            {text::discard_now()}
                        }
                    }
                }
            }
        }
    }
}

fn discard(field: Field, toasts: crate::ui::Toasts, what: What) {
    spawn_forever(async move {
        let result = match what {
            What::File(id) => media_queue::discard(field.outbox, id).await.map(drop),
            What::Entry(id) => field.outbox.discard(id).await,
        };
        match result {
            Ok(()) => toasts.say(text::discarded()),
            Err(error) => super::act::complain(toasts, &error),
        }
    });
}
