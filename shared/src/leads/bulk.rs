//! One act on several leads at once, and what came of each.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::types::{ActivityKind, LostReason};
use crate::input::{check_line, check_name, check_text};
use crate::{Error, LeadId, MemberId, StageId};

/// A lead as somebody saw it when they chose it: what changed since is not decided over their head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SeenLead {
    pub id: LeadId,
    pub version: i32,
}

/// Leads given to a member.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GiveLeads {
    #[validate(length(min = 1, max = 200))]
    pub leads: Vec<SeenLead>,
    /// None sends them back to the queue.
    pub owner: Option<MemberId>,
}

/// Leads moved into a stage of their pipeline, the first of them on top.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MoveLeads {
    #[validate(length(min = 1, max = 200))]
    pub leads: Vec<SeenLead>,
    pub stage: StageId,
    /// Why a full stage takes more.
    #[serde(default)]
    #[validate(length(max = 300), custom(function = check_line))]
    pub wip_reason: Option<String>,
}

/// Leads that came to nothing: each goes to the lost stage of its pipeline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LoseLeads {
    #[validate(length(min = 1, max = 200))]
    pub leads: Vec<SeenLead>,
    pub reason: LostReason,
    #[serde(default)]
    #[validate(length(max = 2000), custom(function = check_text))]
    pub note: Option<String>,
}

/// The same next step planned for each of several leads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanLeads {
    #[validate(length(min = 1, max = 200))]
    pub leads: Vec<LeadId>,
    pub kind: ActivityKind,
    #[validate(custom(function = check_name))]
    pub what: String,
    pub due_at: DateTime<Utc>,
}

/// What came of one lead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LeadOutcome {
    pub lead: LeadId,
    /// The version it has now, on which the act can be taken back; none when nothing was done.
    pub version: Option<i32>,
    /// Why nothing was done to it; none when it is done.
    pub refused: Option<Error>,
}

/// What came of each lead, in the order they were named in; one named twice is answered once.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LeadOutcomes {
    pub leads: Vec<LeadOutcome>,
}

impl LeadOutcomes {
    /// Those it is done to, each with the version that made.
    pub fn done(&self) -> impl Iterator<Item = (LeadId, i32)> {
        self.leads.iter().filter(|one| one.refused.is_none()).filter_map(|one| Some((one.lead, one.version?)))
    }

    /// Those it is not done to, with the reason.
    pub fn refused(&self) -> impl Iterator<Item = (LeadId, &Error)> {
        self.leads.iter().filter_map(|one| Some((one.lead, one.refused.as_ref()?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::check;

    fn seen(n: u128) -> Vec<SeenLead> {
        (0..n).map(|n| SeenLead { id: LeadId(uuid::Uuid::from_u128(n)), version: 1 }).collect()
    }

    #[test]
    fn a_call_names_one_lead_at_least_and_two_hundred_at_most() {
        let give = |n| check(&GiveLeads { leads: seen(n), owner: None });
        assert!(give(1).is_ok() && give(200).is_ok());
        assert!(give(0).is_err() && give(201).is_err());
    }

    #[test]
    fn a_step_says_what_is_to_be_done() {
        let plan = |what: &str| {
            let leads = seen(1).into_iter().map(|one| one.id).collect();
            check(&PlanLeads { leads, kind: ActivityKind::Call, what: what.into(), due_at: DateTime::UNIX_EPOCH })
        };
        assert!(plan("Ask about the date").is_ok());
        assert!(plan("  ").is_err() && plan(&"x".repeat(500)).is_err() && plan("a\0b").is_err());
    }

    #[test]
    fn reasons_are_as_long_as_those_of_one_lead() {
        let stage = StageId(uuid::Uuid::nil());
        let moved = |reason: &str| check(&MoveLeads { leads: seen(1), stage, wip_reason: Some(reason.into()) });
        assert!(moved("Fair").is_ok() && moved(&"x".repeat(301)).is_err());
        let lost = |note: &str| check(&LoseLeads { leads: seen(1), reason: LostReason::Price, note: Some(note.into()) });
        assert!(lost("Went elsewhere").is_ok() && lost(&"x".repeat(2001)).is_err());
    }

    #[test]
    fn an_outcome_tells_the_done_from_the_refused() {
        let [one, two] = [seen(2)[0].id, seen(2)[1].id];
        let all = LeadOutcomes {
            leads: vec![
                LeadOutcome { lead: one, version: Some(4), refused: None },
                LeadOutcome { lead: two, version: None, refused: Some(Error::NotFound) },
            ],
        };
        assert_eq!(all.done().collect::<Vec<_>>(), [(one, 4)]);
        assert_eq!(all.refused().collect::<Vec<_>>(), [(two, &Error::NotFound)]);
    }
}
