//! The quotes of the organization, and beginning one by hand.

use dioxus::prelude::*;
use shared::access::Action;
use shared::packs::ServiceLine;
use shared::quotes::{NewQuote, QuoteRow, QuoteStatus, text as words};
use shared::{FieldErrors, Money};

use super::api::{create_quote, list_quotes};
use super::text::staff as text;
use crate::api::Valid;
use crate::client::use_query;
use crate::client::use_session;
use crate::ui::format::{DateStyle, date, moment_in, money, money_whole};
use crate::ui::*;

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
pub fn QuotesPage() -> Element {
    use_title(text::title());
    let session = use_session();
    let mut view = use_signal(|| "all".to_string());
    let mut rows = use_signal(Vec::<QuoteRow>::new);
    let mut next = use_signal(|| None::<String>);
    let mut creating = use_signal(|| false);
    let query = use_query(&["quote"], move || {
        let view = view();
        async move { list_quotes(Some(view), None, None, None).await }
    });
    use_effect(move || {
        if let Some(list) = query.value() {
            rows.set(list.page.items);
            next.set(list.page.next);
        }
    });
    let counts = query.value().map(|l| l.counts).unwrap_or_default();
    let more = move |_| {
        let (after, current) = (next(), view());
        spawn(async move {
            if let Ok(list) = list_quotes(Some(current), None, after, None).await {
                rows.write().extend(list.page.items);
                next.set(list.page.next);
            }
        });
    };
    let load = match (query.value(), query.error()) {
        (None, Some(error)) => Load::failed(&error),
        (None, None) => Load::Loading,
        (Some(list), _) => Load::of_list(&list.page.items, view() != "all"),
    };
    let (zone, currency) = (session.zone.clone(), session.currency);
    let table: Vec<Row> = rows()
        .into_iter()
        .map(|row| {
            let href = format!("/app/quotes/{}", row.id);
            let starts = row.starts_at.map(|at| date(at.date(), DateStyle::Full)).unwrap_or_default();
            Row::new(
                row.id,
                row.number.clone(),
                vec![
                    rsx! { A { href, class: "tnum", {row.number.clone()} } },
                    rsx! { {row.customer.clone()} },
                    rsx! { {row.title.clone()} },
                    rsx! { {starts} },
                    status_chip(row.status),
                    rsx! { {row.owner.clone().unwrap_or_default()} },
                    rsx! { {moment_in(row.updated_at, &zone, DateStyle::Short)} },
                    rsx! { {money(Money::new(row.total_cents, currency))} },
                ],
            )
        })
        .collect();
    let columns = vec![
        Column::new("number", text::number()),
        Column::new("customer", text::customer()),
        Column::new("title", text::quote()),
        Column::new("starts", text::starts()).secondary(),
        Column::new("status", text::status()),
        Column::new("owner", text::owner()).secondary(),
        Column::new("changed", text::changed()).secondary(),
        Column::new("total", text::total()).numeric(),
    ];
    let tabs = vec![
        Tab::new("all", text::all()).count(counts.all),
        Tab::new("mine", text::mine()),
        Tab::new("draft", text::drafts()).count(counts.draft),
        Tab::new("open", text::open()).count(counts.open),
        Tab::new("accepted", text::accepted()).count(counts.accepted),
        Tab::new("closed", text::closed()).count(counts.closed),
    ];
    rsx! {
        PageHeader {
            title: text::title(),
            icon: IconName::FileText,
            meta: rsx! { span { {format!("{}: {}", text::open(), money_whole(Money::new(counts.open_cents, currency)))} } },
            actions: rsx! {
                if session.access.may(Action::QuotesEdit) {
                    Button { variant: ButtonVariant::Primary, icon: IconName::Plus, testid: "new-quote", onclick: move |_| creating.set(true), {text::new_quote()} }
                }
            },
        }
        Tabs { label: text::views(), tabs, selected: view(), onselect: move |key| view.set(key),
            Async {
                state: load,
                onclear: move |()| view.set("all".into()),
                onretry: move |()| query.refetch(),
                empty: rsx! { EmptyState { icon: IconName::FileText, title: text::none_title(), body: text::none_body() } },
                DataTable { caption: text::title(), columns, rows: table, testid: "quotes" }
                if next().is_some() { Button { onclick: more, {text::more()} } }
            }
        }
        NewQuoteDialog { open: creating(), lines: session.packs.clone(), onclose: move |()| creating.set(false) }
    }
}

#[component]
fn NewQuoteDialog(open: bool, lines: Vec<ServiceLine>, onclose: EventHandler<()>) -> Element {
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
    let mut errors = use_signal(FieldErrors::default);
    let mut busy = use_signal(|| false);
    let toasts = use_toasts();
    let create = move || {
        spawn(async move {
            busy.set(true);
            match create_quote(Valid(input())).await {
                Ok(quote) => go(&format!("/app/quotes/{}", quote.id)),
                Err(shared::Error::Invalid(fields)) => errors.set(fields),
                Err(error) => toasts.tell(Tone::Danger, error.to_string()),
            }
            busy.set(false);
        });
    };
    let options: Vec<SelectOption> = lines.iter().map(|l| SelectOption::new(l.key(), l.pack().words.name.text())).collect();
    rsx! {
        Dialog { open, title: text::new_quote(), onclose, testid: "new-quote-dialog",
            footer: rsx! {
                Button { onclick: move |_| onclose.call(()), {text::cancel()} }
                Button { variant: ButtonVariant::Primary, loading: busy(), onclick: move |_| create(), {text::create()} }
            },
            div { class: "stack",
                Select { name: "line", label: text::line(), options, value: input().service_line.key(), onchange: move |v: String| if let Ok(line) = v.parse() { input.write().service_line = line } }
                TextInput { name: "name", label: text::name(), value: input().name, required: true, error: errors().text("name"), oninput: move |v| input.write().name = v }
                TextInput { name: "company", label: text::company(), value: input().company, error: errors().text("company"), oninput: move |v| input.write().company = v }
                TextInput { name: "email", label: text::email(), kind: InputKind::Email, value: input().email, error: errors().text("email"), oninput: move |v| input.write().email = v }
                TextInput { name: "phone", label: text::phone(), kind: InputKind::Tel, value: input().phone, error: errors().text("phone"), oninput: move |v| input.write().phone = v }
                TextInput { name: "title", label: text::quote_title(), value: input().title, error: errors().text("title"), oninput: move |v| input.write().title = v }
            }
        }
    }
}
