//! Turns: who gets the next lead, who is passed over, and what is said of it.

use super::*;
use crate::text::{Locale, with_locale};
use proptest::prelude::*;

fn turn(n: u128) -> Turn {
    Turn {
        member: MemberId(uuid::Uuid::from_u128(n)),
        name: format!("M{n}"),
        position: n as i32,
        active: true,
        max_per_day: None,
        away_from: None,
        away_until: None,
        deputy: None,
        hours: None,
        lines: vec![],
        today: 0,
    }
}

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, d).expect("a day of November")
}

/// At ten in the morning of a day; the second of November 2026 is a Monday.
fn on(d: u32) -> Asked<'static> {
    Asked { wall: day(d).and_hms_opt(10, 0, 0).expect("ten"), closed: &[], line: None, had: &[] }
}

fn at(d: u32, hour: u32) -> Option<NaiveDateTime> {
    day(d).and_hms_opt(hour, 0, 0)
}

#[test]
fn turns_go_round_and_say_which_they_were() {
    let queue = [turn(1), turn(2), turn(3)];
    let first = pick(&queue, None, &on(2));
    assert_eq!((first.member, first.why.as_str()), (Some(queue[0].member), "Round robin, turn 1 of 3"));
    assert_eq!(pick(&queue, Some(queue[2].member), &on(2)).member, Some(queue[0].member));
}

#[test]
fn whoever_cannot_take_it_is_passed_over_with_the_reason() {
    let mornings = BusinessHours { days: [Some((480, 540)); 7] };
    let queue = [
        Turn { away_until: Some(day(5)), ..turn(1) },
        Turn { active: false, ..turn(2) },
        Turn { max_per_day: Some(2), today: 2, ..turn(3) },
        Turn { lines: vec![ServiceLine::Charter], ..turn(4) },
        Turn { hours: Some(mornings), ..turn(5) },
        turn(6),
        turn(7),
    ];
    let had = [queue[5].member];
    let asked = Asked { line: Some(ServiceLine::Moving), had: &had, ..on(5) };
    let decision = pick(&queue, None, &asked);
    assert_eq!(decision.member, Some(queue[6].member));
    assert_eq!(
        decision.why.as_str(),
        "Round robin, turn 7 of 7; skipped M1 (away until 5 Nov), M2 (paused), M3 (has 2 of 2 today), M4 (does not take this service), M5 (off work until Fri 6 Nov 08:00), M6 (had it already)"
    );
    assert_eq!(pick(&queue, None, &on(6)).member, Some(queue[0].member), "back from leave");
    assert_eq!(pick(&queue[3..4], None, &Asked { line: Some(ServiceLine::Charter), ..on(6) }).member, Some(queue[3].member));
}

#[test]
fn nobody_now_says_why_and_when_to_look_again() {
    let none = pick(&[], None, &on(2));
    assert_eq!((none.member, none.why.as_str(), none.again), (None, "Nobody is in the queue", None));
    assert_eq!(none.why.told_in(Locale::Fr), "Personne n’est dans la file");
    let past = pick(&[Turn { active: false, ..turn(1) }, turn(2)], None, &on(2)).why;
    assert_eq!(past.told_in(Locale::Fr), "À tour de rôle, tour 2 sur 2; sans M1 (en pause)");
    let late = Passed::OffWork { until: day(6).and_hms_opt(8, 0, 0) };
    assert_eq!(with_locale(Locale::Fr, || late.to_string()), "hors de ses heures jusqu’au ven. 6 nov. à 8 h 00");
    let week = BusinessHours::default();
    for (turns, again) in [
        (vec![Turn { active: false, ..turn(1) }], None),
        (vec![Turn { away_from: Some(day(1)), ..turn(1) }], None),
        (vec![Turn { away_until: Some(day(3)), ..turn(1) }], at(4, 0)),
        // away until Friday, at work from Monday on
        (vec![Turn { away_until: Some(day(6)), hours: Some(week.clone()), ..turn(1) }], at(9, 8)),
        (vec![Turn { max_per_day: Some(1), today: 1, hours: Some(week.clone()), ..turn(1) }], at(3, 8)),
        (vec![Turn { max_per_day: Some(1), today: 1, ..turn(1) }, Turn { active: false, ..turn(2) }], at(3, 0)),
        // tomorrow, were it not for the leave that begins then
        (vec![Turn { max_per_day: Some(1), today: 1, away_from: Some(day(3)), away_until: Some(day(4)), ..turn(1) }], at(5, 0)),
    ] {
        let decision = pick(&turns, None, &on(2));
        assert_eq!((decision.member, decision.again), (None, again), "{}", decision.why);
        assert!(decision.why.starts_with("Nobody can take it now: M1 ("), "{}", decision.why);
    }
}

#[test]
fn the_queue_says_who_is_next_for_each_service() {
    let turns = vec![Turn { lines: vec![ServiceLine::Charter], ..turn(1) }, turn(2), Turn { active: false, ..turn(3) }];
    let queue = Queue::of(turns, None, &[ServiceLine::Moving, ServiceLine::Charter], &on(2));
    let next: Vec<_> = queue.next.iter().map(|n| n.member.map(|m| m.0.as_u128())).collect();
    assert_eq!(next, [Some(2), Some(1)]);
    assert_eq!(queue.turns.iter().map(|p| p.passed).collect::<Vec<_>>(), [None, None, Some(Passed::Paused)]);
}

#[test]
fn a_long_queue_makes_no_endless_reason() {
    let queue: Vec<Turn> = (1..=30).map(|n| Turn { active: false, ..turn(n) }).collect();
    assert!(pick(&queue, None, &on(2)).why.ends_with("M12 (paused) and 18 more"));
}

proptest! {
    #[test]
    fn everybody_gets_the_same_number_of_turns(members in 1usize..8, rounds in 1usize..20) {
        let queue: Vec<Turn> = (1..=members as u128).map(turn).collect();
        let mut last = None;
        let mut counts = vec![0usize; members];
        for _ in 0..members * rounds {
            let member = pick(&queue, last, &on(2)).member.expect("all are available");
            counts[queue.iter().position(|t| t.member == member).expect("of the queue")] += 1;
            last = Some(member);
        }
        prop_assert!(counts.iter().all(|c| *c == rounds));
    }

    #[test]
    fn limits_hold_and_the_rest_differ_by_one_at_most(limits in prop::collection::vec(prop::option::of(1i32..30), 1..9), leads in 0usize..200) {
        let mut queue: Vec<Turn> = limits.iter().enumerate().map(|(n, most)| Turn { max_per_day: *most, ..turn(n as u128 + 1) }).collect();
        let (mut last, mut given) = (None, 0);
        for _ in 0..leads {
            let Some(member) = pick(&queue, last, &on(2)).member else { break };
            let turn = queue.iter_mut().find(|t| t.member == member).expect("of the queue");
            turn.today += 1;
            given += 1;
            last = Some(member);
        }
        let room: i64 = if limits.contains(&None) { i64::MAX } else { limits.iter().flatten().map(|most| i64::from(*most)).sum() };
        prop_assert_eq!(given, (leads as i64).min(room));
        let most = queue.iter().map(|t| t.today).max().unwrap_or_default();
        for turn in &queue {
            prop_assert!(turn.max_per_day.is_none_or(|limit| turn.today <= i64::from(limit)));
            prop_assert!(turn.is_full().is_some() || turn.today >= most - 1, "{} has {} where others have {}", turn.name, turn.today, most);
        }
    }
}
