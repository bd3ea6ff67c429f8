//! Servers on ports of their own that speak as Nominatim and Google do, strict as their documents are.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

/// The key the simulated Google knows.
pub const KEY: &str = "AIza-simulated-0123456789";

/// What a simulator heard.
#[derive(Clone, Default)]
pub struct Heard(Arc<Mutex<Log>>);

#[derive(Default)]
struct Log {
    asked: Vec<BTreeMap<String, String>>,
    agents: Vec<String>,
    last: Option<Instant>,
    too_fast: usize,
}

impl Heard {
    /// The parameters of all questions, in their order.
    pub fn asked(&self) -> Vec<BTreeMap<String, String>> {
        self.0.lock().expect("nobody panicked").asked.clone()
    }

    pub fn agents(&self) -> Vec<String> {
        self.0.lock().expect("nobody panicked").agents.clone()
    }

    /// Questions that came within a second of the one before.
    pub fn too_fast(&self) -> usize {
        self.0.lock().expect("nobody panicked").too_fast
    }

    /// Notes a question; how often the same was asked before, and whether it came too fast.
    fn note(&self, asked: &BTreeMap<String, String>, headers: &HeaderMap) -> (usize, bool) {
        let mut log = self.0.lock().expect("nobody panicked");
        let before = log.asked.iter().filter(|other| *other == asked).count();
        let fast = log.last.is_some_and(|last| last.elapsed() < Duration::from_secs(1));
        log.too_fast += usize::from(fast);
        log.last = Some(Instant::now());
        log.asked.push(asked.clone());
        log.agents.push(headers.get("user-agent").and_then(|agent| agent.to_str().ok()).unwrap_or_default().to_string());
        (before, fast)
    }
}

async fn serve(router: Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

/// An address nobody answers at.
pub async fn nobody() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    format!("http://{}", listener.local_addr().expect("an address"))
}

type Asked = Query<BTreeMap<String, String>>;

/// Nominatim; a `strict` one refuses what comes faster than once a second.
pub async fn nominatim(strict: bool) -> (String, Heard) {
    let heard = Heard::default();
    let router = Router::new().route("/search", get(search)).with_state((heard.clone(), strict));
    (serve(router).await, heard)
}

async fn search(State((heard, strict)): State<(Heard, bool)>, headers: HeaderMap, Query(asked): Asked) -> Response {
    let (before, fast) = heard.note(&asked, &headers);
    let has = |name: &str, value: &str| asked.get(name).is_some_and(|given| given == value);
    if headers.get("user-agent").is_none() {
        return (StatusCode::FORBIDDEN, "Access blocked: say who you are").into_response();
    }
    if strict && fast {
        return (StatusCode::TOO_MANY_REQUESTS, [("retry-after", "60")], "Bandwidth limit exceeded").into_response();
    }
    let structured = ["street", "city", "county", "state", "country", "postalcode"].iter().any(|name| asked.contains_key(*name));
    if !has("format", "jsonv2") || !asked.contains_key("q") || structured {
        return (StatusCode::BAD_REQUEST, Json(json!({ "error": { "code": 400, "message": "Bad request" } }))).into_response();
    }
    match asked["q"].as_str() {
        "slow street" => {
            tokio::time::sleep(Duration::from_secs(60)).await;
            Json(json!([])).into_response()
        }
        "broken street" => "[{\"lat\": ".into_response(),
        "strange street" => Json(json!({ "error": "Unable to geocode" })).into_response(),
        "busy street" if before < 2 => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        "down street" => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        "patient street" => (StatusCode::TOO_MANY_REQUESTS, [("retry-after", "3600")]).into_response(),
        "blocked street" => StatusCode::FORBIDDEN.into_response(),
        "moved street" => (StatusCode::FOUND, [("location", "http://127.0.0.1:1/")]).into_response(),
        "nothing street" => Json(json!([])).into_response(),
        "heavy street" => "x".repeat(600_000).into_response(),
        _ => Json(burrard()).into_response(),
    }
}

