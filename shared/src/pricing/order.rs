//! The lists of a price book: nothing stands in them twice, and modifiers have an order.

use validator::ValidationError;

use super::{Amenity, BookItem, Modifier, Rates};
use crate::ModifierId;

impl Rates {
    /// Its modifiers in the order they are shown and priced in.
    pub fn ordered_modifiers(&self) -> Vec<&Modifier> {
        let mut all: Vec<&Modifier> = self.modifiers.iter().collect();
        all.sort_by_key(|m| (m.priority, m.id));
        all
    }

    /// Moves a modifier so many places down the order, up where negative, as far as there are places; priorities become
    /// 10, 20, 30 … in the new order. Nothing happens to a book without it.
    pub fn move_modifier(&mut self, id: ModifierId, by: isize) {
        let mut order: Vec<ModifierId> = self.ordered_modifiers().into_iter().map(|m| m.id).collect();
        let Some(from) = order.iter().position(|other| *other == id) else { return };
        let to = from.saturating_add_signed(by).min(order.len() - 1);
        if to == from {
            return;
        }
        let moved = order.remove(from);
        order.insert(to, moved);
        for (priority, id) in (10..).step_by(10).zip(order) {
            if let Some(modifier) = self.modifiers.iter_mut().find(|m| m.id == id) {
                modifier.priority = priority;
            }
        }
    }
}

/// Nothing stands twice under the same key: a line of a quote would not know which of them it means.
pub(super) fn all_differ<K: Ord>(mut keys: impl Iterator<Item = K>) -> Result<(), ValidationError> {
    let mut seen = std::collections::BTreeSet::new();
    if keys.all(|key| seen.insert(key)) { Ok(()) } else { Err(ValidationError::new("taken")) }
}

pub(super) fn check_items(items: &[BookItem]) -> Result<(), ValidationError> {
    all_differ(items.iter().map(|item| &item.key))
}

pub(super) fn check_amenities(amenities: &[Amenity]) -> Result<(), ValidationError> {
    all_differ(amenities.iter().map(|amenity| amenity.id))
}

pub(super) fn check_modifiers(modifiers: &[Modifier]) -> Result<(), ValidationError> {
    all_differ(modifiers.iter().map(|modifier| modifier.id))
}
