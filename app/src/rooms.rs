//! The rooms' own routes: public pages, uploads and downloads. Registries list, they do not implement.

use axum::Router;
use server::App;

/// Routes that are no server functions, room by room.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(crate::identity::public::routes())
        .merge(crate::leads::public::routes())
        .merge(crate::quotes::public::routes())
        .merge(crate::quotes::instant::routes())
        .merge(crate::quotes::pdf::routes())
        .merge(crate::quotes::certificate::routes())
        .merge(crate::portal::public::routes())
        .merge(crate::tracking::public::routes())
        .merge(crate::operations::operator::routes())
        .merge(server::customers::http::routes())
        .merge(server::quotes::http::routes())
        .merge(server::jobs::http::routes())
        .merge(server::leads::http::routes())
        .merge(server::media::http::routes())
        .merge(server::audit::http::routes())
}
