//! How tables from elsewhere are read, kept under names for everybody who imports.

use serde_json::json;
use shared::access::Action;
use shared::customers::import::check_mapping;
use shared::customers::{EditImportPreset, ImportColumn, ImportPreset, MOST_PRESETS, NewImportPreset, PresetColumn, events, known_presets};
use shared::input::check;
use shared::{Error, ImportPresetId, Result};

use super::reach::Reach;
use super::{changed, said, sql};
use crate::begin;
use crate::cx::Cx;
use crate::events::Record;

/// The organization's presets by name, then those known beforehand.
pub async fn presets(cx: &Cx) -> Result<Vec<ImportPreset>> {
    cx.may(Action::CustomersEdit)?;
    let mut tx = cx.read().await?;
    let mut all = sql::presets(&mut tx).await?;
    all.extend(known_presets());
    Ok(all)
}

/// Keeps how an import reads its table.
pub async fn create_preset(cx: &Cx, input: NewImportPreset) -> Result<ImportPreset> {
    let reach = Reach::of(cx, cx.may(Action::CustomersEdit)?);
    check(&input)?;
    let mut tx = begin!(cx);
    let import = sql::imports(&mut tx, &reach, Some(input.import)).await?.pop().ok_or(Error::NotFound)?;
    let mapping: Vec<Option<ImportColumn>> = input.mapping.unwrap_or(import.mapping);
    check_mapping(&mapping, import.heads.len())?;
    if sql::count_presets(&mut tx).await? >= MOST_PRESETS {
        return Err(Error::conflict("too_many_presets", || said::too_many_presets(MOST_PRESETS)));
    }
    let columns = import.heads.into_iter().zip(mapping).map(|(head, says)| PresetColumn { head, says }).collect();
    let id = cx.id::<ImportPresetId>();
    let preset = ImportPreset { id: Some(id), version: 1, name: input.name.trim().into(), columns, by: cx.actor.name().into() };
    sql::insert_preset(&mut tx, id, &preset).await?;
    let data = json!({ "name": preset.name, "columns": preset.columns });
    tx.record(Record::new(events::PRESET_SAVED, id).version(1).data(data)).await?;
    tx.commit(preset).await
}

/// Calls a preset something else.
pub async fn edit_preset(cx: &Cx, id: ImportPresetId, input: EditImportPreset) -> Result<ImportPreset> {
    cx.may(Action::CustomersEdit)?;
    check(&input)?;
    let mut tx = begin!(cx);
    let before = sql::presets(&mut tx).await?.into_iter().find(|preset| preset.id == Some(id)).ok_or(Error::NotFound)?;
    let name = input.name.trim();
    let version = sql::rename_preset(&mut tx, id, input.version, name).await?.ok_or_else(changed)?;
    let data = json!({ "name": { "before": before.name, "after": name } });
    tx.record(Record::new(events::PRESET_RENAMED, id).version(version).data(data)).await?;
    tx.commit(ImportPreset { version, name: name.into(), ..before }).await
}

/// Deletes a preset; imports it was used for stay as they are.
pub async fn delete_preset(cx: &Cx, id: ImportPresetId) -> Result<()> {
    cx.may(Action::CustomersEdit)?;
    let mut tx = begin!(cx);
    let before = sql::presets(&mut tx).await?.into_iter().find(|preset| preset.id == Some(id)).ok_or(Error::NotFound)?;
    sql::delete_preset(&mut tx, id).await?;
    let data = json!({ "name": before.name, "columns": before.columns });
    tx.record(Record::new(events::PRESET_DELETED, id).version(before.version).data(data)).await?;
    tx.commit(()).await
}
