//! Leads: inquiries from their capture to a quote, on pipelines whose stages an organization arranges itself.
//!
//! Invariants: a lead stands in one stage and its status is that stage's; every change of stage closes one stay and
//! opens the next; a move is made on a known version and holds the lead, so that of two people moving one card the
//! second is told who was faster; a turn of the queue is taken under a lock; every assignment keeps its reason;
//! pipelines are arranged on a known version and under a lock, and whoever puts a lead into a stage holds the stages, so
//! that none is removed or counts as something else meanwhile; a lead nobody gets to in time moves on, and to nobody twice; nobody is planned for two visits at once, or for one
//! during a job, unless somebody says why; what a public form sends is kept as it came before it is read. An accepted
//! quote converts a lead, or a job somebody makes of it without one, for a reason: what marks it runs in the transaction
//! of the room that makes the quote or the job. A mail somebody writes from a lead is an activity of it, goes to nobody who
//! is blocked or does not want it, and is answered to its writer. Its customer takes over what it says in fields of the organization's own.

use serde_json::json;
use shared::access::{Action, FieldRight};
use shared::customers::{Duplicate, FieldOf, known_filters, parse_filters, read_values};
use shared::events::Event;
use shared::input::{check, filled};
use shared::leads::{
    Activity, EditLead, JobFacts, JobStep, JourneyFacts, Lead, LeadList, LeadQuery, LeadRow, LeadSort, LeadStatus, LeadView, QuoteFacts,
    QuoteStep, Score, ScoreFacts, Stage, StageVisit, Visit, events,
};
use shared::page::limit;
use shared::{AccountId, ContactId, Error, IntakeId, JobId, LeadId, Page, PipelineId, Result, Said, StageId};

use crate::begin;
use crate::customers::{self, Reach, cursor};
use crate::cx::Cx;
use crate::db::Tx;
use crate::events::Record as Fact;

mod activities;
#[cfg(test)]
mod answer_tests;
mod arrange;
#[cfg(test)]
mod arrange_tests;
mod assign;
mod board;
mod bulk;
#[cfg(test)]
mod bulk_tests;
pub mod capture;
#[cfg(test)]
mod conflict_tests;
mod convert;
mod create;
#[cfg(test)]
mod form_tests;
pub mod forms;
pub mod http;
pub(crate) mod kept;
#[cfg(test)]
mod list_tests;
#[cfg(test)]
mod mail_tests;
mod mails;
mod moves;
#[cfg(test)]
mod pipeline_tests;
mod pipelines;
mod returns;
mod said;
#[cfg(test)]
mod score_tests;
mod scores;
mod site_visits;
#[cfg(test)]
mod source_tests;
mod sources;
mod sql;
#[cfg(test)]
mod stage_field_tests;
#[cfg(test)]
mod step_tests;
mod steps;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod turn_tests;
mod twins;
#[cfg(test)]
mod view_tests;
#[cfg(test)]
mod visit_tests;

pub use activities::{complete, log};
pub(crate) use activities::{complete_within, plan_for, plan_within};
pub use arrange::{add_stage, edit_stage, order_stages, remove_stage};
pub(crate) use assign::assign_within;
pub use assign::{assign, edit_queue, edit_turn, queue, stand_in_queue};
pub use board::{board, cards};
pub use bulk::{give_many, lose_many, move_many, plan_many};
pub(crate) use convert::{ForJob, hold_for_job, mark_converted_unquoted};
pub use convert::{link_customer, mark_converted, mark_quoted};
pub use create::create;
pub use mails::{mails, write_mail};
pub(crate) use moves::move_within;
pub use moves::{move_card, relocate};
pub use pipelines::{add_pipeline, all_stages, archive_pipeline, edit_pipeline, install_pipeline, pipelines, prefer_pipeline};
pub use returns::QUEUE;
pub use scores::SCORES;
pub use shared::leads::LeadQuery as Filter;
pub use site_visits::{calendar, cancel_visit, change_visit, complete_visit, fill_visit, member_day, plan_visit, show_visit, visits_of};
pub(crate) use site_visits::{hold_visit, look_at, look_at_visit};
pub use sources::{add_source, edit_source, renew_key, sources};
pub(crate) use steps::end_for;
pub use steps::reopen;

