//! One generated organization: what its records refer to, and how many of each there are.

use chrono::{DateTime, TimeDelta, Utc};
use shared::packs::ServiceLine;
use shared::pricing::Rates;
use uuid::Uuid;

use super::dice::Dice;
use super::log::Fact;
use super::people::Person;

/// How far back its work goes.
pub const DAYS: i64 = 900;

/// How many records an organization gets; the others follow from these.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    pub leads: usize,
    pub accounts: usize,
    /// People beside the first of each account.
    pub more_contacts: usize,
    pub jobs: usize,
    /// For each lead, on average.
    pub activities: usize,
    /// For each job that is over, in tenths.
    pub photos: usize,
    /// Jobs within so many days of today have their checklists; older ones only their phases. All jobs if none.
    pub checklist_days: Option<i64>,
}

impl Sizes {
    /// D1 of the design, times `scale`: 100,000 leads and contacts, some 60,000 quotes, 120,000 jobs, a million
    /// activities, 200,000 photos.
    pub fn d1(scale: f64) -> Self {
        let times = |n: f64| (n * scale).round().max(1.0) as usize;
        Self {
            leads: times(100_000.0),
            accounts: times(80_000.0),
            more_contacts: times(20_000.0),
            jobs: times(120_000.0),
            activities: 10,
            photos: 16,
            checklist_days: None,
        }
    }
}

/// A stage of a pipeline.
pub struct Stage {
    pub id: Uuid,
    pub pipeline: Uuid,
    pub name: String,
    pub status: String,
}

/// What a service line sells by.
pub struct Line {
    pub line: ServiceLine,
    pub book: Uuid,
    pub rates: Rates,
    pub stages: Vec<Stage>,
}

impl Line {
    pub fn stage(&self, status: &str) -> Option<&Stage> {
        self.stages.iter().find(|s| s.status == status)
    }
}

/// A customer, as later records refer to it.
pub struct Customer {
    pub account: Uuid,
    pub contact: Uuid,
    pub name: String,
    pub contact_name: String,
    pub email: String,
    pub phone: String,
}

/// An organization while its records are drawn.
pub struct Tenant {
    pub org: Uuid,
    pub zone: &'static str,
    pub sizes: Sizes,
    pub present: DateTime<Utc>,
    pub dice: Dice,
    pub people: Vec<Person>,
    pub lines: Vec<Line>,
    pub customers: Vec<Customer>,
    pub facts: Vec<Fact>,
    pub quotes: i64,
    pub jobs: i64,
}

impl Tenant {
    /// When its work began.
    pub fn since(&self) -> DateTime<Utc> {
        self.present - TimeDelta::days(DAYS)
    }

    /// The time of the `n`-th of `of` records that come in evenly, with some unrest, the newest an hour ago.
    pub fn moment(&mut self, n: usize, of: usize) -> DateTime<Utc> {
        let span = TimeDelta::days(DAYS).num_seconds() - 3600;
        let step = span / of.max(1) as i64;
        self.since() + TimeDelta::seconds(step * n as i64 + self.dice.between(0, step.max(1) - 1))
    }
}
