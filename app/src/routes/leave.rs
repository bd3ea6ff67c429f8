//! Ways out of the page: logging out, another organization, the end of viewing as a customer.

use dioxus::prelude::*;
use shared::input::Nothing;
use shared::{Error, OrgId};

use crate::api::Valid;
use crate::client::{http, session};
use crate::ui::*;

/// Logs out here and goes to the login page.
pub(super) fn log_out() {
    let toasts = current_toasts();
    spawn(async move {
        match http::send("POST", "/logout", &[], http::Body::Empty, 15_000).await {
            Ok(_) | Err(Error::Unauthenticated) => {
                session::leave().await;
                session::go_to_login();
            }
            Err(error) => toasts.tell(Tone::Danger, error.to_string()),
        }
    });
}

/// Opens another organization of the same person.
pub(super) fn switch_to(org: OrgId) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    // a plain form: the answer sets the cookie and leads to the other organization's start page
    let form = || -> Option<()> {
        use wasm_bindgen::JsCast;
        let form: web_sys::HtmlFormElement = document.create_element("form").ok()?.dyn_into().ok()?;
        form.set_method("post");
        form.set_action("/session/organization");
        let field: web_sys::HtmlInputElement = document.create_element("input").ok()?.dyn_into().ok()?;
        field.set_type("hidden");
        field.set_name("org");
        field.set_value(&org.to_string());
        form.append_child(&field).ok()?;
        document.body()?.append_child(&form).ok()?;
        form.submit().ok()
    };
    if form().is_some() {
        session::forget();
    }
}

/// Ends viewing as a customer and goes back to the office.
pub(super) fn stop_viewing() {
    let toasts = current_toasts();
    toasts.attempt(crate::identity::api::stop_view(Valid(Nothing {})), |()| {
        session::forget();
        load_page("/app");
    });
}

/// The toasts of the running app, outside a component's body.
fn current_toasts() -> Toasts {
    consume_context::<Toasts>()
}
