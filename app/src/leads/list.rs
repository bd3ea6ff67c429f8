//! Leads as a list, by view.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::access::Action;
use shared::input::filled;
use shared::leads::{AssignLead, LeadList, LeadRow, LeadSort, LeadView};
use shared::{LeadId, MemberId, Money, Page};
use uuid::Uuid;

use super::board::{age, due_words};
use super::give::GiveBar;
use super::new::NewLeadDialog;
use super::{api, text, words};
use crate::api::Valid;
use crate::client::pages::Paged;
use crate::client::{Query, use_address, use_pages, use_search, use_session};
use crate::ui::*;

impl Paged for LeadList {
    type Item = LeadRow;

    fn page(&mut self) -> &mut Page<LeadRow> {
        &mut self.page
    }

    fn id(lead: &LeadRow) -> Uuid {
        lead.id.0
    }
}

/// The lists people work from: all open, mine, due, unassigned, hot, the last 30 days.
#[component]
pub fn LeadsPage(query: ReadSignal<String>) -> Element {
    use_title(text::leads());
    let session = use_session();
    let toasts = use_toasts();
    let address = use_address("/app/leads", query);
    let (typed, search) = use_search(address);
    let view = move || address.get("view").parse().unwrap_or(LeadView::All);
    let mut adding = use_signal(|| false);
    let mut chosen = use_signal(Vec::<String>::new);
    let (leads, pages) = use_pages(
        &["lead", "activity"],
        move || (view(), address.get("q"), address.get("sort")),
        |(view, search, sort), after| async move {
            api::list_leads(Some(view.key().to_string()), filled(&search), None, filled(&sort), after, None).await
        },
    );
    // another list begins with nothing chosen
    use_effect(move || {
        query.read();
        if !chosen.peek().is_empty() {
            chosen.set(Vec::new());
        }
    });
    let shown = leads.value();
    let filtered = !address.get("q").is_empty() || view() != LeadView::All;
    let state = leads.load_as(|list| Load::of_list(&list.page.items, filtered));
    let zone = session.zone.clone();
    let now = format::now();
    let columns = vec![
        Column::new("name", text::name()),
        Column::new("stage", text::stage()),
        Column::new("route", text::move_facts()).secondary(),
        Column::new(LeadSort::Wanted.key(), text::wanted_on()).sortable().secondary(),
        Column::new(LeadSort::Value.key(), text::value()).numeric().sortable(),
        Column::new(LeadSort::Next.key(), text::next_step()).sortable(),
        Column::new("owner", text::owner()),
        Column::new(LeadSort::Score.key(), text::score()).numeric().sortable(),
        Column::new(LeadSort::Created.key(), text::age()).numeric().sortable().secondary(),
    ];
    let all: Vec<LeadRow> = shown.iter().flat_map(|list| list.page.items.iter()).cloned().collect();
    let rows: Vec<Row> = all.iter().map(|lead| row(lead, now.unwrap_or(lead.created_at), &zone, session.currency)).collect();
    let goes_on = shown.as_ref().is_some_and(|list| list.page.next.is_some());
    let (may_add, may_assign) = (session.access.may(Action::LeadsEdit), session.access.may(Action::LeadsAssign));
    let selected: Vec<String> = chosen().into_iter().filter(|id| rows.iter().any(|row| row.id == *id)).collect();
    rsx! {
        ListKeys {
            PageHeader {
                title: text::leads(),
                actions: rsx! {
                    LinkButton { href: "/app/pipeline", icon: IconName::SquareKanban, {text::layout_board()} }
                    if may_add { Button { variant: ButtonVariant::Primary, icon: IconName::Plus, testid: "new-lead", onclick: move |_| adding.set(true), {text::new_lead()} } }
                },
                div { class: "w-view-tabs", role: "group", aria_label: text::views(),
                    for v in LeadView::ALL.iter().copied() {
                        button { key: "{v}", r#type: "button", aria_pressed: if view() == v { "true" } else { "false" },
                            onclick: move |_| address.choose(&[("view", if v == LeadView::All { "" } else { v.key() })]),
                            {words::view(v)}
                            b { "data-tone": (v == LeadView::Due).then_some("warn"), {format::counted(shown.as_ref().map_or(0, |l| l.counts.of(v)))} }
                        }
                    }
                }
            }
            div { class: "w-page",
                Toolbar { label: text::filters(),
                    SearchInput { label: text::search_leads(), value: typed(), oninput: move |v: String| search.call(v), shortcut: "/" }
                    GiveBar {
                        count: selected.len(),
                        onclear: move |()| chosen.set(Vec::new()),
                        ongive: move |(member, name): (MemberId, String)| {
                            let ids = chosen.peek().clone();
                            chosen.set(Vec::new());
                            give(all.iter().filter(|lead| ids.contains(&lead.id.to_string())).cloned().collect(), member, name, leads, toasts);
                        },
                    }
                }
                Async {
                    state,
                    onretry: move |()| leads.refetch(),
                    onclear: move |()| address.choose(&[("q", ""), ("view", "")]),
                    empty: rsx! {
                        EmptyState { icon: IconName::UserPlus, title: text::empty_board(), body: text::empty_board_body(),
                            if may_add { Button { variant: ButtonVariant::Primary, onclick: move |_| adding.set(true), {text::new_lead()} } }
                        }
                    },
                    DataTable {
                        caption: text::leads(), columns, rows, testid: "leads",
                        sort: sorted(&address.get("sort")),
                        onsort: move |sort: Sort| {
                            let key = if sort.descending { format!("-{}", sort.key) } else { sort.key };
                            address.choose(&[("sort", &key)]);
                        },
                        selected: may_assign.then_some(selected.clone()),
                        onselect: move |ids| chosen.set(ids),
                    }
                    if goes_on { Button { loading: pages.loading(), onclick: move |_| pages.load_more(), {text::load_more()} } }
                }
            }
        }
        if adding() {
            NewLeadDialog {
                line: None,
                stage: None,
                onclose: move |added: Option<LeadId>| {
                    adding.set(false);
                    if let Some(id) = added { go(&format!("/app/leads/{id}")); }
                },
            }
        }
    }
}

