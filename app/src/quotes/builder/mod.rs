//! The quote builder: the draft, its stops, what goes along and what it is charged by.

mod address;
mod draft;
mod estimate;
mod fleets;
mod hours;
mod lines;
mod packages;
mod parts;
mod repairs;
mod site;
mod stops;
mod trades;
mod typed;
mod window;

pub use draft::Draft;
pub use estimate::Estimate;
pub use hours::LegalHours;
pub use lines::Lines;
pub use packages::Packages;
pub use parts::{Amenities, Details, Vehicles};
pub use repairs::{Repairs, RepairsRead};
pub use site::Site;
pub use stops::{Itinerary, kind_text, leg_words, window_words};
pub use trades::{Trades, TradesRead};
