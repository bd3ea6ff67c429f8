//! The visits of a lead on its page.

use dioxus::prelude::*;
use shared::LeadId;
use shared::access::Action;
use shared::leads::visits::{SiteVisit, VisitStatus};

use super::call_off::CallOffDialog;
use super::dialog::VisitDialog;
use super::{StatusOfVisit, page_of, photos_of, text, way_to, when};
use crate::client::{use_query, use_session};
use crate::leads::api;
use crate::media::LeadPhotos;
use crate::ui::*;

/// Planning a visit, and the visits there are, the latest first.
#[component]
pub fn VisitsSection(
    /// Whose visits; give the component a key of it.
    lead: LeadId,
    /// Where the lead is at: the address proposed.
    origin: Option<String>,
    /// Something changed.
    onchange: EventHandler<()>,
) -> Element {
    let session = use_session();
    let visits = use_query(&["activity", "media"], move || async move { api::visits_of_lead(lead).await });
    let mut planning = use_signal(|| false);
    let mut moving = use_signal(|| None::<SiteVisit>);
    let mut ending = use_signal(|| None::<SiteVisit>);
    let state = visits.load_as(|list| Load::of_list(list, false));
    // only those that brought something are asked for it
    let pictured: Vec<_> =
        visits.value().unwrap_or_default().iter().filter(|visit| visit.photos > 0).map(|visit| (visit.id, when(visit))).collect();
    let changed = move || {
        visits.refetch();
        onchange.call(());
    };
    rsx! {
        section { class: "stack", "data-testid": "visits",
            div { class: "row spread",
                h2 { class: "w-aside-title", {text::one()} }
                if session.access.may(Action::LeadsEdit) {
                    IconButton { label: text::plan(), icon: IconName::Plus, size: Size::Sm, testid: "plan-visit", onclick: move |_| planning.set(true) }
                }
            }
            Async { state, count: 1, onretry: move |()| visits.refetch(), empty: rsx! { p { class: "sm muted", {text::none()} } },
                ul { class: "w-visit-list",
                    for visit in visits.value().unwrap_or_default() {
                        VisitRow { key: "{visit.id}", visit: visit.clone(), onmove: move |visit| moving.set(Some(visit)), onend: move |visit| ending.set(Some(visit)) }
                    }
                }
            }
            if !pictured.is_empty() { LeadPhotos { lead, visits: pictured, zone: session.zone.clone() } }
        }
        if planning() {
            VisitDialog { lead, origin: origin.clone().unwrap_or_default(), before: None, onclose: move |saved: bool| {
                planning.set(false);
                if saved { changed(); }
            } }
        }
        if let Some(visit) = moving() {
            VisitDialog { key: "{visit.id}", lead, origin: String::new(), before: Some(visit), onclose: move |saved: bool| {
                moving.set(None);
                if saved { changed(); }
            } }
        }
        if let Some(visit) = ending() {
            CallOffDialog { key: "{visit.id}", visit, onclose: move |saved: bool| {
                ending.set(None);
                if saved { changed(); }
            } }
        }
    }
}

#[component]
fn VisitRow(visit: SiteVisit, onmove: EventHandler<SiteVisit>, onend: EventHandler<SiteVisit>) -> Element {
    let planned = visit.status == VisitStatus::Planned;
    let (to_move, to_end) = (visit.clone(), visit.clone());
    rsx! {
        li { "data-testid": "visit",
            div { class: "row wrap",
                A { href: page_of(&visit), class: "w-visit-when", {when(&visit)} }
                StatusOfVisit { status: visit.status }
            }
            p { class: "sm", {visit.member.name.clone()} }
            p { class: "sm muted", {visit.address.clone()} }
            if !visit.overlap_reason.is_empty() { p { class: "xs muted", {text::both(&visit.overlap_reason)} } }
            if !visit.reason.is_empty() { p { class: "sm muted pre", {visit.reason.clone()} } }
            if !visit.result.is_empty() { p { class: "sm pre", {visit.result.clone()} } }
            if visit.photos > 0 { p { class: "sm", {photos_of(&visit)} } }
            if planned {
                div { class: "row wrap",
                    LinkButton { href: way_to(&visit.address), size: Size::Sm, icon: IconName::Navigation, target: "_blank", rel: "noreferrer", {text::route()} }
                    if visit.may_edit {
                        LinkButton { href: page_of(&visit), size: Size::Sm, icon: IconName::ListChecks, {text::open_visit()} }
                        Button { size: Size::Sm, testid: "move-visit", onclick: move |_| onmove.call(to_move.clone()), {text::change()} }
                        Button { size: Size::Sm, variant: ButtonVariant::Ghost, testid: "end-visit", onclick: move |_| onend.call(to_end.clone()), {text::call_off()} }
                    }
                }
            }
        }
    }
}
