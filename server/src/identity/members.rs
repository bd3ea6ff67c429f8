//! Members and teams: who is there, with which roles, and who no longer is.

use serde_json::json;
use shared::access::{Access, Action};
use shared::identity::{EditMember, Member, MemberStatus, NewTeam, Team, access_of, events, is_within, keep_an_owner};
use shared::input::{check, trimmed};
use shared::{Error, MemberId, Result, RoleId, TeamId};
use uuid::Uuid;

use super::said;
use super::sql::{members, sessions, settings};
use crate::cx::Cx;
use crate::db::Tx;
use crate::events::Record;
use crate::{begin, begin_across};

/// Somebody else changed the record meanwhile.
pub(super) fn changed() -> Error {
    Error::conflict("changed", said::changed)
}

/// The members by name, active ones first.
pub async fn members(cx: &Cx) -> Result<Vec<Member>> {
    cx.may(Action::MembersView)?;
    let mut tx = cx.read().await?;
    let mut list = members::list(&mut tx, None).await?;
    if cx.may(Action::MembersManage).is_err() {
        // how somebody logs in is for those who look after members
        for member in &mut list {
            member.has_factor = false;
            member.last_seen_at = None;
        }
    }
    Ok(list)
}

/// The rights of roles together; refuses roles that do not exist.
pub(super) async fn access_of_roles(tx: &mut Tx, builtin: &[shared::access::BuiltinRole], custom: &[RoleId]) -> Result<Access> {
    if builtin.is_empty() && custom.is_empty() {
        return Err(Error::field("roles", "required"));
    }
    let mut ids: Vec<Uuid> = custom.iter().map(|id| id.0).collect();
    ids.sort_unstable();
    ids.dedup();
    let found = if ids.is_empty() { Vec::new() } else { settings::custom_roles(tx, Some(&ids)).await? };
    if found.len() != ids.len() {
        return Err(Error::field("custom_roles", "unknown_choice"));
    }
    Ok(access_of(builtin, found.iter().map(|role| &role.access)))
}

/// Refuses to hand out, or take from somebody, rights one lacks.
pub(super) fn within(asked: &Access, cx: &Cx) -> Result<()> {
    cx.must(is_within(asked, &cx.access), "beyond_own_rights")
}

/// Changes a member's roles, teams and place.
pub async fn edit_member(cx: &Cx, id: MemberId, edit: EditMember) -> Result<Member> {
    cx.may(Action::MembersManage)?;
    check(&edit)?;
    let mut tx = begin!(cx);
    let before = members::lock(&mut tx, id).await?;
    let owners = members::owners(&mut tx).await?;
    let (now, then) = (
        access_of_roles(&mut tx, &before.roles, &before.custom_roles).await.unwrap_or_default(),
        access_of_roles(&mut tx, &edit.roles, &edit.custom_roles).await?,
    );
    within(&now, cx)?;
    within(&then, cx)?;
    keep_an_owner((&before.roles, before.status), (&edit.roles, before.status), owners)?;
    if let Some(manager) = edit.manager.filter(|manager| before.manager != Some(*manager))
        && members::is_below(&mut tx, id, manager).await?
    {
        return Err(Error::field("manager", "below"));
    }
    if !members::update(&mut tx, id, &edit).await? {
        return Err(changed());
    }
    let after = members::lock(&mut tx, id).await?;
    let data = json!({ "name": after.name, "roles": { "before": before.roles, "after": after.roles }, "teams": { "before": before.teams, "after": after.teams }, "manager": { "before": before.manager, "after": after.manager } });
    tx.record(Record::new(events::MEMBER_CHANGED, id).version(after.version).data(data)).await?;
    tx.commit(after).await
}

/// Keeps a member out: every session of theirs in this organization ends at once, their keys stop, nothing of their
/// work is lost.
pub async fn deactivate(cx: &Cx, id: MemberId) -> Result<Member> {
    set_status(cx, id, MemberStatus::Deactivated).await
}

/// Lets a member in again, with the roles they had.
pub async fn reactivate(cx: &Cx, id: MemberId) -> Result<Member> {
    set_status(cx, id, MemberStatus::Active).await
}

async fn set_status(cx: &Cx, id: MemberId, status: MemberStatus) -> Result<Member> {
    cx.may(Action::MembersManage)?;
    if cx.member() == Some(id) {
        return Err(Error::conflict("self", said::not_yourself));
    }
    let mut tx = begin_across!(cx, "sessions of a member end");
    if status == MemberStatus::Deactivated {
        sessions::end_of_member(&mut tx, cx.org, id).await?;
    }
    let mut tx = tx.into_tenant(cx).await?;
    let before = members::lock(&mut tx, id).await?;
    let owners = members::owners(&mut tx).await?;
    within(&access_of_roles(&mut tx, &before.roles, &before.custom_roles).await.unwrap_or_default(), cx)?;
    keep_an_owner((&before.roles, before.status), (&before.roles, status), owners)?;
    if before.status == status {
        return Ok(before);
    }
    members::set_status(&mut tx, id, status).await?;
    let after = members::lock(&mut tx, id).await?;
    let kind = if status == MemberStatus::Active { events::MEMBER_REACTIVATED } else { events::MEMBER_DEACTIVATED };
    tx.record(Record::new(kind, id).version(after.version).data(json!({ "name": after.name }))).await?;
    tx.commit(after).await
}

/// The teams by name.
pub async fn teams(cx: &Cx) -> Result<Vec<Team>> {
    cx.may(Action::MembersView)?;
    let mut tx = cx.read().await?;
    members::teams(&mut tx).await
}

/// Adds a team.
pub async fn create_team(cx: &Cx, new: NewTeam) -> Result<Team> {
    cx.may(Action::MembersManage)?;
    check(&new)?;
    let mut tx = begin!(cx);
    let team = Team { id: cx.id::<TeamId>(), name: trimmed(&new.name), members: 0 };
    members::insert_team(&mut tx, team.id, &team.name).await?;
    tx.record(Record::new(events::TEAM_CREATED, team.id).data(json!({ "name": team.name }))).await?;
    tx.commit(team).await
}

/// The name of a member, active or not; for rooms that show who did something.
pub async fn member_name(tx: &mut Tx, id: MemberId) -> Result<Option<String>> {
    members::name(tx, id).await
}
