//! Moves: how much there is, who carries it how long, in what, and what makes it harder.
//!
//! Rules of thumb, each said with the proposal, so that whoever knows better changes it:
//! - a room comes to 5 m³: movers reckon 1,000 to 1,500 lb a room, at 7 lb a cubic foot, which is 4 to 6 m³. A
//!   bedroom stands for itself, and a home has a kitchen and a living room besides; a "4½" has four rooms;
//! - two movers up to 20 m³ (two bedrooms), three up to 30, four up to 50, then one for each further 25;
//! - a mover loads and unloads 2 m³ an hour on level ground (two movers need five hours for 20 m³); a tenth more for each
//!   flight of stairs, and for each 25 m of a long carry; the way between comes on top, half hours are begun;
//! - carries count as long from 75 feet (23 m) on, which is where many movers begin to charge for them;
//! - a truck takes what the price book says, else nine tenths of what rental fleets say by length: 26 ft hold 1,600 to
//!   1,700 cubic feet, 20 ft some 1,000, 15 and 16 ft 760 to 865, 10 ft 380 to 450; a cargo van is taken for 240. One type
//!   carries all, as with the vehicles of a charter.

use super::named::{Extra, extras, grounds, items, line, specials};
use super::reader::{Amount, Reader};
use super::words::{find, number_before, says, words};
use super::{Answer, Entry, Ground, Size, Sure, Why, text};
use crate::leads::visits::{Lift, MovingSite, Volume, VolumeUnit};
use crate::pricing::{VehicleCount, VehicleRate};

const METRES: &[&str] = &["m3", "cubic metre", "cubic meter", "metre cube", "metres cubes", "cbm"];
const FEET: &[&str] = &["cu ft", "cuft", "cubic foot", "cubic feet", "ft3", "pi3", "pied cube", "cf"];
const LIFTS: [&str; 5] = ["elevator", "ascenseur", "monte charge", "freight lift", "service lift"];
const STAIRS: [&str; 6] = ["stair", "staircase", "walk up", "walkup", "escalier", "marche d escalier"];
const FLIGHTS: [&str; 4] = ["flight", "flight of stairs", "volee", "volee d escalier"];
const CARRIED: [&str; 12] =
    ["carry", "walk", "park", "parking", "portage", "stationnement", "stationner", "truck", "camion", "door", "porte", "driveway"];
static LENGTHS: [(&[&str], u32); 2] = [(&["m", "metre", "meter"], 10_000), (&["ft", "foot", "feet", "pied", "pi"], 3_048)];
/// What follows a half that is no home: `2 1/2 hours`.
const NO_HOME: [&str; 12] = ["hour", "hours", "hr", "hrs", "h", "heure", "heures", "days", "jours", "miles", "km", "feet"];
/// From here on a carry is long, in metres.
const LONG_CARRY: u32 = 23;
/// The largest volume that is believed, in tenths of its unit.
const MOST_TENTHS: u32 = 1_000_000;
/// The largest load a quote takes, in tenths of a cubic metre.
const MOST_LOAD: u32 = 100_000;

const EXTRAS: [Extra; 5] = [
    Extra { asked: &["packing", "pack for us", "pack everything", "pack us", "emballage", "emballer"], called: &["packing", "emballage"] },
    Extra {
        asked: &["floor protection", "protect the floor", "door protection", "protection des planchers", "proteger les planchers"],
        called: &["floor", "plancher"],
    },
    Extra {
        asked: &["disassemble", "disassembly", "take apart", "dismantle", "demontage", "demonter"],
        called: &["disassembly", "demontage"],
    },
    Extra { asked: &["crate", "reusable crate", "bac", "bac reutilisable"], called: &["crate", "bac"] },
    Extra { asked: &["lift gate", "liftgate", "tailgate", "hayon"], called: &["lift gate", "hayon"] },
];

/// Reads what belongs on the quote of a move.
pub(super) fn read(reader: &mut Reader<'_>, site: Option<&MovingSite>) {
    let flights = flights(reader, site);
    let carry = carry(reader, site);
    let hard = (flights.as_ref().map_or(0, |(count, _)| *count), carry.as_ref().map_or(0, |(metres, _)| *metres));
    if let Some((size, tenths, grounds)) = size(reader, site) {
        work(reader, size, tenths, &grounds, hard);
    }
    match flights {
        Some((count, grounds)) if count > 0 => {
            harder(reader, &["stair", "escalier", "flight", "volee"], count, text::stairs(count), grounds);
        }
        Some(_) => {}
        None => {
            let there = reader.mentions(&STAIRS);
            reader.propose(Entry::Note(text::stairs_unknown()), grounds(&there), Why::Said, Sure::Unsure);
        }
    }
    if let Some((metres, grounds)) = carry {
        harder(reader, &["long carry", "carry", "portage"], 1, text::carry(metres), grounds);
    }
    specials(reader);
    items(reader);
    extras(reader, &EXTRAS);
}

