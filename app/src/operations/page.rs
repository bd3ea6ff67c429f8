//! The operations screen: outgoing mail and background work.

use dioxus::prelude::*;
use shared::operations::{Mail, Work};

use super::{api, text};
use crate::api::Valid;
use crate::client::{use_query, use_session};
use crate::ui::*;
use shared::input::Nothing;

/// `/app/operations`
#[component]
pub fn OperationsPage() -> Element {
    use_title(text::title());
    let mails = use_query(&["mail"], || api::list_mails(None));
    let work = use_query(&["work"], api::list_work);
    let mut reading = use_signal(|| None::<Mail>);
    let mails_state = match (mails.value(), mails.error()) {
        (Some(page), _) => Load::of_list(&page.items, false),
        (None, Some(error)) => Load::failed(&error),
        (None, None) => Load::Loading,
    };
    let work_state = match (work.value(), work.error()) {
        (Some(rows), _) => Load::of_list(&rows, false),
        (None, Some(error)) => Load::failed(&error),
        (None, None) => Load::Loading,
    };
    rsx! {
        PageHeader { title: text::title(), icon: IconName::Hourglass }
        div { class: "w-page-body stack",
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
        spawn(async move {
            match api::retry_work(row.id, Valid(Nothing {})).await {
                Ok(()) => {
                    toasts.say(text::retried());
                    onretried.call(());
                }
                Err(error) => toasts.tell(Tone::Danger, error.to_string()),
            }
        });
    };
    rsx! {
        div { class: "w-link-row",
            div { class: "w-link-row-text",
                strong { "{row.kind}" }
                if let Some(problem) = row.last_error.clone() { span { class: "muted", "{problem}" } }
            }
            Chip { tone: if dead { Tone::Danger } else { Tone::Neutral }, "{row.status} · {row.attempts}" }
            DateTime { at: row.run_at, zone }
            if dead { Button { size: Size::Sm, onclick: retry, {text::retry()} } }
        }
    }
}

#[component]
fn MailRow(mail: Mail, onread: EventHandler<()>) -> Element {
    let zone = use_session().zone;
    let tone = match mail.status.as_str() {
        "sent" => Tone::Ok,
        "failed" => Tone::Danger,
        _ => Tone::Neutral,
    };
    rsx! {
        div { class: "w-link-row",
            div { class: "w-link-row-text",
                strong { "{mail.subject}" }
                span { class: "muted", "{mail.to_address}" }
            }
            Chip { tone, "{mail.status}" }
            DateTime { at: mail.created_at, zone }
            Button { size: Size::Sm, onclick: move |_| onread.call(()), {text::read()} }
        }
    }
}
