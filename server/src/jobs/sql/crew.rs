//! Who works on a job, and who could.

use chrono::{DateTime, Utc};
use shared::jobs::{Candidate, CrewPlace, CrewReply, USUAL_HOURS};
use shared::packs::CrewRole;
use shared::{JobId, MemberId, Result};

use crate::db::Tx;

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

/// Who is on other jobs at the same time: number of the other job and member. A job without an end takes as long as is usual.
pub(crate) async fn clashes(
    tx: &mut Tx,
    job: JobId,
    from: Option<DateTime<Utc>>,
    to: Option<DateTime<Utc>>,
) -> Result<Vec<(String, MemberId)>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select j.number, c.member_id as "member: MemberId" from jobs j join job_crew c on c.org_id = j.org_id and c.job_id = j.id
           where j.org_id = $1 and j.id <> $2 and j.status in ('requested', 'booked', 'assigned', 'in_progress') and c.reply <> 'declined'
             and j.starts_at < coalesce($4::timestamptz, $3::timestamptz + make_interval(hours => $5))
             and coalesce(j.ends_at, j.starts_at + make_interval(hours => $5)) > $3::timestamptz
           order by j.number"#,
        org,
        job.0,
        from,
        to,
        USUAL_HOURS
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows.into_iter().map(|r| (r.number, r.member)).collect())
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
