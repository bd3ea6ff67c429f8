//! Families and favourites on a real database.

use shared::access::BuiltinRole;
use shared::customers::{
    AccountKind, AccountRow, DuplicateRows, EditAccount, ImportRows, ImportStatus, MapImport, NewAccount, NewImport, RowOutcome,
    StarAccount,
};
use shared::{Error, Page};

use super::*;
use crate::testing::TestApp;

async fn company(cx: &Cx, name: &str) -> Account {
    let input = NewAccount {
        kind: AccountKind::Company,
        name: name.into(),
        contact: None,
        tags: vec![],
        notes: String::new(),
        custom: CustomValues::new(),
    };
    create(cx, input).await.expect("created")
}

/// Lets one belong to another, or to none.
async fn belong(cx: &Cx, id: AccountId, parent: Option<AccountId>) -> Result<Account> {
    let account = show(cx, id).await.expect("a customer");
    let input = EditAccount {
        version: account.version,
        kind: account.kind,
        name: account.name,
        status: account.status,
        terms: account.terms,
        tax: None,
        owner: account.owner.map(|owner| owner.id),
        parent: Some(parent),
        tags: account.tags,
        notes: account.notes,
        custom: CustomValues::new(),
    };
    edit(cx, id, input).await
}

fn code(answer: Result<Account>) -> Option<String> {
    match answer {
        Err(Error::Invalid(errors)) => errors.0.get("parent").map(|all| all[0].code.clone()),
        _ => None,
    }
}

fn names(page: &Page<AccountRow>) -> Vec<&str> {
    page.items.iter().map(|row| row.name.as_str()).collect()
}

#[tokio::test]
async fn a_branch_belongs_to_its_company_and_is_listed_there() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (group, north, south) = (company(&cx, "Harbour Dental").await, company(&cx, "North").await, company(&cx, "South").await);
    let changed = belong(&cx, north.id, Some(group.id)).await.expect("it belongs");
    assert_eq!(changed.parent.as_ref().map(|parent| parent.name.as_str()), Some("Harbour Dental"));
    belong(&cx, south.id, Some(group.id)).await.expect("it belongs");
    let whole = show(&cx, group.id).await.expect("the company");
    assert_eq!(whole.children.iter().map(|child| child.name.as_str()).collect::<Vec<_>>(), ["North", "South"]);
    let own = list(&cx, Filter { parent: Some(group.id), ..Filter::default() }).await.expect("a list");
    assert_eq!(own.items.len(), 2);
    assert!(own.items.iter().all(|row| row.parent.as_ref().is_some_and(|parent| parent.id == group.id)));
    // what says nothing of it leaves it
    let mut form = serde_json::json!({ "version": changed.version, "kind": "company", "name": "North Harbour", "status": "active", "terms": "prepaid", "owner": null, "tags": [], "notes": "" });
    let left = edit(&cx, north.id, serde_json::from_value(form.clone()).expect("a form")).await.expect("renamed");
    assert_eq!(left.parent.as_ref().map(|parent| parent.id), Some(group.id));
    form["version"] = left.version.into();
    form["parent"] = serde_json::Value::Null;
    let alone = edit(&cx, north.id, serde_json::from_value(form).expect("a form")).await.expect("taken out");
    assert_eq!(alone.parent, None);
}

#[tokio::test]
async fn circles_deep_families_and_strangers_are_refused() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let mut line = Vec::new();
    for n in 0..6 {
        line.push(company(&cx, &format!("Level {n}")).await.id);
    }
    for pair in line[..5].windows(2) {
        belong(&cx, pair[1], Some(pair[0])).await.expect("one below the other");
    }
    assert_eq!(code(belong(&cx, line[5], Some(line[4])).await).as_deref(), Some("too_deep"));
    assert_eq!(code(belong(&cx, line[0], Some(line[5])).await).as_deref(), Some("too_deep"));
    assert_eq!(code(belong(&cx, line[0], Some(line[4])).await).as_deref(), Some("circle"));
    assert_eq!(code(belong(&cx, line[2], Some(line[2])).await).as_deref(), Some("circle"));
    let foreign = company(&t.foreign(BuiltinRole::Owner), "Elsewhere").await;
    assert_eq!(code(belong(&cx, line[5], Some(foreign.id)).await).as_deref(), Some("unknown_choice"));
}

#[tokio::test]
async fn two_who_make_a_circle_at_once_do_not() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (a, b) = (company(&cx, "A").await.id, company(&cx, "B").await.id);
    let (first, second) = (t.owner().await, t.owner().await);
    let (one, other) = tokio::join!(belong(&first, a, Some(b)), belong(&second, b, Some(a)));
    assert!(one.is_ok() != other.is_ok(), "one of them: {one:?} {other:?}");
}

