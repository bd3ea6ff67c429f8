//! Fields of the organization's own on a real database.

use serde_json::json;
use shared::Error;
use shared::access::BuiltinRole;
use shared::customers::{
    AccountKind, CustomField, CustomFilter, DuplicateRows, EditAccount, EditContact, EditCustomField, FilterHow, ImportRows, MapImport,
    NewAccount, NewCustomField, NewCustomer, NewImport, PlaceCustomField, RowOutcome, write_filters,
};

use super::*;
use crate::testing::TestApp;

async fn field(cx: &Cx, input: serde_json::Value) -> Result<CustomField> {
    create_field(cx, serde_json::from_value::<NewCustomField>(input).expect("a field")).await
}

/// A number, a date, a choice and a text of customers, and a yes-or-no of people.
async fn some(cx: &Cx) -> Vec<CustomField> {
    for input in [
        json!({ "of": "account", "kind": "number", "label": "Fleet size" }),
        json!({ "of": "account", "kind": "date", "label": "Contract ends" }),
        json!({ "of": "account", "kind": "choice", "label": "Tier", "choices": ["Gold", "Silver"] }),
        json!({ "of": "account", "kind": "text", "label": "Gate code" }),
        json!({ "of": "contact", "kind": "yes_no", "label": "Gets the newsletter", "key": "newsletter" }),
    ] {
        field(cx, input).await.expect("added");
    }
    fields(cx).await.expect("fields")
}

fn values(pairs: &[(&str, &str)]) -> CustomValues {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

async fn customer(cx: &Cx, name: &str, custom: &[(&str, &str)], contact: &[(&str, &str)]) -> Account {
    let contact = NewContact { name: format!("{name}'s person"), custom: values(contact), ..NewContact::default() };
    let input = NewAccount {
        kind: AccountKind::Company,
        name: name.into(),
        contact: Some(contact),
        tags: vec![],
        notes: String::new(),
        custom: values(custom),
    };
    create(cx, input).await.expect("created")
}

fn form(account: &Account, custom: &[(&str, &str)]) -> EditAccount {
    EditAccount {
        version: account.version,
        kind: account.kind,
        name: account.name.clone(),
        status: account.status,
        terms: account.terms,
        tax: None,
        owner: account.owner.as_ref().map(|owner| owner.id),
        parent: None,
        tags: vec![],
        notes: String::new(),
        custom: values(custom),
    }
}

fn code(error: &Error, at: &str) -> Option<String> {
    let Error::Invalid(errors) = error else { return None };
    errors.0.get(at).map(|all| all[0].code.clone())
}

#[tokio::test]
async fn fields_are_added_ordered_renamed_and_archived_by_who_may() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let all = some(&cx).await;
    let keys = |all: &[CustomField]| all.iter().map(|field| field.key.clone()).collect::<Vec<_>>();
    assert_eq!(keys(&all), ["fleet_size", "contract_ends", "tier", "gate_code", "newsletter"]);
    let again = field(&cx, json!({ "of": "contact", "kind": "text", "label": "Tier" })).await.expect("added");
    assert_eq!(again.key, "tier_2", "one key belongs to one field of the organization");
    let taken = field(&cx, json!({ "of": "account", "kind": "text", "label": "Other", "key": "tier" })).await.unwrap_err();
    assert_eq!(code(&taken, "key").as_deref(), Some("taken"));
    let empty = field(&cx, json!({ "of": "account", "kind": "choice", "label": "Level" })).await.unwrap_err();
    assert_eq!(code(&empty, "choices").as_deref(), Some("required"));

    let placed = place_field(&cx, all[2].id, PlaceCustomField { place: 1 }).await.expect("placed");
    assert_eq!(keys(&placed)[..4], ["tier", "fleet_size", "contract_ends", "gate_code"]);
    let edit = |version, archived| EditCustomField {
        version,
        label: "Level".into(),
        choices: vec!["Gold".into()],
        required: false,
        archived,
        on_form: None,
    };
    let renamed = edit_field(&cx, all[2].id, edit(1, true)).await.expect("changed");
    assert_eq!((renamed.key.as_str(), renamed.label.as_str(), renamed.version), ("tier", "Level", 2));
    assert!(matches!(edit_field(&cx, all[2].id, edit(1, false)).await.unwrap_err(), Error::Conflict { .. }));
    assert_eq!(keys(&fields(&cx).await.expect("fields"))[3], "tier", "archived ones stand last");

    assert!(matches!(
        field(&t.cx(BuiltinRole::Manager), json!({ "of": "account", "kind": "text", "label": "X" })).await.unwrap_err(),
        Error::Forbidden { .. }
    ));
    let foreign = t.foreign(BuiltinRole::Owner);
    assert_eq!(fields(&foreign).await.expect("fields"), []);
    assert_eq!(edit_field(&foreign, all[0].id, edit(1, true)).await.unwrap_err(), Error::NotFound);
    assert_eq!(place_field(&foreign, all[0].id, PlaceCustomField { place: 1 }).await.unwrap_err(), Error::NotFound);
}

