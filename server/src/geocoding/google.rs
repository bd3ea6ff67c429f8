//! Google's Geocoding API: `GET /maps/api/geocode/json`. Its answers are 200 whatever they say; the status is in them.

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use shared::geo::{Candidate, MOST, Precision, Source};

use super::Question;
use super::ask::{Patience, Tried, Trouble, get, until};
use super::nominatim::one_line;

/// Where it is.
pub const BASE: &str = "https://maps.googleapis.com";

#[derive(Deserialize)]
struct Answer {
    status: String,
    #[serde(default)]
    error_message: String,
    #[serde(default)]
    results: Vec<Place>,
}

#[derive(Deserialize)]
struct Place {
    formatted_address: String,
    #[serde(default)]
    types: Vec<String>,
    geometry: Geometry,
}

#[derive(Deserialize)]
struct Geometry {
    location: Location,
    #[serde(default)]
    location_type: String,
}

#[derive(Deserialize)]
struct Location {
    lat: f64,
    lng: f64,
}

/// Searches.
pub async fn search(
    client: &reqwest::Client,
    patience: &Patience,
    base: &reqwest::Url,
    key: &SecretString,
    question: &Question<'_>,
) -> Result<Vec<Candidate>, Trouble> {
    let url = &url(base, key, question).ok_or(Trouble::Unreadable)?;
    let places = until(patience, || async move {
        match get(client, url.clone()).await {
            Tried::Done(body) => read(&body, key),
            Tried::Busy(why, after) => Tried::Busy(why, after),
            Tried::Failed(trouble) => Tried::Failed(trouble),
        }
    })
    .await?;
    Ok(places.iter().filter_map(candidate).take(MOST).collect())
}

fn url(base: &reqwest::Url, key: &SecretString, question: &Question<'_>) -> Option<reqwest::Url> {
    let mut url = base.join("maps/api/geocode/json").ok()?;
    url.query_pairs_mut()
        .append_pair("address", question.address)
        .append_pair("language", question.language.tag())
        // leans towards the country of the organization and shuts out none: trips cross borders
        .append_pair("region", &region(question.country))
        .append_pair("key", key.expose_secret());
    Some(url)
}

/// The top-level domain of a country, which is what Google takes.
fn region(country: &str) -> String {
    match country {
        "GB" => "uk".into(),
        other => other.to_ascii_lowercase(),
    }
}

/// What the status of an answer means.
fn read(body: &[u8], key: &SecretString) -> Tried<Vec<Place>> {
    let Ok(Answer { status, error_message, results }) = serde_json::from_slice(body) else {
        return Tried::Failed(Trouble::Unreadable);
    };
    // it may name the key it does not like
    let why = || format!("{status} {error_message}").trim().replace(key.expose_secret(), "***");
    match status.as_str() {
        "OK" => Tried::Done(results),
        // a question it cannot make sense of finds nothing
        "ZERO_RESULTS" | "INVALID_REQUEST" => Tried::Done(Vec::new()),
        "OVER_QUERY_LIMIT" | "UNKNOWN_ERROR" => Tried::Busy(why(), None),
        "REQUEST_DENIED" | "OVER_DAILY_LIMIT" => Tried::Failed(Trouble::Refused(why())),
        _ => Tried::Failed(Trouble::Unreadable),
    }
}

fn candidate(place: &Place) -> Option<Candidate> {
    let Location { lat, lng } = place.geometry.location;
    let is_real = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lng);
    let label = one_line(&place.formatted_address);
    (is_real && !label.is_empty()).then(|| Candidate { label, lat, lon: lng, source: Source::Google, precision: precision(place) })
}

fn precision(place: &Place) -> Precision {
    let is = |kinds: &[&str]| place.types.iter().any(|kind| kinds.contains(&kind.as_str()));
    match place.geometry.location_type.as_str() {
        "ROOFTOP" => Precision::Rooftop,
        _ if is(&["postal_code"]) => Precision::Postal,
        _ if is(&["administrative_area_level_1", "administrative_area_level_2", "country"]) => Precision::Region,
        _ if is(&["locality", "sublocality", "postal_town"]) => Precision::City,
        "APPROXIMATE" => Precision::City,
        _ => Precision::Street,
    }
}
