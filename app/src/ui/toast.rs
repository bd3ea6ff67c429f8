//! Toasts: what was done, with the way back. Eight seconds, paused while looked at.

use std::future::Future;

use dioxus::core::{Runtime, ScopeId, provide_root_context, try_consume_context};
use dioxus::prelude::*;
use shared::Result;

use super::icon::{Icon, IconName, IconSize};
use super::text;
use super::tone::Tone;

/// Tenths of a second a toast stays.
const LIFE: u32 = 80;

/// One message.
#[derive(Clone, PartialEq)]
struct Toast {
    id: u32,
    words: String,
    tone: Tone,
    undo: Option<Callback<()>>,
}

/// Shows messages; get it by [`use_toasts`].
#[derive(Clone, Copy, PartialEq)]
pub struct Toasts {
    shown: Signal<Vec<Toast>>,
    next: Signal<u32>,
}

/// The app's toasts, from anywhere in it.
pub fn use_toasts() -> Toasts {
    use_hook(|| {
        try_consume_context::<Toasts>().unwrap_or_else(|| {
            provide_root_context(Toasts {
                shown: Signal::new_in_scope(Vec::new(), ScopeId::ROOT),
                next: Signal::new_in_scope(0, ScopeId::ROOT),
            })
        })
    })
}

impl Toasts {
    /// Says that something was done.
    pub fn say(self, words: impl Into<String>) {
        self.show(words.into(), Tone::Neutral, None);
    }

    /// Says that something was done and offers to undo it; tells by which number the message can be [dismissed](Self::dismiss).
    pub fn undo(self, words: impl Into<String>, undo: Callback<()>) -> u32 {
        self.show(words.into(), Tone::Neutral, Some(undo))
    }

    /// Says that something happened, in a tone.
    pub fn tell(self, tone: Tone, words: impl Into<String>) {
        self.show(words.into(), tone, None);
    }

    /// Asks the server for something of which only a refusal needs to be told here; `then` gets the answer.
    pub fn attempt<T: 'static>(self, request: impl Future<Output = Result<T>> + 'static, then: impl FnOnce(T) + 'static) {
        spawn(async move {
            match request.await {
                Ok(answer) => then(answer),
                Err(error) => self.tell(Tone::Danger, error.to_string()),
            }
        });
    }

    /// Undoes what the newest message with an undo is about; false if there is none.
    pub fn undo_last(self) -> bool {
        let last = self.shown.peek().iter().rev().find_map(|toast| toast.undo.map(|undo| (toast.id, undo)));
        if let Some((id, undo)) = last {
            self.dismiss(id);
            undo.call(());
        }
        last.is_some()
    }

    /// Takes the ways back away, and leaves the words: what they would change belongs to a page that is gone.
    pub fn settle(self) {
        let Toasts { mut shown, .. } = self;
        if shown.peek().iter().any(|toast| toast.undo.is_some()) {
            shown.write().iter_mut().for_each(|toast| toast.undo = None);
        }
    }

    fn show(self, words: String, tone: Tone, undo: Option<Callback<()>>) -> u32 {
        let Toasts { mut shown, mut next } = self;
        let id = *next.peek();
        next.set(id + 1);
        let mut all = shown.write();
        // Three at most: what is older no longer matters.
        while all.len() >= 3 {
            all.remove(0);
        }
        all.push(Toast { id, words, tone, undo });
        id
    }

    /// Takes a message away.
    pub fn dismiss(self, id: u32) {
        let Toasts { mut shown, .. } = self;
        if Runtime::try_current().is_some() {
            shown.write().retain(|toast| toast.id != id);
        }
    }
}

/// Where the toasts appear; a shell holds it once, also while empty, so that what comes is read.
#[component]
pub fn Toaster() -> Element {
    let toasts = use_toasts();
    let shown = (toasts.shown)();
    rsx! {
        div { class: "w-toaster", role: "status", aria_live: "polite",
            for toast in shown {
                ToastCard { key: "{toast.id}", toast: toast.clone(), onleave: move |()| toasts.dismiss(toast.id) }
            }
        }
    }
}

/// One toast with its countdown.
#[component]
fn ToastCard(toast: Toast, onleave: EventHandler<()>) -> Element {
    let mut left = use_signal(|| LIFE);
    let mut held = use_signal(|| false);
    use_future(move || async move {
        while *left.peek() > 0 {
            if !tenth().await {
                return;
            }
            if !*held.peek() {
                left -= 1;
            }
        }
        onleave.call(());
    });
    let icon = match toast.tone {
        Tone::Ok => Some(IconName::CircleCheck),
        Tone::Warn => Some(IconName::TriangleAlert),
        Tone::Danger => Some(IconName::CircleAlert),
        _ => None,
    };
    let undo = toast.undo;
    let counted = undo.is_some();
    // in steps of a twentieth, and none where no countdown shows: drawn with every tenth of a second, a few messages are in
    // the way of what somebody does next
    let percent = use_memo(move || if counted { left() * 20 / LIFE * 5 } else { 0 });
    let percent = percent();
    rsx! {
        div {
            class: "w-toast",
            "data-tone": toast.tone.name(),
            onmouseenter: move |_| held.set(true),
            onmouseleave: move |_| held.set(false),
            onfocusin: move |_| held.set(true),
            onfocusout: move |_| held.set(false),
            if let Some(icon) = icon {
                Icon { name: icon }
            }
            if undo.is_some() {
                span { class: "w-countdown", style: "--v:{percent}", "aria-hidden": "true" }
            }
            p { {toast.words.clone()} }
            if let Some(undo) = undo {
                button {
                    class: "w-toast-button",
                    r#type: "button",
                    onclick: move |_| {
                        onleave.call(());
                        undo.call(());
                    },
                    Icon { name: IconName::Undo2, size: IconSize::Sm }
                    {text::undo()}
                }
            }
            button { class: "w-toast-close", r#type: "button", aria_label: text::dismiss(), onclick: move |_| onleave.call(()),
                Icon { name: IconName::X, size: IconSize::Sm }
            }
        }
    }
}

/// A tenth of a second; false where no time passes, as when a server renders.
async fn tenth() -> bool {
    #[cfg(feature = "web")]
    gloo_timers::future::TimeoutFuture::new(100).await;
    cfg!(feature = "web")
}
