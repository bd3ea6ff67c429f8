//! What happened in a simulated day, and the checker: a pure function that finds every promise broken.

use std::collections::{BTreeMap, BTreeSet};

use shared::jobs::{Effect, Intent, IntentReceipt, ItemAnswer, Job, PhaseStatus};
use shared::media::MediaStatus;
use shared::{CommandId, ItemId, MediaId, PhaseId};

/// Who does something: a device, or the office for none.
pub type Who = Option<usize>;

/// One thing that happened, in the order it did.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub enum Fact {
    /// A device said that an act is safe.
    Kept { who: usize, command: CommandId, intent: Intent },
    /// A device said that a file is safe.
    FileKept { who: usize, media: MediaId, size: i64 },
    /// The server answered a command.
    Answered { who: Who, command: CommandId, intent: Intent, answer: Result<IntentReceipt, String> },
    /// The server has all bytes of a file.
    Stored { media: MediaId },
    /// A device dropped an act as carried out.
    Accepted { command: CommandId },
    /// The server's refusal stands on the screen.
    Parked { command: CommandId },
    /// A person gave an act up.
    Discarded { command: CommandId },
    /// A person decided, under a new command.
    Replaced { command: CommandId, by: CommandId },
}

/// A day and how it ended.
#[derive(Clone, Debug, Default)]
pub struct History {
    pub facts: Vec<Fact>,
    /// The server's copy before the first act and after the last.
    pub begun: Option<Job>,
    pub ended: Option<Job>,
    /// What each device shows at the end.
    pub shown: Vec<Job>,
    /// What each device still has to send, in words.
    pub unsent: Vec<String>,
}

/// Every promise that was broken, in words.
pub fn anomalies(history: &History) -> Vec<String> {
    let mut wrong: Vec<String> = history.unsent.iter().map(|what| format!("stuck: {what}")).collect();
    let (Some(begun), Some(ended)) = (&history.begun, &history.ended) else { return vec!["no job".into()] };
    fates(history, &mut wrong);
    order(history, &mut wrong);
    files(history, ended, &mut wrong);
    replay(history, begun, ended, &mut wrong);
    for (who, shown) in history.shown.iter().enumerate() {
        if shown != ended {
            wrong.push(format!("device {who} shows something else than the server holds: {}", first_difference(shown, ended)));
        }
    }
    wrong
}

/// Every act that was called safe was carried out once, or given up by a person after a refusal.
fn fates(history: &History, wrong: &mut Vec<String>) {
    let mut answers: BTreeMap<CommandId, Vec<&Result<IntentReceipt, String>>> = BTreeMap::new();
    for fact in &history.facts {
        if let Fact::Answered { command, answer, .. } = fact {
            answers.entry(*command).or_default().push(answer);
        }
    }
    let is = |pick: &dyn Fn(&Fact) -> Option<CommandId>| history.facts.iter().filter_map(pick).collect::<BTreeSet<_>>();
    let accepted = is(&|fact| if let Fact::Accepted { command } = fact { Some(*command) } else { None });
    let parked = is(&|fact| if let Fact::Parked { command } = fact { Some(*command) } else { None });
    let given_up = is(&|fact| match fact {
        Fact::Discarded { command } | Fact::Replaced { command, .. } => Some(*command),
        _ => None,
    });
    for (command, answers) in &answers {
        let carried: Vec<&IntentReceipt> = answers.iter().filter_map(|answer| answer.as_ref().ok()).collect();
        if carried.windows(2).any(|pair| pair[0] != pair[1]) {
            wrong.push(format!("doubled: {command} was answered differently when it was repeated"));
        }
        if given_up.contains(command) && !carried.is_empty() && !parked.contains(command) {
            wrong.push(format!("{command} was given up and carried out"));
        }
    }
    for fact in &history.facts {
        let Fact::Kept { command, who, .. } = fact else { continue };
        let was_carried = answers.get(command).is_some_and(|answers| answers.iter().any(|answer| answer.is_ok()));
        match (accepted.contains(command), given_up.contains(command)) {
            (true, _) if !was_carried => wrong.push(format!("lost: device {who} dropped {command}, which the server never carried out")),
            (true, _) => {}
            (false, true) if parked.contains(command) => {}
            (false, true) => wrong.push(format!("lost: device {who} gave up {command} without a refusal")),
            (false, false) => wrong.push(format!("lost: device {who} neither sent nor kept {command}")),
        }
    }
}

/// Acts of one device are carried out in the order they were made, those aside that were refused once.
fn order(history: &History, wrong: &mut Vec<String>) {
    let kept =
        history.facts.iter().filter_map(|fact| if let Fact::Kept { who, command, .. } = fact { Some((*command, *who)) } else { None });
    let turns: BTreeMap<CommandId, (usize, usize)> = kept.enumerate().map(|(turn, (command, who))| (command, (who, turn))).collect();
    let refused: BTreeSet<CommandId> = history
        .facts
        .iter()
        .filter_map(|fact| if let Fact::Answered { command, answer: Err(_), .. } = fact { Some(*command) } else { None })
        .collect();
    // what a person decided takes the place of the old act
    let decided: BTreeSet<CommandId> =
        history.facts.iter().filter_map(|fact| if let Fact::Replaced { by, .. } = fact { Some(*by) } else { None }).collect();
    let (mut last, mut seen) = (BTreeMap::new(), BTreeSet::new());
    for fact in &history.facts {
        let Fact::Answered { command, answer: Ok(_), .. } = fact else { continue };
        let Some((who, turn)) =
            turns.get(command).filter(|_| !refused.contains(command) && !decided.contains(command) && seen.insert(*command))
        else {
            continue;
        };
        if last.insert(*who, *turn).is_some_and(|before| before > *turn) {
            wrong.push(format!("order: device {who} had {command} carried out after a later act"));
        }
    }
}

