//! The fleet of a customer: units, and how they are looked after.

use serde_json::json;
use shared::access::Action;
use shared::customers::{Account, EditFleet, EditUnit, NewUnit, events};
use shared::input::check;
use shared::{AccountId, Error, Result, UnitId};

use super::{changed, editable, load, sql};
use crate::begin;
use crate::cx::Cx;
use crate::events::Record;

/// Adds a unit to a customer.
pub async fn add_unit(cx: &Cx, id: AccountId, input: NewUnit) -> Result<Account> {
    let scope = cx.may(Action::CustomersEdit)?;
    check(&input)?;
    let mut tx = begin!(cx);
    editable(cx, &mut tx, id, scope).await?;
    let (unit, input) = (cx.id::<UnitId>(), input.normal());
    sql::insert_unit(&mut tx, id, unit, &input).await?;
    let data = json!({ "number": input.number, "plate": input.plate, "vin": input.vin });
    tx.record(Record::new(events::UNIT_ADDED, unit).of(id).account(id).version(1).data(data)).await?;
    let account = load(cx, &mut tx, id).await?;
    tx.commit(account).await
}

/// Changes a unit of a customer, archives it, or takes it back into service.
pub async fn edit_unit(cx: &Cx, id: AccountId, unit: UnitId, input: EditUnit) -> Result<Account> {
    let scope = cx.may(Action::CustomersEdit)?;
    check(&input)?;
    let mut tx = begin!(cx);
    editable(cx, &mut tx, id, scope).await?;
    let before = sql::units(&mut tx, id).await?.into_iter().find(|known| known.id == unit).ok_or(Error::NotFound)?;
    let after = input.unit.normal();
    let version = sql::update_unit(&mut tx, id, unit, input.version, &after, input.active).await?.ok_or_else(changed)?;
    let data = json!({
        "number": { "before": before.number, "after": after.number },
        "plate": { "before": before.plate, "after": after.plate },
        "vin": { "before": before.vin, "after": after.vin },
        "active": { "before": before.active, "after": input.active },
    });
    tx.record(Record::new(events::UNIT_EDITED, unit).of(id).account(id).version(version).data(data)).await?;
    let account = load(cx, &mut tx, id).await?;
    tx.commit(account).await
}

/// Says how a customer's fleet is looked after. It counts as a change of the customer.
pub async fn edit_fleet(cx: &Cx, id: AccountId, input: EditFleet) -> Result<Account> {
    let scope = cx.may(Action::CustomersEdit)?;
    check(&input)?;
    input.check_walk()?;
    let mut tx = begin!(cx);
    editable(cx, &mut tx, id, scope).await?;
    if !sql::are_members(&mut tx, &input.technicians).await? {
        return Err(Error::field("technicians", "unknown_choice"));
    }
    let version = sql::touch_account(&mut tx, id, input.version).await?.ok_or_else(changed)?;
    let before = sql::fleet(&mut tx, id).await?;
    sql::write_fleet(&mut tx, id, &input).await?;
    let account = load(cx, &mut tx, id).await?;
    let data = json!({ "fleet": { "before": before, "after": account.fleet } });
    tx.record(Record::new(events::FLEET_EDITED, id).account(id).version(version).data(data)).await?;
    tx.commit(account).await
}
