//! What one organization may ask of a process, so that one that asks without pause takes little from the others: so many
//! requests a second, saved up for some seconds, and of those only a few in the database at the same moment; the others
//! stand in its own line. Visitors of its public pages and links and its customers in the portal have a share of these
//! places, so that a flood of them leaves the rest to the staff; who finds the share taken for too long is refused. Counted
//! in memory, and for known credentials before the database is asked anything: a refusal costs next to nothing.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, Weak};
use std::time::{Duration, Instant};

use shared::{Error, OrgId, Result};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::app::App;
use crate::crypto::sha256;
use crate::cx::{Actor, Credentials, Cx, RequestInfo};

#[cfg(test)]
mod tests;

/// How many seconds' worth of requests may be saved up: a page asks a handful at once, a device that was away hundreds.
const SAVED_SECONDS: f64 = 5.0;
/// Beyond this many, what was learnt of organizations and credentials is forgotten and learnt again.
const REMEMBERED: usize = 50_000;
/// Transactions of one organization for each processor: enough that commits wait for the disk together.
const TURNS_A_PROCESSOR: usize = 2;
/// Of these, how many those may have who are not of the organization: visitors and customers.
const VISITORS_A_PROCESSOR: usize = 1;
/// How long a transaction stands in line before it goes on regardless: one that is begun inside another must not wait
/// for what cannot end. A visitor without a share is refused then.
const PATIENCE: Duration = Duration::from_secs(2);
/// So many times as long a request of a visitor waits that did something already. Those ahead of it that are not let in
/// leave sooner, so that it comes to its turn.
const PATIENCE_INSIDE: u32 = 15;

/// The budgets of all organizations in this process.
pub struct Budgets {
    per_second: u32,
    patience: Duration,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    left: HashMap<OrgId, Left>,
    /// Whose credentials were good the last time, by their hash.
    known: HashMap<[u8; 32], OrgId>,
    /// How many more transactions of an organization may be in the database.
    turns: HashMap<OrgId, Lines>,
}

/// Whose transaction it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Of one of the organization's own, or a program of theirs.
    Known,
    /// Of a visitor of a public page or a secure link, or of a customer in the portal.
    Visitor,
    /// Of one whose request had a place before: what they sent is kept, and is not left half done.
    LetIn,
}

/// The places an organization has in the database.
#[derive(Clone)]
struct Lines {
    all: Arc<Semaphore>,
    /// Those of them that visitors and customers may have.
    visitors: Arc<Semaphore>,
}

impl Lines {
    fn new() -> Self {
        let places = |each: usize| Arc::new(Semaphore::new(processors() * each));
        Self { all: places(TURNS_A_PROCESSOR), visitors: places(VISITORS_A_PROCESSOR) }
    }

    fn is_used(&self) -> bool {
        Arc::strong_count(&self.all) > 1 || Arc::strong_count(&self.visitors) > 1
    }
}

/// A transaction's place in the database; dropping it lets the next one of the organization in.
pub struct Turn {
    _place: Option<OwnedSemaphorePermit>,
    // given back after the place, so that the next visitor finds one
    _share: Option<OwnedSemaphorePermit>,
}

/// The place that the transactions of one visitor's request have, or had last: those begun inside another take no other,
/// for they would wait for themselves. None before the first.
#[derive(Clone, Default)]
pub struct Held(Arc<Mutex<Option<Weak<Turn>>>>);

