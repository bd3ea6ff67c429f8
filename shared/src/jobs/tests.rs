//! The state machine against tables of cases and, in `random`, against random streams of commands.

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

use super::*;
use crate::jobs::{BillingStatus, CrewMember, CrewReply, Dispute, Priority, Requirement, Stop, StopKind, is_answered, missing, progress};
use crate::media::{Media, MediaKind, MediaStatus, Verification};
use crate::packs::{Label, ServiceLine};
use crate::{AccountId, JobId, MediaId, MemberId, NoteId, RequirementId};

#[path = "tests/random.rs"]
mod random;
#[path = "tests/sample.rs"]
mod sample;

use sample::*;

#[test]
fn facts_complete_the_office_phase_by_themselves() {
    let mut job = job_of(ServiceLine::Moving);
    learn(&mut job, &[Fact::JobCreated], &dispatcher(0));
    assert_eq!(job.phases[0].status, PhaseStatus::Active);
    assert_eq!(job.status, JobStatus::Booked, "booking is not yet work");
    learn(&mut job, &[Fact::CrewAssigned, Fact::Scheduled], &dispatcher(1));
    assert_eq!(job.phases[0].status, PhaseStatus::Complete);
    assert_eq!(job.phases[1].status, PhaseStatus::Waiting, "the next phase is started by the crew");
    assert!(learn(&mut job, &[Fact::CrewAssigned], &dispatcher(2)).is_empty());
}

#[test]
fn a_phase_starts_only_when_the_one_before_it_is_complete() {
    let mut job = booked();
    let pickup = job.phases[2].id;
    assert!(matches!(apply(&mut job, &Intent::StartPhase { phase: pickup }, &driver(1)), Err(Refusal::Locked { .. })));
    let prep = job.phases[1].id;
    let effects = apply(&mut job, &Intent::StartPhase { phase: prep }, &driver(1)).unwrap();
    assert_eq!(effects, vec![Effect::JobStarted, Effect::PhaseStarted { phase: prep }]);
    assert_eq!(apply(&mut job, &Intent::StartPhase { phase: prep }, &driver(2)).unwrap(), vec![], "twice is once");
}

#[test]
fn a_phase_completes_only_when_items_and_media_are_there() {
    let mut job = booked();
    let prep = job.phases[1].id;
    apply(&mut job, &Intent::StartPhase { phase: prep }, &driver(1)).unwrap();
    let refused = apply(&mut job, &Intent::CompletePhase { phase: prep }, &driver(2)).unwrap_err();
    assert_eq!(refused.code(), "phase_incomplete");
    for item in job.phases[1].items.iter().map(|i| i.id).collect::<Vec<_>>() {
        apply(&mut job, &tick(item), &driver(3)).unwrap();
    }
    let slot = job.phases[1].requirements[0].id;
    job.media.push(photo(slot, MediaKind::Photo, 9000, MediaStatus::Saved));
    assert_eq!(missing(&job, prep, Counting::Stored).len(), 1, "a photo on the device is not yet on the server");
    assert!(missing(&job, prep, Counting::Captured).is_empty());
    assert!(apply(&mut job, &Intent::CompletePhase { phase: prep }, &driver(4)).is_err());
    job.media[0].status = MediaStatus::Stored;
    assert!(apply(&mut job, &Intent::CompletePhase { phase: prep }, &driver(5)).is_ok());
    assert_eq!(job.phases[1].status, PhaseStatus::Complete);
}

#[test]
fn small_deleted_or_rejected_photos_do_not_count() {
    let mut job = booked();
    let requirement = job.phases[1].requirements[0].clone();
    for (n, change) in [
        |m: &mut Media| m.deleted = true,
        |m: &mut Media| m.status = MediaStatus::Rejected,
        |m: &mut Media| (m.width, m.height) = (Some(320), Some(240)),
    ]
    .into_iter()
    .enumerate()
    {
        let mut media = photo(requirement.id, MediaKind::Photo, 500 + n as u128, MediaStatus::Stored);
        change(&mut media);
        job.media.push(media);
    }
    assert!(crate::jobs::media_for(&job, &requirement, Counting::Captured).is_empty());
}

#[test]
fn the_last_phase_completes_the_job() {
    let mut job = booked();
    for n in 1..6 {
        let phase = job.phases[n].id;
        apply(&mut job, &Intent::StartPhase { phase }, &dispatcher(n as i64)).unwrap();
        fill(&mut job, n);
        apply(&mut job, &Intent::CompletePhase { phase }, &dispatcher(n as i64 + 10)).unwrap();
    }
    assert_eq!(job.status, JobStatus::Completed);
    let far = progress(&job, at(60), Counting::Stored);
    assert_eq!((far.percent, far.phases.done, far.remaining), (100, 6, 0));
    let last = job.phases[5].id;
    assert_eq!(
        apply(&mut job, &Intent::CompletePhase { phase: last }, &dispatcher(99)).unwrap(),
        vec![],
        "a late copy of the command is harmless"
    );
    let item = job.phases[5].items[0].id;
    let change = Intent::AnswerItem { item, answer: ItemAnswer::Problem, note: "scratch".into(), seen: ItemAnswer::Done };
    assert_eq!(apply(&mut job, &change, &driver(99)), Err(Refusal::Sealed));
}

