//! The facts the rules look at, joined from the rooms that keep them.

use chrono::{DateTime, NaiveDate, Utc};
use shared::assistant::{JobSeen, OfferSeen, OwnHours, Said, WorkSeen};
use shared::customers::CustomValues;
use shared::identity::{BusinessHours, Holiday};
use shared::leads::rules::MoveFacts;
use shared::leads::{ActivityKind, JobStep, LeadStatus, LostReason};
use shared::packs::ServiceLine;
use shared::quotes::{EvidenceKind, QuoteStatus};
use shared::{AmenityId, JobId, LeadId, MemberId, QuoteId, Result, StageId};
use sqlx::types::Json;
use uuid::Uuid;

use crate::assistant::office::Office;
use crate::db::Tx;

/// A lead with what became of it.
pub(crate) struct LeadRecord {
    pub version: i32,
    pub zone: String,
    pub hours: Option<Json<BusinessHours>>,
    pub holidays: Json<Vec<Holiday>>,
    pub own_hours: Option<Json<BusinessHours>>,
    pub away_from: Option<NaiveDate>,
    pub away_until: Option<NaiveDate>,
    pub name: String,
    pub company: Option<String>,
    pub status: LeadStatus,
    pub owner: Option<Uuid>,
    pub pipeline: Uuid,
    pub stage: Uuid,
    pub stage_since: DateTime<Utc>,
    pub service_line: ServiceLine,
    pub created_at: DateTime<Utc>,
    pub first_touch_at: Option<DateTime<Utc>>,
    pub wanted_on: Option<NaiveDate>,
    pub value_cents: Option<i64>,
    pub has_origin: bool,
    pub has_destination: bool,
    pub has_passengers: bool,
    pub has_email: bool,
    pub has_phone: bool,
    pub lost_reason: Option<LostReason>,
    pub next_id: Option<Uuid>,
    pub next_kind: Option<ActivityKind>,
    pub next_what: Option<String>,
    pub next_due_at: Option<DateTime<Utc>>,
    pub account: Option<Uuid>,
    pub contact: Option<Uuid>,
    pub has_quote: bool,
    pub has_job: bool,
    pub has_visit: bool,
    pub unreached: i64,
    pub quote_status: Option<QuoteStatus>,
    pub sent_at: Option<DateTime<Utc>>,
    pub valid_until: Option<DateTime<Utc>>,
    pub views: Option<i32>,
    pub job_status: Option<String>,
    pub starts_at: Option<DateTime<Utc>>,
    pub done_at: Option<DateTime<Utc>>,
    pub custom: Json<CustomValues>,
}

impl LeadRecord {
    /// When whoever asks works.
    pub fn own(&self) -> OwnHours {
        OwnHours { hours: self.own_hours.as_ref().map(|hours| hours.0.clone()), away_from: self.away_from, away_until: self.away_until }
    }

    /// What a move is judged by.
    pub fn moves(&self) -> MoveFacts {
        MoveFacts {
            has_wanted_on: self.wanted_on.is_some(),
            has_origin: self.has_origin,
            has_destination: self.has_destination,
            has_passengers: self.has_passengers,
            has_value: self.value_cents.is_some(),
            has_contact: self.has_email || self.has_phone,
            has_owner: self.owner.is_some(),
            has_quote: self.has_quote,
            accepted: self.has_job,
            own: self.custom.0.clone(),
        }
    }

    /// Its quote.
    pub fn offer(&self) -> Option<OfferSeen> {
        let status = self.quote_status?;
        Some(OfferSeen { status, sent_at: self.sent_at, valid_until: self.valid_until, views: self.views.unwrap_or(0).into() })
    }

    /// Its job.
    pub fn work(&self) -> Option<WorkSeen> {
        let step = JobStep::of_key(self.job_status.as_deref()?);
        Some(WorkSeen { step, starts_at: self.starts_at, done_at: self.done_at })
    }
}

/// A lead, and when the member works who asks for it.
pub(crate) async fn lead(tx: &mut Tx, id: LeadId, me: Option<MemberId>) -> Result<LeadRecord> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        LeadRecord,
        r#"select l.version, o.zone, o.hours as "hours: Json<BusinessHours>", o.holidays as "holidays: Json<Vec<Holiday>>", w.hours as "own_hours?: Json<BusinessHours>", w.away_from as "away_from?", w.away_until as "away_until?", l.name, l.company, l.status as "status: LeadStatus", l.owner_id as owner, l.pipeline_id as pipeline, l.stage_id as stage, l.stage_since,
                  l.service_line as "service_line: ServiceLine", l.created_at, l.first_touch_at, l.wanted_on, l.value_cents,
                  l.origin is not null as "has_origin!", l.destination is not null as "has_destination!", l.passengers is not null as "has_passengers!",
                  l.email is not null as "has_email!", l.phone is not null as "has_phone!", l.lost_reason as "lost_reason: LostReason",
                  l.next_id, l.next_kind as "next_kind: ActivityKind", l.next_what, l.next_due_at, l.account_id as account, l.contact_id as contact,
                  l.quote_id is not null as "has_quote!", l.job_id is not null as "has_job!",
                  exists (select from activities v where v.org_id = l.org_id and v.lead_id = l.id and v.kind = 'visit' and v.outcome is distinct from 'not_held') as "has_visit!",
                  (select count(*) from activities c where c.org_id = l.org_id and c.lead_id = l.id and c.kind = 'call' and c.outcome in ('left_message', 'no_answer')
                     and c.done_at > coalesce((select max(r.done_at) from activities r where r.org_id = l.org_id and r.lead_id = l.id and r.kind <> 'note'
                                                 and r.outcome in ('reached', 'held')), '-infinity')) as "unreached!",
                  q.status as "quote_status?: QuoteStatus", q.sent_at as "sent_at?", q.valid_until as "valid_until?", q.views as "views?",
                  j.status as "job_status?", j.starts_at as "starts_at?", j.completed_at as "done_at?", l.custom as "custom: Json<CustomValues>"
           from leads l
           join organizations o on o.id = l.org_id
           left join quotes q on q.org_id = l.org_id and q.id = l.quote_id
           left join jobs j on j.org_id = l.org_id and j.id = l.job_id
           left join lead_turns w on w.org_id = l.org_id and w.member_id = $3
           where l.org_id = $1 and l.id = $2"#,
        org,
        id.0,
        me.map(|me| me.0)
    )
    .fetch_one(tx.db()?)
    .await?)
}

