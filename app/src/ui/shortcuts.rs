//! Keys anywhere on the page: chords like `mod+k` and sequences like `g l`.
//!
//! Single keys never fire while something is typed, and can be switched off (WCAG 2.1.4); chords always work.

use dioxus::prelude::*;

/// One key or sequence and what it does.
#[derive(Clone, PartialEq)]
pub struct Shortcut {
    /// `mod+k` (Ctrl, or ⌘ on a Mac), `?`, `c`, `g l`.
    pub keys: String,
    /// What it does, for the help.
    pub label: String,
    /// Called when it is pressed.
    pub run: Callback<()>,
}

/// Listens for shortcuts while this component lives. `single_keys` switches those without a modifier.
pub fn use_shortcuts(shortcuts: Vec<Shortcut>, single_keys: bool) {
    #[cfg(feature = "web")]
    browser::listen(shortcuts, single_keys);
    #[cfg(not(feature = "web"))]
    let _ = (shortcuts, single_keys);
}

/// The keys of a shortcut as they are shown: `Ctrl`, `K`.
pub fn shown_keys(keys: &str) -> Vec<String> {
    keys.split(['+', ' '])
        .filter(|key| !key.is_empty())
        .map(|key| match key {
            "mod" => "Ctrl".to_owned(),
            "shift" => "⇧".to_owned(),
            "enter" => "↵".to_owned(),
            other => other.to_uppercase(),
        })
        .collect()
}

#[cfg(feature = "web")]
mod browser {
    use std::cell::RefCell;
    use std::rc::Rc;

    use dioxus::prelude::*;
    use futures_channel::mpsc;
    use futures_util::StreamExt;
    use gloo_events::{EventListener, EventListenerOptions};
    use wasm_bindgen::JsCast;

    use super::Shortcut;

    /// What the listener compares with; replaced at each rendering.
    #[derive(Default)]
    struct Known {
        patterns: Vec<String>,
        single_keys: bool,
        // The first key of a sequence and when it was pressed.
        first: Option<(String, f64)>,
    }

    impl Known {
        /// The pattern this key completes, if any.
        fn complete(&mut self, event: &web_sys::KeyboardEvent) -> Option<String> {
            let key = event.key().to_lowercase();
            if event.ctrl_key() || event.meta_key() {
                let chord = format!("mod+{key}");
                return self.patterns.contains(&chord).then_some(chord);
            }
            if !self.single_keys || event.alt_key() || is_typing(event) {
                return None;
            }
            let now = js_sys::Date::now();
            if let Some((first, at)) = self.first.take() {
                let sequence = format!("{first} {key}");
                if now - at < 1_000.0 && self.patterns.contains(&sequence) {
                    return Some(sequence);
                }
            }
            if self.patterns.contains(&key) {
                return Some(key);
            }
            let begins = format!("{key} ");
            if self.patterns.iter().any(|pattern| pattern.starts_with(&begins)) {
                self.first = Some((key, now));
            }
            None
        }
    }

    fn is_typing(event: &web_sys::KeyboardEvent) -> bool {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok()) else {
            return false;
        };
        matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
            || target.is_content_editable()
            || target.closest("dialog, [role='menu']").ok().flatten().is_some()
    }

    pub fn listen(shortcuts: Vec<Shortcut>, single_keys: bool) {
        let known = use_hook(|| Rc::new(RefCell::new(Known::default())));
        {
            let mut known = known.borrow_mut();
            known.patterns = shortcuts.iter().map(|shortcut| shortcut.keys.clone()).collect();
            known.single_keys = single_keys;
        }
        let run = use_callback(move |pressed: String| {
            if let Some(shortcut) = shortcuts.iter().find(|shortcut| shortcut.keys == pressed) {
                shortcut.run.call(());
            }
        });
        let inbox = use_hook(|| {
            let (send, receive) = mpsc::unbounded::<String>();
            let listener = super::super::dom::browser::document().map(|document| {
                let options = EventListenerOptions::enable_prevent_default();
                Rc::new(EventListener::new_with_options(&document, "keydown", options, move |event| {
                    let Some(event) = event.dyn_ref::<web_sys::KeyboardEvent>() else { return };
                    let pressed = known.borrow_mut().complete(event);
                    if let Some(pressed) = pressed {
                        // At once: a browser does not wait for the app before it opens its own search.
                        event.prevent_default();
                        // Fails when the component is gone, and then nobody wants the key.
                        let _ = send.unbounded_send(pressed);
                    }
                }))
            });
            (Rc::new(RefCell::new(Some(receive))), listener)
        });
        use_future(move || {
            let receive = inbox.0.borrow_mut().take();
            async move {
                let Some(mut receive) = receive else { return };
                while let Some(pressed) = receive.next().await {
                    run.call(pressed);
                }
            }
        });
    }
}
