use chrono::{DateTime, Duration, TimeZone, Utc};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::access::Action;
use crate::leads::rules::{MoveFacts, gaps};
use crate::leads::{ActivityKind, DEFAULT_STAGES, JobStep, LeadStatus, LostReason, MoveLead, NextStep, Stage};
use crate::quotes::QuoteStatus;
use crate::{ActivityId, MemberId, StageId};

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 19, 15, 7, 0).single().expect("a time")
}

fn stages() -> Vec<StageSeen> {
    DEFAULT_STAGES
        .iter()
        .enumerate()
        .map(|(at, seed)| StageSeen {
            stage: Stage {
                id: StageId(Uuid::from_u128(at as u128 + 1)),
                name: seed.name.into(),
                tone: seed.tone,
                position: at as i32,
                status: seed.status,
                odds_bp: seed.odds_bp,
                wip_limit: seed.wip_limit,
                wip_hard: false,
                required: seed.required.to_vec(),
                stall_hours: seed.stall_hours,
                fields: Vec::new(),
            },
            others: 0,
        })
        .collect()
}

/// A move that came in forty minutes ago, with everything a quote needs.
fn fresh() -> LeadFacts {
    let now = now();
    LeadFacts {
        now,
        today: now.date_naive(),
        me: Some(MemberId(Uuid::from_u128(1))),
        owner: Some(MemberId(Uuid::from_u128(1))),
        status: LeadStatus::New,
        stage: StageId(Uuid::from_u128(1)),
        stage_since: now - Duration::minutes(40),
        stages: stages(),
        moves: MoveFacts {
            has_contact: true,
            has_origin: true,
            has_destination: true,
            has_wanted_on: true,
            has_owner: true,
            ..MoveFacts::default()
        },
        has_phone: true,
        created_at: now - Duration::minutes(40),
        first_touch_at: None,
        wanted_on: Some(now.date_naive() + Duration::days(9)),
        value_cents: Some(648_000),
        next_step: None,
        has_visit: false,
        visits_help: true,
        unreached: 0,
        lost_reason: None,
        has_customer: false,
        quote: None,
        job: None,
    }
}

fn everybody() -> Judgement {
    Judgement { allowed: Action::ALL.iter().copied().collect(), ..Judgement::default() }
}

fn kinds(lead: &LeadFacts) -> Vec<SuggestionKind> {
    suggest_for_lead(lead, &everybody()).into_iter().map(|s| s.kind).collect()
}

fn step(late_hours: i64) -> NextStep {
    NextStep {
        id: ActivityId(Uuid::from_u128(9)),
        kind: ActivityKind::Call,
        what: "Call back".into(),
        due_at: now() - Duration::hours(late_hours),
    }
}

#[test]
fn a_new_large_move_is_answered_quoted_and_visited() {
    assert_eq!(kinds(&fresh()), [SuggestionKind::FirstTouch, SuggestionKind::MakeQuote, SuggestionKind::PlanVisit]);
    let first = &suggest_for_lead(&fresh(), &everybody())[0];
    assert_eq!((first.why.clone(), first.confidence, first.answers), (Why::Waiting { minutes: 40 }, 50, 0));
    let Act::Plan { kind, due_at, .. } = &first.act else { panic!("a step, not {:?}", first.act) };
    assert_eq!((*kind, *due_at), (ActivityKind::Call, Utc.with_ymd_and_hms(2026, 11, 19, 15, 30, 0).single().expect("a time")));
    assert_eq!(first.preview, [Difference { of: Facet::Planned, before: None, after: Some(Shown::Step { kind: *kind, due_at: *due_at }) }]);
}

#[test]
fn what_is_missing_is_asked_for() {
    let vague = LeadFacts {
        first_touch_at: Some(now()),
        wanted_on: None,
        moves: MoveFacts { has_contact: true, ..MoveFacts::default() },
        has_phone: false,
        ..fresh()
    };
    let all = suggest_for_lead(&vague, &everybody());
    let found: Vec<_> = all.iter().map(|s| s.kind).collect();
    assert!(found.starts_with(&[SuggestionKind::AskDate, SuggestionKind::AskRoute]), "{found:?}");
    assert!(matches!(all[0].act, Act::Plan { kind: ActivityKind::Email, .. }), "there is no phone");
    let hidden = LeadFacts { moves: MoveFacts::default(), ..vague };
    assert_eq!(kinds(&hidden)[0], SuggestionKind::AskContact);
}

