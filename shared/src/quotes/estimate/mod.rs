//! A draft of an estimate out of what was written down: the notes of a lead, what a site visit found, an e-mail.
//!
//! Pure rules, no model: the same words give the same draft, in English and French. Every proposal names the words or
//! answers it comes from, why, and how sure that is. Invariants: amounts are those of the price book, what it does not
//! sell becomes a note for the crew; what the quote has already is not proposed again; nothing is changed but by
//! [`Proposal::apply`], which whoever confirms calls. What is denied ("no piano", "le piano reste") is not proposed.
//!
//! Left to others: looking at photos, and whether it is all true (people).

mod charter;
mod contracting;
mod glass;
mod moving;
mod named;
mod reader;
mod text;
mod words;

use super::Content;
use crate::leads::visits::VisitForm;
use crate::packs::ServiceLine;
use crate::pricing::{AmenityChoice, LineItem, Rates, UnitRepairs, VehicleCount};
use crate::{AmenityId, LineId};

use reader::Reader;

/// The most characters of notes for the crew.
const MOST_NOTES: usize = 2_000;

/// How much of a text is shown on either side of its words, in characters.
const AROUND: usize = 40;

/// Where a text comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The notes of the lead.
    Notes,
    /// What came of a site visit.
    Result,
    /// Words in the form of a site visit.
    Site,
    /// Put in by whoever makes the quote.
    Pasted,
}

/// A text that is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    pub origin: Origin,
    pub text: String,
}

/// An answer in the form of a site visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Rooms,
    Volume,
    Floors,
    Parking,
    Passengers,
    Luggage,
    Wheelchairs,
    StepFree,
    Damage,
    Pane,
    Size,
    Calibration,
    /// Lengths, widths and heights.
    Areas,
    /// The year of the building.
    Built,
    Hazards,
    Permit,
}

/// What a proposal comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Words: bytes `from` up to `to` of a passage, counted from 0.
    Words {
        passage: usize,
        from: usize,
        to: usize,
    },
    Form(Answer),
}

/// What a proposal puts on the quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    Passengers(u32),
    /// Pieces for the hold.
    Luggage(u32),
    /// How much is loaded, in tenths of a cubic metre.
    Load(u32),
    Crew(u32),
    /// Minutes of work that are charged.
    Minutes(u32),
    /// All vehicles that go.
    Vehicles(Vec<VehicleCount>),
    Amenity(AmenityId),
    /// An item of the price book, at its price.
    Item {
        name: String,
        unit_cents: i64,
        quantity: u32,
    },
    /// Repairs of a unit.
    Repair {
        name: String,
        count: u32,
    },
    /// A line of the instructions for the crew.
    Note(String),
}

/// Why something is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The words say it.
    Said,
    /// Groups of people added up.
    Summed,
    /// So many pieces for each passenger.
    Each { pieces: u32, passengers: u32 },
    /// So much is moved.
    LoadOf(Size),
    /// By how much is moved.
    CrewFor(Size),
    /// By how much is moved, by how many, over what, with the way between.
    HoursFor { size: Size, crew: u32, flights: u32, carry: u32, driving: u32 },
    /// The fewest of one type that hold it.
    TrucksFor(Size),
    /// The fewest of one type that take everybody.
    Fits { passengers: u32, luggage: u32 },
    /// The price book does not sell it.
    NotInBook,
    /// A chip, or a crack short enough, is repaired.
    Repairable,
    /// A crack longer than can be repaired.
    TooLong,
    /// A crack of a length nobody said.
    LengthUnknown,
    /// Broken through, or tempered glass, which is never repaired.
    Replaced,
    /// A camera looks through the windshield that is replaced.
    Camera,
    /// A check of the number fails: it may be mistyped.
    VinOdd,
    /// By what the site visit measured.
    Measured,
    /// Nobody said or measured how much.
    NotMeasured,
    /// The fee is passed on as it is.
    PermitAtCost,
    /// The building is from when it was used.
    Old { built: i32 },
}

/// How much is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Rounded up.
    pub cubic_metres: u32,
    /// From how many rooms that is guessed, if nobody said a volume.
    pub rooms: Option<u32>,
}

/// How sure a proposal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    /// It stands there.
    Said,
    /// A rule of thumb on what stands there.
    Follows,
    /// Something is missing that would decide it.
    Unsure,
}

/// Something to put on the quote, if somebody takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub entry: Entry,
    /// What it comes from; at least one.
    pub grounds: Vec<Ground>,
    pub why: Why,
    pub sure: Sure,
}

impl Proposal {
    /// Puts it on the quote; `id` is the one of the line it may add. What has no room any more is left.
    pub fn apply(&self, content: &mut Content, id: LineId) {
        match &self.entry {
            Entry::Passengers(count) => content.passengers = *count,
            Entry::Luggage(pieces) => content.luggage = *pieces,
            Entry::Load(tenths) => content.load = *tenths,
            Entry::Crew(count) => content.crew = *count,
            Entry::Minutes(minutes) => content.minutes = Some(*minutes),
            Entry::Vehicles(vehicles) => content.vehicles.clone_from(vehicles),
            Entry::Amenity(amenity) if content.amenities.len() < 40 => {
                content.amenities.push(AmenityChoice { amenity: *amenity, optional: false, chosen: true });
            }
            Entry::Item { name, unit_cents, quantity } if content.lines.len() < 100 => content.lines.push(LineItem {
                id,
                name: name.clone(),
                note: String::new(),
                quantity_milli: i64::from(*quantity) * 1_000,
                unit_cents: *unit_cents,
                unit_cost_cents: None,
                optional: false,
                chosen: true,
            }),
            Entry::Repair { name, count } if content.repairs.len() < 200 => {
                content.repairs.push(UnitRepairs { id, unit: None, name: name.clone(), earlier: 0, count: *count });
            }
            Entry::Note(note) if content.instructions.chars().count() + note.chars().count() < MOST_NOTES => {
                if !content.instructions.is_empty() {
                    content.instructions.push('\n');
                }
                content.instructions.push_str(note);
            }
            Entry::Amenity(_) | Entry::Item { .. } | Entry::Repair { .. } | Entry::Note(_) => {}
        }
    }
}

