//! The audit view: everything that happened, by whom, from where.

use std::collections::BTreeSet;

use dioxus::prelude::*;
use shared::events::Event;

use super::{api, text};
use crate::client::query::use_query;
use crate::client::session::use_session;
use crate::ui::format::{self, DateStyle};
use crate::ui::*;

/// `/app/audit`
#[component]
pub fn AuditPage() -> Element {
    let session = use_session();
    let zone = session.zone.clone();
    let toasts = use_toasts();
    let mut search = use_signal(String::new);
    let mut room = use_signal(String::new);
    let mut ip = use_signal(String::new);
    let mut from = use_signal(String::new);
    let mut to = use_signal(String::new);
    let mut pages = use_signal(Vec::<i64>::new);
    let mut checking = use_signal(|| false);
    let list = use_query(&[], {
        let zone = zone.clone();
        move || {
            let some = |text: String| (!text.trim().is_empty()).then_some(text);
            let day = |text: String, plus: u64| {
                let day = chrono::NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok()?.checked_add_days(chrono::Days::new(plus))?;
                Some(format::instant(day.and_time(chrono::NaiveTime::MIN), &zone))
            };
            let (kind, words, address) = (some(room()), some(search()), some(ip()));
            let (from, to, after) = (day(from(), 0), day(to(), 1), pages.read().last().copied());
            async move { api::list_events(None, None, kind, from, to, address, words, after, None).await }
        }
    });
    use_title(text::audit());
    let value = list.value();
    let state = list.load_as(|page| Load::of_list(&page.items, true));
    let rooms: BTreeSet<&str> = shared::events::registry().iter().filter_map(|k| k.name.split('.').next()).collect();
    let rooms: Vec<SelectOption> = std::iter::once(SelectOption::new("", text::every_room()))
        .chain(rooms.into_iter().map(|r| SelectOption::new(r, text::room_name(r))))
        .collect();
    let next = value.as_ref().and_then(|p| p.next.as_ref()?.parse::<i64>().ok());
    let check = move |_| {
        spawn(async move {
            checking.set(true);
            match api::check_chain().await {
                Ok(found) if found.valid => toasts.say(if found.entries == 1 { text::checked_one() } else { text::checked(found.entries) }),
                Ok(found) => toasts.tell(Tone::Danger, text::broken(found.broken_at.unwrap_or_default())),
                Err(error) => toasts.tell(Tone::Danger, error.to_string()),
            }
            checking.set(false);
        });
    };
    let day = |text: String, plus: u64| {
        let day = chrono::NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok()?.checked_add_days(chrono::Days::new(plus))?;
        Some(format::instant(day.and_time(chrono::NaiveTime::MIN), &zone).to_rfc3339_opts(chrono::SecondsFormat::Secs, true))
    };
    // the file holds what the list shows
    let given = [
        ("kind", room()),
        ("search", search()),
        ("ip", ip()),
        ("from", day(from(), 0).unwrap_or_default()),
        ("to", day(to(), 1).unwrap_or_default()),
    ]
    .into_iter()
    .filter(|(_, value)| !value.trim().is_empty())
    .map(|(name, value)| format!("{name}={}", js_sys::encode_uri_component(value.trim())))
    .collect::<Vec<_>>();
    let csv = format!("/api/v1/audit.csv?{}", given.join("&"));
    rsx! {
        div { class: "w-frame",
            PageHeader {
                title: text::audit(),
                meta: rsx! { {text::audit_lead()} },
                actions: rsx! {
                    Button { size: Size::Sm, icon: IconName::ShieldCheck, loading: checking(), onclick: check, {text::check()} }
                    a { class: "w-btn", "data-size": "sm", href: csv, download: "audit.csv", Icon { name: IconName::Download, size: IconSize::Sm } {text::export()} }
                },
            }
            div { class: "w-page",
            Card { flush: true, testid: "audit",
                Toolbar { label: text::filters(),
                    SearchInput { label: text::find(), value: search(), oninput: move |words| { search.set(words); pages.write().clear(); } }
                    Select { label: text::room(), name: "room", options: rooms, value: room(), label_hidden: true, size: Size::Sm, onchange: move |key| { room.set(key); pages.write().clear(); } }
                    DateInput { label: text::from_day(), name: "from", value: from(), size: Size::Sm, onchange: move |day| { from.set(day); pages.write().clear(); } }
                    DateInput { label: text::to_day(), name: "to", value: to(), size: Size::Sm, onchange: move |day| { to.set(day); pages.write().clear(); } }
                    SearchInput { label: text::ip(), name: "ip", placeholder: text::ip(), value: ip(), oninput: move |address| { ip.set(address); pages.write().clear(); } }
                }
                Async {
                    state,
                    shape: SkeletonShape::Rows,
                    onretry: move |()| list.refetch(),
                    onclear: move |()| { search.set(String::new()); room.set(String::new()); ip.set(String::new()); from.set(String::new()); to.set(String::new()); },
                    if let Some(page) = value { EventTable { events: page.items, zone: zone.clone() } }
                }
                if next.is_some() || !pages.read().is_empty() {
                    nav { class: "row end jb-pages", aria_label: text::pages(),
                        Button { size: Size::Sm, icon: IconName::ChevronLeft, disabled: pages.read().is_empty(), onclick: move |_| { pages.write().pop(); }, {text::newer()} }
                        Button { size: Size::Sm, icon_end: IconName::ChevronRight, disabled: next.is_none(), onclick: move |_| if let Some(next) = next { pages.write().push(next) }, {text::older()} }
                    }
                }
            }
            }
        }
    }
}

