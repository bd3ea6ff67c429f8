//! What follows from a quote's content: its route, its price, what blocks sending.

use chrono::{NaiveDate, NaiveDateTime};
use uuid::Uuid;

use super::{Content, Drivers, Stop, TripType};
use crate::StopId;
use crate::geo::{Candidate, Located};
use crate::hours::RuleSet;
use crate::jobs::StopKind;
use crate::packs::ServiceLine;
use crate::pricing::{
    self, Adjustment, AgreedPrices, Dates, Payer, PriceProblem, PriceRequest, Priced, PromoTerms, Rates, Route, Spot, Waypoint,
};

impl Stop {
    /// An empty stop.
    pub fn new(id: StopId, kind: StopKind) -> Self {
        Self {
            id,
            kind,
            name: String::new(),
            address: String::new(),
            lat: None,
            lng: None,
            arrive: None,
            dwell: 0,
            leg_metres: None,
            leg_minutes: None,
            notes: String::new(),
            contact_name: String::new(),
            contact_phone: String::new(),
            released: None,
            window: None,
            located: None,
        }
    }

    /// What people call it.
    pub fn title(&self) -> &str {
        if self.name.is_empty() { &self.address } else { &self.name }
    }

    /// Says where it is in other words: coordinates of the former ones are void.
    pub fn readdress(&mut self, address: String) {
        if self.address != address {
            (self.lat, self.lng, self.located) = (None, None, None);
            self.address = address;
        }
    }

    /// Takes over what somebody chose of what was found.
    pub fn locate(&mut self, found: &Candidate) {
        self.address.clone_from(&found.label);
        (self.lat, self.lng) = (Some(found.lat), Some(found.lon));
        self.located = Some(Located { source: found.source, precision: found.precision });
    }

    /// Coordinates: the entered ones, else the city the address names.
    pub fn place(&self) -> Option<(f64, f64)> {
        self.lat.zip(self.lng).or_else(|| pricing::locate(&self.address).map(|p| (p.lat, p.lng)))
    }
}

impl Content {
    /// A draft with nothing in it.
    pub fn empty(line: ServiceLine, title: impl Into<String>) -> Self {
        let (trip, crew) = match line {
            ServiceLine::Moving => (TripType::OneWay, 2),
            ServiceLine::Glass | ServiceLine::Contracting => (TripType::Local, 0),
            ServiceLine::Charter => (TripType::RoundTrip, 0),
        };
        Self {
            title: title.into(),
            trip,
            passengers: 0,
            luggage: 0,
            load: 0,
            stops: Vec::new(),
            vehicles: Vec::new(),
            crew,
            minutes: None,
            deadhead_metres: 0,
            amenities: Vec::new(),
            lines: Vec::new(),
            packages: Vec::new(),
            package: None,
            repairs: Vec::new(),
            agreed: None,
            trades: Vec::new(),
            adjustment: None,
            schedule: line.pack().schedule(),
            message: String::new(),
            instructions: String::new(),
            rules: None,
            drivers: Drivers::One,
            hours_waiver: String::new(),
            valid_days: 14,
        }
    }

    /// Times and distances from stop to stop.
    pub fn route(&self) -> Route {
        pricing::cascade(&self.waypoints())
    }

    fn waypoints(&self) -> Vec<Waypoint> {
        self.stops
            .iter()
            .map(|s| Waypoint {
                at: s.place(),
                fixed: s.arrive,
                window: s.window,
                dwell: s.dwell,
                leg_metres: s.leg_metres,
                leg_minutes: s.leg_minutes,
            })
            .collect()
    }

    /// When the work starts, in the wall clock of the quote's zone.
    pub fn starts(&self) -> Option<NaiveDateTime> {
        self.route().stops.first().and_then(|s| s.arrive)
    }

    /// What the price function needs, of somebody who pays taxes.
    pub fn request(&self, quoted_on: NaiveDate, promo: Option<PromoTerms>) -> PriceRequest {
        let stops = self.waypoints();
        let route = pricing::cascade(&stops);
        PriceRequest {
            quoted_on,
            starts: route.stops.first().and_then(|s| s.arrive),
            trip: self.trip,
            // where an address lies is looked up once
            spots: self.stops.iter().zip(&stops).map(|(s, way)| Spot { at: way.at, address: s.address.clone() }).collect(),
            minutes: self.minutes.unwrap_or(route.total_minutes),
            days: route.days,
            metres: route.metres,
            deadhead_metres: self.deadhead_metres.into(),
            passengers: self.passengers,
            crew: self.crew,
            vehicles: self.vehicles.clone(),
            amenities: self.amenities.clone(),
            lines: self.lines.clone(),
            packages: self.packages.clone(),
            package: self.package,
            repairs: self.repairs.clone(),
            agreed: self.agreed.clone(),
            trades: self.trades.clone(),
            adjustment: self.adjustment.as_ref().map(|adjustment| adjustment.change),
            promo,
            relief: self.relief(&route),
            tax_exempt: false,
        }
    }

    /// The price by a book, for somebody of whom nothing else is known.
    pub fn price(&self, rates: &Rates, quoted_on: NaiveDate, promo: Option<PromoTerms>) -> Priced {
        self.price_for(rates, quoted_on, promo, Payer::default())
    }

