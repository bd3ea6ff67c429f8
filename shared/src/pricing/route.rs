//! Distances and times from stop to stop: haversine times a road factor where coordinates are known, what somebody
//! entered where it is not. Estimates, and marked as such; entered values win.

use chrono::{Duration, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

/// The hours of a day in which a stop can be served; one that ends before it begins goes past midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Window {
    pub from: NaiveTime,
    pub to: NaiveTime,
}

impl Window {
    /// The window that counts for whoever arrives then: the day's own, and of two nights the nearer one.
    pub fn around(&self, arrive: NaiveDateTime) -> (NaiveDateTime, NaiveDateTime) {
        let (day, time) = (arrive.date(), arrive.time());
        if self.to >= self.from {
            return (day.and_time(self.from), day.and_time(self.to));
        }
        let of_last_night = time < self.from && time - self.to < self.from - time;
        let evening = if of_last_night { day.pred_opt().unwrap_or(day) } else { day };
        (evening.and_time(self.from), evening.succ_opt().unwrap_or(evening).and_time(self.to))
    }

    /// Minutes whoever arrives then waits until it opens, and minutes since it closed: one of them is zero, within the
    /// window both are.
    pub fn meets(&self, arrive: NaiveDateTime) -> (u32, u32) {
        let (from, to) = self.around(arrive);
        let minutes = |time: Duration| time.num_minutes().clamp(0, 1440) as u32;
        (minutes(from - arrive), minutes(arrive - to))
    }
}

/// What the cascade needs to know of a stop.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Waypoint {
    pub at: Option<(f64, f64)>,
    /// An arrival somebody fixed.
    pub fixed: Option<NaiveDateTime>,
    /// When it can be served: who comes earlier waits.
    pub window: Option<Window>,
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
    /// Minutes by which the drive makes a fixed arrival impossible, or by which the arrival misses the window.
    pub late: u32,
    /// Minutes between the arrival and the begin of the window.
    #[serde(default, skip_serializing_if = "is_none")]
    pub wait: u32,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_none(minutes: &u32) -> bool {
    *minutes == 0
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
        let (wait, missed) = arrive.zip(stop.window).map_or((0, 0), |(at, window)| window.meets(at));
        let late = late.max(missed);
        leave = arrive.and_then(|t| t.checked_add_signed(Duration::minutes(i64::from(wait) + i64::from(stop.dwell))));
        if let Some(leg) = leg {
            route.metres += u64::from(leg.metres);
            route.drive_minutes = route.drive_minutes.saturating_add(leg.minutes);
            route.unknown_legs += u32::from(leg.unknown);
        }
        route.late |= late > 0;
        route.stops.push(Timed { leg, arrive, leave, late, wait });
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

    fn window(from: (u32, u32), to: (u32, u32)) -> Window {
        let time = |(h, m): (u32, u32)| NaiveTime::from_hms_opt(h, m, 0).expect("a real time");
        Window { from: time(from), to: time(to) }
    }

    #[test]
    fn who_comes_before_the_window_waits_and_who_comes_after_it_is_late() {
        let (day, night) = (window((9, 0), (11, 0)), window((22, 0), (2, 0)));
        assert_eq!(
            [at(8, 40), at(9, 0), at(10, 59), at(11, 0), at(11, 30)].map(|t| day.meets(t)),
            [(20, 0), (0, 0), (0, 0), (0, 0), (0, 30)]
        );
        assert_eq!([at(21, 0), at(23, 30), at(1, 0), at(3, 0)].map(|t| night.meets(t)), [(60, 0), (0, 0), (0, 0), (0, 60)]);
        assert_eq!(window((9, 0), (9, 0)).meets(at(9, 0)), (0, 0), "exactly then");
    }

    #[test]
    fn what_waits_for_a_window_leaves_later_and_so_does_everything_after() {
        let route = cascade(&[
            Waypoint { fixed: Some(at(8, 0)), dwell: 15, ..Default::default() },
            Waypoint {
                leg_metres: Some(20_000),
                leg_minutes: Some(25),
                window: Some(window((9, 0), (10, 0))),
                dwell: 30,
                ..Default::default()
            },
            Waypoint { leg_metres: Some(20_000), leg_minutes: Some(30), window: Some(window((9, 0), (9, 45))), ..Default::default() },
        ]);
        assert_eq!((route.stops[1].arrive, route.stops[1].wait, route.stops[1].leave), (Some(at(8, 40)), 20, Some(at(9, 30))));
        assert_eq!((route.stops[2].arrive, route.stops[2].late), (Some(at(10, 0)), 15));
        assert!(route.late);
        assert_eq!(route.total_minutes, 120);
    }

    proptest! {
        #[test]
        fn no_itinerary_panics(raw in prop::collection::vec((any::<f64>(), any::<f64>(), any::<u32>(), any::<Option<u32>>(), any::<Option<u32>>(), any::<bool>()), 0..20)) {
            let stops: Vec<Waypoint> = raw.iter().map(|(lat, lng, dwell, m, t, fixed)| Waypoint {
                at: Some((*lat, *lng)), dwell: *dwell, leg_metres: *m, leg_minutes: *t, fixed: fixed.then(|| at(8, 0)),
                window: dwell.is_multiple_of(2).then(|| window((dwell % 24, 0), (dwell / 7 % 24, 30))),
            }).collect();
            prop_assert_eq!(cascade(&stops).stops.len(), stops.len());
        }
    }
}
