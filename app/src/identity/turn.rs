//! Turning to another organization, or back from viewing as a customer: both change what the whole browser shows, so
//! the page is loaded anew.

use dioxus::prelude::spawn;
use shared::OrgId;
use shared::input::Nothing;
use wasm_bindgen::JsCast;

use super::api;
use crate::api::Valid;

/// Stops viewing the portal as a customer and goes back to the customers.
pub fn stop_viewing() {
    spawn(async move {
        // a view that ended by itself has nothing to stop
        let _ = api::stop_view(Valid(Nothing {})).await;
        if let Some(window) = web_sys::window() {
            // a navigation the browser refuses leaves the page as it is
            let _ = window.location().set_href("/app/customers");
        }
    });
}

/// Goes on in another organization of the same person.
pub fn switch_to(org: OrgId) {
    // the session's cookie is out of reach of scripts, so a form of the page is sent
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let Some(body) = document.body() else { return };
    let form = document.create_element("form").ok().and_then(|element| element.dyn_into::<web_sys::HtmlFormElement>().ok());
    let field = document.create_element("input").ok().and_then(|element| element.dyn_into::<web_sys::HtmlInputElement>().ok());
    let (Some(form), Some(field)) = (form, field) else { return };
    form.set_method("post");
    form.set_action("/session/organization");
    form.set_hidden(true);
    field.set_type("hidden");
    field.set_name("org");
    field.set_value(&org.to_string());
    if form.append_child(&field).is_ok() && body.append_child(&form).is_ok() {
        // the only failure is a form that left the page meanwhile
        let _ = form.submit();
    }
}
