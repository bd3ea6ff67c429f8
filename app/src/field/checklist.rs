//! The checklist of a phase: open rows first, answered ones below with where each stands.

use chrono::{DateTime, Utc};
use dioxus::prelude::*;
use shared::jobs::{Intent, Item, ItemAnswer, Job, Phase, PhaseStatus};

use super::act::{self, Slot};
use super::overlay::Shown;
use super::state::use_field;
use super::text;
use crate::client::picture;
use crate::ui::format::{duration, time_in};
use crate::ui::{Button, ButtonVariant, ChecklistRow, Dialog, IconName, Progress, Saved, Size, TextArea, Tone, WorkState, use_toasts};

/// All items of a phase.
#[component]
pub fn Checklist(shown: Shown, phase: Phase, editable: bool) -> Element {
    let mut asking = use_signal(|| None::<(Item, ItemAnswer)>);
    let total = phase.items.len();
    let (open, answered): (Vec<Item>, Vec<Item>) = phase.items.iter().cloned().partition(|item| item.answer == ItemAnswer::Open);
    let done = answered.len();
    // what a row acts on: the job as it is painted here, kept once and not in every row
    let mut painted = use_hook(|| CopyValue::new(None::<Job>));
    painted.set(Some(shown.job.clone()));
    let saved = |item: &Item| {
        let own = shown.items.get(&item.id).copied();
        own.or((item.answer != ItemAnswer::Open).then_some(Saved::Synced))
    };
    let zone = shown.job.zone.clone();
    let count = match minutes_left(&phase, use_field().now()) {
        Some(minutes) if done < total => format!("{} · {}", text::steps_of(done, total), text::about_left(duration(minutes))),
        _ => text::steps_of(done, total),
    };
    rsx! {
        section { class: "w-field-card w-checks", aria_labelledby: "list-title",
            div { class: "w-need-head",
                h2 { id: "list-title", {text::checklist()} }
                span { class: "w-field-sub", "data-testid": "checklist-count", {count} }
            }
            Progress { label: text::checklist(), value: done as u64, max: total as u64, text: text::steps_of(done, total), bare: true }
            if !open.is_empty() {
                h3 { class: "sr", {text::to_do(open.len())} }
                ul {
                    for item in open {
                        Row { key: "{item.id}", job: painted, zone: zone.clone(), saved: saved(&item), item: item.clone(), editable, onask: move |answer| asking.set(Some((item.clone(), answer))) }
                    }
                }
            }
            if !answered.is_empty() {
                h3 { class: "w-items-title", "{text::answered()} " span { class: "w-items-count", "{done}" } }
                ul {
                    for item in answered {
                        Row { key: "{item.id}", job: painted, zone: zone.clone(), saved: saved(&item), item: item.clone(), editable, onask: move |answer| asking.set(Some((item.clone(), answer))) }
                    }
                }
            }
        }
        if let Some((item, answer)) = asking() {
            ReasonDialog { job: shown.job.clone(), item, answer, phase: phase.id, onclose: move |()| asking.set(None) }
        }
    }
}

/// What is left of the time planned for a phase at work, in steps of five minutes; none once it is used up.
fn minutes_left(phase: &Phase, now: DateTime<Utc>) -> Option<i64> {
    let started = phase.started_at.filter(|_| phase.status == PhaseStatus::Active)?;
    let left = i64::from(phase.minutes) - (now - started).num_minutes();
    (left > 0).then_some((left + 4) / 5 * 5)
}

/// The words of an answer.
pub fn answer_words(answer: ItemAnswer) -> String {
    match answer {
        ItemAnswer::Done => text::answer_done(),
        ItemAnswer::Problem => text::answer_problem(),
        ItemAnswer::NotApplicable => text::answer_na(),
        ItemAnswer::Open => text::answer_open(),
    }
}

fn given(item: &Item, answer: ItemAnswer, note: String) -> (Intent, String) {
    let sentence = text::said_item(answer_words(answer), item.title.text());
    (Intent::AnswerItem { item: item.id, answer, note, seen: item.answer }, sentence)
}

