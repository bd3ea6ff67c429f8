//! Links that are secrets (T2): offers, portal logins, invitations, confirmations, new passwords, what is in mails. Every
//! kind there is a route for or a table of tokens is opened with tokens that are wrong, cut off, lengthened, of another
//! kind, revoked and outdated: what does not exist is answered alike in status, size and time, and nothing of a dead link
//! gets anybody in.

use std::time::{Duration, Instant};

use http::StatusCode;
use server::crypto::random_token;
use shared::access::BuiltinRole;

use super::atlas::ids_in;
use super::client::{Credential, Reply};
use super::tokens::{Kind, LINKS, kinds, paths};
use super::world::World;

/// Times are compared by the middle one of so many.
const TIMES: usize = 31;
/// How much longer one dead token may take than another.
const GAP: Duration = Duration::from_millis(2);
/// A busy machine is asked so often.
const ROUNDS: usize = 4;

impl World {
    /// Opens a link as a browser does, or presses the button of its page.
    async fn open_link(&self, method: &'static str, path: &str, token: &str, credential: Option<&Credential>) -> (Reply, String) {
        self.forget_attempts().await;
        let form = (method == "POST").then_some("password=four+stout+horses+pull+the+van&name=Nell&text=Hello&reason=price");
        let reply = self.wire.browse(method, &path.replace("{token}", token), credential, form).await;
        // a page may say where its own button leads
        let text = String::from_utf8_lossy(&reply.bytes).replace(token, "TOKEN");
        (reply, text)
    }
}

fn lets_in(reply: &Reply) -> bool {
    reply
        .headers
        .get_all("set-cookie")
        .iter()
        .any(|cookie| cookie.to_str().is_ok_and(|text| text.contains("tailboard=") && !text.contains("tailboard=;")))
}

/// Opens a link without a login, with every token that is none of its kind or dead; what was wrong, and how many there were.
async fn refuses(world: &World, path: &str, kind: &Kind, strangers: &[(&Kind, String)]) -> (Vec<String>, usize) {
    let (org, mut wrong, mut probes) = (world.wire.test.org().id.0, Vec::new(), 0);
    let live = world.token(kind, org, None).await;
    let swapped: String =
        live.chars().map(|c| if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() }).collect();
    let mut never: Vec<(String, String)> = vec![
        ("cut off".into(), live[..42].into()),
        ("lengthened".into(), format!("{live}A")),
        ("of other letters".into(), swapped),
        ("endless".into(), "A".repeat(3_000)),
        ("no token".into(), "or-1-is-1".into()),
    ];
    // the picture, the button and the links of a mail have tokens that are opened at one path
    let at_home: Vec<_> = kinds(path).into_iter().map(Kind::place).collect();
    never.extend(
        strangers
            .iter()
            .filter(|(other, _)| !at_home.contains(&other.place()))
            .map(|(other, token)| (format!("of {}", other.prefix), token.clone())),
    );
    for method in ["GET", "POST"] {
        let (unknown, page) = world.open_link(method, path, &random_token(), None).await;
        for (what, token) in &never {
            probes += 1;
            let (reply, text) = world.open_link(method, path, token, None).await;
            if reply.status != unknown.status || text != page || lets_in(&reply) {
                wrong.push(format!(
                    "{method} {path} with a token {what}: {} ({} bytes), unknown is {} ({} bytes)",
                    reply.status,
                    text.len(),
                    unknown.status,
                    page.len()
                ));
            }
        }
        for how in kind.deaths {
            probes += 1;
            let dead = world.token(kind, org, Some(how)).await;
            let (reply, text) = world.open_link(method, path, &dead, None).await;
            let alike = reply.status == unknown.status && text == page;
            // who held a link of their own may be told why it is over, and nothing else
            let is_told = kind.table == "tokens" || kind.table == "invitations" || how.starts_with("used");
            if lets_in(&reply) || !(alike || is_told && !reply.status.is_success()) {
                wrong.push(format!("{method} {path} of {} with {how}: {} {:.120}", kind.table, reply.status, text));
            }
        }
    }
    // pages that only ask to press a button look the same with any token
    let (shown, _) = world.open_link("GET", path, &live, None).await;
    if shown.status.is_server_error() || (shown.status == StatusCode::NOT_FOUND && path.ends_with("{token}")) {
        wrong.push(format!("GET {path} with a live token of {}: {}", kind.table, shown.status));
    }
    (wrong, probes)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_is_wrong_or_dead_says_nothing_and_lets_nobody_in() {
    let world = World::new().await;
    let (mut wrong, mut probes) = (Vec::new(), 0);
    let mut strangers = Vec::new();
    for kind in LINKS {
        strangers.push((kind, world.token(kind, world.wire.test.org().id.0, None).await));
    }
    for path in paths() {
        for kind in kinds(&path) {
            let (found, many) = refuses(&world, &path, kind, &strangers).await;
            wrong.extend(found);
            probes += many;
            // of another organization: nothing of ours is mixed in, whoever looks
            let theirs = world.token(kind, world.wire.test.other_org().id.0, None).await;
            let ours = world.ours.all();
            for credential in [None, Some(world.wire.login(0, BuiltinRole::Owner).await), Some(world.customer(0).await)] {
                probes += 1;
                let (reply, text) = world.open_link("GET", &path, &theirs, credential.as_ref()).await;
                if let Some(id) = ids_in(&text).intersection(&ours).next().filter(|_| kind.table != "tokens") {
                    wrong.push(format!("GET {path} of another organization: {} shows our {id}", reply.status));
                }
            }
        }
    }
    println!("T2 links: {probes} probes of {} kinds", LINKS.len());
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn dead_links_take_the_same_time() {
    let world = World::new().await;
    let org = world.wire.test.org().id.0;
    let (mut wrong, mut slowest) = (Vec::new(), Duration::ZERO);
    for kind in LINKS {
        let path = format!("{}{{token}}", kind.prefix);
        let mut tokens = vec![random_token(), random_token()[..42].to_string()];
        for how in kind.deaths {
            tokens.push(world.token(kind, org, Some(how)).await);
        }
        let (mut gap, mut is_wide) = (Duration::MAX, true);
        for _ in 0..ROUNDS {
            let mut times = vec![Vec::with_capacity(TIMES); tokens.len()];
            for _ in 0..TIMES {
                world.forget_attempts().await;
                // the first to come after that begins a new count, whatever it holds
                world.wire.browse("GET", &path.replace("{token}", &random_token()), None, None).await;
                for (token, times) in tokens.iter().zip(&mut times) {
                    let began = Instant::now();
                    world.wire.browse("GET", &path.replace("{token}", token), None, None).await;
                    times.push(began.elapsed());
                }
            }
            let middles: Vec<Duration> = times
                .into_iter()
                .map(|mut times| {
                    times.sort_unstable();
                    times[TIMES / 2]
                })
                .collect();
            let (least, most) = (middles.iter().min().copied().unwrap_or_default(), middles.iter().max().copied().unwrap_or_default());
            gap = gap.min(most - least);
            // on a slow machine everything is wider apart
            is_wide = most - least >= GAP.max(most / 5);
            if !is_wide {
                break;
            }
        }
        slowest = slowest.max(gap);
        if is_wide {
            wrong.push(format!("{} of {}: {gap:?}", kind.prefix, kind.table));
        }
    }
    println!("T2 links: dead ones of {} kinds differ by {} µs at most", LINKS.len(), slowest.as_micros());
    assert!(wrong.is_empty(), "{wrong:?}");
}
