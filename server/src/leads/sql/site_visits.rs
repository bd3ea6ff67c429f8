//! Site visits: reading them by lead, member and time, and writing them.

use chrono::{DateTime, Utc};
use shared::customers::Owner;
use shared::leads::visits::{EditVisit, MOST_VISITS, VisitForm, VisitStatus};
use shared::packs::ServiceLine;
use shared::{ActivityId, Error, LeadId, MemberId, Result, SiteVisitId};
use sqlx::types::Json;
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use crate::customers::Reach;
use crate::db::Tx;

/// A visit as it is stored, with the names of what it points to.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct VisitRecord {
    pub id: Uuid,
    pub version: i32,
    pub lead_id: Uuid,
    pub number: String,
    pub title: String,
    pub service_line: ServiceLine,
    pub owner_id: Option<Uuid>,
    pub account_id: Option<Uuid>,
    pub phone: Option<String>,
    pub status: VisitStatus,
    pub member_id: Uuid,
    pub member: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub zone: String,
    pub address: String,
    pub overlap_reason: String,
    pub result: String,
    pub reason: String,
    pub form: Json<VisitForm>,
    pub done_at: Option<DateTime<Utc>>,
    pub photos: i64,
}

const VISIT_COLUMNS: &str = "v.id, v.version, v.lead_id, l.number, coalesce(nullif(l.company, ''), l.name) as title, l.service_line, l.owner_id, \
     l.account_id, l.phone, v.status, v.member_id, m.name as member, v.starts_at, v.ends_at, v.zone, v.address, v.overlap_reason, v.result, v.reason, \
     v.form, v.done_at, (select count(*) from media f where f.org_id = v.org_id and f.visit_id = v.id and f.status = 'stored' and f.deleted_at is null) as photos";

const VISIT_TABLES: &str = " from site_visits v join leads l on l.org_id = v.org_id and l.id = v.lead_id \
     join members m on m.org_id = v.org_id and m.id = v.member_id where v.org_id = ";

/// Nobody goes to what is planned with somebody who is lost; should they come back, it is planned as before.
const WANTED: &str = " and (v.status <> 'planned' or l.status <> 'lost')";

fn reading(org: Uuid) -> QueryBuilder<Postgres> {
    let mut query = QueryBuilder::<Postgres>::new("select ");
    query.push(VISIT_COLUMNS).push(VISIT_TABLES).push_bind(org);
    query
}

/// The visits of a lead, the latest first.
pub(crate) async fn visits_of_lead(tx: &mut Tx, lead: LeadId) -> Result<Vec<VisitRecord>> {
    let mut query = reading(tx.org().0);
    query.push(" and v.lead_id = ").push_bind(lead.0).push(" order by v.starts_at desc, v.id desc limit 100");
    Ok(query.build_query_as::<VisitRecord>().fetch_all(tx.db()?).await?)
}

/// One visit of a lead; `NotFound` if it is another's.
pub(crate) async fn site_visit(tx: &mut Tx, lead: LeadId, id: SiteVisitId) -> Result<VisitRecord> {
    let mut query = reading(tx.org().0);
    query.push(" and v.lead_id = ").push_bind(lead.0).push(" and v.id = ").push_bind(id.0);
    Ok(query.build_query_as::<VisitRecord>().fetch_one(tx.db()?).await?)
}

