//! Who belongs to whom.

use shared::{AccountId, MemberId, Result};

use crate::db::Tx;

/// So many steps a walk takes at most: what was there before a rule may break it.
const MOST_STEPS: i32 = 50;

/// One at a time changes who belongs to whom: two changes that are fine alone can make a circle together. To be taken
/// ahead of rows of accounts, so that nobody waits for the other.
pub(crate) async fn lock_families(tx: &mut Tx) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('account_families ' || $1::uuid::text, 0))", org).execute(tx.db()?).await?;
    Ok(())
}

/// An account and all above it, up to the top; empty if there is no such account.
pub(crate) async fn line(tx: &mut Tx, id: AccountId) -> Result<Vec<AccountId>> {
    let org = tx.org().0;
    let rows = sqlx::query_scalar!(
        r#"with recursive up (id, parent_id, step) as (
               select a.id, a.parent_id, 1 from accounts a where a.org_id = $1 and a.id = $2
               union all select a.id, a.parent_id, up.step + 1 from up join accounts a on a.org_id = $1 and a.id = up.parent_id where up.step < $3)
           select id as "id!" from up order by step"#,
        org,
        id.0,
        MOST_STEPS
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows.into_iter().map(AccountId).collect())
}

/// How many levels an account and those below it make.
pub(crate) async fn levels(tx: &mut Tx, id: AccountId) -> Result<usize> {
    let org = tx.org().0;
    let levels = sqlx::query_scalar!(
        r#"with recursive down (id, level) as (
               select $2::uuid, 1
               union all select a.id, down.level + 1 from down join accounts a on a.org_id = $1 and a.parent_id = down.id and a.merged_into is null where down.level < $3)
           select max(level) as "levels!" from down"#,
        org,
        id.0,
        MOST_STEPS
    )
    .fetch_one(tx.db()?)
    .await?;
    Ok(usize::try_from(levels).unwrap_or(usize::MAX))
}

/// What decides whether others may belong to an account.
pub(crate) struct Standing {
    pub owner: Option<MemberId>,
    pub is_trace: bool,
}

pub(crate) async fn standing(tx: &mut Tx, id: AccountId) -> Result<Option<Standing>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        Standing,
        r#"select owner_id as "owner: MemberId", merged_into is not null as "is_trace!" from accounts where org_id = $1 and id = $2"#,
        org,
        id.0
    )
    .fetch_optional(tx.db()?)
    .await?)
}

/// The account that stands for another: itself, or the one it ended up in by merges.
pub(crate) async fn standing_for(tx: &mut Tx, id: AccountId) -> Result<Option<AccountId>> {
    let org = tx.org().0;
    let found = sqlx::query_scalar!(
        r#"with recursive into_whom (id, merged_into, step) as (
               select a.id, a.merged_into, 1 from accounts a where a.org_id = $1 and a.id = $2
               union all select a.id, a.merged_into, w.step + 1 from into_whom w join accounts a on a.org_id = $1 and a.id = w.merged_into where w.step < $3)
           select id as "id!" from into_whom where merged_into is null"#,
        org,
        id.0,
        MOST_STEPS
    )
    .fetch_optional(tx.db()?)
    .await?;
    Ok(found.map(AccountId))
}

/// Says whom an account belongs to, as part of an act that counts as a change by itself.
pub(crate) async fn set_parent(tx: &mut Tx, id: AccountId, parent: Option<AccountId>) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!("update accounts set parent_id = $3 where org_id = $1 and id = $2", org, id.0, parent.map(|parent| parent.0))
        .execute(tx.db()?)
        .await?;
    Ok(())
}

/// An account of this name.
pub(crate) struct Named {
    /// The name as it was asked for.
    pub key: String,
    pub id: AccountId,
    /// How many there are of it.
    pub many: i64,
}

/// Accounts by name, however it is written; of several the oldest.
pub(crate) async fn named(tx: &mut Tx, names: &[String]) -> Result<Vec<Named>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        Named,
        r#"select wanted as "key!", (array_agg(a.id order by a.created_at, a.id))[1] as "id!: AccountId", count(*) as "many!"
           from unnest($2::text[]) wanted
           join accounts a on a.org_id = $1 and a.merged_into is null and a.archived_at is null and a.search = plain(wanted)
           group by wanted"#,
        org,
        names
    )
    .fetch_all(tx.db()?)
    .await?)
}
