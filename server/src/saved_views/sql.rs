//! Every query on saved views.

use shared::saved_views::{ListKind, SavedView};
use shared::{Error, MemberId, Result, SavedViewId};

use crate::db::{OnConstraint, Tx};

fn taken() -> Error {
    Error::field("name", "taken")
}

pub async fn list(tx: &mut Tx, member: MemberId, list: Option<ListKind>) -> Result<Vec<SavedView>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        SavedView,
        r#"select v.id as "id: SavedViewId", v.version, v.list as "list: ListKind", v.name, v.query, v.shared, v.member_id as "member: MemberId", m.name as member_name, v.updated_at
           from saved_views v join members m on m.org_id = v.org_id and m.id = v.member_id
           where v.org_id = $1 and (v.member_id = $2 or v.shared) and ($3::text is null or v.list = $3)
           order by v.member_id <> $2, lower(v.name), v.id"#,
        org,
        member.0,
        list.map(|list| list.key())
    )
    .fetch_all(tx.db()?)
    .await?)
}

pub async fn find(tx: &mut Tx, id: SavedViewId) -> Result<SavedView> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        SavedView,
        r#"select v.id as "id: SavedViewId", v.version, v.list as "list: ListKind", v.name, v.query, v.shared, v.member_id as "member: MemberId", m.name as member_name, v.updated_at
           from saved_views v join members m on m.org_id = v.org_id and m.id = v.member_id
           where v.org_id = $1 and v.id = $2"#,
        org,
        id.0
    )
    .fetch_one(tx.db()?)
    .await?)
}

/// The view, held against other writers until this transaction ends.
pub async fn lock(tx: &mut Tx, id: SavedViewId) -> Result<SavedView> {
    let org = tx.org().0;
    sqlx::query_scalar!("select version from saved_views where org_id = $1 and id = $2 for update", org, id.0).fetch_one(tx.db()?).await?;
    find(tx, id).await
}

pub async fn lock_member(tx: &mut Tx, member: MemberId) -> Result<()> {
    let org = tx.org().0;
    sqlx::query_scalar!("select id from members where org_id = $1 and id = $2 for no key update", org, member.0)
        .fetch_one(tx.db()?)
        .await?;
    Ok(())
}

pub async fn count(tx: &mut Tx, member: MemberId, list: ListKind) -> Result<i64> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "n!" from saved_views where org_id = $1 and member_id = $2 and list = $3"#,
        org,
        member.0,
        list.key()
    )
    .fetch_one(tx.db()?)
    .await?)
}

pub async fn insert(tx: &mut Tx, id: SavedViewId, member: MemberId, list: ListKind, name: &str, query: &str, shared: bool) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "insert into saved_views (org_id, id, member_id, list, name, query, shared) values ($1, $2, $3, $4, $5, $6, $7)",
        org,
        id.0,
        member.0,
        list.key(),
        name,
        query,
        shared
    )
    .execute(tx.db()?)
    .await
    .on_constraint("saved_views_name_key", taken)?;
    Ok(())
}

pub async fn update(tx: &mut Tx, id: SavedViewId, name: &str, query: &str, shared: bool) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update saved_views set name = $3, query = $4, shared = $5, version = version + 1, updated_at = now() where org_id = $1 and id = $2",
        org,
        id.0,
        name,
        query,
        shared
    )
    .execute(tx.db()?)
    .await
    .on_constraint("saved_views_name_key", taken)?;
    Ok(())
}

pub async fn delete(tx: &mut Tx, id: SavedViewId) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!("delete from saved_views where org_id = $1 and id = $2", org, id.0).execute(tx.db()?).await?;
    Ok(())
}