/// Crew, hours and trucks for so much, and how much it is.
fn work(reader: &mut Reader<'_>, size: Size, tenths: u32, grounds: &[Ground], (flights, carry): (u32, u32)) {
    let sure = if size.rooms.is_some() { Sure::Unsure } else { Sure::Follows };
    let crew = crew_for(size.cubic_metres);
    let driving = reader.content.route().drive_minutes;
    if reader.rates.crew.is_some() {
        reader.propose(Entry::Crew(crew), grounds.to_vec(), Why::CrewFor(size), sure);
        let minutes = minutes_for(tenths, crew, flights, carry).saturating_add(driving).div_ceil(30).saturating_mul(30);
        let why = Why::HoursFor { size, crew, flights, carry, driving };
        reader.propose(Entry::Minutes(minutes.min(100_000)), grounds.to_vec(), why, sure);
    }
    let rates = reader.rates;
    let held = rates.vehicles.iter().filter_map(|rate| Some((rate, room_of(rate)?)));
    let best = held.map(|(rate, room)| (tenths.div_ceil(room), room, rate)).min_by_key(|(count, room, _)| (*count, *room));
    if let Some((count, _, rate)) = best.filter(|(count, _, _)| (1..=99).contains(count)) {
        let trucks = vec![VehicleCount { key: rate.key.clone(), count }];
        reader.propose(Entry::Vehicles(trucks), grounds.to_vec(), Why::TrucksFor(size), sure);
    }
    // a book that does not say what its vehicles take has no use for it
    if tenths <= MOST_LOAD && rates.vehicles.iter().any(|rate| rate.load.is_some()) {
        let sure = if size.rooms.is_some() { Sure::Unsure } else { Sure::Said };
        reader.propose(Entry::Load(tenths), grounds.to_vec(), Why::LoadOf(size), sure);
    }
}

/// How many carry so many cubic metres.
pub(super) fn crew_for(cubic_metres: u32) -> u32 {
    match cubic_metres {
        0..=20 => 2,
        21..=30 => 3,
        31..=50 => 4,
        more => (4 + (more - 50).div_ceil(25)).min(12),
    }
}

/// How long so many carry so many tenths of a cubic metre, over stairs and a carry in metres.
pub(super) fn minutes_for(tenths: u32, crew: u32, flights: u32, carry: u32) -> u32 {
    let level = u64::from(tenths) * 3;
    let long = if carry >= LONG_CARRY { carry.div_ceil(25) } else { 0 };
    let harder = 100 + 10 * u64::from(flights.min(10)) + 10 * u64::from(long.min(10));
    u32::try_from((level * harder).div_ceil(100 * u64::from(crew.max(1)))).unwrap_or(u32::MAX)
}

/// How much there is, in whole cubic metres and in tenths of them, and what says so.
fn size(reader: &Reader<'_>, site: Option<&MovingSite>) -> Option<(Size, u32, Vec<Ground>)> {
    let of = |tenths: u32, rooms: Option<u32>, ground: Ground| {
        (tenths > 0).then(|| (Size { cubic_metres: tenths.div_ceil(10), rooms }, tenths, vec![ground]))
    };
    if let Some(volume) = site.and_then(|site| site.volume) {
        return of(metric(volume)?, None, Ground::Form(Answer::Volume));
    }
    let said = [(METRES, VolumeUnit::CubicMetre), (FEET, VolumeUnit::CubicFoot)].into_iter().flat_map(|(units, unit)| {
        let amounts = reader.amounts(units).into_iter().filter(|amount| (1..=MOST_TENTHS).contains(&amount.tenths));
        amounts.filter_map(move |amount| Some((metric(Volume { tenths: i32::try_from(amount.tenths).ok()?, unit })?, amount.ground)))
    });
    if let Some((tenths, ground)) = said.max_by_key(|(tenths, _)| *tenths) {
        return of(tenths, None, ground);
    }
    let answered = site.and_then(|site| site.rooms).and_then(|rooms| u32::try_from(rooms).ok());
    let (rooms, ground) = match answered {
        Some(rooms) => (rooms, Ground::Form(Answer::Rooms)),
        None => rooms(reader)?,
    };
    of(rooms.min(500) * 50, Some(rooms), ground)
}

fn metric(volume: Volume) -> Option<u32> {
    u32::try_from(volume.tenths_in(VolumeUnit::CubicMetre)).ok()
}

/// The rooms of a home that is named by them.
fn rooms(reader: &Reader<'_>) -> Option<(u32, Ground)> {
    let next_is = |amount: &Amount, any: &[&str]| {
        reader.words(amount.passage).get(amount.at.end).is_some_and(|word| any.contains(&word.text.as_str()))
    };
    let whole = |amounts: Vec<Amount>, more: u32| {
        let amounts = amounts.into_iter().filter(|amount| amount.tenths.is_multiple_of(10) && amount.tenths <= 5_000);
        amounts.map(move |amount| (amount.tenths / 10 + more, amount.ground))
    };
    let mut plain = reader.amounts(&["room", "piece"]);
    plain.retain(|amount| !next_is(amount, &["of", "de", "d", "furniture"]));
    let bedrooms = reader.amounts(&["bedroom", "bdrm", "br", "chambre", "chambre a coucher"]);
    let mut halves = reader.amounts(&["1/2"]);
    halves.retain(|amount| !next_is(amount, &NO_HOME));
    whole(plain, 0).chain(whole(bedrooms, 2)).chain(whole(halves, 0)).max_by_key(|(rooms, _)| *rooms)
}

