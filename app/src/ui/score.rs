//! A score as a ring.

use dioxus::prelude::*;

use super::text;

/// A score of 0 to 100; hot from 70.
#[component]
pub fn ScoreRing(
    /// The score.
    value: u32,
    /// What is said instead of "Score 82 of 100".
    label: Option<String>,
    /// 56 px instead of 26, with a percent sign, for progress.
    #[props(default)]
    large: bool,
) -> Element {
    let value = value.min(100);
    let shown = if large { super::format::percent(value.into()) } else { value.to_string() };
    rsx! {
        span {
            class: "w-score",
            style: "--v:{value}",
            role: "img",
            aria_label: label.unwrap_or_else(|| text::score_of(value)),
            "data-hot": (value >= 70 || large).then_some("true"),
            "data-size": large.then_some("lg"),
            span { "aria-hidden": "true", {shown} }
        }
    }
}
