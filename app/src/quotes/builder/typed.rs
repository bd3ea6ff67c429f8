//! Number fields that keep what is typed while it is typed, and say what is wrong with it; only what can be read is told.

use dioxus::prelude::*;
use shared::error::{FieldError, FieldErrors};
use shared::money::{MoneyProblem, parse_cents};

use crate::ui::*;

/// A number from zero to `max`; none when it is emptied, which a required one refuses.
#[component]
pub fn TypedNumber(
    name: String,
    label: String,
    value: String,
    max: f64,
    onvalue: EventHandler<Option<f64>>,
    #[props(default)] required: bool,
    #[props(default)] hint: Option<String>,
    #[props(default)] suffix: Option<String>,
    #[props(default)] size: Size,
    #[props(default)] label_hidden: bool,
) -> Element {
    let read = use_callback(move |typed: String| match number(&typed) {
        Ok(None) if required => FieldErrors::one("value", "required").text("value"),
        Ok(found) if found.is_none_or(|n| n <= max) => {
            onvalue.call(found);
            None
        }
        _ => Some(FieldError::range(0, plain(max)).text()),
    });
    rsx! {
        Kept { name, label, hint, suffix, size, label_hidden, value, read }
    }
}

/// An amount of zero or more; none when it is emptied, which a required one refuses.
#[component]
pub fn TypedMoney(
    name: String,
    label: String,
    value: String,
    onvalue: EventHandler<Option<i64>>,
    #[props(default)] required: bool,
    #[props(default)] size: Size,
) -> Element {
    let read = use_callback(move |typed: String| {
        let cents = if typed.trim().is_empty() && !required { Ok(None) } else { cents(&typed).map(Some) };
        match cents {
            Ok(cents) => {
                onvalue.call(cents);
                None
            }
            Err(problem) => FieldErrors::one("value", problem.to_string()).text("value"),
        }
    });
    rsx! {
        Kept { name, label, size, value, read }
    }
}

/// The field: `read` takes what is typed and answers what is wrong with it.
#[component]
fn Kept(
    name: String,
    label: String,
    value: String,
    read: Callback<String, Option<String>>,
    #[props(default)] hint: Option<String>,
    #[props(default)] suffix: Option<String>,
    #[props(default)] size: Size,
    #[props(default)] label_hidden: bool,
) -> Element {
    let mut raw = use_signal(|| None::<String>);
    let mut wrong = use_signal(|| None::<String>);
    rsx! {
        TextInput {
            name, label, hint, suffix, size, label_hidden,
            kind: InputKind::Decimal,
            value: raw().unwrap_or(value),
            error: wrong(),
            oninput: move |typed: String| {
                raw.set(Some(typed.clone()));
                wrong.set(read.call(typed));
            },
            // what cannot be read stays, to be mended
            onchange: move |_| if wrong.peek().is_none() { raw.set(None) },
        }
    }
}

/// The number typed; none if nothing is.
fn number(text: &str) -> Result<Option<f64>, ()> {
    let text = text.trim().replace(',', ".");
    if text.is_empty() {
        return Ok(None);
    }
    text.parse::<f64>().ok().filter(|n| n.is_finite() && *n >= 0.0).map(Some).ok_or(())
}

fn cents(text: &str) -> Result<i64, MoneyProblem> {
    parse_cents(text).and_then(|cents| if cents < 0 { Err(MoneyProblem::Negative) } else { Ok(cents) })
}

/// A number as one types it.
pub fn plain(n: f64) -> String {
    format!("{n:.3}").trim_end_matches('0').trim_end_matches('.').to_string()
}
