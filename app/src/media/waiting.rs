//! Photos and files that are on this device and not with the server yet: at their visit, and in the frame of every page of
//! the office. Discarding one waits until nobody took that back.

use std::cell::Cell;
use std::rc::Rc;

use chrono::TimeDelta;
use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use gloo_timers::future::TimeoutFuture;
use shared::outbox::{Upload, UploadState};
use shared::{CommandId, Error, MediaId};

use super::keep::{LOOSE, Loose, keep_again};
use super::text;
use crate::client::media_queue::{self, use_thumbs};
use crate::client::outbox::{NewEntry, Outbox};
use crate::client::store::StoreError;
use crate::client::{device, session};
use crate::ui::*;

/// How long a discarded file can be brought back, in milliseconds: as long as the message stands.
const UNDO_MS: u32 = 8_500;
/// How long one that arrived is shown as such at most, in seconds, should the server not list it.
const FRESH_S: i64 = 30;

/// What somebody discards, as long as that can be undone.
static HIDDEN: GlobalSignal<Vec<MediaId>> = Signal::global(Vec::new);

/// Whether somebody discards it.
pub(super) fn is_hidden(id: MediaId) -> bool {
    HIDDEN.read().contains(&id)
}

/// The files of the visit at an address that the server does not have, or has had for a moment, the oldest first.
pub(super) fn files_of(outbox: Outbox, of: &str) -> Vec<Upload> {
    let now = device::now();
    let fresh = |file: &Upload| file.stored_at.is_none_or(|at| now - at < TimeDelta::seconds(FRESH_S));
    let uploads = outbox.uploads.read();
    uploads.files().into_iter().filter(|file| file.entity == of && fresh(file) && !is_hidden(file.id)).cloned().collect()
}

/// How many photos and files are on this device and nowhere else.
pub fn waiting_here(outbox: Outbox) -> usize {
    let kept = outbox.uploads.read().files().into_iter().filter(|file| !file.is_stored() && !is_hidden(file.id)).count();
    let loose = LOOSE.read().iter().filter(|loose| !is_hidden(loose.id)).count();
    kept + loose
}

/// What waits of the visit at an address, each with where it stands and what can be done about it. Give it a key of the
/// address.
#[component]
pub(super) fn Waiting(of: String) -> Element {
    let outbox = use_context::<Outbox>();
    let toasts = use_toasts();
    let address = of.clone();
    let ids = use_memo(move || files_of(outbox, &address).iter().map(|file| file.id).collect::<Vec<MediaId>>());
    let thumbs = use_thumbs(ids);
    let mut photos: Vec<Photo> = Vec::new();
    for file in files_of(outbox, &of) {
        let running = outbox.uploads.read().is_running(file.id);
        let src = thumbs.read().get(&file.id).cloned().unwrap_or_default();
        photos.push(tile(&file, running, src));
    }
    photos.extend(LOOSE.read().iter().filter(|loose| loose.of == of && !is_hidden(loose.id)).map(loose_tile));
    if photos.is_empty() {
        return VNode::empty();
    }
    rsx! {
        PhotoGrid {
            label: text::on_their_way(),
            photos,
            onretry: move |id: String| if let Ok(id) = id.parse() { retry(outbox, toasts, id) },
            onremove: move |id: String| if let Ok(id) = id.parse() { discard(outbox, toasts, id) },
        }
    }
}

/// A file that waits.
fn tile(file: &Upload, running: bool, src: String) -> Photo {
    let (state, problem) = match &file.state {
        UploadState::Stored => (Saved::Synced, None),
        UploadState::Attention(error) => (Saved::Failed, Some(reason_of(error))),
        UploadState::Waiting if running => (Saved::Uploading, None),
        UploadState::Waiting => (Saved::Here, None),
    };
    let percent = file.sent.min(file.size) * 100 / file.size.max(1);
    let progress = (state == Saved::Uploading || (state == Saved::Here && file.sent > 0)).then(|| u32::try_from(percent).unwrap_or(100));
    Photo { id: file.id.to_string(), src, caption: Some(file.sentence.clone()), state, progress, problem }
}

/// A file the disk refused.
fn loose_tile(loose: &Loose) -> Photo {
    Photo {
        id: loose.id.to_string(),
        src: String::new(),
        caption: Some(loose.name.clone()),
        state: Saved::Failed,
        progress: None,
        problem: Some(loose.problem.clone()),
    }
}

/// Why the server refused, for people.
fn reason_of(error: &Error) -> String {
    match error {
        Error::Conflict { detail, .. } if !detail.is_empty() => detail.to_string(),
        other => other.to_string(),
    }
}

/// Sends one again that was refused, or keeps one again that the disk refused.
fn retry(outbox: Outbox, toasts: Toasts, id: MediaId) {
    if !keep_again(outbox, toasts, id) {
        spawn_forever(media_queue::retry(outbox, id));
    }
}

