//! Views, filters and orders of the list.

use std::collections::BTreeSet;

use chrono::Days;
use shared::access::{Action, Scope};
use shared::quotes::{QuoteQuery, QuoteView};

use super::*;

fn view(view: QuoteView) -> QuoteQuery {
    QuoteQuery { view: Some(view.key().into()), ..QuoteQuery::default() }
}

async fn ids(cx: &Cx, query: QuoteQuery) -> Vec<QuoteId> {
    quotes::list(cx, query).await.expect("a list").page.items.into_iter().map(|row| row.id).collect()
}

async fn set(t: &TestApp, id: QuoteId, change: &'static str) {
    let mut conn = t.owner_connection().await;
    sqlx::query(sqlx::AssertSqlSafe(format!("update quotes set {change} where id = $1")))
        .bind(id.0)
        .execute(&mut conn)
        .await
        .expect("it is set");
}

/// The wall clock so many days ahead where the test organization is.
const LAST_DAY: &str = "starts_at = (now() at time zone 'America/Vancouver')::date + 120 + time '23:30'";
const DAY_AFTER: &str = "starts_at = (now() at time zone 'America/Vancouver')::date + 121 + time '00:00'";

#[tokio::test]
async fn each_view_lists_what_it_counts() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let [last_day, day_after] = [draft(&cx).await.id, draft(&cx).await.id];
    set(&t, last_day, LAST_DAY).await;
    set(&t, day_after, DAY_AFTER).await;
    let (open_one, _) = sent(&cx).await;
    let (ending, _) = sent(&cx).await;
    set(&t, ending.id, "valid_until = now() + interval '6 days 23 hours'").await;
    let (lost, _) = sent(&cx).await;
    quotes::withdraw(&cx, lost.id, Because::default()).await.expect("withdrawn");
    let (won, token) = sent(&cx).await;
    let opened = super::open(&t, &token).await;
    let seen = quotes::read(&opened, true, false, None).await.expect("readable");
    quotes::accept_by_link(&opened, acceptance(&seen)).await.expect("accepted");
    quotes::give(&cx, ending.id, GiveQuote { member: cx.member().expect("a member") }).await.expect("mine");
    // the same there, to be left out
    draft(&t.foreign(BuiltinRole::Owner)).await;

    let list = quotes::list(&cx, QuoteQuery::default()).await.expect("a list");
    for of in QuoteView::ALL {
        assert_eq!(list.counts.of(*of), ids(&cx, view(*of)).await.len() as i64, "{of}");
    }
    assert_eq!(list.counts.all, 6);
    let found = |listed: Vec<QuoteId>| listed.into_iter().collect::<BTreeSet<_>>();
    assert_eq!(found(ids(&cx, view(QuoteView::Open)).await), BTreeSet::from([open_one.id, ending.id]));
    assert_eq!(found(ids(&cx, view(QuoteView::Draft)).await), BTreeSet::from([last_day, day_after]));
    assert_eq!(ids(&cx, view(QuoteView::Expiring)).await, [ending.id]);
    assert_eq!(ids(&cx, view(QuoteView::Won)).await, [won.id]);
    assert_eq!(ids(&cx, view(QuoteView::Lost)).await, [lost.id]);
    assert!(ids(&cx, view(QuoteView::Mine)).await.contains(&ending.id));
    let soon = ids(&cx, view(QuoteView::Soon)).await;
    assert_eq!((soon.len(), soon.last()), (4, Some(&last_day)), "the soonest first, without what is lost or later");
    let open_total: i64 = list.page.items.iter().filter(|row| row.status.is_open()).map(|row| row.total_cents).sum();
    assert_eq!(list.counts.open_cents, open_total);
}

#[tokio::test]
async fn filters_narrow_together() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let agent = t.org().person(BuiltinRole::SalesAgent).member;
    let (theirs, nobodys) = (draft(&cx).await, draft(&cx).await);
    quotes::give(&cx, theirs.id, GiveQuote { member: agent }).await.expect("given");
    set(&t, nobodys.id, "owner_id = null").await;
    let starts = theirs.content.starts().expect("a start").date();
    let all = QuoteQuery::default;
    let by_agent = QuoteQuery { owner: Some(agent.to_string()), ..all() };
    assert_eq!(ids(&cx, by_agent.clone()).await, [theirs.id]);
    assert_eq!(ids(&cx, QuoteQuery { owner: Some("nobody".into()), ..all() }).await, [nobodys.id]);
    assert_eq!(ids(&cx, QuoteQuery { status: Some("draft".into()), line: Some("charter".into()), ..by_agent.clone() }).await, [theirs.id]);
    for none in [
        QuoteQuery { status: Some("sent,viewed".into()), ..by_agent.clone() },
        QuoteQuery { line: Some("moving".into()), ..by_agent.clone() },
        QuoteQuery { from: starts.checked_add_days(Days::new(1)), ..by_agent.clone() },
        QuoteQuery { to: starts.checked_sub_days(Days::new(1)), ..by_agent.clone() },
        QuoteQuery { ids: Some(nobodys.id.to_string()), ..by_agent.clone() },
        QuoteQuery { account: Some(shared::AccountId(uuid::Uuid::now_v7())), ..all() },
    ] {
        assert_eq!(ids(&cx, none.clone()).await, [], "{none:?}");
    }
    let that_day = QuoteQuery { from: Some(starts), to: Some(starts), account: Some(theirs.to.account), ..by_agent };
    assert_eq!(ids(&cx, that_day).await, [theirs.id]);
    let unknown = quotes::list(&cx, QuoteQuery { sort: Some("age".into()), ..all() }).await;
    assert_eq!(unknown.expect_err("there is no such order"), Error::field("sort", "unknown_choice"));
}

