//! Statutory holidays by rule: the federal ones of the United States and Canada, and those of each province and
//! territory, as the laws of 2024 have them. A holiday is a day of the year, a Monday of a month or a distance from
//! Easter, so that no list of dates runs out.

mod calendars;
mod text;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::packs::Label;

crate::choice! {
    /// Whose statutory holidays.
    HolidayCalendar {
        /// 5 U.S.C. 6103.
        UnitedStates = "us",
        /// What the Canada Labour Code gives those it covers.
        Canada = "ca",
        Alberta = "ca_ab",
        BritishColumbia = "ca_bc",
        Manitoba = "ca_mb",
        NewBrunswick = "ca_nb",
        Newfoundland = "ca_nl",
        NovaScotia = "ca_ns",
        NorthwestTerritories = "ca_nt",
        Nunavut = "ca_nu",
        Ontario = "ca_on",
        PrinceEdwardIsland = "ca_pe",
        Quebec = "ca_qc",
        Saskatchewan = "ca_sk",
        Yukon = "ca_yt",
    }
}

crate::choice! {
    /// A holiday some calendar knows, in the order of the year.
    PublicHoliday {
        NewYear = "new_year",
        MartinLutherKing = "martin_luther_king",
        PresidentsDay = "presidents_day",
        /// The third Monday of February, called otherwise in some provinces.
        FamilyDay = "family_day",
        GoodFriday = "good_friday",
        EasterMonday = "easter_monday",
        /// The Monday before 25 May.
        VictoriaDay = "victoria_day",
        MemorialDay = "memorial_day",
        Juneteenth = "juneteenth",
        IndigenousPeoples = "indigenous_peoples",
        /// 24 June in Québec.
        NationalDay = "national_day",
        CanadaDay = "canada_day",
        IndependenceDay = "independence_day",
        NunavutDay = "nunavut_day",
        /// The first Monday of August, called otherwise in each province.
        CivicHoliday = "civic_holiday",
        DiscoveryDay = "discovery_day",
        LabourDay = "labour_day",
        TruthAndReconciliation = "truth_and_reconciliation",
        ColumbusDay = "columbus_day",
        /// The second Monday of October in Canada.
        Thanksgiving = "thanksgiving",
        RemembranceDay = "remembrance_day",
        VeteransDay = "veterans_day",
        /// The fourth Thursday of November in the United States.
        UsThanksgiving = "us_thanksgiving",
        Christmas = "christmas",
        BoxingDay = "boxing_day",
    }
}

/// How the day of a holiday is found.
enum Rule {
    /// The same day each year: month and day.
    Fixed(u32, u32),
    /// So many days after the Monday that is, or last was, on this day: month, day, days after.
    Monday(u32, u32, u64),
    /// So many days after Easter Sunday; before it where negative.
    Easter(i64),
}

/// A holiday of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HolidayDate {
    pub holiday: PublicHoliday,
    pub day: NaiveDate,
    /// The working day it is kept on where it falls on a weekend; the same day otherwise.
    pub observed: NaiveDate,
}

impl PublicHoliday {
    fn rule(self) -> Rule {
        match self {
            PublicHoliday::NewYear => Rule::Fixed(1, 1),
            // the third Monday is the one on, or last before, the 21st
            PublicHoliday::MartinLutherKing => Rule::Monday(1, 21, 0),
            PublicHoliday::PresidentsDay | PublicHoliday::FamilyDay => Rule::Monday(2, 21, 0),
            PublicHoliday::GoodFriday => Rule::Easter(-2),
            PublicHoliday::EasterMonday => Rule::Easter(1),
            PublicHoliday::VictoriaDay => Rule::Monday(5, 24, 0),
            PublicHoliday::MemorialDay => Rule::Monday(5, 31, 0),
            PublicHoliday::Juneteenth => Rule::Fixed(6, 19),
            PublicHoliday::IndigenousPeoples => Rule::Fixed(6, 21),
            PublicHoliday::NationalDay => Rule::Fixed(6, 24),
            PublicHoliday::CanadaDay => Rule::Fixed(7, 1),
            PublicHoliday::IndependenceDay => Rule::Fixed(7, 4),
            PublicHoliday::NunavutDay => Rule::Fixed(7, 9),
            PublicHoliday::CivicHoliday => Rule::Monday(8, 7, 0),
            PublicHoliday::DiscoveryDay => Rule::Monday(8, 21, 0),
            PublicHoliday::LabourDay => Rule::Monday(9, 7, 0),
            PublicHoliday::TruthAndReconciliation => Rule::Fixed(9, 30),
            PublicHoliday::ColumbusDay | PublicHoliday::Thanksgiving => Rule::Monday(10, 14, 0),
            PublicHoliday::RemembranceDay | PublicHoliday::VeteransDay => Rule::Fixed(11, 11),
            // a Thursday of the 22nd to the 28th is three days after a Monday of the 19th to the 25th
            PublicHoliday::UsThanksgiving => Rule::Monday(11, 25, 3),
            PublicHoliday::Christmas => Rule::Fixed(12, 25),
            PublicHoliday::BoxingDay => Rule::Fixed(12, 26),
        }
    }

