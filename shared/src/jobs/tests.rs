//! The state machine against tables of cases and against random command streams.

use chrono::{DateTime, Duration, Utc};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::jobs::{BillingStatus, CrewMember, CrewReply, Priority, Requirement, Stop, StopKind, is_answered, missing, progress};
use crate::media::{Media, MediaKind, MediaStatus, Verification};
use crate::packs::{Label, ServiceLine};
use crate::{AccountId, JobId, MediaId, MemberId, NoteId, RequirementId};

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn at(minute: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_794_000_000, 0).unwrap() + Duration::minutes(minute)
}

fn job_of(line: ServiceLine) -> Job {
    let mut next = 100u128;
    let mut fresh = || {
        next += 1;
        id(next)
    };
    let phases = line
        .pack()
        .phases
        .iter()
        .enumerate()
        .map(|(n, template)| {
            let requirements: Vec<Requirement> = template
                .requirements
                .iter()
                .enumerate()
                .map(|(k, r)| Requirement {
                    id: RequirementId(fresh()),
                    position: k as i32,
                    key: r.key.into(),
                    title: r.title.label(),
                    kind: r.kind,
                    min_count: r.min_count,
                    required: r.required,
                    min_edge: r.min_edge,
                })
                .collect();
            Phase {
                id: PhaseId(fresh()),
                position: n as i32 + 1,
                key: template.key.into(),
                title: template.title.label(),
                short: template.short.label(),
                roles: template.roles.to_vec(),
                minutes: template.minutes,
                status: PhaseStatus::Waiting,
                started_at: None,
                completed_at: None,
                completed_by: None,
                override_reason: None,
                seal: None,
                items: template
                    .items
                    .iter()
                    .enumerate()
                    .map(|(k, i)| Item {
                        id: ItemId(fresh()),
                        position: k as i32,
                        key: i.key.into(),
                        title: i.title.label(),
                        required: i.required,
                        requirement: i.media.and_then(|key| requirements.iter().find(|r| r.key == key)).map(|r| r.id),
                        roles: i.roles.to_vec(),
                        fact: i.fact,
                        answer: ItemAnswer::Open,
                        note: String::new(),
                        answered_at: None,
                        answered_by: None,
                        answered_member: None,
                        gps: None,
                    })
                    .collect(),
                requirements,
            }
        })
        .collect();
    let stops = (0..2)
        .map(|n| Stop {
            id: StopId(fresh()),
            position: n,
            kind: StopKind::Pickup,
            address: "2146 West 3rd Ave".into(),
            latitude: None,
            longitude: None,
            contact_name: String::new(),
            contact_phone: String::new(),
            window_from: None,
            window_to: None,
            notes: String::new(),
        })
        .collect();
    Job {
        id: JobId(id(1)),
        number: "J-00001".into(),
        version: 1,
        status: JobStatus::Booked,
        priority: Priority::Normal,
        billing: BillingStatus::Pending,
        line,
        title: "Okafor residence".into(),
        account: AccountId(id(2)),
        account_name: "Amara Okafor".into(),
        contact: None,
        contact_name: String::new(),
        contact_phone: None,
        quote: None,
        quote_number: None,
        lead: None,
        starts_at: None,
        ends_at: None,
        zone: "America/Vancouver".into(),
        total: None,
        stops,
        phases,
        crew: vec![
            CrewMember {
                member: MemberId(id(10)),
                name: "Marcus Bell".into(),
                role: CrewRole::Driver,
                reply: CrewReply::Confirmed,
                replied_at: None,
            },
            CrewMember {
                member: MemberId(id(11)),
                name: "Tomasz Wrona".into(),
                role: CrewRole::Mover,
                reply: CrewReply::Asked,
                replied_at: None,
            },
        ],
        travel: Vec::new(),
        notes: Vec::new(),
        media: Vec::new(),
        created_at: at(0),
        started_at: None,
        completed_at: None,
        cancelled: None,
    }
}

fn stamp(minute: i64, member: u128, role: Option<CrewRole>) -> Stamp {
    Stamp {
        at: at(minute),
        device_at: at(minute),
        gps: None,
        member: Some(MemberId(id(member))),
        name: format!("Member {member}"),
        role,
        office: false,
        may_override: false,
        counting: Counting::Stored,
    }
}

fn driver(minute: i64) -> Stamp {
    stamp(minute, 10, Some(CrewRole::Driver))
}

fn dispatcher(minute: i64) -> Stamp {
    Stamp { office: true, may_override: true, ..stamp(minute, 12, None) }
}

fn photo(requirement: RequirementId, kind: MediaKind, n: u128, status: MediaStatus) -> Media {
    Media {
        id: MediaId(id(n)),
        job: JobId(id(1)),
        phase: None,
        requirement: Some(requirement),
        item: None,
        kind,
        status,
        position: 0,
        caption: String::new(),
        signer: None,
        size: 10,
        received: 10,
        sha256: "0".repeat(64),
        mime: "image/jpeg".into(),
        width: None,
        height: None,
        taken_at: at(1),
        taken_by: "Marcus Bell".into(),
        gps: None,
        problem: None,
        verification: Verification::Unchecked,
        deleted: false,
        version: 1,
    }
}

fn tick(item: ItemId) -> Intent {
    Intent::AnswerItem { item, answer: ItemAnswer::Done, note: String::new(), seen: ItemAnswer::Open }
}

/// Everything phase `n` (from 0) needs.
fn fill(job: &mut Job, n: usize) {
    for requirement in job.phases[n].requirements.clone() {
        for k in 0..requirement.min_count as u128 {
            let unique = requirement.id.0.as_u128() * 1000 + k;
            job.media.push(photo(requirement.id, requirement.kind, unique, MediaStatus::Stored));
        }
    }
    for item in job.phases[n].items.iter().map(|i| i.id).collect::<Vec<_>>() {
        apply(job, &tick(item), &dispatcher(5)).unwrap();
    }
}

fn booked() -> Job {
    let mut job = job_of(ServiceLine::Moving);
    learn(&mut job, &[Fact::JobCreated, Fact::CrewAssigned, Fact::Scheduled], &dispatcher(0));
    job
}

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
fn ones_own_later_answer_stands_whichever_arrives_first() {
    let mut job = booked();
    let prep = job.phases[1].id;
    apply(&mut job, &Intent::StartPhase { phase: prep }, &driver(1)).unwrap();
    let item = job.phases[1].items[1].id;
    apply(&mut job, &Intent::AnswerItem { item, answer: ItemAnswer::Problem, note: "torn".into(), seen: ItemAnswer::Done }, &driver(9))
        .unwrap();
    assert_eq!(apply(&mut job, &tick(item), &driver(8)).unwrap(), vec![]);
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
