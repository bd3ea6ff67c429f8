//! The device's storage: one IndexedDB per person, and a second one for what the office has to send. Writes are strict (on
//! the disk before they count) and all or nothing.
//!
//! A strict write takes as long as the disk: tens of milliseconds. Small writes that come meanwhile gather and go
//! together in the next transaction, in their order, so that a hundred quick acts cost a few writes and not a hundred.

use idb::Query;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use super::session::{self, App};

mod lane;
mod open;

pub(crate) use lane::is_keeping;
pub use lane::write;
pub(crate) use open::{belongs_to, owner};
use open::{settled, transaction, transaction_in, whole};

/// A part of the storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shelf {
    /// Writes that wait.
    Outbox,
    /// What is known of files on their way.
    Uploads,
    /// Their bytes.
    Blobs,
    /// Small pictures of them.
    Thumbs,
    /// Records to work on.
    Records,
    /// Everything small.
    Meta,
}

impl Shelf {
    const ALL: [Shelf; 6] = [Shelf::Outbox, Shelf::Uploads, Shelf::Blobs, Shelf::Thumbs, Shelf::Records, Shelf::Meta];

    /// Whether it is in the office's own database: what the office has to send is out of reach of the crew's app, which
    /// would send it as its own. Records and small things have names that tell them apart.
    fn is_apart(self) -> bool {
        session::app().is_office() && !matches!(self, Shelf::Records | Shelf::Meta)
    }

    /// Whether its writes go together with other small ones, all of them of one database.
    fn is_small(self) -> bool {
        matches!(self, Shelf::Records | Shelf::Meta) || (self == Shelf::Outbox && !self.is_apart())
    }

    fn name(self) -> &'static str {
        match self {
            Shelf::Outbox => "outbox",
            Shelf::Uploads => "uploads",
            Shelf::Blobs => "blobs",
            Shelf::Thumbs => "thumbs",
            Shelf::Records => "records",
            Shelf::Meta => "meta",
        }
    }
}

/// Why something could not be kept.
#[derive(Clone, Debug, PartialEq)]
pub enum StoreError {
    /// The device has no room left. Nothing was written, nothing was lost.
    Full,
    /// The browser refuses storage (private browsing, damaged profile).
    Refused(String),
}

impl StoreError {
    fn of(error: impl std::fmt::Debug) -> Self {
        let text = format!("{error:?}");
        if text.contains("QuotaExceeded") { StoreError::Full } else { StoreError::Refused(text) }
    }
}

/// One change of a write.
#[derive(Clone)]
pub enum Write {
    Put(Shelf, String, JsValue),
    Remove(Shelf, String),
}

impl Write {
    /// Puts a value as JSON.
    pub fn json(shelf: Shelf, key: impl Into<String>, value: &impl Serialize) -> Result<Write, StoreError> {
        let text = serde_json::to_string(value).map_err(StoreError::of)?;
        Ok(Write::Put(shelf, key.into(), JsValue::from_str(&text)))
    }

    fn shelf(&self) -> Shelf {
        match self {
            Write::Put(shelf, ..) | Write::Remove(shelf, _) => *shelf,
        }
    }

    /// Whether something somebody did is kept by it.
    fn is_work(&self) -> bool {
        matches!(self, Write::Put(Shelf::Outbox | Shelf::Uploads, ..))
    }
}

/// The raw value under a key.
pub async fn get(shelf: Shelf, key: &str) -> Result<Option<JsValue>, StoreError> {
    let (transaction, key) = (transaction(&[shelf], false).await?, JsValue::from_str(key));
    let store = transaction.object_store(shelf.name()).map_err(StoreError::of)?;
    let request = store.get(Query::Key(key)).map_err(StoreError::of)?;
    whole(async move { request.await.map_err(StoreError::of) }).await
}

/// The JSON value under a key; none when there is none or it is of a former build and cannot be read.
pub async fn read<T: DeserializeOwned>(shelf: Shelf, key: &str) -> Result<Option<T>, StoreError> {
    Ok(get(shelf, key).await?.and_then(|value| value.as_string()).and_then(|text| serde_json::from_str(&text).ok()))
}

/// Every JSON value of a shelf, with the texts that could not be read (of a former build; they are never dropped).
pub async fn read_all<T: DeserializeOwned>(shelf: Shelf) -> Result<(Vec<T>, Vec<String>), StoreError> {
    let transaction = transaction(&[shelf], false).await?;
    let store = transaction.object_store(shelf.name()).map_err(StoreError::of)?;
    let request = store.get_all(None, None).map_err(StoreError::of)?;
    let values = whole(async move { request.await.map_err(StoreError::of) }).await?;
    let (mut good, mut odd) = (Vec::new(), Vec::new());
    for text in values.into_iter().filter_map(|value| value.as_string()) {
        match serde_json::from_str(&text) {
            Ok(value) => good.push(value),
            Err(_) => odd.push(text),
        }
    }
    Ok((good, odd))
}

/// Keeps one JSON value.
pub async fn put(shelf: Shelf, key: &str, value: &impl Serialize) -> Result<(), StoreError> {
    write(vec![Write::json(shelf, key, value)?]).await
}

/// Empties the storage of the person who leaves. While work of theirs waits in it nothing is removed, nor what was typed
/// beside it: it goes up when they are back. Says whether it is empty now.
pub async fn clear() -> Result<bool, StoreError> {
    // what the office has to send comes first: with it the rest stays
    let databases: &[bool] = if session::app() == App::Portal { &[false] } else { &[true, false] };
    let mut refused = None;
    for apart in databases {
        match clear_one(*apart).await {
            Ok(true) => {}
            Ok(false) => return Ok(false),
            // what cannot be opened keeps nobody from leaving the other one empty
            Err(error) => refused = Some(error),
        }
    }
    refused.map_or(Ok(true), Err)
}

async fn clear_one(apart: bool) -> Result<bool, StoreError> {
    let transaction = transaction_in(apart, &Shelf::ALL, true).await?;
    // the requests follow on each other within the transaction, so that nothing can be put in between
    whole(async move {
        for shelf in [Shelf::Outbox, Shelf::Blobs] {
            let store = transaction.object_store(shelf.name()).map_err(StoreError::of)?;
            if store.count(None).map_err(StoreError::of)?.await.map_err(StoreError::of)? > 0 {
                return Ok(false);
            }
        }
        for shelf in Shelf::ALL {
            drop(transaction.object_store(shelf.name()).map_err(StoreError::of)?.clear().map_err(StoreError::of)?);
        }
        let raw: JsValue = transaction.into();
        settled(&raw).await.map(|()| true)
    })
    .await
}

/// The bytes under a key.
pub async fn blob(shelf: Shelf, key: &str) -> Option<Blob> {
    get(shelf, key).await.ok().flatten()?.dyn_into().ok()
}
