//! Queries on people, before it is known in which organization they act.

mod attempts;
mod factor;
mod joining;
mod person;
mod token;

pub use attempts::*;
pub use factor::*;
pub use joining::*;
pub use person::*;
pub use token::*;
