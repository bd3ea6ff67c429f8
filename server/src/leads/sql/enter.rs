//! Entering leads.

use chrono::{DateTime, NaiveDate, Utc};
use shared::customers::CustomValues;
use shared::leads::{AssignedBy, LeadSource, LeadStatus, Score, Urgency};
use shared::packs::ServiceLine;
use shared::{AccountId, ContactId, IntakeId, LeadId, MemberId, PipelineId, Result, StageId};
use sqlx::types::Json;
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use super::record::{COLUMNS, JOINS, Record};
use crate::db::{Tx, push_lead_number};

/// A lead to be written.
pub(crate) struct NewRecord {
    pub id: LeadId,
    pub pipeline: PipelineId,
    pub stage: StageId,
    pub status: LeadStatus,
    pub rank: String,
    pub name: String,
    pub company: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// E-mail and phone in the form they are compared in.
    pub forms: (Option<String>, Option<String>),
    pub locale: &'static str,
    pub source: LeadSource,
    pub urgency: Urgency,
    pub service_line: ServiceLine,
    pub wanted_on: Option<NaiveDate>,
    pub origin: Option<String>,
    pub destination: Option<String>,
    pub passengers: Option<i32>,
    pub vehicle_type: Option<String>,
    pub value_cents: Option<i64>,
    pub notes: String,
    pub owner: Option<MemberId>,
    pub how: AssignedBy,
    pub why: String,
    pub account: Option<AccountId>,
    pub contact: Option<ContactId>,
    pub intake: Option<IntakeId>,
    /// When the queue looks at it again.
    pub queue_at: Option<DateTime<Utc>>,
    pub custom: CustomValues,
}

/// Writes a lead with its number, its stay in its stage and the decision on who has it, in one statement: from the
/// number on, whoever enters another one waits for this transaction. The lead as it is then.
pub(crate) async fn insert_lead(tx: &mut Tx, l: &NewRecord, score: &Score) -> Result<Record> {
    let org = tx.org();
    let (by, now) = (tx.cx.actor.name().to_string(), tx.now());
    let mut query = QueryBuilder::<Postgres>::new("with n as (");
    push_lead_number(&mut query, org);
    query.push(
        "), l as (insert into leads (number, org_id, id, pipeline_id, stage_id, status, rank, name, company, email, email_norm, phone, phone_e164, locale, source, urgency,
             service_line, wanted_on, origin, destination, passengers, vehicle_type, value_cents, notes, owner_id, assigned_by, assigned_why, account_id, contact_id,
             intake_id, moved_by, stage_since, moved_at, created_at, queue_at, custom, score, score_reasons) select n.number, ",
    );
    query
        .separated(", ")
        .push_bind(org.0)
        .push_bind(l.id.0)
        .push_bind(l.pipeline.0)
        .push_bind(l.stage.0)
        .push_bind(l.status.key())
        .push_bind(&l.rank)
        .push_bind(&l.name)
        .push_bind(&l.company)
        .push_bind(&l.email)
        .push_bind(&l.forms.0)
        .push_bind(&l.phone)
        .push_bind(&l.forms.1)
        .push_bind(l.locale)
        .push_bind(l.source.key())
        .push_bind(l.urgency.key())
        .push_bind(l.service_line.key())
        .push_bind(l.wanted_on)
        .push_bind(&l.origin)
        .push_bind(&l.destination)
        .push_bind(l.passengers)
        .push_bind(&l.vehicle_type)
        .push_bind(l.value_cents)
        .push_bind(&l.notes)
        .push_bind(l.owner.map(|o| o.0))
        .push_bind(l.how.key())
        .push_bind(&l.why)
        .push_bind(l.account.map(|a| a.0))
        .push_bind(l.contact.map(|c| c.0))
        .push_bind(l.intake.map(|i| i.0))
        .push_bind(&by)
        .push_bind(now)
        .push_bind(now)
        .push_bind(now)
        .push_bind(l.queue_at)
        .push_bind(Json(&l.custom))
        .push_bind(score.points)
        .push_bind(Json(&score.reasons));
    query.push(" from n returning *), v as (insert into stage_visits (org_id, id, lead_id, stage_id, entered_at, by) values (");
    query.separated(", ").push_bind(org.0).push_bind(Uuid::now_v7()).push_bind(l.id.0).push_bind(l.stage.0).push_bind(now).push_bind(&by);
    query.push(")), g as (insert into lead_assignments (org_id, id, lead_id, member_id, how, why, by, created_at) values (");
    query
        .separated(", ")
        .push_bind(org.0)
        .push_bind(Uuid::now_v7())
        .push_bind(l.id.0)
        .push_bind(l.owner.map(|o| o.0))
        .push_bind(l.how.key())
        .push_bind(&l.why)
        .push_bind(&by)
        .push_bind(now);
    query.push(")) select ").push(COLUMNS).push(" from l").push(JOINS);
    Ok(query.build_query_as::<Record>().fetch_one(tx.db()?).await?)
}
