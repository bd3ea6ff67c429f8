//! What the price book has by name: items, extras, and things that need more than hands.

use std::ops::Range;

use super::reader::{Mention, Reader};
use super::words::{says, stems};
use super::{Entry, Ground, Sure, Why, text};
use crate::packs::Label;
use crate::pricing::BookItem;

/// An extra: how people ask for it, and what the price book calls it.
pub(super) struct Extra {
    pub(super) asked: &'static [&'static str],
    pub(super) called: &'static [&'static str],
}

/// What says that the customer sees to it themself.
const THEMSELVES: [&str; 7] = ["own", "ourselves", "myself", "themselves", "nous memes", "moi meme", "eux memes"];

/// Something that is hard to carry.
struct Special {
    called: fn() -> String,
    asked: &'static [&'static str],
}

/// The more special before what it is one of.
static SPECIALS: [Special; 10] = [
    Special { called: text::grand_piano, asked: &["grand piano", "baby grand", "baby grand piano", "piano a queue"] },
    Special { called: text::piano, asked: &["upright piano", "piano", "piano droit"] },
    Special { called: text::safe, asked: &["gun safe", "safe", "coffre fort"] },
    Special { called: text::pool_table, asked: &["pool table", "billiard table", "snooker table", "table de billard", "billard"] },
    Special { called: text::hot_tub, asked: &["hot tub", "jacuzzi", "spa"] },
    Special { called: text::aquarium, asked: &["aquarium", "fish tank"] },
    Special { called: text::treadmill, asked: &["treadmill", "tapis roulant"] },
    Special { called: text::clock, asked: &["grandfather clock", "horloge grand pere"] },
    Special { called: text::antiques, asked: &["antique", "antiquite"] },
    Special { called: text::motorcycle, asked: &["motorcycle", "motorbike", "moto"] },
];

fn kind_of(name: &Label) -> Option<usize> {
    SPECIALS.iter().position(|special| says(name, special.asked))
}

/// Adjectives that only look like a thing: "safe" in "the road is safe" has no article of a thing before it.
fn is_a_thing(reader: &Reader<'_>, mention: &Mention) -> bool {
    if stems(reader.as_written(mention)) != ["safe"] {
        return true;
    }
    let before = mention.at.start.checked_sub(1).and_then(|at| reader.words(mention.passage).get(at));
    before.is_none_or(|word| !matches!(word.text.as_str(), "is" | "are" | "be" | "it" | "stay" | "keep" | "very"))
}

/// Special items: those of the price book as lines, others as notes for the crew.
pub(super) fn specials(reader: &mut Reader<'_>) {
    let rates = reader.rates;
    let mut taken: Vec<(usize, Range<usize>)> = Vec::new();
    for (kind, special) in SPECIALS.iter().enumerate() {
        let mut there = reader.mentions(special.asked);
        there.retain(|mention| {
            let overlaps = |(passage, at): &(usize, Range<usize>)| {
                *passage == mention.passage && at.start < mention.at.end && mention.at.start < at.end
            };
            !taken.iter().any(overlaps) && is_a_thing(reader, mention)
        });
        let Some(first) = there.first() else { continue };
        taken.extend(there.iter().map(|mention| (mention.passage, mention.at.clone())));
        let (grounds, quantity) = (grounds(&there), most(&there));
        match rates.items.iter().find(|item| kind_of(&item.name) == Some(kind)) {
            Some(item) => {
                // an upright one is not what every piano is
                let said = stems(reader.as_written(first));
                let whole = stems(&item.name.en) == said || stems(&item.name.fr) == said;
                let sure = if whole { Sure::Said } else { Sure::Unsure };
                reader.propose(line(item, quantity), grounds, Why::Said, sure);
            }
            None => reader.propose(Entry::Note(text::special((special.called)(), quantity)), grounds, Why::NotInBook, Sure::Said),
        }
    }
}

/// Other items of the price book that are called by their name.
pub(super) fn items(reader: &mut Reader<'_>) {
    let rates = reader.rates;
    for item in rates.items.iter().filter(|item| kind_of(&item.name).is_none()) {
        let names: Vec<String> = [&item.name.en, &item.name.fr].into_iter().map(|name| stems(name).join(" ")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
        let there = reader.mentions(&names);
        if !there.is_empty() {
            let sure = if there.iter().all(|mention| mention.count.is_some()) { Sure::Said } else { Sure::Unsure };
            reader.propose(line(item, most(&there)), grounds(&there), Why::Said, sure);
        }
    }
}

/// Extras that are asked for.
pub(super) fn extras(reader: &mut Reader<'_>, extras: &[Extra]) {
    let rates = reader.rates;
    for extra in extras {
        let mut there = reader.mentions(extra.asked);
        there.retain(|mention| !reader.beside(mention.passage, &mention.at, &THEMSELVES));
        let Some(first) = there.first() else { continue };
        let grounds = grounds(&there);
        match rates.amenities.iter().find(|amenity| says(&amenity.name, extra.called)) {
            Some(amenity) => reader.propose(Entry::Amenity(amenity.id), grounds, Why::Said, Sure::Said),
            None => {
                let note = text::asked(reader.as_written(first));
                reader.propose(Entry::Note(note), grounds, Why::NotInBook, Sure::Said);
            }
        }
    }
}

/// An item at the price of the book.
pub(super) fn line(item: &BookItem, quantity: u32) -> Entry {
    Entry::Item { name: item.name.text().to_owned(), unit_cents: item.unit_cents, quantity }
}

/// The words of all mentions.
pub(super) fn grounds(there: &[Mention]) -> Vec<Ground> {
    there.iter().map(|mention| mention.ground).collect()
}

/// How many: people tell of one thing more than once, so the largest number counts, and nothing is added up.
pub(super) fn most(there: &[Mention]) -> u32 {
    there.iter().filter_map(|mention| mention.count).max().unwrap_or(1).min(999)
}
