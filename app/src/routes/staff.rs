//! The office: addresses, sidebar, command palette, shortcuts.

use dioxus::prelude::*;
use shared::outbox::UploadState;
use shared::{AccountId, ImportId, JobId, LeadId, QuoteId, SiteVisitId};

use super::office::OfficeFrame;
use super::text;
use crate::audit::AuditPage;
use crate::client::outbox::{Outbox, use_outbox_engine};
use crate::client::{App, Connection, SessionGate, use_platform};
use crate::customers::{CustomerPage, CustomersPage, ImportPage, ImportsPage};
use crate::jobs::{JobPage, JobsPage};
use crate::leads::{LeadPage, LeadsPage, PipelinePage, VisitPage, VisitsPage};
use crate::operations::OperationsPage;
use crate::quotes::{QuotePage, QuotesPage};
use crate::ui::*;

#[derive(Clone, Debug, PartialEq, Routable)]
#[rustfmt::skip]
enum Route {
    #[layout(Frame)]
        #[redirect("/app", || Route::PipelinePage { query: String::new() })]
        #[route("/app/pipeline?:..query")]
        PipelinePage { query: String },
        #[route("/app/leads?:..query")]
        LeadsPage { query: String },
        #[route("/app/leads/:id")]
        LeadPage { id: LeadId },
        #[route("/app/leads/:id/visits/:visit")]
        VisitPage { id: LeadId, visit: SiteVisitId },
        #[route("/app/visits?:..query")]
        VisitsPage { query: String },
        #[route("/app/quotes?:..query")]
        QuotesPage { query: String },
        #[route("/app/quotes/:id")]
        QuotePage { id: QuoteId },
        #[route("/app/customers?:..query")]
        CustomersPage { query: String },
        #[route("/app/customers/imports")]
        ImportsPage {},
        #[route("/app/customers/imports/:id")]
        ImportPage { id: ImportId },
        #[route("/app/customers/:id")]
        CustomerPage { id: AccountId },
        #[route("/app/jobs?:..query")]
        JobsPage { query: String },
        #[route("/app/jobs/:id")]
        JobPage { id: JobId },
        #[route("/app/audit")]
        AuditPage {},
        #[route("/app/operations")]
        OperationsPage {},
        #[route("/:..rest")]
        MissingPage { rest: Vec<String> },
}

/// The office app.
#[component]
pub fn StaffApp() -> Element {
    use_platform();
    rsx! { OfficeGate { Router::<Route> {} } }
}

/// What is below it is shown to whoever is logged in.
#[component]
pub(super) fn OfficeGate(children: Element) -> Element {
    rsx! {
        SessionGate {
            loading: rsx! { Opening {} },
            failed: move |error: shared::Error| rsx! { main { ErrorState { page: true, body: error.to_string() } } },
            Queued { {children} }
        }
    }
}

/// Keeps and sends what was taken on this device, whichever page is open: photos and files of site visits.
#[component]
fn Queued(children: Element) -> Element {
    let outbox = use_outbox_engine();
    use_context_provider(|| outbox);
    children
}

/// Shown until the session is known.
#[component]
pub(super) fn Opening() -> Element {
    rsx! { div { class: "w-opening", role: "status", Spinner { label: text::moment() } } }
}

/// What is shown at an address that leads nowhere.
#[component]
pub(super) fn MissingPage(rest: Vec<String>) -> Element {
    use_title(text::missing_title());
    let _ = rest;
    rsx! {
        EmptyState { page: true, icon: IconName::Search, title: text::missing_title(), body: text::missing_body(),
            LinkButton { href: "/app", {text::home()} }
        }
    }
}

#[component]
fn Frame() -> Element {
    let path = use_route::<Route>().to_string();
    rsx! {
        OfficeFrame { path, Outlet::<Route> {} }
    }
}

/// How many files the server refused, and how much waits on this device in all.
pub(super) fn held_back(outbox: Outbox) -> (usize, usize) {
    let refused = outbox.uploads.read().files().into_iter().filter(|file| matches!(file.state, UploadState::Attention(_))).count();
    (refused, outbox.pending())
}

/// Where the device stands: what the server refused comes first, for somebody has to look.
pub(super) fn sync_state(connection: Connection, (refused, waiting): (usize, usize)) -> SyncState {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    match connection {
        _ if refused > 0 => SyncState::Attention { count: count(refused) },
        Connection::Online => SyncState::Online,
        Connection::Offline => SyncState::Offline { waiting: count(waiting) },
        Connection::Syncing(n) => SyncState::Syncing { done: 0, total: count(n) },
    }
}

/// Starts the office app in the page.
pub fn launch() {
    crate::client::start(App::Staff);
    dioxus::launch(StaffApp);
}
