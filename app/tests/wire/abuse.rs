//! Abuse over a real socket (T8): requests that are none, lies about lengths, broken encodings, numbers and depths
//! beyond reason, on every path of the catalogue; and many connections that say nothing. The server never answers
//! with a fault of its own, never panics, serves everybody else meanwhile, and gives back the memory they took.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use server::connections;
use shared::access::BuiltinRole;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_util::sync::CancellationToken;

use super::client::{Credential, Wire};
use super::sample::{body, path};

/// Requests of the short form; the long one is ten times as many.
const REQUESTS: usize = 2_000;
/// Connections that say nothing at once.
const SILENT: usize = 500;
/// How often so many come and go: what a connection leaves behind adds up.
const WAVES: usize = 4;
/// Within this time everything they took is given back.
const RECOVERY: Duration = Duration::from_secs(30);
/// Kilobytes that come and go for each processor, whoever is connected: threads have heaps of their own, and each of them
/// meets its largest request sooner or later.
const SLACK_KB: u64 = 2_048;

/// Panics of the whole process. A connection that panics looks from outside like one that was hung up on.
static PANICS: AtomicUsize = AtomicUsize::new(0);

/// Counts panics from here on.
fn count_panics() {
    let former = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        PANICS.fetch_add(1, Ordering::SeqCst);
        former(info);
    }));
}

/// How many there were; none is looked for where other tests share the process.
fn panics() -> usize {
    if is_alone() { PANICS.load(Ordering::SeqCst) } else { 0 }
}

/// Whether this test has its process for itself.
fn is_alone() -> bool {
    std::env::var_os("NEXTEST").is_some()
}

/// Kilobytes of memory this process holds.
fn resident_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("the system says how this process does");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("it says how much memory");
    line.trim().trim_end_matches("kB").trim().parse().expect("a number")
}

/// How much memory may be held that was `first` after the first of their kind.
fn bar_kb(first: u64) -> u64 {
    let processors = std::thread::available_parallelism().map_or(2, usize::from);
    first + first / 10 + SLACK_KB * processors as u64
}

/// Numbers that look random and are the same each time (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }
}

async fn listen(wire: &Wire) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(connections::serve(listener, wire.router(), connections::Limits::of_process(), CancellationToken::new()));
    address
}

