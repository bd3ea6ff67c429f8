//! Customers on a real database.

use shared::Error;
use shared::access::BuiltinRole;
use shared::customers::{AccountKind, AccountStatus, EditAccount, MatchReason, NewAccount, NewContact, NewCustomer, Terms};

use super::*;
use crate::testing::TestApp;

fn school() -> NewAccount {
    NewAccount {
        kind: AccountKind::Company,
        name: "Seaview Lutheran School".into(),
        contact: Some(NewContact {
            name: "Hélène Beauchamp".into(),
            email: Some("Helene@Seaview.example".into()),
            phone: Some("604 555 0148".into()),
            roles: vec![],
            custom: CustomValues::new(),
        }),
        tags: vec!["school".into(), " school ".into()],
        notes: String::new(),
        custom: CustomValues::new(),
    }
}

fn named(name: &str, email: &str, phone: &str) -> NewCustomer {
    NewCustomer { name: name.into(), company: None, email: filled(email), phone: filled(phone) }
}

fn found(words: &str) -> Filter {
    Filter { search: Some(words.into()), ..Filter::default() }
}

#[tokio::test]
async fn a_customer_is_found_by_parts_of_names_mail_and_phone_without_accents() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let account = create(&cx, school()).await.expect("created");
    assert_eq!(account.tags, ["school"]);
    for words in ["seaview", "HELENE", "helene lutheran", "5550148", "seaview.example"] {
        let page = list(&cx, found(words)).await.expect("a list");
        assert_eq!(page.items.iter().map(|a| a.id).collect::<Vec<_>>(), [account.id], "{words}");
    }
    for words in ["helene rotary", "%", "_"] {
        assert_eq!(list(&cx, found(words)).await.expect("a list").items, [], "{words}");
    }
}

#[tokio::test]
async fn another_organization_neither_sees_nor_searches_a_customer() {
    let t = TestApp::new().await;
    let account = create(&t.owner().await, school()).await.expect("created");
    let foreign = t.foreign(BuiltinRole::Owner);
    assert_eq!(show(&foreign, account.id).await.unwrap_err(), Error::NotFound);
    assert_eq!(timeline(&foreign, account.id, None, None).await.unwrap_err(), Error::NotFound);
    assert_eq!(list(&foreign, found("seaview")).await.expect("a list").items, []);
    assert_eq!(duplicates(&foreign, named("Seaview Lutheran School", "helene@seaview.example", "")).await.expect("a list"), []);
}

#[tokio::test]
async fn a_second_entry_of_the_same_person_is_pointed_out_with_reasons() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let account = create(&cx, school()).await.expect("created");
    let twins = duplicates(&cx, named("Helene Beauchamp", "HELENE@seaview.example", "")).await.expect("a list");
    assert_eq!(twins.len(), 1);
    assert_eq!((twins[0].account_id, &twins[0].reasons), (account.id, &vec![MatchReason::SameEmail, MatchReason::SimilarName]));
    assert_eq!(duplicates(&cx, named("Ridgeline Weddings", "", "")).await.expect("a list"), []);
}

#[tokio::test]
async fn a_stranger_becomes_a_customer_once() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let mut tx = cx.read().await.expect("a transaction");
    let first = find_or_create(&cx, &mut tx, named("Ana Ruiz", "ana@ruiz.example", "")).await.expect("made");
    let again = find_or_create(&cx, &mut tx, named("A. Ruiz", "ANA@ruiz.example ", "604 555 0199")).await.expect("found");
    assert_eq!(first, again);
    tx.commit(()).await.expect("committed");
}

#[tokio::test]
async fn two_people_editing_one_customer_the_second_is_told() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let account = create(&cx, school()).await.expect("created");
    let edit_to = |name: &str| EditAccount {
        version: account.version,
        kind: account.kind,
        name: name.into(),
        status: AccountStatus::Active,
        terms: Terms::Net30,
        tax: None,
        owner: None,
        parent: None,
        tags: vec![],
        notes: String::new(),
        custom: CustomValues::new(),
    };
    edit(&cx, account.id, edit_to("Seaview School")).await.expect("changed");
    let late = edit(&cx, account.id, edit_to("Seaview")).await.unwrap_err();
    assert!(matches!(late, Error::Conflict { code, .. } if code == "changed"));
    t.relay().await;
    let told = timeline(&cx, account.id, None, None).await.expect("a timeline");
    assert_eq!(told.items.iter().map(|e| e.kind.as_str()).collect::<Vec<_>>(), ["customers.edited", "customers.created"]);
}

#[tokio::test]
async fn an_agent_edits_own_customers_and_a_driver_none() {
    let t = TestApp::new().await;
    let agent = t.cx(BuiltinRole::SalesAgent);
    let theirs = create(&t.owner().await, school()).await.expect("created");
    let own = create(&agent, NewAccount { name: "Own".into(), contact: None, ..school() }).await.expect("created");
    let contact = NewContact { name: "Bo".into(), ..NewContact::default() };
    assert!(add_contact(&agent, own.id, contact.clone()).await.expect("added").contacts[0].primary);
    assert!(matches!(add_contact(&agent, theirs.id, contact).await.unwrap_err(), Error::Forbidden { .. }));
    assert!(matches!(list(&t.cx(BuiltinRole::Driver), Filter::default()).await.unwrap_err(), Error::Forbidden { .. }));
    let seen = show(&t.cx(BuiltinRole::Auditor), theirs.id).await.expect("an auditor reads");
    assert_eq!(seen.contacts[0].email, None, "personal data needs its right");
}
