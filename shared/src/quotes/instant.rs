//! The calculator on a public page: how it is set, what a visitor types, and the draft that means.
//!
//! The draft is the office's own: [`Content`], priced by [`crate::pricing::price`] with the published book. Who drives is
//! settled here too, for a price that leaves out a driver the law asks for would be no price.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{Content, CureKind, Stop, TripType};
use crate::input::{check_line, check_optional_email, check_optional_name, check_optional_phone, check_text, filled};
use crate::jobs::StopKind;
use crate::money::Currency;
use crate::packs::ServiceLine;
use crate::pricing::{Rates, VehicleCount, ends};
use crate::{Error, FieldError, FieldErrors, Result, StopId};

mod typed;

use typed::{moment, number, place};

/// The most passengers one calculation is for.
pub const INSTANT_PASSENGERS: u32 = 500;
/// The most people on a crew.
pub const INSTANT_CREW: u32 = 12;
/// The most hours of loading and unloading.
pub const INSTANT_HOURS: u32 = 24;
/// Hours of loading and unloading of who names none.
pub const INSTANT_HOURS_USUAL: u32 = 4;
/// So many days ahead a trip or move may begin.
const AHEAD_DAYS: i64 = 730;
/// So many days may lie between the way out and the way back.
const AWAY_DAYS: i64 = 13;
/// Minutes of getting in and out of a coach.
const BOARDING: u32 = 15;

/// How the page of an organization is set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InstantPage {
    /// Visitors find the page; off until somebody switches it on.
    pub active: bool,
    /// The services it prices.
    pub lines: Vec<ServiceLine>,
    /// Days the drafts it makes hold once they are sent.
    pub valid_days: u32,
    /// The services it could price: those of the organization with a published price book.
    pub priced: Vec<ServiceLine>,
}

/// Setting the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditInstantPage {
    pub active: bool,
    #[validate(length(max = 10))]
    pub lines: Vec<ServiceLine>,
    #[validate(range(min = 1, max = 180))]
    pub valid_days: u32,
}

impl EditInstantPage {
    /// The rule that concerns more than one field: an open page prices something.
    pub fn check_lines(&self) -> Result<()> {
        if self.active && self.lines.is_empty() { Err(Error::field("lines", "required")) } else { Ok(()) }
    }
}

/// What a visitor types, everything as text. The fields a public form has too are called as there, so that what is kept
/// of it can be read as one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[serde(default)]
pub struct InstantAsk {
    #[validate(length(max = 40), custom(function = check_line))]
    pub service_line: String,
    #[validate(custom(function = check_line))]
    pub origin: String,
    #[validate(custom(function = check_line))]
    pub destination: String,
    /// `YYYY-MM-DD`.
    #[validate(length(max = 40), custom(function = check_line))]
    pub wanted_on: String,
    /// `HH:MM`.
    #[validate(length(max = 10), custom(function = check_line))]
    pub starts_at: String,
    /// Anything for a way back; empty for one way.
    #[validate(length(max = 10), custom(function = check_line))]
    pub back: String,
    #[validate(length(max = 40), custom(function = check_line))]
    pub back_on: String,
    #[validate(length(max = 10), custom(function = check_line))]
    pub back_at: String,
    #[validate(length(max = 10), custom(function = check_line))]
    pub passengers: String,
    /// People on the crew.
    #[validate(length(max = 10), custom(function = check_line))]
    pub crew: String,
    /// Hours of loading and unloading together.
    #[validate(length(max = 10), custom(function = check_line))]
    pub hours: String,
    /// Key of a vehicle of the book; the one that fits best if empty.
    #[validate(length(max = 40), custom(function = check_line))]
    pub vehicle: String,
    #[validate(length(max = 24), custom(function = check_line))]
    pub promo: String,
    #[validate(custom(function = check_optional_name))]
    pub name: String,
    #[validate(custom(function = check_optional_name))]
    pub company: String,
    #[validate(custom(function = check_optional_email))]
    pub email: String,
    #[validate(length(max = 40), custom(function = check_optional_phone))]
    pub phone: String,
    #[validate(length(max = 2000), custom(function = check_text))]
    pub notes: String,
    /// Anything for a yes to being sent the offer.
    #[validate(length(max = 10), custom(function = check_line))]
    pub consent: String,
    /// Hidden from people; what fills it is no person.
    #[validate(custom(function = check_line))]
    pub website: String,
}

crate::choice! {
    /// What the law on drivers' hours makes of a calculation.
    InstantDuty {
        /// One driver may not drive it alone; a second one is in the price.
        SecondDriver = "second_driver",
        /// Another driver takes over on the way, and is in the price.
        ReliefDriver = "relief_driver",
        /// Not even two may drive it in one go; the office plans rests, which may change the price.
        NeedsRest = "needs_rest",
    }
}

impl InstantAsk {
    /// Whether a way back is wanted.
    pub fn is_return(&self) -> bool {
        !self.back.trim().is_empty()
    }

    /// What is wrong with who asks: a name, a way to reach them and their consent are needed before anything is sent.
    pub fn check_person(&self) -> FieldErrors {
        let mut errors = FieldErrors::default();
        if filled(&self.name).is_none() {
            errors.add("name", "required");
        }
        if filled(&self.email).is_none() && filled(&self.phone).is_none() {
            errors.add("email", "required");
        }
        if filled(&self.consent).is_none() {
            errors.add("consent", "consent");
        }
        errors
    }

