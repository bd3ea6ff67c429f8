//! An offer whose drivers would break the law goes out only with a reason, by somebody who may give one.

use shared::FieldErrors;
use shared::quotes::{CureKind, Drivers};

use super::*;

/// A coach trip with eleven hours at the wheel.
async fn long_day(cx: &Cx) -> Quote {
    let quote = draft(cx).await;
    let mut content = quote.content.clone();
    content.stops[1].leg_minutes = Some(660);
    quotes::edit(cx, quote.id, EditQuote { version: quote.version, content }).await.expect("saved")
}

async fn send(cx: &Cx, quote: &Quote) -> shared::Result<SentQuote> {
    let input = SendQuote {
        version: quote.version,
        total_cents: quote.priced.total_cents,
        email: "maya@example.com".into(),
        pin: String::new(),
        message: String::new(),
    };
    quotes::send(cx, quote.id, input).await
}

#[tokio::test]
async fn an_offer_over_the_legal_hours_is_not_sent_until_it_is_mended() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let quote = long_day(&cx).await;
    let mut wanted = FieldErrors::default();
    wanted.add("hours", "over_legal_hours");
    assert_eq!(send(&cx, &quote).await.expect_err("it breaks the law"), wanted.into_result().expect_err("errors"));
    let law = quote.content.law(quote.service_line, quote.currency);
    let team = quote.content.cures(law).into_iter().find(|cure| cure.kind == CureKind::Team).expect("a way");
    let mended = quotes::edit(&cx, quote.id, EditQuote { version: quote.version, content: team.content }).await.expect("saved");
    assert_eq!(mended.content.drivers, Drivers::Team);
    assert!(mended.priced.total_cents > quote.priced.total_cents, "a second driver is paid");
    send(&cx, &mended).await.expect("it is legal now");
}

#[tokio::test]
async fn a_waiver_needs_the_right_is_kept_in_the_history_and_hidden_from_the_customer() {
    let t = TestApp::new().await;
    let agent = t.cx(BuiltinRole::SalesAgent);
    let quote = long_day(&agent).await;
    let mut content = quote.content.clone();
    content.hours_waiver = " The relief driver is one of the school's own ".into();
    let waived = EditQuote { version: quote.version, content };
    let refused = quotes::edit(&agent, quote.id, waived.clone()).await.expect_err("agents may not");
    assert_eq!(refused, Error::Forbidden { missing: "hours.waive".into() });
    let manager = t.cx(BuiltinRole::Manager);
    let saved = quotes::edit(&manager, quote.id, waived).await.expect("managers may");
    // the agent goes on with it: what was allowed stays so
    let mut content = saved.content.clone();
    content.message = "See you there".into();
    let saved = quotes::edit(&agent, quote.id, EditQuote { version: saved.version, content }).await.expect("saved");
    let out = send(&agent, &saved).await.expect("it goes out");
    t.relay().await;
    let told: serde_json::Value = sqlx::query_scalar("select data from events where entity_id = $1 and data ? 'hours_waiver'")
        .bind(quote.id.0)
        .fetch_one(&mut t.owner_connection().await)
        .await
        .expect("one event");
    assert_eq!(told["hours_waiver"]["after"], "The relief driver is one of the school's own");
    let opened = open(&t, out.link.rsplit('/').next().expect("a token")).await;
    let seen = quotes::read(&opened, true, false, None).await.expect("readable");
    assert_eq!(seen.content.hours_waiver, "");
}