use sql::{Became, Clock, Measure, More, Narrow, Order, Record};
use twins::{alike, look_alikes};

/// Leads of a view, with the counts of all views.
pub async fn list(cx: &Cx, query: LeadQuery) -> Result<LeadList> {
    let mut tx = cx.read().await?;
    let (page, by) = page(cx, &mut tx, query).await?;
    Ok(LeadList { page, counts: sql::counts(&mut tx, &by, None).await? })
}

/// A page of the list without the counts of its views, and what it was narrowed to.
async fn page(cx: &Cx, tx: &mut Tx, query: LeadQuery) -> Result<(Page<LeadRow>, Narrow)> {
    let scope = cx.may(Action::LeadsView)?;
    let after = query.after.as_deref().map(cursor::read).transpose()?;
    let filter = query.filter()?;
    let own = parse_filters(query.custom.as_deref().unwrap_or_default())?;
    let mut by = narrowed(cx, tx, scope, query.view.as_deref(), query.search.as_deref()).await?;
    by.account = query.account.map(|a| a.0);
    by.more = More::of(filter, &tx.zone().await?);
    if !own.is_empty() {
        by.more.own = known_filters(&customers::lead_fields(tx).await?, &own)?;
    }
    let limit = limit(query.limit);
    let due = by.view == LeadView::Due && by.account.is_none() && !by.more.is_choice();
    let order = order(query.sort.as_deref(), due)?;
    let records = sql::list(tx, &by, order, after, limit + 1).await?;
    let page = Page::from_rows(records, limit as usize, |r| cursor::write(order.place(r), r.id));
    Ok((Page { items: page.items.iter().map(Record::row).collect(), next: page.next }, by))
}

/// The order asked for; by default those due by their date, all others the newest first.
fn order(asked: Option<&str>, due: bool) -> Result<Order> {
    let Some(asked) = asked.filter(|a| !a.is_empty()) else {
        let by = if due { LeadSort::Next } else { LeadSort::Created };
        return Ok(Order { by, falling: !due, due });
    };
    let (key, falling) = asked.strip_prefix('-').map_or((asked, false), |key| (key, true));
    Ok(Order { by: key.parse().map_err(|_| Error::field("sort", "unknown_choice"))?, falling, due })
}

async fn narrowed(cx: &Cx, tx: &mut Tx, scope: shared::access::Scope, view: Option<&str>, search: Option<&str>) -> Result<Narrow> {
    let clock = sql::clock(tx).await?;
    narrowed_at(cx, tx, scope, view, search, clock).await
}

/// As [`narrowed`], when the organization's day is known already.
async fn narrowed_at(
    cx: &Cx,
    tx: &mut Tx,
    scope: shared::access::Scope,
    view: Option<&str>,
    search: Option<&str>,
    clock: Clock,
) -> Result<Narrow> {
    let view = view
        .filter(|v| !v.is_empty())
        .map(str::parse)
        .transpose()
        .map_err(|_| Error::field("view", "unknown_choice"))?
        .unwrap_or(LeadView::All);
    let search = match search.and_then(filled) {
        Some(words) => Some(sql::search(tx, &words.chars().take(100).collect::<String>()).await?),
        None => None,
    };
    Ok(Narrow {
        view,
        reach: Reach::of(cx, scope),
        me: cx.member(),
        search,
        account: None,
        health: None,
        on_board: false,
        more: More::default(),
        clock,
    })
}

/// A lead with its journey, activities, history and possible duplicates.
pub async fn show(cx: &Cx, id: LeadId) -> Result<Lead> {
    let scope = cx.may(Action::LeadsView)?;
    let mut tx = cx.read().await?;
    let record = sql::record(&mut tx, id).await?;
    if !Reach::of(cx, scope).covers(record.owner_id.map(Into::into)) {
        return Err(Error::NotFound);
    }
    let alike = look_alikes(cx, &mut tx, &record).await?;
    load(cx, &mut tx, record, alike).await
}

