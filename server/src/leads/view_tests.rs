//! Each view of the list of leads: who belongs to it, and that it lists what it counts.

use std::collections::BTreeSet;

use shared::LeadId;
use shared::access::BuiltinRole;
use shared::leads::{LeadView, NewLead, Urgency};

use super::tests::{ski_club, with_pipelines};
use super::*;
use crate::testing::TestApp;

async fn set(t: &TestApp, change: &'static str, id: LeadId) {
    let mut conn = t.owner_connection().await;
    let done = sqlx::query(sqlx::AssertSqlSafe(format!("update leads set {change} where id = $1")))
        .bind(id.0)
        .execute(&mut conn)
        .await
        .expect("it is set");
    assert_eq!(done.rows_affected(), 1, "{change}");
}

async fn ids(cx: &Cx, view: LeadView) -> BTreeSet<LeadId> {
    let mut found = BTreeSet::new();
    let mut after = None;
    loop {
        let filter = Filter { view: Some(view.key().into()), limit: Some(3), after, ..Filter::default() };
        let page = list(cx, filter).await.expect("a list").page;
        for row in page.items {
            assert!(found.insert(row.id), "{view}: listed twice");
        }
        after = page.next;
        if after.is_none() {
            return found;
        }
    }
}

/// The end of the day where the test organization is, and the second before it.
const MIDNIGHT: &str = "next_due_at = ((now() at time zone 'America/Vancouver')::date + 1)::timestamp at time zone 'America/Vancouver'";
const LAST_SECOND: &str =
    "next_due_at = ((now() at time zone 'America/Vancouver')::date + 1)::timestamp at time zone 'America/Vancouver' - interval '1 second'";

async fn add(cx: &Cx, name: &str) -> LeadId {
    let lead = NewLead { name: name.into(), company: None, value_cents: None, urgency: Urgency::Low, ..ski_club() };
    create(cx, lead).await.expect("created").row.id
}

#[tokio::test]
async fn each_view_lists_what_it_counts() {
    let t = with_pipelines().await;
    let cx = t.cx(BuiltinRole::Manager);
    let theirs = t.cx(BuiltinRole::SalesAgent);
    let mine = add(&cx, "Mine").await;
    let of_agent = add(&theirs, "Of an agent").await;
    let nobodys = add(&cx, "Nobody's").await;
    set(&t, "owner_id = null", nobodys).await;
    let old = add(&cx, "Old").await;
    set(&t, "created_at = now() - interval '31 days'", old).await;
    let just_recent = add(&cx, "Just recent").await;
    set(&t, "created_at = now() - interval '29 days'", just_recent).await;
    let due_today = add(&cx, "Due today").await;
    set(&t, LAST_SECOND, due_today).await;
    let due_tomorrow = add(&cx, "Due tomorrow").await;
    set(&t, MIDNIGHT, due_tomorrow).await;
    let overdue = add(&cx, "Overdue").await;
    set(&t, "next_due_at = now() - interval '9 days'", overdue).await;
    let hot = add(&theirs, "Hot").await;
    set(&t, "score = 70", hot).await;
    let nearly = add(&cx, "Nearly hot").await;
    set(&t, "score = 69", nearly).await;
    let lost = add(&cx, "Lost").await;
    set(&t, "status = 'lost', lost_reason = 'price', owner_id = null, score = 90, next_due_at = now()", lost).await;
    let won = add(&cx, "Won").await;
    set(&t, "status = 'converted', score = 90, next_due_at = now(), created_at = now() - interval '40 days'", won).await;
    // the same there, to be left out
    let foreign = t.foreign(BuiltinRole::Manager);
    let other = add(&foreign, "Foreign").await;
    set(&t, "score = 90, owner_id = null, next_due_at = now()", other).await;

    let counts = list(&cx, Filter::default()).await.expect("a list").counts;
    for view in LeadView::ALL {
        assert_eq!(counts.of(*view), ids(&cx, *view).await.len() as i64, "{view}");
    }
    let open = BTreeSet::from([mine, of_agent, nobodys, old, just_recent, due_today, due_tomorrow, overdue, hot, nearly]);
    assert_eq!(ids(&cx, LeadView::All).await, open);
    let less = |without: &[LeadId]| open.iter().filter(|id| !without.contains(id)).copied().collect::<BTreeSet<_>>();
    assert_eq!(ids(&cx, LeadView::Mine).await, less(&[of_agent, nobodys, hot]));
    assert_eq!(ids(&theirs, LeadView::Mine).await, BTreeSet::from([of_agent, hot]));
    let mut recent = less(&[old]);
    recent.insert(lost);
    assert_eq!(ids(&cx, LeadView::Recent).await, recent, "open or not");
    assert_eq!(ids(&cx, LeadView::Due).await, BTreeSet::from([due_today, overdue, won, lost]), "whatever became of it");
    let pipeline = list(&cx, Filter::default()).await.expect("a list").page.items[0].pipeline_id;
    let board = board(&cx, Some(pipeline), Some("due".into()), None, None, None).await.expect("a board");
    let cards: BTreeSet<_> = board.columns.iter().flat_map(|column| &column.cards).map(|card| card.id).collect();
    assert_eq!((board.counts.of(LeadView::Due), cards), (2, BTreeSet::from([due_today, overdue])), "a board has cards of open leads");
    assert_eq!(ids(&cx, LeadView::Unassigned).await, BTreeSet::from([nobodys]));
    assert_eq!(ids(&cx, LeadView::Hot).await, BTreeSet::from([hot]));
}
