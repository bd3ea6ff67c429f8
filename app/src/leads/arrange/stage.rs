//! The dialog of a stage: a new one, or one that is changed.

use dioxus::prelude::*;
use shared::FieldErrors;
use shared::customers::CustomField;
use shared::input::checked;
use shared::leads::{EditStage, LeadStatus, Pipeline, RequiredField, Stage, StageTone};
use shared::onto::onto;

use super::list::{asked, hours_words};
use super::{Shown, outrun, text};
use crate::api::Valid;
use crate::leads::own::use_own_fields;
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
        required_fields: Some(Vec::new()),
    }
}

/// The odds in percent, as they are typed.
fn percent_of(edit: &EditStage) -> String {
    (edit.odds_bp / 100).to_string()
}

/// A number that may be missing, as it is typed.
fn typed(number: Option<i32>) -> String {
    number.map(|n| n.to_string()).unwrap_or_default()
}

/// The input of a field as others left it, unless somebody typed in it here.
fn take_over(mut input: Signal<String>, was: String, left: String) {
    if *input.peek() == was {
        input.set(left);
    }
}

/// What others changed of a stage, each as it is by now.
fn news(was: &EditStage, left: &EditStage, stage: &Stage) -> Vec<String> {
    let on_or_off = |on| if on { text::on() } else { text::off() };
    let status = |edit: &EditStage| edit.status.map(words::status).unwrap_or_default();
    let number = |number: Option<i32>| number.map_or_else(text::nothing_set, |n| n.to_string());
    let asks = asked(stage);
    [
        (was.name != left.name, staff::name(), left.name.clone()),
        (was.tone != left.tone, staff::colour(), tone_name(left.tone)),
        (was.status != left.status, text::counts_as(), status(left)),
        (was.odds_bp != left.odds_bp, staff::odds(), format::percent(i64::from(left.odds_bp) / 100)),
        (was.stall_hours != left.stall_hours, staff::stall_field(), left.stall_hours.map_or_else(text::nothing_set, hours_words)),
        (was.wip_limit != left.wip_limit, staff::limit(), number(left.wip_limit)),
        (was.wip_hard != left.wip_hard, staff::limit_refuses(), on_or_off(left.wip_hard)),
        (
            was.required != left.required || was.required_fields != left.required_fields,
            staff::asks(),
            if asks.is_empty() { text::nothing_set() } else { asks },
        ),
    ]
    .into_iter()
    .filter_map(|(changed, what, now)| changed.then(|| text::is_now(what, now)))
    .collect()
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
    let mut offered: Vec<CustomField> = use_own_fields().into_iter().filter(|field| !field.archived).collect();
    // what it asks for is offered whoever may see the fields there are, and what was archived since as long as it is named
    for field in stage.iter().flat_map(|stage| &stage.fields) {
        if !offered.iter().any(|known| known.key == field.key) {
            offered.push(field.clone());
        }
    }
    // on the version it was opened on, whatever comes in meanwhile; on a later one once that was refused
    let before = use_hook(|| stage.as_ref().map_or_else(|| blank(pipeline.version), |stage| EditStage::of(stage, pipeline.version)));
    let mut begun = use_signal(|| before.clone());
    let mut form = use_signal(|| before.clone());
    let mut odds = use_signal(|| percent_of(&before));
    let mut limit = use_signal(|| typed(before.wip_limit));
    let mut stall = use_signal(|| typed(before.stall_hours));
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
        let raise = move |theirs: &Pipeline| {
            let was = begun.peek().clone();
            let stage = theirs.stages.iter().find(|stage| Some(stage.id) == id);
            let left = match stage {
                Some(stage) => EditStage::of(stage, theirs.version),
                None => EditStage { version: Some(theirs.version), ..was.clone() },
            };
            let live = form.peek().clone();
            form.set(onto(&was, &live, &left));
            take_over(odds, percent_of(&was), percent_of(&left));
            take_over(limit, typed(was.wip_limit), typed(left.wip_limit));
            take_over(stall, typed(was.stall_hours), typed(left.stall_hours));
            let told = stage.map(|stage| news(&was, &left, stage)).unwrap_or_default();
            begun.set(left);
            told
        };
        let request = async move {
            let answer = match id {
                Some(id) => api::edit_stage(id, Valid(input?)).await,
                None => api::add_stage(of, Valid(input?)).await,
            };
            match answer {
                Err(error) => Err(outrun(page, of, error, raise).await),
                saved => saved,
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
                        for field in offered {
                            Checkbox { key: "{field.key}", name: "required-custom-{field.key}", label: field.label.clone(), hint: field.archived.then(text::archived_field),
                                checked: now.required_fields.as_ref().is_some_and(|keys| keys.contains(&field.key)),
                                onchange: move |on: bool| {
                                    let mut form = form.write();
                                    let keys = form.required_fields.get_or_insert_default();
                                    keys.retain(|other| *other != field.key);
                                    if on { keys.push(field.key.clone()) }
                                } }
                        }
                    }
                }
            }
        }
    }
}