impl Proposal {
    /// Takes back what was [applied](Self::apply) to `before` under the same id; what somebody changed since stands.
    pub fn take_back(&self, content: &mut Content, before: &Content, id: LineId) {
        match &self.entry {
            Entry::Passengers(count) if content.passengers == *count => content.passengers = before.passengers,
            Entry::Luggage(pieces) if content.luggage == *pieces => content.luggage = before.luggage,
            Entry::Load(tenths) if content.load == *tenths => content.load = before.load,
            Entry::Crew(count) if content.crew == *count => content.crew = before.crew,
            Entry::Minutes(minutes) if content.minutes == Some(*minutes) => content.minutes = before.minutes,
            Entry::Vehicles(vehicles) if content.vehicles == *vehicles => content.vehicles.clone_from(&before.vehicles),
            Entry::Amenity(amenity) => content.amenities.retain(|choice| choice.amenity != *amenity),
            Entry::Item { .. } => content.lines.retain(|line| line.id != id),
            Entry::Repair { .. } => content.repairs.retain(|repair| repair.id != id),
            Entry::Note(note) => {
                let now = &content.instructions;
                let rest = now.strip_prefix(note.as_str()).filter(|rest| rest.is_empty() || rest.starts_with('\n'));
                content.instructions = match rest {
                    Some(rest) => rest.strip_prefix('\n').unwrap_or(rest).to_owned(),
                    None => now.replacen(&format!("\n{note}"), "", 1),
                };
            }
            Entry::Passengers(_) | Entry::Luggage(_) | Entry::Load(_) | Entry::Crew(_) | Entry::Minutes(_) | Entry::Vehicles(_) => {}
        }
    }
}

/// Some words of a text with a little of what stands around them: before, the words, after.
pub fn excerpt(text: &str, from: usize, to: usize) -> (String, String, String) {
    let (before, words, after) = (text.get(..from), text.get(from..to), text.get(to..));
    let line = after.and_then(|after| after.lines().next()).unwrap_or_default();
    let head: String = line.chars().take(AROUND).collect();
    let after = if head.len() < line.len() { format!("{head}…") } else { head };
    let line = before.and_then(|before| before.rsplit('\n').next()).unwrap_or_default();
    let hidden = line.chars().count().saturating_sub(AROUND);
    let tail: String = line.chars().skip(hidden).collect();
    let before = if hidden > 0 { format!("…{tail}") } else { tail };
    (before, words.unwrap_or_default().to_owned(), after)
}

/// The texts there are to read, none of them empty: notes, what a site visit found, and what was put in.
pub fn passages(notes: &str, visit: Option<(&str, &VisitForm)>, pasted: &str) -> Vec<Passage> {
    let (result, form) = visit.map_or(("", None), |(result, form)| (result, Some(form)));
    let moving = form.and_then(|form| form.moving.as_ref()).map_or("", |site| site.special.as_str());
    let charter = form.and_then(|form| form.charter.as_ref()).map_or("", |site| site.accessibility.as_str());
    let glass = form.and_then(|form| form.glass.as_ref()).map_or("", |site| site.notes.as_str());
    let building = form.and_then(|form| form.contracting.as_ref());
    let [access, utilities, building] =
        building.map_or([""; 3], |site| [site.access.as_str(), site.utilities.as_str(), site.notes.as_str()]);
    let texts = [
        (Origin::Notes, notes),
        (Origin::Result, result),
        (Origin::Site, moving),
        (Origin::Site, charter),
        (Origin::Site, glass),
        (Origin::Site, access),
        (Origin::Site, utilities),
        (Origin::Site, building),
        (Origin::Pasted, pasted),
    ];
    let texts = texts.into_iter().filter(|(_, text)| !text.trim().is_empty());
    texts.map(|(origin, text)| Passage { origin, text: text.to_owned() }).collect()
}

/// What belongs on a quote by what was written down and answered; nothing that is on it already.
pub fn draft(line: ServiceLine, passages: &[Passage], form: &VisitForm, content: &Content, rates: &Rates) -> Vec<Proposal> {
    let mut reader = Reader::new(passages, content, rates);
    match line {
        ServiceLine::Moving => moving::read(&mut reader, form.moving.as_ref()),
        ServiceLine::Charter => charter::read(&mut reader, form.charter.as_ref()),
        ServiceLine::Glass => glass::read(&mut reader, form.glass.as_ref()),
        ServiceLine::Contracting => contracting::read(&mut reader, form.contracting.as_ref()),
    }
    reader.proposals
}

#[cfg(test)]
mod tests;
