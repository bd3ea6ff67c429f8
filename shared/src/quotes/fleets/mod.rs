//! Which vehicles could go: up to three plans, of one type or of several, with what speaks for each.
//!
//! Nothing here knows a kind of work: seats are asked for where there are passengers, room for pieces where there is
//! luggage, cubic metres where there is a load, and of the vehicles what the extras that count need. A plan carries
//! everybody and everything, has what every extra needs, and none of its vehicles can be left out.

mod search;

use self::search::{Mix, Ranked, Search, holds};
use super::{Content, PricedWith};
use crate::AmenityId;
use crate::pricing::{self, PriceRequest, Rates, VehicleCount, VehicleRate};

/// So many plans are proposed at most.
pub const MOST_FLEETS: usize = 3;

/// Vehicles that carry it all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fleet {
    /// Each type once, the largest first.
    pub vehicles: Vec<VehicleCount>,
    /// What the whole quote comes to with them; none where nothing is known to price it with.
    pub total_cents: Option<i64>,
    /// What speaks for it, the weightiest first.
    pub reasons: Vec<FleetReason>,
}

/// What speaks for a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FleetReason {
    /// All of them together seat so many, of which so many are needed.
    Seats { seats: u64, passengers: u32 },
    /// All of them together take so many tenths of a cubic metre, of which so many are needed.
    Load { room: u64, load: u32 },
    /// All of them together hold so many pieces, of which so many are there.
    Luggage { room: u64, pieces: u32 },
    /// These types, by key, have what an extra needs.
    Has { amenity: AmenityId, vehicles: Vec<String> },
    /// The next best plan costs so much more.
    Cheaper { cents: i64 },
    /// Why not one vehicle of this type: the smallest that would be large enough, else the largest there is.
    NotAlone { key: String, because: NotAlone },
}

/// Why one large vehicle was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAlone {
    /// It seats so many only, and no other seats more.
    Seats { seats: u64 },
    /// It takes so many tenths of a cubic metre only, and no other takes more.
    Load { room: u64 },
    /// It holds so many pieces of luggage only.
    Luggage { room: u64 },
    /// It has not what this extra needs.
    Lacks { amenity: AmenityId },
    /// It costs so much more.
    Dearer { cents: i64 },
    /// It costs the same and leaves so many more seats empty.
    Emptier { seats: u64 },
}

impl Fleet {
    /// Whether exactly these vehicles go.
    pub fn goes(&self, vehicles: &[VehicleCount]) -> bool {
        let mut going: Vec<&VehicleCount> = vehicles.iter().filter(|vehicle| vehicle.count > 0).collect();
        let mut planned: Vec<&VehicleCount> = self.vehicles.iter().collect();
        for list in [&mut going, &mut planned] {
            list.sort_by(|one, other| one.key.cmp(&other.key));
        }
        going == planned
    }
}

impl Content {
    /// Up to [`MOST_FLEETS`] plans by the types of a book, the cheapest first, then the one with the fewest empty seats.
    /// Without something to price with, the one with the fewest vehicles is first. None where nobody travels and nothing is
    /// loaded, or where nothing found carries it all.
    pub fn fleets(&self, rates: &Rates, with: Option<&PricedWith>) -> Vec<Fleet> {
        if self.passengers == 0 && self.load == 0 {
            return Vec::new();
        }
        let search = Search::new(self, rates);
        let priced = with.map(|with| {
            let plain = self.request(with.quoted_on, with.promo.clone());
            Prices { request: PriceRequest { tax_exempt: with.payer.tax_exempt, ..plain }, rates }
        });
        let mut mixes = search.mixes(&seeming(&search, priced.as_ref()));
        if let Some(priced) = &priced {
            for ranked in &mut mixes {
                ranked.worth = priced.total(search.vehicles(&ranked.mix));
            }
            mixes.sort_unstable();
        }
        let plans = Plans { content: self, rates, search, priced };
        (0..mixes.len().min(MOST_FLEETS)).map(|at| plans.fleet(&mixes[at], mixes.get(at + 1))).collect()
    }
}

/// What is priced with other vehicles each time.
struct Prices<'a> {
    request: PriceRequest,
    rates: &'a Rates,
}

impl Prices<'_> {
    fn total(&self, vehicles: Vec<VehicleCount>) -> i64 {
        pricing::price(&PriceRequest { vehicles, ..self.request.clone() }, self.rates).total_cents
    }
}

/// What one of each type seems to cost: what it adds to the price of everything else; one where there are no prices.
fn seeming(search: &Search<'_>, priced: Option<&Prices<'_>>) -> Vec<i64> {
    let Some(priced) = priced else { return search.keys().map(|_| 1).collect() };
    let without = priced.total(Vec::new());
    let one = |key: &str| priced.total(vec![VehicleCount { key: key.into(), count: 1 }]).saturating_sub(without);
    search.keys().map(one).collect()
}

