//! A service line's price book: shown, changed as a draft on the screen, published as the next version.

mod rates;
mod rules;

use std::collections::BTreeSet;

use dioxus::prelude::*;
use shared::Money;
use shared::access::Action;
use shared::money::Currency;
use shared::packs::ServiceLine;
use shared::pricing::{NewPriceBook, PriceBook, Rates, text as prices};

use self::rates::{CrewRates, PieceRates, VehicleRates};
use self::rules::{Payment, Rules};
use super::promos::Promos;
use super::{api, text};
use crate::api::Valid;
use crate::client::{Query, use_address, use_query_of, use_session};
use crate::ui::format::money;
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
                    Book { key: "{shown.service_line}", shown, book, may_edit, currency: session.currency }
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
    /// The fields whose typed amount cannot be read.
    wrong: Signal<BTreeSet<String>>,
    may_edit: bool,
    currency: Currency,
}

#[component]
fn Book(shown: PriceBook, book: Query<PriceBook>, may_edit: bool, currency: Currency) -> Element {
    let copy = use_working_copy(shown.version, shown.rates.clone());
    let mut wrong = use_signal(BTreeSet::<String>::new);
    let draft = Draft { rates: copy.draft, wrong, may_edit, currency };
    let mut asking = use_signal(|| false);
    let mut publishing = use_signal(|| false);
    let toasts = use_toasts();
    let changes = changes(&copy.base(), &draft.rates.read(), currency);
    let (line, version, name) = (shown.service_line, copy.version(), shown.name.clone());
    let newest = use_callback(move |()| {
        if let Some(book) = book.peek() {
            copy.reset(book.version, book.rates);
            wrong.write().clear();
        }
    });
    let publish = move |()| {
        if *publishing.peek() {
            return;
        }
        publishing.set(true);
        let sent = draft.rates.peek().clone();
        let input = NewPriceBook { base_version: version, name: name.clone(), rates: sent.clone() };
        spawn(async move {
            match api::publish_price_book(line, Valid(input)).await {
                Ok(next) => {
                    toasts.tell(Tone::Ok, text::published(next.version));
                    copy.saved(&sent, next.version, next.rates.clone());
                    book.set(next);
                }
                Err(shared::Error::Conflict { .. }) => {
                    copy.contest();
                    book.refetch();
                }
                Err(error) => toasts.tell(Tone::Danger, error.to_string()),
            }
            asking.set(false);
            publishing.set(false);
        });
    };
    rsx! {
        if copy.conflict() { ChangedMeanwhile { onload: newest } }
        for turn in [copy.turn()] {
            VehicleRates { key: "{turn}", draft }
            CrewRates { draft }
            PieceRates { draft }
            Rules { draft }
            Payment { draft }
        }
        SaveBar {
            dirty: copy.dirty() || !wrong.read().is_empty(),
            saving: publishing(),
            onsave: move |()| if wrong.peek().is_empty() { asking.set(true) } else { toasts.tell(Tone::Danger, text::amounts_wrong()) },
            ondiscard: newest,
        }
        AlertDialog {
            open: asking(), title: text::publish_title(version + 1), description: text::publish_body(), confirm: text::publish(), loading: publishing(),
            testid: "publish-dialog",
            onconfirm: publish, oncancel: move |()| asking.set(false),
            DiffView { changes }
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
