//! Customers put away, people taken off them, and parts of the stream, on a real database.

use serde_json::json;
use shared::access::BuiltinRole;
use shared::customers::{EditContact, NewCustomer, NewUnit};
use uuid::Uuid;

use super::*;
use crate::testing::TestApp;

async fn company(cx: &Cx, name: &str, people: &[&str]) -> Account {
    let input = json!({ "kind": "company", "name": name, "contact": null, "tags": [], "notes": "" });
    let mut account = create(cx, serde_json::from_value(input).expect("input")).await.expect("a customer");
    for person in people {
        let email = Some(format!("{}@example.com", person.to_lowercase()));
        let contact = NewContact { name: (*person).into(), email, phone: Some("604 555 0148".into()), ..NewContact::default() };
        account = add_contact(cx, account.id, contact).await.expect("a person");
    }
    account
}

async fn quote(t: &TestApp, account: &Account, status: &str) -> Uuid {
    let (quote, book, mut conn) = (Uuid::now_v7(), Uuid::now_v7(), t.owner_connection().await);
    let org = t.org().id.0;
    sqlx::query("insert into price_books (org_id, id, service_line, version, name, rates, created_by) select $1, $2, 'moving', 1 + count(*), 'Test', '{}', 'test' from price_books where org_id = $1")
        .bind(org)
        .bind(book)
        .execute(&mut conn)
        .await
        .expect("a book");
    sqlx::query("insert into quotes (org_id, id, number, status, service_line, account_id, contact_id, book_id, revision_id, title) values ($1, $3, 'T-' || $3::text, $6, 'moving', $4, $5, $2, $3, 'Move')")
        .bind(org)
        .bind(book)
        .bind(quote)
        .bind(account.id.0)
        .bind(account.contacts[0].id.0)
        .bind(status)
        .execute(&mut conn)
        .await
        .expect("a quote");
    quote
}

fn code(error: Error) -> String {
    match error {
        Error::Conflict { code, .. } => code.to_string(),
        other => format!("{other:?}"),
    }
}

async fn names(cx: &Cx, filter: Filter) -> Vec<String> {
    list(cx, filter).await.expect("a list").items.into_iter().map(|row| row.name).collect()
}

#[tokio::test]
async fn an_archived_customer_is_out_of_lists_and_recognition_until_it_is_restored() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let account = company(&cx, "Harbour Dental", &["Ida", "Ole"]).await;
    let away = archive(&cx, account.id).await.expect("put away");
    assert_eq!(away.archived.as_ref().map(|archived| archived.by.as_str()), Some(cx.actor.name()));
    let entered = || NewCustomer { name: "Harbour Dental".into(), company: None, email: Some("ida@example.com".into()), phone: None };
    let archived = || Filter { archived: true, ..Filter::default() };
    assert_eq!((names(&cx, Filter::default()).await, names(&cx, archived()).await), (vec![], vec!["Harbour Dental".to_string()]));
    assert_eq!(duplicates(&cx, entered()).await.expect("a list"), []);
    assert_eq!(crate::search::find(&cx, Some("harbour".into())).await.expect("an answer"), []);
    let mut tx = cx.read().await.expect("a transaction");
    assert_eq!(find(&mut tx, Some("ida@example.com"), None).await.expect("an answer"), None);
    assert_eq!(code(admit_offer(&cx, &mut tx, account.id).await.unwrap_err()), "archived");
    drop(tx);
    for refused in [
        add_contact(&cx, account.id, NewContact { name: "Bo".into(), ..NewContact::default() }).await,
        add_unit(&cx, account.id, NewUnit { number: "1".into(), ..NewUnit::default() }).await,
        remove_contact(&cx, account.id, account.contacts[0].id).await,
        archive(&cx, account.id).await,
    ] {
        assert_eq!(code(refused.unwrap_err()), "archived");
    }
    let back = restore(&cx, account.id).await.expect("restored");
    assert_eq!((back.archived.clone(), back.contacts.len()), (None, 2));
    assert_eq!(restore(&cx, account.id).await.expect("once more").version, back.version, "changes nothing");
    assert_eq!(names(&cx, Filter::default()).await, ["Harbour Dental"]);
    assert_eq!(duplicates(&cx, entered()).await.expect("a list").len(), 1);
}

#[tokio::test]
async fn a_customer_with_open_work_is_not_archived() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let account = company(&cx, "Harbour Dental", &["Ida"]).await;
    quote(&t, &account, "draft").await;
    let refused = archive(&cx, account.id).await.unwrap_err();
    assert!(
        matches!(&refused, Error::Conflict { code, detail } if code == "open_work" && detail.contains("Open quotes: 1, open jobs: 0")),
        "{refused:?}"
    );
    let over = company(&cx, "Cedar Clinic", &["Ole"]).await;
    quote(&t, &over, "declined").await;
    archive(&cx, over.id).await.expect("nothing is open");
}

