//! What comes of sendings on a public page that can have no draft, or another one than was shown.

use std::sync::Arc;

use shared::customers::{AccountStatus, NewCustomer, TaxStanding};
use shared::leads::{IntakeStatus, LeadSource};
use shared::pricing::text::money;
use shared::quotes::InstantAsk;
use shared::text::{Locale, with_locale};

use super::blocked::change_customer;
use super::instant::{all, fresh, opened, price, send, trip, visit};
use crate::cx::{Cx, RequestInfo};
use crate::drill::{Drill, Plan};
use crate::leads::{self, capture};
use crate::quotes::instant::{self, Outcome};
use crate::testing::TestApp;
use crate::{customers, quotes};

#[tokio::test]
async fn a_blocked_customer_becomes_a_lead_that_says_why_there_is_no_draft() {
    let t = TestApp::new().await;
    let (desk, cx) = (opened(&t).await, t.owner().await);
    let mut tx = cx.write().await.expect("a transaction");
    let who = NewCustomer { name: "Hélène B.".into(), company: None, email: Some("helene@example.ca".into()), phone: None };
    let (known, _) = customers::find_or_create(&cx, &mut tx, who).await.expect("a customer");
    tx.commit(()).await.expect("committed");
    change_customer(&cx, known, |form| form.status = AccountStatus::Blocked).await;
    let (id, total) = (fresh(), price(&t, &desk, &trip()).await.priced.total_cents);
    // that they are blocked is nothing the page tells
    let in_french = RequestInfo { locale: Locale::Fr, ..visit() };
    assert!(matches!(instant::send(&t.app, &desk, in_french, id, trip(), total).await, Ok(Outcome::Received)));
    assert!(all(&cx).await.is_empty());
    let kept = capture::intakes(&cx, None).await.expect("intakes").remove(0);
    assert_eq!(kept.status, IntakeStatus::Accepted);
    let lead = leads::show(&cx, kept.lead_id.expect("a lead")).await.expect("the lead");
    assert_eq!((lead.row.source, lead.row.quote_id, lead.row.passengers), (LeadSource::Online, None, Some(46)));
    let amount = with_locale(Locale::En, || money(total, desk.currency));
    // the office reads it in its own language, whatever the visitor speaks
    for words in ["Two wheelchairs", amount.as_str(), "is blocked"] {
        assert!(lead.notes.contains(words), "{} has no {words}", lead.notes);
    }
    // sent once more it is the same
    assert!(matches!(send(&t, &desk, id, &trip(), total).await, Ok(Outcome::Received)));
    assert_eq!(t.count("leads").await, 1);
}

#[tokio::test]
async fn who_turns_out_to_pay_no_taxes_is_offered_less_and_the_history_has_both() {
    let t = TestApp::new().await;
    let (desk, cx) = (opened(&t).await, t.owner().await);
    let mut tx = cx.write().await.expect("a transaction");
    let who = NewCustomer { name: "Hélène B.".into(), company: None, email: Some("helene@example.ca".into()), phone: None };
    let (known, _) = customers::find_or_create(&cx, &mut tx, who).await.expect("a customer");
    tx.commit(()).await.expect("committed");
    let standing = TaxStanding { exempt: true, certificate: "EX-17".into() };
    change_customer(&cx, known, |form| form.tax = Some(standing)).await;
    let shown = price(&t, &desk, &trip()).await.priced;
    send(&t, &desk, fresh(), &trip(), shown.total_cents).await.expect("sent");
    let quote = quotes::show(&cx, all(&cx).await[0].id).await.expect("the quote");
    assert_eq!(quote.priced.total_cents, shown.total_cents - shown.tax_cents);
    t.relay().await;
    let told = leads::timeline(&cx, quote.lead.expect("its lead"), None).await.expect("a timeline").items;
    let told = told.into_iter().find(|event| event.kind == "quotes.priced_online").expect("it is told");
    assert_eq!(told.data["total_cents"], serde_json::json!(shown.total_cents));
    assert_eq!(told.data["drafted_cents"], serde_json::json!(quote.priced.total_cents));
}

