//! Server functions of the search.

use shared::search::Hit;

use crate::api::prelude::*;

/// Customers, leads, quotes and jobs that fit what somebody typed.
#[get("/api/v1/search?words", cx: Cx)]
pub async fn search_records(words: Option<String>) -> Result<Vec<Hit>> {
    server::search::find(&cx, words).await
}

/// The endpoints of this room.
#[cfg(feature = "server")]
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/search", "Finds customers, leads, quotes and jobs by words, numbers, phones and plates, also misspelled")
            .query(&["words"])
            .any_member()
            .replies::<Vec<Hit>>(),
    ]
}
