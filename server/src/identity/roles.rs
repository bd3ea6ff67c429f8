//! Custom roles and the permission matrix.

use serde_json::json;
use shared::access::{Action, BuiltinRole};
use shared::identity::{BuiltinRoleUse, CustomRole, EditRole, NewRole, RoleMatrix, events};
use shared::input::{check, trimmed};
use shared::{Error, Result, RoleId};

use super::members::{changed, within};
use super::said;
use super::sql::settings;
use crate::begin;
use crate::cx::Cx;
use crate::events::Record;

/// Role × action, and how many hold each.
pub async fn matrix(cx: &Cx) -> Result<RoleMatrix> {
    cx.may(Action::MembersView)?;
    let mut tx = cx.read().await?;
    let (counts, members, required) = settings::role_counts(&mut tx).await?;
    let custom = settings::custom_roles(&mut tx, None).await?;
    let builtin = BuiltinRole::ALL
        .iter()
        .map(|role| BuiltinRoleUse {
            role: *role,
            access: role.access(),
            members: counts.iter().find(|(held, _)| held == role).map_or(0, |(_, n)| *n),
            mfa_required: required.contains(role),
        })
        .collect();
    Ok(RoleMatrix { builtin, custom, members })
}

/// Adds a role. It can give no more than its maker has.
pub async fn create_role(cx: &Cx, new: NewRole) -> Result<CustomRole> {
    cx.may(Action::RolesManage)?;
    check(&new)?;
    within(&new.access, cx)?;
    let mut tx = begin!(cx);
    let role = CustomRole {
        id: cx.id::<RoleId>(),
        name: trimmed(&new.name),
        based_on: new.based_on,
        access: new.access,
        mfa_required: new.mfa_required,
        members: 0,
        version: 1,
    };
    settings::insert_role(&mut tx, role.id, &role.name, role.based_on, &role.access, role.mfa_required).await?;
    tx.record(Record::new(events::ROLE_CREATED, role.id).version(1).data(json!({ "name": role.name, "access": role.access }))).await?;
    tx.commit(role).await
}

/// Changes a role: everybody who holds it has the new rights with their next request.
pub async fn edit_role(cx: &Cx, id: RoleId, edit: EditRole) -> Result<CustomRole> {
    cx.may(Action::RolesManage)?;
    check(&edit)?;
    within(&edit.access, cx)?;
    let mut tx = begin!(cx);
    let before = settings::custom_roles(&mut tx, Some(&[id.0])).await?.pop().ok_or(Error::NotFound)?;
    within(&before.access, cx)?;
    if !settings::update_role(&mut tx, id, edit.name.trim(), &edit.access, edit.mfa_required, edit.version).await? {
        return Err(changed());
    }
    let after = settings::custom_roles(&mut tx, Some(&[id.0])).await?.pop().ok_or(Error::NotFound)?;
    let data =
        json!({ "name": { "before": before.name, "after": after.name }, "access": { "before": before.access, "after": after.access } });
    tx.record(Record::new(events::ROLE_CHANGED, id).version(after.version).data(data)).await?;
    tx.commit(after).await
}

/// Removes a role nobody holds.
pub async fn delete_role(cx: &Cx, id: RoleId) -> Result<()> {
    cx.may(Action::RolesManage)?;
    let mut tx = begin!(cx);
    let role = settings::custom_roles(&mut tx, Some(&[id.0])).await?.pop().ok_or(Error::NotFound)?;
    if !settings::delete_role(&mut tx, id).await? {
        return Err(Error::conflict("role_in_use", said::role_in_use));
    }
    tx.record(Record::new(events::ROLE_DELETED, id).data(json!({ "name": role.name }))).await?;
    tx.commit(()).await
}
