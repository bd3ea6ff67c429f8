//! The form of a visit to a place that trades will work on: areas as they are measured, and what has to be known of it.

use dioxus::prelude::*;
use serde::{Deserialize, Serialize};
use shared::FieldErrors;
use shared::leads::visits::{ContractingSite, Extent, LengthUnit, MOST_AREAS, PermitNeed, SiteArea, scaled, unscaled};

use super::form::{Draft, Number, whole};
use super::found::{length_unit, permit, square_unit};
use super::text;
use crate::ui::*;

/// An area as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct TypedArea {
    name: String,
    length: String,
    width: String,
    height: String,
}

impl TypedArea {
    fn of(area: &SiteArea) -> Self {
        let shown = |hundredths: i32| unscaled(hundredths.into(), 2);
        let height = area.height.map(shown).unwrap_or_default();
        Self { name: area.name.clone(), length: shown(area.length), width: shown(area.width), height }
    }

    fn is_blank(&self) -> bool {
        [&self.name, &self.length, &self.width, &self.height].into_iter().all(|typed| typed.trim().is_empty())
    }
}

/// Puts the answers of a visit into the draft.
pub(super) fn write(draft: &mut Draft, site: &ContractingSite) {
    draft.length_unit = site.unit.map(|unit| unit.key().to_string()).unwrap_or_default();
    draft.areas = site.areas.iter().map(TypedArea::of).collect();
    draft.access = site.access.clone();
    draft.utilities = site.utilities.clone();
    draft.built = site.built.map(|year| year.to_string()).unwrap_or_default();
    (draft.asbestos, draft.lead_paint, draft.mould) = (site.asbestos, site.lead_paint, site.mould);
    draft.permit = site.permit.map(|need| need.key().to_string()).unwrap_or_default();
    draft.notes = site.notes.clone();
}

/// The answers as typed. Rows nobody wrote in are left out.
pub(super) fn read(draft: &Draft, wrong: &mut FieldErrors) -> ContractingSite {
    let mut areas = Vec::new();
    for (row, typed) in draft.areas.iter().enumerate().filter(|(_, typed)| !typed.is_blank()) {
        let mut side = |typed: &str, field: &str| {
            let field = format!("form.contracting.areas[{row}].{field}");
            let side = scaled(typed, 2).and_then(|hundredths| i32::try_from(hundredths).ok()).filter(|side| *side > 0);
            if side.is_none() {
                wrong.add(field, if typed.trim().is_empty() { "required" } else { "invalid" });
            }
            side
        };
        let (length, width) = (side(&typed.length, "length"), side(&typed.width, "width"));
        let height = if typed.height.trim().is_empty() { None } else { side(&typed.height, "height") };
        if let (Some(length), Some(width)) = (length, width) {
            areas.push(SiteArea { name: typed.name.trim().into(), length, width, height });
        }
    }
    ContractingSite {
        unit: draft.length_unit.parse().ok(),
        areas,
        access: draft.access.trim().into(),
        utilities: draft.utilities.trim().into(),
        built: whole(&draft.built, "form.contracting.built", wrong),
        asbestos: draft.asbestos,
        lead_paint: draft.lead_paint,
        mould: draft.mould,
        permit: draft.permit.parse().ok(),
        notes: draft.notes.trim().into(),
    }
}

/// The control of a field of an area: `form.contracting.areas[2].width` is typed in `width-2`.
pub(super) fn control(field: &str) -> Option<String> {
    let (row, side) = field.strip_prefix("form.contracting.areas[")?.split_once("].")?;
    Some(format!("{side}-{row}"))
}

