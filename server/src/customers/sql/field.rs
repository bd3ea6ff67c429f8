//! Fields of the organization's own.

use shared::customers::{CustomField, CustomValues, FieldKind, FieldOf};
use shared::{AccountId, CustomFieldId, Error, Result};
use sqlx::types::Json;

use crate::db::{OnConstraint, Tx};

/// The fields of customers and their people: those of accounts first, in their places, archived ones last.
pub(crate) async fn fields(tx: &mut Tx) -> Result<Vec<CustomField>> {
    Ok(all_fields(tx).await?.into_iter().filter(|field| field.of.is_of_customers()).collect())
}

/// Every field, those of leads last.
pub(crate) async fn all_fields(tx: &mut Tx) -> Result<Vec<CustomField>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        CustomField,
        r#"select id as "id: CustomFieldId", version, of as "of: FieldOf", key, label, kind as "kind: FieldKind", choices, required, archived, on_form
           from custom_fields where org_id = $1 order by of, archived, place, id"#,
        org
    )
    .fetch_all(tx.db()?)
    .await?)
}

/// One at a time changes the fields of an organization.
pub(crate) async fn lock_fields(tx: &mut Tx) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('custom_fields ' || $1::uuid::text, 0))", org).execute(tx.db()?).await?;
    Ok(())
}

/// Adds a field behind the others.
pub(crate) async fn insert_field(tx: &mut Tx, field: &CustomField) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "insert into custom_fields (org_id, id, of, key, kind, label, choices, required, on_form, place)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, (select coalesce(max(place), 0) + 1 from custom_fields where org_id = $1 and of = $3))",
        org,
        field.id.0,
        field.of.key(),
        field.key,
        field.kind.key(),
        field.label,
        &field.choices,
        field.required,
        field.on_form
    )
    .execute(tx.db()?)
    .await
    .on_constraint("custom_fields_key_key", || Error::field("key", "taken"))?;
    Ok(())
}

/// The new version, or none when somebody was faster.
pub(crate) async fn update_field(tx: &mut Tx, field: &CustomField, version: i32) -> Result<Option<i32>> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(
        "update custom_fields set label = $4, choices = $5, required = $6, archived = $7, on_form = $8, version = version + 1, updated_at = now()
         where org_id = $1 and id = $2 and version = $3 returning version",
        org,
        field.id.0,
        version,
        field.label,
        &field.choices,
        field.required,
        field.archived,
        field.on_form
    )
    .fetch_optional(tx.db()?)
    .await?)
}

/// Numbers fields in this order.
pub(crate) async fn place_fields(tx: &mut Tx, ids: &[CustomFieldId]) -> Result<()> {
    let org = tx.org().0;
    let ids: Vec<_> = ids.iter().map(|id| id.0).collect();
    sqlx::query!(
        "update custom_fields f set place = given.place, updated_at = now() from unnest($2::uuid[]) with ordinality as given (id, place)
         where f.org_id = $1 and f.id = given.id",
        org,
        &ids
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// What a customer says in these fields, held until this transaction ends; of two whose offers hold the customer already
/// neither waits for the other's offer.
pub(crate) async fn lock_values(tx: &mut Tx, account: AccountId) -> Result<CustomValues> {
    let org = tx.org().0;
    let values = sqlx::query_scalar!(
        r#"select custom as "custom: Json<CustomValues>" from accounts where org_id = $1 and id = $2 for no key update"#,
        org,
        account.0
    )
    .fetch_one(tx.db()?)
    .await?;
    Ok(values.0)
}

/// Writes what a customer says in these fields; the new version.
pub(crate) async fn set_values(tx: &mut Tx, account: AccountId, values: &CustomValues) -> Result<i32> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(
        "update accounts set custom = $3, version = version + 1, updated_at = now() where org_id = $1 and id = $2 returning version",
        org,
        account.0,
        Json(values) as _
    )
    .fetch_one(tx.db()?)
    .await?)
}
