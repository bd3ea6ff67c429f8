//! The mails about a lead or a quote: when each went out, whether somebody opened it, and each time in detail.

use dioxus::prelude::*;
use shared::tracking::{HitKind, MailHit, MailState, MailTrail};
use shared::{LeadId, QuoteId};

use super::{api, text};
use crate::client::use_query;
use crate::ui::format::{DateStyle, moment_in};
use crate::ui::*;

/// What the mails are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailsAbout {
    Lead(LeadId),
    Quote(QuoteId),
}

/// The mails and what became of them, the latest first. For something else it has to be another one, by its key.
#[component]
pub fn MailTrails(
    /// What they are about.
    about: MailsAbout,
    /// The zone moments are shown in.
    zone: String,
) -> Element {
    let trails = use_query(&["quote", "lead", "activity"], move || async move {
        match about {
            MailsAbout::Lead(id) => api::lead_mails(id).await,
            MailsAbout::Quote(id) => api::quote_mails(id).await,
        }
    });
    let shown = trails.value().unwrap_or_default();
    let any_tracked = shown.iter().any(|trail| trail.tracked);
    rsx! {
        div { class: "stack", "data-testid": "mails",
            Async { state: trails.load(), count: 2, onretry: move |()| trails.refetch(),
                if shown.is_empty() { p { class: "sm muted", {text::none()} } }
                ul { class: "w-visits",
                    for trail in shown {
                        Trail { key: "{trail.id}", trail, zone: zone.clone() }
                    }
                }
                if any_tracked { p { class: "xs muted", {text::about()} } }
            }
        }
    }
}

/// One mail: what it was, what became of it, and each hit.
#[component]
fn Trail(trail: MailTrail, zone: String) -> Element {
    let moment = |at| moment_in(at, &zone, DateStyle::Short);
    let what = trail.subject.as_ref().map_or_else(|| text::occasion(trail.occasion), text::written);
    let title = match &trail.to {
        Some(to) => text::to(what, to),
        None => what,
    };
    let out = match trail.state {
        MailState::Queued => text::queued(moment(trail.created_at)),
        MailState::Sent => text::sent(moment(trail.sent_at.unwrap_or(trail.created_at))),
        MailState::Kept => text::kept(moment(trail.sent_at.unwrap_or(trail.created_at))),
        MailState::Failed => text::failed(moment(trail.created_at)),
    };
    let done = |kind: HitKind, say: fn(String) -> String| {
        let (at, machine) = trail.first(kind)?;
        let said = say(moment(at));
        Some(match machine {
            Some(sign) => text::by_machine(said, text::sign(sign)),
            None => said,
        })
    };
    let opened = done(HitKind::Open, text::opened);
    let clicked = done(HitKind::Click, text::clicked);
    let nothing = match (trail.tracked, opened.is_none() && clicked.is_none()) {
        (false, _) => Some(text::not_tracked()),
        (true, true) => Some(text::not_opened()),
        (true, false) => None,
    };
    let told: Vec<String> = [Some(out), opened, clicked, nothing].into_iter().flatten().collect();
    rsx! {
        li { class: "sm", "data-testid": "mail",
            strong { {title} }
            p { class: "muted", {told.join(" · ")} }
            if !trail.hits.is_empty() {
                details {
                    summary { class: "muted", {text::each(trail.hits.len())} }
                    ul { class: "w-visits",
                        for (i, hit) in trail.hits.iter().cloned().enumerate() {
                            Hit { key: "{i}", hit, zone: zone.clone() }
                        }
                    }
                }
            }
        }
    }
}

#[component]
fn Hit(hit: MailHit, zone: String) -> Element {
    let judged = hit.machine.map_or_else(text::person, |sign| text::machine(text::sign(sign)));
    let link = hit.link;
    rsx! {
        li { class: "xs",
            {text::hit(hit.kind, hit.agent)} " "
            if let Some(link) = link { span { class: "pre", {link} } " " }
            span { class: "muted", {text::judged(moment_in(hit.at, &zone, DateStyle::Short), judged)} }
        }
    }
}
