//! The generator on a real, empty database.

use std::collections::BTreeMap;

use sqlx::{AssertSqlSafe, Row};

use super::*;
use crate::testing::TestApp;

fn small(_: usize) -> Sizes {
    Sizes { activities: 2, checklist_days: Some(60), ..Sizes::d1(0.002) }
}

/// Rows that refer to nothing, by constraint: what the database did not ask for while loading.
async fn dangling(conn: &mut PgConnection) -> BTreeMap<String, i64> {
    let keys = sqlx::query(
        "select conname::text, conrelid::regclass::text, confrelid::regclass::text,
                (select array_agg(attname::text order by n) from unnest(conkey) with ordinality k (num, n) join pg_attribute on attrelid = conrelid and attnum = num) as own,
                (select array_agg(attname::text order by n) from unnest(confkey) with ordinality k (num, n) join pg_attribute on attrelid = confrelid and attnum = num) as theirs
         from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace",
    )
    .fetch_all(&mut *conn)
    .await
    .expect("the catalog answers");
    let mut found = BTreeMap::new();
    for key in keys {
        let (name, table, other): (String, String, String) = (key.get(0), key.get(1), key.get(2));
        let (own, theirs): (Vec<String>, Vec<String>) = (key.get(3), key.get(4));
        let set = own.iter().map(|c| format!("x.{c} is not null")).collect::<Vec<_>>().join(" and ");
        let same = own.iter().zip(&theirs).map(|(a, b)| format!("y.{b} = x.{a}")).collect::<Vec<_>>().join(" and ");
        let count: i64 = sqlx::query_scalar(AssertSqlSafe(format!(
            "select count(*) from {table} x where {set} and not exists (select from {other} y where {same})"
        )))
        .fetch_one(&mut *conn)
        .await
        .expect("a count");
        if count > 0 {
            found.insert(name, count);
        }
    }
    found
}

#[tokio::test]
async fn the_dataset_keeps_every_rule_and_the_product_works_on_it() {
    let t = TestApp::empty().await;
    let before = indexes(&t).await;
    load(&t.app, &t.owner_options(), small, &|_| {}).await.expect("the dataset loads");
    assert_eq!(indexes(&t).await, before, "every index is back");

    let mut conn = t.owner_connection().await;
    assert_eq!(dangling(&mut conn).await, BTreeMap::new());
    // columns that name later rooms' records have no foreign key
    let loose: i64 = sqlx::query_scalar(
        "select (select count(*) from leads l where quote_id is not null and not exists (select from quotes q where q.org_id = l.org_id and q.id = l.quote_id))
              + (select count(*) from leads l where job_id is not null and not exists (select from jobs j where j.org_id = l.org_id and j.id = l.job_id))
              + (select count(*) from quotes q where job_id is not null and not exists (select from jobs j where j.org_id = q.org_id and j.id = q.job_id and j.quote_id = q.id))
              + (select count(*) from quotes q where not exists (select from quote_revisions r where r.org_id = q.org_id and r.id = q.revision_id))
              + (select count(*) from leads where search not like '%' || plain(name) || '%') + (select count(*) from jobs where search <> plain(search))
              + (select count(*) from events where at > now())",
    )
    .fetch_one(&mut conn)
    .await
    .expect("a number");
    assert_eq!(loose, 0);
    let counts: Vec<i64> = sqlx::query_scalar(
        "select unnest(array[(select count(*) from leads), (select count(*) from contacts), (select count(*) from quotes), (select count(*) from jobs), (select count(*) from media)])",
    )
    .fetch_all(&mut conn)
    .await
    .expect("numbers");
    assert_eq!(counts[..2], [2000, 2000]);
    for (what, count, goal) in [("quotes", counts[2], 1200), ("jobs", counts[3], 2400), ("photos", counts[4], 4000)] {
        assert!((goal * 8 / 10..=goal * 12 / 10).contains(&count), "{count} {what}, about {goal} wanted");
    }

    builds(&t, &mut conn).await;
    let cx = owner_of(&t, &mut conn, "d1-c").await;
    assert!(crate::audit::check(&cx).await.expect("the chain is read").valid);
    let lead = crate::leads::create(
        &cx,
        serde_json::from_value(serde_json::json!({
            "name": "Nora New", "company": null, "email": "customer3@mail.example", "phone": null, "source": "phone", "urgency": "medium", "service_line": "moving",
            "wanted_on": null, "origin": null, "destination": null, "passengers": null, "vehicle_type": null, "value_cents": null, "notes": "", "owner": null, "stage": null
        }))
        .expect("input"),
    )
    .await
    .expect("a lead");
    assert_eq!(lead.row.number, "L-00201");
    t.relay().await;
    assert!(crate::audit::check(&cx).await.expect("the chain is read").valid, "the relay goes on where the dataset ends");
    let board = crate::leads::board(&cx, None, None, None, None, None).await.expect("the board");
    assert!(board.columns.iter().any(|c| c.count > 0));
}

