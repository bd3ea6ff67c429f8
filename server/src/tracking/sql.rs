//! Every query on tracked mails.

use chrono::{DateTime, TimeDelta, Utc};
use shared::input::normal_email;
use shared::tracking::{Agent, HitKind, MachineSign, MailHit, MailOccasion, MailState, MailTrail};
use shared::{LeadId, MailId, OrgId, QuoteId, Result};
use sqlx::types::Json;
use uuid::Uuid;

use super::{About, Subject};
use crate::db::{SystemTx, Tx};

/// Whether the organization wants to know that its mails are opened, and nobody known by an address asked not to be
/// tracked.
pub async fn is_wanted(tx: &mut Tx, to: &str) -> Result<bool> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(
        r#"select o.track_mail and not exists (select from contacts c
                  where c.org_id = o.id and c.email_norm = $2 and c.preferences @> '{"untracked": true}') as "wanted!"
           from organizations o where o.id = $1"#,
        org,
        normal_email(to)
    )
    .fetch_one(tx.db()?)
    .await?)
}

pub async fn insert_track(tx: &mut Tx, id: Uuid, mail: MailId, subject: &Subject, token_hash: &[u8; 32]) -> Result<()> {
    let org = tx.org().0;
    let (quote, lead) = match subject.about {
        About::Quote(quote) => (Some(quote.0), None),
        About::Lead(lead) => (None, Some(lead.0)),
    };
    sqlx::query!(
        "insert into mail_tracks (org_id, id, mail_id, quote_id, lead_id, token_hash, target, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        org,
        id,
        mail.0,
        quote,
        lead,
        &token_hash[..],
        subject.target.as_deref(),
        subject.expires_at
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Keeps where the links of a mail lead, each with the hash of its token, in their order.
pub async fn insert_links(tx: &mut Tx, track: Uuid, links: &[([u8; 32], String)]) -> Result<()> {
    let org = tx.org().0;
    let (hashes, targets): (Vec<Vec<u8>>, Vec<String>) = links.iter().map(|(hash, target)| (hash.to_vec(), target.clone())).unzip();
    sqlx::query!(
        "insert into mail_links (org_id, track_id, seq, token_hash, target)
         select $1, $2, link.seq::int, link.hash, link.target from unnest($3::bytea[], $4::text[]) with ordinality as link (hash, target, seq)",
        org,
        track,
        &hashes,
        &targets
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// A mail by its token.
pub struct Row {
    pub org: OrgId,
    pub id: Uuid,
    /// Which link of its text, if the token is one's.
    pub link: Option<i32>,
    pub target: Option<String>,
    /// Whom the mail was written to.
    pub reader: String,
}

/// Finds a live one by its token's hash, in whichever organization.
pub async fn find(tx: &mut SystemTx, token_hash: &[u8; 32], now: DateTime<Utc>) -> Result<Option<Row>> {
    Ok(sqlx::query_as!(
        Row,
        r#"select t.org_id as "org: OrgId", t.id, found.link as "link?", found.target as "target?", m.to_name as reader
           from (select org_id, id as track_id, null::int as link, target from mail_tracks where token_hash = $1
                 union all
                 select org_id, track_id, seq, target from mail_links where token_hash = $1) found
           join mail_tracks t on t.org_id = found.org_id and t.id = found.track_id
           join mails m on m.org_id = t.org_id and m.id = t.mail_id
           where t.expires_at > $2"#,
        &token_hash[..],
        now
    )
    .fetch_optional(tx.db()?)
    .await?)
}

/// A tracked mail, held for a hit.
pub struct Track {
    pub hits: i32,
    /// When a person first did what the hit does.
    pub first_at: Option<DateTime<Utc>>,
    /// The latest hit of the other kind, or of another link.
    pub other_at: Option<DateTime<Utc>>,
    pub sent_at: DateTime<Utc>,
    pub occasion: String,
    /// Whether it may be noted: by the organization, and by whom it went to.
    pub is_wanted: bool,
    /// The quote it is about; none if it is about a lead alone.
    pub quote: Option<QuoteId>,
    /// The version of what it is about.
    pub version: i32,
    /// The lead it is about, or the one of the quote.
    pub lead: Option<LeadId>,
}

pub async fn lock(tx: &mut Tx, id: Uuid, kind: HitKind, link: Option<i32>) -> Result<Option<Track>> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        Track,
        r#"select t.hits, case when $3 = 'open' then t.opened_at else t.clicked_at end as "first_at?",
                  (select max(h.at) from mail_hits h
                   where h.org_id = t.org_id and h.track_id = t.id and (h.kind <> $3 or h.link is distinct from $4::int)) as "other_at?",
                  coalesce(m.sent_at, m.created_at) as "sent_at!", m.template as occasion,
                  o.track_mail and not exists (select from contacts c
                      where c.org_id = t.org_id and c.email_norm = lower(m.to_address) and c.preferences @> '{"untracked": true}') as "is_wanted!",
                  t.quote_id as "quote?: QuoteId", coalesce(q.version, l.version) as "version!", coalesce(q.lead_id, t.lead_id) as "lead?: LeadId"
           from mail_tracks t
           join mails m on m.org_id = t.org_id and m.id = t.mail_id
           left join quotes q on q.org_id = t.org_id and q.id = t.quote_id
           left join leads l on l.org_id = t.org_id and l.id = t.lead_id
           join organizations o on o.id = t.org_id
           where t.org_id = $1 and t.id = $2
           for update of t"#,
        org,
        id,
        kind.key(),
        link
    )
    .fetch_optional(tx.db()?)
    .await?)
}

/// A hit to be kept.
pub struct NewHit {
    pub track: Uuid,
    pub seq: i32,
    pub kind: HitKind,
    /// Which link of the text was followed.
    pub link: Option<i32>,
    pub at: DateTime<Utc>,
    pub agent: Agent,
    pub machine: Option<MachineSign>,
}

pub async fn insert_hit(tx: &mut Tx, hit: &NewHit) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "insert into mail_hits (org_id, track_id, seq, kind, at, agent, machine, link) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        org,
        hit.track,
        hit.seq,
        hit.kind.key(),
        hit.at,
        hit.agent.key(),
        hit.machine.map(MachineSign::key),
        hit.link
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Takes what came within the second before a hit, and was of the other kind or another link, for no person's.
pub async fn doubt(tx: &mut Tx, hit: &NewHit) -> Result<()> {
    let (org, since) = (tx.org().0, hit.at - TimeDelta::seconds(1));
    sqlx::query!(
        "update mail_hits set machine = 'at_once'
         where org_id = $1 and track_id = $2 and (kind <> $3 or link is distinct from $5::int) and at > $4 and machine is null",
        org,
        hit.track,
        hit.kind.key(),
        since,
        hit.link
    )
    .execute(tx.db()?)
    .await?;
    sqlx::query!(
        "update mail_tracks set opened_at = case when opened_at > $3 then null else opened_at end,
                clicked_at = case when clicked_at > $3 then null else clicked_at end
         where org_id = $1 and id = $2",
        org,
        hit.track,
        since
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Counts a hit; `first` is when, if it is the first a person did of its kind.
pub async fn count(tx: &mut Tx, track: Uuid, kind: HitKind, first: Option<DateTime<Utc>>) -> Result<()> {
    let org = tx.org().0;
    sqlx::query!(
        "update mail_tracks set hits = hits + 1, opened_at = case when $3 = 'open' then coalesce(opened_at, $4) else opened_at end,
                clicked_at = case when $3 = 'click' then coalesce(clicked_at, $4) else clicked_at end
         where org_id = $1 and id = $2",
        org,
        track,
        kind.key(),
        first
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// What became of the mails about some records, the latest first.
pub async fn trails(tx: &mut Tx, about: &[About]) -> Result<Vec<MailTrail>> {
    let org = tx.org().0;
    let occasions: Vec<String> = MailOccasion::ALL.iter().map(|occasion| occasion.key().to_owned()).collect();
    let about: Vec<Uuid> = about
        .iter()
        .map(|about| match about {
            About::Quote(quote) => quote.0,
            About::Lead(lead) => lead.0,
        })
        .collect();
    let rows = sqlx::query!(
        r#"select m.id as "id: MailId", m.template as "occasion: MailOccasion", m.to_address, m.subject, m.status as "state: MailState", m.created_at, m.sent_at,
                  t.id is not null as "tracked!", t.opened_at as "opened_at?", t.clicked_at as "clicked_at?",
                  coalesce((select jsonb_agg(jsonb_build_object('kind', h.kind, 'at', h.at, 'agent', h.agent, 'machine', h.machine, 'link', l.target) order by h.seq)
                            from mail_hits h left join mail_links l on l.org_id = h.org_id and l.track_id = h.track_id and l.seq = h.link
                            where h.org_id = t.org_id and h.track_id = t.id), '[]') as "hits!: Json<Vec<MailHit>>"
           from mails m
           left join mail_tracks t on t.org_id = m.org_id and t.mail_id = m.id
           where m.org_id = $1 and m.entity_id = any ($2) and m.template = any ($3)
           order by m.created_at desc, m.id desc limit 50"#,
        org,
        &about,
        &occasions
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| MailTrail {
            id: row.id,
            occasion: row.occasion,
            to: Some(row.to_address),
            // of the others the occasion says it all
            subject: (row.occasion == MailOccasion::LeadMail).then_some(row.subject),
            state: row.state,
            created_at: row.created_at,
            sent_at: row.sent_at,
            tracked: row.tracked,
            opened_at: row.opened_at,
            clicked_at: row.clicked_at,
            hits: row.hits.0,
        })
        .collect())
}

/// Removes hits from before a moment, and those of mails that are over.
pub async fn forget_hits(tx: &mut SystemTx, before: DateTime<Utc>, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "delete from mail_hits h where h.at < $1
           or exists (select from mail_tracks t where t.org_id = h.org_id and t.id = h.track_id and t.expires_at <= $2)",
        before,
        now
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Removes what is kept of mails whose links are dead.
pub async fn forget_tracks(tx: &mut SystemTx, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "delete from mail_links l where exists (select from mail_tracks t where t.org_id = l.org_id and t.id = l.track_id and t.expires_at <= $1)",
        now
    )
    .execute(tx.db()?)
    .await?;
    sqlx::query!("delete from mail_tracks where expires_at <= $1", now).execute(tx.db()?).await?;
    Ok(())
}
