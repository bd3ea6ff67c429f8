//! The office's settings: a client of its own, so that the daily work does not wait for what is opened once a month.
//! Sidebar, palette and shortcuts are those of the office; a link from one to the other loads a page.

use dioxus::prelude::*;

use super::office::OfficeFrame;
use super::staff::{MissingPage, OfficeGate};
use crate::assistant::SuggestionRatesPage;
use crate::client::{App, use_platform};
use crate::customers::FieldsPage;
use crate::identity::{ApiKeysPage, MembersPage, OrganizationPage, RolesPage, SecurityPage};
use crate::leads::{IntakesPage, QueuePage, StagesPage};
use crate::pricing::PricesPage;

#[derive(Clone, Debug, PartialEq, Routable)]
#[rustfmt::skip]
enum Route {
    #[layout(Frame)]
        #[route("/app/settings")]
        OrganizationPage {},
        #[route("/app/settings/stages?:..query")]
        StagesPage { query: String },
        #[route("/app/settings/queue")]
        QueuePage {},
        #[route("/app/settings/prices?:..query")]
        PricesPage { query: String },
        #[route("/app/settings/suggestions")]
        SuggestionRatesPage {},
        #[route("/app/settings/fields")]
        FieldsPage {},
        #[route("/app/settings/intakes?:..query")]
        IntakesPage { query: String },
        #[route("/app/settings/members")]
        MembersPage {},
        #[route("/app/settings/roles")]
        RolesPage {},
        #[route("/app/settings/keys")]
        ApiKeysPage {},
        #[route("/app/settings/security?:..query")]
        SecurityPage { query: String },
        #[route("/:..rest")]
        MissingPage { rest: Vec<String> },
}

#[component]
fn SettingsApp() -> Element {
    use_platform();
    rsx! { OfficeGate { Router::<Route> {} } }
}

#[component]
fn Frame() -> Element {
    let path = use_route::<Route>().to_string();
    rsx! {
        OfficeFrame { path, Outlet::<Route> {} }
    }
}

/// Starts the settings in the page.
pub fn launch() {
    crate::client::start(App::Settings);
    dioxus::launch(SettingsApp);
}
