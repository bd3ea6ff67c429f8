//! Broken glass: what is repaired, what is replaced, and on which vehicle.
//!
//! Rules of thumb: a chip in a windshield is repaired, and a crack up to 150 mm (6 inches, the bound most insurers and
//! shops keep to; the repair standard ROLAGS allows more); a longer one means a new windshield, as does one broken
//! through. Side and rear windows are tempered glass, which falls to pieces and is never repaired. A windshield with a
//! camera behind it has to be calibrated once it is replaced.

use super::named::{Extra, extras, grounds, items, line, most};
use super::reader::{Mention, Reader};
use super::words::{find, says};
use super::{Answer, Entry, Ground, Sure, Why, text};
use crate::customers::{VinDoubt, vin_doubt};
use crate::leads::visits::{Calibration, GlassDamage, GlassSite, Pane};
use crate::packs::Label;

const WINDSHIELD: [&str; 4] = ["windshield", "windscreen", "pare brise", "parebrise"];
const SIDE: [&str; 9] = [
    "side window",
    "side glass",
    "door glass",
    "door window",
    "driver window",
    "passenger window",
    "vitre laterale",
    "vitre de portiere",
    "vitre de porte",
];
const REAR: [&str; 5] = ["rear window", "back window", "back glass", "rear glass", "lunette arriere"];
const CHIPS: [&str; 8] = ["chip", "rock chip", "stone chip", "star break", "bullseye", "eclat", "eclat de pierre", "impact"];
const CRACKS: [&str; 7] = ["crack", "cracked", "fissure", "fissuree", "fele", "felure", "craque"];
const BROKEN: [&str; 9] = ["shattered", "smashed", "broken", "brise", "brisee", "casse", "cassee", "eclatee", "exploded"];
const REPLACED: [&str; 5] = ["replace", "replacement", "new windshield", "remplacer", "remplacement"];
const CAMERA: [&str; 9] =
    ["camera", "adas", "lane assist", "lane departure", "calibration", "calibrate", "calibrage", "etalonnage", "calibrer"];
const WIPERS: [&str; 3] = ["wiper", "wiper blade", "essuie glace"];
const UNITS: [&str; 9] = ["unit", "bus", "truck", "van", "car", "coach", "unite", "autobus", "camion"];
static LENGTHS: [(&[&str], u32); 3] = [(&["mm"], 10), (&["cm", "centimetre", "centimeter"], 100), (&["inch", "po", "pouce"], 254)];
/// The longest crack that is repaired, in millimetres.
const LONGEST: u32 = 150;

const EXTRAS: [Extra; 2] = [
    Extra {
        asked: &["after hours", "at night", "in the evening", "hors des heures", "le soir"],
        called: &["after hours", "hors des heures"],
    },
    Extra { asked: &["rain treatment", "rain repellent", "traitement antipluie", "antipluie"], called: &["against rain", "antipluie"] },
];

/// Reads what belongs on the quote of broken glass.
pub(super) fn read(reader: &mut Reader<'_>, site: Option<&GlassSite>) {
    let vins = vins(reader);
    let name = unit(reader).or_else(|| vins.first().map(|(vin, _, _)| text::vin(vin))).unwrap_or_else(text::vehicle);
    for (vin, ground, is_odd) in vins {
        let (why, sure) = if is_odd { (Why::VinOdd, Sure::Unsure) } else { (Why::Said, Sure::Said) };
        reader.propose(Entry::Note(text::vin(vin)), vec![ground], why, sure);
    }
    let pane = site.and_then(|site| site.pane);
    let is_side = matches!(pane, Some(Pane::FrontDoor | Pane::RearDoor | Pane::Quarter));
    tempered(reader, &SIDE, is_side, &["side window", "vitre laterale"]);
    tempered(reader, &REAR, pane == Some(Pane::Rear), &["rear window", "lunette"]);
    if pane.is_none_or(|pane| pane == Pane::Windshield) {
        windshield(reader, site, name);
    }
    let wipers = reader.mentions(&WIPERS);
    item(reader, &WIPERS, 1, grounds(&wipers), Why::Said, Sure::Said);
    items(reader);
    extras(reader, &EXTRAS);
}

/// Windows that are replaced whatever happened to them.
fn tempered(reader: &mut Reader<'_>, phrases: &[&str], is_answered: bool, called: &[&str]) {
    let there = reader.mentions(phrases);
    let mut all = grounds(&there);
    if is_answered {
        all.push(Ground::Form(Answer::Pane));
    }
    item(reader, called, most(&there), all, Why::Replaced, Sure::Follows);
}

