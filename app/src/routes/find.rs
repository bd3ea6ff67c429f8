//! What the command palette finds on the server: customers, leads, quotes and jobs, in one request.

use dioxus::prelude::*;
use shared::search::{Hit, HitKind};

use super::text;
use crate::client::{Query, use_query};
use crate::shells::Command;
use crate::ui::IconName;

/// How long nobody types before the server is asked, in milliseconds.
const PAUSE: u32 = 120;

/// What was found, and by which words: while newer ones are looked for it is the former ones' still.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Found {
    pub by: String,
    pub commands: Vec<Command>,
}

/// The records that match the words, fetched when typing pauses.
pub(super) fn use_found(words: Signal<String>) -> Query<Found> {
    use_query(&[], move || {
        let typed = words().trim().to_string();
        async move {
            if typed.chars().count() < 2 {
                return Ok(Found { by: typed, commands: Vec::new() });
            }
            gloo_timers::future::TimeoutFuture::new(PAUSE).await;
            let hits = crate::search::api::search_records(Some(typed.clone())).await?;
            Ok(Found { by: typed, commands: hits.into_iter().map(command).collect() })
        }
    })
}

/// A record as an entry of the palette: its name, then its number, what of it fits, its state, and what it was taken for.
fn command(hit: Hit) -> Command {
    let (group, icon, folder) = match hit.kind {
        HitKind::Customer => (text::customers(), IconName::Building2, "customers"),
        HitKind::Lead => (text::leads(), IconName::UserPlus, "leads"),
        HitKind::Quote => (text::quotes(), IconName::FileText, "quotes"),
        HitKind::Job => (text::jobs(), IconName::Truck, "jobs"),
    };
    let href = format!("/app/{folder}/{}", hit.id);
    let similar = hit.similar.as_ref().map(|words| crate::search::text::similar(words));
    let state = state(&hit);
    let parts = [hit.number, hit.matched.map(|part| part.text), state, similar];
    let detail = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let detail = Some(detail).filter(|detail| !detail.is_empty());
    Command { detail, href: Some(href.clone()), ..Command::new(href, group, hit.title, icon) }
}

/// The word for its state; customers tell theirs on their page.
fn state(hit: &Hit) -> Option<String> {
    match hit.kind {
        HitKind::Customer => None,
        HitKind::Lead => Some(hit.state.clone()),
        HitKind::Quote => hit.state.parse().ok().map(shared::quotes::text::status),
        HitKind::Job => hit.state.parse().ok().map(shared::jobs::JobStatus::text),
    }
}
