//! Presence on a real database.

use shared::access::BuiltinRole;
use shared::presence::TABS;
use sqlx::Connection;
use sqlx::postgres::{PgListener, PgPoolOptions};
use uuid::Uuid;

use super::*;
use crate::quotes::tests::lead;
use crate::testing::TestApp;

/// Somebody logged in on a device of their own.
async fn at_screen(t: &TestApp, role: BuiltinRole) -> Cx {
    t.session(t.org(), role).await;
    let mut cx = t.cx(role);
    let session: Uuid = sqlx::query_scalar("select id from sessions where member_id = $1 order by id desc limit 1")
        .bind(cx.member().expect("a member").0)
        .fetch_one(&mut t.owner_connection().await)
        .await
        .expect("a session");
    cx.session = Some(SessionId(session));
    cx
}

fn says(tab: i32, stance: Stance) -> Beat {
    Beat { tab, stance }
}

/// Whether the one other person there edits; none where nobody is.
fn edits(others: &[Present]) -> Option<bool> {
    assert!(others.len() < 2, "{others:?}");
    others.first().map(|other| other.editing)
}

async fn run(t: &TestApp, statement: &'static str, session: SessionId) {
    let done = sqlx::query(statement).bind(session.0).execute(&mut t.owner_connection().await).await.expect("it is done");
    assert!(done.rows_affected() > 0, "{statement}");
}

#[tokio::test]
async fn people_with_a_record_open_are_told_of_each_other() {
    let t = TestApp::new().await;
    let (owner, manager) = (at_screen(&t, BuiltinRole::Owner).await, at_screen(&t, BuiltinRole::Manager).await);
    let lead = lead(&owner).await;
    let quote = quotes::create_from_lead(&owner, lead).await.expect("a quote");
    for of in [Record::Lead(lead), Record::Quote(quote.id), Record::Customer(quote.to.account)] {
        assert_eq!(beat(&owner, of, says(1, Stance::Looking)).await.expect("alone"), []);
        let there = t.all_or_nothing(3, &manager, async |cx| beat(&cx, of, says(7, Stance::Looking)).await).await;
        assert_eq!(there.iter().map(|one| (one.member, one.editing)).collect::<Vec<_>>(), [(owner.member().expect("a member"), false)]);
        assert_eq!(there[0].name, t.org().person(BuiltinRole::Owner).name);
        assert_eq!(edits(&beat(&owner, of, says(1, Stance::Editing)).await.expect("told")), Some(false));
        assert_eq!(edits(&beat(&manager, of, says(7, Stance::Looking)).await.expect("told")), Some(true));
        assert_eq!(beat(&owner, of, says(1, Stance::Gone)).await.expect("gone"), []);
        assert_eq!(beat(&manager, of, says(7, Stance::Looking)).await.expect("alone again"), []);
    }
}

#[tokio::test]
async fn somebody_in_several_tabs_and_devices_is_one_person_and_is_there_until_the_last_goes() {
    let t = TestApp::new().await;
    let (desk, manager) = (at_screen(&t, BuiltinRole::Owner).await, at_screen(&t, BuiltinRole::Manager).await);
    let phone = at_screen(&t, BuiltinRole::Owner).await;
    assert_ne!(desk.session, phone.session);
    let of = Record::Lead(lead(&desk).await);
    for (cx, tab, stance) in [(&desk, 1, Stance::Looking), (&desk, 2, Stance::Editing), (&phone, 1, Stance::Looking)] {
        assert_eq!(beat(cx, of, says(tab, stance)).await.expect("nobody else"), [], "nobody is told of themself");
    }
    let look = async || edits(&beat(&manager, of, says(0, Stance::Looking)).await.expect("told"));
    assert_eq!(look().await, Some(true));
    beat(&desk, of, says(2, Stance::Gone)).await.expect("one tab goes");
    assert_eq!(look().await, Some(false));
    beat(&desk, of, says(1, Stance::Gone)).await.expect("the other, too");
    assert_eq!(look().await, Some(false), "the phone is there");
    beat(&phone, of, says(1, Stance::Gone)).await.expect("it goes");
    assert_eq!(look().await, None);
}

#[tokio::test]
async fn what_is_not_said_again_for_a_minute_does_not_hold() {
    let t = TestApp::new().await;
    let (owner, manager) = (at_screen(&t, BuiltinRole::Owner).await, at_screen(&t, BuiltinRole::Manager).await);
    let (of, elsewhere) = (Record::Lead(lead(&owner).await), Record::Lead(lead(&owner).await));
    let session = owner.session.expect("a session");
    beat(&owner, of, says(1, Stance::Editing)).await.expect("there");
    run(&t, "update presence set seen_at = now() - interval '50 seconds' where session_id = $1", session).await;
    assert_eq!(edits(&beat(&manager, of, says(1, Stance::Looking)).await.expect("told")), Some(true));
    run(&t, "update presence set seen_at = now() - interval '61 seconds' where session_id = $1", session).await;
    assert_eq!(beat(&manager, of, says(1, Stance::Looking)).await.expect("told"), []);
    assert_eq!(t.count("presence").await, 2);
    beat(&owner, elsewhere, says(1, Stance::Looking)).await.expect("there");
    assert_eq!(t.count("presence").await, 2, "what was left lying is cleared away by the next beat");
    beat(&owner, of, says(1, Stance::Looking)).await.expect("back");
    assert_eq!(edits(&beat(&manager, of, says(1, Stance::Looking)).await.expect("told")), Some(false));
}