/// What Nominatim says of an address in Vancouver, and around it.
fn burrard() -> Value {
    let place = |lat: &str, rank: u32, kind: &str, name: &str, display: &str, address: Value| {
        json!({ "place_id": 1, "licence": "Data © OpenStreetMap contributors, ODbL 1.0. http://osm.org/copyright", "osm_type": "way", "osm_id": 7,
            "lat": lat, "lon": "-123.1207", "category": "place", "type": "house", "place_rank": rank, "importance": 0.1, "addresstype": kind,
            "name": name, "display_name": display, "address": address, "boundingbox": ["49.28", "49.29", "-123.13", "-123.11"] })
    };
    let town =
        json!({ "city": "Vancouver", "state": "British Columbia", "ISO3166-2-lvl4": "CA-BC", "postcode": "V6Z 2V6", "country_code": "ca" });
    let with = |more: Value| {
        let mut all = town.clone();
        for (name, value) in more.as_object().into_iter().flatten() {
            all[name] = value.clone();
        }
        all
    };
    json!([
        place(
            "49.2836",
            30,
            "place",
            "",
            "750, Burrard Street, Vancouver",
            with(json!({ "house_number": "750", "road": "Burrard Street" }))
        ),
        place(
            "49.2840",
            30,
            "amenity",
            "Robson Square",
            "Robson Square, 800, Robson Street",
            with(json!({ "house_number": "800", "road": "Robson Street" }))
        ),
        place("49.2841", 26, "road", "Burrard Street", "Burrard Street, Vancouver", with(json!({ "road": "Burrard Street" }))),
        place(
            "49.2600",
            16,
            "city",
            "Vancouver",
            "Vancouver, British Columbia, Canada",
            json!({ "city": "Vancouver", "state": "British Columbia", "ISO3166-2-lvl4": "CA-BC" })
        ),
        place("55.0000", 8, "state", "British Columbia", "British Columbia, Canada", json!({ "state": "British Columbia" })),
        place("not a number", 30, "place", "", "Somewhere", json!({})),
    ])
}

/// Google.
pub async fn google() -> (String, Heard) {
    let heard = Heard::default();
    let router = Router::new().route("/maps/api/geocode/json", get(geocode)).with_state(heard.clone());
    (serve(router).await, heard)
}

async fn geocode(State(heard): State<Heard>, headers: HeaderMap, Query(asked): Asked) -> Response {
    let (before, _) = heard.note(&asked, &headers);
    let says = |status: &str, message: &str| {
        let mut answer = json!({ "results": [], "status": status });
        if !message.is_empty() {
            answer["error_message"] = message.into();
        }
        Json(answer).into_response()
    };
    let key = asked.get("key").map(String::as_str).unwrap_or_default();
    if key != KEY {
        return says("REQUEST_DENIED", &format!("The provided API key {key} is invalid."));
    }
    let Some(address) = asked.get("address").filter(|address| !address.is_empty()) else {
        return says("INVALID_REQUEST", "Invalid request. Missing the 'address', 'components', 'latlng' or 'place_id' parameter.");
    };
    match address.as_str() {
        "slow street" => {
            tokio::time::sleep(Duration::from_secs(60)).await;
            says("ZERO_RESULTS", "")
        }
        "busy street" if before < 2 => says("OVER_QUERY_LIMIT", "You have exceeded your rate-limit for this API."),
        "unknown street" if before < 1 => says("UNKNOWN_ERROR", ""),
        "always street" => says("OVER_QUERY_LIMIT", "You have exceeded your rate-limit for this API."),
        "daily street" => says("OVER_DAILY_LIMIT", "You must enable Billing on the Google Cloud Project."),
        "nothing street" => says("ZERO_RESULTS", ""),
        "odd street" => says("INVALID_REQUEST", ""),
        "new street" => says("SOMETHING_NEW", ""),
        "broken street" => "<!doctype html><title>Sorry</title>".into_response(),
        "down street" => StatusCode::BAD_GATEWAY.into_response(),
        _ => {
            let place = |address: &str, lat: f64, kind: &str, types: Value| {
                json!({ "formatted_address": address, "place_id": "ChIJ", "types": types, "address_components": [],
                    "geometry": { "location": { "lat": lat, "lng": -123.1207 }, "location_type": kind, "viewport": {} } })
            };
            let results = json!([
                place("750 Burrard St, Vancouver, BC V6Z 2V6, Canada", 49.2836, "ROOFTOP", json!(["street_address"])),
                place("Burrard St, Vancouver, BC, Canada", 49.2841, "GEOMETRIC_CENTER", json!(["route"])),
                place("Vancouver, BC V6Z, Canada", 49.28, "APPROXIMATE", json!(["postal_code", "postal_code_prefix"])),
                place("Vancouver, BC, Canada", 49.26, "APPROXIMATE", json!(["locality", "political"])),
                place("British Columbia, Canada", 55.0, "APPROXIMATE", json!(["administrative_area_level_1"])),
                place("One too many", 49.0, "ROOFTOP", json!([])),
            ]);
            Json(json!({ "results": results, "status": "OK" })).into_response()
        }
    }
}
