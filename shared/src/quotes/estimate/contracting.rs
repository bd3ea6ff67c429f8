//! Building work: what is done, how much of it by what was measured, and what has to be seen to before.
//!
//! Rules of thumb: floors and tiles are counted by the floor, painting and drywall by the walls without taking doors and
//! windows off, baseboards by the edge; an amount that stands beside the work counts before what was measured. A building
//! from before 1990 may have asbestos in it (the United States and Canada stopped using most of it until then), one from
//! before 1978 lead in its paint (banned for homes in the United States that year): both are tested before work begins.

use super::named::{Extra, extras, grounds, items, line, most};
use super::reader::{Mention, Reader};
use super::words::says;
use super::{Answer, Entry, Ground, Sure, Why, text};
use crate::leads::visits::{ContractingSite, Extent, LengthUnit, PermitNeed};
use crate::packs::Label;

/// Work that is counted by a measure.
struct Measured {
    asked: &'static [&'static str],
    called: &'static [&'static str],
    extent: Extent,
}

static MEASURED: [Measured; 5] = [
    Measured {
        asked: &["flooring", "new floor", "hardwood", "laminate", "vinyl plank", "plancher", "revetement de sol"],
        called: &["flooring", "revetement de sol", "plancher"],
        extent: Extent::Floor,
    },
    Measured { asked: &["tile", "tiling", "carrelage", "ceramique"], called: &["tile", "carrelage"], extent: Extent::Floor },
    Measured {
        asked: &["paint", "painting", "repaint", "peinture", "peindre", "repeindre"],
        called: &["painting", "paint", "peinture"],
        extent: Extent::Walls,
    },
    Measured {
        asked: &["drywall", "gyproc", "sheetrock", "cloison seche", "gypse"],
        called: &["drywall", "gypse", "cloison seche"],
        extent: Extent::Walls,
    },
    Measured { asked: &["baseboard", "plinthe"], called: &["baseboard", "plinthe"], extent: Extent::Edge },
];

/// Work that is counted by the piece: how people say it, and what the price book calls it.
static PIECES: [(&[&str], &[&str]); 5] = [
    (&["interior door", "new door", "porte interieure", "nouvelle porte"], &["door", "porte"]),
    (&["new window", "replace window", "nouvelle fenetre", "remplacer fenetre"], &["window", "fenetre"]),
    (&["outlet", "receptacle", "prise de courant", "prise"], &["outlet", "prise"]),
    (
        &["sink", "toilet", "faucet", "shower", "evier", "lavabo", "toilette", "robinet", "douche"],
        &["plumbing fixture", "appareil de plomberie"],
    ),
    (&["scissor lift", "plateforme a ciseaux"], &["scissor lift", "plateforme a ciseaux"]),
];

/// Units of a measure as people write them, and as names of the price book do.
static UNITS: [(&[&str], bool, LengthUnit); 4] = [
    (&["square foot", "square feet", "sq ft", "sqft", "ft2", "pied carre", "pi2"], true, LengthUnit::Foot),
    (&["square metre", "square meter", "sq m", "m2", "metre carre"], true, LengthUnit::Metre),
    (&["linear foot", "linear feet", "foot", "feet", "ft", "pied lineaire", "pied", "pi"], false, LengthUnit::Foot),
    (&["linear metre", "linear meter", "metre", "meter", "m", "metre lineaire"], false, LengthUnit::Metre),
];

const PERMIT: [&str; 4] = ["building permit", "permit", "permis de construire", "permis"];
const ASBESTOS: [&str; 3] = ["asbestos", "amiante", "vermiculite"];
/// In paint, or said of pipes: tested in any case.
const LEAD: [&str; 3] = ["lead paint", "lead based paint", "plomb"];
const MOULD: [&str; 4] = ["mould", "mold", "moisissure", "champignon"];
/// Built before: asbestos may be there.
const ASBESTOS_UNTIL: i32 = 1990;
/// Built before: lead may be in the paint.
const LEAD_UNTIL: i32 = 1978;

const EXTRAS: [Extra; 3] = [
    Extra {
        asked: &["after hours", "at night", "in the evening", "hors des heures", "le soir", "de nuit"],
        called: &["after hours", "hors des heures"],
    },
    Extra {
        asked: &["debris", "haul away", "demolition waste", "rubble", "gravats", "enlevement des debris"],
        called: &["debris removal", "enlevement des debris"],
    },
    Extra {
        asked: &["temporary power", "generator", "courant temporaire", "generatrice"],
        called: &["temporary power", "courant temporaire"],
    },
];

/// Reads what belongs on the quote of building work.
pub(super) fn read(reader: &mut Reader<'_>, site: Option<&ContractingSite>) {
    for work in &MEASURED {
        measured(reader, site, work);
    }
    let rates = reader.rates;
    for (asked, called) in PIECES {
        let there = reader.mentions(asked);
        if let Some(item) = rates.items.iter().find(|item| says(&item.name, called)) {
            let sure = if there.iter().any(|mention| mention.count.is_some()) { Sure::Said } else { Sure::Unsure };
            reader.propose(line(item, most(&there)), grounds(&there), Why::Said, sure);
        }
    }
    permit(reader, site);
    hazards(reader, site);
    items(reader);
    extras(reader, &EXTRAS);
}

