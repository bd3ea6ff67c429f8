//! Making an organization and joining one.

use chrono::{DateTime, Utc};
use shared::identity::Practice;
use shared::{Error, MemberId, OrgId, Result, UserId};
use uuid::Uuid;

use crate::db::{OnConstraint, SystemTx};

/// Short names that begin like this one.
pub async fn slugs_like(tx: &mut SystemTx, slug: &str) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!("select slug from organizations where slug = $1 or starts_with(slug, $1 || '-')", slug)
        .fetch_all(tx.db()?)
        .await?)
}

/// An organization to be made.
pub struct NewOrganization<'a> {
    pub id: OrgId,
    pub name: &'a str,
    pub slug: &'a str,
    pub country: &'a str,
    pub currency: &'a str,
    pub zone: &'a str,
    pub locale: &'a str,
    pub packs: &'a [String],
    pub practice: Option<Practice>,
}

/// Makes an organization.
pub async fn insert_organization(tx: &mut SystemTx, new: NewOrganization<'_>) -> Result<()> {
    sqlx::query!(
        "insert into organizations (id, name, slug, country, currency, zone, locale, packs, practice) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        new.id.0,
        new.name,
        new.slug,
        new.country,
        new.currency,
        new.zone,
        new.locale,
        new.packs,
        new.practice.map(|practice| practice.key())
    )
    .execute(tx.db()?)
    .await
    .on_constraint("organizations_slug_key", || Error::field("organization", "taken"))?;
    Ok(())
}

/// How far an organization is as a practice one; none if there is no such organization.
pub async fn practice(tx: &mut SystemTx, id: OrgId) -> Result<Option<Practice>> {
    Ok(sqlx::query_scalar!(r#"select practice as "practice!: Practice" from organizations where id = $1 and practice is not null"#, id.0)
        .fetch_optional(tx.db()?)
        .await?)
}

/// Makes a person a member.
pub async fn insert_member(
    tx: &mut SystemTx,
    org: OrgId,
    id: MemberId,
    user: UserId,
    name: &str,
    email: &str,
    roles: &[String],
    custom: &[Uuid],
    has_factor: bool,
) -> Result<()> {
    sqlx::query!(
        "insert into members (org_id, id, user_id, name, email, roles, custom_role_ids, has_factor) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        org.0,
        id.0,
        user.0,
        name,
        email,
        roles,
        custom,
        has_factor
    )
    .execute(tx.db()?)
    .await
    .on_constraint("members_user_id_key", || Error::field("email", "taken"))?;
    Ok(())
}

/// An invitation by its link.
pub struct FoundInvitation {
    pub org_id: Uuid,
    pub id: Uuid,
    pub email: String,
    pub name: String,
    pub roles: Vec<String>,
    pub custom_role_ids: Vec<Uuid>,
    pub custom_names: Vec<String>,
    pub team_id: Option<Uuid>,
    pub in_queue: bool,
    pub invited_by: String,
    pub org_name: String,
    pub locale: String,
    pub expires_at: DateTime<Utc>,
    pub accepted_at: Option<DateTime<Utc>>,
    pub revoked_at: Option<DateTime<Utc>>,
}

/// The invitation of a link, locked until the transaction ends.
pub async fn invitation(tx: &mut SystemTx, token_hash: &[u8]) -> Result<Option<FoundInvitation>> {
    Ok(sqlx::query_as!(
        FoundInvitation,
        r#"select i.org_id, i.id, i.email, i.name, i.roles, i.custom_role_ids, i.team_id, i.in_queue, i.expires_at, i.accepted_at, i.revoked_at, m.name as invited_by,
                  o.name as org_name, o.locale, array(select r.name from roles r where r.org_id = i.org_id and r.id = any (i.custom_role_ids)) as "custom_names!"
           from invitations i join organizations o on o.id = i.org_id join members m on m.org_id = i.org_id and m.id = i.invited_by
           where i.token_hash = $1 for update of i"#,
        token_hash
    )
    .fetch_optional(tx.db()?)
    .await?)
}

/// The place a person already has in an organization, whatever its state.
pub async fn place_in(tx: &mut SystemTx, org: Uuid, user: UserId) -> Result<Option<Uuid>> {
    Ok(sqlx::query_scalar!("select id from members where org_id = $1 and user_id = $2", org, user.0).fetch_optional(tx.db()?).await?)
}

/// The organization with this short name.
pub async fn org_by_slug(tx: &mut SystemTx, slug: &str) -> Result<Option<OrgId>> {
    Ok(sqlx::query_scalar!(r#"select id as "id: OrgId" from organizations where slug = $1"#, slug).fetch_optional(tx.db()?).await?)
}
