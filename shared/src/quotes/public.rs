//! What the holder of a link reads.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Change, Content, Signature};
use crate::money::Currency;
use crate::packs::ServiceLine;
use crate::pricing::{PriceBook, Priced, PromoTerms, Route};
use crate::{JobId, QuoteId, RevisionId};

crate::choice! {
    /// What the holder of a link gets to see.
    LinkState {
        /// It can be accepted.
        Open = "open",
        /// The number asked for has to be entered first.
        Locked = "locked",
        Accepted = "accepted",
        Declined = "declined",
        Expired = "expired",
        Withdrawn = "withdrawn",
        /// A newer revision is being written or has been sent.
        Superseded = "superseded",
    }
}

/// Who makes the offer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sender {
    pub name: String,
    pub agent: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub brand_hex: Option<String>,
    /// Where the logo is.
    pub logo: Option<String>,
}

/// A quote as the holder of its link sees it: no costs, no notes for the crew.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PublicQuote {
    pub state: LinkState,
    pub sender: Sender,
    pub number: String,
    pub customer: String,
    pub contact_name: String,
    pub service_line: ServiceLine,
    pub currency: Currency,
    pub zone: String,
    pub quoted_on: NaiveDate,
    pub revision: RevisionId,
    pub revision_number: i32,
    /// The newest revision that was sent, when it is another than this.
    pub newer: Option<i32>,
    /// The revision sent before this one, when there is one, and what differs from it.
    pub since: Option<i32>,
    pub changes: Vec<Change>,
    pub content: Content,
    pub book: PriceBook,
    pub promo: Option<PromoTerms>,
    pub route: Route,
    pub priced: Priced,
    pub valid_until: Option<DateTime<Utc>>,
    pub signature: Option<Signature>,
    pub job: Option<JobId>,
}

/// What an acceptance made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Accepted {
    pub quote: QuoteId,
    pub number: String,
    pub job: JobId,
    pub total_cents: i64,
    pub document_hash: String,
}
