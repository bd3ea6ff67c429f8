//! Every query of the room that changes or finds jobs; `load` is in `sql/load.rs`.

use chrono::{DateTime, Utc};
use shared::jobs::{Candidate, CrewPlace, CrewReply, Item, Job, JobFilter, JobStats, Note, Phase, Stamp, Stop, TravelVerb};
use shared::packs::CrewRole;
use shared::{AccountId, Error, JobId, MemberId, PhaseId, Result, RevisionId, StopId};
use sqlx::QueryBuilder;

use crate::db::{OnConstraint, Tx};

mod load;

pub(crate) use load::{crew, load};

pub(super) async fn zone(tx: &mut Tx) -> Result<String> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!("select zone from organizations where id = $1", org).fetch_one(tx.db()?).await?)
}

/// Holds a job until the transaction ends, so that its commands come one after the other.
pub(crate) async fn lock(tx: &mut Tx, id: JobId) -> Result<()> {
    let org = tx.org().0;
    sqlx::query_scalar!("select id from jobs where org_id = $1 and id = $2 for update", org, id.0).fetch_one(tx.db()?).await?;
    Ok(())
}

pub(super) async fn insert_job(tx: &mut Tx, job: &Job, revision: RevisionId) -> Result<()> {
    let org = tx.org().0;
    let addresses = job.stops.iter().map(|s| s.address.as_str()).collect::<Vec<_>>().join(" ");
    let total = job.total.unwrap_or_default();
    sqlx::query!(
        "insert into jobs (org_id, id, number, status, priority, billing, line, title, account_id, contact_id, quote_id, quote_number, revision_id, lead_id,
                           starts_at, ends_at, zone, total_cents, currency, created_at, search)
         select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, plain($3 || ' ' || $8 || ' ' || a.name || ' ' || $21)
         from accounts a where a.org_id = $1 and a.id = $9",
        org,
        job.id.0,
        job.number,
        job.status.key(),
        job.priority.key(),
        job.billing.key(),
        job.line.key(),
        job.title,
        job.account.0,
        job.contact.map(|c| c.0),
        job.quote.map(|q| q.0),
        job.quote_number,
        revision.0,
        job.lead.map(|l| l.0),
        job.starts_at,
        job.ends_at,
        job.zone,
        total.cents,
        total.currency.code(),
        job.created_at,
        addresses
    )
    .execute(tx.db()?)
    .await
    .on_constraint("jobs_quote_id_key", || Error::conflict("already_accepted", "This quote is booked already."))?;
    Ok(())
}

pub(super) async fn insert_stops(tx: &mut Tx, job: JobId, stops: &[Stop]) -> Result<()> {
    let org = tx.org().0;
    for stop in stops {
        sqlx::query!(
            "insert into job_stops (org_id, id, job_id, position, kind, address, latitude, longitude, contact_name, contact_phone, window_from, window_to, notes)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            org,
            stop.id.0,
            job.0,
            stop.position,
            stop.kind.key(),
            stop.address,
            stop.latitude,
            stop.longitude,
            stop.contact_name,
            stop.contact_phone,
            stop.window_from,
            stop.window_to,
            stop.notes
        )
        .execute(tx.db()?)
        .await?;
    }
    Ok(())
}

fn keys(roles: &[CrewRole]) -> Vec<String> {
    roles.iter().map(|r| r.key().to_string()).collect()
}

