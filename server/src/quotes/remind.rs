//! Keeping an open offer alive: its link mailed once more, and a later day until which it holds.

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use serde_json::json;
use shared::access::Action;
use shared::customers::{MessageChannel, MessageKind};
use shared::input::normal_email;
use shared::quotes::{EvidenceKind, LinkState, MOST_DAYS, REMIND_HOURS, events, link_state};
use shared::{Error, QuoteId, Result};

use super::edit::hold;
use super::send::LINK_DAYS;
use super::{accept, evidence, instant, said, sql};
use crate::crypto::{random_token, sha256_hex};
use crate::customers::quiet_until;
use crate::cx::Cx;
use crate::db::{Tx, day_in};
use crate::events::Record;
use crate::mail::{self, Template};
use crate::outgoing::Outgoing;
use crate::tracking;

/// The quote, if its customer can still answer and is not kept from offers.
pub(super) async fn open(cx: &Cx, tx: &mut Tx, id: QuoteId) -> Result<sql::Record> {
    let record = hold(cx, tx, id, Action::QuotesSend).await?;
    match link_state(record.status, true, record.valid_until, cx.now()) {
        LinkState::Open => {
            crate::customers::admit_offer_to(cx, &record.customer, record.customer_status)?;
            Ok(record)
        }
        LinkState::Superseded => Err(Error::conflict("not_sent", said::not_sent)),
        state => Err(accept::refusal(state)),
    }
}

/// Mails the link of an open offer once more, unless the contact wants no reminders, and not in their quiet hours. Only
/// the hash of a link is kept, so the mail carries a new one to the same revision, behind the same number; the former
/// ones still open it.
pub(crate) async fn remind(cx: &Cx, tx: &mut Tx, id: QuoteId, message: &str) -> Result<()> {
    let record = open(cx, tx, id).await?;
    if let Some(why) = record.preferences.refuses_by_itself(MessageKind::Reminders, MessageChannel::Email) {
        return Err(record.unwanted(MessageKind::Reminders, why));
    }
    let now = cx.now();
    if is_reminded(&record, now) {
        return Err(Error::conflict("reminded_lately", said::reminded_lately));
    }
    // what somebody switched off stays so
    let Some((mailed_to, pin_hash)) = sql::live_link(tx, id, record.revision).await? else {
        return Err(Error::conflict("no_link", said::no_link));
    };
    let Some(email) = recipient(&record, mailed_to) else {
        return Err(Error::conflict("no_address", said::no_address));
    };
    let token = random_token();
    let expires_at = now + Duration::days(LINK_DAYS);
    let link = sql::NewLink { token_hash: &sha256_hex(token.as_bytes()), pin_hash: pin_hash.as_deref(), email: &email, channel: "email" };
    sql::insert_link(tx, cx.id(), &record, &link, expires_at).await?;
    sql::mark_reminded(tx, id, now).await?;
    let detail = format!("revision {} once more, to {email}", record.revision_number);
    evidence::note(cx, tx, id, record.revision, EvidenceKind::Sent, &detail).await?;
    let quiet = quiet_until(&record.preferences, now);
    let path = format!("/q/{token}");
    let mail = letter(cx, &record, &email, message, &path);
    tracking::mail(cx, tx, mail, &tracking::Subject { about: tracking::About::Quote(id), target: Some(path), expires_at }, quiet).await?;
    let data = json!({ "revision": record.revision_number, "to": email, "held_until": quiet });
    tx.record(Record::new(events::REMINDED, id).account(record.account).version(record.version + 1).data(data)).await
}

/// Whether the customer was reminded so lately that another mail would be too much.
fn is_reminded(record: &sql::Record, now: DateTime<Utc>) -> bool {
    record.reminded_at.is_some_and(|at| at > now - Duration::hours(REMIND_HOURS))
}

/// Where a reminder goes, by where the link it repeats was mailed to: one that was handed over otherwise was mailed to
/// nobody yet.
fn recipient(record: &sql::Record, mailed_to: String) -> Option<String> {
    Some(mailed_to).filter(|email| !email.is_empty()).or_else(|| record.email.as_deref().map(normal_email))
}

fn letter(cx: &Cx, record: &sql::Record, to: &str, message: &str, path: &str) -> Outgoing {
    let until = record.valid_until.map(|until| day_in(&record.zone, until).to_string()).unwrap_or_default();
    Outgoing {
        to: to.into(),
        to_name: record.contact_name.clone(),
        template: Template::QuoteReminder,
        locale: record.locale(),
        context: json!({
            "organization": record.org_name, "name": record.contact_name, "number": record.number, "title": record.content.title,
            "valid_until": until, "link": cx.app.link(path), "message": message,
        }),
        entity: Some(("quote", record.id.0)),
    }
}

/// Stands where a note would in a mail that is only shown: nobody types it.
const NOTE: &str = "\u{2063}\u{2063}";

/// A reminder as it would go out now.
pub(crate) struct Reminder {
    pub to: String,
    pub subject: String,
    /// What stands before a note, and after it.
    pub opening: String,
    pub rest: String,
}

/// What [`remind`] would mail; none where it would refuse to. `mailed_to` is where the newest live link went, empty if it
/// was not mailed, none if there is none.
pub(crate) fn reminder(cx: &Cx, record: &sql::Record, mailed_to: Option<String>) -> Result<Option<Reminder>> {
    let refused = link_state(record.status, true, record.valid_until, cx.now()) != LinkState::Open
        || !admits(cx, record)
        || record.preferences.refuses_by_itself(MessageKind::Reminders, MessageChannel::Email).is_some()
        || is_reminded(record, cx.now());
    let Some(to) = mailed_to.filter(|_| !refused).and_then(|mailed_to| recipient(record, mailed_to)) else { return Ok(None) };
    // its link is made when it goes out
    let letter = letter(cx, record, &to, NOTE, "/q/…");
    let mail::Rendered { subject, text, .. } =
        mail::render(letter.template, letter.locale, &letter.context).map_err(|error| Error::internal(&error))?;
    let (opening, rest) = text.split_once(NOTE).unwrap_or((&text, ""));
    Ok(Some(Reminder { to, subject, opening: opening.trim_end().into(), rest: rest.trim().into() }))
}

/// Whether whoever asks may send the customer of a quote something new.
pub(crate) fn admits(cx: &Cx, record: &sql::Record) -> bool {
    crate::customers::admit_offer_to(cx, &record.customer, record.customer_status).is_ok()
}

/// Lets an open offer hold through a day where the organization is, but never longer than until the trip begins.
pub(crate) async fn extend(cx: &Cx, tx: &mut Tx, id: QuoteId, day: NaiveDate) -> Result<()> {
    let record = open(cx, tx, id).await?;
    let evening = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or(NaiveTime::MIN);
    let begins = record.begins();
    let until = begins.into_iter().fold(instant(&record.zone, day.and_time(evening)), std::cmp::min);
    if record.valid_until.is_some_and(|holds| until <= holds) {
        let why = if begins == Some(until) { said::begins_then } else { said::holds_already };
        return Err(Error::conflict("not_later", why));
    }
    if until > cx.now() + Duration::days(MOST_DAYS) {
        return Err(Error::conflict("too_late", || said::too_late(MOST_DAYS)));
    }
    sql::extend(tx, id, until).await?;
    let data = json!({ "valid_until": { "before": record.valid_until, "after": until } });
    tx.record(Record::new(events::EXTENDED, id).account(record.account).version(record.version + 1).data(data)).await
}