/// Visits between two moments, of leads within reach or to be held by who asks, of one member or all; one more than a
/// calendar shows, if there are so many.
pub(crate) async fn visits_between(
    tx: &mut Tx,
    reach: &Reach,
    me: Option<MemberId>,
    member: Option<MemberId>,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<VisitRecord>> {
    let mut query = reading(tx.org().0);
    // none is longer than a day, so that the index of beginnings is read from a day before
    query.push(" and v.starts_at > ").push_bind(from - chrono::TimeDelta::hours(shared::leads::visits::MAX_HOURS));
    query.push(" and v.starts_at < ").push_bind(until).push(" and v.ends_at > ").push_bind(from);
    query.push(WANTED);
    if let Some(member) = member {
        query.push(" and v.member_id = ").push_bind(member.0);
    }
    if !reach.all {
        query.push(" and (l.owner_id = any(").push_bind(reach.owners.clone());
        query.push(") or v.member_id = ").push_bind(me.map(|me| me.0)).push(")");
    }
    query.push(" order by v.starts_at, v.id limit ").push_bind(MOST_VISITS as i64 + 1);
    Ok(query.build_query_as::<VisitRecord>().fetch_all(tx.db()?).await?)
}

/// What a member has planned between two moments, apart from one visit.
pub(crate) async fn visits_of_member(
    tx: &mut Tx,
    member: MemberId,
    except: Option<SiteVisitId>,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<VisitRecord>> {
    let mut query = reading(tx.org().0);
    query.push(" and v.member_id = ").push_bind(member.0).push(" and v.status = 'planned'").push(WANTED);
    query.push(" and v.starts_at > ").push_bind(from - chrono::TimeDelta::hours(shared::leads::visits::MAX_HOURS));
    query.push(" and v.starts_at < ").push_bind(until).push(" and v.ends_at > ").push_bind(from);
    if let Some(id) = except {
        query.push(" and v.id <> ").push_bind(id.0);
    }
    query.push(" order by v.starts_at, v.id limit 50");
    Ok(query.build_query_as::<VisitRecord>().fetch_all(tx.db()?).await?)
}

/// Active members by name.
pub(crate) async fn people(tx: &mut Tx) -> Result<Vec<Owner>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        Owner,
        r#"select id as "id: MemberId", name from members where org_id = $1 and status = 'active' order by lower(name), id limit 1000"#,
        org
    )
    .fetch_all(tx.db()?)
    .await?)
}

/// Holds an active member until the transaction ends, so that of two who want them at once the second sees what the
/// first did; their name, or none if there is nobody.
pub(crate) async fn hold_member(tx: &mut Tx, member: MemberId) -> Result<Option<String>> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!("select name from members where org_id = $1 and id = $2 and status = 'active' for no key update", org, member.0)
        .fetch_optional(tx.db()?)
        .await?)
}

/// A visit to be written.
pub(crate) struct NewVisitRow<'a> {
    pub id: SiteVisitId,
    pub lead: LeadId,
    pub member: MemberId,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub zone: &'a str,
    pub address: &'a str,
    pub overlap_reason: &'a str,
}

/// Writes a visit; its activity is there already.
pub(crate) async fn insert_visit(tx: &mut Tx, row: NewVisitRow<'_>) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "insert into site_visits (org_id, id, lead_id, member_id, starts_at, ends_at, zone, address, overlap_reason)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        org,
        row.id.0,
        row.lead.0,
        row.member.0,
        row.starts_at,
        row.ends_at,
        row.zone,
        row.address,
        row.overlap_reason
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Another time, place or person, for the visit and its activity.
pub(crate) async fn move_visit(tx: &mut Tx, id: SiteVisitId, zone: &str, to: &EditVisit, overlap_reason: &str) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "with moved as (
             update site_visits set member_id = $3, starts_at = $4, ends_at = $5, zone = $6, address = $7, overlap_reason = $8, version = version + 1, updated_at = now()
             where org_id = $1 and id = $2)
         update activities set member_id = $3, due_at = $4, body = $7, updated_at = now() where org_id = $1 and id = $2",
        org,
        id.0,
        to.member.0,
        to.starts_at,
        to.ends_at,
        zone,
        to.address.trim(),
        overlap_reason
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// What was found so far.
pub(crate) async fn fill_visit(tx: &mut Tx, id: SiteVisitId, form: &VisitForm, result: &str) -> Result<()> {
    let org = tx.org().0;
    let form = serde_json::to_value(form).map_err(|error| Error::internal(&error))?;
    sqlx::query!(
        "update site_visits set form = $3, result = $4, version = version + 1, updated_at = now() where org_id = $1 and id = $2",
        org,
        id.0,
        form,
        result
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Ends a planned visit; nothing happens to one that has ended, or to an activity that is none.
pub(crate) async fn end_visit(tx: &mut Tx, id: ActivityId, status: VisitStatus, result: Option<&str>, reason: &str) -> Result<()> {
    let org = tx.org().0;
    let now = tx.now();
    sqlx::query!(
        "update site_visits set status = $3, result = coalesce($4::text, result), reason = $5, done_at = $6, version = version + 1, updated_at = now()
         where org_id = $1 and id = $2 and status = 'planned'",
        org,
        id.0,
        status.key(),
        result,
        reason,
        now
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}
