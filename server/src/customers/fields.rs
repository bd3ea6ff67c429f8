//! The fields an organization adds to its customers and leads: what they are called, in which order they stand, which
//! are asked for no more; and how a customer takes over what a lead of theirs says.

use serde_json::json;
use shared::access::Action;
use shared::customers::custom::MOST_FIELDS;
use shared::customers::{
    CustomField, CustomValues, EditCustomField, FieldOf, NewCustomField, PlaceCustomField, carried_values, events, key_of, read_choices,
};
use shared::input::check;
use shared::{AccountId, CustomFieldId, Error, Result};

use super::{changed, said, sql};
use crate::begin;
use crate::cx::Cx;
use crate::db::Tx;
use crate::events::Record;

/// Every field, also archived ones, in the order forms show them.
pub async fn fields(cx: &Cx) -> Result<Vec<CustomField>> {
    cx.may(Action::CustomersView)?;
    let mut tx = cx.read().await?;
    sql::all_fields(&mut tx).await
}

/// Adds a field.
pub async fn create_field(cx: &Cx, input: NewCustomField) -> Result<CustomField> {
    cx.may(Action::OrganizationEdit)?;
    check(&input)?;
    let choices = read_choices(input.kind, &input.choices)?;
    admit_on_form(input.of, input.on_form)?;
    let mut tx = begin!(cx);
    sql::lock_fields(&mut tx).await?;
    let known = sql::all_fields(&mut tx).await?;
    if known.len() >= MOST_FIELDS {
        return Err(Error::conflict("too_many_fields", || said::too_many_fields(MOST_FIELDS)));
    }
    let label = input.label.trim().to_owned();
    let key = input.key.unwrap_or_else(|| free_key(input.of, &key_of(&label), &known));
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
        on_form: input.on_form,
    };
    sql::insert_field(&mut tx, &field).await?;
    let data = json!({ "of": field.of, "key": field.key, "label": field.label, "kind": field.kind, "choices": field.choices, "required": field.required, "on_form": field.on_form });
    tx.record(Record::new(events::FIELD_ADDED, field.id).version(1).data(data)).await?;
    tx.commit(field).await
}

/// Only leads come in by forms.
fn admit_on_form(of: FieldOf, on_form: bool) -> Result<()> {
    if on_form && of.is_of_customers() { Err(Error::field("on_form", "not_applicable")) } else { Ok(()) }
}

/// The key, or the first of `key_2`, `key_3` … that is free among customers and their people, or among leads.
fn free_key(of: FieldOf, key: &str, known: &[CustomField]) -> String {
    let alike = |field: &CustomField| field.of.is_of_customers() == of.is_of_customers();
    let taken = |key: &str| known.iter().any(|field| alike(field) && field.key == key);
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
    let before = sql::all_fields(&mut tx).await?.into_iter().find(|field| field.id == id).ok_or(Error::NotFound)?;
    let choices = read_choices(before.kind, &input.choices)?;
    let label = input.label.trim().to_owned();
    let on_form = input.on_form.unwrap_or(before.on_form);
    admit_on_form(before.of, on_form)?;
    let mut after = CustomField { label, choices, required: input.required, archived: input.archived, on_form, ..before.clone() };
    after.version = sql::update_field(&mut tx, &after, input.version).await?.ok_or_else(changed)?;
    let data = json!({
        "key": after.key,
        "label": { "before": before.label, "after": after.label },
        "choices": { "before": before.choices, "after": after.choices },
        "required": { "before": before.required, "after": after.required },
        "archived": { "before": before.archived, "after": after.archived },
        "on_form": { "before": before.on_form, "after": after.on_form },
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
    let known = sql::all_fields(&mut tx).await?;
    let field = known.iter().find(|field| field.id == id).ok_or(Error::NotFound)?;
    let mut order: Vec<CustomFieldId> = known.iter().filter(|other| other.of == field.of && other.id != id).map(|other| other.id).collect();
    let at = usize::try_from(input.place - 1).unwrap_or(0).min(order.len());
    order.insert(at, id);
    sql::place_fields(&mut tx, &order).await?;
    let data = json!({ "key": field.key, "label": field.label, "place": at + 1 });
    tx.record(Record::new(events::FIELD_EDITED, id).version(field.version).data(data)).await?;
    let fields = sql::all_fields(&mut tx).await?;
    tx.commit(fields).await
}

/// The fields of leads, archived ones among them, within a transaction that has other things to do.
pub(crate) async fn lead_fields(tx: &mut Tx) -> Result<Vec<CustomField>> {
    Ok(sql::all_fields(tx).await?.into_iter().filter(|field| field.of == FieldOf::Lead).collect())
}

/// A customer takes over what a lead of theirs says in fields of the same key and type, where they say nothing yet;
/// in the caller's transaction.
pub(crate) async fn adopt_values(tx: &mut Tx, account: AccountId, lead: &CustomValues) -> Result<()> {
    let fields = sql::all_fields(tx).await?;
    let before = sql::lock_values(tx, account).await?;
    let after = carried_values(&fields, lead, &before);
    if after == before {
        return Ok(());
    }
    let version = sql::set_values(tx, account, &after).await?;
    let data = json!({ "custom": { "before": before, "after": after } });
    tx.record(Record::new(events::EDITED, account).account(account).version(version).data(data)).await
}
