//! Customers as a list, and adding one.

use dioxus::prelude::*;
use shared::customers::{AccountKind, AccountRow, AccountStatus, CustomValues, Duplicate, FieldOf, NewAccount, NewContact};
use shared::input::{check, filled};
use shared::saved_views::{ListKind, settled};
use shared::{AccountId, Page};
use uuid::Uuid;

use super::away::text as gone;
use super::custom::{CustomInputs, asked};
use super::narrow::Narrowed;
use super::relations::{StarButton, set_star, text as words};
use super::{api, text};
use crate::api::Valid;
use crate::client::pages::Paged;
use crate::client::{Address, use_address, use_pages, use_query, use_search, use_session};
use crate::saved_views::SavedViews;
use crate::ui::*;

impl Paged for Page<AccountRow> {
    type Item = AccountRow;

    fn page(&mut self) -> &mut Self {
        self
    }

    fn id(account: &AccountRow) -> Uuid {
        account.id.0
    }
}

/// The name of a status.
pub fn status_name(status: AccountStatus) -> String {
    match status {
        AccountStatus::Prospect => text::prospect(),
        AccountStatus::Active => text::active(),
        AccountStatus::Dormant => text::dormant(),
        AccountStatus::Blocked => text::blocked(),
    }
}

/// The tone of a status.
pub fn status_tone(status: AccountStatus) -> Tone {
    match status {
        AccountStatus::Prospect => Tone::Info,
        AccountStatus::Active => Tone::Ok,
        AccountStatus::Dormant => Tone::Neutral,
        AccountStatus::Blocked => Tone::Danger,
    }
}

/// The address of the same customers as CSV.
fn csv(address: Address) -> String {
    let keys = [
        ("search", "q"),
        ("status", "status"),
        ("mine", "mine"),
        ("favourites", "favourites"),
        ("parent", "parent"),
        ("custom", "custom"),
        ("archived", "archived"),
    ];
    let given = keys.map(|(name, shown)| (name, address.get(shown)));
    let given = given.into_iter().filter(|(_, value)| !value.is_empty());
    let given: Vec<String> = given.map(|(name, value)| format!("{name}={}", js_sys::encode_uri_component(&value))).collect();
    format!("/api/v1/customers.csv?{}", given.join("&"))
}

