//! The lines of what drives: vehicles, their empty ways and nights, and whoever relieves their drivers.

use super::{Sheet, scaled};
use crate::pricing::{Basis, LineKind, PriceRequest, Rates, VehicleRate, Why, text};

pub(super) fn vehicle_lines(sheet: &mut Sheet, request: &PriceRequest, rates: &Rates, vehicle: &VehicleRate, count: u32, i: usize) {
    let days = request.days.max(1);
    let n = i128::from(count);
    let parts = [
        (
            Why::Hours { count, minutes: request.minutes, cents: vehicle.hour_cents },
            scaled(vehicle.hour_cents, &[n, request.minutes.into()], 60),
        ),
        (
            Why::Distance { count, metres: request.metres, cents: vehicle.km_cents },
            scaled(vehicle.km_cents, &[n, request.metres.into()], 1000),
        ),
        (Why::Days { count, days, cents: vehicle.day_cents }, scaled(vehicle.day_cents, &[n, days.into()], 1)),
    ];
    let least = scaled(vehicle.minimum_cents, &[n], 1);
    let key = |part: &str| format!("{}{i}{part}", vehicle.key);
    match rates.basis {
        Basis::Greatest => {
            let mut best = (Why::Least { count, cents: vehicle.minimum_cents }, least);
            for part in parts {
                if part.1 > best.1 {
                    best = part;
                }
            }
            sheet.line(LineKind::Vehicle, key(""), vehicle.name.clone(), best.0, best.1);
        }
        Basis::Sum => {
            let mut sum = 0;
            for (part, (why, cents)) in parts.into_iter().enumerate().filter(|(_, (_, cents))| *cents != 0) {
                sum += cents;
                sheet.line(LineKind::Vehicle, key(&format!("-{part}")), vehicle.name.clone(), why, cents);
            }
            if sum < least {
                sheet.line(
                    LineKind::Minimum,
                    key("-least"),
                    text::label(text::minimum),
                    Why::Least { count, cents: vehicle.minimum_cents },
                    least - sum,
                );
            }
        }
    }
    let deadhead = scaled(vehicle.deadhead_km_cents, &[n, request.deadhead_metres.into()], 1000);
    if deadhead != 0 {
        let why = Why::Distance { count, metres: request.deadhead_metres, cents: vehicle.deadhead_km_cents };
        sheet.line(LineKind::Deadhead, key("-deadhead"), text::label(text::deadhead), why, deadhead);
    }
    let nights = days - 1;
    if nights > 0 && rates.night_cents > 0 {
        let why = Why::Nights { count, nights, cents: rates.night_cents };
        sheet.line(LineKind::Nights, key("-nights"), text::label(text::nights), why, scaled(rates.night_cents, &[n, nights.into()], 1));
    }
}

pub(super) fn relief_lines(sheet: &mut Sheet, request: &PriceRequest, rates: &Rates) {
    let (relief, of) = (request.relief, rates.relief);
    let count = fleet(request);
    let n = i128::from(count);
    if relief.minutes > 0 {
        let why = Why::Hours { count, minutes: relief.minutes, cents: of.hour_cents };
        sheet.line(LineKind::Relief, "relief", text::label(text::relief), why, scaled(of.hour_cents, &[n, relief.minutes.into()], 60));
    }
    if relief.call_outs > 0 && of.call_out_cents > 0 {
        let times = n.saturating_mul(relief.call_outs.into());
        let why = Why::Quantity { milli: i64::try_from(times.saturating_mul(1000)).unwrap_or(i64::MAX), cents: of.call_out_cents };
        sheet.line(LineKind::Relief, "relief-out", text::label(text::relief_out), why, scaled(of.call_out_cents, &[times], 1));
    }
    if relief.nights > 0 && rates.night_cents > 0 {
        let why = Why::Nights { count, nights: relief.nights, cents: rates.night_cents };
        sheet.line(
            LineKind::Relief,
            "relief-nights",
            text::label(text::relief_nights),
            why,
            scaled(rates.night_cents, &[n, relief.nights.into()], 1),
        );
    }
}

/// How many vehicles go; one before any is chosen.
pub(super) fn fleet(request: &PriceRequest) -> u32 {
    request.vehicles.iter().fold(0, |sum: u32, v| sum.saturating_add(v.count)).max(1)
}
