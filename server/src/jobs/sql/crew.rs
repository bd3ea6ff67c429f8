//! Who works on a job, and who could.

use chrono::{DateTime, Utc};
use shared::jobs::{Candidate, CrewPlace, CrewReply, USUAL_HOURS};
use shared::packs::CrewRole;
use shared::{JobId, MemberId, Result};

use crate::db::Tx;

/// So many hours a site visit takes at most.
const LONGEST_VISIT: i32 = shared::leads::visits::MAX_HOURS as i32;

pub(crate) async fn active_members(tx: &mut Tx, members: &[MemberId]) -> Result<i64> {
    let org = tx.org().0;
    let ids: Vec<uuid::Uuid> = members.iter().map(|m| m.0).collect();
    Ok(sqlx::query_scalar!(r#"select count(*) as "n!" from members where org_id = $1 and id = any($2) and status = 'active'"#, org, &ids)
        .fetch_one(tx.db()?)
        .await?)
}

pub(crate) async fn replace_crew(tx: &mut Tx, job: JobId, crew: &[CrewPlace]) -> Result<()> {
    let org = tx.org().0;
    let members: Vec<uuid::Uuid> = crew.iter().map(|p| p.member.0).collect();
    let roles: Vec<String> = crew.iter().map(|p| p.role.key().to_string()).collect();
    sqlx::query!(
        "with gone as (delete from job_crew where org_id = $1 and job_id = $2 and member_id <> all($3) returning member_id)
         insert into job_former_crew (org_id, job_id, member_id) select $1, $2, member_id from gone on conflict do nothing",
        org,
        job.0,
        &members
    )
    .execute(tx.db()?)
    .await?;
    sqlx::query!(
        "insert into job_crew (org_id, job_id, member_id, position, role)
         select $1, $2, place.member_id, place.position, place.role from unnest($3::uuid[], $4::text[]) with ordinality as place (member_id, role, position)
         on conflict (org_id, job_id, member_id) do update set role = excluded.role, position = excluded.position,
             -- asking somebody again who declined starts anew
             reply = case when job_crew.reply = 'declined' then 'asked' else job_crew.reply end",
        org,
        job.0,
        &members,
        &roles
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Whether somebody was on the crew of a job and is not any more.
pub(crate) async fn was_on_crew(tx: &mut Tx, job: JobId, member: MemberId) -> Result<bool> {
    let org = tx.org().0;
    let known = sqlx::query_scalar!(
        r#"select exists (select from job_former_crew where org_id = $1 and job_id = $2 and member_id = $3) as "known!""#,
        org,
        job.0,
        member.0
    )
    .fetch_one(tx.db()?)
    .await?;
    Ok(known)
}

pub(crate) async fn set_reply(tx: &mut Tx, job: JobId, member: MemberId, reply: CrewReply, at: DateTime<Utc>) -> Result<u64> {
    let org = tx.org().0;
    let done = sqlx::query!(
        "update job_crew set reply = $4, replied_at = $5 where org_id = $1 and job_id = $2 and member_id = $3",
        org,
        job.0,
        member.0,
        reply.key(),
        at
    )
    .execute(tx.db()?)
    .await?;
    Ok(done.rows_affected())
}

/// Active members who work on crews, with the role they would have.
pub(crate) async fn crew_members(tx: &mut Tx) -> Result<Vec<Candidate>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select id as "id: MemberId", name, case when 'driver' = any(roles) then 'driver' when 'mover' = any(roles) then 'mover' else 'technician' end as "role!: CrewRole"
           from members where org_id = $1 and status = 'active' and roles && array['driver', 'mover', 'technician'] order by name limit 500"#,
        org
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows.into_iter().map(|r| Candidate { member: r.id, name: r.name, role: r.role, clashes: Vec::new() }).collect())
}

/// What somebody who works on crews does at the time of a job.
pub(crate) struct Clash {
    pub member: MemberId,
    /// Number of the other job, or of the lead of a site visit.
    pub number: String,
    pub is_visit: bool,
    /// Whose the lead is.
    pub owner: Option<MemberId>,
}

/// Who is on other jobs or at site visits at the same time. A job without an end takes as long as is usual.
pub(crate) async fn clashes(tx: &mut Tx, job: JobId, from: Option<DateTime<Utc>>, to: Option<DateTime<Utc>>) -> Result<Vec<Clash>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        Clash,
        r#"select c.member_id as "member!: MemberId", j.number as "number!", false as "is_visit!", null::uuid as "owner?: MemberId" from jobs j join job_crew c on c.org_id = j.org_id and c.job_id = j.id
           where j.org_id = $1 and j.id <> $2 and j.status in ('requested', 'booked', 'assigned', 'in_progress') and c.reply <> 'declined'
             and j.starts_at < coalesce($4::timestamptz, $3::timestamptz + make_interval(hours => $5))
             and coalesce(j.ends_at, j.starts_at + make_interval(hours => $5)) > $3::timestamptz
           union all
           select v.member_id, l.number, true, l.owner_id from site_visits v join leads l on l.org_id = v.org_id and l.id = v.lead_id
           where v.org_id = $1 and v.status = 'planned' and l.status <> 'lost'
             and v.starts_at > $3::timestamptz - make_interval(hours => $6)
             and v.starts_at < coalesce($4::timestamptz, $3::timestamptz + make_interval(hours => $5)) and v.ends_at > $3::timestamptz
           order by 3, 2"#,
        org,
        job.0,
        from,
        to,
        USUAL_HOURS,
        LONGEST_VISIT
    )
    .fetch_all(tx.db()?)
    .await?)
}

