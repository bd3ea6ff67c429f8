//! The price of a request. One pure function for browser and server; every line says why it is there.

use super::adjust::{adjust, volume};
use super::condition::{Met, Work};
use super::packages::price_packages;
use super::priced::TAX_EXEMPT;
use super::repairs::repairs;
use super::trades::{trades, trades_cost};
use super::{
    AmenityUnit, Change, Dates, Discount, LineKind, Payer, PriceProblem, PriceRequest, Priced, PricedLine, Rates, VehicleRate, Why, text,
};
use crate::AmenityId;
use crate::packs::Label;

mod driving;

use driving::{fleet, relief_lines, vehicle_lines};

/// No line can be larger than a hundred thousand million, so that no sum of lines overflows.
const LINE_CAP: i128 = 10_000_000_000_000;

/// `cents * times / over`, rounded half away from zero and capped; `over` is a positive constant of ours.
pub(super) fn scaled(cents: i64, times: &[i128], over: i128) -> i64 {
    let mut product = i128::from(cents);
    for factor in times {
        product = product.saturating_mul(*factor);
    }
    let half = over / 2;
    let rounded = if product < 0 { product.saturating_sub(half) / over } else { product.saturating_add(half) / over };
    rounded.clamp(-LINE_CAP, LINE_CAP) as i64
}

/// A price while it is made.
pub(super) struct Sheet {
    lines: Vec<PricedLine>,
    options: Vec<PricedLine>,
    problems: Vec<PriceProblem>,
}

impl Sheet {
    pub(super) fn line(&mut self, kind: LineKind, key: impl Into<String>, label: Label, why: Why, cents: i64) {
        self.lines.push(PricedLine { kind, key: key.into(), label, why, cents, optional: false });
    }

    fn offer(&mut self, chosen: bool, line: PricedLine) {
        if chosen || !line.optional { self.lines.push(line) } else { self.options.push(line) }
    }

