//! Fuzz targets: pure functions that take any bytes, hand them to something that reads untrusted input, and panic when
//! a property does not hold. `tests/replay.rs` asks each with its kept corpus and seeded changes of it; `make fuzz`
//! lets libFuzzer search for more, led by what the program executes.

mod captured;
mod given;
mod inputs;
mod lists;
mod mails;
mod media;
mod money;
mod offline;
mod places;
mod prices;
mod quotes;
mod tables;
mod words;

pub use given::Given;

/// One thing that is asked with anything.
pub struct Target {
    /// Its name, and that of its folder in `corpus`.
    pub name: &'static str,
    /// Panics when a property does not hold.
    pub ask: fn(&[u8]),
    /// Longer inputs tell nothing more.
    pub most: usize,
}

const fn target(name: &'static str, ask: fn(&[u8]), most: usize) -> Target {
    Target { name, ask, most }
}

/// All of them.
pub const TARGETS: &[Target] = &[
    target("money", money::amounts, 60),
    target("allocation", money::allocation, 400),
    target("contact", words::contact, 200),
    target("mail_address", words::mail_address, 200),
    target("texts", words::texts, 500),
    target("header_values", words::header_values, 300),
    target("names", words::names, 200),
    target("ranks", words::ranks, 80),
    target("ids", words::ids, 100),
    target("addresses", places::addresses, 200),
    target("itinerary", places::itinerary, 600),
    target("cursor", tables::cursors, 100),
    target("csv", tables::csv, 600),
    target("range", media::ranges, 80),
    target("chunks", media::chunks, 300),
    target("image_size", media::sizes, 4096),
    target("image", media::images, 8192),
    target("drawing", media::drawings, 1500),
    target("signature", media::signatures, 600),
    target("mail", mails::templates, 400),
    target("message", mails::messages, 400),
    target("inputs", inputs::inputs, 4096),
    target("quote", quotes::contents, 6000),
    target("outbox", offline::outbox, 4096),
    target("uploads", offline::uploads, 4096),
    target("intent", offline::intents, 2048),
    target("filters", lists::filters, 400),
    target("questions", lists::questions, 400),
    target("capture", captured::captures, 1200),
    target("drafts", prices::drafts, 6000),
    target("vehicles", prices::vehicles, 200),
    target("presets", tables::presets, 600),
];

/// The target of this name.
pub fn named(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}
