//! Sending an offer by the sender's own means: the server makes the link and what to write, the sender's device sends it.

use chrono::Duration;
use serde_json::json;
use shared::access::Action;
use shared::customers::preferences::text::quiet;
use shared::customers::{MessageChannel, MessageKind};
use shared::input::{check, normal_phone};
use shared::quotes::{EvidenceKind, ShareChannel, ShareQuote, SharedQuote, app_link, events, text};
use shared::text::with_locale;
use shared::{Error, QuoteId, Result};

use super::send::{By, LINK_DAYS, go_out, hash_pin, sendable};
use super::{assemble, changed, evidence, remind, sql, within_reach};
use crate::begin;
use crate::crypto::{random_token, sha256_hex};
use crate::customers::quiet_until;
use crate::cx::Cx;
use crate::db::Tx;
use crate::events::Record;

/// Sends a draft by the sender's own means, or makes another link of an open offer for them to pass on. A draft counts as
/// sent from here on, for nobody can tell whether the sender pressed the button of their app; every link can be switched
/// off.
pub async fn share(cx: &Cx, id: QuoteId, input: ShareQuote) -> Result<SharedQuote> {
    let scope = cx.may(Action::QuotesSend)?;
    check(&input)?;
    let number = input.number()?;
    let pin_hash = hash_pin(cx, &input.pin).await?;
    let to = match &number {
        Some(number) => format!("{number} by {}", input.channel),
        None => "whoever is given the link".to_owned(),
    };
    let by = By { channel: input.channel.key(), email: "", to: &to, total_cents: input.total_cents };
    let mut tx = begin!(cx);
    sql::lock(&mut tx, id).await?;
    let record = sql::load(&mut tx, id).await?;
    within_reach(cx, scope, record.owner)?;
    if let Some(number) = &number {
        wanted(cx, &record, input.channel, number)?;
    }
    let (record, link) = if record.status.is_open() {
        again(cx, &mut tx, id, input.version, &by, pin_hash).await?
    } else {
        let quote = sendable(cx, &mut tx, id, scope, input.version).await?;
        let out = go_out(cx, &mut tx, quote, &by, pin_hash.as_deref()).await?;
        let data = json!({
            "revision": out.record.revision_number, "total_cents": out.total_cents, "channel": input.channel, "to": number,
            "document_hash": out.hash,
        });
        tx.record(Record::new(events::SENT, id).account(out.record.account).version(out.record.version + 1).data(data)).await?;
        (out.record, out.link)
    };
    let text = with_locale(record.locale(), || text::handed_over(&record.contact_name, &record.number, &record.org_name, &link));
    let opens = number.and_then(|number| app_link(input.channel, &number, &text));
    let quote = assemble(cx, &mut tx, id).await?;
    tx.commit_secret(SharedQuote { quote, link, text, opens }).await
}

/// Another link of an open offer, behind the same number unless a new one is given; the former ones still open it.
async fn again(cx: &Cx, tx: &mut Tx, id: QuoteId, version: i32, by: &By<'_>, pin_hash: Option<String>) -> Result<(sql::Record, String)> {
    let record = remind::open(cx, tx, id).await?;
    if record.version != version {
        return Err(changed());
    }
    let former = match sql::live_link(tx, id, record.revision).await? {
        Some((_, pin_hash)) => pin_hash,
        // all of them were switched off: that takes no number away
        None => sql::last_pin(tx, id, record.revision).await?,
    };
    let pin_hash = pin_hash.or(former);
    let token = random_token();
    let new =
        sql::NewLink { token_hash: &sha256_hex(token.as_bytes()), pin_hash: pin_hash.as_deref(), email: by.email, channel: by.channel };
    sql::insert_link(tx, cx.id(), &record, &new, cx.now() + Duration::days(LINK_DAYS)).await?;
    let detail = format!("revision {} once more, to {}", record.revision_number, by.to);
    evidence::note(cx, tx, id, record.revision, EvidenceKind::Sent, &detail).await?;
    let data = json!({ "revision": record.revision_number, "channel": by.channel, "to": by.to });
    tx.record(Record::new(events::SHARED, id).account(record.account).version(record.version).data(data)).await?;
    Ok((record, cx.app.link(&format!("/q/{token}"))))
}

/// Refuses a message the contact does not want, or not now. A number that is none of theirs is somebody else's; where none
/// of theirs is known, the one given is taken for it.
fn wanted(cx: &Cx, record: &sql::Record, channel: ShareChannel, number: &str) -> Result<()> {
    let channel = match channel {
        ShareChannel::Link => return Ok(()),
        ShareChannel::Sms => MessageChannel::Sms,
        ShareChannel::Whatsapp => MessageChannel::Whatsapp,
    };
    let theirs = record.phone.as_deref().and_then(normal_phone);
    if theirs.is_some_and(|theirs| theirs != number) {
        return Ok(());
    }
    if let Some(why) = record.preferences.refuses(MessageKind::Quotes, channel) {
        return Err(record.unwanted_on(MessageKind::Quotes, channel, why));
    }
    match quiet_until(&record.preferences, cx.now()) {
        Some(until) => {
            let zone: chrono_tz::Tz = record.zone.parse().unwrap_or(chrono_tz::UTC);
            Err(Error::conflict("quiet_hours", || quiet(&record.contact_name, until.with_timezone(&zone).format("%H:%M %Z"))))
        }
        None => Ok(()),
    }
}
