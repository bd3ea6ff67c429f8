//! The map of an itinerary: its stops in their order, and what is said of the ways between them.

use super::{Content, Stop};
use crate::geo::{self, Drawing, Pin, Source};
use crate::pricing::{self, Leg, Route, text as prices};

/// The map of an itinerary, with what stands below it.
#[derive(Clone, Debug, PartialEq)]
pub struct RouteMap {
    pub drawing: Drawing,
    /// Stops that are not on it, from 1: nobody knows where they are.
    pub missing: Vec<usize>,
    /// Whose data it shows.
    pub attribution: Option<&'static str>,
}

impl Stop {
    /// Where it stands on our map. What Google found may be shown on Google's maps only, so such a stop stands in the
    /// middle of the town its address names.
    pub fn drawn_at(&self) -> Option<(f64, f64)> {
        match self.located.map(|located| located.source) {
            Some(Source::Google) => pricing::locate(&self.address).map(|place| (place.lat, place.lng)),
            _ => self.place(),
        }
    }

    /// A word or two for it: what people call it, else the street, else the town.
    fn short(&self) -> &str {
        if self.name.is_empty() {
            self.address.split(',').map(str::trim).find(|part| !part.is_empty()).unwrap_or_default()
        } else {
            &self.name
        }
    }
}

/// How far and how long a leg is, as short as a map wants it.
fn said(leg: &Leg) -> Option<String> {
    (!leg.unknown && leg.metres > 0).then(|| format!("{} km, {}", prices::km(leg.metres.into()), prices::duration(leg.minutes)))
}

/// The numbers of stops nobody knows the place of, from 1.
pub fn off_map(content: &Content) -> Vec<usize> {
    content.stops.iter().enumerate().filter(|(_, stop)| stop.drawn_at().is_none()).map(|(i, _)| i + 1).collect()
}

impl Content {
    /// The map of its stops; none when no stop can be shown. `route` is the content's own.
    pub fn map(&self, route: &Route) -> Option<RouteMap> {
        let mut pins = Vec::new();
        let mut last = None;
        for (i, stop) in self.stops.iter().enumerate() {
            let Some(at) = stop.drawn_at() else { continue };
            let gap = last.is_some_and(|last| last + 1 != i);
            let leg = route.stops.get(i).and_then(|timed| timed.leg).filter(|_| !gap);
            pins.push(Pin { number: i + 1, at, label: stop.short().to_string(), leg: leg.as_ref().and_then(said), gap });
            last = Some(i);
        }
        let drawing = geo::draw(&pins, pricing::places())?;
        let attribution = self.stops.iter().filter_map(|stop| stop.located).find_map(|located| match located.source {
            Source::Nominatim => located.source.attribution(),
            Source::Gazetteer | Source::Google => None,
        });
        Some(RouteMap { drawing, missing: off_map(self), attribution })
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::StopId;
    use crate::geo::{Candidate, Precision};
    use crate::jobs::StopKind;
    use crate::packs::ServiceLine;

    fn content(addresses: &[&str]) -> Content {
        let mut content = Content::empty(ServiceLine::Charter, "A trip");
        content.stops = addresses
            .iter()
            .enumerate()
            .map(|(i, address)| Stop {
                address: (*address).into(),
                ..Stop::new(StopId(Uuid::from_u128(i as u128 + 1)), if i == 0 { StopKind::Pickup } else { StopKind::DropOff })
            })
            .collect();
        content
    }

    fn found(label: &str, source: Source) -> Candidate {
        Candidate { label: label.into(), lat: 49.3858, lon: -123.1119, source, precision: Precision::Rooftop }
    }

    #[test]
    fn stops_nobody_knows_the_place_of_are_told_and_bridged() {
        let content = content(&["750 Burrard St, Vancouver, BC", "A farm behind the mill", "303 S Jackson St, Seattle, WA"]);
        let map = content.map(&content.route()).expect("two are known");
        assert_eq!(map.missing, [2]);
        assert_eq!(map.drawing.marks.iter().map(|mark| mark.number).collect::<Vec<_>>(), [1, 3]);
        assert!(map.drawing.ways[0].gap && map.drawing.ways[0].label.is_none());
        assert!(self::content(&["Somewhere"]).map(&Route::default()).is_none(), "nothing to show");
    }

    #[test]
    fn what_was_chosen_counts_until_the_address_is_typed_anew() {
        let mut content = content(&["Vancouver, BC", "Seattle, WA"]);
        let by_town = content.route().metres;
        content.stops[0].locate(&found("200 Burrard St, Vancouver, BC", Source::Nominatim));
        assert_ne!(content.route().metres, by_town);
        assert_eq!(content.map(&content.route()).and_then(|map| map.attribution), Some("© OpenStreetMap contributors"));
        content.stops[0].readdress("200 Burrard St, Vancouver, BC".into());
        assert!(content.stops[0].located.is_some(), "the same words change nothing");
        content.stops[0].readdress("Vancouver, BC".into());
        assert_eq!((content.stops[0].lat, content.stops[0].located), (None, None));
        assert_eq!(content.route().metres, by_town);
    }

    #[test]
    fn what_google_found_is_reckoned_with_and_not_drawn() {
        let mut content = content(&["Vancouver, BC", "Seattle, WA"]);
        content.stops[0].locate(&found("200 Burrard St, Vancouver, BC", Source::Google));
        assert_eq!(content.stops[0].place(), Some((49.3858, -123.1119)));
        assert_eq!(content.stops[0].drawn_at(), Some((49.283, -123.121)));
        content.stops[0].locate(&found("1 Nowhere Rd", Source::Google));
        assert_eq!(off_map(&content), [1]);
    }

    #[test]
    fn the_way_home_is_a_line_of_its_own() {
        let mut there = content(&["Vancouver, BC", "Seattle, WA"]);
        there.mirror(|| StopId(Uuid::from_u128(9)));
        let map = there.map(&there.route()).expect("a map");
        assert_eq!(map.drawing.marks.len(), 3);
        assert_eq!(map.drawing.ways.len(), 2);
        assert_ne!(map.drawing.ways[0].points.first(), map.drawing.ways[1].points.last());
    }

    #[test]
    fn old_stops_read_as_they_were_written() {
        let old = serde_json::json!({ "id": Uuid::from_u128(1), "kind": "pickup", "name": "", "address": "Toronto, ON", "lat": null, "lng": null,
            "arrive": null, "dwell": 15, "leg_metres": null, "leg_minutes": null, "notes": "", "contact_name": "", "contact_phone": "" });
        let stop: Stop = serde_json::from_value(old.clone()).expect("it reads");
        assert_eq!(serde_json::to_value(&stop).expect("it writes"), old);
    }
}
