//! The device's storage: one IndexedDB per person. Writes are strict (on the disk before they count) and all or nothing.
//!
//! A strict write takes as long as the disk: tens of milliseconds. Small writes that come meanwhile gather and go
//! together in the next transaction, in their order, so that a hundred quick acts cost a few writes and not a hundred.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use futures_channel::oneshot::{Sender, channel};
use idb::{Database, DatabaseEvent, Factory, ObjectStoreParams, Query, Transaction};
use js_sys::{Array, Object};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use super::js;

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

thread_local! {
    static OWNER: RefCell<String> = const { RefCell::new(String::new()) };
    static OPEN: RefCell<Option<Rc<JsValue>>> = const { RefCell::new(None) };
    static LANE: RefCell<Lane> = const { RefCell::new(Lane { waiting: Vec::new(), busy: false }) };
    /// Writes of somebody's work that the disk does not have yet.
    static WORK: Cell<usize> = const { Cell::new(0) };
}

/// Small writes in their order.
struct Lane {
    waiting: Vec<Waiting>,
    /// Somebody carries them out.
    busy: bool,
}

struct Waiting {
    owner: String,
    changes: Vec<Write>,
    tell: Sender<Result<(), StoreError>>,
}

/// Whether somebody's work is on its way to the disk: it would be lost with the page.
pub(crate) fn is_keeping() -> bool {
    WORK.get() > 0
}

/// Says whose storage it is; each person's work on a shared device is kept apart.
pub(crate) fn belongs_to(owner: &str) {
    OWNER.with_borrow_mut(|current| {
        if current != owner {
            *current = owner.to_owned();
            OPEN.set(None);
        }
    });
}

/// Whose storage it is: what is kept in it is sent as theirs or not at all.
pub(crate) fn owner() -> String {
    OWNER.with_borrow(Clone::clone)
}

async fn database() -> Result<Rc<JsValue>, StoreError> {
    if let Some(open) = OPEN.with_borrow(Clone::clone) {
        return Ok(open);
    }
    let name = OWNER.with_borrow(|owner| format!("tailboard-{owner}"));
    whole(open(name)).await
}

/// Goes on to its end when the one who waits for it is gone: a request of the storage calls back even then.
async fn whole<T: 'static>(work: impl Future<Output = Result<T, StoreError>> + 'static) -> Result<T, StoreError> {
    let (tell, told) = channel();
    wasm_bindgen_futures::spawn_local(async move {
        // nobody waits any more
        let _ = tell.send(work.await);
    });
    told.await.unwrap_or_else(|_| Err(gone()))
}

async fn open(name: String) -> Result<Rc<JsValue>, StoreError> {
    let mut request = Factory::new().map_err(StoreError::of)?.open(&name, Some(1)).map_err(StoreError::of)?;
    request.on_upgrade_needed(|event| {
        if let Ok(database) = event.database() {
            for shelf in Shelf::ALL {
                if !database.store_names().iter().any(|name| name == shelf.name()) {
                    // refused only if it exists already
                    let _ = database.create_object_store(shelf.name(), ObjectStoreParams::new());
                }
            }
        }
    });
    let database: Database = request.await.map_err(StoreError::of)?;
    let raw: JsValue = database.into();
    // a newer build in another tab wants to change the storage, or the browser closed it: open it again next time
    let closing = raw.clone();
    js::set(
        &raw,
        "onversionchange",
        js::forever(move |_| {
            let _ = js::call(&closing, "close", &[]);
            OPEN.set(None);
            JsValue::UNDEFINED
        }),
    );
    js::set(
        &raw,
        "onclose",
        js::forever(|_| {
            OPEN.set(None);
            JsValue::UNDEFINED
        }),
    );
    let open = Rc::new(raw);
    OPEN.set(Some(open.clone()));
    Ok(open)
}

async fn transaction(shelves: &[Shelf], write: bool) -> Result<Transaction, StoreError> {
    let database = database().await?;
    let names: Array = shelves.iter().map(|shelf| JsValue::from_str(shelf.name())).collect();
    let options = Object::new();
    // "relaxed", the default of some browsers, reports success before the disk has it
    js::set(&options, "durability", if write { "strict" } else { "default" });
    let mode = JsValue::from_str(if write { "readwrite" } else { "readonly" });
    let raw = js::call(&database, "transaction", &[names.into(), mode, options.into()]).map_err(|error| {
        // a connection the browser closed behind our back
        OPEN.set(None);
        StoreError::of(error)
    })?;
    Transaction::try_from(raw).map_err(StoreError::of)
}

