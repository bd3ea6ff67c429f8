//! Server functions of imports from tables, and of the ways to read them.

use crate::api::prelude::*;
use shared::customers::{EditImportPreset, Import, ImportPreset, ImportRows, MapImport, NewImport, NewImportPreset};
use shared::{ImportId, ImportPresetId};

/// Imports of customers, the latest first.
#[get("/api/v1/imports", cx: Cx)]
pub async fn list_imports() -> Result<Vec<Import>> {
    server::customers::imports(&cx).await
}

/// Begins an import of customers from a table.
#[post("/api/v1/imports", cx: Cx)]
pub async fn create_import(input: Valid<NewImport>) -> Result<Import> {
    server::customers::create_import(&cx, input.0).await
}

/// An import with its figures and problems.
#[get("/api/v1/imports/{id}", cx: Cx)]
pub async fn show_import(id: ImportId) -> Result<Import> {
    server::customers::import(&cx, id).await
}

/// Says what the columns of an import mean, and checks its rows.
#[put("/api/v1/imports/{id}", cx: Cx)]
pub async fn check_import(id: ImportId, input: Valid<MapImport>) -> Result<Import> {
    server::customers::check_import(&cx, id, input.0).await
}

/// Takes in rows of the table.
#[post("/api/v1/imports/{id}/rows", cx: Cx)]
pub async fn add_import_rows(id: ImportId, input: Valid<ImportRows>) -> Result<Import> {
    server::customers::add_import_rows(&cx, id, input.0).await
}

/// Lets the rows become customers.
#[post("/api/v1/imports/{id}/start", cx: Cx)]
pub async fn start_import(id: ImportId, _body: Valid<Nothing>) -> Result<Import> {
    server::customers::start_import(&cx, id).await
}

/// Removes the customers an import added.
#[post("/api/v1/imports/{id}/revert", cx: Cx)]
pub async fn revert_import(id: ImportId, _body: Valid<Nothing>) -> Result<Import> {
    server::customers::revert_import(&cx, id).await
}

/// How tables of customers are read: what was kept, then what is known beforehand.
#[get("/api/v1/import-presets", cx: Cx)]
pub async fn list_import_presets() -> Result<Vec<ImportPreset>> {
    server::customers::presets(&cx).await
}

/// Keeps how an import reads its table.
#[post("/api/v1/import-presets", cx: Cx)]
pub async fn create_import_preset(input: Valid<NewImportPreset>) -> Result<ImportPreset> {
    server::customers::create_preset(&cx, input.0).await
}

/// Calls a way to read tables something else.
#[put("/api/v1/import-presets/{id}", cx: Cx)]
pub async fn edit_import_preset(id: ImportPresetId, input: Valid<EditImportPreset>) -> Result<ImportPreset> {
    server::customers::edit_preset(&cx, id, input.0).await
}

/// Deletes a way to read tables.
#[delete("/api/v1/import-presets/{id}", cx: Cx)]
pub async fn delete_import_preset(id: ImportPresetId, _body: Valid<Nothing>) -> Result<()> {
    server::customers::delete_preset(&cx, id).await
}

/// The endpoints of imports.
#[cfg(feature = "server")]
pub(super) fn endpoints() -> Vec<Endpoint> {
    use Action::CustomersEdit;
    vec![
        Endpoint::get("/api/v1/imports", "Lists imports of customers").needs(CustomersEdit).replies::<Vec<Import>>(),
        Endpoint::post("/api/v1/imports", "Begins an import of customers from a table")
            .needs(CustomersEdit)
            .body::<NewImport>()
            .replies::<Import>(),
        Endpoint::get("/api/v1/imports/{id}", "Shows an import with its figures and problems").needs(CustomersEdit).replies::<Import>(),
        Endpoint::put("/api/v1/imports/{id}", "Says what the columns of an import mean, and checks its rows")
            .needs(CustomersEdit)
            .body::<MapImport>()
            .replies::<Import>(),
        Endpoint::post("/api/v1/imports/{id}/rows", "Takes in rows of an import")
            .needs(CustomersEdit)
            .body::<ImportRows>()
            .replies::<Import>(),
        Endpoint::post("/api/v1/imports/{id}/start", "Lets the rows of an import become customers")
            .needs(CustomersEdit)
            .body::<Nothing>()
            .replies::<Import>(),
        Endpoint::post("/api/v1/imports/{id}/revert", "Removes the customers an import added")
            .needs(CustomersEdit)
            .body::<Nothing>()
            .replies::<Import>(),
        Endpoint::get("/api/v1/imports/{id}/problems.csv", "Sends the rows of an import that were not added as CSV")
            .needs(CustomersEdit)
            .sends("text/csv"),
        Endpoint::get("/api/v1/import-presets", "Lists how tables of customers are read: what was kept, then what is known beforehand")
            .needs(CustomersEdit)
            .replies::<Vec<ImportPreset>>(),
        Endpoint::post("/api/v1/import-presets", "Keeps how an import reads its table")
            .needs(CustomersEdit)
            .body::<NewImportPreset>()
            .replies::<ImportPreset>(),
        Endpoint::put("/api/v1/import-presets/{id}", "Calls a way to read tables something else")
            .needs(CustomersEdit)
            .body::<EditImportPreset>()
            .replies::<ImportPreset>(),
        Endpoint::delete("/api/v1/import-presets/{id}", "Deletes a way to read tables").needs(CustomersEdit).body::<Nothing>(),
    ]
}
