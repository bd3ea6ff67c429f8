//! One question at a time, and no more than one in so long: counted for the whole process.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

/// When each service may be asked next.
static NEXT: Mutex<BTreeMap<String, Instant>> = Mutex::new(BTreeMap::new());

/// Waits for a turn to ask a service; false when it would take longer than somebody is ready to wait.
pub async fn turn(service: &str, gap: Duration, patience: Duration) -> bool {
    let at = {
        let mut next = NEXT.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let at = next.get(service).copied().map_or(now, |at| at.max(now));
        if at - now > patience {
            return false;
        }
        next.insert(service.to_owned(), at + gap);
        at
    };
    sleep_until(at).await;
    true
}
