//! Queries of the portal.

use chrono::{DateTime, Utc};
use shared::customers::Preferences;
use shared::jobs::{JobStatus, PhaseStatus, StopKind, TravelVerb};
use shared::packs::{Label, ServiceLine};
use shared::portal::{PortalJobCard, PortalPhase, PortalPhoto, PortalQuoteCard, PortalStop};
use shared::quotes::QuoteStatus;
use shared::{AccountId, ContactId, Currency, JobId, MediaId, Money, OrgId, QuoteId, Result, StopId};
use sqlx::types::Json;
use uuid::Uuid;

use super::Guest;
use crate::db::{SystemTx, Tx};

mod access;

pub(super) use access::{Given, ask, come_in, ended, give, grant, hold, is_open, keepers, take};

pub(super) struct Person {
    pub name: String,
    pub email: Option<String>,
    /// What they let us write to them.
    pub preferences: Json<Preferences>,
}

pub(super) async fn contact(tx: &mut Tx, contact: ContactId) -> Result<Person> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        Person,
        r#"select name, email, preferences as "preferences: Json<Preferences>" from contacts where org_id = $1 and id = $2"#,
        org,
        contact.0
    )
    .fetch_one(tx.db()?)
    .await?)
}

pub(super) async fn insert_link(tx: &mut Tx, id: Uuid, contact: ContactId, hash: &[u8], path: &str, days: i32) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!("insert into portal_links (org_id, id, contact_id, token_hash, path, expires_at) values ($1, $2, $3, $4, $5, now() + make_interval(days => $6))", org, id, contact.0, hash, path, days)
        .execute(tx.db()?)
        .await?;
    Ok(())
}

pub(super) async fn guest(tx: &mut SystemTx, hash: &[u8]) -> Result<Option<Guest>> {
    let guest = sqlx::query_as!(
        Guest,
        r#"select l.org_id as "org: OrgId", o.name as organization, o.brand_hex, o.logo_key is not null as "has_logo!", a.account_id as "account: AccountId", a.contact_id as "contact: ContactId", c.name, l.path
           from portal_links l
           join portal_access a on a.org_id = l.org_id and a.contact_id = l.contact_id
           join contacts c on c.org_id = l.org_id and c.id = l.contact_id
           join organizations o on o.id = l.org_id
           where l.token_hash = $1 and l.expires_at > now() and a.revoked_at is null"#,
        hash
    )
    .fetch_optional(tx.db()?)
    .await?;
    Ok(guest)
}

pub(super) async fn mark_used(tx: &mut Tx, hash: &[u8]) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!("update portal_links set used_at = coalesce(used_at, now()) where org_id = $1 and token_hash = $2", org, hash)
        .execute(tx.db()?)
        .await?;
    Ok(())
}

pub(super) async fn contacts_with_email(tx: &mut SystemTx, slug: &str, email: &str) -> Result<Vec<(OrgId, AccountId, ContactId)>> {
    let rows = sqlx::query!(
        r#"select c.org_id as "org: OrgId", c.account_id as "account: AccountId", c.id as "contact: ContactId"
           from contacts c
           join portal_access a on a.org_id = c.org_id and a.contact_id = c.id
           join organizations o on o.id = c.org_id
           where ($1 = '' or o.slug = $1) and c.email_norm = $2
           -- whose access was taken away keeps nobody from theirs
           order by a.revoked_at is not null limit 20"#,
        slug,
        email
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows.into_iter().map(|row| (row.org, row.account, row.contact)).collect())
}

pub(super) struct Booking {
    pub id: JobId,
    pub number: String,
    pub title: String,
    pub starts_at: Option<DateTime<Utc>>,
    pub zone: String,
    pub address: String,
}

impl Booking {
    /// Day and time of the start, in the job's zone, as mails write them.
    pub fn words(&self) -> (String, String) {
        let zone: chrono_tz::Tz = self.zone.parse().unwrap_or(chrono_tz::UTC);
        match self.starts_at {
            Some(at) => {
                let local = at.with_timezone(&zone);
                (local.format("%Y-%m-%d").to_string(), local.format("%H:%M %Z").to_string())
            }
            None => ("–".into(), "–".into()),
        }
    }
}

pub(super) async fn latest_booking(tx: &mut Tx, account: AccountId) -> Result<Option<Booking>> {
    let org = tx.org().0;
    let booking = sqlx::query_as!(
        Booking,
        r#"select j.id as "id: JobId", j.number, j.title, j.starts_at, j.zone,
                  coalesce((select s.address from job_stops s where s.org_id = j.org_id and s.job_id = j.id order by s.position limit 1), '–') as "address!"
           from jobs j where j.org_id = $1 and j.account_id = $2 and j.status <> 'requested' order by j.created_at desc, j.id desc limit 1"#,
        org,
        account.0
    )
    .fetch_optional(tx.db()?)
    .await?;
    Ok(booking)
}

