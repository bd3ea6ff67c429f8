//! From ideas to suggestions: what may be done, is wanted and worked before.

use std::collections::{BTreeMap, BTreeSet};

use super::{Act, Difference, Suggestion, SuggestionKind, Why, confidence};
use crate::access::Action;

/// At least so many are suggested at every step.
pub const LEAST: usize = 2;
/// People are shown so many at most.
pub const MOST: usize = 4;

/// Something the facts speak for.
pub(super) struct Idea {
    pub kind: SuggestionKind,
    pub act: Act,
    pub why: Why,
    pub preview: Vec<Difference>,
    pub needs: Action,
    /// Suggested only where there is too little else.
    pub spare: bool,
}

/// How people answered a kind of suggestion so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    pub followed: i64,
    pub all: i64,
}

/// What ideas are judged by besides their facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgement {
    /// What whoever asks may do with this record.
    pub allowed: BTreeSet<Action>,
    /// Answered already, as far as that still holds.
    pub settled: BTreeSet<SuggestionKind>,
    /// Not made any more.
    pub retired: BTreeSet<SuggestionKind>,
    pub answers: BTreeMap<SuggestionKind, Answers>,
}

impl Judgement {
    fn lets(&self, idea: &Idea) -> bool {
        self.allowed.contains(&idea.needs) && !self.settled.contains(&idea.kind) && !self.retired.contains(&idea.kind)
    }
}

/// All that may be suggested, the most pressing first: how pressing it is by itself, times how likely it is followed.
pub(super) fn rank(ideas: Vec<Idea>, by: &Judgement) -> Vec<Suggestion> {
    let (spare, mut chosen): (Vec<Idea>, Vec<Idea>) = ideas.into_iter().filter(|idea| by.lets(idea)).partition(|idea| idea.spare);
    let free = LEAST.saturating_sub(chosen.len());
    chosen.extend(spare.into_iter().take(free));
    let mut out: Vec<Suggestion> = chosen
        .into_iter()
        .map(|idea| {
            let Answers { followed, all } = by.answers.get(&idea.kind).copied().unwrap_or_default();
            Suggestion {
                kind: idea.kind,
                act: idea.act,
                why: idea.why,
                confidence: confidence(followed, all),
                answers: all,
                needs: idea.needs,
                preview: idea.preview,
            }
        })
        .collect();
    out.sort_by_key(|s| (std::cmp::Reverse(s.kind.weight() * (50 + s.confidence)), s.kind));
    out
}
