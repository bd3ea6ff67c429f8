//! Which vehicles fit: as many of one type as carry everybody and all luggage, with all that the extras need.

use std::collections::BTreeSet;

use super::Content;
use crate::pricing::{Rates, VehicleCount, VehicleRate};

impl Content {
    /// What the extras that count need of a vehicle, each once.
    pub fn needs(&self, rates: &Rates) -> BTreeSet<String> {
        let counted = self.amenities.iter().filter(|choice| choice.chosen || !choice.optional);
        counted.filter_map(|choice| rates.amenities.iter().find(|a| a.id == choice.amenity)?.needs.clone()).collect()
    }

    /// The smallest set of one type of vehicle that seats everybody, holds all luggage and has what the extras need: the
    /// type with the fewest vehicles, then the fewest empty seats, then the lower price of an hour. None where nobody
    /// travels or no type carries it all; a type whose luggage room is not known carries none. What a draft begins with;
    /// [`Content::fleets`] proposes mixes of types by what they cost.
    pub fn recommend(&self, rates: &Rates) -> Option<VehicleCount> {
        let needs = self.needs(rates);
        let of = |rate: &VehicleRate| {
            let has_all = needs.iter().all(|need| rate.capabilities.contains(need));
            let count = self.count_of(rate).filter(|_| has_all)?;
            let spare = u64::from(count) * u64::from(rate.seats) - u64::from(self.passengers);
            Some(((count, spare, rate.hour_cents), count))
        };
        let fits = rates.vehicles.iter().filter_map(|rate| of(rate).map(|(order, count)| (order, count, rate)));
        let (_, count, rate) = fits.min_by_key(|(order, _, _)| *order)?;
        Some(VehicleCount { key: rate.key.clone(), count })
    }

    /// How many of a type carry everybody and all luggage; none if no number of them does.
    fn count_of(&self, rate: &VehicleRate) -> Option<u32> {
        if rate.seats == 0 || self.passengers == 0 {
            return None;
        }
        let by_seats = self.passengers.div_ceil(rate.seats);
        match rate.luggage.unwrap_or(0) {
            _ if self.luggage == 0 => Some(by_seats),
            0 => None,
            room => Some(by_seats.max(self.luggage.div_ceil(room))),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::packs::ServiceLine;
    use crate::packs::prices::default_rates;
    use crate::pricing::AmenityChoice;

    fn rates() -> Rates {
        default_rates(ServiceLine::Charter, "CA")
    }

    fn trip(passengers: u32, luggage: u32) -> Content {
        Content { passengers, luggage, ..Content::empty(ServiceLine::Charter, "Trip") }
    }

    /// The same with extras by what they need.
    fn with(content: Content, needs: &[&str], optional: bool) -> Content {
        let rates = rates();
        let needed = |need: &str| rates.amenities.iter().find(|a| a.needs.as_deref() == Some(need)).expect("an extra").id;
        let amenities = needs.iter().map(|need| AmenityChoice { amenity: needed(need), optional, chosen: !optional }).collect();
        Content { amenities, ..content }
    }

    fn pick(content: &Content) -> Option<(String, u32)> {
        content.recommend(&rates()).map(|best| (best.key, best.count))
    }

    #[test]
    fn luggage_and_extras_change_what_fits() {
        assert_eq!(pick(&trip(24, 0)), Some(("mini_24".into(), 1)));
        assert_eq!(pick(&trip(24, 20)), Some(("mini_28".into(), 1)), "the shuttle holds ten pieces");
        assert_eq!(pick(&trip(48, 48)), Some(("coach_56".into(), 1)), "a school bus holds none");
        assert_eq!(pick(&trip(20, 200)), Some(("coach_47".into(), 4)), "luggage may need more than people");
        assert_eq!(pick(&with(trip(20, 0), &["gear_bay"], false)), Some(("coach_47".into(), 1)));
        assert_eq!(pick(&with(trip(30, 0), &["lift"], false)), Some(("mini_24".into(), 2)));
        assert_eq!(pick(&with(trip(20, 0), &["gear_bay"], true)), pick(&trip(20, 0)), "what is left to the customer may stay out");
        assert_eq!(pick(&with(trip(20, 0), &["lift", "gear_bay"], false)), None, "nothing has both");
        assert_eq!(pick(&trip(0, 10)), None);
    }

    proptest! {
        #[test]
        fn what_is_recommended_carries_all_and_nothing_smaller_does(
            passengers in 0_u32..5_000,
            luggage in 0_u32..2_000,
            vehicles in prop::collection::vec((0_u32..=200, prop::option::of(0_u32..=200), 0_i64..50_000, any::<bool>()), 0..8),
            needs_lift in any::<bool>(),
        ) {
            let mut rates = rates();
            let sample = rates.vehicles[0].clone();
            rates.vehicles = vehicles.iter().enumerate().map(|(n, (seats, luggage, hour_cents, lift))| VehicleRate {
                key: format!("v{n}"), seats: *seats, luggage: *luggage, hour_cents: *hour_cents,
                capabilities: lift.then(|| "lift".to_string()).into_iter().collect(), ..sample.clone()
            }).collect();
            let content = if needs_lift { with(trip(passengers, luggage), &["lift"], false) } else { trip(passengers, luggage) };
            let carries = |v: &VehicleRate, count: u64| {
                count * u64::from(v.seats) >= u64::from(passengers)
                    && count * u64::from(v.luggage.unwrap_or(0)) >= u64::from(luggage)
                    && (!needs_lift || v.capabilities.iter().any(|c| c == "lift"))
            };
            // no count helps a vehicle without seats, or without room for luggage there is
            let able = |v: &&VehicleRate| v.seats > 0 && carries(v, 100_000);
            match content.recommend(&rates) {
                None => prop_assert!(passengers == 0 || !rates.vehicles.iter().any(|v| able(&v))),
                Some(best) => {
                    let chosen = rates.vehicle(&best.key).expect("one of the book");
                    let count = u64::from(best.count);
                    prop_assert!(carries(chosen, count) && (count == 1 || !carries(chosen, count - 1)));
                    let order = |v: &VehicleRate, count: u64| (count, count * u64::from(v.seats) - u64::from(passengers), v.hour_cents);
                    for other in rates.vehicles.iter().filter(able) {
                        let least = (1..=count).find(|n| carries(other, *n));
                        prop_assert!(least.is_none_or(|n| order(other, n) >= order(chosen, count)), "{} before {}", other.key, best.key);
                    }
                }
            }
        }
    }
}
