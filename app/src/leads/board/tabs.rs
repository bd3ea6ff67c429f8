//! A card moved in one tab of this browser moves in the others as soon as it is painted.

use dioxus::prelude::*;
use serde::{Deserialize, Serialize};
use shared::{LeadId, StageId};

use super::state::Desk;
use crate::client::tabs;

/// What tabs tell each other.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
enum Word {
    /// A card stands here, below so many others; the server does not know yet.
    Put { lead: LeadId, stage: StageId, index: usize },
    /// The server did not want it so.
    Refused,
}

const TABS: &str = "tailboard-board";
/// When the board is read again in case the tab that moved a card went away before the server heard of it.
const UNCONFIRMED_MS: u32 = 5_000;

/// Tells the other tabs where a card was put.
pub(super) fn put(lead: LeadId, stage: StageId, index: usize) {
    tabs::tell(TABS, &Word::Put { lead, stage, index });
}

/// Tells the other tabs that a move they were told of was not made.
pub(super) fn refused() {
    tabs::tell(TABS, &Word::Refused);
}

/// Follows what is moved in other tabs, unless somebody is busy with this board.
pub fn use_other_tabs(desk: Desk) {
    tabs::use_told(TABS, move |word: Word| match word {
        Word::Put { lead, stage, index } if !desk.is_held() => {
            let both = desk.board.peek_with(|board| {
                let is_here = board.columns.iter().any(|column| column.cards.iter().any(|card| card.id == lead));
                is_here && board.column(stage).is_some()
            });
            if both != Some(true) {
                return;
            }
            desk.board.edit(|board| {
                board.shift(lead, stage, index);
            });
            spawn(async move {
                gloo_timers::future::TimeoutFuture::new(UNCONFIRMED_MS).await;
                desk.follow();
            });
        }
        Word::Put { .. } => {}
        Word::Refused => desk.follow(),
    });
}
