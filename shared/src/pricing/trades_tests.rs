use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::input::check;
use crate::packs::{ServiceLine, prices};
use crate::pricing::{Condition, Due, LineItem, Priced};
use crate::quotes::Content;
use crate::{LineId, StopId};

fn book() -> Rates {
    Rates { taxes: Vec::new(), ..prices::default_rates(ServiceLine::Contracting, "CA") }
}

fn hours(key: &str, people: u32, minutes: u32) -> TradeHours {
    TradeHours { key: key.into(), people, minutes }
}

/// A draft of nothing but these hours.
fn draft(trades: Vec<TradeHours>) -> Content {
    Content { trades, ..Content::empty(ServiceLine::Contracting, "Kitchen") }
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 2).expect("a real date")
}

fn priced(content: &Content, rates: &Rates) -> Priced {
    content.price(rates, day(), None)
}

#[test]
fn each_trade_is_paid_by_its_own_rate_and_for_its_shortest_work_at_least() {
    let rates = book();
    let (carpenter, electrician) = (rates.trade("carpenter").expect("a trade"), rates.trade("electrician").expect("a trade"));
    assert!(electrician.minimum_minutes > 30, "a call of half an hour is billed as more");
    let all = priced(&draft(vec![hours("carpenter", 2, 960), hours("electrician", 1, 30)]), &rates);
    let of = |key: &str| all.lines.iter().find(|line| line.key == key).expect("a line").clone();
    assert_eq!(of("trade-carpenter").cents, carpenter.hour_cents * 2 * 16);
    let electrics = of("trade-electrician");
    assert_eq!(electrics.cents, electrician.hour_cents * i64::from(electrician.minimum_minutes) / 60);
    assert_eq!(electrics.label, electrician.name);
    assert_eq!(electrics.why, Why::Crew { people: 1, minutes: electrician.minimum_minutes, cents: electrician.hour_cents });
    assert_eq!((all.base_cents, all.total_cents), (all.total_cents, of("trade-carpenter").cents + electrics.cents));
}

#[test]
fn what_rises_at_weekends_rises_with_the_hours_and_not_with_what_is_sold_by_the_piece() {
    let rates = book();
    let weekend = rates.modifiers.iter().find(|modifier| matches!(modifier.condition, Condition::Weekdays { .. })).expect("a weekend");
    let mut content = draft(vec![hours("painter", 1, 600)]);
    let mut stop = crate::quotes::Stop::new(StopId(uuid::Uuid::from_u128(1)), crate::jobs::StopKind::Stop);
    stop.arrive = NaiveDate::from_ymd_opt(2027, 1, 9).and_then(|saturday| saturday.and_hms_opt(8, 0, 0));
    content.stops.push(stop);
    content.lines.push(LineItem {
        id: LineId(uuid::Uuid::from_u128(2)),
        name: "Painting, square foot".into(),
        note: String::new(),
        quantity_milli: 400_000,
        unit_cents: 275,
        unit_cost_cents: None,
        optional: false,
        chosen: true,
    });
    let all = priced(&content, &rates);
    let rise = all.lines.iter().find(|line| line.key == weekend.id.to_string()).expect("it rises");
    let crate::pricing::Change::PercentBp(bp) = weekend.change else { panic!("a share") };
    assert_eq!(rise.cents, scaled(rates.trade("painter").expect("a trade").hour_cents * 10, &[bp.into()], 10_000));
}

#[test]
fn hours_of_a_trade_the_book_does_not_know_are_no_price() {
    let unknown = draft(vec![hours("astronaut", 1, 60)]);
    assert_eq!(priced(&unknown, &book()).problems, [PriceProblem::UnknownTrade]);
    // nobody works for no time
    assert!(priced(&draft(vec![hours("astronaut", 0, 60), hours("carpenter", 1, 0)]), &book()).lines.is_empty());
}

#[test]
fn our_cost_is_known_where_that_of_every_trade_is() {
    let rates = book();
    let content = draft(vec![hours("plumber", 1, 120)]);
    let cost = rates.trade("plumber").and_then(|trade| trade.cost_hour_cents).expect("a cost");
    assert_eq!(priced(&content, &rates).cost_cents, Some(cost * 2));
    let blind = rates.without_costs();
    assert_eq!(priced(&content, &blind).cost_cents, None);
    assert!(blind.trades.iter().all(|trade| trade.cost_hour_cents.is_none()));
}

#[test]
fn a_trade_stands_once() {
    assert!(check(&draft(vec![hours("painter", 1, 60), hours("carpenter", 1, 60)])).is_ok());
    assert!(check(&draft(vec![hours("painter", 1, 60), hours("painter", 2, 60)])).is_err());
    let mut rates = book();
    rates.trades.push(rates.trades[0].clone());
    assert!(check(&rates).is_err());
}

#[test]
fn books_and_quotes_from_before_there_were_trades_are_written_as_they_were() {
    let text = serde_json::to_string(&Content::empty(ServiceLine::Charter, "Trip")).expect("text");
    assert!(!text.contains("trades"), "{text}");
    let rates = prices::default_rates(ServiceLine::Charter, "CA");
    let text = serde_json::to_string(&rates).expect("text");
    assert!(!text.contains("trades"), "{text}");
    assert_eq!(serde_json::from_str::<Rates>(&text).expect("reads"), rates);
}

#[test]
fn a_new_quote_of_a_project_is_paid_by_its_milestones() {
    let content = draft(vec![hours("general", 1, 6_000)]);
    let all = priced(&content, &book());
    assert_eq!(all.instalments.len(), 3);
    assert_eq!(all.instalments.iter().map(|one| one.cents).sum::<i64>(), all.total_cents);
    assert_eq!(all.deposit_cents, scaled(all.total_cents, &[3_000], 10_000));
    assert_eq!(all.instalments[0].due, Due::Acceptance);
    assert!(Content::empty(ServiceLine::Moving, "Move").schedule.is_empty());
}

proptest! {
    #[test]
    fn hours_come_to_what_the_rates_say(people in 0_u32..99, minutes in 0_u32..100_000, other in 0_u32..100_000) {
        let rates = book();
        let content = draft(vec![hours("general", people, minutes), hours("labourer", 1, other)]);
        let all = priced(&content, &rates);
        let of = |key: &str, people: u32, minutes: u32| {
            let trade = rates.trade(key).expect("a trade");
            if people == 0 || minutes == 0 { 0 } else { scaled(trade.hour_cents, &[people.into(), minutes.max(trade.minimum_minutes).into()], 60) }
        };
        prop_assert_eq!(all.base_cents, of("general", people, minutes) + of("labourer", 1, other));
        prop_assert_eq!(all.lines.iter().map(|line| line.cents).sum::<i64>(), all.total_cents);
        prop_assert_eq!(all.instalments.iter().map(|one| one.cents).sum::<i64>(), all.total_cents);
    }
}
