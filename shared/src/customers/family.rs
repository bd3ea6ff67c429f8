//! Customers that belong to others: a branch to its company, a company to its group.
//!
//! Invariants: nobody belongs to itself or to one of its own, however far down, and no family is deeper than
//! [`MOST_LEVELS`]. The rules are asked with what stands above and below; whoever asks keeps that as it is meanwhile.

use crate::{AccountId, Error, Result};

/// The most levels of a family, the one at its top among them.
pub const MOST_LEVELS: usize = 5;

/// Whether an account may belong to the first of `above`. `above` goes from there to the top; `below` is how many levels
/// the account and its own make, at least 1. Refusals name the field `parent`.
pub fn check_parent(id: AccountId, above: &[AccountId], below: usize) -> Result<()> {
    if above.contains(&id) {
        Err(Error::field("parent", "circle"))
    } else if above.len() + below > MOST_LEVELS {
        Err(Error::field("parent", "too_deep"))
    } else {
        Ok(())
    }
}

/// What stands above two records once they are one: what stood above the kept one, or above the other if that was
/// chosen. Where one belonged to the other, what stood above the higher of them, for nobody belongs to itself.
pub fn joined_above<'a>(
    kept: AccountId,
    merged: AccountId,
    kept_above: &'a [AccountId],
    merged_above: &'a [AccountId],
    take: bool,
) -> &'a [AccountId] {
    let (first, second) = if take { (merged_above, kept_above) } else { (kept_above, merged_above) };
    if first.contains(&kept) || first.contains(&merged) { second } else { first }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const N: usize = 9;

    fn id(n: usize) -> AccountId {
        AccountId(uuid::Uuid::from_u128(n as u128))
    }

    /// Accounts by number: to whom each belongs, and whether it was merged into another.
    #[derive(Clone, Debug, PartialEq)]
    struct Families {
        parents: [Option<usize>; N],
        merged: [bool; N],
    }

    impl Families {
        fn above(&self, of: usize) -> Vec<usize> {
            let mut above = Vec::new();
            let mut at = self.parents[of];
            while let Some(parent) = at {
                assert!(above.len() <= N, "a circle at {of}");
                above.push(parent);
                at = self.parents[parent];
            }
            above
        }

        fn below(&self, of: usize) -> usize {
            let children = (0..N).filter(|n| self.parents[*n] == Some(of) && !self.merged[*n]);
            1 + children.map(|child| self.below(child)).max().unwrap_or(0)
        }

        fn ids(&self, of: usize) -> Vec<AccountId> {
            self.above(of).into_iter().map(id).collect()
        }

        fn set(&mut self, child: usize, parent: usize) {
            let above: Vec<AccountId> = std::iter::once(parent).chain(self.above(parent)).map(id).collect();
            let live = !self.merged[child] && !self.merged[parent];
            if live && check_parent(id(child), &above, self.below(child)).is_ok() {
                self.parents[child] = Some(parent);
            }
        }

        fn merge(&mut self, kept: usize, merged: usize, take: bool) {
            if kept == merged || self.merged[kept] || self.merged[merged] {
                return;
            }
            let (kept_above, merged_above) = (self.ids(kept), self.ids(merged));
            let above = joined_above(id(kept), id(merged), &kept_above, &merged_above, take);
            if above.len() + self.below(kept).max(self.below(merged)) > MOST_LEVELS {
                return;
            }
            for child in (0..N).filter(|child| *child != kept) {
                if self.parents[child] == Some(merged) {
                    self.parents[child] = Some(kept);
                }
            }
            self.parents[kept] = above.first().and_then(|top| (0..N).find(|n| id(*n) == *top));
            self.merged[merged] = true;
        }
    }

    proptest! {
        #[test]
        fn families_have_no_circles_and_five_levels_at_most(acts in proptest::collection::vec((0..N, 0..N, 0..4_u8), 0..80)) {
            let mut families = Families { parents: [None; N], merged: [false; N] };
            for (a, b, act) in acts {
                match act {
                    0 => families.merge(a, b, false),
                    1 => families.merge(a, b, true),
                    _ => families.set(a, b),
                }
                for n in (0..N).filter(|n| !families.merged[*n]) {
                    let above = families.above(n);
                    prop_assert!(!above.contains(&n) && above.len() < MOST_LEVELS, "{families:?}");
                    prop_assert!(above.iter().all(|parent| !families.merged[*parent]), "{families:?}");
                }
            }
        }
    }

    #[test]
    fn nobody_belongs_to_itself_or_to_one_of_its_own() {
        let code = |answer: Result<()>| match answer {
            Err(Error::Invalid(errors)) => errors.0.get("parent").map(|all| all[0].code.clone()),
            _ => None,
        };
        assert_eq!(code(check_parent(id(1), &[id(1)], 1)).as_deref(), Some("circle"));
        assert_eq!(code(check_parent(id(1), &[id(2), id(1)], 1)).as_deref(), Some("circle"));
        assert!(check_parent(id(1), &[], 5).is_ok());
        assert!(check_parent(id(1), &[id(2), id(3)], 3).is_ok());
        assert_eq!(code(check_parent(id(1), &[id(2), id(3)], 4)).as_deref(), Some("too_deep"));
    }

    #[test]
    fn of_two_that_become_one_the_higher_ones_place_is_kept() {
        let (kept, merged) = (id(1), id(2));
        assert_eq!(joined_above(kept, merged, &[id(3)], &[id(4)], false), [id(3)]);
        assert_eq!(joined_above(kept, merged, &[id(3)], &[id(4)], true), [id(4)]);
        assert_eq!(joined_above(kept, merged, &[merged, id(4)], &[id(4)], false), [id(4)], "a branch takes in its company");
        assert_eq!(joined_above(kept, merged, &[id(3)], &[id(5), kept, id(3)], true), [id(3)], "a group takes in its branch's branch");
    }
}
