//! Live updates: one event stream per browser. The tab that holds the lock reads it and passes messages on to the other
//! tabs; it is told everything since the last position seen, the first time since the session was read, or that too much
//! happened and the pages have to be read again: nothing is missed.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use dioxus::core::try_consume_context;
use dioxus::prelude::*;
use futures_channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use futures_util::StreamExt;
use serde::{Deserialize, Serialize};
use shared::Error;
use shared::events::{LiveMessage, STIR, Stirred};
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, EventSource, MessageEvent};

use super::{connection, js, locks, session};

/// What a page hears.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// This changed.
    Changed(LiveMessage),
    /// More changed than is worth listing: read again whatever is shown.
    Refetch,
    /// Somebody else opened or left this record, or began or ended editing it; of none, that may have been any. Nothing
    /// of the record changed.
    Stirred(Option<Uuid>),
}

/// Passed between tabs.
#[derive(Clone, Debug, Serialize, Deserialize)]
enum Passed {
    Changed(LiveMessage),
    Refetch,
    Stirred(Option<Uuid>),
    Seen(i64),
}

enum Wire {
    Lead,
    Open,
    Message(String),
    Position(String),
    Refetch(String),
    Stirred(String),
    Broken,
    Reopen,
    Passed(String),
}

/// Everybody who listens in this tab.
#[derive(Clone, Default)]
pub(crate) struct Hub(Rc<RefCell<Listeners>>);

#[derive(Default)]
struct Listeners {
    next: u64,
    by_number: BTreeMap<u64, Callback<News>>,
}

impl Hub {
    fn add(&self, listener: Callback<News>) -> u64 {
        let mut listeners = self.0.borrow_mut();
        listeners.next += 1;
        let number = listeners.next;
        listeners.by_number.insert(number, listener);
        number
    }

    fn remove(&self, number: u64) {
        self.0.borrow_mut().by_number.remove(&number);
    }

    fn tell(&self, news: &News) {
        note(news);
        // a copy: a listener may come or go while it is called
        let listeners: Vec<_> = self.0.borrow().by_number.values().copied().collect();
        for listener in listeners {
            listener.call(news.clone());
        }
    }
}

thread_local! {
    /// How many changes of each entity were told in this tab; under no name, how often everything was to be read again.
    static TOLD: RefCell<BTreeMap<String, u64>> = const { RefCell::new(BTreeMap::new()) };
}

fn note(news: &News) {
    let entity = match news {
        News::Changed(message) => message.entity.clone(),
        News::Refetch => String::new(),
        News::Stirred(_) => return,
    };
    TOLD.with_borrow_mut(|told| *told.entry(entity).or_default() += 1);
}

/// How many changes of these entities were told in this tab so far: as long as that stays, what was read of them holds.
pub(super) fn heard_of(watch: &[&str]) -> u64 {
    TOLD.with_borrow(|told| watch.iter().chain(&[""]).filter_map(|entity| told.get(*entity)).sum())
}

/// Calls `listener` for every change in the organization that the logged-in person may know of, for "refetch", and for
/// comings and goings of others.
pub fn use_news(listener: impl FnMut(News) + 'static) {
    let listener = use_callback(listener);
    let place = use_hook(|| try_consume_context::<Hub>().map(|hub| (hub.add(listener), hub)));
    use_drop(move || {
        if let Some((number, hub)) = place {
            hub.remove(number);
        }
    });
}

/// Calls `listener` for every single change. After a long absence single changes are not told: [`use_news`] is.
pub fn use_live(mut listener: impl FnMut(LiveMessage) + 'static) {
    use_news(move |news| {
        if let News::Changed(message) = news {
            listener(message);
        }
    });
}

const LOCK: &str = "tailboard-live";
const LONGEST_WAIT_MS: u32 = 30_000;

pub(crate) fn use_live_stream() {
    let hub = use_context_provider(Hub::default);
    use_hook(|| {
        let (wires, incoming) = unbounded();
        let tabs = BroadcastChannel::new(LOCK).ok();
        if let Some(tabs) = &tabs {
            let passed = wires.clone();
            js::listen(tabs, "message", move |event| {
                if let Some(text) = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string()) {
                    send(&passed, Wire::Passed(text));
                }
            });
        }
        let lead = wires.clone();
        js::detach(async move {
            locks::lead(LOCK).await;
            session::asked().await;
            send(&lead, Wire::Lead);
        });
        spawn(Stream { hub, wires, tabs, source: None, seq: None, failures: 0 }.run(incoming));
    });
}

fn send(wires: &UnboundedSender<Wire>, wire: Wire) {
    // fails only when the page goes away
    let _ = wires.unbounded_send(wire);
}

struct Stream {
    hub: Hub,
    wires: UnboundedSender<Wire>,
    tabs: Option<BroadcastChannel>,
    source: Option<EventSource>,
    /// The last position seen, by this tab or told by the leader.
    seq: Option<i64>,
    failures: u32,
}