#[tokio::test]
async fn a_family_that_changed_since_a_merge_makes_no_circle_when_it_is_undone() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (kept, merged) = (company(&cx, "Kept").await, company(&cx, "Merged").await);
    let (above, branch) = (company(&cx, "Above").await, company(&cx, "Branch").await);
    belong(&cx, merged.id, Some(above.id)).await.expect("it belongs");
    belong(&cx, branch.id, Some(merged.id)).await.expect("it belongs");
    let input = shared::customers::MergeAccounts { version: kept.version, merged: merged.id, take: vec![], take_custom: vec![] };
    let whole = merge(&cx, kept.id, input).await.expect("merged");
    assert_eq!(whole.children.iter().map(|child| child.id).collect::<Vec<_>>(), [branch.id], "branches come along");
    assert_eq!(code(belong(&cx, branch.id, Some(merged.id)).await).as_deref(), Some("unknown_choice"), "a trace has no branches");
    // what stood above the merged one is put below its branch
    belong(&cx, above.id, Some(branch.id)).await.expect("it belongs");
    unmerge(&cx, kept.id, whole.merges[0].id).await.expect("undone");
    let back = show(&cx, merged.id).await.expect("the merged one");
    assert_eq!((back.parent, back.children.len()), (None, 1), "its place is none any more");
}

#[tokio::test]
async fn favourites_are_each_members_own() {
    let t = TestApp::new().await;
    let (owner, agent) = (t.owner().await, t.cx(BuiltinRole::SalesAgent));
    let (one, other) = (company(&owner, "One").await, company(&owner, "Other").await);
    for _ in 0..2 {
        star(&owner, one.id, StarAccount { favourite: true }).await.expect("starred, and again");
    }
    assert!(show(&owner, one.id).await.expect("a customer").favourite);
    assert!(!show(&agent, one.id).await.expect("a customer").favourite);
    let mine = Filter { favourites: true, ..Filter::default() };
    assert_eq!(names(&list(&owner, mine.clone()).await.expect("a list")), ["One"]);
    assert!(list(&agent, mine.clone()).await.expect("a list").items.is_empty());
    star(&owner, one.id, StarAccount { favourite: false }).await.expect("taken away");
    assert!(list(&owner, mine).await.expect("a list").items.is_empty());
    let foreign = t.foreign(BuiltinRole::Owner);
    assert_eq!(star(&foreign, one.id, StarAccount { favourite: true }).await.unwrap_err(), Error::NotFound);
    let trace = shared::customers::MergeAccounts { version: one.version, merged: other.id, take: vec![], take_custom: vec![] };
    merge(&owner, one.id, trace).await.expect("merged");
    assert!(matches!(star(&owner, other.id, StarAccount { favourite: true }).await.unwrap_err(), Error::Conflict { .. }));
}

#[tokio::test]
async fn imported_branches_find_their_company_wherever_its_row_stands_and_are_taken_back_before_it() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    company(&cx, "Coast Group").await;
    let heads = ["Company", "Parent account"].map(String::from).to_vec();
    let import = create_import(&cx, NewImport { name: "branches.csv".into(), heads }).await.expect("begun");
    let rows = [
        ["Harbour Dental North", "harbour dental"],
        ["Harbour Dental", "COAST GROUP"],
        ["Lost Branch", "Nobody Knows"],
        ["Own Parent", "Own Parent"],
    ];
    let rows = rows.iter().map(|row| row.iter().map(|cell| (*cell).to_string()).collect()).collect();
    add_import_rows(&cx, import.id, ImportRows { first_line: 2, rows }).await.expect("taken in");
    let plan = MapImport { mapping: import.mapping.clone(), duplicates: DuplicateRows::Skip };
    let checked = check_import(&cx, import.id, plan).await.expect("checked");
    assert_eq!((checked.counts.ready, checked.counts.wrong), (2, 2));
    assert!(checked.problems.iter().all(|row| row.outcome == RowOutcome::Wrong && row.words.starts_with("Parent account: ")));
    start_import(&cx, import.id).await.expect("started");
    t.work().await;
    let done = super::import(&cx, import.id).await.expect("an import");
    assert_eq!((done.status, done.counts.added, done.problems.len()), (ImportStatus::Done, 2, 2));
    let found = list(&cx, Filter { search: Some("harbour dental".into()), ..Filter::default() }).await.expect("a list");
    let parent = |name: &str| found.items.iter().find(|row| row.name == name).and_then(|row| row.parent.clone()).map(|parent| parent.name);
    assert_eq!(parent("Harbour Dental North").as_deref(), Some("Harbour Dental"));
    assert_eq!(parent("Harbour Dental").as_deref(), Some("Coast Group"));
    revert_import(&cx, import.id).await.expect("being taken back");
    t.work().await;
    let reverted = super::import(&cx, import.id).await.expect("an import");
    assert_eq!((reverted.status, reverted.counts.gone, reverted.counts.kept), (ImportStatus::Reverted, 2, 0));
    assert_eq!(names(&list(&cx, Filter::default()).await.expect("a list")), ["Coast Group"]);
}