/// The fields, areas first.
#[component]
pub(super) fn ContractingFields(draft: Signal<Draft>, sending: Sending) -> Element {
    let now = draft.read().clone();
    let unit = now.length_unit.parse().unwrap_or(LengthUnit::Foot);
    let measured = read(&now, &mut FieldErrors::default());
    let comes_to = |extent| text::comes_to(format::number(measured.whole(extent, unit).into()), square_unit(unit));
    let permits =
        std::iter::once(Choice::new("", text::not_known())).chain(PermitNeed::ALL.iter().map(|one| Choice::new(one.key(), permit(*one))));
    rsx! {
        Segmented { label: text::length_unit(), name: "length_unit", size: Size::Lg, full: true, value: unit.key().to_string(),
            options: LengthUnit::ALL.iter().map(|u| Choice::new(u.key(), length_unit(*u))).collect::<Vec<_>>(), onchange: move |v| draft.write().length_unit = v }
        for (row, area) in now.areas.iter().cloned().enumerate() {
            AreaFields { key: "{row}", row, area, unit, draft, sending }
        }
        if now.areas.len() < MOST_AREAS {
            div { Button { icon: IconName::Plus, testid: "add-area", onclick: move |_| draft.write().areas.push(TypedArea::default()), {text::add_area()} } }
        }
        if !measured.areas.is_empty() {
            p { class: "sm", role: "status", "data-testid": "measured", {text::measured(comes_to(Extent::Floor), comes_to(Extent::Walls))} }
        }
        TextArea { label: text::access(), name: "access", optional: true, rows: 2, limit: 2000, value: now.access, error: sending.error("form.contracting.access"), oninput: move |v| draft.write().access = v }
        TextArea { label: text::utilities(), name: "utilities", optional: true, rows: 2, limit: 2000, value: now.utilities, error: sending.error("form.contracting.utilities"), oninput: move |v| draft.write().utilities = v }
        FormGrid {
            Number { label: text::built(), name: "built", value: now.built, error: sending.error("form.contracting.built"), oninput: move |v| draft.write().built = v }
        }
        Checkbox { label: text::asbestos(), name: "asbestos", checked: now.asbestos, onchange: move |on| draft.write().asbestos = on }
        Checkbox { label: text::lead_paint(), name: "lead_paint", checked: now.lead_paint, onchange: move |on| draft.write().lead_paint = on }
        Checkbox { label: text::mould(), name: "mould", checked: now.mould, onchange: move |on| draft.write().mould = on }
        RadioCards { legend: text::permit(), name: "permit", value: now.permit, options: permits.collect::<Vec<_>>(), onchange: move |v| draft.write().permit = v }
        TextArea { label: text::notes(), name: "notes", optional: true, rows: 2, limit: 2000, value: now.notes, error: sending.error("form.contracting.notes"), oninput: move |v| draft.write().notes = v }
    }
}

/// One area: what it is called and its sides.
#[component]
fn AreaFields(row: usize, area: TypedArea, unit: LengthUnit, draft: Signal<Draft>, sending: Sending) -> Element {
    let n = row + 1;
    let error = |side: &str| sending.error(&format!("form.contracting.areas[{row}].{side}"));
    let mut edit = move |change: fn(&mut TypedArea, String), value: String| {
        if let Some(area) = draft.write().areas.get_mut(row) {
            change(area, value);
        }
    };
    let remove = move |_| {
        let mut draft = draft.write();
        if row < draft.areas.len() {
            draft.areas.remove(row);
        }
    };
    rsx! {
        fieldset { class: "w-area", "data-testid": "area",
            legend { class: "w-label", {text::area(n)} }
            FormGrid {
                TextInput { label: text::area_name(), name: "name-{row}", size: Size::Lg, optional: true, maxlength: 120, autocomplete: "off", value: area.name, error: error("name"), oninput: move |v| edit(|area, v| area.name = v, v) }
                Number { label: text::length(), name: "length-{row}", kind: InputKind::Decimal, suffix: length_unit(unit), value: area.length, error: error("length"), oninput: move |v| edit(|area, v| area.length = v, v) }
                Number { label: text::width(), name: "width-{row}", kind: InputKind::Decimal, suffix: length_unit(unit), value: area.width, error: error("width"), oninput: move |v| edit(|area, v| area.width = v, v) }
                Number { label: text::height(), name: "height-{row}", kind: InputKind::Decimal, suffix: length_unit(unit), value: area.height, error: error("height"), oninput: move |v| edit(|area, v| area.height = v, v) }
            }
            Button { size: Size::Sm, variant: ButtonVariant::Ghost, icon: IconName::Trash2, onclick: remove, {text::remove_area(n)} }
        }
    }
}
