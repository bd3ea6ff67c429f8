//! The event log. Use cases write facts into the outbox, in their own transaction; one relay numbers committed facts
//! per organization and appends them to the log. Live updates, timelines, audit and notifications read the log.

use chrono::{DateTime, Utc};
use serde::Serialize;
use shared::events::EventKind;
use shared::{AccountId, Error, Result};
use sqlx::types::Json;
use uuid::Uuid;

use crate::cx::Cx;
use crate::db::Tx;

pub mod relay;
mod seal;

pub use seal::{Sealed, seal};

/// A fact to be recorded.
#[derive(Clone, Debug)]
pub struct Record {
    kind: EventKind,
    entity_id: Uuid,
    of: Option<Uuid>,
    account: Option<AccountId>,
    version: Option<i32>,
    on_behalf_of: Option<String>,
    data: serde_json::Value,
}

impl Record {
    /// A fact of a registered kind about an entity.
    pub fn new(kind: EventKind, entity_id: impl Into<Uuid>) -> Self {
        Self {
            kind,
            entity_id: entity_id.into(),
            of: None,
            account: None,
            version: None,
            on_behalf_of: None,
            data: serde_json::Value::Object(Default::default()),
        }
    }

    /// The record the entity is a part of (the job of a photo): its timeline and its open pages show the fact too.
    pub fn of(mut self, parent: impl Into<Uuid>) -> Self {
        self.of = Some(parent.into());
        self
    }

    /// The customer who may learn of it live.
    pub fn account(mut self, account: impl Into<Option<AccountId>>) -> Self {
        self.account = account.into();
        self
    }

    /// The version the entity has now.
    pub fn version(mut self, version: i32) -> Self {
        self.version = Some(version);
        self
    }

    /// Whom the actor stands in for: the customer a portal is viewed as, the person who signs on somebody else's device.
    pub fn on_behalf_of(mut self, name: impl Into<Option<String>>) -> Self {
        self.on_behalf_of = name.into();
        self
    }

    /// What changed: for changes, `{"field": {"before": …, "after": …}}`. No secrets.
    pub fn data(mut self, data: impl Serialize) -> Self {
        self.data = serde_json::to_value(data).unwrap_or_default();
        self
    }
}

/// So many facts wait at most for the end of their transaction.
const WAITING: usize = 1_000;

impl Tx {
    /// Records a fact in this transaction: it is known if and only if the transaction commits.
    pub async fn record(&mut self, record: Record) -> Result<()> {
        self.record_all(vec![record]).await
    }

    /// Records facts in their order. They are written when the transaction ends, with one statement for all of them.
    pub async fn record_all(&mut self, records: Vec<Record>) -> Result<()> {
        if let Some(record) = records.iter().find(|record| shared::events::find(record.kind.name).is_none()) {
            return Err(Error::internal(&format!("event kind {} is not registered", record.kind.name)));
        }
        let cx = &self.cx;
        self.facts.extend(records.into_iter().map(|record| Fact::of(record, cx)));
        if self.facts.len() >= WAITING {
            self.write_facts(None).await?;
        }
        Ok(())
    }

    /// Writes the facts that wait and, in the same statement, what a command is answered: by then others may wait for
    /// this transaction, and each statement more is a round trip they wait for.
    pub(crate) async fn write_facts(&mut self, answer: Option<(Uuid, serde_json::Value)>) -> Result<()> {
        let facts = std::mem::take(&mut self.facts);
        let (command, answer) = answer.unzip();
        let org = self.org().0;
        let (kind, id, name) = (self.cx.actor.kind(), self.cx.actor.id(), self.cx.actor.name().to_string());
        let request = &self.cx.request;
        let (ip, request_id) = (request.ip.map(|ip| ip.to_string()), request.id.clone());
        let device =
            request.device.clone().or_else(|| (!request.user_agent.is_empty()).then(|| request.user_agent.chars().take(200).collect()));
        sqlx::query!(
            "with kept as (update commands set answer = $10 where org_id = $1 and command_id = $9)
             insert into outbox (org_id, id, kind, entity, entity_id, of_id, account_id, version, actor_kind, actor_id, actor, on_behalf_of, ip, device, request_id, data, at)
             select $1, id, kind, entity, entity_id, of_id, account_id, version, $3, $4, $5, on_behalf_of, $6, $7, $8, coalesce(data, 'null'), at
             from jsonb_to_recordset($2::jsonb) as r (id uuid, kind text, entity text, entity_id uuid, of_id uuid, account_id uuid,
                  version int, on_behalf_of text, data jsonb, at timestamptz)",
            org,
            Json(&facts) as _,
            kind,
            id,
            name,
            ip,
            device,
            request_id,
            command,
            answer
        )
        .execute(self.db()?)
        .await?;
        self.wake_relay();
        Ok(())
    }
}

/// A fact as it is written.
#[derive(Debug, Serialize)]
pub(crate) struct Fact {
    id: Uuid,
    kind: &'static str,
    entity: &'static str,
    entity_id: Uuid,
    of_id: Option<Uuid>,
    account_id: Option<Uuid>,
    version: Option<i32>,
    on_behalf_of: Option<String>,
    data: serde_json::Value,
    at: DateTime<Utc>,
}

impl Fact {
    fn of(record: Record, cx: &Cx) -> Self {
        Self {
            id: Uuid::now_v7(),
            kind: record.kind.name,
            entity: record.kind.entity,
            entity_id: record.entity_id,
            of_id: record.of,
            account_id: record.account.map(|account| account.0),
            version: record.version,
            on_behalf_of: record.on_behalf_of.or_else(|| cx.on_behalf_of.clone()),
            data: record.data,
            at: cx.now(),
        }
    }
}
