//! What stands around every page of the office: sidebar, top bar, command palette, shortcuts, banners.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use dioxus::prelude::*;
use shared::identity::{Practice, Session};

use super::find::use_found;
use super::places::{Place, visible};
use super::staff::{self, sync_state};
use super::text;
use crate::client::outbox::Outbox;
use crate::client::session::app;
use crate::client::{device, sw, use_connection, use_query, use_session};
use crate::media::{StorageTrouble, WaitingHere, waiting_here};
use crate::shells::{Command, CommandPalette, KeyGroup, NavGroup, OrgLabel, ShortcutHelp, StaffShell};
use crate::ui::*;

/// Where somebody without a second factor sets it up when the role asks for one.
const SECURITY: &str = "/app/settings/security";

/// How entries of the organization's menu begin that lead to another one.
const ORG: &str = "org:";

/// Where `/app` leads.
const PIPELINE: &str = "/app/pipeline";

/// The frame around a page of the office.
#[component]
pub(super) fn OfficeFrame(path: String, children: Element) -> Element {
    // the shortcuts and the palette run here, above the shell
    use_own_paths(app().prefix(), app().without());
    let session = use_session();
    let connection = use_connection();
    let outbox = use_context::<Outbox>();
    // each piece of a file that goes up would render the frame anew
    let held_back = use_memo(move || staff::held_back(outbox));
    let mut leaving = use_signal(|| None::<String>);
    // whoever leaves takes nothing along that is on this device only
    let chosen = use_callback(move |key: String| {
        if (key == "log-out" || key.starts_with(ORG)) && waiting_here(outbox) > 0 { leaving.set(Some(key)) } else { choose(&key) }
    });
    let toasts = use_toasts();
    let mut palette = use_signal(|| false);
    let mut help = use_signal(|| false);
    let mut single = use_signal(device::single_keys);
    let mut words = use_signal(String::new);
    let found = use_found(words);
    let places = visible(&session);
    let must = session.must_add_factor;
    let here = path.clone();
    // until the second factor is there, the server answers nothing else
    use_effect(use_reactive!(|(must, here)| {
        if must && !path_is_below(&here, SECURITY) {
            go(&crate::identity::security_and_back(&here));
        }
    }));
    // the way in leads to the pipeline; whoever may not see leads begins at the first place they may see
    let lost = !must && path_is_below(&path, PIPELINE) && !places.iter().any(|place| place.href == PIPELINE);
    let first = places.iter().map(|place| place.href).find(|href| !path_is_below(href, "/app/settings")).unwrap_or(SECURITY);
    use_effect(use_reactive!(|(lost, first)| {
        if lost {
            go_instead(first);
        }
    }));
    // made once: a callback lives as long as the frame does, and the frame is drawn again with every page
    let to_palette = use_callback(move |()| palette.set(true));
    // a page's search has the name a field for searching has by itself
    let to_search = use_callback(|()| crate::ui::dom::focus("f-q"));
    let to_help = use_callback(move |()| help.set(true));
    let undo = use_callback(move |()| {
        toasts.undo_last();
    });
    let ways: Rc<RefCell<BTreeMap<&'static str, Callback<()>>>> = use_hook(Rc::default);
    let mut shortcuts = vec![
        Shortcut { keys: "mod+k".into(), label: text::keys_palette(), run: to_palette },
        Shortcut { keys: "/".into(), label: text::keys_search(), run: to_search },
        Shortcut { keys: "?".into(), label: text::keys_help(), run: to_help },
        Shortcut { keys: "mod+z".into(), label: text::keys_undo(), run: undo },
    ];
    shortcuts.extend(places.iter().map(|place| {
        let href = place.href;
        let run = *ways.borrow_mut().entry(href).or_insert_with(|| Callback::new(move |()| go(href)));
        Shortcut { keys: format!("g {}", place.key), label: place.name(), run }
    }));
    let rows = |prefix: &str| shortcuts.iter().filter(|s| s.keys.starts_with(prefix)).map(|s| (s.keys.clone(), s.label.clone())).collect();
    let keys = vec![
        KeyGroup { title: text::keys_anywhere(), rows: shortcuts.iter().take(4).map(|s| (s.keys.clone(), s.label.clone())).collect() },
        KeyGroup { title: text::go_to(), rows: rows("g ") },
    ];
    use_shortcuts(shortcuts, single());
    let logo = session.has_logo.then(|| format!("/api/v1/organizations/{}/logo", session.org));
    let update = sw::use_update();
    let (groups, foot) = sidebar(&places, &path);
    let hits = found.value().unwrap_or_default();
    rsx! {
        div { class: "w-frame",
            StaffShell {
                org: OrgLabel { name: session.org_name.clone(), detail: session.role_names.join(", "), logo },
                user: session.name.clone(),
                groups,
                foot,
                path,
                base: app().prefix(),
                without: app().without(),
                sync: sync_state(connection, held_back()),
                tools: rsx! { WaitingHere {} },
                folded: device::sidebar_folded(),
                onfold: move |folded| device::set_sidebar_folded(folded),
                onsearch: move |()| palette.set(true),
                user_menu: user_menu(),
                onuser: move |key: String| if key == "keys" { help.set(true) } else { chosen.call(key) },
                org_menu: org_menu(&session),
                onorg: move |key: String| chosen.call(key),
                banner: rsx! {
                    StorageTrouble {}
                    if update.is_ready() {
                        Banner { tone: Tone::Info, actions: rsx! { Button { size: Size::Sm, onclick: move |_| sw::apply_update(), {text::update_now()} } }, {text::update_ready()} }
                    }
                    if session.practice.is_some() {
                        PracticeBanner {}
                    }
                    if must {
                        Banner { tone: Tone::Warn, {text::must_add_factor()} }
                    }
                },
                if !lost { {children} }
            }
            CommandPalette {
                open: palette(),
                commands: commands(&places),
                looking: found.loading() || hits.by != words.read().trim(),
                results: hits.commands,
                found_by: Some(hits.by),
                trouble: found.error().map(|_| crate::search::text::trouble()),
                onsearch: move |typed: String| words.set(typed),
                onclose: move |()| {
                    palette.set(false);
                    words.set(String::new());
                },
                onrun: move |key: String| if key == "keys" { help.set(true) } else { chosen.call(key) },
            }
            if let Some(key) = leaving() {
                AlertDialog {
                    open: true,
                    title: text::leave_title(),
                    description: text::leave_body(),
                    confirm: text::leave_anyway(),
                    testid: "leave-with-files",
                    oncancel: move |()| leaving.set(None),
                    onconfirm: move |()| {
                        leaving.set(None);
                        choose(&key);
                    },
                }
            }
            ShortcutHelp { open: help(), groups: keys, onclose: move |()| help.set(false),
                Switch { name: "single-keys", label: text::keys_single(), checked: single(),
                    onchange: move |on| {
                        device::set_single_keys(on);
                        single.set(on);
                    },
                }
            }
        }
    }
}

