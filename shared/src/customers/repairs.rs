//! What repairs of an account's units cost: the more on one unit, the cheaper each; many at once, less again.
//!
//! An account may have price lists of its own, each from a day on and until another; no two hold on the same day. On
//! days without one the standard prices hold, which a price book may set otherwise. Lists are ended or, before their first day, withdrawn, never changed:
//! what was charged can be explained later.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use crate::input::{check_line, check_required};
use crate::{Error, PriceListId, Result};

/// How many repairs at once are discounted, unless the list says otherwise.
pub const DISCOUNT_FROM: i32 = 10;

/// The price of the first repair of a unit, of the second, and so on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RepairTiers {
    #[validate(range(min = 0, max = 100_000_000))]
    pub first_cents: i64,
    #[validate(range(min = 0, max = 100_000_000))]
    pub second_cents: i64,
    #[validate(range(min = 0, max = 100_000_000))]
    pub third_cents: i64,
    #[validate(range(min = 0, max = 100_000_000))]
    pub fourth_cents: i64,
    /// The fifth and every later one.
    #[validate(range(min = 0, max = 100_000_000))]
    pub later_cents: i64,
}

/// What holds for accounts without a list of their own, unless the organization publishes others.
pub const STANDARD: RepairTiers =
    RepairTiers { first_cents: 50_00, second_cents: 40_00, third_cents: 35_00, fourth_cents: 30_00, later_cents: 25_00 };

impl Default for RepairTiers {
    fn default() -> Self {
        STANDARD
    }
}

impl RepairTiers {
    /// Whether these are the prices every organization begins with.
    pub fn is_standard(&self) -> bool {
        *self == STANDARD
    }

    /// The price of the nth repair of a unit; they are counted from 1.
    pub fn nth(&self, nth: u32) -> i64 {
        match nth {
            0 | 1 => self.first_cents,
            2 => self.second_cents,
            3 => self.third_cents,
            4 => self.fourth_cents,
            _ => self.later_cents,
        }
    }

    /// All five, in order.
    pub fn all(&self) -> [i64; 5] {
        [self.first_cents, self.second_cents, self.third_cents, self.fourth_cents, self.later_cents]
    }
}

/// Prices agreed with an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PriceList {
    pub id: PriceListId,
    pub version: i32,
    pub tiers: RepairTiers,
    /// Off the whole when there are many repairs at once, in hundredths of a percent.
    pub discount_bp: i32,
    /// How many repairs are many.
    pub discount_from: i32,
    pub from: NaiveDate,
    /// Its last day; none while nothing ends it.
    pub until: Option<NaiveDate>,
    /// Taken back before its first day: it never held.
    pub withdrawn: bool,
    /// Why it was set, and why it was ended.
    pub why: String,
    /// Who set it.
    pub by: String,
    pub at: DateTime<Utc>,
}

impl PriceList {
    /// Whether it holds on a day.
    pub fn holds(&self, day: NaiveDate) -> bool {
        !self.withdrawn && self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// Prices to be agreed. A list that goes on without end ends the day before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewPriceList {
    #[validate(nested)]
    pub tiers: RepairTiers,
    #[validate(range(min = 0, max = 10_000))]
    pub discount_bp: i32,
    #[validate(range(min = 2, max = 1_000))]
    pub discount_from: i32,
    pub from: NaiveDate,
    #[serde(default)]
    pub until: Option<NaiveDate>,
    #[validate(length(max = 300), custom(function = check_reason))]
    pub why: String,
}

impl NewPriceList {
    /// What a single field cannot know: the last day is not before the first.
    pub fn check_days(&self) -> Result<()> {
        if self.until.is_some_and(|until| until < self.from) { Err(Error::field("until", "before_previous")) } else { Ok(()) }
    }
}

/// Ends a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EndPriceList {
    /// The version the change was made on.
    pub version: i32,
    /// Its last day.
    pub until: NaiveDate,
    #[validate(length(max = 300), custom(function = check_reason))]
    pub why: String,
}

fn check_reason(why: &str) -> Result<(), ValidationError> {
    check_required(why)?;
    check_line(why)
}

/// The list that holds on a day.
pub fn in_effect(lists: &[PriceList], day: NaiveDate) -> Option<&PriceList> {
    lists.iter().find(|list| list.holds(day))
}

/// What repairs cost together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepairPrice {
    /// The price of each, in the order asked.
    pub each: Vec<i64>,
    pub subtotal_cents: i64,
    pub discount_cents: i64,
    pub total_cents: i64,
    /// By which list; none by the standard prices.
    pub list: Option<PriceListId>,
}

