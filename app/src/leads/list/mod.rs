//! Leads as a list: views, filters, order, and acting on several at once. What it shows stands in the address.

mod narrow;
mod rows;
mod text;

use dioxus::prelude::*;
use shared::access::Action;
use shared::input::filled;
use shared::leads::{LeadList, LeadQuery, LeadRow, LeadSort, LeadView};
use shared::saved_views::{ListKind, settled};
use shared::{LeadId, Page};
use uuid::Uuid;

use self::narrow::Narrowed;
use self::rows::{columns, row, sorted};
use super::bulk::BulkLeads;
use super::new::NewLeadDialog;
use super::own::{OwnFilters, use_own_fields};
use super::text as staff;
use super::{api, words};
use crate::client::pages::Paged;
use crate::client::{Address, use_address, use_pages, use_search, use_session};
use crate::saved_views::SavedViews;
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

/// What the list is asked for at an address. A view or an order nobody knows any more is the usual one.
fn asked(address: Address) -> LeadQuery {
    let say = |key: &str| filled(&address.get(key));
    let is_order = |text: &String| text.strip_prefix('-').unwrap_or(text).parse::<LeadSort>().is_ok();
    LeadQuery {
        view: Some(view_at(address).key().into()),
        search: say("q"),
        source: say("source"),
        line: say("line"),
        owner: say("owner"),
        status: say("status"),
        stage: address.get("stage").parse().ok(),
        wanted_from: address.get("wanted_from").parse().ok(),
        wanted_to: address.get("wanted_to").parse().ok(),
        created_from: address.get("created_from").parse().ok(),
        created_to: address.get("created_to").parse().ok(),
        custom: say("custom"),
        sort: say("sort").filter(is_order),
        ..LeadQuery::default()
    }
}

fn view_at(address: Address) -> LeadView {
    address.get("view").parse().unwrap_or(LeadView::All)
}

/// The address of the same leads as CSV.
fn csv(query: &LeadQuery) -> String {
    let params = [
        ("view", query.view.clone()),
        ("search", query.search.clone()),
        ("source", query.source.clone()),
        ("line", query.line.clone()),
        ("owner", query.owner.clone()),
        ("status", query.status.clone()),
        ("stage", query.stage.map(|id| id.to_string())),
        ("wanted_from", query.wanted_from.map(|day| day.to_string())),
        ("wanted_to", query.wanted_to.map(|day| day.to_string())),
        ("created_from", query.created_from.map(|day| day.to_string())),
        ("created_to", query.created_to.map(|day| day.to_string())),
        ("custom", query.custom.clone()),
        ("sort", query.sort.clone()),
    ];
    let given: Vec<String> =
        params.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", js_sys::encode_uri_component(&value?)))).collect();
    format!("/api/v1/leads.csv?{}", given.join("&"))
}

/// The lists people work from: all open, mine, due, unassigned, hot, the last 30 days.
#[component]
pub fn LeadsPage(query: ReadSignal<String>) -> Element {
    use_title(staff::leads());
    let session = use_session();
    let address = use_address("/app/leads", query);
    let (typed, search) = use_search(address);
    let own = use_own_fields();
    let mut adding = use_signal(|| false);
    let mut chosen = use_signal(Vec::<String>::new);
    let (leads, pages) = use_pages(
        &["lead", "activity"],
        move || asked(address),
        |query, after| async move { api::find_leads(LeadQuery { after, ..query }).await },
    );
    // another list begins with nothing chosen
    use_effect(move || {
        query.read();
        if !chosen.peek().is_empty() {
            chosen.set(Vec::new());
        }
    });
    let view = view_at(address);
    let shown = leads.value();
    let filtered = !settled(&address.whole()).is_empty();
    let state = pages.standing(leads.load_as(|list| Load::of_list(&list.page.items, filtered)));
    let zone = session.zone.clone();
    let now = format::now();
    let all: Vec<LeadRow> = shown.iter().flat_map(|list| list.page.items.iter()).cloned().collect();
    let table: Vec<Row> = all.iter().map(|lead| row(lead, now.unwrap_or(lead.created_at), &zone, session.currency)).collect();
    let goes_on = shown.as_ref().is_some_and(|list| list.page.next.is_some());
    let may_add = session.access.may(Action::LeadsEdit);
    let may_choose = may_add || session.access.may(Action::LeadsAssign);
    let picked: Vec<LeadRow> = {
        let ids = chosen.read();
        all.into_iter().filter(|lead| ids.contains(&lead.id.to_string())).collect()
    };
    let selected: Vec<String> = picked.iter().map(|lead| lead.id.to_string()).collect();
    rsx! {
        ListKeys {
            PageHeader {
                title: staff::leads(),
                actions: rsx! {
                    a { class: "w-btn", href: csv(&asked(address)), download: "leads.csv", Icon { name: IconName::Download } {text::export_csv()} }
                    LinkButton { href: "/app/pipeline", icon: IconName::SquareKanban, {staff::layout_board()} }
                    if may_add { Button { variant: ButtonVariant::Primary, icon: IconName::Plus, testid: "new-lead", onclick: move |_| adding.set(true), {staff::new_lead()} } }
                },
                div { class: "w-view-tabs", role: "group", aria_label: staff::views(), "data-testid": "views",
                    for v in LeadView::ALL.iter().copied() {
                        button { key: "{v}", r#type: "button", aria_pressed: if view == v { "true" } else { "false" },
                            onclick: move |_| address.choose(&[("view", if v == LeadView::All { "" } else { v.key() })]),
                            {words::view(v)}
                            b { "data-tone": (v == LeadView::Due).then_some("warn"), {format::counted(shown.as_ref().map_or(0, |l| l.counts.of(v)))} }
                        }
                    }
                }
            }
            div { class: "w-page",
                Toolbar { label: staff::filters(),
                    SearchInput { label: staff::search_leads(), value: typed(), oninput: move |v: String| search.call(v), shortcut: "/" }
                    Narrowed { address }
                    if own.iter().any(|field| !field.archived) { OwnFilters { address, fields: own.clone() } }
                    SavedViews { list: ListKind::Leads, address }
                    BulkLeads { chosen: picked, list: leads, onclear: move |()| chosen.set(Vec::new()) }
                }
                Async {
                    state,
                    onretry: move |()| leads.refetch(),
                    onclear: move |()| address.open(""),
                    empty: rsx! {
                        EmptyState { icon: IconName::UserPlus, title: staff::empty_board(), body: staff::empty_board_body(),
                            if may_add { Button { variant: ButtonVariant::Primary, onclick: move |_| adding.set(true), {staff::new_lead()} } }
                        }
                    },
                    DataTable {
                        caption: staff::leads(), columns: columns(), rows: table, testid: "leads",
                        sort: sorted(&address.get("sort")),
                        onsort: move |sort: Sort| {
                            let key = if sort.descending { format!("-{}", sort.key) } else { sort.key };
                            address.choose(&[("sort", &key)]);
                        },
                        selected: may_choose.then_some(selected),
                        onselect: move |ids| chosen.set(ids),
                    }
                    if goes_on { Button { loading: pages.loading(), onclick: move |_| pages.load_more(), {staff::load_more()} } }
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
