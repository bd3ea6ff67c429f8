//! A form on its way to the server: what is wrong with it, why it was refused, whether it is under way; and the
//! dialog most forms stand in.

use std::future::Future;
use std::pin::Pin;

use dioxus::prelude::*;
use shared::{Error, FieldErrors, Result};

use super::button::{Button, ButtonVariant};
use super::dialog::{Dialog, DialogSize};
use super::form::{ErrorSummary, FormProblem};
use super::icon::{IconName, class_list};
use super::text;

/// Where a form stands. Copy it into closures freely.
#[derive(Clone, Copy, PartialEq)]
pub struct Sending {
    errors: Signal<FieldErrors>,
    refused: Signal<Option<String>>,
    busy: Signal<bool>,
}

/// A form nobody has sent yet.
pub fn use_sending() -> Sending {
    Sending { errors: use_signal(FieldErrors::default), refused: use_signal(|| None), busy: use_signal(|| false) }
}

impl Sending {
    /// What is wrong with a field.
    pub fn error(&self, field: &str) -> Option<String> {
        self.errors.read().text(field)
    }

    /// All broken rules by field.
    pub fn errors(&self) -> FieldErrors {
        self.errors.read().clone()
    }

    /// Why the form as a whole was refused.
    pub fn refused(&self) -> Option<String> {
        self.refused.read().clone()
    }

    /// What is wrong with a field or with the form, for forms of one field.
    pub fn problem(&self, field: &str) -> Option<String> {
        self.error(field).or_else(|| self.refused())
    }

    /// All that is wrong, by the names of the controls.
    pub fn problems(&self) -> Vec<FormProblem> {
        self.problems_at(str::to_owned)
    }

    /// As [`problems`](Self::problems), where controls are called otherwise than their fields.
    pub fn problems_at(&self, control: impl Fn(&str) -> String) -> Vec<FormProblem> {
        FormProblem::all(&self.errors.read(), control)
    }

    /// Whether it is under way.
    pub fn busy(&self) -> bool {
        *self.busy.read()
    }

    /// Forgets what was wrong.
    pub fn clear(mut self) {
        self.refused.set(None);
        self.errors.set(FieldErrors::default());
    }

    /// Shows why it did not work: below the fields where they are to blame, above the form otherwise.
    pub fn fail(mut self, error: Error) {
        match error {
            Error::Invalid(errors) => self.errors.set(errors),
            error => self.refuse(error.to_string()),
        }
    }

    /// Says above the form why it cannot be sent.
    pub fn refuse(mut self, words: String) {
        self.refused.set(Some(words));
    }

    /// Sends the form, unless it is under way already: `then` gets the answer, a refusal is shown.
    pub fn send<T: 'static>(self, request: impl Future<Output = Result<T>> + 'static, then: impl FnOnce(T) + 'static) {
        self.run(Box::pin(async move {
            then(request.await?);
            Ok(())
        }));
    }

    /// The part that does not know the type of the answer: so it is in the download once.
    fn run(mut self, request: Pin<Box<dyn Future<Output = Result<()>>>>) {
        if self.busy.replace(true) {
            return;
        }
        self.clear();
        spawn(async move {
            if let Err(error) = request.await {
                self.fail(error);
            }
            self.busy.set(false);
        });
    }
}

/// A dialog that holds a form: its problems above the fields, cancel and the button that sends it at its foot.
#[component]
pub fn FormDialog(
    /// The title, which is also its name.
    #[props(into)]
    title: String,
    /// Where the form stands.
    sending: Sending,
    /// Enter in a field, or the button.
    onsubmit: EventHandler<()>,
    /// Asked to close: cancel, Escape, a click beside it.
    onclose: EventHandler<()>,
    /// The fields.
    children: Element,
    /// What the button says; to save, unless told.
    submit: Option<String>,
    /// The icon of the button.
    icon: Option<IconName>,
    /// Sending it takes something away for good.
    #[props(default)]
    danger: bool,
    /// A stable hook for tests, of the button.
    submit_testid: Option<String>,
    /// The problems, where controls are called otherwise than their fields.
    problems: Option<Vec<FormProblem>>,
    /// A sentence below the title.
    description: Option<String>,
    /// The width.
    #[props(default)]
    size: DialogSize,
    /// A stable hook for tests.
    testid: Option<String>,
    /// Additional classes of the form.
    class: Option<String>,
) -> Element {
    let problems = problems.unwrap_or_else(|| sending.problems());
    rsx! {
        Dialog { open: true, title, description, size, onclose, testid,
            footer: rsx! {
                Button { onclick: move |_| onclose.call(()), {text::cancel()} }
                Button { variant: if danger { ButtonVariant::Danger } else { ButtonVariant::Primary }, icon, loading: sending.busy(), testid: submit_testid, onclick: move |_| onsubmit.call(()),
                    {submit.unwrap_or_else(text::save)}
                }
            },
            form {
                class: class_list("stack", &class),
                novalidate: true,
                onsubmit: move |event| {
                    event.prevent_default();
                    onsubmit.call(());
                },
                ErrorSummary { problems, message: sending.refused() }
                {children}
            }
        }
    }
}