/// Every customer, with search.
#[component]
pub fn CustomersPage(query: ReadSignal<String>) -> Element {
    use_title(text::customers());
    let session = use_session();
    let address = use_address("/app/customers", query);
    let (typed, search) = use_search(address);
    let mine = move || address.get("mine") == "true";
    let favourites = move || address.get("favourites") == "true";
    let archived = move || address.get("archived") == "true";
    let toasts = use_toasts();
    let mut adding = use_signal(|| false);
    let (customers, pages) = use_pages(
        &["account", "contact", "lead", "favourite"],
        move || (address.get("q"), address.get("status"), mine(), address.get("custom"), favourites(), address.get("parent"), archived()),
        |(search, status, mine, custom, favourites, parent, archived), after| async move {
            let parent = parent.parse().ok();
            let (mine, favourites, archived) = (Some(mine), Some(favourites), Some(archived));
            api::list_customers(filled(&search), filled(&status), mine, filled(&custom), after, None, favourites, parent, archived).await
        },
    );
    let fields = use_query(&["custom_field"], || async { api::list_custom_fields().await });
    let mut own = fields.value().unwrap_or_default();
    own.retain(|field| field.of.is_of_customers());
    let shown = customers.value();
    let filtered = !settled(&address.whole()).is_empty();
    let state = pages.standing(customers.load_as(|page| Load::of_list(&page.items, filtered)));
    let columns = vec![
        Column::new("name", text::name()),
        Column::new("status", text::status()),
        Column::new("contact", text::contact_name()),
        Column::new("email", text::email()).secondary(),
        Column::new("phone", text::phone()),
        Column::new("owner", text::owner()).secondary(),
        Column::new("open", text::open_leads()).numeric(),
    ];
    let rows: Vec<Row> = shown
        .iter()
        .flat_map(|page| page.items.iter())
        .map(|a| {
            Row::new(
                a.id,
                a.name.clone(),
                vec![
                    rsx! { span { class: "w-cell-name", StarButton { name: a.name.clone(), on: a.favourite, onstar: { let (id, name) = (a.id, a.name.clone()); move |on| set_star(customers, id, name.clone(), on, toasts) } } A { href: "/app/customers/{a.id}", class: "strong", {a.name.clone()} } if let Some(parent) = a.parent.as_ref() { span { class: "muted", {words::part_of(&parent.name)} } } for tag in a.tags.iter().take(3) { Chip { key: "{tag}", {tag.clone()} } } } },
                    rsx! { Chip { tone: status_tone(a.status), {status_name(a.status)} } },
                    rsx! { {a.contact.clone().unwrap_or_default()} },
                    rsx! { if let Some(email) = a.email.clone() { a { class: "w-cell-mail", href: "mailto:{email}", title: email.clone(), {email.clone()} } } },
                    rsx! { if let Some(phone) = a.phone.clone() { a { href: "tel:{phone}", class: "nowrap", {format::phone(&phone)} } } },
                    rsx! { {a.owner.as_ref().map_or_else(text::nobody, |o| o.name.clone())} },
                    rsx! { {a.open_leads.to_string()} },
                ],
            )
        })
        .collect();
    // every row of such a list names it
    let parent_name =
        shown.as_ref().and_then(|page| page.items.first()?.parent.clone()).map_or_else(words::this_customer, |parent| parent.name);
    let goes_on = shown.as_ref().is_some_and(|page| page.next.is_some());
    let may_add = session.access.may(shared::access::Action::CustomersEdit);
    rsx! {
        PageHeader {
            title: text::customers(),
            actions: rsx! {
                a { class: "w-btn", href: csv(address), download: "customers.csv", Icon { name: IconName::Download } {text::export_csv()} }
                if may_add {
                    LinkButton { href: "/app/customers/imports", icon: IconName::Upload, {text::import_customers()} }
                    Button { variant: ButtonVariant::Primary, icon: IconName::Plus, testid: "new-customer", onclick: move |_| adding.set(true), {text::new_customer()} }
                }
            },
        }
        div { class: "w-page",
            Toolbar { label: text::filters(),
                SearchInput { label: text::search(), value: typed(), oninput: move |v: String| search.call(v), shortcut: "/" }
                Select { label: text::status(), label_hidden: true, name: "status", size: Size::Sm, placeholder: text::any_status(), value: address.get("status"),
                    options: AccountStatus::ALL.iter().map(|s| SelectOption::new(s.key(), status_name(*s))).collect::<Vec<_>>(), onchange: move |v: String| address.choose(&[("status", &v)]) }
                Checkbox { label: words::favourites(), name: "favourites", checked: favourites(), onchange: move |v| address.choose(&[("favourites", if v { "true" } else { "" })]) }
                if !address.get("parent").is_empty() {
                    FilterChip { name: words::branches_of(), value: parent_name, onremove: move |()| address.choose(&[("parent", "")]) }
                }
                Checkbox { label: text::only_mine(), name: "mine", checked: mine(), onchange: move |v| address.choose(&[("mine", if v { "true" } else { "" })]) }
                Checkbox { label: gone::only_archived(), name: "archived", checked: archived(), onchange: move |v| address.choose(&[("archived", if v { "true" } else { "" })]) }
                if own.iter().any(|field| !field.archived) { Narrowed { address, fields: own.clone() } }
                SavedViews { list: ListKind::Customers, address }
            }
            Async {
                state,
                onretry: move |()| customers.refetch(),
                onclear: move |()| address.open(""),
                empty: rsx! {
                    EmptyState { icon: IconName::Building2, title: text::empty(), body: text::empty_body(),
                        if may_add { Button { variant: ButtonVariant::Primary, onclick: move |_| adding.set(true), {text::new_customer()} } }
                    }
                },
                DataTable { caption: text::customers(), columns, rows, testid: "customers" }
                if goes_on { Button { loading: pages.loading(), onclick: move |_| pages.load_more(), {text::load_more()} } }
            }
        }
        if adding() {
            NewCustomerDialog {
                onclose: move |added: Option<AccountId>| {
                    adding.set(false);
                    if let Some(id) = added { go(&format!("/app/customers/{id}")); }
                },
            }
        }
    }
}

