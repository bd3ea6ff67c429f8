//! The number of a secure link cannot be found by trying.

use super::*;

async fn locked(cx: &Cx) -> (Quote, String) {
    let quote = draft(cx).await;
    let send = SendQuote {
        version: quote.version,
        total_cents: quote.priced.total_cents,
        email: "maya@example.com".into(),
        pin: "4711".into(),
        message: String::new(),
    };
    let out = quotes::send(cx, quote.id, send).await.expect("sent");
    let token = out.link.rsplit('/').next().expect("a token").to_string();
    (out.quote, token)
}

fn must_wait<T: std::fmt::Debug>(answer: shared::Result<T>) -> u64 {
    match answer {
        Err(Error::TooMany { retry_after_seconds }) => retry_after_seconds,
        other => panic!("tried on: {other:?}"),
    }
}

#[tokio::test]
async fn after_five_guesses_a_link_takes_no_number_for_ten_minutes_not_even_the_right_one() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let ((quote, token), (_, other)) = (locked(&cx).await, locked(&cx).await);
    for guess in ["0000", "1111", "4712", "471", ""] {
        let opened = open(&t, &token).await;
        assert_eq!(quotes::unlock(&opened, guess).await.expect_err("wrong"), Error::field("pin", "wrong_code"), "{guess}");
    }
    // by whichever visitor and whichever link of the quote
    let elsewhere = RequestInfo { ip: Some([203, 0, 113, 9].into()), ..RequestInfo::internal("another visitor") };
    let opened = quotes::open(&t.app, elsewhere, &token).await.expect("the link opens");
    let wait = must_wait(quotes::unlock(&opened, "4711").await);
    assert!((1..=600).contains(&wait), "{wait}");
    assert_eq!(quotes::read(&opened, opened.unlocked_by(Some("4711")), false, None).await.expect("locked").state, LinkState::Locked);
    // other quotes are not held up
    let beside = open(&t, &other).await;
    let key = quotes::unlock(&beside, "4711").await.expect("the right number of another quote");
    assert!(beside.unlocked_by(Some(&key)) && !opened.unlocked_by(Some(&key)), "which opens only that one");

    let mut conn = t.owner_connection().await;
    // what is kept of the number is slow to try, and what a visitor keeps is not the number
    let kept = sqlx::query_scalar::<_, String>("select pin_hash from quote_links").fetch_all(&mut conn).await.expect("two links");
    assert!(kept.iter().all(|hash| hash.starts_with("$argon2id$")) && !key.contains("4711"), "{kept:?}");
    let nearly = "update rate_limits set started = now() - interval '9 minutes 50 seconds' where key = 'quote-pin:' || $1::uuid";
    sqlx::query(nearly).bind(quote.id.0).execute(&mut conn).await.expect("time passes");
    assert!(must_wait(quotes::unlock(&opened, "4711").await) <= 10, "trying on does not begin the time anew");
    let over = "update rate_limits set started = now() - interval '10 minutes 1 second' where key = 'quote-pin:' || $1::uuid";
    sqlx::query(over).bind(quote.id.0).execute(&mut conn).await.expect("time passes");
    let key = quotes::unlock(&opened, "4711").await.expect("the right number");
    assert!(opened.unlocked_by(Some(&key)));
}
