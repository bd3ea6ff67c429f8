//! What a proposal changes, why, how sure it is, and what it comes from, in words.

use shared::pricing::{Rates, text as prices};
use shared::quotes::Content;
use shared::quotes::estimate::{Answer, Entry, Origin, Size, Sure, Why};

use super::super::fleets::cubic_metres;
use super::text;

/// What changes.
pub(super) fn entry(entry: &Entry, content: &Content, rates: &Rates) -> String {
    match entry {
        Entry::Passengers(count) => text::passengers(content.passengers, count),
        Entry::Luggage(pieces) => text::luggage(content.luggage, pieces),
        Entry::Load(tenths) => text::load(cubic_metres(content.load.into()), cubic_metres(u64::from(*tenths))),
        Entry::Crew(count) => text::crew(content.crew, count),
        Entry::Minutes(minutes) => text::minutes(prices::duration(*minutes)),
        Entry::Vehicles(vehicles) => {
            let name = |key: &str| rates.vehicle(key).map_or_else(|| key.to_owned(), |rate| rate.name.text().to_owned());
            text::vehicles(vehicles.iter().map(|of| text::times(of.count, name(&of.key))).collect::<Vec<_>>().join(", "))
        }
        Entry::Amenity(id) => text::amenity(rates.amenity(*id).map(|amenity| amenity.name.text()).unwrap_or_default()),
        Entry::Item { name, quantity, .. } => text::item(quantity, name),
        Entry::Repair { name, count } => text::repair(count, name),
        Entry::Note(note) => text::note(note),
    }
}

/// Why it is proposed.
pub(super) fn why(why: Why) -> String {
    match why {
        Why::Said => text::why_said(),
        Why::Summed => text::why_summed(),
        Why::Each { pieces, passengers } => text::why_each(pieces, passengers),
        Why::LoadOf(of) => text::why_load(size(of)),
        Why::CrewFor(of) => text::why_crew(size(of)),
        Why::HoursFor { size: of, crew, flights, carry, driving } => {
            let mut words = vec![text::why_hours(size(of), crew, prices::duration(driving))];
            if flights > 0 {
                words.push(text::why_stairs(flights));
            }
            if carry > 0 {
                words.push(text::why_carry(carry));
            }
            words.join(" ")
        }
        Why::TrucksFor(of) => text::why_trucks(size(of)),
        Why::Fits { passengers, luggage } => text::why_fits(passengers, luggage),
        Why::NotInBook => text::why_not_in_book(),
        Why::Repairable => text::why_repairable(),
        Why::TooLong => text::why_too_long(),
        Why::LengthUnknown => text::why_length_unknown(),
        Why::Replaced => text::why_replaced(),
        Why::Camera => text::why_camera(),
        Why::VinOdd => text::why_vin(),
        Why::Measured => text::why_measured(),
        Why::NotMeasured => text::why_not_measured(),
        Why::PermitAtCost => text::why_permit(),
        Why::Old { built } => text::why_old(built),
    }
}

fn size(size: Size) -> String {
    match size.rooms {
        Some(rooms) => text::size_of_rooms(size.cubic_metres, rooms),
        None => text::size(size.cubic_metres),
    }
}

/// How sure it is.
pub(super) fn sure(sure: Sure) -> String {
    match sure {
        Sure::Said => text::sure_said(),
        Sure::Follows => text::sure_follows(),
        Sure::Unsure => text::sure_unsure(),
    }
}

/// Where a text comes from.
pub(super) fn origin(origin: Origin) -> String {
    match origin {
        Origin::Notes => text::from_notes(),
        Origin::Result => text::from_result(),
        Origin::Site => text::from_site(),
        Origin::Pasted => text::from_pasted(),
    }
}

/// An answer of the form.
pub(super) fn answer(answer: Answer) -> String {
    match answer {
        Answer::Rooms => text::answer_rooms(),
        Answer::Volume => text::answer_volume(),
        Answer::Floors => text::answer_floors(),
        Answer::Parking => text::answer_parking(),
        Answer::Passengers => text::answer_passengers(),
        Answer::Luggage => text::answer_luggage(),
        Answer::Wheelchairs => text::answer_wheelchairs(),
        Answer::StepFree => text::answer_step_free(),
        Answer::Damage => text::answer_damage(),
        Answer::Pane => text::answer_pane(),
        Answer::Size => text::answer_size(),
        Answer::Calibration => text::answer_calibration(),
        Answer::Areas => text::answer_areas(),
        Answer::Built => text::answer_built(),
        Answer::Hazards => text::answer_hazards(),
        Answer::Permit => text::answer_permit(),
    }
}
