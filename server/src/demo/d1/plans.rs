//! What plans the hot questions get: asked by the use cases themselves, as the role that serves requests, of ten
//! organizations with 10,000 leads each. Every index that is used is entered by the organization, and no large table
//! is read from one end to the other.

use std::collections::BTreeSet;

use serde_json::json;
use shared::access::{Access, BuiltinRole};
use shared::jobs::JobQuery;
use shared::quotes::{QuoteQuery, QuoteView};
use sqlx::Row;
use tracing_subscriber::layer::SubscriberExt;

use super::*;
use crate::cx::{Actor, Cx};
use crate::testing::TestApp;
use crate::testing::plans::{Asker, Ground, Plans, sorts_for_a_page, statement};
use crate::{audit, customers, jobs, leads, quotes, search};

#[tokio::test]
async fn hot_questions_enter_indexes_by_the_organization() {
    let mut t = TestApp::d1().await;
    let ground = Ground::of(&t).await;
    assert!(ground.rows["leads"] > 90_000.0 && ground.indexes.len() > 40, "{:?}", ground.rows);
    t.explain(Asker::Anybody).await;

    let mut owner = t.owner_connection().await;
    let row = sqlx::query("select o.id, m.id, m.user_id, d.id, d.user_id from organizations o join members m on m.org_id = o.id and 'owner' = any(m.roles)
                           join lateral (select d.id, d.user_id from members d join job_crew c on c.org_id = d.org_id and c.member_id = d.id where d.org_id = o.id and 'driver' = any(d.roles) limit 1) d on true
                           where o.slug = 'd1-b'")
        .fetch_one(&mut owner)
        .await
        .expect("an organization");
    let org = shared::OrgId(row.get(0));
    let who = |member, user, access| {
        let actor = Actor::Staff { user: shared::UserId(user), member: shared::MemberId(member), name: "Guard".into() };
        Cx::new(&t.app, org, actor, access, RequestInfo::internal("test"))
    };
    let cx = who(row.get(1), row.get(2), Access::all());
    let driver = who(row.get(3), row.get(4), BuiltinRole::Driver.access());

    let plans = Plans::default();
    let _watching = tracing::subscriber::set_default(tracing_subscriber::registry().with(plans.clone()));
    let mut wrong: BTreeSet<String> = BTreeSet::new();
    let mut seen = 0;
    let mut settle = |name: &str| {
        let taken = plans.take();
        assert!(!taken.is_empty(), "{name} asked nothing");
        seen += taken.len();
        for plan in taken {
            wrong.extend(ground.faults(&plan).into_iter().map(|fault| format!("{name}: {fault}\n    {}", statement(&plan))));
        }
    };
    let word = || Some("oka".to_string());

    for view in [None, Some("mine"), Some("recent"), Some("due"), Some("unassigned"), Some("hot")] {
        leads::list(&cx, leads::Filter { view: view.map(Into::into), ..leads::Filter::default() }).await.expect("leads");
        settle(&format!("leads {view:?}"));
    }
    for status in ["converted", "lost", "new,quoted"] {
        let due = leads::Filter { view: Some("due".into()), status: Some(status.into()), ..leads::Filter::default() };
        leads::list(&cx, due).await.expect("leads");
        settle(&format!("leads that are {status} and due"));
    }
    let found = leads::list(&cx, leads::Filter { search: word(), ..leads::Filter::default() }).await.expect("leads");
    settle("leads by search");
    assert!(!found.page.items.is_empty());
    let (some, day) = (|text: &str| Some(text.to_string()), |text: &str| text.parse().ok());
    let row = found.page.items[0].clone();
    let owner = row.owner.map_or_else(|| cx.member().map(|member| member.to_string()), |owner| Some(owner.id.to_string()));
    let all = leads::Filter::default;
    for (name, filter) in [
        ("source", leads::Filter { source: some("walk_in"), ..all() }),
        ("service line", leads::Filter { line: some("moving"), ..all() }),
        ("owner", leads::Filter { owner, ..all() }),
        ("nobody", leads::Filter { owner: some("nobody"), ..all() }),
        ("open states", leads::Filter { status: some("new,quoted"), ..all() }),
        ("a closed state", leads::Filter { status: some("lost"), ..all() }),
        ("a hot state", leads::Filter { view: some("hot"), status: some("qualified"), ..all() }),
        ("stage", leads::Filter { stage: Some(row.stage_id), ..all() }),
        ("wanted days", leads::Filter { wanted_from: day("2026-11-01"), wanted_to: day("2026-11-07"), ..all() }),
        ("wanted days of lost ones", leads::Filter { wanted_from: day("2026-11-01"), status: some("lost"), sort: some("wanted"), ..all() }),
        ("days they came in", leads::Filter { created_from: day("2026-06-01"), created_to: day("2026-06-07"), ..all() }),
        ("several", leads::Filter { source: some("referral"), line: some("charter"), created_from: day("2026-01-01"), ..all() }),
        ("ids", leads::Filter { ids: Some(row.id.to_string()), ..all() }),
    ] {
        leads::list(&cx, filter).await.expect("leads");
        settle(&format!("leads by {name}"));
    }
    leads::all_stages(&cx).await.expect("stages");
    settle("stages of all pipelines");
    let board = leads::board(&cx, None, None, None, None, None).await.expect("the board");
    settle("board");
    leads::board(&cx, None, Some("mine".into()), word(), None, None).await.expect("the board");
    leads::board(&cx, None, None, None, None, Some("overdue".into())).await.expect("the board");
    leads::board(&cx, None, Some("due".into()), None, None, None).await.expect("the board");
    settle("board by search");
    let card = board.columns.iter().flat_map(|c| &c.cards).next().expect("a card");
    let lead = leads::show(&cx, card.id).await.expect("a lead");
    settle("one lead");
    leads::timeline(&cx, card.id, None).await.expect("a timeline");
    settle("timeline of a lead");

    for view in QuoteView::ALL {
        let query = QuoteQuery { view: Some(view.key().into()), ..QuoteQuery::default() };
        quotes::list(&cx, query).await.expect("quotes");
        settle(&format!("quotes {view}"));
    }
    let found = quotes::list(&cx, QuoteQuery { search: word(), ..QuoteQuery::default() }).await.expect("quotes");
    settle("quotes by search");
    assert!(!found.page.items.is_empty());
    let quote = quotes::list(&cx, QuoteQuery::default()).await.expect("quotes").page.items[0].id;
    plans.take();
    quotes::show(&cx, quote).await.expect("a quote");
    settle("one quote");
    super::plans_rest::ask(&t, &cx, card.id, quote, &mut settle).await;

    let all = JobQuery {
        status: None,
        line: None,
        from: None,
        to: None,
        search: None,
        unassigned: None,
        descending: Some(true),
        after: None,
        limit: None,
    };
    let list = jobs::list(&cx, all.clone()).await.expect("jobs");
    settle("jobs");
    jobs::list(&cx, JobQuery { after: list.page.next.clone(), ..all.clone() }).await.expect("jobs");
    settle("jobs, next page");
    jobs::list(&cx, JobQuery { status: Some("assigned".into()), descending: None, ..all.clone() }).await.expect("jobs");
    settle("jobs by status");
    jobs::list(&cx, JobQuery { unassigned: Some(true), ..all.clone() }).await.expect("jobs");
    settle("jobs without crew");
    jobs::list(&cx, JobQuery { search: word(), ..all }).await.expect("jobs");
    settle("jobs by search");
    jobs::show(&cx, list.page.items[0].id).await.expect("a job");
    settle("one job");
    audit::job_timeline(&cx, list.page.items[0].id, None).await.expect("a timeline");
    settle("timeline of a job");
    jobs::working_set(&driver).await.expect("a working set");
    settle("working set of a driver");

    let page = customers::list(&cx, customers::Filter::default()).await.expect("customers");
    settle("customers");
    customers::list(&cx, customers::Filter { search: word(), ..customers::Filter::default() }).await.expect("customers");
    settle("customers by search");
    for (label, kind) in [("Seats", "number"), ("Trade", "text")] {
        let field = json!({ "of": "account", "kind": kind, "label": label });
        customers::create_field(&cx, serde_json::from_value(field).expect("a field")).await.expect("added");
    }
    plans.take();
    let custom = Some("trade is School\nseats from 20".to_string());
    customers::list(&cx, customers::Filter { custom, ..customers::Filter::default() }).await.expect("customers");
    settle("customers by fields of their own");
    customers::show(&cx, page.items[0].id).await.expect("a customer");
    settle("one customer");
    customers::timeline(&cx, page.items[0].id, None, None).await.expect("a timeline");
    settle("timeline of a customer");

    // words, a misspelled name, one whose letters changed places, two letters, a number, a phone, a plate
    for typed in ["oka", "okafor", "okafro", "nguyne", "silvr", "ok", "L-1042", "604 555 01", "ab-123-cd", "wolud-be nobody"] {
        search::find(&cx, Some(typed.into())).await.expect("records");
        settle(&format!("search for {typed}"));
    }

    let input = json!({
        "name": "Nora New", "company": null, "email": "nora@new.example", "phone": null, "source": "phone", "urgency": "medium", "service_line": "moving", "wanted_on": null,
        "origin": null, "destination": null, "passengers": null, "vehicle_type": null, "value_cents": null, "notes": "", "owner": null, "stage": null
    });
    leads::create(&cx, serde_json::from_value(input).expect("input")).await.expect("a lead");
    settle("create a lead");
    let to = lead.stages.iter().find(|s| s.id != lead.row.stage_id && s.required.is_empty()).expect("another stage").id;
    let wish = shared::leads::MoveLead { wip_reason: Some("Guard".into()), ..shared::leads::MoveLead::to(lead.row.version, to, None) };
    leads::move_card(&cx, card.id, wish).await.expect("a move");
    settle("move a card");

    assert!(seen > 150, "{seen} different plans seen");
    assert!(wrong.is_empty(), "{} faults of {seen} plans:\n{}", wrong.len(), wrong.into_iter().collect::<Vec<_>>().join("\n"));
}

#[tokio::test]
async fn a_page_of_thousands_of_open_leads_is_read_in_its_order() {
    let mut t = TestApp::d1().await;
    let mut owner = t.owner_connection().await;
    // all leads of an organization are new: the planner reckons with as many as there are in all stages of everybody
    sqlx::raw_sql(
        "update leads l set status = 'new', stage_id = s.id, pipeline_id = s.pipeline_id, lost_reason = null, lost_note = null
         from organizations o, stages s where o.slug = 'd1-c' and l.org_id = o.id and s.org_id = o.id and s.status = 'new'
             and s.pipeline_id = (select p.id from pipelines p where p.org_id = o.id order by p.created_at limit 1);
         analyze leads",
    )
    .execute(&mut owner)
    .await
    .expect("all are new");
    let row = sqlx::query("select o.id, m.id, m.user_id from organizations o join members m on m.org_id = o.id and 'owner' = any(m.roles) where o.slug = 'd1-c'")
        .fetch_one(&mut owner)
        .await
        .expect("an owner");
    t.explain(Asker::Anybody).await;
    let actor = Actor::Staff { user: shared::UserId(row.get(2)), member: shared::MemberId(row.get(1)), name: "Guard".into() };
    let cx = Cx::new(&t.app, shared::OrgId(row.get(0)), actor, Access::all(), RequestInfo::internal("test"));

    let plans = Plans::default();
    let _watching = tracing::subscriber::set_default(tracing_subscriber::registry().with(plans.clone()));
    let first = leads::list(&cx, leads::Filter::default()).await.expect("leads");
    leads::list(&cx, leads::Filter { after: first.page.next.clone(), ..leads::Filter::default() }).await.expect("leads");
    let board = leads::board(&cx, None, None, None, None, None).await.expect("the board");
    let column = board.columns.iter().max_by_key(|column| column.count).expect("a column");
    assert!(column.count > 5_000, "{}", column.count);
    let last = column.cards.last().expect("a card").place();
    leads::cards(&cx, column.stage.id, None, None, Some(last), None).await.expect("cards");
    let taken = plans.take();
    assert!(taken.len() > 4, "{}", taken.len());
    for plan in taken {
        assert!(!sorts_for_a_page(&plan, "leads"), "all leads are sorted for a page of them: {}\n{plan:#}", statement(&plan));
    }
}
