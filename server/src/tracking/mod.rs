//! Tracking: mails to customers carry an invisible picture, and their button and the links of a text written by hand lead
//! through this server. What comes of it is judged by `shared::tracking` and shown beside the mail.
//!
//! Invariants: of the token that is in a mail only the hash is kept; a redirect leads to what was stored when
//! the mail was written, and to nothing a request says; neither network address nor name of a program is kept; a mail
//! counts [`MOST_HITS`] hits at most. An organization that did not switch tracking on sends mails without either, and so it
//! does to a contact who asked not to be tracked; nothing is noted of those sent before, whose buttons and links go on
//! leading to where they did.
//!
//! Left to others: which mails are tracked, and who may see what became of them (quotes, leads).

mod letters;
#[cfg(test)]
mod link_tests;
mod sql;
#[cfg(test)]
mod tests;

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use shared::tracking::{HitKind, KEPT_DAYS, MOST_HITS, MachineSign, MailTrail, Sighting, events, judge};
use shared::{LeadId, MailId, QuoteId, Result};
use uuid::Uuid;

use crate::app::App;
use crate::background::Sweep;
use crate::begin;
use crate::crypto::{random_token, token_hash};
use crate::cx::{Cx, RequestInfo};
use crate::db::Tx;
use crate::events::Record;
use crate::outgoing::Outgoing;

pub(crate) use letters::letter;

/// Removes single hits after [`KEPT_DAYS`] days, and what is kept of a mail once its link is dead.
pub const FORGET: Sweep = Sweep { name: "tracking.forget", every: Duration::from_secs(3600), run: |app| Box::pin(forget(app)) };

async fn forget(app: &App) -> Result<()> {
    let mut tx = app.system("hits of all organizations are kept for some days").await?;
    let now = app.now();
    sql::forget_hits(&mut tx, now - TimeDelta::days(KEPT_DAYS), now).await?;
    sql::forget_tracks(&mut tx, now).await?;
    tx.commit().await
}

/// What a tracked mail is about.
pub(crate) struct Subject {
    pub about: About,
    /// The path of this server that the mail's button leads to; none of a mail without one.
    pub target: Option<String>,
    /// When that path leads nowhere any more, or nobody asks any more.
    pub expires_at: DateTime<Utc>,
}

/// The record a mail is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum About {
    Quote(QuoteId),
    Lead(LeadId),
}

/// Queues a mail in the caller's transaction, not before a moment if there is one; tracked, if the organization
/// wants it and nobody known by the address asked not to be.
pub(crate) async fn mail(cx: &Cx, tx: &mut Tx, outgoing: Outgoing, subject: &Subject, moment: Option<DateTime<Utc>>) -> Result<MailId> {
    if !sql::is_wanted(tx, &outgoing.to).await? {
        return tx.mail_not_before(outgoing, moment).await;
    }
    Ok(tracked(cx, tx, outgoing, subject, moment).await?.0)
}

/// Queues a mail with its picture and the way of its button; the mail, and what its hits are noted at.
async fn tracked(cx: &Cx, tx: &mut Tx, mut outgoing: Outgoing, subject: &Subject, moment: Option<DateTime<Utc>>) -> Result<(MailId, Uuid)> {
    let token = random_token();
    if let Value::Object(context) = &mut outgoing.context {
        context.insert("pixel".into(), cx.app.link(&format!("/t/o/{token}")).into());
        if subject.target.is_some() {
            context.insert("via".into(), cx.app.link(&format!("/t/c/{token}")).into());
        }
    }
    let mail = tx.mail_not_before(outgoing, moment).await?;
    let track = cx.id();
    sql::insert_track(tx, track, mail, subject, &token_hash(&token)).await?;
    Ok((mail, track))
}

/// The mails to the customer about some records and what became of them, the latest first; `personal` says whether
/// their addresses, and what was written about by hand, may be seen.
pub(crate) async fn trails(tx: &mut Tx, about: &[About], personal: bool) -> Result<Vec<MailTrail>> {
    let mut trails = sql::trails(tx, about).await?;
    if !personal {
        for trail in &mut trails {
            (trail.to, trail.subject) = (None, None);
            trail.hits.iter_mut().for_each(|hit| hit.link = None);
        }
    }
    Ok(trails)
}

