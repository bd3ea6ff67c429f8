//! A visit on site: where and whom, the form, and its end; made to be used with one thumb.

use dioxus::prelude::*;
use shared::leads::visits::{CompleteVisit, FillVisit, SiteVisit, VisitStatus};
use shared::onto::onto;
use shared::{Error, LeadId, SiteVisitId};

use super::call_off::CallOffDialog;
use super::dialog::VisitDialog;
use super::form::{Draft, SiteFields, control};
use super::found::Found;
use super::kept::{Base, Paper, use_last_read, use_paper};
use super::{StatusOfVisit, text, way_to, when};
use crate::api::Valid;
use crate::client::{Query, use_query_of};
use crate::leads::{api, text as staff};
use crate::media::VisitPhotos;
use crate::ui::*;

/// One visit.
#[component]
pub fn VisitPage(id: ReadSignal<LeadId>, visit: ReadSignal<SiteVisitId>) -> Element {
    let shown = use_query_of(&["activity"], move || (id(), visit()), |(id, visit)| async move { api::show_visit(id, visit).await });
    use_last_read(shown, visit);
    let now = shown.value();
    use_title(now.as_ref().map_or_else(text::one, |visit| text::visit_at(&visit.who)));
    rsx! {
        div { class: "w-frame",
            Async { page: true, state: shown.load(), onretry: move |()| shown.refetch(),
                if let Some(visit) = now {
                    VisitRecord { key: "{visit.id}", shown, visit }
                }
            }
        }
    }
}

#[component]
fn VisitRecord(shown: Query<SiteVisit>, visit: SiteVisit) -> Element {
    let mut moving = use_signal(|| false);
    let mut ending = use_signal(|| false);
    let planned = visit.status == VisitStatus::Planned && visit.may_edit;
    let (lead, way) = (visit.lead_id, way_to(&visit.address));
    rsx! {
        PageHeader {
            title: visit.who.clone(),
            icon: IconName::MapPin,
            crumbs: vec![Crumb::link(staff::leads(), "/app/leads"), Crumb::link(visit.lead.clone(), format!("/app/leads/{lead}")), Crumb::here(text::one())],
            chips: rsx! { StatusOfVisit { status: visit.status } },
            meta: rsx! {
                span { {when(&visit)} }
                span { {text::times_in(&visit.zone)} }
                span { {visit.member.name.clone()} }
            },
            actions: rsx! {
                if planned {
                    Button { testid: "move-visit", onclick: move |_| moving.set(true), {text::change()} }
                    Button { variant: ButtonVariant::Ghost, testid: "end-visit", onclick: move |_| ending.set(true), {text::call_off()} }
                }
            },
        }
        div { class: "w-visit",
            section { class: "stack",
                p { class: "lg", {visit.address.clone()} }
                div { class: "row wrap",
                    LinkButton { href: way, size: Size::Lg, icon: IconName::Navigation, target: "_blank", rel: "noreferrer", {text::route()} }
                    if let Some(phone) = visit.phone.clone() {
                        LinkButton { href: "tel:{phone}", size: Size::Lg, icon: IconName::Phone, {text::call()} }
                    }
                }
                if !visit.overlap_reason.is_empty() { p { class: "sm muted", {text::both(&visit.overlap_reason)} } }
            }
            VisitPhotos { key: "{visit.id}", lead, visit: visit.id, zone: visit.zone.clone(), editable: visit.may_edit }
            if planned {
                OnSite { shown, visit: visit.clone() }
            } else {
                Card { title: text::found(), testid: "visit-found",
                    if !visit.reason.is_empty() { p { class: "pre", {visit.reason.clone()} } }
                    if !visit.result.is_empty() { p { class: "pre", {visit.result.clone()} } }
                    Found { form: visit.form.clone() }
                }
            }
        }
        if moving() {
            VisitDialog { lead, origin: String::new(), before: Some(visit.clone()), onclose: move |saved: bool| {
                moving.set(false);
                if saved { shown.refetch(); }
            } }
        }
        if ending() {
            CallOffDialog { visit: visit.clone(), onclose: move |saved: bool| {
                ending.set(false);
                if saved { shown.refetch(); }
            } }
        }
    }
}

