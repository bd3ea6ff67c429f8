//! What people let us write to them: changed by the office, asked by whoever sends.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde_json::json;
use shared::access::{Action, FieldRight};
use shared::clock::moment_of;
use shared::customers::{Account, EditPreferences, MessageChannel, MessageKind, MessageRefusal, Preferences, events};
use shared::input::check;
use shared::{AccountId, ContactId, Error, Result};
use uuid::Uuid;

use super::{changed, editable, load, sql};
use crate::begin;
use crate::cx::Cx;
use crate::db::Tx;
use crate::events::Record;

/// Changes what a person lets us write to them; the log keeps what it was and what it is, with who noted it.
pub async fn edit_preferences(cx: &Cx, id: AccountId, contact: ContactId, input: EditPreferences) -> Result<Account> {
    let scope = cx.may(Action::CustomersEdit)?;
    // who does not see them would write over them
    if !cx.sees(FieldRight::PersonalData) {
        return Err(Error::Forbidden { missing: FieldRight::PersonalData.key().into() });
    }
    check(&input)?;
    let mut tx = begin!(cx);
    input.check_whole(tx.today().await?)?;
    if input.quiet.as_ref().is_some_and(|quiet| quiet.zone.parse::<Tz>().is_err()) {
        return Err(Error::field("quiet.zone", "zone"));
    }
    editable(cx, &mut tx, id, scope).await?;
    let person = sql::contacts(&mut tx, id).await?.into_iter().find(|known| known.id == contact).ok_or(Error::NotFound)?;
    let after = person.preferences.changed(&input, cx.actor.name(), cx.now());
    let version = sql::write_preferences(&mut tx, id, contact, input.version, &after).await?.ok_or_else(changed)?;
    let data = json!({ "name": person.name, "preferences": { "before": person.preferences, "after": after } });
    tx.record(Record::new(events::PREFERENCES_EDITED, contact).of(id).account(id).version(version).data(data)).await?;
    let account = load(cx, &mut tx, id).await?;
    tx.commit(account).await
}

/// Until when somebody wants to be left alone now; none if they do not.
pub(crate) fn quiet_until(preferences: &Preferences, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let quiet = preferences.quiet.as_ref()?;
    let zone: Tz = quiet.zone.parse().ok()?;
    let there = |at: DateTime<Utc>| at.with_timezone(&zone).naive_local();
    quiet.ends(there(now)).map(|wall| moment_of(wall, there))
}

/// A message to somebody that is not sent.
pub(crate) struct Withheld {
    pub account: AccountId,
    pub contact: ContactId,
    pub name: String,
    pub kind: MessageKind,
    pub channel: MessageChannel,
    pub why: MessageRefusal,
    /// The record it would have been about.
    pub about: Uuid,
}

/// Tells the log, and so the customer's page, that a message was not sent and why.
pub(crate) async fn withhold(tx: &mut Tx, message: Withheld) -> Result<()> {
    let data = json!({ "name": message.name, "kind": message.kind, "channel": message.channel, "why": message.why });
    tx.record(Record::new(events::MESSAGE_WITHHELD, message.contact).of(message.about).account(message.account).data(data)).await
}
