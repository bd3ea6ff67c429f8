//! The calculator on a public page, on a real database.

use chrono::{Duration, Utc};
use shared::access::BuiltinRole;
use shared::customers::NewCustomer;
use shared::leads::{IntakeStatus, LeadSource};
use shared::packs::ServiceLine;
use shared::pricing::{Discount, LineKind, NewPriceBook, NewPromo, PromoScope};
use shared::quotes::{EditInstantPage, InstantAsk, InstantDuty, QuoteQuery, QuoteStatus, SendQuote, TripType};
use shared::{Error, IntakeId};

use crate::cx::{Cx, RequestInfo};
use crate::leads::{self, capture};
use crate::quotes::instant::{self, Desk, Outcome, Shown};
use crate::testing::TestApp;
use crate::{customers, pricing, quotes};

pub(super) fn visit() -> RequestInfo {
    RequestInfo::internal("visitor")
}

pub(super) fn fresh() -> IntakeId {
    IntakeId(uuid::Uuid::now_v7())
}

pub(super) async fn opened(t: &TestApp) -> Desk {
    let lines = vec![ServiceLine::Charter, ServiceLine::Moving];
    instant::edit_page(&t.owner().await, EditInstantPage { active: true, lines, valid_days: 21 }).await.expect("opened");
    instant::desk(&t.app, &t.org().slug).await.expect("a desk")
}

pub(super) fn trip() -> InstantAsk {
    InstantAsk {
        service_line: "charter".into(),
        origin: "65 Front St W, Toronto, ON".into(),
        destination: "Ottawa".into(),
        wanted_on: (Utc::now() + Duration::days(40)).date_naive().to_string(),
        starts_at: "09:00".into(),
        passengers: "46".into(),
        name: "Hélène Beauchamp".into(),
        email: "helene@example.ca".into(),
        notes: "Two wheelchairs".into(),
        consent: "yes".into(),
        ..InstantAsk::default()
    }
}

pub(super) async fn price(t: &TestApp, desk: &Desk, ask: &InstantAsk) -> Shown {
    instant::price(&t.app, desk, &visit(), ask).await.expect("a price")
}

pub(super) async fn send(t: &TestApp, desk: &Desk, id: IntakeId, ask: &InstantAsk, cents: i64) -> shared::Result<Outcome> {
    instant::send(&t.app, desk, visit(), id, ask.clone(), cents).await
}

pub(super) async fn all(cx: &Cx) -> Vec<shared::quotes::QuoteRow> {
    let query = QuoteQuery { view: Some("all".into()), ..QuoteQuery::default() };
    quotes::list(cx, query).await.expect("a list").page.items
}

#[tokio::test]
async fn the_page_is_closed_until_somebody_with_the_right_opens_it() {
    let t = TestApp::new().await;
    let slug = t.org().slug.clone();
    assert_eq!(instant::desk(&t.app, &slug).await.unwrap_err(), Error::NotFound);
    let open = EditInstantPage { active: true, lines: vec![ServiceLine::Charter], valid_days: 14 };
    let refused = instant::edit_page(&t.cx(BuiltinRole::Driver), open.clone()).await.unwrap_err();
    assert!(matches!(refused, Error::Forbidden { .. }));
    let cx = t.owner().await;
    let empty = instant::edit_page(&cx, EditInstantPage { lines: vec![], ..open.clone() }).await.unwrap_err();
    assert!(empty.fields().0.contains_key("lines"));
    let page = instant::edit_page(&cx, open.clone()).await.expect("opened");
    assert_eq!((page.active, page.lines, page.valid_days), (true, vec![ServiceLine::Charter], 14));
    let desk = instant::desk(&t.app, &slug).await.expect("a desk");
    assert_eq!((desk.org, desk.lines.as_slice()), (cx.org, [ServiceLine::Charter].as_slice()));
    assert!(desk.line("moving").unwrap_err().fields().0.contains_key("service_line"));
    assert_eq!(instant::desk(&t.app, &t.other_org().slug).await.unwrap_err(), Error::NotFound, "the other one stays closed");
    instant::edit_page(&cx, EditInstantPage { active: false, ..open }).await.expect("closed");
    assert_eq!(instant::desk(&t.app, &slug).await.unwrap_err(), Error::NotFound);
}

