//! Who is told that somebody came to a record.

use shared::access::{Action, BuiltinRole};
use shared::{AccountId, ApiKeyId, ContactId, SessionId};
use uuid::Uuid;

use super::Stir;
use super::stream::may_sense;
use crate::cx::{Actor, CustomerActor};
use crate::testing::TestApp;

fn stir(entity: &str) -> Stir {
    Stir { entity: entity.into(), id: Uuid::from_u128(1), session: Uuid::from_u128(2) }
}

#[test]
fn what_the_schema_tells_is_read_and_anything_else_is_passed_over() {
    let (org, id, session) = (Uuid::from_u128(3), Uuid::from_u128(1), Uuid::from_u128(2));
    let (whose, read) = Stir::read(&format!("{org}:lead:{id}:{session}")).expect("it is read");
    assert_eq!((whose.0, read), (org, stir("lead")));
    for bad in ["", "lead", &format!("{org}:lead:{id}"), &format!("{org}:lead:{id}:x"), &format!("x:lead:{id}:{session}")] {
        assert_eq!(Stir::read(bad), None, "{bad}");
    }
}

#[tokio::test]
async fn people_of_the_office_whose_rights_show_the_kind_are_told_of_others() {
    let t = TestApp::new().await;
    let owner = t.owner().await;
    for entity in ["lead", "quote", "account"] {
        assert!(may_sense(&owner, &stir(entity)), "{entity}");
    }
    let mut blind = owner.clone();
    blind.access.permissions.remove(&Action::LeadsView);
    assert!(!may_sense(&blind, &stir("lead")) && may_sense(&blind, &stir("quote")), "by the right to the kind");
    let mut own = owner.clone();
    own.session = Some(SessionId(Uuid::from_u128(2)));
    assert!(!may_sense(&own, &stir("lead")), "nobody of themself");

    let (account, contact) = (AccountId(Uuid::from_u128(4)), ContactId(Uuid::from_u128(5)));
    assert!(!may_sense(&t.customer_cx(account, contact), &stir("quote")), "no customer");
    let mut viewing = owner.clone();
    viewing.viewing = Some(CustomerActor { account, contact, name: "Cleo Customer".into() });
    assert!(!may_sense(&viewing, &stir("quote")), "nobody who views as one");
    let mut key = owner;
    let member = t.org().person(BuiltinRole::Owner).member;
    key.actor = Actor::ApiKey { key: ApiKeyId(Uuid::from_u128(6)), member, name: "A program".into() };
    assert!(!may_sense(&key, &stir("lead")), "and no program");
}
