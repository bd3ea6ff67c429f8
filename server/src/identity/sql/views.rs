//! Viewing as a customer, within one organization.

use shared::Result;
use shared::identity::Look;

use crate::db::Tx;

/// The name of a contact of an account.
pub async fn contact_name(tx: &mut Tx, account: shared::AccountId, contact: shared::ContactId) -> Result<Option<String>> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!("select name from contacts where org_id = $1 and account_id = $2 and id = $3", org, account.0, contact.0)
        .fetch_optional(tx.db()?)
        .await?)
}

/// The latest views of the portal as a contact of an account.
pub async fn looks(tx: &mut Tx, account: shared::AccountId) -> Result<Vec<Look>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        Look,
        r#"select seq, at, actor as who, coalesce(on_behalf_of, '') as "contact!", coalesce(data ->> 'reason', '') as "reason!"
           from events where org_id = $1 and of_id = $2 and kind = $3 order by seq desc limit 100"#,
        org,
        account.0,
        shared::identity::events::VIEW_STARTED.name
    )
    .fetch_all(tx.db()?)
    .await?)
}