pub(super) async fn names(tx: &mut Tx, account: AccountId) -> Result<(String, String)> {
    let org = tx.org().0;
    let row = sqlx::query!("select o.name as organization, a.name as account from accounts a join organizations o on o.id = a.org_id where a.org_id = $1 and a.id = $2", org, account.0)
        .fetch_one(tx.db()?)
        .await?;
    Ok((row.organization, row.account))
}

pub(super) async fn jobs(tx: &mut Tx, account: AccountId, only: Option<JobId>) -> Result<Vec<PortalJobCard>> {
    let org = tx.org().0;
    let jobs = sqlx::query_as!(
        PortalJobCard,
        r#"select j.id as "id: JobId", j.number, j.title, j.line as "line: ServiceLine", j.status as "status: JobStatus", j.starts_at, j.ends_at, j.zone,
                  (select count(*) from job_phases p where p.org_id = j.org_id and p.job_id = j.id and p.status = 'complete') as "phases_done!",
                  (select count(*) from job_phases p where p.org_id = j.org_id and p.job_id = j.id) as "phases!"
           from jobs j where j.org_id = $1 and j.account_id = $2 and ($3::uuid is null or j.id = $3)
           order by j.sort_at desc, j.id desc limit 100"#,
        org,
        account.0,
        only.map(|id| id.0)
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(jobs)
}

pub(super) async fn quotes(tx: &mut Tx, account: AccountId) -> Result<Vec<PortalQuoteCard>> {
    let org = tx.org().0;
    // drafts are the office's business until they are sent
    let rows = sqlx::query!(
        r#"select q.id as "id: QuoteId", q.number, q.title, q.status as "status: QuoteStatus", q.total_cents, o.currency as "currency: Currency", q.valid_until
           from quotes q join organizations o on o.id = q.org_id
           where q.org_id = $1 and q.account_id = $2 and q.status <> 'draft' order by q.updated_at desc limit 100"#,
        org,
        account.0
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| PortalQuoteCard {
            id: row.id,
            number: row.number,
            title: row.title,
            status: row.status,
            total: Money::new(row.total_cents, row.currency),
            valid_until: row.valid_until,
        })
        .collect())
}

pub(super) async fn total(tx: &mut Tx, job: JobId) -> Result<Money> {
    let org = tx.org().0;
    let row = sqlx::query!(r#"select total_cents, currency as "currency: Currency" from jobs where org_id = $1 and id = $2"#, org, job.0)
        .fetch_one(tx.db()?)
        .await?;
    Ok(Money::new(row.total_cents, row.currency))
}

pub(super) async fn stops(tx: &mut Tx, job: JobId) -> Result<Vec<PortalStop>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select s.id as "id: StopId", s.kind as "kind: StopKind", s.address, s.window_from, s.window_to, t.verb as "verb?: TravelVerb", t.at as "at?"
           from job_stops s
           left join lateral (select verb, at from job_travel t where t.org_id = s.org_id and t.stop_id = s.id order by t.at desc limit 1) t on true
           where s.org_id = $1 and s.job_id = $2 order by s.position"#,
        org,
        job.0
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| PortalStop {
            id: row.id,
            kind: row.kind,
            address: row.address,
            window_from: row.window_from,
            window_to: row.window_to,
            travel: row.verb.zip(row.at),
        })
        .collect())
}

pub(super) async fn phases(tx: &mut Tx, job: JobId) -> Result<Vec<PortalPhase>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select p.key, j.line as "line: ServiceLine", p.short_en, p.short_fr, p.status as "status: PhaseStatus", p.started_at, p.completed_at
           from job_phases p join jobs j on j.org_id = p.org_id and j.id = p.job_id
           where p.org_id = $1 and p.job_id = $2 order by p.position"#,
        org,
        job.0
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| PortalPhase {
            name: row
                .line
                .pack()
                .phases
                .iter()
                .find(|phase| phase.key == row.key)
                .map_or_else(|| Label::new(row.short_en, row.short_fr), |phase| phase.customer.label()),
            status: row.status,
            started_at: row.started_at,
            completed_at: row.completed_at,
        })
        .collect())
}

pub(super) async fn crew(tx: &mut Tx, job: JobId) -> Result<Vec<String>> {
    let org = tx.org().0;
    // customers learn first names, not more
    let names = sqlx::query_scalar!(
        r#"select split_part(m.name, ' ', 1) as "name!" from job_crew c join members m on m.org_id = c.org_id and m.id = c.member_id
           where c.org_id = $1 and c.job_id = $2 and c.reply <> 'declined' order by c.position"#,
        org,
        job.0
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(names)
}

pub(super) async fn photos(tx: &mut Tx, job: JobId) -> Result<Vec<PortalPhoto>> {
    let org = tx.org().0;
    let photos = sqlx::query_as!(
        PortalPhoto,
        r#"select id as "id: MediaId", caption, taken_at from media
           where org_id = $1 and job_id = $2 and visit_id is null and kind = 'photo' and status = 'stored' and deleted_at is null order by taken_at, id limit 200"#,
        org,
        job.0
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(photos)
}
