//! Number fields that keep what is typed while it is typed.

use dioxus::prelude::*;

use crate::ui::*;

/// A number field that keeps what is typed, and tells every value.
#[component]
pub fn Typed(
    name: String,
    label: String,
    value: String,
    onvalue: EventHandler<String>,
    #[props(default)] hint: Option<String>,
    #[props(default)] suffix: Option<String>,
    #[props(default)] size: Size,
    #[props(default)] label_hidden: bool,
) -> Element {
    let mut raw = use_signal(|| None::<String>);
    rsx! {
        TextInput {
            name, label, hint, suffix, size, label_hidden,
            kind: InputKind::Decimal,
            value: raw().unwrap_or(value),
            oninput: move |typed: String| {
                raw.set(Some(typed.clone()));
                onvalue.call(typed);
            },
            onchange: move |_| raw.set(None),
        }
    }
}

/// The number typed, if it is one that is not negative.
pub fn decimal(text: &str) -> Option<f64> {
    let text = text.trim().replace(',', ".");
    if text.is_empty() {
        return None;
    }
    text.parse::<f64>().ok().filter(|n| n.is_finite() && *n >= 0.0)
}

/// A number as one types it.
pub fn plain(n: f64) -> String {
    format!("{n:.3}").trim_end_matches('0').trim_end_matches('.').to_string()
}
