//! Members and teams, within one organization.

use shared::identity::{EditMember, Member, MemberStatus, Team};
use shared::{Error, MemberId, Result, RoleId, TeamId};
use uuid::Uuid;

use super::{keys, roles, told};
use crate::db::{OnConstraint, Tx};

/// The members by name, or one of them.
pub async fn list(tx: &mut Tx, only: Option<MemberId>) -> Result<Vec<Member>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select m.id as "id: MemberId", m.name, m.email, m.phone, m.title, m.roles, m.custom_role_ids, m.manager_id as "manager_id: MemberId", m.status as "status: MemberStatus",
                  m.has_factor, m.last_seen_at, m.created_at, m.version, array(select t.team_id from team_members t where t.org_id = m.org_id and t.member_id = m.id) as "teams!"
           from members m where m.org_id = $1 and ($2::uuid is null or m.id = $2) order by m.status, m.name, m.id limit 2000"#,
        org,
        only.map(|id| id.0)
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Member {
            id: row.id,
            name: row.name,
            email: row.email,
            phone: row.phone,
            title: row.title,
            roles: roles(row.roles),
            custom_roles: row.custom_role_ids.into_iter().map(RoleId).collect(),
            teams: row.teams.into_iter().map(TeamId).collect(),
            manager: row.manager_id,
            status: row.status,
            has_factor: row.has_factor,
            last_seen_at: row.last_seen_at,
            created_at: row.created_at,
            version: row.version,
        })
        .collect())
}

/// One member, locked until the transaction ends.
pub async fn lock(tx: &mut Tx, id: MemberId) -> Result<Member> {
    let org = tx.org().0;
    sqlx::query!("select id from members where org_id = $1 and id = $2 for update", org, id.0)
        .fetch_optional(tx.db()?)
        .await?
        .ok_or(Error::NotFound)?;
    list(tx, Some(id)).await?.pop().ok_or(Error::NotFound)
}

/// How many active owners there are; their rows are locked, so that two cannot leave at once.
pub async fn owners(tx: &mut Tx) -> Result<i64> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        "select id from members where org_id = $1 and status = 'active' and 'owner' = any (roles) order by id for update",
        org
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(i64::try_from(rows.len()).unwrap_or(i64::MAX))
}

/// Changes a member if nobody else did since; false if somebody did.
pub async fn update(tx: &mut Tx, id: MemberId, edit: &EditMember) -> Result<bool> {
    let org = tx.org().0;
    let custom: Vec<Uuid> = edit.custom_roles.iter().map(|id| id.0).collect();
    let done = told(sqlx::query!(
        "update members set roles = $4, custom_role_ids = $5, manager_id = $6, title = $7, phone = $8, version = version + 1, updated_at = now() where org_id = $1 and id = $2 and version = $3",
        org,
        id.0,
        edit.version,
        &keys(&edit.roles),
        &custom,
        edit.manager.map(|id| id.0),
        edit.title.trim(),
        shared::input::normal_phone(&edit.phone).unwrap_or_default()
    )
    .execute(tx.db()?)
    .await, &[("members_manager_id_fkey", "manager", "unknown_choice"), ("members_manager_id_check", "manager", "invalid")])?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    set_teams(tx, id, &edit.teams).await?;
    Ok(true)
}

/// Whether somebody is the member or stands below the member.
pub async fn is_below(tx: &mut Tx, member: MemberId, somebody: MemberId) -> Result<bool> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(
        r#"with recursive above as (
             select $3::uuid as id
             union select m.manager_id from above a join members m on m.org_id = $1 and m.id = a.id where m.manager_id is not null)
           select exists (select from above where id = $2) as "is!""#,
        org,
        member.0,
        somebody.0
    )
    .fetch_one(tx.db()?)
    .await?)
}

/// Sets the teams of a member.
pub async fn set_teams(tx: &mut Tx, id: MemberId, teams: &[TeamId]) -> Result<()> {
    let org = tx.org().0;
    let teams: Vec<Uuid> = teams.iter().map(|id| id.0).collect();
    sqlx::query!("delete from team_members where org_id = $1 and member_id = $2", org, id.0).execute(tx.db()?).await?;
    sqlx::query!(
        "insert into team_members (org_id, team_id, member_id) select distinct $1::uuid, team, $2::uuid from unnest($3::uuid[]) as team",
        org,
        id.0,
        &teams
    )
    .execute(tx.db()?)
    .await
    .on_constraint("team_members_team_id_fkey", || Error::field("teams", "unknown_choice"))?;
    Ok(())
}

/// Lets a member in again or keeps them out.
pub async fn set_status(tx: &mut Tx, id: MemberId, status: MemberStatus) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update members set status = $3, deactivated_at = case when $3 = 'deactivated' then now() end, version = version + 1, updated_at = now() where org_id = $1 and id = $2",
        org,
        id.0,
        status.key()
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Gives a returning member the roles of a new invitation.
pub async fn rejoin(tx: &mut Tx, id: MemberId, roles: &[String], custom: &[Uuid]) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update members set status = 'active', deactivated_at = null, roles = $3, custom_role_ids = $4, version = version + 1, updated_at = now() where org_id = $1 and id = $2",
        org,
        id.0,
        roles,
        custom
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// The name of a member, active or not.
pub async fn name(tx: &mut Tx, id: MemberId) -> Result<Option<String>> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!("select name from members where org_id = $1 and id = $2", org, id.0).fetch_optional(tx.db()?).await?)
}

/// The teams by name.
pub async fn teams(tx: &mut Tx) -> Result<Vec<Team>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        Team,
        r#"select t.id as "id: TeamId", t.name, (select count(*) from team_members m where m.org_id = t.org_id and m.team_id = t.id) as "members!" from teams t where t.org_id = $1 order by t.name limit 500"#,
        org
    )
    .fetch_all(tx.db()?)
    .await?)
}

/// Adds a team.
pub async fn insert_team(tx: &mut Tx, id: TeamId, name: &str) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!("insert into teams (org_id, id, name) values ($1, $2, $3)", org, id.0, name)
        .execute(tx.db()?)
        .await
        .on_constraint("teams_name_key", || Error::field("name", "taken"))?;
    Ok(())
}

/// Whether an active member has this address.
pub async fn has_email(tx: &mut Tx, email: &str) -> Result<bool> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(
        r#"select exists (select from members where org_id = $1 and email = $2 and status = 'active') as "it!""#,
        org,
        email
    )
    .fetch_one(tx.db()?)
    .await?)
}
