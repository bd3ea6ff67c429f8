//! What two loads of the demo must have in common: everything but ids, secrets and the clock of the database.

use crate::testing::TestApp;

/// Each a list of lines: what there is and what is said about it.
const LINES: [&str; 6] = [
    "select concat_ws(' | ', 'lead', o.name, l.number, l.name, l.company, l.status, s.name, l.source, l.urgency, l.value_cents, l.wanted_on, m.name,
                      (select count(*) from activities a where a.org_id = l.org_id and a.lead_id = l.id))
     from leads l join organizations o on o.id = l.org_id join stages s on s.org_id = l.org_id and s.id = l.stage_id
          left join members m on m.org_id = l.org_id and m.id = l.owner_id",
    "select concat_ws(' | ', 'quote', o.name, q.number, q.status, q.title, q.total_cents, q.starts_at, a.name, q.closed_reason,
                      (select count(*) from quote_revisions r where r.org_id = q.org_id and r.quote_id = q.id))
     from quotes q join organizations o on o.id = q.org_id join accounts a on a.org_id = q.org_id and a.id = q.account_id",
    "select concat_ws(' | ', 'job', o.name, j.number, j.status, j.billing, j.title, j.total_cents, j.starts_at, j.completed_at, a.name, j.cancelled_reason,
                      (select string_agg(m.name || ' ' || c.reply, ', ' order by c.position) from job_crew c
                       join members m on m.org_id = c.org_id and m.id = c.member_id where c.org_id = j.org_id and c.job_id = j.id),
                      (select string_agg(i.title_en || ' ' || i.answer || i.note, ', ' order by p.position, i.position) from job_items i
                       join job_phases p on p.org_id = i.org_id and p.id = i.phase_id where i.org_id = j.org_id and i.job_id = j.id))
     from jobs j join organizations o on o.id = j.org_id join accounts a on a.org_id = j.org_id and a.id = j.account_id",
    "select concat_ws(' | ', 'file', o.name, j.number, l.number, m.kind, m.caption, m.signer, m.taken_by, m.taken_at, m.sha256)
     from media m join organizations o on o.id = m.org_id left join jobs j on j.org_id = m.org_id and j.id = m.job_id
          left join site_visits v on v.org_id = m.org_id and v.id = m.visit_id left join leads l on l.org_id = v.org_id and l.id = v.lead_id",
    "select concat_ws(' | ', 'contact', o.name, a.name, a.status, c.name, c.email, c.phone)
     from contacts c join organizations o on o.id = c.org_id join accounts a on a.org_id = c.org_id and a.id = c.account_id",
    // how often people had to be invited depends on where a load was cut off
    "select concat_ws(' | ', 'event', o.name, e.kind, count(*)) from outbox e join organizations o on o.id = e.org_id
     where e.kind like any (array['leads.%', 'quotes.%', 'jobs.%', 'phases.%', 'items.%', 'media.%', 'customers.%', 'pricing.%', 'portal.%'])
     group by o.name, e.kind",
];

/// All of it, in order.
pub async fn portrait(t: &TestApp) -> Vec<String> {
    let mut conn = t.owner_connection().await;
    let mut all = Vec::new();
    for question in LINES {
        all.extend(sqlx::query_scalar::<_, String>(question).fetch_all(&mut conn).await.expect("lines"));
    }
    all.sort();
    all
}
