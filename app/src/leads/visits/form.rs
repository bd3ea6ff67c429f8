//! The form of a visit as it is typed: fields by service, and what they come to.

use dioxus::prelude::*;
use serde::{Deserialize, Serialize};
use shared::FieldErrors;
use shared::input::{check, filled};
use shared::leads::visits::{
    Calibration, CharterSite, GlassDamage, GlassSite, Lift, MovingSite, Pane, SiteVisit, VisitForm, Volume, VolumeUnit, scaled, unscaled,
};
use shared::packs::ServiceLine;

use super::building::{self, ContractingFields, TypedArea};
use super::found::{calibration, damage, lift, pane, unit};
use super::text;
use crate::ui::*;

/// What is typed, as text. Fields of other services stay empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Draft {
    pub rooms: String,
    pub volume: String,
    pub unit: String,
    pub floors: String,
    pub lift: String,
    pub parking: String,
    pub special: String,
    pub passengers: String,
    pub luggage: String,
    pub wheelchairs: String,
    pub step_free: bool,
    pub accessibility: String,
    pub damage: String,
    pub pane: String,
    pub size: String,
    pub calibration: String,
    pub notes: String,
    pub length_unit: String,
    pub areas: Vec<TypedArea>,
    pub access: String,
    pub utilities: String,
    pub built: String,
    pub asbestos: bool,
    pub lead_paint: bool,
    pub mould: bool,
    pub permit: String,
    pub result: String,
}

impl Draft {
    /// What a visit says at present.
    pub fn of(visit: &SiteVisit) -> Self {
        let said = |number: Option<i32>| number.map(|n| n.to_string()).unwrap_or_default();
        let mut draft = Self { unit: VolumeUnit::CubicMetre.key().into(), result: visit.result.clone(), ..Self::default() };
        if let Some(site) = &visit.form.moving {
            draft.rooms = said(site.rooms);
            draft.floors = said(site.floors);
            draft.parking = said(site.parking_metres);
            draft.lift = site.lift.map(|lift| lift.key().to_string()).unwrap_or_default();
            draft.special = site.special.clone();
            if let Some(volume) = site.volume {
                draft.volume = unscaled(volume.tenths.into(), 1);
                draft.unit = volume.unit.key().into();
            }
        }
        if let Some(site) = &visit.form.charter {
            draft.passengers = said(site.passengers);
            draft.luggage = said(site.luggage);
            draft.wheelchairs = said(site.wheelchairs);
            draft.step_free = site.step_free;
            draft.accessibility = site.accessibility.clone();
        }
        if let Some(site) = &visit.form.glass {
            draft.damage = site.damage.map(|damage| damage.key().to_string()).unwrap_or_default();
            draft.pane = site.pane.map(|pane| pane.key().to_string()).unwrap_or_default();
            draft.size = said(site.size_mm);
            draft.calibration = site.calibration.map(|calibration| calibration.key().to_string()).unwrap_or_default();
            draft.notes = site.notes.clone();
        }
        if let Some(site) = &visit.form.contracting {
            building::write(&mut draft, site);
        }
        draft
    }

    /// The answers, or what is wrong with them.
    pub fn read(&self, line: ServiceLine) -> shared::Result<VisitForm> {
        let mut wrong = FieldErrors::default();
        let form = match line {
            ServiceLine::Moving => VisitForm { moving: Some(self.moving(&mut wrong)), ..VisitForm::default() },
            ServiceLine::Charter => VisitForm { charter: Some(self.charter(&mut wrong)), ..VisitForm::default() },
            ServiceLine::Glass => VisitForm { glass: Some(self.glass(&mut wrong)), ..VisitForm::default() },
            ServiceLine::Contracting => VisitForm { contracting: Some(building::read(self, &mut wrong)), ..VisitForm::default() },
        };
        if let Err(error) = check(&form) {
            for (field, problems) in error.fields().0 {
                wrong.0.entry(format!("form.{field}")).or_insert(problems);
            }
        }
        wrong.into_result().map(|()| form)
    }

