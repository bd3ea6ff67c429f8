use std::time::Duration;

use tokio::sync::mpsc::{Receiver, Sender, channel};

/// At most this many go out at once.
const BATCH: usize = 256;
/// How long what came first waits for company.
const GATHER: Duration = Duration::from_millis(500);

/// Carries things to a collector from a thread of its own. Whoever hands something over never waits: what does not fit
/// into the queue is dropped and counted.
#[derive(Debug)]
pub(super) struct Courier<T> {
    queue: Sender<T>,
    to: &'static str,
}

impl<T: Send + 'static> Courier<T> {
    /// Starts the thread. `deliver` takes a batch and says whether it arrived.
    pub fn start<D>(to: &'static str, capacity: usize, deliver: D) -> std::io::Result<Self>
    where
        D: AsyncFn(Vec<T>) -> bool + Send + 'static,
    {
        let (queue, waiting) = channel(capacity);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        for outcome in ["sent", "failed", "dropped"] {
            metrics::counter!("tailboard_telemetry_total", "to" => to, "outcome" => outcome).absolute(0);
        }
        std::thread::Builder::new().name(format!("to-{to}")).spawn(move || runtime.block_on(carry(to, waiting, deliver)))?;
        Ok(Self { queue, to })
    }

    /// Hands something over.
    pub fn take(&self, thing: T) {
        if self.queue.try_send(thing).is_err() {
            count(self.to, "dropped", 1);
        }
    }
}

async fn carry<T>(to: &'static str, mut waiting: Receiver<T>, deliver: impl AsyncFn(Vec<T>) -> bool) {
    while let Some(first) = waiting.recv().await {
        let mut batch = vec![first];
        let gathered = tokio::time::timeout(GATHER, async {
            while batch.len() < BATCH {
                match waiting.recv().await {
                    Some(next) => batch.push(next),
                    None => break,
                }
            }
        });
        // the time is over, or the batch is full
        let _ = gathered.await;
        let many = batch.len() as u64;
        count(to, if deliver(batch).await { "sent" } else { "failed" }, many);
    }
}

fn count(to: &'static str, outcome: &'static str, many: u64) {
    metrics::counter!("tailboard_telemetry_total", "to" => to, "outcome" => outcome).increment(many);
}

/// What collectors are asked with: in time or not at all, and never somewhere else than named.
pub(super) fn client() -> reqwest::Result<reqwest::Client> {
    // one TLS provider for the whole process; a second install is refused and harmless
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().timeout(Duration::from_secs(5)).redirect(reqwest::redirect::Policy::none()).build()
}
