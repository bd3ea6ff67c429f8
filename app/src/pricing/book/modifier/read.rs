//! What is typed of a modifier, read: the modifier that is meant, or what is wrong at each control.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use shared::input::filled;
use shared::money::parse_cents;
use shared::packs::Label;
use shared::pricing::{Area, Change, Condition, HolidayCalendar, MAX_HUB_KM, Modifier, OwnDay, PublicHoliday, locate, nearest};
use shared::{FieldError, FieldErrors, ModifierId};

use super::typed::{Kind, Reach, Typed};

impl Typed {
    /// The modifier that is meant, or by control what cannot be read.
    pub fn read(&self, id: ModifierId, priority: i32) -> Result<Modifier, FieldErrors> {
        let mut wrong = FieldErrors::default();
        let change = self.change(&mut wrong);
        let condition = self.condition(&mut wrong);
        let name = Label::new(self.name.trim(), self.name_fr.trim());
        if name.en.is_empty() {
            wrong.add("name", "required");
        }
        if wrong.is_empty() { Ok(Modifier { id, name, priority, condition, change }) } else { Err(wrong) }
    }

    fn change(&self, wrong: &mut FieldErrors) -> Change {
        // hundredths of a percent and of the currency are read alike
        let hundredths = match parse_cents(&self.amount) {
            Ok(n) if n > 0 => n,
            Ok(_) => {
                wrong.add("change", "not_positive");
                0
            }
            Err(problem) => {
                wrong.add("change", problem.to_string());
                0
            }
        };
        let signed = if self.off { -hundredths } else { hundredths };
        if self.percent { Change::PercentBp(i32::try_from(signed).unwrap_or(i32::MAX)) } else { Change::Cents(signed) }
    }

    fn condition(&self, wrong: &mut FieldErrors) -> Condition {
        match self.kind {
            Kind::Weekdays => {
                if self.weekdays.is_empty() {
                    wrong.add("weekdays", "required");
                }
                Condition::Weekdays { days: self.weekdays.clone() }
            }
            Kind::Season => Condition::Season {
                from_month: self.from_month,
                from_day: day_of(wrong, "from_day", self.from_month, &self.from_day),
                to_month: self.to_month,
                to_day: day_of(wrong, "to_day", self.to_month, &self.to_day),
            },
            Kind::ShortNotice => Condition::ShortNotice { days: whole(wrong, "notice", &self.notice, 0, 365) as u16 },
            Kind::Hours => {
                let from = whole(wrong, "from_hour", &self.from_hour, 0, 24) as u8;
                Condition::Hours { from, to: whole(wrong, "to_hour", &self.to_hour, 0, 24) as u8 }
            }
            Kind::Dates => {
                let mut dates: Vec<NaiveDate> = self.days.iter().filter_map(|of| date(wrong, &day_field(of.key), &of.day)).collect();
                dates.sort_unstable();
                dates.dedup();
                if self.days.is_empty() {
                    wrong.add("days", "required");
                }
                Condition::Dates { dates }
            }
            Kind::Hub => {
                let at = self.area(wrong).unwrap_or(Area::Region { region: String::new() });
                Condition::Hub { at, touching: self.touching }
            }
            Kind::Event => {
                let (from, to) = (date(wrong, "from", &self.from), date(wrong, "to", &self.to));
                if from.zip(to).is_some_and(|(from, to)| to < from) {
                    wrong.add("to", "before_start");
                }
                let at = self.area(wrong);
                Condition::Event { from: from.unwrap_or_default(), to: to.unwrap_or_default(), at }
            }
            Kind::Holidays => self.read_holidays(wrong),
        }
    }

