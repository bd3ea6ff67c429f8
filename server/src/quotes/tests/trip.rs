//! An offer ends when its trip begins.

use chrono::{DateTime, NaiveDateTime, TimeZone};
use chrono_tz::America::Vancouver;

use super::*;

/// A draft whose trip begins at a wall clock time of Vancouver, where the organization is.
async fn draft_for(cx: &Cx, begins: NaiveDateTime) -> Quote {
    let quote = draft(cx).await;
    let mut content = quote.content.clone();
    content.stops.iter_mut().for_each(|stop| stop.arrive = None);
    content.stops[0].arrive = Some(begins);
    content.valid_days = 14;
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

/// Nine in the morning some days from today, by the clock on the wall and as an instant.
fn nine_in(days: i64) -> (NaiveDateTime, DateTime<Utc>) {
    let day = Utc::now().with_timezone(&Vancouver).date_naive() + Duration::days(days);
    let wall = day.and_hms_opt(9, 0, 0).expect("a time");
    (wall, Vancouver.from_local_datetime(&wall).earliest().expect("no clock changes then").with_timezone(&Utc))
}

#[tokio::test]
async fn an_offer_is_not_open_longer_than_until_its_trip_begins() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (wall, begins) = nine_in(3);
    let sent = send(&cx, &draft_for(&cx, wall).await).await.expect("sent");
    assert_eq!(sent.quote.valid_until, Some(begins));
    let mail: String = sqlx::query_scalar("select text_body from mails where entity_id = $1")
        .bind(sent.quote.id.0)
        .fetch_one(&mut t.owner_connection().await)
        .await
        .expect("a mail");
    assert!(mail.contains(&wall.date().to_string()), "the mail says so: {mail}");

    let far = send(&cx, &draft_for(&cx, nine_in(30).0).await).await.expect("sent").quote;
    let (until, sent_at) = (far.valid_until.expect("it ends"), far.sent_at.expect("it was sent"));
    assert!((until - sent_at - Duration::days(14)).abs() < Duration::minutes(1), "{until}");
}

#[tokio::test]
async fn an_offer_of_a_trip_that_has_begun_is_not_sent() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let a_minute_ago = (Utc::now() - Duration::minutes(1)).with_timezone(&Vancouver).naive_local();
    let refused = send(&cx, &draft_for(&cx, a_minute_ago).await).await.expect_err("it is too late");
    assert_eq!(refused, Error::field("stops[0].arrive", "in_the_past"));
    assert_eq!(t.count("quote_links").await, 0);
}

#[tokio::test]
async fn a_trip_that_has_begun_cannot_be_accepted_whatever_was_promised() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (wall, begins) = nine_in(3);
    let sent = send(&cx, &draft_for(&cx, wall).await).await.expect("sent");
    // as offers were sent before they ended with the trip
    let longer = "update quotes set valid_until = now() + interval '14 days'";
    sqlx::query(longer).execute(&mut t.owner_connection().await).await.expect("it is promised");
    let token = sent.link.rsplit('/').next().expect("a token");
    let visit = |at: DateTime<Utc>| {
        let app = t.app.as_of(at);
        async move { quotes::open(&app, RequestInfo::internal("visitor"), token).await.expect("the link opens") }
    };

    let late = visit(begins + Duration::seconds(1)).await;
    let seen = quotes::read(&late, true, false, None).await.expect("readable");
    assert_eq!((seen.state, seen.valid_until), (LinkState::Expired, Some(begins)));
    assert_eq!(code(quotes::accept_by_link(&late, acceptance(&seen)).await), "expired");
    assert_eq!(t.count("jobs").await, 0);

    let timely = visit(begins - Duration::minutes(5)).await;
    quotes::accept_by_link(&timely, acceptance(&seen)).await.expect("accepted before it begins");
}
