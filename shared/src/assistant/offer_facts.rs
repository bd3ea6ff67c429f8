//! What is known of a quote when something is suggested about it.

use chrono::{DateTime, Duration, NaiveDate, Utc};

use crate::money::Currency;
use crate::packs::ServiceLine;
use crate::pricing::{Payer, Priced, PromoTerms, Rates};
use crate::quotes::{Content, EvidenceKind, QuoteStatus};
use crate::{AmenityId, JobId};

/// What the customer said last since the offer went out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub kind: EvidenceKind,
    pub words: String,
}

/// The lead of a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeadSeen {
    /// Something is planned for it.
    pub has_step: bool,
    pub has_phone: bool,
}

/// The job of a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JobSeen {
    pub id: JobId,
    pub has_crew: bool,
    pub starts_at: Option<DateTime<Utc>>,
}

/// A reminder as it would go out now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailSeen {
    /// Where it goes.
    pub to: String,
    pub subject: String,
    /// What stands before a note, and after it.
    pub opening: String,
    pub rest: String,
}

/// What the rules look at.
#[derive(Clone, Debug, PartialEq)]
pub struct OfferFacts {
    pub now: DateTime<Utc>,
    pub status: QuoteStatus,
    pub service_line: ServiceLine,
    pub currency: Currency,
    /// The day prices are reckoned from.
    pub quoted_on: NaiveDate,
    /// How much may be taken off by hand without an approval that is missing, in basis points.
    pub limit_bp: u32,
    pub content: Content,
    pub rates: Rates,
    pub promo: Option<PromoTerms>,
    /// How the customer pays when the quote says nothing else.
    pub payer: Payer,
    pub revision: i32,
    /// The customer's address, for those who may see it.
    pub email: Option<String>,
    /// When the trip begins.
    pub begins: Option<DateTime<Utc>>,
    pub sent_at: Option<DateTime<Utc>>,
    pub valid_until: Option<DateTime<Utc>>,
    /// The day of that where the organization is.
    pub ends_on: Option<NaiveDate>,
    /// Whether whoever asks may let it hold longer: nothing new goes to a blocked customer.
    pub extends: bool,
    /// The reminder whoever asks may mail now.
    pub reminder: Option<MailSeen>,
    pub reminded_at: Option<DateTime<Utc>>,
    pub views: i64,
    pub said: Option<Said>,
    pub lead: Option<LeadSeen>,
    pub job: Option<JobSeen>,
    /// Codes that could be used.
    pub promos: Vec<PromoTerms>,
    /// How many of the last accepted quotes had an extra, and how many those are.
    pub extras: Vec<(AmenityId, i64)>,
    pub accepted: i64,
}

impl OfferFacts {
    pub(super) fn price(&self, content: &Content, promo: Option<&PromoTerms>) -> Priced {
        content.price_for(&self.rates, self.quoted_on, promo.cloned(), self.payer)
    }

    pub(super) fn days_since(&self, at: Option<DateTime<Utc>>) -> i64 {
        at.map_or(0, |at| self.now.signed_duration_since(at).num_days().max(0))
    }

    /// Whole days until the trip begins; none when it has begun or nobody knows.
    pub(super) fn days_ahead(&self) -> Option<i64> {
        self.begins.map(|at| at.signed_duration_since(self.now)).filter(|ahead| *ahead > Duration::zero()).map(|ahead| ahead.num_days())
    }
}
