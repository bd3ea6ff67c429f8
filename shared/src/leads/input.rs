//! What may be written of leads.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use super::types::{ActivityKind, Lead, LeadSource, LostReason, Outcome, Urgency};
use crate::customers::CustomValues;
use crate::customers::custom::check_custom;
use crate::identity::BusinessHours;
use crate::input::{check_line, check_name, check_optional_email, check_optional_name, check_optional_phone, check_text};
use crate::money::MAX_CENTS;
use crate::packs::ServiceLine;
use crate::{LeadId, MemberId, StageId};

/// The most passengers one inquiry can be for.
pub const MAX_PASSENGERS: i32 = 5000;

/// A lead entered by hand or by the API.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewLead {
    #[validate(custom(function = check_name))]
    pub name: String,
    #[validate(custom(function = check_optional_name))]
    pub company: Option<String>,
    #[validate(custom(function = check_optional_email))]
    pub email: Option<String>,
    #[validate(length(max = 40), custom(function = check_optional_phone))]
    pub phone: Option<String>,
    pub service_line: ServiceLine,
    pub source: LeadSource,
    pub urgency: Urgency,
    /// The day the work is wanted.
    pub wanted_on: Option<NaiveDate>,
    #[validate(custom(function = check_line))]
    pub origin: Option<String>,
    #[validate(custom(function = check_line))]
    pub destination: Option<String>,
    #[validate(range(min = 1, max = MAX_PASSENGERS))]
    pub passengers: Option<i32>,
    #[validate(custom(function = check_optional_name))]
    pub vehicle_type: Option<String>,
    /// What it may be worth, in cents of the organization's currency.
    #[validate(range(min = 0, max = MAX_CENTS))]
    pub value_cents: Option<i64>,
    #[validate(custom(function = check_text))]
    #[serde(default)]
    pub notes: String,
    /// Whom to give it to; by default a lead entered by hand stays with who entered it, others go to the queue.
    pub owner: Option<MemberId>,
    /// The stage to start in; by default the first of the pipeline.
    pub stage: Option<StageId>,
    /// What stands in the organization's own fields.
    #[validate(custom(function = check_custom))]
    #[serde(default)]
    pub custom: CustomValues,
}

/// Changes to a lead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditLead {
    /// The version the change was made on.
    pub version: i32,
    #[validate(custom(function = check_name))]
    pub name: String,
    #[validate(custom(function = check_optional_name))]
    pub company: Option<String>,
    #[validate(custom(function = check_optional_email))]
    pub email: Option<String>,
    #[validate(length(max = 40), custom(function = check_optional_phone))]
    pub phone: Option<String>,
    pub source: LeadSource,
    pub urgency: Urgency,
    pub wanted_on: Option<NaiveDate>,
    #[validate(custom(function = check_line))]
    pub origin: Option<String>,
    #[validate(custom(function = check_line))]
    pub destination: Option<String>,
    #[validate(range(min = 1, max = MAX_PASSENGERS))]
    pub passengers: Option<i32>,
    #[validate(custom(function = check_optional_name))]
    pub vehicle_type: Option<String>,
    #[validate(range(min = 0, max = MAX_CENTS))]
    pub value_cents: Option<i64>,
    #[validate(custom(function = check_text))]
    pub notes: String,
    /// What changes in the organization's own fields; an empty text clears, what is not named stays.
    #[validate(custom(function = check_custom))]
    #[serde(default)]
    pub custom: CustomValues,
}

impl EditLead {
    /// A lead as it is, to change some of it.
    pub fn of(lead: &Lead) -> Self {
        let row = lead.row.clone();
        Self {
            version: row.version,
            name: row.name,
            company: row.company,
            email: lead.email.clone(),
            phone: lead.phone.clone(),
            source: row.source,
            urgency: row.urgency,
            wanted_on: row.wanted_on,
            origin: row.origin,
            destination: row.destination,
            passengers: row.passengers,
            vehicle_type: row.vehicle_type,
            value_cents: row.value_cents,
            notes: lead.notes.clone(),
            custom: row.custom,
        }
    }
}

/// Moving a card, with whatever the target stage asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MoveLead {
    /// The version the card was seen in.
    pub version: i32,
    pub stage: StageId,
    /// The card it comes to stand below; none puts it on top.
    pub below: Option<LeadId>,
    /// Why a full stage takes one more.
    #[validate(length(max = 300), custom(function = check_line))]
    pub wip_reason: Option<String>,
    pub lost_reason: Option<LostReason>,
    #[validate(length(max = 2000), custom(function = check_text))]
    pub lost_note: Option<String>,
    pub wanted_on: Option<NaiveDate>,
    #[validate(custom(function = check_line))]
    pub origin: Option<String>,
    #[validate(custom(function = check_line))]
    pub destination: Option<String>,
    #[validate(range(min = 1, max = MAX_PASSENGERS))]
    pub passengers: Option<i32>,
    #[validate(range(min = 0, max = MAX_CENTS))]
    pub value_cents: Option<i64>,
    #[validate(custom(function = check_optional_email))]
    pub email: Option<String>,
    #[validate(length(max = 40), custom(function = check_optional_phone))]
    pub phone: Option<String>,
    /// What it says from now on in fields of the organization's own, by their keys; an empty text changes nothing.
    #[validate(custom(function = check_custom))]
    #[serde(default, skip_serializing_if = "CustomValues::is_empty")]
    pub custom: CustomValues,
}