    fn moving(&self, wrong: &mut FieldErrors) -> MovingSite {
        let volume = filled(&self.volume).and_then(|typed| {
            let tenths = scaled(&typed, 1).and_then(|tenths| i32::try_from(tenths).ok());
            if tenths.is_none() {
                wrong.add("form.moving.volume.tenths", "invalid");
            }
            Some(Volume { tenths: tenths?, unit: self.unit.parse().unwrap_or(VolumeUnit::CubicMetre) })
        });
        MovingSite {
            rooms: whole(&self.rooms, "form.moving.rooms", wrong),
            volume,
            floors: whole(&self.floors, "form.moving.floors", wrong),
            lift: self.lift.parse().ok(),
            parking_metres: whole(&self.parking, "form.moving.parking_metres", wrong),
            special: self.special.trim().into(),
        }
    }

    fn charter(&self, wrong: &mut FieldErrors) -> CharterSite {
        CharterSite {
            passengers: whole(&self.passengers, "form.charter.passengers", wrong),
            luggage: whole(&self.luggage, "form.charter.luggage", wrong),
            wheelchairs: whole(&self.wheelchairs, "form.charter.wheelchairs", wrong),
            step_free: self.step_free,
            accessibility: self.accessibility.trim().into(),
        }
    }

    fn glass(&self, wrong: &mut FieldErrors) -> GlassSite {
        GlassSite {
            damage: self.damage.parse().ok(),
            pane: self.pane.parse().ok(),
            size_mm: whole(&self.size, "form.glass.size_mm", wrong),
            calibration: self.calibration.parse().ok(),
            notes: self.notes.trim().into(),
        }
    }
}

/// A whole number, if one is typed.
pub(super) fn whole(typed: &str, field: &str, wrong: &mut FieldErrors) -> Option<i32> {
    let number = filled(typed)?.parse().ok();
    if number.is_none() {
        wrong.add(field, "invalid");
    }
    number
}

/// The control of a field.
pub(super) fn control(field: &str) -> String {
    if let Some(control) = building::control(field) {
        return control;
    }
    match field.rsplit('.').next() {
        Some("tenths") => "volume".into(),
        Some(name) => name.into(),
        None => field.into(),
    }
}

/// A number of a form, large enough for a thumb.
#[component]
pub(super) fn Number(
    #[props(into)] label: String,
    #[props(into)] name: String,
    value: String,
    suffix: Option<String>,
    #[props(default = InputKind::Whole)] kind: InputKind,
    error: Option<String>,
    oninput: EventHandler<String>,
) -> Element {
    rsx! {
        TextInput { label, name, kind, size: Size::Lg, optional: true, suffix, value, error, maxlength: 12, autocomplete: "off", oninput: move |v| oninput.call(v) }
    }
}

/// The fields of a service.
#[component]
pub(super) fn SiteFields(line: ServiceLine, draft: Signal<Draft>, sending: Sending) -> Element {
    match line {
        ServiceLine::Moving => rsx! { MovingFields { draft, sending } },
        ServiceLine::Charter => rsx! { CharterFields { draft, sending } },
        ServiceLine::Glass => rsx! { GlassFields { draft, sending } },
        ServiceLine::Contracting => rsx! { ContractingFields { draft, sending } },
    }
}