    fn read_holidays(&self, wrong: &mut FieldErrors) -> Condition {
        let mut own = Vec::new();
        for of in &self.days {
            let day = date(wrong, &day_field(of.key), &of.day);
            let name = filled(&of.name);
            if name.is_none() {
                wrong.add(name_field(of.key), "required");
            }
            own.extend(day.zip(name).map(|(day, name)| OwnDay { day, name }));
        }
        let calendar = self.calendar.filter(|_| !self.holidays.is_empty());
        if calendar.is_none() && self.days.is_empty() {
            wrong.add(if self.calendar.is_some() { "holidays" } else { "calendar" }, "required");
        }
        let all = calendar.map(HolidayCalendar::holidays).unwrap_or_default();
        let only: Vec<PublicHoliday> = all.iter().copied().filter(|holiday| self.holidays.contains(holiday)).collect();
        let only = if only.len() == all.len() { Vec::new() } else { only };
        Condition::Holidays { calendar, only, observed: self.observed, own }
    }

    fn area(&self, wrong: &mut FieldErrors) -> Option<Area> {
        match self.reach {
            // what is at a hub is somewhere
            Reach::Anywhere if self.kind == Kind::Event => None,
            Reach::Anywhere | Reach::Circle => {
                let km = whole(wrong, "km", &self.km, 1, MAX_HUB_KM);
                let (lat, lng, found) = place(wrong, &self.place)?;
                Some(Area::Around { place: filled(&self.place_name).unwrap_or(found), lat, lng, km })
            }
            Reach::Region if self.region.is_empty() => {
                wrong.add("region", "required");
                None
            }
            Reach::Region => Some(Area::Region { region: self.region.clone() }),
        }
    }
}

/// The name of the field of a day.
pub(in crate::pricing::book) fn day_field(key: usize) -> String {
    format!("day-{key}")
}

/// The name of the field of a day's name.
pub(in crate::pricing::book) fn name_field(key: usize) -> String {
    format!("day-name-{key}")
}

/// A whole number within bounds.
fn whole(wrong: &mut FieldErrors, field: &str, typed: &str, min: u32, max: u32) -> u32 {
    match typed.trim().parse::<u32>() {
        Ok(n) if (min..=max).contains(&n) => return n,
        _ if typed.trim().is_empty() => wrong.add(field, "required"),
        _ => wrong.0.entry(field.into()).or_default().push(FieldError::range(min, max)),
    }
    min
}

/// A day of a month of any year.
fn day_of(wrong: &mut FieldErrors, field: &str, month: u8, typed: &str) -> u8 {
    let longest = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    whole(wrong, field, typed, 1, longest) as u8
}

fn date(wrong: &mut FieldErrors, field: &str, typed: &str) -> Option<NaiveDate> {
    match typed.trim() {
        "" => {
            wrong.add(field, "required");
            None
        }
        typed => typed.parse().map_err(|_| wrong.add(field, "date_form")).ok(),
    }
}

/// Coordinates in degrees, or a city; with what to call it.
fn place(wrong: &mut FieldErrors, typed: &str) -> Option<(f64, f64, String)> {
    let typed = typed.trim();
    if typed.is_empty() {
        wrong.add("place", "required");
        return None;
    }
    if let Some((lat, lng)) = typed.split_once(',').and_then(|(lat, lng)| Some((degrees(lat, 90.0)?, degrees(lng, 180.0)?))) {
        return Some((lat, lng, typed.into()));
    }
    let found = locate(typed).map(|place| (place.lat, place.lng, place.name.to_string()));
    if found.is_none() {
        let near: Vec<String> = nearest(typed).iter().map(|place| format!("{} ({})", place.name, place.region)).collect();
        let params = if near.is_empty() { BTreeMap::new() } else { BTreeMap::from([("near".to_owned(), near.join(", "))]) };
        wrong.0.entry("place".into()).or_default().push(FieldError { code: "unknown_place".into(), params });
    }
    found
}

fn degrees(typed: &str, most: f64) -> Option<f64> {
    typed.trim().parse::<f64>().ok().filter(|n| (-most..=most).contains(n))
}
