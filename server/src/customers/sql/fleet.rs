//! Fleets: units, how they are looked after, what repairs of them cost.

use chrono::NaiveDate;
use shared::customers::{EditFleet, FleetSettings, NewPriceList, NewUnit, Owner, PriceList, RepairTiers, ServiceMode, Unit};
use shared::{AccountId, Error, MemberId, PriceListId, Result, UnitId};

use crate::db::{OnConstraint, Tx};

/// The units of an account: active ones first, by number as people count.
pub(crate) async fn units(tx: &mut Tx, account: AccountId) -> Result<Vec<Unit>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        Unit,
        r#"select id as "id: UnitId", version, number, plate, vin, make, model, year, notes, active from units
           where org_id = $1 and account_id = $2
           order by active desc, substring(number from '^\d{1,18}')::bigint nulls last, number, id"#,
        org,
        account.0
    )
    .fetch_all(tx.db()?)
    .await?)
}

/// How many of these units are the account's.
pub(crate) async fn count_units(tx: &mut Tx, account: AccountId, units: &[UnitId]) -> Result<usize> {
    let org = tx.org().0;
    let ids: Vec<uuid::Uuid> = units.iter().map(|id| id.0).collect();
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from units where org_id = $1 and account_id = $2 and id = any($3)"#,
        org,
        account.0,
        &ids
    )
    .fetch_one(tx.db()?)
    .await?;
    Ok(usize::try_from(count).unwrap_or_default())
}

pub(crate) async fn insert_unit(tx: &mut Tx, account: AccountId, id: UnitId, unit: &NewUnit) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "insert into units (org_id, id, account_id, number, plate, vin, make, model, year, notes) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        org,
        id.0,
        account.0,
        unit.number,
        unit.plate,
        unit.vin,
        unit.make,
        unit.model,
        unit.year,
        unit.notes
    )
    .execute(tx.db()?)
    .await
    .on_constraint("units_number_key", || Error::field("number", "taken"))?;
    Ok(())
}

/// The new version, or none when somebody was faster.
pub(crate) async fn update_unit(
    tx: &mut Tx,
    account: AccountId,
    id: UnitId,
    version: i32,
    unit: &NewUnit,
    active: bool,
) -> Result<Option<i32>> {
    let org = tx.org().0;
    sqlx::query_scalar!(
        "update units set number = $5, plate = $6, vin = $7, make = $8, model = $9, year = $10, notes = $11, active = $12,
                version = version + 1, updated_at = now()
         where org_id = $1 and account_id = $2 and id = $3 and version = $4 returning version",
        org,
        account.0,
        id.0,
        version,
        unit.number,
        unit.plate,
        unit.vin,
        unit.make,
        unit.model,
        unit.year,
        unit.notes,
        active
    )
    .fetch_optional(tx.db()?)
    .await
    .on_constraint("units_number_key", || Error::field("unit.number", "taken"))
}

/// How the fleet of an account is looked after, if anybody said so.
pub(crate) async fn fleet(tx: &mut Tx, account: AccountId) -> Result<Option<FleetSettings>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select f.size, f.mode as "mode: ServiceMode", f.walk_days, f.walk_weeks, f.walk_at, f.auto_approve, f.auto_approve_cents, f.photo_required,
                  m.id as "technician?", m.name as "name?"
           from fleet_settings f
           left join unnest(f.technicians) with ordinality as t (id, nth) on true
           left join members m on m.org_id = f.org_id and m.id = t.id and m.status = 'active'
           where f.org_id = $1 and f.account_id = $2 order by t.nth"#,
        org,
        account.0
    )
    .fetch_all(tx.db()?)
    .await?;
    let mut fleet: Option<FleetSettings> = None;
    for r in rows {
        let known = fleet.get_or_insert_with(|| FleetSettings {
            size: r.size,
            mode: r.mode,
            walk_days: r.walk_days.iter().filter_map(|day| u8::try_from(*day).ok()).collect(),
            walk_weeks: r.walk_weeks,
            walk_at: r.walk_at,
            auto_approve: r.auto_approve,
            auto_approve_cents: r.auto_approve_cents,
            photo_required: r.photo_required,
            technicians: Vec::new(),
        });
        known.technicians.extend(r.technician.zip(r.name).map(|(id, name)| Owner { id: MemberId(id), name }));
    }
    Ok(fleet)
}

