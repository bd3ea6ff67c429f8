//! Distances and times from stop to stop: haversine times a road factor where coordinates are known, what somebody
//! entered where it is not. Estimates, and marked as such; entered values win.

use chrono::{Duration, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// What the cascade needs to know of a stop.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Waypoint {
    pub at: Option<(f64, f64)>,
    /// An arrival somebody fixed.
    pub fixed: Option<NaiveDateTime>,
    /// Minutes spent there.
    pub dwell: u32,
    /// Entered metres from the stop before.
    pub leg_metres: Option<u32>,
    /// Entered minutes from the stop before.
    pub leg_minutes: Option<u32>,
}

/// From one stop to the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Leg {
    pub metres: u32,
    pub minutes: u32,
    /// Worked out from coordinates rather than entered.
    pub estimated: bool,
    /// Neither coordinates nor an entered distance: the leg counts as nothing and is shown as unknown.
    pub unknown: bool,
}

/// A stop with its times worked out, in the wall clock of the quote's zone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Timed {
    /// The leg that leads here; none for the first stop.
    pub leg: Option<Leg>,
    pub arrive: Option<NaiveDateTime>,
    pub leave: Option<NaiveDateTime>,
    /// Minutes by which the drive makes a fixed arrival impossible.
    pub late: u32,
}

/// A whole itinerary.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Route {
    pub stops: Vec<Timed>,
    pub metres: u64,
    pub drive_minutes: u32,
    /// From the first arrival to the last departure.
    pub total_minutes: u32,
    /// Calendar days touched; 1 when nothing is known.
    pub days: u32,
    pub late: bool,
    pub unknown_legs: u32,
}

const EARTH_KM: f64 = 6371.0088;

/// Great-circle kilometres between two coordinates in degrees.
pub fn haversine_km(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (f1, f2) = (a.0.to_radians(), b.0.to_radians());
    let (df, dl) = ((b.0 - a.0).to_radians(), (b.1 - a.1).to_radians());
    let h = (df / 2.0).sin().powi(2) + f1.cos() * f2.cos() * (dl / 2.0).sin().powi(2);
    2.0 * EARTH_KM * h.sqrt().min(1.0).asin()
}

/// Road kilometres for great-circle ones: short trips wind more.
pub fn road_km(straight: f64) -> f64 {
    straight
        * match straight {
            d if d < 16.0 => 1.40,
            d if d < 80.0 => 1.30,
            d if d < 320.0 => 1.22,
            _ => 1.18,
        }
}

/// Minutes a loaded vehicle needs for road kilometres.
pub fn drive_minutes(km: f64) -> u32 {
    let kmh = match km {
        d if d < 16.0 => 35.0,
        d if d < 80.0 => 61.0,
        d if d < 320.0 => 84.0,
        _ => 92.0,
    };
    // people plan in five minutes
    (((km / kmh * 60.0) / 5.0).ceil() * 5.0).clamp(0.0, 100_000.0) as u32
}

/// The leg between two stops.
pub fn leg(from: &Waypoint, to: &Waypoint) -> Leg {
    let straight = from.at.zip(to.at).map(|(a, b)| haversine_km(a, b)).filter(|km| km.is_finite());
    let km = to.leg_metres.map(|m| f64::from(m) / 1000.0).or(straight.map(road_km));
    let Some(km) = km else {
        return Leg { metres: 0, minutes: to.leg_minutes.unwrap_or(0), estimated: false, unknown: to.leg_minutes.is_none() };
    };
    Leg {
        metres: (km * 10.0).round().clamp(0.0, 4_000_000.0) as u32 * 100,
        minutes: to.leg_minutes.unwrap_or_else(|| drive_minutes(km)),
        estimated: to.leg_metres.is_none() || to.leg_minutes.is_none(),
        unknown: false,
    }
}

