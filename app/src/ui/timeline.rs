//! The stream of what happened to a record.

use dioxus::prelude::*;

use super::icon::{Icon, IconName, IconSize, class_list};
use super::tone::Tone;

/// A stream of [`TimelineDay`]s and [`TimelineEntry`]s, newest first.
#[component]
pub fn Timeline(
    /// The entries.
    children: Element,
    /// What it is the stream of.
    label: Option<String>,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    rsx! {
        ol { class: class_list("w-timeline", &class), aria_label: label, {children} }
    }
}

/// The day the entries below it belong to.
#[component]
pub fn TimelineDay(
    /// The day in words.
    #[props(into)]
    label: String,
) -> Element {
    rsx! {
        li { class: "w-timeline-day", span { class: "w-timeline-dot", "aria-hidden": "true" }, h3 { {label} } }
    }
}

/// One thing that happened: a line, or a card when it has a body.
#[component]
pub fn TimelineEntry(
    /// An icon of what happened.
    icon: IconName,
    /// What it says by colour.
    #[props(default)]
    tone: Tone,
    /// Who did what.
    title: Element,
    /// When, as shown.
    #[props(into)]
    time: String,
    /// A quiet word after the title: the channel, the outcome.
    note: Option<String>,
    /// What was written; makes it a card.
    #[props(default = VNode::empty())]
    children: Element,
    /// Only for staff: tinted, with a lock.
    #[props(default)]
    private: bool,
    /// A stable hook for tests.
    testid: Option<String>,
) -> Element {
    let card = children != VNode::empty();
    rsx! {
        li { class: "w-timeline-entry", "data-card": card.then_some("true"), "data-private": private.then_some("true"), "data-testid": testid,
            span { class: "w-timeline-icon", "data-tone": tone.name(), "aria-hidden": "true",
                Icon { name: if private { IconName::Lock } else { icon }, size: IconSize::Sm }
            }
            div { class: "w-timeline-box",
                div { class: "w-timeline-head",
                    span { class: "w-timeline-title", {title} }
                    if let Some(note) = note {
                        span { class: "w-timeline-note", {note} }
                    }
                    span { class: "w-timeline-time num", {time} }
                }
                if card {
                    div { class: "w-timeline-body", {children} }
                }
            }
        }
    }
}
