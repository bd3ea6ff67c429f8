//! The customer's start page: one next step, how the booking stands, then everything else.

use dioxus::prelude::*;
use shared::JobId;
use shared::jobs::JobStatus;
use shared::packs::ServiceLine;
use shared::portal::{PortalHome, PortalJobCard, PortalQuoteCard, next_job};
use shared::quotes::QuoteStatus;

use super::track::Track;
use super::{api, text};
use crate::client::query::use_query_of;
use crate::client::{device, use_query, use_session};
use crate::ui::format::{self, DateStyle};
use crate::ui::*;

/// `/portal`
#[component]
pub fn PortalHomePage() -> Element {
    let home = use_query(&["job", "quote", "phase", "media"], api::portal_home);
    use_title(text::home());
    rsx! {
        Async { page: true, state: home.load(), onretry: move |()| home.refetch(),
            if let Some(home) = home.value() { Start { home } }
        }
    }
}

/// Whether it is on today, where the booking is.
fn is_today(job: &PortalJobCard) -> bool {
    let day = |at| format::date_in(at, &job.zone, DateStyle::Medium);
    job.starts_at.is_some_and(|at| day(at) == day(device::now())) || job.status == JobStatus::InProgress
}

fn waits(quote: &PortalQuoteCard) -> bool {
    matches!(quote.status, QuoteStatus::Sent | QuoteStatus::Viewed) && quote.valid_until.is_none_or(|until| until > device::now())
}

#[component]
fn Start(home: PortalHome) -> Element {
    let first = home.name.split(' ').next().unwrap_or_default().to_string();
    let next = next_job(&home.jobs).cloned();
    let quote = home.quotes.iter().find(|quote| waits(quote)).cloned();
    let title = match &next {
        Some(job) if is_today(job) && job.line == ServiceLine::Moving => text::moving_day(&first),
        Some(job) if is_today(job) => text::trip_day(&first),
        _ => text::hello(&first),
    };
    let line = match &next {
        Some(job) => detail(job),
        None => home.account.clone(),
    };
    let signed: Vec<PortalQuoteCard> = home.quotes.iter().filter(|quote| quote.status == QuoteStatus::Accepted).cloned().collect();
    rsx! {
        PageHeader { band: false, title, meta: rsx! { {line} } }
        div { class: "w-portal-columns",
            div { class: "portal-page",
                if let Some(quote) = quote { QuoteStep { quote } } else if next.is_none() { NothingStep {} }
                if let Some(job) = next { Following { id: job.id, title: job.title } }
                Bookings { jobs: home.jobs.clone(), most: SHORT }
            }
            div { class: "portal-page",
                Quotes { quotes: home.quotes.clone(), most: SHORT }
                if !signed.is_empty() {
                    Card { title: text::documents(), flush: true,
                        for quote in signed {
                            LinkRow { key: "{quote.id}", href: "/my/quotes/{quote.id}", icon: IconName::FileText, title: text::signed_quote(), detail: "{quote.number} · {quote.title}" }
                        }
                    }
                }
            }
        }
    }
}

/// How many of a list the start page shows.
const SHORT: usize = 3;

/// `/portal/jobs`
#[component]
pub fn PortalJobsPage() -> Element {
    use_title(text::jobs());
    rsx! { Listed { title: text::jobs(), list: |home: PortalHome| rsx! { Bookings { jobs: home.jobs, most: usize::MAX } } } }
}

/// `/portal/quotes`
#[component]
pub fn PortalQuotesPage() -> Element {
    use_title(text::quotes());
    rsx! { Listed { title: text::quotes(), list: |home: PortalHome| rsx! { Quotes { quotes: home.quotes, most: usize::MAX } } } }
}

/// A page of one list.
#[component]
fn Listed(title: String, list: Callback<PortalHome, Element>) -> Element {
    let home = use_query(&["job", "quote"], api::portal_home);
    rsx! {
        PageHeader { band: false, title }
        Async { state: home.load(), onretry: move |()| home.refetch(),
            if let Some(home) = home.value() { {list.call(home)} }
        }
    }
}

