//! The organization itself and custom roles: within one organization.

use shared::access::{Access, BuiltinRole};
use shared::identity::{CustomRole, EditOrganization, Organization};
use shared::text::Locale;
use shared::{Error, MemberId, OrgId, Result, RoleId};
use uuid::Uuid;

use super::{keys, roles};
use crate::db::{OnConstraint, Tx};

/// The settings.
pub async fn organization(tx: &mut Tx) -> Result<Organization> {
    let org = tx.org().0;
    let row = sqlx::query!(
        r#"select id as "id: OrgId", name, slug, country, currency, zone, locale, brand_hex, logo_key is not null as "has_logo!", packs, hubs, hours, holidays, numbering, mfa_roles, practice, track_mail, version
           from organizations where id = $1"#,
        org
    )
    .fetch_one(tx.db()?)
    .await?;
    let broken = |error: serde_json::Error| Error::internal(&error);
    Ok(Organization {
        id: row.id,
        name: row.name,
        slug: row.slug,
        country: row.country,
        currency: row.currency.parse().map_err(|error| Error::internal(&error))?,
        zone: row.zone,
        locale: Locale::from_tag(&row.locale),
        brand_hex: row.brand_hex,
        has_logo: row.has_logo,
        packs: row.packs.iter().filter_map(|pack| pack.parse().ok()).collect(),
        hubs: serde_json::from_value(row.hubs).map_err(broken)?,
        hours: row.hours.map(serde_json::from_value).transpose().map_err(broken)?.unwrap_or_default(),
        holidays: serde_json::from_value(row.holidays).map_err(broken)?,
        numbering: row.numbering.map(serde_json::from_value).transpose().map_err(broken)?.unwrap_or_default(),
        mfa_roles: roles(row.mfa_roles),
        practice: row.practice.and_then(|practice| practice.parse().ok()),
        track_mail: row.track_mail,
        version: row.version,
    })
}

/// Changes the settings if nobody else did since.
pub async fn edit_organization(tx: &mut Tx, edit: &EditOrganization) -> Result<()> {
    let org = tx.org().0;
    let json = |value: Result<serde_json::Value, serde_json::Error>| value.map_err(|error| Error::internal(&error));
    let done = sqlx::query!(
        "update organizations set name = $3, country = $4, currency = $5, zone = $6, locale = $7, brand_hex = lower($8), hubs = $9, hours = $10, holidays = $11, numbering = $12,
                mfa_roles = $13, track_mail = coalesce($14, track_mail), version = version + 1, updated_at = now() where id = $1 and version = $2",
        org,
        edit.version,
        edit.name.trim(),
        edit.country,
        edit.currency.code(),
        edit.zone,
        edit.locale.tag(),
        edit.brand_hex,
        json(serde_json::to_value(&edit.hubs))?,
        json(serde_json::to_value(&edit.hours))?,
        json(serde_json::to_value(&edit.holidays))?,
        json(serde_json::to_value(&edit.numbering))?,
        &keys(&edit.mfa_roles),
        edit.track_mail
    )
    .execute(tx.db()?)
    .await?;
    if done.rows_affected() == 0 { Err(super::super::members::changed()) } else { Ok(()) }
}

/// Notes that a practice organization is filled; false if it was before.
pub async fn finish_practice(tx: &mut Tx) -> Result<bool> {
    let org = tx.org().0;
    let done =
        sqlx::query!("update organizations set practice = 'ready' where id = $1 and practice = 'filling'", org).execute(tx.db()?).await?;
    Ok(done.rows_affected() == 1)
}

/// Sets or removes where the logo lies; answers where the former one lay.
pub async fn set_logo(tx: &mut Tx, key: Option<&str>) -> Result<Option<String>> {
    let org = tx.org().0;
    let former = sqlx::query_scalar!("select logo_key from organizations where id = $1 for update", org).fetch_one(tx.db()?).await?;
    sqlx::query!("update organizations set logo_key = $2, version = version + 1, updated_at = now() where id = $1", org, key)
        .execute(tx.db()?)
        .await?;
    Ok(former)
}

/// Where the logo lies.
pub async fn logo_key(tx: &mut Tx) -> Result<Option<String>> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!("select logo_key from organizations where id = $1", org).fetch_optional(tx.db()?).await?.flatten())
}

/// What a member's session shows of the member.
pub struct OwnPlace {
    pub email: String,
    pub roles: Vec<String>,
    pub custom_names: Vec<String>,
    pub must_add_factor: bool,
}