#[test]
fn what_is_late_is_finished_before_more_is_planned() {
    let late = LeadFacts { next_step: Some(step(30)), first_touch_at: Some(now()), ..fresh() };
    let all = suggest_for_lead(&late, &everybody());
    let finish = all.iter().find(|s| s.kind == SuggestionKind::FinishStep).expect("it is late");
    assert_eq!(finish.why, Why::Late { what: "Call back".into(), hours: 30 });
    assert!(!all.iter().any(|s| matches!(s.kind, SuggestionKind::PlanStep | SuggestionKind::FirstTouch)));
}

#[test]
fn a_silent_quote_is_followed_up_and_one_that_ends_first() {
    let offer = OfferSeen {
        status: QuoteStatus::Viewed,
        sent_at: Some(now() - Duration::days(3)),
        valid_until: Some(now() + Duration::hours(50)),
        views: 2,
    };
    let quoted = LeadFacts {
        status: LeadStatus::Quoted,
        stage: StageId(Uuid::from_u128(4)),
        first_touch_at: Some(now()),
        quote: Some(offer.clone()),
        ..fresh()
    };
    let all = suggest_for_lead(&quoted, &everybody());
    assert_eq!((all[0].kind, all[0].why.clone()), (SuggestionKind::BeforeItEnds, Why::EndsIn { hours: 50 }));
    assert_eq!((all[1].kind, all[1].why.clone()), (SuggestionKind::FollowUpQuote, Why::Silent { days: 3, views: 2 }));
    let declined = LeadFacts { quote: Some(OfferSeen { status: QuoteStatus::Declined, ..offer }), ..quoted };
    assert!(!kinds(&declined).contains(&SuggestionKind::FollowUpQuote));
}

#[test]
fn a_stage_is_suggested_only_where_nothing_keeps_it_away() {
    let touched = LeadFacts { first_touch_at: Some(now()), ..fresh() };
    assert!(kinds(&touched).contains(&SuggestionKind::Advance));
    let full: Vec<StageSeen> = stages().into_iter().map(|s| StageSeen { others: 15, ..s }).collect();
    assert!(!kinds(&LeadFacts { stages: full, ..touched }).contains(&SuggestionKind::Advance));
}

#[test]
fn what_was_lost_may_come_back_unless_it_never_was_a_customer() {
    let lost = |reason| LeadFacts { status: LeadStatus::Lost, stage: StageId(Uuid::from_u128(6)), lost_reason: Some(reason), ..fresh() };
    assert_eq!(kinds(&lost(LostReason::Postponed)), [SuggestionKind::AskLater, SuggestionKind::Reopen]);
    assert_eq!(kinds(&lost(LostReason::Spam))[0], SuggestionKind::Reopen);
}

#[test]
fn people_decide_what_is_suggested_first_and_not_at_all() {
    let mut by = everybody();
    by.answers.insert(SuggestionKind::FirstTouch, Answers { followed: 0, all: 60 });
    let all = suggest_for_lead(&fresh(), &by);
    assert_eq!(
        (all[0].kind, all.last().map(|s| (s.kind, s.confidence))),
        (SuggestionKind::MakeQuote, Some((SuggestionKind::FirstTouch, 1)))
    );
    by.retired.insert(SuggestionKind::FirstTouch);
    by.settled.insert(SuggestionKind::MakeQuote);
    let left: Vec<_> = suggest_for_lead(&fresh(), &by).iter().map(|s| s.kind).collect();
    assert_eq!(left, [SuggestionKind::PlanVisit, SuggestionKind::PlanStep], "a spare one makes two of them");
    by.allowed.clear();
    assert_eq!(suggest_for_lead(&fresh(), &by), []);
}