/// The windshield: repaired or replaced, and calibrated after that.
fn windshield(reader: &mut Reader<'_>, site: Option<&GlassSite>, name: String) {
    let answered = site.and_then(|site| site.damage);
    let is = |damage| (answered == Some(damage)).then_some(Ground::Form(Answer::Damage));
    let near = |phrases: &[&str]| -> Vec<Mention> {
        let mut there = reader.mentions(phrases);
        let is_pare_brise = |mention: &Mention| {
            let before = mention.at.start.checked_sub(1).and_then(|at| reader.words(mention.passage).get(at));
            before.is_some_and(|word| word.text == "pare")
        };
        there.retain(|mention| reader.beside(mention.passage, &mention.at, &WINDSHIELD) && !is_pare_brise(mention));
        there
    };
    let mut gone = grounds(&near(&BROKEN));
    gone.extend(grounds(&near(&REPLACED)));
    gone.extend(is(GlassDamage::Shattered));
    // a crack in a side window was told above
    let elsewhere =
        |mention: &Mention| reader.beside(mention.passage, &mention.at, &SIDE) || reader.beside(mention.passage, &mention.at, &REAR);
    let mut cracks = reader.mentions(&CRACKS);
    cracks.retain(|mention| !elsewhere(mention));
    let mut chips = reader.mentions(&CHIPS);
    chips.retain(|mention| !elsewhere(mention));
    let cracked: Vec<Ground> = grounds(&cracks).into_iter().chain(is(GlassDamage::Crack)).collect();
    let chipped: Vec<Ground> = grounds(&chips).into_iter().chain(is(GlassDamage::Chip)).collect();
    let length = length(reader, site, &cracks);
    let replaced = if !gone.is_empty() {
        Some((gone, Why::Replaced, Sure::Said))
    } else if cracked.is_empty() {
        None
    } else {
        match length {
            Some((mm, ground)) if mm > LONGEST => Some(([cracked.clone(), vec![ground]].concat(), Why::TooLong, Sure::Follows)),
            Some(_) => None,
            None => Some((cracked.clone(), Why::LengthUnknown, Sure::Unsure)),
        }
    };
    let Some((why_gone, why, sure)) = replaced else {
        let many = |told: &[Ground], there: &[Mention]| if told.is_empty() { 0 } else { most(there) };
        let repairs = many(&chipped, &chips) + many(&cracked, &cracks);
        let all = chipped.into_iter().chain(cracked).chain(length.map(|(_, ground)| ground)).collect();
        if repairs > 0 {
            reader.propose(Entry::Repair { name, count: repairs.min(99) }, all, Why::Repairable, Sure::Follows);
        }
        return;
    };
    item(reader, &WINDSHIELD, 1, why_gone, why, sure);
    calibrated(reader, site);
}

/// The calibration of a camera, unless the visit says that it is not needed.
fn calibrated(reader: &mut Reader<'_>, site: Option<&GlassSite>) {
    let (all, sure) = match site.and_then(|site| site.calibration) {
        Some(Calibration::NotNeeded) => return,
        Some(Calibration::Needed) => (vec![Ground::Form(Answer::Calibration)], Sure::Said),
        None => (grounds(&reader.mentions(&CAMERA)), Sure::Follows),
    };
    item(reader, &["calibration", "calibrage", "etalonnage"], 1, all, Why::Camera, sure);
}

/// The length of the damage in millimetres.
fn length(reader: &Reader<'_>, site: Option<&GlassSite>, cracks: &[Mention]) -> Option<(u32, Ground)> {
    if let Some(mm) = site.and_then(|site| site.size_mm).and_then(|mm| u32::try_from(mm).ok()) {
        return Some((mm, Ground::Form(Answer::Size)));
    }
    let said = LENGTHS.iter().flat_map(|(units, size)| {
        let near = reader.amounts(units).into_iter().filter(move |amount| {
            let clause = |at: usize| reader.words(amount.passage).get(at).map(|word| word.clause);
            cracks.iter().any(|crack| crack.passage == amount.passage && clause(crack.at.start) == clause(amount.at.start))
        });
        // tenths of a unit, of which each is so many tenths of a millimetre
        near.filter_map(move |amount| {
            let mm = u64::from(amount.tenths) * u64::from(*size) / 100;
            Some((u32::try_from(mm).ok().filter(|mm| (1..=10_000).contains(mm))?, amount.ground))
        })
    });
    said.max_by_key(|(mm, _)| *mm)
}

/// The item of the price book of that name, else a note for the crew.
fn item(reader: &mut Reader<'_>, called: &[&str], quantity: u32, grounds: Vec<Ground>, why: Why, sure: Sure) {
    let rates = reader.rates;
    // a book may sell repairs by the piece besides: what is replaced is not one of them
    let fits = |name: &Label| says(name, called) && !says(name, &["repair", "reparation"]);
    match rates.items.iter().find(|item| fits(&item.name)) {
        Some(item) => reader.propose(line(item, quantity), grounds, why, sure),
        None => {
            if let Some(what) = called.first().filter(|_| !grounds.is_empty()) {
                reader.propose(Entry::Note(text::asked(what)), grounds, Why::NotInBook, sure);
            }
        }
    }
}

/// What the unit is called, by a word for a vehicle and the number after it: `bus 21`.
fn unit(reader: &Reader<'_>) -> Option<String> {
    reader.texts().iter().enumerate().find_map(|(passage, text)| {
        let words = reader.words(passage);
        let named = find(words, &UNITS).into_iter().find(|at| {
            let number = words.get(at.end).filter(|word| word.clause == words[at.start].clause);
            number
                .is_some_and(|word| word.text.len() <= 6 && word.text.starts_with(|c: char| c.is_ascii_digit()) && !word.text.contains('/'))
        })?;
        text.text.get(words[named.start].from..words[named.end].to).map(str::to_owned)
    })
}

/// Vehicle identification numbers, each with whether its check digit is wrong.
fn vins(reader: &Reader<'_>) -> Vec<(String, Ground, bool)> {
    let mut found: Vec<(String, Ground, bool)> = Vec::new();
    for (passage, text) in reader.texts().iter().enumerate() {
        let mut from = 0;
        for run in text.text.split(|c: char| !c.is_alphanumeric()) {
            let (vin, to) = (run.to_uppercase(), from + run.len());
            let doubt = vin_doubt(&vin);
            let is_one = run.len() == 17 && vin.contains(|c: char| c.is_ascii_digit()) && vin.contains(|c: char| c.is_ascii_alphabetic());
            if is_one && !matches!(doubt, Some(VinDoubt::Length | VinDoubt::Letter)) && !found.iter().any(|(one, _, _)| *one == vin) {
                found.push((vin, Ground::Words { passage, from, to }, doubt.is_some()));
            }
            from = to + text.text.get(to..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        }
    }
    found
}
