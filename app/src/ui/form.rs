//! Forms: the error summary, groups of fields, and the bar that saves.

use dioxus::prelude::*;
use shared::FieldErrors;

use super::button::{Button, ButtonKind, ButtonVariant};
use super::icon::{Icon, IconName, class_list};
use super::text;

/// One problem of a form: the id of the control and the same words that stand below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormProblem {
    /// The control's id, `f-{name}` unless the page gave another.
    pub id: String,
    /// What is wrong.
    pub message: String,
}

impl FormProblem {
    /// A problem with the control of that name.
    pub fn of(name: &str, message: impl Into<String>) -> Self {
        Self { id: super::field::control_id(&None, name), message: message.into() }
    }

    /// All that is wrong with a form, with controls named by `control` after their fields.
    pub fn all(errors: &FieldErrors, control: impl Fn(&str) -> String) -> Vec<Self> {
        errors.0.keys().filter_map(|field| Some(Self::of(&control(field), errors.text(field)?))).collect()
    }
}

/// All problems of a form as links to the fields; takes the focus when it appears, shows nothing without problems.
#[component]
pub fn ErrorSummary(
    /// The problems in the order of the fields.
    problems: Vec<FormProblem>,
    /// What is wrong as a whole, before the list.
    message: Option<String>,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    if problems.is_empty() && message.is_none() {
        return VNode::empty();
    }
    rsx! {
        div {
            class: class_list("w-error-summary", &class),
            role: "alert",
            tabindex: "-1",
            onmounted: move |event| async move {
                // A refusal leaves the focus on the submit button; the alert role still has the text read.
                let _ = event.set_focus(true).await;
            },
            h2 {
                Icon { name: IconName::CircleAlert }
                {text::there_is_a_problem()}
            }
            if let Some(message) = message {
                p { {message} }
            }
            if !problems.is_empty() {
                ul {
                    for problem in problems {
                        li { key: "{problem.id}",
                            a {
                                href: "#{problem.id}",
                                onclick: {
                                    let id = problem.id.clone();
                                    move |event: MouseEvent| {
                                        if cfg!(feature = "web") {
                                            event.prevent_default();
                                            super::dom::focus(&id);
                                        }
                                    }
                                },
                                {problem.message}
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Fields that belong together under one title.
#[component]
pub fn FieldGroup(
    /// The title of the group.
    #[props(into)]
    legend: String,
    /// The fields.
    children: Element,
    /// Help below the title.
    hint: Option<String>,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    rsx! {
        fieldset { class: class_list("w-fieldset", &class),
            legend { class: "w-legend", {legend} }
            if let Some(hint) = hint {
                p { class: "w-hint", {hint} }
            }
            {children}
        }
    }
}

/// Fields in two columns where there is room; a child with class `w-span` takes both.
#[component]
pub fn FormGrid(
    /// The fields.
    children: Element,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    rsx! {
        div { class: "w-form-grid-box",
            div { class: class_list("w-form-grid", &class), {children} }
        }
    }
}

/// The actions below a form.
#[component]
pub fn FormActions(
    /// The buttons, the main one first.
    children: Element,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    rsx! {
        div { class: class_list("w-form-actions", &class), {children} }
    }
}

/// The bar that appears while a form holds changes that are not saved.
#[component]
pub fn SaveBar(
    /// Whether there are such changes.
    dirty: bool,
    /// Whether they are being saved.
    #[props(default)]
    saving: bool,
    /// Save pressed; none when the bar stands inside its form.
    onsave: Option<EventHandler<()>>,
    /// Discard pressed.
    #[props(default)]
    ondiscard: EventHandler<()>,
) -> Element {
    rsx! {
        div { class: "w-save-bar", role: "region", aria_label: text::unsaved(), hidden: !(dirty || saving),
            p { role: "status", if dirty { {text::unsaved()} } }
            Button { variant: ButtonVariant::Ghost, disabled: saving, onclick: move |_| ondiscard.call(()), {text::discard()} }
            Button {
                variant: ButtonVariant::Primary,
                kind: if onsave.is_some() { ButtonKind::Button } else { ButtonKind::Submit },
                loading: saving,
                onclick: move |_| {
                    if let Some(save) = onsave {
                        save.call(());
                    }
                },
                {text::save()}
            }
        }
    }
}