/// Phases, their slots and their items, each kind in one statement.
pub(super) async fn insert_phases(tx: &mut Tx, job: JobId, phases: &[Phase]) -> Result<()> {
    let org = tx.org().0;
    let mut insert = QueryBuilder::new(
        "insert into job_phases (org_id, id, job_id, position, key, title_en, title_fr, short_en, short_fr, roles, minutes, status) ",
    );
    insert.push_values(phases, |mut row, p| {
        row.push_bind(org)
            .push_bind(p.id.0)
            .push_bind(job.0)
            .push_bind(p.position)
            .push_bind(&p.key)
            .push_bind(&p.title.en)
            .push_bind(&p.title.fr);
        row.push_bind(&p.short.en).push_bind(&p.short.fr).push_bind(keys(&p.roles)).push_bind(p.minutes).push_bind(p.status.key());
    });
    insert.build().execute(tx.db()?).await?;

    let slots: Vec<_> = phases.iter().flat_map(|p| p.requirements.iter().map(move |r| (p.id, r))).collect();
    if !slots.is_empty() {
        let mut insert = QueryBuilder::new(
            "insert into job_requirements (org_id, id, job_id, phase_id, position, key, title_en, title_fr, kind, min_count, required, min_edge) ",
        );
        insert.push_values(slots, |mut row, (phase, r)| {
            row.push_bind(org)
                .push_bind(r.id.0)
                .push_bind(job.0)
                .push_bind(phase.0)
                .push_bind(r.position)
                .push_bind(&r.key)
                .push_bind(&r.title.en);
            row.push_bind(&r.title.fr).push_bind(r.kind.key()).push_bind(r.min_count).push_bind(r.required).push_bind(r.min_edge);
        });
        insert.build().execute(tx.db()?).await?;
    }

    let items: Vec<_> = phases.iter().flat_map(|p| p.items.iter().map(move |i| (p.id, i))).collect();
    if !items.is_empty() {
        let mut insert = QueryBuilder::new(
            "insert into job_items (org_id, id, job_id, phase_id, position, key, title_en, title_fr, required, requirement_id, roles, fact) ",
        );
        insert.push_values(items, |mut row, (phase, i)| {
            row.push_bind(org)
                .push_bind(i.id.0)
                .push_bind(job.0)
                .push_bind(phase.0)
                .push_bind(i.position)
                .push_bind(&i.key)
                .push_bind(&i.title.en)
                .push_bind(&i.title.fr);
            row.push_bind(i.required).push_bind(i.requirement.map(|r| r.0)).push_bind(keys(&i.roles)).push_bind(i.fact.map(|f| f.key()));
        });
        insert.build().execute(tx.db()?).await?;
    }
    Ok(())
}

pub(super) async fn insert_note(tx: &mut Tx, job: JobId, note: &Note) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "insert into job_notes (org_id, id, job_id, kind, weight, text, at, by_name) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        org,
        note.id.0,
        job.0,
        note.kind.key(),
        note.weight.key(),
        note.text,
        note.at,
        note.by
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Writes what the job itself says; its parts have statements of their own.
pub(super) async fn update_state(tx: &mut Tx, job: &Job) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update jobs set status = $3, priority = $4, starts_at = $5, ends_at = $6, cancelled_reason = $7, started_at = $8, completed_at = $9, version = $10, updated_at = now()
         where org_id = $1 and id = $2",
        org,
        job.id.0,
        job.status.key(),
        job.priority.key(),
        job.starts_at,
        job.ends_at,
        job.cancelled,
        job.started_at,
        job.completed_at,
        job.version
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub(super) async fn update_phase(tx: &mut Tx, phase: &Phase) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update job_phases set status = $3, started_at = $4, completed_at = $5, completed_by = $6, override_reason = $7, updated_at = now() where org_id = $1 and id = $2",
        org,
        phase.id.0,
        phase.status.key(),
        phase.started_at,
        phase.completed_at,
        phase.completed_by,
        phase.override_reason
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub(super) async fn seal_phase(
    tx: &mut Tx,
    phase: &Phase,
    manifest: &str,
    seal: &str,
    previous: Option<&str>,
    at: DateTime<Utc>,
) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update job_phases set status = $3, started_at = $4, completed_at = $5, completed_by = $6, override_reason = $7, manifest = $8, seal = $9, previous_seal = $10, sealed_at = $11,
                               updated_at = now()
         where org_id = $1 and id = $2",
        org,
        phase.id.0,
        phase.status.key(),
        phase.started_at,
        phase.completed_at,
        phase.completed_by,
        phase.override_reason,
        manifest,
        seal,
        previous,
        at
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub(super) async fn last_seal(tx: &mut Tx, job: JobId) -> Result<Option<String>> {
    let org = tx.org().0;
    let seal = sqlx::query_scalar!(
        r#"select seal as "seal!" from job_phases where org_id = $1 and job_id = $2 and seal is not null order by position desc limit 1"#,
        org,
        job.0
    )
    .fetch_optional(tx.db()?)
    .await?;
    Ok(seal)
}

/// A stored seal.
pub(super) struct SealRow {
    pub phase: PhaseId,
    pub position: i32,
    pub manifest: String,
    pub seal: String,
    pub at: DateTime<Utc>,
}

pub(super) async fn seals(tx: &mut Tx, job: JobId) -> Result<Vec<SealRow>> {
    let org = tx.org().0;
    let rows = sqlx::query_as!(
        SealRow,
        r#"select id as "phase: PhaseId", position, manifest as "manifest!", seal as "seal!", sealed_at as "at!"
           from job_phases where org_id = $1 and job_id = $2 and seal is not null order by position"#,
        org,
        job.0
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows)
}

