//! Importing on a real database.

use shared::Error;
use shared::access::BuiltinRole;
use shared::customers::{
    AccountKind, DuplicateRows, EditContact, EditImportPreset, Import, ImportColumn, ImportRows, ImportStatus, MapImport, NewAccount,
    NewImport, NewImportPreset, RowOutcome,
};

use super::*;
use crate::testing::TestApp;

fn table() -> Vec<Vec<String>> {
    let rows = [
        ["Harbour Dental", "Ida Lund", "ida@harbour.example", "604 555 0101"],
        ["", "Ole Berg", "ole@berg.example", ""],
        ["", "", "", ""],
        ["", "", "nameless@example.com", ""],
        ["Seaview School", "Hélène B", "HELENE@seaview.example", ""],
        ["Harbour Dental Group", "I. Lund", "Ida@Harbour.example ", ""],
        ["Ridge Weddings", "", "", ""],
    ];
    rows.iter().map(|row| row.iter().map(|cell| (*cell).to_string()).collect()).collect()
}

async fn begun(cx: &Cx) -> Import {
    let heads = ["Company", "Name", "E-mail", "Phone"].map(String::from).to_vec();
    let import = create_import(cx, NewImport { name: "clients.csv".into(), heads }).await.expect("begun");
    add_import_rows(cx, import.id, ImportRows { first_line: 2, rows: table() }).await.expect("taken in")
}

async fn known(cx: &Cx) -> Account {
    let contact = NewContact { name: "Hélène Beauchamp".into(), email: Some("helene@seaview.example".into()), ..NewContact::default() };
    let input = NewAccount {
        kind: AccountKind::Company,
        name: "Seaview Lutheran School".into(),
        contact: Some(contact),
        tags: vec![],
        notes: String::new(),
        custom: CustomValues::new(),
    };
    create(cx, input).await.expect("created")
}

fn plan(import: &Import, duplicates: DuplicateRows) -> MapImport {
    MapImport { mapping: import.mapping.clone(), duplicates }
}

#[tokio::test]
async fn rows_are_checked_added_and_taken_back() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let known = known(&cx).await;
    let import = begun(&cx).await;
    assert_eq!((import.counts.total, import.counts.open), (6, 6), "an empty line is none");
    assert!(matches!(start_import(&cx, import.id).await.unwrap_err(), Error::Conflict { .. }), "not before the check");
    let checked = check_import(&cx, import.id, plan(&import, DuplicateRows::Skip)).await.expect("checked");
    assert_eq!((checked.counts.ready, checked.counts.duplicate, checked.counts.wrong, checked.counts.added), (3, 2, 1, 0));
    let problem = |line: i32| checked.problems.iter().find(|problem| problem.line == line).expect("a problem");
    assert_eq!((problem(5).outcome, problem(5).words.starts_with("Name: ")), (RowOutcome::Wrong, true));
    assert_eq!((problem(6).outcome, problem(6).like), (RowOutcome::Duplicate, Some(known.id)));
    assert_eq!((problem(7).outcome, problem(7).words.as_str()), (RowOutcome::Duplicate, "Line 2"));
    let mut french = cx.clone();
    french.request.locale = shared::text::Locale::Fr;
    let told = super::import(&french, import.id).await.expect("there").problems;
    let words = |line: i32| told.iter().find(|problem| problem.line == line).map(|problem| problem.words.as_str());
    assert_eq!((words(5).is_some_and(|why| why.starts_with("Name\u{a0}: ")), words(7)), (true, Some("Ligne 2")));
    assert_eq!(list(&cx, Filter::default()).await.expect("a list").items.len(), 1, "nothing is added by a check");

    // somebody becomes a customer between the check and the run
    let meanwhile = NewAccount {
        kind: AccountKind::Person,
        name: "Ole Berg".into(),
        contact: Some(NewContact { name: "Ole Berg".into(), email: Some("ole@berg.example".into()), ..NewContact::default() }),
        tags: vec![],
        notes: String::new(),
        custom: CustomValues::new(),
    };
    create(&cx, meanwhile).await.expect("created");
    assert_eq!(start_import(&cx, import.id).await.expect("started").status, ImportStatus::Running);
    assert!(matches!(check_import(&cx, import.id, plan(&import, DuplicateRows::Add)).await.unwrap_err(), Error::Conflict { .. }));
    t.work().await;
    let done = super::import(&cx, import.id).await.expect("an import");
    assert_eq!((done.status, done.counts.added, done.counts.skipped, done.counts.wrong), (ImportStatus::Done, 2, 3, 1));
    let names: Vec<String> = list(&cx, Filter::default()).await.expect("a list").items.into_iter().map(|row| row.name).collect();
    assert_eq!(names.len(), 4);
    assert!(names.contains(&"Harbour Dental".to_string()) && names.contains(&"Ridge Weddings".to_string()));

    // one of the two is worked with
    let found = list(&cx, Filter { search: Some("harbour".into()), ..Filter::default() }).await.expect("a list").items.remove(0);
    let account = show(&cx, found.id).await.expect("a customer");
    let person = &account.contacts[0];
    let input = EditContact {
        version: person.version,
        name: "Ida".into(),
        email: None,
        phone: None,
        roles: vec![],
        primary: true,
        custom: CustomValues::new(),
    };
    edit_contact(&cx, account.id, person.id, input).await.expect("edited");
    assert_eq!(revert_import(&cx, import.id).await.expect("being taken back").status, ImportStatus::Reverting);
    t.work().await;
    let reverted = super::import(&cx, import.id).await.expect("an import");
    assert_eq!((reverted.status, reverted.counts.gone, reverted.counts.kept), (ImportStatus::Reverted, 1, 1));
    assert_eq!(list(&cx, Filter::default()).await.expect("a list").items.len(), 3);
    assert!(matches!(revert_import(&cx, import.id).await.unwrap_err(), Error::Conflict { .. }), "only once");
}

