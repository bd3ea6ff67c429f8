//! The lists of a price book in words: what an extra is, when a modifier applies and what it does.

use shared::Money;
use shared::days::{self, DateStyle};
use shared::money::Currency;
use shared::pricing::{
    Amenity, AmenityCategory, AmenityUnit, Area, Change, Condition, HolidayCalendar, Modifier, PublicHoliday, Touching, VehicleRate,
    region_name, text as prices,
};
use shared::text::plural;

use crate::pricing::text;
use crate::ui::format::{money, money_signed};

/// How many days are named one by one before they are counted.
const NAMED: usize = 3;

/// What an extra's price is multiplied by.
pub(super) fn unit(unit: AmenityUnit) -> String {
    match unit {
        AmenityUnit::Flat => text::flat(),
        AmenityUnit::PerPassenger => text::per_passenger(),
        AmenityUnit::PerHour => text::per_hour(),
        AmenityUnit::PerDay => text::per_day(),
    }
}

/// What an extra is for.
pub(super) fn category(category: AmenityCategory) -> String {
    match category {
        AmenityCategory::Comfort => text::comfort(),
        AmenityCategory::Food => text::food(),
        AmenityCategory::Equipment => text::equipment(),
        AmenityCategory::Accessibility => text::accessibility(),
        AmenityCategory::Protection => text::protection(),
        AmenityCategory::Service => text::service(),
        AmenityCategory::Other => text::other(),
    }
}

/// Something a vehicle can do, as people read its key: `gear bay`. What the packs bring is translated, what somebody wrote
/// is in their own words.
pub(super) fn capability(key: &str) -> String {
    match key {
        "restroom" => text::restroom(),
        "wifi" => text::wifi(),
        "power" => text::power(),
        "gear_bay" => text::gear_bay(),
        "lift" => text::lift(),
        "lift_gate" => text::lift_gate(),
        "crates" => text::crates(),
        own => own.replace('_', " "),
    }
}

/// Tenths of a cubic metre, as they are read and typed: `1.5`, `1,5`.
pub(super) fn cubic_metres(tenths: u32) -> String {
    prices::milli(i64::from(tenths) * 100)
}

/// What a type of vehicle carries and can do.
pub(super) fn about_vehicle(vehicle: &VehicleRate) -> String {
    let mut parts = Vec::new();
    if vehicle.seats > 0 {
        parts.push(plural(vehicle.seats.into(), text::seat(vehicle.seats), text::seats(vehicle.seats)));
    }
    let luggage = |n: u32| plural(n.into(), text::piece_of_luggage(n), text::luggage_of(n));
    parts.extend(vehicle.luggage.filter(|pieces| *pieces > 0).map(luggage));
    parts.extend(vehicle.load.filter(|load| *load > 0).map(|load| text::load_of(cubic_metres(load))));
    parts.extend(vehicle.capabilities.iter().map(|key| capability(key)));
    parts.join(" · ")
}

/// All there is to say of a type of vehicle but its name.
pub(super) fn vehicle(vehicle: &VehicleRate, currency: Currency) -> String {
    let cash = |cents: i64| money(Money::new(cents, currency));
    let mut parts = vec![about_vehicle(vehicle)];
    parts.extend([
        text::of(text::hour(), cash(vehicle.hour_cents)),
        text::of(text::day(), cash(vehicle.day_cents)),
        text::of(text::km(), cash(vehicle.km_cents)),
        text::of(text::deadhead(), cash(vehicle.deadhead_km_cents)),
        text::of(text::minimum(), cash(vehicle.minimum_cents)),
    ]);
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// What an extra is beside its name and price: what it is for, what it needs, what the crew sees to.
pub(super) fn about_amenity(amenity: &Amenity) -> String {
    let mut parts = vec![category(amenity.category), unit(amenity.unit)];
    parts.extend(amenity.needs.as_deref().map(|need| text::needs(capability(need))));
    parts.extend(amenity.checklist_item.as_deref().map(text::crew_sees_to));
    parts.join(" · ")
}

/// All there is to say of an extra but its name.
pub(super) fn amenity(amenity: &Amenity, currency: Currency) -> String {
    format!("{} · {}", money(Money::new(amenity.cents, currency)), about_amenity(amenity))
}

/// All there is to say of a modifier but its name.
pub(super) fn modifier(modifier: &Modifier, currency: Currency) -> String {
    format!("{} {}", change(modifier.change, currency), condition(&modifier.condition))
}

/// By how much: `+4%`, `−$25.00`.
pub(super) fn change(change: Change, currency: Currency) -> String {
    match change {
        Change::PercentBp(bp) => prices::signed_percent(bp.into()),
        Change::Cents(cents) => money_signed(Money::new(cents, currency)),
    }
}

/// When a modifier applies.
pub(super) fn condition(condition: &Condition) -> String {
    match condition {
        Condition::Weekdays { days: on } => {
            text::on_weekdays(on.iter().map(|n| days::weekday_name(*n, false)).collect::<Vec<_>>().join(", "))
        }
        Condition::Season { from_month, from_day, to_month, to_day } => {
            text::in_season(days::day_of(*from_month, *from_day), days::day_of(*to_month, *to_day))
        }
        Condition::ShortNotice { days } => plural((*days).into(), text::notice_of_a_day(days), text::short_notice(days)),
        Condition::Hours { from, to } => text::in_hours(from, to),
        Condition::Dates { dates } if dates.len() > NAMED => text::on_dates(dates.len()),
        Condition::Dates { dates } => dates.iter().map(|day| days::date(*day, DateStyle::Medium)).collect::<Vec<_>>().join(", "),
        Condition::Hub { at, touching } => match touching {
            Touching::Any => text::any_stop(area(at)),
            Touching::First => text::first_stop(area(at)),
            Touching::Last => text::last_stop(area(at)),
        },
        Condition::Event { from, to, at } => {
            let span = text::in_season(days::date(*from, DateStyle::Medium), days::date(*to, DateStyle::Medium));
            match at {
                Some(at) => text::event_at(span, area(at)),
                None => span,
            }
        }
        Condition::Holidays { calendar, only, own, .. } => {
            let mut parts: Vec<String> = calendar.iter().map(|calendar| holidays(*calendar, only)).collect();
            if own.len() > NAMED {
                parts.push(text::on_own_days(own.len()));
            } else {
                parts.extend(own.iter().map(|of| text::own_day_on(&of.name, days::date(of.day, DateStyle::Medium))));
            }
            parts.join(", ")
        }
    }
}

fn holidays(calendar: HolidayCalendar, only: &[PublicHoliday]) -> String {
    match only.len() {
        0 => text::all_holidays(calendar.title()),
        1..=NAMED => only.iter().map(|holiday| calendar.label(*holiday).text().to_string()).collect::<Vec<_>>().join(", "),
        n => text::some_holidays(n, calendar.title()),
    }
}

fn area(area: &Area) -> String {
    match area {
        Area::Around { place, km, .. } => prices::near(place, km),
        Area::Region { region } => prices::in_region(region_name(region).unwrap_or(region)),
    }
}
