//! What the laws allow, each from the day it holds.

use chrono::NaiveDate;

use super::{Rule, RuleSet};

/// The limits of a rule set, in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The first day they hold: year, month, day.
    since: (i32, u32, u32),
    /// So long off duty without interruption ends a shift.
    pub rest: u32,
    /// Driving in a shift.
    pub driving: u32,
    /// On duty in a shift.
    pub on_duty: Option<u32>,
    /// Since the shift began.
    pub window: Option<u32>,
    /// Driving after which an interruption is due, and how long that is.
    pub pause: Option<(u32, u32)>,
    /// Driving in a calendar day.
    pub day_driving: Option<u32>,
    /// Off duty in a calendar day, in blocks of at least half an hour.
    pub day_rest: Option<u32>,
    /// On duty in so many days in a row.
    pub cycle: (u32, u32),
    /// So long off duty begins a new run of days.
    pub restart: Option<u32>,
}

const HOUR: u32 = 60;

/// 49 CFR 395.5 as of 70 FR 50073. Carriers that run every day: 70 hours in 8 days. There is no restart.
const US_PASSENGER: &[Limits] = &[Limits {
    since: (2005, 10, 1),
    rest: 8 * HOUR,
    driving: 10 * HOUR,
    on_duty: Some(15 * HOUR),
    window: None,
    pause: None,
    day_driving: None,
    day_rest: None,
    cycle: (70 * HOUR, 8),
    restart: None,
}];

/// 49 CFR 395.3. Any half hour of not driving interrupts since 29 September 2020 (85 FR 33396).
const US_PROPERTY: &[Limits] = &[Limits {
    since: (2020, 9, 29),
    rest: 10 * HOUR,
    driving: 11 * HOUR,
    on_duty: None,
    window: Some(14 * HOUR),
    pause: Some((8 * HOUR, 30)),
    day_driving: None,
    day_rest: None,
    cycle: (70 * HOUR, 8),
    restart: Some(34 * HOUR),
}];

/// SOR/2005-313, sections 12 to 14 and 24 to 26, in force since 2007.
const CANADA: &[Limits] = &[Limits {
    since: (2007, 1, 1),
    rest: 8 * HOUR,
    driving: 13 * HOUR,
    on_duty: Some(14 * HOUR),
    window: Some(16 * HOUR),
    pause: None,
    day_driving: Some(13 * HOUR),
    day_rest: Some(10 * HOUR),
    cycle: (70 * HOUR, 7),
    restart: Some(36 * HOUR),
}];

/// The limits of a rule set on a day; none where no rules apply, or none of ours yet.
pub fn limits(set: RuleSet, on: NaiveDate) -> Option<&'static Limits> {
    let versions = match set {
        RuleSet::UsPassenger => US_PASSENGER,
        RuleSet::UsProperty => US_PROPERTY,
        RuleSet::Canada => CANADA,
        RuleSet::None => return None,
    };
    versions.iter().rev().find(|l| NaiveDate::from_ymd_opt(l.since.0, l.since.1, l.since.2).is_some_and(|since| since <= on))
}

impl RuleSet {
    /// Where a rule stands in the law, and an address to read it at.
    pub fn cites(self, rule: Rule) -> (&'static str, &'static str) {
        const PASSENGER: &str = "https://www.ecfr.gov/current/title-49/section-395.5";
        const PROPERTY: &str = "https://www.ecfr.gov/current/title-49/section-395.3";
        const CANADIAN: &str = "https://laws-lois.justice.gc.ca/eng/regulations/SOR-2005-313/page-1.html";
        match (self, rule) {
            (RuleSet::UsPassenger, Rule::Driving) => ("49 CFR 395.5(a)(1)", PASSENGER),
            (RuleSet::UsPassenger, Rule::Cycle) => ("49 CFR 395.5(b)(2)", PASSENGER),
            (RuleSet::UsPassenger, _) => ("49 CFR 395.5(a)(2)", PASSENGER),
            (RuleSet::UsProperty, Rule::Driving) => ("49 CFR 395.3(a)(3)(i)", PROPERTY),
            (RuleSet::UsProperty, Rule::Break) => ("49 CFR 395.3(a)(3)(ii)", PROPERTY),
            (RuleSet::UsProperty, Rule::Cycle) => ("49 CFR 395.3(b)(2)", PROPERTY),
            (RuleSet::UsProperty, _) => ("49 CFR 395.3(a)(2)", PROPERTY),
            (RuleSet::Canada, Rule::DayDriving) => ("SOR/2005-313, s. 12(1)", CANADIAN),
            (RuleSet::Canada, Rule::Driving) => ("SOR/2005-313, s. 13(1)", CANADIAN),
            (RuleSet::Canada, Rule::OnDuty) => ("SOR/2005-313, s. 13(2)", CANADIAN),
            (RuleSet::Canada, Rule::Window) => ("SOR/2005-313, s. 13(3)", CANADIAN),
            (RuleSet::Canada, Rule::DayRest) => ("SOR/2005-313, s. 14(1)", CANADIAN),
            (RuleSet::Canada, _) => ("SOR/2005-313, s. 26", CANADIAN),
            (RuleSet::None, _) => ("", ""),
        }
    }
}