/// What the reasons of plans come from.
struct Plans<'a> {
    content: &'a Content,
    rates: &'a Rates,
    search: Search<'a>,
    priced: Option<Prices<'a>>,
}

impl Plans<'_> {
    fn fleet(&self, ranked: &Ranked, next: Option<&Ranked>) -> Fleet {
        let parts = self.search.parts(&ranked.mix);
        let mut reasons = self.carries(&ranked.mix);
        for need in &self.search.needs {
            let having = parts.iter().filter(|(rate, _)| rate.capabilities.contains(&need.capability));
            let vehicles = having.map(|(rate, _)| rate.key.clone()).collect();
            reasons.push(FleetReason::Has { amenity: need.amenity, vehicles });
        }
        let total_cents = self.priced.as_ref().map(|_| ranked.worth);
        if let (Some(total), Some(next)) = (total_cents, next) {
            let cents = next.worth.saturating_sub(total);
            reasons.extend((cents > 0).then_some(FleetReason::Cheaper { cents }));
        }
        reasons.extend(self.not_alone(ranked, &parts));
        Fleet { vehicles: self.search.vehicles(&ranked.mix), total_cents, reasons }
    }

    /// What is carried of what is asked for.
    fn carries(&self, mix: &Mix) -> Vec<FleetReason> {
        let ([seats, load, pieces], _) = self.search.carried(mix);
        let content = self.content;
        let mut reasons = Vec::new();
        if content.passengers > 0 {
            reasons.push(FleetReason::Seats { seats, passengers: content.passengers });
        }
        if content.load > 0 {
            reasons.push(FleetReason::Load { room: load, load: content.load });
        }
        if content.luggage > 0 {
            reasons.push(FleetReason::Luggage { room: pieces, pieces: content.luggage });
        }
        reasons
    }

    /// Why not one larger vehicle in place of these: the smallest that takes all passengers, or all of the load where
    /// nobody travels; where none does, the largest. Nothing if that one is what goes, or is no worse.
    fn not_alone(&self, ranked: &Ranked, parts: &[(&VehicleRate, u32)]) -> Option<FleetReason> {
        let kind = usize::from(self.content.passengers == 0);
        let order = |one: &VehicleRate, other: &VehicleRate| {
            let (small, large) = (holds(one), holds(other));
            small[kind].cmp(&large[kind]).then_with(|| small.cmp(&large)).then_with(|| one.key.cmp(&other.key))
        };
        let going = match parts {
            [(rate, 1)] => Some(holds(rate)[kind]),
            _ => None,
        };
        let asked = self.search.asked[kind];
        let all = self.rates.vehicles.iter().filter(|rate| holds(rate)[kind] > 0);
        let larger = all.clone().filter(|rate| holds(rate)[kind] >= asked && going.is_none_or(|going| holds(rate)[kind] > going));
        let (rate, because) = match larger.min_by(|one, other| order(one, other)) {
            Some(rate) => (rate, self.worse(rate, ranked)?),
            None if going.is_some() => return None,
            None => {
                let rate = all.max_by(|one, other| order(one, other))?;
                let most = holds(rate)[kind];
                (rate, if kind == 0 { NotAlone::Seats { seats: most } } else { NotAlone::Load { room: most } })
            }
        };
        Some(FleetReason::NotAlone { key: rate.key.clone(), because })
    }

    /// Why one vehicle that is large enough for the most of it was not taken; none if nothing speaks against it.
    fn worse(&self, rate: &VehicleRate, ranked: &Ranked) -> Option<NotAlone> {
        let [seats, load, pieces] = holds(rate);
        let [passengers, asked, luggage] = self.search.asked;
        if load < asked {
            return Some(NotAlone::Load { room: load });
        }
        if pieces < luggage {
            return Some(NotAlone::Luggage { room: pieces });
        }
        if let Some(need) = self.search.needs.iter().find(|need| !rate.capabilities.contains(&need.capability)) {
            return Some(NotAlone::Lacks { amenity: need.amenity });
        }
        let more = match &self.priced {
            Some(priced) => priced.total(vec![VehicleCount { key: rate.key.clone(), count: 1 }]).saturating_sub(ranked.worth),
            None => 0,
        };
        if more != 0 {
            return (more > 0).then_some(NotAlone::Dearer { cents: more });
        }
        let empty = seats.saturating_sub(passengers).saturating_sub(ranked.spare[0]);
        (passengers > 0 && empty > 0 && self.priced.is_some()).then_some(NotAlone::Emptier { seats: empty })
    }
}

#[cfg(test)]
mod tests;
