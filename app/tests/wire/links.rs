//! Links that are secrets (T2): offers, portal logins, invitations, confirmations, new passwords. Every kind there is a
//! route for is opened with tokens that are wrong, cut off, lengthened, of another kind, revoked and outdated: what
//! does not exist is answered alike in status, size and time, and nothing of a dead link gets anybody in.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use http::StatusCode;
use server::crypto::{random_token, sha256_hex, token_hash};
use shared::access::BuiltinRole;
use uuid::Uuid;

use super::atlas::ids_in;
use super::client::{Credential, Reply};
use super::world::World;

/// Times are compared by the middle one of so many.
const TIMES: usize = 31;
/// How much longer one dead token may take than another.
const GAP: Duration = Duration::from_millis(2);
/// A busy machine is asked so often.
const ROUNDS: usize = 4;

/// Paths with a token, from the routes of the public pages.
fn paths() -> BTreeSet<String> {
    let rooms = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src")).expect("the source is there");
    rooms
        .filter_map(|room| std::fs::read_to_string(room.ok()?.path().join("public.rs")).ok())
        .flat_map(|source| {
            let routes: Vec<String> =
                source.split(".route(\"").skip(1).filter_map(|rest| rest.split_once('"').map(|(path, _)| path.to_string())).collect();
            routes
        })
        .filter(|path| path.contains("{token}"))
        .collect()
}

/// What a kind of link is kept in: its table, the way its hash is kept, and how rows of it die.
struct Kind {
    prefix: &'static str,
    table: &'static str,
    purpose: &'static str,
    deaths: &'static [&'static str],
}

const LINKS: &[Kind] = &[
    Kind { prefix: "/q/", table: "quote_links", purpose: "", deaths: &["revoked_at = now()", "expires_at = now() - interval '1 second'"] },
    Kind { prefix: "/portal/enter/", table: "portal_links", purpose: "", deaths: &["expires_at = now() - interval '1 second'"] },
    Kind {
        prefix: "/invitations/",
        table: "invitations",
        purpose: "",
        deaths: &["revoked_at = now()", "accepted_at = now()", "expires_at = now() - interval '1 second'"],
    },
    Kind { prefix: "/t/o/", table: "mail_tracks", purpose: "", deaths: &["expires_at = now() - interval '1 second'"] },
    Kind { prefix: "/t/c/", table: "mail_tracks", purpose: "", deaths: &["expires_at = now() - interval '1 second'"] },
    Kind { prefix: "/confirm/", table: "tokens", purpose: "confirm_email", deaths: TOKEN_DEATHS },
    Kind { prefix: "/confirm-address/", table: "tokens", purpose: "change_email", deaths: TOKEN_DEATHS },
    Kind { prefix: "/undo-address/", table: "tokens", purpose: "undo_email", deaths: TOKEN_DEATHS },
    Kind { prefix: "/reset/", table: "tokens", purpose: "reset_password", deaths: TOKEN_DEATHS },
];
const TOKEN_DEATHS: &[&str] = &["used_at = now()", "expires_at = now() - interval '1 second'"];

fn kind(path: &str) -> &'static Kind {
    LINKS.iter().find(|kind| path.starts_with(kind.prefix)).unwrap_or_else(|| panic!("{path} is a new kind of link: say where it is kept"))
}

