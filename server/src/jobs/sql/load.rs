//! Loads jobs whole: one statement for any number of jobs with all their parts, and one for their media.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use shared::jobs::{BillingStatus, CrewMember, CrewReply, Job, JobInstalment, JobStatus, Note, Phase, Priority, Stop, Travel};
use shared::packs::{CrewRole, ServiceLine};
use shared::{AccountId, ContactId, JobId, LeadId, MemberId, Money, QuoteId, Result};
use sqlx::types::Json;
use uuid::Uuid;

use crate::db::Tx;

/// The jobs with these ids, with all their parts, in the order of the ids; unknown ones are left out.
pub(crate) async fn load(tx: &mut Tx, ids: &[JobId]) -> Result<Vec<Job>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let org = tx.org().0;
    let wanted: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    // parts come as JSON under the names of their types in `shared::jobs`; json takes half the time of jsonb to make
    let rows = sqlx::query!(
        r#"select j.id as "id: JobId", j.number, j.version, j.status as "status: JobStatus", j.priority as "priority: Priority", j.billing as "billing: BillingStatus",
                  j.line as "line: ServiceLine", j.title, j.account_id as "account: AccountId", a.name as account_name, j.contact_id as "contact: ContactId",
                  c.name as "contact_name?", coalesce(c.phone_e164, c.phone) as "contact_phone?", j.quote_id as "quote: QuoteId", j.quote_number, j.lead_id as "lead: LeadId",
                  j.starts_at, j.ends_at, j.zone, j.total_cents, j.currency, j.created_at, j.started_at, j.completed_at, j.cancelled_reason,
                  (select coalesce(json_agg(json_build_object('id', s.id, 'position', s.position, 'kind', s.kind, 'address', s.address,
                              'latitude', s.latitude, 'longitude', s.longitude, 'contact_name', s.contact_name, 'contact_phone', s.contact_phone,
                              'window_from', s.window_from, 'window_to', s.window_to, 'notes', s.notes) order by s.position), '[]')
                   from job_stops s where s.org_id = j.org_id and s.job_id = j.id) as "stops!: Json<Vec<Stop>>",
                  (select coalesce(json_agg(json_build_object('id', d.id, 'label', json_build_object('en', d.label_en, 'fr', d.label_fr), 'cents', d.cents, 'status', d.status,
                              'due', case when d.due_on is not null then json_build_object('when', 'on', 'date', d.due_on)
                                          when d.due_days > 0 then json_build_object('when', 'after_start', 'days', d.due_days)
                                          else json_build_object('when', 'before_start', 'days', -d.due_days) end) order by d.position), '[]')
                   from job_instalments d where d.org_id = j.org_id and d.job_id = j.id) as "instalments!: Json<Vec<JobInstalment>>",
                  (select coalesce(json_agg(json_build_object('id', p.id, 'position', p.position, 'key', p.key,
                              'title', json_build_object('en', p.title_en, 'fr', p.title_fr), 'short', json_build_object('en', p.short_en, 'fr', p.short_fr),
                              'roles', p.roles, 'minutes', p.minutes, 'status', p.status, 'started_at', p.started_at, 'completed_at', p.completed_at,
                              'completed_by', p.completed_by, 'override_reason', p.override_reason, 'seal', p.seal,
                              'items', (select coalesce(json_agg(json_build_object('id', i.id, 'position', i.position, 'key', i.key,
                                            'title', json_build_object('en', i.title_en, 'fr', i.title_fr), 'required', i.required, 'requirement', i.requirement_id,
                                            'roles', i.roles, 'fact', i.fact, 'answer', i.answer, 'note', i.note, 'answered_at', i.answered_at,
                                            'answered_by', i.answered_by, 'answered_member', i.answered_member_id, 'dispute', i.dispute,
                                            'gps', case when i.accuracy is not null then json_build_object('latitude', i.latitude, 'longitude', i.longitude, 'accuracy', i.accuracy) end)
                                            order by i.position), '[]')
                                        from job_items i where i.org_id = p.org_id and i.phase_id = p.id),
                              'requirements', (select coalesce(json_agg(json_build_object('id', r.id, 'position', r.position, 'key', r.key,
                                            'title', json_build_object('en', r.title_en, 'fr', r.title_fr), 'kind', r.kind, 'min_count', r.min_count,
                                            'required', r.required, 'min_edge', r.min_edge) order by r.position), '[]')
                                        from job_requirements r where r.org_id = p.org_id and r.phase_id = p.id)) order by p.position), '[]')
                   from job_phases p where p.org_id = j.org_id and p.job_id = j.id) as "phases!: Json<Vec<Phase>>",
                  (select coalesce(json_agg(json_build_object('member', w.member_id, 'name', m.name, 'role', w.role, 'reply', w.reply, 'replied_at', w.replied_at)
                              order by w.position, m.name), '[]')
                   from job_crew w join members m on m.org_id = w.org_id and m.id = w.member_id where w.org_id = j.org_id and w.job_id = j.id) as "crew!: Json<Vec<CrewMember>>",
                  (select coalesce(json_agg(json_build_object('stop', t.stop_id, 'verb', t.verb, 'at', t.at, 'by', t.by_name,
                              'gps', case when t.accuracy is not null then json_build_object('latitude', t.latitude, 'longitude', t.longitude, 'accuracy', t.accuracy) end)
                              order by t.server_at), '[]')
                   from job_travel t where t.org_id = j.org_id and t.job_id = j.id) as "travel!: Json<Vec<Travel>>",
                  (select coalesce(json_agg(json_build_object('id', n.id, 'kind', n.kind, 'weight', n.weight, 'text', n.text, 'at', n.at, 'by', n.by_name)
                              order by n.at, n.id), '[]')
                   from job_notes n where n.org_id = j.org_id and n.job_id = j.id) as "notes!: Json<Vec<Note>>"
           from jobs j join accounts a on a.org_id = j.org_id and a.id = j.account_id left join contacts c on c.org_id = j.org_id and c.id = j.contact_id
           where j.org_id = $1 and j.id = any($2)"#,
        org,
        &wanted
    )
    .fetch_all(tx.db()?)
    .await?;
    let mut jobs: HashMap<JobId, Job> = rows
        .into_iter()
        .map(|r| {
            let job = Job {
                id: r.id,
                number: r.number,
                version: r.version,
                status: r.status,
                priority: r.priority,
                billing: r.billing,
                line: r.line,
                title: r.title,
                account: r.account,
                account_name: r.account_name,
                contact: r.contact,
                contact_name: r.contact_name.unwrap_or_default(),
                contact_phone: r.contact_phone,
                quote: r.quote,
                quote_number: r.quote_number,
                lead: r.lead,
                starts_at: r.starts_at,
                ends_at: r.ends_at,
                zone: r.zone,
                total: Some(Money::new(r.total_cents, r.currency.parse().unwrap_or_default())),
                instalments: r.instalments.0,
                stops: r.stops.0,
                phases: r.phases.0,
                crew: r.crew.0,
                travel: r.travel.0,
                notes: r.notes.0,
                media: Vec::new(),
                created_at: r.created_at,
                started_at: r.started_at,
                completed_at: r.completed_at,
                cancelled: r.cancelled_reason,
            };
            (r.id, job)
        })
        .collect();
    if jobs.is_empty() {
        return Ok(Vec::new());
    }
    for media in crate::media::of_jobs(tx, &wanted).await? {
        if let Some(job) = media.job.and_then(|id| jobs.get_mut(&id)) {
            job.media.push(media);
        }
    }
    Ok(ids.iter().filter_map(|id| jobs.remove(id)).collect())
}

/// The crew of one job.
pub(crate) async fn crew(tx: &mut Tx, job: JobId) -> Result<Vec<CrewMember>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select c.member_id as "member: MemberId", m.name, c.role as "role: CrewRole", c.reply as "reply: CrewReply", c.replied_at as "replied_at: DateTime<Utc>"
           from job_crew c join members m on m.org_id = c.org_id and m.id = c.member_id where c.org_id = $1 and c.job_id = $2 order by c.position, m.name"#,
        org,
        job.0
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| CrewMember { member: r.member, name: r.name, role: r.role, reply: r.reply, replied_at: r.replied_at })
        .collect())
}
