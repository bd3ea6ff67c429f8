//! What is read of quotes.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::Content;
use crate::customers::MessageKind;
use crate::money::Currency;
use crate::packs::ServiceLine;
use crate::pricing::{Payer, PriceBook, Priced, PromoTerms, Route};
use crate::{AccountId, ContactId, JobId, LeadId, MemberId, QuoteId, RevisionId, UnitId};

crate::choice! {
    /// Where an offer stands.
    QuoteStatus {
        Draft = "draft",
        Sent = "sent",
        /// The customer has opened it.
        Viewed = "viewed",
        Accepted = "accepted",
        Declined = "declined",
        Expired = "expired",
        Withdrawn = "withdrawn",
    }
}

crate::choice! {
    /// The shape of a trip.
    TripType {
        OneWay = "one_way",
        RoundTrip = "round_trip",
        Overnight = "overnight",
        MultiDay = "multi_day",
        Local = "local",
        Shuttle = "shuttle",
        Event = "event",
    }
}

crate::choice! {
    /// How somebody signed.
    SignatureKind { Typed = "typed", Drawn = "drawn" }
}

crate::choice! {
    /// A step of the evidence kept of an offer.
    EvidenceKind {
        Sent = "sent",
        Viewed = "viewed",
        ConsentGiven = "consent_given",
        SignatureApplied = "signature_applied",
        Completed = "completed",
        Declined = "declined",
        ChangesRequested = "changes_requested",
        Asked = "asked",
        RenewalAsked = "renewal_asked",
    }
}

/// A person or organization the offer is made to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Recipient {
    pub account: AccountId,
    pub contact: ContactId,
    /// What people call the account.
    pub customer: String,
    pub contact_name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// What they want no mail of, of what is mailed about offers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unwanted: Vec<MessageKind>,
    /// Blocked: nothing new is offered to them without somebody who may work on everybody's quotes.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub blocked: bool,
}

/// One revision in the picker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RevisionRow {
    pub id: RevisionId,
    /// From 1.
    pub number: i32,
    pub total_cents: i64,
    pub sent_at: Option<DateTime<Utc>>,
    pub superseded_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
}

/// A signature as it is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Signature {
    pub name: String,
    pub kind: SignatureKind,
    pub strokes: String,
    pub at: DateTime<Utc>,
    /// SHA-256 of the exact document, in hexadecimal.
    pub document_hash: String,
    pub consent_version: String,
    pub ip: Option<String>,
}

/// What a look at the chain of evidence found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EvidenceFinding {
    /// Everything is as it was written.
    Intact,
    /// This entry is not as it was written, or another one stands in its place.
    Entry { seq: i32 },
    /// The chain does not end where it did: entries were taken off or put on.
    End,
    /// A text that was sent or signed is not the one the chain names.
    Document,
}

/// The chain of evidence of a quote, checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EvidenceCheck {
    pub finding: EvidenceFinding,
    pub entries: usize,
    /// Texts that were sent or signed.
    pub documents: usize,
    /// When it was checked.
    pub at: DateTime<Utc>,
}

/// One entry of the evidence chain.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Evidence {
    pub seq: i32,
    pub kind: EvidenceKind,
    pub at: DateTime<Utc>,
    pub ip: Option<String>,
    pub user_agent: String,
    /// What was said, or what it was about.
    pub detail: String,
    pub hash: String,
}

/// Whether a draft may go out with what is taken off its price by hand.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Approval {
    /// How much its owner may take off without asking, in basis points; of a quote without owner nothing.
    pub limit_bp: u32,
    /// Who approved the price as it is; any change of it voids that.
    pub approved: Option<Approved>,
    /// Who may approve it, by name, when it needs that; the first of them if they are many.
    pub approvers: Vec<String>,
}

/// An approval of a price.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Approved {
    pub by: String,
    pub at: DateTime<Utc>,
    pub note: String,
}

/// A quote with everything its page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quote {
    pub id: QuoteId,
    pub version: i32,
    pub number: String,
    pub status: QuoteStatus,
    pub service_line: ServiceLine,
    pub to: Recipient,
    /// How the customer pays by themself: as their account stands for a draft, as it stood on the day of sending after.
    #[serde(default)]
    pub payer: Payer,
    pub lead: Option<LeadId>,
    pub job: Option<JobId>,
    pub owner: Option<MemberId>,
    pub owner_name: Option<String>,
    pub currency: Currency,
    /// IANA zone of the wall-clock times.
    pub zone: String,
    /// The day prices are reckoned from: today for a draft, the day of sending afterwards.
    pub quoted_on: NaiveDate,
    pub revision: RevisionId,
    pub revision_number: i32,
    pub content: Content,
    pub book: PriceBook,
    pub promo: Option<PromoTerms>,
    /// The code was put on by a visitor: it counts in the price, and is reserved when the offer is sent.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub asks_for_code: bool,
    pub route: Route,
    pub priced: Priced,
    pub approval: Approval,
    pub valid_until: Option<DateTime<Utc>>,
    pub sent_at: Option<DateTime<Utc>>,
    pub views: i32,
    pub last_viewed_at: Option<DateTime<Utc>>,
    /// When the customer last got the link once more.
    pub reminded_at: Option<DateTime<Utc>>,
    /// Hash of the document that was sent.
    pub document_hash: Option<String>,
    pub signature: Option<Signature>,
    pub revisions: Vec<RevisionRow>,
    pub evidence: Vec<Evidence>,
    /// Whether a link is live.
    pub link_live: bool,
    pub link_has_pin: bool,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// A unit whose repairs a quote may list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RepairUnit {
    pub id: UnitId,
    pub number: String,
    pub plate: String,
    /// How many repairs of it were booked by other quotes.
    pub repaired: u32,
}

impl RepairUnit {
    /// What a line about it is called.
    pub fn name(&self) -> String {
        if self.plate.is_empty() { self.number.clone() } else { format!("{} · {}", self.number, self.plate) }
    }
}

/// A quote that went out, and the link that was mailed: shown once, only its hash is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SentQuote {
    pub quote: Quote,
    pub link: String,
}