#[component]
fn Bookings(jobs: Vec<PortalJobCard>, most: usize) -> Element {
    let all = jobs.len();
    let end = if all > most {
        rsx! { A { href: "/portal/jobs", {text::see_all(all)} } }
    } else {
        VNode::empty()
    };
    rsx! {
        Card { title: text::jobs(), flush: true, actions: end,
            if jobs.is_empty() { p { class: "w-card-empty", {text::jobs_empty()} } }
            for job in jobs.into_iter().take(most) {
                LinkRow { key: "{job.id}", href: "/portal/jobs/{job.id}", title: job.title.clone(), detail: detail(&job),
                    JobChip { status: job.status }
                }
            }
        }
    }
}

#[component]
fn Quotes(quotes: Vec<PortalQuoteCard>, most: usize) -> Element {
    let all = quotes.len();
    let end = if all > most {
        rsx! { A { href: "/portal/quotes", {text::see_all(all)} } }
    } else {
        VNode::empty()
    };
    rsx! {
        Card { title: text::quotes(), flush: true, actions: end,
            if quotes.is_empty() { p { class: "w-card-empty", {text::quotes_empty()} } }
            for quote in quotes.into_iter().take(most) { QuoteRow { key: "{quote.id}", quote } }
        }
    }
}

/// A quote waits for an answer: the one thing to do.
#[component]
fn QuoteStep(quote: PortalQuoteCard) -> Element {
    let zone = use_session().zone;
    let until = quote.valid_until.map(|at| text::answer_by(format::date_in(at, &zone, DateStyle::Day)));
    rsx! {
        Card { tone: Tone::Brand, testid: "next-step",
            p { class: "p-step", span { class: "strong", {text::next_step()} } if let Some(until) = until { span { class: "muted", {until} } } }
            h2 { class: "p-step-title", {text::read_quote(&quote.title)} }
            p { class: "p-sum", span { class: "muted", {text::total()} } strong { class: "num", {format::money(quote.total)} } }
            LinkButton { href: "/my/quotes/{quote.id}", variant: ButtonVariant::Primary, size: Size::Lg, {text::open_quote()} }
        }
    }
}

#[component]
fn NothingStep() -> Element {
    rsx! {
        Card { tone: Tone::Brand, testid: "next-step",
            p { class: "p-step", span { class: "strong", {text::next_step()} } }
            h2 { class: "p-step-title", {text::nothing_title()} }
            p { class: "muted", {text::nothing_body()} }
        }
    }
}

/// The booking that runs or comes next, live.
#[component]
fn Following(id: ReadSignal<JobId>, title: String) -> Element {
    let job = use_query_of(&["job", "phase", "item", "media", "crew"], move || id(), |id| api::portal_job(id));
    rsx! {
        section { class: "p-following", aria_label: title.clone(),
            Async { state: job.load(), onretry: move |()| job.refetch(),
                if let Some(job) = job.value() {
                    Track { job, actions: rsx! { LinkButton { href: "/portal/jobs/{id}", size: Size::Lg, {text::see_booking()} } } }
                }
            }
        }
    }
}

#[component]
fn QuoteRow(quote: PortalQuoteCard) -> Element {
    let over = matches!(quote.status, QuoteStatus::Sent | QuoteStatus::Viewed) && !waits(&quote);
    let (word, tone, icon) = match quote.status {
        QuoteStatus::Accepted => (text::quote_accepted(), Tone::Ok, IconName::Check),
        QuoteStatus::Declined => (text::quote_declined(), Tone::Neutral, IconName::X),
        QuoteStatus::Expired => (text::quote_expired(), Tone::Warn, IconName::Clock),
        QuoteStatus::Withdrawn => (text::quote_withdrawn(), Tone::Neutral, IconName::Ban),
        _ if over => (text::quote_expired(), Tone::Warn, IconName::Clock),
        _ => (text::quote_waiting(), Tone::Info, IconName::Send),
    };
    rsx! {
        LinkRow { href: "/my/quotes/{quote.id}", title: quote.title.clone(), detail: quote.number.clone(),
            span { class: "p-row-end",
                span { class: "num strong", {format::money(quote.total)} }
                StatusChip { label: word, tone, icon }
            }
        }
    }
}

/// When it is, and its number.
pub(super) fn detail(job: &PortalJobCard) -> String {
    let when = job.starts_at.map(|at| format::moment_in(at, &job.zone, DateStyle::Full)).unwrap_or_else(text::no_date);
    format!("{when} · {}", job.number)
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
