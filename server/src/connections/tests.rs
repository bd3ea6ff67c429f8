//! Slow, half-open, oversized and sleeping connections over real sockets.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use axum::response::sse::{Event, Sse};
use axum::routing::{get, post};
use axum::{Router, extract::ConnectInfo};
use bytes::Bytes;
use futures_util::stream;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tower_http::timeout::TimeoutLayer;

use super::*;

/// Patience of the tests' server, far below that of a test.
const SHORT: Duration = Duration::from_millis(400);

struct Served {
    address: SocketAddr,
    stop: CancellationToken,
    task: tokio::task::JoinHandle<()>,
}

async fn served(router: Router, limits: Limits) -> Served {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let (address, stop) = (listener.local_addr().expect("an address"), CancellationToken::new());
    let task = tokio::spawn(serve(listener, router, limits, stop.clone()));
    Served { address, stop, task }
}

fn short() -> Limits {
    Limits { head: SHORT, stall: SHORT, grace: SHORT, ..Limits::default() }
}

fn plain() -> Router {
    Router::new().route("/", get(|ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { peer.ip().to_string() }))
}

impl Served {
    async fn open(&self, said: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.expect("the server listens");
        stream.write_all(said).await.expect("it is heard");
        stream
    }

    /// The whole answer to a request that asks to close.
    async fn ask(&self, request: &[u8]) -> String {
        rest(&mut self.open(request).await).await
    }
}

/// All that comes until the other end hangs up; a reset is an end too.
async fn rest(stream: &mut TcpStream) -> String {
    let (mut all, mut part) = (Vec::new(), [0; 4096]);
    while let Ok(read @ 1..) = tokio::time::timeout(Duration::from_secs(20), stream.read(&mut part)).await.expect("an end") {
        all.extend_from_slice(&part[..read]);
    }
    String::from_utf8_lossy(&all).into_owned()
}

const FINE: &[u8] = b"GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n";

#[tokio::test(flavor = "multi_thread")]
async fn half_open_requests_are_hung_up_on_while_others_are_answered() {
    let server = served(plain(), short()).await;
    let mut half = Vec::new();
    for number in 0..200 {
        let said: &[u8] = if number % 2 == 0 { b"" } else { b"GET / HTTP/1.1\r\nHost: here\r\nX-Slow: " };
        half.push(server.open(said).await);
    }
    let began = Instant::now();
    let trickling = tokio::spawn(async move {
        // one header byte after the other, for as long as somebody listens
        let mut beat = tokio::time::interval(Duration::from_millis(20));
        let mut gone = 0;
        while gone < half.len() {
            beat.tick().await;
            gone = 0;
            for stream in &mut half {
                let mut byte = [0];
                let ended = matches!(stream.try_read(&mut byte), Ok(0)) || stream.try_write(b"x").is_err();
                gone += usize::from(ended);
            }
        }
        gone
    });
    for _ in 0..50 {
        assert!(server.ask(FINE).await.ends_with("127.0.0.1"), "others are answered meanwhile");
    }
    let gone = tokio::time::timeout(SHORT * 10, trickling).await.expect("all are hung up on").expect("the trickle ran");
    assert_eq!(gone, 200);
    assert!(began.elapsed() >= SHORT, "nobody was hurried");
}

#[tokio::test]
async fn a_kept_connection_serves_again_and_ends_when_it_is_not_used() {
    let server = served(plain(), short()).await;
    let mut stream = server.open(b"GET / HTTP/1.1\r\nHost: here\r\n\r\nGET / HTTP/1.1\r\nHost: here\r\n\r\n").await;
    let began = Instant::now();
    let both = rest(&mut stream).await;
    assert_eq!(both.matches("200 OK").count(), 2, "{both}");
    assert!(began.elapsed() < SHORT * 10);
}

