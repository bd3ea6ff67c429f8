//! Making leads: by hand, by the API and out of public forms.

use serde_json::json;
use shared::access::Action;
use shared::customers::{CustomValues, FieldOf, NewCustomer, read_values};
use shared::input::{check, filled};
use shared::leads::rules::rank_between;
use shared::leads::{AssignedBy, Lead, LeadSource, LeadStatus, NewLead, Score, ScoreFacts, Stage, StageVisit, events};
use shared::text::Locale;
use shared::{Error, IntakeId, LeadId, PipelineId, Result, Said, StageId};

use super::assign::Given;
use super::{Around, Clock, Fact, Measure, Record, alike, assign, put_together, said, sql, stage_for};
use crate::begin;
use crate::customers;
use crate::cx::{Actor, Cx};
use crate::db::Tx;

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
    let (record, stages) = enter(cx, &mut tx, input, cx.request.locale, None).await?;
    // nothing was done for it yet, and it became nothing: what is shown with it is known without reading
    let first = StageVisit {
        stage_id: StageId(record.stage_id),
        stage: record.stage.clone(),
        entered_at: record.stage_since,
        left_at: None,
        by: cx.actor.name().to_string(),
        reason: None,
    };
    let around = Around { history: vec![first], stages, duplicates: alike, ..Around::default() };
    tx.commit(put_together(cx, record, around)).await
}

/// Makes a lead in the caller's transaction: recognises the customer, decides on the owner, puts it on top of its
/// stage, scores it. What stands in the organization's own fields was read by them already.
pub(super) async fn insert(cx: &Cx, tx: &mut Tx, input: NewLead, locale: Locale, intake: Option<IntakeId>) -> Result<LeadId> {
    let (record, _) = enter(cx, tx, input, locale, intake).await?;
    Ok(LeadId(record.id))
}

/// The same; the lead as it is then, and the stages of its pipeline. All questions come ahead of the number: from it on
/// others who enter leads wait.
async fn enter(cx: &Cx, tx: &mut Tx, input: NewLead, locale: Locale, intake: Option<IntakeId>) -> Result<(Record, Vec<Stage>)> {
    let (pipeline, stages) = stages_for(tx, &input).await?;
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
    let (measure, (_, top)) = sql::measure_and_neighbours(tx, input.source, stage.id, None, id).await?;
    let text = |t: &Option<String>| t.as_deref().and_then(filled);
    let new = sql::NewRecord {
        id,
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
        why: given.why.kept(),
        account: known.as_ref().map(|k| k.account),
        contact: known.as_ref().map(|k| k.contact),
        intake,
        queue_at: given.queue_at,
        custom: input.custom,
    };
    let record = sql::insert_lead(tx, &new, &first_score(&new, &measure)).await?;
    let created = json!({ "number": record.number, "name": new.name, "source": new.source, "stage": stage.name });
    let assigned = json!({ "to": new.owner, "how": new.how, "why": given.why.told_in(Locale::En) });
    let fact = |kind, data| Fact::new(kind, id).account(new.account).version(1).data(data);
    tx.record_all(vec![fact(events::CREATED, created), fact(events::ASSIGNED, assigned)]).await?;
    Ok((record, stages))
}

/// The score of a lead that is about to be written.
fn first_score(new: &sql::NewRecord, measure: &Measure) -> Score {
    let Measure { clock: Clock { now, today, .. }, source_won, source_lost, all_won, all_lost } = *measure;
    shared::leads::score(&ScoreFacts {
        now,
        today,
        created_at: now,
        first_touch_at: None,
        status: new.status,
        urgency: new.urgency,
        wanted_on: new.wanted_on,
        route_known: new.origin.is_some() && new.destination.is_some(),
        has_email: new.forms.0.is_some(),
        has_phone: new.forms.1.is_some(),
        value_cents: new.value_cents,
        known_customer: new.account.is_some(),
        next_due_at: None,
        source_won,
        source_lost,
        all_won,
        all_lost,
    })
}

/// The pipeline of the stage that was named, or the one that takes the leads of the service, with its stages.
async fn stages_for(tx: &mut Tx, input: &NewLead) -> Result<(PipelineId, Vec<Stage>)> {
    let Some(stage) = input.stage else {
        let found = sql::default_stages_held(tx, input.service_line).await?;
        return found.ok_or_else(|| Error::field("service_line", "not_applicable"));
    };
    let home = sql::home_of(tx, stage).await?.filter(|home| home.line == input.service_line && !home.archived);
    let pipeline = home.ok_or_else(|| Error::field("stage", "unknown_choice"))?.pipeline;
    Ok((pipeline, sql::stages_held(tx, pipeline).await?))
}

/// Whom a new lead goes to, how, and why.
async fn owner_of(cx: &Cx, tx: &mut Tx, input: &NewLead, known: Option<&customers::Known>) -> Result<Given> {
    if let Some(owner) = input.owner {
        let name = sql::member_name(tx, owner).await?.ok_or_else(|| Error::field("owner", "unknown_choice"))?;
        let how = if cx.member() == Some(owner) { AssignedBy::Creator } else { AssignedBy::Hand };
        return Ok(Given::by_hand(owner, how, Said::of(|| said::given_by(&name, cx.actor.name()))));
    }
    if let Some((known, owner)) = known.and_then(|k| k.owner.map(|owner| (k, owner))) {
        return assign::follow_customer(tx, owner, &known.name, input.service_line).await;
    }
    // an online lead somebody types in still belongs to whoever took the call; a program's goes round
    match (&cx.actor, input.source) {
        (Actor::Staff { member, name, .. }, source) if source != LeadSource::Online => {
            Ok(Given::by_hand(*member, AssignedBy::Creator, Said::of(|| said::entered(name))))
        }
        _ => assign::take_turn(tx, input.service_line, &[]).await,
    }
}
