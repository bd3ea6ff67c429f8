//! What runs as long as the page does: hears of the network, of other tabs and of what is due, and has it sent by the one
//! tab that leads.

use std::rc::Rc;

use dioxus::prelude::*;
use futures_channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use futures_util::{FutureExt, StreamExt, select};
use shared::outbox::{Queue, Uploads};
use web_sys::BroadcastChannel;

use super::{Kick, Outbox, Wires};
use crate::client::connection::{self, Truth};
use crate::client::{device, js, locks, media_queue, session, store};

const LOOK_EVERY_MS: i64 = 30_000;

/// The name of the lock and of the words between tabs: the office and the crew's app keep their work apart, so that each has
/// a tab that sends.
fn channel() -> &'static str {
    if session::app().is_office() { "tailboard-outbox-office" } else { "tailboard-outbox" }
}

/// Starts the engine. Call it once, below the session gate: whose storage it is has to be known.
pub fn use_outbox_engine() -> Outbox {
    let truth: Truth = connection::use_truth();
    let outbox = use_hook(|| {
        let (kick, kicks) = unbounded();
        let tabs = BroadcastChannel::new(channel()).ok();
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
            locks::lead(channel()).await;
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
}
