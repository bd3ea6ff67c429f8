//! The event log of a generated organization: facts in the order of their times, numbered without gaps and chained
//! like those the relay writes.

use chrono::{DateTime, Utc};
use serde_json::Value;
use shared::Result;
use shared::events::EventKind;
use uuid::Uuid;

use super::dice::Dice;
use super::people::Person;
use super::sheet::{Bytes, Of, Sheets};
use super::sql;
use crate::events::{Sealed, seal};

/// Something that happened.
pub struct Fact {
    pub at: DateTime<Utc>,
    pub kind: EventKind,
    pub entity: Uuid,
    pub of: Option<Uuid>,
    pub account: Option<Uuid>,
    pub version: Option<i32>,
    /// Index among the organization's people; none for Tailboard itself.
    pub by: Option<usize>,
    pub data: Value,
}

/// Writes the facts after what is in the log already.
pub async fn write(sheets: &mut Sheets, org: Uuid, people: &[Person], mut facts: Vec<Fact>, dice: &mut Dice) -> Result<()> {
    facts.sort_by_key(|fact| fact.at);
    let (mut seq, mut hash) = sql::head(&mut sheets.conn, org).await?;
    for fact in &facts {
        seq += 1;
        let person = fact.by.and_then(|n| people.get(n));
        let (actor_kind, actor_id, actor) = person.map_or(("system", None, "Lead form"), |p| ("staff", Some(p.member), p.name.as_str()));
        let id = dice.id(fact.at);
        hash = seal(
            &hash,
            &Sealed {
                seq,
                id,
                at: Sealed::micros(fact.at),
                kind: fact.kind.name,
                entity_id: fact.entity,
                actor_id,
                actor,
                on_behalf_of: None,
                data: &fact.data,
            },
        )
        .to_vec();
        sheets.row(
            Of::Events,
            &[
                &org,
                &seq,
                &id,
                &fact.at,
                &fact.kind.name,
                &fact.kind.entity,
                &fact.entity,
                &fact.of,
                &fact.account,
                &fact.version,
                &actor_kind,
                &actor_id,
                &actor,
                &"d1",
                &fact.data,
                &Bytes(&hash),
            ],
        );
        sheets.relieve().await?;
    }
    sheets.send().await?;
    sql::set_head(&mut sheets.conn, org, seq, &hash).await
}
