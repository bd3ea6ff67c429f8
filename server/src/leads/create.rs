//! Making leads: by hand, by the API and out of public forms.

use serde_json::json;
use shared::access::Action;
use shared::customers::{CustomValues, FieldOf, NewCustomer, read_values};
use shared::input::{check, filled};
use shared::leads::rules::rank_between;
use shared::leads::{AssignedBy, Lead, LeadSource, LeadStatus, NewLead, events};
use shared::text::Locale;
use shared::{Error, IntakeId, LeadId, PipelineId, Result};

use super::assign::Given;
use super::{Fact, alike, assign, load, rescore, sql, stage_for};
use crate::begin;
use crate::customers;
use crate::cx::{Actor, Cx};
use crate::db::{Numbered, Tx};

/// Enters a lead by hand or by the API.
pub async fn create(cx: &Cx, mut input: NewLead) -> Result<Lead> {
    cx.may(Action::LeadsEdit)?;
    check(&input)?;
    if input.owner.is_some() && input.owner != cx.member() {
        cx.may(Action::LeadsAssign)?;
    }
    let mut tx = begin!(cx);
    // the slowest question comes first: from the lead's number on, whoever enters another one waits for this transaction
    let (name, company) = (input.name.clone(), input.company.clone());
    let alike = alike(cx, &mut tx, &NewCustomer { name, company, email: input.email.clone(), phone: input.phone.clone() }).await?;
    let fields = customers::lead_fields(&mut tx).await?;
    input.custom = read_values(&fields, FieldOf::Lead, &CustomValues::new(), &input.custom)?;
    let id = insert(cx, &mut tx, input, cx.request.locale, None).await?;
    let record = sql::record(&mut tx, id).await?;
    let lead = load(cx, &mut tx, record, alike).await?;
    tx.commit(lead).await
}

/// Makes a lead in the caller's transaction: recognises the customer, decides on the owner, puts it on top of its
/// stage, scores it. What stands in the organization's own fields was read by them already.
pub(super) async fn insert(cx: &Cx, tx: &mut Tx, input: NewLead, locale: Locale, intake: Option<IntakeId>) -> Result<LeadId> {
    let pipeline = pipeline_of(tx, &input).await?;
    let stages = sql::stages_held(tx, pipeline).await?;
    let stage = match input.stage {
        Some(wanted) => stages.iter().find(|s| s.id == wanted).ok_or_else(|| Error::field("stage", "unknown_choice"))?,
        None => stage_for(&stages, LeadStatus::New).or(stages.first()).ok_or_else(|| Error::field("service_line", "not_applicable"))?,
    };
    if !stage.status.is_open() {
        return Err(Error::field("stage", "not_applicable"));
    }
    let known = customers::find(tx, input.email.as_deref(), input.phone.as_deref()).await?;
    let given = owner_of(cx, tx, &input, known.as_ref()).await?;
    let id = cx.id::<LeadId>();
    let (_, top) = sql::neighbours(tx, stage.id, None, id).await?;
    let number = tx.next_number(Numbered::Lead).await?;
    let text = |t: &Option<String>| t.as_deref().and_then(filled);
    let record = sql::NewRecord {
        id,
        number: number.clone(),
        pipeline,
        stage: stage.id,
        status: stage.status,
        rank: rank_between(None, top.as_deref()),
        name: input.name.trim().to_string(),
        company: text(&input.company),
        email: text(&input.email),
        phone: text(&input.phone),
        forms: customers::forms(&input.email, &input.phone),
        locale: locale.tag(),
        source: input.source,
        urgency: input.urgency,
        service_line: input.service_line,
        wanted_on: input.wanted_on,
        origin: text(&input.origin),
        destination: text(&input.destination),
        passengers: input.passengers,
        vehicle_type: text(&input.vehicle_type),
        value_cents: input.value_cents,
        notes: input.notes.trim().to_string(),
        owner: given.owner,
        how: given.how,
        why: given.why.clone(),
        account: known.as_ref().map(|k| k.account),
        contact: known.as_ref().map(|k| k.contact),
        intake,
        queue_at: given.queue_at,
        custom: input.custom,
    };
    sql::insert_lead(tx, &record).await?;
    sql::enter_stage(tx, id, stage.id, cx.actor.name(), None).await?;
    sql::insert_assignment(tx, id, given.owner, given.how, &given.why).await?;
    let account = record.account;
    tx.record(
        Fact::new(events::CREATED, id)
            .account(account)
            .version(1)
            .data(json!({ "number": number, "name": record.name, "source": record.source, "stage": stage.name })),
    )
    .await?;
    let data = json!({ "to": given.owner, "how": given.how, "why": given.why });
    tx.record(Fact::new(events::ASSIGNED, id).account(account).version(1).data(data)).await?;
    rescore(tx, id).await?;
    Ok(id)
}

/// The pipeline of the stage that was named, or the one that takes the leads of the service.
async fn pipeline_of(tx: &mut Tx, input: &NewLead) -> Result<PipelineId> {
    let Some(stage) = input.stage else {
        return sql::pipeline_of(tx, input.service_line).await?.ok_or_else(|| Error::field("service_line", "not_applicable"));
    };
    let home = sql::home_of(tx, stage).await?.filter(|home| home.line == input.service_line && !home.archived);
    Ok(home.ok_or_else(|| Error::field("stage", "unknown_choice"))?.pipeline)
}

/// Whom a new lead goes to, how, and why.
async fn owner_of(cx: &Cx, tx: &mut Tx, input: &NewLead, known: Option<&customers::Known>) -> Result<Given> {
    if let Some(owner) = input.owner {
        let name = sql::member_name(tx, owner).await?.ok_or_else(|| Error::field("owner", "unknown_choice"))?;
        let how = if cx.member() == Some(owner) { AssignedBy::Creator } else { AssignedBy::Hand };
        return Ok(Given::by_hand(owner, how, format!("Given to {name} by {}", cx.actor.name())));
    }
    if let Some((known, owner)) = known.and_then(|k| k.owner.map(|owner| (k, owner))) {
        return assign::follow_customer(tx, owner, &known.name, input.service_line).await;
    }
    // an online lead somebody types in still belongs to whoever took the call; a program's goes round
    match (&cx.actor, input.source) {
        (Actor::Staff { member, name, .. }, source) if source != LeadSource::Online => {
            Ok(Given::by_hand(*member, AssignedBy::Creator, format!("Entered by {name}")))
        }
        _ => assign::take_turn(tx, input.service_line, &[]).await,
    }
}