/// Hides one at once and gives it up when nobody took that back. A page closed meanwhile gives nothing up.
fn discard(outbox: Outbox, toasts: Toasts, id: MediaId) {
    HIDDEN.write().push(id);
    // the way back outlives this page, so it must not belong to it
    spawn_forever(async move {
        let kept = Rc::new(Cell::new(false));
        let undone = kept.clone();
        let back = Callback::new(move |()| {
            undone.set(true);
            show(id);
        });
        let told = toasts.undo(text::discarded(), back);
        TimeoutFuture::new(UNDO_MS).await;
        toasts.dismiss(told);
        if !kept.get() {
            give_up(outbox, id).await;
            show(id);
        }
    });
}

fn show(id: MediaId) {
    HIDDEN.write().retain(|hidden| *hidden != id);
}

/// Removes it from the device, and has the server hide what it may have of it.
async fn give_up(outbox: Outbox, id: MediaId) {
    LOOSE.write().retain(|loose| loose.id != id);
    let file = outbox.uploads.peek().get(id).cloned();
    let Some(file) = file else { return };
    let unsent = outbox.uploads.peek().is_unsent(id);
    if let Err(error) = media_queue::discard(outbox, id).await {
        return outbox.complain(error);
    }
    if !unsent {
        let path = format!("{}/{id}", file.announced_at());
        let new = NewEntry {
            id: CommandId(device::new_id()),
            entity: file.entity,
            method: "DELETE".into(),
            path,
            body: "{}".into(),
            sentence: file.sentence,
            needs: Vec::new(),
        };
        // a disk that refuses has said so; what stays at the server can be removed by hand
        let _ = outbox.add(new).await;
    }
}

/// How many photos and files wait on this device, and the list of them; nothing if none does.
#[component]
pub fn WaitingHere() -> Element {
    let outbox = use_context::<Outbox>();
    let mut open = use_signal(|| false);
    // the server has nothing of a file that was given up, or keeps it from this person: there is nothing to decide
    use_effect(move || {
        let refused: Vec<CommandId> = outbox.queue.read().entries().filter(|entry| !entry.is_waiting()).map(|entry| entry.id).collect();
        for id in refused {
            spawn_forever(async move {
                // tried again at the next start
                let _ = outbox.discard(id).await;
            });
        }
    });
    let count = waiting_here(outbox);
    if count == 0 && !open() {
        return VNode::empty();
    }
    let close = move |()| {
        open.set(false);
        if waiting_here(outbox) == 0 {
            // the button that opened the list goes away with it, and must not take the focus along
            spawn_forever(async {
                TimeoutFuture::new(0).await;
                crate::ui::dom::focus("content");
            });
        }
    };
    let label = match count {
        0 => text::none_wait(),
        1 => text::one_waits(),
        many => text::wait(format::number(i64::try_from(many).unwrap_or(i64::MAX))),
    };
    rsx! {
        IconButton {
            label: label.clone(),
            icon: IconName::Smartphone,
            count: u32::try_from(count).unwrap_or(u32::MAX),
            testid: "files-wait",
            onclick: move |_| open.set(true),
        }
        if open() {
            WaitingList { title: label, onclose: close }
        }
    }
}

/// All that waits, visit by visit.
#[component]
fn WaitingList(title: String, onclose: EventHandler<()>) -> Element {
    let outbox = use_context::<Outbox>();
    let mut visits: Vec<String> =
        outbox.uploads.read().files().into_iter().filter(|file| !file.is_stored()).map(|file| file.entity.clone()).collect();
    visits.extend(LOOSE.read().iter().map(|loose| loose.of.clone()));
    visits.sort();
    visits.dedup();
    let footer = rsx! {
        Button {
            icon: IconName::RefreshCw,
            variant: ButtonVariant::Primary,
            disabled: visits.is_empty(),
            testid: "retry-files",
            onclick: move |_| {
                spawn_forever(outbox.retry_all());
            },
            {text::retry_all()}
        }
    };
    rsx! {
        Dialog { open: true, title, size: DialogSize::Wide, onclose: move |()| onclose.call(()), testid: "waiting-files", footer,
            if !visits.is_empty() {
                p { class: "sm muted", {text::kept_here()} }
            }
            for of in visits {
                OfVisit { key: "{of}", of: of.clone(), onclose }
            }
        }
    }
}

/// What waits of one visit, with the way there.
#[component]
fn OfVisit(of: String, onclose: EventHandler<()>) -> Element {
    let page = of.replacen("/api/v1", "/app", 1);
    rsx! {
        section { class: "stack",
            div { class: "row",
                Button {
                    size: Size::Sm,
                    icon: IconName::MapPin,
                    onclick: move |_| {
                        onclose.call(());
                        go(&page);
                    },
                    {text::to_visit()}
                }
            }
            Waiting { of }
        }
    }
}

/// Says loudly that the device has no room for what somebody takes, or that what waits on it needs a login.
#[component]
pub fn StorageTrouble() -> Element {
    let outbox = use_context::<Outbox>();
    let full = (outbox.trouble)() == Some(StoreError::Full);
    let logged_out = (outbox.logged_out)();
    rsx! {
        if full {
            Banner { tone: Tone::Danger, {text::full()} }
        }
        if logged_out {
            Banner { tone: Tone::Warn, actions: rsx! { Button { size: Size::Sm, onclick: move |_| session::go_to_login(), {text::log_in()} } }, {text::login_needed()} }
        }
    }
}
