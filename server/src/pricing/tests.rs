//! Use cases of pricing on a real database.

use shared::access::BuiltinRole;
use shared::packs::ServiceLine;
use shared::pricing::NewPriceBook;
use shared::{Error, PriceBookId};

use crate::pricing;
use crate::testing::TestApp;

mod conflicts;
mod drafts;
mod promos;
mod replay;

async fn install(t: &TestApp) {
    let cx = t.owner().await;
    let mut tx = cx.read().await.expect("a transaction");
    pricing::install_book(&cx, &mut tx, ServiceLine::Moving).await.expect("installed");
    pricing::install_book(&cx, &mut tx, ServiceLine::Moving).await.expect("installed twice");
    tx.commit(()).await.expect("committed");
}

#[tokio::test]
async fn publishing_over_somebody_elses_prices_is_a_conflict() {
    let t = TestApp::new().await;
    install(&t).await;
    let cx = t.owner().await;
    let book = pricing::current_book(&cx, ServiceLine::Moving).await.expect("a book");
    assert_eq!(book.version, 1);
    let next = NewPriceBook { base_version: 1, name: "Winter".into(), rates: book.rates.clone() };
    let published = pricing::publish_book(&cx, ServiceLine::Moving, next.clone()).await.expect("published");
    assert_eq!(published.version, 2);
    assert!(matches!(pricing::publish_book(&cx, ServiceLine::Moving, next).await, Err(Error::Conflict { .. })));
    let mut tx = cx.read().await.expect("a transaction");
    assert_eq!(pricing::book(&mut tx, book.id).await.expect("the old one stays").version, 1);
    assert_eq!(pricing::book(&mut tx, PriceBookId(uuid::Uuid::nil())).await.expect_err("no such book"), Error::NotFound);
}

#[tokio::test]
async fn costs_show_only_to_those_who_may_see_them() {
    let t = TestApp::new().await;
    install(&t).await;
    let agent = pricing::current_book(&t.cx(BuiltinRole::SalesAgent), ServiceLine::Moving).await.expect("a book");
    assert!(agent.rates.vehicles.iter().all(|v| v.cost.is_none()));
    assert!(matches!(pricing::current_book(&t.cx(BuiltinRole::Driver), ServiceLine::Moving).await, Err(Error::Forbidden { .. })));
    let foreign = t.foreign(BuiltinRole::Owner);
    let mut tx = foreign.read().await.expect("a transaction");
    assert_eq!(pricing::book(&mut tx, agent.id).await.expect_err("ours is not theirs"), Error::NotFound);
}
