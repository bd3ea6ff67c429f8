//! Listeners of live streams as tests have them: a stream that is read message by message, the relay and the listener of a
//! process, and facts to be heard of.

use std::time::{Duration, Instant};

use axum::body::Body;
use http::Request;
use http_body_util::BodyExt;
use server::Cx;
use server::events::Record;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;
use uuid::Uuid;

use super::client::{Credential, Wire};

/// How long a test waits for what has to come.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// An open stream.
pub struct Stream {
    body: Body,
    text: String,
    /// The last position heard.
    pub seq: i64,
    /// How often it was told to read everything again.
    pub refetches: usize,
    /// How often positions were skipped without a word.
    pub gaps: usize,
    pub messages: Vec<i64>,
}

/// What a stream brought.
#[derive(Debug, PartialEq)]
pub enum Heard {
    Message(serde_json::Value),
    Place,
    End,
}

impl Stream {
    pub async fn open(router: axum::Router, credential: &Credential, last: Option<i64>) -> Self {
        Self::at("/api/v1/live", router, credential, last).await
    }

    pub async fn at(path: &str, router: axum::Router, credential: &Credential, last: Option<i64>) -> Self {
        let mut request = Request::builder().uri(path).header("host", "127.0.0.1:8080");
        request = match credential {
            Credential::Cookie(token) => request.header("cookie", format!("tailboard={token}")),
            Credential::Key(secret) => request.header("authorization", format!("Bearer {secret}")),
        };
        if let Some(last) = last {
            request = request.header("last-event-id", last.to_string());
        }
        let response = router.oneshot(request.body(Body::empty()).expect("a request")).await.expect("the router answers");
        assert!(response.status().is_success(), "the stream opens: {}", response.status());
        let mut stream = Self { body: response.into_body(), text: String::new(), seq: 0, refetches: 0, gaps: 0, messages: Vec::new() };
        assert_eq!(stream.next().await, Heard::Place, "it says where the log stands");
        stream
    }

    pub async fn next(&mut self) -> Heard {
        loop {
            if let Some(end) = self.text.find("\n\n") {
                let block: String = self.text.drain(..end + 2).collect();
                let field = |name: &str| block.lines().find_map(|line| line.strip_prefix(name)).map(|value| value.trim().to_string());
                let Some(seq) = field("id:").and_then(|id| id.parse().ok()) else { continue };
                let before = std::mem::replace(&mut self.seq, seq);
                if field("event:").is_some() {
                    self.refetches += usize::from(block.contains("refetch"));
                    return Heard::Place;
                }
                self.gaps += usize::from(seq != before + 1);
                self.messages.push(seq);
                return Heard::Message(field("data:").and_then(|data| serde_json::from_str(&data).ok()).unwrap_or_default());
            }
            match self.body.frame().await {
                Some(Ok(frame)) => {
                    self.text.push_str(&String::from_utf8_lossy(frame.data_ref().map(|data| data.as_ref()).unwrap_or_default()))
                }
                _ => return Heard::End,
            }
        }
    }

    /// What the next word beside the log is about; nothing when the stream ends.
    pub async fn stirred(&mut self) -> Option<String> {
        loop {
            if let Some(end) = self.text.find("\n\n") {
                let block: String = self.text.drain(..end + 2).collect();
                let field = |name: &str| block.lines().find_map(|line| line.strip_prefix(name)).map(|value| value.trim().to_string());
                if field("event:").as_deref() == Some(shared::events::STIR) {
                    assert_eq!(field("id:"), None, "it has no position in the log");
                    return field("data:");
                }
                continue;
            }
            match self.body.frame().await {
                Some(Ok(frame)) => {
                    self.text.push_str(&String::from_utf8_lossy(frame.data_ref().map(|data| data.as_ref()).unwrap_or_default()))
                }
                _ => return None,
            }
        }
    }

    /// Waits until the stream ends; how long that took.
    pub async fn ends(&mut self) -> Duration {
        let began = Instant::now();
        let end = async { while self.next().await != Heard::End {} };
        tokio::time::timeout(PATIENCE, end).await.expect("the stream ends");
        began.elapsed()
    }

    /// Reads on to a position of the log.
    pub async fn reaches(&mut self, seq: i64) {
        let reading = async {
            while self.seq < seq {
                assert_ne!(self.next().await, Heard::End, "the stream lives");
            }
        };
        tokio::time::timeout(PATIENCE, reading).await.expect("it gets there");
    }
}

/// The relay and the listener of a process.
pub struct Running {
    stop: CancellationToken,
}

impl Running {
    pub fn start(wire: &Wire) -> Self {
        let stop = CancellationToken::new();
        tokio::spawn(server::events::relay::run(wire.test.app.clone(), stop.clone()));
        tokio::spawn(server::live::run(wire.test.app.clone(), stop.clone()));
        Self { stop }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

/// Records facts everybody of the organization hears, in one transaction.
pub async fn record(cx: &Cx, many: usize) {
    let mut tx = cx.write().await.expect("a transaction");
    for _ in 0..many {
        tx.record(Record::new(shared::leads::events::EDITED, Uuid::now_v7())).await.expect("recorded");
    }
    tx.commit(()).await.expect("committed");
}

async fn head(wire: &Wire) -> i64 {
    let mut conn = wire.test.owner_connection().await;
    sqlx::query_scalar("select coalesce(max(seq), 0) from event_heads where org_id = $1")
        .bind(wire.test.org().id.0)
        .fetch_one(&mut conn)
        .await
        .expect("the head")
}

/// Waits until everything recorded has its number.
pub async fn settled(wire: &Wire) -> i64 {
    let mut conn = wire.test.owner_connection().await;
    let empty = async {
        let mut looks = tokio::time::interval(Duration::from_millis(5));
        loop {
            looks.tick().await;
            let left: i64 = sqlx::query_scalar("select count(*) from outbox").fetch_one(&mut conn).await.expect("a count");
            if left == 0 {
                break;
            }
        }
    };
    tokio::time::timeout(PATIENCE, empty).await.expect("the relay works");
    head(wire).await
}