impl World {
    /// A live token of a kind in an organization; `dead` says how it dies.
    async fn token(&self, kind: &Kind, org: Uuid, dead: Option<&str>) -> String {
        let token = random_token();
        let mut conn = self.wire.test.owner_connection().await;
        let hash = token_hash(&token).to_vec();
        let insert = match kind.table {
            "quote_links" => {
                "insert into quote_links (org_id, id, quote_id, revision_id, token_hash, email, expires_at)
                 select org_id, $2, quote_id, id, $4, 'cleo@example.com', now() + interval '1 day' from quote_revisions where org_id = $1 and $3 <> ''::bytea order by id limit 1"
            }
            "mail_tracks" => {
                "insert into mail_tracks (org_id, id, mail_id, quote_id, token_hash, target, expires_at)
                 select m.org_id, $2, m.id, q.id, $3, '/q/of-a-test', now() + interval '1 day' from mails m join quotes q on q.org_id = m.org_id and q.id = m.entity_id
                 where m.org_id = $1 and $4 <> '' order by m.id limit 1"
            }
            "portal_links" => {
                "insert into portal_links (org_id, id, contact_id, token_hash, expires_at)
                 select org_id, $2, contact_id, $3, now() + interval '1 day' from portal_access where org_id = $1 and $4 <> '' order by contact_id limit 1"
            }
            "invitations" => {
                "insert into invitations (org_id, id, email, roles, invited_by, token_hash, expires_at)
                 select org_id, $2, 'new-' || $2::uuid || '@example.com', array['driver'], id, $3, now() + interval '1 day' from members where org_id = $1 and $4 <> '' limit 1"
            }
            _ => {
                "insert into tokens (token_hash, purpose, user_id, org_id, data, expires_at)
                 select $3, $5, user_id, org_id, jsonb_build_object('email', 'other-' || $2::uuid || '@example.com'), now() + interval '1 day' from members where org_id = $1 and $4 <> '' limit 1"
            }
        };
        let mut query = sqlx::query(insert).bind(org).bind(Uuid::now_v7()).bind(&hash).bind(sha256_hex(token.as_bytes()));
        if !kind.purpose.is_empty() {
            query = query.bind(kind.purpose);
        }
        assert_eq!(query.execute(&mut conn).await.expect("a link").rows_affected(), 1, "{} has a record to link to", kind.prefix);
        if let Some(how) = dead {
            // both are constants above
            let by = if kind.table == "quote_links" { "token_hash = $2 and $1 <> ''::bytea" } else { "token_hash = $1 and $2 <> ''" };
            let statement = format!("update {} set {how} where {by}", kind.table);
            let done = sqlx::query(sqlx::AssertSqlSafe(statement)).bind(&hash).bind(sha256_hex(token.as_bytes())).execute(&mut conn).await;
            assert_eq!(done.expect("it dies").rows_affected(), 1);
        }
        token
    }

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

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_is_wrong_or_dead_says_nothing_and_lets_nobody_in() {
    let world = World::new().await;
    let org = world.wire.test.org().id.0;
    let (mut wrong, mut probes) = (Vec::new(), 0);
    let mut strangers = Vec::new();
    for kind in LINKS {
        strangers.push((kind, world.token(kind, org, None).await));
    }
    for path in paths() {
        let kind = kind(&path);
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
        never.extend(
            // the picture and the button of a mail have one token
            strangers
                .iter()
                .filter(|(other, _)| (other.table, other.purpose) != (kind.table, kind.purpose))
                .map(|(other, token)| (format!("of {}", other.prefix), token.clone())),
        );
        for method in ["GET", "POST"] {
            let (unknown, page) = world.open_link(method, &path, &random_token(), None).await;
            for (what, token) in &never {
                probes += 1;
                let (reply, text) = world.open_link(method, &path, token, None).await;
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
                let (reply, text) = world.open_link(method, &path, &dead, None).await;
                let alike = reply.status == unknown.status && text == page;
                // who held a link of their own may be told why it is over, and nothing else
                let is_told = kind.table == "tokens" || kind.table == "invitations" || how.starts_with("used");
                if lets_in(&reply) || !(alike || is_told && !reply.status.is_success()) {
                    wrong.push(format!("{method} {path} with {how}: {} {:.120}", reply.status, text));
                }
            }
        }
        // pages that only ask to press a button look the same with any token
        let (shown, _) = world.open_link("GET", &path, &live, None).await;
        if shown.status.is_server_error() || (shown.status == StatusCode::NOT_FOUND && path.ends_with("{token}")) {
            wrong.push(format!("GET {path} with a live token: {}", shown.status));
        }
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
        let mut gap = Duration::MAX;
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
            if gap < GAP {
                break;
            }
        }
        slowest = slowest.max(gap);
        if gap >= GAP {
            wrong.push(format!("{}: {gap:?}", kind.prefix));
        }
    }
    println!("T2 links: dead ones of {} kinds differ by {} µs at most", LINKS.len(), slowest.as_micros());
    assert!(wrong.is_empty(), "{wrong:?}");
}
