//! Passages under the eyes of the rules, and what they have proposed so far.

use std::ops::Range;

use super::words::{Word, count_before, denied, find, number_before, words};
use super::{Entry, Ground, Passage, Proposal, Sure, Why};
use crate::pricing::Rates;
use crate::quotes::Content;

/// Words that were found, and how many of what they name.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub(super) passage: usize,
    /// The words, without the number before them.
    pub(super) at: Range<usize>,
    pub(super) count: Option<u32>,
    pub(super) ground: Ground,
}

/// An amount of a unit.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    pub(super) passage: usize,
    /// The unit, without the number before it.
    pub(super) at: Range<usize>,
    pub(super) tenths: u32,
    pub(super) ground: Ground,
}

/// What is read and for what.
pub(super) struct Reader<'a> {
    passages: &'a [Passage],
    words: Vec<Vec<Word>>,
    pub(super) content: &'a Content,
    pub(super) rates: &'a Rates,
    pub(super) proposals: Vec<Proposal>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(passages: &'a [Passage], content: &'a Content, rates: &'a Rates) -> Self {
        let words = passages.iter().map(|passage| words(&passage.text)).collect();
        Self { passages, words, content, rates, proposals: Vec::new() }
    }

    pub(super) fn words(&self, passage: usize) -> &[Word] {
        self.words.get(passage).map(Vec::as_slice).unwrap_or_default()
    }

    /// The texts as they were written.
    pub(super) fn texts(&self) -> &'a [Passage] {
        self.passages
    }

    fn ground(&self, passage: usize, from: usize, end: usize) -> Ground {
        let words = &self.words[passage];
        Ground::Words { passage, from: words[from].from, to: words[end - 1].to }
    }

    /// Where phrases stand that are not denied.
    pub(super) fn mentions(&self, phrases: &[&str]) -> Vec<Mention> {
        let there = self.places(phrases).into_iter().filter(|(passage, at)| !denied(&self.words[*passage], at));
        there.map(|(passage, at)| self.mention(passage, at)).collect()
    }

    /// Whether phrases stand there and are denied: `no elevator`.
    pub(super) fn denies(&self, phrases: &[&str]) -> bool {
        self.places(phrases).iter().any(|(passage, at)| denied(&self.words[*passage], at))
    }

    fn places(&self, phrases: &[&str]) -> Vec<(usize, Range<usize>)> {
        let all = self.words.iter().enumerate();
        all.flat_map(|(passage, words)| find(words, phrases).into_iter().map(move |at| (passage, at))).collect()
    }

    fn mention(&self, passage: usize, at: Range<usize>) -> Mention {
        let counted = count_before(&self.words[passage], at.start);
        let from = counted.map_or(at.start, |(place, _)| place);
        Mention { passage, ground: self.ground(passage, from, at.end), count: counted.map(|(_, count)| count), at }
    }

    /// Amounts of a unit that are not denied.
    pub(super) fn amounts(&self, units: &[&str]) -> Vec<Amount> {
        let with_number = self.places(units).into_iter().filter_map(|(passage, at)| {
            let (place, tenths) = number_before(&self.words[passage], at.start)?;
            (!denied(&self.words[passage], &(place..at.end))).then(|| {
                let ground = self.ground(passage, place, at.end);
                Amount { passage, at, tenths, ground }
            })
        });
        with_number.collect()
    }

    /// Whether any of the phrases stands in the same clause.
    pub(super) fn beside(&self, passage: usize, at: &Range<usize>, phrases: &[&str]) -> bool {
        let words = self.words(passage);
        let Some(clause) = words.get(at.start).map(|word| word.clause) else { return false };
        find(words, phrases).iter().any(|there| words[there.start].clause == clause && there.start != at.start)
    }

    /// The words of a mention as they were written, without the number before them.
    pub(super) fn as_written(&self, mention: &Mention) -> &'a str {
        let (words, text) = (&self.words[mention.passage], &self.passages[mention.passage].text);
        text.get(words[mention.at.start].from..words[mention.at.end - 1].to).unwrap_or_default()
    }

    /// Proposes something, unless the quote has it or it was proposed before.
    pub(super) fn propose(&mut self, entry: Entry, grounds: Vec<Ground>, why: Why, sure: Sure) {
        let same = |before: &Entry| match (before, &entry) {
            (Entry::Item { name: before, .. }, Entry::Item { name, .. }) => before == name,
            _ => *before == entry,
        };
        if grounds.is_empty() || self.is_there(&entry) || self.proposals.iter().any(|before| same(&before.entry)) {
            return;
        }
        self.proposals.push(Proposal { entry, grounds, why, sure });
    }

    fn is_there(&self, entry: &Entry) -> bool {
        let content = self.content;
        match entry {
            Entry::Passengers(count) => content.passengers == *count,
            Entry::Luggage(pieces) => content.luggage == *pieces,
            Entry::Load(tenths) => content.load == *tenths,
            Entry::Crew(count) => content.crew == *count,
            Entry::Minutes(minutes) => content.minutes == Some(*minutes),
            Entry::Vehicles(vehicles) => content.vehicles == *vehicles,
            Entry::Amenity(amenity) => content.amenities.iter().any(|choice| choice.amenity == *amenity),
            // somebody may have given it another number or price: that stands
            Entry::Item { name, .. } => {
                let book = self.rates.items.iter().find(|item| item.name.en == *name || item.name.fr == *name);
                let is = |line: &str| line == name || book.is_some_and(|item| line == item.name.en || line == item.name.fr);
                content.lines.iter().any(|line| is(&line.name))
            }
            // one chip is told once: whoever has listed repairs has read of it
            Entry::Repair { .. } => !content.repairs.is_empty(),
            Entry::Note(note) => content.instructions.contains(note.as_str()),
        }
    }
}