#[component]
fn Row(
    /// The job as it is painted.
    job: CopyValue<Option<Job>>,
    /// The zone it is read in.
    zone: String,
    item: Item,
    /// Where its answer stands; none while it is open and nobody touched it.
    saved: Option<Saved>,
    editable: bool,
    onask: EventHandler<ItemAnswer>,
) -> Element {
    let field = use_field();
    let toasts = use_toasts();
    let state = match item.answer {
        ItemAnswer::Open => WorkState::Open,
        ItemAnswer::Done => WorkState::Done,
        ItemAnswer::Problem => WorkState::Problem,
        ItemAnswer::NotApplicable => WorkState::NotApplicable,
    };
    let detail = match item.answered_at {
        Some(at) => Some(time_in(at, &zone)),
        None if item.requirement.is_some() => Some(text::photo_needed()),
        None => None,
    };
    let give = {
        let item = item.clone();
        move |chosen: ItemAnswer| {
            if !editable {
                toasts.tell(Tone::Warn, text::refused_here());
                return;
            }
            let Some(job) = job.peek().clone() else { return };
            let (intent, sentence) = given(&item, chosen, String::new());
            act::intend(field, toasts, &job, intent, sentence, Vec::new());
        }
    };
    let (skip, toggle) = (give.clone(), give);
    let (was, required) = (item.answer, item.required);
    let note = if item.note.is_empty() {
        VNode::empty()
    } else {
        rsx! { p { {item.note.clone()} } }
    };
    rsx! {
        ChecklistRow {
            label: item.title.text().to_owned(),
            state,
            detail,
            optional: !item.required,
            saved,
            testid: "item-{item.key}",
            ondone: move |()| toggle(if was == ItemAnswer::Open { ItemAnswer::Done } else { ItemAnswer::Open }),
            onproblem: editable.then(|| EventHandler::new(move |()| onask.call(ItemAnswer::Problem))),
            // what is required is left out only with a reason
            onskip: editable.then(|| EventHandler::new(move |()| if required { onask.call(ItemAnswer::NotApplicable) } else { skip(ItemAnswer::NotApplicable) })),
            children: note,
        }
    }
}

#[component]
fn ReasonDialog(job: Job, item: Item, answer: ItemAnswer, phase: shared::PhaseId, onclose: EventHandler<()>) -> Element {
    let field = use_field();
    let toasts = use_toasts();
    let mut words = use_signal(|| item.note.clone());
    let mut error = use_signal(|| None::<String>);
    let slot = Slot { job: job.id, phase: Some(phase), requirement: None, item: Some(item.id), required: false };
    let title = item.title.text().to_owned();
    let photo_title = title.clone();
    let is_problem = answer == ItemAnswer::Problem;
    let heading = if is_problem { text::problem_title(&title) } else { text::skip_title(&title) };
    let label = if is_problem { text::problem_label() } else { text::skip_label() };
    rsx! {
        Dialog {
            open: true,
            title: heading,
            onclose: move |()| onclose.call(()),
            testid: "reason",
            footer: rsx! {
                Button { size: Size::Xl, onclick: move |_| onclose.call(()), {text::cancel()} }
                Button {
                    size: Size::Xl,
                    variant: ButtonVariant::Primary,
                    onclick: move |_| {
                        let note = words.peek().trim().to_owned();
                        if note.is_empty() {
                            error.set(Some(if is_problem { text::problem_needed() } else { text::skip_needed() }));
                            return;
                        }
                        let (intent, sentence) = given(&item, answer, note);
                        act::intend(field, toasts, &job, intent, sentence, Vec::new());
                        onclose.call(());
                    },
                    {if is_problem { text::save_problem() } else { text::save() }}
                }
            },
            TextArea { label, hint: text::problem_hint(), name: "reason", value: words(), error: error(), limit: 2000, required: true, oninput: move |text| words.set(text) }
            label { class: "w-btn w-file", "data-size": "xl",
                crate::ui::Icon { name: IconName::Camera }
                {text::add_photo()}
                input {
                    class: "sr",
                    r#type: "file",
                    accept: "image/*",
                    "capture": "environment",
                    onchange: move |event| {
                        let title = photo_title.clone();
                        let files = super::capture::chosen(&event);
                        dioxus::core::spawn_forever(async move {
                            for file in files {
                                match picture::shrink(&file).await {
                                    Ok(small) => match act::keep_picture(field, slot, &title, 0, small).await {
                                        Ok(_) => toasts.say(super::capture::kept(1)),
                                        Err(error) => act::complain(toasts, &error),
                                    },
                                    Err(why) => toasts.tell(Tone::Danger, act::unfit(&file.name(), why)),
                                }
                            }
                        });
                    },
                }
            }
        }
    }
}
