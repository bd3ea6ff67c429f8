//! Sessions of customers' contacts.

use shared::{ContactId, OrgId, Result};

use crate::db::SystemTx;
use crate::live::announce_end;

/// Ends all portal sessions of a contact; how many. They are kept until they are tidied away, so that whoever comes with one
/// is told why it is over.
pub async fn end_sessions(tx: &mut SystemTx, org: OrgId, contact: ContactId) -> Result<u64> {
    let ended = sqlx::query!(
        "update sessions set expires_at = now() where org_id = $1 and contact_id = $2 and kind = 'customer' and expires_at > now()",
        org.0,
        contact.0
    )
    .execute(tx.db()?)
    .await?
    .rows_affected();
    announce_end(tx, contact.0).await?;
    Ok(ended)
}
