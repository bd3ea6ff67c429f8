//! What is read of leads.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::journey::Journey;
use super::pipeline::Stage;
use super::score::ScoreReason;
use super::steps::{Awaits, Happened};
use crate::customers::{CustomValues, Duplicate, Owner};
use crate::packs::ServiceLine;
use crate::{AccountId, ActivityId, ContactId, IntakeId, JobId, LeadId, PipelineId, QuoteId, StageId};

crate::choice! {
    /// How an inquiry came in.
    LeadSource {
        Online = "online",
        Phone = "phone",
        Email = "email",
        Referral = "referral",
        WalkIn = "walk_in",
        WhatsApp = "whatsapp",
        Api = "api",
    }
}

crate::choice! {
    /// How soon somebody should act.
    Urgency { Low = "low", Medium = "medium", High = "high" }
}

crate::choice! {
    /// Where an inquiry stands.
    LeadStatus {
        New = "new",
        Contacted = "contacted",
        Qualified = "qualified",
        Quoted = "quoted",
        /// There is a job: a quote was accepted, or what was agreed needed none.
        Converted = "converted",
        Lost = "lost",
    }
}

impl LeadStatus {
    /// Whether there is still something to do for it.
    pub fn is_open(self) -> bool {
        !matches!(self, LeadStatus::Converted | LeadStatus::Lost)
    }
}

crate::choice! {
    /// Why an inquiry came to nothing.
    LostReason {
        Price = "price",
        Competitor = "competitor",
        NoCapacity = "no_capacity",
        NoAnswer = "no_answer",
        Postponed = "postponed",
        NotOurWork = "not_our_work",
        Duplicate = "duplicate",
        Spam = "spam",
        Other = "other",
    }
}

crate::choice! {
    /// What somebody does for a lead.
    ActivityKind {
        Call = "call",
        Email = "email",
        Meeting = "meeting",
        /// A look at the place before a quote; completing it advances the journey.
        Visit = "visit",
        Note = "note",
    }
}

crate::choice! {
    /// What came of it.
    Outcome {
        Reached = "reached",
        LeftMessage = "left_message",
        NoAnswer = "no_answer",
        Held = "held",
        NotHeld = "not_held",
    }
}

crate::choice! {
    /// The lists people work from.
    LeadView {
        All = "all",
        Mine = "mine",
        /// Came in within the last 30 days, whatever became of them.
        Recent = "recent",
        /// Steps due today or overdue, whatever became of the lead: a booking leaves some to be done. Of open leads only
        /// on a board, which has cards of no others.
        Due = "due",
        Unassigned = "unassigned",
        /// Score of at least 70.
        Hot = "hot",
    }
}

crate::choice! {
    /// What a list of leads is sorted by.
    LeadSort {
        Created = "created",
        Value = "value",
        Score = "score",
        Wanted = "wanted",
        /// When the next step is due; those without one come last.
        Next = "next",
    }
}

crate::choice! {
    /// How a lead got to its owner.
    AssignedBy {
        /// The owner of the customer it belongs to.
        Customer = "customer",
        RoundRobin = "round_robin",
        /// Whoever entered it keeps it.
        Creator = "creator",
        Hand = "hand",
        /// Nobody was there to take it.
        Nobody = "nobody",
    }
}

crate::choice! {
    /// What became of something a form sent.
    IntakeStatus { Received = "received", Accepted = "accepted", Spam = "spam", Failed = "failed" }
}

/// The next thing planned for a lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NextStep {
    pub id: ActivityId,
    pub kind: ActivityKind,
    pub what: String,
    pub due_at: DateTime<Utc>,
}

/// A lead in lists and on the board.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LeadRow {
    pub id: LeadId,
    pub version: i32,
    /// `L-00001`.
    pub number: String,
    pub name: String,
    pub company: Option<String>,
    pub service_line: ServiceLine,
    pub source: LeadSource,
    pub urgency: Urgency,
    pub status: LeadStatus,
    pub pipeline_id: PipelineId,
    pub stage_id: StageId,
    pub stage: String,
    /// Place among the cards of the stage; compares as text.
    pub rank: String,
    pub wanted_on: Option<NaiveDate>,
    pub origin: Option<String>,
    pub destination: Option<String>,
    pub passengers: Option<i32>,
    pub vehicle_type: Option<String>,
    pub value_cents: Option<i64>,
    pub owner: Option<Owner>,
    pub next_step: Option<NextStep>,
    pub score: i32,
    pub reasons: Vec<ScoreReason>,
    pub quote_id: Option<QuoteId>,
    /// What stands in the organization's own fields.
    #[serde(default, skip_serializing_if = "CustomValues::is_empty")]
    pub custom: CustomValues,
    pub created_at: DateTime<Utc>,
    pub stage_since: DateTime<Utc>,
}

