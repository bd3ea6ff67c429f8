//! Places on the earth: what a geocoder finds, and maps of a route drawn without anybody else's tiles.
//!
//! [`draw`] lays out a map in units of its own, [`Drawing::svg`] writes it. Both are pure: the same stops give the same
//! picture on the server's pages and in the browser. Left to others: who asks which service (the server), what a stop
//! is (quotes), distances and times (pricing).

use serde::{Deserialize, Serialize};

mod draw;
mod label;
mod project;
mod svg;
#[cfg(test)]
mod tests;

pub use draw::{Bar, Drawing, HEIGHT, Mark, Pin, RADIUS, Spot, WIDTH, Way, draw};
pub use label::{Anchor, Label};

use crate::pricing;

crate::choice! {
    /// Who found a place.
    Source {
        /// The list of cities that comes with the program.
        Gazetteer = "gazetteer",
        /// OpenStreetMap, asked through Nominatim.
        Nominatim = "nominatim",
        Google = "google",
    }
}

impl Source {
    /// What has to stand beside its results.
    pub fn attribution(self) -> Option<&'static str> {
        match self {
            Source::Gazetteer => None,
            Source::Nominatim => Some("© OpenStreetMap contributors"),
            Source::Google => Some("Google"),
        }
    }
}

crate::choice! {
    /// How near coordinates are to what was asked for.
    Precision {
        /// The very building.
        Rooftop = "rooftop",
        /// Somewhere along the street.
        Street = "street",
        /// The middle of a postal code.
        Postal = "postal",
        /// The middle of a town.
        City = "city",
        /// The middle of a province, a state or a country.
        Region = "region",
    }
}

/// How a stop came by its coordinates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Located {
    pub source: Source,
    pub precision: Precision,
}

/// A place that may be the one that was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Candidate {
    /// The address as the stop then carries it: one line of at most 300 characters.
    pub label: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    pub source: Source,
    pub precision: Precision,
}

/// What was found for a question.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Found {
    /// At most five, the likeliest first.
    pub candidates: Vec<Candidate>,
    /// The service does not answer now; these are what the list of cities knows.
    pub away: bool,
    /// The service was not asked, because it wants no question with each key stroke: ask again when somebody says so.
    pub asks_whole: bool,
    /// What has to stand beside the candidates.
    pub attribution: Option<String>,
}

/// How many candidates there are at most.
pub const MOST: usize = 5;

/// What the list of cities knows: the typed address completed with the cities its last part begins, else the city it
/// names.
pub fn known(query: &str) -> Vec<Candidate> {
    let query = query.trim();
    let of = |label: String, place: &pricing::Place| Candidate {
        label,
        lat: place.lat,
        lon: place.lng,
        source: Source::Gazetteer,
        precision: Precision::City,
    };
    let street = query.rsplit_once(',').map(|(street, _)| street.trim()).filter(|street| !street.is_empty());
    // two letters after a comma are a province or a state
    let begun = query.rsplit(',').next().unwrap_or_default().trim();
    let towns = if street.is_some() && begun.chars().count() < 3 { Vec::new() } else { pricing::suggest(query) };
    let named = towns.into_iter().map(|place| {
        let town = format!("{}, {}", place.name, place.region);
        of(street.map_or_else(|| town.clone(), |street| format!("{street}, {town}")), &place)
    });
    let mut found: Vec<Candidate> = named.filter(|candidate| candidate.label.chars().count() <= 300).take(MOST).collect();
    if found.is_empty()
        && let Some(place) = pricing::locate(query)
        && query.chars().count() <= 300
    {
        found.push(of(query.to_string(), &place));
    }
    found
}