/// A mail whose token somebody brought.
pub struct Found {
    cx: Cx,
    track: Uuid,
    /// Which link of its text the token is from; none for that of its picture and its button.
    link: Option<i32>,
    /// Where it leads, if it does: the path of this server that the button was given, or the address that was written.
    pub target: Option<String>,
}

/// Finds the mail a token is from; none for a token that is wrong or over.
///
/// # Errors
/// `TooMany` for somebody who comes too often.
pub async fn find(app: &App, request: &RequestInfo, token: &str) -> Result<Option<Found>> {
    let ip = request.ip.map_or_else(String::new, |ip| ip.to_string());
    app.rate(&format!("mail-track:{ip}"), 240, Duration::from_secs(60)).await?;
    // as long as any token is hashed, so that all take the same time
    let hash = token_hash(token);
    let mut tx = app.system("what is in a mail names no organization").await?;
    let found = sql::find(&mut tx, &hash, app.now()).await?;
    tx.commit().await?;
    Ok(found.map(|row| {
        // not the request's own particulars: the log keeps neither address nor device of whoever reads a mail
        let cx = Cx::public(app, row.org, RequestInfo::internal("mail"), row.reader);
        Found { cx, track: row.id, link: row.link, target: row.target }
    }))
}

/// What a request says of whoever made it.
#[derive(Clone, Debug)]
pub struct Asked {
    pub kind: HitKind,
    pub user_agent: String,
    /// It asked for the head of the answer only.
    pub is_head: bool,
    /// What it fetches for, as far as it says.
    pub purpose: String,
}

/// Notes a hit without keeping anybody waiting. One that is lost costs nothing but itself.
pub fn note_aside(found: Found, asked: Asked) {
    tokio::spawn(async move {
        if let Err(error) = note(&found, &asked).await {
            tracing::warn!(%error, "an opened mail could not be noted");
        }
    });
}

/// Notes a hit and what it is judged to be; the first of each kind that is taken for a person's is told to the log.
pub async fn note(found: &Found, asked: &Asked) -> Result<()> {
    let (cx, kind, link) = (&found.cx, asked.kind, found.link);
    // no picture has the token of a link, and nobody follows what leads nowhere
    let fits = match kind {
        HitKind::Open => link.is_none(),
        HitKind::Click => found.target.is_some(),
    };
    if !fits {
        return Ok(());
    }
    // before it waits for others: how soon one came after another tells machines from people
    let now = cx.now();
    let mut tx = begin!(cx);
    let Some(track) = sql::lock(&mut tx, found.track, kind, link).await? else { return Ok(()) };
    if !track.is_wanted || track.hits >= MOST_HITS {
        return Ok(());
    }
    let seen = Sighting {
        kind,
        user_agent: &asked.user_agent,
        is_head: asked.is_head,
        purpose: &asked.purpose,
        since_sent: now - track.sent_at,
        since_other: track.other_at.map(|other| now - other),
    };
    let (agent, machine) = judge(&seen);
    let hit = sql::NewHit { track: found.track, seq: track.hits + 1, kind, link, at: now, agent, machine };
    sql::insert_hit(&mut tx, &hit).await?;
    if machine == Some(MachineSign::AtOnce) {
        // the hit just before it was no person's either; what was told to the log stays told
        sql::doubt(&mut tx, &hit).await?;
    }
    let first = machine.is_none() && track.first_at.is_none();
    sql::count(&mut tx, found.track, kind, first.then_some(now)).await?;
    if first {
        let data = json!({ "mail": track.occasion, "sent_at": track.sent_at });
        if let Some(record) = first_of(kind, &track) {
            tx.record(record.version(track.version).data(data)).await?;
        }
    }
    tx.commit(()).await
}

/// What the log is told of the first time a person did something with a mail, on the record it is about.
fn first_of(kind: HitKind, track: &sql::Track) -> Option<Record> {
    let event = match (kind, track.quote) {
        (HitKind::Open, Some(_)) => events::OPENED,
        (HitKind::Click, Some(_)) => events::CLICKED,
        (HitKind::Open, None) => events::LEAD_OPENED,
        (HitKind::Click, None) => events::LEAD_CLICKED,
    };
    match (track.quote, track.lead) {
        (Some(quote), Some(lead)) => Some(Record::new(event, quote).of(lead)),
        (Some(quote), None) => Some(Record::new(event, quote)),
        (None, lead) => lead.map(|lead| Record::new(event, lead)),
    }
}
