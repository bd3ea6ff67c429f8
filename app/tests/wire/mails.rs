//! What is in tracked mails over the wire: the picture is the same whatever is asked for, the button leads to the page
//! that was stored and nowhere else, and neither gives anything away or keeps anything at whoever asks.

use std::time::{Duration, Instant};

use http::StatusCode;
use server::crypto::{random_token, token_hash};
use shared::access::BuiltinRole;
use sqlx::PgConnection;

use super::client::{Reply, Wire};

const PERSON: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

/// The token in a mail of the demo, as if it had gone out a while ago, and the page its button leads to.
async fn mailed(wire: &Wire) -> (String, String) {
    let mut conn = wire.test.owner_connection().await;
    let found: (String, String) = sqlx::query_as(
        "select m.html_body, t.target from mails m join mail_tracks t on t.org_id = m.org_id and t.mail_id = m.id
         where m.org_id = $1 and m.template = 'quote_sent' order by m.id limit 1",
    )
    .bind(wire.test.org().id.0)
    .fetch_one(&mut conn)
    .await
    .expect("the demo has mailed offers");
    sqlx::query("update mails set sent_at = now() - interval '1 hour'").execute(&mut conn).await.expect("it went out a while ago");
    let html = found.0.replace("&#x2f;", "/");
    let token = html.split_once("/t/o/").and_then(|(_, rest)| rest.split('"').next()).expect("a picture").to_string();
    (token, found.1)
}

/// Asks as a person's browser does.
async fn ask(wire: &Wire, path: &str) -> Reply {
    wire.get_with(path, &[("user-agent", PERSON)]).await
}

