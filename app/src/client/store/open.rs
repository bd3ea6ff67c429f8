//! Whose storage it is, opening it, and its transactions.

use std::cell::RefCell;
use std::rc::Rc;

use futures_channel::oneshot::{Sender, channel};
use idb::{Database, DatabaseEvent, Factory, ObjectStoreParams, Transaction};
use js_sys::{Array, Object};
use wasm_bindgen::JsValue;

use super::{Shelf, StoreError};
use crate::client::js;

thread_local! {
    static OWNER: RefCell<String> = const { RefCell::new(String::new()) };
    static OPEN: RefCell<Option<Rc<JsValue>>> = const { RefCell::new(None) };
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

pub(super) async fn transaction(shelves: &[Shelf], write: bool) -> Result<Transaction, StoreError> {
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
