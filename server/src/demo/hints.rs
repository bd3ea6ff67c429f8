//! What the agents of the stories make of suggestions: they look at them, follow some and dismiss others.

use shared::assistant::{Act, AnswerSuggestion, Answered, DismissReason, SuggestionKind, Verdict};
use shared::{Error, Result};

use super::stage::Stage;
use crate::assistant::{self, Subject};

/// An agent opens a lead or a quote and sees what is suggested.
pub async fn look(stage: &Stage<'_>, agent: &str, subject: Subject, key: &str) -> Result<()> {
    assistant::note_shown(&stage.staff(agent, &format!("{key} looks"))?, subject).await
}

/// An agent follows a suggestion; none if it is not made.
pub async fn follow(
    stage: &Stage<'_>,
    agent: &str,
    subject: Subject,
    kind: SuggestionKind,
    act: Act,
    key: &str,
) -> Result<Option<Answered>> {
    let said = AnswerSuggestion { kind, verdict: Verdict::Accepted, act: Some(act), because: None, reason: String::new() };
    say(stage, agent, subject, said, key).await
}

/// An agent dismisses a suggestion, if it is made.
pub async fn dismiss(
    stage: &Stage<'_>,
    agent: &str,
    subject: Subject,
    kind: SuggestionKind,
    (because, reason): (DismissReason, &str),
    key: &str,
) -> Result<()> {
    let said = AnswerSuggestion { kind, verdict: Verdict::Dismissed, act: None, because: Some(because), reason: reason.into() };
    say(stage, agent, subject, said, &format!("{key} {kind}")).await.map(drop)
}

async fn say(stage: &Stage<'_>, agent: &str, subject: Subject, said: AnswerSuggestion, key: &str) -> Result<Option<Answered>> {
    match assistant::answer(&stage.staff(agent, &format!("{key} says"))?, subject, said).await {
        Ok(answered) => Ok(Some(answered)),
        Err(Error::Conflict { code, .. }) if code == "outdated" => Ok(None),
        Err(error) => Err(error),
    }
}