#[component]
fn NewCustomerDialog(onclose: EventHandler<Option<AccountId>>) -> Element {
    let toasts = use_toasts();
    let mut kind = use_signal(|| AccountKind::Company);
    let mut name = use_signal(String::new);
    let mut contact = use_signal(String::new);
    let mut email = use_signal(String::new);
    let mut phone = use_signal(String::new);
    let fields = use_query(&["custom_field"], || async { api::list_custom_fields().await });
    let mut custom = use_signal(CustomValues::new);
    let mut contact_custom = use_signal(CustomValues::new);
    let sending = use_sending();
    let mut twins = use_signal(Vec::<Duplicate>::new);
    let look = move || {
        let (name, email, phone) = (name.peek().clone(), email.peek().clone(), phone.peek().clone());
        spawn(async move {
            if let Ok(found) = api::customer_duplicates(Some(name.clone()), filled(&name), filled(&email), filled(&phone)).await {
                twins.set(found);
            }
        });
    };
    let submit = move |()| {
        let person = if kind() == AccountKind::Person { name.peek().clone() } else { contact.peek().clone() };
        let contact = filled(&person).map(|name| NewContact {
            name,
            email: filled(&email.peek()),
            phone: filled(&phone.peek()),
            roles: vec![],
            custom: contact_custom.peek().clone(),
        });
        let input = NewAccount {
            kind: kind(),
            name: name.peek().clone(),
            contact,
            tags: vec![],
            notes: String::new(),
            custom: custom.peek().clone(),
        };
        let request = async move {
            check(&input)?;
            api::create_customer(Valid(input)).await
        };
        sending.send(request, move |account| {
            toasts.say(text::added(&account.name));
            onclose.call(Some(account.id));
        });
    };
    // the first contact's name has a control of its own for a company only
    let problems = sending.problems_at(|field| match field.strip_prefix("contact.") {
        Some("name") if kind() == AccountKind::Company => "contact".into(),
        Some(field) => field.into(),
        None => field.into(),
    });
    // what must be said is asked at once, the rest on the record
    let needed = |of| asked(&fields.value().unwrap_or_default(), of).into_iter().filter(|field| field.required).collect::<Vec<_>>();
    let has_person = kind() == AccountKind::Person || !contact.read().trim().is_empty();
    let kinds = vec![
        Choice::new(AccountKind::Company.key(), text::company()).icon(IconName::Building2),
        Choice::new(AccountKind::Person.key(), text::person()).icon(IconName::Users),
    ];
    rsx! {
        FormDialog { title: text::new_customer(), size: DialogSize::Narrow, submit: text::add_customer(), sending, problems, onsubmit: submit, onclose: move |()| onclose.call(None),
            for twin in twins().into_iter().take(1) {
                InlineAlert { key: "{twin.account_id}", tone: Tone::Warn, live: true, title: text::possible_duplicate(&twin.name, twin.score),
                    actions: rsx! { LinkButton { href: "/app/customers/{twin.account_id}", size: Size::Sm, {text::open_existing()} } },
                    {gone::reasons(&twin.reasons)} " " {text::duplicate_body()}
                }
            }
            Segmented { label: text::kind(), name: "kind", options: kinds, value: kind().key(), full: true, onchange: move |v: String| if let Ok(k) = v.parse() { kind.set(k) } }
            TextInput { label: text::name(), name: "name", required: true, autofocus: true, value: name(), error: sending.error("name"), oninput: move |v| name.set(v), onchange: move |_| look() }
            if kind() == AccountKind::Company {
                TextInput { label: text::contact_name(), name: "contact", optional: true, value: contact(), error: sending.error("contact.name"), oninput: move |v| contact.set(v) }
            }
            TextInput { label: text::email(), name: "email", kind: InputKind::Email, optional: true, value: email(), error: sending.error("contact.email"), oninput: move |v| email.set(v), onchange: move |_| look() }
            TextInput { label: text::phone(), name: "phone", kind: InputKind::Tel, optional: true, value: phone(), error: sending.error("contact.phone"), oninput: move |v| phone.set(v), onchange: move |_| look() }
            CustomInputs { fields: needed(FieldOf::Account), values: custom(), sending, onchange: move |(key, value)| { custom.write().insert(key, value); } }
            if has_person {
                CustomInputs { fields: needed(FieldOf::Contact), values: contact_custom(), sending, prefix: "contact.", onchange: move |(key, value)| { contact_custom.write().insert(key, value); } }
            }
        }
    }
}
