//! Several cards at once: picking them, and moving what is picked. Every card is moved by a request of its own, so that
//! one that is refused stays where it was with its reason while the others go.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::customers::CustomField;
use shared::leads::{Board, LeadRow, MoveLead, Several, several};
use shared::{Error, FieldErrors, LeadId, Money, StageId};

use super::moves::{Asking, Place, facts, move_lead, replace};
use super::state::Desk;
use super::ways::{stage_items, stage_told};
use crate::leads::{text, words};
use crate::ui::*;

/// A card that was moved: the version that made, and where it stood before.
struct Moved {
    id: LeadId,
    version: i32,
    back: Place,
}

impl Desk {
    /// Picks a card or puts it down again; with `range` everything from the card picked last.
    pub fn pick(mut self, id: LeadId, range: bool) {
        let from = self.picked.peek().last().copied().filter(|_| range);
        if let (Some(from), Some(board)) = (from, self.board.peek()) {
            let mut picked = self.picked.write();
            picked.retain(|old| *old != id);
            let new: Vec<LeadId> = board.between(from, id).into_iter().filter(|new| !picked.contains(new) && *new != id).collect();
            picked.extend(new);
            picked.push(id);
        } else {
            let mut picked = self.picked.write();
            let held = picked.len();
            picked.retain(|old| *old != id);
            if picked.len() == held {
                picked.push(id);
            }
        }
        announce(text::picked_n(self.picked.peek().len()));
    }

    /// Puts all down again.
    pub fn unpick(mut self) {
        if !self.picked.peek().is_empty() {
            self.picked.set(Vec::new());
            announce(text::picked_n(0));
        }
    }

    /// What a card moves with: all that are picked if it is one of several, otherwise itself alone.
    pub fn company_of(self, id: LeadId) -> Vec<LeadId> {
        let picked = self.picked.peek();
        if picked.len() > 1 && picked.contains(&id) { picked.clone() } else { vec![id] }
    }

    /// Asks once what the stage asks of all, or moves at once what can go; says what stays and why. `index` counts the
    /// cards above the place, without `dragged`.
    pub fn request_several(mut self, picked: &[LeadId], to: StageId, index: usize, dragged: Option<LeadId>) {
        let Some(board) = self.board.peek() else { return };
        let Several { go, stay, asks } = several(&board, picked, to, facts);
        let stay: Vec<String> = stay
            .iter()
            .map(|(lead, gaps)| text::stays_put(lead.title(), gaps.iter().map(words::gap).collect::<Vec<_>>().join(", ")))
            .collect();
        let Some(target) = board.column(to).map(|column| column.stage.clone()) else { return };
        let mut go = go.into_iter();
        let Some(first) = go.next() else {
            self.toasts.tell(Tone::Warn, text::not_moved(stay.join("; ")));
            return;
        };
        let wish = MoveLead::to(first.version, to, board.above(to, index, dragged, picked));
        let several = Together { others: go.collect(), stay };
        if asks.is_empty() {
            self.go_together(first, several, wish);
        } else {
            let (value, errors) = (String::new(), FieldErrors::default());
            self.asking.set(Some(Asking { lead: first, together: Some(several), to: target, index, gaps: asks, wish, value, errors }));
        }
    }

