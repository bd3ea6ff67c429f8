//! The quotes of the organization: views, filters, order, and acting on several at once. What it shows stands in the
//! address.

mod narrow;
mod new;
mod rows;
mod text;

use dioxus::prelude::*;
use shared::access::Action;
use shared::input::filled;
use shared::quotes::{QuoteList, QuoteOrder, QuoteQuery, QuoteRow, QuoteView};
use shared::saved_views::{ListKind, settled};
use shared::{Money, Page};
use uuid::Uuid;

use self::narrow::Narrowed;
use self::new::NewQuoteDialog;
pub use self::rows::status_chip;
use self::rows::{columns, row};
use super::api::find_quotes;
use super::bulk::{BulkQuotes, Chosen};
use super::text::staff;
use crate::client::pages::Paged;
use crate::client::{Address, use_address, use_pages, use_search, use_session};
use crate::saved_views::SavedViews;
use crate::ui::format::{counted, money_whole};
use crate::ui::*;

impl Paged for QuoteList {
    type Item = QuoteRow;

    fn page(&mut self) -> &mut Page<QuoteRow> {
        &mut self.page
    }

    fn id(quote: &QuoteRow) -> Uuid {
        quote.id.0
    }
}

/// What the list is asked for at an address. A view or an order nobody knows any more is the usual one.
fn asked(address: Address) -> QuoteQuery {
    let say = |key: &str| filled(&address.get(key));
    QuoteQuery {
        view: Some(view_at(address).key().into()),
        search: say("q"),
        owner: say("owner"),
        status: say("status"),
        line: say("line"),
        from: address.get("from").parse().ok(),
        to: address.get("to").parse().ok(),
        account: address.get("account").parse().ok(),
        sort: say("sort").filter(|text| text.parse::<QuoteOrder>().is_ok()),
        ..QuoteQuery::default()
    }
}

fn view_at(address: Address) -> QuoteView {
    address.get("view").parse().unwrap_or(QuoteView::All)
}

/// The address of the same quotes as CSV.
fn csv(query: &QuoteQuery) -> String {
    let params = [
        ("view", query.view.clone()),
        ("search", query.search.clone()),
        ("owner", query.owner.clone()),
        ("status", query.status.clone()),
        ("line", query.line.clone()),
        ("from", query.from.map(|day| day.to_string())),
        ("to", query.to.map(|day| day.to_string())),
        ("account", query.account.map(|id| id.to_string())),
        ("sort", query.sort.clone()),
    ];
    let given: Vec<String> =
        params.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", js_sys::encode_uri_component(&value?)))).collect();
    format!("/api/v1/quotes.csv?{}", given.join("&"))
}

/// The page.
#[component]
pub fn QuotesPage(query: ReadSignal<String>) -> Element {
    use_title(staff::title());
    let session = use_session();
    let address = use_address("/app/quotes", query);
    let (typed, search) = use_search(address);
    let mut chosen = use_signal(Vec::<String>::new);
    let mut creating = use_signal(|| false);
    let (quotes, pages) = use_pages(
        &["quote", "account", "price_list"],
        move || asked(address),
        |query, after| async move { find_quotes(QuoteQuery { after, ..query }).await },
    );
    // another list begins with nothing chosen
    use_effect(move || {
        query.read();
        if !chosen.peek().is_empty() {
            chosen.set(Vec::new());
        }
    });
    let now = asked(address);
    let view = view_at(address);
    let order = now.sort.as_deref().and_then(|text| text.parse::<QuoteOrder>().ok()).unwrap_or(view.order());
    let filtered = !settled(&address.whole()).is_empty();
    let shown = quotes.value();
    let counts = shown.as_ref().map(|list| list.counts).unwrap_or_default();
    let state = pages.standing(quotes.load_as(|list| Load::of_list(&list.page.items, filtered)));
    let rows: Vec<QuoteRow> = shown.iter().flat_map(|list| list.page.items.iter()).cloned().collect();
    let goes_on = shown.as_ref().is_some_and(|list| list.page.next.is_some());
    let may_edit = session.access.may(Action::QuotesEdit);
    let picked: Vec<Chosen> = {
        let ids = chosen.read();
        let is_picked = |quote: &&QuoteRow| ids.contains(&quote.id.to_string());
        rows.iter().filter(is_picked).map(|quote| Chosen { id: quote.id, number: quote.number.clone() }).collect()
    };
    let selected: Vec<String> = picked.iter().map(|one| one.id.to_string()).collect();
    let table: Vec<Row> = rows.iter().map(|quote| row(quote, &session.zone, session.currency)).collect();
    rsx! {
        ListKeys {
            PageHeader {
                title: staff::title(),
                actions: rsx! {
                    dl { class: "w-head-stats", div { dt { {text::open_total()} } dd { {money_whole(Money::new(counts.open_cents, session.currency))} } } }
                    a { class: "w-btn", href: csv(&now), download: "quotes.csv", Icon { name: IconName::Download } {text::export_csv()} }
                    if may_edit {
                        Button { variant: ButtonVariant::Primary, icon: IconName::Plus, testid: "new-quote", onclick: move |_| creating.set(true), {staff::new_quote()} }
                    }
                },
                div { class: "w-view-tabs", role: "group", aria_label: staff::views(), "data-testid": "views",
                    for v in QuoteView::ALL.iter().copied() {
                        button { key: "{v}", r#type: "button", aria_pressed: if view == v { "true" } else { "false" },
                            onclick: move |_| address.choose(&[("view", if v == QuoteView::All { "" } else { v.key() }), ("sort", "")]),
                            {text::view(v)}
                            b { "data-tone": (v == QuoteView::Expiring && counts.expiring > 0).then_some("warn"), {counted(counts.of(v))} }
                        }
                    }
                }
            }
            div { class: "w-page",
                Toolbar { label: text::filters(),
                    SearchInput { label: text::search(), placeholder: text::search_hint(), value: typed(), oninput: move |words: String| search.call(words), shortcut: "/" }
                    Narrowed { address, customer: rows.first().map(|quote| quote.customer.clone()) }
                    SavedViews { list: ListKind::Quotes, address }
                    BulkQuotes { chosen: picked, onclear: move |()| chosen.set(Vec::new()), ondone: move |()| { chosen.set(Vec::new()); quotes.refetch() } }
                }
                Async {
                    state,
                    onclear: move |()| address.open(""),
                    onretry: move |()| quotes.refetch(),
                    empty: rsx! {
                        EmptyState { icon: IconName::FileText, title: staff::none_title(), body: staff::none_body(),
                            if may_edit { Button { variant: ButtonVariant::Primary, onclick: move |_| creating.set(true), {staff::new_quote()} } }
                        }
                    },
                    DataTable {
                        caption: staff::title(), columns: columns(), rows: table, testid: "quotes",
                        sort: Sort { key: order.by.key().into(), descending: order.falling },
                        onsort: move |sort: Sort| {
                            let key = if sort.descending { format!("-{}", sort.key) } else { sort.key };
                            address.choose(&[("sort", &key)]);
                        },
                        selected,
                        onselect: move |ids| chosen.set(ids),
                    }
                    if goes_on { Button { loading: pages.loading(), onclick: move |_| pages.load_more(), {staff::more()} } }
                }
            }
        }
        if creating() {
            NewQuoteDialog { lines: session.packs.clone(), onclose: move |()| creating.set(false) }
        }
    }
}