pub(super) async fn update_item(tx: &mut Tx, item: &Item, device_at: DateTime<Utc>, server_at: DateTime<Utc>) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update job_items set answer = $3, note = $4, answered_at = $5, answered_by = $6, answered_member_id = $7, device_at = $8, server_at = $9,
                              latitude = $10, longitude = $11, accuracy = $12, updated_at = now()
         where org_id = $1 and id = $2",
        org,
        item.id.0,
        item.answer.key(),
        item.note,
        item.answered_at,
        item.answered_by,
        item.answered_member.map(|m| m.0),
        device_at,
        server_at,
        item.gps.map(|p| p.latitude),
        item.gps.map(|p| p.longitude),
        item.gps.map(|p| p.accuracy)
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub(super) async fn insert_travel(
    tx: &mut Tx,
    job: JobId,
    stop: StopId,
    verb: TravelVerb,
    stamp: &Stamp,
    server_at: DateTime<Utc>,
) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "insert into job_travel (org_id, job_id, stop_id, verb, at, device_at, server_at, by_name, member_id, latitude, longitude, accuracy)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        org,
        job.0,
        stop.0,
        verb.key(),
        stamp.at,
        stamp.device_at,
        server_at,
        stamp.name,
        stamp.member.map(|m| m.0),
        stamp.gps.map(|p| p.latitude),
        stamp.gps.map(|p| p.longitude),
        stamp.gps.map(|p| p.accuracy)
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