#[tokio::test]
async fn what_was_kept_and_never_read_is_read_after_some_minutes() {
    let t = TestApp::new().await;
    let (desk, cx) = (opened(&t).await, t.owner().await);
    let visitor = Cx::public(&t.app, desk.org, visit(), "Hélène Beauchamp");
    let total = price(&t, &desk, &trip()).await.priced.total_cents;
    for (ask, shown) in [(trip(), total), (trip(), total - 1), (InstantAsk { vehicle: "zeppelin".into(), ..trip() }, 1)] {
        let mut payload = serde_json::to_value(&ask).expect("it is JSON");
        payload["shown_cents"] = serde_json::json!(shown);
        assert!(leads::kept::keep(&visitor, fresh(), &payload, false).await.expect("kept"));
    }
    instant::read_left(&t.app).await.expect("it runs");
    assert_eq!(t.count("leads").await, 0, "whoever keeps it may be reading it");
    let mut conn = t.owner_connection().await;
    sqlx::query("update lead_intakes set created_at = now() - interval '6 minutes'").execute(&mut conn).await.expect("time passes");
    for _ in 0..2 {
        instant::read_left(&t.app).await.expect("it runs");
        assert_eq!((t.count("leads").await, t.count("quotes").await), (3, 1), "another price is a lead to call back");
    }
    assert_eq!(all(&cx).await[0].total_cents, total);
    assert_eq!(t.count("lead_intakes where status = 'accepted'").await, 3);
}

#[tokio::test]
async fn what_nobody_can_read_is_shown_to_staff_and_tried_no_more() {
    let t = TestApp::new().await;
    let (desk, cx) = (opened(&t).await, t.owner().await);
    let visitor = Cx::public(&t.app, desk.org, visit(), "Visitor");
    let id = fresh();
    let payload = serde_json::json!({ "name": 5, "shown_cents": 1 });
    assert!(leads::kept::keep(&visitor, id, &payload, false).await.expect("kept"));
    let mut conn = t.owner_connection().await;
    sqlx::query("update lead_intakes set created_at = now() - interval '6 minutes'").execute(&mut conn).await.expect("time passes");
    instant::read_left(&t.app).await.expect("it runs");
    let kept = capture::intakes(&cx, None).await.expect("intakes").remove(0);
    assert_eq!((kept.status, kept.lead_id), (IntakeStatus::Failed, None));
    assert!(kept.problem.is_some_and(|why| why.contains("invalid type")));
    // what became a lead meanwhile stays one
    sqlx::query("update lead_intakes set status = 'accepted'").execute(&mut conn).await.expect("read by somebody");
    leads::kept::note_problem(&visitor, id, &shared::Error::NotFound).await.expect("noted");
    assert_eq!(t.count("lead_intakes where status = 'accepted'").await, 1);
}

#[tokio::test]
async fn what_was_left_lying_is_read_once_whatever_statement_fails_meanwhile() {
    let t = TestApp::new().await;
    let desk = opened(&t).await;
    let visitor = Cx::public(&t.app, desk.org, visit(), "Hélène Beauchamp");
    let total = price(&t, &desk, &trip()).await.priced.total_cents;
    let mut conn = t.owner_connection().await;
    let drill = Arc::new(Drill::default());
    let app = t.app.drilled(drill.clone());
    let (mut read, mut failures) = (0, 0);
    for (ask, shown) in [(trip(), total), (trip(), total - 1), (InstantAsk { vehicle: "zeppelin".into(), ..trip() }, 1)] {
        let mut payload = serde_json::to_value(&ask).expect("it is JSON");
        payload["shown_cents"] = serde_json::json!(shown);
        assert!(leads::kept::keep(&visitor, fresh(), &payload, false).await.expect("kept"));
        sqlx::query("update lead_intakes set created_at = now() - interval '6 minutes'").execute(&mut conn).await.expect("time passes");
        read += 1;
        for n in 1.. {
            drill.arm(Plan { fails_at: n, ..Plan::default() });
            let done = instant::read_left(&app).await;
            drill.stand_down();
            let accepted = t.count("lead_intakes where status = 'accepted'").await;
            assert_eq!(
                t.count("lead_intakes where problem is not null").await,
                0,
                "statement {n}: a fault of ours is none of what was sent"
            );
            assert_eq!(t.count("leads").await, accepted, "statement {n}: what counts as read has its lead");
            assert_eq!(t.count("quotes").await, accepted.min(1), "statement {n}: and its draft, where there is one");
            if !drill.has_failed() {
                done.expect("nothing was let fail");
                break;
            }
            failures += 1;
        }
        assert_eq!(t.count("lead_intakes where status = 'accepted'").await, read, "it is read in the end");
    }
    assert!(failures > 20, "{failures} statements failed");
}
