//! The frame around every field page: the shell with the truth about the device, and the list of jobs beside the page on
//! a wide screen.

use dioxus::prelude::*;
use shared::jobs::Job;
use shared::outbox::UploadState;

use super::clock;
use super::list::{CrewToday, JobList};
use super::overlay::Shown;
use super::state::{Field, use_field};
use super::text;
use crate::client::device::Theme;
use crate::client::store::StoreError;
use crate::client::sw::{apply_update, use_update};
use crate::client::{session, use_session};
use crate::routes::field::Route;
use crate::shells::FieldShell;
use crate::shells::field::TapButton;
use crate::ui::format::duration;
use crate::ui::{Avatar, AvatarSize, Banner, Button, ButtonVariant, IconName, NavItem, Size, SyncState, Tone, announce};

/// What stays while pages change: it says where one is after each navigation.
#[component]
pub fn Layout() -> Element {
    let heading = use_context_provider(|| Heading(Signal::new(String::new())));
    let path = use_route::<Route>().to_string();
    let mut last = use_signal(|| None::<String>);
    use_effect(use_reactive!(|path| {
        let page = path.split(['?', '#']).next().unwrap_or_default().to_owned();
        let before = last.peek().clone();
        if before.as_deref() != Some(page.as_str()) {
            if before.is_some() {
                focus_heading();
                announce(heading.0.peek().clone());
            }
            last.set(Some(page));
        }
    }));
    rsx! { Outlet::<Route> {} }
}

/// The title of the page shown.
#[derive(Clone, Copy, PartialEq)]
struct Heading(Signal<String>);

fn focus_heading() {
    use wasm_bindgen::JsCast;
    let found = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector("h1[tabindex='-1']").ok().flatten());
    if let Some(heading) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        // a heading that is gone already leaves the focus where it was
        let _ = heading.focus();
    }
}

/// One page in the frame.
#[component]
pub fn Frame(
    #[props(into)] title: String,
    subtitle: Option<String>,
    /// Where the back arrow leads; the shell says "back".
    back: Option<String>,
    /// The title is for screen readers only, and the truth about the connection takes its room.
    #[props(default)]
    quiet: bool,
    /// Shows the jobs of this device beside the page on a wide screen.
    #[props(default)]
    list: bool,
    /// The job that is open.
    job: Option<Job>,
    /// The docked action.
    #[props(default = VNode::empty())]
    dock: Element,
    children: Element,
) -> Element {
    let field = use_field();
    let mut heading = use_context::<Heading>().0;
    if *heading.peek() != title {
        heading.set(title.clone());
    }
    let mut sun = use_signal(|| Theme::current() == Theme::Sun);
    let path = use_route::<Route>().to_string();
    let pending = u32::try_from(field.outbox.pending()).unwrap_or(u32::MAX);
    let items = vec![
        NavItem { exact: true, ..NavItem::new("/field", text::today(), IconName::CalendarDays) },
        NavItem::new(field.with_jobs(capture_path), text::capture(), IconName::Camera),
        NavItem::new("/field/sync", text::sync(), IconName::RefreshCw).count(pending),
        NavItem::new("/field/more", text::more(), IconName::Menu),
    ];
    let tools = rsx! {
        if quiet {
            TapButton {
                label: text::sun_theme(),
                icon: IconName::Sun,
                pressed: sun(),
                onclick: move |_| {
                    let next = if sun() { Theme::Auto } else { Theme::Sun };
                    next.choose();
                    sun.set(next == Theme::Sun);
                },
            }
        }
    };
    let person = if quiet {
        rsx! { Person { job: job.clone() } }
    } else {
        VNode::empty()
    };
    rsx! {
        FieldShell {
            title: (!quiet).then(|| title.clone()),
            window_title: title.clone(),
            detail: subtitle,
            back,
            sync: state_of(field),
            items,
            path,
            tools,
            banner: rsx! { Banners {} },
            person,
            list: if list { beside(job) } else { VNode::empty() },
            dock,
            if quiet {
                h1 { class: "sr", tabindex: "-1", {title} }
            }
            {children}
        }
    }
}

