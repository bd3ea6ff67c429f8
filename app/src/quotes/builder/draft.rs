//! The draft under the hands of the agent: changed at once, saved a moment later, one save after the other.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use futures_channel::oneshot;
use futures_util::lock::{Mutex, OwnedMutexGuard};
use gloo_timers::future::TimeoutFuture;
use shared::quotes::{Content, EditQuote, Quote};
use shared::{Error, QuoteId};

use crate::api::Valid;
use crate::client::Saving;
use crate::quotes::api::edit_quote;

/// The draft being edited. Copy it into closures freely.
#[derive(Clone, Copy, PartialEq)]
pub struct Draft {
    pub content: Signal<Content>,
    pub version: Signal<i32>,
    pub state: Signal<Saving>,
    pub editable: Signal<bool>,
    /// When the server last took it.
    pub saved_at: Signal<Option<DateTime<Utc>>>,
    id: Signal<QuoteId>,
    turn: Signal<u64>,
    /// The version the server has, held while a save is under way: one beside it would be refused for the version of the first.
    server: Signal<Arc<Mutex<i32>>>,
    /// Runs where the draft lives: the row that asked may be gone before the answer comes.
    later: Callback<u64>,
}

impl Draft {
    /// The draft of a loaded quote. What is not saved when its page goes is saved then.
    pub fn of(quote: &Quote) -> Self {
        let (content, version, id) = (quote.content.clone(), quote.version, quote.id);
        let editable = quote.status == shared::quotes::QuoteStatus::Draft;
        let mut due = use_signal(|| None::<Draft>);
        let draft = Self {
            content: use_signal(|| content),
            version: use_signal(|| version),
            state: use_signal(|| Saving::Saved),
            editable: use_signal(|| editable),
            saved_at: use_signal(|| None),
            id: use_signal(|| id),
            turn: use_signal(|| 0),
            server: use_signal(|| Arc::new(Mutex::new(version))),
            later: use_callback(move |turn: u64| {
                spawn(async move {
                    TimeoutFuture::new(700).await;
                    let draft = *due.peek();
                    if let Some(draft) = draft.filter(|draft| *draft.turn.peek() == turn) {
                        draft.save().await;
                    }
                });
            }),
        };
        use_hook(|| due.set(Some(draft)));
        use_drop(move || {
            if !matches!(*draft.state.peek(), Saving::Saved | Saving::Conflict) {
                let (server, version, content) = (draft.server.peek().clone(), *draft.version.peek(), draft.content.peek().clone());
                spawn_forever(async move {
                    // nobody is there any more to be told; what the server has stands
                    let _ = send(server.lock_owned().await, id, version, content).await;
                });
            }
        });
        draft
    }

    /// Shows what the server has.
    pub fn adopt(mut self, quote: &Quote) {
        self.content.set(quote.content.clone());
        self.version.set(quote.version);
        self.editable.set(quote.status == shared::quotes::QuoteStatus::Draft);
        self.state.set(Saving::Saved);
    }

    /// Takes over what the customer agreed on: it is the server's to say, and nothing to save.
    pub fn agree(mut self, quote: &Quote) {
        if self.content.peek().agreed != quote.content.agreed {
            self.content.write().agreed.clone_from(&quote.content.agreed);
        }
    }

    /// Changes the draft; it is saved when nothing else changed for a moment.
    pub fn change(mut self, change: impl FnOnce(&mut Content)) {
        if !*self.editable.peek() {
            return;
        }
        change(&mut self.content.write());
        // a save under way sees by the turn that it has not everything
        if !matches!(*self.state.peek(), Saving::Conflict | Saving::Saving) {
            self.state.set(Saving::Unsaved);
        }
        let turn = *self.turn.peek() + 1;
        self.turn.set(turn);
        self.later.call(turn);
    }

    /// Saves now, if there is anything to save; true when the server has everything.
    pub async fn save(mut self) -> bool {
        let server = self.server.peek().clone();
        let mut server = server.lock_owned().await;
        loop {
            match &*self.state.peek() {
                Saving::Saved => return true,
                Saving::Conflict => return false,
                Saving::Saving | Saving::Unsaved | Saving::Failed(_) => {}
            }
            let (turn, id) = (*self.turn.peek(), *self.id.peek());
            let (version, content) = (*self.version.peek(), self.content.peek().clone());
            self.state.set(Saving::Saving);
            let (tell, told) = oneshot::channel();
            // what is on its way counts for the next one, also when the page goes meanwhile
            spawn_forever(async move {
                let _ = tell.send(send(server, id, version, content).await);
            });
            let Ok((answer, back)) = told.await else { return false };
            server = back;
            match answer {
                Ok(quote) => {
                    self.version.set(quote.version);
                    self.saved_at.set(Some(quote.updated_at));
                    let changed_since = *self.turn.peek() != turn;
                    self.state.set(if changed_since { Saving::Unsaved } else { Saving::Saved });
                }
                Err(Error::Conflict { code, .. }) if code == "changed" || code == "not_a_draft" => self.state.set(Saving::Conflict),
                Err(error) => {
                    self.state.set(Saving::Failed(error.to_string()));
                    return false;
                }
            }
        }
    }

    /// Does what changes the quote beside its content, between two saves.
    pub async fn between(mut self, act: impl Future<Output = shared::Result<Quote>>) -> shared::Result<Quote> {
        let server = self.server.peek().clone();
        let mut server = server.lock().await;
        let quote = act.await?;
        *server = quote.version;
        self.version.set(quote.version);
        Ok(quote)
    }
}

/// Sends a content on the version the server has: `version` is the one shown, which may be older or newer than the last sent.
async fn send(
    mut server: OwnedMutexGuard<i32>,
    id: QuoteId,
    version: i32,
    content: Content,
) -> (shared::Result<Quote>, OwnedMutexGuard<i32>) {
    let answer = edit_quote(id, Valid(EditQuote { version: version.max(*server), content })).await;
    if let Ok(quote) = &answer {
        *server = quote.version;
    }
    (answer, server)
}
