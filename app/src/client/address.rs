//! What a page's address says after its question mark: filters, sorting and views live there, so that a link shows what
//! its sender saw and the browser's back button undoes a choice.

use dioxus::prelude::*;

use super::js;

/// How long after the last key a search goes into the address.
const PAUSE_MS: u32 = 250;

/// The query of a page's address. Copy it into closures freely.
#[derive(Clone, Copy, PartialEq)]
pub struct Address {
    path: &'static str,
    query: ReadSignal<String>,
}

/// The address of the page at `path`, with the query its route gave.
pub fn use_address(path: &'static str, query: ReadSignal<String>) -> Address {
    use_effect(move || {
        if query.read().is_empty() {
            drop_bare_mark();
        }
    });
    Address { path, query }
}

/// The router writes the question mark also of an empty query; an address one copies should not end in it.
fn drop_bare_mark() {
    let Some(window) = web_sys::window() else { return };
    let (Ok(href), Ok(history)) = (window.location().href(), window.history()) else { return };
    if let Some(plain) = href.strip_suffix('?')
        && let Ok(state) = history.state()
    {
        // a refusal leaves the mark, which does no harm
        let _ = history.replace_state_with_url(&state, "", Some(plain));
    }
}

impl Address {
    /// What a key says; empty if it is not there.
    pub fn get(&self, key: &str) -> String {
        value(&self.query.read(), key)
    }

    /// The same without rendering again when it changes.
    pub fn peek(&self, key: &str) -> String {
        value(&self.query.peek(), key)
    }

    /// All of it, as it stands after the question mark.
    pub fn whole(&self) -> String {
        self.query.read().clone()
    }

    /// The page it is the address of.
    pub fn path(&self) -> &'static str {
        self.path
    }

    /// Says something else altogether, as a step the back button undoes.
    pub fn open(&self, query: &str) {
        go(&self.with(query), true);
    }

    /// Changes keys, as a step the back button undoes; an empty value drops the key.
    pub fn choose(&self, changes: &[(&str, &str)]) {
        self.change(changes, true);
    }

    /// Changes keys in place, as typing does.
    pub fn refine(&self, changes: &[(&str, &str)]) {
        self.change(changes, false);
    }

    fn change(&self, changes: &[(&str, &str)], step: bool) {
        let Ok(params) = web_sys::UrlSearchParams::new_with_str(&self.query.peek()) else { return };
        for (key, value) in changes {
            if value.is_empty() {
                params.delete(key);
            } else {
                params.set(key, value);
            }
        }
        go(&self.with(&params.to_string().as_string().unwrap_or_default()), step);
    }

    fn with(&self, query: &str) -> String {
        if query.is_empty() { self.path.to_owned() } else { format!("{}?{query}", self.path) }
    }
}

fn go(path: &str, step: bool) {
    let Some(router) = dioxus::router::try_router() else { return };
    let target = dioxus::router::NavigationTarget::<String>::Internal(path.to_owned());
    if step {
        router.push(target);
    } else {
        router.replace(target);
    }
}

fn value(query: &str, key: &str) -> String {
    web_sys::UrlSearchParams::new_with_str(query).ok().and_then(|params| params.get(key)).unwrap_or_default()
}

/// A search box over the key `q`: what is typed shows at once and goes into the address when typing rests.
pub fn use_search(address: Address) -> (Signal<String>, Callback<String>) {
    let mut typed = use_signal(|| address.peek("q"));
    let mut turn = use_signal(|| 0_u32);
    use_effect(move || {
        // the back button and links change the address without anybody typing
        let said = address.get("q");
        if *turn.peek() == 0 && said != typed.peek().trim() {
            typed.set(said);
        }
    });
    let write = use_callback(move |words: String| {
        typed.set(words);
        let mine = *turn.peek() + 1;
        turn.set(mine);
        spawn(async move {
            js::sleep(PAUSE_MS).await;
            if *turn.peek() == mine {
                turn.set(0);
                let words = typed.peek().clone();
                address.refine(&[("q", words.trim())]);
            }
        });
    });
    (typed, write)
}
