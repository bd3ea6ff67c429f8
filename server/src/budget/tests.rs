//! Budgets and lines, told by states.

use std::task::Poll;
use std::time::Duration;

use shared::{AccountId, ContactId};
use uuid::Uuid;

use super::*;
use crate::testing::TestApp;

/// All places of an organization.
fn all() -> usize {
    processors() * TURNS_A_PROCESSOR
}

async fn known(budgets: &Budgets, org: OrgId) -> Turn {
    budgets.turn(org, Side::Known).await.expect("a turn")
}

async fn visitor(budgets: &Budgets, org: OrgId) -> Result<Turn> {
    budgets.turn(org, Side::Visitor).await
}

#[test]
fn an_organization_spends_what_it_saved_and_then_what_it_earns() {
    let (budgets, org, start) = (Budgets::new(10), OrgId(Uuid::from_u128(1)), Instant::now());
    let spent = |at: Instant| (0..100).take_while(|_| budgets.take(org, at).is_ok()).count();
    assert_eq!(spent(start), 50, "five seconds' worth");
    assert_eq!(budgets.take(org, start), Err(Error::TooMany { retry_after_seconds: 1 }));
    assert!(budgets.take(OrgId(Uuid::from_u128(2)), start).is_ok(), "others have their own");
    assert_eq!(spent(start + Duration::from_secs(1)), 10);
    assert_eq!(spent(start + Duration::from_secs(600)), 50, "no more than that is saved");
    let none = Budgets::new(0);
    assert!((0..10_000).all(|_| none.take(org, start).is_ok()), "zero is no limit");
}

#[tokio::test]
async fn one_stands_in_its_own_line_and_not_for_ever() {
    let (mut budgets, busy, other) = (Budgets::new(0), OrgId(Uuid::from_u128(1)), OrgId(Uuid::from_u128(2)));
    let mut inside = Vec::new();
    for _ in 0..all() {
        inside.push(known(&budgets, busy).await);
    }
    // on a machine of many processors the runtime would say wait for what was asked for until now
    tokio::task::yield_now().await;
    {
        let next = known(&budgets, busy);
        tokio::pin!(next);
        assert!(futures_util::poll!(next.as_mut()).is_pending(), "all are inside");
        let others = known(&budgets, other);
        tokio::pin!(others);
        assert!(futures_util::poll!(others.as_mut()).is_ready(), "others have a line of their own");
        inside.pop();
        let next = futures_util::poll!(next.as_mut());
        assert!(next.is_ready(), "whoever leaves lets the next one in");
    }
    budgets.patience = Duration::from_millis(1);
    let line = inside.len();
    while inside.len() < all() + 1 {
        inside.push(known(&budgets, busy).await);
    }
    assert!(line < inside.len(), "what waits for itself goes on");
}

#[tokio::test]
async fn a_flood_of_visitors_takes_its_share_and_leaves_the_rest_to_the_staff() {
    let (mut budgets, org) = (Budgets::new(0), OrgId(Uuid::from_u128(1)));
    let mut inside = Vec::new();
    for _ in 0..processors() * VISITORS_A_PROCESSOR {
        inside.push(visitor(&budgets, org).await.expect("a turn"));
    }
    {
        let mut flood: Vec<_> = (0..100).map(|_| Box::pin(visitor(&budgets, org))).collect();
        for waits in &mut flood {
            assert!(futures_util::poll!(waits.as_mut()).is_pending(), "the share is taken");
        }
        // what was asked for until now does not count against what is asked next
        tokio::task::yield_now().await;
        // all that is not theirs is for the staff, at once
        let mut staff = Vec::new();
        while staff.len() < all() - inside.len() {
            let turn = known(&budgets, org);
            tokio::pin!(turn);
            let Poll::Ready(turn) = futures_util::poll!(turn.as_mut()) else { panic!("{} of the staff came in", staff.len()) };
            staff.push(turn);
            tokio::task::yield_now().await;
        }
        assert!(staff.len() >= inside.len(), "at least half of it");
        let next = known(&budgets, org);
        tokio::pin!(next);
        assert!(futures_util::poll!(next.as_mut()).is_pending(), "there are no more");
        // a visitor who leaves makes place for whoever waited longest, the next visitor of the share comes after them
        inside.pop();
        let Poll::Ready(_member) = futures_util::poll!(next.as_mut()) else { panic!("the staff waited in the line of all") };
        assert!(futures_util::poll!(flood[0].as_mut()).is_pending(), "has a share and no place yet");
        staff.pop();
        let Poll::Ready(Ok(_visitor)) = futures_util::poll!(flood[0].as_mut()) else { panic!("there is a place") };
        assert!(futures_util::poll!(flood[1].as_mut()).is_pending());
    }
    while inside.len() < processors() * VISITORS_A_PROCESSOR {
        inside.push(visitor(&budgets, org).await.expect("a turn"));
    }
    {
        let goes_on = budgets.turn(org, Side::LetIn);
        tokio::pin!(goes_on);
        assert!(futures_util::poll!(goes_on.as_mut()).is_pending(), "who was inside has no share of their own");
        inside.pop();
        let Poll::Ready(Ok(again)) = futures_util::poll!(goes_on.as_mut()) else { panic!("it comes to its turn") };
        inside.push(again);
    }
    budgets.patience = Duration::from_millis(1);
    assert!(matches!(visitor(&budgets, org).await, Err(Error::TooMany { .. })), "nobody goes beyond the share");
    known(&budgets, org).await;
}

#[tokio::test]
async fn what_a_visitor_begins_inside_a_transaction_does_not_wait_for_itself() {
    let t = TestApp::new().await;
    let cx = Cx::public(&t.app, t.org().id, RequestInfo::internal("a visitor"), "Maya");
    let outer = cx.read().await.expect("a transaction");
    let mut others = Vec::new();
    for _ in 1..processors() * VISITORS_A_PROCESSOR {
        others.push(t.app.budgets().turn(cx.org, Side::Visitor).await.expect("a turn"));
    }
    let inner = enter(&cx).await.expect("a turn").expect("in line");
    let again = enter(&cx.clone()).await.expect("a turn").expect("in line");
    assert!(Arc::ptr_eq(&inner, &again), "it has the place of the one around it");
    drop((outer, inner, again));
    let last = cx.held.lock().clone().expect("it was inside");
    assert_eq!(last.strong_count(), 0, "and gives it back with that");
}

#[tokio::test]
async fn customers_in_the_portal_have_the_visitors_share_and_no_place_of_the_staff() {
    let t = TestApp::new().await;
    let (customer, staff) = (t.customer_cx(AccountId(Uuid::from_u128(1)), ContactId(Uuid::from_u128(2))), t.owner().await);
    let mut inside = Vec::new();
    for _ in 0..processors() * VISITORS_A_PROCESSOR {
        inside.push(visitor(t.app.budgets(), customer.org).await.expect("a turn"));
    }
    tokio::task::yield_now().await;
    let waits = enter(&customer);
    tokio::pin!(waits);
    assert!(futures_util::poll!(waits.as_mut()).is_pending(), "the share is taken");
    let goes = enter(&staff);
    tokio::pin!(goes);
    let Poll::Ready(Ok(Some(_member))) = futures_util::poll!(goes.as_mut()) else { panic!("the staff has places of its own") };
    inside.pop();
    let Poll::Ready(Ok(Some(_customer))) = futures_util::poll!(waits.as_mut()) else { panic!("a visitor left") };
}
