//! Own writes of a record follow on each other: each is sent on the version the one before it made, also when it was
//! decided on what was shown earlier. Somebody else's write in between still refuses it.
//!
//! Every write of this tab is counted when it is sent and when it is answered: what was read before, or between the two,
//! may not have it, whether or not the live stream has told of it yet.

use std::cell::Cell;
use std::collections::HashMap;
use std::sync::Arc;

use futures_util::lock::Mutex;
use shared::Result;
use uuid::Uuid;

thread_local! {
    // (record, version it was made on) -> the version it made; held while a write is on its way
    static MADE: Arc<Mutex<HashMap<(Uuid, i32), i32>>> = Arc::default();
    static NOTED: Cell<u64> = const { Cell::new(0) };
}

/// Something is being written, or was: call it before and after.
pub(crate) fn note() {
    NOTED.set(NOTED.get() + 1);
}

/// As long as this stays, nothing was written in this tab.
pub(super) fn noted() -> u64 {
    NOTED.get()
}

/// Writes after the own writes under way. `seen` is the version it was decided on, `send` gets the one it follows on,
/// `version` reads the one it made from the answer. Call it in a task that outlives the page: dropped in the middle, what
/// it made is not known to the next.
pub async fn write<T>(id: Uuid, seen: i32, send: impl AsyncFnOnce(i32) -> Result<T>, version: impl Fn(&T) -> i32) -> Result<T> {
    let made = MADE.with(Arc::clone);
    let mut made = made.lock().await;
    let mut on = seen;
    while let Some(next) = made.get(&(id, on)) {
        on = *next;
    }
    let answer = send(on).await?;
    let next = version(&answer);
    // a write that changed nothing made no version
    if next > on {
        made.insert((id, on), next);
    }
    Ok(answer)
}