/// Holds members until the transaction ends, so that of two who want one of them the second sees what the first did.
pub(crate) async fn hold_members(tx: &mut Tx, members: &[MemberId]) -> Result<()> {
    let org = tx.org().0;
    let ids: Vec<uuid::Uuid> = members.iter().map(|m| m.0).collect();
    sqlx::query_scalar!("select id from members where org_id = $1 and id = any($2) order by id for no key update", org, &ids)
        .fetch_all(tx.db()?)
        .await?;
    Ok(())
}

/// What somebody is on at the time of another job.
pub(crate) struct OtherJob {
    pub name: String,
    pub number: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
}

/// Which jobs that are agreed and not over these members are on between two moments, the soonest first; at most six. A
/// job without an end takes as long as is usual.
pub(crate) async fn elsewhere(
    tx: &mut Tx,
    job: JobId,
    members: &[MemberId],
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<OtherJob>> {
    let org = tx.org().0;
    let ids: Vec<uuid::Uuid> = members.iter().map(|m| m.0).collect();
    // `sort_at` is the start where there is one, and has an index
    Ok(sqlx::query_as!(
        OtherJob,
        r#"select m.name, j.number, j.starts_at as "starts_at!", coalesce(j.ends_at, j.starts_at + make_interval(hours => $6)) as "ends_at!"
           from jobs j
           join job_crew c on c.org_id = j.org_id and c.job_id = j.id
           join members m on m.org_id = c.org_id and m.id = c.member_id
           where j.org_id = $1 and j.id <> $2 and c.member_id = any($3) and c.reply <> 'declined' and j.status in ('booked', 'assigned', 'in_progress')
             and j.sort_at < $5 and j.starts_at < $5 and coalesce(j.ends_at, j.starts_at + make_interval(hours => $6)) > $4
           order by j.starts_at, m.name, j.number limit 6"#,
        org,
        job.0,
        &ids,
        from,
        until,
        USUAL_HOURS
    )
    .fetch_all(tx.db()?)
    .await?)
}

/// A site visit somebody goes to at the time of a job.
pub(crate) struct OtherVisit {
    pub member: MemberId,
    pub name: String,
    /// Number of the lead.
    pub number: String,
    /// Whose the lead is.
    pub owner: Option<MemberId>,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
}

/// Which planned site visits these members go to between two moments, the soonest first; at most six. Nobody goes to that
/// of somebody who is lost.
pub(crate) async fn visits_elsewhere(
    tx: &mut Tx,
    members: &[MemberId],
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<OtherVisit>> {
    let org = tx.org().0;
    let ids: Vec<uuid::Uuid> = members.iter().map(|m| m.0).collect();
    // what began longer ago than a visit takes is over
    Ok(sqlx::query_as!(
        OtherVisit,
        r#"select v.member_id as "member: MemberId", m.name, l.number, l.owner_id as "owner: MemberId", v.starts_at, v.ends_at
           from site_visits v
           join leads l on l.org_id = v.org_id and l.id = v.lead_id
           join members m on m.org_id = v.org_id and m.id = v.member_id
           where v.org_id = $1 and v.member_id = any($2) and v.status = 'planned' and l.status <> 'lost'
             and v.starts_at > $3::timestamptz - make_interval(hours => $5) and v.starts_at < $4 and v.ends_at > $3::timestamptz
           order by v.starts_at, m.name, l.number limit 6"#,
        org,
        &ids,
        from,
        until,
        LONGEST_VISIT
    )
    .fetch_all(tx.db()?)
    .await?)
}

/// Where somebody on a crew is written to.
pub(crate) struct Reachable {
    pub member: MemberId,
    pub name: String,
    pub email: String,
    /// The organization's language.
    pub locale: String,
}

/// The addresses of members.
pub(crate) async fn reachable(tx: &mut Tx, members: &[MemberId]) -> Result<Vec<Reachable>> {
    let org = tx.org().0;
    let ids: Vec<uuid::Uuid> = members.iter().map(|m| m.0).collect();
    let people = sqlx::query_as!(
        Reachable,
        r#"select m.id as "member: MemberId", m.name, m.email, o.locale from members m join organizations o on o.id = m.org_id
           where m.org_id = $1 and m.id = any($2) order by m.name"#,
        org,
        &ids
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(people)
}