/// Work by its measure: what stands beside it, else what was measured, else one to be set right.
fn measured(reader: &mut Reader<'_>, site: Option<&ContractingSite>, work: &Measured) {
    let mut there = reader.mentions(work.asked);
    // "lead paint" is no painting
    there.retain(|mention| !reader.beside(mention.passage, &mention.at, &LEAD));
    if there.is_empty() {
        return;
    }
    let rates = reader.rates;
    let Some(item) = rates.items.iter().find(|item| says(&item.name, work.called)) else {
        let what = text::asked(reader.as_written(&there[0]));
        reader.propose(Entry::Note(what), grounds(&there), Why::NotInBook, Sure::Said);
        return;
    };
    let unit = unit_of(&item.name, work.extent);
    let told = said(reader, &there, work.extent, unit).map(|(units, ground)| (units, ground, Why::Said, Sure::Said));
    let told = told.or_else(|| {
        let units = site?.whole(work.extent, unit);
        (units > 0).then_some((units, Ground::Form(Answer::Areas), Why::Measured, Sure::Follows))
    });
    let mut all = grounds(&there);
    match told {
        Some((units, ground, why, sure)) => {
            all.push(ground);
            reader.propose(line(item, units), all, why, sure);
        }
        None => reader.propose(line(item, 1), all, Why::NotMeasured, Sure::Unsure),
    }
}

/// Whether something is counted in square units.
fn is_square(extent: Extent) -> bool {
    extent != Extent::Edge
}

/// The unit an item is sold by; feet if its name says none.
fn unit_of(name: &Label, extent: Extent) -> LengthUnit {
    let named = UNITS.iter().find(|(words, square, _)| *square == is_square(extent) && says(name, words));
    named.map_or(LengthUnit::Foot, |(.., unit)| *unit)
}

/// The largest amount of that unit that stands in a clause with the work, in whole units.
fn said(reader: &Reader<'_>, there: &[Mention], extent: Extent, unit: LengthUnit) -> Option<(u32, Ground)> {
    let units = UNITS.iter().filter(|(_, square, of)| *square == is_square(extent) && *of == unit);
    let all = units.flat_map(|(words, ..)| reader.amounts(words));
    let clause = |passage: usize, at: usize| reader.words(passage).get(at).map(|word| word.clause);
    let near = all.filter(|amount| {
        let here = clause(amount.passage, amount.at.start);
        there.iter().any(|work| work.passage == amount.passage && clause(work.passage, work.at.start) == here)
    });
    let near = near.map(|amount| (amount.tenths.div_ceil(10), amount.ground)).filter(|(units, _)| *units > 0);
    near.max_by_key(|(units, _)| *units)
}

/// The fee of a permit, unless the visit says that none is needed.
fn permit(reader: &mut Reader<'_>, site: Option<&ContractingSite>) {
    let (all, sure) = match site.and_then(|site| site.permit) {
        Some(PermitNeed::NotNeeded) => return,
        Some(PermitNeed::Needed) => (vec![Ground::Form(Answer::Permit)], Sure::Said),
        None => (grounds(&reader.mentions(&PERMIT)), Sure::Unsure),
    };
    let rates = reader.rates;
    match rates.items.iter().find(|item| says(&item.name, &PERMIT)) {
        Some(item) => reader.propose(line(item, 1), all, Why::PermitAtCost, sure),
        None => reader.propose(Entry::Note(text::permit()), all, Why::NotInBook, sure),
    }
}

/// What is tested or kept away from before work begins.
fn hazards(reader: &mut Reader<'_>, site: Option<&ContractingSite>) {
    let built = site.and_then(|site| site.built);
    let asbestos = site.is_some_and(|site| site.asbestos);
    hazard(reader, &ASBESTOS, (asbestos, built.filter(|year| *year < ASBESTOS_UNTIL)), text::test_asbestos());
    let lead = site.is_some_and(|site| site.lead_paint);
    hazard(reader, &LEAD, (lead, built.filter(|year| *year < LEAD_UNTIL)), text::test_lead());
    hazard(reader, &MOULD, (site.is_some_and(|site| site.mould), None), text::treat_mould());
}

fn hazard(reader: &mut Reader<'_>, phrases: &[&str], (answered, old): (bool, Option<i32>), note: String) {
    let mut all = grounds(&reader.mentions(phrases));
    if answered {
        all.push(Ground::Form(Answer::Hazards));
    }
    let (why, sure) = match old {
        Some(built) if all.is_empty() => {
            all.push(Ground::Form(Answer::Built));
            (Why::Old { built }, Sure::Follows)
        }
        _ => (Why::Said, Sure::Said),
    };
    reader.propose(Entry::Note(note), all, why, sure);
}
