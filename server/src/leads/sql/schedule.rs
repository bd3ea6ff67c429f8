//! What decisions of the queue go by: the organization's clock and closed days, who is away, and when a lead is
//! looked at again.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use shared::identity::{BusinessHours, Holiday};
use shared::leads::assignment::Asked;
use shared::leads::hours::Calendar;
use shared::packs::ServiceLine;
use shared::{Error, LeadId, MemberId, OrgId, Result};

use crate::db::{SystemTx, Tx};

/// How long a lead may lie untouched in an organization that never changed it.
const RETURN_MINUTES: i32 = 60;

/// The organization's clock and the state of its queue.
#[derive(Clone, Debug)]
pub(crate) struct Schedule {
    zone: chrono_tz::Tz,
    hours: BusinessHours,
    closed: Vec<NaiveDate>,
    pub lines: Vec<ServiceLine>,
    pub now: DateTime<Utc>,
    /// What the clocks show.
    pub wall: NaiveDateTime,
    pub day_starts: DateTime<Utc>,
    /// Whose turn was last.
    pub last: Option<MemberId>,
    /// Minutes of work after which a lead nobody got to moves on.
    pub return_minutes: Option<i32>,
}

impl Schedule {
    /// A turn for a lead of a service, that some had before.
    pub fn asked<'a>(&'a self, line: Option<ServiceLine>, had: &'a [MemberId]) -> Asked<'a> {
        Asked { wall: self.wall, closed: &self.closed, line, had }
    }

    /// The moment a wall clock here means.
    pub fn moment(&self, wall: NaiveDateTime) -> DateTime<Utc> {
        shared::clock::moment_of(wall, |at| at.with_timezone(&self.zone).naive_local())
    }

    /// When a lead given now moves on, by the hours of whoever has it or else of the organization.
    pub fn returns(&self, own: Option<&BusinessHours>) -> Option<DateTime<Utc>> {
        let calendar = Calendar { hours: own.unwrap_or(&self.hours), closed: &self.closed };
        calendar.after(self.now, self.return_minutes?.into(), |at| at.with_timezone(&self.zone).naive_local())
    }
}

/// Hours as they are stored.
pub(super) fn hours(stored: Option<serde_json::Value>) -> Result<Option<BusinessHours>> {
    stored.map(serde_json::from_value).transpose().map_err(|error| Error::internal(&error))
}

/// Reads it, as of now: after the lock of the queue where a turn is taken.
pub(crate) async fn schedule(tx: &mut Tx) -> Result<Schedule> {
    let org = tx.org().0;
    let r = sqlx::query!(
        r#"select o.zone, o.hours, o.holidays, o.packs, q.last_member_id as "last?: MemberId", q.return_minutes as "return_minutes?", (q.org_id is null) as "untouched!"
           from organizations o left join lead_queues q on q.org_id = o.id where o.id = $1"#,
        org
    )
    .fetch_one(tx.db()?)
    .await?;
    let zone: chrono_tz::Tz = r.zone.parse().unwrap_or(chrono_tz::UTC);
    let holidays: Vec<Holiday> = serde_json::from_value(r.holidays).map_err(|error| Error::internal(&error))?;
    let now = tx.now();
    let wall = now.with_timezone(&zone).naive_local();
    let day_starts = shared::clock::moment_of(wall.date().and_time(NaiveTime::MIN), |at| at.with_timezone(&zone).naive_local());
    Ok(Schedule {
        zone,
        hours: hours(r.hours)?.unwrap_or_default(),
        closed: holidays.into_iter().map(|holiday| holiday.date).collect(),
        lines: r.packs.iter().filter_map(|key| key.parse().ok()).collect(),
        now,
        wall,
        day_starts,
        last: r.last,
        return_minutes: if r.untouched { Some(RETURN_MINUTES) } else { r.return_minutes },
    })
}

/// A member's presence.
pub(crate) struct Presence {
    pub name: String,
    pub away_from: Option<NaiveDate>,
    pub away_until: Option<NaiveDate>,
    pub deputy: Option<MemberId>,
    pub hours: Option<BusinessHours>,
}

/// Whether an active member is there, and who stands in.
pub(crate) async fn presence(tx: &mut Tx, member: MemberId) -> Result<Option<Presence>> {
    let org = tx.org().0;
    let row = sqlx::query!(
        r#"select m.name, t.away_from as "away_from?", t.away_until as "away_until?", t.deputy_id as "deputy?: MemberId", t.hours as "hours?"
           from members m left join lead_turns t on t.org_id = m.org_id and t.member_id = m.id
           where m.org_id = $1 and m.id = $2 and m.status = 'active'"#,
        org,
        member.0
    )
    .fetch_optional(tx.db()?)
    .await?;
    row.map(|r| {
        let hours = hours(r.hours)?;
        Ok(Presence { name: r.name, away_from: r.away_from, away_until: r.away_until, deputy: r.deputy, hours })
    })
    .transpose()
}

/// Everybody a lead was given to.
pub(crate) async fn had(tx: &mut Tx, lead: LeadId) -> Result<Vec<MemberId>> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(
        r#"select distinct member_id as "member!: MemberId" from lead_assignments where org_id = $1 and lead_id = $2 and member_id is not null"#,
        org,
        lead.0
    )
    .fetch_all(tx.db()?)
    .await?)
}

/// Open leads that wait for somebody to be there.
pub(crate) async fn waiting(tx: &mut Tx) -> Result<i64> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "count!" from leads where org_id = $1 and owner_id is null and queue_at is not null and status not in ('converted', 'lost')"#,
        org
    )
    .fetch_one(tx.db()?)
    .await?)
}

/// The queue changed: what waits is looked at again at once.
pub(crate) async fn wake_waiting(tx: &mut Tx) -> Result<()> {
    let (org, now) = (tx.org().0, tx.now());
    sqlx::query!("update leads set queue_at = $2 where org_id = $1 and owner_id is null and queue_at > $2", org, now)
        .execute(tx.db()?)
        .await?;
    Ok(())
}

/// Sets when the queue looks at a lead again.
pub(crate) async fn look_again(tx: &mut Tx, lead: LeadId, at: Option<DateTime<Utc>>) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!("update leads set queue_at = $3 where org_id = $1 and id = $2", org, lead.0, at).execute(tx.db()?).await?;
    Ok(())
}

/// Leads of all organizations the queue has to look at by now, the longest due first.
pub(crate) async fn due(tx: &mut SystemTx, now: DateTime<Utc>) -> Result<Vec<(OrgId, LeadId)>> {
    let rows = sqlx::query!(
        r#"select org_id as "org: OrgId", id as "id: LeadId" from leads where queue_at <= $1 order by queue_at, created_at limit 500"#,
        now
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows.into_iter().map(|r| (r.org, r.id)).collect())
}