/// How many other leads stand in the stages of a pipeline that take so many only; more than ten thousand are not
/// counted.
pub(crate) async fn crowds(tx: &mut Tx, pipeline: Uuid, besides: LeadId) -> Result<Vec<(StageId, i64)>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select s.id as "id: StageId", (select count(*) from (select from leads l where l.org_id = $1 and l.stage_id = s.id and l.id <> $3 limit 10000) others) as "others!"
           from stages s where s.org_id = $1 and s.pipeline_id = $2 and s.wip_limit is not null"#,
        org,
        pipeline,
        besides.0
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows.into_iter().map(|r| (r.id, r.others)).collect())
}

/// What stands around a quote.
pub(crate) struct AroundQuote {
    pub lead_owner: Option<MemberId>,
    pub has_step: bool,
    pub said: Option<Said>,
    pub job: Option<JobSeen>,
    /// Where the newest live link of its revision was mailed, rather than one that was handed over otherwise (empty).
    pub mailed_to: Option<String>,
    pub office: Office,
}

/// What stands around a quote, and when the member works who asks for it.
pub(crate) async fn around_quote(tx: &mut Tx, id: QuoteId, me: Option<MemberId>) -> Result<AroundQuote> {
    let org = tx.org().0;
    let r = sqlx::query!(
        r#"select l.owner_id as "lead_owner?: MemberId", l.next_id is not null as "has_step!", e.kind as "said_kind?: EvidenceKind", e.detail as "said_words?",
                  j.id as "job?: JobId", j.starts_at as "starts_at?", k.email as "mailed_to?",
                  o.zone, o.hours as "hours: Json<BusinessHours>", o.holidays as "holidays: Json<Vec<Holiday>>",
                  w.hours as "own_hours?: Json<BusinessHours>", w.away_from as "away_from?", w.away_until as "away_until?",
                  exists (select from job_crew c where c.org_id = $1 and c.job_id = j.id) as "has_crew!"
           from quotes q
           join organizations o on o.id = q.org_id
           left join leads l on l.org_id = q.org_id and l.id = q.lead_id
           left join jobs j on j.org_id = q.org_id and j.id = q.job_id
           left join lateral (
               select e.kind, e.detail from quote_evidence e
               where e.org_id = q.org_id and e.quote_id = q.id and e.kind in ('sent', 'asked', 'changes_requested', 'declined', 'renewal_asked')
               order by e.seq desc limit 1) e on true
           left join lateral (
               select k.email from quote_links k
               where k.org_id = q.org_id and k.quote_id = q.id and k.revision_id = q.revision_id and k.revoked_at is null and k.expires_at > now()
               order by k.email <> '' desc, k.created_at desc, k.id desc limit 1) k on true
           left join lead_turns w on w.org_id = q.org_id and w.member_id = $3
           where q.org_id = $1 and q.id = $2"#,
        org,
        id.0,
        me.map(|me| me.0)
    )
    .fetch_one(tx.db()?)
    .await?;
    let own = OwnHours { hours: r.own_hours.map(|hours| hours.0), away_from: r.away_from, away_until: r.away_until };
    Ok(AroundQuote {
        lead_owner: r.lead_owner,
        has_step: r.has_step,
        said: r.said_kind.map(|kind| Said { kind, words: r.said_words.unwrap_or_default() }),
        job: r.job.map(|id| JobSeen { id, has_crew: r.has_crew, starts_at: r.starts_at }),
        mailed_to: r.mailed_to,
        office: Office::of(&r.zone, r.hours, r.holidays, own),
    })
}

/// How many of the last hundred accepted quotes of a service line have each extra, and how many those are.
pub(crate) async fn extras(tx: &mut Tx, line: ServiceLine) -> Result<(Vec<(AmenityId, i64)>, i64)> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"with latest as (
               select r.content from quotes q join quote_revisions r on r.org_id = q.org_id and r.id = q.revision_id
               where q.org_id = $1 and q.status = 'accepted' and q.service_line = $2 order by q.updated_at desc, q.id desc limit 100)
           select (a.choice ->> 'amenity')::uuid as "amenity!: AmenityId", count(*) as "quotes!", (select count(*) from latest) as "all!"
           from latest, jsonb_array_elements(latest.content -> 'amenities') a (choice)
           where not (a.choice ->> 'optional')::boolean or (a.choice ->> 'chosen')::boolean
           group by 1 order by 2 desc, 1"#,
        org,
        line.key()
    )
    .fetch_all(tx.db()?)
    .await?;
    let all = rows.first().map_or(0, |r| r.all);
    Ok((rows.into_iter().map(|r| (r.amenity, r.quotes)).collect(), all))
}
