//! The board of a pipeline.

use std::rc::Rc;

use dioxus::prelude::*;
use shared::leads::LeadView;
use shared::{PipelineId, StageId};

use super::board::{
    AskDialog, Columns, Desk, DragGhost, HeadStats, Heights, PickedBar, PipelineChoice, StageStrip, Surface, ViewTabs, use_other_tabs,
};
use super::new::NewLeadDialog;
use super::plan::PlanDialog;
use super::{api, text};
use crate::client::live::{News, use_news};
use crate::client::{use_address, use_query, use_search, use_session};
use crate::ui::*;

/// Entities whose changes show on the board.
const SHOWN: [&str; 6] = ["lead", "activity", "pipeline", "quote", "job", "custom_field"];

/// The board: columns of leads that are moved by pointer, touch, keyboard or menu, and follow what others do.
#[component]
pub fn PipelinePage(query: ReadSignal<String>) -> Element {
    use_title(text::pipeline());
    let session = use_session();
    let address = use_address("/app/pipeline", query);
    let (typed, search) = use_search(address);
    let view = move || address.get("view").parse().unwrap_or(LeadView::All);
    let mut adding = use_signal(|| None::<Option<StageId>>);
    // another pipeline or filter begins at its first cards
    let (mut depth, mut asked) = (use_signal(|| 0_i64), use_hook(|| CopyValue::new(None)));
    let board = use_query(&[], move || {
        let (pipeline, view, search) = (address.get("pipeline").parse::<PipelineId>().ok(), view(), address.get("q"));
        let health = address.get("health");
        let shown = (pipeline, view, search.clone(), health.clone());
        if *asked.peek() != Some(shown.clone()) {
            asked.set(Some(shown));
            depth.set(0);
        }
        let cards = Some(*depth.peek()).filter(|cards| *cards > 0);
        let filled = |text: String| Some(text).filter(|text| !text.is_empty());
        let (search, health) = (filled(search), filled(health));
        async move { api::show_board(pipeline, Some(view.key().to_string()), search, cards, health).await }
    });
    let zone: Rc<str> = session.zone.as_str().into();
    let mut desk = Desk {
        board,
        asking: use_signal(|| None),
        picked: use_signal(Vec::new),
        planning: use_signal(|| None),
        drag: use_signal(|| None),
        over: use_signal(|| None),
        waiting: use_signal(|| 0),
        busy: use_signal(|| false),
        flash: use_signal(|| None),
        pinned: use_signal(|| None),
        heights: use_signal(Heights::default),
        depth,
        reading: use_signal(|| None),
        pace: use_hook(|| CopyValue::new(Rc::default())),
        address,
        currency: session.currency,
        zone: use_signal(move || zone),
        toasts: use_toasts(),
    };
    use_context_provider(move || desk);
    use_other_tabs(desk);
    use_news(move |news| {
        let changed = match news {
            News::Changed(message) if SHOWN.contains(&message.entity.as_str()) => Some(message.of.unwrap_or(message.id)),
            News::Changed(_) | News::Stirred(_) => return,
            News::Refetch => None,
        };
        // a change of one's own is on the board already; another's must not move what is under the pointer
        if desk.is_held() {
            desk.waiting += 1;
        } else {
            desk.flash.set(changed.map(Into::into));
            desk.follow();
        }
    });
    // of the board itself the page only knows whether it is there: what is made of it looks at its own part
    let state = use_memo(move || board.load());
    rsx! {
        div { class: "w-pipeline",
            PageHeader {
                title: text::pipeline(),
                chips: rsx! { PipelineChoice {} },
                actions: rsx! {
                    HeadStats {}
                    Button { variant: ButtonVariant::Primary, icon: IconName::Plus, testid: "new-lead", onclick: move |_| adding.set(Some(first_stage(desk))), {text::new_lead()} }
                },
                div { class: "w-head-views",
                    ViewTabs {}
                    LinkButton { href: "/app/leads", size: Size::Sm, icon: IconName::List, {text::layout_list()} }
                }
            }
            Toolbar { label: text::filters(),
                SearchInput { label: text::filter_board(), value: typed(), oninput: move |v: String| search.call(v), shortcut: "/" }
                Updates {}
                PickedBar {}
            }
            p { class: "sr", id: "board-help", {text::card_help()} }
            Async { state: state(), shape: SkeletonShape::Cards, count: 4, onretry: move |()| board.refetch(),
                StageStrip {}
                Surface {
                    Columns { onadd: move |stage| adding.set(Some(Some(stage))) }
                }
            }
            DragGhost {}
            AskDialog {}
            Planning {}
            Adding { adding }
        }
    }
}

/// Where a new lead begins that names no stage: what comes in without one goes to the default pipeline of its service.
fn first_stage(desk: Desk) -> Option<StageId> {
    let first = desk.board.peek_with(|b| b.pipeline.stages.first().filter(|_| !b.pipeline.is_default).map(|stage| stage.id));
    first.flatten()
}

/// How many changes of others wait to be looked at.
#[component]
fn Updates() -> Element {
    let desk = use_context::<Desk>();
    rsx! { UpdatesPill { count: *desk.waiting.read(), onclick: move |()| desk.catch_up() } }
}

/// The dialog that plans the next step of a lead, while one is planned.
#[component]
fn Planning() -> Element {
    let mut desk = use_context::<Desk>();
    let planned = desk.planning.read().clone();
    rsx! {
        if let Some((id, who)) = planned {
            PlanDialog { key: "{id}", id, who, onclose: move |planned: Option<shared::leads::Lead>| {
                desk.planning.set(None);
                if planned.is_some() { desk.catch_up(); }
                desk.refocus(id);
            } }
        }
    }
}

/// The dialog for a new lead, while somebody enters one.
#[component]
fn Adding(
    /// In which stage; the outer none while nobody does.
    adding: Signal<Option<Option<StageId>>>,
) -> Element {
    let desk = use_context::<Desk>();
    let mut adding = adding;
    rsx! {
        if let Some(stage) = adding() {
            NewLeadDialog {
                line: desk.board.with(|b| b.pipeline.service_line),
                stage,
                onclose: move |added: Option<shared::LeadId>| {
                    adding.set(None);
                    if added.is_some() { desk.catch_up(); }
                },
            }
        }
    }
}
