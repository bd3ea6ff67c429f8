//! Keys of the public API: shown once, stored hashed, never stronger than their maker.

use serde_json::json;
use shared::access::Action;
use shared::identity::{ApiKey, NewApiKey, NewApiKeySecret, events};
use shared::input::check;
use shared::{ApiKeyId, Error, Result};

use super::me;
use super::members::within;
use super::session::make_key;
use super::sql::api_keys as rows;
use crate::begin;
use crate::crypto::token_hash;
use crate::cx::Cx;
use crate::events::Record;

/// The keys, newest first.
pub async fn api_keys(cx: &Cx) -> Result<Vec<ApiKey>> {
    cx.may(Action::ApiKeysManage)?;
    let mut tx = cx.read().await?;
    rows::api_keys(&mut tx, None).await
}

/// Makes a key and shows it this once. Keys cannot make keys.
pub async fn create_api_key(cx: &Cx, new: NewApiKey) -> Result<NewApiKeySecret> {
    cx.may(Action::ApiKeysManage)?;
    me(cx)?;
    check(&new)?;
    within(&new.access, cx)?;
    let member = cx.member().ok_or_else(|| Error::Forbidden { missing: "member".into() })?;
    let mut tx = begin!(cx);
    let (id, secret) = (cx.id::<ApiKeyId>(), make_key(cx.org));
    // the id of the organization comes first and is no secret; what tells keys apart follows it
    let prefix = format!("tb_…{}", secret.get(25..31).unwrap_or_default());
    let until = new.days.map(|days| cx.now() + chrono::Duration::days(i64::from(days)));
    rows::insert_api_key(&mut tx, id, member, &new, &prefix, &token_hash(&secret), until).await?;
    let key = rows::api_keys(&mut tx, Some(id)).await?.pop().ok_or(Error::NotFound)?;
    tx.record(Record::new(events::API_KEY_CREATED, id).data(json!({ "name": key.name, "access": key.access }))).await?;
    tx.commit_secret(NewApiKeySecret { key, secret }).await
}

/// Revokes a key: it stops with the next request.
pub async fn revoke_api_key(cx: &Cx, id: ApiKeyId) -> Result<ApiKey> {
    cx.may(Action::ApiKeysManage)?;
    let mut tx = begin!(cx);
    let key = rows::api_keys(&mut tx, Some(id)).await?.pop().ok_or(Error::NotFound)?;
    if rows::revoke_api_key(&mut tx, id).await? {
        tx.record(Record::new(events::API_KEY_REVOKED, id).data(json!({ "name": key.name }))).await?;
    }
    let key = rows::api_keys(&mut tx, Some(id)).await?.pop().ok_or(Error::NotFound)?;
    tx.commit(key).await
}
