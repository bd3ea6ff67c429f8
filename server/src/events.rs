//! The event log. Use cases write facts into the outbox, in their own transaction; one relay numbers committed facts
//! per organization and appends them to the log. Live updates, timelines, audit and notifications read the log.

use serde::Serialize;
use shared::events::EventKind;
use shared::{AccountId, Error, Result};
use uuid::Uuid;

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

impl Tx {
    /// Records a fact in this transaction: it is known if and only if the transaction commits.
    pub async fn record(&mut self, record: Record) -> Result<()> {
        if shared::events::find(record.kind.name).is_none() {
            return Err(Error::internal(&format!("event kind {} is not registered", record.kind.name)));
        }
        let cx = self.cx.clone();
        let (org, id) = (self.org().0, Uuid::now_v7());
        let ip = cx.request.ip.map(|ip| ip.to_string());
        let device = cx
            .request
            .device
            .clone()
            .or_else(|| (!cx.request.user_agent.is_empty()).then(|| cx.request.user_agent.chars().take(200).collect()));
        sqlx::query!(
            "insert into outbox (org_id, id, kind, entity, entity_id, of_id, account_id, version, actor_kind, actor_id, actor, on_behalf_of, ip, device, request_id, data, at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
            org,
            id,
            record.kind.name,
            record.kind.entity,
            record.entity_id,
            record.of,
            record.account.map(|a| a.0),
            record.version,
            cx.actor.kind(),
            cx.actor.id(),
            cx.actor.name(),
            record.on_behalf_of.or_else(|| cx.on_behalf_of.clone()),
            ip,
            device,
            cx.request.id,
            record.data,
            cx.now()
        )
        .execute(self.db()?)
        .await?;
        self.wake_relay();
        Ok(())
    }
}
