//! Customers entered and changed by hand.

use serde_json::json;
use shared::access::Action;
use shared::customers::{Account, AccountKind, CustomValues, EditAccount, FieldOf, NewAccount, NewContact, events, read_values};
use shared::input::check;
use shared::{AccountId, Error, Result};

use super::{blocked, changed, editable, family, insert_contact, load, sql, tags};
use crate::begin;
use crate::cx::Cx;
use crate::events::Record;

/// Adds a customer by hand; who enters it owns it.
pub async fn create(cx: &Cx, input: NewAccount) -> Result<Account> {
    cx.may(Action::CustomersEdit)?;
    check(&input)?;
    let mut tx = begin!(cx);
    let id = cx.id::<AccountId>();
    let name = input.name.trim();
    let fields = sql::fields(&mut tx).await?;
    let nothing = CustomValues::new();
    let custom = read_values(&fields, FieldOf::Account, &nothing, &input.custom)?;
    let record = sql::AccountRecord {
        kind: input.kind,
        name,
        tags: &tags(&input.tags),
        notes: input.notes.trim(),
        custom: &custom,
        owner: cx.member(),
    };
    sql::insert_account(&mut tx, id, record).await?;
    let contact = match input.contact {
        Some(contact) => Some(contact),
        None if input.kind == AccountKind::Person => Some(NewContact { name: name.into(), ..NewContact::default() }),
        None => None,
    };
    if let Some(contact) = contact {
        let custom = read_values(&fields, FieldOf::Contact, &nothing, &contact.custom).map_err(of_contact)?;
        insert_contact(cx, &mut tx, id, &contact, &custom, true).await?;
    }
    tx.record(Record::new(events::CREATED, id).account(id).version(1).data(json!({ "name": name }))).await?;
    let account = load(cx, &mut tx, id).await?;
    tx.commit(account).await
}

/// Changes a customer, on the version it was seen in.
pub async fn edit(cx: &Cx, id: AccountId, input: EditAccount) -> Result<Account> {
    let scope = cx.may(Action::CustomersEdit)?;
    check(&input)?;
    let mut tx = begin!(cx);
    let before = editable(cx, &mut tx, id, scope).await?;
    blocked::admit_state(cx, before.status, input.status)?;
    let name = input.name.trim();
    let custom = read_values(&sql::fields(&mut tx).await?, FieldOf::Account, &before.custom, &input.custom)?;
    // what stays is not looked at again
    let parent = input.parent.filter(|wanted| *wanted != before.parent.as_ref().map(|parent| parent.id));
    if let Some(wanted) = parent {
        family::admit(cx, &mut tx, id, wanted).await?;
    }
    let version = sql::update_account(&mut tx, id, &input, name, &tags(&input.tags), &custom, parent).await?.ok_or_else(changed)?;
    let account = load(cx, &mut tx, id).await?;
    let data = json!({
        "name": { "before": before.name, "after": name },
        "status": { "before": before.status, "after": input.status },
        "terms": { "before": before.terms, "after": input.terms },
        "tax": { "before": before.tax, "after": account.tax },
        "owner": { "before": before.owner.as_ref().map(|o| &o.name), "after": input.owner },
        "parent": { "before": before.parent.as_ref().map(|p| &p.name), "after": account.parent.as_ref().map(|p| &p.name) },
        "custom": { "before": before.custom, "after": custom },
    });
    tx.record(Record::new(events::EDITED, id).account(id).version(version).data(data)).await?;
    tx.commit(account).await
}

/// What is wrong with the first person, where the form has them.
fn of_contact(error: Error) -> Error {
    match error {
        Error::Invalid(errors) => {
            Error::Invalid(shared::FieldErrors(errors.0.into_iter().map(|(field, all)| (format!("contact.{field}"), all)).collect()))
        }
        other => other,
    }
}