impl MoveLead {
    /// A plain move.
    pub fn to(version: i32, stage: StageId, below: Option<LeadId>) -> Self {
        Self {
            version,
            stage,
            below,
            wip_reason: None,
            lost_reason: None,
            lost_note: None,
            wanted_on: None,
            origin: None,
            destination: None,
            passengers: None,
            value_cents: None,
            email: None,
            phone: None,
            custom: CustomValues::new(),
        }
    }

    /// The texts of `custom` that say something.
    pub fn filled_custom(&self) -> CustomValues {
        self.custom.iter().filter(|(_, text)| !text.trim().is_empty()).map(|(key, text)| (key.clone(), text.clone())).collect()
    }
}

/// Giving a lead to somebody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AssignLead {
    pub version: i32,
    /// None sends it back to the queue.
    pub owner: Option<MemberId>,
    #[validate(length(max = 300), custom(function = check_line))]
    pub reason: Option<String>,
}

/// Something done or planned for a lead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewActivity {
    pub kind: ActivityKind,
    #[validate(length(min = 1), custom(function = check_body))]
    pub body: String,
    pub outcome: Option<Outcome>,
    /// Plans it for then; without it, it was done just now.
    pub due_at: Option<DateTime<Utc>>,
    /// The next step that came of it.
    #[validate(nested)]
    pub follow_up: Option<FollowUp>,
}

/// The next step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FollowUp {
    pub kind: ActivityKind,
    #[validate(custom(function = check_name))]
    pub what: String,
    pub due_at: DateTime<Utc>,
}

/// What came of a planned step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CompleteActivity {
    pub outcome: Option<Outcome>,
    #[validate(length(max = 5000), custom(function = check_text))]
    pub note: Option<String>,
    #[validate(nested)]
    pub follow_up: Option<FollowUp>,
}

/// What a public form sends. Everything is text, as people typed it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Capture {
    #[validate(custom(function = check_name))]
    pub name: String,
    #[validate(custom(function = check_optional_name))]
    pub company: String,
    #[validate(custom(function = check_optional_email))]
    pub email: String,
    #[validate(length(max = 40), custom(function = check_optional_phone))]
    pub phone: String,
    #[validate(length(max = 40), custom(function = check_line))]
    pub service_line: String,
    #[validate(length(max = 40), custom(function = check_line))]
    pub wanted_on: String,
    #[validate(custom(function = check_line))]
    pub origin: String,
    #[validate(custom(function = check_line))]
    pub destination: String,
    #[validate(length(max = 10), custom(function = check_line))]
    pub passengers: String,
    /// The kind of vehicle they have in mind.
    #[validate(custom(function = check_optional_name))]
    #[serde(skip_serializing_if = "String::is_empty")]
    pub vehicle_type: String,
    /// What they say in the organization's own fields, by their keys.
    #[validate(custom(function = check_custom))]
    #[serde(skip_serializing_if = "CustomValues::is_empty")]
    pub custom: CustomValues,
    #[validate(length(max = 4000), custom(function = check_text))]
    pub notes: String,
    /// Hidden from people; what fills it is no person.
    #[validate(length(max = 500))]
    pub website: String,
}

/// A member's place in the queue leads are given out by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditTurn {
    pub active: bool,
    #[validate(range(min = 0, max = 10_000))]
    pub position: i32,
    /// At most so many a day.
    #[validate(range(min = 1, max = 1000))]
    pub max_per_day: Option<i32>,
    /// Away from this day on; without one, from now on if there is an end.
    pub away_from: Option<NaiveDate>,
    /// Away until this day, inclusive; without one, until further notice if there is a beginning.
    pub away_until: Option<NaiveDate>,
    /// Who gets the leads of their customers meanwhile.
    pub deputy: Option<MemberId>,
    /// Takes leads in these hours only, on the clock of the organization; at any time without.
    #[validate(custom(function = crate::identity::check_hours))]
    pub hours: Option<BusinessHours>,
    /// Takes leads of these services only; of all if none is named.
    #[serde(default)]
    #[validate(length(max = 10))]
    pub lines: Vec<ServiceLine>,
}

impl EditTurn {
    /// Takes leads at any time, at this place of the queue.
    pub fn at(position: i32) -> Self {
        Self { active: true, position, max_per_day: None, away_from: None, away_until: None, deputy: None, hours: None, lines: Vec::new() }
    }

    /// The rules that concern more than one field.
    pub fn check_absence(&self) -> crate::Result<()> {
        match (self.away_from, self.away_until) {
            (Some(from), Some(until)) if until < from => Err(crate::Error::field("away_until", "before_start")),
            _ => Ok(()),
        }
    }
}

/// What holds for the queue as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditQueue {
    /// A lead nobody gets to within so many minutes of work moves on; none if it stays.
    #[validate(range(min = 5, max = 20_160))]
    pub return_minutes: Option<i32>,
}

fn check_body(body: &str) -> Result<(), ValidationError> {
    crate::input::check_required(body)?;
    if body.chars().count() > 5000 {
        let mut error = ValidationError::new("too_long");
        error.add_param("max".into(), &5000);
        return Err(error);
    }
    check_text(body)
}
