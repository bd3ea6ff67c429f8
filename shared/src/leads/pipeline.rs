//! Pipelines and their stages: what an organization arranges, and what it starts with.

use serde::{Deserialize, Serialize};

use super::types::LeadStatus;
use crate::customers::{CustomField, CustomValues};
use crate::packs::ServiceLine;
use crate::{PipelineId, StageId};

crate::choice! {
    /// The colour of a stage, always beside its name.
    StageTone {
        Neutral = "neutral",
        Info = "info",
        Violet = "violet",
        Brand = "brand",
        Warning = "warning",
        Success = "success",
        Danger = "danger",
    }
}

crate::choice! {
    /// What a stage may ask of a lead before it takes it.
    RequiredField {
        WantedOn = "wanted_on",
        Origin = "origin",
        Destination = "destination",
        Passengers = "passengers",
        Value = "value",
        /// An e-mail address or a phone number.
        Contact = "contact",
        Owner = "owner",
        Quote = "quote",
    }
}

/// A column of a pipeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Stage {
    pub id: StageId,
    pub name: String,
    pub tone: StageTone,
    pub position: i32,
    /// What a lead in this stage counts as.
    pub status: LeadStatus,
    /// How likely a lead of this stage is to be won, in basis points (5000 is 50 %).
    pub odds_bp: i32,
    /// How many leads it takes, if there is a limit.
    pub wip_limit: Option<i32>,
    /// Whether the limit refuses; otherwise it asks for a reason.
    pub wip_hard: bool,
    pub required: Vec<RequiredField>,
    /// Hours after which a lead counts as stalled here.
    pub stall_hours: Option<i32>,
    /// Fields of the organization's own it asks for besides, as they are now. One that was archived is kept among them
    /// and asked for no more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<CustomField>,
}

impl Stage {
    /// The fields of the organization's own it asks for: those that are not archived.
    pub fn asked_fields(&self) -> impl Iterator<Item = &CustomField> {
        self.fields.iter().filter(|field| !field.archived)
    }

    /// Those of them a lead that says this says nothing in.
    pub fn missing_fields(&self, said: &CustomValues) -> impl Iterator<Item = &CustomField> {
        self.asked_fields().filter(move |field| !said.contains_key(&field.key))
    }
}

/// A sequence of stages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Pipeline {
    pub id: PipelineId,
    pub version: i32,
    pub name: String,
    pub service_line: ServiceLine,
    pub stages: Vec<Stage>,
    /// Whether it takes the leads of its service that name no stage.
    #[serde(default)]
    pub is_default: bool,
    /// Put away: nothing is open in it, and nothing comes into it.
    #[serde(default)]
    pub archived: bool,
}

/// A stage as a pack brings it, before it has an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageSeed {
    pub name: &'static str,
    pub tone: StageTone,
    pub status: LeadStatus,
    pub odds_bp: i32,
    pub wip_limit: Option<i32>,
    pub required: &'static [RequiredField],
    pub stall_hours: Option<i32>,
}

impl StageSeed {
    /// The stage it becomes.
    pub fn stage(&self, id: StageId, position: i32) -> Stage {
        Stage {
            id,
            name: self.name.into(),
            tone: self.tone,
            position,
            status: self.status,
            odds_bp: self.odds_bp,
            wip_limit: self.wip_limit,
            wip_hard: false,
            required: self.required.to_vec(),
            stall_hours: self.stall_hours,
            fields: Vec::new(),
        }
    }
}

/// The stages every new pipeline starts with.
pub const DEFAULT_STAGES: [StageSeed; 6] = {
    use LeadStatus::*;
    const fn seed(name: &'static str, tone: StageTone, status: LeadStatus, odds_bp: i32) -> StageSeed {
        StageSeed { name, tone, status, odds_bp, wip_limit: None, required: &[], stall_hours: None }
    }
    [
        StageSeed { stall_hours: Some(24), ..seed("New", StageTone::Neutral, New, 1000) },
        StageSeed { wip_limit: Some(15), stall_hours: Some(72), ..seed("Contacted", StageTone::Info, Contacted, 2500) },
        StageSeed {
            wip_limit: Some(12),
            stall_hours: Some(120),
            required: &[RequiredField::Contact, RequiredField::WantedOn],
            ..seed("Qualified", StageTone::Violet, Qualified, 5000)
        },
        StageSeed {
            stall_hours: Some(168),
            required: &[RequiredField::Contact, RequiredField::WantedOn, RequiredField::Quote],
            ..seed("Quoted", StageTone::Brand, Quoted, 7000)
        },
        seed("Won", StageTone::Success, Converted, 10_000),
        seed("Lost", StageTone::Danger, Lost, 0),
    ]
};
