//! How suggestions fare: how many are taken, what becomes of what they are about, and which are given up.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{DismissReason, SuggestionKind};

/// How far back rates look, in days.
pub const RATE_DAYS: i64 = 180;
/// After so many showings a kind must have proved itself.
pub const TRIED: i64 = 40;
/// One in so many showings must be followed.
const ONE_IN: i64 = 20;

/// How likely it is followed, in percent, by how many of so many answers followed it (Laplace's rule of succession:
/// without any answer it is one half).
pub fn confidence(taken: i64, answers: i64) -> u32 {
    let (taken, answers) = (taken.max(0), answers.max(taken).max(0));
    let percent = (taken.saturating_add(1)).saturating_mul(100) / answers.saturating_add(2);
    u32::try_from(percent).unwrap_or(100).min(100)
}

/// Whether a kind that was shown so often and followed so often is given up.
pub fn is_weak(shown: i64, taken: i64) -> bool {
    shown >= TRIED && taken.saturating_mul(ONE_IN) < shown
}

/// Of what people write beside a reason the latest so many are shown.
pub const WORDS: i32 = 5;

/// Why a kind of suggestion was dismissed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DismissedFor {
    /// What was chosen; none where there were only words.
    pub because: Option<DismissReason>,
    /// How often.
    pub times: i64,
    /// What people wrote, the latest first, [`WORDS`] at most.
    pub words: Vec<String>,
}

/// How a kind of suggestion fared in the last [`RATE_DAYS`] days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KindRate {
    pub kind: SuggestionKind,
    /// Leads and quotes it was shown about; again only after an answer.
    pub shown: i64,
    pub accepted: i64,
    pub edited: i64,
    pub dismissed: i64,
    /// Leads and quotes won after it was followed, and all of those that came to an end.
    pub followed_won: i64,
    pub followed_ended: i64,
    /// The same after it was dismissed.
    pub dismissed_won: i64,
    pub dismissed_ended: i64,
    pub retired_at: Option<DateTime<Utc>>,
    /// Who retired it; none if it was given up for its rate.
    pub retired_by: Option<String>,
    /// Why it was dismissed, as far as people said; the most frequent reason first.
    #[serde(default)]
    pub reasons: Vec<DismissedFor>,
}

impl KindRate {
    /// One that was never shown.
    pub fn none(kind: SuggestionKind) -> Self {
        Self {
            kind,
            shown: 0,
            accepted: 0,
            edited: 0,
            dismissed: 0,
            followed_won: 0,
            followed_ended: 0,
            dismissed_won: 0,
            dismissed_ended: 0,
            retired_at: None,
            retired_by: None,
            reasons: Vec::new(),
        }
    }

    /// How often it was followed, with changes or without.
    pub fn followed(&self) -> i64 {
        self.accepted + self.edited
    }

    /// How many of those it was shown to followed it, in percent; none before it was shown.
    pub fn rate(&self) -> Option<i64> {
        share(self.followed(), self.shown)
    }

    /// How many were won of those where it was followed and that came to an end, in percent.
    pub fn won_followed(&self) -> Option<i64> {
        share(self.followed_won, self.followed_ended)
    }

    /// The same of those where it was dismissed.
    pub fn won_dismissed(&self) -> Option<i64> {
        share(self.dismissed_won, self.dismissed_ended)
    }
}

/// A part in percent, rounded; none of nothing.
fn share(part: i64, whole: i64) -> Option<i64> {
    (whole > 0).then(|| (part.saturating_mul(100) + whole / 2) / whole)
}

/// How all kinds fare.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SuggestionRates {
    pub since: DateTime<Utc>,
    /// Every kind, also those that were never shown.
    pub kinds: Vec<KindRate>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn confidence_begins_at_one_half_and_follows_the_answers() {
        assert_eq!([(0, 0), (1, 1), (0, 1), (9, 10), (98, 98)].map(|(taken, all)| confidence(taken, all)), [50, 66, 33, 83, 99]);
    }

    #[test]
    fn a_kind_is_given_up_only_after_it_was_tried() {
        assert!(!is_weak(TRIED - 1, 0));
        assert!(is_weak(TRIED, 1));
        assert!(!is_weak(TRIED, 2));
        assert!(is_weak(1_000, 49) && !is_weak(1_000, 50));
    }

    #[test]
    fn rates_are_of_what_there_is() {
        let rate =
            KindRate { shown: 3, accepted: 1, edited: 1, followed_won: 1, followed_ended: 2, ..KindRate::none(SuggestionKind::Remind) };
        assert_eq!((rate.rate(), rate.won_followed(), rate.won_dismissed()), (Some(67), Some(50), None));
        assert_eq!(KindRate::none(SuggestionKind::Remind).rate(), None);
    }

    proptest! {
        #[test]
        fn confidence_is_a_percentage_that_grows_with_what_is_taken(taken in 0_i64..5_000, more in 0_i64..5_000) {
            let (all, some) = (confidence(taken + more, taken + more), confidence(taken, taken + more));
            prop_assert!(some <= all && all <= 100);
        }
    }
}
