//! Every query on who is there. The time is the database's, so that all processes mean the same minute.

use shared::presence::{FRESH_SECONDS, MOST_PEOPLE, Present, Record};
use shared::{MemberId, Result};

use super::{Asker, entity};
use crate::db::Tx;

/// Notes that somebody is there, and clears away what their session left lying elsewhere. A row another transaction holds
/// is somebody else's to clear.
pub(super) async fn stay(tx: &mut Tx, of: Record, asker: Asker, tab: i32, editing: bool) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "insert into presence (org_id, record_id, session_id, tab, entity, member_id, editing, seen_at)
         values ($1, $2, $3, $4, $5, $6, $7, now())
         on conflict (org_id, record_id, session_id, tab) do update set editing = excluded.editing, seen_at = excluded.seen_at",
        org,
        of.id(),
        asker.session.0,
        tab,
        entity(of),
        asker.member.0,
        editing
    )
    .execute(tx.db()?)
    .await?;
    // not in the statement above: what a session left lying must not be held while the foreign key asks for the session,
    // which a logout holds that waits for these rows
    sqlx::query!(
        "with stale as (
             select record_id, tab from presence
             where org_id = $1 and session_id = $3 and seen_at < now() - make_interval(secs => $5) and (record_id <> $2 or tab <> $4)
             for update skip locked)
         delete from presence p using stale s
         where p.org_id = $1 and p.session_id = $3 and p.record_id = s.record_id and p.tab = s.tab",
        org,
        of.id(),
        asker.session.0,
        tab,
        f64::from(FRESH_SECONDS)
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Notes that somebody is not there any more.
pub(super) async fn leave(tx: &mut Tx, of: Record, asker: Asker, tab: i32) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "delete from presence where org_id = $1 and record_id = $2 and session_id = $3 and tab = $4",
        org,
        of.id(),
        asker.session.0,
        tab
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Everybody else who is there: those who edit first, then by name.
pub(super) async fn others(tx: &mut Tx, of: Record, me: MemberId) -> Result<Vec<Present>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        Present,
        r#"select p.member_id as "member: MemberId", m.name, bool_or(p.editing) as "editing!"
           from presence p join members m on m.org_id = p.org_id and m.id = p.member_id
           where p.org_id = $1 and p.record_id = $2 and p.member_id <> $3 and p.seen_at >= now() - make_interval(secs => $4)
           group by p.member_id, m.name
           order by bool_or(p.editing) desc, lower(m.name), p.member_id
           limit $5"#,
        org,
        of.id(),
        me.0,
        f64::from(FRESH_SECONDS),
        MOST_PEOPLE
    )
    .fetch_all(tx.db()?)
    .await?)
}
