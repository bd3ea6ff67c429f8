//! What a page says of itself, and what it learns of others by that.

use std::cell::Cell;
use std::rc::Rc;

use dioxus::prelude::*;
use futures_channel::oneshot;
use gloo_timers::future::TimeoutFuture;
use shared::presence::{BEAT_SECONDS, Beat, Present, Record, Stance, TABS};
use shared::{Error, Result};

use super::hands::{Hands, use_hands};
use crate::client::http;
use crate::client::js;
use crate::client::live::{News, use_news};
use crate::client::pace::Pace;

/// A beat that is not answered for so long is given up, in milliseconds.
const PATIENCE_MS: u32 = 10_000;

/// Where it is said that somebody has it open.
fn path(record: Record) -> String {
    let noun = match record {
        Record::Lead(_) => "leads",
        Record::Quote(_) => "quotes",
        Record::Customer(_) => "customers",
    };
    format!("/api/v1/{noun}/{}/presence", record.id())
}

/// The number of this tab.
fn tab() -> i32 {
    thread_local! { static TAB: i32 = (js_sys::Math::random() * f64::from(TABS)) as i32 % TABS; }
    TAB.with(|tab| *tab)
}

fn words(stance: Stance) -> String {
    // numbers and names have a JSON
    serde_json::to_string(&Beat { tab: tab(), stance }).unwrap_or_default()
}

async fn say(record: Record, stance: Stance) -> Result<Vec<Present>> {
    // no write of a record: a list somebody comes back to is as it was for it
    http::send_aside("PUT", &path(record), &[], http::Body::Json(&words(stance)), PATIENCE_MS).await?.json()
}

/// Says it beside the page, so that it is heard to its end even if the page goes meanwhile.
async fn say_out(record: Record, stance: Stance) -> Result<Vec<Present>> {
    let (tell, told) = oneshot::channel();
    js::detach(async move {
        if tell.send(say(record, stance).await).is_err() {
            // nobody waits any more: what was said by the way out may have come before this
            leave(record);
        }
    });
    told.await.unwrap_or(Err(Error::Offline))
}

/// The page goes: nobody waits for the answer.
fn leave(record: Record) {
    http::say_last("PUT", &path(record), &words(Stance::Gone));
}

/// Beats are sent one after the other, so that the last one holds.
#[derive(Clone, Copy)]
struct Beats {
    others: Signal<Vec<Present>>,
    now: CopyValue<(Record, Stance)>,
    busy: CopyValue<bool>,
    again: CopyValue<bool>,
}

impl Beats {
    fn send(mut self) {
        if self.busy.replace(true) {
            self.again.set(true);
            return;
        }
        spawn(async move {
            loop {
                self.again.set(false);
                let (record, stance) = *self.now.peek();
                if stance != Stance::Gone {
                    // who cannot be asked leaves what was known for another beat
                    let answer = say_out(record, stance).await;
                    let (next, then) = *self.now.peek();
                    if next != record || then == Stance::Gone {
                        // what was said by the way out may have come before this
                        leave(record);
                    } else if let Ok(others) = answer {
                        let differ = *self.others.peek() != others;
                        if differ {
                            self.others.set(others);
                        }
                    }
                }
                let done = !*self.again.peek();
                if done {
                    break;
                }
            }
            self.busy.set(false);
        });
    }
}

/// Those who have the record open besides oneself, current; others are told of this page meanwhile.
pub(super) fn use_others(record: Record, editing: bool) -> Signal<Vec<Present>> {
    let others = use_signal(Vec::new);
    let mut turn = use_signal(|| 0_u64);
    let mut beats = use_hook(|| Beats {
        others,
        now: CopyValue::new((record, Stance::Gone)),
        busy: CopyValue::new(false),
        again: CopyValue::new(false),
    });
    let here: Rc<Cell<Record>> = use_hook(|| Rc::new(Cell::new(record)));
    here.set(record);
    let going = here.clone();
    let Hands { seen, typing } = use_hands(move || leave(going.get()));
    use_effect(use_reactive!(|(record, editing)| {
        turn.read();
        let stance = match (seen(), editing || typing()) {
            (false, _) => Stance::Gone,
            (true, true) => Stance::Editing,
            (true, false) => Stance::Looking,
        };
        let (before, _) = beats.now.replace((record, stance));
        if before != record {
            leave(before);
            beats.others.set(Vec::new());
        }
        beats.send();
    }));
    use_future(move || async move {
        loop {
            TimeoutFuture::new(BEAT_SECONDS * 1_000).await;
            turn += 1;
        }
    });
    let pace: Rc<Pace> = use_hook(Rc::default);
    let near = here.clone();
    use_news(move |news| {
        let concerned = match news {
            News::Changed(_) => false,
            News::Refetch => true,
            News::Stirred(which) => which.is_none_or(|id| id == near.get().id()),
        };
        if concerned && let Some(wait) = pace.heard(js_sys::Date::now()) {
            let pace = pace.clone();
            spawn(async move {
                TimeoutFuture::new(wait).await;
                pace.read(js_sys::Date::now());
                turn += 1;
            });
        }
    });
    use_drop(move || leave(here.get()));
    others
}
