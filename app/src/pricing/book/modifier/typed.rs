//! A modifier as it is typed: what every kind asks for side by side, so that changing the kind loses nothing.

use shared::pricing::{Area, Change, Condition, HolidayCalendar, Modifier, PublicHoliday, Touching, text as prices};

use crate::pricing::text;
use crate::ui::format::money_plain;

/// What a modifier follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pricing::book) enum Kind {
    Weekdays,
    Season,
    ShortNotice,
    Hours,
    Dates,
    Hub,
    Event,
    Holidays,
}

impl Kind {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 8] =
        [Self::Weekdays, Self::Holidays, Self::Season, Self::Event, Self::Dates, Self::Hours, Self::ShortNotice, Self::Hub];

    /// What stands for it in a form.
    pub fn key(self) -> &'static str {
        match self {
            Self::Weekdays => "weekdays",
            Self::Season => "season",
            Self::ShortNotice => "short_notice",
            Self::Hours => "hours",
            Self::Dates => "dates",
            Self::Hub => "hub",
            Self::Event => "event",
            Self::Holidays => "holidays",
        }
    }

    /// What people read.
    pub fn title(self) -> String {
        match self {
            Self::Weekdays => text::kind_weekdays(),
            Self::Season => text::kind_season(),
            Self::ShortNotice => text::kind_short_notice(),
            Self::Hours => text::kind_hours(),
            Self::Dates => text::kind_dates(),
            Self::Hub => text::kind_hub(),
            Self::Event => text::kind_event(),
            Self::Holidays => text::kind_holidays(),
        }
    }
}

/// Where a modifier applies, as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pricing::book) enum Reach {
    Anywhere,
    Circle,
    Region,
}

/// A day with its name.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::pricing::book) struct DayTyped {
    pub key: usize,
    pub day: String,
    pub name: String,
}

/// A modifier as it is typed.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::pricing::book) struct Typed {
    pub name: String,
    pub name_fr: String,
    pub kind: Kind,
    pub percent: bool,
    pub off: bool,
    pub amount: String,
    pub weekdays: Vec<u8>,
    pub from_month: u8,
    pub from_day: String,
    pub to_month: u8,
    pub to_day: String,
    pub notice: String,
    pub from_hour: String,
    pub to_hour: String,
    pub days: Vec<DayTyped>,
    pub reach: Reach,
    pub place: String,
    pub place_name: String,
    pub km: String,
    pub region: String,
    pub touching: Touching,
    pub from: String,
    pub to: String,
    pub calendar: Option<HolidayCalendar>,
    pub holidays: Vec<PublicHoliday>,
    pub observed: bool,
}

impl Typed {
    /// What is typed of a modifier nobody wrote anything of.
    pub fn fresh() -> Self {
        Self {
            name: String::new(),
            name_fr: String::new(),
            kind: Kind::Weekdays,
            percent: true,
            off: false,
            amount: String::new(),
            weekdays: Vec::new(),
            from_month: 1,
            from_day: "1".into(),
            to_month: 12,
            to_day: "31".into(),
            notice: "3".into(),
            from_hour: "22".into(),
            to_hour: "6".into(),
            days: Vec::new(),
            reach: Reach::Anywhere,
            place: String::new(),
            place_name: String::new(),
            km: "40".into(),
            region: String::new(),
            touching: Touching::Any,
            from: String::new(),
            to: String::new(),
            calendar: Some(HolidayCalendar::Canada),
            holidays: HolidayCalendar::Canada.holidays().to_vec(),
            observed: false,
        }
    }

    /// What is typed of one that exists.
    pub fn of(modifier: &Modifier) -> Self {
        let (percent, off, amount) = match modifier.change {
            Change::PercentBp(bp) => (true, bp < 0, prices::milli(i64::from(bp.unsigned_abs()) * 10)),
            Change::Cents(cents) => (false, cents < 0, money_plain(cents.saturating_abs())),
        };
        let start = Self { name: modifier.name.en.clone(), name_fr: modifier.name.fr.clone(), percent, off, amount, ..Self::fresh() };
        match modifier.condition.clone() {
            Condition::Weekdays { days } => Self { kind: Kind::Weekdays, weekdays: days, ..start },
            Condition::Season { from_month, from_day, to_month, to_day } => {
                Self { kind: Kind::Season, from_month, from_day: from_day.to_string(), to_month, to_day: to_day.to_string(), ..start }
            }
            Condition::ShortNotice { days } => Self { kind: Kind::ShortNotice, notice: days.to_string(), ..start },
            Condition::Hours { from, to } => Self { kind: Kind::Hours, from_hour: from.to_string(), to_hour: to.to_string(), ..start },
            Condition::Dates { dates } => {
                let days = dates.iter().enumerate().map(|(key, day)| DayTyped { key, day: day.to_string(), name: String::new() });
                Self { kind: Kind::Dates, days: days.collect(), ..start }
            }
            Condition::Hub { at, touching } => Self { kind: Kind::Hub, touching, ..start }.at(Some(at)),
            Condition::Event { from, to, at } => Self { kind: Kind::Event, from: from.to_string(), to: to.to_string(), ..start }.at(at),
            Condition::Holidays { calendar, only, observed, own } => {
                let all = calendar.map(|of| of.holidays().to_vec()).unwrap_or_default();
                let days = own.into_iter().enumerate().map(|(key, of)| DayTyped { key, day: of.day.to_string(), name: of.name }).collect();
                let holidays = if only.is_empty() { all } else { only };
                Self { kind: Kind::Holidays, calendar, holidays, observed, days, ..start }
            }
        }
    }

    fn at(self, area: Option<Area>) -> Self {
        match area {
            None => Self { reach: Reach::Anywhere, ..self },
            Some(Area::Around { place, lat, lng, km }) => {
                Self { reach: Reach::Circle, place: format!("{lat}, {lng}"), place_name: place, km: km.to_string(), ..self }
            }
            Some(Area::Region { region }) => Self { reach: Reach::Region, region, ..self },
        }
    }
}
