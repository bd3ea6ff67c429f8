//! The draft under the hands of who edits prices: changed at once, saved a moment later, one save after the other.

use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use futures_channel::oneshot;
use futures_util::lock::{Mutex, OwnedMutexGuard};
use gloo_timers::future::TimeoutFuture;
use shared::money::Currency;
use shared::packs::ServiceLine;
use shared::pricing::{DraftSeen, PriceDesk, PriceDraft, Rates, SavePriceDraft};
use shared::{Error, PriceBookDraftId};

use crate::api::Valid;
use crate::client::{Query, Saving};
use crate::pricing::api;
use crate::ui::use_toasts;

/// How long typing rests before it is saved.
const PAUSE_MS: u32 = 700;

/// Puts back what was taken out of the prices.
type Restore = Rc<dyn Fn(&mut Rates)>;

/// The prices as they are being edited. Copy it into closures freely.
#[derive(Clone, Copy, PartialEq)]
pub struct Draft {
    pub rates: Signal<Rates>,
    /// The fields whose typed amount cannot be read; they are not saved.
    pub wrong: Signal<BTreeSet<String>>,
    pub may_edit: bool,
    pub currency: Currency,
    pub line: ServiceLine,
    pub state: Signal<Saving>,
    /// What the server has.
    pub desk: Signal<PriceDesk>,
    /// Grows when what is typed is thrown away: controls that keep it are keyed by it.
    pub turn: Signal<u32>,
    query: Query<PriceDesk>,
    edits: Signal<u64>,
    undo: Callback<(String, Restore)>,
    /// The version of the draft the server has, held while a save is under way: one beside it would be refused for the
    /// version of the first.
    server: Signal<Arc<Mutex<Option<i32>>>>,
}

fn version(desk: &PriceDesk) -> Option<i32> {
    desk.draft.as_ref().map(|draft| draft.version)
}

/// The draft of what is shown of a service line. What is not saved when its page goes is saved then.
pub fn use_draft(shown: PriceDesk, query: Query<PriceDesk>, may_edit: bool, currency: Currency) -> Draft {
    let (first, start) = (shown.clone(), shown.clone());
    let (toasts, rates) = (use_toasts(), use_signal(|| first.rates().clone()));
    // the message outlives the card something was removed from, and these prices where somebody goes back to other ones
    let undo = use_callback(move |(words, restore): (String, Restore)| {
        let mut rates = rates;
        spawn_forever(async move {
            let back = move |()| {
                if rates.try_peek().is_ok() {
                    restore(&mut rates.write());
                }
            };
            toasts.undo(words, Callback::new(back));
        });
    });
    let draft = Draft {
        rates,
        wrong: use_signal(BTreeSet::new),
        may_edit,
        currency,
        line: shown.book.service_line,
        state: use_signal(|| Saving::Saved),
        desk: use_signal(|| start),
        turn: use_signal(|| 0),
        query,
        edits: use_signal(|| 0),
        undo,
        server: use_signal(|| Arc::new(Mutex::new(version(&first)))),
    };
    use_effect(move || draft.look());
    use_effect(use_reactive((&shown,), move |(shown,)| draft.meet(shown)));
    use_drop(move || {
        let unsaved = !matches!(*draft.state.peek(), Saving::Saved | Saving::Conflict);
        if unsaved && *draft.rates.peek() != *draft.desk.peek().rates() {
            let (server, input, line) = (draft.server.peek().clone(), draft.input(None), draft.line);
            spawn_forever(async move {
                // nobody is there any more to be told; what the server has stands
                let _ = send(server.lock_owned().await, line, input).await;
            });
        }
    });
    draft
}

impl Draft {
    /// Which draft the server has, in which version.
    pub fn stamp(&self) -> Option<(PriceBookDraftId, i32)> {
        self.desk.read().draft.as_ref().map(|draft| (draft.id, draft.version))
    }

    /// Whether there is something beside the prices in force.
    pub fn is_begun(&self) -> bool {
        self.desk.read().draft.is_some() || *self.state.read() != Saving::Saved || !self.wrong.read().is_empty()
    }

    fn input(&self, base: Option<i32>) -> SavePriceDraft {
        let desk = self.desk.peek();
        let name = desk.draft.as_ref().map_or(&desk.book.name, |draft| &draft.name).clone();
        SavePriceDraft {
            version: version(&desk),
            base_version: base.unwrap_or_else(|| desk.base_version()),
            name,
            rates: self.rates.peek().clone(),
        }
    }

    /// The prices on screen changed: they are saved when nothing else changed for a moment.
    fn look(mut self) {
        let same = *self.rates.read() == *self.desk.peek().rates();
        let at_rest = *self.state.peek() == Saving::Saved;
        if !self.may_edit || (same && at_rest) {
            return;
        }
        // a save under way looks again by itself
        if !matches!(*self.state.peek(), Saving::Conflict | Saving::Saving) {
            self.state.set(Saving::Unsaved);
        }
        let mine = *self.edits.peek() + 1;
        self.edits.set(mine);
        spawn(async move {
            TimeoutFuture::new(PAUSE_MS).await;
            if *self.edits.peek() == mine {
                self.save().await;
            }
        });
    }

