//! Connections: how long somebody may take to ask, how much may stand before a request begins, how many there may be,
//! and how they end when the process does.
//!
//! A head must be there within [`Limits::head`]; the same clock ends connections that are kept open and not used. A
//! body is bounded by the time a request may take (the router's layer). An answer must be taken: who reads nothing for
//! [`Limits::stall`] is hung up on, so that neither half-open requests nor sleeping readers hold a place for ever.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt;

mod stall;
#[cfg(test)]
mod tests;

use stall::Stall;

/// What a connection may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// From the first moment, or from the end of the last answer, to the end of a request's head.
    pub head: Duration,
    /// How long an answer may lie unread.
    pub stall: Duration,
    /// Bytes of a head; also how much of a body is read at once.
    pub head_bytes: usize,
    /// Header lines of a request.
    pub headers: usize,
    /// Connections at once; who comes then waits until one ends.
    pub connections: usize,
    /// How long requests under way may take when the process ends.
    pub grace: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(20),
            stall: Duration::from_secs(60),
            head_bytes: 64 * 1024,
            headers: 100,
            connections: 10_000,
            grace: Duration::from_secs(5),
        }
    }
}

/// Files kept free for the database, uploads and downloads.
const RESERVED_FILES: u64 = 256;

impl Limits {
    /// The limits this process can keep: raises how many files it may hold open as far as the system lets it, and
    /// takes no more connections than that.
    pub fn of_process() -> Self {
        use rustix::process::{Resource, getrlimit, setrlimit};
        let mut files = getrlimit(Resource::Nofile);
        let most = files.maximum;
        if files.current != most {
            files.current = most;
            // a refusal leaves what there was
            let _ = setrlimit(Resource::Nofile, files);
        }
        let open = getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX);
        let room = usize::try_from(open.saturating_sub(RESERVED_FILES)).unwrap_or(usize::MAX).max(16);
        let limits = Self::default();
        Self { connections: limits.connections.min(room), ..limits }
    }
}

/// Serves until `stop`, then lets requests under way finish for [`Limits::grace`].
pub async fn serve(listener: TcpListener, router: Router, limits: Limits, stop: CancellationToken) {
    let places = std::sync::Arc::new(Semaphore::new(limits.connections));
    let tracker = TaskTracker::new();
    while let Some((stream, peer, place)) = stop.run_until_cancelled(accept(&listener, &places)).await {
        let (router, stop) = (router.clone(), stop.clone());
        tracker.spawn(async move {
            metrics::gauge!("tailboard_connections").increment(1);
            converse(stream, peer, router, limits, stop).await;
            metrics::gauge!("tailboard_connections").decrement(1);
            drop(place);
        });
    }
    tracker.close();
    // live streams never end by themselves: give requests a moment, then go
    let _ = tokio::time::timeout(limits.grace, tracker.wait()).await;
}

type Accepted = (TcpStream, SocketAddr, tokio::sync::OwnedSemaphorePermit);

/// The next connection, as soon as there is a place for it.
async fn accept(listener: &TcpListener, places: &std::sync::Arc<Semaphore>) -> Accepted {
    loop {
        let Ok(place) = places.clone().acquire_owned().await else { std::future::pending().await };
        match listener.accept().await {
            Ok((stream, peer)) => return (stream, peer, place),
            // they hung up before they were heard
            Err(error) if error.kind() == std::io::ErrorKind::ConnectionAborted || error.kind() == std::io::ErrorKind::ConnectionReset => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be taken, trying again in a second");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }
}

/// One connection, request after request.
async fn converse(stream: TcpStream, peer: SocketAddr, router: Router, limits: Limits, stop: CancellationToken) {
    // answers are written whole: waiting for more would only delay them
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: http::Request<Incoming>| {
        let mut request: Request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().oneshot(request)
    });
    let mut connection = std::pin::pin!(
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(limits.head)
            .max_buf_size(limits.head_bytes)
            .max_headers(limits.headers)
            .serve_connection(TokioIo::new(Stall::new(stream, limits.stall)), service)
    );
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stop.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        // hung up, too slow, or no HTTP at all: nothing for anybody to do
        tracing::debug!(%peer, %error, "a connection ended early");
    }
}