#[tokio::test]
async fn oversized_heads_are_refused() {
    // more than is read before it is judged
    let server = served(plain(), short()).await;
    let long = format!("GET / HTTP/1.1\r\nHost: here\r\nX-Long: {}\r\n\r\n", "y".repeat(300 * 1024));
    let many: String = (0..150).map(|n| format!("X-{n}: z\r\n")).collect();
    let many = format!("GET / HTTP/1.1\r\nHost: here\r\n{many}\r\n");
    for request in [long, many] {
        let mut stream = TcpStream::connect(server.address).await.expect("the server listens");
        // it may hang up before all is said
        let _ = stream.write_all(request.as_bytes()).await;
        let answer = rest(&mut stream).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 431"), "{answer}");
    }
    assert!(server.ask(FINE).await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn a_body_that_does_not_come_ends_the_request() {
    let router = Router::new()
        .route("/", post(|body: Bytes| async move { body.len().to_string() }))
        .layer(TimeoutLayer::with_status_code(http::StatusCode::REQUEST_TIMEOUT, SHORT));
    let server = served(router, short()).await;
    let mut stream = server.open(b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 50\r\n\r\n0123").await;
    let answer = rest(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
}

#[tokio::test]
async fn who_does_not_read_is_hung_up_on() {
    let dropped = std::sync::Arc::new(Notify::new());
    struct Tell(std::sync::Arc<Notify>);
    impl Drop for Tell {
        fn drop(&mut self) {
            self.0.notify_one();
        }
    }
    let told = dropped.clone();
    let router = Router::new().route(
        "/",
        get(move || {
            let tell = Tell(told.clone());
            let endless = stream::repeat_with(move || {
                let _ = &tell;
                Ok::<_, Infallible>(Bytes::from_static(&[b'x'; 65_536]))
            });
            async move { Body::from_stream(endless) }
        }),
    );
    let server = served(router, short()).await;
    let sleeper = server.open(FINE).await;
    tokio::time::timeout(SHORT * 20, dropped.notified()).await.expect("the answer is given up");
    drop(sleeper);
}

#[tokio::test]
async fn live_streams_outlast_the_limits_and_end_with_the_process() {
    let beat = || {
        stream::unfold(0, |n| async move {
            tokio::time::sleep(SHORT / 4).await;
            Some((Ok::<_, Infallible>(Event::default().id(n.to_string()).data("x")), n + 1))
        })
    };
    let server = served(Router::new().route("/", get(move || async move { Sse::new(beat()) })), short()).await;
    let mut stream = server.open(FINE).await;
    let (mut text, mut part) = (String::new(), [0; 4096]);
    while !text.contains("id: 11") {
        let read =
            tokio::time::timeout(Duration::from_secs(20), stream.read(&mut part)).await.expect("an event").expect("the stream goes on");
        assert!(read > 0, "the stream outlasts {SHORT:?}: {text}");
        text.push_str(&String::from_utf8_lossy(&part[..read]));
    }
    server.stop.cancel();
    tokio::time::timeout(SHORT * 10, server.task).await.expect("the server ends").expect("without a panic");
}

#[tokio::test]
async fn requests_under_way_are_finished_when_the_process_ends() {
    let (begun, go) = (std::sync::Arc::new(Notify::new()), std::sync::Arc::new(Notify::new()));
    let (b, g) = (begun.clone(), go.clone());
    let router = Router::new().route(
        "/",
        get(move || {
            let (begun, go) = (b.clone(), g.clone());
            async move {
                begun.notify_one();
                go.notified().await;
                "finished"
            }
        }),
    );
    let server = served(router, Limits { grace: Duration::from_secs(20), ..short() }).await;
    let mut stream = server.open(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n").await;
    begun.notified().await;
    server.stop.cancel();
    go.notify_one();
    assert!(rest(&mut stream).await.ends_with("finished"));
    server.task.await.expect("the server ends");
    assert!(TcpStream::connect(server.address).await.is_err(), "nobody listens any more");
}

#[tokio::test]
async fn no_more_connections_are_taken_than_there_are_places() {
    let server = served(plain(), Limits { connections: 2, ..short() }).await;
    let mut held = [server.open(b"GET").await, server.open(b"GET").await];
    // the third waits until the first two took too long
    assert!(server.ask(FINE).await.starts_with("HTTP/1.1 200"));
    for stream in &mut held {
        assert_eq!(rest(stream).await.matches("200").count(), 0);
    }
}
