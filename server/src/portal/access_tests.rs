//! Access to the portal on a real database: given by hand, taken away with all that opened by it, given back.

use shared::access::BuiltinRole;
use shared::customers::{Account, Contact, MergeAccounts, NewContact};
use shared::{CommandId, Error};
use uuid::Uuid;

use super::tests::{accepted, mailed};
use super::*;
use crate::cx::Credentials;
use crate::testing::TestApp;

const EMAIL: &str = "amara@okafor.example";

/// A company with one person.
async fn company(cx: &Cx, name: &str, email: Option<&str>) -> Account {
    let input = serde_json::json!({ "kind": "company", "name": name, "contact": null, "tags": [], "notes": "" });
    let account = crate::customers::create(cx, serde_json::from_value(input).expect("input")).await.expect("a customer");
    let person = NewContact { name: format!("{name} Person"), email: email.map(Into::into), ..NewContact::default() };
    crate::customers::add_contact(cx, account.id, person).await.expect("a person")
}

fn person(account: &Account, contact: ContactId) -> Contact {
    account.contacts.iter().find(|known| known.id == contact).cloned().expect("they are there")
}

/// Whether somebody may enter, as the office sees it; none if they were never let in.
fn is_open(account: &Account, contact: ContactId) -> Option<bool> {
    person(account, contact).portal.map(|portal| portal.is_open())
}

fn code(error: Error) -> String {
    match error {
        Error::Conflict { code, .. } => code.to_string(),
        other => format!("{other:?}"),
    }
}

async fn asks(t: &TestApp, token: &str) -> Result<Cx> {
    crate::identity::authenticate(&t.app, &Credentials::Session(token.into()), RequestInfo::internal("test")).await
}

async fn enters(t: &TestApp, link: &str) -> Result<String> {
    enter(&t.app, link, RequestInfo::internal("test")).await.map(|(session, _)| session.token)
}

async fn kinds(t: &TestApp, cx: &Cx, account: AccountId) -> Vec<String> {
    t.relay().await;
    let told = crate::customers::timeline(cx, account, None, None).await.expect("a timeline");
    told.items.into_iter().map(|event| event.kind).filter(|kind| kind.starts_with("portal.")).collect()
}

#[tokio::test]
async fn access_given_by_hand_is_mailed_and_says_who_gave_it() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let account = company(&cx, "Harbour Dental", Some("ida@harbour.example")).await;
    let contact = account.contacts[0].id;
    assert_eq!(is_open(&account, contact), None);
    let given = give_access(&cx, account.id, contact).await.expect("given");
    let standing = person(&given, contact).portal.expect("they stand");
    assert_eq!((standing.by.as_deref(), standing.entered_at, standing.is_open()), (Some(cx.actor.name()), None, true));
    let links = mailed(&t, "ida@harbour.example").await;
    assert_eq!(links.len(), 1);
    enters(&t, &links[0]).await.expect("it enters");
    let seen = crate::customers::show(&cx, account.id).await.expect("the customer");
    assert!(person(&seen, contact).portal.expect("they stand").entered_at.is_some(), "the office sees that they came");
    let hidden = crate::customers::show(&t.cx(BuiltinRole::Auditor), account.id).await.expect("the customer");
    let sees = t.cx(BuiltinRole::Auditor).sees(shared::access::FieldRight::PersonalData);
    assert_eq!(person(&hidden, contact).portal.expect("they stand").entered_at.is_some(), sees, "by the right to personal data");
    // whoever has access gets a fresh link, and both are good
    let again = give_access(&cx, account.id, contact).await.expect("sent");
    assert_eq!(person(&again, contact).portal.expect("they stand").since, standing.since);
    let links = mailed(&t, "ida@harbour.example").await;
    assert_eq!(links.len(), 2);
    for link in &links {
        enters(&t, link).await.expect("it enters");
    }
    let told = kinds(&t, &cx, account.id).await;
    assert_eq!(told.iter().filter(|kind| *kind == "portal.granted").count(), 1);
    assert_eq!(told.iter().filter(|kind| *kind == "portal.link_sent").count(), 1);
}

