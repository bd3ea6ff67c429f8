//! Clients of the live stream: each notes when it hears of what was written.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body_util::BodyExt;
use hyper::Method;
use serde_json::Value;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::histogram::Histogram;
use crate::wire::{Client, Problem};

/// When each record was written to; the listeners measure from there.
pub type Written = Arc<Mutex<HashMap<String, Instant>>>;

/// What all listeners heard.
#[derive(Clone, Default)]
pub struct Heard(Arc<Mutex<(Histogram, u64)>>);

impl Heard {
    fn note(&self, latency: Duration) {
        let mut heard = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        heard.0.record(latency);
        heard.1 += 1;
    }

    pub fn take(&self) -> (Histogram, u64) {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner()))
    }
}

/// A stream that is open; dropping it ends it.
pub struct Listener(JoinHandle<()>);

impl Drop for Listener {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Opens a stream and waits for its greeting.
pub async fn listen(address: SocketAddr, token: String, written: Written, heard: Heard) -> Result<Listener, Problem> {
    let (greeted, greeting) = oneshot::channel();
    let task = tokio::spawn(async move {
        let mut client = Client::new(address, &token);
        let Ok(response) = client.open(Method::GET, "/api/v1/live", "", Bytes::new()).await else { return };
        let mut body = response.into_body();
        let mut greeted = Some(greeted);
        let mut text = String::new();
        while let Some(Ok(frame)) = body.frame().await {
            let now = Instant::now();
            let Ok(data) = frame.into_data() else { continue };
            if let Some(greeted) = greeted.take() {
                // whoever waits may have given up
                let _ = greeted.send(());
            }
            text.push_str(&String::from_utf8_lossy(&data));
            while let Some(end) = text.find('\n') {
                let line: String = text.drain(..=end).collect();
                hear(line.trim_end(), now, &written, &heard);
            }
        }
    });
    tokio::time::timeout(Duration::from_secs(20), greeting).await.map_err(|_| "a live stream did not open")??;
    Ok(Listener(task))
}

fn hear(line: &str, now: Instant, written: &Written, heard: &Heard) {
    let Some(data) = line.strip_prefix("data:") else { return };
    let Ok(message) = serde_json::from_str::<Value>(data.trim()) else { return };
    let is_move = matches!(message["kind"].as_str(), Some("leads.moved" | "leads.arranged" | "leads.reopened"));
    let Some(id) = message["id"].as_str().filter(|_| is_move) else { return };
    let at = written.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).get(id).copied();
    if let Some(at) = at {
        heard.note(now.saturating_duration_since(at));
    }
}
