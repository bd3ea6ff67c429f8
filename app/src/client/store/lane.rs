//! Writing: small writes in their order, several in one transaction; files by themselves.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use futures_channel::oneshot::{Sender, channel};
use idb::{Query, Transaction};
use wasm_bindgen::JsValue;

use super::open::{gone, owner, settled, transaction};
use super::{Shelf, StoreError, Write};
use crate::client::js;

thread_local! {
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

/// Writes all of it or nothing; returns when it is on the disk.
pub async fn write(changes: Vec<Write>) -> Result<(), StoreError> {
    if changes.is_empty() {
        return Ok(());
    }
    let _work = changes.iter().any(Write::is_work).then(Work::begin);
    // files and what is known of them go by themselves: they are large, and their order among each other counts
    if !changes.iter().all(|change| change.shelf().is_small()) {
        return carry_out(&changes).await;
    }
    let (tell, told) = channel();
    let owner = owner();
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
        let owner = owner();
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
