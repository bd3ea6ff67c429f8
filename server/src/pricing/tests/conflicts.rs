//! Two people who work on one draft of prices at once: the whole table, see `testing::conflicts`.

use serde_json::{Value, json};
use shared::customers::RepairTiers;
use shared::packs::{Label, ServiceLine};
use shared::pricing::{
    Amenity, AmenityCategory, AmenityUnit, BookItem, Change, Condition, CrewRate, DepositPolicy, Modifier, Rates, ReliefRates,
    SavePriceDraft, Tax, TradeRate, VolumeStep,
};
use shared::{AmenityId, ModifierId, Result};
use uuid::Uuid;

use super::drafts::{book, with_hour};
use super::install;
use crate::cx::Cx;
use crate::pricing;
use crate::testing::TestApp;
use crate::testing::conflicts::{Edited, Fields, fields_of, numbers, play, texts};

const LINE: ServiceLine = ServiceLine::Moving;

/// The draft, its prices beside its name.
struct Draft {
    cx: Cx,
}

impl Edited for Draft {
    async fn seen(&self) -> Value {
        let draft = pricing::desk(&self.cx, LINE).await.expect("a desk").draft.expect("a draft");
        let mut seen = serde_json::to_value(draft.rates).expect("prices");
        seen["name"] = json!(draft.name);
        seen["version"] = json!(draft.version);
        seen
    }

    async fn write(&self, input: Value) -> Result<()> {
        let version = input["version"].as_i64().and_then(|version| i32::try_from(version).ok());
        let name = input["name"].as_str().unwrap_or_default().to_owned();
        let rates: Rates = serde_json::from_value(input).expect("prices");
        pricing::save_draft(&self.cx, LINE, SavePriceDraft { version, base_version: 1, name, rates }).await.map(drop)
    }
}

/// Three of something that differ in a number.
fn three<T: serde::Serialize>(make: impl Fn(i64) -> T) -> Vec<Value> {
    (1..=3).map(|n| serde_json::to_value(make(n * 1_000)).expect("a value")).collect()
}

#[tokio::test]
async fn of_two_who_change_a_draft_of_prices_the_second_is_told_and_nothing_is_silently_dropped() {
    let t = TestApp::new().await;
    install(&t).await;
    let cx = t.owner().await;
    let rates = book(&cx).await.rates;
    let first = SavePriceDraft { version: None, base_version: 1, name: "Spring".into(), rates: rates.clone() };
    pricing::save_draft(&cx, LINE, first).await.expect("a draft");
    let label = || Label::new("Another", "Autre");
    let fields = Fields::from([
        ("name", texts("Summer")),
        ("basis", vec![json!("greatest"), json!("sum")]),
        ("vehicles", three(|n| with_hour(&rates, n).vehicles)),
        ("crew", three(|n| CrewRate { hour_cents: n, minimum_minutes: 120, cost_hour_cents: Some(n / 2) })),
        (
            "trades",
            three(|n| {
                let key = "carpenter".to_owned();
                [TradeRate { key, name: label(), hour_cents: n, minimum_minutes: 60, cost_hour_cents: Some(n / 2) }]
            }),
        ),
        ("relief", three(|n| ReliefRates { hour_cents: n, call_out_cents: 9_900, cost_hour_cents: None })),
        ("night_cents", numbers(21_000)),
        ("items", three(|n| [BookItem { key: "harp".into(), name: label(), unit_cents: n }])),
        (
            "amenities",
            three(|n| {
                let (id, category) = (AmenityId(Uuid::from_u128(7)), AmenityCategory::Comfort);
                [Amenity { id, name: label(), unit: AmenityUnit::Flat, cents: n, category, needs: None, checklist_item: None, icon: None }]
            }),
        ),
        (
            "modifiers",
            three(|n| {
                let (id, condition) = (ModifierId(Uuid::from_u128(8)), Condition::ShortNotice { days: 2 });
                [Modifier { id, name: label(), priority: 1, condition, change: Change::Cents(n) }]
            }),
        ),
        ("volume", three(|n| [VolumeStep { from_cents: n * 1_000, off_bp: 300 }])),
        ("taxes", three(|n| [Tax { name: label(), ppm: u32::try_from(n).unwrap_or(1) }])),
        ("deposit", three(|n| DepositPolicy { deposit_bp: u32::try_from(n).unwrap_or(1), balance_days_before: 7, company: None })),
        ("terms", texts("Somebody is there")),
        ("repairs", three(|n| RepairTiers { first_cents: n + 1, ..RepairTiers::default() })),
    ]);
    let mut all = fields_of::<Rates>();
    all.insert("name".into());
    play(&Draft { cx }, &fields, &all).await;
}
