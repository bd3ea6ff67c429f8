//! Two records of one customer made one, and taken apart again.
//!
//! One record is kept, the other is hidden behind it. People, addresses, units, leads, quotes, jobs, portal access, stars
//! of members and the accounts that belong to it move to the kept one and are written down one by one, so that undoing
//! moves back exactly those. A unit whose number the kept record has as well is archived by it: it is the same vehicle.
//! Fleet settings and agreed prices come along only where the kept record has none of its own; else they stay behind. Of
//! facts that differ one side is chosen; tags are joined. Undoing gives back a fact only while it still says what the merge made of it: what
//! people wrote since then stays.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use super::custom::{CustomValues, MOST_FIELDS};
use super::tax::TaxStanding;
use super::types::{Account, AccountKind, AccountStatus, Terms};
use crate::{AccountId, MemberId, MergeId};

/// The most tags an account has.
pub const TAGS: usize = 20;

crate::choice! {
    /// A fact of which a merge keeps one side's.
    AccountFact { Name = "name", Kind = "kind", Status = "status", Terms = "terms", Tax = "tax", Owner = "owner", Notes = "notes", Parent = "parent" }
}

/// What a record says of itself, without what points at it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    pub name: String,
    pub kind: AccountKind,
    pub status: AccountStatus,
    pub terms: Terms,
    #[serde(default)]
    pub tax: TaxStanding,
    pub owner: Option<MemberId>,
    /// The account it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<AccountId>,
    pub notes: String,
    pub tags: Vec<String>,
    /// What stands in the fields of the organization's own; merges made before there were such fields have none.
    #[serde(default)]
    pub custom: CustomValues,
}

/// Merges another record into the one that is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MergeAccounts {
    /// The version of the kept record the choice was made on.
    pub version: i32,
    /// The record that goes behind the kept one.
    pub merged: AccountId,
    /// The facts that are taken from it; of all others the kept record's stay.
    #[validate(length(max = 8))]
    #[serde(default)]
    pub take: Vec<AccountFact>,
    /// The keys of fields of the organization's own that are taken from it, of those in which the two differ.
    #[validate(custom(function = check_keys))]
    #[serde(default)]
    pub take_custom: Vec<String>,
}

fn check_keys(keys: &[String]) -> Result<(), ValidationError> {
    if keys.len() > MOST_FIELDS {
        Err(ValidationError::new("length"))
    } else {
        keys.iter().try_for_each(|key| crate::input::check_line(key))
    }
}

/// A merge that holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Merge {
    pub id: MergeId,
    /// The record behind the kept one.
    pub account: AccountId,
    pub name: String,
    /// Who merged.
    pub by: String,
    pub at: DateTime<Utc>,
    /// People, addresses, units, leads, quotes, jobs, logins, agreed prices, accounts that belong to it, and stars that moved.
    pub rows: i64,
}

/// Another account by name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AccountLink {
    pub id: AccountId,
    pub name: String,
}

/// How much there is for an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AccountCounts {
    pub leads: i64,
    pub quotes: i64,
    pub jobs: i64,
}

impl Facts {
    /// What an account says.
    pub fn of(account: &Account) -> Self {
        Self {
            name: account.name.clone(),
            kind: account.kind,
            status: account.status,
            terms: account.terms,
            tax: account.tax.clone(),
            owner: account.owner.as_ref().map(|owner| owner.id),
            parent: account.parent.as_ref().map(|parent| parent.id),
            notes: account.notes.clone(),
            tags: account.tags.clone(),
            custom: account.custom.clone(),
        }
    }

    /// The keys of fields of the organization's own that say something else in each. What only one of them says is kept
    /// without asking.
    pub fn differing_custom(&self, other: &Self) -> Vec<String> {
        let differs = |(key, value): &(&String, &String)| other.custom.get(*key).is_some_and(|theirs| theirs != *value);
        self.custom.iter().filter(differs).map(|(key, _)| key.clone()).collect()
    }

    /// The facts in which two records differ: those somebody must choose between. Tags are joined without asking.
    pub fn differing(&self, other: &Self) -> Vec<AccountFact> {
        AccountFact::ALL.iter().copied().filter(|fact| !self.same(other, *fact)).collect()
    }

    fn same(&self, other: &Self, fact: AccountFact) -> bool {
        match fact {
            AccountFact::Name => self.name == other.name,
            AccountFact::Kind => self.kind == other.kind,
            AccountFact::Status => self.status == other.status,
            AccountFact::Terms => self.terms == other.terms,
            AccountFact::Tax => self.tax == other.tax,
            AccountFact::Owner => self.owner == other.owner,
            AccountFact::Notes => self.notes == other.notes,
            AccountFact::Parent => self.parent == other.parent,
        }
    }

    fn take(&mut self, from: &Self, fact: AccountFact) {
        match fact {
            AccountFact::Name => self.name.clone_from(&from.name),
            AccountFact::Kind => self.kind = from.kind,
            AccountFact::Status => self.status = from.status,
            AccountFact::Terms => self.terms = from.terms,
            AccountFact::Tax => self.tax.clone_from(&from.tax),
            AccountFact::Owner => self.owner = from.owner,
            AccountFact::Notes => self.notes.clone_from(&from.notes),
            AccountFact::Parent => self.parent = from.parent,
        }
    }

