//! The office: addresses, sidebar, command palette, shortcuts.

use dioxus::prelude::*;
use shared::access::Action;
use shared::identity::Session;
use shared::{AccountId, JobId, LeadId, QuoteId};

use super::text;
use crate::audit::AuditPage;
use crate::client::{App, SessionGate, device, sw, use_connection, use_platform, use_session};
use crate::customers::{CustomerPage, CustomersPage};
use crate::identity::{ApiKeysPage, MembersPage, OrganizationPage, RolesPage, SecurityPage};
use crate::jobs::{JobPage, JobsPage};
use crate::leads::{LeadPage, LeadsPage, PipelinePage};
use crate::operations::OperationsPage;
use crate::quotes::{QuotePage, QuotesPage};
use crate::shells::{Command, CommandPalette, KeyGroup, NavGroup, OrgLabel, ShortcutHelp, StaffShell};
use crate::ui::*;

#[derive(Clone, Debug, PartialEq, Routable)]
#[rustfmt::skip]
enum Route {
    #[layout(Frame)]
        #[redirect("/app", || Route::PipelinePage {})]
        #[route("/app/pipeline")]
        PipelinePage {},
        #[route("/app/leads")]
        LeadsPage {},
        #[route("/app/leads/:id")]
        LeadPage { id: LeadId },
        #[route("/app/quotes")]
        QuotesPage {},
        #[route("/app/quotes/:id")]
        QuotePage { id: QuoteId },
        #[route("/app/customers")]
        CustomersPage {},
        #[route("/app/customers/:id")]
        CustomerPage { id: AccountId },
        #[route("/app/jobs")]
        JobsPage {},
        #[route("/app/jobs/:id")]
        JobPage { id: JobId },
        #[route("/app/audit")]
        AuditPage {},
        #[route("/app/operations")]
        OperationsPage {},
        #[route("/app/settings")]
        OrganizationPage {},
        #[route("/app/settings/members")]
        MembersPage {},
        #[route("/app/settings/roles")]
        RolesPage {},
        #[route("/app/settings/keys")]
        ApiKeysPage {},
        #[route("/app/settings/security")]
        SecurityPage {},
        #[route("/:..rest")]
        MissingPage { rest: Vec<String> },
}

/// The office app.
#[component]
pub fn StaffApp() -> Element {
    use_platform();
    rsx! {
        SessionGate {
            loading: rsx! { Opening {} },
            failed: move |error: shared::Error| rsx! { ErrorState { body: error.to_string() } },
            Router::<Route> {}
        }
    }
}

/// Shown until the session is known.
#[component]
pub(super) fn Opening() -> Element {
    rsx! { div { class: "w-opening", role: "status", Spinner { label: text::moment() } } }
}

#[component]
fn MissingPage(rest: Vec<String>) -> Element {
    use_title(text::missing_title());
    let _ = rest;
    rsx! {
        EmptyState { icon: IconName::Search, title: text::missing_title(), body: text::missing_body(),
            LinkButton { href: "/app", {text::home()} }
        }
    }
}

/// The places of the office this person may see: address, name, icon, right, letter after `g`.
fn places() -> Vec<(&'static str, String, IconName, Option<Action>, &'static str)> {
    vec![
        ("/app/pipeline", text::pipeline(), IconName::SquareKanban, Some(Action::LeadsView), "p"),
        ("/app/leads", text::leads(), IconName::UserPlus, Some(Action::LeadsView), "l"),
        ("/app/quotes", text::quotes(), IconName::FileText, Some(Action::QuotesView), "q"),
        ("/app/customers", text::customers(), IconName::Building2, Some(Action::CustomersView), "c"),
        ("/app/jobs", text::jobs(), IconName::Truck, Some(Action::JobsView), "j"),
        ("/app/audit", text::audit(), IconName::History, Some(Action::AuditView), "a"),
        ("/app/operations", text::operations(), IconName::Hourglass, Some(Action::OperationsView), "o"),
        ("/app/settings/members", text::members(), IconName::Users, Some(Action::MembersView), "m"),
        ("/app/settings/roles", text::roles(), IconName::ShieldCheck, Some(Action::MembersView), "r"),
        ("/app/settings/keys", text::api_keys(), IconName::KeyRound, Some(Action::ApiKeysManage), "k"),
        ("/app/settings/security", text::security(), IconName::Lock, None, "y"),
        ("/app/settings", text::settings(), IconName::Settings, Some(Action::OrganizationEdit), "s"),
    ]
}

fn visible(session: &Session) -> Vec<(&'static str, String, IconName, &'static str)> {
    places()
        .into_iter()
        .filter(|(_, _, _, right, _)| right.is_none_or(|right| session.may(right)))
        .map(|(href, label, icon, _, key)| (href, label, icon, key))
        .collect()
}

