//! The dialog of a stage: a new one, or one that is changed.

use dioxus::prelude::*;
use shared::FieldErrors;
use shared::input::checked;
use shared::leads::{EditStage, LeadStatus, Pipeline, RequiredField, Stage, StageTone};

use super::{Shown, text};
use crate::api::Valid;
use crate::leads::{api, text as staff, words};
use crate::ui::*;

fn tone_name(tone: StageTone) -> String {
    match tone {
        StageTone::Neutral => staff::tone_grey(),
        StageTone::Info => staff::tone_teal(),
        StageTone::Violet => staff::tone_violet(),
        StageTone::Brand => staff::tone_blue(),
        StageTone::Warning => staff::tone_amber(),
        StageTone::Success => staff::tone_green(),
        StageTone::Danger => staff::tone_red(),
    }
}

/// What a stage begins with that somebody adds.
fn blank(version: i32) -> EditStage {
    EditStage {
        name: String::new(),
        tone: StageTone::Info,
        odds_bp: 2500,
        wip_limit: None,
        wip_hard: false,
        required: Vec::new(),
        stall_hours: None,
        version: Some(version),
        status: Some(LeadStatus::Contacted),
    }
}

/// Adds a stage to a pipeline, or changes one.
#[component]
pub(super) fn StageDialog(
    /// The stage; a new one without.
    stage: Option<Stage>,
    pipeline: Pipeline,
    page: Shown,
    onclose: EventHandler<()>,
) -> Element {
    let toasts = use_toasts();
    let (of, id) = (pipeline.id, stage.as_ref().map(|stage| stage.id));
    let open = stage.as_ref().is_none_or(|stage| stage.status.is_open());
    let title = stage.as_ref().map_or_else(text::add_stage, |stage| staff::edit_stage(&stage.name));
    // on the version it was opened on, whatever comes in meanwhile
    let before = use_hook(|| stage.as_ref().map_or_else(|| blank(pipeline.version), |stage| EditStage::of(stage, pipeline.version)));
    let mut form = use_signal(|| before.clone());
    let mut odds = use_signal(|| (before.odds_bp / 100).to_string());
    let mut limit = use_signal(|| before.wip_limit.map(|n| n.to_string()).unwrap_or_default());
    let mut stall = use_signal(|| before.stall_hours.map(|n| n.to_string()).unwrap_or_default());
    let sending = use_sending();
    let save = move |()| {
        let mut wrong = FieldErrors::default();
        let mut input = form.peek().clone();
        match odds.peek().trim().trim_end_matches('%').trim().parse::<i32>() {
            Ok(n) => input.odds_bp = n.saturating_mul(100),
            Err(_) => wrong.add("odds_bp", "invalid"),
        }
        let mut number = |field: &str, typed: &str| match typed.trim() {
            "" => None,
            typed => typed.parse::<i32>().map_err(|_| wrong.add(field, "invalid")).ok(),
        };
        input.wip_limit = number("wip_limit", &limit.peek());
        input.stall_hours = number("stall_hours", &stall.peek());
        let input = checked(input, wrong);
        let name = form.peek().name.trim().to_string();
        let request = async move {
            match id {
                Some(id) => api::edit_stage(id, Valid(input?)).await,
                None => api::add_stage(of, Valid(input?)).await,
            }
        };
        sending.send(request, move |now| {
            // shown without waiting for the read
            page.settle(now);
            toasts.say(if id.is_some() { staff::stage_saved(&name) } else { text::stage_added(&name) });
            onclose.call(());
        });
    };
    let now = form.read().clone();
    let statuses: Vec<SelectOption> = LeadStatus::ALL
        .iter()
        .filter(|status| status.is_open())
        .map(|status| SelectOption::new(status.key(), words::status(*status)))
        .collect();
    rsx! {
        FormDialog { title, testid: "stage-dialog", sending, onsubmit: save, onclose,
            FormGrid {
                TextInput { label: staff::name(), name: "name", required: true, maxlength: 40, value: now.name, error: sending.error("name"), oninput: move |v| form.write().name = v }
                Select { label: staff::colour(), name: "tone", required: true, value: now.tone.key(), options: StageTone::ALL.iter().map(|t| SelectOption::new(t.key(), tone_name(*t))).collect::<Vec<_>>(),
                    onchange: move |v: String| if let Ok(tone) = v.parse() { form.write().tone = tone } }
                if open {
                    Select { label: text::counts_as(), name: "status", required: true, hint: text::counts_as_hint(), value: now.status.map(|status| status.key()).unwrap_or_default(), error: sending.error("status"), options: statuses,
                        onchange: move |v: String| form.write().status = v.parse().ok() }
                    TextInput { label: staff::odds(), name: "odds_bp", kind: InputKind::Whole, suffix: "%".to_string(), hint: staff::odds_hint(), value: odds(), error: sending.error("odds_bp"), oninput: move |v| odds.set(v) }
                    TextInput { label: staff::stall_field(), name: "stall_hours", kind: InputKind::Whole, suffix: staff::hours_unit(), hint: staff::stall_hint(), value: stall(), error: sending.error("stall_hours"), oninput: move |v| stall.set(v) }
                    TextInput { label: staff::limit(), name: "wip_limit", kind: InputKind::Whole, hint: staff::limit_hint(), value: limit(), error: sending.error("wip_limit"), oninput: move |v| limit.set(v) }
                    Switch { label: staff::limit_refuses(), name: "wip_hard", hint: staff::limit_refuses_hint(), checked: now.wip_hard, onchange: move |v| form.write().wip_hard = v }
                }
            }
            if open {
                FieldGroup { legend: staff::asks(), hint: staff::asks_hint(),
                    div { class: "row wrap gap-4",
                        for field in RequiredField::ALL.iter().copied() {
                            Checkbox { key: "{field}", name: "required-{field}", label: words::required(field), checked: now.required.contains(&field),
                                onchange: move |on: bool| {
                                    let mut form = form.write();
                                    form.required.retain(|other| *other != field);
                                    if on { form.required.push(field) }
                                } }
                        }
                    }
                }
            }
        }
    }
}
