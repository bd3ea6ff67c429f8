//! The quotes of the organization, and beginning one by hand.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::access::Action;
use shared::packs::ServiceLine;
use shared::quotes::{GiveQuote, NewQuote, QuoteList, QuoteRow, QuoteStatus, text as words};
use shared::{MemberId, Money, Page, QuoteId};
use uuid::Uuid;

use super::api::{create_quote, give_quote, list_quotes};
use super::text::staff as text;
use crate::api::Valid;
use crate::client::pages::Paged;
use crate::client::{Query, use_address, use_pages, use_session};
use crate::leads::GiveBar;
use crate::ui::format::{DateStyle, date, date_in, moment_in, money, money_whole};
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

/// The tone and icon of a state.
pub fn status_chip(status: QuoteStatus) -> Element {
    let (tone, icon) = match status {
        QuoteStatus::Draft => (Tone::Neutral, IconName::Pencil),
        QuoteStatus::Sent => (Tone::Info, IconName::Send),
        QuoteStatus::Viewed => (Tone::Violet, IconName::Eye),
        QuoteStatus::Accepted => (Tone::Ok, IconName::BadgeCheck),
        QuoteStatus::Declined => (Tone::Danger, IconName::CircleX),
        QuoteStatus::Expired => (Tone::Warn, IconName::Clock),
        QuoteStatus::Withdrawn => (Tone::Neutral, IconName::Ban),
    };
    rsx! { StatusChip { label: words::status(status), icon, tone } }
}

/// The page.
#[component]
pub fn QuotesPage(query: ReadSignal<String>) -> Element {
    use_title(text::title());
    let session = use_session();
    let toasts = use_toasts();
    let address = use_address("/app/quotes", query);
    let view = move || Some(address.get("view")).filter(|v| !v.is_empty()).unwrap_or_else(|| "all".into());
    let mut chosen = use_signal(Vec::<String>::new);
    let mut creating = use_signal(|| false);
    let (quotes, pages) = use_pages(&["quote"], view, |view, after| async move { list_quotes(Some(view), None, after, None).await });
    // another list begins with nothing chosen
    use_effect(move || {
        query.read();
        if !chosen.peek().is_empty() {
            chosen.set(Vec::new());
        }
    });
    let shown = quotes.value();
    let counts = shown.as_ref().map(|l| l.counts).unwrap_or_default();
    let load = quotes.load_as(|list| Load::of_list(&list.page.items, view() != "all"));
    let (zone, currency) = (session.zone.clone(), session.currency);
    let rows: Vec<QuoteRow> = shown.iter().flat_map(|l| l.page.items.iter()).cloned().collect();
    let known = rows.clone();
    let table: Vec<Row> = rows
        .into_iter()
        .map(|row| {
            let href = format!("/app/quotes/{}", row.id);
            let starts = row.starts_at.map(|at| date(at.date(), DateStyle::Day)).unwrap_or_default();
            let revision = if row.revision > 1 { text::revision(row.revision) } else { String::new() };
            Row::new(
                row.id,
                row.number.clone(),
                vec![
                    rsx! { span { class: "w-cell-two", A { href, class: "strong", {row.customer.clone()} } small { {row.number.clone()} if !revision.is_empty() { " · " {revision} } } } },
                    rsx! { span { class: "w-cell-long", {row.title.clone()} } },
                    rsx! { span { class: "nowrap", {starts} } },
                    rsx! { span { class: "row", {status_chip(row.status)} if row.views > 0 && row.status == QuoteStatus::Viewed { small { class: "muted nowrap", {text::times(row.views)} } } } },
                    rsx! { if let Some(until) = row.valid_until.filter(|_| row.status.is_open()) { span { class: "nowrap", {date_in(until, &zone, DateStyle::Day)} } } },
                    rsx! { span { class: "nowrap", {row.owner.clone().unwrap_or_default()} } },
                    rsx! { span { class: "nowrap", {moment_in(row.updated_at, &zone, DateStyle::Short)} } },
                    rsx! { b { class: "nowrap", {money(Money::new(row.total_cents, currency))} } },
                ],
            )
        })
        .collect();
    let columns = vec![
        Column::new("customer", text::customer()),
        Column::new("title", text::quote()),
        Column::new("starts", text::starts()).secondary(),
        Column::new("status", text::status()),
        Column::new("until", text::holds_until()).secondary(),
        Column::new("owner", text::owner()).secondary(),
        Column::new("changed", text::changed()).secondary(),
        Column::new("total", text::total()).numeric(),
    ];
    let tabs = [
        ("all", text::all(), Some(counts.all)),
        ("mine", text::mine(), None),
        ("draft", text::drafts(), Some(counts.draft)),
        ("open", text::open(), Some(counts.open)),
        ("accepted", text::accepted(), Some(counts.accepted)),
        ("closed", text::closed(), Some(counts.closed)),
    ];
    let goes_on = shown.as_ref().is_some_and(|list| list.page.next.is_some());
    let may_edit = session.access.may(Action::QuotesEdit);
    let may_give = session.access.may(Action::QuotesReassign);
    let selected: Vec<String> = chosen().into_iter().filter(|id| table.iter().any(|row| row.id == *id)).collect();
    rsx! {
        ListKeys {
            PageHeader {
                title: text::title(),
                actions: rsx! {
                    dl { class: "w-head-stats", div { dt { {text::open()} } dd { {money_whole(Money::new(counts.open_cents, currency))} } } }
                    if may_edit {
                        Button { variant: ButtonVariant::Primary, icon: IconName::Plus, testid: "new-quote", onclick: move |_| creating.set(true), {text::new_quote()} }
                    }
                },
                div { class: "w-view-tabs", role: "group", aria_label: text::views(),
                    for (key, label, count) in tabs {
                        button { key: "{key}", r#type: "button", aria_pressed: if view() == key { "true" } else { "false" },
                            onclick: move |_| address.choose(&[("view", if key == "all" { "" } else { key })]),
                            {label}
                            if let Some(count) = count { b { {count.to_string()} } }
                        }
                    }
                }
            }
            div { class: "w-page",
                if !selected.is_empty() {
                    GiveBar {
                        count: selected.len(),
                        onclear: move |()| chosen.set(Vec::new()),
                        ongive: move |(member, name): (MemberId, String)| {
                            let (ids, known) = (chosen.peek().clone(), known.clone());
                            chosen.set(Vec::new());
                            give_all(known.iter().filter(|row| ids.contains(&row.id.to_string())).map(|row| (row.id, row.number.clone())).collect(), member, name, quotes, toasts);
                        },
                    }
                }
                Async {
                    state: load,
                    onclear: move |()| address.choose(&[("view", "")]),
                    onretry: move |()| quotes.refetch(),
                    empty: rsx! {
                        EmptyState { icon: IconName::FileText, title: text::none_title(), body: text::none_body(),
                            if may_edit { Button { variant: ButtonVariant::Primary, onclick: move |_| creating.set(true), {text::new_quote()} } }
                        }
                    },
                    DataTable { caption: text::title(), columns, rows: table, selected: may_give.then_some(selected.clone()), onselect: move |ids| chosen.set(ids), testid: "quotes" }
                    if goes_on { Button { loading: pages.loading(), onclick: move |_| pages.load_more(), {text::more()} } }
                }
            }
        }
        if creating() {
            NewQuoteDialog { lines: session.packs.clone(), onclose: move |()| creating.set(false) }
        }
    }
}

