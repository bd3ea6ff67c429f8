//! A service line's price book: what is in force, the draft of its next version, and what that would change.

mod bar;
mod chart;
mod draft;
mod outcome;
mod rates;
mod repairs;
mod replay;
mod rules;
mod volume;

use dioxus::prelude::*;
use shared::Money;
use shared::access::Action;
use shared::money::Currency;
use shared::packs::ServiceLine;
use shared::pricing::{DepositShare, PriceDesk, Rates, Replay, text as prices};

use self::bar::{DraftBar, PublishDialog};
use self::draft::use_draft;
use self::rates::{CrewRates, PieceRates, VehicleRates};
use self::repairs::RepairRates;
use self::replay::ReplayView;
use self::rules::{Payment, Rules};
use self::volume::VolumeSteps;
use super::promos::Promos;
use super::{api, text};
use crate::client::{Address, Query, Saving, use_address, use_query_of, use_session};
use crate::ui::format::money;
use crate::ui::*;

/// What the address says while the draft is tried.
const REPLAY: &str = "replay";

/// The prices in force, by service line.
#[component]
pub fn PricesPage(query: ReadSignal<String>) -> Element {
    use_title(text::prices());
    let session = use_session();
    let toasts = use_toasts();
    let address = use_address("/app/settings/prices", query);
    let packs = session.packs.clone();
    let first = packs.first().copied().unwrap_or(ServiceLine::Moving);
    let line = move || address.get("line").parse().unwrap_or(first);
    let may_edit = session.access.may(Action::PricingEdit);
    let desk = use_query_of(&["price_book", "price_draft"], line, move |line| async move {
        if may_edit {
            return api::show_price_draft(line).await;
        }
        // drafts are not for everybody who sees the prices
        api::show_price_book(line).await.map(|book| PriceDesk { book, draft: None })
    });
    let shown = desk.value();
    let replaying = address.get("view") == REPLAY;
    rsx! {
        PageHeader {
            title: text::prices(),
            meta: rsx! { if let Some(desk) = shown.as_ref() { span { {text::book_line(&desk.book.name, desk.book.version)} } } },
            if packs.len() > 1 {
                div { class: "w-view-tabs", role: "group", aria_label: text::service_lines(),
                    for pack in packs.clone() {
                        button { key: "{pack}", r#type: "button", aria_pressed: if pack == line() { "true" } else { "false" },
                            onclick: move |_| {
                                // what can be undone belongs to the prices that go
                                toasts.settle();
                                address.choose(&[("line", pack.key()), ("view", "")]);
                            },
                            {pack.pack().words.name.text().to_string()}
                        }
                    }
                }
            }
        }
        div { class: "w-page-body",
            if !replaying {
                p { class: "muted", if may_edit { {text::about()} } else { {text::look_only()} } }
            }
            Async { state: desk.load(), shape: SkeletonShape::Cards, onretry: move |()| desk.refetch(),
                if let Some(shown) = shown {
                    Book { key: "{shown.book.service_line}", shown, query: desk, may_edit, currency: session.currency, address, replaying }
                }
            }
            if !replaying {
                Promos { may_edit, packs, currency: session.currency }
            }
        }
    }
}

#[component]
fn Book(shown: PriceDesk, query: Query<PriceDesk>, may_edit: bool, currency: Currency, address: Address, replaying: bool) -> Element {
    let draft = use_draft(shown, query, may_edit, currency);
    let asking = use_signal(|| false);
    let tried = use_signal(|| None::<Replay>);
    let view = use_callback(move |view: &'static str| address.choose(&[("view", view)]));
    rsx! {
        if (draft.state)() == Saving::Conflict { ChangedMeanwhile { onload: move |()| draft.load_theirs() } }
        if replaying {
            ReplayView { draft, tried, onback: move |()| view.call("") }
        } else {
            for turn in [(draft.turn)()] {
                VehicleRates { key: "{turn}", draft }
                CrewRates { draft }
                RepairRates { draft }
                PieceRates { draft }
                Rules { draft }
                VolumeSteps { draft }
                Payment { draft }
            }
        }
        DraftBar { draft, asking, replaying, onview: view }
        if asking() {
            PublishDialog { draft, asking, tried: tried(), onpublished: move |()| if replaying { view.call("") } }
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
    all.push(Change::new(text::relief_hour(), cash(before.relief.hour_cents), cash(after.relief.hour_cents)));
    all.push(Change::new(text::relief_out(), cash(before.relief.call_out_cents), cash(after.relief.call_out_cents)));
    for (was, is) in before.items.iter().zip(&after.items) {
        all.push(Change::new(is.name.text().to_string(), cash(was.unit_cents), cash(is.unit_cents)));
    }
    for (was, is) in before.amenities.iter().zip(&after.amenities) {
        all.push(Change::new(is.name.text().to_string(), cash(was.cents), cash(is.cents)));
    }
    for (was, is) in repairs::tiers(&before.repairs).into_iter().zip(repairs::tiers(&after.repairs)) {
        all.push(Change::new(text::of(text::repairs(), is.name), cash(was.cents), cash(is.cents)));
    }
    all.push(Change::new(text::volume(), volume::words(&before.volume, currency), volume::words(&after.volume, currency)));
    let percent = |bp: u32| Some(prices::percent_bp(bp.into()));
    all.push(Change::new(text::deposit(), percent(before.deposit.deposit_bp), percent(after.deposit.deposit_bp)));
    let days = |n: u16| Some(n.to_string());
    all.push(Change::new(text::balance_days(), days(before.deposit.balance_days_before), days(after.deposit.balance_days_before)));
    let (was, is) = (before.deposit.company, after.deposit.company);
    let deposit = |share: Option<DepositShare>| share.and_then(|share| percent(share.deposit_bp));
    all.push(Change::new(text::company_deposit(), deposit(was), deposit(is)));
    let balance = |share: Option<DepositShare>| share.and_then(|share| days(share.balance_days_before));
    all.push(Change::new(text::company_balance_days(), balance(was), balance(is)));
    all.push(Change::new(text::terms(), Some(before.terms.clone()), Some(after.terms.clone())));
    all.retain(|change| change.before != change.after);
    all
}
