//! Several cards moved at once: which of them can go, what is asked once for all, and where each comes to stand.

use super::board::Board;
use super::input::MoveLead;
use super::rules::{Gap, MoveFacts, gaps};
use super::types::LeadRow;
use crate::{LeadId, StageId};

/// What a move of several cards into one stage comes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Several {
    /// Those that can go, in the order of the board.
    pub go: Vec<LeadRow>,
    /// Those that stay, each with what it lacks.
    pub stay: Vec<(LeadRow, Vec<Gap>)>,
    /// What is asked once for all that go: why a full stage takes more, why leads were lost.
    pub asks: Vec<Gap>,
}

/// Sorts the cards picked into those that can go into a stage and those that lack something only they can be given.
/// Each that goes counts for the limit of the stage when the next one is looked at.
pub fn several(board: &Board, picked: &[LeadId], to: StageId, facts: impl Fn(&LeadRow) -> MoveFacts) -> Several {
    let mut outcome = Several::default();
    let Some(target) = board.column(to) else { return outcome };
    let mut held = target.total;
    for column in &board.columns {
        for card in column.cards.iter().filter(|card| picked.contains(&card.id)) {
            let open = gaps(&column.stage, &target.stage, held, &facts(card), &MoveLead::to(card.version, to, None));
            if open.iter().all(|gap| matches!(gap, Gap::WipReason { .. } | Gap::LostReason)) {
                held += i64::from(column.stage.id != to);
                outcome.asks.extend(open.into_iter().filter(|gap| !outcome.asks.contains(gap)).collect::<Vec<_>>());
                outcome.go.push(card.clone());
            } else {
                outcome.stay.push((card.clone(), open));
            }
        }
    }
    outcome
}

impl Board {
    /// The card that several come to stand below when they are dropped with `index` cards above them, those not counted
    /// that are picked themselves; none on top. `dragged` is the card `index` does not count.
    pub fn above(&self, to: StageId, index: usize, dragged: Option<LeadId>, picked: &[LeadId]) -> Option<LeadId> {
        let cards = self.column(to)?.cards.iter().filter(|card| Some(card.id) != dragged);
        cards.take(index).filter(|card| !picked.contains(&card.id)).last().map(|card| card.id)
    }

    /// Takes a card out of its column and puts it below another of a stage, on top without one.
    pub fn shift_below(&mut self, lead: LeadId, to: StageId, above: Option<LeadId>) -> bool {
        let index = above.and_then(|above| {
            let others = self.column(to)?.cards.iter().filter(|card| card.id != lead);
            others.map(|card| card.id).position(|card| card == above)
        });
        self.shift(lead, to, index.map_or(0, |index| index + 1))
    }

    /// The cards picked from one card to another of the same column, both included; only the second when they stand in
    /// different columns.
    pub fn between(&self, from: LeadId, to: LeadId) -> Vec<LeadId> {
        let of_both = self.columns.iter().find_map(|column| {
            let at = |id| column.cards.iter().position(|card| card.id == id);
            let (a, b) = (at(from)?, at(to)?);
            column.cards.get(a.min(b)..=a.max(b))
        });
        of_both.map_or_else(|| vec![to], |cards| cards.iter().map(|card| card.id).collect())
    }
}

#[cfg(test)]
#[path = "several_tests.rs"]
mod tests;
