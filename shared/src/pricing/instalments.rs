//! The instalments of a total: by the policy of the book, by the terms of the account, or by a schedule of the quote's
//! own.
//!
//! [`instalments`] is total: whatever it is given, what it answers sums to the total exactly and none of it is below
//! zero. What makes no sense is refused before, by [`problems`](super::problems) and by the rules of [`Planned`].

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::price::scaled;
use super::{DepositPolicy, DepositShare, Due, Part, Payer, Planned, Priced, WHOLE_BP, text};
use crate::customers::{AccountKind, Terms};
use crate::money::allocate;
use crate::packs::Label;
use crate::text::{Locale, with_locale};

/// An instalment of a price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Instalment {
    pub label: Label,
    /// A date where it can be known, else as it was laid down.
    pub due: Due,
    /// Zero or more.
    pub cents: i64,
}

/// What days are reckoned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    pub quoted_on: NaiveDate,
    /// The day the work starts, if it is known.
    pub starts: Option<NaiveDate>,
}

impl Due {
    /// The date, where there is one.
    pub fn date(self) -> Option<NaiveDate> {
        if let Due::On { date } = self { Some(date) } else { None }
    }

    /// The same with a date where it can be known; nothing is due before the day of the quote.
    fn known(self, dates: Dates) -> Self {
        let date = match self {
            Due::Acceptance => None,
            Due::BeforeStart { days } => dates.starts.and_then(|starts| starts.checked_sub_days(Days::new(days.into()))),
            Due::AfterStart { days } => dates.starts.and_then(|starts| starts.checked_add_days(Days::new(days.into()))),
            Due::On { date } => Some(date),
        };
        date.map_or(self, |date| Due::On { date: date.max(dates.quoted_on) })
    }

    /// What instalments are put in order by: acceptance first, what has no date yet last.
    fn place(self) -> (u8, i64) {
        match self {
            Due::Acceptance => (0, 0),
            Due::On { date } => (1, date.num_days_from_ce().into()),
            Due::BeforeStart { days } => (2, -i64::from(days)),
            Due::AfterStart { days } => (2, days.into()),
        }
    }
}

impl DepositPolicy {
    /// What holds for a kind of customer.
    pub fn share(&self, kind: AccountKind) -> DepositShare {
        let all = DepositShare { deposit_bp: self.deposit_bp, balance_days_before: self.balance_days_before };
        self.company.filter(|_| kind == AccountKind::Company).unwrap_or(all)
    }

    /// The same as a policy for that kind alone, which is all its customers need to know.
    pub fn only(&self, kind: AccountKind) -> Self {
        let DepositShare { deposit_bp, balance_days_before } = self.share(kind);
        Self { deposit_bp, balance_days_before, company: None }
    }

    /// How somebody pays when the quote says nothing else: what the account agreed on, else a deposit at acceptance and
    /// the balance before the work.
    pub fn plan(&self, payer: Payer) -> Vec<Planned> {
        let after = |days| vec![Planned::new(Part::Rest, Due::AfterStart { days })];
        match payer.terms {
            Terms::Prepaid => vec![Planned::new(Part::Rest, Due::Acceptance)],
            Terms::Net30 => after(30),
            Terms::Net60 => after(60),
            Terms::DueOnReceipt => {
                let share = self.share(payer.kind);
                vec![
                    Planned::new(Part::PercentBp(share.deposit_bp), Due::Acceptance),
                    Planned::new(Part::Rest, Due::BeforeStart { days: share.balance_days_before }),
                ]
            }
        }
    }

    /// Whether a quote's own schedule asks for something else than the `usual` one of its line of work does; names do not
    /// count. Where either is empty this policy holds.
    pub fn differs(&self, payer: Payer, usual: &[Planned], own: &[Planned]) -> bool {
        let terms = |plan: &[Planned]| {
            let holds = if plan.is_empty() { self.plan(payer) } else { plan.to_vec() };
            holds.into_iter().map(|planned| (planned.part, planned.due)).collect::<Vec<_>>()
        };
        terms(own) != terms(usual)
    }
}

