//! A new version of the app: the service worker fetched it and waits; it is put in place only when nothing is pending.

use dioxus::prelude::*;
use futures_channel::mpsc::unbounded;
use futures_util::StreamExt;

use super::js;

/// Whether a new version waits.
#[derive(Clone, Copy, PartialEq)]
pub struct Update {
    ready: Signal<bool>,
}

impl Update {
    /// Whether a new version waits; renders again when one does.
    pub fn is_ready(&self) -> bool {
        (self.ready)()
    }
}

/// The signal of a waiting version.
pub fn use_update() -> Update {
    use_context()
}

/// Puts the waiting version in place and reloads.
pub fn apply_update() {
    js::call_global("tailboardUpdate", &[]);
}

/// Removes what the service worker keeps of the person: called when signing out.
pub fn forget_person() {
    let worker =
        js::navigator().map(|navigator| js::get(navigator.as_ref(), "serviceWorker")).map(|container| js::get(&container, "controller"));
    if let Some(worker) = worker.filter(|worker| worker.is_truthy()) {
        let message = js_sys::Object::new();
        js::set(&message, "type", "forget");
        let _ = js::call(&worker, "postMessage", &[message.into()]);
    }
}

pub(crate) fn use_update_signal() {
    let mut update = use_context_provider(|| Update { ready: Signal::new(false) });
    use_hook(|| {
        let Some(window) = web_sys::window() else { return };
        // the worker may have been found before this code ran
        let root = window.document().and_then(|document| document.document_element());
        if root.and_then(|root| root.get_attribute("data-update")).as_deref() == Some("ready") {
            update.ready.set(true);
        }
        let (tell, mut told) = unbounded::<()>();
        js::listen(&window, "tailboard:update-ready", move |_| {
            // fails only when the page goes away
            let _ = tell.unbounded_send(());
        });
        spawn(async move {
            while told.next().await.is_some() {
                update.ready.set(true);
            }
        });
    });
}
