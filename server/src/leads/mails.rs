//! Mails written from a lead, and what became of them.

use std::time::Duration;

use chrono::TimeDelta;
use serde_json::json;
use shared::access::{Action, FieldRight, Scope};
use shared::customers::preferences::text::refusal;
use shared::customers::{MessageChannel, MessageKind};
use shared::input::{check, normal_email};
use shared::leads::{ActivityKind, Lead, MAILS_AN_HOUR, WriteMail, events};
use shared::text::Locale;
use shared::tracking::MailTrail;
use shared::{AccountId, ActivityId, Error, LeadId, QuoteId, Result};

use super::activities::finish;
use super::{Fact, Record, answer, editable, sql};
use crate::begin;
use crate::customers::{self, Reach};
use crate::cx::Cx;
use crate::db::Tx;
use crate::mail::Template;
use crate::outgoing::Outgoing;
use crate::tracking::{self, About, Subject};

/// How long it is noted whether a mail is opened, and its links lead on.
const NOTED_DAYS: i64 = 400;

/// Writes a mail to whoever made an inquiry: an activity of the lead, with the next step that follows from it. The answer
/// goes to the member who wrote it.
///
/// # Errors
/// `Conflict` for a blocked or archived customer, and for one who wants no such mails; `TooMany` for a member who writes
/// more than [`MAILS_AN_HOUR`].
pub async fn write_mail(cx: &Cx, id: LeadId, input: WriteMail) -> Result<Lead> {
    let scope = cx.may(Action::LeadsEdit)?;
    // who does not see addresses writes to none
    if !cx.sees(FieldRight::PersonalData) {
        return Err(Error::Forbidden { missing: FieldRight::PersonalData.key().into() });
    }
    check(&input)?;
    cx.app.rate(&rated(cx), MAILS_AN_HOUR, Duration::from_secs(3600)).await?;
    let mut tx = begin!(cx);
    let lead = editable(cx, &mut tx, id, scope).await?;
    let account = lead.account_id.map(AccountId);
    if let Some(account) = account {
        customers::admit_offer(cx, &mut tx, account).await?;
    }
    let to = normal_email(&input.email);
    let reply_to = admit(cx, &mut tx, &lead, &to).await?;
    let (subject, body) = (input.subject.trim(), input.body.trim());
    let mail = Outgoing {
        to: to.clone(),
        to_name: lead.name.clone(),
        template: Template::LeadMail,
        locale: input.locale.unwrap_or_else(|| Locale::from_tag(&lead.locale)),
        context: json!({ "subject": subject, "message": body }),
        entity: Some(("lead", id.0)),
    };
    let about = Subject { about: About::Lead(id), target: None, expires_at: cx.now() + TimeDelta::days(NOTED_DAYS) };
    let mail = tracking::letter(cx, &mut tx, mail, body, &about).await?;
    if let Some(address) = reply_to {
        tx.answer_to(mail, &address).await?;
    }
    let activity = cx.id::<ActivityId>();
    let row = sql::NewRow {
        id: activity,
        lead: id,
        kind: ActivityKind::Email,
        body: &format!("{subject}\n\n{body}"),
        outcome: None,
        due_at: None,
        done_at: Some(cx.now()),
        member: cx.member(),
        awaits: None,
    };
    sql::insert_activity(&mut tx, row).await?;
    sql::touch(&mut tx, id).await?;
    let data = json!({ "to": to, "subject": subject, "mail": mail });
    tx.record(Fact::new(events::MAIL_WRITTEN, activity).of(id).account(account).data(data)).await?;
    finish(cx, &mut tx, id, account, input.follow_up).await?;
    answer(cx, tx, id).await
}

/// What the mails of somebody are counted by.
pub(super) fn rated(cx: &Cx) -> String {
    format!("lead-mail:{}:{}", cx.org, cx.actor.id().map(|id| id.to_string()).unwrap_or_default())
}

/// Admits a mail to an address, as the customer of a lead has it; the address of whoever writes.
async fn admit(cx: &Cx, tx: &mut Tx, lead: &Record, to: &str) -> Result<Option<String>> {
    let reader = sql::reader(tx, LeadId(lead.id), cx.member()).await?;
    let is_theirs = [lead.email.as_deref(), reader.email.as_deref()].into_iter().flatten().any(|email| normal_email(email) == to);
    if let Some(preferences) = reader.preferences.filter(|_| is_theirs) {
        let (kind, channel) = (MessageKind::FollowUps, MessageChannel::Email);
        if let Some(why) = preferences.refuses(kind, channel) {
            let name = reader.name.unwrap_or_else(|| lead.name.clone());
            return Err(Error::conflict("unwanted", || refusal(&name, kind, channel, why)));
        }
    }
    Ok(reader.answers_to)
}

/// The mails about a lead and what became of them, the latest first; with those about its quote for who may see that.
pub async fn mails(cx: &Cx, id: LeadId) -> Result<Vec<MailTrail>> {
    let scope = cx.may(Action::LeadsView)?;
    let mut tx = cx.read().await?;
    let record = sql::record(&mut tx, id).await?;
    if !Reach::of(cx, scope).covers(record.owner_id.map(Into::into)) {
        return Err(Error::NotFound);
    }
    let mut about = vec![About::Lead(id)];
    if sees_quote(cx, &mut tx, &record).await? {
        about.extend(record.quote_id.map(|quote| About::Quote(QuoteId(quote))));
    }
    tracking::trails(&mut tx, &about, cx.sees(FieldRight::PersonalData)).await
}

/// Whether what there is about the quote of a lead may be seen, as quotes decide it: one that nobody owns is for all who
/// may see any.
pub(super) async fn sees_quote(cx: &Cx, tx: &mut Tx, lead: &Record) -> Result<bool> {
    let Some(scope) = cx.access.scope(Action::QuotesView) else { return Ok(false) };
    match lead.quote_id {
        Some(quote) if scope != Scope::All => {
            let owner = sql::quote_owner(tx, QuoteId(quote)).await?;
            Ok(owner.is_none() || Reach::of(cx, scope).covers(owner))
        }
        _ => Ok(true),
    }
}
