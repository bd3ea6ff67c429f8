//! The large trip that says how long a price takes, in a browser as on the server.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{Content, Stop};
use crate::StopId;
use crate::jobs::StopKind;
use crate::packs::ServiceLine;
use crate::pricing::{AmenityChoice, Rates, VehicleCount};

/// Where the trip stops.
const CITIES: [&str; 12] = [
    "750 Burrard St, Vancouver, BC",
    "303 S Jackson St, Seattle, WA",
    "1 Pioneer Square, Portland, OR",
    "8 Main St, Sacramento, CA",
    "2 Market St, San Francisco, CA",
    "4 First St, San Jose, CA",
    "6 Grand Ave, Los Angeles, CA",
    "3 Harbor Dr, San Diego, CA",
    "5 Central Ave, Phoenix, AZ",
    "7 Fremont St, Las Vegas, NV",
    "9 Wynkoop St, Denver, CO",
    "12 Centre St, Calgary, AB",
];

/// A tour of twelve stops with six coaches and every extra, by the book of a line that drives people.
pub fn tour(rates: &Rates, starts: NaiveDate) -> Content {
    let mut content = Content::empty(ServiceLine::Charter, "Coast to coast");
    content.passengers = 180;
    content.stops = (1..)
        .zip(CITIES)
        .map(|(n, city)| {
            let arrive = (n == 1).then(|| starts.and_hms_opt(8, 0, 0)).flatten();
            Stop { address: city.into(), arrive, dwell: 600, ..Stop::new(StopId(Uuid::from_u128(n)), StopKind::Pickup) }
        })
        .collect();
    content.vehicles = rates.vehicles.iter().take(3).map(|vehicle| VehicleCount { key: vehicle.key.clone(), count: 2 }).collect();
    content.amenities =
        rates.amenities.iter().map(|amenity| AmenityChoice { amenity: amenity.id, optional: false, chosen: true }).collect();
    content
}
