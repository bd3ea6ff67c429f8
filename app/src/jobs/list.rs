//! The list of jobs: figures, views, search, pages. Live; what it shows stands in the address.

use dioxus::prelude::*;
use shared::access::Action;
use shared::jobs::{JobCard, JobList, JobQuery, JobStats, JobStatus};
use shared::saved_views::ListKind;
use shared::{Currency, JobId, Money};

use super::bulk::{Bulk, Leftover, Leftovers};
use super::look::midnight;
use super::new::NewJobDialog;
use super::rows::JobTable;
use super::{api, text};
use crate::client::address::{Address, use_address, use_search};
use crate::client::query::use_query;
use crate::client::session::use_session;
use crate::saved_views::SavedViews;
use crate::ui::format;
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
    Closed,
    All,
}

impl View {
    const ALL: [View; 8] =
        [View::Upcoming, View::Today, View::Week, View::Unassigned, View::Running, View::Completed, View::Closed, View::All];

    fn key(self) -> &'static str {
        match self {
            View::Upcoming => "upcoming",
            View::Today => "today",
            View::Week => "week",
            View::Unassigned => "unassigned",
            View::Running => "running",
            View::Completed => "completed",
            View::Closed => "closed",
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
            View::Closed => text::closed_view(),
            View::All => text::all(),
        }
    }

    fn of(key: &str) -> Self {
        View::ALL.into_iter().find(|view| view.key() == key).unwrap_or(View::Upcoming)
    }

    /// What is said when it is empty.
    fn nothing(self) -> String {
        match self {
            View::Unassigned => text::none_unassigned(),
            View::Today => text::none_today(),
            View::Running => text::none_running(),
            _ => text::none_title(),
        }
    }

    /// How many jobs it holds, where the figures tell.
    fn count(self, stats: &JobStats) -> Option<i64> {
        match self {
            View::Today => Some(stats.today),
            View::Unassigned => Some(stats.unassigned),
            View::All => Some(stats.total),
            View::Upcoming | View::Week | View::Running | View::Completed | View::Closed => None,
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
            View::Closed => JobQuery { status: Some(JobStatus::Closed.key().into()), descending: Some(true), ..empty },
            View::All => JobQuery { descending: Some(true), ..empty },
        }
    }
}

/// What the list is asked for at an address.
fn asked(address: Address, zone: &str) -> JobQuery {
    let words = address.get("q");
    // looking for something looks everywhere
    let view = if words.trim().is_empty() { View::of(&address.get("view")) } else { View::All };
    let base = view.query(zone);
    let some = |text: String| (!text.trim().is_empty()).then_some(text);
    let descending = match address.get("sort").as_str() {
        "when" => Some(false),
        "-when" => Some(true),
        _ => base.descending,
    };
    JobQuery { line: some(address.get("line")), search: some(words), descending, ..base }
}

/// The address of the same jobs as CSV.
fn csv(query: &JobQuery) -> String {
    let params = [
        ("status", query.status.clone()),
        ("line", query.line.clone()),
        ("from", query.from.map(|at| at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true))),
        ("to", query.to.map(|at| at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true))),
        ("search", query.search.clone()),
        ("unassigned", query.unassigned.map(|on| on.to_string())),
        ("descending", query.descending.map(|on| on.to_string())),
    ];
    let given: Vec<String> =
        params.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", js_sys::encode_uri_component(&value?)))).collect();
    format!("/api/v1/jobs.csv?{}", given.join("&"))
}