#[component]
fn EventTable(events: Vec<Event>, zone: String) -> Element {
    let columns = vec![
        Column::new("when", text::when()),
        Column::new("who", text::who()),
        Column::new("what", text::what()),
        Column::new("origin", text::origin()),
    ];
    let rows = events.into_iter().map(|event| Row::new(event.seq, event.kind.clone(), cells(&event, &zone))).collect::<Vec<_>>();
    rsx! { DataTable { caption: text::audit(), columns, rows, density: Density::Compact } }
}

fn cells(event: &Event, zone: &str) -> Vec<Element> {
    let event = event.clone();
    let at_visit = event.data.get("visit").is_some();
    let href = match (event.of.unwrap_or(event.entity_id), event.kind.split('.').next().unwrap_or_default()) {
        (id, "media") if at_visit => Some(format!("/app/leads/{id}")),
        (id, "jobs" | "phases" | "items" | "media") => Some(format!("/app/jobs/{id}")),
        (id, "quotes") => Some(format!("/app/quotes/{id}")),
        (id, "leads") => Some(format!("/app/leads/{id}")),
        _ => None,
    };
    let says = text::sentence(&event);
    vec![
        rsx! { span { class: "nowrap", DateTime { at: event.at, zone: zone.to_string(), style: DateStyle::Short } } },
        rsx! {
            span { class: "jb-two",
                b { class: "nowrap", {event.actor.clone()} }
                if let Some(other) = event.on_behalf_of.clone() { span { class: "sm tone", "data-tone": "warn", {format!("{} {other}", text::on_behalf())} } }
                span { class: "muted sm", {text::actor_name(&event.actor_kind)} }
            }
        },
        rsx! {
            span { class: "jb-two",
                if let Some(href) = href { A { href, {says} } } else { span { {says} } }
                details { class: "sm muted", summary { {format!("{} · {}", event.seq, event.kind)} } pre { class: "pre xs mono au-data", {serde_json::to_string_pretty(&event.data).unwrap_or_default()} } }
            }
        },
        rsx! { span { class: "jb-two sm", span { class: "num", {event.ip.clone().unwrap_or_default()} } span { class: "muted", title: event.device.clone().unwrap_or_default(), {device(event.device.as_deref().unwrap_or_default())} } } },
    ]
}

/// A device by a short name: browsers say a whole sentence.
fn device(told: &str) -> String {
    if told.contains('/') { shared::identity::device_name(told) } else { told.to_string() }
}