    /// Paints the moves, sends one after the other, and takes back those that are refused. `wish` says what all share and
    /// below which card the first comes to stand.
    pub fn go_together(self, first: LeadRow, together: Together, wish: MoveLead) {
        let Some(before) = self.board.peek() else { return };
        let cards: Vec<LeadRow> = std::iter::once(first).chain(together.others).collect();
        let places: Vec<Option<Place>> = cards.iter().map(|card| self.place_of(&before, card)).collect();
        let to = wish.stage;
        let (stage, own) = before.column(to).map(|c| (c.stage.name.clone(), c.stage.fields.clone())).unwrap_or_default();
        self.board.edit(|board| {
            let mut above = wish.below;
            for card in &cards {
                board.shift_below(card.id, to, above);
                above = Some(card.id);
            }
        });
        self.board.hold();
        self.refocus(cards[0].id);
        let mut desk = self;
        // the cards' own components end when they change columns, and the page when somebody goes on
        spawn_forever(async move {
            let (mut moved, mut stay, mut above) = (Vec::new(), together.stay, wish.below);
            for (card, back) in cards.iter().zip(places) {
                let step = MoveLead { version: card.version, below: above, ..wish.clone() };
                match move_lead(card.id, step).await {
                    Ok(row) => {
                        above = Some(card.id);
                        moved.extend(back.map(|back| Moved { id: card.id, version: row.version, back }));
                        if desk.shown() {
                            desk.picked.write().retain(|id| *id != card.id);
                            desk.board.edit(|board| replace(board, row));
                        }
                    }
                    Err(error) => {
                        if desk.shown() {
                            desk.put_back(card.id, back);
                        }
                        stay.push(text::stays_put(card.title(), refusal(&error, &own)));
                    }
                }
            }
            if desk.shown() {
                desk.board.release();
                if !stay.is_empty() {
                    desk.board.refetch();
                }
            }
            if moved.is_empty() {
                desk.toasts.tell(Tone::Danger, text::not_moved(stay.join("; ")));
                return;
            }
            let done = text::moved_n(moved.len(), &stage);
            let words = if stay.is_empty() { done } else { text::moved_but(done, stay.join("; ")) };
            announce(format!("{words}. {}", text::undo_available()));
            desk.toasts.undo(words, desk.way_back_of_all(moved));
        });
    }

    /// The fields of the organization's own a stage asks for, while the board is on screen.
    fn asked_in(self, stage: StageId) -> Vec<CustomField> {
        let asked = |board: &Board| board.column(stage).map(|column| column.stage.fields.clone());
        if self.shown() { self.board.peek_with(asked).flatten().unwrap_or_default() } else { Vec::new() }
    }

    /// Undoes a move of several in the order they stood in, so that each finds the card it stood below.
    fn way_back_of_all(self, moved: Vec<Moved>) -> Callback<()> {
        let desk = self;
        let moved = std::rc::Rc::new(moved);
        Callback::new(move |()| {
            let moved = moved.clone();
            if desk.shown() {
                desk.board.edit(|board| {
                    for card in moved.iter() {
                        board.shift_below(card.id, card.back.0, card.back.2);
                    }
                });
                desk.board.hold();
            }
            spawn(async move {
                let mut stay = Vec::new();
                for card in moved.iter() {
                    if let Err(error) = move_lead(card.id, MoveLead::to(card.version, card.back.0, card.back.2)).await {
                        stay.push(refusal(&error, &desk.asked_in(card.back.0)));
                    }
                }
                if stay.is_empty() {
                    announce(text::move_back());
                } else {
                    desk.toasts.tell(Tone::Danger, text::not_moved(stay.join("; ")));
                }
                if desk.shown() {
                    desk.board.release();
                    desk.board.refetch();
                }
            });
        })
    }
}

/// The cards that go with the first one, and what is said of those that stay.
#[derive(Clone, Default, PartialEq)]
pub struct Together {
    pub others: Vec<LeadRow>,
    pub stay: Vec<String>,
}

/// Why a move was refused, in one line; `own` are the fields of the organization's own the stage asks for.
fn refusal(error: &Error, own: &[CustomField]) -> String {
    match error {
        Error::Invalid(errors) => words::lacking(errors, own),
        other => other.to_string(),
    }
}

/// What is picked and where it can go; nothing while no card is.
#[component]
pub fn PickedBar() -> Element {
    let desk = use_context::<Desk>();
    let picked = desk.picked.read().clone();
    if picked.is_empty() {
        return VNode::empty();
    }
    let looked = desk.board.with(|board| {
        let cards = board.columns.iter().flat_map(|c| &c.cards).filter(|c| picked.contains(&c.id));
        (cards.filter_map(|c| c.value_cents).sum::<i64>(), stage_items(board, None, stage_told))
    });
    let Some((cents, items)) = looked else { return VNode::empty() };
    let count = picked.len();
    rsx! {
        BulkBar { count, onclear: move |()| desk.unpick(),
            span { class: "w-bulk-count num", Amount { value: Money::new(cents, desk.currency) } }
            Menu {
                label: text::move_picked(count),
                title: text::move_picked(count),
                icon: IconName::ArrowRightLeft,
                variant: ButtonVariant::Ghost,
                size: Size::Sm,
                class: "w-bulk-menu",
                items,
                onselect: move |key: String| if let Ok(stage) = key.parse() { desk.request_several(&picked, stage, 0, None) },
            }
        }
    }
}
