//! What an act on leads needs to be told before it is carried out.

use dioxus::prelude::*;
use shared::customers::CustomField;
use shared::input::filled;
use shared::leads::{ActivityKind, FollowUp, LeadRow, LostReason, Pipeline};
use shared::{Error, FieldErrors, StageId};

use super::outcome::Left;
use super::{Deed, What, text};
use crate::client::use_query;
use crate::leads::plan::{local_moment, tomorrow};
use crate::leads::{api, text as staff, words as names};
use crate::ui::*;

/// Asks for it and carries it out; `ondone` gets what came of each lead.
#[component]
pub(super) fn Ask(what: What, chosen: Vec<LeadRow>, onclose: EventHandler<()>, ondone: EventHandler<Left>) -> Element {
    // what was chosen when it opened stays what it is about
    let chosen = use_hook(|| chosen);
    let sending = use_sending();
    let mut stage = use_signal(|| None::<Target>);
    let mut lost = use_signal(|| None::<LostReason>);
    let mut words = use_signal(String::new);
    let mut kind = use_signal(|| ActivityKind::Call);
    let mut day = use_signal(tomorrow);
    let mut time = use_signal(|| "09:00".to_string());
    let count = text::leads(chosen.len());
    let submit = {
        let chosen = chosen.clone();
        move |()| {
            let deed = match what {
                What::Move => moved(stage(), &words()),
                What::Lose => lose(lost(), &words()),
                What::Plan => plan(kind(), &words(), &day(), &time()),
            };
            let chosen = chosen.clone();
            let carry_out = async move {
                let deed = deed?;
                let outcomes = deed.carry_out(&chosen).await?;
                Ok(Left { deed, chosen, outcomes })
            };
            sending.send(carry_out, move |found| ondone.call(found));
        }
    };
    let (title, description, act) = match what {
        What::Move => (text::move_title(count), text::move_body(), text::do_move()),
        What::Lose => (text::lose_title(count), text::lose_body(), text::do_lose()),
        What::Plan => (text::plan_title(count), text::plan_body(), text::do_plan()),
    };
    rsx! {
        FormDialog { title, description, submit: act, danger: what == What::Lose, testid: "bulk-dialog", sending, onsubmit: submit, onclose,
            match what {
                What::Move => rsx! {
                    Stages { chosen, value: stage().map(|stage| stage.id), error: sending.error("stage"), onchoose: move |chosen| stage.set(chosen) }
                    TextInput { label: staff::wip_reason(), name: "wip_reason", optional: true, hint: text::wip_hint(), maxlength: 300, value: words(), error: sending.error("wip_reason"), oninput: move |v| words.set(v) }
                },
                What::Lose => rsx! {
                    Select { label: staff::lost_reason(), name: "reason", required: true, placeholder: text::choose_reason(), error: sending.error("reason"),
                        options: LostReason::ALL.iter().map(|reason| SelectOption::new(reason.key(), names::lost(*reason))).collect::<Vec<_>>(),
                        value: lost().map(|reason| reason.key()).unwrap_or_default(),
                        onchange: move |v: String| lost.set(v.parse().ok()),
                    }
                    TextArea { label: staff::lost_note(), name: "note", optional: true, value: words(), error: sending.error("note"), limit: 2000, oninput: move |v| words.set(v) }
                },
                What::Plan => rsx! {
                    Select { label: staff::kind_of_step(), name: "kind", value: kind().key(),
                        options: STEPS.iter().map(|kind| SelectOption::new(kind.key(), names::activity(*kind))).collect::<Vec<_>>(),
                        onchange: move |v: String| if let Ok(chosen) = v.parse() { kind.set(chosen) },
                    }
                    TextInput { label: staff::what_to_do(), name: "what", required: true, maxlength: 200, value: words(), error: sending.error("what"), oninput: move |v| words.set(v) }
                    FormGrid {
                        DateInput { label: staff::due_date(), name: "due_at", required: true, value: day(), error: sending.error("due_at"), onchange: move |v| day.set(v) }
                        TimeInput { label: staff::due_time(), name: "due_time", value: time(), onchange: move |v| time.set(v) }
                    }
                },
            }
        }
    }
}

/// What can be planned.
const STEPS: [ActivityKind; 4] = [ActivityKind::Call, ActivityKind::Email, ActivityKind::Meeting, ActivityKind::Visit];

/// A stage that can be chosen, as it is called here.
#[derive(Clone, Debug, PartialEq)]
struct Target {
    id: StageId,
    name: String,
    own: Vec<CustomField>,
}

fn moved(stage: Option<Target>, reason: &str) -> Result<Deed, Error> {
    let Target { id, name, own } = stage.ok_or_else(|| Error::field("stage", "required"))?;
    Ok(Deed::Move { stage: id, name, reason: filled(reason), own })
}

fn lose(reason: Option<LostReason>, note: &str) -> Result<Deed, Error> {
    let reason = reason.ok_or_else(|| Error::field("reason", "required"))?;
    Ok(Deed::Lose { reason, note: filled(note) })
}

fn plan(kind: ActivityKind, what: &str, day: &str, time: &str) -> Result<Deed, Error> {
    let (what, due_at) = (filled(what), local_moment(day, time));
    let mut wrong = FieldErrors::default();
    if what.is_none() {
        wrong.add("what", "required");
    }
    if due_at.is_none() {
        wrong.add("due_at", "required");
    }
    match (what, due_at) {
        (Some(what), Some(due_at)) => Ok(Deed::Plan { step: FollowUp { kind, what, due_at } }),
        _ => Err(Error::Invalid(wrong)),
    }
}

/// The open stages of the pipelines the leads stand in. Won follows from an accepted quote, and lost asks for more.
#[component]
fn Stages(chosen: Vec<LeadRow>, value: Option<StageId>, error: Option<String>, onchoose: EventHandler<Option<Target>>) -> Element {
    let pipelines = use_query(&["pipeline"], || async { api::list_stages().await });
    let all = pipelines.value().unwrap_or_default();
    let theirs: Vec<&Pipeline> = all.iter().filter(|pipeline| chosen.iter().any(|lead| lead.pipeline_id == pipeline.id)).collect();
    let mut known: Vec<Target> = Vec::new();
    for pipeline in &theirs {
        for stage in pipeline.stages.iter().filter(|stage| stage.status.is_open()) {
            let name = if theirs.len() > 1 { text::stage_of(&pipeline.name, &stage.name) } else { stage.name.clone() };
            known.push(Target { id: stage.id, name, own: stage.fields.clone() });
        }
    }
    let options: Vec<SelectOption> = known.iter().map(|one| SelectOption::new(one.id.to_string(), one.name.clone())).collect();
    rsx! {
        Async { state: pipelines.load(), count: 1, onretry: move |()| pipelines.refetch(),
            Select { label: staff::stage(), name: "stage", required: true, placeholder: text::choose_stage(), options, error,
                value: value.map(|id| id.to_string()).unwrap_or_default(),
                onchange: move |id: String| onchoose.call(known.iter().find(|one| one.id.to_string() == id).cloned()),
            }
        }
    }
}
