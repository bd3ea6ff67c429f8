//! Price books and promo codes: the server functions. What prices are made of shows in the quote builder.

pub mod api;
