//! The stages of a pipeline in their order, which is changed by dragging one, by its arrows, and back by undo.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::leads::{Board, OrderStages, Pipeline, Stage, check_removal, reordered};
use shared::{PipelineId, StageId};

use super::{Open, Shown, text};
use crate::api::Valid;
use crate::leads::{api, text as staff, words};
use crate::ui::*;

/// The stages, each with what it is and the ways to change it.
#[component]
pub(super) fn StageList(page: Shown, shown: Board, may: bool, onopen: EventHandler<Open>) -> Element {
    let toasts = use_toasts();
    let mut dragged = use_signal(|| None::<StageId>);
    let stages = shown.pipeline.stages.clone();
    rsx! {
        ol { class: "w-queue", aria_label: staff::stages(), "data-testid": "stages",
            for (at, stage) in stages.iter().cloned().enumerate() {
                {
                    let (id, name) = (stage.id, stage.name.clone());
                    let (edited, removed, all) = (stage.clone(), stage.clone(), stages.clone());
                    let holds = shown.column(id).filter(|_| stage.status.is_open()).map(|column| column.total);
                    let up = at.checked_sub(1).filter(|to| reordered(&stages, at, *to).is_some());
                    let down = Some(at + 1).filter(|to| reordered(&stages, at, *to).is_some());
                    rsx! {
                        li {
                            key: "{id}",
                            draggable: may.then_some("true"),
                            "data-dragged": (dragged() == Some(id)).then_some("true"),
                            ondragstart: move |event| {
                                // some browsers drag nothing that carries nothing
                                let _ = event.data_transfer().set_data("text/plain", &name);
                                dragged.set(Some(id));
                            },
                            ondragover: move |event| if dragged.peek().is_some() { event.prevent_default() },
                            ondrop: move |event| {
                                event.prevent_default();
                                let from = dragged.replace(None).and_then(|one| all.iter().position(|stage| stage.id == one));
                                if let Some(from) = from {
                                    arrange(page, toasts, from, at);
                                }
                            },
                            ondragend: move |_| dragged.set(None),
                            span { class: "w-stage-dot", "data-tone": words::stage_tone(stage.tone).name(), "aria-hidden": "true" }
                            div { class: "w-queue-who",
                                b { {stage.name.clone()} }
                                small { class: "muted", {about(&stage)} }
                            }
                            if let Some(holds) = holds { span { class: "sm muted", {staff::leads_n(holds)} } }
                            if may {
                                IconButton { id: "stage-up-{id}", label: text::earlier(&stage.name), icon: IconName::ArrowUp, size: Size::Sm, disabled: up.is_none(),
                                    onclick: move |_| if let Some(to) = up { arrange(page, toasts, at, to) } }
                                IconButton { id: "stage-down-{id}", label: text::later(&stage.name), icon: IconName::ArrowDown, size: Size::Sm, disabled: down.is_none(),
                                    onclick: move |_| if let Some(to) = down { arrange(page, toasts, at, to) } }
                                IconButton { label: text::edit_stage(&stage.name), icon: IconName::Pencil, size: Size::Sm, onclick: move |_| onopen.call(Open::Edit(edited.clone())) }
                                if stage.status.is_open() {
                                    Removal { stage: removed, stages: stages.clone(), onopen }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The button that asks to remove a stage, or says why it stays.
#[component]
fn Removal(stage: Stage, stages: Vec<Stage>, onopen: EventHandler<Open>) -> Element {
    let toasts = use_toasts();
    rsx! {
        IconButton { label: text::remove_stage(&stage.name), icon: IconName::Trash2, size: Size::Sm,
            onclick: move |_| match check_removal(&stages, stage.id) {
                Ok(()) => onopen.call(Open::Remove(stage.clone())),
                Err(error) => toasts.tell(Tone::Warn, error.to_string()),
            }
        }
    }
}

/// What a stage is, in a line.
fn about(stage: &Stage) -> String {
    let mut parts = vec![text::counts_as_status(words::status(stage.status))];
    if stage.status.is_open() {
        parts.push(text::at_odds(format::percent(i64::from(stage.odds_bp) / 100)));
        parts.extend(stage.wip_limit.map(|limit| if stage.wip_hard { staff::limit_hard(limit) } else { staff::limit_soft(limit) }));
        parts.extend(stage.stall_hours.map(|hours| text::stalls(hours_words(hours))));
        let asked = asked(stage);
        if !asked.is_empty() {
            parts.push(staff::asks_for(asked));
        }
        let archived: Vec<&str> = stage.fields.iter().filter(|field| field.archived).map(|field| field.label.as_str()).collect();
        if !archived.is_empty() {
            parts.push(text::asks_no_more(archived.join(", ")));
        }
    }
    parts.join(" · ")
}

/// What a stage asks for, the organization's own fields last.
pub(super) fn asked(stage: &Stage) -> String {
    let own = stage.asked_fields().map(|field| field.label.clone());
    stage.required.iter().map(|field| words::required(*field)).chain(own).collect::<Vec<_>>().join(", ")
}

/// Hours as people say them.
pub(super) fn hours_words(hours: i32) -> String {
    match (hours / 24, hours % 24) {
        (1, 0) => staff::one_day(),
        (days, 0) => staff::days_n(days),
        _ => staff::hours_n(hours),
    }
}

/// Moves a stage to another place, unless stages cannot stand so.
fn arrange(page: Shown, toasts: Toasts, from: usize, to: usize) {
    let Some(before) = page.board.peek().map(|board| board.pipeline) else { return };
    let Some(order) = reordered(&before.stages, from, to) else {
        if from != to {
            toasts.tell(Tone::Warn, text::order_rule());
        }
        return;
    };
    let moved = &before.stages[from];
    let (id, words) = (moved.id, text::stage_at(&moved.name, to + 1));
    announce(words.clone());
    put(page, toasts, &before, order, words);
    // the row may have been drawn anew: its arrows keep the focus, the other one where this one ends
    let arrow = if to < from { "up" } else { "down" };
    spawn(async move {
        gloo_timers::future::TimeoutFuture::new(0).await;
        dom::focus(&format!("stage-{}-{id}", if arrow == "up" { "down" } else { "up" }));
        dom::focus(&format!("stage-{arrow}-{id}"));
    });
}

/// Paints an order, sends it, and offers the way back; takes it back with the reason when it is refused. What is moved
/// while an order is on its way is sent after it, on the version that one leaves; the way back leads to the first.
fn put(page: Shown, toasts: Toasts, before: &Pipeline, mut order: Vec<StageId>, words: String) {
    let Shown { board, mut ordering, .. } = page;
    let (id, mut version) = (before.id, before.version);
    let back = order_of(before);
    board.edit(|shown| sort(&mut shown.pipeline, &order));
    if ordering.replace(Some(words.clone())).is_some() {
        return;
    }
    board.hold();
    // half an order would be left on the screen if the page took the task with it
    spawn_forever(async move {
        let answer = loop {
            let answer = api::order_stages(id, Valid(OrderStages { version, stages: order.clone() })).await;
            let left = answer.as_ref().ok().map(|now| now.version);
            let wanted = if board.alive() { board.peek_with(|shown| order_of(&shown.pipeline)) } else { None };
            match (left, wanted) {
                (Some(left), Some(wanted)) if wanted != order => {
                    version = left;
                    order = wanted;
                }
                _ => break answer,
            }
        };
        let there = board.alive();
        let said = if there {
            board.release();
            ordering.replace(None)
        } else {
            None
        };
        match answer {
            Ok(now) => {
                let version = now.version;
                if there {
                    page.settle(now);
                }
                let former = move |()| take_back(page, toasts, OrderStages { version, stages: back.clone() }, id);
                toasts.undo(said.unwrap_or(words), Callback::new(former));
            }
            Err(error) => {
                toasts.tell(Tone::Danger, error.to_string());
                if there {
                    board.refetch();
                }
            }
        }
    });
}

/// Puts the stages back where they were, unless somebody changed the pipeline since.
fn take_back(page: Shown, toasts: Toasts, back: OrderStages, id: PipelineId) {
    spawn_forever(async move {
        match api::order_stages(id, Valid(back)).await {
            Ok(now) => {
                if page.board.alive() {
                    page.settle(now);
                }
                announce(text::put_back());
            }
            Err(error) => toasts.tell(Tone::Danger, error.to_string()),
        }
    });
}

fn order_of(pipeline: &Pipeline) -> Vec<StageId> {
    pipeline.stages.iter().map(|stage| stage.id).collect()
}

fn sort(pipeline: &mut Pipeline, order: &[StageId]) {
    pipeline.stages.sort_by_key(|stage| order.iter().position(|id| *id == stage.id));
}
