//! Parts for people at work: rows of a checklist, and what they must not miss.

use dioxus::prelude::*;

use super::icon::{Icon, IconName, IconSize, class_list};
use super::sync::{Saved, SyncBadge};
use super::text;
use super::tone::Tone;
use super::work::WorkState;

/// One row of a checklist: done, problem or not applicable, each one tap.
#[component]
pub fn ChecklistRow(
    /// What is to be checked.
    #[props(into)]
    label: String,
    /// Where it stands.
    state: WorkState,
    /// A line below: who and when, or what is needed.
    detail: Option<String>,
    /// May be left out; said in words, since most may not.
    #[props(default)]
    optional: bool,
    /// Where the answer is kept.
    saved: Option<Saved>,
    /// Done, or open again.
    ondone: EventHandler<()>,
    /// A problem is reported.
    onproblem: Option<EventHandler<()>>,
    /// It does not apply.
    onskip: Option<EventHandler<()>>,
    /// What opens below it, such as a photo and a note.
    #[props(default = VNode::empty())]
    children: Element,
    /// A stable hook for tests.
    testid: Option<String>,
) -> Element {
    let answered = !matches!(state, WorkState::Open | WorkState::Current);
    let mark = match state {
        WorkState::Done => Some(IconName::Check),
        WorkState::Problem => Some(IconName::TriangleAlert),
        WorkState::NotApplicable => Some(IconName::Minus),
        _ => None,
    };
    let opened = children != VNode::empty();
    rsx! {
        li { class: "w-item", "data-state": state.name(), "data-testid": testid,
            button {
                class: "w-item-mark",
                r#type: "button",
                aria_label: if answered { text::mark_open(&label) } else { text::mark_done(&label) },
                aria_pressed: if answered { "true" } else { "false" },
                onclick: move |_| ondone.call(()),
                if let Some(mark) = mark {
                    Icon { name: mark, size: IconSize::Lg }
                }
            }
            div { class: "w-item-words",
                strong { {label.clone()} }
                span { class: "w-item-meta",
                    match state {
                        WorkState::Problem => rsx! { span { {text::problem()} } },
                        WorkState::NotApplicable => rsx! { span { {text::not_applicable()} } },
                        _ if optional && !answered => rsx! { span { {text::optional()} } },
                        _ => VNode::empty(),
                    }
                    if let Some(detail) = detail {
                        span { {detail} }
                    }
                    if let Some(saved) = saved {
                        SyncBadge { state: saved }
                    }
                }
            }
            if !answered {
                div { class: "w-item-alt",
                    if let Some(problem) = onproblem {
                        button { class: "w-item-button", r#type: "button", aria_label: text::report_problem(&label), onclick: move |_| problem.call(()),
                            Icon { name: IconName::TriangleAlert, size: IconSize::Lg }
                        }
                    }
                    if let Some(skip) = onskip {
                        button { class: "w-item-button", r#type: "button", aria_label: text::mark_na(&label), onclick: move |_| skip.call(()),
                            {text::not_applicable()}
                        }
                    }
                }
            }
            if opened {
                div { class: "w-item-more", {children} }
            }
        }
    }
}

/// What must not be missed: instructions that concern safety or damage; in another tone, what matters less.
#[component]
pub fn CriticalNote(
    /// The title.
    #[props(into)]
    title: String,
    /// How much it matters.
    #[props(default = Tone::Danger)]
    tone: Tone,
    /// The instruction.
    children: Element,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    let icon = match tone {
        Tone::Danger => IconName::ShieldAlert,
        Tone::Warn => IconName::TriangleAlert,
        _ => IconName::StickyNote,
    };
    rsx! {
        section { class: class_list("w-critical", &class), "data-tone": tone.name(), aria_label: title.clone(),
            span { class: "w-critical-mark", Icon { name: icon, size: IconSize::Lg } }
            h2 { {title.clone()} }
            div { class: "w-critical-words", {children} }
        }
    }
}
