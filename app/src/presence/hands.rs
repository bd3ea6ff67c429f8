//! Whether the page is seen, and whether hands are on a field of it.

use std::rc::Rc;

use dioxus::prelude::*;
use futures_channel::mpsc::unbounded;
use futures_util::StreamExt;
use gloo_events::EventListener;
use gloo_timers::future::TimeoutFuture;

/// Fields of a page that hold something to be saved: in a form, in a dialog, and where a page says that it is edited in place.
const FIELDS: &str = "main :is(form, dialog, [data-edits]) :is(input, textarea, select, [contenteditable=true])";
/// Who takes their hands off a field for less has not ended editing, in milliseconds.
const PAUSE_MS: u32 = 5_000;

/// The page as others are told of it.
#[derive(Clone, Copy)]
pub(super) struct Hands {
    /// Whether the tab is seen.
    pub seen: Signal<bool>,
    /// Whether somebody types in a field that is saved, or did so a moment ago.
    pub typing: Signal<bool>,
}

fn is_seen() -> bool {
    web_sys::window().and_then(|window| window.document()).is_some_and(|document| !document.hidden())
}

fn is_typing() -> bool {
    let field = web_sys::window().and_then(|window| window.document()).and_then(|document| document.active_element());
    field.is_some_and(|field| field.matches(FIELDS).unwrap_or(false))
}

/// Follows the page for as long as the component is there. `leave` is called at once when it is hidden or goes, for there
/// may be no later.
pub(super) fn use_hands(leave: impl Fn() + 'static) -> Hands {
    let mut seen = use_signal(is_seen);
    let mut typing = use_signal(|| false);
    use_hook(move || {
        let (told, mut heard) = unbounded::<()>();
        let leave = Rc::new(leave);
        let mut listeners = Vec::new();
        if let Some(window) = web_sys::window() {
            let last = leave.clone();
            listeners.push(EventListener::new(&window, "pagehide", move |_| last()));
            if let Some(document) = window.document() {
                for event in ["visibilitychange", "focusin", "focusout"] {
                    let (told, leave) = (told.clone(), leave.clone());
                    listeners.push(EventListener::new(&document, event, move |_| {
                        if event == "visibilitychange" && !is_seen() {
                            leave();
                        }
                        // fails only when the component is gone
                        let _ = told.unbounded_send(());
                    }));
                }
            }
        }
        spawn(async move {
            while heard.next().await.is_some() {
                if *seen.peek() != is_seen() {
                    seen.set(is_seen());
                }
                if is_typing() {
                    if !*typing.peek() {
                        typing.set(true);
                    }
                } else if *typing.peek() {
                    spawn(async move {
                        TimeoutFuture::new(PAUSE_MS).await;
                        if *typing.peek() && !is_typing() {
                            typing.set(false);
                        }
                    });
                }
            }
        });
        Rc::new(listeners)
    });
    Hands { seen, typing }
}
