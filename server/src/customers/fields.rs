//! The fields an organization adds to its customers: what they are called, in which order they stand, which are asked
//! for no more.

use serde_json::json;
use shared::access::Action;
use shared::customers::custom::MOST_FIELDS;
use shared::customers::{CustomField, EditCustomField, NewCustomField, PlaceCustomField, events, key_of, read_choices};
use shared::input::check;
use shared::{CustomFieldId, Error, Result};

use super::{changed, sql};
use crate::begin;
use crate::cx::Cx;
use crate::events::Record;

/// Every field, also archived ones, in the order forms show them.
pub async fn fields(cx: &Cx) -> Result<Vec<CustomField>> {
    cx.may(Action::CustomersView)?;
    let mut tx = cx.read().await?;
    sql::fields(&mut tx).await
}

/// Adds a field.
pub async fn create_field(cx: &Cx, input: NewCustomField) -> Result<CustomField> {
    cx.may(Action::OrganizationEdit)?;
    check(&input)?;
    let choices = read_choices(input.kind, &input.choices)?;
    let mut tx = begin!(cx);
    sql::lock_fields(&mut tx).await?;
    let known = sql::fields(&mut tx).await?;
    if known.len() >= MOST_FIELDS {
        return Err(Error::conflict("too_many_fields", format!("There can be {MOST_FIELDS} fields at most, archived ones among them.")));
    }
    let label = input.label.trim().to_owned();
    let key = input.key.unwrap_or_else(|| free_key(&key_of(&label), &known));
    let field = CustomField {
        id: cx.id(),
        version: 1,
        of: input.of,
        key,
        label,
        kind: input.kind,
        choices,
        required: input.required,
        archived: false,
    };
    sql::insert_field(&mut tx, &field).await?;
    let data = json!({ "of": field.of, "key": field.key, "label": field.label, "kind": field.kind, "choices": field.choices, "required": field.required });
    tx.record(Record::new(events::FIELD_ADDED, field.id).version(1).data(data)).await?;
    tx.commit(field).await
}

/// The key, or the first of `key_2`, `key_3` … that is free.
fn free_key(key: &str, known: &[CustomField]) -> String {
    let taken = |key: &str| known.iter().any(|field| field.key == key);
    if !taken(key) {
        return key.to_owned();
    }
    (2..).map(|n| format!("{key}_{n}")).find(|key| !taken(key)).unwrap_or_default()
}

/// Changes what a field is called, what can be chosen, whether it must be filled in, or archives it. Values that stand
/// in records stay.
pub async fn edit_field(cx: &Cx, id: CustomFieldId, input: EditCustomField) -> Result<CustomField> {
    cx.may(Action::OrganizationEdit)?;
    check(&input)?;
    let mut tx = begin!(cx);
    let before = sql::fields(&mut tx).await?.into_iter().find(|field| field.id == id).ok_or(Error::NotFound)?;
    let choices = read_choices(before.kind, &input.choices)?;
    let label = input.label.trim().to_owned();
    let mut after = CustomField { label, choices, required: input.required, archived: input.archived, ..before.clone() };
    after.version = sql::update_field(&mut tx, &after, input.version).await?.ok_or_else(changed)?;
    let data = json!({
        "key": after.key,
        "label": { "before": before.label, "after": after.label },
        "choices": { "before": before.choices, "after": after.choices },
        "required": { "before": before.required, "after": after.required },
        "archived": { "before": before.archived, "after": after.archived },
    });
    tx.record(Record::new(events::FIELD_EDITED, id).version(after.version).data(data)).await?;
    tx.commit(after).await
}

/// Moves a field to a place among those of the same kind of record; all of them in their new order.
pub async fn place_field(cx: &Cx, id: CustomFieldId, input: PlaceCustomField) -> Result<Vec<CustomField>> {
    cx.may(Action::OrganizationEdit)?;
    check(&input)?;
    let mut tx = begin!(cx);
    sql::lock_fields(&mut tx).await?;
    let known = sql::fields(&mut tx).await?;
    let field = known.iter().find(|field| field.id == id).ok_or(Error::NotFound)?;
    let mut order: Vec<CustomFieldId> = known.iter().filter(|other| other.of == field.of && other.id != id).map(|other| other.id).collect();
    let at = usize::try_from(input.place - 1).unwrap_or(0).min(order.len());
    order.insert(at, id);
    sql::place_fields(&mut tx, &order).await?;
    let data = json!({ "key": field.key, "label": field.label, "place": at + 1 });
    tx.record(Record::new(events::FIELD_EDITED, id).version(field.version).data(data)).await?;
    let fields = sql::fields(&mut tx).await?;
    tx.commit(fields).await
}
