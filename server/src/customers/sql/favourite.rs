//! Whom members want at hand.

use shared::{AccountId, MemberId, Result};

use crate::db::Tx;

/// Whether that changed anything.
pub(crate) async fn star(tx: &mut Tx, member: MemberId, account: AccountId) -> Result<bool> {
    let org = tx.org().0;
    let done = sqlx::query!(
        "insert into account_favourites (org_id, member_id, account_id) values ($1, $2, $3) on conflict do nothing",
        org,
        member.0,
        account.0
    )
    .execute(tx.db()?)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Whether that changed anything.
pub(crate) async fn unstar(tx: &mut Tx, member: MemberId, account: AccountId) -> Result<bool> {
    let org = tx.org().0;
    let done =
        sqlx::query!("delete from account_favourites where org_id = $1 and member_id = $2 and account_id = $3", org, member.0, account.0)
            .execute(tx.db()?)
            .await?;
    Ok(done.rows_affected() == 1)
}
