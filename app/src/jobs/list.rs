//! The list of jobs: figures, views, search, pages. Live.

use dioxus::prelude::*;
use shared::jobs::{JobCard, JobList, JobQuery, JobStatus, PhaseStatus};
use shared::{Currency, Money};

use super::look::{PriorityOf, RouteStrip, StatusOf, midnight};
use super::{api, text};
use crate::client::query::use_query;
use crate::client::session::use_session;
use crate::ui::format::{self, DateStyle};
use crate::ui::*;

const WATCH: &[&str] = &["job", "phase", "item", "media"];

/// A view of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum View {
    Upcoming,
    Today,
    Week,
    Unassigned,
    Running,
    Completed,
    All,
}

impl View {
    const ALL: [View; 7] = [View::Upcoming, View::Today, View::Week, View::Unassigned, View::Running, View::Completed, View::All];

    fn key(self) -> &'static str {
        match self {
            View::Upcoming => "upcoming",
            View::Today => "today",
            View::Week => "week",
            View::Unassigned => "unassigned",
            View::Running => "running",
            View::Completed => "completed",
            View::All => "all",
        }
    }

    fn name(self) -> String {
        match self {
            View::Upcoming => text::upcoming(),
            View::Today => text::today(),
            View::Week => text::this_week(),
            View::Unassigned => text::unassigned(),
            View::Running => text::running(),
            View::Completed => text::completed(),
            View::All => text::all(),
        }
    }

    fn query(self, zone: &str) -> JobQuery {
        let empty = JobQuery::default();
        match self {
            View::Upcoming => JobQuery { from: Some(midnight(zone, 0)), ..empty },
            View::Today => JobQuery { from: Some(midnight(zone, 0)), to: Some(midnight(zone, 1)), ..empty },
            View::Week => JobQuery { from: Some(midnight(zone, 0)), to: Some(midnight(zone, 7)), ..empty },
            View::Unassigned => JobQuery { unassigned: Some(true), ..empty },
            View::Running => JobQuery { status: Some(JobStatus::InProgress.key().into()), ..empty },
            View::Completed => JobQuery { status: Some(JobStatus::Completed.key().into()), descending: Some(true), ..empty },
            View::All => JobQuery { descending: Some(true), ..empty },
        }
    }
}

/// `/app/jobs`
#[component]
pub fn JobsPage() -> Element {
    let session = use_session();
    let zone = session.zone.clone();
    let mut view = use_signal(|| View::Upcoming);
    let mut search = use_signal(String::new);
    let mut line = use_signal(String::new);
    // the cursors of the pages gone through; the last one is shown
    let mut pages = use_signal(Vec::<String>::new);
    let fetch_zone = zone.clone();
    let list = use_query(WATCH, move || {
        let words = search();
        // looking for something looks everywhere
        let view = if words.trim().is_empty() { view() } else { View::All };
        let base = view.query(&fetch_zone);
        let (line, after) = (line(), pages.read().last().cloned());
        async move {
            let line = (!line.is_empty()).then_some(line);
            let words = (!words.trim().is_empty()).then_some(words);
            api::list_jobs(base.status, line, base.from, base.to, words, base.unassigned, base.descending, after, None).await
        }
    });
    use_title(text::jobs());
    let filtered = !search.read().trim().is_empty() || !line.read().is_empty();
    let value: Option<JobList> = list.value();
    let state = match (&value, list.error()) {
        (Some(found), _) if found.page.items.is_empty() => {
            if filtered {
                Load::Filtered
            } else {
                Load::Empty
            }
        }
        (Some(_), _) => Load::Ready,
        (None, Some(error)) => Load::failed(&error),
        (None, None) => Load::Loading,
    };
    let tabs = View::ALL.map(|v| Tab::new(v.key(), v.name())).to_vec();
    let lines = std::iter::once(SelectOption::new("", text::any_line()))
        .chain(session.packs.iter().map(|p| SelectOption::new(p.key(), p.text())))
        .collect::<Vec<_>>();
    let next = value.as_ref().and_then(|l| l.page.next.clone());
    rsx! {
        div { class: "w-page",
            PageHeader { title: text::jobs() }
            if let Some(list) = &value { Figures { list: list.clone(), currency: session.currency } }
            Card { flush: true, testid: "jobs",
                Tabs {
                    label: text::views(),
                    tabs,
                    selected: view().key(),
                    onselect: move |key: String| {
                        if let Some(chosen) = View::ALL.into_iter().find(|v| v.key() == key) {
                            view.set(chosen);
                            pages.write().clear();
                        }
                    },
                    Toolbar {
                        SearchInput { label: text::find(), placeholder: text::find_hint(), value: search(), oninput: move |words| { search.set(words); pages.write().clear(); } }
                        if session.packs.len() > 1 {
                            Select { label: text::line(), name: "line", options: lines, value: line(), label_hidden: true, size: Size::Sm, onchange: move |chosen| { line.set(chosen); pages.write().clear(); } }
                        }
                    }
                    Async {
                        state,
                        shape: SkeletonShape::Rows,
                        onretry: move |()| list.refetch(),
                        onclear: move |()| { search.set(String::new()); line.set(String::new()); },
                        empty: rsx! { EmptyState { icon: IconName::Truck, title: text::none_title(), body: text::none_body() } },
                        if let Some(list) = value { JobTable { cards: list.page.items } }
                    }
                    if next.is_some() || !pages.read().is_empty() {
                        nav { class: "row end jb-pages", aria_label: text::pages(),
                            Button { size: Size::Sm, icon: IconName::ChevronLeft, disabled: pages.read().is_empty(), onclick: move |_| { pages.write().pop(); }, {text::earlier()} }
                            Button { size: Size::Sm, icon_end: IconName::ChevronRight, disabled: next.is_none(), onclick: move |_| if let Some(next) = next.clone() { pages.write().push(next) }, {text::later()} }
                        }
                    }
                }
            }
        }
    }
}

