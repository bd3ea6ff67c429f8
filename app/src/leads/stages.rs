//! Settings of the pipelines: what stages are called, take, ask for and are worth.

use dioxus::prelude::*;
use shared::FieldErrors;
use shared::input::checked;
use shared::leads::{EditStage, RequiredField, Stage, StageTone};

use super::{api, text, words};
use crate::api::Valid;
use crate::client::{Query, use_address, use_query};
use crate::ui::*;

/// The stages of each pipeline.
#[component]
pub fn StagesPage(query: ReadSignal<String>) -> Element {
    use_title(text::stage_settings());
    let address = use_address("/app/settings/stages", query);
    let board = use_query(&["pipeline"], move || {
        let chosen = address.get("pipeline").parse().ok();
        async move { api::show_board(chosen, None, None, None, None).await }
    });
    let mut editing = use_signal(|| None::<Stage>);
    let shown = board.value();
    let columns = vec![
        Column::new("name", text::stage()),
        Column::new("odds", text::odds()).numeric(),
        Column::new("limit", text::limit()),
        Column::new("stall", text::stalls_after()),
        Column::new("required", text::asks()),
        Column::new("edit", text::edit()),
    ];
    let rows: Vec<Row> = shown.iter().flat_map(|b| b.pipeline.stages.clone()).map(|stage| row(stage, editing)).collect();
    rsx! {
        PageHeader { title: text::stage_settings(),
            if let Some(board) = shown.clone().filter(|b| b.pipelines.len() > 1) {
                div { class: "w-view-tabs", role: "group", aria_label: text::pipelines(),
                    for tab in board.pipelines.clone() {
                        button { key: "{tab.id}", r#type: "button", aria_pressed: if tab.id == board.pipeline.id { "true" } else { "false" },
                            onclick: move |_| address.choose(&[("pipeline", &tab.id.to_string())]),
                            {tab.name.clone()}
                        }
                    }
                }
            }
        }
        div { class: "w-page-body",
            p { class: "muted", {text::stage_settings_about()} }
            Async { state: board.load(), onretry: move |()| board.refetch(),
                DataTable { caption: text::stage_settings(), columns, rows, testid: "stages" }
            }
        }
        if let Some(stage) = editing() {
            StageDialog { key: "{stage.id}", stage, board, onclose: move |()| editing.set(None) }
        }
    }
}

fn row(stage: Stage, mut editing: Signal<Option<Stage>>) -> Row {
    let limit = match (stage.wip_limit, stage.wip_hard) {
        (None, _) => text::no_limit(),
        (Some(n), true) => text::limit_hard(n),
        (Some(n), false) => text::limit_soft(n),
    };
    let asks = stage.required.iter().map(|f| words::required(*f)).collect::<Vec<_>>().join(", ");
    let again = stage.clone();
    Row::new(
        stage.id,
        stage.name.clone(),
        vec![
            rsx! { span { class: "row", span { class: "w-stage-dot", "data-tone": words::stage_tone(stage.tone).name(), "aria-hidden": "true" } b { {stage.name.clone()} } } },
            rsx! { {format::percent(i64::from(stage.odds_bp) / 100)} },
            rsx! { {limit} },
            rsx! { {stage.stall_hours.map_or_else(text::never, hours_words)} },
            rsx! { {if asks.is_empty() { text::nothing() } else { asks }} },
            rsx! { Button { size: Size::Sm, icon: IconName::Pencil, onclick: move |_| editing.set(Some(again.clone())), {text::edit()} } },
        ],
    )
}

/// Hours as people say them.
fn hours_words(hours: i32) -> String {
    match (hours / 24, hours % 24) {
        (1, 0) => text::one_day(),
        (days, 0) => text::days_n(days),
        _ => text::hours_n(hours),
    }
}

fn tone_name(tone: StageTone) -> String {
    match tone {
        StageTone::Neutral => text::tone_grey(),
        StageTone::Info => text::tone_teal(),
        StageTone::Violet => text::tone_violet(),
        StageTone::Brand => text::tone_blue(),
        StageTone::Warning => text::tone_amber(),
        StageTone::Success => text::tone_green(),
        StageTone::Danger => text::tone_red(),
    }
}

fn edit_of(stage: &Stage) -> EditStage {
    EditStage {
        name: stage.name.clone(),
        tone: stage.tone,
        odds_bp: stage.odds_bp,
        wip_limit: stage.wip_limit,
        wip_hard: stage.wip_hard,
        required: stage.required.clone(),
        stall_hours: stage.stall_hours,
    }
}

#[component]
fn StageDialog(stage: Stage, board: Query<shared::leads::Board>, onclose: EventHandler<()>) -> Element {
    let toasts = use_toasts();
    let id = stage.id;
    let before = edit_of(&stage);
    let open = stage.status.is_open();
    let mut form = use_signal(|| before.clone());
    let mut odds = use_signal(|| (before.odds_bp / 100).to_string());
    let mut limit = use_signal(|| before.wip_limit.map(|n| n.to_string()).unwrap_or_default());
    let mut stall = use_signal(|| before.stall_hours.map(|n| n.to_string()).unwrap_or_default());
    let sending = use_sending();
    let name = before.name.clone();
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
        let name = name.clone();
        sending.send(async move { api::edit_stage(id, Valid(input?)).await }, move |pipeline| {
            // shown without waiting for the read
            board.edit(|shown| shown.pipeline = pipeline);
            toasts.say(text::stage_saved(&name));
            onclose.call(());
        });
    };
    let now = form.read().clone();
    rsx! {
        FormDialog { title: text::edit_stage(&stage.name), testid: "stage-dialog", sending, onsubmit: save, onclose,
            FormGrid {
                TextInput { label: text::name(), name: "name", required: true, maxlength: 40, value: now.name, error: sending.error("name"), oninput: move |v| form.write().name = v }
                Select { label: text::colour(), name: "tone", value: now.tone.key(), options: StageTone::ALL.iter().map(|t| SelectOption::new(t.key(), tone_name(*t))).collect::<Vec<_>>(),
                    onchange: move |v: String| if let Ok(tone) = v.parse() { form.write().tone = tone } }
                if open {
                    TextInput { label: text::odds(), name: "odds_bp", kind: InputKind::Whole, suffix: "%".to_string(), hint: text::odds_hint(), value: odds(), error: sending.error("odds_bp"), oninput: move |v| odds.set(v) }
                    TextInput { label: text::stall_field(), name: "stall_hours", kind: InputKind::Whole, suffix: text::hours_unit(), hint: text::stall_hint(), value: stall(), error: sending.error("stall_hours"), oninput: move |v| stall.set(v) }
                    TextInput { label: text::limit(), name: "wip_limit", kind: InputKind::Whole, hint: text::limit_hint(), value: limit(), error: sending.error("wip_limit"), oninput: move |v| limit.set(v) }
                    Switch { label: text::limit_refuses(), name: "wip_hard", hint: text::limit_refuses_hint(), checked: now.wip_hard, onchange: move |v| form.write().wip_hard = v }
                }
            }
            if open {
                FieldGroup { legend: text::asks(), hint: text::asks_hint(),
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