/// Why it was not saved. If somebody else wrote in it meanwhile, the next save is made on what they left: what was not
/// touched here is theirs.
async fn refused(paper: Paper, lead: LeadId, shown: Query<SiteVisit>, error: Error) -> Error {
    let Paper { id, line, mut typed, mut base, .. } = paper;
    let Error::Conflict { code, detail } = error else { return error };
    // what has ended takes nothing any more
    if code != "changed" {
        return Error::Conflict { code, detail };
    }
    let Ok(theirs) = api::show_visit(lead, id).await else { return Error::Conflict { code, detail } };
    let read = typed.peek().read(line);
    if let Ok(form) = read {
        let mine = FillVisit { version: theirs.version, form, result: typed.peek().result.trim().to_string() };
        let left = Base::of(&theirs);
        let merged = onto(&base.peek().written(line), &mine, &left.written(line));
        typed.set(Draft::of(&SiteVisit { form: merged.form, result: merged.result, ..theirs.clone() }));
        base.set(left);
    }
    shown.set(theirs);
    Error::conflict(code, || format!("{detail} {}", text::kept()))
}

/// The form while the visit is planned.
#[component]
fn OnSite(shown: Query<SiteVisit>, visit: SiteVisit) -> Element {
    let (lead, id, line) = (visit.lead_id, visit.id, visit.service_line);
    let paper = use_paper(&visit);
    let (mut draft, base) = (paper.typed, paper.base);
    let toasts = use_toasts();
    let sending = use_sending();
    let version = move || base.peek().version(shown.peek().as_ref());
    let save = move |_| {
        let (form, result, version) = (draft.peek().read(line), draft.peek().result.trim().to_string(), version());
        let request = async move {
            match api::fill_visit(lead, id, Valid(FillVisit { version, form: form?, result })).await {
                Ok(saved) => Ok(saved),
                Err(error) => Err(refused(paper, lead, shown, error).await),
            }
        };
        sending.send(request, move |saved| {
            paper.saved(&saved);
            shown.set(saved);
            toasts.say(text::saved());
        });
    };
    let complete = move |_| {
        let (form, result, version) = (draft.peek().read(line), draft.peek().result.trim().to_string(), version());
        let request = async move {
            let mut wrong = form.as_ref().err().map(shared::Error::fields).unwrap_or_default();
            if result.is_empty() {
                wrong.add("result", "required");
            }
            wrong.into_result()?;
            match api::complete_visit(lead, id, Valid(CompleteVisit { version, form: form?, result, follow_up: None })).await {
                Ok(done) => Ok(done),
                Err(error) => Err(refused(paper, lead, shown, error).await),
            }
        };
        sending.send(request, move |done| {
            paper.close();
            shown.set(done);
            toasts.say(text::completed());
        });
    };
    let result = draft.read().result.clone();
    rsx! {
        form { class: "stack", novalidate: true, "data-testid": "on-site", aria_label: text::on_site(), onsubmit: move |event| event.prevent_default(),
            if paper.is_back() {
                div { class: "row wrap", role: "status", "data-testid": "form-is-back",
                    p { class: "sm", {text::back_again()} }
                    Button { size: Size::Sm, testid: "drop-form", onclick: move |_| if let Some(now) = shown.peek() { paper.start_over(&now) }, {text::drop_it()} }
                }
            }
            ErrorSummary { problems: sending.problems_at(control), message: sending.refused() }
            SiteFields { line, draft, sending }
            TextArea { label: text::result(), name: "result", hint: text::result_hint(), required: true, rows: 3, limit: 5000, value: result, error: sending.error("result"), oninput: move |words| draft.write().result = words }
            div { class: "w-visit-bar",
                Button { size: Size::Lg, loading: sending.busy(), testid: "save-form", onclick: save, {text::save()} }
                Button { size: Size::Lg, variant: ButtonVariant::Primary, icon: IconName::Check, loading: sending.busy(), testid: "complete-visit", onclick: complete, {text::complete()} }
            }
        }
    }
}