#[tokio::test]
async fn what_was_shown_becomes_lead_and_draft_at_that_price_however_often_it_is_sent() {
    let t = TestApp::new().await;
    let (desk, cx) = (opened(&t).await, t.owner().await);
    let shown = price(&t, &desk, &trip()).await;
    assert_eq!(shown.priced.cost_cents, None, "what it costs us is nobody's business");
    let book = instant::prices(&t.app, &desk, &visit(), ServiceLine::Charter).await.expect("prices");
    assert!(book.rates.vehicles.iter().all(|v| v.cost.is_none()));

    let (id, total) = (fresh(), shown.priced.total_cents);
    for _ in 0..2 {
        assert!(matches!(send(&t, &desk, id, &trip(), total).await, Ok(Outcome::Received)));
    }
    let rows = all(&cx).await;
    let [row] = rows.as_slice() else { panic!("one quote, not {}", rows.len()) };
    let quote = quotes::show(&cx, row.id).await.expect("the quote");
    assert_eq!((quote.status, quote.priced.total_cents, quote.content.trip), (QuoteStatus::Draft, total, TripType::OneWay));
    assert_eq!((quote.content.valid_days, quote.content.instructions.as_str()), (21, "Two wheelchairs"));
    assert_eq!(quote.content.vehicles, shown.content.vehicles);
    let lead = leads::show(&cx, quote.lead.expect("its lead")).await.expect("the lead");
    assert_eq!((lead.row.source, lead.row.name.as_str(), lead.row.passengers), (LeadSource::Online, "Hélène Beauchamp", Some(46)));
    assert_eq!(lead.row.value_cents, Some(total));
    assert_eq!(quote.owner, lead.row.owner.as_ref().map(|owner| owner.id), "whoever has the lead has the quote");
    let kept = capture::intakes(&cx, None).await.expect("intakes");
    assert_eq!((kept.len(), kept[0].status, kept[0].lead_id), (1, IntakeStatus::Accepted, Some(lead.row.id)));
    assert_eq!(kept[0].payload["shown_cents"], total);
    let number = instant::receipt(&t.app, &desk, &visit(), id).await.expect("looked up");
    assert_eq!(number.as_deref(), Some(quote.number.as_str()));
    assert_eq!(instant::receipt(&t.app, &desk, &visit(), fresh()).await, Ok(None));
    t.relay().await;
    let told: Vec<String> =
        leads::timeline(&cx, lead.row.id, None).await.expect("a timeline").items.into_iter().map(|event| event.kind).collect();
    assert!(told.contains(&"quotes.priced_online".to_string()), "{told:?}");
}

#[tokio::test]
async fn a_known_customer_is_recognised() {
    let t = TestApp::new().await;
    let (desk, cx) = (opened(&t).await, t.owner().await);
    let mut tx = cx.write().await.expect("a transaction");
    let who = NewCustomer { name: "Hélène B.".into(), company: None, email: Some("helene@example.ca".into()), phone: None };
    let (known, _) = customers::find_or_create(&cx, &mut tx, who).await.expect("a customer");
    tx.commit(()).await.expect("committed");
    let total = price(&t, &desk, &trip()).await.priced.total_cents;
    send(&t, &desk, fresh(), &trip(), total).await.expect("sent");
    let quote = quotes::show(&cx, all(&cx).await[0].id).await.expect("the quote");
    assert_eq!(quote.to.account, known);
}

#[tokio::test]
async fn other_prices_in_between_are_shown_before_anything_is_made() {
    let t = TestApp::new().await;
    let (desk, cx) = (opened(&t).await, t.owner().await);
    let before = price(&t, &desk, &trip()).await.priced.total_cents;
    let book = pricing::current_book(&cx, ServiceLine::Charter).await.expect("a book");
    let mut rates = book.rates.clone();
    for vehicle in &mut rates.vehicles {
        vehicle.minimum_cents += 1_000_000;
    }
    pricing::publish_book(&cx, ServiceLine::Charter, NewPriceBook { base_version: book.version, name: book.name, rates })
        .await
        .expect("published");
    let census = t.census().await;
    let Ok(Outcome::Changed(now)) = send(&t, &desk, fresh(), &trip(), before).await else { panic!("another price") };
    assert!(now.priced.total_cents > before);
    let mut after = t.census().await;
    after.insert("rate_limits".into(), census.get("rate_limits").copied().unwrap_or_default());
    assert_eq!(after, census, "nothing was made");
    assert!(matches!(send(&t, &desk, fresh(), &trip(), now.priced.total_cents).await, Ok(Outcome::Received)));
    assert_eq!(all(&cx).await[0].total_cents, now.priced.total_cents);
}