/// The member's address and roles.
pub async fn own_place(tx: &mut Tx, member: MemberId) -> Result<Option<OwnPlace>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        OwnPlace,
        r#"select m.email, m.roles, array(select r.name from roles r where r.org_id = m.org_id and r.id = any (m.custom_role_ids) order by r.name) as "custom_names!",
                  (not m.has_factor and (m.roles && o.mfa_roles
                      or exists (select from roles r where r.org_id = m.org_id and r.id = any (m.custom_role_ids) and r.mfa_required))) as "must_add_factor!"
           from members m join organizations o on o.id = m.org_id where m.org_id = $1 and m.id = $2"#,
        org,
        member.0
    )
    .fetch_optional(tx.db()?)
    .await?)
}

/// How many active members hold each built-in role, how many there are, and which roles must use a second factor.
pub async fn role_counts(tx: &mut Tx) -> Result<(Vec<(BuiltinRole, i64)>, i64, Vec<BuiltinRole>)> {
    let org = tx.org().0;
    let rows = sqlx::query!(r#"select role as "role!", count(*) as "n!" from members, unnest(roles) as role where org_id = $1 and status = 'active' group by role"#, org)
        .fetch_all(tx.db()?)
        .await?;
    let counts = rows.into_iter().filter_map(|row| row.role.parse().ok().map(|role| (role, row.n))).collect();
    let members = sqlx::query_scalar!(r#"select count(*) as "n!" from members where org_id = $1 and status = 'active'"#, org)
        .fetch_one(tx.db()?)
        .await?;
    let required = sqlx::query_scalar!("select mfa_roles from organizations where id = $1", org).fetch_one(tx.db()?).await?;
    Ok((counts, members, roles(required)))
}

/// The custom roles, or those with these ids.
pub async fn custom_roles(tx: &mut Tx, only: Option<&[Uuid]>) -> Result<Vec<CustomRole>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select r.id as "id: RoleId", r.name, r.based_on, r.access, r.mfa_required, r.version,
                  (select count(*) from members m where m.org_id = r.org_id and r.id = any (m.custom_role_ids) and m.status = 'active') as "members!"
           from roles r where r.org_id = $1 and ($2::uuid[] is null or r.id = any ($2)) order by r.name limit 200"#,
        org,
        only
    )
    .fetch_all(tx.db()?)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(CustomRole {
                id: row.id,
                name: row.name,
                based_on: row.based_on.parse().unwrap_or(BuiltinRole::Auditor),
                access: serde_json::from_value(row.access).map_err(|error| Error::internal(&error))?,
                mfa_required: row.mfa_required,
                members: row.members,
                version: row.version,
            })
        })
        .collect()
}

/// Adds a custom role.
pub async fn insert_role(tx: &mut Tx, id: RoleId, name: &str, based_on: BuiltinRole, access: &Access, mfa_required: bool) -> Result<()> {
    let org = tx.org().0;
    let access = serde_json::to_value(access).map_err(|error| Error::internal(&error))?;
    sqlx::query!(
        "insert into roles (org_id, id, name, based_on, access, mfa_required) values ($1, $2, $3, $4, $5, $6)",
        org,
        id.0,
        name,
        based_on.key(),
        access,
        mfa_required
    )
    .execute(tx.db()?)
    .await
    .on_constraint("roles_name_key", || Error::field("name", "taken"))?;
    Ok(())
}

/// Changes a custom role if nobody else did since; false if somebody did or it is gone.
pub async fn update_role(tx: &mut Tx, id: RoleId, name: &str, access: &Access, mfa_required: bool, version: i32) -> Result<bool> {
    let org = tx.org().0;
    let access = serde_json::to_value(access).map_err(|error| Error::internal(&error))?;
    let done = sqlx::query!(
        "update roles set name = $4, access = $5, mfa_required = $6, version = version + 1, updated_at = now() where org_id = $1 and id = $2 and version = $3",
        org,
        id.0,
        version,
        name,
        access,
        mfa_required
    )
    .execute(tx.db()?)
    .await
    .on_constraint("roles_name_key", || Error::field("name", "taken"))?;
    Ok(done.rows_affected() == 1)
}

/// Removes a custom role nobody holds or is invited with; false otherwise.
pub async fn delete_role(tx: &mut Tx, id: RoleId) -> Result<bool> {
    let org = tx.org().0;
    let done = sqlx::query!(
        "delete from roles r where r.org_id = $1 and r.id = $2
           and not exists (select from members m where m.org_id = $1 and r.id = any (m.custom_role_ids))
           and not exists (select from invitations i where i.org_id = $1 and r.id = any (i.custom_role_ids) and i.accepted_at is null and i.revoked_at is null)",
        org,
        id.0
    )
    .execute(tx.db()?)
    .await?;
    Ok(done.rows_affected() == 1)
}
