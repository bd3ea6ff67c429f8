//! Saved views on a real database.

use shared::access::BuiltinRole;

use super::*;
use crate::testing::TestApp;

fn new(name: &str, shared: bool) -> NewSavedView {
    NewSavedView { list: ListKind::Quotes, name: name.into(), query: "view=open&owner=nobody&saved=1".into(), shared }
}

fn edit_of(view: &SavedView) -> EditSavedView {
    EditSavedView { version: view.version, name: view.name.clone(), query: view.query.clone(), shared: view.shared }
}

async fn names(cx: &Cx, of: Option<&str>) -> Vec<String> {
    list(cx, of.map(Into::into)).await.expect("a list").into_iter().map(|view| view.name).collect()
}

#[tokio::test]
async fn ones_own_views_come_first_then_those_others_share() {
    let t = TestApp::new().await;
    let (agent, manager) = (t.cx(BuiltinRole::SalesAgent), t.cx(BuiltinRole::Manager));
    let kept = create(&agent, new(" Nobody's ", false)).await.expect("kept");
    assert_eq!((kept.name.as_str(), kept.query.as_str(), kept.version), ("Nobody's", "owner=nobody&view=open", 1));
    create(&manager, new("All open", true)).await.expect("kept");
    create(&manager, new("Private", false)).await.expect("kept");
    create(&t.foreign(BuiltinRole::Manager), new("Foreign", true)).await.expect("kept");
    create(&agent, NewSavedView { list: ListKind::Leads, ..new("Hot", false) }).await.expect("kept");
    assert_eq!(names(&agent, Some("quotes")).await, ["Nobody's", "All open"]);
    assert_eq!(names(&agent, None).await, ["Hot", "Nobody's", "All open"]);
    assert_eq!(names(&manager, Some("quotes")).await, ["All open", "Private"]);
    assert_eq!(list(&agent, Some("boats".into())).await.expect_err("no such list"), Error::field("list", "unknown_choice"));
}

#[tokio::test]
async fn a_name_is_used_once_by_a_member_on_a_list() {
    let t = TestApp::new().await;
    let agent = t.cx(BuiltinRole::SalesAgent);
    let one = create(&agent, new("Open", false)).await.expect("kept");
    let two = create(&agent, new("Lost", false)).await.expect("kept");
    assert_eq!(create(&agent, new("Open", true)).await.expect_err("taken"), Error::field("name", "taken"));
    let renamed = EditSavedView { name: "Open".into(), ..edit_of(&two) };
    assert_eq!(edit(&agent, two.id, renamed).await.expect_err("taken"), Error::field("name", "taken"));
    create(&agent, NewSavedView { list: ListKind::Jobs, ..new("Open", false) }).await.expect("another list");
    create(&t.cx(BuiltinRole::Manager), new("Open", false)).await.expect("another member");
    let wider = EditSavedView { query: "view=all".into(), shared: true, ..edit_of(&one) };
    let changed = edit(&agent, one.id, wider.clone()).await.expect("changed");
    assert_eq!((changed.query.as_str(), changed.shared, changed.version), ("view=all", true, 2));
    assert!(matches!(edit(&agent, one.id, wider).await, Err(Error::Conflict { .. })), "made on an older version");
}

#[tokio::test]
async fn only_its_maker_changes_a_view_and_who_looks_after_the_organization_may_clear_a_shared_one_away() {
    let t = TestApp::new().await;
    let agent = t.cx(BuiltinRole::SalesAgent);
    let (manager, owner) = (t.cx(BuiltinRole::Manager), t.owner().await);
    let private = create(&agent, new("Private", false)).await.expect("kept");
    let shared = create(&agent, new("Shared", true)).await.expect("kept");
    for other in [&manager, &owner, &t.foreign(BuiltinRole::Owner)] {
        assert_eq!(edit(other, private.id, edit_of(&private)).await.expect_err("hidden"), Error::NotFound);
        assert_eq!(delete(other, private.id).await.expect_err("hidden"), Error::NotFound);
    }
    assert!(matches!(edit(&owner, shared.id, edit_of(&shared)).await, Err(Error::Forbidden { .. })));
    assert!(matches!(delete(&manager, shared.id).await, Err(Error::Forbidden { .. })));
    assert_eq!(delete(&t.foreign(BuiltinRole::Owner), shared.id).await.expect_err("hidden"), Error::NotFound);
    delete(&owner, shared.id).await.expect("cleared away");
    delete(&agent, private.id).await.expect("deleted");
    assert_eq!(names(&agent, None).await, Vec::<String>::new());
    assert_eq!(delete(&agent, private.id).await.expect_err("gone"), Error::NotFound);
}

#[tokio::test]
async fn nobody_keeps_more_views_than_can_be_looked_through() {
    let t = TestApp::new().await;
    let agent = t.cx(BuiltinRole::SalesAgent);
    let mut conn = t.owner_connection().await;
    sqlx::query("insert into saved_views (org_id, id, member_id, list, name, query) select $1, gen_random_uuid(), $2, 'quotes', 'View ' || n, '' from generate_series(1, $3) n")
        .bind(agent.org.0)
        .bind(agent.member().expect("a member").0)
        .bind(i32::try_from(MOST_VIEWS).expect("a count") - 1)
        .execute(&mut conn)
        .await
        .expect("views");
    let (one, two) = tokio::join!(create(&agent, new("Last", false)), create(&agent, new("One too many", false)));
    assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
}