/// Says that this is the organization to try things out in, and whether its sample data is there.
#[component]
fn PracticeBanner() -> Element {
    let organization = use_query(&["organization"], || async { crate::identity::api::show_organization().await });
    // nothing is said of it before it is known: what reads as ready may still be on its way
    let filling = organization.with(|found| found.practice == Some(Practice::Filling));
    rsx! {
        if let Some(filling) = filling {
            div { "data-testid": "practice",
                Banner { tone: Tone::Info, if filling { {text::practice_filling()} } else { {text::practice()} } }
            }
        }
    }
}

/// The groups of the sidebar and its foot: those of the work, or inside the settings those of the settings.
fn sidebar(places: &[Place], path: &str) -> (Vec<NavGroup>, Vec<NavItem>) {
    let item = |path: &str| {
        places
            .iter()
            .find(|place| place.href == path)
            .map(|place| NavItem { exact: place.href == "/app/settings", ..NavItem::new(place.href, place.name(), place.icon) })
    };
    let group = |title: Option<String>, paths: &[&str]| NavGroup { title, items: paths.iter().filter_map(|path| item(path)).collect() };
    let (mut groups, mut foot) = if path_is_below(path, "/app/settings") {
        let back = NavItem { exact: true, ..NavItem::new("/app", text::back_to_work(), IconName::ArrowLeft) };
        let groups = vec![
            NavGroup { title: None, items: vec![back] },
            group(Some(text::organization()), &["/app/settings", "/app/settings/keys"]),
            group(
                Some(text::sell()),
                &[
                    "/app/settings/stages",
                    "/app/settings/queue",
                    "/app/settings/suggestions",
                    "/app/settings/prices",
                    "/app/settings/fields",
                    "/app/settings/intakes",
                ],
            ),
            group(Some(text::people()), &["/app/settings/members", "/app/settings/roles"]),
            group(Some(text::you()), &["/app/settings/security"]),
        ];
        (groups, Vec::new())
    } else {
        let groups = vec![
            group(Some(text::sell()), &["/app/pipeline", "/app/leads", "/app/visits", "/app/quotes", "/app/customers"]),
            group(Some(text::run()), &["/app/jobs"]),
            group(Some(text::oversee()), &["/app/audit", "/app/operations"]),
        ];
        // the first of the settings this person may see
        let first = ["/app/settings", "/app/settings/members", "/app/settings/prices", SECURITY]
            .into_iter()
            .find(|path| item(path).is_some())
            .unwrap_or(SECURITY);
        (groups, vec![NavItem::new(first, text::settings(), IconName::Settings)])
    };
    groups.retain(|group| !group.items.is_empty());
    foot.dedup_by(|a, b| a.href == b.href);
    (groups, foot)
}

