//! The talk between a device and the server about one file: declare it, ask where the server stands, send from there.

use super::{MediaReceipt, MediaStatus};
use crate::Error;

/// What a device asks of the server about a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Announces it; again is harmless.
    Declare,
    /// Where the server stands. `after` is the place it refused bytes for, if that is why it is asked.
    Standing { after: Option<u64> },
    /// Gives bytes.
    Chunk { offset: u64, length: u64 },
}

/// What an answer leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Turn {
    /// The next question.
    Ask(Ask),
    /// What the server holds now: note it and send the next chunk, unless all is there.
    Heard(MediaReceipt),
    /// It goes no further this time.
    Failed(Error),
}

impl Ask {
    /// What the answer to this question leads to; a declaration is answered by nothing.
    pub fn answered(self, answer: Result<Option<MediaReceipt>, Error>) -> Turn {
        match (self, answer) {
            (Ask::Declare, Ok(_)) => Turn::Ask(Ask::Standing { after: None }),
            // it refused these bytes and stands where they begin: asking on would go round in circles
            (Ask::Standing { after: Some(offset) }, Ok(Some(now)))
                if u64::try_from(now.offset) == Ok(offset) && now.status != MediaStatus::Stored =>
            {
                Turn::Failed(Error::Unavailable { retry_after_seconds: 2 })
            }
            (_, Ok(Some(receipt))) if receipt.status == MediaStatus::Rejected => Turn::Failed(rejection(&receipt)),
            (_, Ok(Some(receipt))) => Turn::Heard(receipt),
            (_, Ok(None)) => Turn::Failed(Error::Unavailable { retry_after_seconds: 2 }),
            // the server stands elsewhere
            (Ask::Chunk { offset, .. }, Err(Error::Conflict { .. })) => Turn::Ask(Ask::Standing { after: Some(offset) }),
            (_, Err(error)) => Turn::Failed(error),
        }
    }
}

/// Why the server does not take a file, for people.
fn rejection(receipt: &MediaReceipt) -> Error {
    let reason = || receipt.problem.map(super::MediaProblem::text).unwrap_or_default();
    Error::conflict(receipt.problem.map_or("rejected", super::MediaProblem::key), reason)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::MediaId;

    fn stands(offset: i64, status: MediaStatus) -> Result<Option<MediaReceipt>, Error> {
        Ok(Some(MediaReceipt { id: MediaId(Uuid::nil()), status, offset, problem: None }))
    }

    #[test]
    fn a_refused_chunk_is_followed_by_one_question_and_never_goes_round_in_circles() {
        let chunk = Ask::Chunk { offset: 8, length: 8 };
        assert_eq!(chunk.answered(Err(Error::conflict_value("wrong_offset", 4))), Turn::Ask(Ask::Standing { after: Some(8) }));
        let doubt = Ask::Standing { after: Some(8) };
        assert!(matches!(doubt.answered(stands(4, MediaStatus::Receiving)), Turn::Heard(receipt) if receipt.offset == 4));
        assert!(matches!(doubt.answered(stands(8, MediaStatus::Receiving)), Turn::Failed(Error::Unavailable { .. })));
        assert!(matches!(doubt.answered(stands(8, MediaStatus::Stored)), Turn::Heard(_)));
    }

    #[test]
    fn what_the_server_does_not_take_ends_with_its_reason() {
        assert!(matches!(Ask::Standing { after: None }.answered(stands(0, MediaStatus::Rejected)), Turn::Failed(Error::Conflict { .. })));
        assert_eq!(Ask::Declare.answered(Err(Error::Offline)), Turn::Failed(Error::Offline));
        assert_eq!(Ask::Declare.answered(Ok(None)), Turn::Ask(Ask::Standing { after: None }));
    }
}