    /// The kept record's facts after a merge: its own, those taken from the other, the tags of both, as many as an
    /// account may have, and of the organization's own fields what it does not say itself.
    pub fn joined(&self, other: &Self, take: &[AccountFact], take_custom: &[String]) -> Self {
        let mut joined = self.clone();
        for fact in take {
            joined.take(other, *fact);
        }
        for (key, theirs) in &other.custom {
            if take_custom.contains(key) || !joined.custom.contains_key(key) {
                joined.custom.insert(key.clone(), theirs.clone());
            }
        }
        let new = other.tags.iter().filter(|tag| !self.tags.contains(tag));
        joined.tags.extend(new.take(TAGS.saturating_sub(self.tags.len())).cloned());
        joined.tags.sort();
        joined
    }

    /// These facts after the merge that made `after` of `before` is undone.
    pub fn undone(&self, before: &Self, after: &Self) -> Self {
        let mut undone = self.clone();
        for fact in AccountFact::ALL.iter().copied().filter(|fact| self.same(after, *fact)) {
            undone.take(before, fact);
        }
        undone.tags.retain(|tag| before.tags.contains(tag) || !after.tags.contains(tag));
        for key in before.custom.keys().chain(after.custom.keys()).filter(|key| self.custom.get(*key) == after.custom.get(*key)) {
            match before.custom.get(key) {
                Some(value) => undone.custom.insert(key.clone(), value.clone()),
                None => undone.custom.remove(key),
            };
        }
        undone
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn facts() -> impl Strategy<Value = Facts> {
        let of = |n: usize| 0..n;
        (
            "[a-c]",
            of(AccountKind::ALL.len()),
            of(AccountStatus::ALL.len()),
            (of(Terms::ALL.len()), of(2)),
            proptest::option::of(0_u128..3),
            proptest::option::of(0_u128..3),
            "[x-z]{0,1}",
            proptest::collection::btree_set("[a-z]{1,2}", 0..=TAGS),
            proptest::collection::btree_map("[a-d]", "[x-z]", 0..=4),
        )
            .prop_map(|(name, kind, status, (terms, exempt), owner, parent, notes, tags, custom)| Facts {
                name,
                kind: AccountKind::ALL[kind],
                status: AccountStatus::ALL[status],
                terms: Terms::ALL[terms],
                tax: TaxStanding { exempt: exempt > 0, certificate: String::new() },
                owner: owner.map(|id| MemberId(uuid::Uuid::from_u128(id))),
                parent: parent.map(|id| AccountId(uuid::Uuid::from_u128(id))),
                notes,
                tags: tags.into_iter().collect(),
                custom,
            })
    }

    fn some_keys() -> impl Strategy<Value = Vec<String>> {
        proptest::sample::subsequence(["a", "b", "c", "d"].map(str::to_owned).to_vec(), 0..=4)
    }

    fn some_facts() -> impl Strategy<Value = Vec<AccountFact>> {
        proptest::sample::subsequence(AccountFact::ALL.to_vec(), 0..=AccountFact::ALL.len())
    }

    proptest! {
        #[test]
        fn undoing_at_once_leaves_what_was(kept in facts(), other in facts(), take in some_facts(), keys in some_keys()) {
            let after = kept.joined(&other, &take, &keys);
            prop_assert!(after.tags.len() <= TAGS);
            prop_assert_eq!(after.undone(&kept, &after), kept);
        }

        #[test]
        fn what_was_written_since_stays(kept in facts(), other in facts(), take in some_facts(), keys in some_keys(), now in facts()) {
            let after = kept.joined(&other, &take, &keys);
            let undone = now.undone(&kept, &after);
            for fact in AccountFact::ALL {
                let source = if now.same(&after, *fact) { &kept } else { &now };
                prop_assert!(undone.same(source, *fact));
            }
            for tag in now.tags.iter().filter(|tag| !after.tags.contains(tag)) {
                prop_assert!(undone.tags.contains(tag));
            }
            for key in ["a", "b", "c", "d"] {
                let source = if now.custom.get(key) == after.custom.get(key) { &kept } else { &now };
                prop_assert_eq!(undone.custom.get(key), source.custom.get(key));
            }
        }

        #[test]
        fn only_what_differs_is_asked(kept in facts(), other in facts()) {
            let asked = kept.differing(&other);
            let all = kept.joined(&other, &asked, &kept.differing_custom(&other));
            for (key, value) in &all.custom {
                prop_assert_eq!(value, other.custom.get(key).unwrap_or_else(|| &kept.custom[key]));
            }
            let (tags, custom) = (kept.tags.clone(), kept.custom.clone());
            prop_assert_eq!(Facts { tags: tags.clone(), custom: custom.clone(), ..all }, Facts { tags, custom, ..other });
        }
    }
}
