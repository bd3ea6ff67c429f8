//! What the rooms that make quotes and jobs tell of the lead they came from, in their own transaction.

use serde_json::json;
use shared::leads::{LeadStatus, MoveLead, events};
use shared::{AccountId, ContactId, Error, JobId, LeadId, QuoteId, Result};

use super::{Fact, moves, rescore, sql, stage_for};
use crate::cx::Cx;
use crate::db::Tx;

/// Ties a lead to the customer it turned out to be.
pub async fn link_customer(tx: &mut Tx, id: LeadId, account: AccountId, contact: ContactId) -> Result<()> {
    sql::link_customer(tx, id, account, contact).await
}

/// The lead has a quote: it takes over the quote's customer and value and moves on to the quoted stage, unless it
/// stands there or beyond already.
pub async fn mark_quoted(cx: &Cx, tx: &mut Tx, id: LeadId, quote: QuoteId) -> Result<()> {
    let lead = sql::lock(tx, id).await?;
    if lead.status == LeadStatus::Converted {
        return Err(Error::conflict("converted", "This lead was converted already."));
    }
    sql::follow_quote(tx, id, quote).await?;
    tx.record(Fact::new(events::QUOTED, id).account(lead.account_id.map(AccountId)).data(json!({ "quote": quote }))).await?;
    if lead.status != LeadStatus::Quoted {
        advance(cx, tx, id, LeadStatus::Quoted).await?;
    }
    rescore(tx, id).await
}

/// The lead has a job: it is won, and its customer is an active one.
pub async fn mark_converted(cx: &Cx, tx: &mut Tx, id: LeadId, job: JobId) -> Result<()> {
    let lead = sql::lock(tx, id).await?;
    sql::set_job(tx, id, job).await?;
    if lead.status != LeadStatus::Converted {
        advance(cx, tx, id, LeadStatus::Converted).await?;
    }
    if let Some(account) = lead.account_id {
        crate::customers::activate(tx, AccountId(account)).await?;
    }
    tx.record(Fact::new(events::CONVERTED, id).account(lead.account_id.map(AccountId)).data(json!({ "job": job }))).await
}

/// Moves a lead to the stage that stands for a status, past what a person would be asked for; a pipeline without
/// such a stage leaves it where it is.
async fn advance(cx: &Cx, tx: &mut Tx, id: LeadId, status: LeadStatus) -> Result<()> {
    let lead = sql::record(tx, id).await?;
    let stages = sql::stages_held(tx, lead.pipeline_id.into()).await?;
    let from = stages.iter().find(|s| s.id.0 == lead.stage_id).ok_or(Error::NotFound)?;
    let Some(to) = stage_for(&stages, status) else { return Ok(()) };
    moves::put(cx, tx, &lead, from, to, &MoveLead::to(lead.version, to.id, None)).await
}
