//! The next version of a price book while it is worked on.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{PriceBook, Rates};
use crate::PriceBookDraftId;

/// Prices that are not in force yet. A service line has one draft at most, which everybody who may edit works on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PriceDraft {
    pub id: PriceBookDraftId,
    /// 1, 2, 3 …: each save makes the next.
    pub version: i32,
    /// The version of the book it was begun on.
    pub base_version: i32,
    pub name: String,
    pub rates: Rates,
    /// Who saved it last.
    pub updated_by: String,
    pub updated_at: DateTime<Utc>,
}

/// The prices in force and those being worked on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PriceDesk {
    pub book: PriceBook,
    pub draft: Option<PriceDraft>,
}

impl PriceDesk {
    /// What is worked on: the draft, else the book in force.
    pub fn rates(&self) -> &Rates {
        self.draft.as_ref().map_or(&self.book.rates, |draft| &draft.rates)
    }

    /// The version of the book the work began on.
    pub fn base_version(&self) -> i32 {
        self.draft.as_ref().map_or(self.book.version, |draft| draft.base_version)
    }

    /// Whether others published a book after the draft was begun.
    pub fn is_outdated(&self) -> bool {
        self.base_version() != self.book.version
    }
}

/// The whole of a draft, over the version it was made on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SavePriceDraft {
    /// The version of the draft that is replaced; none begins one.
    pub version: Option<i32>,
    /// The version of the book it is meant to follow. Naming a newer one puts the draft on that one as it is.
    #[validate(range(min = 1))]
    pub base_version: i32,
    #[validate(length(min = 1, max = 120))]
    pub name: String,
    #[validate(nested)]
    pub rates: Rates,
}

/// The version of the draft that somebody has seen and decided on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DraftSeen {
    #[validate(range(min = 1))]
    pub version: i32,
}
