//! The step tracker: where a record stands on its way, what unlocks the rest.

use dioxus::prelude::*;

use super::icon::{Icon, IconName, IconSize, class_list};
use super::link::A;
use super::text;

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Behind us.
    Done,
    /// Where the record is.
    Current,
    /// Not begun, and nothing stands in its way.
    Next,
    /// Locked; the detail says what unlocks it.
    Blocked,
}

impl StepState {
    fn name(self) -> &'static str {
        match self {
            StepState::Done => "done",
            StepState::Current => "current",
            StepState::Next => "next",
            StepState::Blocked => "blocked",
        }
    }

    fn word(self) -> String {
        match self {
            StepState::Done => text::step_done(),
            StepState::Current => text::step_current(),
            StepState::Next => text::step_next(),
            StepState::Blocked => text::step_blocked(),
        }
    }
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The name of the step.
    pub label: String,
    /// A line below: when it was done, what it waits for.
    pub detail: Option<String>,
    /// Where it stands.
    pub state: StepState,
    /// Its page, for steps that were reached.
    pub href: Option<String>,
    /// How many suggestions wait there.
    pub suggestions: u32,
}

impl Step {
    /// A step without link or suggestions.
    pub fn new(label: impl Into<String>, state: StepState) -> Self {
        Self { label: label.into(), detail: None, state, href: None, suggestions: 0 }
    }

    /// The same with a line below.
    pub fn detail(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }

    /// The same with a link.
    pub fn href(self, href: impl Into<String>) -> Self {
        Self { href: Some(href.into()), ..self }
    }

    /// The same with waiting suggestions.
    pub fn suggestions(self, suggestions: u32) -> Self {
        Self { suggestions, ..self }
    }
}

/// The steps of a record. In a narrow place it folds into "Step 3 of 6" with the list inside.
#[component]
pub fn StepTracker(
    /// What the steps are of.
    #[props(into)]
    label: String,
    /// The steps in order.
    steps: Vec<Step>,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    let total = steps.len();
    let current = steps.iter().position(|step| step.state == StepState::Current);
    // All done: the summary names the last step instead of none.
    let shown = current.unwrap_or(total.saturating_sub(1));
    let name = steps.get(shown).map(|step| step.label.clone()).unwrap_or_default();
    rsx! {
        nav { class: class_list("w-steps", &class), aria_label: label,
            ol { class: "w-steps-list",
                for (i, step) in steps.iter().enumerate() {
                    StepItem { key: "{i}", step: step.clone(), number: i + 1 }
                }
            }
            details { class: "w-steps-fold",
                summary {
                    span { class: "w-steps-count", {text::step_of(shown + 1, total)} }
                    strong { {name} }
                    Icon { name: IconName::ChevronDown, size: IconSize::Sm }
                }
                ol {
                    for (i, step) in steps.into_iter().enumerate() {
                        StepItem { key: "{i}", step, number: i + 1 }
                    }
                }
            }
        }
    }
}

/// One step with its mark, words and badge.
#[component]
fn StepItem(step: Step, number: usize) -> Element {
    let face = rsx! {
        span { class: "w-step-mark", "aria-hidden": "true",
            match step.state {
                StepState::Done => rsx! { Icon { name: IconName::Check, size: IconSize::Sm } },
                StepState::Blocked => rsx! { Icon { name: IconName::Lock, size: IconSize::Xs } },
                _ => rsx! { "{number}" },
            }
        }
        span { class: "w-step-words",
            strong { {step.label.clone()} }
            span { class: "sr", ", {step.state.word()}" }
            if let Some(detail) = step.detail.clone() {
                small { {detail} }
            }
        }
        if step.suggestions > 0 {
            SuggestionBadge { count: step.suggestions }
        }
    };
    rsx! {
        li { class: "w-step", "data-state": step.state.name(), aria_current: (step.state == StepState::Current).then_some("step"),
            if let Some(href) = step.href.clone() {
                A { href, class: "w-step-face", {face} }
            } else {
                span { class: "w-step-face", {face} }
            }
        }
    }
}

/// How many suggestions wait.
#[component]
pub fn SuggestionBadge(
    /// How many.
    count: u32,
) -> Element {
    let words = if count == 1 { text::one_suggestion() } else { text::suggestions(count) };
    rsx! {
        span { class: "w-step-badge", title: words.clone(),
            Icon { name: IconName::Sparkles, size: IconSize::Xs }
            span { "aria-hidden": "true", "{count}" }
            span { class: "sr", {words.clone()} }
        }
    }
}
