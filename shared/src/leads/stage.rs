//! What is written of a stage, and which fields of the organization's own it may ask for.
//!
//! A stage keeps the keys of the fields it asks for. They stay when a field is archived, so that it is asked for again
//! once the field is taken into use again; meanwhile nothing is asked.

use serde::{Deserialize, Serialize};
use validator::Validate;

use super::pipeline::{RequiredField, Stage, StageTone};
use super::types::LeadStatus;
use crate::customers::{CustomField, FieldOf};
use crate::input::check_name;
use crate::{Error, Result, StageId};

/// A stage as it is to be: added to a pipeline, or changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditStage {
    #[validate(length(max = 40), custom(function = check_name))]
    pub name: String,
    pub tone: StageTone,
    #[validate(range(min = 0, max = 10_000))]
    pub odds_bp: i32,
    #[validate(range(min = 1, max = 100_000))]
    pub wip_limit: Option<i32>,
    pub wip_hard: bool,
    #[validate(length(max = 8))]
    pub required: Vec<RequiredField>,
    #[validate(range(min = 1, max = 8760))]
    pub stall_hours: Option<i32>,
    /// The version of the pipeline it was seen in; a stage is added on it, and changed whatever it is without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<i32>,
    /// What a lead in it counts as; a stage that is changed keeps it without, and open stages stay open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<LeadStatus>,
    /// The keys of fields of the organization's own a lead needs here; as it was if nothing is said.
    #[validate(length(max = 60))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required_fields: Option<Vec<String>>,
}

impl EditStage {
    /// The stage as it is, seen in a version of its pipeline.
    pub fn of(stage: &Stage, version: i32) -> Self {
        Self {
            name: stage.name.clone(),
            tone: stage.tone,
            odds_bp: stage.odds_bp,
            wip_limit: stage.wip_limit,
            wip_hard: stage.wip_hard,
            required: stage.required.clone(),
            stall_hours: stage.stall_hours,
            version: Some(version),
            status: Some(stage.status),
            required_fields: Some(stage.fields.iter().map(|field| field.key.clone()).collect()),
        }
    }

    /// The stage it becomes, which counts as `status`, stands at `position` and asks for these fields.
    pub fn stage(&self, id: StageId, position: i32, status: LeadStatus, fields: Vec<CustomField>) -> Stage {
        Stage {
            id,
            name: self.name.trim().into(),
            tone: self.tone,
            position,
            status,
            odds_bp: self.odds_bp,
            wip_limit: self.wip_limit,
            wip_hard: self.wip_hard,
            required: self.required.clone(),
            stall_hours: self.stall_hours,
            fields,
        }
    }
}

/// The fields a stage is to ask for, in the order forms show them. `known` are the fields there are, `before` those it
/// asked for already: one of these may stay when it was archived since.
///
/// # Errors
/// `unknown_choice` of the field `required_fields` if a key is none of an active field of leads.
pub fn asked_of(known: &[CustomField], before: &[CustomField], wanted: &[String]) -> Result<Vec<CustomField>> {
    let stays = |field: &CustomField| !field.archived || before.iter().any(|one| one.key == field.key);
    let may: Vec<&CustomField> = known.iter().filter(|field| field.of == FieldOf::Lead && stays(field)).collect();
    if !wanted.iter().all(|key| may.iter().any(|field| field.key == *key)) {
        return Err(Error::field("required_fields", "unknown_choice"));
    }
    Ok(may.into_iter().filter(|field| wanted.contains(&field.key)).cloned().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::CustomFieldId;
    use crate::customers::{CustomValues, FieldKind};
    use crate::leads::pipeline::DEFAULT_STAGES;

    fn field(key: &str, of: FieldOf, archived: bool) -> CustomField {
        CustomField {
            id: CustomFieldId(uuid::Uuid::nil()),
            version: 1,
            of,
            key: key.into(),
            label: key.to_uppercase(),
            kind: FieldKind::Text,
            choices: Vec::new(),
            required: false,
            archived,
            on_form: false,
        }
    }

    fn keys(fields: &[CustomField]) -> Vec<&str> {
        fields.iter().map(|field| field.key.as_str()).collect()
    }

    fn asked(known: &[CustomField], before: &[CustomField], wanted: &[&str]) -> Result<Vec<CustomField>> {
        asked_of(known, before, &wanted.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_stage_may_ask_for_active_fields_of_leads_each_once_in_their_order() {
        let known = [field("dock", FieldOf::Lead, false), field("gate", FieldOf::Lead, false), field("trade", FieldOf::Account, false)];
        assert_eq!(keys(&asked(&known, &[], &["gate", "dock", "gate"]).expect("known")), ["dock", "gate"]);
        assert_eq!(keys(&asked(&known, &[], &[]).expect("nothing")), [""; 0]);
        for unknown in ["trade", "floor", ""] {
            assert_eq!(asked(&known, &[], &[unknown]).unwrap_err(), Error::field("required_fields", "unknown_choice"), "{unknown}");
        }
    }

    #[test]
    fn what_was_archived_stays_where_it_was_asked_for_and_comes_in_nowhere_else() {
        let known = [field("dock", FieldOf::Lead, true)];
        assert_eq!(keys(&asked(&known, &known, &["dock"]).expect("it stays")), ["dock"]);
        assert!(asked(&known, &known, &[]).expect("it goes").is_empty());
        assert!(asked(&known, &[], &["dock"]).is_err());
    }

    #[test]
    fn a_stage_misses_what_a_lead_does_not_say_and_nothing_that_is_archived() {
        let mut stage = DEFAULT_STAGES[2].stage(StageId(uuid::Uuid::nil()), 2);
        stage.fields = vec![field("dock", FieldOf::Lead, false), field("gate", FieldOf::Lead, false), field("old", FieldOf::Lead, true)];
        let said = CustomValues::from([("dock".to_owned(), "4".to_owned())]);
        let missing = |said: &CustomValues| stage.missing_fields(said).map(|field| field.key.clone()).collect::<Vec<_>>();
        assert_eq!(missing(&said), ["gate"]);
        assert_eq!(missing(&CustomValues::new()), ["dock", "gate"]);
    }

    #[test]
    fn a_stage_stored_before_it_could_ask_for_fields_still_reads() {
        let stage = DEFAULT_STAGES[2].stage(StageId(uuid::Uuid::nil()), 2);
        let told = serde_json::to_value(&stage).expect("json");
        assert!(told.get("fields").is_none(), "nothing is added to what was written before");
        assert_eq!(serde_json::from_value::<Stage>(told).expect("a stage"), stage);
        let edit = EditStage { required_fields: None, ..EditStage::of(&stage, 1) };
        let told = serde_json::to_value(&edit).expect("json");
        assert!(told.get("required_fields").is_none());
        assert_eq!(serde_json::from_value::<EditStage>(told).expect("an input"), edit);
    }
}
