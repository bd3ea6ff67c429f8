//! Customers beside each other: whom one belongs to, whom somebody wants at hand, and choosing one by typing.

mod family;
mod pick;
mod star;
pub(super) mod text;

pub(super) use family::{Belonging, Branches};
pub(super) use pick::AccountPicker;
pub(super) use star::{StarButton, set_star};
