//! The dialogs of a pipeline: a new one, and another name.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::input::check;
use shared::leads::{EditPipeline, NewPipeline, Pipeline, PipelineTab};
use shared::packs::ServiceLine;

use super::{Shown, offer, outrun, text};
use crate::api::Valid;
use crate::client::use_session;
use crate::leads::{api, text as staff, words};
use crate::ui::*;

/// Adds a pipeline; `onclose` gets it.
#[component]
pub(super) fn PipelineDialog(
    pipelines: Vec<PipelineTab>,
    /// The service it is for, unless another one is chosen.
    line: ServiceLine,
    onclose: EventHandler<Option<Pipeline>>,
) -> Element {
    let toasts = use_toasts();
    let packs = use_session().packs;
    let sending = use_sending();
    let mut form = use_signal(|| NewPipeline { name: String::new(), service_line: line, copy_of: None });
    let submit = move |()| {
        let input = form.peek().clone();
        let request = async move {
            check(&input)?;
            api::add_pipeline(Valid(input)).await
        };
        sending.send(request, move |added| {
            toasts.say(text::pipeline_added(&added.name));
            onclose.call(Some(added));
        });
    };
    let now = form.read().clone();
    let lines: Vec<SelectOption> = packs.iter().map(|line| SelectOption::new(line.key(), words::line(*line))).collect();
    let from: Vec<SelectOption> = pipelines.iter().map(|tab| SelectOption::new(tab.id.to_string(), text::as_in(&tab.name))).collect();
    rsx! {
        FormDialog { title: text::add_pipeline(), size: DialogSize::Narrow, testid: "pipeline-dialog", submit: text::add_pipeline(), sending, onsubmit: submit, onclose: move |()| onclose.call(None),
            TextInput { label: staff::name(), name: "name", required: true, autofocus: true, maxlength: 40, value: now.name, error: sending.error("name"), oninput: move |v| form.write().name = v }
            Select { label: staff::service_line(), name: "service_line", required: true, value: now.service_line.key(), options: lines, error: sending.error("service_line"),
                onchange: move |v: String| if let Ok(line) = v.parse() { form.write().service_line = line } }
            Select { label: text::stages_from(), name: "copy_of", placeholder: text::usual_stages(), hint: text::stages_from_hint(), value: now.copy_of.map(|id| id.to_string()).unwrap_or_default(), options: from, error: sending.error("copy_of"),
                onchange: move |v: String| form.write().copy_of = v.parse().ok() }
        }
    }
}

/// Gives a pipeline another name, with a way back.
#[component]
pub(super) fn RenameDialog(pipeline: Pipeline, page: Shown, onclose: EventHandler<()>) -> Element {
    let toasts = use_toasts();
    let sending = use_sending();
    let id = pipeline.id;
    let title = text::rename_pipeline(&pipeline.name);
    let mut name = use_signal(|| pipeline.name.clone());
    // on the version it was opened on, whatever comes in meanwhile; on a later one once that was refused
    let mut begun = use_signal(|| EditPipeline { version: pipeline.version, name: pipeline.name.clone() });
    let submit = move |()| {
        let EditPipeline { version, name: former } = begun.peek().clone();
        let input = EditPipeline { version, name: name.peek().clone() };
        let raise = move |theirs: &Pipeline| {
            let left = EditPipeline { version: theirs.version, name: theirs.name.clone() };
            let was = begun.replace(left.clone());
            if *name.peek() == was.name {
                name.set(left.name.clone());
            }
            let renamed = left.name != was.name;
            renamed.then(|| text::is_now(staff::name(), left.name)).into_iter().collect::<Vec<_>>()
        };
        let request = async move {
            check(&input)?;
            match api::edit_pipeline(id, Valid(input)).await {
                Err(error) => Err(outrun(page, id, error, raise).await),
                saved => saved,
            }
        };
        sending.send(request, move |now| {
            let (version, words) = (now.version, text::renamed(&now.name));
            page.settle(now);
            offer(toasts, words, move || take_back(page, toasts, id, EditPipeline { version, name: former.clone() }));
            onclose.call(());
        });
    };
    rsx! {
        FormDialog { title, size: DialogSize::Narrow, testid: "rename-dialog", sending, onsubmit: submit, onclose,
            TextInput { label: staff::name(), name: "name", required: true, autofocus: true, maxlength: 40, value: name(), error: sending.error("name"), oninput: move |v| name.set(v) }
        }
    }
}

/// Gives a pipeline its former name, unless somebody changed it since.
fn take_back(page: Shown, toasts: Toasts, id: shared::PipelineId, former: EditPipeline) {
    spawn_forever(async move {
        match api::edit_pipeline(id, Valid(former)).await {
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
