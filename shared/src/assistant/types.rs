//! A suggestion as it is read.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Act, SuggestionKind};
use crate::access::Action;
use crate::leads::{ActivityKind, LostReason};
use crate::packs::Label;
use crate::quotes::{CureKind, QuoteStatus};
use crate::{JobId, QuoteId};

crate::choice! {
    /// What somebody made of a suggestion.
    Verdict {
        Dismissed = "dismissed",
        Accepted = "accepted",
        /// Carried out with changes.
        Edited = "edited",
    }
}

crate::choice! {
    /// Why somebody does not want a suggestion.
    DismissReason {
        NotNow = "not_now",
        /// It was done already, here or elsewhere.
        DoneAlready = "done_already",
        /// The customer wants it otherwise.
        CustomerWish = "customer_wish",
        /// What it rests on is not so.
        NotTrue = "not_true",
        Other = "other",
    }
}

/// Why something is suggested, with the figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum Why {
    /// Nobody has answered for so long.
    Waiting {
        minutes: i64,
    },
    Unowned,
    NoContact,
    NoDate,
    NoRoute,
    /// The day it was wanted on, or the trip was to begin, is so long ago.
    DatePassed {
        days: i64,
    },
    /// What it may be worth.
    Worth {
        cents: i64,
    },
    /// All a quote needs is known; it is wanted in so many days.
    Ready {
        days: i64,
    },
    /// So many calls since somebody was reached.
    Unreached {
        calls: i64,
    },
    /// A stage asks for nothing that is not there.
    Fits {
        stage: String,
    },
    /// Sent so many days ago, opened so often, not answered.
    Silent {
        days: i64,
        views: i64,
    },
    EndsIn {
        hours: i64,
    },
    /// In the same stage for so long.
    Stood {
        days: i64,
    },
    /// A planned step is so late.
    Late {
        what: String,
        hours: i64,
    },
    NothingPlanned,
    /// Something is planned; a second step does no harm.
    OneMoreStep,
    Lost {
        reason: Option<LostReason>,
    },
    /// The work begins in so many days.
    Begins {
        days: i64,
    },
    /// The work was done so many days ago.
    WorkDone {
        days: i64,
    },
    KnownCustomer,
    /// Nothing is missing.
    Complete,
    /// So many limits of the law are broken.
    OverHours {
        limits: i64,
    },
    TooFewSeats {
        seats: i64,
        passengers: i64,
    },
    /// So many of the last accepted quotes had it.
    Popular {
        quotes: i64,
        of: i64,
    },
    /// It can be had with the vehicles chosen.
    Available,
    /// What the customer would save.
    Saves {
        cents: i64,
    },
    /// The work begins in so many days, the offer holds for fewer.
    HoldsShorter {
        days: i64,
        valid_days: i64,
    },
    /// The offer holds so many days.
    HoldsFor {
        valid_days: i64,
    },
    NoTrip,
    /// The customer asked.
    Asked {
        words: String,
    },
    ChangesAsked {
        words: String,
    },
    /// The offer ran out so many days ago.
    Ended {
        days: i64,
    },
    RenewalAsked,
    Declined {
        words: String,
    },
    Withdrawn,
    /// What was agreed to be paid first.
    Deposit {
        cents: i64,
    },
    NoCrew {
        days: Option<i64>,
    },
    Booked,
}

crate::choice! {
    /// What a preview is of.
    Facet {
        Planned = "planned",
        Step = "step",
        Owner = "owner",
        Stage = "stage",
        Lost = "lost",
        Quote = "quote",
        Status = "status",
        Recipient = "recipient",
        ValidDays = "valid_days",
        /// The last day an open offer holds.
        ValidUntil = "valid_until",
        /// A mail that goes out.
        Mail = "mail",
        Revision = "revision",
        Limits = "limits",
        Drivers = "drivers",
        Arrival = "arrival",
        Vehicles = "vehicles",
        Extra = "extra",
        Promo = "promo",
        Total = "total",
        /// The total when the customer chooses what is offered.
        TotalIfChosen = "total_if_chosen",
    }
}

/// A value in a preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Shown {
    /// A name people gave.
    Text {
        text: String,
    },
    /// A name of a price book.
    Named {
        label: Label,
    },
    Vehicles {
        count: u32,
        label: Label,
    },
    /// A planned step.
    Step {
        kind: ActivityKind,
        due_at: DateTime<Utc>,
    },
    Done,
    You,
    Reason {
        reason: LostReason,
    },
    Status {
        status: QuoteStatus,
    },
    Drivers {
        /// One driver without.
        cure: Option<CureKind>,
    },
    /// A moment on the clock of the quote.
    Wall {
        at: NaiveDateTime,
    },
    Cents {
        cents: i64,
    },
    Count {
        count: i64,
    },
    Days {
        days: i64,
    },
    /// A day where the organization is.
    Day {
        day: NaiveDate,
    },
    /// A mail as its reader gets it; a note stands between `opening` and `rest`.
    Mail {
        subject: String,
        opening: String,
        rest: String,
    },
}

/// One thing that following changes; without a value before it is new.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Difference {
    pub of: Facet,
    pub before: Option<Shown>,
    pub after: Option<Shown>,
}

impl Difference {
    /// From one value to another.
    pub(super) fn of(of: Facet, before: Shown, after: Shown) -> Self {
        Self { of, before: Some(before), after: Some(after) }
    }

    /// Something new.
    pub(super) fn new(of: Facet, after: Shown) -> Self {
        Self { of, before: None, after: Some(after) }
    }

    /// Another amount in cents; none when it stays.
    pub(super) fn cents(of: Facet, before: i64, after: i64) -> Option<Self> {
        (before != after).then(|| Self::of(of, Shown::Cents { cents: before }, Shown::Cents { cents: after }))
    }
}

/// Something worth doing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Suggestion {
    pub kind: SuggestionKind,
    pub act: Act,
    pub why: Why,
    /// How likely people are to follow one of this kind, in percent, by what they did with former ones.
    pub confidence: u32,
    /// How many answers that rests on.
    pub answers: i64,
    /// The right its act needs; who lacks it is not shown the suggestion.
    pub needs: Action,
    /// What following changes.
    pub preview: Vec<Difference>,
}

/// What is suggested about a lead or a quote, the most pressing first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Suggestions {
    pub open: Vec<Suggestion>,
    /// Kinds that were dismissed for as long as it stands where it does.
    pub dismissed: Vec<SuggestionKind>,
}

/// Where following a suggestion leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum Went {
    Quote {
        id: QuoteId,
    },
    Job {
        id: JobId,
    },
    /// A link that was mailed; it is shown once.
    Link {
        link: String,
    },
}

/// What an answer left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Answered {
    pub suggestions: Suggestions,
    pub went: Option<Went>,
}
