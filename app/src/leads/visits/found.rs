//! What a visit found, to be read; and the words of its choices.

use dioxus::prelude::*;
use shared::leads::visits::{
    Calibration, ContractingSite, Extent, GlassDamage, LengthUnit, Lift, Pane, PermitNeed, SiteArea, VisitForm, VolumeUnit, unscaled,
};

use super::text;
use crate::ui::*;

/// The answers that were given, term by term.
#[component]
pub(super) fn Found(form: VisitForm) -> Element {
    let facts = facts(&form);
    if facts.is_empty() {
        return VNode::empty();
    }
    rsx! {
        DescriptionList {
            for (term, value) in facts {
                Fact { key: "{term}", term: term.clone(), span { class: "pre", {value} } }
            }
        }
    }
}

fn facts(form: &VisitForm) -> Vec<(String, String)> {
    let number = |n: Option<i32>| n.map(|n| format::number(n.into()));
    let words = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let mut facts: Vec<(String, Option<String>)> = Vec::new();
    if let Some(site) = &form.moving {
        let volume = site.volume.map(|volume| text::comes_to(unscaled(volume.tenths.into(), 1), unit(volume.unit)));
        facts.push((text::rooms(), number(site.rooms)));
        facts.push((text::volume(), volume));
        facts.push((text::floors(), number(site.floors)));
        facts.push((text::lift(), site.lift.map(lift)));
        facts.push((text::parking(), number(site.parking_metres).map(|n| text::comes_to(n, text::metres()))));
        facts.push((text::special(), words(&site.special)));
    }
    if let Some(site) = &form.charter {
        facts.push((text::passengers(), number(site.passengers)));
        facts.push((text::luggage(), number(site.luggage)));
        facts.push((text::wheelchairs(), number(site.wheelchairs)));
        facts.push((text::step_free(), site.step_free.then(text::yes)));
        facts.push((text::accessibility(), words(&site.accessibility)));
    }
    if let Some(site) = &form.glass {
        facts.push((text::damage(), site.damage.map(damage)));
        facts.push((text::pane(), site.pane.map(pane)));
        facts.push((text::size(), number(site.size_mm).map(|n| text::comes_to(n, text::millimetres()))));
        facts.push((text::calibration(), site.calibration.map(calibration)));
        facts.push((text::notes(), words(&site.notes)));
    }
    if let Some(site) = &form.contracting {
        facts.extend(building(site));
    }
    facts.into_iter().filter_map(|(term, value)| Some((term, value?))).collect()
}

/// What was found of a building.
fn building(site: &ContractingSite) -> Vec<(String, Option<String>)> {
    let words = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let unit = site.measured_in();
    let side = |hundredths: i32| unscaled(hundredths.into(), 2);
    let area = |(at, area): (usize, &SiteArea)| {
        let sides: Vec<String> = [Some(area.length), Some(area.width), area.height].into_iter().flatten().map(side).collect();
        let name = if area.name.is_empty() { text::area(at + 1) } else { area.name.clone() };
        text::comes_to(text::named(name, sides.join(" × ")), length_unit(unit))
    };
    let areas: Vec<String> = site.areas.iter().enumerate().map(area).collect();
    let all = |extent| text::comes_to(format::number(site.whole(extent, unit).into()), square_unit(unit));
    let measured = (!areas.is_empty()).then(|| text::measured(all(Extent::Floor), all(Extent::Walls)));
    vec![
        (text::areas(), words(&areas.join("\n"))),
        (text::in_all(), measured),
        (text::access(), words(&site.access)),
        (text::utilities(), words(&site.utilities)),
        (text::built(), site.built.map(|year| year.to_string())),
        (text::asbestos(), site.asbestos.then(text::yes)),
        (text::lead_paint(), site.lead_paint.then(text::yes)),
        (text::mould(), site.mould.then(text::yes)),
        (text::permit(), site.permit.map(permit)),
        (text::notes(), words(&site.notes)),
    ]
}

/// The sign of a length.
pub(super) fn length_unit(unit: LengthUnit) -> String {
    match unit {
        LengthUnit::Foot => text::feet(),
        LengthUnit::Metre => text::metres(),
    }
}

/// The sign of its square.
pub(super) fn square_unit(unit: LengthUnit) -> String {
    match unit {
        LengthUnit::Foot => text::square_feet(),
        LengthUnit::Metre => text::square_metres(),
    }
}

pub(super) fn permit(need: PermitNeed) -> String {
    match need {
        PermitNeed::Needed => text::needed(),
        PermitNeed::NotNeeded => text::not_needed(),
    }
}

/// The sign of a unit.
pub(super) fn unit(unit: VolumeUnit) -> String {
    match unit {
        VolumeUnit::CubicMetre => text::cubic_metres(),
        VolumeUnit::CubicFoot => text::cubic_feet(),
    }
}

pub(super) fn lift(lift: Lift) -> String {
    match lift {
        Lift::None => text::lift_none(),
        Lift::Passenger => text::lift_passenger(),
        Lift::Freight => text::lift_freight(),
    }
}

pub(super) fn damage(damage: GlassDamage) -> String {
    match damage {
        GlassDamage::Chip => text::chip(),
        GlassDamage::Crack => text::crack(),
        GlassDamage::Shattered => text::shattered(),
        GlassDamage::Scratched => text::scratched(),
        GlassDamage::Leaking => text::leaking(),
    }
}

pub(super) fn pane(pane: Pane) -> String {
    match pane {
        Pane::Windshield => text::windshield(),
        Pane::FrontDoor => text::front_door(),
        Pane::RearDoor => text::rear_door(),
        Pane::Quarter => text::quarter(),
        Pane::Rear => text::rear(),
        Pane::Roof => text::roof(),
        Pane::Building => text::building(),
    }
}

pub(super) fn calibration(calibration: Calibration) -> String {
    match calibration {
        Calibration::Needed => text::needed(),
        Calibration::NotNeeded => text::not_needed(),
    }
}