impl Stream {
    async fn run(mut self, mut incoming: UnboundedReceiver<Wire>) {
        while let Some(wire) = incoming.next().await {
            match wire {
                Wire::Lead | Wire::Reopen => self.open(),
                Wire::Open => {
                    self.failures = 0;
                    connection::heard();
                }
                Wire::Position(id) => {
                    // a new EventSource sends no Last-Event-ID: when the log went on meanwhile, read everything again
                    let before = self.seq;
                    self.seen(&id);
                    if before.is_some() && before < self.seq {
                        self.pass(&Passed::Refetch);
                        self.hub.tell(&News::Refetch);
                    }
                    // who came and went meanwhile is in no log, nor who did between a page's first beat and this
                    self.stirred(None);
                }
                Wire::Refetch(id) => {
                    self.seen(&id);
                    self.pass(&Passed::Refetch);
                    self.hub.tell(&News::Refetch);
                }
                Wire::Message(text) => {
                    connection::heard();
                    if let Ok(message) = serde_json::from_str::<LiveMessage>(&text) {
                        self.seq = Some(message.seq);
                        self.pass(&Passed::Changed(message.clone()));
                        self.hub.tell(&News::Changed(message));
                    }
                }
                Wire::Stirred(text) => self.stirred(serde_json::from_str::<Stirred>(&text).ok().and_then(|told| told.record)),
                Wire::Broken => self.broken(),
                Wire::Passed(text) => match serde_json::from_str(&text) {
                    Ok(Passed::Changed(message)) => {
                        self.seq = Some(message.seq);
                        connection::heard();
                        self.hub.tell(&News::Changed(message));
                    }
                    Ok(Passed::Refetch) => self.hub.tell(&News::Refetch),
                    Ok(Passed::Stirred(record)) => self.hub.tell(&News::Stirred(record)),
                    Ok(Passed::Seen(seq)) => self.seq = Some(seq),
                    // a tab of another build
                    Err(_) => {}
                },
            }
        }
    }

    fn pass(&self, passed: &Passed) {
        if let (Some(tabs), Ok(text)) = (&self.tabs, serde_json::to_string(passed)) {
            // fails only when the page goes away
            let _ = tabs.post_message(&JsValue::from_str(&text));
        }
    }

    fn stirred(&self, record: Option<Uuid>) {
        self.pass(&Passed::Stirred(record));
        self.hub.tell(&News::Stirred(record));
    }

    fn seen(&mut self, id: &str) {
        connection::heard();
        if let Ok(seq) = id.parse() {
            self.seq = Some(seq);
            self.pass(&Passed::Seen(seq));
        }
    }

    fn open(&mut self) {
        if let Some(old) = self.source.take() {
            old.close();
        }
        let path = match self.seq.or_else(session::began_at) {
            Some(seq) => format!("/api/v1/live?from={seq}"),
            None => "/api/v1/live".into(),
        };
        let Ok(source) = EventSource::new(&path) else { return };
        let on = |event: &'static str, make: fn(&MessageEvent) -> Wire| {
            let wires = self.wires.clone();
            js::listen(&source, event, move |event| {
                if let Some(event) = event.dyn_ref::<MessageEvent>() {
                    send(&wires, make(event));
                }
            });
        };
        on("message", |event| Wire::Message(event.data().as_string().unwrap_or_default()));
        on("hello", |event| Wire::Position(event.last_event_id()));
        on("ping", |event| Wire::Position(event.last_event_id()));
        on("refetch", |event| Wire::Refetch(event.last_event_id()));
        on(STIR, |event| Wire::Stirred(event.data().as_string().unwrap_or_default()));
        let wires = self.wires.clone();
        js::listen(&source, "open", move |_| send(&wires, Wire::Open));
        let wires = self.wires.clone();
        js::listen(&source, "error", move |_| send(&wires, Wire::Broken));
        self.source = Some(source);
    }

    /// The browser reconnects by itself after a lost connection, but not after an answer that is no stream.
    fn broken(&mut self) {
        connection::lost();
        let Some(source) = &self.source else { return };
        if source.ready_state() != EventSource::CLOSED {
            return;
        }
        source.close();
        self.source = None;
        js::detach(leave_if_ended());
        self.failures = self.failures.saturating_add(1);
        let longest = 1_000_u32.saturating_mul(1 << self.failures.min(5)).min(LONGEST_WAIT_MS);
        let wait = longest / 2 + (f64::from(longest / 2) * js::jitter()) as u32;
        let wires = self.wires.clone();
        js::detach(async move {
            js::sleep(wait).await;
            send(&wires, Wire::Reopen);
        });
    }
}

/// A stream that is refused may mean that this login has ended: whoever looks at the page leaves it then.
async fn leave_if_ended() {
    if let Err(Error::Unauthenticated) = session::ask().await {
        session::ended();
    }
}