    pub(super) fn problem(&mut self, problem: PriceProblem) {
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    pub(super) fn sum(&self) -> i64 {
        self.lines.iter().map(|l| l.cents).sum()
    }
}

/// Prices a request by a price book, all of it or of its packages the one that counts, to be paid as the book has it for
/// persons.
pub fn price(request: &PriceRequest, rates: &Rates) -> Priced {
    if request.packages.is_empty() && request.package.is_none() { whole(request, rates) } else { price_packages(request, rates) }
}

/// Prices all lines and amenities of a request, whatever package they belong to.
pub(super) fn whole(request: &PriceRequest, rates: &Rates) -> Priced {
    let mut sheet = Sheet { lines: Vec::new(), options: Vec::new(), problems: Vec::new() };
    for (i, wanted) in request.vehicles.iter().enumerate().filter(|(_, w)| w.count > 0) {
        match rates.vehicle(&wanted.key) {
            Some(vehicle) => vehicle_lines(&mut sheet, request, rates, vehicle, wanted.count, i),
            None => sheet.problem(PriceProblem::UnknownVehicle),
        }
    }
    if let Some(crew) = rates.crew.as_ref().filter(|_| request.crew > 0) {
        let minutes = request.minutes.max(crew.minimum_minutes);
        let cents = scaled(crew.hour_cents, &[request.crew.into(), minutes.into()], 60);
        sheet.line(
            LineKind::Crew,
            "crew",
            text::label(text::crew),
            Why::Crew { people: request.crew, minutes, cents: crew.hour_cents },
            cents,
        );
    }
    trades(&mut sheet, request, rates);
    relief_lines(&mut sheet, request, rates);
    let base_cents = sheet.sum();
    modifiers(&mut sheet, request, rates, base_cents);
    amenities(&mut sheet, request, rates);
    for item in &request.lines {
        sheet.offer(
            item.chosen,
            PricedLine {
                kind: LineKind::Item,
                key: item.id.to_string(),
                label: Label::same(&item.name),
                why: Why::Quantity { milli: item.quantity_milli, cents: item.unit_cents },
                cents: item.sum_cents(),
                optional: item.optional,
            },
        );
    }
    repairs(&mut sheet, request, rates);
    volume(&mut sheet, rates);
    adjust(&mut sheet, request.adjustment);
    let subtotal_cents = sheet.sum();
    let discount_cents = promo(&mut sheet, request, subtotal_cents);
    let taxable = subtotal_cents + discount_cents;
    let mut tax_cents = 0;
    for (i, tax) in rates.taxes.iter().enumerate().filter(|_| !request.tax_exempt && taxable > 0) {
        let cents = scaled(taxable, &[tax.ppm.into()], 1_000_000);
        tax_cents += cents;
        sheet.line(LineKind::Tax, format!("tax{i}"), tax.name.clone(), Why::TaxRate { ppm: tax.ppm }, cents);
    }
    if request.tax_exempt && taxable > 0 && !rates.taxes.is_empty() {
        sheet.line(LineKind::Tax, TAX_EXEMPT, text::label(text::tax_exempt), Why::Fixed, 0);
    }
    let total_cents = sheet.sum();
    if total_cents < 0 {
        sheet.problem(PriceProblem::BelowZero);
    }
    if total_cents > crate::money::MAX_CENTS {
        sheet.problem(PriceProblem::TooLarge);
    }
    // the sort is stable: within a kind the lines stay as they were asked for
    sheet.lines.sort_by_key(|l| l.kind);
    let priced = Priced {
        base_cents,
        subtotal_cents,
        discount_cents,
        tax_cents,
        total_cents,
        cost_cents: cost(request, rates),
        package: None,
        packages: Vec::new(),
        lines: sheet.lines,
        options: sheet.options,
        problems: sheet.problems,
        ..Priced::default()
    };
    let dates = Dates { quoted_on: request.quoted_on, starts: request.starts.map(|at| at.date()) };
    priced.payable(dates, &rates.deposit, Payer::default(), &[])
}

fn modifiers(sheet: &mut Sheet, request: &PriceRequest, rates: &Rates, base_cents: i64) {
    let work = Work { starts: request.starts, quoted_on: request.quoted_on, spots: &request.spots };
    let applying = rates.ordered_modifiers().into_iter().filter_map(|m| Some((m, m.condition.met(work)?)));
    for (modifier, Met(because)) in applying {
        // each works on the base, not on the one before: their order is for reading only
        let (bp, cents) = match modifier.change {
            Change::PercentBp(bp) => (Some(i64::from(bp)), scaled(base_cents, &[bp.into()], 10_000)),
            Change::Cents(cents) => (None, scaled(cents, &[], 1)),
        };
        let why = match (because, bp) {
            (Some(because), bp) => Why::Rule { because, bp },
            (None, Some(bp)) => Why::Percent { bp },
            (None, None) => Why::Fixed,
        };
        if cents != 0 {
            sheet.line(LineKind::Modifier, modifier.id.to_string(), modifier.name.clone(), why, cents);
        }
    }
}

fn amenities(sheet: &mut Sheet, request: &PriceRequest, rates: &Rates) {
    let vehicles: Vec<&VehicleRate> = request.vehicles.iter().filter(|w| w.count > 0).filter_map(|w| rates.vehicle(&w.key)).collect();
    let mut seen: Vec<AmenityId> = Vec::new();
    for choice in &request.amenities {
        let Some(amenity) = rates.amenity(choice.amenity) else {
            sheet.problem(PriceProblem::UnknownAmenity);
            continue;
        };
        if seen.contains(&amenity.id) {
            continue;
        }
        seen.push(amenity.id);
        let counted = choice.chosen || !choice.optional;
        if counted && amenity.needs.as_ref().is_some_and(|need| !vehicles.iter().any(|v| v.capabilities.contains(need))) {
            sheet.problem(PriceProblem::MissingCapability);
        }
        let (of, over) = match amenity.unit {
            AmenityUnit::Flat => (1, 1),
            AmenityUnit::PerPassenger => (request.passengers, 1),
            AmenityUnit::PerHour => (request.minutes, 60),
            AmenityUnit::PerDay => (request.days.max(1), 1),
        };
        sheet.offer(
            choice.chosen,
            PricedLine {
                kind: LineKind::Amenity,
                key: amenity.id.to_string(),
                label: amenity.name.clone(),
                why: Why::Each { count: 1, cents: amenity.cents, unit: amenity.unit, of },
                cents: scaled(amenity.cents, &[of.into()], over),
                optional: choice.optional,
            },
        );
    }
    let seats: u64 = request.vehicles.iter().filter_map(|w| rates.vehicle(&w.key).map(|v| u64::from(v.seats) * u64::from(w.count))).sum();
    if seats > 0 && u64::from(request.passengers) > seats {
        sheet.problem(PriceProblem::TooFewSeats);
    }
}

fn promo(sheet: &mut Sheet, request: &PriceRequest, subtotal: i64) -> i64 {
    let Some(terms) = &request.promo else { return 0 };
    if let Some(problem) = terms.only.refuses(&request.vehicles, request.trip) {
        sheet.problem(problem);
        return 0;
    }
    if subtotal < terms.minimum_cents {
        sheet.problem(PriceProblem::PromoMinimum);
        return 0;
    }
    let off = match terms.discount {
        Discount::PercentBp(bp) => scaled(subtotal, &[bp.into()], 10_000),
        Discount::Cents(cents) => cents,
    };
    let off = off.clamp(0, subtotal.max(0));
    if off > 0 {
        let label = Label::same(&terms.code);
        let why = match terms.discount {
            Discount::PercentBp(bp) => Why::Percent { bp: -i64::from(bp) },
            Discount::Cents(_) => Why::PromoCode { until: terms.ends_on },
        };
        sheet.line(LineKind::Promo, "promo", label, why, -off);
    }
    -off
}

fn cost(request: &PriceRequest, rates: &Rates) -> Option<i64> {
    // what a repair costs us is not known
    if request.repairs.iter().any(|of| of.count > 0) {
        return None;
    }
    let mut sum = 0;
    for wanted in request.vehicles.iter().filter(|w| w.count > 0) {
        let cost = rates.vehicle(&wanted.key)?.cost?;
        sum += scaled(cost.hour_cents, &[wanted.count.into(), request.minutes.into()], 60);
        sum += scaled(cost.km_cents, &[wanted.count.into(), (request.metres.saturating_add(request.deadhead_metres)).into()], 1000);
    }
    if let Some(crew) = rates.crew.as_ref().filter(|_| request.crew > 0) {
        sum += scaled(crew.cost_hour_cents?, &[request.crew.into(), request.minutes.max(crew.minimum_minutes).into()], 60);
    }
    sum += trades_cost(request, rates)?;
    if request.relief.minutes > 0 {
        sum += scaled(rates.relief.cost_hour_cents?, &[fleet(request).into(), request.relief.minutes.into()], 60);
        sum += scaled(rates.relief.call_out_cents, &[fleet(request).into(), request.relief.call_outs.into()], 1);
    }
    for item in request.lines.iter().filter(|l| l.chosen || !l.optional) {
        sum += scaled(item.unit_cost_cents.unwrap_or(0), &[item.quantity_milli.into()], 1000);
    }
    Some(sum)
}

#[cfg(test)]
#[path = "price_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "cents_tests.rs"]
mod cents_tests;
