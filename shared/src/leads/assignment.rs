//! Whose turn it is: a round robin that knows absence, daily limits and pauses, and says why.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::MemberId;

/// A member's place in the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Turn {
    pub member: MemberId,
    pub name: String,
    pub position: i32,
    /// Paused members keep their place.
    pub active: bool,
    pub max_per_day: Option<i32>,
    /// Away until this day, inclusive.
    pub away_until: Option<NaiveDate>,
    /// Leads given to them today.
    pub today: i64,
}

impl Turn {
    /// Whether they can take a lead today.
    pub fn available(&self, today: NaiveDate) -> bool {
        self.active && self.away_until.is_none_or(|until| until < today) && self.max_per_day.is_none_or(|max| self.today < i64::from(max))
    }
}

/// Whom a lead goes to, and the reason kept with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub member: Option<MemberId>,
    pub why: String,
}

/// The next available member after the last one served, in queue order.
pub fn pick(queue: &[Turn], last: Option<MemberId>, today: NaiveDate) -> Decision {
    let start = last.and_then(|id| queue.iter().position(|t| t.member == id)).map_or(0, |at| at + 1);
    let skipped = |until: usize| {
        let names: Vec<&str> = (start..until).map(|i| queue[i % queue.len()].name.as_str()).collect();
        if names.is_empty() { String::new() } else { format!("; skipped {}", names.join(", ")) }
    };
    for at in start..start + queue.len() {
        let turn = &queue[at % queue.len()];
        if turn.available(today) {
            let why = format!("Round robin, turn {} of {}{}", at % queue.len() + 1, queue.len(), skipped(at));
            return Decision { member: Some(turn.member), why };
        }
    }
    let why = if queue.is_empty() { "Nobody is in the queue" } else { "Everybody in the queue is away, paused or full for today" };
    Decision { member: None, why: why.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn turn(n: u128) -> Turn {
        Turn {
            member: MemberId(uuid::Uuid::from_u128(n)),
            name: format!("M{n}"),
            position: n as i32,
            active: true,
            max_per_day: None,
            away_until: None,
            today: 0,
        }
    }

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, d).expect("a day of November")
    }

    #[test]
    fn turns_go_round_and_say_which_they_were() {
        let queue = [turn(1), turn(2), turn(3)];
        let first = pick(&queue, None, day(1));
        assert_eq!((first.member, first.why.as_str()), (Some(queue[0].member), "Round robin, turn 1 of 3"));
        assert_eq!(pick(&queue, Some(queue[2].member), day(1)).member, Some(queue[0].member));
    }

    #[test]
    fn the_absent_the_paused_and_the_full_are_passed_over() {
        let queue = [
            Turn { away_until: Some(day(5)), ..turn(1) },
            Turn { active: false, ..turn(2) },
            Turn { max_per_day: Some(2), today: 2, ..turn(3) },
            turn(4),
        ];
        let decision = pick(&queue, None, day(5));
        assert_eq!(decision.member, Some(queue[3].member));
        assert_eq!(decision.why, "Round robin, turn 4 of 4; skipped M1, M2, M3");
        assert_eq!(pick(&queue, None, day(6)).member, Some(queue[0].member), "back from leave");
        assert_eq!(pick(&queue[1..3], None, day(1)).member, None);
    }

    #[test]
    fn an_empty_queue_gives_nobody_with_a_reason() {
        assert_eq!(pick(&[], None, day(1)), Decision { member: None, why: "Nobody is in the queue".into() });
    }

    proptest! {
        #[test]
        fn everybody_gets_the_same_number_of_turns(members in 1usize..8, rounds in 1usize..20) {
            let queue: Vec<Turn> = (1..=members as u128).map(turn).collect();
            let mut last = None;
            let mut counts = vec![0usize; members];
            for _ in 0..members * rounds {
                let member = pick(&queue, last, day(1)).member.expect("all are available");
                counts[queue.iter().position(|t| t.member == member).expect("of the queue")] += 1;
                last = Some(member);
            }
            prop_assert!(counts.iter().all(|c| *c == rounds));
        }
    }
}