#[tokio::test]
async fn duplicates_are_added_when_asked_for() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    known(&cx).await;
    let import = begun(&cx).await;
    check_import(&cx, import.id, plan(&import, DuplicateRows::Add)).await.expect("checked");
    start_import(&cx, import.id).await.expect("started");
    t.work().await;
    let done = super::import(&cx, import.id).await.expect("an import");
    assert_eq!((done.counts.added, done.counts.skipped, done.counts.wrong), (5, 0, 1));
    let (heads, problems) = import_problems(&cx, import.id).await.expect("problems");
    assert_eq!((heads.len(), problems.len()), (4, 1));
}

#[tokio::test]
async fn an_import_belongs_to_its_organization_and_to_who_edits_customers() {
    let t = TestApp::new().await;
    let import = begun(&t.owner().await).await;
    let foreign = t.foreign(BuiltinRole::Owner);
    assert_eq!(super::import(&foreign, import.id).await.unwrap_err(), Error::NotFound);
    assert_eq!(imports(&foreign).await.expect("a list"), []);
    assert!(matches!(imports(&t.cx(BuiltinRole::Driver)).await.unwrap_err(), Error::Forbidden { .. }));
}

#[tokio::test]
async fn a_table_with_the_same_headings_is_read_as_the_one_before() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let heads = |names: [&str; 3]| names.map(String::from).to_vec();
    let first =
        create_import(&cx, NewImport { name: "old.csv".into(), heads: heads(["Firma", "Mailadresse", "Farbe"]) }).await.expect("begun");
    assert_eq!(first.mapping, [None, None, None]);
    let says = |keys: [&str; 3]| keys.map(|key| key.parse::<ImportColumn>().ok()).to_vec();
    let keep = NewImportPreset { name: "Old system".into(), import: first.id, mapping: Some(says(["company", "email", ""])) };
    let kept = create_preset(&cx, keep.clone()).await.expect("kept");
    assert_eq!(create_preset(&cx, keep.clone()).await.unwrap_err(), Error::field("name", "taken"));
    let nameless = NewImportPreset { name: "Other".into(), mapping: None, ..keep.clone() };
    assert_eq!(
        create_preset(&cx, nameless).await.unwrap_err(),
        Error::field("mapping", "column_name"),
        "what the import says names nobody"
    );
    let again =
        create_import(&cx, NewImport { name: "new.csv".into(), heads: heads(["FARBE", "firma", "Mail-Adresse"]) }).await.expect("begun");
    assert_eq!(again.mapping, says(["", "company", "email"]));

    let id = kept.id.expect("an id");
    let renamed = edit_preset(&cx, id, EditImportPreset { version: 1, name: "Old books".into() }).await.expect("renamed");
    assert_eq!((renamed.name.as_str(), renamed.version), ("Old books", 2));
    let late = edit_preset(&cx, id, EditImportPreset { version: 1, name: "Late".into() }).await.unwrap_err();
    assert!(matches!(late, Error::Conflict { .. }));
    let names: Vec<String> = presets(&cx).await.expect("presets").into_iter().map(|preset| preset.name).collect();
    assert_eq!(names, ["Old books", "HubSpot", "Salesforce"]);
    let foreign = t.foreign(BuiltinRole::Owner);
    assert_eq!(presets(&foreign).await.expect("presets").len(), 2);
    assert_eq!(delete_preset(&foreign, id).await.unwrap_err(), Error::NotFound);
    assert_eq!(create_preset(&foreign, keep).await.unwrap_err(), Error::NotFound, "a table of somebody else");
    delete_preset(&cx, id).await.expect("deleted");
    let by_hand =
        create_import(&cx, NewImport { name: "new.csv".into(), heads: heads(["FARBE", "firma", "Mail-Adresse"]) }).await.expect("begun");
    assert_eq!(by_hand.mapping, [None, None, None]);
}
