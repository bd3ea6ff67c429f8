//! Charters: how many travel with how much, what they ask for on board, and the vehicles that take it all.

use uuid::Uuid;

use super::named::{Extra, extras, grounds, items};
use super::reader::{Amount, Reader};
use super::{Answer, Entry, Ground, Sure, Why, text};
use crate::LineId;
use crate::leads::visits::CharterSite;

/// Anybody who travels.
const ANYBODY: [&str; 11] =
    ["passenger", "people", "pax", "person", "passager", "personne", "guest", "invite", "traveller", "traveler", "voyageur"];
/// Groups of them, which add up.
const GROUPS: [&str; 19] = [
    "student",
    "eleve",
    "etudiant",
    "pupil",
    "kid",
    "child",
    "children",
    "enfant",
    "adult",
    "adulte",
    "teacher",
    "enseignant",
    "professeur",
    "chaperone",
    "accompagnateur",
    "parent",
    "player",
    "joueur",
    "employee",
];
/// What a vehicle is called after the number of its seats.
const SEATED: [&str; 9] = ["coach", "bus", "buses", "autobus", "vehicle", "motorcoach", "minibus", "van", "capacity"];
const LUGGAGE: [&str; 6] = ["suitcase", "bag", "piece of luggage", "valise", "bagage", "sac"];
const EACH: [&str; 6] = ["each", "per person", "apiece", "chacun", "chacune", "par personne"];
const TOILET: [&str; 8] = ["toilet", "restroom", "washroom", "bathroom", "toilette", "salle de bain", "wc", "lavatory"];
/// What vehicles with one are said to be capable of in the price book.
const RESTROOM: &str = "restroom";
const WHEELCHAIR: [&str; 5] = ["wheelchair", "fauteuil roulant", "wheelchair lift", "step free", "mobility scooter"];
const LIFT: [&str; 3] = ["wheelchair", "fauteuil roulant", "plateforme elevatrice"];

const EXTRAS: [Extra; 6] = [
    Extra { asked: &["wifi", "wi fi", "internet", "seat power", "power outlet", "usb"], called: &["wifi", "wi fi"] },
    Extra { asked: &["cooler", "glaciere", "bottled water", "bouteille d eau"], called: &["cooler", "glaciere"] },
    Extra {
        asked: &[
            "gear rack",
            "ski gear",
            "ski equipment",
            "equipement de ski",
            "bike",
            "bicycle",
            "velo",
            "porte equipement",
            "hockey bag",
        ],
        called: &["gear rack", "porte equipement"],
    },
    Extra { asked: &["boxed lunch", "lunch box", "packed lunch", "boite repas", "boite a lunch"], called: &["lunch", "repas"] },
    Extra { asked: &["coach host", "hostess", "hote a bord", "hotesse"], called: &["host", "hote"] },
    Extra { asked: &WHEELCHAIR, called: &LIFT },
];

/// Reads what belongs on the quote of a charter.
pub(super) fn read(reader: &mut Reader<'_>, site: Option<&CharterSite>) {
    let mut why = Vec::new();
    let people = passengers(reader, site);
    if let Some((count, grounds, reason, sure)) = people {
        why.extend(&grounds);
        reader.propose(Entry::Passengers(count), grounds, reason, sure);
    }
    let travelling = reader.proposals.iter().find_map(|one| if let Entry::Passengers(n) = one.entry { Some(n) } else { None });
    if let Some((pieces, grounds, reason)) = luggage(reader, site, travelling.unwrap_or(reader.content.passengers)) {
        why.extend(&grounds);
        reader.propose(Entry::Luggage(pieces), grounds, reason, Sure::Said);
    }
    lift_of_the_form(reader, site);
    extras(reader, &EXTRAS);
    items(reader);
    let rates = reader.rates;
    for proposal in &reader.proposals {
        let needs = |id| rates.amenity(id).is_some_and(|amenity| amenity.needs.is_some());
        if matches!(proposal.entry, Entry::Amenity(id) if needs(id)) {
            why.extend(&proposal.grounds);
        }
    }
    vehicles(reader, why);
}