    /// The price by a book, and when this payer pays it: as the quote itself lays down, else as was agreed with them.
    pub fn price_for(&self, rates: &Rates, quoted_on: NaiveDate, promo: Option<PromoTerms>, payer: Payer) -> Priced {
        let request = PriceRequest { tax_exempt: payer.tax_exempt, ..self.request(quoted_on, promo) };
        let priced = pricing::price(&request, rates);
        if payer == Payer::default() && self.schedule.is_empty() {
            return priced;
        }
        let dates = Dates { quoted_on, starts: request.starts.map(|at| at.date()) };
        priced.payable(dates, &rates.deposit, payer, &self.schedule)
    }

    /// The same with exactly these options chosen; keys that are no options are ignored.
    pub fn choose(mut self, options: &[Uuid]) -> Self {
        for amenity in self.amenities.iter_mut().filter(|a| a.optional) {
            amenity.chosen = options.contains(&amenity.amenity.0);
        }
        for line in self.lines.iter_mut().filter(|l| l.optional) {
            line.chosen = options.contains(&line.id.0);
        }
        self
    }

    /// As the customer sees it: no costs, no notes for the crew, no reasons or names of the office.
    pub fn for_customer(self) -> Self {
        let adjustment = self.adjustment.clone().map(Adjustment::without_reason);
        let agreed = self.agreed.clone().map(AgreedPrices::for_customer);
        Self { instructions: String::new(), hours_waiver: String::new(), adjustment, agreed, ..self.without_costs() }
    }

    /// The same without what only holders of the cost right may see.
    pub fn without_costs(mut self) -> Self {
        for line in &mut self.lines {
            line.unit_cost_cents = None;
        }
        self
    }

    /// Takes the stops in reverse order back after them: the way home. Fixed times and windows stay with the way out.
    pub fn mirror(&mut self, mut new_id: impl FnMut() -> StopId) {
        let back: Vec<Stop> = self
            .stops
            .iter()
            .rev()
            .skip(1)
            .map(|s| Stop { id: new_id(), arrive: None, window: None, leg_metres: None, leg_minutes: None, ..s.clone() })
            .collect();
        // the leg home is as long as the leg out was
        let legs: Vec<(Option<u32>, Option<u32>)> = self.stops.iter().rev().map(|s| (s.leg_metres, s.leg_minutes)).collect();
        for (mut stop, leg) in back.into_iter().zip(legs) {
            (stop.leg_metres, stop.leg_minutes) = leg;
            stop.kind = match stop.kind {
                StopKind::Pickup => StopKind::DropOff,
                other => other,
            };
            self.stops.push(stop);
        }
        if self.trip == TripType::OneWay {
            self.trip = TripType::RoundTrip;
        }
    }

    /// Moves a stop to a position, both from 0. Nothing happens when either is out of range.
    pub fn move_stop(&mut self, from: usize, to: usize) {
        if from < self.stops.len() && to < self.stops.len() && from != to {
            let stop = self.stops.remove(from);
            self.stops.insert(to, stop);
        }
    }

    /// What keeps the draft from being sent, as field errors; the hours are held against `law`, what is taken off by
    /// hand against `limit_bp`.
    pub fn missing(&self, priced: &Priced, today: NaiveDate, law: RuleSet, limit_bp: u32) -> crate::FieldErrors {
        let mut errors = crate::FieldErrors::default();
        if self.stops.is_empty() && self.lines.is_empty() && self.repairs.is_empty() {
            errors.add("stops", "required");
        }
        for (i, stop) in self.stops.iter().enumerate() {
            if stop.address.trim().is_empty() && stop.name.trim().is_empty() {
                errors.add(format!("stops[{i}].address"), "required");
            }
            if stop.arrive.is_some_and(|at| at.date() < today) {
                errors.add(format!("stops[{i}].arrive"), "in_the_past");
            }
        }
        for (i, timed) in self.route().stops.iter().enumerate().filter(|(_, t)| t.late > 0) {
            if i > 0 && timed.leg.is_some() {
                errors.add(format!("stops[{i}].arrive"), "before_previous");
            }
        }
        if !self.stops.is_empty() && self.starts().is_none() {
            errors.add("stops[0].arrive", "required");
        }
        if self.hours_waiver.trim().is_empty() && !self.hours(law).violations.is_empty() {
            errors.add("hours", "over_legal_hours");
        }
        if priced.conceded_bp() > limit_bp {
            errors.add("adjustment", "needs_approval");
        }
        if priced.lines.is_empty() {
            errors.add("vehicles", "required");
        }
        self.wrong_packages(priced, &mut errors);
        // the customer may take the cheapest
        let least = priced.packages.iter().map(|package| package.total_cents).min().unwrap_or(priced.total_cents);
        errors.0.extend(pricing::problems(&self.schedule, least, today).0);
        for problem in priced.problems.iter().filter(|p| !p.is_warning() && **p != PriceProblem::EmptyPackage) {
            errors.add(
                "price",
                match problem {
                    PriceProblem::TooLarge => "too_large",
                    PriceProblem::BelowZero => "negative",
                    _ => "unknown_choice",
                },
            );
        }
        errors
    }
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
