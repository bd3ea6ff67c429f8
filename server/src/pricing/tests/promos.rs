//! Promo codes: what they are for, and how often.

use futures_util::future::join_all;
use shared::packs::ServiceLine;
use shared::pricing::{Discount, NewPromo, PromoScope, VehicleCount, VehicleOf};
use shared::quotes::{Content, TripType};
use shared::{Error, QuoteId, Result};

use crate::cx::Cx;
use crate::pricing;
use crate::testing::TestApp;

/// Connections the many who use a code at once come through.
const CONNECTIONS: u32 = 24;

fn new(max_uses: Option<i32>, only: PromoScope) -> NewPromo {
    NewPromo {
        code: "team150".into(),
        discount: Discount::Cents(15_000),
        minimum_cents: 0,
        service_line: None,
        starts_on: None,
        ends_on: None,
        max_uses,
        only,
    }
}

fn content(vehicle: &str, trip: TripType) -> Content {
    let vehicles = vec![VehicleCount { key: vehicle.into(), count: 1 }];
    Content { vehicles, trip, ..Content::empty(ServiceLine::Charter, "A trip") }
}

async fn reserve(cx: &Cx, quote: QuoteId, content: &Content) -> Result<()> {
    let mut tx = cx.write().await?;
    pricing::reserve(&mut tx, quote, "TEAM150", ServiceLine::Charter, content).await?;
    tx.commit(()).await
}

/// How often the code is held and how often it was used.
async fn uses(cx: &Cx) -> (i64, i64) {
    let all = pricing::list_promos(cx).await.expect("the codes");
    (all[0].reserved, all[0].consumed)
}

#[tokio::test]
async fn of_a_hundred_who_use_the_last_of_a_code_at_once_exactly_one_gets_it() {
    let t = TestApp::new().await;
    let mut cx = t.owner().await;
    cx.app = t.pooled(CONNECTIONS).await;
    pricing::create_promo(&cx, new(Some(3), PromoScope::default())).await.expect("a code");
    let trip = content("coach_56", TripType::RoundTrip);
    let (held, used): (QuoteId, QuoteId) = (cx.id(), cx.id());
    for quote in [held, used] {
        reserve(&cx, quote, &trip).await.expect("two of three");
    }
    let mut tx = cx.write().await.expect("a transaction");
    pricing::consume(&mut tx, used).await.expect("booked");
    tx.commit(()).await.expect("committed");

    let quotes: Vec<QuoteId> = (0..100).map(|_| cx.id()).collect();
    let answers = join_all(quotes.iter().map(|quote| reserve(&cx, *quote, &trip))).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    for refused in answers.into_iter().filter_map(Result::err) {
        assert_eq!(refused, Error::field("code", "used_up"));
    }
    assert_eq!(uses(&cx).await, (2, 1));

    // what is given back goes to one of those who ask next
    let mut tx = cx.write().await.expect("a transaction");
    pricing::release(&mut tx, held).await.expect("given back");
    pricing::release(&mut tx, used).await.expect("nothing to give back");
    tx.commit(()).await.expect("committed");
    assert_eq!(uses(&cx).await, (1, 1));
    let others: Vec<QuoteId> = (0..10).map(|_| cx.id()).collect();
    let answers = join_all(others.iter().map(|quote| reserve(&cx, *quote, &trip))).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    assert_eq!(uses(&cx).await, (2, 1));
}

#[tokio::test]
async fn a_code_is_refused_to_other_vehicles_and_trips_and_says_so() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let only = PromoScope { vehicles: vec!["coach_56".into()], trips: vec![TripType::RoundTrip, TripType::Event] };
    let made = pricing::create_promo(&cx, new(None, only.clone())).await.expect("a code");
    assert_eq!(made.terms.only, only);
    assert_eq!(pricing::list_promos(&cx).await.expect("the codes")[0].terms.only, only, "as it was made");
    let id: QuoteId = cx.id();
    let refused = |code: &str| Error::field("code", code);
    let other = content("mini_24", TripType::RoundTrip);
    assert_eq!(reserve(&cx, id, &other).await.expect_err("another vehicle"), refused("promo_vehicles"));
    let shuttle = content("coach_56", TripType::Shuttle);
    assert_eq!(reserve(&cx, id, &shuttle).await.expect_err("another trip"), refused("promo_trip"));
    assert_eq!(uses(&cx).await, (0, 0));
    reserve(&cx, id, &content("coach_56", TripType::Event)).await.expect("this is what it is for");
    let mut tx = cx.read().await.expect("a transaction");
    let held = pricing::held(&mut tx, id, ServiceLine::Charter).await.expect("the code").expect("it is held").0;
    assert_eq!(held.only, only, "the price holds the quote against it");
    drop(tx);

    pricing::switch_promo(&cx, made.id, false).await.expect("off");
    let late: QuoteId = cx.id();
    assert_eq!(reserve(&cx, late, &content("coach_56", TripType::Event)).await.expect_err("it is off"), refused("promo_off"));
}

#[tokio::test]
async fn a_code_for_a_type_of_one_book_is_refused_to_the_same_key_of_another() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let trip = content("van", TripType::OneWay);
    let only = |line| PromoScope { vehicles: vec![VehicleOf::new(line, "van")], trips: Vec::new() };
    let made = pricing::create_promo(&cx, new(None, only(ServiceLine::Moving))).await.expect("a code");
    assert_eq!(made.terms.only, only(ServiceLine::Moving), "the office sees which book is meant");
    let id: QuoteId = cx.id();
    assert_eq!(reserve(&cx, id, &trip).await.expect_err("a charter"), Error::field("code", "promo_vehicles"));
    let other = NewPromo { code: "vans".into(), ..new(None, only(ServiceLine::Charter)) };
    pricing::create_promo(&cx, other).await.expect("another code");
    let mut tx = cx.write().await.expect("a transaction");
    let terms = pricing::reserve(&mut tx, id, "vans", ServiceLine::Charter, &trip).await.expect("this is what it is for");
    let held = pricing::held(&mut tx, id, ServiceLine::Charter).await.expect("the code").expect("it is held").0;
    let kept = PromoScope { vehicles: vec!["van".into()], trips: Vec::new() };
    assert_eq!((&terms.only, &held.only), (&kept, &kept), "a quote means its own book");
    tx.commit(()).await.expect("committed");
}
