//! Arranging pipelines: which stages one may have, in which order, and what is written to change that.
//!
//! Invariants: the statuses of a pipeline's stages never fall from one to the next, so that a card moved to the right
//! gets no further from the end; there is a stage for new, for quoted, for won and for lost leads, because leads are
//! put there by themselves; won and lost have one stage each.

use serde::{Deserialize, Serialize};
use validator::Validate;

use super::pipeline::Stage;
use super::types::LeadStatus;
use crate::input::check_name;
use crate::packs::ServiceLine;
use crate::{Error, PipelineId, Result, StageId};

mod said {
    crate::catalog_bilingual! {
        needs_new {
            "Inquiries come in at a stage that counts as new: a pipeline needs one." /
            "Les demandes arrivent à une étape « Nouvelle » : il en faut une dans un pipeline."
        }
        needs_quoted {
            "A lead moves to a stage that counts as quoted when its quote is made: a pipeline needs one." /
            "Une piste passe à une étape « Soumission faite » quand sa soumission est créée : il en faut une dans un pipeline."
        }
        needs_won {
            "An accepted quote moves its lead to the stage of won leads: a pipeline needs it." /
            "Une soumission acceptée fait passer sa piste à l'étape des pistes gagnées : un pipeline en a besoin."
        }
        needs_lost {
            "Lost leads go to a stage of their own: a pipeline needs it." /
            "Les pistes perdues vont à une étape qui leur est propre : un pipeline en a besoin."
        }
        one_end {
            "A pipeline has one stage of won leads and one of lost ones." /
            "Un pipeline a une seule étape de pistes gagnées et une seule de pistes perdues."
        }
        stage_order {
            "Stages stand in the order of what they count as: new, contacted, qualified, quoted, won, lost." /
            "Les étapes suivent l'ordre de ce pour quoi elles comptent : nouvelle, contactée, qualifiée, soumission faite, gagnée, perdue."
        }
    }
}

/// The most stages a pipeline has.
pub const MOST_STAGES: usize = 20;

/// The most pipelines an organization has, archived ones among them.
pub const MOST_PIPELINES: i64 = 30;

/// A pipeline to be added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewPipeline {
    #[validate(length(max = 40), custom(function = check_name))]
    pub name: String,
    pub service_line: ServiceLine,
    /// The pipeline its stages are copied from; without one it gets those every new organization starts with.
    #[serde(default)]
    pub copy_of: Option<PipelineId>,
}

/// Another name for a pipeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditPipeline {
    /// The version it was seen in.
    pub version: i32,
    #[validate(length(max = 40), custom(function = check_name))]
    pub name: String,
}

/// A pipeline as somebody saw it who makes it the one that takes the leads of its service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PreferPipeline {
    /// The version it was seen in.
    pub version: i32,
}

/// A pipeline put away, or taken out again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ArchivePipeline {
    /// The version it was seen in.
    pub version: i32,
    pub archived: bool,
}

/// The stages of a pipeline in another order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OrderStages {
    /// The version of the pipeline the order was made on.
    pub version: i32,
    /// All of them, the first one first.
    #[validate(length(min = 1, max = 100))]
    pub stages: Vec<StageId>,
}

/// A stage to be removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RemoveStage {
    /// The version of the pipeline it was seen in.
    pub version: i32,
    /// The stage of the same pipeline its leads go to; needed if it holds any.
    #[serde(default)]
    pub to: Option<StageId>,
}

/// Whether stages of these statuses, in this order, make a pipeline.
///
/// # Errors
/// A conflict: `stage_needed` if one is missing that leads are put into by themselves, `one_end` for a second won or
/// lost stage, `stage_order` if a status falls.
pub fn check_arrangement(statuses: &[LeadStatus]) -> Result<()> {
    use LeadStatus::{Converted, Lost, New, Quoted};
    let needed: [(LeadStatus, fn() -> String); 4] =
        [(New, said::needs_new), (Quoted, said::needs_quoted), (Converted, said::needs_won), (Lost, said::needs_lost)];
    for (status, why) in needed {
        if !statuses.contains(&status) {
            return Err(Error::conflict("stage_needed", why));
        }
    }
    if statuses.iter().filter(|status| !status.is_open()).count() > 2 {
        return Err(Error::conflict("one_end", said::one_end));
    }
    if !statuses.is_sorted() {
        return Err(Error::conflict("stage_order", said::stage_order));
    }
    Ok(())
}

/// Whether a pipeline can do without one of its stages, wherever the leads in it go.
///
/// # Errors
/// As [`check_arrangement`] of the others.
pub fn check_removal(stages: &[Stage], gone: StageId) -> Result<()> {
    let rest: Vec<LeadStatus> = stages.iter().filter(|stage| stage.id != gone).map(|stage| stage.status).collect();
    check_arrangement(&rest)
}

/// Whether an order names each stage of a pipeline once and makes a pipeline.
///
/// # Errors
/// `unknown_choice` of the field `stages` if it names others; otherwise as [`check_arrangement`].
pub fn check_order(stages: &[Stage], order: &[StageId]) -> Result<()> {
    let statuses: Option<Vec<LeadStatus>> =
        order.iter().map(|id| stages.iter().find(|stage| stage.id == *id).map(|stage| stage.status)).collect();
    let twice = order.iter().enumerate().any(|(at, id)| order[..at].contains(id));
    match statuses {
        Some(statuses) if order.len() == stages.len() && !twice => check_arrangement(&statuses),
        _ => Err(Error::field("stages", "unknown_choice")),
    }
}

