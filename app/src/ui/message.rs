//! Messages that stay: banners over a page, alerts within it, errors with a way out.

use dioxus::prelude::*;

use super::button::{Button, IconButton};
use super::icon::{Icon, IconName, IconSize, class_list};
use super::text;
use super::tone::{Size, Tone};

/// The icon that says what a tone says.
pub fn tone_icon(tone: Tone) -> IconName {
    match tone {
        Tone::Ok => IconName::CircleCheck,
        Tone::Warn => IconName::TriangleAlert,
        Tone::Danger => IconName::CircleAlert,
        Tone::Violet => IconName::Sparkles,
        Tone::Neutral | Tone::Brand | Tone::Info => IconName::Info,
    }
}

/// A band over the whole page: offline, update ready, viewing as somebody.
#[component]
pub fn Banner(
    /// What it says by colour.
    #[props(default = Tone::Info)]
    tone: Tone,
    /// The words.
    children: Element,
    /// Another icon than the tone's.
    icon: Option<IconName>,
    /// Buttons at its end.
    #[props(default = VNode::empty())]
    actions: Element,
    /// Can be put away.
    ondismiss: Option<EventHandler<()>>,
    /// Diagonal stripes: for what must not be overlooked, such as viewing as a customer.
    #[props(default)]
    striped: bool,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    rsx! {
        div {
            class: class_list("w-banner", &class),
            role: if tone == Tone::Danger { "alert" } else { "status" },
            "data-tone": tone.name(),
            "data-striped": striped.then_some("true"),
            Icon { name: icon.unwrap_or(tone_icon(tone)) }
            div { class: "w-banner-words", {children} }
            {actions}
            if let Some(dismiss) = ondismiss {
                IconButton { label: text::dismiss(), icon: IconName::X, size: Size::Sm, onclick: move |_| dismiss.call(()) }
            }
        }
    }
}

/// A message within a page, beside what it is about.
#[component]
pub fn InlineAlert(
    /// What it says by colour.
    #[props(default = Tone::Info)]
    tone: Tone,
    /// A bold first line.
    title: Option<String>,
    /// The words.
    children: Element,
    /// Another icon than the tone's.
    icon: Option<IconName>,
    /// Buttons below.
    #[props(default = VNode::empty())]
    actions: Element,
    /// It appears after something happened and must be read: gives it a live role.
    #[props(default)]
    live: bool,
    /// The element's id.
    id: Option<String>,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    let role = live.then_some(if tone == Tone::Danger { "alert" } else { "status" });
    let has_actions = actions != VNode::empty();
    rsx! {
        div { class: class_list("w-alert", &class), id, role, "data-tone": tone.name(),
            Icon { name: icon.unwrap_or(tone_icon(tone)), size: IconSize::Lg }
            div { class: "w-alert-words",
                if let Some(title) = title {
                    p { class: "w-alert-title", {title} }
                }
                {children}
                if has_actions {
                    div { class: "w-btn-group", {actions} }
                }
            }
        }
    }
}

/// What is shown in place of something that failed: what, why, the way out and a code to quote.
#[component]
pub fn ErrorState(
    /// What failed; a general sentence if none.
    title: Option<String>,
    /// Why, and what is safe.
    body: Option<String>,
    /// The incident's code, to quote to support.
    code: Option<String>,
    /// Tries again.
    onretry: Option<EventHandler<()>>,
    /// It is all the page has: its title is the page's `h1`.
    #[props(default)]
    page: bool,
    /// Other ways out.
    #[props(default = VNode::empty())]
    children: Element,
) -> Element {
    let title = title.unwrap_or_else(text::something_failed);
    super::page::use_title(if page { title.clone() } else { String::new() });
    rsx! {
        div { class: "w-state", role: "alert", "data-tone": "danger",
            span { class: "w-state-glyph", Icon { name: IconName::TriangleAlert, size: IconSize::Xl } }
            if page {
                h1 { tabindex: "-1", {title} }
            } else {
                h2 { {title} }
            }
            p { {body.unwrap_or_else(text::something_failed_body)} }
            if let Some(code) = code {
                p { class: "w-hint mono", {text::reference(code)} }
            }
            div { class: "w-btn-group",
                if let Some(retry) = onretry {
                    Button { icon: IconName::RotateCw, onclick: move |_| retry.call(()), {text::retry()} }
                }
                {children}
            }
        }
    }
}
