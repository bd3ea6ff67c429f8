//! What repairs of a customer's units cost, and since when.

use chrono::NaiveDate;
use dioxus::prelude::*;
use shared::customers::repairs::{DISCOUNT_FROM, STANDARD, in_effect};
use shared::customers::{Account, EndPriceList, NewPriceList, PriceList, RepairTiers};
use shared::input::{Nothing, check, checked};
use shared::money::parse_cents;
use shared::pricing::text::percent_bp;
use shared::{AccountId, FieldErrors, Money};

use super::dialogs::save;
use crate::api::Valid;
use crate::client::{Query, use_query_of, use_session};
use crate::customers::{api, text};
use crate::pricing::api::show_price_book;
use crate::ui::*;

/// The names of the tiers, in order.
fn tier_names() -> [String; 5] {
    [text::first_repair(), text::second_repair(), text::third_repair(), text::fourth_repair(), text::later_repairs()]
}

/// The day on the calendar of whoever looks.
fn today() -> NaiveDate {
    let now = js_sys::Date::new_0();
    NaiveDate::from_ymd_opt(now.get_full_year().cast_signed(), now.get_month() + 1, now.get_date()).unwrap_or_default()
}

fn days(list: &PriceList) -> String {
    let from = format::date(list.from, format::DateStyle::Full);
    match list.until {
        Some(until) => text::from_until(from, format::date(until, format::DateStyle::Full)),
        None => text::since_day(from),
    }
}

/// What is open.
#[derive(Clone, PartialEq)]
enum Open {
    New,
    End(PriceList),
}

