//! Addresses, and the way from stop to stop.

use shared::pricing::{self, Waypoint};

use crate::Given;

pub fn addresses(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    assert!(pricing::suggest(text).len() <= 6);
    if let Some(place) = pricing::locate(text) {
        assert!((-90.0..=90.0).contains(&place.lat) && (-180.0..=180.0).contains(&place.lng));
    }
    let (from, to) = text.split_once('\n').unwrap_or((text, text));
    let _ = pricing::ends(from, to);
}

pub fn itinerary(bytes: &[u8]) {
    let mut given = Given(bytes);
    let mut stops = Vec::new();
    while !given.0.is_empty() && stops.len() < 40 {
        let degrees = |given: &mut Given| match given.byte() {
            255 => f64::from_bits(given.number()),
            whole => f64::from(whole) - 128.0,
        };
        stops.push(Waypoint {
            at: given.yes().then(|| (degrees(&mut given), degrees(&mut given))),
            fixed: given.yes().then(|| given.wall()),
            dwell: given.size() as u32,
            leg_metres: given.yes().then(|| given.size() as u32),
            leg_minutes: given.yes().then(|| given.size() as u32),
            ..Waypoint::default()
        });
    }
    let route = pricing::cascade(&stops);
    assert_eq!(route.stops.len(), stops.len());
    assert!(route.days >= 1);
    let legs = route.stops.iter().filter_map(|stop| stop.leg);
    assert_eq!(legs.clone().map(|leg| u64::from(leg.metres)).sum::<u64>(), route.metres);
    assert_eq!(legs.filter(|leg| leg.unknown).count(), route.unknown_legs as usize);
    for (stop, timed) in stops.iter().zip(&route.stops) {
        assert!(stop.fixed.is_none() || timed.arrive == stop.fixed, "a fixed arrival holds");
        if let (Some(arrive), Some(leave)) = (timed.arrive, timed.leave) {
            assert!(arrive <= leave);
        }
    }
    assert_eq!(route.late, route.stops.iter().any(|stop| stop.late > 0));
}
