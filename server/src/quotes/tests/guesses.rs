//! The number of a link cannot be found by trying.

use super::*;

#[tokio::test]
async fn the_number_of_a_link_is_guessed_at_five_times_and_no_more() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let quote = draft(&cx).await;
    let send = SendQuote { version: quote.version, email: "maya@example.com".into(), pin: "4711".into(), message: String::new() };
    let out = quotes::send(&cx, quote.id, send).await.expect("sent");
    let token = out.link.rsplit('/').next().expect("a token");
    for guess in ["0000", "1111", "2222", "3333", "4444"] {
        // each guess by a visitor of its own: what is counted belongs to the quote
        assert_eq!(quotes::unlock(&open(&t, token).await, guess).await, Err(Error::field("pin", "wrong_code")), "{guess}");
    }
    for late in ["5555", "4711"] {
        let refused = quotes::unlock(&open(&t, token).await, late).await;
        assert!(matches!(refused, Err(Error::TooMany { retry_after_seconds: 1..=600 })), "{late}: {refused:?}");
    }
    // what is kept of the number is slow to try, and what a visitor keeps is not the number
    let mut conn = t.owner_connection().await;
    let kept: String = sqlx::query_scalar("select pin_hash from quote_links").fetch_one(&mut conn).await.expect("one link");
    assert!(kept.starts_with("$argon2id$"), "{kept}");
    sqlx::query("update rate_limits set started = now() - interval '601 seconds'").execute(&mut conn).await.expect("time passes");
    let opened = open(&t, token).await;
    let key = quotes::unlock(&opened, "4711").await.expect("ten minutes later");
    assert!(opened.unlocked_by(Some(&key)) && !key.contains("4711") && !opened.unlocked_by(Some("4711")));
}
