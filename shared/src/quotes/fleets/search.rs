//! The search for mixes of vehicles: all of one type, all of two, and of three those with few of two of them.
//!
//! It is bounded by what a book may hold: of each type no more than a quote takes, and what stays behind many cheaper ones
//! is not looked at again. Types are tried in the order of their keys, so that the order of the book does not matter.

use std::collections::BTreeMap;

use crate::AmenityId;
use crate::pricing::{AmenityCategory, Rates, VehicleCount, VehicleRate};
use crate::quotes::Content;

/// So many of one type go at most: what a quote takes.
const MOST_OF_TYPE: u64 = 99;
/// Three types are mixed only where no more than so many help.
const MOST_IN_THREES: usize = 16;
/// So many of two types of three are tried.
const FEW: u32 = 3;
/// So many mixes are kept: those that look best.
const KEPT: usize = 24;
/// So many are gathered before those that look worse are let go.
const GATHERED: usize = 4_096;

/// People, tenths of a cubic metre, pieces of luggage.
pub(super) type Amounts = [u64; 3];

/// Types by their place in the search, and how many of each; none where the count is zero.
pub(super) type Mix = [(usize, u32); 3];

/// Something extras need of a vehicle.
pub(super) struct Need {
    pub capability: String,
    /// The extra that needs it; the first by id if several do.
    pub amenity: AmenityId,
    /// Whoever sits in a vehicle without it goes without: each that seats people must have it.
    aboard: bool,
}

/// A type that helps.
struct Kind<'a> {
    rate: &'a VehicleRate,
    holds: Amounts,
    /// A bit for each need it meets.
    meets: u64,
}

/// What a mix is worth, smaller ones first; then how much room is left over, how many vehicles go, which they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ranked {
    /// Its price in cents, or what it seems to be; without prices the number of vehicles.
    pub worth: i64,
    pub spare: Amounts,
    pub count: u32,
    pub mix: Mix,
}

/// What is to be carried, and what may carry it.
pub(super) struct Search<'a> {
    pub asked: Amounts,
    pub needs: Vec<Need>,
    kinds: Vec<Kind<'a>>,
}

/// What a type holds of each.
pub(super) fn holds(rate: &VehicleRate) -> Amounts {
    [rate.seats.into(), rate.load.unwrap_or(0).into(), rate.luggage.unwrap_or(0).into()]
}

/// What the extras that count need of a vehicle, by name.
fn needs_of(content: &Content, rates: &Rates) -> Vec<Need> {
    let mut needs: BTreeMap<&str, Need> = BTreeMap::new();
    for choice in content.amenities.iter().filter(|choice| choice.chosen || !choice.optional) {
        let Some(amenity) = rates.amenity(choice.amenity) else { continue };
        let Some(capability) = amenity.needs.as_deref() else { continue };
        // a lift or a gear bay in one of them serves all; a seat without power is one
        let aboard = !matches!(amenity.category, AmenityCategory::Accessibility | AmenityCategory::Equipment);
        let need = needs.entry(capability).or_insert_with(|| Need { capability: capability.into(), amenity: amenity.id, aboard });
        need.aboard |= aboard;
        need.amenity = need.amenity.min(amenity.id);
    }
    needs.into_values().collect()
}

impl<'a> Search<'a> {
    /// For a content by a book. Types that bring nothing are left out, and those people could not sit in with what they
    /// asked for.
    pub fn new(content: &Content, rates: &'a Rates) -> Self {
        let asked: Amounts = [content.passengers.into(), content.load.into(), content.luggage.into()];
        let mut needs = needs_of(content, rates);
        // there is a bit for each; a quote has fewer extras
        needs.truncate(64);
        let mut kinds: Vec<Kind<'a>> = Vec::new();
        for rate in &rates.vehicles {
            let has = |need: &Need| rate.capabilities.contains(&need.capability);
            let fits = rate.seats == 0 || needs.iter().all(|need| !need.aboard || has(need));
            let meets = needs.iter().enumerate().filter(|(_, need)| has(need)).fold(0, |bits, (at, _)| bits | (1 << at));
            let holds = holds(rate);
            let helps = meets != 0 || asked.iter().zip(holds).any(|(asked, holds)| *asked > 0 && holds > 0);
            // where a key stands twice, prices go by the first
            if fits && helps && kinds.iter().all(|kind| kind.rate.key != rate.key) {
                kinds.push(Kind { rate, holds, meets });
            }
        }
        kinds.sort_by(|one, other| one.rate.key.cmp(&other.rate.key));
        Self { asked, needs, kinds }
    }

