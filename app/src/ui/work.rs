//! Parts for people at work: the one big action, phases, checklist rows. Targets are 56 px and more.

use dioxus::prelude::*;

use super::icon::{Icon, IconName, IconSize, class_list};
use super::sync::{Saved, SyncBadge};
use super::text;
use super::tone::Tone;

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
    fn name(self) -> &'static str {
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
