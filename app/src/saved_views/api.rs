//! Server functions of saved views.

use shared::SavedViewId;
use shared::saved_views::{EditSavedView, NewSavedView, SavedView};

use crate::api::prelude::*;

/// The asker's views of a list, then those others share.
#[get("/api/v1/saved-views?list", cx: Cx)]
pub async fn list_saved_views(list: Option<String>) -> Result<Vec<SavedView>> {
    server::saved_views::list(&cx, list).await
}

/// Keeps a view.
#[post("/api/v1/saved-views", cx: Cx)]
pub async fn create_saved_view(input: Valid<NewSavedView>) -> Result<SavedView> {
    server::saved_views::create(&cx, input.0).await
}

/// Renames a view, shares it, or has it show something else.
#[put("/api/v1/saved-views/{id}", cx: Cx)]
pub async fn edit_saved_view(id: SavedViewId, input: Valid<EditSavedView>) -> Result<SavedView> {
    server::saved_views::edit(&cx, id, input.0).await
}

/// Deletes a view.
#[delete("/api/v1/saved-views/{id}", cx: Cx)]
pub async fn delete_saved_view(id: SavedViewId, _body: Valid<Nothing>) -> Result<()> {
    server::saved_views::delete(&cx, id).await
}

/// The endpoints of this room.
#[cfg(feature = "server")]
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/saved-views", "Lists one's own views of a list, then those others share")
            .query(&["list"])
            .any_member()
            .replies::<Vec<SavedView>>(),
        Endpoint::post("/api/v1/saved-views", "Keeps a view of a list").any_member().body::<NewSavedView>().replies::<SavedView>(),
        Endpoint::put("/api/v1/saved-views/{id}", "Renames a view, shares it, or has it show something else")
            .any_member()
            .body::<EditSavedView>()
            .replies::<SavedView>(),
        Endpoint::delete("/api/v1/saved-views/{id}", "Deletes a view").any_member().body::<Nothing>(),
    ]
}