#[tokio::test]
async fn a_person_is_taken_off_and_put_back_exactly_as_they_were() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let account = company(&cx, "Harbour Dental", &["Ida", "Ole"]).await;
    let ida = account.contacts[0].clone();
    assert!(ida.primary);
    let left = remove_contact(&cx, account.id, ida.id).await.expect("taken off");
    assert_eq!(left.contacts.iter().map(|c| (c.name.as_str(), c.primary)).collect::<Vec<_>>(), [("Ole", true)]);
    assert_eq!(left.removed.iter().map(|c| (c.id, c.name.as_str(), c.by.as_str())).collect::<Vec<_>>(), [(ida.id, "Ida", cx.actor.name())]);
    let found = Filter { search: Some("ida@example".into()), ..Filter::default() };
    assert_eq!(names(&cx, found.clone()).await, Vec::<String>::new());
    assert_eq!(remove_contact(&cx, account.id, ida.id).await.unwrap_err(), Error::NotFound);
    assert_eq!(restore_contact(&t.foreign(BuiltinRole::Owner), account.id, ida.id).await.unwrap_err(), Error::NotFound);
    let back = restore_contact(&cx, account.id, ida.id).await.expect("put back");
    assert_eq!((back.contacts, back.removed), (account.contacts, vec![]));
    assert_eq!(names(&cx, found).await, ["Harbour Dental"]);
    assert_eq!(restore_contact(&cx, account.id, ida.id).await.unwrap_err(), Error::NotFound, "once");
    t.relay().await;
    let told = timeline(&cx, account.id, None, Some("changes".into())).await.expect("a timeline").items;
    let told: Vec<_> = told.iter().take(2).map(|event| event.kind.as_str()).collect();
    assert_eq!(told, ["customers.contact_restored", "customers.contact_removed"]);
}

#[tokio::test]
async fn who_was_taken_off_is_forgotten_after_thirty_days() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let account = company(&cx, "Harbour Dental", &["Ida", "Ole", "Una"]).await;
    let (ida, ole) = (account.contacts[0].id, account.contacts[1].id);
    remove_contact(&cx, account.id, ida).await.expect("taken off");
    remove_contact(&cx, account.id, ole).await.expect("taken off");
    let mut conn = t.owner_connection().await;
    sqlx::query("update removed_contacts set removed_at = now() - interval '31 days' where id = $1")
        .bind(ida.0)
        .execute(&mut conn)
        .await
        .expect("time passes");
    assert_eq!(restore_contact(&cx, account.id, ida).await.unwrap_err(), Error::NotFound, "also before it is swept");
    (FORGET.run)(&t.app).await.expect("swept");
    assert_eq!(t.count("removed_contacts").await, 1);
    restore_contact(&cx, account.id, ole).await.expect("they were taken off just now");
}

#[tokio::test]
async fn whom_work_or_the_portal_names_stays() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let account = company(&cx, "Harbour Dental", &["Ida", "Ole"]).await;
    quote(&t, &account, "declined").await;
    let refused = remove_contact(&cx, account.id, account.contacts[0].id).await.unwrap_err();
    assert!(matches!(&refused, Error::Conflict { code, detail } if code == "person_named" && detail.contains("quotes: 1")), "{refused:?}");
    let mut conn = t.owner_connection().await;
    sqlx::query("insert into portal_access (org_id, contact_id, account_id) values ($1, $2, $3)")
        .bind(cx.org.0)
        .bind(account.contacts[1].id.0)
        .bind(account.id.0)
        .execute(&mut conn)
        .await
        .expect("a way in");
    assert_eq!(code(remove_contact(&cx, account.id, account.contacts[1].id).await.unwrap_err()), "portal_person");
    let person = json!({ "kind": "person", "name": "Amara Okafor", "contact": null, "tags": [], "notes": "" });
    let person = create(&cx, serde_json::from_value(person).expect("input")).await.expect("a customer");
    assert_eq!(code(remove_contact(&cx, person.id, person.contacts[0].id).await.unwrap_err()), "only_person");
    let theirs = remove_contact(&t.cx(BuiltinRole::SalesAgent), account.id, account.contacts[0].id).await.unwrap_err();
    assert!(matches!(theirs, Error::Forbidden { .. }), "{theirs:?}");
}

#[tokio::test]
async fn the_stream_is_narrowed_to_a_part() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let account = company(&cx, "Harbour Dental", &["Ida"]).await;
    let ida = &account.contacts[0];
    let edit = json!({ "version": ida.version, "name": "Ida Lund", "email": null, "phone": null, "roles": [], "primary": true });
    let edit: EditContact = serde_json::from_value(edit).expect("input");
    edit_contact(&cx, account.id, ida.id, edit).await.expect("changed");
    t.relay().await;
    let part = async |part: &str| timeline(&cx, account.id, None, Some(part.into())).await.map(|page| page.items.len());
    assert_eq!((part("changes").await, part("").await), (Ok(3), Ok(3)));
    for empty in ["notes", "messages", "leads", "quotes", "jobs"] {
        assert_eq!(part(empty).await, Ok(0), "{empty}");
    }
    assert_eq!(part("boats").await, Err(Error::field("part", "unknown_choice")));
}