    fn day(self, year: i32) -> Option<NaiveDate> {
        match self.rule() {
            Rule::Fixed(month, day) => NaiveDate::from_ymd_opt(year, month, day),
            Rule::Monday(month, day, after) => {
                let last = NaiveDate::from_ymd_opt(year, month, day)?;
                let monday = last.checked_sub_days(Days::new(last.weekday().num_days_from_monday().into()))?;
                monday.checked_add_days(Days::new(after))
            }
            Rule::Easter(days) => easter(year)?.checked_add_signed(chrono::TimeDelta::try_days(days)?),
        }
    }

    fn is_fixed(self) -> bool {
        matches!(self.rule(), Rule::Fixed(..))
    }
}

impl HolidayCalendar {
    /// Its holidays of a year. What falls on a weekend is observed in the United States on the Friday before or the
    /// Monday after, as the law has it; in Canada on the next working day that is no holiday itself, which is the custom.
    pub fn of_year(self, year: i32) -> Vec<HolidayDate> {
        let all: Vec<(PublicHoliday, NaiveDate)> = self.holidays().iter().filter_map(|h| Some((*h, h.day(year)?))).collect();
        let mut found: Vec<HolidayDate> = Vec::with_capacity(all.len());
        for (holiday, day) in &all {
            let taken = |other: NaiveDate| {
                all.iter().any(|(_, day)| *day == other) || found.iter().any(|before: &HolidayDate| before.observed == other)
            };
            let observed = match day.weekday() {
                Weekday::Sat | Weekday::Sun if !holiday.is_fixed() => *day,
                Weekday::Sat if self == HolidayCalendar::UnitedStates => day.pred_opt().unwrap_or(*day),
                Weekday::Sun if self == HolidayCalendar::UnitedStates => day.succ_opt().unwrap_or(*day),
                Weekday::Sat | Weekday::Sun => day
                    .iter_days()
                    .take(10)
                    .find(|other| !matches!(other.weekday(), Weekday::Sat | Weekday::Sun) && !taken(*other))
                    .unwrap_or(*day),
                _ => *day,
            };
            found.push(HolidayDate { holiday: *holiday, day: *day, observed });
        }
        found
    }

    /// The holiday that a day is, or that is observed on it; the day itself comes first.
    pub fn on(self, day: NaiveDate) -> Option<HolidayDate> {
        // New Year on a Saturday is observed in the year before
        let around: Vec<HolidayDate> = [day.year(), day.year().saturating_add(1)].into_iter().flat_map(|year| self.of_year(year)).collect();
        around.iter().find(|h| h.day == day).or_else(|| around.iter().find(|h| h.observed == day)).copied()
    }

    /// Whose holidays they are, in the language of the thread.
    pub fn title(self) -> String {
        text::calendar(self)
    }

    /// What a holiday is called there, in both languages.
    pub fn label(self, holiday: PublicHoliday) -> Label {
        super::text::label(text::name(self, holiday))
    }
}

/// Easter Sunday by the Gregorian rule (Meeus, Jones and Butcher).
fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(n / 31).ok()?, u32::try_from(n % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests;
