//! The board of a pipeline.

use std::rc::Rc;

use dioxus::prelude::*;
use shared::leads::LeadView;
use shared::{Money, PipelineId, StageId};

use super::board::{AskDialog, BoardColumn, BoardRail, Desk, DragGhost, Heights, PickedBar, StageStrip, use_other_tabs};
use super::new::NewLeadDialog;
use super::plan::PlanDialog;
use super::{api, text, words};
use crate::client::live::{News, use_news};
use crate::client::{use_address, use_query, use_search, use_session};
use crate::ui::*;

/// Entities whose changes show on the board.
const SHOWN: [&str; 6] = ["lead", "activity", "pipeline", "quote", "job", "custom_field"];

/// How many pipelines stand side by side to be switched between; more are a list.
const SIDE_BY_SIDE: usize = 4;

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
            News::Changed(_) => return,
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
    // a memo, so that the page is not drawn again with every place a dragged card passes
    let dragging = use_memo(move || desk.drag.read().as_ref().is_some_and(|d| d.moving));
    let shown = board.value();
    let money = |cents: i64| format::money_whole(Money::new(cents, session.currency));
    let tabs: Vec<Tab> = [LeadView::All, LeadView::Mine, LeadView::Due, LeadView::Unassigned, LeadView::Hot]
        .iter()
        .map(|v| {
            let tab = Tab::new(v.key(), words::view(*v)).count(format::counted(shown.as_ref().map_or(0, |b| b.counts.of(*v))));
            if *v == LeadView::Due { tab.tone(Tone::Warn) } else { tab }
        })
        .collect();
    // what comes in without a stage goes to the default pipeline of its service
    let first = shown.as_ref().filter(|b| !b.pipeline.is_default).and_then(|b| b.pipeline.stages.first()).map(|stage| stage.id);
    let pipelines: Vec<Choice> = shown
        .as_ref()
        .map(|b| {
            b.pipelines
                .iter()
                .map(|p| Choice::new(p.id.to_string(), p.name.clone()).icon(words::line_icon(p.service_line)).count(p.open.max(0) as u32))
                .collect()
        })
        .unwrap_or_default();
    rsx! {
        div { class: "w-pipeline",
            PageHeader {
                title: text::pipeline(),
                chips: rsx! {
                    if pipelines.len() > SIDE_BY_SIDE {
                        Select {
                            label: text::pipelines(),
                            name: "pipeline",
                            size: Size::Sm,
                            label_hidden: true,
                            // one is shown always
                            required: true,
                            options: pipelines.iter().map(|one| SelectOption::new(one.value.clone(), format!("{} ({})", one.label, one.count.unwrap_or_default()))).collect::<Vec<_>>(),
                            value: shown.as_ref().map(|b| b.pipeline.id.to_string()).unwrap_or_default(),
                            onchange: move |id: String| address.choose(&[("pipeline", &id)]),
                        }
                    } else if pipelines.len() > 1 {
                        Segmented {
                            label: text::pipelines(),
                            name: "pipeline",
                            options: pipelines.clone(),
                            value: shown.as_ref().map(|b| b.pipeline.id.to_string()).unwrap_or_default(),
                            onchange: move |id: String| address.choose(&[("pipeline", &id)]),
                        }
                    }
                },
                actions: rsx! {
                    if let Some(board) = shown.clone() {
                        dl { class: "w-head-stats",
                            div { dt { {text::open_value()} } dd { {money(board.open_cents())} } }
                            div { dt { {text::weighted()} } dd { {money(board.weighted_cents())} } }
                            div { dt { {text::won_this_month()} } dd { {money(board.won_this_month_cents)} } }
                        }
                    }
                    Button { variant: ButtonVariant::Primary, icon: IconName::Plus, testid: "new-lead", onclick: move |_| adding.set(Some(first)), {text::new_lead()} }
                },
                div { class: "w-head-views",
                    div { class: "w-view-tabs", role: "group", aria_label: text::views(),
                        for tab in tabs {
                            button {
                                key: "{tab.target}",
                                r#type: "button",
                                aria_pressed: if view().key() == tab.target { "true" } else { "false" },
                                onclick: move |_| address.choose(&[("view", if tab.target == LeadView::All.key() { "" } else { &tab.target })]),
                                {tab.label.clone()}
                                b { "data-tone": tab.tone.map(|t| t.name()), {tab.count.clone().unwrap_or_default()} }
                            }
                        }
                    }
                    LinkButton { href: "/app/leads", size: Size::Sm, icon: IconName::List, {text::layout_list()} }
                }
            }
            Toolbar { label: text::filters(),
                SearchInput { label: text::filter_board(), value: typed(), oninput: move |v: String| search.call(v), shortcut: "/" }
                UpdatesPill { count: *desk.waiting.read(), onclick: move |()| desk.catch_up() }
                PickedBar {}
            }
            p { class: "sr", id: "board-help", {text::card_help()} }
            Async { state: board.load(), shape: SkeletonShape::Cards, count: 4, onretry: move |()| board.refetch(),
                if let Some(shown) = shown {
                    StageStrip {}
                    div {
                        class: "w-board",
                        id: "board",
                        "data-dragging": dragging().then_some("true"),
                        onpointerenter: move |event| if event.pointer_type() == "mouse" { desk.busy.set(true) },
                        onpointerleave: move |_| {
                            desk.busy.set(false);
                            if *desk.waiting.peek() > 0 && desk.drag.peek().is_none() {
                                desk.catch_up();
                            }
                        },
                        for column in shown.columns.iter() {
                            if column.stage.status.is_open() {
                                BoardColumn { key: "{column.stage.id}", column: column.clone(), onadd: move |stage| adding.set(Some(Some(stage))) }
                            } else {
                                BoardRail { key: "{column.stage.id}", column: column.clone() }
                            }
                        }
                    }
                }
            }
            DragGhost {}
            AskDialog {}
            if let Some((id, who)) = desk.planning.read().clone() {
                PlanDialog { key: "{id}", id, who, onclose: move |planned: Option<shared::leads::Lead>| {
                    desk.planning.set(None);
                    if planned.is_some() { desk.catch_up(); }
                    desk.refocus(id);
                } }
            }
            if let Some(stage) = adding() {
                NewLeadDialog {
                    line: board.with(|b| b.pipeline.service_line),
                    stage,
                    onclose: move |added: Option<shared::LeadId>| {
                        adding.set(None);
                        if added.is_some() { desk.catch_up(); }
                    },
                }
            }
        }
    }
}
