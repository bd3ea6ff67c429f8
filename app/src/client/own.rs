//! Own writes of a record follow on each other: each is sent on the version the one before it made, also when it was
//! decided on what was shown earlier. Somebody else's write in between still refuses it. They are sent in the order in
//! which they were asked for, a way back as well, though it may be asked for before what it undoes is answered.
//!
//! Every write of this tab is counted when it is sent and when it is answered: what was read before, or between the two,
//! may not have it, whether or not the live stream has told of it yet.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};

use futures_channel::oneshot;
use shared::Result;
use uuid::Uuid;

thread_local! {
    // (record, version it was made on) -> the version it made
    static MADE: RefCell<HashMap<(Uuid, i32), i32>> = RefCell::default();
    static NOTED: Cell<u64> = const { Cell::new(0) };
    // Those who wait to write while somebody does; none while nobody does.
    static LINE: RefCell<Option<VecDeque<oneshot::Sender<Turn>>>> = const { RefCell::new(None) };
}

/// Something is being written, or was: call it before and after.
pub(crate) fn note() {
    NOTED.set(NOTED.get() + 1);
}

/// As long as this stays, nothing was written in this tab.
pub(super) fn noted() -> u64 {
    NOTED.get()
}

/// Somebody's turn to write. It goes on to the next in line when it is dropped, also by a task that ended while its turn
/// was on the way to it. A lock that whoever comes at the right moment could take first would undo what was done after.
struct Turn;

impl Turn {
    async fn wait() -> Turn {
        let place = LINE.with_borrow_mut(|line| match line {
            None => {
                *line = Some(VecDeque::new());
                None
            }
            Some(waiting) => {
                let (call, called) = oneshot::channel();
                waiting.push_back(call);
                Some(called)
            }
        });
        match place {
            None => Turn,
            // nobody is dropped from the line without a turn
            Some(called) => called.await.unwrap_or_else(|_| Turn),
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let next = LINE.with_borrow_mut(|line| {
            let next = line.as_mut().and_then(VecDeque::pop_front);
            if next.is_none() {
                *line = None;
            }
            next
        });
        if let Some(next) = next {
            // refused by somebody who waits no longer, it drops here and goes on to the one behind
            let _ = next.send(Turn);
        }
    }
}

/// Writes after the own writes under way. `seen` is the version it was decided on, `send` gets the one it follows on,
/// `version` reads the one it made from the answer. Call it in a task that outlives the page: dropped in the middle, what
/// it made is not known to the next.
pub async fn write<T>(id: Uuid, seen: i32, send: impl AsyncFnOnce(i32) -> Result<T>, version: impl Fn(&T) -> i32) -> Result<T> {
    let _turn = Turn::wait().await;
    write_now(id, seen, send, version).await
}

/// [Writes](write) what takes back a write before it, which may not be answered yet: `made` says the version that one
/// made once it is. None, with nothing sent, if it made none.
pub async fn write_back<T>(
    id: Uuid,
    made: impl FnOnce() -> Option<i32>,
    send: impl AsyncFnOnce(i32) -> Result<T>,
    version: impl Fn(&T) -> i32,
) -> Option<Result<T>> {
    let _turn = Turn::wait().await;
    Some(write_now(id, made()?, send, version).await)
}

async fn write_now<T>(id: Uuid, seen: i32, send: impl AsyncFnOnce(i32) -> Result<T>, version: impl Fn(&T) -> i32) -> Result<T> {
    let on = MADE.with_borrow(|made| {
        let mut on = seen;
        while let Some(next) = made.get(&(id, on)) {
            on = *next;
        }
        on
    });
    let answer = send(on).await?;
    let next = version(&answer);
    // a write that changed nothing made no version
    if next > on {
        MADE.with_borrow_mut(|made| made.insert((id, on), next));
    }
    Ok(answer)
}