#[tokio::test]
async fn a_code_counts_in_the_draft_and_is_reserved_when_the_office_sends() {
    let t = TestApp::new().await;
    let (desk, cx) = (opened(&t).await, t.owner().await);
    let code = NewPromo {
        code: "SPRING".into(),
        discount: Discount::PercentBp(1000),
        minimum_cents: 0,
        service_line: Some(ServiceLine::Charter),
        starts_on: None,
        ends_on: None,
        max_uses: Some(1),
        only: PromoScope::default(),
    };
    pricing::create_promo(&cx, code).await.expect("a code");
    let ask = InstantAsk { promo: "spring".into(), ..trip() };
    let shown = price(&t, &desk, &ask).await;
    assert!(shown.priced.lines.iter().any(|line| line.kind == LineKind::Promo));
    let (id, total) = (fresh(), shown.priced.total_cents);
    for _ in 0..2 {
        assert!(matches!(send(&t, &desk, id, &ask, total).await, Ok(Outcome::Received)));
    }
    assert_eq!(quotes::show(&cx, all(&cx).await[0].id).await.expect("the quote").priced.total_cents, total);
    // visitors use no code up
    assert_eq!(t.count("promo_uses where status = 'asked'").await, 1);
    let other = InstantAsk { email: "jo@example.ca".into(), ..ask.clone() };
    assert!(matches!(send(&t, &desk, fresh(), &other, total).await, Ok(Outcome::Received)));
    let [two, one] = <[_; 2]>::try_from(all(&cx).await).expect("two drafts");
    let offer = |quote: shared::quotes::Quote| SendQuote {
        version: quote.version,
        total_cents: quote.priced.total_cents,
        email: "helene@example.ca".into(),
        pin: String::new(),
        message: String::new(),
    };
    let first = quotes::show(&cx, one.id).await.expect("the quote");
    assert_eq!((first.priced.total_cents, first.asks_for_code), (total, true));
    let out = quotes::send(&cx, one.id, offer(first)).await.expect("sent").quote;
    assert_eq!((out.priced.total_cents, out.asks_for_code), (total, false));
    assert_eq!(t.count("promo_uses where status = 'reserved'").await, 1);
    let second = quotes::show(&cx, two.id).await.expect("the quote");
    assert_eq!(quotes::send(&cx, two.id, offer(second)).await.expect_err("it is used up"), Error::field("promo", "used_up"));
    let used = instant::price(&t.app, &desk, &visit(), &ask).await.unwrap_err().fields();
    assert_eq!(used.0["promo"][0].code, "used_up");
    let unknown = instant::price(&t.app, &desk, &visit(), &InstantAsk { promo: "NOSUCH".into(), ..trip() }).await.unwrap_err().fields();
    assert_eq!(unknown.0["promo"][0].code, "unknown_promo");
}

#[tokio::test]
async fn mistakes_are_told_all_at_once_and_too_many_sendings_are_refused() {
    let t = TestApp::new().await;
    let desk = opened(&t).await;
    let wrong = InstantAsk { origin: "Torronto".into(), passengers: "0".into(), name: " ".into(), consent: String::new(), ..trip() };
    let errors = send(&t, &desk, fresh(), &wrong, 1).await.unwrap_err().fields();
    assert_eq!(errors.0.keys().map(String::as_str).collect::<Vec<_>>(), ["consent", "name", "origin", "passengers"]);
    for _ in 0..9 {
        send(&t, &desk, fresh(), &wrong, 1).await.expect_err("still wrong");
    }
    assert!(matches!(send(&t, &desk, fresh(), &trip(), 1).await, Err(Error::TooMany { .. })));
    for _ in 0..60 {
        price(&t, &desk, &trip()).await;
    }
    let refused = instant::price(&t.app, &desk, &visit(), &trip()).await.unwrap_err();
    assert!(matches!(refused, Error::TooMany { .. }), "nobody copies a book by asking");
}