/// A wheelchair or a step in the form asks for the lift as words do.
fn lift_of_the_form(reader: &mut Reader<'_>, site: Option<&CharterSite>) {
    let Some(site) = site else { return };
    let rates = reader.rates;
    let asked = [(site.wheelchairs.is_some_and(|count| count > 0), Answer::Wheelchairs), (site.step_free, Answer::StepFree)];
    let mut grounds: Vec<Ground> = asked.into_iter().filter(|(is, _)| *is).map(|(_, answer)| Ground::Form(answer)).collect();
    let lift = rates.amenities.iter().find(|amenity| super::words::says(&amenity.name, &LIFT));
    if let Some(lift) = lift.filter(|_| !grounds.is_empty()) {
        grounds.extend(reader.mentions(&WHEELCHAIR).iter().map(|mention| mention.ground));
        reader.propose(Entry::Amenity(lift.id), grounds, Why::Said, Sure::Said);
    }
}

/// How many travel: as answered, else the larger of a number of people and the sum of groups.
fn passengers(reader: &Reader<'_>, site: Option<&CharterSite>) -> Option<(u32, Vec<Ground>, Why, Sure)> {
    if let Some(count) = site.and_then(|site| site.passengers).and_then(|count| u32::try_from(count).ok()) {
        return Some((count, vec![Ground::Form(Answer::Passengers)], Why::Said, Sure::Said));
    }
    let whole = |amount: &Amount| amount.tenths.is_multiple_of(10) && (10..=50_000).contains(&amount.tenths);
    let seats = |amount: &Amount| reader.words(amount.passage).get(amount.at.end).is_some_and(|word| SEATED.contains(&word.text.as_str()));
    let anybody = reader.amounts(&ANYBODY).into_iter().filter(|amount| whole(amount) && !seats(amount));
    let anybody = anybody.max_by_key(|amount| amount.tenths);
    let groups: Vec<Amount> = reader.amounts(&GROUPS).into_iter().filter(whole).collect();
    let sum: u32 = groups.iter().map(|amount| amount.tenths).sum();
    match anybody {
        Some(amount) if amount.tenths >= sum => Some((amount.tenths / 10, vec![amount.ground], Why::Said, Sure::Said)),
        _ if sum == 0 || sum > 50_000 => None,
        _ => {
            let (why, sure) = if groups.len() > 1 { (Why::Summed, Sure::Follows) } else { (Why::Said, Sure::Said) };
            Some((sum / 10, groups.iter().map(|amount| amount.ground).collect(), why, sure))
        }
    }
}

/// The pieces for the hold: as answered, else the largest number of them, for each passenger where it says so.
fn luggage(reader: &Reader<'_>, site: Option<&CharterSite>, passengers: u32) -> Option<(u32, Vec<Ground>, Why)> {
    if let Some(pieces) = site.and_then(|site| site.luggage).and_then(|pieces| u32::try_from(pieces).ok()) {
        return Some((pieces, vec![Ground::Form(Answer::Luggage)], Why::Said));
    }
    let counted = reader.amounts(&LUGGAGE).into_iter().filter(|amount| amount.tenths.is_multiple_of(10) && amount.tenths > 0);
    let counted = counted.filter_map(|amount| {
        let pieces = amount.tenths / 10;
        let (all, why) = if reader.beside(amount.passage, &amount.at, &EACH) {
            (pieces.checked_mul(passengers)?, Why::Each { pieces, passengers })
        } else {
            (pieces, Why::Said)
        };
        (1..=20_000).contains(&all).then(|| (all, vec![amount.ground], why))
    });
    counted.max_by_key(|(all, _, _)| *all)
}

/// The vehicles that take what was read, with a toilet if one is asked for.
fn vehicles(reader: &mut Reader<'_>, mut why: Vec<Ground>) {
    let mut able = reader.rates.clone();
    let toilets = reader.mentions(&TOILET);
    if !toilets.is_empty() {
        why.extend(grounds(&toilets));
        able.vehicles.retain(|rate| rate.capabilities.iter().any(|can| can == RESTROOM));
    }
    if why.is_empty() {
        return;
    }
    let mut wanted = reader.content.clone();
    for proposal in &reader.proposals {
        proposal.apply(&mut wanted, LineId(Uuid::nil()));
    }
    if let Some(best) = wanted.recommend(&able).filter(|best| best.count <= 99) {
        let reason = Why::Fits { passengers: wanted.passengers, luggage: wanted.luggage };
        reader.propose(Entry::Vehicles(vec![best]), why, reason, Sure::Follows);
    } else if let Some(toilet) = toilets.first() {
        let note = text::asked(reader.as_written(toilet));
        reader.propose(Entry::Note(note), grounds(&toilets), Why::NotInBook, Sure::Said);
    }
}