    /// The draft this means, or what is wrong with it field by field. `today` is the organization's.
    pub fn content(
        &self,
        line: ServiceLine,
        rates: &Rates,
        today: NaiveDate,
        mut new_id: impl FnMut() -> StopId,
    ) -> Result<Content, FieldErrors> {
        let mut errors = FieldErrors::default();
        let (from, to) = (place(&mut errors, "origin", &self.origin), place(&mut errors, "destination", &self.destination));
        let starts = moment(&mut errors, ("wanted_on", &self.wanted_on), ("starts_at", &self.starts_at));
        if let Some(starts) = starts {
            if starts.date() < today {
                errors.add("wanted_on", "in_the_past");
            } else if starts.date() > today + Duration::days(AHEAD_DAYS) {
                errors.add("wanted_on", "invalid");
            }
        }
        let (short_from, short_to) = ends(&from, &to);
        let mut content = Content::empty(line, format!("{short_from} → {short_to}").chars().take(120).collect::<String>());
        content.instructions = self.notes.trim().chars().take(2000).collect();
        let mut dwell = BOARDING;
        match line {
            ServiceLine::Charter => {
                content.trip = TripType::OneWay;
                content.passengers = number(&mut errors, "passengers", &self.passengers, None, INSTANT_PASSENGERS);
            }
            ServiceLine::Moving | ServiceLine::Glass | ServiceLine::Contracting => {
                dwell = number(&mut errors, "hours", &self.hours, Some(INSTANT_HOURS_USUAL), INSTANT_HOURS) * 30;
                content.crew = match rates.crew {
                    Some(_) => number(&mut errors, "crew", &self.crew, Some(content.crew), INSTANT_CREW),
                    None => 0,
                };
            }
        }
        content.vehicles = self.vehicles(&mut errors, line, &content, rates).into_iter().collect();
        for (kind, address, arrive) in [(StopKind::Pickup, from, starts), (StopKind::DropOff, to, None)] {
            content.stops.push(Stop { address, arrive, dwell, contact_name: self.name.trim().into(), ..Stop::new(new_id(), kind) });
        }
        if line == ServiceLine::Charter && self.is_return() {
            let leaves = moment(&mut errors, ("back_on", &self.back_on), ("back_at", &self.back_at));
            if let (Some(leaves), true) = (leaves, errors.is_empty()) {
                go_back(&mut errors, &mut content, leaves, new_id);
            }
        }
        if errors.is_empty() { Ok(content) } else { Err(errors) }
    }

    /// The vehicles that were chosen, or those that fit best.
    fn vehicles(&self, errors: &mut FieldErrors, line: ServiceLine, content: &Content, rates: &Rates) -> Option<VehicleCount> {
        let chosen = match filled(&self.vehicle) {
            None => content.recommend(rates).or_else(|| rates.vehicles.first().map(|v| VehicleCount { key: v.key.clone(), count: 1 })),
            Some(key) => match rates.vehicle(&key) {
                Some(rate) if line == ServiceLine::Charter && rate.seats > 0 => {
                    Some(VehicleCount { key, count: content.passengers.div_ceil(rate.seats).max(1) })
                }
                Some(_) => Some(VehicleCount { key, count: 1 }),
                None => {
                    errors.add("vehicle", "unknown_choice");
                    return None;
                }
            },
        };
        if chosen.as_ref().is_some_and(|c| c.count > 99) {
            errors.add("vehicle", "not_applicable");
        }
        chosen
    }
}

/// Who must drive by law, put into the draft, and what that means to a visitor; nothing when one driver may.
pub fn driven(content: Content, line: ServiceLine, currency: Currency) -> (Content, Option<InstantDuty>) {
    let law = content.law(line, currency);
    if content.hours(law).violations.is_empty() {
        return (content, None);
    }
    // a night on the way is not what was asked for: that is the office's to propose
    let cure = content.cures(law).into_iter().find(|cure| cure.left == 0 && cure.loosened == 0 && cure.kind != CureKind::Overnight);
    match cure {
        Some(cure) if cure.kind == CureKind::Team => (cure.content, Some(InstantDuty::SecondDriver)),
        Some(cure) => (cure.content, Some(InstantDuty::ReliefDriver)),
        None => (content, Some(InstantDuty::NeedsRest)),
    }
}

/// Adds the way back: the vehicle stays at the far end until it leaves.
fn go_back(errors: &mut FieldErrors, content: &mut Content, leaves: NaiveDateTime, new_id: impl FnMut() -> StopId) {
    let Some(arrives) = content.route().stops.last().and_then(|stop| stop.arrive) else { return };
    let stay = (leaves - arrives).num_minutes();
    if stay < i64::from(BOARDING) {
        let params = BTreeMap::from([("at".to_owned(), arrives.format("%Y-%m-%d %H:%M").to_string())]);
        errors.0.entry("back_at".into()).or_default().push(FieldError { code: "before_arrival".into(), params });
        return;
    }
    if stay > AWAY_DAYS * 24 * 60 {
        errors.add("back_on", "invalid");
        return;
    }
    if let Some(far) = content.stops.last_mut() {
        far.dwell = u32::try_from(stay).unwrap_or(BOARDING);
    }
    content.mirror(new_id);
    content.trip = match (leaves.date() - content.starts().map_or(leaves.date(), |at| at.date())).num_days() {
        0 => TripType::RoundTrip,
        1 => TripType::Overnight,
        _ => TripType::MultiDay,
    };
}

#[cfg(test)]
#[path = "instant_tests.rs"]
mod tests;
