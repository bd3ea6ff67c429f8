//! Writing customers, their contacts and addresses.

use shared::customers::{
    AccountKind, ContactRole, CustomValues, EditAccount, EditContact, NewAddress, NewContact, Preferences, TaxStanding,
};
use shared::input::filled;
use shared::{AccountId, AddressId, ContactId, MemberId, Result};
use sqlx::types::Json;

use crate::db::{OnConstraint, Tx};

/// What is written of a new account.
pub(crate) struct AccountRecord<'a> {
    pub kind: AccountKind,
    pub name: &'a str,
    pub tags: &'a [String],
    pub notes: &'a str,
    pub custom: &'a CustomValues,
    pub owner: Option<MemberId>,
}

pub(crate) async fn insert_account(tx: &mut Tx, id: AccountId, account: AccountRecord<'_>) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "insert into accounts (org_id, id, kind, name, tags, notes, owner_id, custom) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        org,
        id.0,
        account.kind.key(),
        account.name,
        account.tags,
        account.notes,
        account.owner.map(|o| o.0),
        Json(account.custom) as _
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// The new version, or none when somebody was faster. Whom it belongs to is written only if `parent` says something, taxes
/// only if the input does.
pub(crate) async fn update_account(
    tx: &mut Tx,
    id: AccountId,
    input: &EditAccount,
    name: &str,
    tags: &[String],
    custom: &CustomValues,
    parent: Option<Option<AccountId>>,
) -> Result<Option<i32>> {
    let org = tx.org().0;
    let tax = input.tax.as_ref().map(TaxStanding::kept);
    sqlx::query_scalar!(
        "update accounts set kind = $4, name = $5, status = $6, terms = $7, owner_id = $8, tags = $9, notes = $10, custom = $11,
                parent_id = case when $12 then $13 else parent_id end,
                tax_exempt = coalesce($14, tax_exempt), tax_certificate = coalesce($15, tax_certificate), version = version + 1, updated_at = now()
         where org_id = $1 and id = $2 and version = $3 returning version",
        org,
        id.0,
        input.version,
        input.kind.key(),
        name,
        input.status.key(),
        input.terms.key(),
        input.owner.map(|o| o.0),
        tags,
        input.notes.trim(),
        Json(custom) as _,
        parent.is_some(),
        parent.flatten().map(|parent| parent.0),
        tax.as_ref().map(|tax| tax.exempt),
        tax.as_ref().map(|tax| tax.certificate.as_str())
    )
    .fetch_optional(tx.db()?)
    .await
    .on_constraint("accounts_owner_id_fkey", || shared::Error::field("owner", "unknown_choice"))
}

pub(crate) async fn activate(tx: &mut Tx, id: AccountId) -> Result<Option<i32>> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(
        "update accounts set status = 'active', version = version + 1, updated_at = now() where org_id = $1 and id = $2 and status in ('prospect', 'dormant') returning version",
        org,
        id.0
    )
    .fetch_optional(tx.db()?)
    .await?)
}

pub(crate) async fn insert_contact(
    tx: &mut Tx,
    account: AccountId,
    id: ContactId,
    input: &NewContact,
    forms: &(Option<String>, Option<String>),
    custom: &CustomValues,
    primary: bool,
) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "insert into contacts (org_id, id, account_id, name, email, email_norm, phone, phone_e164, roles, is_primary, custom) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        org,
        id.0,
        account.0,
        input.name.trim(),
        input.email.as_deref().and_then(filled),
        forms.0,
        input.phone.as_deref().and_then(filled),
        forms.1,
        &keys(&input.roles),
        primary,
        Json(custom) as _
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub(crate) async fn clear_primary(tx: &mut Tx, account: AccountId, except: ContactId) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update contacts set is_primary = false where org_id = $1 and account_id = $2 and id <> $3 and is_primary",
        org,
        account.0,
        except.0
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub(crate) async fn update_contact(
    tx: &mut Tx,
    account: AccountId,
    id: ContactId,
    input: &EditContact,
    forms: &(Option<String>, Option<String>),
    custom: &CustomValues,
) -> Result<Option<i32>> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(
        "update contacts set name = $5, email = $6, email_norm = $7, phone = $8, phone_e164 = $9, roles = $10, is_primary = is_primary or $11, custom = $12,
                version = version + 1, updated_at = now()
         where org_id = $1 and account_id = $2 and id = $3 and version = $4 returning version",
        org,
        account.0,
        id.0,
        input.version,
        input.name.trim(),
        input.email.as_deref().and_then(filled),
        forms.0,
        input.phone.as_deref().and_then(filled),
        forms.1,
        &keys(&input.roles),
        input.primary,
        Json(custom) as _
    )
    .fetch_optional(tx.db()?)
    .await?)
}

/// The new version of the person, or none when somebody was faster.
pub(crate) async fn write_preferences(
    tx: &mut Tx,
    account: AccountId,
    id: ContactId,
    version: i32,
    preferences: &Preferences,
) -> Result<Option<i32>> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(
        "update contacts set preferences = $5, version = version + 1, updated_at = now()
         where org_id = $1 and account_id = $2 and id = $3 and version = $4 returning version",
        org,
        account.0,
        id.0,
        version,
        Json(preferences) as _
    )
    .fetch_optional(tx.db()?)
    .await?)
}

pub(crate) async fn insert_address(tx: &mut Tx, account: AccountId, id: AddressId, input: &NewAddress) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "insert into addresses (org_id, id, account_id, label, street, city, region, postal, country) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        org,
        id.0,
        account.0,
        input.label.trim(),
        input.street.trim(),
        input.city.trim(),
        input.region.trim(),
        input.postal.trim(),
        input.country.trim().to_uppercase()
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub(crate) async fn delete_address(tx: &mut Tx, account: AccountId, id: AddressId) -> Result<bool> {
    let org = tx.org().0;
    let done = sqlx::query!("delete from addresses where org_id = $1 and account_id = $2 and id = $3", org, account.0, id.0)
        .execute(tx.db()?)
        .await?;
    Ok(done.rows_affected() == 1)
}

pub(super) fn keys(roles: &[ContactRole]) -> Vec<String> {
    roles.iter().map(|role| role.key().to_string()).collect()
}