/// Lets the times flow from stop to stop. Fixed arrivals hold; one that cannot be met says by how much.
pub fn cascade(stops: &[Waypoint]) -> Route {
    let mut route = Route { days: 1, ..Route::default() };
    let mut leave: Option<NaiveDateTime> = None;
    for (i, stop) in stops.iter().enumerate() {
        let leg = i.checked_sub(1).map(|before| leg(&stops[before], stop));
        let drive = leg.map_or(0, |l| l.minutes);
        let flowed = leave.and_then(|t| t.checked_add_signed(Duration::minutes(i64::from(drive))));
        let arrive = stop.fixed.or(flowed);
        let late = match (stop.fixed, flowed) {
            (Some(fixed), Some(flowed)) if flowed > fixed => (flowed - fixed).num_minutes().clamp(0, 100_000) as u32,
            _ => 0,
        };
        leave = arrive.and_then(|t| t.checked_add_signed(Duration::minutes(i64::from(stop.dwell))));
        if let Some(leg) = leg {
            route.metres += u64::from(leg.metres);
            route.drive_minutes = route.drive_minutes.saturating_add(leg.minutes);
            route.unknown_legs += u32::from(leg.unknown);
        }
        route.late |= late > 0;
        route.stops.push(Timed { leg, arrive, leave, late });
    }
    let first = route.stops.iter().find_map(|s| s.arrive);
    let last = route.stops.iter().rev().find_map(|s| s.leave);
    if let (Some(first), Some(last)) = (first, last) {
        route.total_minutes = (last - first).num_minutes().clamp(0, 1_000_000) as u32;
        route.days = ((last.date() - first.date()).num_days().clamp(0, 365) + 1) as u32;
    } else {
        // no times yet: the drive and the dwells say how long it takes
        route.total_minutes = stops.iter().fold(route.drive_minutes, |sum, s| sum.saturating_add(s.dwell));
    }
    route
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_distances_come_out_right() {
        let (toronto, montreal) = ((43.6532, -79.3832), (45.5019, -73.5674));
        assert!((haversine_km(toronto, montreal) - 504.2).abs() < 1.0);
        assert!((haversine_km((40.7128, -74.0060), (34.0522, -118.2437)) - 3935.75).abs() < 0.5);
    }

    fn at(h: u32, m: u32) -> NaiveDateTime {
        chrono::NaiveDate::from_ymd_opt(2026, 12, 11).and_then(|d| d.and_hms_opt(h, m, 0)).expect("a real time")
    }

    #[test]
    fn times_flow_from_stop_to_stop_and_a_fixed_one_holds() {
        let route = cascade(&[
            Waypoint { fixed: Some(at(8, 0)), dwell: 30, ..Default::default() },
            Waypoint { leg_metres: Some(50_000), leg_minutes: Some(60), dwell: 15, ..Default::default() },
            Waypoint { leg_metres: Some(10_000), leg_minutes: Some(20), fixed: Some(at(9, 50)), ..Default::default() },
        ]);
        assert_eq!(route.stops[1].arrive, Some(at(9, 30)));
        assert_eq!(route.stops[1].leave, Some(at(9, 45)));
        assert_eq!(route.stops[2].arrive, Some(at(9, 50)));
        assert_eq!(route.stops[2].late, 15);
        assert!(route.late);
        assert_eq!((route.metres, route.drive_minutes), (60_000, 80));
    }

    proptest! {
        #[test]
        fn no_itinerary_panics(raw in prop::collection::vec((any::<f64>(), any::<f64>(), any::<u32>(), any::<Option<u32>>(), any::<Option<u32>>(), any::<bool>()), 0..20)) {
            let stops: Vec<Waypoint> = raw.iter().map(|(lat, lng, dwell, m, t, fixed)| Waypoint {
                at: Some((*lat, *lng)), dwell: *dwell, leg_metres: *m, leg_minutes: *t, fixed: fixed.then(|| at(8, 0)),
            }).collect();
            prop_assert_eq!(cascade(&stops).stops.len(), stops.len());
        }
    }
}