/// The instalments a total is paid in, in the order they are due, as many as were laid down. They sum to the total
/// exactly, or to zero where it is below; cents that rounding leaves go where most was cut off; where amounts come to
/// more than the total, those due last shrink.
pub fn instalments(total_cents: i64, dates: Dates, policy: &DepositPolicy, payer: Payer, own: &[Planned]) -> Vec<Instalment> {
    let by_policy;
    let plan = if own.is_empty() {
        by_policy = policy.plan(payer);
        &by_policy[..]
    } else {
        own
    };
    let total = total_cents.max(0);
    let mut all: Vec<(Due, i64, &str)> =
        plan.iter().zip(amounts(plan, total)).map(|(planned, cents)| (planned.due.known(dates), cents, planned.label.trim())).collect();
    all.sort_by_key(|(due, ..)| due.place());
    // who leaves out what was offered may owe less than what was laid down
    let mut left = total;
    for (_, cents, _) in &mut all {
        *cents = (*cents).clamp(0, left);
        left -= *cents;
    }
    if let Some((_, cents, _)) = all.last_mut() {
        *cents += left;
    }
    let (count, paying) = (all.len(), all.iter().filter(|(_, cents, _)| *cents > 0).count());
    all.into_iter()
        .enumerate()
        .map(|(i, (due, cents, name))| {
            let label = match name {
                "" if paying <= 1 => text::label(text::in_full),
                "" if due == Due::Acceptance => text::label(text::deposit),
                "" if i + 1 == count => text::label(text::balance),
                "" => {
                    let nth = || text::instalment(i + 1);
                    Label { en: with_locale(Locale::En, nth), fr: with_locale(Locale::Fr, nth) }
                }
                name => Label::same(name),
            };
            Instalment { label, due, cents }
        })
        .collect()
}

/// What each part of a plan is of a total, before it is held against the total.
fn amounts(plan: &[Planned], total: i64) -> Vec<i64> {
    let weights: Vec<u64> = plan.iter().map(|planned| planned.part.bp().into()).collect();
    let percent: u64 = weights.iter().sum();
    // rounded as a whole: then two halves of a policy and the policy itself come to the same
    let whole = scaled(total, &[percent.into()], WHOLE_BP.into()).min(total);
    let shares = if percent == 0 { vec![0; plan.len()] } else { allocate(whole, &weights) };
    let fixed = plan.iter().fold(0, |sum: i64, planned| sum.saturating_add(planned.part.fixed()));
    let mut rest = Some(total.saturating_sub(whole).saturating_sub(fixed).max(0));
    plan.iter()
        .zip(shares)
        .map(|(planned, share)| match planned.part {
            Part::PercentBp(_) => share,
            Part::Cents(_) => planned.part.fixed(),
            Part::Rest => rest.take().unwrap_or(0),
        })
        .collect()
}

impl Priced {
    /// The same price, paid as a policy, an account and a quote's own schedule have it.
    pub fn payable(mut self, dates: Dates, policy: &DepositPolicy, payer: Payer, own: &[Planned]) -> Self {
        let all = instalments(self.total_cents, dates, policy, payer, own);
        let (now, later): (Vec<&Instalment>, Vec<&Instalment>) = all.iter().partition(|one| one.due == Due::Acceptance);
        self.deposit_cents = now.iter().map(|one| one.cents).sum();
        self.balance_cents = self.total_cents - self.deposit_cents;
        let days: Option<Vec<NaiveDate>> = later.iter().map(|one| one.due.date()).collect();
        self.balance_due = days.and_then(|days| days.into_iter().max());
        // documents that were signed before there were schedules stay as they are; where nobody knows when the work starts
        // the days before it are told by the instalments alone
        let has_day = |one: &&Instalment| one.cents == 0 || one.due.date().is_some() || one.due == Due::BeforeStart { days: 0 };
        let is_told = own.is_empty() && payer.terms == Terms::DueOnReceipt && later.iter().all(has_day);
        self.instalments = if is_told { Vec::new() } else { all };
        self
    }

    /// What is paid when, in order, without what comes to nothing.
    pub fn payments(&self) -> Vec<Instalment> {
        let mut all = self.instalments.clone();
        if all.is_empty() {
            let both = self.deposit_cents > 0 && self.balance_cents > 0;
            let label = |what: fn() -> String| text::label(if both { what } else { text::in_full });
            let due = self.balance_due.map_or(Due::BeforeStart { days: 0 }, |date| Due::On { date });
            all.push(Instalment { label: label(text::deposit), due: Due::Acceptance, cents: self.deposit_cents });
            all.push(Instalment { label: label(text::balance), due, cents: self.balance_cents });
        }
        all.retain(|one| one.cents > 0);
        all
    }
}

#[cfg(test)]
#[path = "instalments_tests.rs"]
mod tests;