fn beside(job: Option<Job>) -> Element {
    rsx! {
        nav { aria_label: text::my_work(), JobList { current: job.as_ref().map(|job| job.id) } }
        if let Some(job) = job {
            CrewToday { job }
        }
    }
}

/// Who works on this device, and as what.
#[component]
fn Person(job: Option<Job>) -> Element {
    let field = use_field();
    let person = use_session();
    let me = field.worker.read().member;
    let role = me.and_then(|me| job.as_ref()?.role_of(me)).map_or(person.org_name, |role| role.text());
    rsx! {
        span { class: "w-field-person",
            Avatar { name: person.name.clone(), decorative: true, size: AvatarSize::Lg }
            span {
                b { {person.name} }
                span { {role} }
            }
        }
    }
}

/// What somebody must know on every page.
#[component]
fn Banners() -> Element {
    let field = use_field();
    let update = use_update();
    let trouble = (field.outbox.trouble)();
    let full = matches!(trouble, Some(StoreError::Full));
    let ahead = clock::ahead((field.offset_ms)(), (field.clock_read)());
    rsx! {
        if trouble.is_some() {
            Banner { tone: Tone::Danger,
                strong { {if full { text::storage_full_title() } else { text::storage_refused_title() }} }
                " "
                {if full { text::storage_full() } else { text::storage_refused() }}
            }
        }
        if (field.outbox.logged_out)() {
            Banner { tone: Tone::Warn, actions: rsx! { Button { size: Size::Lg, variant: ButtonVariant::Primary, onclick: move |_| session::go_to_login(), {text::log_in()} } },
                {text::login_needed()}
            }
        }
        if let Some(minutes) = ahead {
            Banner {
                tone: Tone::Warn,
                icon: IconName::Clock,
                actions: rsx! {
                    Button {
                        size: Size::Lg,
                        onclick: move |_| {
                            let mut read = field.clock_read;
                            read.set(*field.offset_ms.peek());
                        },
                        {text::understood()}
                    }
                },
                {if minutes > 0 { text::clock_ahead(duration(minutes)) } else { text::clock_behind(duration(-minutes)) }}
            }
        }
        if update.is_ready() && field.outbox.pending() == 0 {
            Banner { tone: Tone::Info, actions: rsx! { Button { size: Size::Lg, onclick: move |_| apply_update(), {text::update_now()} } }, {text::update_ready()} }
        }
    }
}

fn state_of(field: Field) -> SyncState {
    let queue = field.outbox.queue.read();
    let uploads = field.outbox.uploads.read();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let parked = queue.entries().filter(|entry| !entry.is_waiting()).count()
        + uploads.files().iter().filter(|file| matches!(file.state, UploadState::Attention(_))).count()
        + (field.outbox.unreadable)();
    let pending = queue.len() + uploads.missing().len();
    if parked > 0 {
        return SyncState::Attention { count: count(parked) };
    }
    if !(field.truth.online)() {
        return SyncState::Offline { waiting: count(pending) };
    }
    if pending > 0 {
        let stored = uploads.files().iter().filter(|file| file.is_stored()).count();
        return SyncState::Syncing { done: count(stored), total: count(stored + pending) };
    }
    SyncState::Online
}

/// Where "Capture" leads: the phase at work, else a page that says why there is none. Never the address of another entry
/// of the bar, which is told apart by it.
fn capture_path(jobs: &[Shown]) -> String {
    jobs.iter()
        .filter(|shown| !shown.job.is_over())
        .find_map(|shown| {
            shown
                .job
                .phases
                .iter()
                .find(|phase| phase.status == shared::jobs::PhaseStatus::Active)
                .map(|phase| format!("/field/jobs/{}/phases/{}/capture", shown.job.id, phase.id))
        })
        .unwrap_or_else(|| "/field/capture".into())
}