impl Held {
    fn lock(&self) -> MutexGuard<'_, Option<Weak<Turn>>> {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// What an organization had left at a moment.
struct Left {
    requests: f64,
    at: Instant,
}

impl Budgets {
    /// `per_second`: requests of an organization; zero for no limit.
    pub fn new(per_second: u32) -> Self {
        Self { per_second, patience: PATIENCE, state: Mutex::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// Takes one request from what an organization has left; `TooMany` with the seconds until there is one.
    fn take(&self, org: OrgId, now: Instant) -> Result<()> {
        let rate = f64::from(self.per_second);
        if self.per_second == 0 {
            return Ok(());
        }
        let mut state = self.state();
        if state.left.len() > REMEMBERED {
            state.left.retain(|_, left| now.saturating_duration_since(left.at).as_secs_f64() < SAVED_SECONDS);
        }
        let full = rate * SAVED_SECONDS;
        let left = state.left.entry(org).or_insert(Left { requests: full, at: now });
        let earned = now.saturating_duration_since(left.at).as_secs_f64() * rate;
        left.requests = (left.requests + earned).min(full);
        left.at = now;
        if left.requests < 1.0 {
            let wait = ((1.0 - left.requests) / rate).ceil().max(1.0);
            return Err(Error::TooMany { retry_after_seconds: wait as u64 });
        }
        left.requests -= 1.0;
        Ok(())
    }

    /// Stands in the organization's line until one of its transactions in the database ends. Without it one of them would
    /// hold every connection, and every other one's requests would share the processors with all of those. A visitor
    /// waits for one of their share first.
    ///
    /// # Errors
    /// `TooMany` for a visitor for whom there was no share in time.
    pub async fn turn(&self, org: OrgId, side: Side) -> Result<Turn> {
        let lines = {
            let mut state = self.state();
            if state.turns.len() > REMEMBERED {
                state.turns.retain(|_, lines| lines.is_used());
            }
            state.turns.entry(org).or_insert_with(Lines::new).clone()
        };
        let waits = match side {
            Side::Known => None,
            Side::Visitor => Some(self.patience),
            Side::LetIn => Some(self.patience * PATIENCE_INSIDE),
        };
        let share = match waits {
            None => None,
            Some(waits) => match tokio::time::timeout(waits, lines.visitors.acquire_owned()).await {
                Ok(share) => share.ok(),
                Err(_) => return Err(Error::TooMany { retry_after_seconds: PATIENCE.as_secs() }),
            },
        };
        let place = tokio::time::timeout(self.patience, lines.all.acquire_owned()).await;
        Ok(Turn { _place: place.ok().and_then(|place| place.ok()), _share: share })
    }

    /// Takes a request for credentials that were good before; whether it did.
    fn take_known(&self, credentials: &[u8; 32]) -> Result<bool> {
        let Some(org) = self.state().known.get(credentials).copied() else { return Ok(false) };
        self.take(org, Instant::now()).map(|()| true)
    }

    /// Learns whose the credentials are. Those that stop being good are forgotten, so that nobody can spend what an
    /// organization has by a login that ended.
    fn learn(&self, credentials: [u8; 32], org: Option<OrgId>) {
        let mut state = self.state();
        if state.known.len() > REMEMBERED {
            state.known.clear();
        }
        match org {
            Some(org) => drop(state.known.insert(credentials, org)),
            None => drop(state.known.remove(&credentials)),
        }
    }
}

fn processors() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from)
}

/// A place in the database for a transaction of somebody, where there is a line for it.
///
/// # Errors
/// Those of [`Budgets::turn`].
pub(crate) async fn enter(cx: &Cx) -> Result<Option<Arc<Turn>>> {
    let side = match cx.actor {
        // Tailboard's own work stands in no line: nobody waits for it, and workers are few anyway
        Actor::System { .. } => return Ok(None),
        Actor::Public { .. } | Actor::Customer { .. } => Side::Visitor,
        Actor::Staff { .. } | Actor::ApiKey { .. } => Side::Known,
    };
    if side == Side::Known {
        return Ok(Some(Arc::new(cx.app.budgets().turn(cx.org, side).await?)));
    }
    let last = cx.held.lock().clone();
    if let Some(turn) = last.as_ref().and_then(Weak::upgrade) {
        return Ok(Some(turn));
    }
    let side = if last.is_some() { Side::LetIn } else { side };
    let turn = Arc::new(cx.app.budgets().turn(cx.org, side).await?);
    *cx.held.lock() = Some(Arc::downgrade(&turn));
    Ok(Some(turn))
}

/// Who asks, by their credentials, if their organization has a request left.
pub async fn admit(app: &App, credentials: &Credentials, request: RequestInfo) -> Result<Cx> {
    let budgets = app.budgets();
    let hash = match credentials {
        Credentials::Session(token) => sha256(token.as_bytes()),
        Credentials::ApiKey(key) => sha256(key.as_bytes()),
    };
    let taken = budgets.take_known(&hash)?;
    let asked = crate::identity::authenticate(app, credentials, request).await;
    match &asked {
        Ok(cx) if !taken => {
            budgets.learn(hash, Some(cx.org));
            budgets.take(cx.org, Instant::now())?;
        }
        Err(Error::Unauthenticated) if taken => budgets.learn(hash, None),
        _ => {}
    }
    asked
}