/// Writes all of it or nothing; returns when it is on the disk.
pub async fn write(changes: Vec<Write>) -> Result<(), StoreError> {
    if changes.is_empty() {
        return Ok(());
    }
    let _work = changes.iter().any(Write::is_work).then(Work::begin);
    // files and what is known of them go by themselves: they are large, and their order among each other counts
    if !changes.iter().all(|change| matches!(change.shelf(), Shelf::Outbox | Shelf::Records | Shelf::Meta)) {
        return carry_out(&changes).await;
    }
    let (tell, told) = channel();
    let owner = OWNER.with_borrow(Clone::clone);
    let idle = LANE.with_borrow_mut(|lane| {
        lane.waiting.push(Waiting { owner, changes, tell });
        !std::mem::replace(&mut lane.busy, true)
    });
    if idle {
        js::detach(carry_out_lane());
    }
    told.await.unwrap_or_else(|_| Err(gone()))
}

/// Carries out what waits until nothing does.
async fn carry_out_lane() {
    loop {
        let batch = LANE.with_borrow_mut(|lane| {
            lane.busy = !lane.waiting.is_empty();
            std::mem::take(&mut lane.waiting)
        });
        if batch.is_empty() {
            return;
        }
        let owner = OWNER.with_borrow(Clone::clone);
        let (mine, foreign): (Vec<Waiting>, Vec<Waiting>) = batch.into_iter().partition(|waiting| waiting.owner == owner);
        for waiting in foreign {
            // nobody waits any more: the page is another person's by now
            let _ = waiting.tell.send(Err(gone()));
        }
        let together = last_of_each(mine.iter().flat_map(|waiting| waiting.changes.iter()));
        let result = if together.is_empty() { Ok(()) } else { carry_out(&together).await };
        let alone = result.is_err() && mine.len() > 1;
        for waiting in mine {
            // one that the disk refuses does not take the others with it
            let result = if alone { carry_out(&waiting.changes).await } else { result.clone() };
            // nobody waits any more
            let _ = waiting.tell.send(result);
        }
    }
}

/// What the changes come to: of several of one key the last.
fn last_of_each<'a>(changes: impl Iterator<Item = &'a Write>) -> Vec<Write> {
    let mut last = BTreeMap::new();
    for change in changes {
        let (Write::Put(shelf, key, _) | Write::Remove(shelf, key)) = change;
        last.insert((*shelf, key.as_str()), change.clone());
    }
    last.into_values().collect()
}

async fn carry_out(changes: &[Write]) -> Result<(), StoreError> {
    let shelves: Vec<Shelf> = changes.iter().map(|change| (change.shelf(), ())).collect::<BTreeMap<_, _>>().into_keys().collect();
    let transaction = transaction(&shelves, true).await?;
    let asked = ask(&transaction, changes);
    let raw: JsValue = transaction.into();
    if asked.is_err() {
        // else what was asked for before would be kept; it fails only if the transaction is over already
        let _ = js::call(&raw, "abort", &[]);
        return asked;
    }
    settled(&raw).await
}

/// Asks for the changes without waiting: the end of the transaction tells about all of them.
fn ask(transaction: &Transaction, changes: &[Write]) -> Result<(), StoreError> {
    for change in changes {
        let store = transaction.object_store(change.shelf().name()).map_err(StoreError::of)?;
        match change {
            Write::Put(_, key, value) => drop(store.put(value, Some(&JsValue::from_str(key))).map_err(StoreError::of)?),
            Write::Remove(_, key) => drop(store.delete(Query::Key(JsValue::from_str(key))).map_err(StoreError::of)?),
        }
    }
    Ok(())
}

/// Counts a write of somebody's work for as long as it lives.
struct Work;

impl Work {
    fn begin() -> Self {
        WORK.set(WORK.get() + 1);
        Work
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        WORK.set(WORK.get().saturating_sub(1));
    }
}

fn gone() -> StoreError {
    StoreError::Refused("the page went away".into())
}

/// Waits for the end of a transaction by its own events, which carry the reason of an abort (no room, mostly).
async fn settled(transaction: &JsValue) -> Result<(), StoreError> {
    let (tell, told) = channel::<Result<(), StoreError>>();
    let tell = Rc::new(RefCell::new(Some(tell)));
    let answer = move |tell: &Rc<RefCell<Option<Sender<_>>>>, result| {
        if let Some(tell) = tell.borrow_mut().take() {
            // the waiting future was dropped with its page
            let _ = tell.send(result);
        }
    };
    let (good, bad) = (tell.clone(), tell);
    let subject = transaction.clone();
    let complete = js::once(move |_| answer(&good, Ok(())));
    let abort = js::once(move |_| answer(&bad, Err(StoreError::of(js::get(&subject, "error")))));
    js::set(transaction, "oncomplete", complete);
    js::set(transaction, "onabort", abort);
    told.await.unwrap_or_else(|_| Err(gone()))
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

/// Empties the storage of the person who leaves. While work of theirs waits in it nothing is removed: it goes up when
/// they are back. Says whether it is empty now.
pub async fn clear() -> Result<bool, StoreError> {
    let transaction = transaction(&Shelf::ALL, true).await?;
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