#[tokio::test]
async fn values_are_kept_in_one_form_and_refused_by_their_field() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let all = some(&cx).await;
    let account = customer(&cx, "Harbour Glass", &[("fleet_size", "1,200"), ("tier", "gold")], &[("newsletter", "yes")]).await;
    assert_eq!(account.custom, values(&[("fleet_size", "1200"), ("tier", "Gold")]));
    assert_eq!(account.contacts[0].custom, values(&[("newsletter", "true")]));
    let refused = edit(&cx, account.id, form(&account, &[("fleet_size", "many"), ("contract_ends", "soon"), ("newsletter", "yes")]));
    let refused = refused.await.unwrap_err();
    assert_eq!(code(&refused, "custom.fleet_size").as_deref(), Some("not_a_number"));
    assert_eq!(code(&refused, "custom.contract_ends").as_deref(), Some("date_form"));
    assert_eq!(code(&refused, "custom.newsletter").as_deref(), Some("unknown_field"), "a field of people");
    let changed = edit(&cx, account.id, form(&account, &[("tier", ""), ("contract_ends", "2027-01-31")])).await.expect("changed");
    assert_eq!(changed.custom, values(&[("contract_ends", "2027-01-31"), ("fleet_size", "1200")]));

    // asked for from now on: the next change must say it
    let required =
        EditCustomField { version: 1, label: "Gate code".into(), choices: vec![], required: true, archived: false, on_form: None };
    edit_field(&cx, all[3].id, required).await.expect("changed");
    let missing = edit(&cx, account.id, form(&changed, &[])).await.unwrap_err();
    assert_eq!(code(&missing, "custom.gate_code").as_deref(), Some("required"));
    let person = NewAccount {
        kind: AccountKind::Person,
        name: "Ida".into(),
        contact: None,
        tags: vec![],
        notes: String::new(),
        custom: values(&[("gate_code", "7")]),
    };
    create(&cx, person).await.expect("created");
    let mut tx = cx.read().await.expect("a transaction");
    let stranger = NewCustomer { name: "Asks By Mail".into(), email: Some("asks@mail.example".into()), ..NewCustomer::default() };
    find_or_create(&cx, &mut tx, stranger).await.expect("an inquiry never waits for a field");
    drop(tx);

    let contact = &changed.contacts[0];
    let input = |custom| EditContact {
        version: contact.version,
        name: contact.name.clone(),
        email: None,
        phone: None,
        roles: vec![],
        primary: true,
        custom,
    };
    let wrong = edit_contact(&cx, account.id, contact.id, input(values(&[("newsletter", "perhaps")]))).await.unwrap_err();
    assert_eq!(code(&wrong, "custom.newsletter").as_deref(), Some("yes_no"));
    let changed = edit_contact(&cx, account.id, contact.id, input(values(&[("newsletter", "no")]))).await.expect("changed");
    assert_eq!(changed.contacts[0].custom, values(&[("newsletter", "false")]));
    let hidden = show(&t.cx(BuiltinRole::Auditor), account.id).await.expect("an auditor reads");
    assert_eq!((hidden.custom.len(), hidden.contacts[0].custom.len()), (2, 0), "what stands with people is personal");
}