#[component]
fn MovingFields(draft: Signal<Draft>, sending: Sending) -> Element {
    let now = draft.read().clone();
    // the same in the other unit, for whoever thinks in that
    let unit_now = now.unit.parse().unwrap_or(VolumeUnit::CubicMetre);
    let other = if unit_now == VolumeUnit::CubicMetre { VolumeUnit::CubicFoot } else { VolumeUnit::CubicMetre };
    let tenths = scaled(&now.volume, 1).and_then(|tenths| i32::try_from(tenths).ok()).filter(|tenths| *tenths > 0);
    let same = tenths.map(|tenths| text::comes_to(unscaled(Volume { tenths, unit: unit_now }.tenths_in(other), 1), unit(other)));
    let lifts = std::iter::once(Choice::new("", text::not_known())).chain(Lift::ALL.iter().map(|l| Choice::new(l.key(), lift(*l))));
    rsx! {
        FormGrid {
            Number { label: text::rooms(), name: "rooms", value: now.rooms, error: sending.error("form.moving.rooms"), oninput: move |v| draft.write().rooms = v }
            Number { label: text::floors(), name: "floors", value: now.floors, error: sending.error("form.moving.floors"), oninput: move |v| draft.write().floors = v }
            Number { label: text::volume(), name: "volume", kind: InputKind::Decimal, suffix: same, value: now.volume, error: sending.error("form.moving.volume.tenths"), oninput: move |v| draft.write().volume = v }
            Segmented { label: text::volume_unit(), name: "unit", size: Size::Lg, full: true, value: now.unit,
                options: VolumeUnit::ALL.iter().map(|u| Choice::new(u.key(), unit(*u))).collect::<Vec<_>>(), onchange: move |v| draft.write().unit = v }
            Number { label: text::parking(), name: "parking_metres", suffix: text::metres(), value: now.parking, error: sending.error("form.moving.parking_metres"), oninput: move |v| draft.write().parking = v }
        }
        RadioCards { legend: text::lift(), name: "lift", value: now.lift, options: lifts.collect::<Vec<_>>(), onchange: move |v| draft.write().lift = v }
        TextArea { label: text::special(), name: "special", optional: true, rows: 2, limit: 2000, value: now.special, error: sending.error("form.moving.special"), oninput: move |v| draft.write().special = v }
    }
}

#[component]
fn CharterFields(draft: Signal<Draft>, sending: Sending) -> Element {
    let now = draft.read().clone();
    rsx! {
        FormGrid {
            Number { label: text::passengers(), name: "passengers", value: now.passengers, error: sending.error("form.charter.passengers"), oninput: move |v| draft.write().passengers = v }
            Number { label: text::luggage(), name: "luggage", value: now.luggage, error: sending.error("form.charter.luggage"), oninput: move |v| draft.write().luggage = v }
            Number { label: text::wheelchairs(), name: "wheelchairs", value: now.wheelchairs, error: sending.error("form.charter.wheelchairs"), oninput: move |v| draft.write().wheelchairs = v }
        }
        Checkbox { label: text::step_free(), name: "step_free", checked: now.step_free, onchange: move |on| draft.write().step_free = on }
        TextArea { label: text::accessibility(), name: "accessibility", optional: true, rows: 2, limit: 2000, value: now.accessibility, error: sending.error("form.charter.accessibility"), oninput: move |v| draft.write().accessibility = v }
    }
}

#[component]
fn GlassFields(draft: Signal<Draft>, sending: Sending) -> Element {
    let now = draft.read().clone();
    let calibrations = std::iter::once(Choice::new("", text::not_known()))
        .chain(Calibration::ALL.iter().map(|one| Choice::new(one.key(), calibration(*one))));
    rsx! {
        FormGrid {
            Select { label: text::damage(), name: "damage", size: Size::Lg, optional: true, placeholder: text::not_known(), value: now.damage,
                options: GlassDamage::ALL.iter().map(|one| SelectOption::new(one.key(), damage(*one))).collect::<Vec<_>>(), onchange: move |v| draft.write().damage = v }
            Select { label: text::pane(), name: "pane", size: Size::Lg, optional: true, placeholder: text::not_known(), value: now.pane,
                options: Pane::ALL.iter().map(|one| SelectOption::new(one.key(), pane(*one))).collect::<Vec<_>>(), onchange: move |v| draft.write().pane = v }
            Number { label: text::size(), name: "size_mm", suffix: text::millimetres(), value: now.size, error: sending.error("form.glass.size_mm"), oninput: move |v| draft.write().size = v }
        }
        RadioCards { legend: text::calibration(), name: "calibration", value: now.calibration, options: calibrations.collect::<Vec<_>>(), onchange: move |v| draft.write().calibration = v }
        TextArea { label: text::notes(), name: "notes", optional: true, rows: 2, limit: 2000, value: now.notes, error: sending.error("form.glass.notes"), oninput: move |v| draft.write().notes = v }
    }
}