#[tokio::test]
async fn whoever_logs_out_views_as_a_customer_or_goes_elsewhere_is_gone_at_once() {
    let t = TestApp::new().await;
    let manager = at_screen(&t, BuiltinRole::Manager).await;
    let of = Record::Lead(lead(&manager).await);
    for statement in [
        "delete from sessions where id = $1",
        "update sessions set viewing_account_id = gen_random_uuid() where id = $1",
        "update sessions set org_id = (select id from organizations where id <> org_id limit 1), member_id = null, kind = 'customer', account_id = gen_random_uuid(), contact_id = gen_random_uuid() where id = $1",
    ] {
        let owner = at_screen(&t, BuiltinRole::Owner).await;
        beat(&owner, of, says(1, Stance::Editing)).await.expect("there");
        run(&t, "update sessions set seen_at = now() where id = $1", owner.session.expect("a session")).await;
        assert_eq!(edits(&beat(&manager, of, says(1, Stance::Looking)).await.expect("told")), Some(true), "being seen changes nothing");
        run(&t, statement, owner.session.expect("a session")).await;
        assert_eq!(beat(&manager, of, says(1, Stance::Looking)).await.expect("told"), [], "{statement}");
    }
}

#[tokio::test]
async fn a_logout_does_not_wait_for_a_beat_that_waits_for_it() {
    let t = TestApp::new().await;
    let owner = at_screen(&t, BuiltinRole::Owner).await;
    let (before, now) = (Record::Lead(lead(&owner).await), Record::Lead(lead(&owner).await));
    let session = owner.session.expect("a session");
    beat(&owner, before, says(1, Stance::Looking)).await.expect("there");
    run(&t, "update presence set seen_at = now() - interval '1 hour' where session_id = $1", session).await;
    let mut conn = t.owner_connection().await;
    let mut logout = conn.begin().await.expect("a transaction");
    sqlx::query("select id from sessions where id = $1 for update").bind(session.0).execute(&mut *logout).await.expect("it is held");
    let end = async {
        t.somebody_waits().await;
        sqlx::query("delete from sessions where id = $1").bind(session.0).execute(&mut *logout).await.expect("it ends");
        logout.commit().await.expect("committed");
    };
    let (late, ()) = tokio::join!(beat(&owner, now, says(1, Stance::Looking)), end);
    // not for having waited for each other
    assert!(!matches!(late, Ok(_) | Err(Error::Unavailable { .. })), "{late:?}");
    assert_eq!(t.count("presence").await, 0, "whoever logged out is nowhere");
}

#[tokio::test]
async fn who_may_not_see_a_record_or_is_nobody_at_a_screen_is_refused() {
    let t = TestApp::new().await;
    let owner = at_screen(&t, BuiltinRole::Owner).await;
    let quote = quotes::create_from_lead(&owner, lead(&owner).await).await.expect("a quote");
    for statement in ["update leads set owner_id = $1", "update quotes set owner_id = $1", "update accounts set owner_id = $1"] {
        let mut conn = t.owner_connection().await;
        sqlx::query(statement).bind(owner.member().expect("a member").0).execute(&mut conn).await.expect("they are the owner's");
    }
    let records = [Record::Lead(quote.lead.expect("its lead")), Record::Quote(quote.id), Record::Customer(quote.to.account)];
    for of in records {
        let look = async |cx: &Cx| beat(cx, of, says(1, Stance::Looking)).await.expect_err("refused");
        let mut foreign = t.foreign(BuiltinRole::Owner);
        foreign.session = owner.session;
        assert_eq!(look(&foreign).await, Error::NotFound);
        let mut lacking = at_screen(&t, BuiltinRole::Manager).await;
        lacking.access.permissions.insert(view(of), Scope::Own);
        assert_eq!(look(&lacking).await, Error::NotFound, "as on its own page");
        lacking.access.permissions.remove(&view(of));
        assert_eq!(look(&lacking).await, Error::Forbidden { missing: view(of).key().into() });
        assert_eq!(look(&t.owner().await).await, Error::Forbidden { missing: "person".into() }, "a program has no session");
        let mut viewing = owner.clone();
        viewing.on_behalf_of = Some("Cleo Customer".into());
        assert_eq!(look(&viewing).await, Error::Forbidden { missing: "read_only_view".into() });
        assert!(matches!(look(&t.customer_cx(quote.to.account, quote.to.contact)).await, Error::Forbidden { .. }));
        assert!(matches!(beat(&owner, of, says(TABS, Stance::Looking)).await, Err(Error::Invalid(_))));
    }
    assert_eq!(t.count("presence").await, 0);
}

#[tokio::test]
async fn every_process_is_told_of_comings_and_goings_and_the_log_of_none() {
    let t = TestApp::new().await;
    let owner = at_screen(&t, BuiltinRole::Owner).await;
    let (one, other) = (lead(&owner).await, lead(&owner).await);
    t.relay().await;
    let logged = t.count("events").await;
    let pool = PgPoolOptions::new().max_connections(1).connect_with(t.owner_options()).await.expect("a connection");
    let mut listener = PgListener::connect_with(&pool).await.expect("a listener");
    listener.listen("tailboard_presence").await.expect("it listens");
    // of what is said again nobody is told
    for stance in [Stance::Looking, Stance::Looking, Stance::Editing, Stance::Editing] {
        beat(&owner, Record::Lead(one), says(1, stance)).await.expect("there");
    }
    beat(&owner, Record::Lead(one), says(1, Stance::Gone)).await.expect("gone");
    beat(&owner, Record::Lead(other), says(1, Stance::Looking)).await.expect("there");
    let session = owner.session.expect("a session");
    run(&t, "delete from sessions where id = $1", session).await;
    for id in [one, one, one, other, other] {
        let told = listener.recv().await.expect("it is told");
        assert_eq!(told.payload(), format!("{}:lead:{id}:{session}", owner.org));
    }
    t.relay().await;
    assert_eq!((t.count("events").await, t.count("presence").await), (logged, 0));
}