/// A row of the list.
fn row(lead: &LeadRow, now: chrono::DateTime<chrono::Utc>, zone: &str, currency: shared::Currency) -> Row {
    let route = words::route(lead);
    let lead = lead.clone();
    let health = lead.next_step.as_ref().map(|step| if step.due_at < now { "overdue" } else { "planned" });
    Row::new(
        lead.id,
        lead.title(),
        vec![
            rsx! { span { class: "w-cell-two", A { href: "/app/leads/{lead.id}", class: "strong", {lead.title().to_string()} } small { {lead.number.clone()} } } },
            rsx! { Chip { tone: words::status_tone(lead.status), {lead.stage.clone()} } },
            rsx! { span { class: "w-cell-long", {route} } },
            rsx! { if let Some(day) = lead.wanted_on { span { class: "nowrap", {format::date(day, format::DateStyle::Day)} } } },
            rsx! { if let Some(cents) = lead.value_cents { Amount { value: Money::new(cents, currency) } } },
            rsx! { if let Some(step) = lead.next_step.clone() { span { class: "w-cell-two", span { class: "truncate", {step.what} } small { "data-health": health, {due_words(step.due_at, now, zone)} } } } },
            rsx! { span { class: "nowrap", {lead.owner.as_ref().map_or_else(text::unassigned, |o| o.name.clone())} } },
            rsx! { ScoreRing { value: lead.score.max(0) as u32 } },
            rsx! { span { class: "nowrap", {age(lead.created_at, now)} } },
        ],
    )
}

/// What the address says of the order.
fn sorted(key: &str) -> Option<Sort> {
    let (key, descending) = key.strip_prefix('-').map_or((key, false), |key| (key, true));
    (!key.is_empty()).then(|| Sort { key: key.to_string(), descending })
}

/// Gives leads to a member, one after the other; undo gives each back to whom it was with.
fn give(leads: Vec<LeadRow>, member: MemberId, name: String, list: Query<LeadList>, toasts: Toasts) {
    // shown before the server knows
    let owner = shared::customers::Owner { id: member, name: name.clone() };
    list.edit(|shown| {
        for row in shown.page.items.iter_mut().filter(|row| leads.iter().any(|l| l.id == row.id)) {
            row.owner = Some(owner.clone());
        }
    });
    // given to the last one also when the page is left meanwhile
    spawn_forever(async move {
        let (mut given, mut refused) = (Vec::new(), Vec::new());
        let all = leads.len();
        for lead in leads {
            match api::assign_lead(lead.id, Valid(AssignLead { version: lead.version, owner: Some(member), reason: None })).await {
                Ok(after) => given.push((lead.id, after.row.version, lead.owner.as_ref().map(|o| o.id))),
                Err(error) => refused.push(format!("{}: {error}", lead.number)),
            }
        }
        let there = list.alive();
        if there {
            list.refetch();
        }
        if !refused.is_empty() {
            toasts.tell(Tone::Danger, text::not_given(refused.len(), all, refused.join("; ")));
        } else if there {
            toasts.undo(text::given(all, &name), Callback::new(move |()| take_back(given.clone(), list, toasts)));
        } else {
            toasts.say(text::given(all, &name));
        }
    });
}

/// Gives leads back to whom they were with, each as of the version that gave it away.
fn take_back(given: Vec<(LeadId, i32, Option<MemberId>)>, list: Query<LeadList>, toasts: Toasts) {
    spawn_forever(async move {
        for (id, version, before) in given {
            if let Err(error) = api::assign_lead(id, Valid(AssignLead { version, owner: before, reason: None })).await {
                toasts.tell(Tone::Danger, error.to_string());
            }
        }
        if list.alive() {
            list.refetch();
        }
    });
}
