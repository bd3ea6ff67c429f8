//! A service line's price book: shown, changed as a draft on the screen, published as the next version.

use dioxus::prelude::*;
use shared::Money;
use shared::access::Action;
use shared::money::{Currency, parse_cents};
use shared::packs::ServiceLine;
use shared::pricing::{AmenityUnit, Change as Step, Condition, NewPriceBook, PriceBook, Rates, text as prices};

use super::promos::Promos;
use super::{api, text};
use crate::api::Valid;
use crate::client::{Query, use_address, use_query_of, use_session};
use crate::ui::format::{money, money_plain};
use crate::ui::*;

/// The prices in force, by service line.
#[component]
pub fn PricesPage(query: ReadSignal<String>) -> Element {
    use_title(text::prices());
    let session = use_session();
    let address = use_address("/app/settings/prices", query);
    let packs = session.packs.clone();
    let first = packs.first().copied().unwrap_or(ServiceLine::Moving);
    let line = move || address.get("line").parse().unwrap_or(first);
    let book = use_query_of(&["price_book"], line, |line| async move { api::show_price_book(line).await });
    let shown = book.value();
    let may_edit = session.access.may(Action::PricingEdit);
    rsx! {
        PageHeader {
            title: text::prices(),
            meta: rsx! { if let Some(book) = shown.as_ref() { span { {text::book_line(&book.name, book.version)} } } },
            if packs.len() > 1 {
                div { class: "w-view-tabs", role: "group", aria_label: text::service_lines(),
                    for pack in packs.clone() {
                        button { key: "{pack}", r#type: "button", aria_pressed: if pack == line() { "true" } else { "false" },
                            onclick: move |_| address.choose(&[("line", pack.key())]),
                            {pack.pack().words.name.text().to_string()}
                        }
                    }
                }
            }
        }
        div { class: "w-page-body",
            p { class: "muted", if may_edit { {text::about()} } else { {text::look_only()} } }
            Async { state: book.load(), shape: SkeletonShape::Cards, onretry: move |()| book.refetch(),
                if let Some(shown) = shown {
                    Book { key: "{shown.id}", shown, book, may_edit, currency: session.currency }
                }
            }
            Promos { may_edit, packs, currency: session.currency }
        }
    }
}

/// The draft of the next version. Copy it into closures freely.
#[derive(Clone, Copy, PartialEq)]
struct Draft {
    rates: Signal<Rates>,
    may_edit: bool,
    currency: Currency,
}

#[component]
fn Book(shown: PriceBook, book: Query<PriceBook>, may_edit: bool, currency: Currency) -> Element {
    let start = shown.rates.clone();
    let mut draft = Draft { rates: use_signal(|| start), may_edit, currency };
    let mut asking = use_signal(|| false);
    let mut publishing = use_signal(|| false);
    let mut conflict = use_signal(|| false);
    let toasts = use_toasts();
    let changes = changes(&shown.rates, &draft.rates.read(), currency);
    let dirty = *draft.rates.read() != shown.rates;
    let (line, version, name) = (shown.service_line, shown.version, shown.name.clone());
    let before = shown.rates.clone();
    let publish = move |()| {
        if *publishing.peek() {
            return;
        }
        publishing.set(true);
        let input = NewPriceBook { base_version: version, name: name.clone(), rates: draft.rates.peek().clone() };
        spawn(async move {
            match api::publish_price_book(line, Valid(input)).await {
                Ok(next) => {
                    toasts.tell(Tone::Ok, text::published(next.version));
                    book.set(next);
                }
                Err(shared::Error::Conflict { .. }) => conflict.set(true),
                Err(error) => toasts.tell(Tone::Danger, error.to_string()),
            }
            asking.set(false);
            publishing.set(false);
        });
    };
    rsx! {
        if conflict() {
            InlineAlert { tone: Tone::Danger, live: true, actions: rsx! { Button { size: Size::Sm, onclick: move |_| book.refetch(), {text::reload()} } }, {text::conflict()} }
        }
        VehicleRates { draft }
        CrewRates { draft }
        PieceRates { draft }
        Rules { draft }
        Payment { draft }
        SaveBar { dirty, saving: publishing(), onsave: move |()| asking.set(true), ondiscard: move |()| draft.rates.set(before.clone()) }
        AlertDialog {
            open: asking(), title: text::publish_title(version + 1), description: text::publish_body(), confirm: text::publish(), loading: publishing(),
            testid: "publish-dialog",
            onconfirm: publish, oncancel: move |()| asking.set(false),
            DiffView { changes }
        }
    }
}

