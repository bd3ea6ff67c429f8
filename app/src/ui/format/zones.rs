//! What clocks show in a zone: chrono-tz knows on the server, `Intl` in a browser.

use chrono::{DateTime, NaiveDateTime, Utc};

/// A moment on the clocks of a zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Local {
    /// What the clock there shows.
    pub wall: NaiveDateTime,
    /// The zone's abbreviation at that moment, such as `PST`.
    pub abbreviation: String,
}

/// The moment on the clocks of an IANA zone; an unknown zone is UTC.
pub fn local(at: DateTime<Utc>, zone: &str) -> Local {
    platform::local(at, zone).unwrap_or_else(|| Local { wall: at.naive_utc(), abbreviation: "UTC".to_owned() })
}

#[cfg(all(feature = "server", not(feature = "web")))]
mod platform {
    use chrono::{DateTime, Offset, TimeZone, Utc};
    use chrono_tz::{OffsetName, Tz};

    use super::Local;

    pub fn local(at: DateTime<Utc>, zone: &str) -> Option<Local> {
        let zone: Tz = zone.parse().ok()?;
        let there = at.with_timezone(&zone);
        let offset = zone.offset_from_utc_datetime(&at.naive_utc());
        let hours = offset.fix().local_minus_utc() / 3_600;
        // tzdata has no letters for some zones and gives "+03"; browsers say "GMT+3".
        let abbreviation = match offset.abbreviation() {
            Some(name) if name.starts_with(|c: char| c.is_ascii_alphabetic()) => name.to_owned(),
            _ => format!("GMT{hours:+}"),
        };
        Some(Local { wall: there.naive_local(), abbreviation })
    }
}

#[cfg(feature = "web")]
mod platform {
    use std::cell::RefCell;
    use std::collections::HashMap;

    use chrono::{DateTime, NaiveDate, TimeDelta, Timelike, Utc};
    use js_sys::{Array, Date, Intl, Object, Reflect};
    use wasm_bindgen::{JsCast, JsValue};

    use super::Local;

    thread_local! {
        // Making a formatter costs a hundred times what using it does, and lists show many times of one zone.
        static FORMATTERS: RefCell<HashMap<String, Option<Intl::DateTimeFormat>>> = RefCell::default();
        // What clocks show there is asked for many times in one drawing: every card of a board asks for today.
        static KNOWN: RefCell<HashMap<String, Quarters>> = RefCell::default();
    }

    /// What clocks are before UTC, and the zone's abbreviation, by the quarter of an hour.
    type Quarters = HashMap<i64, (TimeDelta, String)>;

    /// Clocks change at whole quarters of an hour of UTC, so that all of a quarter shows alike.
    const QUARTER: i64 = 900;
    /// Before it, zones had offsets of odd seconds: the first moment of the year 2000.
    const REGULAR: i64 = 946_684_800;
    /// More quarters of a zone than any page shows; beyond them it begins anew.
    const MOST_KNOWN: usize = 2_000;

    fn formatter(zone: &str) -> Option<Intl::DateTimeFormat> {
        let options = Object::new();
        let set = |key: &str, value: &str| Reflect::set(&options, &key.into(), &value.into()).is_ok();
        let complete = set("timeZone", zone)
            && set("hourCycle", "h23")
            && set("year", "numeric")
            && set("month", "2-digit")
            && set("day", "2-digit")
            && set("hour", "2-digit")
            && set("minute", "2-digit")
            && set("second", "2-digit")
            && set("timeZoneName", "short");
        // An unknown zone throws in the constructor; `construct` hands the exception back instead of aborting.
        let intl = Reflect::get(&js_sys::global(), &JsValue::from_str("Intl")).ok()?;
        let class: js_sys::Function = Reflect::get(&intl, &"DateTimeFormat".into()).ok()?.dyn_into().ok()?;
        let arguments = Array::of2(&"en-CA".into(), &options);
        complete.then(|| Reflect::construct(&class, &arguments).ok())?.map(|made| made.unchecked_into())
    }

    pub fn local(at: DateTime<Utc>, zone: &str) -> Option<Local> {
        let quarter = at.timestamp().div_euclid(QUARTER);
        if let Some((offset, abbreviation)) = KNOWN.with_borrow(|all| all.get(zone)?.get(&quarter).cloned()) {
            // as a formatter shows it: without the part of a second
            let wall = at.naive_utc().with_nanosecond(0)? + offset;
            return Some(Local { wall, abbreviation });
        }
        let shown = formatted(at, zone)?;
        if at.timestamp() >= REGULAR {
            let offset = shown.wall - at.naive_utc().with_nanosecond(0)?;
            KNOWN.with_borrow_mut(|all| {
                let known = all.entry(zone.to_owned()).or_default();
                if known.len() >= MOST_KNOWN {
                    known.clear();
                }
                known.insert(quarter, (offset, shown.abbreviation.clone()));
            });
        }
        Some(shown)
    }

    fn formatted(at: DateTime<Utc>, zone: &str) -> Option<Local> {
        let format = FORMATTERS.with_borrow_mut(|all| {
            if !all.contains_key(zone) {
                all.insert(zone.to_owned(), formatter(zone));
            }
            all.get(zone).cloned().flatten()
        })?;
        let date = Date::new(&JsValue::from_f64(at.timestamp_millis() as f64));
        let mut numbers = HashMap::new();
        let mut abbreviation = String::new();
        for part in format.format_to_parts(&date).iter() {
            let text = |key: &str| Reflect::get(&part, &key.into()).ok()?.as_string();
            let (Some(kind), Some(value)) = (text("type"), text("value")) else { continue };
            if kind == "timeZoneName" {
                abbreviation = value;
            } else if let Ok(number) = value.parse::<u32>() {
                numbers.insert(kind, number);
            }
        }
        let part = |key: &str| numbers.get(key).copied();
        let day = NaiveDate::from_ymd_opt(part("year")? as i32, part("month")?, part("day")?)?;
        let wall = day.and_hms_opt(part("hour")?, part("minute")?, part("second")?)?;
        Some(Local { wall, abbreviation })
    }
}

#[cfg(not(any(feature = "web", feature = "server")))]
mod platform {
    use chrono::{DateTime, Utc};

    use super::Local;

    pub fn local(_at: DateTime<Utc>, _zone: &str) -> Option<Local> {
        None
    }
}
