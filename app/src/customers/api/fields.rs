//! Server functions of the fields of an organization's own.

use crate::api::prelude::*;
use shared::CustomFieldId;
use shared::customers::{CustomField, EditCustomField, NewCustomField, PlaceCustomField};

/// The fields of the organization's own, in the order forms show them.
#[get("/api/v1/custom-fields", cx: Cx)]
pub async fn list_custom_fields() -> Result<Vec<CustomField>> {
    server::customers::fields(&cx).await
}

/// Adds a field to customers or to their people.
#[post("/api/v1/custom-fields", cx: Cx)]
pub async fn create_custom_field(input: Valid<NewCustomField>) -> Result<CustomField> {
    server::customers::create_field(&cx, input.0).await
}

/// Changes a field of the organization's own, or archives it.
#[put("/api/v1/custom-fields/{id}", cx: Cx)]
pub async fn edit_custom_field(id: CustomFieldId, input: Valid<EditCustomField>) -> Result<CustomField> {
    server::customers::edit_field(&cx, id, input.0).await
}

/// Moves a field of the organization's own among the others.
#[put("/api/v1/custom-fields/{id}/place", cx: Cx)]
pub async fn place_custom_field(id: CustomFieldId, input: Valid<PlaceCustomField>) -> Result<Vec<CustomField>> {
    server::customers::place_field(&cx, id, input.0).await
}

/// The endpoints of these fields.
#[cfg(feature = "server")]
pub(super) fn endpoints() -> Vec<Endpoint> {
    use Action::{CustomersView, OrganizationEdit};
    vec![
        Endpoint::get("/api/v1/custom-fields", "Lists the fields an organization added to its customers and their people")
            .needs(CustomersView)
            .replies::<Vec<CustomField>>(),
        Endpoint::post("/api/v1/custom-fields", "Adds a field to customers or to their people")
            .needs(OrganizationEdit)
            .body::<NewCustomField>()
            .replies::<CustomField>(),
        Endpoint::put("/api/v1/custom-fields/{id}", "Changes a field of the organization's own, or archives it")
            .needs(OrganizationEdit)
            .body::<EditCustomField>()
            .replies::<CustomField>(),
        Endpoint::put("/api/v1/custom-fields/{id}/place", "Moves a field of the organization's own among the others")
            .needs(OrganizationEdit)
            .body::<PlaceCustomField>()
            .replies::<Vec<CustomField>>(),
    ]
}
