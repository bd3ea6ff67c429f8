//! Keeping an open offer alive: its link mailed once more, and a later day until which it holds.

use chrono::{Duration, NaiveDate, NaiveTime};
use serde_json::json;
use shared::access::Action;
use shared::customers::{MessageChannel, MessageKind};
use shared::input::normal_email;
use shared::quotes::{EvidenceKind, LinkState, MOST_DAYS, REMIND_HOURS, events, link_state};
use shared::{Error, QuoteId, Result};

use super::edit::hold;
use super::send::LINK_DAYS;
use super::{accept, evidence, instant, sql};
use crate::crypto::{random_token, sha256_hex};
use crate::customers::quiet_until;
use crate::cx::Cx;
use crate::db::{Tx, day_in};
use crate::events::Record;
use crate::mail::Template;
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
        LinkState::Superseded => Err(Error::conflict("not_sent", "This revision has not been sent yet")),
        state => Err(accept::refusal(state)),
    }
}

/// Mails the link of an open offer once more, unless the contact wants no reminders, and not in their quiet hours. Only
/// the hash of a link is kept, so the mail carries a new one to the same revision, behind the same number; the former
/// ones still open it.
pub(super) async fn remind(cx: &Cx, tx: &mut Tx, id: QuoteId, message: &str) -> Result<()> {
    let record = open(cx, tx, id).await?;
    if let Some(why) = record.preferences.refuses_by_itself(MessageKind::Reminders, MessageChannel::Email) {
        return Err(record.unwanted(MessageKind::Reminders, why));
    }
    let now = cx.now();
    if record.reminded_at.is_some_and(|at| at > now - Duration::hours(REMIND_HOURS)) {
        return Err(Error::conflict("reminded_lately", "The customer was reminded within the last day"));
    }
    // what somebody switched off stays so
    let Some((mailed_to, pin_hash)) = sql::live_link(tx, id, record.revision).await? else {
        return Err(Error::conflict("no_link", "The link of this offer was switched off"));
    };
    // an offer that was handed over otherwise was mailed to nobody yet
    let email = Some(mailed_to).filter(|email| !email.is_empty()).or_else(|| record.email.as_deref().map(normal_email));
    let Some(email) = email else {
        return Err(Error::conflict("no_address", "The contact has no e-mail address"));
    };
    let token = random_token();
    let expires_at = now + Duration::days(LINK_DAYS);
    let link = sql::NewLink { token_hash: &sha256_hex(token.as_bytes()), pin_hash: pin_hash.as_deref(), email: &email, channel: "email" };
    sql::insert_link(tx, cx.id(), &record, &link, expires_at).await?;
    sql::mark_reminded(tx, id, now).await?;
    let detail = format!("revision {} once more, to {email}", record.revision_number);
    evidence::note(cx, tx, id, record.revision, EvidenceKind::Sent, &detail).await?;
    let until = record.valid_until.map(|until| day_in(&record.zone, until).to_string()).unwrap_or_default();
    let quiet = quiet_until(&record.preferences, now);
    let path = format!("/q/{token}");
    let mail = Outgoing {
        to: email.clone(),
        to_name: record.contact_name.clone(),
        template: Template::QuoteReminder,
        locale: record.locale(),
        context: json!({
            "name": record.contact_name, "number": record.number, "title": record.content.title, "valid_until": until,
            "link": cx.app.link(&path), "message": message,
        }),
        entity: Some(("quote", id.0)),
    };
    tracking::mail(cx, tx, mail, &tracking::Subject { about: tracking::About::Quote(id), target: Some(path), expires_at }, quiet).await?;
    let data = json!({ "revision": record.revision_number, "to": email, "held_until": quiet });
    tx.record(Record::new(events::REMINDED, id).account(record.account).version(record.version + 1).data(data)).await
}

/// Lets an open offer hold through a day where the organization is, but never longer than until the trip begins.
pub(super) async fn extend(cx: &Cx, tx: &mut Tx, id: QuoteId, day: NaiveDate) -> Result<()> {
    let record = open(cx, tx, id).await?;
    let evening = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or(NaiveTime::MIN);
    let begins = record.begins();
    let until = begins.into_iter().fold(instant(&record.zone, day.and_time(evening)), std::cmp::min);
    if record.valid_until.is_some_and(|holds| until <= holds) {
        let why =
            if begins == Some(until) { "The trip begins then: it cannot be bought later" } else { "It holds as long as that already" };
        return Err(Error::conflict("not_later", why));
    }
    if until > cx.now() + Duration::days(MOST_DAYS) {
        return Err(Error::conflict("too_late", format!("An offer holds {MOST_DAYS} days at most")));
    }
    sql::extend(tx, id, until).await?;
    let data = json!({ "valid_until": { "before": record.valid_until, "after": until } });
    tx.record(Record::new(events::EXTENDED, id).account(record.account).version(record.version + 1).data(data)).await
}