#[tokio::test]
async fn spam_is_kept_and_makes_nothing() {
    let t = TestApp::new().await;
    let (desk, cx) = (opened(&t).await, t.owner().await);
    let spam = InstantAsk { website: "http://spam.example".into(), ..trip() };
    let total = price(&t, &desk, &spam).await.priced.total_cents;
    assert!(matches!(send(&t, &desk, fresh(), &spam, total).await, Ok(Outcome::Received)), "answered like any other");
    assert_eq!(all(&cx).await.len(), 0);
    let kept = capture::intakes(&cx, None).await.expect("intakes");
    assert_eq!(kept[0].status, IntakeStatus::Spam);
    let lead = instant::replay(&cx, kept[0].id).await.expect("read after all");
    assert_eq!((lead.row.name.as_str(), lead.row.origin.as_deref()), ("Hélène Beauchamp", Some("65 Front St W, Toronto, ON")));
    let rows = all(&cx).await;
    assert_eq!((rows.len(), rows[0].total_cents, lead.row.quote_id), (1, total, Some(rows[0].id)), "with its draft");
    assert!(matches!(instant::replay(&cx, kept[0].id).await.unwrap_err(), Error::Conflict { code, .. } if code == "already_read"));
}

#[tokio::test]
async fn what_has_no_price_any_more_is_read_as_a_lead() {
    let t = TestApp::new().await;
    let (desk, cx) = (opened(&t).await, t.owner().await);
    let visitor = Cx::public(&t.app, desk.org, visit(), "Hélène Beauchamp");
    for ask in [trip(), InstantAsk { vehicle: "zeppelin".into(), ..trip() }] {
        let mut payload = serde_json::to_value(&ask).expect("it is JSON");
        payload["shown_cents"] = serde_json::json!(1);
        let id = fresh();
        assert!(leads::kept::keep(&visitor, id, &payload, false).await.expect("kept"));
        let lead = instant::replay(&cx, id).await.expect("read");
        assert_eq!(lead.row.quote_id.is_some(), ask.vehicle.is_empty());
    }
    let visitor = t.cx(BuiltinRole::Driver);
    assert!(matches!(instant::replay(&visitor, fresh()).await.unwrap_err(), Error::Forbidden { .. }));
}

#[tokio::test]
async fn a_second_driver_is_in_the_draft_as_in_the_price() {
    let t = TestApp::new().await;
    let (desk, cx) = (opened(&t).await, t.owner().await);
    let ask = InstantAsk { origin: "Vancouver, BC".into(), destination: "Ashland, OR".into(), starts_at: "06:00".into(), ..trip() };
    let shown = price(&t, &desk, &ask).await;
    assert_eq!(shown.duty, Some(InstantDuty::SecondDriver));
    send(&t, &desk, fresh(), &ask, shown.priced.total_cents).await.expect("sent");
    let quote = quotes::show(&cx, all(&cx).await[0].id).await.expect("the quote");
    assert_eq!((quote.priced.total_cents, &quote.content.drivers), (shown.priced.total_cents, &shown.content.drivers));
}

#[tokio::test]
async fn a_failure_at_any_statement_leaves_no_lead_without_its_draft() {
    let t = TestApp::new().await;
    let desk = opened(&t).await;
    let total = price(&t, &desk, &trip()).await.priced.total_cents;
    let id = fresh();
    let visitor = || Cx::public(&t.app, desk.org, visit(), "Hélène Beauchamp");
    let payload = serde_json::to_value(trip()).expect("it is JSON");
    assert!(leads::kept::keep(&visitor(), id, &payload, false).await.expect("kept"));
    let made = t.all_or_nothing(10, &visitor(), async |cx| instant::make(&cx, &desk, id, &trip(), total).await).await;
    assert!(matches!(made, instant::Made::Draft));
}