#[tokio::test]
async fn what_is_taken_away_ends_sessions_and_links_at_once_and_old_ones_stay_dead() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (account, contact, _) = accepted(&t, EMAIL).await;
    let link = mailed(&t, EMAIL).await.remove(0);
    let session = enters(&t, &link).await.expect("it enters");
    asks(&t, &session).await.expect("the session counts");
    let taken = take_access(&cx, account, contact).await.expect("taken");
    let end = person(&taken, contact).portal.and_then(|portal| portal.end).expect("it ended");
    assert_eq!((end.by.as_str(), end.asked_at), (cx.actor.name(), None));
    assert_eq!(asks(&t, &session).await.err(), Some(Error::Unauthenticated));
    assert_eq!(enters(&t, &link).await.err(), Some(Error::NotFound));
    assert!(guest(&t.app, &link).await.is_err());
    // a session that began in the same moment counts as little
    let request = RequestInfo::internal("test");
    let late = crate::identity::open_customer_session(&t.app, &request, t.org().id, account, contact, "Amara").await.expect("opened");
    assert_eq!(asks(&t, &late.token).await.err(), Some(Error::Unauthenticated));
    // whoever asks for a link is written that there is none, with a page that says so; other addresses are written nothing
    let ask = LinkRequest { email: EMAIL.into() };
    request_link(&t.app, &t.org().slug, &ask, "/portal", request).await.expect("says nothing");
    let told = mailed(&t, EMAIL).await.remove(1);
    assert_eq!(enters(&t, &told).await.err(), Some(Error::NotFound));
    assert!(ended(&t.app, &told).await.expect("an answer").is_some_and(|found| found.contact == contact));
    let again = take_access(&cx, account, contact).await.expect("once more");
    assert_eq!(person(&again, contact).portal.and_then(|portal| portal.end), Some(end), "changes nothing");

    let back = give_access(&cx, account, contact).await.expect("given back");
    assert_eq!(is_open(&back, contact), Some(true));
    for dead in [&link, &told] {
        assert_eq!(enters(&t, dead).await.err(), Some(Error::NotFound), "links of before stay dead");
    }
    assert_eq!(asks(&t, &session).await.err(), Some(Error::Unauthenticated), "and so do sessions");
    let fresh = mailed(&t, EMAIL).await.remove(2);
    enters(&t, &fresh).await.expect("the new one enters");
    let told = kinds(&t, &cx, account).await;
    assert_eq!(told, ["portal.entered", "portal.given_back", "portal.ended", "portal.entered", "portal.granted"]);
}

#[tokio::test]
async fn others_of_the_customer_keep_theirs() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (account, contact, _) = accepted(&t, EMAIL).await;
    let other = NewContact { name: "Ben Okafor".into(), email: Some("ben@okafor.example".into()), ..NewContact::default() };
    let known = crate::customers::add_contact(&cx, account, other).await.expect("added");
    let other = known.contacts.iter().find(|person| person.id != contact).expect("another").id;
    give_access(&cx, account, other).await.expect("given");
    let link = mailed(&t, "ben@okafor.example").await.remove(0);
    let session = enters(&t, &link).await.expect("it enters");
    take_access(&cx, account, contact).await.expect("taken");
    asks(&t, &session).await.expect("theirs counts");
    enters(&t, &link).await.expect("theirs opens");
}

#[tokio::test]
async fn a_quote_stays_open_by_its_own_link_and_a_booking_does_not_let_anybody_back_in() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (account, contact, _) = accepted(&t, EMAIL).await;
    let mails = mailed(&t, EMAIL).await.len();
    take_access(&cx, account, contact).await.expect("taken");
    accepted(&t, EMAIL).await;
    let seen = crate::customers::show(&cx, account).await.expect("the customer");
    assert_eq!((is_open(&seen, contact), seen.counts.jobs), (Some(false), 2), "the work is booked all the same");
    assert_eq!(mailed(&t, EMAIL).await.len(), mails, "no way in was mailed");
    assert_eq!(kinds(&t, &cx, account).await[0], "portal.kept_out");
}