/// What repairs done at once cost on a day; for each it is said the how manieth of its unit it is.
pub fn repairs(lists: &[PriceList], day: NaiveDate, nths: &[u32]) -> RepairPrice {
    let list = in_effect(lists, day);
    let tiers = list.map_or(STANDARD, |list| list.tiers);
    let each: Vec<i64> = nths.iter().map(|nth| tiers.nth(*nth)).collect();
    let subtotal_cents: i64 = each.iter().sum();
    let many = list.filter(|list| i64::try_from(nths.len()).is_ok_and(|n| n >= i64::from(list.discount_from)));
    let discount_cents = many.map_or(0, |list| (subtotal_cents * i64::from(list.discount_bp) + 5_000) / 10_000);
    RepairPrice { each, subtotal_cents, discount_cents, total_cents: subtotal_cents - discount_cents, list: list.map(|list| list.id) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn list(from: &str, until: Option<&str>, first_cents: i64) -> PriceList {
        PriceList {
            id: PriceListId(uuid::Uuid::from_u128(first_cents.unsigned_abs().into())),
            version: 1,
            tiers: RepairTiers { first_cents, ..STANDARD },
            discount_bp: 1_250,
            discount_from: DISCOUNT_FROM,
            from: day(from),
            until: until.map(day),
            withdrawn: false,
            why: "agreed".into(),
            by: "Olive".into(),
            at: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn each_repair_of_a_unit_costs_by_how_many_there_were() {
        let prices = repairs(&[], day("2026-11-22"), &[1, 2, 3, 4, 5, 6, 7]).each;
        assert_eq!(prices, [5000, 4000, 3500, 3000, 2500, 2500, 2500]);
    }

    #[test]
    fn a_list_holds_from_its_first_to_its_last_day_and_standard_prices_between() {
        let lists = [list("2026-01-01", Some("2026-06-30"), 4500), list("2026-08-01", None, 4200)];
        for (at, cents) in [
            ("2025-12-31", 5000),
            ("2026-01-01", 4500),
            ("2026-06-30", 4500),
            ("2026-07-01", 5000),
            ("2026-08-01", 4200),
            ("2040-01-01", 4200),
        ] {
            assert_eq!(repairs(&lists, day(at), &[1]).total_cents, cents, "{at}");
        }
        let withdrawn = [PriceList { withdrawn: true, ..list("2026-01-01", None, 4500) }];
        assert_eq!(repairs(&withdrawn, day("2026-05-01"), &[1]).total_cents, 5000);
    }

    #[test]
    fn many_at_once_are_discounted_from_the_threshold_on() {
        let lists = [list("2026-01-01", None, 4500)];
        let nine = repairs(&lists, day("2026-05-01"), &[1; 9]);
        assert_eq!((nine.subtotal_cents, nine.discount_cents, nine.total_cents), (40_500, 0, 40_500));
        let ten = repairs(&lists, day("2026-05-01"), &[1, 2, 3, 4, 5, 6, 1, 1, 1, 1]);
        assert_eq!(ten.each, [4500, 4000, 3500, 3000, 2500, 2500, 4500, 4500, 4500, 4500]);
        // 38,000 by 12.5 %
        assert_eq!((ten.subtotal_cents, ten.discount_cents, ten.total_cents), (38_000, 4_750, 33_250));
        assert_eq!(ten.list, Some(lists[0].id));
        assert_eq!(repairs(&[], day("2026-05-01"), &[1; 30]).discount_cents, 0, "standard prices have none");
        assert_eq!(repairs(&lists, day("2026-05-01"), &[]).total_cents, 0);
    }

    #[test]
    fn a_list_does_not_end_before_it_begins() {
        let new = |until| NewPriceList {
            tiers: STANDARD,
            discount_bp: 0,
            discount_from: DISCOUNT_FROM,
            from: day("2026-05-02"),
            until,
            why: "agreed".into(),
        };
        assert!(new(Some(day("2026-05-02"))).check_days().is_ok());
        assert!(new(Some(day("2026-05-01"))).check_days().is_err());
        assert!(crate::input::check(&NewPriceList { why: " ".into(), ..new(None) }).is_err());
    }

    proptest! {
        #[test]
        fn lines_sum_to_the_subtotal_and_the_order_does_not_matter(nths in proptest::collection::vec(1_u32..9, 0..40), bp in 0..=10_000) {
            let lists = [PriceList { discount_bp: bp, ..list("2026-01-01", None, 4500) }];
            let price = repairs(&lists, day("2026-05-01"), &nths);
            prop_assert_eq!(price.each.iter().sum::<i64>(), price.subtotal_cents);
            prop_assert_eq!(price.subtotal_cents - price.discount_cents, price.total_cents);
            prop_assert!((0..=price.subtotal_cents).contains(&price.discount_cents));
            let turned: Vec<u32> = nths.iter().rev().copied().collect();
            prop_assert_eq!(repairs(&lists, day("2026-05-01"), &turned).total_cents, price.total_cents);
        }
    }
}
