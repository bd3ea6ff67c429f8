//! Price books somebody writes, and the vehicles one recommends: whatever book passes the rules prices to the cent, and
//! what is recommended carries all with the fewest vehicles there can be.

use shared::packs::{ServiceLine, prices::default_rates};
use shared::pricing::sample::{Luck, request};
use shared::pricing::{AmenityChoice, PriceRequest, Rates, SavePriceDraft, Spot, VehicleCount, VehicleRate, price};
use shared::quotes::Content;

use crate::Given;

pub fn drafts(bytes: &[u8]) {
    let Ok(draft) = serde_json::from_slice::<SavePriceDraft>(bytes) else { return };
    if shared::input::check(&draft).is_err() {
        return;
    }
    let rates = draft.rates;
    let seen = rates.clone().without_costs();
    let mut luck = Luck::new(7);
    for _ in 0..4 {
        let (made_up, _) = request(&mut luck);
        let asked = PriceRequest {
            vehicles: rates.vehicles.iter().take(3).map(|vehicle| VehicleCount { key: vehicle.key.clone(), count: 2 }).collect(),
            amenities: rates.amenities.iter().map(|amenity| AmenityChoice { amenity: amenity.id, optional: true, chosen: true }).collect(),
            spots: vec![Spot { at: Some((49.28, -123.12)), address: "Vancouver, BC".into() }, Spot::default()],
            ..made_up
        };
        let priced = price(&asked, &rates);
        assert_eq!(priced.lines.iter().map(|line| line.cents).sum::<i64>(), priced.total_cents);
        assert_eq!(priced.subtotal_cents + priced.discount_cents + priced.tax_cents, priced.total_cents);
        assert_eq!(priced.deposit_cents + priced.balance_cents, priced.total_cents);
        assert!(priced.discount_cents <= 0);
        // who does not see costs sees the same price
        assert_eq!(price(&asked, &seen).total_cents, priced.total_cents);
    }
}

pub fn vehicles(bytes: &[u8]) {
    let mut given = Given(bytes);
    let book = default_rates(ServiceLine::Charter, "CA");
    let Some(like) = book.vehicles.first().cloned() else { return };
    let (passengers, luggage, extras) = (given.size() as u32, given.size() as u32, given.byte());
    let chosen = book.amenities.iter().enumerate().filter(|(n, _)| extras >> (n % 8) & 1 == 1);
    let amenities = chosen.map(|(n, amenity)| AmenityChoice { amenity: amenity.id, optional: n % 3 == 0, chosen: n % 2 == 0 }).collect();
    let needed: Vec<String> = book.amenities.iter().filter_map(|amenity| amenity.needs.clone()).collect();
    let mut types = Vec::new();
    while !given.0.is_empty() && types.len() < 12 {
        let can = given.byte();
        types.push(VehicleRate {
            key: format!("type-{}", types.len()),
            seats: given.size() as u32,
            luggage: given.yes().then(|| given.size() as u32),
            hour_cents: i64::from(given.byte()),
            capabilities: needed.iter().enumerate().filter(|(n, _)| can >> (n % 8) & 1 == 1).map(|(_, need)| need.clone()).collect(),
            ..like.clone()
        });
    }
    let rates = Rates { vehicles: types, ..book };
    let content = Content { passengers, luggage, amenities, ..Content::empty(ServiceLine::Charter, "Trip") };
    let needs = content.needs(&rates);
    let carry = |rate: &VehicleRate, count: u32| {
        let all = |each: u32, wanted: u32| u64::from(each) * u64::from(count) >= u64::from(wanted);
        all(rate.seats, passengers) && all(rate.luggage.unwrap_or(0), luggage) && needs.iter().all(|need| rate.capabilities.contains(need))
    };
    match content.recommend(&rates) {
        Some(best) => {
            let Some(rate) = rates.vehicle(&best.key) else { panic!("{} is no type of the book", best.key) };
            assert!(passengers > 0 && best.count > 0 && carry(rate, best.count), "{best:?}");
            assert!(rates.vehicles.iter().all(|other| !carry(other, best.count - 1)), "{best:?}: fewer would do");
        }
        None => assert!(passengers == 0 || rates.vehicles.iter().all(|rate| !carry(rate, u32::MAX))),
    }
    let fleets = content.fleets(&rates, None);
    assert!(fleets.len() <= 3);
    for fleet in &fleets {
        let held = |of: fn(&VehicleRate) -> u32| -> u64 {
            let each = |part: &VehicleCount| rates.vehicle(&part.key).map_or(0, |rate| u64::from(of(rate)) * u64::from(part.count));
            fleet.vehicles.iter().map(each).sum()
        };
        assert!(fleet.vehicles.iter().all(|part| part.count > 0), "{fleet:?}");
        assert!(held(|rate| rate.seats) >= u64::from(passengers), "{fleet:?} leaves people behind");
        assert!(held(|rate| rate.luggage.unwrap_or(0)) >= u64::from(luggage), "{fleet:?} leaves luggage behind");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kept_books_pass_the_rules() {
        for book in [&include_bytes!("../corpus/drafts/seed-01")[..], include_bytes!("../corpus/drafts/seed-02")] {
            let draft: SavePriceDraft = serde_json::from_slice(book).expect("it is a draft");
            shared::input::check(&draft).expect("it passes");
        }
    }
}