#[component]
fn Frame() -> Element {
    let route = use_route::<Route>();
    let session = use_session();
    let connection = use_connection();
    let mut palette = use_signal(|| false);
    let mut help = use_signal(|| false);
    let mut pending = use_signal(|| false);
    let places = visible(&session);
    let item = |path: &str| {
        places
            .iter()
            .find(|(href, ..)| *href == path)
            .map(|(href, label, icon, _)| NavItem { exact: *href == "/app/settings", ..NavItem::new(*href, label.clone(), *icon) })
    };
    let group = |title: Option<String>, paths: &[&str]| NavGroup { title, items: paths.iter().filter_map(|path| item(path)).collect() };
    let groups: Vec<NavGroup> = vec![
        group(Some(text::sell()), &["/app/pipeline", "/app/leads", "/app/quotes", "/app/customers"]),
        group(Some(text::run()), &["/app/jobs", "/app/audit", "/app/operations"]),
        group(
            Some(text::settings()),
            &["/app/settings/members", "/app/settings/roles", "/app/settings/keys", "/app/settings/security", "/app/settings"],
        ),
    ]
    .into_iter()
    .filter(|group| !group.items.is_empty())
    .collect();
    let commands: Vec<Command> = places
        .iter()
        .map(|(href, label, icon, key)| Command {
            href: Some((*href).to_string()),
            keys: Some(format!("g {key}")),
            ..Command::new(*href, text::go_to(), label.clone(), *icon)
        })
        .chain([
            Command { href: Some("/field".into()), ..Command::new("field", text::go_to(), text::field(), IconName::Smartphone) },
            Command::new("log-out", text::actions(), text::log_out(), IconName::LogOut),
        ])
        .collect();
    let keys = KeyGroup {
        title: text::keys_anywhere(),
        rows: [("Ctrl K".to_string(), text::keys_palette()), ("?".to_string(), text::keys_help())]
            .into_iter()
            .chain(places.iter().map(|(_, label, _, key)| (format!("g {key}"), format!("{}: {label}", text::go_to()))))
            .collect(),
    };
    let user_menu = vec![
        MenuItem { href: Some("/app/settings/security".into()), icon: Some(IconName::Lock), ..MenuItem::new("security", text::security()) },
        MenuItem { icon: Some(IconName::Sun), divided: true, ..MenuItem::new("light", text::theme_light()) },
        MenuItem { icon: Some(IconName::Moon), ..MenuItem::new("dark", text::theme_dark()) },
        MenuItem { icon: Some(IconName::Monitor), ..MenuItem::new("auto", text::theme_auto()) },
        MenuItem { icon: Some(IconName::LogOut), divided: true, ..MenuItem::new("log-out", text::log_out()) },
    ];
    let jumps: Vec<(String, String)> = places.iter().map(|(href, _, _, key)| ((*key).to_string(), (*href).to_string())).collect();
    // `g` then a letter goes places; never while somebody types, never with a modifier
    let onkeydown = move |event: KeyboardEvent| {
        let plain = !event.modifiers().ctrl() && !event.modifiers().meta() && !event.modifiers().alt();
        let Key::Character(key) = event.key() else { return };
        if key.eq_ignore_ascii_case("k") && (event.modifiers().ctrl() || event.modifiers().meta()) {
            event.prevent_default();
            palette.set(true);
        } else if plain && !is_typing() && device::single_keys() {
            if pending() {
                pending.set(false);
                if let Some((_, href)) = jumps.iter().find(|(jump, _)| *jump == key) {
                    event.prevent_default();
                    go(href);
                }
            } else if key == "g" {
                pending.set(true);
            } else if key == "?" {
                help.set(true);
            }
        }
    };
    let logo = session.has_logo.then(|| format!("/api/v1/organizations/{}/logo", session.org));
    let update = sw::use_update();
    rsx! {
        div { class: "w-frame", onkeydown,
            StaffShell {
                org: OrgLabel { name: session.org_name.clone(), detail: session.role_names.join(", "), logo },
                user: session.name.clone(),
                groups,
                path: route.to_string(),
                sync: sync_state(connection),
                onsearch: move |()| palette.set(true),
                user_menu,
                onuser: move |key: String| choose(&key),
                org_menu: org_menu(&session),
                onorg: move |key: String| choose(&key),
                banner: rsx! {
                    if update.is_ready() {
                        Banner { tone: Tone::Info, actions: rsx! { Button { size: Size::Sm, onclick: move |_| sw::apply_update(), {text::update_now()} } }, {text::update_ready()} }
                    }
                },
                Outlet::<Route> {}
            }
            CommandPalette { open: palette(), commands, onclose: move |()| palette.set(false), onrun: move |key: String| choose(&key) }
            ShortcutHelp { open: help(), groups: vec![keys], onclose: move |()| help.set(false),
                Switch { name: "single-keys", label: text::keys_single(), checked: device::single_keys(), onchange: move |on| device::set_single_keys(on) }
            }
        }
    }
}

fn org_menu(session: &Session) -> Vec<MenuItem> {
    session
        .organizations
        .iter()
        .map(|org| MenuItem { checked: org.id == session.org, ..MenuItem::new(format!("org:{}", org.id), org.name.clone()) })
        .collect()
}

fn choose(key: &str) {
    match key {
        "light" => device::Theme::Light.choose(),
        "dark" => device::Theme::Dark.choose(),
        "auto" => device::Theme::Auto.choose(),
        "log-out" => super::leave::log_out(),
        other => {
            if let Some(org) = other.strip_prefix("org:").and_then(|id| id.parse().ok()) {
                super::leave::switch_to(org);
            }
        }
    }
}

/// Whether the focus is where people type.
fn is_typing() -> bool {
    web_sys::window().and_then(|w| w.document()).and_then(|d| d.active_element()).is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") || element.has_attribute("contenteditable")
    })
}

pub(super) fn sync_state(connection: crate::client::Connection) -> SyncState {
    match connection {
        crate::client::Connection::Online => SyncState::Online,
        crate::client::Connection::Offline => SyncState::Offline { waiting: 0 },
        crate::client::Connection::Syncing(n) => SyncState::Syncing { done: 0, total: n as u32 },
    }
}

/// Starts the office app in the page.
pub fn launch() {
    crate::client::start(App::Staff);
    dioxus::launch(StaffApp);
}
