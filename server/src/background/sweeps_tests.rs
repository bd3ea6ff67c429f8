//! All or nothing in sweeps (T13): offers that run out, leads that go back to the queue, people who are told of quotes
//! handed over. What fails of one record or organization holds up no other, and is done by the next sweep.

use std::sync::Arc;

use chrono::{DateTime, Datelike, Utc, Weekday};
use sqlx::PgConnection;
use uuid::Uuid;

use super::atomic_tests::{Digest, all_or_nothing};
use crate::app::App;
use crate::drill::{Drill, Plan};
use crate::testing::TestApp;

/// One record of each organization, by a question that gives an organization and an id.
async fn one_of_each(conn: &mut PgConnection, question: &'static str) -> Vec<Uuid> {
    let found: Vec<(Uuid, Uuid)> = sqlx::query_as(question).fetch_all(conn).await.expect("records");
    assert_eq!(found.len(), 2, "both organizations have one");
    found.into_iter().map(|(_, id)| id).collect()
}

/// Ids as SQL lists them.
fn listed(ids: &[Uuid]) -> String {
    ids.iter().map(|id| format!("'{id}'")).collect::<Vec<_>>().join(", ")
}

/// The middle of a working day to come.
fn monday() -> DateTime<Utc> {
    let mut days = Utc::now().date_naive().iter_days().skip(1);
    let monday = days.find(|day| day.weekday() == Weekday::Mon).expect("a Monday comes");
    monday.and_hms_opt(17, 0, 0).expect("a time").and_utc()
}

#[tokio::test]
async fn offers_run_out_each_by_itself() {
    let t = TestApp::demo().await;
    let mut conn = t.owner_connection().await;
    let sweep = async |app: App| (crate::quotes::EXPIRY.run)(&app).await;
    sweep(t.app.clone()).await.expect("what was due before is done");
    let due = one_of_each(
        &mut conn,
        "select distinct on (org_id) org_id, id from quotes where status in ('sent', 'viewed', 'expired', 'declined') order by org_id, id",
    )
    .await;
    let begun = Utc::now().to_rfc3339();
    sqlx::query(
        "update quotes set status = 'sent', closed_at = null, closed_reason = null, valid_until = now() - interval '1 hour' where id = any($1)",
    )
    .bind(&due)
    .execute(&mut conn)
    .await
    .expect("it is late");
    let ids = listed(&due);
    let whole = format!(
        "(select bool_and((q.status = 'expired') = (
            (select count(*) from outbox o where o.kind = 'quotes.expired' and o.entity_id = q.id and o.at >= '{begun}') = 1))
          from quotes q where q.id in ({ids}))"
    );

    // the third step is the first of an offer: the other runs out all the same
    let drill = Arc::new(Drill::new(Plan { fails_at: 3, ..Plan::default() }));
    sweep(t.app.drilled(drill.clone())).await.expect("it goes on");
    assert!(drill.has_failed());
    let expired = format!("(select count(*) = 1 from quotes where status = 'expired' and id in ({ids}))");
    assert!(Digest::of(&t).await.holds(&expired).await, "one that fails keeps no other open");
    all_or_nothing("expiry", &t, &t.app, &whole, sweep).await;
    let all = format!("(select count(*) = 2 from quotes where status = 'expired' and id in ({ids}))");
    assert!(Digest::of(&t).await.holds(&all).await);
}

#[tokio::test]
async fn leads_return_to_the_queue_each_by_itself() {
    let t = TestApp::demo().await;
    let mut conn = t.owner_connection().await;
    let app = t.app.as_of(monday());
    let sweep = async |app: App| (crate::leads::QUEUE.run)(&app).await;
    sqlx::query("update leads set queue_at = null").execute(&mut conn).await.expect("nothing else is due");
    let due = one_of_each(
        &mut conn,
        "select distinct on (org_id) org_id, id from leads where status not in ('converted', 'lost') order by org_id, id",
    )
    .await;
    sqlx::query("update leads set queue_at = now() - interval '1 hour', owner_id = null where id = any($1)")
        .bind(&due)
        .execute(&mut conn)
        .await
        .expect("they wait");
    let ids = listed(&due);
    // whoever was given a lead was told so, once; nobody was told of one that still waits
    let whole = format!(
        "(select bool_and((l.owner_id is not null) = (
            (select count(*) from outbox o where o.entity_id = l.id and o.kind in ('leads.assigned', 'leads.returned') and o.at >= '{}') = 1)) from leads l where l.id in ({ids}))",
        Utc::now().to_rfc3339()
    );
    all_or_nothing("queue", &t, &app, &whole, sweep).await;
    let looked_at = format!("(select count(*) = 2 from leads where (queue_at is null or queue_at > now()) and id in ({ids}))");
    assert!(Digest::of(&t).await.holds(&looked_at).await);
}

#[tokio::test]
async fn people_are_told_of_handovers_in_each_organization_by_itself() {
    let t = TestApp::demo().await;
    let mut conn = t.owner_connection().await;
    let sweep = async |app: App| (crate::quotes::HANDOVERS.run)(&app).await;
    sqlx::query("update quote_handovers set told_at = now() where told_at is null").execute(&mut conn).await.expect("nothing else is due");
    let quotes = one_of_each(&mut conn, "select distinct on (org_id) org_id, id from quotes order by org_id, id").await;
    for quote in quotes {
        sqlx::query(
            "insert into quote_handovers (org_id, id, quote_id, from_id, to_id, by_name, at)
             select q.org_id, $2, q.id, m.ids[1], m.ids[2], 'Olive', now() - interval '1 hour' from quotes q,
               lateral (select array_agg(id order by id) as ids from members where org_id = q.org_id and status = 'active') m where q.id = $1",
        )
        .bind(quote)
        .bind(Uuid::now_v7())
        .execute(&mut conn)
        .await
        .expect("a handover");
    }
    let mails: i64 =
        sqlx::query_scalar("select count(*) from mails where template = 'quotes_handed_over'").fetch_one(&mut conn).await.expect("a count");
    // two are told of each: by mails that are queued with work that sends them
    let whole = format!(
        "(select count(*) from mails where template = 'quotes_handed_over') - {mails}
           = 2 * (select count(*) from quote_handovers where by_name = 'Olive' and by_id is null and told_at is not null and at > now() - interval '2 hours')"
    );
    let drill = Arc::new(Drill::new(Plan { fails_at: 3, ..Plan::default() }));
    sweep(t.app.drilled(drill.clone())).await.expect("it goes on");
    assert!(drill.has_failed());
    let one = format!("(select count(*) = {mails} + 2 from mails where template = 'quotes_handed_over')");
    assert!(Digest::of(&t).await.holds(&one).await, "what fails in one organization holds up no other");
    all_or_nothing("handovers", &t, &t.app, &whole, sweep).await;
    let both = format!("(select count(*) = {mails} + 4 from mails where template = 'quotes_handed_over')");
    assert!(Digest::of(&t).await.holds(&both).await);
}