/// The owner of an organization.
async fn owner_of(t: &TestApp, conn: &mut PgConnection, slug: &str) -> crate::cx::Cx {
    let org: Uuid =
        sqlx::query_scalar("select id from organizations where slug = $1").bind(slug).fetch_one(&mut *conn).await.expect("an organization");
    let owner = sql::owner(conn, org).await.expect("its owner");
    let user: Uuid =
        sqlx::query_scalar("select user_id from members where id = $1").bind(owner).fetch_one(&mut *conn).await.expect("the owner's login");
    let actor = crate::cx::Actor::Staff { user: shared::UserId(user), member: shared::MemberId(owner), name: "Olive Owner".into() };
    crate::cx::Cx::new(&t.app, shared::OrgId(org), actor, shared::access::Access::all(), RequestInfo::internal("test"))
}

/// The contractor offers what was measured and hours of trades at one place, is paid by milestones, and the product reads
/// it; nobody else builds.
async fn builds(t: &TestApp, conn: &mut PgConnection) {
    let slugs: Vec<String> = sqlx::query_scalar(
        "select distinct o.slug from organizations o where exists (select from leads l where l.org_id = o.id and l.service_line = 'contracting')
            or exists (select from quotes q where q.org_id = o.id and q.service_line = 'contracting') or exists (select from jobs j where j.org_id = o.id and j.line = 'contracting')
            or exists (select from job_instalments d where d.org_id = o.id)",
    )
    .fetch_all(&mut *conn)
    .await
    .expect("slugs");
    assert_eq!(slugs, [slug(CONTRACTOR)]);
    let (quotes, measured, jobs, at_one_place): (i64, i64, i64, i64) = sqlx::query_as(
        "select (select count(*) from quotes where service_line = 'contracting'),
                (select count(*) from quotes q join quote_revisions r on r.org_id = q.org_id and r.id = q.revision_id where q.service_line = 'contracting'
                    and jsonb_array_length(r.content->'lines') > 1 and jsonb_array_length(r.content->'trades') > 0 and jsonb_array_length(r.content->'schedule') = 3),
                (select count(*) from jobs where line = 'contracting'),
                (select count(*) from jobs j where line = 'contracting' and 1 = (select count(*) from job_stops s where s.org_id = j.org_id and s.job_id = j.id))",
    )
    .fetch_one(&mut *conn)
    .await
    .expect("numbers");
    assert!(quotes > 20 && jobs > 60, "{quotes} quotes and {jobs} jobs of a contractor");
    assert_eq!((measured, at_one_place), (quotes, jobs));
    let (with_quote, by_milestones): (i64, i64) = sqlx::query_as(
        "select count(*), count(*) filter (where d.count = 3 and d.cents = j.total_cents)
         from jobs j left join lateral (select count(*), sum(d.cents) as cents from job_instalments d where d.org_id = j.org_id and d.job_id = j.id) d on true
         where j.line = 'contracting' and j.quote_id is not null",
    )
    .fetch_one(&mut *conn)
    .await
    .expect("numbers");
    assert!(
        with_quote > 0 && by_milestones == with_quote,
        "{by_milestones} of {with_quote} jobs are paid by milestones that come to their total"
    );
    let cx = owner_of(t, conn, &slug(CONTRACTOR)).await;
    let job: Uuid = sqlx::query_scalar("select id from jobs where line = 'contracting' and quote_id is not null order by number limit 1")
        .fetch_one(&mut *conn)
        .await
        .expect("a job");
    let job = crate::jobs::show(&cx, shared::JobId(job)).await.expect("the project");
    assert_eq!((job.stops.len(), job.instalments.len(), job.phases.len()), (1, 3, ServiceLine::Contracting.pack().phases.len()));
    let quote = crate::quotes::show(&cx, job.quote.expect("it was quoted")).await.expect("the quote");
    assert_eq!(Some(quote.priced.total_cents), job.total.map(|total| total.cents));
}

async fn indexes(t: &TestApp) -> Vec<String> {
    let mut conn = t.owner_connection().await;
    sqlx::query_scalar("select indexdef from pg_indexes where schemaname = 'public' order by 1")
        .fetch_all(&mut conn)
        .await
        .expect("indexes")
}

#[tokio::test]
async fn it_is_not_loaded_beside_other_organizations() {
    let t = TestApp::new().await;
    let before = t.census().await;
    assert!(load(&t.app, &t.owner_options(), small, &|_| {}).await.is_err());
    assert_eq!(t.census().await, before);
}

#[test]
fn chance_falls_the_same_everywhere() {
    let mut dice = Dice::new(1);
    assert_eq!([dice.next(), dice.next()], [10_451_216_379_200_822_465, 13_757_245_211_066_428_519]);
}
