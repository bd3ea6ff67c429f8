use chrono::{DateTime, Utc};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::leads::pipeline::{DEFAULT_STAGES, Pipeline, Stage, StageSeed};
use crate::leads::{Column, LeadSource, LeadStatus, RequiredField, Urgency};
use crate::packs::ServiceLine;
use crate::{MemberId, PipelineId};

fn stage(index: usize) -> Stage {
    let StageSeed { name, tone, status, odds_bp, wip_limit, required, stall_hours } = DEFAULT_STAGES[index];
    Stage {
        id: StageId(Uuid::from_u128(index as u128 + 1)),
        name: name.into(),
        tone,
        position: index as i32,
        status,
        odds_bp,
        wip_limit,
        wip_hard: false,
        required: required.to_vec(),
        stall_hours,
        fields: Vec::new(),
    }
}

fn card(number: u128, stage: &Stage) -> LeadRow {
    LeadRow {
        id: LeadId(Uuid::from_u128(number)),
        version: 1,
        number: format!("L-{number:05}"),
        name: format!("Customer {number}"),
        company: None,
        service_line: ServiceLine::Moving,
        source: LeadSource::Phone,
        urgency: Urgency::Low,
        status: stage.status,
        pipeline_id: PipelineId(Uuid::nil()),
        stage_id: stage.id,
        stage: stage.name.clone(),
        rank: format!("{number:05}"),
        wanted_on: None,
        origin: None,
        destination: None,
        passengers: None,
        vehicle_type: None,
        value_cents: Some(100),
        owner: None,
        next_step: None,
        score: 0,
        reasons: Vec::new(),
        quote_id: None,
        custom: crate::customers::CustomValues::new(),
        created_at: DateTime::<Utc>::UNIX_EPOCH,
        stage_since: DateTime::<Utc>::UNIX_EPOCH,
    }
}

/// A board of the stages a new organization has, `held` cards in each, numbered through.
fn board(held: [usize; 3]) -> Board {
    let stages: Vec<Stage> = (0..DEFAULT_STAGES.len()).map(stage).collect();
    let mut number = 0;
    let columns = stages.iter().enumerate().map(|(at, stage)| {
        let cards: Vec<LeadRow> = (0..held.get(at).copied().unwrap_or(0))
            .map(|_| {
                number += 1;
                card(number, stage)
            })
            .collect();
        let count = cards.len() as i64;
        Column { stage: stage.clone(), total: count, count, value_cents: count * 100, overdue: 0, today: 0, planned: 0, cards }
    });
    let columns = columns.collect();
    let pipeline = Pipeline {
        id: PipelineId(Uuid::nil()),
        version: 1,
        name: "Moving".into(),
        service_line: ServiceLine::Moving,
        stages,
        is_default: true,
        archived: false,
    };
    Board { pipeline, pipelines: Vec::new(), columns, counts: Default::default(), won_this_month_cents: 0 }
}

fn ids(numbers: &[u128]) -> Vec<LeadId> {
    numbers.iter().map(|n| LeadId(Uuid::from_u128(*n))).collect()
}

fn known(_: &LeadRow) -> MoveFacts {
    MoveFacts { has_contact: true, has_wanted_on: true, has_origin: true, has_owner: true, ..MoveFacts::default() }
}

fn order(board: &Board, stage: &Stage) -> Vec<u128> {
    board.column(stage.id).expect("a column").cards.iter().map(|card| card.id.0.as_u128()).collect()
}

#[test]
fn what_fits_goes_and_the_rest_says_what_it_lacks() {
    let board = board([2, 1, 0]);
    let lacking = |lead: &LeadRow| MoveFacts { has_wanted_on: lead.id.0.as_u128() != 2, ..known(lead) };
    let outcome = several(&board, &ids(&[1, 2, 3]), stage(2).id, lacking);
    assert_eq!(outcome.go.iter().map(|c| c.id).collect::<Vec<_>>(), ids(&[1, 3]));
    assert_eq!(outcome.stay.len(), 1);
    assert_eq!(outcome.stay[0].0.id, ids(&[2])[0]);
    assert!(outcome.stay[0].1.contains(&Gap::Needs(RequiredField::WantedOn)));
    assert_eq!(outcome.asks, []);
}

#[test]
fn each_that_goes_counts_for_the_limit_and_the_reason_is_asked_once() {
    let limit = stage(1).wip_limit.expect("a limit");
    let mut board = board([4, limit as usize - 2, 0]);
    let outcome = several(&board, &ids(&[1, 2, 3, 4]), stage(1).id, known);
    assert_eq!((outcome.go.len(), outcome.stay.len()), (4, 0));
    assert_eq!(outcome.asks, [Gap::WipReason { limit }]);
    // a hard limit lets in what there is room for
    board.columns[1].stage.wip_hard = true;
    let outcome = several(&board, &ids(&[1, 2, 3, 4]), stage(1).id, known);
    assert_eq!((outcome.go.len(), outcome.stay.len()), (2, 2));
    assert_eq!(outcome.stay[0].1, [Gap::Full { limit }]);
}

