//! One number that matters, with its change.

use dioxus::prelude::*;

use super::icon::{Icon, IconName, IconSize, class_list};
use super::link::A;
use super::tone::Tone;

/// A number with its name; every number drills to its rows by `href`.
#[component]
pub fn Stat(
    /// What it counts.
    #[props(into)]
    label: String,
    /// The number, formatted.
    #[props(into)]
    value: String,
    /// The change in words, such as "+12 % on October".
    delta: Option<String>,
    /// Whether that change is good.
    #[props(default)]
    tone: Tone,
    /// Where its rows are.
    href: Option<String>,
    /// A line below.
    hint: Option<String>,
    /// An icon before the label.
    icon: Option<IconName>,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    let face = rsx! {
        span { class: "w-stat-label",
            if let Some(icon) = icon {
                Icon { name: icon, size: IconSize::Sm }
            }
            {label}
        }
        span { class: "w-stat-value num", {value} }
        if let Some(delta) = delta {
            span { class: "w-stat-delta", "data-tone": tone.name(),
                match tone {
                    Tone::Ok => rsx! { Icon { name: IconName::TrendingUp, size: IconSize::Sm } },
                    Tone::Danger | Tone::Warn => rsx! { Icon { name: IconName::TrendingDown, size: IconSize::Sm } },
                    _ => VNode::empty(),
                }
                {delta}
            }
        }
        if let Some(hint) = hint {
            span { class: "w-hint", {hint} }
        }
    };
    rsx! {
        if let Some(href) = href {
            A { href, class: class_list("w-stat", &class), {face} }
        } else {
            div { class: class_list("w-stat", &class), {face} }
        }
    }
}

/// Numbers beside each other on one surface.
#[component]
pub fn StatStrip(
    /// The [`Stat`]s.
    children: Element,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    rsx! {
        div { class: class_list("w-stat-strip", &class), {children} }
    }
}