/// What happened with a lead, the latest first; with its quote only for those who may see that.
pub async fn timeline(cx: &Cx, id: LeadId, after: Option<i64>) -> Result<Page<Event>> {
    let scope = cx.may(Action::LeadsView)?;
    let mut tx = cx.read().await?;
    let record = sql::record(&mut tx, id).await?;
    if !Reach::of(cx, scope).covers(record.owner_id.map(Into::into)) {
        return Err(Error::NotFound);
    }
    let hidden: &[&str] = if mails::sees_quote(cx, &mut tx, &record).await? { &[] } else { &["quote", "revision"] };
    let events = sql::timeline(&mut tx, id, hidden, after.unwrap_or(i64::MAX), shared::page::PAGE_SIZE + 1).await?;
    Ok(Page::from_rows(events, shared::page::PAGE_SIZE as usize, |event| event.seq.to_string()))
}

/// Changes a lead, on the version it was seen in.
pub async fn edit(cx: &Cx, id: LeadId, input: EditLead) -> Result<Lead> {
    check(&input)?;
    let scope = cx.may(Action::LeadsEdit)?;
    let mut tx = begin!(cx);
    let before = editable(cx, &mut tx, id, scope).await?;
    let custom = read_values(&customers::lead_fields(&mut tx).await?, FieldOf::Lead, &before.custom.0, &input.custom)?;
    let forms = customers::forms(&input.email, &input.phone);
    let version = sql::update_lead(&mut tx, id, &input, &forms, &custom).await?.ok_or_else(|| outrun(&before, cx))?;
    let data = json!({
        "name": { "before": before.name, "after": input.name.trim() },
        "wanted_on": { "before": before.wanted_on, "after": input.wanted_on },
        "value_cents": { "before": before.value_cents, "after": input.value_cents },
        "custom": { "before": before.custom.0, "after": custom },
    });
    tx.record(Fact::new(events::EDITED, id).account(before.account_id.map(AccountId)).version(version).data(data)).await?;
    rescore(&mut tx, id).await?;
    answer(cx, tx, id).await
}

/// The lead as it now is, as the answer of a write.
async fn answer(cx: &Cx, mut tx: Tx, id: LeadId) -> Result<Lead> {
    let record = sql::record(&mut tx, id).await?;
    let alike = look_alikes(cx, &mut tx, &record).await?;
    let lead = load(cx, &mut tx, record, alike).await?;
    tx.commit(lead).await
}

/// The lead, held for a change by somebody who may make it. What nobody owns may be taken up by anybody who edits.
async fn editable(cx: &Cx, tx: &mut Tx, id: LeadId, scope: shared::access::Scope) -> Result<Record> {
    let record = sql::lock(tx, id).await?;
    if record.owner_id.is_some() && !Reach::of(cx, scope).covers(record.owner_id.map(Into::into)) {
        return Err(Error::Forbidden { missing: Action::LeadsEdit.key().into() });
    }
    Ok(record)
}

/// Holds a lead for somebody who may change it, until the caller's transaction ends.
pub(crate) async fn hold(cx: &Cx, tx: &mut Tx, id: LeadId, scope: shared::access::Scope) -> Result<()> {
    editable(cx, tx, id, scope).await.map(drop)
}

/// The stages of a pipeline in their order.
pub(crate) async fn stages(tx: &mut Tx, pipeline: PipelineId) -> Result<Vec<Stage>> {
    sql::stages(tx, pipeline).await
}

/// The stage of a lead's pipeline that stands for a status.
pub(crate) async fn stage_of(tx: &mut Tx, id: LeadId, status: LeadStatus) -> Result<Option<StageId>> {
    let record = sql::record(tx, id).await?;
    let stages = sql::stages(tx, record.pipeline_id.into()).await?;
    Ok(stage_for(&stages, status).map(|stage| stage.id))
}

/// Who was faster, and how.
fn outrun(lead: &Record, cx: &Cx) -> Error {
    let seconds = cx.now().signed_duration_since(lead.moved_at).num_seconds().max(0);
    let ago = match seconds {
        0..60 => format!("{seconds} s"),
        60..3600 => format!("{} min", seconds / 60),
        _ => format!("{} h", seconds / 3600),
    };
    Error::conflict("changed", || said::outrun(&lead.moved_by, &ago, &lead.stage))
}

async fn load(cx: &Cx, tx: &mut Tx, record: Record, duplicates: Vec<Duplicate>) -> Result<Lead> {
    let id = LeadId(record.id);
    let around = Around {
        activities: sql::activities(tx, id).await?,
        history: sql::visits(tx, id).await?,
        stages: sql::stages(tx, record.pipeline_id.into()).await?,
        became: sql::became(tx, record.quote_id, record.job_id).await?,
        duplicates,
    };
    Ok(put_together(cx, record, around))
}

