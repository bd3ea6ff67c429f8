//! Requests made up from a seed: the same in a browser and on the server, so that the prices two builds make of them can
//! be held against each other, and those of one against decimals of any length.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    Change, DepositPolicy, Discount, LineItem, PriceRequest, PromoScope, PromoTerms, Rates, Relief, Tax, TradeHours, VehicleCount,
    VolumeStep, price,
};
use crate::LineId;
use crate::packs::{Label, ServiceLine, prices};
use crate::quotes::TripType;

/// A small generator (splitmix64): a million cases in little time, the same from the same seed everywhere.
#[derive(Clone, Debug)]
pub struct Luck(u64);

impl Luck {
    /// Begins with a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 up to a number above zero, which is left out.
    pub fn below(&mut self, end: i64) -> i64 {
        (self.next() % end as u64) as i64
    }

    /// Mostly everyday sizes, now and then the largest there are.
    pub fn cents(&mut self) -> i64 {
        let end = [100, 10_000, 1_000_000, 100_000_000][self.below(4) as usize];
        self.below(end)
    }
}

/// The next request, and the book it is priced by.
pub fn request(luck: &mut Luck) -> (PriceRequest, Rates) {
    let line = [ServiceLine::Moving, ServiceLine::Charter, ServiceLine::Contracting][luck.below(3) as usize];
    let mut rates = prices::default_rates(line, "CA");
    rates.taxes = (0..luck.below(4)).map(|_| Tax { name: Label::same("Tax"), ppm: luck.below(300_000) as u32 }).collect();
    rates.deposit = DepositPolicy { deposit_bp: luck.below(10_001) as u32, balance_days_before: 2, company: None };
    for vehicle in &mut rates.vehicles {
        (vehicle.hour_cents, vehicle.km_cents, vehicle.day_cents) =
            (luck.cents() % 100_000, luck.cents() % 1_000, luck.cents() % 1_000_000);
    }
    let from = 1 + luck.cents();
    rates.volume =
        (0..luck.below(4)).map(|n| VolumeStep { from_cents: from * (n + 1), off_bp: 1 + (n * 700 + luck.below(700)) as u32 }).collect();
    let vehicles = rates.vehicles.iter().take(2).map(|v| VehicleCount { key: v.key.clone(), count: luck.below(4) as u32 }).collect();
    let trades = rates
        .trades
        .iter()
        .take(3)
        .map(|t| TradeHours { key: t.key.clone(), people: luck.below(5) as u32, minutes: luck.below(3_000) as u32 })
        .collect();
    let lines = (0..luck.below(12))
        .map(|n| LineItem {
            id: LineId(Uuid::from_u128(n as u128)),
            name: "Packing".into(),
            note: String::new(),
            quantity_milli: luck.below(50_000),
            // one in eight takes off
            unit_cents: if luck.below(8) == 0 { -luck.cents() / 10 } else { luck.cents() },
            unit_cost_cents: None,
            optional: luck.below(4) == 0,
            chosen: luck.below(2) == 0,
        })
        .collect();
    let promo = (luck.below(3) == 0).then(|| PromoTerms {
        code: "TEAM150".into(),
        discount: if luck.below(2) == 0 { Discount::PercentBp(luck.below(10_001) as u32) } else { Discount::Cents(luck.cents()) },
        minimum_cents: 0,
        ends_on: None,
        only: PromoScope::default(),
    });
    let by_hand = (luck.below(2) == 0).then(|| match luck.below(3) {
        0 => Change::Cents(luck.cents() - luck.cents()),
        _ => Change::PercentBp(luck.below(14_000) as i32 - 10_000),
    });
    let day = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap_or_default();
    let request = PriceRequest {
        quoted_on: day,
        starts: (day + chrono::Days::new(luck.below(400) as u64)).and_hms_opt(9, 30, 0),
        minutes: luck.below(3_000) as u32,
        days: luck.below(4) as u32,
        metres: luck.below(2_000_000) as u64,
        deadhead_metres: luck.below(300_000) as u64,
        passengers: luck.below(60) as u32,
        trip: TripType::OneWay,
        spots: Vec::new(),
        crew: luck.below(6) as u32,
        vehicles,
        amenities: Vec::new(),
        lines,
        packages: Vec::new(),
        package: None,
        adjustment: by_hand,
        promo,
        relief: Relief { minutes: luck.below(1_500) as u32, call_outs: luck.below(3) as u32, nights: luck.below(3) as u32 },
        repairs: Vec::new(),
        agreed: None,
        trades,
        tax_exempt: luck.below(10) == 0,
    };
    (request, rates)
}

/// What so many requests of a seed come to, every line of every price in one number (FNV-1a over their JSON).
pub fn digest(seed: u64, count: u64) -> u64 {
    let mut luck = Luck::new(seed);
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for _ in 0..count {
        let (request, rates) = request(&mut luck);
        // a price that cannot be written down would differ from one that can
        for byte in serde_json::to_vec(&price(&request, &rates)).unwrap_or_default() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_comes_to_the_same_again_and_another_to_something_else() {
        assert_eq!(digest(7, 40), digest(7, 40));
        assert_ne!(digest(7, 40), digest(8, 40));
        assert_ne!(digest(7, 40), digest(7, 41), "every price counts");
    }

    #[test]
    fn what_is_made_up_is_worth_pricing() {
        let mut luck = Luck::new(7);
        let made: Vec<(PriceRequest, Rates)> = (0..200).map(|_| request(&mut luck)).collect();
        assert!(made.iter().filter(|(request, rates)| price(request, rates).total_cents > 0).count() > 100);
        assert!(made.iter().any(|(request, _)| request.promo.is_some()) && made.iter().any(|(request, _)| request.adjustment.is_some()));
    }
}