fn commands(places: &[Place]) -> Vec<Command> {
    let create = places.iter().filter_map(|place| {
        let (label, href) = place.create()?;
        Some(Command { href: Some(href.into()), ..Command::new(href, text::create(), label, IconName::Plus) })
    });
    places
        .iter()
        .map(|place| Command {
            href: Some(place.href.to_string()),
            keys: Some(format!("g {}", place.key)),
            ..Command::new(place.href, text::go_to(), place.name(), place.icon)
        })
        .chain([Command { href: Some("/field".into()), ..Command::new("field", text::go_to(), text::field(), IconName::Smartphone) }])
        .chain(create)
        .chain([
            Command::new("light", text::actions(), text::theme_light(), IconName::Sun),
            Command::new("dark", text::actions(), text::theme_dark(), IconName::Moon),
            Command::new("auto", text::actions(), text::theme_auto(), IconName::Monitor),
            Command { keys: Some("?".into()), ..Command::new("keys", text::actions(), text::keys_help(), IconName::Keyboard) },
            Command::new("log-out", text::actions(), text::log_out(), IconName::LogOut),
        ])
        .collect()
}

fn user_menu() -> Vec<MenuItem> {
    let theme = device::Theme::current();
    let entry = |which: device::Theme, label: String, icon: IconName| MenuItem {
        checked: theme == which,
        ..MenuItem::new(which.key(), label).icon(icon)
    };
    vec![
        MenuItem::new("security", text::security()).icon(IconName::Lock).href(SECURITY),
        MenuItem::new("keys", text::keys_help()).icon(IconName::Keyboard),
        entry(device::Theme::Light, text::theme_light(), IconName::Sun).divided(),
        entry(device::Theme::Dark, text::theme_dark(), IconName::Moon),
        entry(device::Theme::Auto, text::theme_auto(), IconName::Monitor),
        MenuItem::new("log-out", text::log_out()).icon(IconName::LogOut).divided(),
    ]
}

fn org_menu(session: &Session) -> Vec<MenuItem> {
    session
        .organizations
        .iter()
        .map(|org| MenuItem { checked: org.id == session.org, ..MenuItem::new(format!("{ORG}{}", org.id), org.name.clone()) })
        .collect()
}

fn choose(key: &str) {
    match key {
        "light" => device::Theme::Light.choose(),
        "dark" => device::Theme::Dark.choose(),
        "auto" => device::Theme::Auto.choose(),
        "log-out" => super::leave::log_out(),
        other => {
            if let Some(org) = other.strip_prefix(ORG).and_then(|id| id.parse().ok()) {
                super::leave::switch_to(org);
            }
        }
    }
}