/// Where a new stage of a status goes: behind all that count as no more.
pub fn place_for(stages: &[Stage], status: LeadStatus) -> usize {
    stages.iter().rposition(|stage| stage.status <= status).map_or(0, |at| at + 1)
}

/// The order after the stage at one place came to stand at another; none if nothing moves or stages cannot stand so.
pub fn reordered(stages: &[Stage], from: usize, to: usize) -> Option<Vec<StageId>> {
    if from == to || from >= stages.len() || to >= stages.len() {
        return None;
    }
    let mut order: Vec<&Stage> = stages.iter().collect();
    let one = order.remove(from);
    order.insert(to, one);
    order.is_sorted_by_key(|stage| stage.status).then(|| order.iter().map(|stage| stage.id).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leads::pipeline::DEFAULT_STAGES;
    use proptest::prelude::*;

    /// The stages a new organization has, and further open ones, each behind those that count as no more.
    fn stages(further: &[LeadStatus]) -> Vec<Stage> {
        let id = |n: usize| StageId(uuid::Uuid::from_u128(n as u128 + 1));
        let mut stages: Vec<Stage> = DEFAULT_STAGES.iter().enumerate().map(|(at, seed)| seed.stage(id(at), at as i32)).collect();
        for (n, status) in further.iter().enumerate() {
            let at = place_for(&stages, *status);
            let stage = Stage { id: id(100 + n), status: *status, ..stages[0].clone() };
            stages.insert(at, stage);
        }
        stages
    }

    fn statuses(stages: &[Stage]) -> Vec<LeadStatus> {
        stages.iter().map(|stage| stage.status).collect()
    }

    fn code(result: Result<()>) -> String {
        match result {
            Ok(()) => String::new(),
            Err(Error::Conflict { code, .. }) => code,
            Err(Error::Invalid(errors)) => errors.0.into_keys().collect(),
            Err(other) => format!("{other:?}"),
        }
    }

    #[test]
    fn the_stages_of_a_new_organization_make_a_pipeline() {
        assert_eq!(check_arrangement(&statuses(&stages(&[]))), Ok(()));
    }

    #[test]
    fn what_leads_are_put_into_by_themselves_stays_and_the_rest_may_go() {
        let stages = stages(&[]);
        let refused: Vec<String> = stages.iter().map(|stage| code(check_removal(&stages, stage.id))).collect();
        assert_eq!(refused, ["stage_needed", "", "", "stage_needed", "stage_needed", "stage_needed"]);
        // of two that count as new one may go
        let two = self::stages(&[LeadStatus::New]);
        assert_eq!(check_removal(&two, two[0].id), Ok(()));
    }

    #[test]
    fn won_and_lost_have_one_stage_each() {
        let mut all = statuses(&stages(&[]));
        all.push(LeadStatus::Lost);
        assert_eq!(code(check_arrangement(&all)), "one_end");
    }

    #[test]
    fn statuses_never_fall() {
        use LeadStatus::{Contacted, Converted, Lost, New, Quoted};
        assert_eq!(code(check_arrangement(&[New, Quoted, Contacted, Converted, Lost])), "stage_order");
        assert_eq!(code(check_arrangement(&[New, New, Quoted, Quoted, Converted, Lost])), "");
    }

    #[test]
    fn an_order_names_each_stage_once() {
        let stages = stages(&[LeadStatus::Contacted]);
        let ids: Vec<StageId> = stages.iter().map(|stage| stage.id).collect();
        assert_eq!(check_order(&stages, &ids), Ok(()));
        assert_eq!(code(check_order(&stages, &ids[1..])), "stages");
        let mut twice = ids.clone();
        twice[1] = ids[2];
        assert_eq!(code(check_order(&stages, &twice)), "stages");
        let mut fallen = ids.clone();
        fallen.swap(0, 1);
        assert_eq!(code(check_order(&stages, &fallen)), "stage_order");
        let mut alike = ids;
        alike.swap(1, 2);
        assert_eq!(check_order(&stages, &alike), Ok(()));
    }

    #[test]
    fn names_are_short_and_not_empty() {
        use crate::input::check;
        let named = |name: &str| check(&NewPipeline { name: name.into(), service_line: ServiceLine::Moving, copy_of: None });
        assert!(named("Long distance").is_ok());
        assert!(named(" ").is_err() && named(&"x".repeat(41)).is_err());
    }

    fn open() -> impl Strategy<Value = LeadStatus> {
        prop::sample::select(vec![LeadStatus::New, LeadStatus::Contacted, LeadStatus::Qualified, LeadStatus::Quoted])
    }

    proptest! {
        #[test]
        fn whatever_is_added_removed_and_put_elsewhere_stays_a_pipeline(
            further in prop::collection::vec(open(), 0..8),
            moves in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..20),
        ) {
            let mut stages = stages(&further);
            prop_assert_eq!(check_arrangement(&statuses(&stages)), Ok(()));
            for (from, to) in moves {
                let (from, to) = (from.index(stages.len()), to.index(stages.len()));
                if let Some(order) = reordered(&stages, from, to) {
                    prop_assert_eq!(check_order(&stages, &order), Ok(()));
                    stages.sort_by_key(|stage| order.iter().position(|id| *id == stage.id));
                    prop_assert_eq!(stages[to].id, order[to]);
                } else if check_removal(&stages, stages[from].id).is_ok() {
                    stages.remove(from);
                }
                prop_assert_eq!(check_arrangement(&statuses(&stages)), Ok(()));
            }
        }
    }
}
