//! How tables from elsewhere are read.

use shared::customers::{ImportPreset, PresetColumn};
use shared::{Error, ImportPresetId, Result};

use crate::db::{OnConstraint, Tx};

/// Every preset of the organization, by name.
pub(crate) async fn presets(tx: &mut Tx) -> Result<Vec<ImportPreset>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        "select id, version, name, heads, mapping, made_by from customer_import_presets where org_id = $1 order by lower(name), id",
        org
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| ImportPreset {
            id: Some(ImportPresetId(r.id)),
            version: r.version,
            name: r.name,
            columns: r.heads.into_iter().zip(r.mapping).map(|(head, says)| PresetColumn { head, says: says.parse().ok() }).collect(),
            by: r.made_by,
        })
        .collect())
}

pub(crate) async fn count_presets(tx: &mut Tx) -> Result<i64> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(r#"select count(*) as "count!" from customer_import_presets where org_id = $1"#, org)
        .fetch_one(tx.db()?)
        .await?)
}

pub(crate) async fn insert_preset(tx: &mut Tx, id: ImportPresetId, preset: &ImportPreset) -> Result<()> {
    let org = tx.org().0;
    let heads: Vec<String> = preset.columns.iter().map(|column| column.head.clone()).collect();
    let mapping: Vec<String> =
        preset.columns.iter().map(|column| column.says.as_ref().map_or_else(String::new, ToString::to_string)).collect();
    sqlx::query!(
        "insert into customer_import_presets (org_id, id, name, heads, mapping, made_by) values ($1, $2, $3, $4, $5, $6)",
        org,
        id.0,
        preset.name,
        &heads,
        &mapping,
        preset.by
    )
    .execute(tx.db()?)
    .await
    .on_constraint("customer_import_presets_name_key", || Error::field("name", "taken"))?;
    Ok(())
}

/// The new version, or none when somebody was faster.
pub(crate) async fn rename_preset(tx: &mut Tx, id: ImportPresetId, version: i32, name: &str) -> Result<Option<i32>> {
    let org = tx.org().0;
    sqlx::query_scalar!(
        "update customer_import_presets set name = $4, version = version + 1, updated_at = now()
         where org_id = $1 and id = $2 and version = $3 returning version",
        org,
        id.0,
        version,
        name
    )
    .fetch_optional(tx.db()?)
    .await
    .on_constraint("customer_import_presets_name_key", || Error::field("name", "taken"))
}

pub(crate) async fn delete_preset(tx: &mut Tx, id: ImportPresetId) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!("delete from customer_import_presets where org_id = $1 and id = $2", org, id.0).execute(tx.db()?).await?;
    Ok(())
}
