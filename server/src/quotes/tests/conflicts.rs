//! Two people who write on one draft of an offer at once: the whole table, see `testing::conflicts`.

use serde_json::Value;
use shared::hours::RuleSet;
use shared::pricing::{Adjustment, Change, Due, LineItem, Package, Part, Planned, TradeHours, VehicleCount};
use shared::{LineId, PackageId};
use uuid::Uuid;

use super::*;
use crate::testing::conflicts::{Edited, Fields, fields_of, play};

/// The draft, its version beside what it offers.
struct Draft {
    cx: Cx,
    id: QuoteId,
}

impl Edited for Draft {
    async fn seen(&self) -> Value {
        let quote = quotes::show(&self.cx, self.id).await.expect("the quote");
        let mut seen = serde_json::to_value(quote.content).expect("a content");
        seen["version"] = quote.version.into();
        seen
    }

    async fn write(&self, input: Value) -> shared::Result<()> {
        let version = input["version"].as_i64().and_then(|version| i32::try_from(version).ok()).expect("a version");
        let content = serde_json::from_value(input).expect("a content");
        quotes::edit(&self.cx, self.id, EditQuote { version, content }).await.map(drop)
    }
}

/// Three contents that differ in one field, which is all that is looked at.
fn three(content: &Content, field: &'static str, change: impl Fn(&mut Content, u32)) -> (&'static str, Vec<Value>) {
    let values = (1..=3).map(|n| {
        let mut content = content.clone();
        change(&mut content, n);
        serde_json::to_value(content).expect("a content")[field].clone()
    });
    (field, values.collect())
}

fn guide(n: u32) -> LineItem {
    LineItem {
        id: LineId(Uuid::from_u128(11)),
        name: "Guide".into(),
        note: String::new(),
        quantity_milli: 1_000,
        unit_cents: i64::from(n) * 10_000,
        unit_cost_cents: Some(5_000),
        optional: false,
        chosen: true,
    }
}

fn good(n: u32) -> Package {
    let name = format!("Good {n}");
    Package { id: PackageId(Uuid::from_u128(12)), name, note: String::new(), recommended: false, lines: Vec::new(), amenities: Vec::new() }
}

/// A part when it is accepted, the rest before the work starts.
fn instalments(n: u32) -> Vec<Planned> {
    let planned = |part, due| Planned { label: String::new(), part, due };
    vec![planned(Part::PercentBp(n * 1_000), Due::Acceptance), planned(Part::Rest, Due::BeforeStart { days: 7 })]
}

fn fields(content: &Content, book: &shared::pricing::Rates) -> Fields {
    let extra = book.amenities.first().expect("the pack has extras").id;
    let vehicle = book.vehicles.first().expect("the pack has vehicles").key.clone();
    let stops: Vec<_> = content.stops.iter().map(|stop| stop.id).collect();
    Fields::from([
        three(content, "title", |c, n| c.title = format!("To the mountain, {n}")),
        three(content, "trip", |c, n| c.trip = [TripType::Overnight, TripType::Event, TripType::Shuttle][n as usize - 1]),
        three(content, "passengers", |c, n| c.passengers = 20 + n),
        three(content, "luggage", |c, n| c.luggage = 30 + n),
        three(content, "load", |c, n| c.load = 200 + n),
        three(content, "stops", |c, n| c.stops[0].notes = format!("Gate {n}")),
        three(content, "vehicles", |c, n| c.vehicles = vec![VehicleCount { key: vehicle.clone(), count: n }]),
        three(content, "crew", |c, n| c.crew = 2 + n),
        three(content, "minutes", |c, n| c.minutes = Some(200 + n)),
        three(content, "deadhead_metres", |c, n| c.deadhead_metres = 1_000 * n),
        three(content, "amenities", |c, n| c.amenities = vec![AmenityChoice { amenity: extra, optional: n > 1, chosen: n != 2 }]),
        three(content, "lines", |c, n| c.lines = vec![guide(n)]),
        three(content, "packages", |c, n| c.packages = vec![good(n)]),
        three(content, "trades", |c, n| c.trades = vec![TradeHours { key: "carpenter".into(), people: n, minutes: 60 }]),
        three(content, "adjustment", |c, n| {
            c.adjustment = Some(Adjustment { change: Change::Cents(-100 * i64::from(n)), reason: "They come every year".into() });
        }),
        three(content, "schedule", |c, n| c.schedule = instalments(n)),
        three(content, "message", |c, n| c.message = format!("Until then, {n}")),
        three(content, "instructions", |c, n| c.instructions = format!("Ring twice, {n}")),
        three(content, "rules", |c, n| c.rules = Some([RuleSet::UsPassenger, RuleSet::UsProperty, RuleSet::Canada][n as usize - 1])),
        three(content, "drivers", |c, n| {
            c.drivers = match n {
                1 => Drivers::Team,
                n => Drivers::Relief { at: vec![stops[n as usize - 2]] },
            };
        }),
        three(content, "hours_waiver", |c, n| c.hours_waiver = format!("The hall burned down, {n}")),
        three(content, "valid_days", |c, n| c.valid_days = 20 + n),
    ])
}

#[tokio::test]
async fn of_two_who_change_an_offer_the_second_is_told_and_nothing_is_silently_dropped() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let quote = draft(&cx).await;
    let fields = fields(&quote.content, &quote.book.rates);
    let mut all = fields_of::<Content>();
    // the customer says which package, in signing; agreed prices are looked up; repairs are of a line that has them
    for not_edited in ["package", "agreed", "repairs"] {
        assert!(all.remove(not_edited), "{not_edited}");
    }
    play(&Draft { cx, id: quote.id }, &fields, &all).await;
}
