//! The question before a stage is removed: where its leads go.

use dioxus::prelude::*;
use shared::leads::{Pipeline, RemoveStage, Stage};

use super::{Shown, outrun, text};
use crate::api::Valid;
use crate::leads::api;
use crate::ui::*;

/// Removes a stage; its leads go to another open one of the pipeline.
#[component]
pub(super) fn RemoveDialog(
    stage: Stage,
    /// How many leads it holds, as far as is known here.
    holds: i64,
    pipeline: Pipeline,
    page: Shown,
    onclose: EventHandler<()>,
) -> Element {
    let toasts = use_toasts();
    let sending = use_sending();
    let (id, name, of) = (stage.id, stage.name.clone(), pipeline.id);
    // on the version it was opened on, whatever comes in meanwhile; on a later one once that was refused
    let mut version = use_signal(|| pipeline.version);
    let others: Vec<Stage> = pipeline.stages.into_iter().filter(|other| other.id != id && other.status.is_open()).collect();
    // the one before it, or the first one
    let near = others.iter().rfind(|other| other.position < stage.position).or(others.first()).map(|other| other.id);
    let mut to = use_signal(move || near);
    let title = text::remove_stage(&name);
    let submit = move |()| {
        let (name, to) = (name.clone(), *to.peek());
        let seen = *version.peek();
        let request = async move {
            match api::remove_stage(id, Valid(RemoveStage { version: seen, to })).await {
                Err(error) => {
                    let raise = move |theirs: &Pipeline| {
                        version.set(theirs.version);
                        Vec::new()
                    };
                    Err(outrun(page, of, error, raise).await)
                }
                removed => removed,
            }
        };
        sending.send(request, move |now| {
            page.settle(now);
            toasts.say(text::stage_removed(&name));
            onclose.call(());
        });
    };
    rsx! {
        FormDialog { title, size: DialogSize::Narrow, testid: "remove-stage-dialog", submit: text::remove(), danger: true, description: text::remove_about(), sending, onsubmit: submit, onclose,
            Select { label: text::its_leads_go_to(), name: "to", required: true, hint: text::holds(holds), value: to().map(|id| id.to_string()).unwrap_or_default(), error: sending.error("to"),
                options: others.iter().map(|other| SelectOption::new(other.id.to_string(), other.name.clone())).collect::<Vec<_>>(),
                onchange: move |v: String| to.set(v.parse().ok()) }
        }
    }
}