/// An amount that keeps what is typed and tells each that can be read.
#[component]
fn Cents(
    name: String,
    label: String,
    value: i64,
    currency: Currency,
    disabled: bool,
    onvalue: EventHandler<i64>,
    #[props(default)] label_hidden: bool,
) -> Element {
    let mut raw = use_signal(|| None::<String>);
    let mut wrong = use_signal(|| None::<String>);
    if disabled {
        return rsx! {
            if !label_hidden { span { class: "w-label", {label} } }
            span { class: "num", {money(Money::new(value, currency))} }
        };
    }
    rsx! {
        MoneyInput {
            name, label, label_hidden, currency,
            value: raw().unwrap_or_else(|| money_plain(value)),
            error: wrong(),
            oninput: move |typed: String| {
                match parse_cents(&typed) {
                    Ok(cents) if cents >= 0 => { wrong.set(None); onvalue.call(cents) }
                    _ => wrong.set(shared::FieldErrors::one("amount", "invalid").text("amount")),
                }
                raw.set(Some(typed));
            },
            onchange: move |_| if wrong.peek().is_none() { raw.set(None) },
        }
    }
}

#[component]
fn VehicleRates(draft: Draft) -> Element {
    let mut rates = draft.rates;
    let columns = vec![
        Column::new("name", text::vehicle()),
        Column::new("hour", text::hour()).numeric(),
        Column::new("day", text::day()).numeric(),
        Column::new("km", text::km()).numeric(),
        Column::new("deadhead", text::deadhead()).numeric(),
        Column::new("minimum", text::minimum()).numeric(),
    ];
    let rows: Vec<Row> = rates
        .read()
        .vehicles
        .iter()
        .enumerate()
        .map(|(i, v)| {
            let name = v.name.text().to_string();
            let cell = |key: &'static str, rate: String, value: i64, set: fn(&mut shared::pricing::VehicleRate, i64)| {
                let (name, key) = (text::of(&name, rate), format!("{key}-{}", v.key));
                rsx! { Cents { name: key, label: name, label_hidden: true, value, currency: draft.currency, disabled: !draft.may_edit,
                onvalue: move |cents| if let Some(vehicle) = rates.write().vehicles.get_mut(i) { set(vehicle, cents) } } }
            };
            Row::new(
                &v.key,
                name.clone(),
                vec![
                    rsx! { span { class: "w-cell-two", b { {name.clone()} } if v.seats > 0 { small { {text::seats(v.seats)} } } } },
                    cell("hour", text::hour(), v.hour_cents, |v, n| v.hour_cents = n),
                    cell("day", text::day(), v.day_cents, |v, n| v.day_cents = n),
                    cell("km", text::km(), v.km_cents, |v, n| v.km_cents = n),
                    cell("deadhead", text::deadhead(), v.deadhead_km_cents, |v, n| v.deadhead_km_cents = n),
                    cell("minimum", text::minimum(), v.minimum_cents, |v, n| v.minimum_cents = n),
                ],
            )
        })
        .collect();
    rsx! {
        Card { title: text::vehicles(), flush: true, DataTable { caption: text::vehicles(), columns, rows, class: "w-rates", testid: "vehicle-rates" } }
    }
}

