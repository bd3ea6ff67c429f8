//! One act on several quotes at once, and what came of each.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use crate::input::{check_required, check_text, within};
use crate::{Error, MemberId, QuoteId};

/// Days from now an offer may be let hold, at most; the longest a new one may hold.
pub const MOST_DAYS: i64 = 180;
/// Hours between two reminders of one offer, at least.
pub const REMIND_HOURS: i64 = 20;

/// Quotes given to another agent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GiveQuotes {
    #[validate(length(min = 1, max = 200))]
    pub quotes: Vec<QuoteId>,
    pub member: MemberId,
}

/// Open offers whose link is mailed once more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RemindQuotes {
    #[validate(length(min = 1, max = 200))]
    pub quotes: Vec<QuoteId>,
    /// A note in the mail.
    #[serde(default)]
    #[validate(length(max = 2000), custom(function = check_text))]
    pub message: String,
}

/// Open offers that are to hold longer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExtendQuotes {
    #[validate(length(min = 1, max = 200))]
    pub quotes: Vec<QuoteId>,
    /// The last day they hold, where the organization is; never longer than until the trip begins.
    #[validate(custom(function = "check_day"))]
    pub until: NaiveDate,
}

/// Drafts and open offers that came to nothing: each is taken back, with the reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WithdrawQuotes {
    #[validate(length(min = 1, max = 200))]
    pub quotes: Vec<QuoteId>,
    #[validate(custom(function = "check_reason"))]
    pub reason: String,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the validator passes references")]
fn check_day(day: &NaiveDate) -> Result<(), ValidationError> {
    if (2000..2200).contains(&day.year()) { Ok(()) } else { Err(ValidationError::new("invalid")) }
}

fn check_reason(reason: &str) -> Result<(), ValidationError> {
    check_required(reason)?;
    within(reason, 500)?;
    check_text(reason)
}

/// What came of one quote.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuoteOutcome {
    pub quote: QuoteId,
    /// Why nothing was done to it; none when it is done.
    pub refused: Option<Error>,
}

/// What came of each quote, in the order they were named in; one named twice is answered once.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuoteOutcomes {
    pub quotes: Vec<QuoteOutcome>,
}

impl QuoteOutcomes {
    /// How many are done.
    pub fn done(&self) -> usize {
        self.quotes.iter().filter(|one| one.refused.is_none()).count()
    }

    /// Those that are not, with the reason.
    pub fn refused(&self) -> impl Iterator<Item = (QuoteId, &Error)> {
        self.quotes.iter().filter_map(|one| Some((one.quote, one.refused.as_ref()?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::check;

    fn ids(n: u128) -> Vec<QuoteId> {
        (0..n).map(|n| QuoteId(uuid::Uuid::from_u128(n))).collect()
    }

    #[test]
    fn a_call_names_one_quote_at_least_and_two_hundred_at_most() {
        let give = |n| check(&GiveQuotes { quotes: ids(n), member: MemberId(uuid::Uuid::nil()) });
        assert!(give(1).is_ok() && give(200).is_ok());
        assert!(give(0).is_err() && give(201).is_err());
    }

    #[test]
    fn what_is_lost_has_a_reason() {
        let lost = |reason: &str| check(&WithdrawQuotes { quotes: ids(1), reason: reason.into() });
        assert!(lost("Went with another company").is_ok());
        assert!(lost("  ").is_err() && lost(&"x".repeat(501)).is_err() && lost("a\0b").is_err());
    }

    #[test]
    fn a_day_is_one_that_calendars_know() {
        let until = |year| ExtendQuotes { quotes: ids(1), until: NaiveDate::from_ymd_opt(year, 5, 1).expect("a day") };
        assert!(check(&until(2099)).is_ok());
        assert!(check(&until(1999)).is_err() && check(&until(9999)).is_err());
    }

    #[test]
    fn an_outcome_tells_the_done_from_the_refused() {
        let [one, two] = [ids(2)[0], ids(2)[1]];
        let all = QuoteOutcomes {
            quotes: vec![QuoteOutcome { quote: one, refused: None }, QuoteOutcome { quote: two, refused: Some(Error::NotFound) }],
        };
        assert_eq!((all.done(), all.refused().collect::<Vec<_>>()), (1, vec![(two, &Error::NotFound)]));
    }
}