#[tokio::test]
async fn whoever_lost_access_may_ask_for_it_and_a_stranger_may_not() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (account, contact, _) = accepted(&t, EMAIL).await;
    let link = mailed(&t, EMAIL).await.remove(0);
    let session = enters(&t, &link).await.expect("it enters");
    assert!(ended(&t.app, &link).await.expect("an answer").is_none(), "nothing ended yet");
    take_access(&cx, account, contact).await.expect("taken");
    for token in [&link, &session] {
        let found = ended(&t.app, token).await.expect("an answer").expect("it ended");
        assert_eq!((found.contact, found.account, found.org), (contact, account, t.org().id));
    }
    assert!(ended(&t.app, "no-such-token").await.expect("an answer").is_none());
    let staff = t.session(t.org(), BuiltinRole::Owner).await;
    assert!(ended(&t.app, &staff).await.expect("an answer").is_none());
    let ask = async |token: &str| ask_again(&t.app, token, RequestInfo::internal("test")).await.map(|found| found.is_some());
    assert_eq!((ask(session.as_str()).await, ask("no-such-token").await), (Ok(true), Ok(false)));
    let seen = crate::customers::show(&cx, account).await.expect("the customer");
    assert!(person(&seen, contact).portal.and_then(|portal| portal.end).is_some_and(|end| end.asked_at.is_some()));
    assert_eq!(kinds(&t, &cx, account).await[0], "portal.asked");
    assert_eq!((ask(link.as_str()).await, ask(link.as_str()).await), (Ok(true), Ok(true)));
    assert!(matches!(ask(link.as_str()).await, Err(Error::TooMany { .. })), "three times a day");
    let back = give_access(&cx, account, contact).await.expect("given back");
    assert_eq!(is_open(&back, contact), Some(true));
    assert_eq!(ask(link.as_str()).await, Ok(false), "there is nothing to ask for");
}

#[tokio::test]
async fn who_may_not_edit_the_customer_neither_gives_nor_takes() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (account, contact, _) = accepted(&t, EMAIL).await;
    let link = mailed(&t, EMAIL).await.remove(0);
    let session = enters(&t, &link).await.expect("it enters");
    for role in [BuiltinRole::Auditor, BuiltinRole::Driver] {
        let refused = take_access(&t.cx(role), account, contact).await.unwrap_err();
        assert!(matches!(refused, Error::Forbidden { .. }), "{refused:?}");
        let refused = give_access(&t.cx(role), account, contact).await.unwrap_err();
        assert!(matches!(refused, Error::Forbidden { .. }), "{refused:?}");
    }
    assert_eq!(take_access(&t.foreign(BuiltinRole::Owner), account, contact).await.err(), Some(Error::NotFound));
    assert_eq!(give_access(&t.foreign(BuiltinRole::Owner), account, contact).await.err(), Some(Error::NotFound));
    // a person of another customer is none of this one, and what was begun against them is undone
    let other = company(&cx, "Harbour Dental", Some("ida@harbour.example")).await;
    assert_eq!(take_access(&cx, other.id, contact).await.err(), Some(Error::NotFound));
    asks(&t, &session).await.expect("the session counts");
    let nobody = company(&cx, "Cedar Clinic", None).await;
    assert_eq!(code(give_access(&cx, nobody.id, nobody.contacts[0].id).await.unwrap_err()), "no_address");
    let unchanged = take_access(&cx, nobody.id, nobody.contacts[0].id).await.expect("nothing to take");
    assert_eq!(is_open(&unchanged, nobody.contacts[0].id), None);
}

#[tokio::test]
async fn a_repeat_gets_the_first_answer() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let account = company(&cx, "Harbour Dental", Some("ida@harbour.example")).await;
    let contact = account.contacts[0].id;
    let (give, take) = (CommandId(Uuid::now_v7()), CommandId(Uuid::now_v7()));
    let first = give_access(&cx.clone().with_command(give, [1; 32]), account.id, contact).await.expect("given");
    let second = give_access(&cx.clone().with_command(give, [1; 32]), account.id, contact).await.expect("repeated");
    assert_eq!((first, mailed(&t, "ida@harbour.example").await.len()), (second, 1), "one mail");
    let first = take_access(&cx.clone().with_command(take, [2; 32]), account.id, contact).await.expect("taken");
    give_access(&cx, account.id, contact).await.expect("given back");
    let late = take_access(&cx.clone().with_command(take, [2; 32]), account.id, contact).await.expect("repeated");
    assert_eq!(first, late);
    let seen = crate::customers::show(&cx, account.id).await.expect("the customer");
    assert_eq!(is_open(&seen, contact), Some(true), "a late repeat takes nothing");
}