#[component]
fn CrewRates(draft: Draft) -> Element {
    let mut rates = draft.rates;
    let now = rates.read().clone();
    let disabled = !draft.may_edit;
    rsx! {
        Card { title: text::crew(),
            div { class: "qb-fields",
                if let Some(crew) = now.crew.clone() {
                    div { class: "stack gap-1", Cents { name: "crew-hour", label: text::crew_hour(), value: crew.hour_cents, currency: draft.currency, disabled, onvalue: move |cents| if let Some(crew) = &mut rates.write().crew { crew.hour_cents = cents } } }
                    NumberStepper { name: "crew-minimum", label: text::crew_minimum(), unit: text::minutes(), value: crew.minimum_minutes.into(), max: 1440, step: 15, disabled,
                        onchange: move |n: i64| if let Some(crew) = &mut rates.write().crew { crew.minimum_minutes = n.clamp(0, 1440) as u32 } }
                }
                div { class: "stack gap-1", Cents { name: "night", label: text::night(), value: now.night_cents, currency: draft.currency, disabled, onvalue: move |cents| rates.write().night_cents = cents } }
            }
        }
    }
}

#[component]
fn PieceRates(draft: Draft) -> Element {
    let mut rates = draft.rates;
    let now = rates.read().clone();
    let disabled = !draft.may_edit;
    rsx! {
        Card { title: text::items(), flush: true,
            for (i, item) in now.items.into_iter().enumerate() {
                div { key: "{item.key}", class: "qb-row",
                    span { class: "qb-what", b { {item.name.text().to_string()} } }
                    div { class: "w-rate", Cents { name: "item-{item.key}", label: text::of(item.name.text(), text::price()), label_hidden: true, value: item.unit_cents, currency: draft.currency, disabled,
                        onvalue: move |cents| if let Some(item) = rates.write().items.get_mut(i) { item.unit_cents = cents } } }
                }
            }
        }
        Card { title: text::amenities(), flush: true,
            for (i, amenity) in now.amenities.into_iter().enumerate() {
                div { key: "{amenity.id}", class: "qb-row",
                    span { class: "qb-what", b { {amenity.name.text().to_string()} } small { {unit_words(amenity.unit)} } }
                    div { class: "w-rate", Cents { name: "amenity-{amenity.id}", label: text::of(amenity.name.text(), text::price()), label_hidden: true, value: amenity.cents, currency: draft.currency, disabled,
                        onvalue: move |cents| if let Some(amenity) = rates.write().amenities.get_mut(i) { amenity.cents = cents } } }
                }
            }
        }
    }
}

/// What an extra's price is multiplied by.
fn unit_words(unit: AmenityUnit) -> String {
    match unit {
        AmenityUnit::Flat => text::flat(),
        AmenityUnit::PerPassenger => text::per_passenger(),
        AmenityUnit::PerHour => text::per_hour(),
        AmenityUnit::PerDay => text::per_day(),
    }
}

/// Modifiers and taxes, which are shown only.
#[component]
fn Rules(draft: Draft) -> Element {
    let now = draft.rates.read().clone();
    let step = |change: &Step| match change {
        Step::PercentBp(bp) => format!("{}{}", if *bp > 0 { "+" } else { "" }, prices::percent_bp((*bp).into())),
        Step::Cents(cents) => format::money_signed(Money::new(*cents, draft.currency)),
    };
    rsx! {
        Card { title: text::modifiers(), flush: true,
            if now.modifiers.is_empty() { p { class: "w-card-empty sm", {text::none()} } }
            for modifier in now.modifiers.iter() {
                div { key: "{modifier.id}", class: "qb-row",
                    span { class: "qb-what", b { {modifier.name.text().to_string()} } small { {condition(&modifier.condition)} } }
                    b { class: "num", {step(&modifier.change)} }
                }
            }
            for tax in now.taxes.iter() {
                div { key: "{tax.name.en}", class: "qb-row",
                    span { class: "qb-what", b { {tax.name.text().to_string()} } small { {text::taxes()} } }
                    b { class: "num", {prices::percent_bp((tax.ppm / 100).into())} }
                }
            }
        }
    }
}