#[test]
fn overriding_takes_the_right_and_a_reason() {
    let mut job = booked();
    let prep = job.phases[1].id;
    let wish = |reason: &str| Intent::OverridePhase { phase: prep, reason: reason.into() };
    assert_eq!(apply(&mut job, &wish("late"), &driver(1)), Err(Refusal::MayNotOverride));
    assert_eq!(apply(&mut job, &wish("  "), &dispatcher(1)), Err(Refusal::ReasonNeeded));
    apply(&mut job, &wish("Customer waits"), &dispatcher(1)).unwrap();
    assert_eq!(job.phases[1].override_reason.as_deref(), Some("Customer waits"));
    assert_eq!(job.phases[1].status, PhaseStatus::Complete);
}

#[test]
fn roles_decide_who_works_on_what() {
    let mut job = booked();
    for n in 1..3 {
        let phase = job.phases[n].id;
        apply(&mut job, &Intent::OverridePhase { phase, reason: "test".into() }, &dispatcher(1)).unwrap();
    }
    let transport = job.phases[3].id;
    let mover = stamp(2, 11, Some(CrewRole::Mover));
    assert_eq!(apply(&mut job, &Intent::StartPhase { phase: transport }, &mover), Err(Refusal::NotYours));
    assert_eq!(apply(&mut job, &Intent::StartPhase { phase: transport }, &stamp(2, 77, None)), Err(Refusal::NotYours), "not on the crew");
    assert!(apply(&mut job, &Intent::StartPhase { phase: transport }, &driver(2)).is_ok());
}

#[test]
fn two_different_answers_conflict_with_both_values() {
    let mut job = booked();
    let prep = job.phases[1].id;
    apply(&mut job, &Intent::StartPhase { phase: prep }, &driver(1)).unwrap();
    let item = job.phases[1].items[1].id;
    let mover = |minute| stamp(minute, 11, Some(CrewRole::Mover));
    let problem = Intent::AnswerItem { item, answer: ItemAnswer::Problem, note: "strap torn".into(), seen: ItemAnswer::Open };
    apply(&mut job, &problem, &mover(2)).unwrap();
    let Err(Refusal::Changed { yours, theirs, note, .. }) = apply(&mut job, &tick(item), &driver(3)) else { panic!("expected a conflict") };
    assert_eq!((yours, theirs, note.as_str()), (ItemAnswer::Done, ItemAnswer::Problem, "strap torn"));

    let also = Intent::AnswerItem { item, answer: ItemAnswer::Problem, note: "dolly missing".into(), seen: ItemAnswer::Open };
    apply(&mut job, &also, &driver(4)).unwrap();
    assert_eq!(job.phases[1].items[1].note, "strap torn\ndolly missing", "the same answer twice keeps both notes");

    let informed = Intent::AnswerItem { item, answer: ItemAnswer::Done, note: String::new(), seen: ItemAnswer::Problem };
    assert!(apply(&mut job, &informed, &mover(5)).is_ok(), "who saw the other answer may change it");
}

#[test]
fn a_dispute_ends_with_a_choice_of_its_own_author_or_with_a_newer_answer() {
    let mut job = booked();
    let prep = job.phases[1].id;
    apply(&mut job, &Intent::StartPhase { phase: prep }, &driver(1)).unwrap();
    let item = job.phases[1].items[1].id;
    let mover = |minute| stamp(minute, 11, Some(CrewRole::Mover));
    let problem = Intent::AnswerItem { item, answer: ItemAnswer::Problem, note: "strap torn".into(), seen: ItemAnswer::Open };
    apply(&mut job, &problem, &mover(2)).unwrap();
    let author = driver(3);
    let dispute = Dispute { answer: ItemAnswer::Done, note: String::new(), by: author.name.clone(), member: author.member, at: author.at };
    job.phases[1].items[1].dispute = Some(dispute.clone());
    assert_eq!(job.phases[1].items[1].contradiction(), Some(&dispute));

    let leave = Intent::LetStand { item };
    assert_eq!(apply(&mut job, &leave, &mover(4)), Ok(vec![]), "it is not theirs to give up");
    assert_eq!(apply(&mut job, &leave, &driver(5)), Ok(vec![Effect::ItemSettled { item, given: ItemAnswer::Done }]));
    assert_eq!((&job.phases[1].items[1].dispute, job.phases[1].items[1].answer), (&None, ItemAnswer::Problem));
    assert_eq!(apply(&mut job, &leave, &driver(6)), Ok(vec![]), "once");

    job.phases[1].items[1].dispute = Some(dispute);
    let kept = Intent::AnswerItem { item, answer: ItemAnswer::Done, note: String::new(), seen: ItemAnswer::Problem };
    apply(&mut job, &kept, &driver(7)).unwrap();
    assert_eq!((&job.phases[1].items[1].dispute, job.phases[1].items[1].answer), (&None, ItemAnswer::Done));
}

