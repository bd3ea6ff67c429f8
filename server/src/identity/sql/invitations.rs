//! Invitations, within one organization.

use chrono::{DateTime, Utc};
use shared::identity::{Invitation, InvitationStatus, NewInvitation};
use shared::{InvitationId, MemberId, Result, RoleId, TeamId};
use uuid::Uuid;

use super::{keys, roles, told};
use crate::db::Tx;

/// The invitations, newest first, or one of them.
pub async fn list(tx: &mut Tx, only: Option<InvitationId>) -> Result<Vec<Invitation>> {
    let org = tx.org().0;
    let now = tx.now();
    let rows = sqlx::query!(
        r#"select i.id as "id: InvitationId", i.email, i.name, i.roles, i.custom_role_ids, i.team_id as "team_id: TeamId", i.in_queue, m.name as invited_by, i.sent_at, i.expires_at, i.accepted_at, i.revoked_at
           from invitations i join members m on m.org_id = i.org_id and m.id = i.invited_by
           where i.org_id = $1 and ($2::uuid is null or i.id = $2) order by i.created_at desc, i.id desc limit 500"#,
        org,
        only.map(|id| id.0)
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Invitation {
            id: row.id,
            email: row.email,
            name: row.name,
            roles: roles(row.roles),
            custom_roles: row.custom_role_ids.into_iter().map(RoleId).collect(),
            team: row.team_id,
            queue: row.in_queue,
            invited_by: row.invited_by,
            status: status(row.accepted_at, row.revoked_at, row.expires_at, now),
            sent_at: row.sent_at,
            expires_at: row.expires_at,
        })
        .collect())
}

/// Where an invitation stands.
pub fn status(
    accepted: Option<DateTime<Utc>>,
    revoked: Option<DateTime<Utc>>,
    expires: DateTime<Utc>,
    now: DateTime<Utc>,
) -> InvitationStatus {
    match (accepted, revoked) {
        (Some(_), _) => InvitationStatus::Accepted,
        (_, Some(_)) => InvitationStatus::Revoked,
        _ if expires <= now => InvitationStatus::Expired,
        _ => InvitationStatus::Open,
    }
}

/// Adds an invitation. One that expired gives its place up.
pub async fn insert(
    tx: &mut Tx,
    id: InvitationId,
    new: &NewInvitation,
    email: &str,
    in_queue: bool,
    by: MemberId,
    token_hash: &[u8],
    expires_at: DateTime<Utc>,
) -> Result<()> {
    let org = tx.org().0;
    let custom: Vec<Uuid> = new.custom_roles.iter().map(|id| id.0).collect();
    sqlx::query!("update invitations set revoked_at = now() where org_id = $1 and email = $2 and accepted_at is null and revoked_at is null and expires_at <= now()", org, email)
        .execute(tx.db()?)
        .await?;
    told(sqlx::query!(
        "insert into invitations (org_id, id, email, name, roles, custom_role_ids, team_id, in_queue, invited_by, token_hash, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        org,
        id.0,
        email,
        new.name.trim(),
        &keys(&new.roles),
        &custom,
        new.team.map(|id| id.0),
        in_queue,
        by.0,
        token_hash,
        expires_at
    )
    .execute(tx.db()?)
    .await, &[("invitations_email_key", "email", "invited"), ("invitations_team_id_fkey", "team", "unknown_choice")])?;
    Ok(())
}

/// Gives an open invitation a new link and a new term; false if it is not open.
pub async fn renew(tx: &mut Tx, id: InvitationId, token_hash: &[u8], expires_at: DateTime<Utc>) -> Result<bool> {
    let org = tx.org().0;
    let done = sqlx::query!(
        "update invitations set token_hash = $3, expires_at = $4, sent_at = now() where org_id = $1 and id = $2 and accepted_at is null and revoked_at is null",
        org,
        id.0,
        token_hash,
        expires_at
    )
    .execute(tx.db()?)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Revokes an open invitation; false if it is not open.
pub async fn revoke(tx: &mut Tx, id: InvitationId) -> Result<bool> {
    let org = tx.org().0;
    let done = sqlx::query!(
        "update invitations set revoked_at = now() where org_id = $1 and id = $2 and accepted_at is null and revoked_at is null",
        org,
        id.0
    )
    .execute(tx.db()?)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Notes that an invitation was accepted.
pub async fn accept(tx: &mut Tx, id: InvitationId) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!("update invitations set accepted_at = now() where org_id = $1 and id = $2", org, id.0).execute(tx.db()?).await?;
    Ok(())
}