/// The hits of all mails once there are as many as expected: they are noted aside.
async fn hits(conn: &mut PgConnection, expected: usize) -> Vec<(String, Option<String>)> {
    let patience = Instant::now() + Duration::from_secs(20);
    loop {
        let found: Vec<(String, Option<String>)> =
            sqlx::query_as("select kind, machine from mail_hits order by at, seq").fetch_all(&mut *conn).await.expect("the hits");
        if found.len() >= expected || Instant::now() > patience {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_picture_of_a_mail_is_the_same_for_any_token_and_keeps_nothing() {
    let wire = Wire::demo().await;
    let mut conn = wire.test.owner_connection().await;
    let (token, _) = mailed(&wire).await;
    let live = ask(&wire, &format!("/t/o/{token}")).await;
    for other in [random_token(), token[1..].to_string(), "%F0%9F%9A%9A".into(), "A".repeat(2_000)] {
        let reply = ask(&wire, &format!("/t/o/{other}")).await;
        assert_eq!((reply.status, &reply.bytes), (live.status, &live.bytes), "{other:.40}");
        let named = |reply: &Reply| {
            let mut heads: Vec<String> = reply
                .headers
                .iter()
                .filter(|(name, _)| *name != "x-request-id")
                .map(|(name, value)| format!("{name}: {value:?}"))
                .collect();
            heads.sort();
            heads
        };
        assert_eq!(named(&reply), named(&live), "{other:.40}");
    }
    let head = |name: &str| live.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_string();
    assert_eq!((live.status, head("content-type").as_str()), (StatusCode::OK, "image/gif"));
    assert!(live.bytes.starts_with(b"GIF89a\x01\x00\x01\x00") && live.bytes.ends_with(b"\x3b"), "one pixel");
    assert!(head("cache-control").contains("no-store"), "{}", head("cache-control"));
    assert_eq!(head("cross-origin-resource-policy"), "cross-origin", "mailboxes show it among their own");
    assert!(!live.headers.contains_key("set-cookie"));
    assert_eq!(hits(&mut conn, 1).await, [("open".to_string(), None)]);
    wire.browse("HEAD", &format!("/t/o/{token}"), None, None).await;
    assert_eq!(hits(&mut conn, 2).await[1], ("open".to_string(), Some("head".to_string())));
    for method in ["POST", "PUT", "DELETE"] {
        assert!(wire.browse(method, &format!("/t/o/{token}"), None, Some("")).await.status.is_client_error(), "{method}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_button_of_a_mail_leads_to_the_stored_page_whatever_the_request_says() {
    let wire = Wire::demo().await;
    let (token, target) = mailed(&wire).await;
    for more in ["", "?url=https://evil.example", "?to=//evil.example", "?target=%2F%2Fevil.example&next=https:evil.example"] {
        let reply = ask(&wire, &format!("/t/c/{token}{more}")).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{more}");
        assert_eq!(reply.headers["location"].to_str().ok(), Some(target.as_str()), "{more}");
        assert_eq!(reply.headers["referrer-policy"], "no-referrer");
        assert!(reply.headers["cache-control"].to_str().is_ok_and(|text| text.contains("no-store")));
        assert!(!reply.headers.contains_key("set-cookie"));
    }
    for wrong in [random_token(), "https:%2F%2Fevil.example".into(), "%2F%2Fevil.example".into()] {
        let reply = ask(&wire, &format!("/t/c/{wrong}")).await;
        assert_eq!((reply.status, reply.headers.get("location")), (StatusCode::NOT_FOUND, None), "{wrong}");
    }
    let mut conn = wire.test.owner_connection().await;
    let hits = hits(&mut conn, 4).await;
    assert!(hits.len() == 4 && hits.iter().all(|(kind, _)| kind == "click"), "{hits:?}");
    // what is shown of it is asked for with a right
    let lead: uuid::Uuid = sqlx::query_scalar("select lead_id from quotes where org_id = $1 and lead_id is not null limit 1")
        .bind(wire.test.org().id.0)
        .fetch_one(&mut conn)
        .await
        .expect("a lead with a quote");
    let path = format!("/api/v1/leads/{lead}/mails");
    assert_eq!(wire.send("GET", &path, Some(BuiltinRole::Driver), None).await.status, StatusCode::FORBIDDEN);
    assert_eq!(wire.send("GET", &path, Some(BuiltinRole::Owner), None).await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_in_a_mail_leads_to_what_was_written_whatever_the_request_says() {
    let wire = Wire::demo().await;
    mailed(&wire).await;
    let mut conn = wire.test.owner_connection().await;
    let (token, target) = (random_token(), "https://example.com/fleet?a=1&b=2");
    let written = "insert into mail_links (org_id, track_id, seq, token_hash, target)
        select org_id, id, 1, $2, $3 from mail_tracks where org_id = $1 and expires_at > now() order by id limit 1";
    let done = sqlx::query(written)
        .bind(wire.test.org().id.0)
        .bind(token_hash(&token).to_vec())
        .bind(target)
        .execute(&mut conn)
        .await
        .expect("a link");
    assert_eq!(done.rows_affected(), 1, "the demo has a tracked mail");
    for more in ["", "?url=https://evil.example", "?target=%2F%2Fevil.example&link=2"] {
        let reply = ask(&wire, &format!("/t/c/{token}{more}")).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{more}");
        assert_eq!(reply.headers["location"].to_str().ok(), Some(target), "{more}");
        assert_eq!(reply.headers["referrer-policy"], "no-referrer");
        assert!(!reply.headers.contains_key("set-cookie"));
    }
    assert_eq!(ask(&wire, &format!("/t/c/{}", &token[1..])).await.status, StatusCode::NOT_FOUND);
    // as a picture it shows one, and is nobody's opening
    assert_eq!(ask(&wire, &format!("/t/o/{token}")).await.status, StatusCode::OK);
    let hits = hits(&mut conn, 3).await;
    assert!(hits.len() == 3 && hits.iter().all(|(kind, _)| kind == "click"), "{hits:?}");
    // nothing but an address one may follow is kept at all
    for bad in ["javascript:alert(1)", "//evil.example", "https://example.com/\nx", "ftp://example.com/"] {
        let kept = sqlx::query("update mail_links set target = $1").bind(bad).execute(&mut conn).await;
        assert!(kept.is_err(), "{bad:?}");
    }
}
