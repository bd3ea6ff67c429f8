//! How one card is moved: what its stage asks, the move as it is painted and sent, and the way back.
//!
//! Moves and ways back of a card are sent in the order in which somebody made them ([`own`]), each painted at once.

use std::cell::Cell;
use std::rc::Rc;

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::leads::rules::{Gap, MoveFacts, gaps};
use shared::leads::{Board, LeadRow, LeadStatus, MoveLead, RequiredField, Stage};
use shared::{Error, FieldErrors, LeadId, StageId};

use crate::client::own;
use crate::leads::{api, text, words};
use crate::ui::{self, Tone, announce};

use super::several::Together;
use super::state::{self, Desk};
use super::tabs;

/// A move that waits for what its stage asks for.
#[derive(Clone, PartialEq)]
pub struct Asking {
    pub lead: LeadRow,
    /// What is moved with it.
    pub together: Option<Together>,
    pub to: Stage,
    pub index: usize,
    pub gaps: Vec<Gap>,
    pub wish: MoveLead,
    /// The value of the lead as it is typed.
    pub value: String,
    pub errors: FieldErrors,
}

/// Where a card stood: its stage, how many cards were above it, and the next of them.
pub(super) type Place = (StageId, usize, Option<LeadId>);

impl Desk {
    /// Asks for what is missing, or makes the move at once. `index` counts the cards above it in the target column.
    pub fn request(mut self, lead: LeadRow, to: StageId, index: usize) {
        // what is looked at on the board; it is not copied for that
        let looked = self.board.peek_with(|board| {
            let (from, target) = (board.column(lead.stage_id)?, board.column(to)?);
            let above: Vec<LeadId> = target.cards.iter().map(|card| card.id).filter(|id| *id != lead.id).collect();
            let index = index.min(above.len());
            let below = index.checked_sub(1).and_then(|i| above.get(i)).copied();
            let wish = MoveLead::to(lead.version, to, below);
            let others = target.total - i64::from(from.stage.id == to);
            let open = gaps(&from.stage, &target.stage, others, &facts(&lead), &wish);
            Some((target.stage.clone(), target.total, index, wish, open))
        });
        let Some(Some((to, total, index, wish, open))) = looked else { return };
        if let Some(stop) = open.iter().find(|gap| !gap.can_be_filled()) {
            let why = match stop {
                Gap::Full { limit } => text::full_refuses(total, limit),
                Gap::NeedsAcceptance => text::won_by_acceptance(),
                Gap::Needs(RequiredField::Owner) => text::owner_first(),
                _ => text::quote_first(),
            };
            self.toasts.tell(Tone::Warn, text::not_moved(why));
            return;
        }
        if open.is_empty() {
            self.go(lead, to, index, wish);
        } else {
            self.asking.set(Some(Asking {
                lead,
                together: None,
                to,
                index,
                gaps: open,
                wish,
                value: String::new(),
                errors: FieldErrors::default(),
            }));
        }
    }

    /// Paints the move, sends it, and takes it back with the reason if it is refused.
    pub fn go(self, lead: LeadRow, to: Stage, index: usize, wish: MoveLead) {
        let looked =
            self.board.peek_with(|board| (self.place_of(board, &lead), board.column(lead.stage_id).map(|from| from.stage.clone())));
        let Some((back, from)) = looked else { return };
        let (title, id) = (lead.title().to_string(), lead.id);
        self.board.edit(|board| {
            board.shift(id, to.id, index);
        });
        state::moved();
        tabs::put(id, to.id, index);
        self.board.hold();
        let of = self.board.peek_with(|b| b.column(to.id).map_or(0, |c| c.count)).unwrap_or(0);
        self.refocus(id);
        let mut desk = self;
        // the card's own component ends when it changes columns, and the page when somebody goes on: neither may end the move
        spawn_forever(async move {
            // the version the move made, once it is answered
            let made = Rc::new(Cell::new(None::<i32>));
            let words =
                if to.status.is_open() { text::moved(&title, &to.name, index + 1, of) } else { text::moved_plain(&title, &to.name) };
            // the way back is there as soon as the move is seen
            let offered = (to.status != LeadStatus::Converted).then(|| {
                announce(format!("{words}. {}", text::undo_available()));
                desk.toasts.undo(words.clone(), desk.way_back(id, back, made.clone()))
            });
            let answer = move_lead(id, wish.clone()).await;
            made.set(answer.as_ref().ok().map(|row| row.version));
            let shown = desk.shown();
            if shown {
                desk.board.release();
            }
            if answer.is_err() {
                tabs::refused();
            }
            if let (Err(_), Some(offered)) = (&answer, offered) {
                desk.toasts.dismiss(offered);
            }
            match answer {
                Ok(row) => {
                    if shown {
                        desk.answered(row);
                    }
                    if offered.is_none() {
                        desk.toasts.say(words);
                    }
                }
                Err(error) if !shown => desk.toasts.tell(Tone::Danger, text::not_moved(&error)),
                Err(Error::Invalid(errors)) => {
                    desk.put_back(id, back);
                    let gaps = from.map(|from| {
                        let unknown = MoveFacts { has_contact: !errors.0.contains_key("phone"), ..facts(&lead) };
                        gaps(&from, &to, i64::MAX, &unknown, &without_refused(&wish, &errors))
                    });
                    // the stage asks for more by now than is known of it here
                    if gaps.as_ref().is_none_or(Vec::is_empty) {
                        desk.toasts.tell(Tone::Danger, text::not_moved(words::lacking(&errors, &to.fields)));
                        desk.board.refetch();
                        return;
                    }
                    desk.asking.set(Some(Asking {
                        lead,
                        together: None,
                        to,
                        index,
                        gaps: gaps.unwrap_or_default(),
                        value: wish.value_cents.map(ui::format::money_plain).unwrap_or_default(),
                        wish,
                        errors,
                    }));
                }
                Err(error) => {
                    desk.put_back(id, back);
                    desk.toasts.tell(Tone::Danger, text::not_moved(&error));
                    desk.board.refetch();
                }
            }
        });
    }