/// Flights of stairs to carry over, none of them if there is a lift for furniture; nothing if nobody says.
fn flights(reader: &Reader<'_>, site: Option<&MovingSite>) -> Option<(u32, Vec<Ground>)> {
    if site.is_some_and(|site| site.lift == Some(Lift::Freight)) {
        return Some((0, Vec::new()));
    }
    if let Some(floors) = site.and_then(|site| site.floors) {
        return Some((u32::try_from(floors).ok()?, vec![Ground::Form(Answer::Floors)]));
    }
    let lift = !reader.mentions(&LIFTS).is_empty() && !reader.denies(&LIFTS);
    if lift {
        return Some((0, Vec::new()));
    }
    let counted = reader.amounts(&FLIGHTS).into_iter().filter(|amount| amount.tenths.is_multiple_of(10) && amount.tenths <= 1_000);
    let counted = counted.map(|amount| (amount.tenths / 10, amount.ground));
    let (count, ground) = counted.chain(upper_floor(reader)).max_by_key(|(count, _)| *count)?;
    Some((count, vec![ground]))
}

/// The flights up to the highest floor that is named: the first is the ground floor.
fn upper_floor(reader: &Reader<'_>) -> Option<(u32, Ground)> {
    static NAMED: [(&[&str], u32); 4] = [
        (&["second floor", "deuxieme etage"], 1),
        (&["third floor", "troisieme etage"], 2),
        (&["fourth floor", "quatrieme etage"], 3),
        (&["fifth floor", "cinquieme etage"], 4),
    ];
    let named = NAMED.iter().flat_map(|(phrases, flights)| reader.mentions(phrases).into_iter().map(move |there| (*flights, there.ground)));
    let ends = ["st", "nd", "rd", "th", "er", "e", "eme", "ieme"];
    let ordinals: Vec<String> = ends.iter().flat_map(|end| [format!("{end} floor"), format!("{end} etage")]).collect();
    let ordinals: Vec<&str> = ordinals.iter().map(String::as_str).collect();
    let counted =
        reader.amounts(&ordinals).into_iter().filter(|amount| amount.tenths.is_multiple_of(10) && (10..=1_000).contains(&amount.tenths));
    let counted = counted.map(|amount| (amount.tenths / 10 - 1, amount.ground));
    named.chain(counted).max_by_key(|(flights, _)| *flights)
}

/// The way to the truck in metres, if it is long.
fn carry(reader: &Reader<'_>, site: Option<&MovingSite>) -> Option<(u32, Vec<Ground>)> {
    let answered = site.and_then(|site| site.parking_metres).and_then(|metres| u32::try_from(metres).ok());
    if let Some(metres) = answered {
        return (metres >= LONG_CARRY).then(|| (metres, vec![Ground::Form(Answer::Parking)]));
    }
    let said = LENGTHS.iter().flat_map(|(units, size)| {
        let beside = reader.amounts(units).into_iter().filter(move |amount| reader.beside(amount.passage, &amount.at, &CARRIED));
        beside.filter_map(move |amount| {
            let metres = u64::from(amount.tenths) * u64::from(*size) / 100_000;
            Some((u32::try_from(metres).ok().filter(|metres| (LONG_CARRY..=5_000).contains(metres))?, vec![amount.ground]))
        })
    });
    said.max_by_key(|(metres, _)| *metres)
}

/// A line of the price book for what makes the work harder, else a note for the crew.
fn harder(reader: &mut Reader<'_>, called: &[&str], quantity: u32, note: String, grounds: Vec<Ground>) {
    let rates = reader.rates;
    match rates.items.iter().find(|item| says(&item.name, called)) {
        Some(item) => reader.propose(line(item, quantity), grounds, Why::Said, Sure::Said),
        None => reader.propose(Entry::Note(note), grounds, Why::NotInBook, Sure::Said),
    }
}

/// What a truck takes, in tenths of a cubic metre: what the book says, else by the length in its name; nothing if neither
/// says it.
fn room_of(rate: &VehicleRate) -> Option<u32> {
    if let Some(load) = rate.load {
        return Some(load).filter(|load| *load > 0);
    }
    if rate.seats > 0 {
        return None;
    }
    let name = words(&rate.name.en);
    let feet = find(&name, &["ft", "foot", "feet", "pi", "pied"]).into_iter().find_map(|at| number_before(&name, at.start));
    match feet.map(|(_, tenths)| tenths / 10) {
        Some(26..=60) => Some(420),
        Some(20..=25) => Some(250),
        Some(15..=19) => Some(190),
        Some(10..=14) => Some(100),
        Some(_) => None,
        None => says(&rate.name, &["van", "fourgonnette"]).then_some(60),
    }
}
