//! Whose storage it is, opening it, and its transactions.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use futures_channel::oneshot::{Sender, channel};
use idb::{Database, DatabaseEvent, Factory, ObjectStoreParams, Transaction};
use js_sys::{Array, Object};
use wasm_bindgen::JsValue;

use super::{Shelf, StoreError};
use crate::client::js;

thread_local! {
    static OWNER: RefCell<String> = const { RefCell::new(String::new()) };
    /// The connections by the names of their databases.
    static OPEN: RefCell<BTreeMap<String, Rc<JsValue>>> = const { RefCell::new(BTreeMap::new()) };
}

/// Says whose storage it is; each person's work on a shared device is kept apart.
pub(crate) fn belongs_to(owner: &str) {
    OWNER.with_borrow_mut(|current| {
        if current != owner {
            *current = owner.to_owned();
            OPEN.with_borrow_mut(BTreeMap::clear);
        }
    });
}

/// Whose storage it is: what is kept in it is sent as theirs or not at all.
pub(crate) fn owner() -> String {
    OWNER.with_borrow(Clone::clone)
}

/// The database of the person, or the one with what the office has to send.
fn name_of(apart: bool) -> String {
    let owner = owner();
    if apart { format!("tailboard-{owner}-office") } else { format!("tailboard-{owner}") }
}

async fn database(name: String) -> Result<Rc<JsValue>, StoreError> {
    if let Some(open) = OPEN.with_borrow(|open| open.get(&name).cloned()) {
        return Ok(open);
    }
    whole(open(name)).await
}

/// It is opened again when it is needed.
fn forget(name: &str) {
    OPEN.with_borrow_mut(|open| open.remove(name));
}

/// Goes on to its end when the one who waits for it is gone: a request of the storage calls back even then.
pub(super) async fn whole<T: 'static>(work: impl Future<Output = Result<T, StoreError>> + 'static) -> Result<T, StoreError> {
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
    let (closing, changed, closed) = (raw.clone(), name.clone(), name.clone());
    js::set(
        &raw,
        "onversionchange",
        js::forever(move |_| {
            let _ = js::call(&closing, "close", &[]);
            forget(&changed);
            JsValue::UNDEFINED
        }),
    );
    js::set(
        &raw,
        "onclose",
        js::forever(move |_| {
            forget(&closed);
            JsValue::UNDEFINED
        }),
    );
    let open = Rc::new(raw);
    OPEN.with_borrow_mut(|all| all.insert(name, open.clone()));
    Ok(open)
}

/// A transaction over shelves of one database.
pub(super) async fn transaction(shelves: &[Shelf], write: bool) -> Result<Transaction, StoreError> {
    transaction_in(shelves.iter().any(|shelf| shelf.is_apart()), shelves, write).await
}

/// A transaction in the database of the person, or in the one with what the office has to send.
pub(super) async fn transaction_in(apart: bool, shelves: &[Shelf], write: bool) -> Result<Transaction, StoreError> {
    let name = name_of(apart);
    let database = database(name.clone()).await?;
    let names: Array = shelves.iter().map(|shelf| JsValue::from_str(shelf.name())).collect();
    let options = Object::new();
    // "relaxed", the default of some browsers, reports success before the disk has it
    js::set(&options, "durability", if write { "strict" } else { "default" });
    let mode = JsValue::from_str(if write { "readwrite" } else { "readonly" });
    let raw = js::call(&database, "transaction", &[names.into(), mode, options.into()]).map_err(|error| {
        // a connection the browser closed behind our back
        forget(&name);
        StoreError::of(error)
    })?;
    Transaction::try_from(raw).map_err(StoreError::of)
}

/// Waits for the end of a transaction by its own events, which carry the reason of an abort (no room, mostly).
pub(super) async fn settled(transaction: &JsValue) -> Result<(), StoreError> {
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

pub(super) fn gone() -> StoreError {
    StoreError::Refused("the page went away".into())
}