/// When a modifier applies, in words.
fn condition(condition: &Condition) -> String {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let day = |month: u8, day: u8| format!("{day} {}", format::month(u32::from(month), false));
    match condition {
        Condition::Weekdays { days } => {
            text::on_weekdays(days.iter().filter_map(|d| DAYS.get(usize::from(*d)).copied()).collect::<Vec<_>>().join(", "))
        }
        Condition::Season { from_month, from_day, to_month, to_day } => {
            text::in_season(day(*from_month, *from_day), day(*to_month, *to_day))
        }
        Condition::ShortNotice { days } => text::short_notice(days),
        Condition::Hours { from, to } => text::in_hours(from, to),
        Condition::Dates { dates } => text::on_dates(dates.len()),
    }
}

#[component]
fn Payment(draft: Draft) -> Element {
    let mut rates = draft.rates;
    let now = rates.read().clone();
    let disabled = !draft.may_edit;
    rsx! {
        Card { title: text::payment(),
            div { class: "qb-fields",
                NumberStepper { name: "deposit", label: text::deposit(), unit: "%".to_string(), value: i64::from(now.deposit.deposit_bp / 100), max: 100, disabled,
                    onchange: move |n: i64| rates.write().deposit.deposit_bp = n.clamp(0, 100) as u32 * 100 }
                NumberStepper { name: "balance-days", label: text::balance_days(), unit: text::days(), value: i64::from(now.deposit.balance_days_before), max: 365, disabled,
                    onchange: move |n: i64| rates.write().deposit.balance_days_before = n.clamp(0, 365) as u16 }
            }
            TextArea { name: "terms", label: text::terms(), hint: text::terms_hint(), rows: 6, limit: 10_000, disabled, value: now.terms, oninput: move |v| rates.write().terms = v }
        }
    }
}

/// What publishing would change.
fn changes(before: &Rates, after: &Rates, currency: Currency) -> Vec<Change> {
    let cash = |cents: i64| Some(money(Money::new(cents, currency)));
    let mut all = Vec::new();
    for (was, is) in before.vehicles.iter().zip(&after.vehicles) {
        let name = is.name.text();
        for (rate, was, is) in [
            (text::hour(), was.hour_cents, is.hour_cents),
            (text::day(), was.day_cents, is.day_cents),
            (text::km(), was.km_cents, is.km_cents),
            (text::deadhead(), was.deadhead_km_cents, is.deadhead_km_cents),
            (text::minimum(), was.minimum_cents, is.minimum_cents),
        ] {
            all.push(Change::new(text::of(name, rate), cash(was), cash(is)));
        }
    }
    if let (Some(was), Some(is)) = (&before.crew, &after.crew) {
        all.push(Change::new(text::crew_hour(), cash(was.hour_cents), cash(is.hour_cents)));
        all.push(Change::new(
            text::crew_minimum(),
            Some(prices::duration(was.minimum_minutes)),
            Some(prices::duration(is.minimum_minutes)),
        ));
    }
    all.push(Change::new(text::night(), cash(before.night_cents), cash(after.night_cents)));
    for (was, is) in before.items.iter().zip(&after.items) {
        all.push(Change::new(is.name.text().to_string(), cash(was.unit_cents), cash(is.unit_cents)));
    }
    for (was, is) in before.amenities.iter().zip(&after.amenities) {
        all.push(Change::new(is.name.text().to_string(), cash(was.cents), cash(is.cents)));
    }
    let percent = |bp: u32| Some(prices::percent_bp(bp.into()));
    all.push(Change::new(text::deposit(), percent(before.deposit.deposit_bp), percent(after.deposit.deposit_bp)));
    let days = |n: u16| Some(n.to_string());
    all.push(Change::new(text::balance_days(), days(before.deposit.balance_days_before), days(after.deposit.balance_days_before)));
    all.push(Change::new(text::terms(), Some(before.terms.clone()), Some(after.terms.clone())));
    all.retain(|change| change.before != change.after);
    all
}
