//! Sending an offer by the sender's own means: the server makes the link and what to write, the sender's device sends it.

use serde_json::json;
use shared::access::Action;
use shared::customers::preferences::text::quiet;
use shared::customers::{MessageChannel, MessageKind};
use shared::input::{check, normal_phone};
use shared::quotes::{ShareChannel, ShareQuote, SharedQuote, app_link, events, text};
use shared::text::with_locale;
use shared::{Error, QuoteId, Result};

use super::send::{By, go_out, hash_pin, sendable};
use super::{assemble, sql};
use crate::begin;
use crate::customers::quiet_until;
use crate::cx::Cx;
use crate::events::Record;

/// Sends a draft by the sender's own means. From here on it counts as sent, for nobody can tell whether the sender pressed
/// the button of their app; its link can be switched off like any other.
pub async fn share(cx: &Cx, id: QuoteId, input: ShareQuote) -> Result<SharedQuote> {
    let scope = cx.may(Action::QuotesSend)?;
    check(&input)?;
    let number = input.number()?;
    let pin_hash = hash_pin(cx, &input.pin).await?;
    let mut tx = begin!(cx);
    let quote = sendable(cx, &mut tx, id, scope, input.version).await?;
    if let Some(number) = &number {
        wanted(cx, &quote.record, input.channel, number)?;
    }
    let to = match &number {
        Some(number) => format!("{number} by {}", input.channel),
        None => "whoever is given the link".to_owned(),
    };
    let by = By { channel: input.channel.key(), email: "", to: &to };
    let out = go_out(cx, &mut tx, quote, &by, pin_hash.as_deref()).await?;
    let record = &out.record;
    let data = json!({
        "revision": record.revision_number, "total_cents": out.total_cents, "channel": input.channel, "to": number, "document_hash": out.hash,
    });
    tx.record(Record::new(events::SENT, id).account(record.account).version(record.version + 1).data(data)).await?;
    let text = with_locale(record.locale(), || text::handed_over(&record.contact_name, &record.number, &record.org_name, &out.link));
    let opens = number.and_then(|number| app_link(input.channel, &number, &text));
    let quote = assemble(cx, &mut tx, id).await?;
    tx.commit_secret(SharedQuote { quote, link: out.link, text, opens }).await
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
            let zone = record.zone.parse().unwrap_or(chrono_tz::UTC);
            Err(Error::conflict("quiet_hours", quiet(&record.contact_name, until.with_timezone(&zone).format("%H:%M %Z"))))
        }
        None => Ok(()),
    }
}