#[tokio::test]
async fn the_list_is_narrowed_by_typed_values() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    some(&cx).await;
    customer(&cx, "Small", &[("fleet_size", "9"), ("contract_ends", "2026-12-31"), ("tier", "Gold")], &[("newsletter", "yes")]).await;
    customer(&cx, "Large", &[("fleet_size", "100"), ("contract_ends", "2027-06-30"), ("gate_code", "Côté 12")], &[("newsletter", "no")])
        .await;
    customer(&cx, "Plain", &[], &[]).await;
    let by = async |cx: &Cx, filters: &[(&str, FilterHow, &str)]| {
        let filters: Vec<CustomFilter> =
            filters.iter().map(|(key, how, value)| CustomFilter { key: (*key).into(), how: *how, value: (*value).into() }).collect();
        list(cx, Filter { custom: Some(write_filters(&filters)), ..Filter::default() }).await
    };
    let names = async |filters: &[(&str, FilterHow, &str)]| {
        let page = by(&cx, filters).await.expect("a list");
        page.items.into_iter().map(|row| row.name).collect::<Vec<_>>()
    };
    use FilterHow::{From, Has, Is, To};
    assert_eq!(names(&[("fleet_size", From, "10")]).await, ["Large"], "as numbers, not as texts");
    assert_eq!(names(&[("fleet_size", To, "9.5")]).await, ["Small"]);
    assert_eq!(names(&[("fleet_size", From, "1"), ("fleet_size", To, "1,000")]).await, ["Large", "Small"]);
    assert_eq!(names(&[("contract_ends", To, "2026-12-31")]).await, ["Small"]);
    assert_eq!(names(&[("contract_ends", From, "2027-01-01"), ("tier", Is, "Gold")]).await, [""; 0]);
    assert_eq!(names(&[("tier", Is, "Gold")]).await, ["Small"]);
    assert_eq!(names(&[("gate_code", Has, "cote")]).await, ["Large"]);
    assert_eq!(names(&[("gate_code", Has, "%")]).await, [""; 0]);
    assert_eq!(names(&[("newsletter", Is, "yes")]).await, ["Small"]);
    assert_eq!(names(&[("newsletter", Is, "no"), ("fleet_size", From, "100")]).await, ["Large"]);
    assert!(matches!(by(&cx, &[("colour", Is, "red")]).await.unwrap_err(), Error::Invalid(_)));
    assert!(matches!(by(&cx, &[("fleet_size", From, "many")]).await.unwrap_err(), Error::Invalid(_)));
    let auditor = t.cx(BuiltinRole::Auditor);
    assert_eq!(by(&auditor, &[("tier", Is, "Gold")]).await.expect("a list").items.len(), 1);
    assert!(matches!(by(&auditor, &[("newsletter", Is, "yes")]).await.unwrap_err(), Error::Forbidden { .. }));
    let foreign = t.foreign(BuiltinRole::Owner);
    some(&foreign).await;
    assert_eq!(by(&foreign, &[("tier", Is, "Gold")]).await.expect("a list").items, []);
}

#[tokio::test]
async fn an_import_fills_the_fields_and_says_of_each_row_what_is_wrong() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    some(&cx).await;
    let heads = ["Company", "Vehicles", "Tier", "Newsletter"].map(String::from).to_vec();
    let begun = create_import(&cx, NewImport { name: "fleets.csv".into(), heads }).await.expect("begun");
    let columns: Vec<Option<String>> = begun.mapping.iter().map(|column| column.as_ref().map(ToString::to_string)).collect();
    assert_eq!(columns, [Some("company".into()), None, Some("custom.tier".into()), Some("custom.newsletter".into())]);
    let rows = [["Ark", "12", "silver", ""], ["Bay", "many", "", ""], ["Cove", "3", "Bronze", ""], ["Dale", "", "", "yes"]];
    let rows = rows.iter().map(|row| row.iter().map(|cell| (*cell).to_string()).collect()).collect();
    add_import_rows(&cx, begun.id, ImportRows { first_line: 2, rows }).await.expect("taken in");
    let mut mapping = begun.mapping.clone();
    mapping[1] = "custom.colour".parse().ok();
    let unknown = check_import(&cx, begun.id, MapImport { mapping: mapping.clone(), duplicates: DuplicateRows::Skip }).await.unwrap_err();
    assert_eq!(code(&unknown, "mapping").as_deref(), Some("unknown_field"));
    mapping[1] = "custom.fleet_size".parse().ok();
    let checked = check_import(&cx, begun.id, MapImport { mapping, duplicates: DuplicateRows::Skip }).await.expect("checked");
    assert_eq!((checked.counts.ready, checked.counts.wrong), (2, 2));
    let words =
        |line: i32| checked.problems.iter().find(|problem| problem.line == line).map(|problem| (problem.outcome, problem.words.clone()));
    assert!(words(3).is_some_and(|(outcome, words)| outcome == RowOutcome::Wrong && words.starts_with("Vehicles: ")));
    assert!(words(4).is_some_and(|(_, words)| words.starts_with("Tier: ")));
    start_import(&cx, begun.id).await.expect("started");
    t.work().await;
    let rows = list(&cx, Filter::default()).await.expect("a list").items;
    let row = |name: &str| rows.iter().find(|row| row.name == name).expect("added");
    assert_eq!(row("Ark").custom, values(&[("fleet_size", "12"), ("tier", "Silver")]));
    assert_eq!(row("Dale").contact_custom, values(&[("newsletter", "true")]), "a person is made for what is said of one");
}
