//! Nominatim, which searches OpenStreetMap: `GET /search?format=jsonv2`.

use serde::Deserialize;
use shared::geo::{Candidate, MOST, Precision, Source};

use super::ask::{Patience, Tried, Trouble, get, until};
use super::{Question, pace};

/// A place as it is answered. Coordinates are text.
#[derive(Deserialize)]
struct Place {
    lat: String,
    lon: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    display_name: String,
    #[serde(default)]
    addresstype: String,
    #[serde(default)]
    place_rank: u32,
    #[serde(default)]
    address: Address,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Address {
    house_number: Option<String>,
    road: Option<String>,
    city: Option<String>,
    town: Option<String>,
    village: Option<String>,
    municipality: Option<String>,
    state: Option<String>,
    #[serde(rename = "ISO3166-2-lvl4")]
    region: Option<String>,
    postcode: Option<String>,
}

/// Searches, after waiting for a turn.
pub async fn search(
    client: &reqwest::Client,
    patience: &Patience,
    base: &reqwest::Url,
    question: &Question<'_>,
) -> Result<Vec<Candidate>, Trouble> {
    let url = &url(base, question).ok_or(Trouble::Unreadable)?;
    let body = until(patience, || async move {
        if pace::turn(base.as_str(), patience.gap, patience.turn).await {
            get(client, url.clone()).await
        } else {
            Tried::Failed(Trouble::Crowded)
        }
    })
    .await?;
    let places: Vec<Place> = serde_json::from_slice(&body).map_err(|_| Trouble::Unreadable)?;
    Ok(places.iter().filter_map(candidate).take(MOST).collect())
}

fn url(base: &reqwest::Url, question: &Question<'_>) -> Option<reqwest::Url> {
    let mut url = base.join("search").ok()?;
    url.query_pairs_mut()
        .append_pair("q", question.address)
        .append_pair("format", "jsonv2")
        .append_pair("addressdetails", "1")
        .append_pair("limit", &MOST.to_string())
        .append_pair("countrycodes", &countries(question.country))
        .append_pair("accept-language", question.language.tag());
    Some(url)
}

/// Where to look: in the country of the organization, and over the border its trips cross.
fn countries(country: &str) -> String {
    match country {
        "CA" => "ca,us".into(),
        "US" => "us,ca".into(),
        other => other.to_ascii_lowercase(),
    }
}

fn candidate(place: &Place) -> Option<Candidate> {
    let (lat, lon): (f64, f64) = (place.lat.parse().ok()?, place.lon.parse().ok()?);
    let is_real = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
    let label = label(place);
    (is_real && !label.is_empty()).then(|| Candidate { label, lat, lon, source: Source::Nominatim, precision: precision(place) })
}

/// The address as people write it here; as Nominatim has it where it has no street and no town.
fn label(place: &Place) -> String {
    let Address { house_number, road, city, town, village, municipality, state, region, postcode } = &place.address;
    let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let street = given(road).map(|road| given(house_number).map_or_else(|| road.clone(), |number| format!("{number} {road}")));
    let town = given(city).or_else(|| given(town)).or_else(|| given(village)).or_else(|| given(municipality));
    let region = region.as_deref().and_then(|code| code.split_once('-')).map(|(_, code)| code.to_string()).or_else(|| given(state));
    let end = [region, given(postcode)].into_iter().flatten().collect::<Vec<_>>().join(" ");
    // what has a name of its own is known by it
    let name =
        Some(place.name.clone()).filter(|name| !name.is_empty() && [&street, &town].iter().all(|other| other.as_ref() != Some(name)));
    if street.is_none() && town.is_none() {
        return one_line(&place.display_name);
    }
    let parts = [name.filter(|_| place.addresstype != "postcode"), street, town, Some(end)];
    one_line(&parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "))
}

/// A text as a stop can carry it.
pub(super) fn one_line(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(300).collect()
}

fn precision(place: &Place) -> Precision {
    match (place.addresstype.as_str(), place.place_rank) {
        ("postcode", _) => Precision::Postal,
        _ if place.address.house_number.is_some() => Precision::Rooftop,
        ("country" | "state" | "region" | "province" | "county", _) => Precision::Region,
        (_, 28..) => Precision::Rooftop,
        ("road", _) | (_, 26..) => Precision::Street,
        (_, 12..) => Precision::City,
        _ => Precision::Region,
    }
}
