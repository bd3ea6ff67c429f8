//! The engine of working without a network: keeps writes and files in the device's storage, sends them when it can, and
//! tells pages how they stand. One tab sends; the rules are in [`shared::outbox`].

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use chrono::{DateTime, Utc};
use dioxus::prelude::*;
use futures_channel::mpsc::UnboundedSender;
use shared::outbox::{Entry, Queue, Uploads};
use shared::{CommandId, MediaId};
use wasm_bindgen::JsValue;
use web_sys::BroadcastChannel;

use super::store::{StoreError, Write};

mod engine;
mod keep;
mod send;
mod show;

pub use engine::use_outbox_engine;

/// Takes an accepted write over into the device's records, given the entry and the answer's JSON; whether they changed.
type Accepted = Rc<dyn Fn(&Entry, &str) -> bool>;

/// The device's records as they stand, to be stored.
type Records = Rc<dyn Fn() -> Vec<Write>>;

/// What else is shown whenever the queue is.
type Shown = Rc<dyn Fn()>;

/// A write to be kept and sent.
#[derive(Clone, Debug, PartialEq)]
pub struct NewEntry {
    pub id: CommandId,
    /// The record it belongs to; writes of one record keep their order.
    pub entity: String,
    pub method: String,
    pub path: String,
    /// JSON.
    pub body: String,
    /// What it is, for people.
    pub sentence: String,
    /// Files the server must hold first.
    pub needs: Vec<MediaId>,
}

/// The device's unsent work. Copy it into closures freely.
#[derive(Clone, Copy, PartialEq)]
pub struct Outbox {
    /// Writes not answered yet, as they are shown: what somebody does at once, what the sending changes a little later.
    pub queue: Signal<Queue>,
    /// The same as they stand.
    work: CopyValue<Queue>,
    /// Files, confirmed ones included until they are tidied away.
    pub uploads: Signal<Uploads>,
    /// How many writes and files lie in storage that this build cannot read: another version of the app kept them. They
    /// stay where they are, and hold no update back: it may be what reads them.
    pub unreadable: Signal<usize>,
    /// Sending waits for somebody to log in.
    pub logged_out: Signal<bool>,
    /// What storage holds has been read.
    pub loaded: Signal<bool>,
    /// Storage refuses: said loudly, because work would not be safe.
    pub trouble: Signal<Option<StoreError>>,
    /// When the server last took something or had nothing to take.
    pub last_sync: Signal<Option<DateTime<Utc>>>,
    wires: CopyValue<Wires>,
}

#[derive(Clone)]
struct Wires {
    kick: UnboundedSender<Kick>,
    tabs: Option<BroadcastChannel>,
    accepted: Rc<RefCell<Option<Accepted>>>,
    records: Rc<RefCell<Option<Records>>>,
    /// Writes the server has taken that storage still holds.
    taken: Rc<RefCell<BTreeSet<CommandId>>>,
    /// The records changed since they were stored.
    changed: Rc<Cell<bool>>,
    /// Storage will be told of both.
    forgetting: Rc<Cell<bool>>,
    shown: Rc<RefCell<Option<Shown>>>,
    /// It will be shown soon.
    soon: Rc<Cell<bool>>,
    /// Counts what this tab wrote to the disk: storage read meanwhile is read again.
    writes: Rc<Cell<u64>>,
    /// Writes that are on their way there.
    under_way: Rc<Cell<u32>>,
}

enum Kick {
    /// Something may be ready.
    Look,
    /// The network is back or somebody asked: forget waiting times.
    Wake,
    /// Another tab wrote.
    Reload,
    /// This tab sends from now on.
    Lead,
}

impl Outbox {
    /// Says what an accepted write changes in the device's records, and what they are then: they are stored in the same
    /// step that forgets the write.
    pub fn on_accepted(&self, accepted: impl Fn(&Entry, &str) -> bool + 'static, records: impl Fn() -> Vec<Write> + 'static) {
        let wires = self.wires.peek();
        *wires.accepted.borrow_mut() = Some(Rc::new(accepted));
        *wires.records.borrow_mut() = Some(Rc::new(records));
    }

    /// Says what else is to be shown whenever the queue is.
    pub fn on_shown(&self, shown: impl Fn() + 'static) {
        *self.wires.peek().shown.borrow_mut() = Some(Rc::new(shown));
    }

    fn kick(&self, kick: Kick) {
        // fails only when the page goes away
        let _ = self.wires.peek().kick.unbounded_send(kick);
    }

    fn tell_tabs(&self) {
        if let Some(tabs) = &self.wires.peek().tabs {
            // fails only when the page goes away
            let _ = tabs.post_message(&JsValue::from_str("changed"));
        }
    }

    /// Looks whether something can be sent.
    pub(crate) fn look(&self) {
        self.tell_tabs();
        self.kick(Kick::Look);
    }

    pub(crate) fn complain(&self, error: StoreError) {
        let mut trouble = self.trouble;
        trouble.set(Some(error));
    }

    /// Writes and files the server has not confirmed.
    pub fn pending(&self) -> usize {
        self.queue.read().len() + self.uploads.read().missing().len()
    }

    /// Whether something goes up by itself.
    pub(crate) fn has_waiting(&self) -> bool {
        self.work.read().entries().any(Entry::is_waiting)
    }

    /// The writes as they stand.
    pub(crate) fn standing(&self) -> Vec<Entry> {
        self.work.read().entries().cloned().collect()
    }
}