/// Gives quotes to a member, one after the other, and says which were refused.
fn give_all(quotes: Vec<(QuoteId, String)>, member: MemberId, name: String, list: Query<QuoteList>, toasts: Toasts) {
    // given to the last one also when the page is left meanwhile
    spawn_forever(async move {
        let mut refused = Vec::new();
        let all = quotes.len();
        for (id, number) in quotes {
            if let Err(error) = give_quote(id, Valid(GiveQuote { member })).await {
                refused.push(format!("{number}: {error}"));
            }
        }
        if list.alive() {
            list.refetch();
        }
        if refused.is_empty() {
            toasts.say(text::given(all, &name));
        } else {
            toasts.tell(Tone::Danger, text::not_given(refused.len(), all, refused.join("; ")));
        }
    });
}

#[component]
fn NewQuoteDialog(lines: Vec<ServiceLine>, onclose: EventHandler<()>) -> Element {
    let blank = NewQuote {
        service_line: lines.first().copied().unwrap_or(ServiceLine::Moving),
        title: String::new(),
        account: None,
        contact: None,
        name: String::new(),
        company: String::new(),
        email: String::new(),
        phone: String::new(),
    };
    let mut input = use_signal(|| blank);
    let sending = use_sending();
    let create = move |()| {
        sending.send(async move { create_quote(Valid(input())).await }, |quote| go(&format!("/app/quotes/{}", quote.id)));
    };
    let options: Vec<SelectOption> = lines.iter().map(|l| SelectOption::new(l.key(), l.pack().words.name.text())).collect();
    rsx! {
        FormDialog { title: text::new_quote(), testid: "new-quote-dialog", submit: text::create(), sending, onsubmit: create, onclose,
            Select { name: "line", label: text::line(), options, value: input().service_line.key(), onchange: move |v: String| if let Ok(line) = v.parse() { input.write().service_line = line } }
            TextInput { name: "name", label: text::name(), value: input().name, required: true, error: sending.error("name"), oninput: move |v| input.write().name = v }
            TextInput { name: "company", label: text::company(), value: input().company, error: sending.error("company"), oninput: move |v| input.write().company = v }
            TextInput { name: "email", label: text::email(), kind: InputKind::Email, value: input().email, error: sending.error("email"), oninput: move |v| input.write().email = v }
            TextInput { name: "phone", label: text::phone(), kind: InputKind::Tel, value: input().phone, error: sending.error("phone"), oninput: move |v| input.write().phone = v }
            TextInput { name: "title", label: text::quote_title(), value: input().title, error: sending.error("title"), oninput: move |v| input.write().title = v }
        }
    }
}
