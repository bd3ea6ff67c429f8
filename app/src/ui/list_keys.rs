//! Lists by keyboard: `j` and `k` go from row to row, `x` selects the row, Enter opens it by its link.

use dioxus::prelude::*;

/// Listens around a list and what stands above it.
#[component]
pub fn ListKeys(
    /// The page: head, filters, table.
    children: Element,
) -> Element {
    rsx! {
        div {
            class: "w-frame",
            onkeydown: move |event| {
                let Key::Character(key) = event.key() else { return };
                let plain = event.modifiers().is_empty();
                if plain && rows::act(&key) {
                    event.prevent_default();
                }
            },
            {children}
        }
    }
}

#[cfg(feature = "web")]
mod rows {
    use wasm_bindgen::JsCast;
    use web_sys::{Element, HtmlElement};

    /// Does what the key means; false if it means nothing here.
    pub fn act(key: &str) -> bool {
        if !matches!(key, "j" | "k" | "x") || !crate::client::device::single_keys() {
            return false;
        }
        let Some(document) = web_sys::window().and_then(|w| w.document()) else { return false };
        let at = document.active_element();
        if at.as_ref().is_some_and(types) {
            return false;
        }
        let Ok(found) = document.query_selector_all("main .w-table tbody tr") else { return false };
        let rows: Vec<Element> = (0..found.length()).filter_map(|i| found.item(i)?.dyn_into().ok()).collect();
        let here = at.and_then(|at| at.closest("tr").ok().flatten()).and_then(|row| rows.iter().position(|other| *other == row));
        let to = match (key, here) {
            ("x", Some(here)) => {
                if let Some(tick) = inside(&rows, here, "input[type=checkbox]") {
                    tick.click();
                }
                return true;
            }
            ("j", Some(here)) => (here + 1).min(rows.len().saturating_sub(1)),
            ("k", Some(here)) => here.saturating_sub(1),
            ("j" | "k", None) => 0,
            _ => return false,
        };
        match inside(&rows, to, "a[href]") {
            Some(link) => link.focus().is_ok(),
            None => false,
        }
    }

    fn inside(rows: &[Element], at: usize, what: &str) -> Option<HtmlElement> {
        rows.get(at)?.query_selector(what).ok()??.dyn_into().ok()
    }

    /// Whether letters are text there. A ticked box takes no letters.
    fn types(at: &Element) -> bool {
        matches!(at.tag_name().as_str(), "TEXTAREA" | "SELECT")
            || (at.tag_name() == "INPUT" && at.get_attribute("type").as_deref() != Some("checkbox"))
    }
}

#[cfg(not(feature = "web"))]
mod rows {
    /// No keys on a server.
    pub fn act(_key: &str) -> bool {
        false
    }
}
