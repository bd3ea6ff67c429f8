//! Sources: who may send leads by program, each with a key that is shown once and stored hashed, and which have a form
//! of their own.

use serde_json::json;
use shared::access::Action;
use shared::input::check;
use shared::leads::{CaptureSource, CaptureSourceKey, EditCaptureSource, NewCaptureSource, events, form_slug};
use shared::packs::ServiceLine;
use shared::{Error, LeadSourceId, Result};

use super::{Fact, sql};
use crate::begin;
use crate::crypto::{random_token, token_hash};
use crate::cx::Cx;
use crate::db::Tx;

/// The sources, by name.
pub async fn sources(cx: &Cx) -> Result<Vec<CaptureSource>> {
    cx.may(Action::LeadsAssign)?;
    let mut tx = cx.read().await?;
    sql::sources(&mut tx, None).await
}

/// Adds a source and shows its key this once.
pub async fn add_source(cx: &Cx, input: NewCaptureSource) -> Result<CaptureSourceKey> {
    cx.may(Action::LeadsAssign)?;
    check(&input)?;
    let mut tx = begin!(cx);
    offered(&mut tx, input.service_line).await?;
    let (id, key) = (cx.id::<LeadSourceId>(), new_key());
    let slug = form_slug(&input.name, &sql::lock_form_slugs(&mut tx).await?);
    sql::insert_source(&mut tx, id, &input, &slug, &token_hash(&key), hint(&key)).await?;
    tx.record(Fact::new(events::SOURCE_ADDED, id).data(&input)).await?;
    let source = one(&mut tx, id).await?;
    tx.commit_secret(CaptureSourceKey { source, key }).await
}

/// Renames, pauses or redirects a source.
pub async fn edit_source(cx: &Cx, id: LeadSourceId, input: EditCaptureSource) -> Result<CaptureSource> {
    cx.may(Action::LeadsAssign)?;
    check(&input)?;
    let mut tx = begin!(cx);
    offered(&mut tx, input.service_line).await?;
    sql::update_source(&mut tx, id, &input).await?;
    tx.record(Fact::new(events::SOURCE_EDITED, id).data(&input)).await?;
    let source = one(&mut tx, id).await?;
    tx.commit(source).await
}

/// Gives a source another key; the former one opens nothing any more.
pub async fn renew_key(cx: &Cx, id: LeadSourceId) -> Result<CaptureSourceKey> {
    cx.may(Action::LeadsAssign)?;
    let mut tx = begin!(cx);
    let key = new_key();
    sql::set_source_key(&mut tx, id, &token_hash(&key), hint(&key)).await?;
    let source = one(&mut tx, id).await?;
    tx.record(Fact::new(events::SOURCE_KEY_RENEWED, id).data(json!({ "name": source.name }))).await?;
    tx.commit_secret(CaptureSourceKey { source, key }).await
}

async fn one(tx: &mut Tx, id: LeadSourceId) -> Result<CaptureSource> {
    sql::sources(tx, Some(id)).await?.pop().ok_or(Error::NotFound)
}

/// A service the organization has.
async fn offered(tx: &mut Tx, line: Option<ServiceLine>) -> Result<()> {
    match line {
        Some(line) if sql::pipeline_of(tx, line).await?.is_none() => Err(Error::field("service_line", "not_applicable")),
        _ => Ok(()),
    }
}

fn new_key() -> String {
    format!("tbl_{}", random_token())
}

fn hint(key: &str) -> &str {
    key.get(key.len().saturating_sub(6)..).unwrap_or_default()
}
