//! What a draft of prices would have made of quotes that went out: each is priced by its own book and by the draft, with
//! the same function, the same day and the same code.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Bucket, Dearer, MarginEffect, PriceEffect, PriceProblem, Priced, Rates, SkipReason, Skipped, Standing, StandingEffect, Tried, price,
};
use crate::packs::ServiceLine;

/// How far back a replay looks, in days.
pub const REPLAY_DAYS: u64 = 90;

/// So many quotes whose customers would pay more are named.
pub const NAMED: usize = 50;

/// What a draft makes of the quotes of the last days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Replay {
    pub service_line: ServiceLine,
    /// The version of the draft that was tried.
    pub draft_version: i32,
    /// The first and the last day of the quotes that were tried.
    pub since: NaiveDate,
    pub until: NaiveDate,
    pub all: PriceEffect,
    /// One for each standing, in their order.
    pub standings: Vec<StandingEffect>,
    /// From the largest fall to the largest rise.
    pub buckets: Vec<Bucket>,
    /// Absent for those without the cost right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub margin: Option<MarginEffect>,
    pub skipped: Vec<Skipped>,
    /// Offers that went out with another total than their book gives now; they are compared as their book prices them.
    pub adrift: i64,
    /// Those who would pay most more, at most [`NAMED`].
    pub dearer: Vec<Dearer>,
}

/// Upper bounds of the steps of change, in basis points.
const STEPS_BP: [i32; 4] = [200, 500, 1_000, 2_000];
/// Where the unchanged are counted.
const UNCHANGED: usize = STEPS_BP.len() + 1;

/// Where a change is counted. What was free and is not any more rises without bound.
fn bucket(before: i64, after: i64) -> usize {
    let difference = i128::from(after) - i128::from(before);
    let size = difference.unsigned_abs().saturating_mul(10_000);
    let whole = before.unsigned_abs();
    let step = STEPS_BP.iter().take_while(|bp| size > u128::from(bp.unsigned_abs()) * u128::from(whole)).count();
    match difference {
        0 => UNCHANGED,
        ..0 => UNCHANGED - 1 - step,
        _ => UNCHANGED + 1 + step,
    }
}

fn empty_buckets() -> Vec<Bucket> {
    let bound = |step: usize| STEPS_BP.get(step).copied();
    let side = |sign: i32| {
        move |step: usize| Bucket {
            from_bp: Some(step.checked_sub(1).and_then(bound).unwrap_or(0) * sign),
            to_bp: bound(step).map(|bp| bp * sign),
            quotes: 0,
        }
    };
    let steps = 0..=STEPS_BP.len();
    let unchanged = Bucket { from_bp: Some(0), to_bp: Some(0), quotes: 0 };
    steps.clone().rev().map(side(-1)).chain([unchanged]).chain(steps.map(side(1))).collect()
}

impl PriceEffect {
    fn add(&mut self, before: &Priced, after: &Priced) {
        self.quotes += 1;
        self.before_cents += revenue(before);
        self.after_cents += revenue(after);
        let counted = match after.total_cents.cmp(&before.total_cents) {
            std::cmp::Ordering::Greater => &mut self.more,
            std::cmp::Ordering::Less => &mut self.less,
            std::cmp::Ordering::Equal => &mut self.same,
        };
        *counted += 1;
    }

    /// By how much the revenue would differ.
    pub fn difference_cents(&self) -> i64 {
        self.after_cents - self.before_cents
    }
}

/// What is ours of a price: tax is not.
fn revenue(priced: &Priced) -> i64 {
    priced.total_cents - priced.tax_cents
}

/// Why two prices cannot be compared.
fn refusal(before: &Priced, after: &Priced) -> Option<SkipReason> {
    let blocks = |priced: &Priced| priced.problems.iter().any(|problem| !problem.is_warning());
    if before.lines.is_empty() || blocks(before) {
        return Some(SkipReason::Unpriced);
    }
    after.problems.iter().find_map(|problem| match problem {
        PriceProblem::UnknownVehicle => Some(SkipReason::VehicleGone),
        PriceProblem::UnknownAmenity => Some(SkipReason::ExtraGone),
        PriceProblem::UnknownTrade => Some(SkipReason::TradeGone),
        problem if !problem.is_warning() => Some(SkipReason::OutOfRange),
        _ => None,
    })
}

impl Replay {
    /// A replay that has seen no quote yet.
    pub fn new(service_line: ServiceLine, draft_version: i32, since: NaiveDate, until: NaiveDate) -> Self {
        Self {
            service_line,
            draft_version,
            since,
            until,
            all: PriceEffect::default(),
            standings: Standing::ALL
                .iter()
                .map(|standing| StandingEffect { standing: *standing, effect: PriceEffect::default() })
                .collect(),
            buckets: empty_buckets(),
            margin: Some(MarginEffect::default()),
            skipped: Vec::new(),
            adrift: 0,
            dearer: Vec::new(),
        }
    }

    /// Tries a quote that was made with the book `own`.
    pub fn try_on(&mut self, tried: Tried, own: &Rates, draft: &Rates) {
        let before = price(&tried.request, own);
        let after = price(&tried.request, draft);
        if let Some(reason) = refusal(&before, &after) {
            return self.skip(reason);
        }
        self.all.add(&before, &after);
        if let Some(of) = self.standings.iter_mut().find(|of| of.standing == tried.standing) {
            of.effect.add(&before, &after);
        }
        if let Some(bucket) = self.buckets.get_mut(bucket(before.total_cents, after.total_cents)) {
            bucket.quotes += 1;
        }
        if let (Some(margin), Some(cost_before), Some(cost_after)) = (&mut self.margin, before.cost_cents, after.cost_cents) {
            margin.quotes += 1;
            margin.before_cents += revenue(&before) - cost_before;
            margin.after_cents += revenue(&after) - cost_after;
        }
        if tried.standing != Standing::Draft && tried.kept_cents != before.total_cents {
            self.adrift += 1;
        }
        if after.total_cents > before.total_cents {
            self.name(Dearer {
                quote: tried.quote,
                number: tried.number,
                customer: tried.customer,
                standing: tried.standing,
                before_cents: before.total_cents,
                after_cents: after.total_cents,
            });
        }
    }

    /// Counts a quote that could not be tried.
    pub fn skip(&mut self, reason: SkipReason) {
        match self.skipped.iter_mut().find(|skipped| skipped.reason == reason) {
            Some(skipped) => skipped.quotes += 1,
            None => {
                self.skipped.push(Skipped { reason, quotes: 1 });
                self.skipped.sort_by_key(|skipped| skipped.reason);
            }
        }
    }

    /// How many quotes could not be tried.
    pub fn skipped_quotes(&self) -> i64 {
        self.skipped.iter().map(|skipped| skipped.quotes).sum()
    }

    /// The sums of a standing.
    pub fn of(&self, standing: Standing) -> PriceEffect {
        self.standings.iter().find(|of| of.standing == standing).map(|of| of.effect).unwrap_or_default()
    }

    /// The same without what only holders of the cost right may see.
    pub fn without_costs(self) -> Self {
        Self { margin: None, ..self }
    }

    fn name(&mut self, dearer: Dearer) {
        let at = self.dearer.partition_point(|known| known.place() <= dearer.place());
        if at < NAMED {
            self.dearer.insert(at, dearer);
            self.dearer.truncate(NAMED);
        }
    }
}

#[cfg(test)]
#[path = "replay_tests.rs"]
mod tests;