impl LeadRow {
    /// What people call it: the company, or the person.
    pub fn title(&self) -> &str {
        self.company.as_deref().filter(|c| !c.is_empty()).unwrap_or(&self.name)
    }
}

/// A lead with everything its page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Lead {
    #[serde(flatten)]
    pub row: LeadRow,
    /// None as well for those without the right to personal data.
    pub email: Option<String>,
    pub phone: Option<String>,
    /// Tag of the language the customer used.
    pub locale: String,
    pub notes: String,
    pub account_id: Option<AccountId>,
    pub account: Option<String>,
    pub contact_id: Option<ContactId>,
    pub job_id: Option<JobId>,
    pub intake_id: Option<IntakeId>,
    pub lost_reason: Option<LostReason>,
    pub lost_note: Option<String>,
    pub first_touch_at: Option<DateTime<Utc>>,
    pub assigned_by: Option<AssignedBy>,
    /// The reason of the assignment in a sentence.
    pub assigned_why: Option<String>,
    /// When it moves on unless somebody gets to it, or when somebody can take it who can not now.
    pub queue_at: Option<DateTime<Utc>>,
    pub stages: Vec<Stage>,
    pub journey: Journey,
    pub activities: Vec<Activity>,
    pub history: Vec<StageVisit>,
    pub duplicates: Vec<Duplicate>,
}

/// A call, e-mail, meeting, visit or note, done or planned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Activity {
    pub id: ActivityId,
    pub lead_id: LeadId,
    pub kind: ActivityKind,
    pub body: String,
    pub outcome: Option<Outcome>,
    /// When it is planned for; none for what was simply logged.
    pub due_at: Option<DateTime<Utc>>,
    pub done_at: Option<DateTime<Utc>>,
    /// What ends it by itself while it is open; none if only a person can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub awaits: Option<Awaits>,
    /// What ended it by itself; none if a person did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Happened>,
    pub by: Option<Owner>,
    pub created_at: DateTime<Utc>,
}

/// A stay of a lead in a stage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StageVisit {
    pub stage_id: StageId,
    pub stage: String,
    pub entered_at: DateTime<Utc>,
    pub left_at: Option<DateTime<Utc>>,
    pub by: String,
    /// Why a full stage took one more, or why it was lost.
    pub reason: Option<String>,
}

/// What a public form sent, as it came.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Intake {
    pub id: IntakeId,
    pub source: LeadSource,
    /// Name of the source it was sent to by a program.
    pub via: Option<String>,
    pub status: IntakeStatus,
    pub problem: Option<String>,
    pub payload: serde_json::Value,
    pub lead_id: Option<LeadId>,
    pub received_at: DateTime<Utc>,
}

/// How many leads each view holds; more than [a thousand](crate::page::COUNTED) are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ViewCounts {
    pub all: i64,
    pub mine: i64,
    pub recent: i64,
    pub due: i64,
    pub unassigned: i64,
    pub hot: i64,
}

impl ViewCounts {
    /// The count of one view.
    pub fn of(&self, view: LeadView) -> i64 {
        match view {
            LeadView::All => self.all,
            LeadView::Mine => self.mine,
            LeadView::Recent => self.recent,
            LeadView::Due => self.due,
            LeadView::Unassigned => self.unassigned,
            LeadView::Hot => self.hot,
        }
    }

    /// The same, to be set.
    pub fn of_mut(&mut self, view: LeadView) -> &mut i64 {
        match view {
            LeadView::All => &mut self.all,
            LeadView::Mine => &mut self.mine,
            LeadView::Recent => &mut self.recent,
            LeadView::Due => &mut self.due,
            LeadView::Unassigned => &mut self.unassigned,
            LeadView::Hot => &mut self.hot,
        }
    }
}

/// A page of leads with the counts of the views beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LeadList {
    pub page: crate::Page<LeadRow>,
    pub counts: ViewCounts,
}
