//! What browser and server share: typed ids, money, errors, rights, input validation and the rules of each room.
//! Pure: no IO, no clock, no async, so that it compiles to WASM and native alike and is tested without either.

#[macro_use]
pub mod choice;
pub mod access;
pub mod assistant;
pub mod audit;
pub mod brand;
pub mod clock;
pub mod cursor;
pub mod customers;
pub mod days;
pub mod error;
pub mod events;
pub mod geo;
pub mod hours;
pub mod identity;
pub mod ids;
pub mod input;
pub mod jobs;
pub mod leads;
pub mod media;
pub mod money;
pub mod onto;
pub mod operations;
pub mod outbox;
pub mod packs;
pub mod page;
pub mod portal;
pub mod presence;
pub mod pricing;
pub mod quotes;
pub mod saved_views;
pub mod search;
pub mod text;
pub mod tracking;

pub use error::{Error, FieldError, FieldErrors, Result, Said};
pub use ids::*;
pub use money::{Currency, Money};
pub use page::Page;