#[tokio::test]
async fn merging_keeps_it_taken_and_an_archived_customer_can_still_lose_it() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let kept = company(&cx, "Harbour Dental", Some("ida@harbour.example")).await;
    let other = company(&cx, "Harbour Dental Clinic", Some("ole@harbour.example")).await;
    let (ida, ole) = (kept.contacts[0].id, other.contacts[0].id);
    give_access(&cx, kept.id, ida).await.expect("given");
    give_access(&cx, other.id, ole).await.expect("given");
    let link = mailed(&t, "ole@harbour.example").await.remove(0);
    let before = take_access(&cx, other.id, ole).await.expect("taken");
    let version = crate::customers::show(&cx, kept.id).await.expect("the customer").version;
    let input = MergeAccounts { version, merged: other.id, take: vec![], take_custom: vec![] };
    let whole = crate::customers::merge(&cx, kept.id, input).await.expect("merged");
    assert_eq!((is_open(&whole, ida), is_open(&whole, ole)), (Some(true), Some(false)));
    assert_eq!(enters(&t, &link).await.err(), Some(Error::NotFound));
    assert_eq!(code(take_access(&cx, other.id, ole).await.unwrap_err()), "merged", "theirs is the kept record's now");
    crate::customers::unmerge(&cx, kept.id, whole.merges[0].id).await.expect("undone");
    let after = crate::customers::show(&cx, other.id).await.expect("the customer");
    assert_eq!(person(&after, ole).portal, person(&before, ole).portal, "as it was");

    crate::customers::archive(&cx, kept.id).await.expect("put away");
    assert_eq!(code(give_access(&cx, kept.id, ida).await.unwrap_err()), "archived");
    let taken = take_access(&cx, kept.id, ida).await.expect("taken");
    assert_eq!(is_open(&taken, ida), Some(false));
}

#[tokio::test]
async fn access_given_while_records_are_merged_goes_back_with_the_person() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let kept = company(&cx, "Harbour Dental", None).await;
    let other = company(&cx, "Harbour Dental Clinic", Some("ole@harbour.example")).await;
    let ole = other.contacts[0].id;
    let version = crate::customers::show(&cx, kept.id).await.expect("the customer").version;
    let input = MergeAccounts { version, merged: other.id, take: vec![], take_custom: vec![] };
    let whole = crate::customers::merge(&cx, kept.id, input).await.expect("merged");
    give_access(&cx, kept.id, ole).await.expect("given");
    crate::customers::unmerge(&cx, kept.id, whole.merges[0].id).await.expect("undone");
    let link = mailed(&t, "ole@harbour.example").await.remove(0);
    assert_eq!(guest(&t.app, &link).await.expect("it opens").account, other.id);
    let session = enters(&t, &link).await.expect("it enters");
    assert_eq!(asks(&t, &session).await.expect("it counts").customer().map(|customer| customer.account), Some(other.id));
    let taken = take_access(&cx, other.id, ole).await.expect("taken");
    assert_eq!(is_open(&taken, ole), Some(false));
}

#[tokio::test]
async fn a_person_is_removed_once_their_access_is_taken_and_comes_back_without_it() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let account = company(&cx, "Harbour Dental", Some("ida@harbour.example")).await;
    let contact = account.contacts[0].id;
    give_access(&cx, account.id, contact).await.expect("given");
    let link = mailed(&t, "ida@harbour.example").await.remove(0);
    let session = enters(&t, &link).await.expect("it enters");
    assert_eq!(code(crate::customers::remove_contact(&cx, account.id, contact).await.unwrap_err()), "portal_person");
    let before = take_access(&cx, account.id, contact).await.expect("taken");
    crate::customers::remove_contact(&cx, account.id, contact).await.expect("removed");
    assert_eq!((t.count("portal_access").await, t.count("portal_links").await), (0, 0), "nothing of it is left but what may come back");
    assert_eq!(enters(&t, &link).await.err(), Some(Error::NotFound));
    assert_eq!(asks(&t, &session).await.err(), Some(Error::Unauthenticated));
    let back = crate::customers::restore_contact(&cx, account.id, contact).await.expect("put back");
    assert_eq!(person(&back, contact), person(&before, contact), "as they were");
    assert_eq!(enters(&t, &link).await.err(), Some(Error::NotFound));
}