#[test]
fn ones_own_later_answer_stands_whichever_arrives_first() {
    let mut job = booked();
    let prep = job.phases[1].id;
    apply(&mut job, &Intent::StartPhase { phase: prep }, &driver(1)).unwrap();
    let item = job.phases[1].items[1].id;
    apply(&mut job, &Intent::AnswerItem { item, answer: ItemAnswer::Problem, note: "torn".into(), seen: ItemAnswer::Done }, &driver(9))
        .unwrap();
    let told = Effect::ItemOutdated { item, given: ItemAnswer::Done, note: String::new() };
    assert_eq!(apply(&mut job, &tick(item), &driver(8)).unwrap(), vec![told], "the earlier one is in the history");
    assert_eq!(job.phases[1].items[1].answer, ItemAnswer::Problem);
}

#[test]
fn a_problem_needs_words() {
    let mut job = booked();
    let prep = job.phases[1].id;
    apply(&mut job, &Intent::StartPhase { phase: prep }, &driver(1)).unwrap();
    let item = job.phases[1].items[0].id;
    for answer in [ItemAnswer::Problem, ItemAnswer::NotApplicable] {
        let wish = Intent::AnswerItem { item, answer, note: " ".into(), seen: ItemAnswer::Open };
        assert_eq!(apply(&mut job, &wish, &driver(2)), Err(Refusal::ReasonNeeded));
    }
}

#[test]
fn the_road_goes_from_stop_to_stop() {
    let mut job = booked();
    let stops: Vec<StopId> = job.stops.iter().map(|s| s.id).collect();
    for stop in stops {
        for verb in TravelVerb::ALL {
            assert_eq!(next_step(&job), Some((stop, *verb)));
            apply(&mut job, &Intent::Travel { stop, step: *verb }, &driver(1)).unwrap();
            assert_eq!(apply(&mut job, &Intent::Travel { stop, step: *verb }, &driver(2)).unwrap(), vec![]);
        }
    }
    assert_eq!(next_step(&job), None);
    assert_eq!(job.travel.len(), 8);
}

#[test]
fn cancelled_work_takes_no_more_commands() {
    let mut job = booked();
    job.status = JobStatus::Cancelled;
    let prep = job.phases[1].id;
    assert_eq!(apply(&mut job, &Intent::StartPhase { phase: prep }, &driver(1)), Err(Refusal::Over));
}

#[test]
fn labels_have_both_languages() {
    for line in ServiceLine::ALL {
        for phase in line.pack().phases {
            for Label { en, fr } in phase.items.iter().map(|i| i.title.label()).chain([phase.title.label(), phase.short.label()]) {
                assert!(!en.is_empty() && !fr.is_empty());
            }
        }
    }
}

#[test]
fn each_decision_fits_one_state_and_a_requested_job_stands_still() {
    use crate::jobs::decisions::{book, close, reopen};
    for status in JobStatus::ALL.iter().copied() {
        let mut job = Job { status, ..booked() };
        let fits = |wanted| status == wanted;
        assert_eq!(book(&mut job.clone()).is_ok(), fits(JobStatus::Requested), "book {status}");
        assert_eq!(close(&mut job.clone()).is_ok(), fits(JobStatus::Completed), "close {status}");
        assert_eq!(reopen(&mut job.clone()).is_ok(), fits(JobStatus::Closed), "reopen {status}");
        job.media.push(photo(job.phases[1].requirements[0].id, MediaKind::Photo, 9, MediaStatus::Receiving));
        assert_eq!(close(&mut job.clone()) == Err(Refusal::FilesWaiting(1)), fits(JobStatus::Completed), "{status} with a file on its way");
    }
    let mut job = Job { status: JobStatus::Requested, ..job_of(ServiceLine::Moving) };
    let before = job.clone();
    assert!(learn(&mut job, &[Fact::JobCreated, Fact::Scheduled], &dispatcher(0)).is_empty());
    let begin = Intent::StartPhase { phase: job.phases[0].id };
    assert_eq!(apply(&mut job, &begin, &dispatcher(1)), Err(Refusal::NotBooked));
    assert_eq!(next_step(&job), None);
    assert_eq!(job, before);
}
