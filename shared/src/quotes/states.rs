//! What a state of a quote allows, and what it shows to who holds a link.

use chrono::{DateTime, Utc};

use super::{LinkState, QuoteStatus};

impl QuoteStatus {
    /// Whether the customer can still answer.
    pub fn is_open(self) -> bool {
        matches!(self, QuoteStatus::Sent | QuoteStatus::Viewed)
    }

    /// Whether a new revision may be begun from here.
    pub fn may_revise(self) -> bool {
        !matches!(self, QuoteStatus::Draft | QuoteStatus::Accepted)
    }

    /// Whether the offer may be taken back.
    pub fn may_withdraw(self) -> bool {
        matches!(self, QuoteStatus::Draft | QuoteStatus::Sent | QuoteStatus::Viewed)
    }
}

/// What the holder of a link gets to see of a revision.
pub fn link_state(status: QuoteStatus, is_current: bool, valid_until: Option<DateTime<Utc>>, now: DateTime<Utc>) -> LinkState {
    match status {
        QuoteStatus::Accepted => LinkState::Accepted,
        QuoteStatus::Withdrawn => LinkState::Withdrawn,
        QuoteStatus::Draft => LinkState::Superseded,
        _ if !is_current => LinkState::Superseded,
        QuoteStatus::Declined => LinkState::Declined,
        QuoteStatus::Expired => LinkState::Expired,
        QuoteStatus::Sent | QuoteStatus::Viewed if valid_until.is_some_and(|until| until <= now) => LinkState::Expired,
        QuoteStatus::Sent | QuoteStatus::Viewed => LinkState::Open,
    }
}

#[cfg(test)]
mod tests {
    use chrono::Duration;

    use super::*;

    #[test]
    fn only_the_current_revision_in_time_is_open() {
        let now = DateTime::<Utc>::UNIX_EPOCH + Duration::days(20_000);
        let later = Some(now + Duration::days(1));
        assert_eq!(link_state(QuoteStatus::Sent, true, later, now), LinkState::Open);
        assert_eq!(link_state(QuoteStatus::Viewed, true, Some(now), now), LinkState::Expired);
        assert_eq!(link_state(QuoteStatus::Viewed, false, later, now), LinkState::Superseded);
        assert_eq!(link_state(QuoteStatus::Draft, true, later, now), LinkState::Superseded);
        assert_eq!(link_state(QuoteStatus::Accepted, true, Some(now), now), LinkState::Accepted);
        assert_eq!(link_state(QuoteStatus::Withdrawn, true, later, now), LinkState::Withdrawn);
    }
}
