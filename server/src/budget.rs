//! What one organization may ask of a process: so many requests a second, saved up for some seconds, so that one that
//! asks without pause takes nothing from the others. Counted in memory, and for known credentials before the database
//! is asked anything: a refusal costs next to nothing.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard};
use std::time::Instant;

use shared::{Error, OrgId, Result};

use crate::app::App;
use crate::crypto::sha256;
use crate::cx::{Credentials, Cx, RequestInfo};

/// How many seconds' worth of requests may be saved up: a page asks a handful at once, a device that was away hundreds.
const SAVED_SECONDS: f64 = 5.0;
/// Beyond this many, what was learnt of organizations and credentials is forgotten and learnt again.
const REMEMBERED: usize = 50_000;

/// The budgets of all organizations in this process.
pub struct Budgets {
    per_second: u32,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    left: HashMap<OrgId, Left>,
    /// Whose credentials were good the last time, by their hash.
    known: HashMap<[u8; 32], OrgId>,
}

/// What an organization had left at a moment.
struct Left {
    requests: f64,
    at: Instant,
}

impl Budgets {
    /// `per_second`: requests of an organization; zero for no limit.
    pub fn new(per_second: u32) -> Self {
        Self { per_second, state: Mutex::default() }
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
}