fn any_lead() -> impl Strategy<Value = LeadFacts> {
    let place = (0_usize..6, 0_i64..20, prop::option::of(-200_i64..200), prop::option::of(-40_i64..60));
    let flags = prop::array::uniform8(any::<bool>());
    let more = (0_i64..6, prop::option::of(0_usize..7), prop::option::of(0_usize..5), prop::option::of(0_usize..9), 0_i64..400, 0_i64..40);
    (place, flags, more).prop_map(|((stage, others, late, wanted), flags, (unreached, quote, job, lost, stood, since))| {
        let [owned, phone, contact, origin, destination, touched, visit, customer] = flags;
        let seen: Vec<StageSeen> = stages().into_iter().map(|s| StageSeen { others, ..s }).collect();
        let status = seen[stage].stage.status;
        let step_of = [JobStep::Booked, JobStep::UnderWay, JobStep::Done, JobStep::Closed, JobStep::Cancelled];
        LeadFacts {
            owner: owned.then_some(MemberId(Uuid::from_u128(2))),
            status,
            stage: seen[stage].stage.id,
            stage_since: now() - Duration::hours(stood),
            stages: seen,
            moves: MoveFacts {
                has_wanted_on: wanted.is_some(),
                has_origin: origin,
                has_destination: destination,
                has_contact: contact,
                has_owner: owned,
                has_quote: quote.is_some(),
                accepted: job.is_some(),
                ..MoveFacts::default()
            },
            has_phone: phone && contact,
            first_touch_at: touched.then(now),
            wanted_on: wanted.map(|days| now().date_naive() + Duration::days(days)),
            next_step: late.map(step),
            has_visit: visit,
            unreached,
            lost_reason: lost.map(|at| LostReason::ALL[at]),
            has_customer: customer,
            quote: quote.map(|at| OfferSeen {
                status: QuoteStatus::ALL[at],
                sent_at: Some(now() - Duration::days(since)),
                valid_until: Some(now() - Duration::days(since - 14)),
                views: 0,
            }),
            job: job.map(|at| WorkSeen { step: step_of[at], starts_at: Some(now() + Duration::days(since - 10)), done_at: Some(now()) }),
            ..fresh()
        }
    })
}

/// Whether the rooms would carry an act out.
fn would_do(lead: &LeadFacts, act: &Act) -> bool {
    let stage = |id: StageId| lead.stages.iter().find(|s| s.stage.id == id);
    match act {
        Act::Plan { due_at, .. } => *due_at > lead.now - Duration::minutes(1),
        Act::Finish { activity, .. } => lead.next_step.as_ref().is_some_and(|step| step.id == *activity),
        Act::TakeUp => lead.owner.is_none() && lead.me.is_some(),
        Act::Move { stage: to } => stage(lead.stage).zip(stage(*to)).is_some_and(|(from, to)| {
            from != to && gaps(&from.stage, &to.stage, to.others, &lead.moves, &MoveLead::to(1, to.stage.id, None)).is_empty()
        }),
        Act::Lose { .. } => lead.status.is_open() && lead.stages.iter().any(|s| s.stage.status == LeadStatus::Lost),
        Act::MakeQuote => lead.quote.is_none() && lead.status.is_open(),
        Act::QuoteAgain => lead.has_customer,
        _ => false,
    }
}

proptest! {
    #[test]
    fn every_lead_has_at_least_two_and_none_that_would_be_refused(lead in any_lead()) {
        let all = suggest_for_lead(&lead, &everybody());
        prop_assert!(all.len() >= LEAST, "{all:?}");
        prop_assert_eq!(&all, &suggest_for_lead(&lead, &everybody()));
        let mut kinds: Vec<_> = all.iter().map(|s| s.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        prop_assert_eq!(kinds.len(), all.len(), "no kind twice");
        for suggestion in &all {
            prop_assert!(would_do(&lead, &suggestion.act), "{suggestion:?}");
            prop_assert!(suggestion.act.fits(&suggestion.act));
            prop_assert!(!suggestion.preview.is_empty());
        }
    }
}