pub(crate) async fn write_fleet(tx: &mut Tx, account: AccountId, input: &EditFleet) -> Result<()> {
    let org = tx.org().0;
    let days: Vec<i32> = input.walk_days.iter().map(|day| i32::from(*day)).collect();
    let technicians: Vec<_> = input.technicians.iter().map(|id| id.0).collect();
    sqlx::query!(
        "insert into fleet_settings (org_id, account_id, size, mode, walk_days, walk_weeks, walk_at, auto_approve, auto_approve_cents, photo_required, technicians)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         on conflict (org_id, account_id) do update set size = excluded.size, mode = excluded.mode, walk_days = excluded.walk_days, walk_weeks = excluded.walk_weeks,
             walk_at = excluded.walk_at, auto_approve = excluded.auto_approve, auto_approve_cents = excluded.auto_approve_cents,
             photo_required = excluded.photo_required, technicians = excluded.technicians, updated_at = now()",
        org,
        account.0,
        input.size,
        input.mode.key(),
        &days,
        input.walk_weeks,
        input.walk_at,
        input.auto_approve,
        input.auto_approve_cents,
        input.photo_required,
        &technicians
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Whether all of these are active members.
pub(crate) async fn are_members(tx: &mut Tx, ids: &[MemberId]) -> Result<bool> {
    let org = tx.org().0;
    let wanted: Vec<_> = ids.iter().map(|id| id.0).collect();
    let known = sqlx::query_scalar!(
        r#"select count(*) as "known!" from members where org_id = $1 and id = any($2) and status = 'active'"#,
        org,
        &wanted
    )
    .fetch_one(tx.db()?)
    .await?;
    Ok(usize::try_from(known).is_ok_and(|known| known == ids.len()))
}

/// Counts a change of what belongs to an account as one of the account; none when somebody was faster.
pub(crate) async fn touch_account(tx: &mut Tx, id: AccountId, version: i32) -> Result<Option<i32>> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(
        "update accounts set version = version + 1, updated_at = now() where org_id = $1 and id = $2 and version = $3 returning version",
        org,
        id.0,
        version
    )
    .fetch_optional(tx.db()?)
    .await?)
}

/// The price lists of an account, the latest first.
pub(crate) async fn price_lists(tx: &mut Tx, account: AccountId) -> Result<Vec<PriceList>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select id, version, first_cents, second_cents, third_cents, fourth_cents, later_cents, discount_bp, discount_from,
                  starts_on, ends_on, withdrawn, why, made_by, made_at
           from price_lists where org_id = $1 and account_id = $2 order by starts_on desc, made_at desc, id"#,
        org,
        account.0
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| PriceList {
            id: PriceListId(r.id),
            version: r.version,
            tiers: RepairTiers {
                first_cents: r.first_cents,
                second_cents: r.second_cents,
                third_cents: r.third_cents,
                fourth_cents: r.fourth_cents,
                later_cents: r.later_cents,
            },
            discount_bp: r.discount_bp,
            discount_from: r.discount_from,
            from: r.starts_on,
            until: r.ends_on,
            withdrawn: r.withdrawn,
            why: r.why,
            by: r.made_by,
            at: r.made_at,
        })
        .collect())
}

/// Lets the list that goes on without end end the day before another begins.
pub(crate) async fn end_open_list(tx: &mut Tx, account: AccountId, next: NaiveDate) -> Result<Option<PriceListId>> {
    let org = tx.org().0;
    let ended = sqlx::query_scalar!(
        "update price_lists set ends_on = $3::date - 1, version = version + 1
         where org_id = $1 and account_id = $2 and ends_on is null and not withdrawn and starts_on < $3 returning id",
        org,
        account.0,
        next
    )
    .fetch_optional(tx.db()?)
    .await?;
    Ok(ended.map(PriceListId))
}

pub(crate) async fn insert_price_list(tx: &mut Tx, account: AccountId, id: PriceListId, input: &NewPriceList, by: &str) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "insert into price_lists (org_id, id, account_id, first_cents, second_cents, third_cents, fourth_cents, later_cents, discount_bp, discount_from, starts_on, ends_on, why, made_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        org,
        id.0,
        account.0,
        input.tiers.first_cents,
        input.tiers.second_cents,
        input.tiers.third_cents,
        input.tiers.fourth_cents,
        input.tiers.later_cents,
        input.discount_bp,
        input.discount_from,
        input.from,
        input.until,
        input.why.trim(),
        by
    )
    .execute(tx.db()?)
    .await
    .on_constraint("price_lists_days_excl", || Error::field("from", "overlaps"))?;
    Ok(())
}

/// Writes a list's last day, or that it was withdrawn if there is none; the new version, or none when somebody was
/// faster.
pub(crate) async fn end_price_list(
    tx: &mut Tx,
    account: AccountId,
    id: PriceListId,
    version: i32,
    until: Option<NaiveDate>,
    why: &str,
) -> Result<Option<i32>> {
    let org = tx.org().0;
    sqlx::query_scalar!(
        "update price_lists set ends_on = coalesce($5, ends_on), withdrawn = $5 is null, why = $6, version = version + 1
         where org_id = $1 and account_id = $2 and id = $3 and version = $4 returning version",
        org,
        account.0,
        id.0,
        version,
        until,
        why
    )
    .fetch_optional(tx.db()?)
    .await
    .on_constraint("price_lists_days_excl", || Error::field("until", "overlaps"))
}