/// What is shown with a lead besides its own record.
#[derive(Default)]
struct Around {
    activities: Vec<Activity>,
    history: Vec<StageVisit>,
    stages: Vec<Stage>,
    became: Became,
    duplicates: Vec<Duplicate>,
}

fn put_together(cx: &Cx, record: Record, around: Around) -> Lead {
    let id = LeadId(record.id);
    let Around { activities, history, stages, became, duplicates } = around;
    // somebody who was recognised as the lead was entered is one already
    let duplicates = if record.account_id.is_none() { duplicates } else { Vec::new() };

    let visit = visit(&activities);
    let journey = shared::leads::journey(&JourneyFacts {
        lead: id,
        received_at: record.created_at,
        status: record.status,
        visit,
        quote: became.quote.map(|(id, status, at)| QuoteFacts { id, state: QuoteStep::of_key(&status), at }),
        job: became.job.map(|(id, status, at)| JobFacts { id, state: JobStep::of_key(&status), at }),
    });
    let waits = record.status == LeadStatus::New && record.first_touch_at.is_none();
    let queue_at = record.queue_at.filter(|at| record.status.is_open() && (record.owner_id.is_none() || waits) && *at < assign::far());
    let personal = cx.sees(FieldRight::PersonalData);
    Lead {
        row: record.row(),
        email: record.email.filter(|_| personal),
        phone: record.phone.filter(|_| personal),
        locale: record.locale,
        notes: record.notes,
        account_id: record.account_id.map(AccountId),
        account: record.account_name,
        contact_id: record.contact_id.map(ContactId),
        job_id: record.job_id.map(JobId),
        intake_id: record.intake_id.map(IntakeId),
        lost_reason: record.lost_reason,
        lost_note: record.lost_note,
        first_touch_at: record.first_touch_at,
        assigned_by: record.assigned_by,
        assigned_why: record.assigned_why.map(|why| Said::of_kept(&why).told_in(cx.request.locale)),
        queue_at,
        stages,
        journey,
        activities,
        history,
        duplicates: if personal { duplicates } else { Vec::new() },
    }
}

/// The site visit among the activities: a done one counts most, then the next planned one.
fn visit(activities: &[Activity]) -> Visit {
    let visits = || activities.iter().filter(|a| a.kind == shared::leads::ActivityKind::Visit);
    let held = visits().filter(|a| a.outcome != Some(shared::leads::Outcome::NotHeld)).find_map(|a| a.done_at);
    match held {
        Some(at) => Visit::Done(at),
        None => visits().filter(|a| a.done_at.is_none()).filter_map(|a| a.due_at).min().map_or(Visit::None, Visit::Planned),
    }
}

/// Reckons the score anew after a change.
async fn rescore(tx: &mut Tx, id: LeadId) -> Result<()> {
    let record = sql::record(tx, id).await?;
    let measure = sql::measure(tx, record.source).await?;
    let score = score_of(&record, &measure);
    // most changes leave it as it is: a row is not written anew for that
    if record.is_scored(&score) { Ok(()) } else { sql::set_score(tx, id, &score).await }
}

/// The score of a lead as it stands.
fn score_of(record: &Record, measure: &Measure) -> Score {
    let Measure { clock: Clock { now, today, .. }, source_won, source_lost, all_won, all_lost } = *measure;
    shared::leads::score(&ScoreFacts {
        now,
        today,
        created_at: record.created_at,
        first_touch_at: record.first_touch_at,
        status: record.status,
        urgency: record.urgency,
        wanted_on: record.wanted_on,
        route_known: record.origin.is_some() && record.destination.is_some(),
        has_email: record.email_norm.is_some(),
        has_phone: record.phone_e164.is_some(),
        value_cents: record.value_cents,
        known_customer: record.account_id.is_some() && record.quote_id.is_none(),
        next_due_at: record.next_due_at,
        source_won,
        source_lost,
        all_won,
        all_lost,
    })
}

/// The stage of a pipeline that stands for a status.
fn stage_for(stages: &[shared::leads::Stage], status: LeadStatus) -> Option<&shared::leads::Stage> {
    stages.iter().find(|s| s.status == status)
}
