//! How long a replay of 20,000 quotes takes: measured by hand, for times depend on the machine.
//!
//! `cargo nextest run -p server twenty_thousand --run-ignored all --no-capture`

use std::time::Instant;

use shared::OrgId;
use shared::access::Access;
use shared::packs::ServiceLine;
use shared::pricing::SavePriceDraft;
use sqlx::Row;
use uuid::Uuid;

use crate::cx::{Actor, Cx, RequestInfo};
use crate::pricing;
use crate::testing::TestApp;

const QUOTES: i64 = 20_000;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "loads the dataset D1 and measures"]
async fn a_replay_of_twenty_thousand_quotes() {
    let t = TestApp::empty().await;
    let sizes = |_: usize| crate::demo::d1::Sizes::d1(0.02);
    crate::demo::d1::load(&t.app, &t.owner_options(), sizes, &|_| {}).await.expect("the dataset loads");
    let mut conn = t.owner_connection().await;
    let row = sqlx::query("select o.id, m.id, m.user_id from organizations o join members m on m.org_id = o.id and 'owner' = any(m.roles) where o.slug = 'd1-a'")
        .fetch_one(&mut conn)
        .await
        .expect("an organization");
    let org: Uuid = row.get(0);
    let line: String = sqlx::query_scalar("select service_line from quotes where org_id = $1 group by 1 order by count(*) desc limit 1")
        .bind(org)
        .fetch_one(&mut conn)
        .await
        .expect("a line");
    // as many quotes of the last 90 days as wanted, each a copy of one that was drawn
    sqlx::query(
        "with drawn as (select q.*, row_number() over (order by id) as nth, count(*) over () as all_of_them from quotes q where org_id = $1 and service_line = $2),
              wanted as (select n, gen_random_uuid() as id, gen_random_uuid() as revision from generate_series(1, $3) n),
              pairs as (select w.n, w.id as new_id, w.revision as new_revision, d.* from wanted w join drawn d on d.nth = w.n % d.all_of_them + 1),
              revisions as (insert into quote_revisions (org_id, id, quote_id, number, content, total_cents)
                            select p.org_id, p.new_revision, p.new_id, 1, r.content, r.total_cents from pairs p join quote_revisions r on r.org_id = p.org_id and r.id = p.revision_id returning 1)
         insert into quotes (org_id, id, number, status, service_line, account_id, contact_id, owner_id, book_id, revision_id, title, starts_at, total_cents, quoted_on, created_at, updated_at)
         select org_id, new_id, 'R-' || n, status, service_line, account_id, contact_id, owner_id, book_id, new_revision, title, starts_at, total_cents, quoted_on, now() - n * interval '5 minutes', now()
         from pairs",
    )
    .bind(org)
    .bind(&line)
    .bind(QUOTES)
    .execute(&mut conn)
    .await
    .expect("copies");
    sqlx::query("analyze").execute(&mut conn).await.expect("statistics");
    let actor = Actor::Staff { user: shared::UserId(row.get(2)), member: shared::MemberId(row.get(1)), name: "Bench".into() };
    let cx = Cx::new(&t.app, OrgId(org), actor, Access::all(), RequestInfo::internal("bench"));
    let line: ServiceLine = line.parse().expect("a line");
    let book = pricing::current_book(&cx, line).await.expect("a book");
    let mut rates = book.rates.clone();
    for vehicle in &mut rates.vehicles {
        // whatever a line is charged by, everybody pays more
        for cents in [&mut vehicle.hour_cents, &mut vehicle.day_cents, &mut vehicle.km_cents, &mut vehicle.minimum_cents] {
            *cents += *cents / 20;
        }
    }
    let input = SavePriceDraft { version: None, base_version: book.version, name: book.name, rates };
    pricing::save_draft(&cx, line, input).await.expect("saved");
    for turn in 0..3 {
        let began = Instant::now();
        let replay = pricing::replay_draft(&cx, line).await.expect("a replay");
        println!(
            "turn {turn}: {} quotes and {} skipped in {:.2} s; {} pay more, {} less",
            replay.all.quotes,
            replay.skipped_quotes(),
            began.elapsed().as_secs_f64(),
            replay.all.more,
            replay.all.less
        );
        assert!(replay.all.more > 0, "{:?}", replay.all);
        assert!(replay.all.quotes + replay.skipped_quotes() >= QUOTES, "{:?}", replay.all);
    }
}
