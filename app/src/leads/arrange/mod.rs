//! Settings of the pipelines: which there are, and what their stages are called, count as, take, ask for and are worth;
//! and moving a lead from one to another.

mod ask;
mod list;
mod relocate;
mod remove;
mod stage;
pub(super) mod text;

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::access::Action;
use shared::leads::{ArchivePipeline, Board, Pipeline, PipelineTab, PreferPipeline, Stage};
use shared::{Error, PipelineId};

use self::ask::{PipelineDialog, RenameDialog};
use self::list::StageList;
use self::remove::RemoveDialog;
use self::stage::StageDialog;
use super::{api, text as staff, words};
use crate::api::Valid;
use crate::client::{Query, use_address, use_query, use_session};
use crate::ui::*;

pub use relocate::RelocateDialog;

/// What is asked in a dialog.
#[derive(Clone, PartialEq)]
enum Open {
    Pipeline,
    Rename,
    Stage,
    Edit(Stage),
    Remove(Stage),
}

/// What is on the page: the pipeline shown, and those one can switch to.
#[derive(Clone, Copy, PartialEq)]
struct Shown {
    board: Query<Board>,
    pipelines: Query<Vec<PipelineTab>>,
    /// While an order of stages is on its way: what was moved last, in words.
    ordering: Signal<Option<String>>,
}

impl Shown {
    /// Shows what a write answered without waiting for the read.
    fn settle(self, now: Pipeline) {
        self.board.edit(move |shown| {
            if shown.pipeline.id == now.id {
                shown.pipeline = now;
            }
        });
        self.pipelines.refetch();
    }
}

/// What a dialog says when somebody else was faster: what they left is shown, and the next act is on the version they
/// made. `raise` takes that up in the dialog and tells what of it others changed; what was typed there is kept.
async fn outrun(page: Shown, of: PipelineId, error: Error, raise: impl FnOnce(&Pipeline) -> Vec<String>) -> Error {
    let Error::Conflict { code, detail } = error else { return error };
    // a rule that was broken is broken on any version
    if code != "changed" {
        return Error::Conflict { code, detail };
    }
    let Ok(theirs) = api::show_board(Some(of), None, None, None, None).await else { return Error::Conflict { code, detail } };
    let news = raise(&theirs.pipeline);
    page.settle(theirs.pipeline);
    Error::conflict(code, || {
        let told = if news.is_empty() { detail.to_string() } else { format!("{detail} {}", text::by_now(news.join("; "))) };
        format!("{told} {}", text::kept())
    })
}

/// Says that something was done and offers the way back, which outlives the dialog it was done in.
fn offer(toasts: Toasts, words: String, mut back: impl FnMut() + 'static) {
    spawn_forever(async move {
        toasts.undo(words, Callback::new(move |()| back()));
    });
}