pub(super) async fn active_members(tx: &mut Tx, members: &[MemberId]) -> Result<i64> {
    let org = tx.org().0;
    let ids: Vec<uuid::Uuid> = members.iter().map(|m| m.0).collect();
    Ok(sqlx::query_scalar!(r#"select count(*) as "n!" from members where org_id = $1 and id = any($2) and status = 'active'"#, org, &ids)
        .fetch_one(tx.db()?)
        .await?)
}

pub(super) async fn replace_crew(tx: &mut Tx, job: JobId, crew: &[CrewPlace]) -> Result<()> {
    let org = tx.org().0;
    let members: Vec<uuid::Uuid> = crew.iter().map(|p| p.member.0).collect();
    let roles: Vec<String> = crew.iter().map(|p| p.role.key().to_string()).collect();
    sqlx::query!("delete from job_crew where org_id = $1 and job_id = $2 and member_id <> all($3)", org, job.0, &members)
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

pub(super) async fn set_reply(tx: &mut Tx, job: JobId, member: MemberId, reply: CrewReply, at: DateTime<Utc>) -> Result<u64> {
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
pub(super) async fn crew_members(tx: &mut Tx) -> Result<Vec<Candidate>> {
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

/// Who is on other jobs at the same time: number of the other job and member. A job without an end takes eight hours.
pub(super) async fn clashes(
    tx: &mut Tx,
    job: JobId,
    from: Option<DateTime<Utc>>,
    to: Option<DateTime<Utc>>,
) -> Result<Vec<(String, MemberId)>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select j.number, c.member_id as "member: MemberId" from jobs j join job_crew c on c.org_id = j.org_id and c.job_id = j.id
           where j.org_id = $1 and j.id <> $2 and j.status in ('requested', 'booked', 'assigned', 'in_progress') and c.reply <> 'declined'
             and j.starts_at < coalesce($4::timestamptz, $3::timestamptz + interval '8 hours') and coalesce(j.ends_at, j.starts_at + interval '8 hours') > $3::timestamptz
           order by j.number"#,
        org,
        job.0,
        from,
        to
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows.into_iter().map(|r| (r.number, r.member)).collect())
}

pub(super) async fn ids_of_account(tx: &mut Tx, account: AccountId) -> Result<Vec<JobId>> {
    let org = tx.org().0;
    let rows = sqlx::query_scalar!(
        r#"select id as "id: JobId" from jobs where org_id = $1 and account_id = $2 order by sort_at desc, id desc limit 200"#,
        org,
        account.0
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows)
}

pub(super) async fn ids_of_crew(tx: &mut Tx, member: MemberId, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Vec<JobId>> {
    let org = tx.org().0;
    let rows = sqlx::query_scalar!(
        r#"select j.id as "id: JobId" from job_crew c join jobs j on j.org_id = c.org_id and j.id = c.job_id
           where c.org_id = $1 and c.member_id = $2 and c.reply <> 'declined'
             and (j.status = 'in_progress' or (j.sort_at >= $3 and j.sort_at < $4) or (j.starts_at is null and j.status in ('booked', 'assigned')))
           order by j.sort_at, j.id limit 100"#,
        org,
        member.0,
        from,
        to
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows)
}

/// Ids and sort times of one page of a filtered list.
pub(super) async fn page(
    tx: &mut Tx,
    filter: &JobFilter,
    after: Option<(DateTime<Utc>, JobId)>,
    limit: i64,
) -> Result<Vec<(JobId, DateTime<Utc>)>> {
    let org = tx.org().0;
    let mut query = QueryBuilder::new("select j.id, j.sort_at from jobs j where j.org_id = ");
    query.push_bind(org);
    if let Some(status) = filter.status {
        query.push(" and j.status = ").push_bind(status.key());
    }
    if let Some(line) = filter.line {
        query.push(" and j.line = ").push_bind(line.key());
    }
    if let Some(from) = filter.from {
        query.push(" and j.sort_at >= ").push_bind(from);
    }
    if let Some(to) = filter.to {
        query.push(" and j.sort_at < ").push_bind(to);
    }
    if let Some(member) = filter.member {
        query.push(" and exists (select from job_crew c where c.org_id = j.org_id and c.job_id = j.id and c.reply <> 'declined' and c.member_id = ").push_bind(member.0).push(")");
    }
    if let Some(account) = filter.account {
        query.push(" and j.account_id = ").push_bind(account.0);
    }
    if filter.unassigned {
        query.push(" and j.status in ('requested', 'booked') and not exists (select from job_crew c where c.org_id = j.org_id and c.job_id = j.id)");
    }
    if let Some(words) = &filter.search {
        query.push(" and j.id in (select job_id from search_jobs(").push_bind(words).push(", 500))");
    }
    if let Some((at, id)) = after {
        query
            .push(if filter.descending { " and (j.sort_at, j.id) < (" } else { " and (j.sort_at, j.id) > (" })
            .push_bind(at)
            .push(", ")
            .push_bind(id.0)
            .push(")");
    }
    query
        .push(if filter.descending { " order by j.sort_at desc, j.id desc limit " } else { " order by j.sort_at, j.id limit " })
        .push_bind(limit);
    let rows: Vec<(uuid::Uuid, DateTime<Utc>)> = query.build_query_as().fetch_all(tx.db()?).await?;
    Ok(rows.into_iter().map(|(id, at)| (JobId(id), at)).collect())
}

pub(super) async fn stats(
    tx: &mut Tx,
    member: Option<MemberId>,
    today: DateTime<Utc>,
    tomorrow: DateTime<Utc>,
    month: DateTime<Utc>,
) -> Result<JobStats> {
    let org = tx.org().0;
    let row = sqlx::query!(
        r#"select count(*) as "total!",
                  count(*) filter (where status in ('booked', 'assigned', 'in_progress')) as "active!",
                  count(*) filter (where status in ('requested', 'booked') and not exists (select from job_crew c where c.org_id = j.org_id and c.job_id = j.id)) as "unassigned!",
                  count(*) filter (where status in ('completed', 'closed') and completed_at >= $5) as "completed!",
                  count(*) filter (where status <> 'cancelled' and starts_at >= $3 and starts_at < $4) as "today!",
                  count(*) filter (where status in ('completed', 'closed') and starts_at >= $3 and starts_at < $4) as "today_completed!",
                  count(*) filter (where status = 'in_progress' and starts_at >= $3 and starts_at < $4) as "today_running!",
                  count(*) filter (where status = 'completed' and billing = 'pending') as "to_invoice!",
                  coalesce(sum(total_cents) filter (where status in ('booked', 'assigned', 'in_progress')), 0)::bigint as "active_cents!",
                  coalesce(sum(total_cents) filter (where status = 'completed' and billing = 'pending'), 0)::bigint as "to_invoice_cents!"
           from jobs j
           where org_id = $1 and ($2::uuid is null or exists (select from job_crew c where c.org_id = j.org_id and c.job_id = j.id and c.member_id = $2))"#,
        org,
        member.map(|m| m.0),
        today,
        tomorrow,
        month
    )
    .fetch_one(tx.db()?)
    .await?;
    Ok(JobStats {
        total: row.total,
        active: row.active,
        unassigned: row.unassigned,
        completed: row.completed,
        today: row.today,
        today_completed: row.today_completed,
        today_running: row.today_running,
        to_invoice: row.to_invoice,
        active_cents: Some(row.active_cents),
        to_invoice_cents: Some(row.to_invoice_cents),
    })
}
