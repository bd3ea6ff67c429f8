//! The truth about the connection. `navigator.onLine` only proves absence, so: an answer or a live message in the last
//! 35 s means online; otherwise the health probe decides.

use std::cell::RefCell;

use dioxus::prelude::*;
use futures_channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use futures_util::{FutureExt, StreamExt, select};

use super::{http, js};

/// How things stand between this device and the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connection {
    Online,
    /// Nothing reaches the server; work is kept here.
    Offline,
    /// Online, and so many writes and files are on their way.
    Syncing(usize),
}

enum Pulse {
    Heard,
    Lost,
    WentOffline,
}

thread_local! { static TAP: RefCell<Option<UnboundedSender<Pulse>>> = const { RefCell::new(None) }; }

fn tell(pulse: Pulse) {
    TAP.with_borrow(|tap| {
        if let Some(tap) = tap {
            // fails only when the page goes away
            let _ = tap.unbounded_send(pulse);
        }
    });
}

/// Something came from the server.
pub fn heard() {
    tell(Pulse::Heard);
}

/// Something could not reach the server, or nobody knows: the probe decides.
pub fn lost() {
    tell(Pulse::Lost);
}

/// The signals behind [`use_connection`].
#[derive(Clone, Copy, PartialEq)]
pub struct Truth {
    /// Whether the server answers.
    pub online: Signal<bool>,
    /// Writes and files not confirmed by the server yet.
    pub waiting: Signal<usize>,
    /// Last sign of the server, in milliseconds of the epoch.
    heard_at: Signal<Option<f64>>,
}

/// The signals of the connection; made once by [`use_platform`](super::use_platform).
pub fn use_truth() -> Truth {
    use_context()
}

/// How things stand now; the component renders again when that changes.
pub fn use_connection() -> Connection {
    let truth = use_truth();
    let waiting = (truth.waiting)();
    match (truth.online)() {
        false => Connection::Offline,
        true if waiting > 0 => Connection::Syncing(waiting),
        true => Connection::Online,
    }
}

/// Without a sign for so long, the probe decides.
const SILENCE_MS: f64 = 35_000.0;

pub(crate) fn use_connection_truth() {
    let mut truth = use_context_provider(|| Truth {
        online: Signal::new(js::navigator().is_none_or(|navigator| navigator.on_line())),
        waiting: Signal::new(0),
        heard_at: Signal::new(None),
    });
    use_hook(|| {
        let (tap, pulses) = unbounded();
        TAP.set(Some(tap));
        if let Some(window) = web_sys::window() {
            js::listen(&window, "offline", |_| tell(Pulse::WentOffline));
            js::listen(&window, "online", |_| lost());
            // a page that slept knows nothing
            js::listen(&window, "focus", |_| lost());
        }
        spawn(async move { watch(&mut truth, pulses).await });
    });
}

async fn watch(truth: &mut Truth, mut pulses: UnboundedReceiver<Pulse>) {
    loop {
        let mut doubt = false;
        select! {
            pulse = pulses.next() => {
                let mut pulse = pulse;
                // only the last of a burst counts
                while let Ok(later) = pulses.try_recv() {
                    pulse = Some(later);
                }
                match pulse {
                    Some(Pulse::Heard) => { sign_of_life(truth); continue }
                    Some(Pulse::Lost) => doubt = true,
                    Some(Pulse::WentOffline) => { set_online(truth, false); continue }
                    None => return,
                }
            }
            _ = js::sleep(5_000).fuse() => {
                let silent = truth.heard_at.peek().is_none_or(|at| js_sys::Date::now() - at > SILENCE_MS);
                if silent || !*truth.online.peek() { doubt = true; }
            }
        }
        if doubt {
            if http::probe().await { sign_of_life(truth) } else { set_online(truth, false) }
        }
    }
}

fn sign_of_life(truth: &mut Truth) {
    truth.heard_at.set(Some(js_sys::Date::now()));
    set_online(truth, true);
}

fn set_online(truth: &mut Truth, online: bool) {
    if *truth.online.peek() != online {
        truth.online.set(online);
    }
}
