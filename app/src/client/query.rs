//! Reads that stay current: the last value stays on screen while a newer one is fetched; a live message about a watched
//! entity, a signal read in the closure, or the network coming back fetch again.

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;

use dioxus::core::try_consume_context;
use dioxus::prelude::*;
use shared::{Error, Result};

use super::connection::{self, Truth};
use super::live::{News, use_news};
use super::pace::Pace;
use super::{js, session};
use crate::ui::Load;

/// A read that stays current. Copy it into closures freely.
pub struct Query<T: 'static> {
    value: Signal<Option<T>>,
    error: Signal<Option<Error>>,
    loading: Signal<bool>,
    turn: Signal<u64>,
    /// Counts what was put here beside fetching: an answer asked for before that is older.
    put: CopyValue<u64>,
    /// How many changes are shown that the server does not have yet; what it answers meanwhile is older.
    held: CopyValue<u32>,
    /// Whether an answer was not shown for that.
    missed: CopyValue<bool>,
}

impl<T> Clone for Query<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Query<T> {}

impl<T> PartialEq for Query<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value && self.turn == other.turn
    }
}

impl<T: Clone + 'static> Query<T> {
    /// Whether the page that reads this is still there; work that outlives its page asks before it writes.
    pub fn alive(&self) -> bool {
        self.value.try_peek().is_ok()
    }

    /// The newest value, also while a newer one is being fetched or after fetching failed.
    pub fn value(&self) -> Option<T> {
        self.value.read().clone()
    }

    /// Looks at the newest value, if there is one, without a copy of it.
    pub fn with<R>(&self, look: impl FnOnce(&T) -> R) -> Option<R> {
        self.value.read().as_ref().map(look)
    }

    /// As [`with`](Self::with), without rendering again when it changes.
    pub fn peek_with<R>(&self, look: impl FnOnce(&T) -> R) -> Option<R> {
        self.value.peek().as_ref().map(look)
    }

    /// Why the last fetch failed; none once one succeeds.
    pub fn error(&self) -> Option<Error> {
        self.error.read().clone()
    }

    /// Whether a fetch is under way.
    pub fn loading(&self) -> bool {
        *self.loading.read()
    }

    /// How it stands: what was there once stays shown, also when fetching a newer one fails.
    pub fn load(&self) -> Load {
        self.load_as(|_| Load::Ready)
    }

    /// As [`load`](Self::load), for what may be there and empty: `there` looks at the value.
    pub fn load_as(&self, there: impl FnOnce(&T) -> Load) -> Load {
        let there = self.value.read().as_ref().map(there);
        there.unwrap_or_else(|| self.error.read().as_ref().map_or(Load::Loading, Load::failed))
    }

    /// Fetches again.
    pub fn refetch(&self) {
        let mut turn = self.turn;
        turn += 1;
    }

    /// Shows a value before the server has it, or one an answer brought.
    pub fn set(&self, value: T) {
        let Query { value: mut signal, mut put, .. } = *self;
        put += 1;
        signal.set(Some(value));
    }

    /// Changes the shown value in place, if there is one.
    pub fn edit(&self, change: impl FnOnce(&mut T)) {
        let Query { value: mut signal, mut put, .. } = *self;
        put += 1;
        if let Some(value) = signal.write().as_mut() {
            change(value);
        }
    }

    /// Keeps what is shown, a change the server does not have yet, until it is [released](Self::release).
    pub fn hold(&self) {
        let mut held = self.held;
        held += 1;
    }

    /// The server has answered a change: what it says from now on is shown again.
    pub fn release(&self) {
        let Query { mut held, mut put, mut missed, .. } = *self;
        held -= 1;
        put += 1;
        if *held.peek() == 0 && missed.replace(false) {
            self.refetch();
        }
    }

    /// The value without rendering again when it changes.
    pub fn peek(&self) -> Option<T> {
        self.value.peek().clone()
    }
}

/// Fetches now, and again when a signal read in `fetch` changes or something in `watch` (entities of live messages, like
/// `"lead"`; empty for nothing) changes at the server. The former value stays until the new one is there.
pub fn use_query<T, F, Fut>(watch: &'static [&'static str], mut fetch: F) -> Query<T>
where
    T: Clone + 'static,
    F: FnMut() -> Fut + 'static,
    Fut: Future<Output = Result<T>> + 'static,
{
    use_query_of(watch, || (), move |()| fetch())
}

/// As [`use_query`], for what belongs to a key, like the id in the address: another key empties the value at once, so
/// that one record is never shown under the address of another.
pub fn use_query_of<K, T, F, Fut>(watch: &'static [&'static str], key: impl FnMut() -> K + 'static, fetch: F) -> Query<T>
where
    K: PartialEq + Clone + 'static,
    T: Clone + 'static,
    F: FnMut(K) -> Fut + 'static,
    Fut: Future<Output = Result<T>> + 'static,
{
    use_query_from(watch, || None, key, fetch)
}

