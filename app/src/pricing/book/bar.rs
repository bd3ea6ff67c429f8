//! The bar below a draft: what it is, where it stands, what may be done with it; and the question before it counts.

use dioxus::prelude::*;
use shared::pricing::Replay;

use super::REPLAY;
use super::changes::changes;
use super::draft::Draft;
use super::outcome::effect_words;
use crate::client::Saving;
use crate::pricing::text;
use crate::ui::*;

/// The bar; it comes with the first change and stays until the draft is published or discarded.
#[component]
pub(super) fn DraftBar(draft: Draft, asking: Signal<bool>, replaying: bool, onview: EventHandler<&'static str>) -> Element {
    let toasts = use_toasts();
    let mut busy = use_signal(|| false);
    let desk = (draft.desk)();
    let shown = draft.may_edit && draft.is_begun();
    let outdated = desk.draft.is_some() && desk.is_outdated();
    let contested = (draft.state)() == Saving::Conflict;
    let ready = move || {
        let readable = draft.wrong.peek().is_empty();
        if !readable {
            toasts.tell(Tone::Danger, text::amounts_wrong());
        }
        readable
    };
    let restore = use_callback(move |rates| draft.put(rates));
    let discard = move |_| {
        spawn(async move {
            busy.set(true);
            match draft.discard().await {
                Ok(before) => {
                    onview.call("");
                    toasts.undo(text::discarded(), Callback::new(move |()| restore.call(before.clone())));
                }
                Err(error) => toasts.tell(Tone::Danger, error.to_string()),
            }
            busy.set(false);
        });
    };
    let try_it = move |_| {
        if ready() {
            spawn(async move {
                if draft.save().await {
                    onview.call(REPLAY);
                }
            });
        }
    };
    let ask = move |_| {
        if ready() {
            spawn(async move {
                if draft.save().await {
                    asking.clone().set(true);
                }
            });
        }
    };
    rsx! {
        if outdated {
            InlineAlert { tone: Tone::Warn, live: true, title: text::outdated(desk.book.version),
                actions: rsx! {
                    Button { size: Size::Sm, testid: "rebase", onclick: move |_| { spawn(async move { draft.rebase().await; }); }, {text::rebase(desk.book.version)} }
                },
                {text::outdated_body(desk.base_version(), desk.book.version)}
            }
        }
        div { class: "w-save-bar pb-draft", role: "region", aria_label: text::draft(), hidden: !shown, "data-testid": "draft-bar",
            div { class: "pb-draft-words",
                b { {text::draft_of(desk.book.version + 1, desk.base_version())} }
                DraftState { draft }
            }
            div { class: "w-btn-group",
                Button { variant: ButtonVariant::Ghost, disabled: contested || busy(), testid: "discard-draft", onclick: discard, {text::discard()} }
                if replaying {
                    Button { icon: IconName::ArrowLeft, onclick: move |_| onview.call(""), {text::back()} }
                } else {
                    Button { icon: IconName::ChartColumn, disabled: contested, testid: "try-draft", onclick: try_it, {text::try_it()} }
                }
                Button { variant: ButtonVariant::Primary, disabled: contested || outdated, testid: "publish-draft", onclick: ask, {text::publish()} }
            }
        }
    }
}

/// Whether the server has it.
#[component]
fn DraftState(draft: Draft) -> Element {
    let state = (draft.state)();
    let (icon, note) = match &state {
        // before anything is written there is nothing to tell
        Saving::Saved if !draft.is_begun() => (IconName::CloudCheck, String::new()),
        Saving::Saved if draft.wrong.read().is_empty() => (IconName::CloudCheck, text::draft_saved()),
        Saving::Saved => (IconName::TriangleAlert, text::draft_partly()),
        Saving::Unsaved => (IconName::Pencil, text::draft_unsaved()),
        Saving::Saving => (IconName::CloudUpload, text::draft_saving()),
        Saving::Conflict => (IconName::TriangleAlert, text::draft_conflict()),
        Saving::Failed(why) => (IconName::TriangleAlert, text::draft_failed(why)),
    };
    let failed = matches!(state, Saving::Failed(_));
    rsx! {
        span { class: "pb-draft-state", "data-state": if failed || state == Saving::Conflict { "failed" } else { "fine" },
            Icon { name: icon, size: IconSize::Sm }
            span { role: "status", "data-testid": "draft-state", {note} }
            if failed {
                Button { size: Size::Sm, onclick: move |_| { spawn(async move { draft.save().await; }); }, {text::save_again()} }
            }
        }
    }
}

/// The question before prices count: what changes, and what that would have done to the last quotes if it was tried.
#[component]
pub(super) fn PublishDialog(draft: Draft, asking: Signal<bool>, tried: Option<Replay>, onpublished: EventHandler<()>) -> Element {
    let toasts = use_toasts();
    let mut asking = asking;
    let mut publishing = use_signal(|| false);
    let desk = (draft.desk)();
    let changes = changes(&desk.book.rates, &draft.rates.read(), draft.currency);
    let version = desk.draft.as_ref().map(|draft| draft.version);
    let tried = tried.filter(|tried| tried.service_line == draft.line && Some(tried.draft_version) == version);
    let publish = move |()| {
        if publishing.replace(true) {
            return;
        }
        spawn(async move {
            match draft.publish().await {
                Ok(version) => {
                    toasts.tell(Tone::Ok, text::published(version));
                    onpublished.call(());
                }
                Err(error) => toasts.tell(Tone::Danger, error.to_string()),
            }
            publishing.set(false);
            asking.set(false);
        });
    };
    rsx! {
        AlertDialog {
            open: true, title: text::publish_title(desk.book.version + 1), description: text::publish_body(), confirm: text::publish(), loading: publishing(),
            testid: "publish-dialog",
            onconfirm: publish, oncancel: move |()| asking.set(false),
            p { class: "pb-effect", "data-testid": "effect",
                match &tried {
                    Some(tried) => rsx! { {effect_words(tried, draft.currency)} },
                    None => rsx! { {text::not_tried()} },
                }
            }
            if changes.is_empty() { p { class: "muted", {text::no_changes()} } }
            DiffView { changes }
        }
    }
}
