//! The customer portal: addresses and frame.

use dioxus::prelude::*;
use shared::JobId;
use shared::text::Locale;

use super::staff::Opening;
use super::text;
use crate::client::device::{self, Theme};
use crate::client::{App, SessionGate, use_platform, use_session};
use crate::portal::text as own;
use crate::portal::{PortalHomePage, PortalJobPage, PortalJobsPage, PortalLooksPage, PortalQuotesPage};
use crate::shells::PortalShell;
use crate::ui::*;

#[derive(Clone, Debug, PartialEq, Routable)]
#[rustfmt::skip]
enum Route {
    #[layout(Frame)]
        #[route("/portal")]
        PortalHomePage {},
        #[route("/portal/jobs")]
        PortalJobsPage {},
        #[route("/portal/quotes")]
        PortalQuotesPage {},
        #[route("/portal/looks")]
        PortalLooksPage {},
        #[route("/portal/jobs/:id")]
        PortalJobPage { id: JobId },
        #[route("/:..rest")]
        MissingPage { rest: Vec<String> },
}

/// The portal.
#[component]
pub fn PortalApp() -> Element {
    use_platform();
    rsx! {
        SessionGate {
            loading: rsx! { Opening {} },
            failed: move |error: shared::Error| rsx! { main { ErrorState { page: true, body: error.to_string() } } },
            Router::<Route> {}
        }
    }
}

#[component]
fn MissingPage(rest: Vec<String>) -> Element {
    use_title(text::missing_title());
    let _ = rest;
    rsx! {
        EmptyState { page: true, icon: IconName::Search, title: text::missing_title(), body: text::missing_body(),
            LinkButton { href: "/portal", {text::home()} }
        }
    }
}

#[component]
fn Frame() -> Element {
    let route = use_route::<Route>();
    let session = use_session();
    let items = vec![
        NavItem { exact: true, ..NavItem::new("/portal", text::home(), IconName::House) },
        NavItem::new("/portal/jobs", own::nav_jobs(), IconName::Truck),
        NavItem::new("/portal/quotes", own::nav_quotes(), IconName::FileText),
    ];
    let user_menu = vec![
        MenuItem { icon: Some(IconName::Globe), ..MenuItem::new("language", own::other_language()) },
        MenuItem { icon: Some(IconName::Sun), ..MenuItem::new("theme", own::theme()) },
        MenuItem::new("looks", own::looks()).icon(IconName::Eye).href("/portal/looks"),
        MenuItem { icon: Some(IconName::LogOut), ..MenuItem::new("log-out", text::log_out()) },
    ];
    let viewing = session.viewing_as.as_ref().map(|viewing| viewing.name.clone());
    rsx! {
        PortalShell {
            brand: Brand { name: session.org_name.clone(), logo: session.has_logo.then(|| format!("/api/v1/organizations/{}/logo", session.org)), hex: Some(session.brand_hex.clone()), ..Brand::default() },
            items,
            path: route.to_string(),
            user: session.name.clone(),
            user_menu,
            onuser: move |key: String| choose(&key),
            viewing_as: viewing,
            onexit: move |()| super::leave::stop_viewing(),
            Outlet::<Route> {}
        }
    }
}

/// What the menu of the person offers.
fn choose(key: &str) {
    match key {
        "log-out" => super::leave::log_out(),
        "theme" => {
            let dark = match Theme::current() {
                Theme::Dark => true,
                Theme::Auto => device::prefers_dark(),
                _ => false,
            };
            if dark { Theme::Light.choose() } else { Theme::Dark.choose() }
        }
        _ => {
            let french = shared::text::locale() == Locale::Fr;
            device::choose_locale(if french { Locale::En } else { Locale::Fr });
            // every text on screen was made in the former language
            if let Some(window) = web_sys::window() {
                let _ = window.location().reload();
            }
        }
    }
}

/// Starts the portal in the page.
pub fn launch() {
    crate::client::start(App::Portal);
    dioxus::launch(PortalApp);
}