/// `/app/jobs`
#[component]
pub fn JobsPage(query: ReadSignal<String>) -> Element {
    let session = use_session();
    let zone = session.zone.clone();
    let address = use_address("/app/jobs", query);
    let (typed, search) = use_search(address);
    // the cursors of the pages gone through; the last one is shown
    let mut pages = use_signal(Vec::<String>::new);
    let mut chosen = use_signal(Vec::<String>::new);
    let mut adding = use_signal(|| address.peek("new") == "1");
    let leftover = use_signal(|| None::<Leftover>);
    let fetch_zone = zone.clone();
    let list = use_query(WATCH, move || {
        let wanted = asked(address, &fetch_zone);
        let after = pages.read().last().cloned();
        async move {
            let JobQuery { status, line, from, to, search, unassigned, descending, .. } = wanted;
            api::list_jobs(status, line, from, to, search, unassigned, descending, after, None).await
        }
    });
    // another view begins at its first page with nothing chosen
    use_effect(move || {
        query.read();
        if !pages.peek().is_empty() {
            pages.set(Vec::new());
        }
        if !chosen.peek().is_empty() {
            chosen.set(Vec::new());
        }
        if address.peek("new") == "1" {
            adding.set(true);
        }
    });
    use_title(text::jobs());
    let now = asked(address, &zone);
    let view = View::of(&address.get("view"));
    let filtered = now.search.is_some() || now.line.is_some();
    let value: Option<JobList> = list.value();
    let state = list.load_as(|found| Load::of_list(&found.page.items, filtered));
    let stats = value.as_ref().map(|list| list.stats);
    let tabs = View::ALL.map(|v| match stats.and_then(|stats| v.count(&stats)) {
        Some(count) => Tab::new(v.key(), v.name()).count(format::number(count)),
        None => Tab::new(v.key(), v.name()),
    });
    let lines = std::iter::once(SelectOption::new("", text::any_line()))
        .chain(session.packs.iter().map(|p| SelectOption::new(p.key(), p.text())))
        .collect::<Vec<_>>();
    let next = value.as_ref().and_then(|l| l.page.next.clone());
    let cards: Vec<JobCard> = value.as_ref().map(|l| l.page.items.clone()).unwrap_or_default();
    let picked: Vec<JobCard> = cards.iter().filter(|card| chosen.read().contains(&card.id.to_string())).cloned().collect();
    let may_choose = session.may(Action::JobsEdit) || session.may(Action::JobsAssign);
    let may_add = session.may(Action::JobsEdit);
    let sort = Sort { key: "when".into(), descending: now.descending.unwrap_or(false) };
    rsx! {
        ListKeys {
            PageHeader {
                title: text::jobs(),
                actions: rsx! {
                    a { class: "w-btn", href: csv(&now), download: "jobs.csv", Icon { name: IconName::Download } {text::export_csv()} }
                    if may_add {
                        Button { variant: ButtonVariant::Primary, icon: IconName::Plus, testid: "new-job", onclick: move |_| adding.set(true), {text::new_job()} }
                    }
                },
            }
            div { class: "w-page",
                if let Some(list) = &value { Figures { list: list.clone(), currency: session.currency } }
                Leftovers { leftover }
                Card { flush: true, testid: "jobs",
                    Tabs {
                        label: text::views(),
                        tabs: tabs.to_vec(),
                        selected: view.key(),
                        onselect: move |key: String| address.choose(&[("view", if key == View::Upcoming.key() { "" } else { &key }), ("sort", ""), ("new", "")]),
                        Toolbar { label: text::filters(),
                            SearchInput { label: text::find(), placeholder: text::find_hint(), value: typed(), oninput: move |words| search.call(words), shortcut: "/" }
                            if session.packs.len() > 1 {
                                Select { label: text::line(), name: "line", options: lines, value: now.line.clone().unwrap_or_default(), label_hidden: true, size: Size::Sm, onchange: move |chosen: String| address.choose(&[("line", &chosen)]) }
                            }
                            SavedViews { list: ListKind::Jobs, address }
                            Bulk { cards: picked, leftover, onclear: move |()| chosen.set(Vec::new()) }
                        }
                        Async {
                            state,
                            shape: SkeletonShape::Rows,
                            onretry: move |()| list.refetch(),
                            onclear: move |()| { search.call(String::new()); address.choose(&[("q", ""), ("line", "")]); },
                            empty: rsx! {
                                EmptyState { icon: IconName::Truck, title: view.nothing(), body: text::none_body(),
                                    if may_add { Button { onclick: move |_| adding.set(true), {text::new_job()} } }
                                }
                            },
                            JobTable { cards, sort, onsort: move |sort: Sort| address.choose(&[("sort", if sort.descending { "-when" } else { "when" })]), selected: may_choose.then(|| chosen.read().clone()), onselect: move |ids| chosen.set(ids) }
                        }
                        if next.is_some() || !pages.read().is_empty() {
                            nav { class: "row end jb-pages", aria_label: text::pages(),
                                Button { size: Size::Sm, icon: IconName::ChevronLeft, disabled: pages.read().is_empty(), onclick: move |_| { chosen.set(Vec::new()); pages.write().pop(); }, {text::earlier()} }
                                Button { size: Size::Sm, icon_end: IconName::ChevronRight, disabled: next.is_none(), onclick: move |_| if let Some(next) = next.clone() { chosen.set(Vec::new()); pages.write().push(next) }, {text::later()} }
                            }
                        }
                    }
                }
            }
        }
        if adding() {
            NewJobDialog {
                onclose: move |added: Option<JobId>| {
                    adding.set(false);
                    match added {
                        Some(id) => go(&format!("/app/jobs/{id}")),
                        None => address.refine(&[("new", "")]),
                    }
                },
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
            Stat { label: text::stat_today(), value: format::number(stats.today), hint: text::stat_today_hint(stats.today_completed, stats.today_running), href: "/app/jobs?view=today" }
            Stat { label: text::stat_active(), value: format::number(stats.active), hint: money(stats.active_cents).map(text::stat_active_hint), href: "/app/jobs" }
            Stat { label: text::stat_unassigned(), value: format::number(stats.unassigned), hint: text::stat_unassigned_hint(), href: "/app/jobs?view=unassigned" }
            Stat { label: text::stat_completed(), value: format::number(stats.completed), hint: text::stat_completed_hint(), href: "/app/jobs?view=completed" }
            Stat { label: text::stat_to_invoice(), value: format::number(stats.to_invoice), hint: money(stats.to_invoice_cents) }
        }
    }
}
