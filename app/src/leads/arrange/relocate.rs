//! Moving a lead to another pipeline, from its page.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::customers::CustomField;
use shared::leads::{Lead, MoveLead, Pipeline, Stage};
use shared::money::parse_cents;
use shared::{Error, LeadId, PipelineId, StageId};

use super::{offer, text};
use crate::api::Valid;
use crate::client::{use_query, use_session};
use crate::customers::CustomInputs;
use crate::leads::{api, text as staff, words};
use crate::ui::dialog::use_focus_return;
use crate::ui::*;

/// What a stage may ask of a lead and a person can fill in here, by the fields of the move.
const ASKED: [&str; 7] = ["wip_reason", "wanted_on", "origin", "destination", "passengers", "value_cents", "phone"];

/// Asks for the pipeline and the stage, then for what that stage asks. `onclose` gets the lead if it was moved.
#[component]
pub fn RelocateDialog(lead: Lead, onclose: EventHandler<Option<Lead>>) -> Element {
    let pipelines = use_query(&["pipeline"], || async { api::list_stages().await });
    // what opened it had the focus before the first of the two dialogs
    use_focus_return();
    let here = lead.row.pipeline_id;
    let others: Vec<Pipeline> = pipelines.value().unwrap_or_default().into_iter().filter(|one| one.id != here).collect();
    match pipelines.load() {
        Load::Ready if !others.is_empty() => rsx! { RelocateForm { lead, others, onclose } },
        state => rsx! {
            Dialog { open: true, title: text::other_pipeline(), size: DialogSize::Narrow, testid: "relocate-dialog", onclose: move |()| onclose.call(None),
                Async { state, onretry: move |()| pipelines.refetch(),
                    EmptyState { icon: IconName::SquareKanban, title: text::no_other_pipeline(), body: text::no_other_about() }
                }
            }
        },
    }
}

/// The stage a card comes into where nothing is chosen.
fn first(pipeline: &Pipeline) -> Option<StageId> {
    pipeline.stages.iter().find(|stage| stage.status.is_open()).map(|stage| stage.id)
}

