//! Ids in a stable order, and the few things the kit asks of the browser's document.

use std::cell::Cell;
use std::rc::Rc;

use dioxus::core::{provide_root_context, try_consume_context};
use dioxus::prelude::*;

/// The counter behind [`use_dom_id`]: one per app, so that two renderings of a page give the same ids.
#[derive(Clone, Default)]
struct Ids(Rc<Cell<u32>>);

/// An id for an element of this component instance, `prefix-1`, `prefix-2`… in the order components appear.
pub fn use_dom_id(prefix: &'static str) -> String {
    use_hook(|| {
        let ids = try_consume_context::<Ids>().unwrap_or_else(|| provide_root_context(Ids::default()));
        let next = ids.0.get() + 1;
        ids.0.set(next);
        format!("{prefix}-{next}")
    })
}

/// `id` if the page gave one, else one made for this component instance.
pub fn use_id(id: Option<String>, prefix: &'static str) -> String {
    let made = use_dom_id(prefix);
    id.unwrap_or(made)
}

/// Joins the ids that exist, for `aria-describedby`.
pub fn joined_ids(ids: [Option<String>; 2]) -> Option<String> {
    let ids: Vec<_> = ids.into_iter().flatten().collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// Moves the focus to the element with this id; nothing happens on the server or when it does not exist.
pub fn focus(id: &str) {
    #[cfg(feature = "web")]
    browser::focus_id(id);
    #[cfg(not(feature = "web"))]
    let _ = id;
}

/// Whether the focus is nowhere in particular, as after the focused element went away.
pub fn nothing_focused() -> bool {
    #[cfg(feature = "web")]
    let nothing = browser::active().is_none_or(|element| element.tag_name() == "BODY");
    #[cfg(not(feature = "web"))]
    let nothing = true;
    nothing
}

/// The id of the element that has the focus; none where it has none or on the server.
pub fn focused() -> Option<String> {
    #[cfg(feature = "web")]
    let id = browser::active().map(|element| element.id()).filter(|id| !id.is_empty());
    #[cfg(not(feature = "web"))]
    let id = None;
    id
}

#[cfg(feature = "web")]
pub(crate) mod browser {
    use dioxus::web::WebEventExt;
    use wasm_bindgen::JsCast;
    use web_sys::{Document, Element, HtmlElement};

    pub fn document() -> Option<Document> {
        web_sys::window()?.document()
    }

    pub fn element(id: &str) -> Option<HtmlElement> {
        document()?.get_element_by_id(id)?.dyn_into().ok()
    }

    pub fn focus_id(id: &str) {
        if let Some(element) = element(id) {
            // A refusal (element gone or not focusable) leaves the focus where it was, which is all we could do.
            let _ = element.focus();
        }
    }

    pub fn active() -> Option<HtmlElement> {
        document()?.active_element()?.dyn_into().ok()
    }

    pub fn mounted(event: &dioxus::prelude::MountedEvent) -> Option<Element> {
        event.data().try_as_web_event()
    }

    /// Elements below `root` that match the selector, in document order.
    pub fn all(root: &HtmlElement, selector: &str) -> Vec<HtmlElement> {
        let Ok(found) = root.query_selector_all(selector) else { return Vec::new() };
        (0..found.length()).filter_map(|i| found.get(i)?.dyn_into().ok()).collect()
    }
}
