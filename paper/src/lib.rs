//! PDF files from typed documents.
//!
//! A [`Document`] says what a paper holds: headings, facts, tables, lists, a signature. [`Document::pdf`] lays it out
//! and writes a tagged PDF (PDF/UA-1): titled, in a named language, with headings in its outline, tables whose heads
//! come again on every page, and "1 of 3" below each.
//!
//! Texts are data and never markup: nothing in them is read as anything but characters. The same document always
//! gives the same bytes. Latin, Greek, Cyrillic, Arabic, Hebrew, Devanagari, Gurmukhi, Gujarati, Bengali, Tamil, Thai,
//! Armenian, Georgian, Chinese, Japanese and Korean are drawn; any other character is a box that still reads and
//! copies as itself.

mod blocks;
mod cells;
mod draw;
mod fonts;
mod layout;
mod model;
pub mod sample;
mod shape;
mod style;
mod tables;
#[cfg(test)]
mod tests;

pub use model::*;