    /// Where a card stands on a board.
    pub(super) fn place_of(self, board: &Board, lead: &LeadRow) -> Option<Place> {
        let column = board.column(lead.stage_id)?;
        let at = column.cards.iter().position(|card| card.id == lead.id)?;
        Some((column.stage.id, at, at.checked_sub(1).and_then(|i| column.cards.get(i)).map(|card| card.id)))
    }

    /// Paints one card where it was.
    pub(super) fn put_back(self, id: LeadId, back: Option<Place>) {
        if let Some((stage, at, _)) = back {
            self.board.edit(|board| {
                board.shift(id, stage, at);
            });
        }
    }

    /// Undoes a move: painted at once, sent after it and before whatever is done to the card from now on.
    fn way_back(self, id: LeadId, back: Option<Place>, made: Rc<Cell<Option<i32>>>) -> Callback<()> {
        let desk = self;
        Callback::new(move |()| {
            let Some((stage, _, below)) = back else { return };
            let made = made.clone();
            if desk.shown() {
                desk.put_back(id, back);
                state::moved();
                desk.board.hold();
                desk.refocus(id);
            }
            spawn_forever(async move {
                let send = async |version| api::move_lead(id, crate::api::Valid(MoveLead::to(version, stage, below))).await;
                let answer = own::write_back(id.0, || made.get(), send, |row| row.version).await;
                let shown = desk.shown();
                if shown {
                    desk.board.release();
                }
                match answer {
                    Some(Ok(row)) => {
                        announce(text::move_back());
                        if shown {
                            desk.answered(row);
                        }
                    }
                    Some(Err(error)) => desk.toasts.tell(Tone::Danger, text::not_moved(error)),
                    None => {}
                }
                if shown {
                    desk.board.refetch();
                }
            });
        })
    }

    /// Shows a card as a move was answered, unless it has gone on since.
    fn answered(self, row: LeadRow) {
        let is_there = self.board.peek_with(|b| b.column(row.stage_id).is_some_and(|c| c.cards.iter().any(|card| card.id == row.id)));
        if is_there == Some(true) {
            self.board.edit(|board| replace(board, row));
        }
    }
}

/// A move without what was refused of fields of the organization's own, so that these are asked for again.
fn without_refused(wish: &MoveLead, errors: &FieldErrors) -> MoveLead {
    let mut wish = wish.clone();
    wish.custom.retain(|key, _| !errors.0.contains_key(&format!("custom.{key}")));
    wish
}

/// Sends a move on the version this browser's own moves before it made.
pub(super) async fn move_lead(id: LeadId, wish: MoveLead) -> shared::Result<LeadRow> {
    let send = async |version| api::move_lead(id, crate::api::Valid(MoveLead { version, ..wish })).await;
    own::write(id.0, wish.version, send, |row| row.version).await
}

/// What the browser knows for the rules; whether there is a way to reach the customer only the server knows.
pub(super) fn facts(lead: &LeadRow) -> MoveFacts {
    MoveFacts {
        has_wanted_on: lead.wanted_on.is_some(),
        has_origin: lead.origin.is_some(),
        has_destination: lead.destination.is_some(),
        has_passengers: lead.passengers.is_some(),
        has_value: lead.value_cents.is_some(),
        has_contact: true,
        has_owner: lead.owner.is_some(),
        has_quote: lead.quote_id.is_some(),
        accepted: lead.status == LeadStatus::Converted,
        own: lead.custom.clone(),
    }
}

pub(super) fn replace(board: &mut Board, row: LeadRow) {
    for column in &mut board.columns {
        if let Some(card) = column.cards.iter_mut().find(|c| c.id == row.id) {
            *card = row;
            return;
        }
    }
}