/// A request that something is wrong with.
fn spoilt(dice: &mut Dice, method: &str, target: &str, cookie: &str, sample: &str) -> Vec<u8> {
    let deep = "[".repeat(20_000);
    let numbers = sample.replacen(":1", ":1e308", 1).replacen(":480", ":-99999999999999999999", 1);
    let mut content: Vec<u8> = match dice.roll(9) {
        0 => b"\"\xff\xfe\x80\"".to_vec(),
        1 => deep.into_bytes(),
        2 => numbers.into_bytes(),
        3 => sample.replace("Sample", "\\u0000\\ud800").into_bytes(),
        4 => sample.as_bytes()[..sample.len() / 2].to_vec(),
        5 => format!("{sample}{sample}").into_bytes(),
        6 => vec![0; 300],
        7 => b"null".to_vec(),
        _ => sample.into(),
    };
    if dice.roll(6) == 0 && !content.is_empty() {
        let at = dice.roll(content.len());
        content[at] ^= 1 << dice.roll(8);
    }
    let target = match dice.roll(12) {
        0 => format!("{target}?after=%00%ff&limit=99999999999999999999"),
        1 => format!("{target}?limit=-1&from=never&search=%F0%28%8C%28"),
        2 => format!("{target}/%2e%2e/%2e%2e/etc/passwd"),
        3 => format!("{target}{}", "/a".repeat(2_000)),
        4 => target.replace("/api", "//api"),
        _ => target.to_string(),
    };
    let method = match dice.roll(12) {
        0 => "TRACE",
        1 => "BREW",
        2 => "HEAD",
        _ => method,
    };
    let mut head = format!("{method} {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Request-Client: test\r\nConnection: close\r\n").into_bytes();
    if dice.roll(4) > 0 {
        head.extend_from_slice(format!("Cookie: tailboard={cookie}\r\n").as_bytes());
    }
    let kind: &[u8] = match dice.roll(8) {
        0 => b"Content-Type: text/plain\r\n",
        1 => b"Content-Type: application/json; charset=utf-7\r\n",
        2 => b"Content-Type: \xc3\x28\r\n",
        3 => b"",
        _ => b"Content-Type: application/json\r\n",
    };
    head.extend_from_slice(kind);
    match dice.roll(10) {
        0 => head.extend_from_slice(format!("X-Long: {}\r\n", "y".repeat(100_000)).as_bytes()),
        1 => (0..300).for_each(|n| head.extend_from_slice(format!("X-{n}: z\r\n").as_bytes())),
        2 => head.extend_from_slice(b"Idempotency-Key: \xff\xff\r\n"),
        3 => head.extend_from_slice(b"Idempotency-Key: not-a-uuid\r\nX-Request-Id: \x01\r\n"),
        4 => head.extend_from_slice(b"Authorization: Bearer tb_AAAAAAAAAAAAAAAAAAAAAA\r\nLast-Event-ID: 9e99\r\n"),
        5 => head.extend_from_slice(b"Host: elsewhere\r\nX-Forwarded-For: \x80\r\n"),
        _ => {}
    }
    match dice.roll(8) {
        0 => head.extend_from_slice(format!("Content-Length: {}\r\n\r\n", content.len() + 50).as_bytes()),
        1 => head.extend_from_slice(b"Content-Length: -5\r\n\r\n"),
        2 => head.extend_from_slice(b"Transfer-Encoding: chunked\r\n\r\nZZ\r\n"),
        3 => head.extend_from_slice(b"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n5\r\n"),
        4 => head.extend_from_slice(b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n"),
        _ => head.extend_from_slice(format!("Content-Length: {}\r\n\r\n", content.len()).as_bytes()),
    }
    head.extend_from_slice(&content);
    head
}

/// The status a raw request is answered with; none when the connection is just closed.
async fn status(address: SocketAddr, request: &[u8], whole: bool) -> Option<u16> {
    let mut stream = TcpStream::connect(address).await.expect("the server listens");
    // the server may close while there is more to say
    let _ = stream.write_all(request).await;
    // who waits for more gets to know that there is none
    if tokio::time::timeout(Duration::from_millis(30), stream.readable()).await.is_err() && !whole {
        let _ = stream.shutdown().await;
    }
    let mut answer = [0; 32];
    let mut filled = 0;
    while filled < 12 {
        match tokio::time::timeout(Duration::from_secs(20), stream.read(&mut answer[filled..])).await {
            Ok(Ok(read)) if read > 0 => filled += read,
            Ok(_) => return None,
            Err(_) => panic!("no answer to {:?}", String::from_utf8_lossy(&request[..request.len().min(300)])),
        }
    }
    String::from_utf8_lossy(&answer[9..12]).parse().ok()
}

/// Connections the server holds, as it counts them itself; the one that asks is among them.
async fn held(address: SocketAddr) -> u64 {
    let mut stream = TcpStream::connect(address).await.expect("the server listens");
    stream.write_all(b"GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n").await.expect("it is heard");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("an answer");
    let text = String::from_utf8_lossy(&answer);
    let line = text.lines().find_map(|line| line.strip_prefix("tailboard_connections "));
    line.and_then(|count| count.trim().parse().ok()).unwrap_or_else(|| panic!("connections are counted: {text:.300}"))
}

/// Looks again and again whether something came about; whether it did in time.
async fn comes_about(mut look: impl AsyncFnMut() -> bool) -> bool {
    let looking = async {
        let mut looks = tokio::time::interval(Duration::from_millis(20));
        loop {
            looks.tick().await;
            if look().await {
                break;
            }
        }
    };
    tokio::time::timeout(RECOVERY, looking).await.is_ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_request_however_broken_makes_the_server_fail() {
    count_panics();
    let wire = Wire::new().await;
    let address = listen(&wire).await;
    let Credential::Cookie(cookie) = wire.login(0, BuiltinRole::Owner).await else { panic!("it is a session") };
    let endpoints: Vec<_> = app::endpoints::all().into_iter().filter(|e| e.path != "/api/v1/live").collect();
    let many = if std::env::var_os("TAILBOARD_LONG").is_some() { REQUESTS * 10 } else { REQUESTS };
    let (mut dice, mut wrong, mut refused, mut closed) = (Dice(0x9e37_79b9_7f4a_7c15), Vec::new(), 0, 0);
    let (mut asked, mut before, mut given_back) = (0, u64::MAX, false);
    // what the first of their kind take once and for all (a font, a list of towns) is no loss: a loss comes again with
    // every round, so one that ends with what it began with is asked for, of at most four after the first
    for round in 0..5 {
        if round >= 2 && given_back {
            break;
        }
        before = resident_kb();
        for number in asked..asked + many / 2 {
            let endpoint = &endpoints[number % endpoints.len()];
            let sample = body(endpoint).unwrap_or_default().to_string();
            let request = spoilt(&mut dice, endpoint.method, &path(endpoint), &cookie, &sample);
            match status(address, &request, false).await {
                Some(code) if code >= 500 => {
                    wrong.push(format!("{code} to {:?}", String::from_utf8_lossy(&request).chars().take(600).collect::<String>()));
                }
                Some(_) => refused += 1,
                None => closed += 1,
            }
        }
        asked += many / 2;
        given_back = round > 0 && comes_about(async || resident_kb() <= bar_kb(before)).await;
    }
    let end = resident_kb();
    println!(
        "T8 abuse: {asked} broken requests, {refused} answered, {closed} hung up on, {} faults, {} panics; {before} kB before the last {}, {end} kB in the end",
        wrong.len(),
        panics(),
        many / 2
    );
    assert!(given_back || !is_alone(), "{before} kB before the last round, {end} kB in the end, and no round before took less");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(panics(), 0, "nothing panicked");
}

/// Opens connections that say nothing, or not all they announced.
async fn silence(address: SocketAddr) -> Vec<TcpStream> {
    let mut silent = Vec::with_capacity(SILENT);
    for number in 0..SILENT {
        let mut stream = TcpStream::connect(address).await.expect("the server listens");
        let half: &[u8] = match number % 3 {
            0 => b"",
            1 => b"GET /api/v1/leads HTTP/1.1\r\nHo",
            _ => b"POST /api/v1/leads HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Request-Client: test\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"na",
        };
        stream.write_all(half).await.expect("it is heard");
        silent.push(stream);
    }
    silent
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_that_say_nothing_keep_nobody_waiting() {
    count_panics();
    let wire = Wire::new().await;
    let address = listen(&wire).await;
    let fine = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
    let slowest = async || {
        let mut times = Vec::new();
        for _ in 0..100 {
            let began = Instant::now();
            assert_eq!(status(address, fine, true).await, Some(200));
            times.push(began.elapsed());
        }
        times.sort_unstable();
        times[98]
    };
    let quiet = slowest().await;
    let (mut busy, mut first, mut last, mut most) = (Duration::ZERO, 0_u64, 0_u64, 0_u64);
    for wave in 0..WAVES {
        let silent = silence(address).await;
        // those that said a whole head may be refused before the rest of it comes
        assert!(comes_about(async || held(address).await > SILENT as u64 / 2).await, "they are held");
        if wave == 0 {
            busy = slowest().await;
        }
        most = most.max(resident_kb());
        drop(silent);
        assert!(comes_about(async || held(address).await < 10).await, "who hung up is let go");
        if wave == 0 {
            // what the first of its kind takes once and for all is no loss
            first = resident_kb();
        }
        let given_back = comes_about(async || resident_kb() <= bar_kb(first)).await;
        last = resident_kb();
        assert!(given_back || !is_alone(), "{first} kB after the first wave, {last} kB after wave {wave}");
    }
    println!(
        "T8 silence: {WAVES} waves of {SILENT} silent connections; the slowest of 100 others took {} µs before and {} µs beside them; {first} kB after the first wave, {most} kB at most, {last} kB in the end",
        quiet.as_micros(),
        busy.as_micros()
    );
    // absolute slack: on a busy machine both are noise
    assert!(busy < quiet * 3 + Duration::from_millis(50), "{quiet:?} then {busy:?}");
    assert_eq!(panics(), 0, "nothing panicked");
}
