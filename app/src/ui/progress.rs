//! Work under way: bar, spinner, skeleton.

use dioxus::prelude::*;

use super::icon::{Icon, IconName, IconSize, class_list};
use super::text;
use super::tone::Tone;

/// A bar with a value that is also read as text.
#[component]
pub fn Progress(
    /// What is under way.
    #[props(into)]
    label: String,
    /// How much is done.
    value: u64,
    /// How much there is.
    #[props(default = 100)]
    max: u64,
    /// The value in words, such as "4 of 7 · 62 %"; shown beside the label.
    text: Option<String>,
    /// Its colour.
    #[props(default = Tone::Brand)]
    tone: Tone,
    /// Hides label and text from sight.
    #[props(default)]
    bare: bool,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    let percent = (value.min(max) * 100).checked_div(max).unwrap_or(0);
    let spoken = text.clone().unwrap_or_else(|| super::format::percent(percent as i64));
    rsx! {
        div { class: class_list("w-progress", &class), "data-tone": tone.name(),
            if !bare {
                div { class: "w-progress-words",
                    span { {label.clone()} }
                    span { class: "num", {spoken.clone()} }
                }
            }
            div {
                class: "w-progress-bar",
                role: "progressbar",
                aria_label: label,
                aria_valuemin: "0",
                aria_valuemax: "{max}",
                aria_valuenow: "{value.min(max)}",
                aria_valuetext: spoken,
                span { style: "--v:{percent}" }
            }
        }
    }
}

/// A spinner that appears after 300 ms, so that quick things show none.
#[component]
pub fn Spinner(
    /// What is awaited; "Loading" if none.
    label: Option<String>,
    /// Shows the words beside it.
    #[props(default)]
    shown: bool,
    /// Its size.
    #[props(default = IconSize::Lg)]
    size: IconSize,
) -> Element {
    rsx! {
        span { class: "w-spinner", role: "status",
            Icon { name: IconName::LoaderCircle, size }
            span { class: if shown { "" } else { "sr" }, {label.unwrap_or_else(text::loading)} }
        }
    }
}

/// What a skeleton stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SkeletonShape {
    /// Lines of text.
    #[default]
    Lines,
    /// Rows of a table or list.
    Rows,
    /// Cards of a board or grid.
    Cards,
    /// One block, such as a map or picture.
    Block,
}

/// The shape of what is coming, in its final place.
#[component]
pub fn Skeleton(
    /// What it stands for.
    #[props(default)]
    shape: SkeletonShape,
    /// How many lines, rows or cards.
    #[props(default = 3)]
    count: u32,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    let name = match shape {
        SkeletonShape::Lines => "lines",
        SkeletonShape::Rows => "rows",
        SkeletonShape::Cards => "cards",
        SkeletonShape::Block => "block",
    };
    rsx! {
        div { class: class_list("w-skeleton", &class), "data-shape": name, role: "status", aria_busy: "true",
            for i in 0..count {
                span { key: "{i}" }
            }
            span { class: "sr", {text::loading()} }
        }
    }
}