    /// The types that help, by key.
    pub fn keys(&self) -> impl Iterator<Item = &'a str> {
        self.kinds.iter().map(|kind| kind.rate.key.as_str())
    }

    /// The types of a mix and how many of each, the largest first.
    pub fn parts(&self, mix: &Mix) -> Vec<(&'a VehicleRate, u32)> {
        let mut parts: Vec<_> = mix.iter().filter(|(_, count)| *count > 0).map(|(at, count)| (self.kinds[*at].rate, *count)).collect();
        parts.sort_by(|(one, _), (other, _)| holds(other).cmp(&holds(one)).then_with(|| one.key.cmp(&other.key)));
        parts
    }

    /// The same as a quote has it.
    pub fn vehicles(&self, mix: &Mix) -> Vec<VehicleCount> {
        self.parts(mix).into_iter().map(|(rate, count)| VehicleCount { key: rate.key.clone(), count }).collect()
    }

    /// What a mix holds, and the needs it meets.
    pub fn carried(&self, mix: &Mix) -> (Amounts, u64) {
        let (mut held, mut met) = ([0; 3], 0);
        for (at, count) in mix.iter().filter(|(_, count)| *count > 0) {
            let kind = &self.kinds[*at];
            for (held, holds) in held.iter_mut().zip(kind.holds) {
                *held += u64::from(*count) * holds;
            }
            met |= kind.meets;
        }
        (held, met)
    }

    fn all_needs(&self) -> u64 {
        (0..self.needs.len()).fold(0, |bits, at| bits | (1 << at))
    }

    /// Whether everybody and everything goes, with all that is needed.
    fn covers(&self, mix: &Mix) -> bool {
        let (held, met) = self.carried(mix);
        met == self.all_needs() && held.iter().zip(self.asked).all(|(held, asked)| *held >= asked)
    }

    /// Whether no vehicle of it can be left out.
    fn is_tight(&self, mix: &Mix) -> bool {
        (0..mix.len()).filter(|part| mix[*part].1 > 0).all(|part| {
            let mut less = *mix;
            less[part].1 -= 1;
            !self.covers(&less)
        })
    }

    /// How many of a type make a mix carry it all; none if no number does, or nothing is missing.
    fn least(&self, mix: &Mix, at: usize) -> Option<u32> {
        let (held, met) = self.carried(mix);
        let kind = &self.kinds[at];
        let missing = self.all_needs() & !met;
        if missing & !kind.meets != 0 {
            return None;
        }
        let mut count = u64::from(missing != 0);
        for ((asked, held), holds) in self.asked.into_iter().zip(held).zip(kind.holds) {
            match (asked.saturating_sub(held), holds) {
                (0, _) => {}
                (_, 0) => return None,
                (left, holds) => count = count.max(left.div_ceil(holds)),
            }
        }
        u32::try_from(count).ok().filter(|_| (1..=MOST_OF_TYPE).contains(&count))
    }

    /// More of a type than this bring nothing.
    fn most(&self, at: usize) -> u32 {
        let kind = &self.kinds[at];
        let whole = self.asked.into_iter().zip(kind.holds).filter(|(asked, holds)| *asked > 0 && *holds > 0);
        let most = whole.map(|(asked, holds)| asked.div_ceil(holds)).max().unwrap_or(1);
        u32::try_from(most.clamp(1, MOST_OF_TYPE)).unwrap_or(1)
    }

    /// The mixes that carry it all without a vehicle too many, those that look best first; `each` is what one of each type
    /// seems to cost.
    pub fn mixes(&self, each: &[i64]) -> Vec<Ranked> {
        let mut found = Found { search: self, each, all: Vec::new() };
        for one in 0..self.kinds.len() {
            found.rest([(one, 0), (0, 0), (0, 0)], 0);
            for other in one + 1..self.kinds.len() {
                for count in 1..=self.most(one) {
                    found.rest([(one, count), (other, 0), (0, 0)], 1);
                }
            }
        }
        if self.kinds.len() <= MOST_IN_THREES {
            found.threes();
        }
        found.sift();
        found.all
    }
}

/// The mixes found so far.
struct Found<'s, 'a> {
    search: &'s Search<'a>,
    each: &'s [i64],
    all: Vec<Ranked>,
}

impl Found<'_, '_> {
    /// Mixes of three types, few of any two of them.
    fn threes(&mut self) {
        let count = self.search.kinds.len();
        for one in 0..count {
            for two in one + 1..count {
                for three in two + 1..count {
                    for rest in 0..3 {
                        self.few([one, two, three], rest);
                    }
                }
            }
        }
    }

    /// Mixes of these types, few of all but one.
    fn few(&mut self, types: [usize; 3], rest: usize) {
        let (first, second) = ((rest + 1) % 3, (rest + 2) % 3);
        for some in 1..=FEW.min(self.search.most(types[first])) {
            for others in 1..=FEW.min(self.search.most(types[second])) {
                let mut mix = types.map(|at| (at, 0));
                (mix[first].1, mix[second].1) = (some, others);
                self.rest(mix, rest);
            }
        }
    }

    /// Fills a mix up with as many of one of its types as it takes, and keeps it if nothing of it is too much.
    fn rest(&mut self, mut mix: Mix, part: usize) {
        let Some(count) = self.search.least(&mix, mix[part].0) else { return };
        mix[part].1 = count;
        if !self.search.is_tight(&mix) {
            return;
        }
        let worth = mix.iter().fold(0_i64, |sum, (at, count)| {
            let each = if *count == 0 { 0 } else { self.each[*at] };
            sum.saturating_add(each.saturating_mul(i64::from(*count)))
        });
        let (held, _) = self.search.carried(&mix);
        let mut spare = [0; 3];
        for ((spare, held), asked) in spare.iter_mut().zip(held).zip(self.search.asked) {
            // room nobody asked for is no loss
            *spare = if asked == 0 { 0 } else { held - asked };
        }
        let count = mix.iter().map(|(_, count)| *count).sum();
        self.all.push(Ranked { worth, spare, count, mix });
        if self.all.len() >= GATHERED {
            self.sift();
        }
    }

    /// Lets go what looks worse than enough others.
    fn sift(&mut self) {
        self.all.sort_unstable();
        self.all.dedup();
        self.all.truncate(KEPT);
    }
}