#[component]
fn Figures(list: JobList, currency: Currency) -> Element {
    let stats = list.stats;
    let money = |cents: Option<i64>| cents.map(|cents| format::money_whole(Money::new(cents, currency)));
    rsx! {
        StatStrip {
            Stat { label: text::stat_today(), value: format::number(stats.today), hint: text::stat_today_hint(stats.today_completed, stats.today_running), icon: IconName::CalendarDays }
            Stat { label: text::stat_active(), value: format::number(stats.active), hint: money(stats.active_cents).map(text::stat_active_hint), icon: IconName::Truck }
            Stat { label: text::stat_unassigned(), value: format::number(stats.unassigned), icon: IconName::UserX }
            Stat { label: text::stat_completed(), value: format::number(stats.completed), icon: IconName::CircleCheck }
            Stat { label: text::stat_to_invoice(), value: format::number(stats.to_invoice), hint: money(stats.to_invoice_cents), icon: IconName::Receipt }
        }
    }
}

#[component]
fn JobTable(cards: Vec<JobCard>) -> Element {
    let priced = cards.iter().any(|c| c.total.is_some());
    let mut columns = vec![
        Column::new("job", text::col_job()),
        Column::new("when", text::col_when()),
        Column::new("route", text::col_route()).secondary(),
        Column::new("status", text::col_status()),
        Column::new("phase", text::col_phase()),
        Column::new("crew", text::col_crew()),
    ];
    if priced {
        columns.push(Column::new("price", text::col_price()).numeric());
    }
    let rows = cards.into_iter().map(|card| Row::new(card.id, card.title.clone(), cells(card, priced))).collect::<Vec<_>>();
    rsx! { DataTable { caption: text::jobs(), columns, rows } }
}

fn cells(card: JobCard, priced: bool) -> Vec<Element> {
    let current = card.segments.iter().find(|s| s.status != PhaseStatus::Complete);
    let phase = current.map(|s| text::phase_of(s.title.text(), s.percent)).unwrap_or_else(|| card.status.text());
    let names: Vec<String> = card.crew.iter().map(|c| c.name.clone()).collect();
    let mut cells = vec![
        rsx! {
            span { class: "jb-two",
                A { href: "/app/jobs/{card.id}", class: "strong", {card.account_name.clone()} }
                span { class: "muted sm", "{card.number} · {card.title}" }
            }
        },
        match card.starts_at {
            Some(at) => rsx! {
                span { class: "jb-two",
                    DateTime { at, zone: card.zone.clone(), style: DateStyle::Day, parts: MomentParts::Date }
                    span { class: "muted sm num",
                        {format::time_in(at, &card.zone)}
                        if let Some(end) = card.ends_at { {format!(" · {}", format::duration((end - at).num_minutes()))} }
                    }
                }
            },
            None => rsx! { span { class: "muted", {text::not_scheduled()} } },
        },
        rsx! {
            span { class: "jb-two",
                span { class: "truncate", {card.from.clone()} }
                if !card.to.is_empty() { span { class: "muted sm truncate", {format!("↳ {}", card.to)} } }
            }
        },
        rsx! { span { class: "row wrap", StatusOf { status: card.status } PriorityOf { priority: card.priority } } },
        rsx! {
            span { class: "jb-two",
                RouteStrip { segments: card.segments.clone() }
                if card.issue { span { class: "sm tone", "data-tone": "danger", {text::issue()} } } else { span { class: "muted sm", {phase} } }
            }
        },
        if names.is_empty() {
            rsx! { span { class: "muted sm", {text::nobody()} } }
        } else {
            rsx! { AvatarStack { names } }
        },
    ];
    if priced {
        cells.push(match card.total {
            Some(value) => rsx! { Amount { value } },
            None => VNode::empty(),
        });
    }
    cells
}
