//! Inputs and choices.

use dioxus::prelude::*;
use shared::Currency;

use super::Part;
use crate::ui::*;

/// Text, money, numbers, dates, lists.
#[component]
pub fn Inputs(theme: &'static str) -> Element {
    let name = |field: &str| format!("{theme}_{field}");
    rsx! {
        Part { title: "Inputs",
            FormGrid {
                TextInput { label: "Company", name: name("company"), value: "Harbourfront Legal LLP", required: true, autocomplete: "organization" }
                TextInput { label: "E-mail", name: name("email"), kind: InputKind::Email, value: "dana@", error: "Enter an e-mail address, such as name@example.com", hint: "The quote goes here." }
                MoneyInput { label: "Amount", name: name("amount"), value: "1,486.09", currency: Currency::CAD }
                NumberStepper { label: "Passengers", name: name("passengers"), value: 48, unit: "people" }
                DateInput { label: "Date", name: name("date"), value: "2026-12-12" }
                TimeInput { label: "Pickup", name: name("time"), value: "08:30", error: "The yard opens at 09:00" }
                Select { label: "Source", name: name("source"), value: "phone", options: vec![SelectOption::new("web", "Online form"), SelectOption::new("phone", "Phone")] }
                Combobox { label: "Customer", name: name("customer"), value: "1", options: vec![ComboOption::new("1", "Burrard College").detail("Vancouver"), ComboOption::new("2", "Burrard Inlet Rowing")] }
                TextInput { label: "Disabled", name: name("off"), value: "Not now", disabled: true }
                TextInput { label: "Distance", name: name("distance"), value: "276", kind: InputKind::Decimal, suffix: "km" }
                TextArea { class: "w-span", label: "Notes", name: name("notes"), value: "Side stairs only: front railing is loose.", limit: 200, optional: true }
                OtpInput { label: "Code from your app", name: name("code"), value: "482" }
            }
            FieldGroup { legend: "Pickup", hint: "Where the crew comes first.",
                Field { id: name("floor"), label: "Floor", hint: "0 is the street", optional: true, input { class: "w-input", id: name("floor"), name: name("floor"), value: "2", aria_describedby: format!("{}-hint", name("floor")) } }
            }
            FormActions {
                Button { variant: ButtonVariant::Primary, "Save customer" }
                Button { "Cancel" }
            }
            SaveBar { dirty: true }
            ChangedMeanwhile {}
            SearchInput { label: "Filter board", name: name("q"), shortcut: "/" }
            SearchInput { label: "Filter board", name: name("q2"), value: "burr" }
        }
    }
}

/// Checkboxes, switches, radio cards, segments.
#[component]
pub fn Choices(theme: &'static str) -> Element {
    let name = |field: &str| format!("{theme}_{field}");
    rsx! {
        Part { title: "Choices",
            Checkbox { label: "I accept the terms", name: name("terms"), checked: true }
            Checkbox { label: "All rows", name: name("rows"), mixed: true }
            Checkbox { label: "Agree", name: name("agree"), error: "Tick this to go on" }
            Switch { label: "Evening shuttle loop", name: name("loop"), hint: "18:30 to 20:00, vineyard to hotels", aside: "$180.00", checked: true }
            Switch { label: "Water and snacks", name: name("water"), aside: "$168.00" }
            Segmented {
                label: "Service line",
                name: name("line"),
                value: "charter",
                options: vec![Choice::new("charter", "Charter").icon(IconName::Bus).count(37), Choice::new("moving", "Moving").icon(IconName::Truck).count(54)],
            }
            RadioCards {
                legend: "How would you like to pay?",
                name: name("pay"),
                value: "deposit",
                options: vec![
                    Choice::new("deposit", "Deposit").detail("$412.50 today, the rest by 3 Mar").icon(IconName::CreditCard),
                    Choice::new("full", "In full").detail("$1,650.00 today").icon(IconName::Wallet),
                ],
            }
        }
    }
}