/// Every file that was called safe is on the server, whole, and once.
fn files(history: &History, ended: &Job, wrong: &mut Vec<String>) {
    let mut kept = BTreeSet::new();
    for fact in &history.facts {
        let Fact::FileKept { who, media, size } = fact else { continue };
        kept.insert(*media);
        let found: Vec<_> = ended.media.iter().filter(|known| known.id == *media).collect();
        match found.as_slice() {
            [one] if one.status == MediaStatus::Stored && one.size == *size && one.received == *size => {}
            [one] => wrong.push(format!("lost: file {media} of device {who} is {:?} with {} of {size} bytes", one.status, one.received)),
            others => wrong.push(format!("file {media} of device {who} is there {} times", others.len())),
        }
    }
    let more = ended.media.iter().filter(|known| !kept.contains(&known.id)).count();
    if more > 0 {
        wrong.push(format!("{more} files nobody took"));
    }
}

/// Does what the server said it did, one after the other, and compares with what it holds.
fn replay(history: &History, begun: &Job, ended: &Job, wrong: &mut Vec<String>) {
    let items = begun.phases.iter().flat_map(|phase| &phase.items);
    let mut answers: BTreeMap<ItemId, (ItemAnswer, Who)> = items.map(|item| (item.id, (item.answer, None))).collect();
    let (mut stored, mut complete, mut notes, mut seen) = (BTreeSet::new(), BTreeMap::new(), Vec::new(), BTreeSet::new());
    for fact in &history.facts {
        match fact {
            Fact::Stored { media } => drop(stored.insert(*media)),
            Fact::Answered { who, command, intent, answer: Ok(receipt) } if seen.insert(*command) => {
                for effect in &receipt.effects {
                    match effect {
                        Effect::ItemAnswered { item, before, answer } => {
                            let (known, by) = answers.get(item).copied().unwrap_or((ItemAnswer::Open, None));
                            if known != *before {
                                wrong.push(format!("{item} was {known:?} and is said to have been {before:?}"));
                            }
                            if let Intent::AnswerItem { seen, .. } = intent
                                && known != ItemAnswer::Open
                                && *seen != known
                                && known != *answer
                                && by != *who
                            {
                                wrong.push(format!("{item}: the answer {known:?} of {by:?} was overwritten unseen by {who:?}"));
                            }
                            answers.insert(*item, (*answer, *who));
                        }
                        Effect::PhaseCompleted { phase, overridden } => {
                            if complete.insert(*phase, *overridden).is_some() {
                                wrong.push(format!("{phase} was completed twice"));
                            }
                            if !overridden {
                                lacking(begun, ended, *phase, &answers, &stored, wrong);
                            }
                        }
                        Effect::Noted { note } => notes.push(*note),
                        _ => {}
                    }
                }
                if let Intent::CompletePhase { phase } = intent
                    && ended.phase(*phase).is_none_or(|phase| phase.status != PhaseStatus::Complete)
                {
                    wrong.push(format!("{phase} was called complete and is not"));
                }
            }
            _ => {}
        }
    }
    for item in ended.phases.iter().flat_map(|phase| &phase.items) {
        let known = answers.get(&item.id).map_or(ItemAnswer::Open, |(answer, _)| *answer);
        if known != item.answer {
            wrong.push(format!("lost: {} should be {known:?} and is {:?}", item.id, item.answer));
        }
    }
    let mut held: Vec<_> = ended.notes.iter().map(|note| note.id).filter(|id| !begun.notes.iter().any(|note| note.id == *id)).collect();
    held.sort_unstable();
    notes.sort_unstable();
    if held != notes {
        wrong.push(format!("{} notes are held, {} were written", held.len(), notes.len()));
    }
}

/// A phase completes only with all it requires; what that is, is read from its definition.
fn lacking(
    begun: &Job,
    ended: &Job,
    phase: PhaseId,
    answers: &BTreeMap<ItemId, (ItemAnswer, Who)>,
    stored: &BTreeSet<MediaId>,
    wrong: &mut Vec<String>,
) {
    let Some(phase) = begun.phase(phase) else { return };
    for item in phase.items.iter().filter(|item| item.required && item.answer == ItemAnswer::Open) {
        if answers.get(&item.id).is_none_or(|(answer, _)| *answer == ItemAnswer::Open) {
            wrong.push(format!("{} was completed without {}", phase.key, item.key));
        }
    }
    for slot in phase.requirements.iter().filter(|slot| slot.required) {
        let have = ended.media.iter().filter(|media| media.requirement == Some(slot.id) && stored.contains(&media.id)).count();
        if (have as i64) < i64::from(slot.min_count) {
            wrong.push(format!("{} was completed with {have} of {} for {}", phase.key, slot.min_count, slot.key));
        }
    }
}

fn first_difference(one: &Job, other: &Job) -> String {
    let (one, other) = (serde_json::to_value(one).unwrap_or_default(), serde_json::to_value(other).unwrap_or_default());
    difference(&one, &other, String::new()).unwrap_or_default()
}

fn difference(one: &serde_json::Value, other: &serde_json::Value, at: String) -> Option<String> {
    use serde_json::Value;
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            one.iter().find_map(|(name, value)| difference(value, other.get(name).unwrap_or(&Value::Null), format!("{at}/{name}")))
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            one.iter().zip(other).enumerate().find_map(|(n, (one, other))| difference(one, other, format!("{at}/{n}")))
        }
        _ => (one != other).then(|| format!("{at}: {one:.60} and {other:.60}")),
    }
}
