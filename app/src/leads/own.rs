//! Fields of the organization's own on leads, as those see them who may see the fields.

use dioxus::prelude::*;
use shared::access::Action;
use shared::customers::{CustomField, FieldOf};

use crate::client::{Address, use_query, use_session};
use crate::customers::Narrowed;

/// The fields of leads, archived ones among them; none until they are read.
pub(super) fn use_own_fields() -> Vec<CustomField> {
    let sees = use_session().access.may(Action::CustomersView);
    let fields = use_query(&["custom_field"], move || async move {
        if sees { crate::customers::api::list_custom_fields().await } else { Ok(Vec::new()) }
    });
    let mut own = fields.value().unwrap_or_default();
    own.retain(|field| field.of == FieldOf::Lead);
    own
}

/// What the list of leads is narrowed by in these fields, and the button that opens them.
#[component]
pub(super) fn OwnFilters(address: Address, fields: Vec<CustomField>) -> Element {
    rsx! { Narrowed { address, fields } }
}
