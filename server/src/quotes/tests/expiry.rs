//! Offers run out by themselves, and one that cannot keeps no other open.

use super::*;
use crate::quotes::background::expire_all;

/// A draft sent with a code that can be used once.
async fn sent_with_code(cx: &Cx) -> QuoteId {
    let promo = NewPromo {
        code: "TEAM150".into(),
        discount: Discount::Cents(15_000),
        minimum_cents: 0,
        service_line: None,
        starts_on: None,
        ends_on: None,
        max_uses: Some(1),
        only: PromoScope::default(),
    };
    crate::pricing::create_promo(cx, promo).await.expect("a code");
    let quote = draft(cx).await;
    let quote = quotes::use_promo(cx, quote.id, UsePromo { code: "TEAM150".into() }).await.expect("it is reserved");
    let send = SendQuote {
        version: quote.version,
        total_cents: quote.priced.total_cents,
        email: "maya@example.com".into(),
        pin: String::new(),
        message: String::new(),
    };
    quotes::send(cx, quote.id, send).await.expect("sent").quote.id
}

async fn set(t: &TestApp, change: &'static str, id: QuoteId) {
    let mut conn = t.owner_connection().await;
    let done = sqlx::query(change).bind(id.0).execute(&mut conn).await.expect("it is set");
    assert_eq!(done.rows_affected(), 1, "{change}");
}

const A_MINUTE_AGO: &str = "update quotes set valid_until = now() - interval '1 minute' where id = $1";
const AN_HOUR_AGO: &str = "update quotes set valid_until = now() - interval '1 hour' where id = $1";

/// What is kept of every quote: id, status and version.
async fn kept(t: &TestApp) -> Vec<(uuid::Uuid, String, i32)> {
    let mut conn = t.owner_connection().await;
    sqlx::query_as("select id, status, version from quotes order by id").fetch_all(&mut conn).await.expect("quotes")
}

async fn status(t: &TestApp, id: QuoteId) -> String {
    kept(t).await.into_iter().find(|(quote, ..)| *quote == id.0).expect("the quote").1
}

const EXPIRED: &str = "outbox where kind = 'quotes.expired'";

#[tokio::test]
async fn an_offer_whose_time_is_over_runs_out_and_gives_its_code_back() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let over = sent_with_code(&cx).await;
    let (holds, _) = sent(&cx).await;
    let waiting = draft(&cx).await;
    assert_eq!(t.count("promo_uses where status = 'reserved'").await, 1);
    let code = UsePromo { code: "TEAM150".into() };
    assert_eq!(quotes::use_promo(&cx, waiting.id, code.clone()).await.expect_err("taken"), Error::field("code", "used_up"));

    expire_all(&t.app).await.expect("it runs");
    assert_eq!(status(&t, over).await, "sent", "not before its time");
    set(&t, A_MINUTE_AGO, over).await;
    expire_all(&t.app).await.expect("it runs");
    let shown = quotes::show(&cx, over).await.expect("the quote");
    assert_eq!(shown.status, QuoteStatus::Expired);
    assert_eq!(quotes::show(&cx, holds.id).await.expect("the quote").status, QuoteStatus::Sent);
    assert_eq!(quotes::show(&cx, waiting.id).await.expect("the quote").status, QuoteStatus::Draft);
    assert_eq!(t.count("promo_uses").await, 0);
    quotes::use_promo(&cx, waiting.id, code).await.expect("somebody else may use it");
}

#[tokio::test]
async fn an_offer_that_cannot_run_out_keeps_no_other_open() {
    let t = TestApp::new().await;
    let (cx, foreign) = (t.owner().await, t.foreign(BuiltinRole::Owner));
    let [(poisoned, _), (mine, _), (theirs, _)] = [sent(&cx).await, sent(&cx).await, sent(&foreign).await];
    set(&t, "update quote_revisions set content = '{\"stops\": 1}' where quote_id = $1", poisoned.id).await;
    // the one that cannot be read comes first
    set(&t, AN_HOUR_AGO, poisoned.id).await;
    set(&t, A_MINUTE_AGO, mine.id).await;
    set(&t, A_MINUTE_AGO, theirs.id).await;
    let before = t.count(EXPIRED).await;
    expire_all(&t.app).await.expect("it goes on");
    assert_eq!(status(&t, poisoned.id).await, "sent");
    assert_eq!((status(&t, mine.id).await, status(&t, theirs.id).await), ("expired".to_string(), "expired".to_string()));
    assert_eq!(t.count(EXPIRED).await, before + 2, "each is recorded once");

    let (rows, census) = (kept(&t).await, t.census().await);
    expire_all(&t.app).await.expect("it runs again");
    assert_eq!(kept(&t).await, rows, "nothing is left to do");
    assert_eq!(t.census().await, census);
}
