//! What people want done to a job, as devices send it, and what came of it.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use super::{Counting, ItemAnswer, TravelVerb};
use crate::media::Position;
use crate::packs::CrewRole;
use crate::{CommandId, ItemId, JobId, MemberId, NoteId, PhaseId, StopId};

/// One thing somebody wants done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "verb", rename_all = "snake_case")]
pub enum Intent {
    StartPhase {
        phase: PhaseId,
    },
    AnswerItem {
        item: ItemId,
        answer: ItemAnswer,
        #[serde(default)]
        note: String,
        /// The answer that was on the screen when this one was given.
        seen: ItemAnswer,
    },
    /// Gives up one's own answer to an item: the one that stands is right.
    LetStand {
        item: ItemId,
    },
    CompletePhase {
        phase: PhaseId,
    },
    /// Completes a phase although something is missing.
    OverridePhase {
        phase: PhaseId,
        reason: String,
    },
    Travel {
        stop: StopId,
        step: TravelVerb,
    },
    Note {
        note: NoteId,
        text: String,
    },
}

/// An intent as it is sent: by whom is known from the session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SentIntent {
    /// Made by the device; the same command is carried out once.
    pub command: CommandId,
    #[validate(custom(function = "check_intent"))]
    pub intent: Intent,
    /// What the device's clock said.
    pub device_at: DateTime<Utc>,
    /// Server clock minus device clock, as the device last measured it.
    pub offset_ms: Option<i64>,
    #[validate(nested)]
    pub gps: Option<Position>,
}

/// The longest note, reason or message.
pub const MAX_TEXT: usize = 2000;

fn check_intent(intent: &Intent) -> Result<(), ValidationError> {
    let text = match intent {
        Intent::AnswerItem { note, .. } => note,
        Intent::OverridePhase { reason, .. } => reason,
        Intent::Note { text, .. } => text,
        Intent::StartPhase { .. } | Intent::LetStand { .. } | Intent::CompletePhase { .. } | Intent::Travel { .. } => return Ok(()),
    };
    if text.chars().count() > MAX_TEXT {
        return Err(ValidationError::new("too_long").with_param("max", MAX_TEXT));
    }
    if text.chars().any(|c| c.is_control() && c != '\n') {
        return Err(ValidationError::new("invalid"));
    }
    Ok(())
}

trait WithParam {
    fn with_param(self, name: &'static str, value: usize) -> Self;
}

impl WithParam for ValidationError {
    fn with_param(mut self, name: &'static str, value: usize) -> Self {
        self.add_param(name.into(), &value);
        self
    }
}

/// Who does it, when and where: made by the server out of the session, or by the field app for its own copy.
#[derive(Clone, Debug, PartialEq)]
pub struct Stamp {
    /// Corrected time, the one people see.
    pub at: DateTime<Utc>,
    pub device_at: DateTime<Utc>,
    pub gps: Option<Position>,
    pub member: Option<MemberId>,
    pub name: String,
    /// The role on this job; none for those who are not on its crew.
    pub role: Option<CrewRole>,
    /// May work on every part of every job.
    pub office: bool,
    pub may_override: bool,
    /// Which media count as being there.
    pub counting: Counting,
}

/// What changed; the job itself holds the new values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum Effect {
    JobStarted,
    JobCompleted,
    PhaseStarted {
        phase: PhaseId,
    },
    PhaseCompleted {
        phase: PhaseId,
        overridden: bool,
    },
    ItemAnswered {
        item: ItemId,
        before: ItemAnswer,
        answer: ItemAnswer,
    },
    /// Of two answers the one that stood was chosen; `given` was the other.
    ItemSettled {
        item: ItemId,
        given: ItemAnswer,
    },
    /// One's own later answer stands already; `given` was the earlier one, which arrived after it.
    ItemOutdated {
        item: ItemId,
        given: ItemAnswer,
        note: String,
    },
    Travelled {
        stop: StopId,
        step: TravelVerb,
    },
    Noted {
        note: NoteId,
    },
}

/// What came of a sent intent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IntentReceipt {
    pub job: JobId,
    /// Corrected time it was recorded with.
    pub at: DateTime<Utc>,
    /// Nothing when it was so already.
    pub effects: Vec<Effect>,
}

/// A device's time put right: by the difference it measured, never later than the server's own clock when the server
/// is asked. Clocks that are an hour wrong thus neither reorder nor predate the work.
pub fn corrected(device_at: DateTime<Utc>, offset_ms: Option<i64>, server_at: Option<DateTime<Utc>>) -> DateTime<Utc> {
    let offset = Duration::try_milliseconds(offset_ms.unwrap_or(0)).unwrap_or_default();
    let at = device_at.checked_add_signed(offset).unwrap_or(device_at);
    match server_at {
        Some(now) if at > now => now,
        _ => at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_an_hour_fast_is_put_right() {
        let now = DateTime::from_timestamp(1_700_000_000, 0).unwrap();
        let device = now + Duration::hours(1) - Duration::minutes(5);
        assert_eq!(corrected(device, Some(-3_600_000), Some(now)), now - Duration::minutes(5));
        assert_eq!(corrected(device, None, Some(now)), now, "nothing happens in the future");
        assert_eq!(corrected(device, Some(i64::MAX), None), device, "a senseless difference is ignored");
    }

    #[test]
    fn long_and_hostile_texts_are_refused() {
        let sent = |text: String| SentIntent {
            command: CommandId(uuid::Uuid::nil()),
            intent: Intent::Note { note: NoteId(uuid::Uuid::nil()), text },
            device_at: DateTime::UNIX_EPOCH,
            offset_ms: None,
            gps: None,
        };
        assert!(sent("<script>alert(1)</script>".into()).validate().is_ok(), "text is text; it is escaped where it is shown");
        assert!(sent("x".repeat(MAX_TEXT + 1)).validate().is_err());
        assert!(sent("a\0b".into()).validate().is_err());
    }
}
