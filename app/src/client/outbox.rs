//! The engine of working without a network: keeps writes and files in the device's storage, sends them when it can, and
//! tells pages how they stand. One tab sends; the rules are in [`shared::outbox`].

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use chrono::{DateTime, TimeDelta, Utc};
use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use futures_channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use futures_util::{FutureExt, StreamExt, select};
use shared::outbox::{Change, Entry, Outcome, Queue, State, Upload, Uploads};
use shared::{CommandId, MediaId};
use wasm_bindgen::JsValue;
use web_sys::BroadcastChannel;

use super::connection::{self, Truth};
use super::store::{self, Shelf, StoreError, Write};
use super::{device, http, js, locks, media_queue};

/// Takes an accepted write over into the device's records, given the entry and the answer's JSON; whether they changed.
pub type Accepted = Rc<dyn Fn(&Entry, &str) -> bool>;

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

const CHANNEL: &str = "tailboard-outbox";
const LOOK_EVERY_MS: i64 = 30_000;
const AT_ONCE: usize = 3;
/// How often what the sending changes is painted: a day's queue goes up faster than anybody reads, and painting each of
/// its steps takes longer than taking them.
const SHOWN_EVERY_MS: u32 = 100;
/// The same while so much goes up that painting it would hold the sending up: every act that waits is laid over its job.
const SHOWN_EVERY_MS_OF_MANY: u32 = 400;
const MANY: usize = 50;
/// Until storage is read again that was being written.
const AGAIN_MS: u32 = 50;
/// How long writes that were taken are gathered before storage forgets them: the records are written with them, all of
/// them each time.
const FORGOTTEN_AFTER_MS: u32 = 50;

/// Starts the engine. Call it once, below the session gate: whose storage it is has to be known.
pub fn use_outbox_engine() -> Outbox {
    let truth: Truth = connection::use_truth();
    let outbox = use_hook(|| {
        let (kick, kicks) = unbounded();
        let tabs = BroadcastChannel::new(CHANNEL).ok();
        if let Some(tabs) = &tabs {
            on(tabs, "message", &kick, || Kick::Reload);
        }
        if let Some(window) = web_sys::window() {
            on(&window, "online", &kick, || Kick::Wake);
            ask_before_leaving(&window);
            if let Some(document) = window.document() {
                on(&document, "visibilitychange", &kick, || Kick::Wake);
            }
        }
        let lead = kick.clone();
        js::detach(async move {
            locks::lead(CHANNEL).await;
            let _ = lead.unbounded_send(Kick::Lead);
        });
        let outbox = Outbox {
            queue: Signal::new(Queue::default()),
            work: CopyValue::new(Queue::default()),
            uploads: Signal::new(Uploads::default()),
            unreadable: Signal::new(0),
            logged_out: Signal::new(false),
            loaded: Signal::new(false),
            trouble: Signal::new(None),
            last_sync: Signal::new(None),
            wires: CopyValue::new(Wires {
                kick,
                tabs,
                accepted: Rc::default(),
                records: Rc::default(),
                taken: Rc::default(),
                changed: Rc::default(),
                forgetting: Rc::default(),
                shown: Rc::default(),
                soon: Rc::default(),
                writes: Rc::default(),
                under_way: Rc::default(),
            }),
        };
        provide_context(outbox);
        spawn(run(outbox, truth, kicks));
        outbox
    });
    use_effect(move || {
        if (truth.online)() {
            outbox.kick(Kick::Wake);
        }
    });
    use_effect(move || {
        let waiting = outbox.pending();
        let mut shown = truth.waiting;
        if *shown.peek() != waiting {
            shown.set(waiting);
        }
    });
    outbox
}

fn on(target: &web_sys::EventTarget, event: &'static str, kick: &UnboundedSender<Kick>, make: fn() -> Kick) {
    let kick = kick.clone();
    js::listen(target, event, move |_| {
        let _ = kick.unbounded_send(make());
    });
}