#[test]
fn why_leads_were_lost_is_asked_once_and_none_is_won_by_hand() {
    let board = board([3, 0, 0]);
    let of = |status| DEFAULT_STAGES.iter().position(|seed| seed.status == status).map(stage).expect("a stage").id;
    let lost = several(&board, &ids(&[1, 2, 3]), of(LeadStatus::Lost), known);
    assert_eq!((lost.go.len(), lost.asks), (3, vec![Gap::LostReason]));
    let won = several(&board, &ids(&[1, 2]), of(LeadStatus::Converted), known);
    assert_eq!((won.go.len(), won.stay.len()), (0, 2));
}

#[test]
fn cards_come_to_stand_below_the_one_they_are_dropped_under() {
    let mut board = board([3, 4, 0]);
    let (to, picked) = (stage(1).id, ids(&[1, 3, 5]));
    // 4 5 6 7 stand there; dropped below 6, of which 5 is picked itself
    let mut above = board.above(to, 3, Some(picked[0]), &picked);
    assert_eq!(above, Some(ids(&[6])[0]));
    for id in &picked {
        assert!(board.shift_below(*id, to, above));
        above = Some(*id);
    }
    assert_eq!(order(&board, &stage(1)), [4, 6, 1, 3, 5, 7]);
    assert_eq!(order(&board, &stage(0)), [2]);
    assert_eq!(board.above(to, 0, None, &picked), None);
}

#[test]
fn a_range_reaches_from_one_card_to_another_of_the_column() {
    let board = board([4, 2, 0]);
    let [one, three, five] = [1, 3, 5].map(|n| ids(&[n])[0]);
    assert_eq!(board.between(three, one), ids(&[1, 2, 3]));
    assert_eq!(board.between(one, one), ids(&[1]));
    assert_eq!(board.between(one, five), [five]);
}

proptest! {
    #[test]
    fn every_card_picked_goes_or_stays_once(held in [0..9_usize, 0..20, 0..5], picked in prop::collection::hash_set(1..40_u128, 0..20), to in 0..6_usize, owner: u128) {
        let board = board(held);
        let picked = ids(&picked.into_iter().collect::<Vec<_>>());
        let facts = |lead: &LeadRow| MoveFacts { has_owner: MemberId(Uuid::from_u128(owner)).0 > lead.id.0, ..known(lead) };
        let outcome = several(&board, &picked, stage(to).id, facts);
        let here: Vec<LeadId> = board.columns.iter().flat_map(|c| &c.cards).map(|c| c.id).filter(|id| picked.contains(id)).collect();
        let mut sorted: Vec<LeadId> = outcome.go.iter().map(|c| c.id).chain(outcome.stay.iter().map(|(c, _)| c.id)).collect();
        prop_assert_eq!(sorted.len(), here.len());
        sorted.sort_unstable();
        sorted.dedup();
        prop_assert_eq!(sorted.len(), here.len());
        prop_assert!(outcome.stay.iter().all(|(_, gaps)| !gaps.is_empty()));
    }

    #[test]
    fn moving_several_keeps_every_card_and_every_sum(held in [0..9_usize, 0..9, 0..5], picked in prop::collection::hash_set(1..24_u128, 0..12), to in 0..3_usize, index in 0..12_usize) {
        let mut board = board(held);
        let (cents, target) = (board.open_cents(), stage(to));
        let all = |board: &Board| { let mut all: Vec<LeadId> = board.columns.iter().flat_map(|c| &c.cards).map(|c| c.id).collect(); all.sort_unstable(); all };
        let before = all(&board);
        let picked = ids(&picked.into_iter().collect::<Vec<_>>());
        let outcome = several(&board, &picked, target.id, known);
        let mut above = board.above(target.id, index, None, &picked);
        let top = above;
        for card in &outcome.go {
            prop_assert!(board.shift_below(card.id, target.id, above));
            above = Some(card.id);
        }
        prop_assert_eq!(all(&board), before);
        prop_assert_eq!(board.open_cents(), cents);
        // they stand together, in their order, right below the card they were dropped under
        let cards: Vec<LeadId> = board.column(target.id).map(|c| c.cards.iter().map(|c| c.id).collect()).unwrap_or_default();
        let at = top.map_or(0, |top| cards.iter().position(|id| *id == top).unwrap_or(0) + 1);
        let moved: Vec<LeadId> = outcome.go.iter().map(|c| c.id).collect();
        prop_assert_eq!(&cards[at..at + moved.len()], &moved[..]);
    }
}
