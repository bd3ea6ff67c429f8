//! Popovers and tooltips: small surfaces in the browser's top layer, opened by the browser itself.

use dioxus::prelude::*;

use super::button::ButtonVariant;
use super::dom::{use_dom_id, use_id};
use super::icon::{Icon, IconName, class_list};
use super::tone::Size;

/// A button that opens a small non-modal surface; Escape or a click elsewhere closes it. Works without script.
#[component]
pub fn Popover(
    /// The words of the button, or its name when something else shows.
    #[props(into)]
    label: String,
    /// The content of the surface.
    children: Element,
    /// An icon on the button.
    icon: Option<IconName>,
    /// Shows the icon only.
    #[props(default)]
    icon_only: bool,
    /// What the button shows in place of words, without its own frame.
    #[props(default = VNode::empty())]
    face: Element,
    /// How much the button weighs.
    #[props(default)]
    variant: ButtonVariant,
    /// Its height.
    #[props(default)]
    size: Size,
    /// The id of the surface.
    id: Option<String>,
    /// Additional classes of the surface.
    class: Option<String>,
) -> Element {
    let id = use_id(id, "popover");
    let mut open = use_signal(|| false);
    let surface = id.clone();
    let faced = face != VNode::empty();
    let named = icon_only || faced;
    let class_of_button = match (faced, icon_only) {
        (true, _) => "w-face",
        (false, true) => "w-btn w-btn-icon",
        (false, false) => "w-btn",
    };
    rsx! {
        button {
            class: class_of_button,
            r#type: "button",
            id: "{id}-button",
            "data-variant": variant.attribute(),
            "data-size": size.attribute(),
            popovertarget: id.clone(),
            aria_label: named.then(|| label.clone()),
            title: icon_only.then(|| label.clone()),
            aria_expanded: if open() { "true" } else { "false" },
            aria_controls: id.clone(),
            if let Some(icon) = icon {
                Icon { name: icon }
            }
            {face}
            if !named {
                span { {label.clone()} }
            }
        }
        div {
            class: class_list("w-popover", &class),
            id: id.clone(),
            popover: "auto",
            role: "dialog",
            aria_label: label,
            ontoggle: move |_| {
                let now = is_open(&surface);
                if now {
                    place(&surface);
                }
                open.set(now);
            },
            {children}
        }
    }
}

/// A short explanation on hover and focus. Never the only place of something needed.
#[component]
pub fn Tooltip(
    /// The explanation.
    #[props(into)]
    text: String,
    /// What it explains; something that can take the focus, to reach it by keyboard.
    children: Element,
) -> Element {
    let id = use_dom_id("tip");
    rsx! {
        span { class: "w-tip-anchor", aria_describedby: id.clone(),
            {children}
            span { class: "w-tip", role: "tooltip", id, {text} }
        }
    }
}

/// Whether a popover is showing.
pub(crate) fn is_open(id: &str) -> bool {
    #[cfg(feature = "web")]
    return super::dom::browser::element(id).is_some_and(|element| element.matches(":popover-open").unwrap_or(false));
    #[cfg(not(feature = "web"))]
    {
        let _ = id;
        false
    }
}

/// Hides a popover.
pub(crate) fn hide(id: &str) {
    #[cfg(feature = "web")]
    if let Some(element) = super::dom::browser::element(id) {
        // Throws when it is hidden already, which is what we want.
        let _ = element.hide_popover();
    }
    #[cfg(not(feature = "web"))]
    let _ = id;
}

/// Puts an open popover below its button `{id}-button`, or above or shifted where there is no room.
///
/// Browsers with anchor positioning do this from the stylesheet; the measures here serve the others.
pub(crate) fn place(id: &str) {
    #[cfg(feature = "web")]
    {
        use super::dom::browser::element;
        let (Some(window), Some(surface), Some(button)) = (web_sys::window(), element(id), element(&format!("{id}-button"))) else {
            return;
        };
        let measure = |value: Result<wasm_bindgen::JsValue, wasm_bindgen::JsValue>| value.ok().and_then(|v| v.as_f64()).unwrap_or_default();
        let (wide, high) = (measure(window.inner_width()), measure(window.inner_height()));
        let (anchor, own) = (button.get_bounding_client_rect(), surface.get_bounding_client_rect());
        let below = anchor.bottom() + 4.0;
        let block = if below + own.height() > high && anchor.top() - own.height() - 4.0 > 0.0 {
            anchor.top() - own.height() - 4.0
        } else {
            below.min((high - own.height() - 8.0).max(8.0))
        };
        // From the side where lines begin, as the stylesheet counts it.
        let mirrored =
            window.document().and_then(|d| d.document_element()).and_then(|root| root.get_attribute("dir")).as_deref() == Some("rtl");
        let begin = if mirrored { wide - anchor.right() } else { anchor.left() };
        let inline = begin.min(wide - own.width() - 8.0).max(8.0);
        let style = surface.style();
        for (name, value) in [("--w-block", block), ("--w-inline", inline)] {
            let _ = style.set_property(name, &format!("{value}px"));
        }
        let _ = surface.set_attribute("data-placed", "true");
    }
    #[cfg(not(feature = "web"))]
    let _ = id;
}
