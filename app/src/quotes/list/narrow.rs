//! What the list of quotes is narrowed by: the filters in force, each to be dropped, and the dialog that sets them.

use chrono::NaiveDate;
use dioxus::prelude::*;
use shared::input::filled;
use shared::packs::ServiceLine;
use shared::quotes::{QuoteStatus, text as words};

use super::text;
use crate::client::{Address, use_query, use_session};
use crate::quotes::bulk::works_on_quotes;
use crate::ui::format::{DateStyle, date};
use crate::ui::*;

/// The keys of the address this sets.
const KEYS: [&str; 6] = ["owner", "status", "line", "from", "to", "account"];

/// Those who can own quotes: id and name.
type People = Vec<(String, String)>;

/// The filters in force and the button that opens them.
#[component]
pub(super) fn Narrowed(
    /// Where the list is.
    address: Address,
    /// The customer of the first row: the one, where the list is narrowed to one.
    customer: Option<String>,
) -> Element {
    let mut open = use_signal(|| false);
    let members = use_query(&["member"], || async { crate::identity::api::list_members().await });
    let people: People = members
        .value()
        .unwrap_or_default()
        .iter()
        .filter(|one| works_on_quotes(one))
        .map(|one| (one.id.to_string(), one.name.clone()))
        .collect();
    let customer = customer.unwrap_or_else(text::this_customer);
    let chips = chips(address, &people, &customer);
    rsx! {
        for (keys, name, value) in chips {
            FilterChip { key: "{name}", name: name.clone(), value, onedit: move |()| open.set(true),
                onremove: move |()| {
                    let dropped: Vec<(&str, &str)> = keys.iter().map(|key| (*key, "")).collect();
                    address.choose(&dropped);
                },
            }
        }
        Button { size: Size::Sm, icon: IconName::ListFilter, testid: "filter-quotes", onclick: move |_| open.set(true), {text::filter()} }
        if open() {
            NarrowDialog { address, people, customer, onclose: move |()| open.set(false) }
        }
    }
}

/// The filters in force: the keys each consists of, its name and what it says.
fn chips(address: Address, people: &People, customer: &str) -> Vec<(Vec<&'static str>, String, String)> {
    let said = |key: &str| filled(&address.get(key));
    let mut chips = Vec::new();
    if let Some(owner) = said("owner") {
        let known = people.iter().find(|(id, _)| *id == owner).map(|(_, name)| name.clone());
        let name = if owner == "nobody" { text::nobody() } else { known.unwrap_or_else(text::somebody) };
        chips.push((vec!["owner"], text::owner(), name));
    }
    if let Some(keys) = said("status") {
        let names: Vec<String> = keys.split(',').filter_map(|key| key.parse().ok()).map(words::status).collect();
        chips.push((vec!["status"], text::status(), names.join(", ")));
    }
    if let Some(line) = said("line").and_then(|key| key.parse::<ServiceLine>().ok()) {
        chips.push((vec!["line"], text::line(), line.text().to_string()));
    }
    let day = |key: &str| said(key)?.parse::<NaiveDate>().ok().map(|day| date(day, DateStyle::Medium));
    let trip = match (day("from"), day("to")) {
        (Some(from), Some(to)) => Some(text::between(from, to)),
        (Some(from), None) => Some(text::from_day(from)),
        (None, Some(to)) => Some(text::to_day(to)),
        (None, None) => None,
    };
    chips.extend(trip.map(|words| (vec!["from", "to"], text::trip(), words)));
    if said("account").is_some() {
        chips.push((vec!["account"], text::customer(), customer.to_owned()));
    }
    chips
}

#[component]
fn NarrowDialog(address: Address, people: People, customer: String, onclose: EventHandler<()>) -> Element {
    let session = use_session();
    let sending = use_sending();
    let mut typed = use_signal(|| KEYS.map(|key| address.peek(key)));
    let get = move |key: &str| KEYS.iter().position(|other| *other == key).map(|at| typed.read()[at].clone()).unwrap_or_default();
    let mut set = move |key: &str, value: String| {
        if let Some(at) = KEYS.iter().position(|other| *other == key) {
            typed.write()[at] = value;
        }
    };
    let submit = move |()| {
        let values = typed.peek().clone();
        let changes: Vec<(&str, &str)> = KEYS.iter().zip(&values).map(|(key, value)| (*key, value.as_str())).collect();
        address.choose(&changes);
        onclose.call(());
    };
    let owners: Vec<SelectOption> = std::iter::once(SelectOption::new("nobody", text::nobody()))
        .chain(people.iter().map(|(id, name)| SelectOption::new(id, name)))
        .collect();
    let lines: Vec<SelectOption> = session.packs.iter().map(|line| SelectOption::new(line.key(), line.text())).collect();
    let statuses = get("status");
    let is_on = |status: QuoteStatus| statuses.split(',').any(|key| key == status.key());
    let toggled = |status: QuoteStatus| {
        let kept = QuoteStatus::ALL.iter().filter(|other| is_on(**other) != (**other == status));
        kept.map(|status| status.key()).collect::<Vec<_>>().join(",")
    };
    rsx! {
        FormDialog { title: text::filter_title(), submit: text::apply(), testid: "filter-dialog", sending, onsubmit: submit, onclose,
            FormGrid {
                Select { label: text::owner(), name: "owner", placeholder: text::any(), options: owners, value: get("owner"), onchange: move |v| set("owner", v) }
                if lines.len() > 1 {
                    Select { label: text::line(), name: "line", placeholder: text::any(), options: lines, value: get("line"), onchange: move |v| set("line", v) }
                }
                DateInput { label: text::from(), name: "from", value: get("from"), onchange: move |v| set("from", v) }
                DateInput { label: text::to(), name: "to", value: get("to"), onchange: move |v| set("to", v) }
            }
            OneCustomer { value: get("account"), name: customer, onchoose: move |v| set("account", v) }
            FieldGroup { legend: text::status(),
                div { class: "row wrap",
                    for status in QuoteStatus::ALL.iter().copied() {
                        Checkbox { key: "{status}", label: words::status(status), name: "status-{status}", checked: is_on(status),
                            onchange: {
                                let next = toggled(status);
                                move |_| set("status", next.clone())
                            },
                        }
                    }
                }
            }
            Button { variant: ButtonVariant::Ghost, size: Size::Sm, icon: IconName::X, onclick: move |_| typed.set(KEYS.map(|_| String::new())), {text::clear()} }
        }
    }
}

/// One customer, found by typing.
#[component]
fn OneCustomer(value: String, name: String, onchoose: EventHandler<String>) -> Element {
    let mut options = use_signal(Vec::<ComboOption>::new);
    let mut asked = use_signal(|| 0_u32);
    let search = move |typed: String| {
        let turn = *asked.peek() + 1;
        asked.set(turn);
        spawn(async move {
            let found = crate::customers::api::list_customers(filled(&typed), None, None, None, None, Some(10), None, None, None).await;
            if *asked.peek() == turn {
                // out of reach: nothing is offered, what is typed stays
                let mut found = found.map(|page| page.items).unwrap_or_default();
                found.sort_by_key(|row| !row.favourite);
                options.set(found.into_iter().map(|row| ComboOption::new(row.id.to_string(), row.name)).collect());
            }
        });
    };
    rsx! {
        Combobox { label: text::customer(), name: "account", hint: text::customer_hint(), options: options(), value_label: (!value.is_empty()).then_some(name), value,
            onsearch: search, onselect: move |id| onchoose.call(id) }
    }
}
