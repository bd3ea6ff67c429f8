//! Amounts of money, shown and typed.

use dioxus::prelude::*;
use shared::Money;
use shared::money::Currency;

use super::dom::joined_ids;
use super::field::{Field, control_id, described};
use super::format;
use super::icon::class_list;
use super::text;

/// How an amount is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AmountStyle {
    /// `$1,486.09`
    #[default]
    Exact,
    /// `$1,486`, for sums where cents are noise.
    Whole,
    /// `+$203.40`, for changes.
    Signed,
    /// `$1,486.09 CAD`, where currencies meet.
    Coded,
}

/// An amount of money, tabular and unbroken.
#[component]
pub fn Amount(
    /// The amount.
    value: Money,
    /// How it is written.
    #[props(default)]
    style: AmountStyle,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    let shown = match style {
        AmountStyle::Exact => format::money(value),
        AmountStyle::Whole => format::money_whole(value),
        AmountStyle::Signed => format::money_signed(value),
        AmountStyle::Coded => format::money_coded(value),
    };
    rsx! {
        data { class: class_list("w-amount", &class), value: format::money_plain(value.cents), {shown} }
    }
}

/// A field for an amount. It keeps what was typed; read it with `shared::money::parse_cents`.
#[component]
pub fn MoneyInput(
    /// The label above.
    #[props(into)]
    label: String,
    /// The name in the form.
    #[props(into)]
    name: String,
    /// What stands in the field, as typed.
    #[props(into, default)]
    value: String,
    /// The currency shown before it.
    currency: Currency,
    /// Called with the text at each change.
    #[props(default)]
    oninput: EventHandler<String>,
    /// Called with the text when the field is left.
    #[props(default)]
    onchange: EventHandler<String>,
    /// Help below the label.
    hint: Option<String>,
    /// What is wrong with it.
    error: Option<String>,
    /// Must be filled in.
    #[props(default)]
    required: bool,
    /// Cannot be changed now.
    #[props(default)]
    disabled: bool,
    /// Hides the label from sight only.
    #[props(default)]
    label_hidden: bool,
    /// The element's id; made of the name if none.
    id: Option<String>,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    let id = control_id(&id, &name);
    let (hint_id, error_id) = described(&id, &hint, &error);
    let unit = format!("{id}-unit");
    rsx! {
        Field { id: id.clone(), label, hint, error: error.clone(), required, label_hidden, class: class_list("w-field-money", &class),
            div { class: "w-input-group",
                span { class: "w-input-unit", id: unit.clone(),
                    span { "aria-hidden": "true", {format::currency_sign(currency)} }
                    span { class: "sr", {text::amount_in(currency.code())} }
                }
                input {
                    class: "w-input num",
                    r#type: "text",
                    inputmode: "decimal",
                    autocomplete: "off",
                    id,
                    name,
                    value,
                    required,
                    disabled,
                    aria_invalid: error.is_some().then_some("true"),
                    aria_describedby: joined_ids([Some(unit), joined_ids([hint_id, error_id])]),
                    oninput: move |event| oninput.call(event.value()),
                    onchange: move |event| onchange.call(event.value()),
                }
                span { class: "w-input-unit", "aria-hidden": "true", {currency.code()} }
            }
        }
    }
}
