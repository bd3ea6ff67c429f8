//! A service line's price book: what is in force, the draft of its next version, and what that would change.

mod bar;
mod changes;
mod chart;
mod draft;
mod extras;
mod items;
mod modifier;
mod modifiers;
mod outcome;
mod rates;
mod repairs;
mod replay;
mod rules;
mod trades;
mod vehicle;
mod vehicles;
mod volume;
mod words;

use dioxus::prelude::*;
use shared::access::Action;
use shared::money::Currency;
use shared::packs::ServiceLine;
use shared::pricing::{PriceDesk, Replay};

use self::bar::{DraftBar, PublishDialog};
use self::draft::use_draft;
use self::extras::Extras;
use self::items::Items;
use self::modifiers::Modifiers;
use self::rates::CrewRates;
use self::repairs::RepairRates;
use self::replay::ReplayView;
use self::rules::Payment;
use self::trades::TradeRates;
use self::vehicles::VehicleRates;
use self::volume::VolumeSteps;
use super::promos::Promos;
use super::{api, text};
use crate::client::{Address, Query, Saving, use_address, use_query_of, use_session};
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
            // its dialog stays open when others change the draft, as those below
            VehicleRates { draft }
            for turn in [(draft.turn)()] {
                TradeRates { key: "{turn}", draft }
                CrewRates { draft }
                RepairRates { draft }
            }
            // their dialogs stay open when others change the draft
            Items { draft }
            Extras { draft }
            Modifiers { draft }
            for turn in [(draft.turn)()] {
                VolumeSteps { key: "{turn}", draft }
                Payment { draft }
            }
        }
        DraftBar { draft, asking, replaying, onview: view }
        if asking() {
            PublishDialog { draft, asking, tried: tried(), onpublished: move |()| if replaying { view.call("") } }
        }
    }
}
