//! The rules against random streams of commands.

use proptest::prelude::*;

use super::*;

#[derive(Clone, Debug)]
enum Step {
    Start(usize),
    Complete(usize),
    Override(usize),
    Answer(usize, usize, ItemAnswer, bool),
    Photo(usize, usize),
    Travel(usize, TravelVerb),
    Note(u8),
}

fn step() -> impl Strategy<Value = Step> {
    let answer = prop::sample::select(ItemAnswer::ALL);
    prop_oneof![
        3 => (0usize..6).prop_map(Step::Start),
        3 => (0usize..6).prop_map(Step::Complete),
        1 => (0usize..6).prop_map(Step::Override),
        8 => (0usize..6, 0usize..4, answer, any::<bool>()).prop_map(|(p, i, a, seen)| Step::Answer(p, i, a, seen)),
        6 => (0usize..6, 0usize..4).prop_map(|(p, r)| Step::Photo(p, r)),
        1 => (0usize..2, prop::sample::select(TravelVerb::ALL)).prop_map(|(s, v)| Step::Travel(s, v)),
        1 => any::<u8>().prop_map(Step::Note),
    ]
}

fn intent(job: &Job, step: &Step) -> Option<Intent> {
    Some(match step {
        Step::Start(n) => Intent::StartPhase { phase: job.phases[*n].id },
        Step::Complete(n) => Intent::CompletePhase { phase: job.phases[*n].id },
        Step::Override(n) => Intent::OverridePhase { phase: job.phases[*n].id, reason: "because".into() },
        Step::Answer(n, k, answer, informed) => {
            let item = job.phases[*n].items.get(*k)?;
            Intent::AnswerItem {
                item: item.id,
                answer: *answer,
                note: "said".into(),
                seen: if *informed { item.answer } else { ItemAnswer::Open },
            }
        }
        Step::Travel(n, verb) => Intent::Travel { stop: job.stops[*n].id, step: *verb },
        Step::Note(n) => Intent::Note { note: NoteId(id(u128::from(*n) + 1)), text: "noted".into() },
        Step::Photo(..) => return None,
    })
}

proptest! {
    #[test]
    fn no_stream_of_commands_breaks_the_order_of_phases(steps in prop::collection::vec((step(), any::<bool>()), 1..160)) {
        let mut job = booked();
        let mut percent = progress(&job, at(0), Counting::Stored).phases.done;
        for (n, (step, office)) in steps.iter().enumerate() {
            if let Step::Photo(p, r) = step {
                if let Some(r) = job.phases[*p].requirements.get(*r).cloned() {
                    job.media.push(photo(r.id, r.kind, 50_000 + n as u128, MediaStatus::Stored));
                }
                continue;
            }
            let Some(wish) = intent(&job, step) else { continue };
            let who = if *office { dispatcher(n as i64) } else { driver(n as i64) };
            let before = job.clone();
            match apply(&mut job, &wish, &who) {
                Err(_) => prop_assert_eq!(&job, &before, "a refusal changes nothing"),
                Ok(effects) => {
                    prop_assert_eq!(effects.is_empty(), job == before, "effects tell exactly whether something changed");
                    let once = job.clone();
                    // an answer judged against an older screen may conflict with itself only for somebody else
                    if let Ok(again) = apply(&mut job, &wish, &who) {
                        prop_assert!(again.is_empty(), "twice is once: {:?}", wish);
                    }
                    prop_assert_eq!(&job, &once);
                }
            }
            for pair in job.phases.windows(2) {
                prop_assert!(pair[1].status == PhaseStatus::Waiting || pair[0].status == PhaseStatus::Complete);
            }
            for phase in job.phases.iter().filter(|p| p.status == PhaseStatus::Complete && p.override_reason.is_none()) {
                prop_assert!(phase.items.iter().all(|i| !i.required || is_answered(i)));
                prop_assert!(missing(&job, phase.id, Counting::Stored).is_empty());
            }
            let all = job.phases.iter().all(|p| p.status == PhaseStatus::Complete);
            prop_assert_eq!(all, job.status == JobStatus::Completed);
            let far = progress(&job, at(n as i64), Counting::Stored);
            prop_assert!(far.phases.done >= percent);
            prop_assert_eq!(far.percent == 100, all);
            percent = far.phases.done;
        }
    }

    #[test]
    fn the_device_never_completes_less_than_the_server_would(steps in prop::collection::vec(step(), 1..80)) {
        // the same commands on a copy that also counts what is saved on the device get at least as far
        let (mut server, mut device) = (booked(), booked());
        for (n, step) in steps.iter().enumerate() {
            if let Step::Photo(p, r) = step {
                for job in [&mut server, &mut device] {
                    if let Some(r) = job.phases[*p].requirements.get(*r).cloned() {
                        job.media.push(photo(r.id, r.kind, 70_000 + n as u128, MediaStatus::Saved));
                    }
                }
                continue;
            }
            if let Some(wish) = intent(&server, step) { let _ = apply(&mut server, &wish, &driver(n as i64)); }
            if let Some(wish) = intent(&device, step) { let _ = apply(&mut device, &wish, &Stamp { counting: Counting::Captured, ..driver(n as i64) }); }
        }
        let done = |job: &Job| job.phases.iter().filter(|p| p.status == PhaseStatus::Complete).count();
        prop_assert!(done(&device) >= done(&server));
    }
}