/// The browser asks whoever leaves while work is on its way to the disk; that takes a blink.
fn ask_before_leaving(window: &web_sys::Window) {
    let options = gloo_events::EventListenerOptions::enable_prevent_default();
    gloo_events::EventListener::new_with_options(window, "beforeunload", options, |event| {
        if store::is_keeping() {
            event.prevent_default();
        }
    })
    .forget();
}

async fn run(outbox: Outbox, truth: Truth, mut kicks: UnboundedReceiver<Kick>) {
    let mut leading = false;
    outbox.reload().await;
    media_queue::tidy(outbox).await;
    loop {
        if leading && *truth.online.peek() && !*outbox.logged_out.peek() {
            outbox.send_ready();
        }
        let wait = outbox.wait_ms();
        let kick = select! {
            kick = kicks.next() => kick,
            () = js::sleep(wait).fuse() => Some(Kick::Look),
        };
        match kick {
            None => return,
            Some(Kick::Look) => {}
            Some(Kick::Wake) => outbox.wake(),
            Some(Kick::Reload) => outbox.reload().await,
            Some(Kick::Lead) => {
                leading = true;
                outbox.reload().await;
            }
        }
    }
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

    /// Shows the queue as it stands.
    fn show(self) {
        let now = self.work.read().clone();
        let mut queue = self.queue;
        if *queue.peek() != now {
            queue.set(now);
        }
        let shown = self.wires.peek().shown.borrow().clone();
        if let Some(shown) = shown {
            shown();
        }
    }

    /// Shows it soon, together with what changes until then.
    fn show_soon(self) {
        let soon = self.wires.peek().soon.clone();
        if !soon.replace(true) {
            let wait = if self.work.read().len() > MANY { SHOWN_EVERY_MS_OF_MANY } else { SHOWN_EVERY_MS };
            spawn_forever(async move {
                js::sleep(wait).await;
                soon.set(false);
                self.show();
            });
        }
    }

    fn kick(&self, kick: Kick) {
        // fails only when the page goes away
        let _ = self.wires.peek().kick.unbounded_send(kick);
    }

    fn tell_tabs(&self) {
        if let Some(tabs) = &self.wires.peek().tabs {
            let _ = tabs.post_message(&JsValue::from_str("changed"));
        }
    }

    /// Looks whether something can be sent.
    pub(crate) fn look(&self) {
        self.tell_tabs();
        self.kick(Kick::Look);
    }

    async fn reload(self) {
        let wires = self.wires.peek().clone();
        let before = wires.writes.get();
        let entries = store::read_all::<Entry>(Shelf::Outbox).await;
        let files = store::read_all::<Upload>(Shelf::Uploads).await;
        match (entries, files) {
            // what was read is older than what this tab shows
            (Ok(_), Ok(_)) if wires.writes.get() != before || wires.under_way.get() > 0 => {
                spawn_forever(async move {
                    js::sleep(AGAIN_MS).await;
                    self.kick(Kick::Reload);
                });
            }
            (Ok((mut entries, odd)), Ok((files, odd_files))) => {
                entries.retain(|entry| !wires.taken.borrow().contains(&entry.id));
                let (mut work, mut uploads, mut loaded, mut unreadable) = (self.work, self.uploads, self.loaded, self.unreadable);
                work.write().refresh(entries);
                self.show();
                uploads.write().refresh(files);
                let odd = odd.len() + odd_files.len();
                if *unreadable.peek() != odd {
                    unreadable.set(odd);
                }
                loaded.set(true);
            }
            (Err(error), _) | (_, Err(error)) => self.complain(error),
        }
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

    /// Keeps a write and sends it as soon as it may go. When this returns `Ok` it is on the disk.
    pub async fn add(self, new: NewEntry) -> Result<(), StoreError> {
        let entry = Entry {
            id: new.id,
            turn: self.work.read().next_turn(),
            entity: new.entity,
            method: new.method,
            path: new.path,
            body: new.body,
            sentence: new.sentence,
            needs: new.needs,
            made_at: device::now(),
            attempts: 0,
            not_before: None,
            state: State::Waiting,
        };
        let mut work = self.work;
        // shown at once; taken back if the disk refuses
        let change = work.write().begin(entry);
        self.show();
        let kept = self.keep(vec![change]).await;
        if kept.is_ok() {
            work.write().kept(new.id);
            self.show_soon();
        } else {
            work.write().discard(new.id);
            self.show();
        }
        self.look();
        kept
    }

    async fn keep(&self, changes: Vec<Change>) -> Result<(), StoreError> {
        let writes = changes
            .into_iter()
            .map(|change| match change {
                Change::Keep(entry) => Write::json(Shelf::Outbox, entry.id.to_string(), &entry),
                Change::Forget(id) => Ok(Write::Remove(Shelf::Outbox, id.to_string())),
            })
            .collect::<Result<Vec<_>, _>>()?;
        let result = self.write(writes).await;
        if let Err(error) = &result {
            self.complain(error.clone());
        }
        result
    }

    async fn write(&self, writes: Vec<Write>) -> Result<(), StoreError> {
        let wires = self.wires.peek().clone();
        wires.under_way.set(wires.under_way.get() + 1);
        let result = store::write(writes).await;
        wires.under_way.set(wires.under_way.get().saturating_sub(1));
        wires.writes.set(wires.writes.get() + 1);
        result
    }

    /// Tries everything again now, refused files and writes included.
    pub async fn retry_all(self) {
        let parked: Vec<CommandId> =
            self.work.read().entries().filter(|entry| matches!(entry.state, State::Attention(_))).map(|entry| entry.id).collect();
        for id in parked {
            self.retry(id).await;
        }
        let refused: Vec<MediaId> =
            self.uploads.peek().files().into_iter().filter(|file| !file.is_waiting() && !file.is_stored()).map(|file| file.id).collect();
        for id in refused {
            media_queue::retry(self, id).await;
        }
        self.resume();
    }

    /// Sends a parked write again.
    pub async fn retry(self, id: CommandId) {
        let mut work = self.work;
        let change = work.write().retry(id);
        self.show();
        if let Some(change) = change {
            // a refusal of the disk has been said; the write itself is as it was
            let _ = self.keep(vec![change]).await;
        }
        self.resume();
    }

    /// Sends the decision of a person in a conflict as a new write in the place of the old one.
    pub async fn resend(self, id: CommandId, new_id: CommandId, body: String, sentence: String) -> Result<(), StoreError> {
        let mut work = self.work;
        let former = work.read().get(id).cloned();
        let changes = work.write().resend(id, new_id, body, sentence);
        work.write().hold(new_id);
        self.show();
        let kept = self.keep(changes).await;
        work.write().kept(new_id);
        if kept.is_err() {
            // nothing was decided
            work.write().discard(new_id);
            if let Some(former) = former {
                work.write().add(former);
            }
        }
        self.show();
        self.look();
        kept
    }

    /// Forgets a write for good. One that is on its way stays.
    pub async fn discard(self, id: CommandId) -> Result<(), StoreError> {
        let mut work = self.work;
        let change = work.write().discard(id);
        self.show();
        let kept = self.keep(change.into_iter().collect()).await;
        self.look();
        kept
    }

    /// Goes on after a login or on request.
    pub fn resume(self) {
        let mut logged_out = self.logged_out;
        logged_out.set(false);
        connection::lost();
        self.kick(Kick::Wake);
    }

    fn wake(self) {
        let (mut work, mut uploads) = (self.work, self.uploads);
        if work.read().next_at().is_some() {
            work.write().wake();
            self.show_soon();
        }
        if uploads.peek().next_at().is_some() {
            uploads.write().wake();
        }
    }

    fn wait_ms(self) -> u32 {
        let now = device::now();
        // what is due already waits for something else: the network, a login, a file
        let next = [self.work.read().next_at(), self.uploads.peek().next_at()].into_iter().flatten().filter(|at| *at > now).min();
        let wait = next.map_or(LOOK_EVERY_MS, |at| (at - now).num_milliseconds());
        u32::try_from(wait.clamp(100, LOOK_EVERY_MS)).unwrap_or(1_000)
    }

    fn send_ready(self) {
        let now = device::now();
        let missing = self.uploads.peek().missing();
        let ready = self.work.read().ready(now, &missing);
        for id in ready {
            let mut work = self.work;
            let entry = work.write().start(id);
            if let Some(entry) = entry {
                self.show_soon();
                spawn(self.send(entry));
            }
        }
        let ready = self.uploads.peek().ready(now, AT_ONCE);
        for id in ready {
            let mut uploads = self.uploads;
            let file = uploads.write().start(id);
            if let Some(file) = file {
                spawn(media_queue::upload(self, file));
            }
        }
    }

    async fn send(self, entry: Entry) {
        let key = entry.id.to_string();
        let headers = [("Idempotency-Key", key.as_str()), ("X-Kept-For", &store::owner())];
        let answer = http::send(&entry.method, &entry.path, &headers, http::Body::Json(&entry.body), 30_000).await;
        let outcome = match answer {
            Ok(answer) => {
                let accepted = self.wires.peek().accepted.borrow().clone();
                let changed = accepted.is_some_and(|accepted| accepted(&entry, &answer.text));
                self.forget_soon(entry.id, changed);
                Outcome::Accepted
            }
            Err(error) => Outcome::of(error),
        };
        self.saw(&outcome);
        let mut work = self.work;
        let accepted = outcome == Outcome::Accepted;
        let change = work.write().settle(entry.id, outcome, device::now(), js::jitter());
        self.show_soon();
        if accepted {
            // the other tabs are told when storage has forgotten it
            self.kick(Kick::Look);
            return;
        }
        if let Some(change @ Change::Keep(_)) = change {
            // the attempt count is all that would be lost
            let _ = self.keep(vec![change]).await;
        }
        self.look();
    }

    /// Has storage forget a write the server has taken, together with all that are taken within a moment and with what
    /// they changed in the device's records. The next write of the same record does not wait for the disk: should the page
    /// end before the disk has it, the write is sent again and the server says the same.
    fn forget_soon(self, id: CommandId, changed: bool) {
        let (wires, owner) = (self.wires.peek().clone(), store::owner());
        wires.taken.borrow_mut().insert(id);
        wires.changed.set(wires.changed.get() || changed);
        if wires.forgetting.replace(true) {
            return;
        }
        spawn_forever(async move {
            js::sleep(FORGOTTEN_AFTER_MS).await;
            wires.forgetting.set(false);
            if store::owner() != owner {
                // another person's storage by now: theirs is sent again when they come back
                return;
            }
            let ids: Vec<CommandId> = wires.taken.borrow().iter().copied().collect();
            let records = wires.records.borrow().clone().filter(|_| wires.changed.replace(false));
            let mut writes = records.map(|records| records()).unwrap_or_default();
            writes.extend(ids.iter().map(|id| Write::Remove(Shelf::Outbox, id.to_string())));
            match self.write(writes).await {
                Ok(()) => wires.taken.borrow_mut().retain(|id| !ids.contains(id)),
                Err(error) => {
                    // the next ones that are taken try it again
                    wires.changed.set(true);
                    self.complain(error);
                }
            }
            self.look();
        });
    }

    pub(crate) fn saw(&self, outcome: &Outcome) {
        let (mut logged_out, mut last_sync) = (self.logged_out, self.last_sync);
        match outcome {
            Outcome::LoggedOut => logged_out.set(true),
            // to the second: it is shown to the minute
            Outcome::Accepted if last_sync.peek().is_none_or(|at| device::now() - at > TimeDelta::seconds(1)) => {
                last_sync.set(Some(device::now()));
            }
            _ => {}
        }
    }
}
