//! What public forms sent, as it came in: to see why something is no lead, and to read it again.

use dioxus::prelude::*;
use shared::access::Action;
use shared::input::{Nothing, filled};
use shared::leads::{Intake, IntakeStatus};

use super::sources::Sources;
use super::{api, text, words};
use crate::api::Valid;
use crate::client::{use_address, use_query, use_session};
use crate::ui::*;

/// The kept forms, the latest first.
#[component]
pub fn IntakesPage(query: ReadSignal<String>) -> Element {
    use_title(text::intakes());
    let address = use_address("/app/settings/intakes", query);
    let may_assign = use_session().access.may(Action::LeadsAssign);
    let intakes = use_query(&["lead", "intake"], move || {
        let status = address.get("status");
        async move { api::list_intakes(filled(&status)).await }
    });
    let shown = intakes.value();
    let status = address.get("status");
    let state = intakes.load_as(|list| Load::of_list(list, !status.is_empty()));
    let tabs: Vec<(String, String)> = [(String::new(), text::all())]
        .into_iter()
        .chain(IntakeStatus::ALL.iter().map(|s| (s.key().to_string(), status_words(*s).0)))
        .collect();
    rsx! {
        PageHeader { title: text::intakes(),
            div { class: "w-view-tabs", role: "group", aria_label: text::status(),
                for (key, label) in tabs {
                    button { key: "{key}", r#type: "button", aria_pressed: if status == key { "true" } else { "false" },
                        onclick: move |_| address.choose(&[("status", &key)]),
                        {label}
                    }
                }
            }
        }
        div { class: "w-page-body",
            p { class: "muted", {text::intakes_about()} }
            if may_assign { Sources {} }
            Async { state, onretry: move |()| intakes.refetch(), onclear: move |()| address.choose(&[("status", "")]),
                empty: rsx! { EmptyState { icon: IconName::Inbox, title: text::no_intakes(), body: text::no_intakes_body() } },
                ul { class: "stack",
                    for intake in shown.unwrap_or_default() {
                        li { key: "{intake.id}", Received { intake, onread: move |()| intakes.refetch() } }
                    }
                }
            }
        }
    }
}

fn status_words(status: IntakeStatus) -> (String, IconName, Tone) {
    match status {
        IntakeStatus::Received => (text::intake_received(), IconName::Hourglass, Tone::Info),
        IntakeStatus::Accepted => (text::intake_accepted(), IconName::Check, Tone::Ok),
        IntakeStatus::Spam => (text::intake_spam(), IconName::Ban, Tone::Neutral),
        IntakeStatus::Failed => (text::intake_failed(), IconName::CircleAlert, Tone::Danger),
    }
}

#[component]
fn Received(intake: Intake, onread: EventHandler<()>) -> Element {
    let session = use_session();
    let toasts = use_toasts();
    let mut open = use_signal(|| false);
    let mut reading = use_signal(|| false);
    let id = intake.id;
    let (label, icon, tone) = status_words(intake.status);
    let said = |key: &str| intake.payload.get(key).and_then(|v| v.as_str()).unwrap_or_default().to_string();
    let (name, reach) = (said("name"), [said("email"), said("phone")].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", "));
    let raw = serde_json::to_string_pretty(&intake.payload).unwrap_or_default();
    rsx! {
        Card {
            div { class: "row wrap",
                div { class: "grow",
                    b { if name.is_empty() { {text::nameless()} } else { {name} } }
                    p { class: "sm muted",
                        {format::moment_in(intake.received_at, &session.zone, format::DateStyle::Full)} " · " {words::source(intake.source)}
                        if let Some(via) = intake.via.clone() { " " {text::via(via)} }
                        if !reach.is_empty() { " · " {reach} }
                    }
                }
                StatusChip { label, icon, tone }
                if let Some(lead) = intake.lead_id {
                    LinkButton { href: "/app/leads/{lead}", size: Size::Sm, {text::open_lead()} }
                } else if intake.status != IntakeStatus::Accepted {
                    Button { size: Size::Sm, icon: IconName::RefreshCw, loading: reading(),
                        onclick: move |_| {
                            if *reading.peek() { return }
                            reading.set(true);
                            spawn(async move {
                                match api::replay_intake(id, Valid(Nothing {})).await {
                                    Ok(lead) => toasts.say(text::lead_added(&lead.row.number)),
                                    Err(error) => toasts.tell(Tone::Danger, text::still_no_lead(error)),
                                }
                                reading.set(false);
                                onread.call(());
                            });
                        },
                        {text::read_again()}
                    }
                }
                Button { size: Size::Sm, variant: ButtonVariant::Ghost, icon: if open() { IconName::ChevronUp } else { IconName::ChevronDown }, aria_expanded: if open() { "true" } else { "false" }, onclick: move |_| open.toggle(), {text::as_received()} }
            }
            if let Some(problem) = intake.problem.clone() { InlineAlert { tone: Tone::Danger, {problem} } }
            if open() { pre { class: "w-raw", tabindex: "0", {raw} } }
        }
    }
}