/// As [`use_query_of`], shown with what `first` remembers until the first answer is there. Should that be a refusal,
/// what was remembered is not shown any more.
pub(super) fn use_query_from<K, T, F, Fut>(
    watch: &'static [&'static str],
    first: impl FnOnce() -> Option<T>,
    mut key: impl FnMut() -> K + 'static,
    mut fetch: F,
) -> Query<T>
where
    K: PartialEq + Clone + 'static,
    T: Clone + 'static,
    F: FnMut(K) -> Fut + 'static,
    Fut: Future<Output = Result<T>> + 'static,
{
    let mut value: Signal<Option<T>> = use_signal(first);
    let remembered: Rc<Cell<bool>> = use_hook(|| Rc::new(Cell::new(value.peek().is_some())));
    let put = use_hook(|| CopyValue::new(0_u64));
    let (held, mut missed) = use_hook(|| (CopyValue::new(0_u32), CopyValue::new(false)));
    let last_key: Rc<RefCell<Option<K>>> = use_hook(Rc::default);
    let again: Rc<Cell<bool>> = use_hook(Rc::default);
    let overtaken = again.clone();
    let Life { error, loading, turn } = use_life(
        watch,
        again,
        Box::new(move || {
            let now = key();
            let emptied = last_key.borrow().as_ref().is_some_and(|before| *before != now);
            *last_key.borrow_mut() = Some(now.clone());
            let (answer, overtaken, remembered) = (fetch(now), overtaken.clone(), remembered.clone());
            let answer = async move {
                if emptied {
                    value.set(None);
                }
                let asked = *put.peek();
                let answer = answer.await;
                if remembered.replace(false) && answer.is_err() {
                    value.set(None);
                }
                let answer = answer?;
                if *held.peek() > 0 {
                    missed.set(true);
                } else if *put.peek() != asked {
                    overtaken.set(true);
                } else {
                    value.set(Some(answer));
                }
                Ok(())
            };
            Begun { emptied, answer: Box::pin(answer) }
        }),
    );
    Query { value, error, loading, turn, put, held, missed }
}

/// A fetch under way; it puts its own value where it belongs.
struct Begun {
    /// Whether the former value belonged to another key.
    emptied: bool,
    answer: Pin<Box<dyn Future<Output = Result<()>>>>,
}

/// What a query is besides its value.
struct Life {
    error: Signal<Option<Error>>,
    loading: Signal<bool>,
    turn: Signal<u64>,
}

/// All of a query that does not know the type of its value: so it is in the download once, not once per type.
/// `again` asks for one more fetch after the one under way.
fn use_life(watch: &'static [&'static str], again: Rc<Cell<bool>>, mut begin: Box<dyn FnMut() -> Begun>) -> Life {
    let mut error = use_signal(|| None);
    let mut loading = use_signal(|| true);
    let mut turn = use_signal(|| 0_u64);
    let once_more = again.clone();
    use_resource(move || {
        turn.read();
        let Begun { emptied, answer } = begin();
        let once_more = once_more.clone();
        async move {
            if emptied {
                error.set(None);
            }
            loading.set(true);
            let mut come_again = None;
            match answer.await {
                Ok(()) => {
                    connection::heard();
                    if error.peek().is_some() {
                        error.set(None);
                    }
                }
                Err(failure) => {
                    match failure {
                        Error::Offline => connection::lost(),
                        Error::Unauthenticated => session::ended(),
                        _ => connection::heard(),
                    }
                    if let Error::TooMany { retry_after_seconds } | Error::Unavailable { retry_after_seconds } = failure {
                        come_again = Some(retry_after_seconds.clamp(1, 60));
                    }
                    error.set(Some(failure));
                }
            }
            loading.set(false);
            if once_more.replace(false) {
                turn += 1;
            } else if let Some(seconds) = come_again {
                // what is asked for anew meanwhile ends this wait
                js::sleep(seconds as u32 * 1_000 + (js::jitter() * 500.0) as u32).await;
                turn += 1;
            }
        }
    });
    let pace: Rc<Pace> = use_hook(Rc::default);
    use_news(move |news| {
        let concerned = match &news {
            News::Changed(message) => watch.contains(&message.entity.as_str()),
            News::Refetch => !watch.is_empty(),
            News::Stirred(_) => false,
        };
        if !concerned {
            return;
        }
        if let Some(wait) = pace.heard(js_sys::Date::now()) {
            let (pace, again) = (pace.clone(), again.clone());
            spawn(async move {
                js::sleep(wait).await;
                pace.read(js_sys::Date::now());
                // ended early for each of them, a slow fetch would never come to its end
                if *loading.peek() { again.set(true) } else { turn += 1 }
            });
        }
    });
    use_effect(move || {
        let Some(truth) = try_consume_context::<Truth>() else { return };
        let retry = matches!(&*error.peek(), Some(Error::Offline | Error::Unavailable { .. }));
        if (truth.online)() && retry {
            turn += 1;
        }
    });
    Life { error, loading, turn }
}
