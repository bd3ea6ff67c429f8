//! Parts for people at work: the one big action and phases. Targets are 56 px and more.

use dioxus::prelude::*;

use super::icon::{Icon, IconName, IconSize};
use super::text;

/// Where a verb, phase or checklist row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkState {
    /// Not yet.
    Open,
    /// Now.
    Current,
    /// Done.
    Done,
    /// Done with a problem reported.
    Problem,
    /// Does not apply.
    NotApplicable,
}

impl WorkState {
    pub(super) fn name(self) -> &'static str {
        match self {
            WorkState::Open => "open",
            WorkState::Current => "current",
            WorkState::Done => "done",
            WorkState::Problem => "problem",
            WorkState::NotApplicable => "na",
        }
    }
}

/// The verbs of a job in their order, with the one that is next. On one line: where it is short of room, what was done
/// before the last keeps only its mark.
#[component]
pub fn VerbTrail(
    /// What it is the order of.
    #[props(into)]
    label: String,
    /// Each verb, or what was done and when, with its state.
    verbs: Vec<(String, WorkState)>,
) -> Element {
    let last = verbs.iter().rposition(|(_, state)| *state == WorkState::Done);
    rsx! {
        div { class: "w-verbs-box",
            ol { class: "w-verbs", aria_label: label,
                for (i, (verb, state)) in verbs.into_iter().enumerate() {
                    li {
                        key: "{i}",
                        "data-state": state.name(),
                        "data-past": (state == WorkState::Done && last != Some(i)).then_some("true"),
                        aria_current: (state == WorkState::Current).then_some("step"),
                        if state == WorkState::Done {
                            Icon { name: IconName::Check, label: text::done() }
                        }
                        span { {verb} }
                    }
                }
            }
        }
    }
}

/// How long a press keeps the next one away, in milliseconds.
#[cfg(feature = "web")]
const REST_MS: u32 = 400;

/// The second tap of a double tap would find the button renamed and do the next step, too. One for all of them: what was
/// pressed may have been replaced by the button of that step.
static RESTING: GlobalSignal<bool> = Signal::global(|| false);

fn rest() {
    #[cfg(feature = "web")]
    {
        *RESTING.write() = true;
        // the button may go meanwhile
        dioxus::core::spawn_forever(async {
            gloo_timers::future::TimeoutFuture::new(REST_MS).await;
            *RESTING.write() = false;
        });
    }
}

/// Whether the browser counts it as the second press of a double click, which people may have set to be slow.
fn is_second(event: &MouseEvent) -> bool {
    #[cfg(feature = "web")]
    {
        use dioxus::web::WebEventExt;
        event.data().try_as_web_event().is_some_and(|event| event.detail() > 1)
    }
    #[cfg(not(feature = "web"))]
    {
        let _ = event;
        false
    }
}

/// The one thing to do now, with whom it tells. Gated, it stays pressable and says what is left.
#[component]
pub fn ActButton(
    /// The action as the crew would say it: "I have arrived".
    #[props(into)]
    label: String,
    /// Whom it tells, or what is left when gated.
    detail: Option<String>,
    /// An icon before the detail.
    icon: Option<IconName>,
    /// Something required is missing; pressing leads there.
    #[props(default)]
    gated: bool,
    /// It is being done.
    #[props(default)]
    loading: bool,
    /// Pressed.
    onclick: EventHandler<MouseEvent>,
    /// A stable hook for tests.
    testid: Option<String>,
) -> Element {
    rsx! {
        button {
            class: "w-act",
            r#type: "button",
            "data-state": gated.then_some("gated"),
            "data-testid": testid,
            aria_busy: loading.then_some("true"),
            aria_disabled: RESTING().then_some("true"),
            onclick: move |event| {
                if !loading && !*RESTING.peek() && !is_second(&event) {
                    rest();
                    onclick.call(event);
                }
            },
            if gated {
                span { class: "w-act-lock", Icon { name: IconName::Lock, size: IconSize::Lg } }
            }
            span { class: "w-act-words",
                span { class: "w-act-label", {label} }
                if let Some(detail) = detail {
                    span { class: "w-act-detail",
                        if let Some(icon) = icon {
                            Icon { name: icon }
                        }
                        {detail}
                    }
                }
            }
            if gated {
                Icon { name: IconName::ArrowDown, size: IconSize::Xl }
            }
            if loading {
                Icon { name: IconName::LoaderCircle, size: IconSize::Xl, class: "w-spin", label: text::saving() }
            }
        }
    }
}

/// The phases of a job as numbered segments, named where there is room.
#[component]
pub fn PhaseStrip(
    /// The phases' names and states in order.
    phases: Vec<(String, WorkState)>,
    /// What they are the phases of.
    #[props(into)]
    label: String,
) -> Element {
    rsx! {
        div { class: "w-phases-box",
            ol { class: "w-phases", aria_label: label,
                for (i, (name, state)) in phases.into_iter().enumerate() {
                    li { key: "{i}", "data-state": state.name(), title: name.clone(), aria_current: (state == WorkState::Current).then_some("step"),
                        span { class: "w-phase-mark", "aria-hidden": "true",
                            if state == WorkState::Done {
                                Icon { name: IconName::Check }
                            } else {
                                "{i + 1}"
                            }
                        }
                        span { class: "w-phase-name", {name.clone()} }
                        if state == WorkState::Done {
                            span { class: "sr", {text::done()} }
                        }
                    }
                }
            }
        }
    }
}
