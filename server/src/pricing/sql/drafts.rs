//! The draft of a service line's next prices.

use shared::packs::ServiceLine;
use shared::pricing::{PriceDraft, Rates};
use shared::{Error, PriceBookDraftId, Result};
use sqlx::types::Json;

use crate::db::{OnConstraint, Tx};

pub async fn draft(tx: &mut Tx, line: ServiceLine) -> Result<Option<PriceDraft>> {
    let org = tx.org().0;
    let row = sqlx::query!(
        r#"select id as "id: PriceBookDraftId", version, base_version, name, rates as "rates: Json<Rates>", updated_by, updated_at
           from price_book_drafts where org_id = $1 and service_line = $2"#,
        org,
        line.key()
    )
    .fetch_optional(tx.db()?)
    .await?;
    Ok(row.map(|r| PriceDraft {
        id: r.id,
        version: r.version,
        base_version: r.base_version,
        name: r.name,
        rates: r.rates.0,
        updated_by: r.updated_by,
        updated_at: r.updated_at,
    }))
}

/// Takes the draft's row: whoever saves, publishes or discards it waits until this transaction ends.
pub async fn lock_draft(tx: &mut Tx, line: ServiceLine) -> Result<()> {
    let org = tx.org().0;
    sqlx::query_scalar!("select version from price_book_drafts where org_id = $1 and service_line = $2 for update", org, line.key())
        .fetch_optional(tx.db()?)
        .await?;
    Ok(())
}

pub async fn insert_draft(tx: &mut Tx, line: ServiceLine, draft: &PriceDraft) -> Result<()> {
    let org = tx.org().0;
    let rates = serde_json::to_value(&draft.rates).map_err(|e| Error::internal(&e))?;
    sqlx::query!(
        "insert into price_book_drafts (org_id, id, service_line, base_version, name, rates, updated_by, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        org,
        draft.id.0,
        line.key(),
        draft.base_version,
        draft.name,
        rates,
        draft.updated_by,
        draft.updated_at
    )
    .execute(tx.db()?)
    .await
    .on_constraint("price_book_drafts_service_line_key", super::super::drafts::changed)?;
    Ok(())
}

pub async fn replace_draft(tx: &mut Tx, draft: &PriceDraft) -> Result<()> {
    let org = tx.org().0;
    let rates = serde_json::to_value(&draft.rates).map_err(|e| Error::internal(&e))?;
    sqlx::query!(
        "update price_book_drafts set version = $3, base_version = $4, name = $5, rates = $6, updated_by = $7, updated_at = $8 where org_id = $1 and id = $2",
        org,
        draft.id.0,
        draft.version,
        draft.base_version,
        draft.name,
        rates,
        draft.updated_by,
        draft.updated_at
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub async fn delete_draft(tx: &mut Tx, id: PriceBookDraftId) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!("delete from price_book_drafts where org_id = $1 and id = $2", org, id.0).execute(tx.db()?).await?;
    Ok(())
}