#[component]
fn RelocateForm(lead: Lead, others: Vec<Pipeline>, onclose: EventHandler<Option<Lead>>) -> Element {
    let session = use_session();
    let toasts = use_toasts();
    let sending = use_sending();
    let start = others.first().map(|pipeline| (pipeline.id, first(pipeline)));
    let mut to = use_signal(move || start);
    // on the version it was opened on, whatever comes in meanwhile; on a later one once that was refused
    let mut seen = use_signal(|| lead.row.clone());
    let nowhere = StageId(uuid::Uuid::nil());
    let mut wish = use_signal(|| MoveLead::to(lead.row.version, nowhere, None));
    let mut value = use_signal(String::new);
    let asked = use_signal(Vec::<String>::new);
    let chosen = others.iter().find(|pipeline| to().is_some_and(|(id, _)| id == pipeline.id)).cloned();
    let id = lead.row.id;
    let all = others.clone();
    let submit = move |()| {
        let Some((pipeline, Some(stage))) = *to.peek() else { return };
        let mut input = MoveLead { stage, ..wish.peek().clone() };
        let typed = value.peek().trim().to_string();
        input.value_cents = if typed.is_empty() { None } else { parse_cents(&typed).ok() };
        let back = seen.with_peek(|seen| seen.status.is_open().then_some(seen.stage_id));
        let name = all.iter().find(|one| one.id == pipeline).map(|one| one.name.clone()).unwrap_or_default();
        let request = async move {
            let moved = match api::relocate_lead(id, Valid(input)).await {
                Err(Error::Conflict { code, detail }) if code == "changed" => {
                    // the next one is made on what they left
                    if let Ok(theirs) = api::show_lead(id).await {
                        wish.write().version = theirs.row.version;
                        seen.set(theirs.row);
                    }
                    Err(Error::conflict(code, || format!("{detail} {}", text::kept())))
                }
                answer => answer,
            };
            if let Err(error) = &moved {
                let fields = error.fields();
                // once asked for it stays, so that what is typed is not lost
                let mut asked = asked;
                asked.write().extend(fields.0.into_keys().filter(|field| ASKED.contains(&field.as_str()) || field.starts_with("custom.")));
            }
            moved
        };
        sending.send(request, move |now| {
            let words = text::relocated(&name, &now.row.stage);
            match back {
                Some(stage) => {
                    let version = now.row.version;
                    offer(toasts, words, move || take_back(toasts, id, MoveLead::to(version, stage, None)));
                }
                None => toasts.say(words),
            }
            onclose.call(Some(now));
        });
    };
    let now = wish.read().clone();
    let stages: Vec<SelectOption> = chosen
        .iter()
        .flat_map(|pipeline| &pipeline.stages)
        .filter(|stage| stage.status.is_open())
        .map(|stage| SelectOption::new(stage.id.to_string(), stage.name.clone()))
        .collect();
    let follows = chosen.as_ref().map(|pipeline| pipeline.service_line).filter(|line| *line != lead.row.service_line);
    let stage = to().and_then(|(_, stage)| stage).map(|id| id.to_string()).unwrap_or_default();
    let is_asked = |field: &str| asked.read().iter().any(|known| known == field);
    // fields of the organization's own that a stage asked for, whichever is chosen by now
    let mut own: Vec<CustomField> = Vec::new();
    for field in others.iter().flat_map(|pipeline| &pipeline.stages).flat_map(Stage::asked_fields) {
        if is_asked(&format!("custom.{}", field.key)) && !own.iter().any(|known| known.key == field.key) {
            own.push(CustomField { required: true, ..field.clone() });
        }
    }
    rsx! {
        FormDialog { title: text::other_pipeline(), size: DialogSize::Narrow, testid: "relocate-dialog", submit: text::move_it(), sending, onsubmit: submit, onclose: move |()| onclose.call(None),
            Select { label: text::pipeline(), name: "pipeline", required: true, value: to().map(|(id, _)| id.to_string()).unwrap_or_default(),
                hint: follows.map(|line| text::service_follows(words::line(line))),
                options: others.iter().map(|one| SelectOption::new(one.id.to_string(), one.name.clone())).collect::<Vec<_>>(),
                onchange: {
                    let others = others.clone();
                    move |v: String| {
                        let id = v.parse::<PipelineId>().ok();
                        to.set(others.iter().find(|one| Some(one.id) == id).map(|one| (one.id, first(one))));
                    }
                } }
            Select { label: text::stage(), name: "stage", required: true, value: stage, options: stages, error: sending.error("stage"),
                onchange: move |v: String| {
                    let pipeline = to.peek().as_ref().map(|(id, _)| *id);
                    to.set(pipeline.map(|id| (id, v.parse().ok())));
                } }
            if is_asked("wip_reason") {
                TextInput { label: staff::wip_reason(), name: "wip_reason", required: true, value: now.wip_reason.clone().unwrap_or_default(), error: sending.error("wip_reason"), oninput: move |v: String| wish.write().wip_reason = Some(v) }
            }
            if is_asked("wanted_on") {
                DateInput { label: staff::wanted_on(), name: "wanted_on", required: true, value: now.wanted_on.map(|day| day.to_string()).unwrap_or_default(), error: sending.error("wanted_on"), onchange: move |v: String| wish.write().wanted_on = v.parse().ok() }
            }
            if is_asked("origin") {
                TextInput { label: staff::origin(), name: "origin", required: true, value: now.origin.clone().unwrap_or_default(), error: sending.error("origin"), oninput: move |v: String| wish.write().origin = Some(v) }
            }
            if is_asked("destination") {
                TextInput { label: staff::destination(), name: "destination", required: true, value: now.destination.clone().unwrap_or_default(), error: sending.error("destination"), oninput: move |v: String| wish.write().destination = Some(v) }
            }
            if is_asked("passengers") {
                TextInput { label: staff::passengers(), name: "passengers", kind: InputKind::Whole, required: true, value: now.passengers.map(|n| n.to_string()).unwrap_or_default(), error: sending.error("passengers"), oninput: move |v: String| wish.write().passengers = v.trim().parse().ok() }
            }
            if is_asked("value_cents") {
                MoneyInput { label: staff::value(), name: "value_cents", currency: session.currency, required: true, value: value(), error: sending.error("value_cents"), oninput: move |v: String| value.set(v) }
            }
            if is_asked("phone") {
                TextInput { label: staff::phone(), name: "phone", kind: InputKind::Tel, required: true, value: now.phone.clone().unwrap_or_default(), error: sending.error("phone"), oninput: move |v: String| wish.write().phone = Some(v) }
            }
            CustomInputs { fields: own, values: now.custom, sending, onchange: move |(key, value)| { wish.write().custom.insert(key, value); } }
        }
    }
}

/// Moves a lead back where it stood, unless somebody changed it since.
fn take_back(toasts: Toasts, id: LeadId, back: MoveLead) {
    spawn_forever(async move {
        match api::relocate_lead(id, Valid(back)).await {
            Ok(_) => announce(staff::move_back()),
            Err(error) => toasts.tell(Tone::Danger, staff::not_moved(error)),
        }
    });
}
