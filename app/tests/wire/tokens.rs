//! The kinds of links that are secrets: where each is kept, how it dies, and how a fresh one is made. A path of a public
//! page or a table of tokens that is of no kind fails here, so that [`super::links`] covers what is new.

use std::collections::BTreeSet;

use server::crypto::{random_token, sha256_hex, token_hash};
use uuid::Uuid;

use super::world::World;

/// Paths with a token, from the routes of the public pages.
pub fn paths() -> BTreeSet<String> {
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

/// What a kind of link is kept in: its table, the way its hash is kept, and how rows of it die. Several kinds may be opened
/// at one path.
pub struct Kind {
    pub prefix: &'static str,
    pub table: &'static str,
    pub purpose: &'static str,
    pub deaths: &'static [&'static str],
}

pub const LINKS: &[Kind] = &[
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
    // a link in the text of a mail lives as long as what is kept of the mail
    Kind { prefix: "/t/c/", table: "mail_links", purpose: "", deaths: &["expires_at = now() - interval '1 second'"] },
    Kind { prefix: "/confirm/", table: "tokens", purpose: "confirm_email", deaths: TOKEN_DEATHS },
    Kind { prefix: "/confirm-address/", table: "tokens", purpose: "change_email", deaths: TOKEN_DEATHS },
    Kind { prefix: "/undo-address/", table: "tokens", purpose: "undo_email", deaths: TOKEN_DEATHS },
    Kind { prefix: "/reset/", table: "tokens", purpose: "reset_password", deaths: TOKEN_DEATHS },
];
const TOKEN_DEATHS: &[&str] = &["used_at = now()", "expires_at = now() - interval '1 second'"];

/// Tables of tokens that are in no link, with the reason.
const NO_LINKS: &[(&str, &str)] = &[("sessions", "a cookie holds it")];

/// The kinds of link that are opened at a path.
pub fn kinds(path: &str) -> Vec<&'static Kind> {
    let found: Vec<&Kind> = LINKS.iter().filter(|kind| path.starts_with(kind.prefix)).collect();
    assert!(!found.is_empty(), "{path} is a new kind of link: say where it is kept");
    found
}

impl Kind {
    /// Where its tokens are kept, and what they are for.
    pub fn place(&self) -> (&'static str, &'static str) {
        (self.table, self.purpose)
    }

    /// The row that dies with a token, whose hash is `$1` as bytes and `$2` as text.
    fn row(&self) -> (&'static str, &'static str) {
        match self.table {
            "quote_links" => ("quote_links", "token_hash = $2 and $1 <> ''::bytea"),
            "mail_links" => ("mail_tracks", "id = (select track_id from mail_links where token_hash = $1) and $2 <> ''"),
            table => (table, "token_hash = $1 and $2 <> ''"),
        }
    }
}

impl World {
    /// A live token of a kind in an organization; `dead` says how it dies.
    pub async fn token(&self, kind: &Kind, org: Uuid, dead: Option<&str>) -> String {
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
            "mail_links" => {
                "with track as (
                   insert into mail_tracks (org_id, id, mail_id, quote_id, token_hash, target, expires_at)
                   select m.org_id, $2, m.id, q.id, sha256($3::bytea), null, now() + interval '1 day' from mails m join quotes q on q.org_id = m.org_id and q.id = m.entity_id
                   where m.org_id = $1 and $4 <> '' order by m.id limit 1 returning org_id, id)
                 insert into mail_links (org_id, track_id, seq, token_hash, target) select org_id, id, 1, $3::bytea, 'https://example.com/fleet' from track"
            }
            "portal_links" => {
                "insert into portal_links (org_id, id, contact_id, token_hash, expires_at)
                 select org_id, $2, contact_id, $3, now() + interval '1 day' from portal_access where org_id = $1 and revoked_at is null and $4 <> '' order by contact_id limit 1"
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
            // all are constants above
            let (table, by) = kind.row();
            let statement = format!("update {table} set {how} where {by}");
            let done = sqlx::query(sqlx::AssertSqlSafe(statement)).bind(&hash).bind(sha256_hex(token.as_bytes())).execute(&mut conn).await;
            assert_eq!(done.expect("it dies").rows_affected(), 1);
        }
        token
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_table_of_tokens_is_one_of_links_or_has_a_reason() {
    let world = World::new().await;
    let mut conn = world.wire.test.owner_connection().await;
    let tables: BTreeSet<String> = sqlx::query_scalar(
        "select table_name::text from information_schema.columns where table_schema = 'public' and column_name = 'token_hash'",
    )
    .fetch_all(&mut conn)
    .await
    .expect("the catalog answers")
    .into_iter()
    .collect();
    let known: BTreeSet<String> =
        LINKS.iter().map(|kind| kind.table).chain(NO_LINKS.iter().map(|(table, _)| *table)).map(String::from).collect();
    assert_eq!(tables, known, "a table of tokens is of a kind of link, or of none with a reason");
    for kind in LINKS {
        assert!(paths().iter().any(|path| path.starts_with(kind.prefix)), "{} is opened somewhere", kind.prefix);
    }
}
