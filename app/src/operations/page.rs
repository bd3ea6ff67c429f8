//! The operations screen: outgoing mail and background work.

use dioxus::prelude::*;
use shared::MailId;
use shared::operations::{Mail, Work};

use super::{api, text};
use crate::api::Valid;
use crate::client::{js, use_query, use_session};
use crate::ui::*;
use shared::input::Nothing;

/// How often work that waits or runs, and mails on their way, are looked at again: that they are done is told by nothing.
const LOOK_MS: u32 = 3_000;

/// `/app/operations`
#[component]
pub fn OperationsPage() -> Element {
    use_title(text::title());
    // the cursors of the pages gone through
    let mut pages = use_signal(Vec::<MailId>::new);
    let mails = use_query(&["mail"], move || {
        let after = pages.read().last().copied();
        api::list_mails(after)
    });
    let next = mails.value().and_then(|page| page.next?.parse::<MailId>().ok());
    let work = use_query(&["work"], api::list_work);
    use_future(move || async move {
        loop {
            js::sleep(LOOK_MS).await;
            if work.peek().is_some_and(|rows| rows.iter().any(|row| row.status != "dead")) {
                work.refetch();
            }
            if mails.peek().is_some_and(|page| page.items.iter().any(|mail| mail.status == "queued")) {
                mails.refetch();
            }
        }
    });
    let mut reading = use_signal(|| None::<Mail>);
    let mails_state = mails.load_as(|page| Load::of_list(&page.items, false));
    let work_state = work.load_as(|rows| Load::of_list(rows, false));
    rsx! {
        PageHeader { title: text::title(), meta: rsx! { {text::lead()} } }
        div { class: "w-page",
            Card { title: text::work(), flush: true,
                Async { state: work_state, onretry: move |()| work.refetch(), empty: rsx! { EmptyState { icon: IconName::CircleCheck, title: text::work_empty() } },
                    for row in work.value().unwrap_or_default() { WorkRow { key: "{row.id}", row, onretried: move |()| work.refetch() } }
                }
            }
            Card { title: text::mails(), flush: true,
                Async { state: mails_state, onretry: move |()| mails.refetch(), empty: rsx! { EmptyState { icon: IconName::Mail, title: text::mails_empty() } },
                    for mail in mails.value().map(|page| page.items).unwrap_or_default() {
                        MailRow { key: "{mail.id}", mail: mail.clone(), onread: move |()| reading.set(Some(mail.clone())) }
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
        if let Some(mail) = reading() {
            Dialog { open: true, title: mail.subject.clone(), size: DialogSize::Wide, onclose: move |()| reading.set(None),
                p { class: "muted", {format!("{}: {} {}", text::to(), mail.to_name, mail.to_address)} }
                p { class: "pre", "{mail.text_body}" }
            }
        }
    }
}

#[component]
fn WorkRow(row: Work, onretried: EventHandler<()>) -> Element {
    let zone = use_session().zone;
    let toasts = use_toasts();
    let dead = row.status == "dead";
    let retry = move |_| {
        toasts.attempt(api::retry_work(row.id, Valid(Nothing {})), move |()| {
            toasts.say(text::retried());
            onretried.call(());
        });
    };
    rsx! {
        div { class: "w-link-row",
            div { class: "w-link-row-text",
                strong { {text::kind_of(&row.kind)} }
                if let Some(problem) = row.last_error.clone() { span { class: "muted", "{problem}" } }
            }
            StatusChip {
                label: text::work_status(&row.status),
                icon: if dead { IconName::CircleX } else if row.status == "running" { IconName::LoaderCircle } else { IconName::Clock },
                tone: if dead { Tone::Danger } else { Tone::Neutral },
            }
            span { class: "muted sm nowrap", {text::tries(row.attempts)} " · " DateTime { at: row.run_at, zone } }
            if dead { Button { size: Size::Sm, onclick: retry, {text::retry()} } }
        }
    }
}

#[component]
fn MailRow(mail: Mail, onread: EventHandler<()>) -> Element {
    let zone = use_session().zone;
    let (tone, icon) = match mail.status.as_str() {
        "sent" => (Tone::Ok, IconName::Check),
        "failed" => (Tone::Danger, IconName::CircleX),
        "queued" => (Tone::Info, IconName::Clock),
        _ => (Tone::Neutral, IconName::Inbox),
    };
    rsx! {
        div { class: "w-link-row",
            div { class: "w-link-row-text",
                strong { "{mail.subject}" }
                span { class: "muted", {format!("{} · {}", mail.to_name, mail.to_address)} }
                if let Some(problem) = mail.error.clone() { span { class: "tone", "data-tone": "danger", {problem} } }
            }
            StatusChip { label: text::mail_status(&mail.status), icon, tone }
            span { class: "muted sm nowrap", DateTime { at: mail.created_at, zone } }
            Button { size: Size::Sm, onclick: move |_| onread.call(()), {text::read()} }
        }
    }
}
