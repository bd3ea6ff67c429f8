//! What a suggestion does when it is followed: an action of another room with everything it needs.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::leads::{ActivityKind, LostReason, Outcome};
use crate::quotes::CureKind;
use crate::{ActivityId, AmenityId, JobId, StageId};

/// An action with its parameters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Act {
    /// Plans a step for the lead, or for the lead of the quote. `what` is left to whoever follows.
    Plan { kind: ActivityKind, what: String, due_at: DateTime<Utc> },
    /// Marks a planned step as done.
    Finish { activity: ActivityId, outcome: Outcome },
    /// Gives the lead to whoever follows.
    TakeUp,
    /// Moves the lead to a stage.
    Move { stage: StageId },
    /// Closes the lead as lost.
    Lose { reason: LostReason, note: String },
    /// Turns the lead into a draft of a quote.
    MakeQuote,
    /// Begins a further quote for the same customer.
    QuoteAgain,
    /// Sends the draft at this total, in cents; at another one it stays. Nobody can take a mail back.
    Send { email: String, pin: String, message: String, total_cents: i64 },
    /// Begins a new revision that holds so many days, with a promo code unless it is empty.
    Revise { valid_days: u32, code: String },
    /// Takes the offer back.
    Withdraw { reason: String },
    /// Makes the plan legal.
    Mend { cure: CureKind },
    /// Takes so many of a vehicle type instead of what is chosen.
    Seat { vehicle: String, count: u32 },
    /// Puts an extra on the draft, for the customer to choose unless it is chosen already.
    Offer { amenity: AmenityId, chosen: bool },
    /// Puts a promo code on the draft.
    Promo { code: String },
    /// Lets the offer hold so many days.
    Hold { valid_days: u32 },
    /// Mails the link of the open offer once more, with a note unless it is empty, to the address that was shown. Nobody
    /// can take a mail back.
    Remind { to: String, message: String },
    /// Lets the open offer hold through this day where the organization is. What was promised is not shortened.
    Extend { until: NaiveDate },
    /// Opens the job.
    OpenJob { job: JobId },
}

impl Act {
    /// The word the record keeps.
    pub fn key(&self) -> &'static str {
        match self {
            Act::Plan { .. } => "plan",
            Act::Finish { .. } => "finish",
            Act::TakeUp => "take_up",
            Act::Move { .. } => "move",
            Act::Lose { .. } => "lose",
            Act::MakeQuote => "make_quote",
            Act::QuoteAgain => "quote_again",
            Act::Send { .. } => "send",
            Act::Revise { .. } => "revise",
            Act::Withdraw { .. } => "withdraw",
            Act::Mend { .. } => "mend",
            Act::Seat { .. } => "seat",
            Act::Offer { .. } => "offer",
            Act::Promo { .. } => "promo",
            Act::Hold { .. } => "hold",
            Act::Remind { .. } => "remind",
            Act::Extend { .. } => "extend",
            Act::OpenJob { .. } => "open_job",
        }
    }

    /// Whether it cannot be taken back, so that a person looks at it once more before it is done.
    pub fn is_final(&self) -> bool {
        matches!(self, Act::Send { .. } | Act::Withdraw { .. } | Act::Remind { .. } | Act::Extend { .. })
    }

    /// Whether a person may change something of it before it is done.
    pub fn is_editable(&self) -> bool {
        !matches!(self, Act::TakeUp | Act::MakeQuote | Act::QuoteAgain | Act::Mend { .. } | Act::Seat { .. } | Act::OpenJob { .. })
    }

    /// Whether `sent` is this act, changed at most in what may be edited.
    pub fn fits(&self, sent: &Act) -> bool {
        match (self, sent) {
            (Act::Finish { activity: a, .. }, Act::Finish { activity: b, .. }) => a == b,
            (Act::Offer { amenity: a, .. }, Act::Offer { amenity: b, .. }) => a == b,
            (Act::Remind { to: a, .. }, Act::Remind { to: b, .. }) => a == b,
            (a, b) if a.is_editable() => std::mem::discriminant(a) == std::mem::discriminant(b),
            (a, b) => a == b,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_edited_stays_the_act_that_was_suggested() {
        let hold = |valid_days| Act::Hold { valid_days };
        assert!(hold(14).fits(&hold(30)));
        assert!(!hold(14).fits(&Act::MakeQuote));
        let extra = |n, chosen| Act::Offer { amenity: AmenityId(uuid::Uuid::from_u128(n)), chosen };
        assert!(extra(1, false).fits(&extra(1, true)) && !extra(1, false).fits(&extra(2, false)));
        let team = Act::Mend { cure: CureKind::Team };
        assert!(team.fits(&team) && !team.fits(&Act::Mend { cure: CureKind::Relief }));
        assert!(!Act::TakeUp.fits(&Act::MakeQuote));
    }

    #[test]
    fn a_reminder_goes_where_it_was_shown_to_go_and_is_looked_at_once_more() {
        let remind = |to: &str, message: &str| Act::Remind { to: to.into(), message: message.into() };
        assert!(remind("maya@example.com", "").fits(&remind("maya@example.com", "Any questions?")));
        assert!(!remind("maya@example.com", "").fits(&remind("other@example.com", "")));
        let extend = |day| Act::Extend { until: NaiveDate::from_ymd_opt(2026, 12, day).expect("a day") };
        assert!(extend(1).fits(&extend(24)) && !extend(1).fits(&Act::Hold { valid_days: 14 }));
        for act in [remind("maya@example.com", ""), extend(1)] {
            assert!(act.is_final() && act.is_editable());
        }
    }
}