    /// What others did shows at once, unless there is something of ours that they have not seen.
    fn meet(self, fresh: PriceDesk) {
        let known = self.desk.peek().clone();
        let overtaken = match (&fresh.draft, &known.draft) {
            (Some(fresh), Some(known)) => fresh.id == known.id && fresh.version < known.version,
            _ => fresh.book.version < known.book.version,
        };
        if fresh == known || overtaken || *self.state.peek() == Saving::Saving {
            return;
        }
        let stamp = |desk: &PriceDesk| desk.draft.as_ref().map(|draft| (draft.id, draft.version));
        if *self.state.peek() == Saving::Saved || *fresh.rates() == *self.rates.peek() {
            self.adopt(fresh);
        } else if stamp(&fresh) == stamp(&known) {
            // what is typed belongs to the book it was begun on: a draft says which that is
            if fresh.draft.is_some() {
                let Self { mut desk, .. } = self;
                desk.set(fresh);
            }
        } else {
            self.contest();
        }
    }

    fn contest(mut self) {
        self.state.set(Saving::Conflict);
    }

    /// Shows what the server has; what is typed goes.
    pub fn adopt(mut self, desk: PriceDesk) {
        if let Some(mut server) = self.server.peek().try_lock() {
            *server = version(&desk);
        }
        if *self.rates.peek() != *desk.rates() || !self.wrong.peek().is_empty() {
            self.wrong.write().clear();
            self.turn += 1;
        }
        let rates = desk.rates().clone();
        self.desk.set(desk);
        self.state.set(Saving::Saved);
        self.rates.set(rates);
    }

    /// Says that something was taken out, and offers to put it back.
    pub fn removed(self, words: String, restore: impl Fn(&mut Rates) + 'static) {
        self.undo.call((words, Rc::new(restore)));
    }

    /// Forgets that an amount cannot be read: what it belongs to is gone, or was written anew elsewhere.
    pub fn forget(mut self, field: &str) {
        if self.wrong.peek().contains(field) {
            self.wrong.write().remove(field);
            self.turn += 1;
        }
    }

    /// Saves now, if there is anything to save; true when the server has everything that can be read.
    pub async fn save(self) -> bool {
        self.save_on(None).await
    }

    /// Puts the draft on the book that others published meanwhile.
    pub async fn rebase(self) -> bool {
        let newest = self.desk.peek().book.version;
        self.save_on(Some(newest)).await
    }

    async fn save_on(mut self, mut base: Option<i32>) -> bool {
        let server = self.server.peek().clone();
        let mut server = server.lock_owned().await;
        loop {
            if *self.state.peek() == Saving::Conflict {
                return false;
            }
            if base.is_none() && *self.rates.peek() == *self.desk.peek().rates() {
                self.state.set(Saving::Saved);
                return true;
            }
            self.state.set(Saving::Saving);
            let (input, line) = (self.input(base.take()), self.line);
            let sent = input.rates.clone();
            let (tell, told) = oneshot::channel();
            // what is on its way counts for the next one, also when the page goes meanwhile
            spawn_forever(async move {
                let _ = tell.send(send(server, line, input).await);
            });
            let Ok((answer, back)) = told.await else { return false };
            server = back;
            match answer {
                Ok(saved) => {
                    self.desk.write().draft = Some(PriceDraft { rates: sent, ..saved });
                    self.query.set(self.desk.peek().clone());
                }
                Err(Error::Conflict { .. } | Error::NotFound) => self.contest(),
                Err(error) => {
                    self.state.set(Saving::Failed(error.to_string()));
                    return false;
                }
            }
        }
    }

    /// Throws the draft away; gives what was in it.
    pub async fn discard(self) -> shared::Result<Rates> {
        // what is on its way arrives first
        self.save().await;
        let before = self.rates.peek().clone();
        let desk = self.desk.peek().clone();
        if let Some(draft) = &desk.draft {
            api::discard_price_draft(self.line, Valid(DraftSeen { version: draft.version })).await?;
        }
        self.settle(PriceDesk { draft: None, ..desk });
        Ok(before)
    }

    /// Begins a draft with these prices, as after an undo.
    pub fn put(mut self, rates: Rates) {
        self.turn += 1;
        self.rates.set(rates);
    }

    /// Publishes what is saved; gives the version that is in force now.
    pub async fn publish(self) -> shared::Result<i32> {
        let Some(seen) = version(&self.desk.peek()) else { return Err(Error::NotFound) };
        let book = match api::publish_price_draft(self.line, Valid(DraftSeen { version: seen })).await {
            Ok(book) => book,
            Err(error) => {
                // others changed the draft or published: what they made of it is shown
                self.query.refetch();
                return Err(error);
            }
        };
        let now = book.version;
        self.settle(PriceDesk { book, draft: None });
        Ok(now)
    }

    fn settle(self, desk: PriceDesk) {
        self.query.set(desk.clone());
        self.adopt(desk);
    }

    /// Shows what others made of the draft, in place of what is typed here.
    pub fn load_theirs(self) {
        spawn(async move {
            if let Ok(desk) = api::show_price_draft(self.line).await {
                self.settle(desk);
            }
        });
    }
}

/// Sends a draft over the version the server has, which may be newer than the one that was shown last.
async fn send(
    mut server: OwnedMutexGuard<Option<i32>>,
    line: ServiceLine,
    input: SavePriceDraft,
) -> (shared::Result<PriceDraft>, OwnedMutexGuard<Option<i32>>) {
    let answer = api::save_price_draft(line, Valid(SavePriceDraft { version: *server, ..input })).await;
    if let Ok(saved) = &answer {
        *server = Some(saved.version);
    }
    (answer, server)
}