/// The pipelines, and the stages of the one that is chosen.
#[component]
pub fn StagesPage(query: ReadSignal<String>) -> Element {
    use_title(staff::stage_settings());
    let address = use_address("/app/settings/stages", query);
    let board = use_query(&["pipeline", "lead", "custom_field"], move || {
        let chosen = address.get("pipeline").parse().ok();
        async move { api::show_board(chosen, None, None, None, None).await }
    });
    let pipelines = use_query(&["pipeline", "lead"], || async { api::list_pipelines().await });
    let page = Shown { board, pipelines, ordering: use_signal(|| None) };
    let mut open = use_signal(|| None::<Open>);
    let may = use_session().access.may(Action::LeadsAssign);
    let shown = board.value();
    let all = pipelines.value().unwrap_or_default();
    let here = shown.as_ref().map(|board| board.pipeline.id);
    rsx! {
        PageHeader {
            title: staff::stage_settings(),
            actions: rsx! {
                if may {
                    Button { variant: ButtonVariant::Primary, icon: IconName::Plus, testid: "add-pipeline", onclick: move |_| open.set(Some(Open::Pipeline)), {text::add_pipeline()} }
                }
            },
            if all.len() > 1 {
                div { class: "w-view-tabs", role: "group", aria_label: staff::pipelines(),
                    for tab in all.clone() {
                        button { key: "{tab.id}", r#type: "button", aria_pressed: if Some(tab.id) == here { "true" } else { "false" },
                            onclick: move |_| address.choose(&[("pipeline", &tab.id.to_string())]),
                            {if tab.archived { text::archived_name(&tab.name) } else { tab.name.clone() }}
                            b { {format::counted(tab.open)} }
                        }
                    }
                }
            }
        }
        div { class: "w-page-body stack",
            p { class: "muted", {staff::stage_settings_about()} if may { " " {text::order_hint()} } }
            Async { state: board.load(), onretry: move |()| board.refetch(),
                if let Some(shown) = shown.clone() {
                    Card {
                        title: shown.pipeline.name.clone(),
                        flush: true,
                        testid: "pipeline",
                        meta: rsx! {
                            Chip { {words::line(shown.pipeline.service_line)} }
                            if shown.pipeline.is_default { Chip { tone: Tone::Info, {text::default_chip()} } }
                            if shown.pipeline.archived { Chip { {text::archived_chip()} } }
                        },
                        actions: rsx! {
                            if may {
                                Button { size: Size::Sm, icon: IconName::Plus, testid: "add-stage", onclick: move |_| open.set(Some(Open::Stage)), {text::add_stage()} }
                                PipelineMenu { pipeline: shown.pipeline.clone(), page, onopen: move |what| open.set(Some(what)) }
                            }
                        },
                        StageList { page, shown: shown.clone(), may, onopen: move |what| open.set(Some(what)) }
                    }
                }
            }
        }
        if let (Some(what), Some(shown)) = (open(), shown) {
            match what {
                Open::Pipeline => rsx! {
                    PipelineDialog { pipelines: all, line: shown.pipeline.service_line, onclose: move |added: Option<Pipeline>| {
                        open.set(None);
                        if let Some(added) = added {
                            pipelines.refetch();
                            address.choose(&[("pipeline", &added.id.to_string())]);
                        }
                    } }
                },
                Open::Rename => rsx! { RenameDialog { pipeline: shown.pipeline, page, onclose: move |()| open.set(None) } },
                Open::Stage => rsx! { StageDialog { pipeline: shown.pipeline, page, onclose: move |()| open.set(None) } },
                Open::Edit(stage) => rsx! { StageDialog { key: "{stage.id}", stage, pipeline: shown.pipeline, page, onclose: move |()| open.set(None) } },
                Open::Remove(stage) => {
                    let holds = shown.column(stage.id).map_or(0, |column| column.total);
                    rsx! { RemoveDialog { stage, holds, pipeline: shown.pipeline, page, onclose: move |()| open.set(None) } }
                }
            }
        }
    }
}

/// What can be done to a pipeline as a whole.
#[component]
fn PipelineMenu(pipeline: Pipeline, page: Shown, onopen: EventHandler<Open>) -> Element {
    let toasts = use_toasts();
    let (id, version, name) = (pipeline.id, pipeline.version, pipeline.name.clone());
    let mut items = vec![MenuItem::new("rename", text::rename()).icon(IconName::Pencil)];
    if !pipeline.is_default && !pipeline.archived {
        items.push(MenuItem::new("prefer", text::make_default()).detail(text::make_default_about(words::line(pipeline.service_line))));
    }
    items.push(match (pipeline.is_default, pipeline.archived) {
        (true, _) => MenuItem::new("archive", text::archive()).detail(text::default_stays()).disabled().divided(),
        (false, false) => MenuItem::new("archive", text::archive()).divided(),
        (false, true) => MenuItem::new("restore", text::restore()).divided(),
    });
    let put_away = {
        let name = name.clone();
        move |archived: bool| {
            let name = name.clone();
            toasts.attempt(api::archive_pipeline(id, Valid(ArchivePipeline { version, archived })), move |now| {
                page.settle(now);
                toasts.say(if archived { text::pipeline_archived(&name) } else { text::restored(&name) });
            });
        }
    };
    let label = text::change_pipeline(&name);
    rsx! {
        Menu {
            label,
            icon: IconName::EllipsisVertical,
            icon_only: true,
            size: Size::Sm,
            testid: "pipeline-menu",
            items,
            onselect: move |key: String| match key.as_str() {
                "rename" => onopen.call(Open::Rename),
                "prefer" => {
                    let name = name.clone();
                    toasts.attempt(api::prefer_pipeline(id, Valid(PreferPipeline { version })), move |now| {
                        page.settle(now);
                        toasts.say(text::preferred(&name));
                    });
                }
                "archive" => put_away(true),
                "restore" => put_away(false),
                _ => {}
            },
        }
    }
}
