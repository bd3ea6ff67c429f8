//! What stands above the columns and is made of the board: its sums, the views with how many each holds, the pipelines.
//! Each looks at its own part of the board and is drawn anew when that has changed.

use dioxus::prelude::*;
use shared::Money;
use shared::leads::LeadView;

use super::state::Desk;
use crate::leads::{text, words};
use crate::ui::*;

/// How many pipelines stand side by side to be switched between; more are a list.
const SIDE_BY_SIDE: usize = 4;

/// Values of the open columns, and what was won this month.
#[component]
pub fn HeadStats() -> Element {
    let desk = use_context::<Desk>();
    let sums = use_memo(move || desk.board.with(|board| (board.open_cents(), board.weighted_cents(), board.won_this_month_cents)));
    let money = |cents: i64| format::money_whole(Money::new(cents, desk.currency));
    rsx! {
        if let Some((open, weighted, won)) = sums() {
            dl { class: "w-head-stats",
                div { dt { {text::open_value()} } dd { {money(open)} } }
                div { dt { {text::weighted()} } dd { {money(weighted)} } }
                div { dt { {text::won_this_month()} } dd { {money(won)} } }
            }
        }
    }
}

/// The views, each with how many leads it holds.
#[component]
pub fn ViewTabs() -> Element {
    let desk = use_context::<Desk>();
    let counts = use_memo(move || desk.board.with(|board| board.counts).unwrap_or_default());
    let counts = counts();
    let view: LeadView = desk.address.get("view").parse().unwrap_or(LeadView::All);
    let tabs: Vec<Tab> = [LeadView::All, LeadView::Mine, LeadView::Due, LeadView::Unassigned, LeadView::Hot]
        .iter()
        .map(|v| {
            let tab = Tab::new(v.key(), words::view(*v)).count(format::counted(counts.of(*v)));
            if *v == LeadView::Due { tab.tone(Tone::Warn) } else { tab }
        })
        .collect();
    rsx! {
        div { class: "w-view-tabs", role: "group", aria_label: text::views(),
            for tab in tabs {
                button {
                    key: "{tab.target}",
                    r#type: "button",
                    aria_pressed: if view.key() == tab.target { "true" } else { "false" },
                    onclick: move |_| desk.address.choose(&[("view", if tab.target == LeadView::All.key() { "" } else { &tab.target })]),
                    {tab.label.clone()}
                    b { "data-tone": tab.tone.map(|t| t.name()), {tab.count.clone().unwrap_or_default()} }
                }
            }
        }
    }
}

/// The pipelines to switch between, where there are several.
#[component]
pub fn PipelineChoice() -> Element {
    let desk = use_context::<Desk>();
    let known = use_memo(move || desk.board.with(|board| (board.pipeline.id, board.pipelines.clone())));
    let Some((shown, pipelines)) = known() else { return VNode::empty() };
    let pipelines: Vec<Choice> = pipelines
        .iter()
        .map(|p| Choice::new(p.id.to_string(), p.name.clone()).icon(words::line_icon(p.service_line)).count(p.open.max(0) as u32))
        .collect();
    rsx! {
        if pipelines.len() > SIDE_BY_SIDE {
            Select {
                label: text::pipelines(),
                name: "pipeline",
                size: Size::Sm,
                label_hidden: true,
                // one is shown always
                required: true,
                options: pipelines.iter().map(|one| SelectOption::new(one.value.clone(), format!("{} ({})", one.label, one.count.unwrap_or_default()))).collect::<Vec<_>>(),
                value: shown.to_string(),
                onchange: move |id: String| desk.address.choose(&[("pipeline", &id)]),
            }
        } else if pipelines.len() > 1 {
            Segmented {
                label: text::pipelines(),
                name: "pipeline",
                options: pipelines.clone(),
                value: shown.to_string(),
                onchange: move |id: String| desk.address.choose(&[("pipeline", &id)]),
            }
        }
    }
}
