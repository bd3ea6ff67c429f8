//! Leads as a list, by view.

use dioxus::prelude::*;
use shared::Money;
use shared::leads::{LeadRow, LeadView};

use super::board::{age, due_words};
use super::new::NewLeadDialog;
use super::{api, text, words};
use crate::client::{use_query, use_session};
use crate::ui::*;

/// The lists people work from: all open, mine, due, unassigned, hot, the last 30 days.
#[component]
pub fn LeadsPage() -> Element {
    use_title(text::leads());
    let session = use_session();
    let mut view = use_signal(|| LeadView::All);
    let mut search = use_signal(String::new);
    let mut adding = use_signal(|| false);
    let mut further = use_signal(Vec::<LeadRow>::new);
    let mut next = use_signal(|| None::<Option<String>>);
    let leads = use_query(&["lead", "activity"], move || {
        let (view, search) = (view(), search());
        further.set(Vec::new());
        next.set(None);
        async move { api::list_leads(Some(view.key().to_string()), Some(search).filter(|s| !s.is_empty()), None, None, None).await }
    });
    let shown = leads.value();
    let state = match (&shown, leads.error()) {
        (Some(list), _) => Load::of_list(&list.page.items, !search.read().is_empty() || view() != LeadView::All),
        (None, Some(error)) => Load::failed(&error),
        (None, None) => Load::Loading,
    };
    let zone = session.zone.clone();
    let now = format::now();
    let columns = vec![
        Column::new("name", text::name()),
        Column::new("stage", text::stage()),
        Column::new("route", text::move_facts()).secondary(),
        Column::new("value", text::value()).numeric(),
        Column::new("next", text::next_step()),
        Column::new("owner", text::owner()).secondary(),
        Column::new("score", text::score()).numeric(),
        Column::new("age", text::age()).numeric().secondary(),
    ];
    let rows: Vec<Row> = shown
        .iter()
        .flat_map(|list| list.page.items.iter().chain(further.read().iter()).cloned().collect::<Vec<_>>())
        .map(|lead| {
            let now = now.unwrap_or(lead.created_at);
            let route = [lead.origin.clone(), lead.destination.clone()].into_iter().flatten().collect::<Vec<_>>().join(" → ");
            Row::new(
                lead.id,
                lead.title(),
                vec![
                    rsx! {
                        A { href: "/app/leads/{lead.id}", class: "strong", {lead.title().to_string()} }
                        small { class: "muted", " {lead.number}" }
                    },
                    rsx! { Chip { tone: words::status_tone(lead.status), {lead.stage.clone()} } },
                    rsx! { span { class: "truncate", {route} } },
                    rsx! { if let Some(cents) = lead.value_cents { Amount { value: Money::new(cents, session.currency) } } },
                    rsx! { if let Some(step) = &lead.next_step { span { {step.what.clone()} " " small { class: "muted", {due_words(step.due_at, now, &zone)} } } } },
                    rsx! { {lead.owner.as_ref().map_or_else(text::unassigned, |o| o.name.clone())} },
                    rsx! { ScoreRing { value: lead.score.max(0) as u32 } },
                    rsx! { {age(lead.created_at, now)} },
                ],
            )
        })
        .collect();
    let more = next().unwrap_or_else(|| shown.as_ref().and_then(|l| l.page.next.clone()));
    rsx! {
        PageHeader {
            title: text::leads(),
            actions: rsx! {
                LinkButton { href: "/app/pipeline", icon: IconName::SquareKanban, {text::layout_board()} }
                Button { variant: ButtonVariant::Primary, icon: IconName::Plus, testid: "new-lead", onclick: move |_| adding.set(true), {text::new_lead()} }
            },
            div { class: "w-view-tabs", role: "group", aria_label: text::views(),
                for v in LeadView::ALL.iter().copied() {
                    button { key: "{v}", r#type: "button", aria_pressed: if view() == v { "true" } else { "false" }, onclick: move |_| view.set(v),
                        {words::view(v)}
                        b { "data-tone": (v == LeadView::Due).then_some("warn"), {shown.as_ref().map_or(0, |l| l.counts.of(v)).to_string()} }
                    }
                }
            }
        }
        div { class: "w-page",
            Toolbar { label: text::filters(),
                SearchInput { label: text::search_leads(), value: search(), oninput: move |v: String| search.set(v), shortcut: "/" }
            }
            Async {
                state,
                onretry: move |()| leads.refetch(),
                onclear: move |()| {
                    search.set(String::new());
                    view.set(LeadView::All);
                },
                empty: rsx! {
                    EmptyState { icon: IconName::UserPlus, title: text::empty_board(), body: text::empty_board_body(),
                        Button { variant: ButtonVariant::Primary, onclick: move |_| adding.set(true), {text::new_lead()} }
                    }
                },
                DataTable { caption: text::leads(), columns, rows, testid: "leads" }
                if let Some(after) = more {
                    Button {
                        onclick: move |_| {
                            let after = after.clone();
                            spawn(async move {
                                let (view, search) = (*view.peek(), search.peek().clone());
                                if let Ok(list) = api::list_leads(Some(view.key().to_string()), Some(search).filter(|s| !s.is_empty()), None, Some(after), None).await {
                                    further.write().extend(list.page.items);
                                    next.set(Some(list.page.next));
                                }
                            });
                        },
                        {text::load_more()}
                    }
                }
            }
        }
        if adding() {
            NewLeadDialog {
                line: None,
                stage: None,
                onclose: move |added: Option<shared::LeadId>| {
                    adding.set(false);
                    if let Some(id) = added { go(&format!("/app/leads/{id}")); }
                },
            }
        }
    }
}
