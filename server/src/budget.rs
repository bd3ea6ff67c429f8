//! What one organization may ask of a process, so that one that asks without pause takes little from the others: so many
//! requests a second, saved up for some seconds, and of those only a few in the database at the same moment; the others
//! stand in its own line. Counted in memory, and for known credentials before the database is asked anything: a refusal
//! costs next to nothing.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use shared::{Error, OrgId, Result};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::app::App;
use crate::crypto::sha256;
use crate::cx::{Credentials, Cx, RequestInfo};

/// How many seconds' worth of requests may be saved up: a page asks a handful at once, a device that was away hundreds.
const SAVED_SECONDS: f64 = 5.0;
/// Beyond this many, what was learnt of organizations and credentials is forgotten and learnt again.
const REMEMBERED: usize = 50_000;
/// Transactions of one organization for each processor: enough that commits wait for the disk together.
const TURNS_A_PROCESSOR: usize = 2;
/// How long a transaction stands in line before it goes on regardless: one that is begun inside another must not wait
/// for what cannot end.
const PATIENCE: Duration = Duration::from_secs(2);

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
    turns: HashMap<OrgId, Arc<Semaphore>>,
}

/// A transaction's place in the database; dropping it lets the next one of the organization in.
pub struct Turn {
    _permit: Option<OwnedSemaphorePermit>,
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
    /// hold every connection, and every other one's requests would share the processors with all of those.
    pub async fn turn(&self, org: OrgId) -> Turn {
        let line = {
            let mut state = self.state();
            if state.turns.len() > REMEMBERED {
                state.turns.retain(|_, line| Arc::strong_count(line) > 1);
            }
            state.turns.entry(org).or_insert_with(|| Arc::new(Semaphore::new(turns_at_once()))).clone()
        };
        let permit = tokio::time::timeout(self.patience, line.acquire_owned()).await;
        Turn { _permit: permit.ok().and_then(|permit| permit.ok()) }
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

/// How many transactions of one organization are in the database at the same moment.
fn turns_at_once() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from) * TURNS_A_PROCESSOR
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use uuid::Uuid;

    use super::*;

    #[test]
    fn an_organization_spends_what_it_saved_and_then_what_it_earns() {
        let (budgets, org, start) = (Budgets::new(10), OrgId(Uuid::from_u128(1)), Instant::now());
        let spent = |at: Instant| (0..100).take_while(|_| budgets.take(org, at).is_ok()).count();
        assert_eq!(spent(start), 50, "five seconds' worth");
        assert_eq!(budgets.take(org, start), Err(Error::TooMany { retry_after_seconds: 1 }));
        assert!(budgets.take(OrgId(Uuid::from_u128(2)), start).is_ok(), "others have their own");
        assert_eq!(spent(start + Duration::from_secs(1)), 10);
        assert_eq!(spent(start + Duration::from_secs(600)), 50, "no more than that is saved");
        let none = Budgets::new(0);
        assert!((0..10_000).all(|_| none.take(org, start).is_ok()), "zero is no limit");
    }

    #[tokio::test]
    async fn one_stands_in_its_own_line_and_not_for_ever() {
        let (mut budgets, busy, other) = (Budgets::new(0), OrgId(Uuid::from_u128(1)), OrgId(Uuid::from_u128(2)));
        let mut inside = Vec::new();
        for _ in 0..turns_at_once() {
            inside.push(budgets.turn(busy).await);
        }
        {
            let next = budgets.turn(busy);
            tokio::pin!(next);
            assert!(futures_util::poll!(next.as_mut()).is_pending(), "all are inside");
            let others = budgets.turn(other);
            tokio::pin!(others);
            assert!(futures_util::poll!(others.as_mut()).is_ready(), "others have a line of their own");
            inside.pop();
            let next = futures_util::poll!(next.as_mut());
            assert!(next.is_ready(), "whoever leaves lets the next one in");
        }
        budgets.patience = Duration::from_millis(1);
        let line = inside.len();
        while inside.len() < turns_at_once() + 1 {
            inside.push(budgets.turn(busy).await);
        }
        assert!(line < inside.len(), "what waits for itself goes on");
    }
}
