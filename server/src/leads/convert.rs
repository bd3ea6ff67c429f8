//! What the rooms that make quotes and jobs ask of the lead they come from, and tell of it, in their own transaction.
//! Whoever needs both holds the lead before its customer; merging customers keeps to that order, see `customers::merge`.

use serde_json::json;
use shared::customers::NewCustomer;
use shared::leads::{LeadStatus, MoveLead, events};
use shared::packs::ServiceLine;
use shared::{AccountId, ContactId, Error, JobId, LeadId, MemberId, QuoteId, Result};

use super::{Fact, Record, moves, rescore, said, sql, stage_for};
use crate::db::Tx;

/// What a job without a quote is made of.
pub(crate) struct ForJob {
    pub owner: Option<MemberId>,
    /// The customer it belongs to, if that is known already.
    pub customer: Option<(AccountId, ContactId)>,
    /// Who they are otherwise.
    pub stranger: NewCustomer,
    pub line: ServiceLine,
    pub origin: Option<String>,
    pub destination: Option<String>,
    pub value_cents: Option<i64>,
    pub notes: String,
    pub status: LeadStatus,
    pub quote: Option<QuoteId>,
    /// The job it became.
    pub job: Option<JobId>,
}

/// The lead, held for a job that is made of it until the caller's transaction ends.
pub(crate) async fn hold_for_job(tx: &mut Tx, id: LeadId) -> Result<ForJob> {
    let lead = sql::lock(tx, id).await?;
    Ok(ForJob {
        owner: lead.owner_id.map(MemberId),
        customer: lead.account_id.map(AccountId).zip(lead.contact_id.map(ContactId)),
        stranger: NewCustomer { name: lead.name, company: lead.company, email: lead.email, phone: lead.phone },
        line: lead.service_line,
        origin: lead.origin,
        destination: lead.destination,
        value_cents: lead.value_cents,
        notes: lead.notes,
        status: lead.status,
        quote: lead.quote_id.map(QuoteId),
        job: lead.job_id.map(JobId),
    })
}

/// Ties a lead to the customer it turned out to be.
pub async fn link_customer(tx: &mut Tx, id: LeadId, account: AccountId, contact: ContactId) -> Result<()> {
    sql::link_customer(tx, id, account, contact).await
}

/// The lead has a quote: it takes over the quote's customer and value and moves on to the quoted stage, unless it
/// stands there or beyond already.
pub async fn mark_quoted(tx: &mut Tx, id: LeadId, quote: QuoteId) -> Result<()> {
    let lead = sql::lock(tx, id).await?;
    if lead.status == LeadStatus::Converted {
        return Err(Error::conflict("converted", said::converted));
    }
    sql::follow_quote(tx, id, quote).await?;
    carry(tx, &lead).await?;
    tx.record(Fact::new(events::QUOTED, id).account(lead.account_id.map(AccountId)).data(json!({ "quote": quote }))).await?;
    if lead.status != LeadStatus::Quoted {
        advance(tx, id, LeadStatus::Quoted, None).await?;
    }
    rescore(tx, id).await
}

/// The lead has a job: it is won, its customer is an active one, and what its visits brought belongs to the job, too.
pub async fn mark_converted(tx: &mut Tx, id: LeadId, job: JobId) -> Result<()> {
    converted(tx, id, job, None).await
}

/// The lead has a job without a quote, for this reason: its history keeps it.
pub(crate) async fn mark_converted_unquoted(tx: &mut Tx, id: LeadId, job: JobId, reason: &str) -> Result<()> {
    converted(tx, id, job, Some(reason)).await
}

async fn converted(tx: &mut Tx, id: LeadId, job: JobId, reason: Option<&str>) -> Result<()> {
    let lead = sql::lock(tx, id).await?;
    sql::set_job(tx, id, job).await?;
    if reason.is_some() {
        carry(tx, &lead).await?;
    }
    if lead.status != LeadStatus::Converted {
        advance(tx, id, LeadStatus::Converted, reason).await?;
    }
    if let Some(account) = lead.account_id {
        crate::customers::activate(tx, AccountId(account)).await?;
    }
    let files = crate::media::carry(tx, id, job).await?;
    let data = json!({ "job": job, "reason": reason, "files": files });
    tx.record(Fact::new(events::CONVERTED, id).account(lead.account_id.map(AccountId)).data(data)).await
}

/// Its customer takes over what the lead says in fields of the organization's own.
async fn carry(tx: &mut Tx, lead: &Record) -> Result<()> {
    if lead.custom.0.is_empty() {
        return Ok(());
    }
    // the lead was tied to its customer since it was read
    match sql::account_of(tx, LeadId(lead.id)).await? {
        Some(account) => crate::customers::adopt_values(tx, account, &lead.custom.0).await,
        None => Ok(()),
    }
}

/// Moves a lead to the stage that stands for a status, past what a person would be asked for; a pipeline without
/// such a stage leaves it where it is.
async fn advance(tx: &mut Tx, id: LeadId, status: LeadStatus, reason: Option<&str>) -> Result<()> {
    let lead = sql::record(tx, id).await?;
    let stages = sql::stages_held(tx, lead.pipeline_id.into()).await?;
    let from = stages.iter().find(|s| s.id.0 == lead.stage_id).ok_or(Error::NotFound)?;
    let Some(to) = stage_for(&stages, status) else { return Ok(()) };
    let wish = MoveLead { wip_reason: reason.map(str::to_owned), ..MoveLead::to(lead.version, to.id, None) };
    moves::put(tx, &lead, from, to, &wish).await.map(drop)
}