#[tokio::test]
async fn words_find_numbers_titles_and_customers_of_ones_own_organization() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (one, two) = (draft(&cx).await, draft(&cx).await);
    let content = Content { title: "Ski trip to Whistler".into(), ..one.content.clone() };
    quotes::edit(&cx, one.id, EditQuote { version: one.version, content }).await.expect("saved");
    draft(&t.foreign(BuiltinRole::Owner)).await;
    let find = async |words: &str| ids(&cx, QuoteQuery { search: Some(words.into()), ..QuoteQuery::default() }).await;
    assert_eq!(find(&two.number.to_lowercase()).await, [two.id]);
    assert_eq!(find("whistler SKI").await, [one.id]);
    for words in ["lindqvist", "maya@example", "5550134"] {
        assert_eq!(find(words).await.len(), 2, "{words}");
    }
    assert_eq!(find("nobody by that name").await, []);
}

#[tokio::test]
async fn every_order_goes_through_all_pages_without_a_gap() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    for change in [None, Some(LAST_DAY), Some("starts_at = null"), Some("total_cents = 100"), Some("total_cents = 150"), Some(DAY_AFTER)] {
        let id = if change.is_none() { sent(&cx).await.0.id } else { draft(&cx).await.id };
        if let Some(change) = change {
            set(&t, id, change).await;
        }
    }
    for key in ["changed", "starts", "until", "total"] {
        for order in [key.to_string(), format!("-{key}")] {
            let whole = ids(&cx, QuoteQuery { sort: Some(order.clone()), ..QuoteQuery::default() }).await;
            let mut query = QuoteQuery { sort: Some(order.clone()), limit: Some(1), ..QuoteQuery::default() };
            let mut walked = Vec::new();
            loop {
                let page = quotes::list(&cx, query.clone()).await.expect("a page").page;
                walked.extend(page.items.iter().map(|row| row.id));
                let Some(next) = page.next else { break };
                query.after = Some(next);
            }
            assert_eq!((walked.len(), &walked), (6, &whole), "{order}");
        }
    }
    let soon = QuoteQuery { limit: Some(2), ..view(QuoteView::Soon) };
    let first = quotes::list(&cx, soon.clone()).await.expect("a page").page;
    let rest = quotes::list(&cx, QuoteQuery { after: first.next, ..soon }).await.expect("a page").page;
    assert!(first.items.iter().all(|row| rest.items.iter().all(|later| row.starts_at <= later.starts_at)));
}

#[tokio::test]
async fn who_sees_only_what_is_theirs_is_told_of_nothing_else() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let agent = t.org().person(BuiltinRole::SalesAgent).member;
    let (mine, other) = (draft(&cx).await, draft(&cx).await);
    quotes::give(&cx, mine.id, GiveQuote { member: agent }).await.expect("given");
    quotes::give(&cx, other.id, GiveQuote { member: t.org().person(BuiltinRole::Manager).member }).await.expect("given");
    let mut own = t.cx(BuiltinRole::SalesAgent);
    own.access.permissions.insert(Action::QuotesView, Scope::Own);
    let list = quotes::list(&own, QuoteQuery::default()).await.expect("a list");
    assert_eq!(list.page.items.iter().map(|row| row.id).collect::<Vec<_>>(), [mine.id]);
    assert_eq!((list.counts.all, list.counts.draft, list.counts.open_cents), (1, 1, 0));
    assert_eq!(quotes::show(&own, mine.id).await.expect("one's own").id, mine.id);
    assert_eq!(quotes::show(&own, other.id).await.expect_err("a colleague's"), Error::NotFound);
    let former = quotes::show_revision(&own, other.id, other.revision).await;
    assert_eq!(former.expect_err("a colleague's"), Error::NotFound);
    assert!(matches!(quotes::printout(&own, other.id, quotes::Which::Newest).await, Err(Error::NotFound)));
    assert_eq!(quotes::is_intact(&own, other.id).await.expect_err("a colleague's"), Error::NotFound);
    own.access.permissions.insert(Action::QuotesView, Scope::Team);
    own.team = vec![agent, t.org().person(BuiltinRole::Manager).member];
    assert_eq!(quotes::list(&own, QuoteQuery::default()).await.expect("a list").counts.all, 2);
}