/// The prices in effect, and every list there was.
#[component]
pub(super) fn Prices(account: Query<Account>, shown: Account, may_edit: bool) -> Element {
    let session = use_session();
    let currency = session.currency;
    let mut open = use_signal(|| None::<Open>);
    let toasts = use_toasts();
    let today = today();
    let id = shown.id;
    let line = session.packs.iter().copied().find(|line| line.pack().repairs);
    let standard = use_query_of(
        &["price_book"],
        move || line,
        |line| async move {
            match line {
                Some(line) => show_price_book(line).await.map(|book| book.rates.repairs),
                None => Ok(STANDARD),
            }
        },
    );
    let standard = standard.value().unwrap_or(STANDARD);
    let now = in_effect(&shown.price_lists, today).cloned();
    let tiers = now.as_ref().map_or(standard, |list| list.tiers);
    let withdraw = move |list: PriceList| {
        toasts.attempt(api::withdraw_prices(id, list.id, Valid(Nothing {})), move |changed| {
            account.set(changed);
            toasts.say(text::prices_withdrawn());
        });
    };
    rsx! {
        Card {
            title: text::repair_prices(), testid: "repair-prices",
            actions: rsx! { if may_edit { Button { size: Size::Sm, icon: IconName::Plus, onclick: move |_| open.set(Some(Open::New)), {text::new_prices()} } } },
            div { class: "stack",
                p { class: "sm muted",
                    {now.as_ref().map_or_else(text::standard_prices, |list| text::own_prices(days(list)))}
                }
                DescriptionList { columns: true,
                    for (nth, (name, cents)) in tier_names().into_iter().zip(tiers.all()).enumerate() {
                        Fact { key: "{nth}", term: name, Amount { value: Money::new(cents, currency) } }
                    }
                }
                if let Some(list) = now.as_ref().filter(|list| list.discount_bp > 0) {
                    p { class: "sm", {text::discount_from(percent_bp(list.discount_bp.into()), list.discount_from)} }
                }
                if !shown.price_lists.is_empty() {
                    ul { class: "stack w-people",
                        for list in shown.price_lists.clone() {
                            li { key: "{list.id}", class: "row start",
                                div { class: "grow sm",
                                    p { class: "row wrap",
                                        span { class: "strong", {days(&list)} }
                                        if list.withdrawn { Chip { {text::withdrawn()} } } else if list.holds(today) { Chip { tone: Tone::Ok, {text::in_effect()} } } else if list.from > today { Chip { tone: Tone::Info, {text::planned()} } }
                                    }
                                    p { class: "num", {list.tiers.all().map(|cents| format::money(Money::new(cents, currency))).join(" / ")} }
                                    p { class: "muted", {text::set_by(&list.by, format::date_in(list.at, &session.zone, format::DateStyle::Full), &list.why)} }
                                }
                                if may_edit && !list.withdrawn {
                                    if list.from > today {
                                        Button { size: Size::Sm, onclick: { let list = list.clone(); move |_| withdraw(list.clone()) }, {text::withdraw()} }
                                    } else if list.until.is_none_or(|until| until >= today) {
                                        Button { size: Size::Sm, onclick: { let list = list.clone(); move |_| open.set(Some(Open::End(list.clone()))) }, {text::end_list()} }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        match open() {
            Some(Open::New) => rsx! { PricesDialog { account, id, tiers, discount: now.map(|list| (list.discount_bp, list.discount_from)), today, onclose: move |()| open.set(None) } },
            Some(Open::End(list)) => rsx! { EndDialog { account, id, list, today, onclose: move |()| open.set(None) } },
            None => VNode::empty(),
        }
    }
}

#[component]
fn PricesDialog(
    account: Query<Account>,
    id: AccountId,
    tiers: RepairTiers,
    discount: Option<(i32, i32)>,
    today: NaiveDate,
    onclose: EventHandler<()>,
) -> Element {
    let toasts = use_toasts();
    let sending = use_sending();
    let currency = use_session().currency;
    let (percent, many) = discount.unwrap_or((0, DISCOUNT_FROM));
    let mut typed = use_signal(|| tiers.all().map(format::money_plain));
    let mut percent = use_signal(|| format::money_plain(percent.into()));
    let mut many = use_signal(|| many.to_string());
    let mut from = use_signal(|| today.to_string());
    let mut until = use_signal(String::new);
    let mut why = use_signal(String::new);
    let names = ["first_cents", "second_cents", "third_cents", "fourth_cents", "later_cents"];
    let submit = move |()| {
        let mut wrong = FieldErrors::default();
        let given = typed.peek().clone();
        let cents = given.iter().zip(names).map(|(typed, name)| {
            parse_cents(typed).unwrap_or_else(|problem| {
                wrong.add(format!("tiers.{name}"), problem.to_string());
                0
            })
        });
        let cents: Vec<i64> = cents.collect();
        let at = |nth: usize| cents.get(nth).copied().unwrap_or_default();
        // hundredths of a percent and of the currency are read alike
        let discount_bp = parse_cents(&percent.peek()).map_err(|problem| wrong.add("discount_bp", problem.to_string())).unwrap_or(0);
        let discount_from = many.peek().trim().parse().map_err(|_| wrong.add("discount_from", "not_a_number")).unwrap_or(DISCOUNT_FROM);
        let first = from.peek().parse().map_err(|_| wrong.add("from", "required")).unwrap_or(today);
        let input = NewPriceList {
            tiers: RepairTiers { first_cents: at(0), second_cents: at(1), third_cents: at(2), fourth_cents: at(3), later_cents: at(4) },
            discount_bp: i32::try_from(discount_bp).unwrap_or(i32::MAX),
            discount_from,
            from: first,
            until: until.peek().parse().ok(),
            why: why.peek().clone(),
        };
        let input = checked(input, wrong);
        let request = async move {
            let input = input?;
            input.check_days()?;
            api::set_prices(id, Valid(input)).await
        };
        save(sending, request, id, |_| {}, account, toasts, onclose);
    };
    rsx! {
        FormDialog { title: text::new_prices(), description: text::new_prices_about(), sending, onsubmit: submit, onclose,
            FormGrid {
                for (nth, name) in names.into_iter().enumerate() {
                    MoneyInput { key: "{name}", label: tier_names().get(nth).cloned().unwrap_or_default(), name: "tiers.{name}", required: true, currency,
                        value: typed.read().get(nth).cloned().unwrap_or_default(), error: sending.error(&format!("tiers.{name}")),
                        oninput: move |v| if let Some(cell) = typed.write().get_mut(nth) { *cell = v } }
                }
            }
            FormGrid {
                TextInput { label: text::discount(), name: "discount_bp", kind: InputKind::Decimal, suffix: "%".to_string(), value: percent(), error: sending.error("discount_bp"), oninput: move |v| percent.set(v) }
                TextInput { label: text::discount_from_n(), name: "discount_from", kind: InputKind::Whole, hint: text::discount_hint(), value: many(), error: sending.error("discount_from"), oninput: move |v| many.set(v) }
                DateInput { label: text::first_day(), name: "from", required: true, value: from(), error: sending.error("from"), onchange: move |v| from.set(v) }
                DateInput { label: text::last_day(), name: "until", optional: true, value: until(), error: sending.error("until"), onchange: move |v| until.set(v) }
            }
            TextInput { label: text::reason(), name: "why", required: true, maxlength: 300, hint: text::reason_hint(), value: why(), error: sending.error("why"), oninput: move |v| why.set(v) }
        }
    }
}

#[component]
fn EndDialog(account: Query<Account>, id: AccountId, list: PriceList, today: NaiveDate, onclose: EventHandler<()>) -> Element {
    let toasts = use_toasts();
    let sending = use_sending();
    let known = list.id;
    let mut version = use_signal(|| list.version);
    let mut until = use_signal(|| today.to_string());
    let mut why = use_signal(String::new);
    let submit = move |()| {
        let read = until.peek().parse::<NaiveDate>().map_err(|_| shared::Error::field("until", "required"));
        let (version_now, reason) = (*version.peek(), why.peek().clone());
        let request = async move {
            let input = EndPriceList { version: version_now, until: read?, why: reason };
            check(&input)?;
            api::end_prices(id, known, Valid(input)).await
        };
        let raise = move |theirs: &Account| {
            if let Some(list) = theirs.price_lists.iter().find(|list| list.id == known) {
                version.set(list.version);
            }
        };
        save(sending, request, id, raise, account, toasts, onclose);
    };
    rsx! {
        FormDialog { title: text::end_list(), size: DialogSize::Narrow, description: text::end_list_about(), submit: text::end_list(), sending, onsubmit: submit, onclose,
            DateInput { label: text::last_day(), name: "until", required: true, min: list.from.to_string(), value: until(), error: sending.error("until"), onchange: move |v| until.set(v) }
            TextInput { label: text::reason(), name: "why", required: true, maxlength: 300, value: why(), error: sending.error("why"), oninput: move |v| why.set(v) }
        }
    }
}
