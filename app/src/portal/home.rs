//! The customer's start page: one next step, then bookings and quotes.

use dioxus::prelude::*;
use shared::jobs::JobStatus;
use shared::portal::{PortalHome, PortalJobCard, PortalQuoteCard, next_job};
use shared::quotes::QuoteStatus;

use super::{api, text};
use crate::client::use_query;
use crate::ui::format::{self, DateStyle};
use crate::ui::*;

/// `/portal`
#[component]
pub fn PortalHomePage() -> Element {
    let home = use_query(&["job", "quote", "phase", "media"], api::portal_home);
    use_title(text::home());
    let state = match (home.value(), home.error()) {
        (Some(_), _) => Load::Ready,
        (None, Some(error)) => Load::failed(&error),
        (None, None) => Load::Loading,
    };
    rsx! {
        Async { page: true, state, onretry: move |()| home.refetch(),
            if let Some(home) = home.value() { Start { home } }
        }
    }
}

#[component]
fn Start(home: PortalHome) -> Element {
    let first = home.name.split(' ').next().unwrap_or_default().to_string();
    let waiting = home.quotes.iter().any(|quote| matches!(quote.status, QuoteStatus::Sent | QuoteStatus::Viewed));
    rsx! {
        div { class: "portal-page",
            h1 { tabindex: "-1", {text::hello(first)} }
            p { class: "muted", "{home.account} · {home.organization}" }
            NextStep { job: next_job(&home.jobs).cloned(), waiting }
            Card { title: text::jobs(), flush: true,
                if home.jobs.is_empty() { p { class: "w-card-empty", {text::jobs_empty()} } }
                for job in home.jobs.clone() {
                    LinkRow { key: "{job.id}", href: "/portal/jobs/{job.id}", title: job.title.clone(), detail: detail(&job),
                        JobChip { status: job.status }
                    }
                }
            }
            Card { title: text::quotes(), flush: true,
                if home.quotes.is_empty() { p { class: "w-card-empty", {text::quotes_empty()} } }
                for quote in home.quotes { QuoteRow { key: "{quote.id}", quote } }
            }
        }
    }
}

#[component]
fn NextStep(job: Option<PortalJobCard>, waiting: bool) -> Element {
    let Some(job) = job else {
        return rsx! {
            Card { title: text::next_step(), tone: Tone::Brand,
                if waiting {
                    h2 { {text::next_quote()} }
                    p { {text::next_quote_how()} }
                } else {
                    h2 { {text::nothing_title()} }
                    p { class: "muted", {text::nothing_body()} }
                }
            }
        };
    };
    let running = job.status == JobStatus::InProgress;
    rsx! {
        Card { title: text::next_step(), tone: Tone::Brand, testid: "next-step",
            h2 { if running { {text::next_running()} } else { {text::next_booked()} } }
            p { "{job.title}" }
            p { class: "muted", {detail(&job)} }
            if running {
                Progress { label: text::progress(job.phases_done, job.phases), value: job.phases_done as u64, max: job.phases.max(1) as u64 }
            }
            LinkButton { href: "/portal/jobs/{job.id}", variant: ButtonVariant::Primary, size: Size::Lg, full: true,
                if running { {text::follow()} } else { {text::see_booking()} }
            }
        }
    }
}

#[component]
fn QuoteRow(quote: PortalQuoteCard) -> Element {
    let (word, tone, icon) = match quote.status {
        QuoteStatus::Accepted => (text::quote_accepted(), Tone::Ok, IconName::Check),
        QuoteStatus::Declined => (text::quote_declined(), Tone::Neutral, IconName::X),
        QuoteStatus::Expired => (text::quote_expired(), Tone::Warn, IconName::Clock),
        QuoteStatus::Withdrawn => (text::quote_withdrawn(), Tone::Neutral, IconName::Ban),
        _ => (text::quote_waiting(), Tone::Info, IconName::Send),
    };
    rsx! {
        div { class: "w-link-row",
            div { class: "w-link-row-text",
                strong { "{quote.title}" }
                span { class: "muted", "{quote.number}" }
            }
            span { class: "num strong", {format::money(quote.total)} }
            StatusChip { label: word, tone, icon }
        }
    }
}

/// When it is and how far it got.
pub(super) fn detail(job: &PortalJobCard) -> String {
    let when = job.starts_at.map(|at| format::moment_in(at, &job.zone, DateStyle::Medium)).unwrap_or_else(text::no_date);
    format!("{} · {when}", job.number)
}

/// Where a booking stands, in the customer's words.
#[component]
pub(super) fn JobChip(status: JobStatus) -> Element {
    let (label, tone, icon) = match status {
        JobStatus::Requested => (text::status_requested(), Tone::Neutral, IconName::Circle),
        JobStatus::Booked | JobStatus::Assigned => (text::status_booked(), Tone::Info, IconName::CalendarCheck),
        JobStatus::InProgress => (text::status_in_progress(), Tone::Brand, IconName::Truck),
        JobStatus::Completed | JobStatus::Closed => (text::status_completed(), Tone::Ok, IconName::CircleCheck),
        JobStatus::Cancelled => (text::status_cancelled(), Tone::Neutral, IconName::Ban),
    };
    rsx! { StatusChip { label, tone, icon, testid: "job-status" } }
}
