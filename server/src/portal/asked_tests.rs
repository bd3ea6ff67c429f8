//! Who of the office is written when somebody asks to be let in again, on a real database.

use shared::MemberId;
use shared::access::BuiltinRole;

use super::tests::{accepted, mailed};
use super::*;
use crate::testing::TestApp;

const EMAIL: &str = "amara@okafor.example";

/// A customer of `owner`'s whose person's access was taken away, that person, and the token of a link they had.
async fn shut_out(t: &TestApp, owner: Option<MemberId>) -> (AccountId, ContactId, String) {
    let (account, contact, _) = accepted(t, EMAIL).await;
    let link = mailed(t, EMAIL).await.remove(0);
    take_access(&t.owner().await, account, contact).await.expect("taken");
    sqlx::query("update accounts set owner_id = $2 where id = $1")
        .bind(account.0)
        .bind(owner.map(|member| member.0))
        .execute(&mut t.owner_connection().await)
        .await
        .expect("it changes hands");
    (account, contact, link)
}

async fn asks(t: &TestApp, token: &str) -> Result<bool> {
    ask_again(&t.app, token, RequestInfo::internal("test")).await.map(|found| found.is_some())
}

/// What the office was written: to whom, in which language, subject and text.
async fn written(t: &TestApp) -> Vec<(String, String, String, String)> {
    sqlx::query_as("select to_address, locale, subject, text_body from mails where template = 'portal_asked' order by created_at, id")
        .fetch_all(&mut t.owner_connection().await)
        .await
        .expect("mails")
}

#[tokio::test]
async fn the_customers_owner_is_written_once_for_each_asking_in_their_language() {
    let t = TestApp::new().await;
    let agent = t.org().person(BuiltinRole::SalesAgent);
    let (account, contact, link) = shut_out(&t, Some(agent.member)).await;
    assert_eq!((asks(&t, "no-such-token").await, written(&t).await.len()), (Ok(false), 0));
    assert_eq!(asks(&t, &link).await, Ok(true));
    let mails = written(&t).await;
    assert_eq!(mails.len(), 1);
    let (to, locale, subject, text) = &mails[0];
    assert_eq!((to, locale.starts_with("en")), (&agent.email, true));
    assert_eq!(subject, "Amara Okafor asks for access to the customer portal");
    let page = t.app.link(&format!("/app/customers/{account}"));
    assert!(text.contains(&page) && text.contains(&agent.name), "{text}");

    sqlx::query("update organizations set locale = 'fr-CA' where id = $1")
        .bind(t.org().id.0)
        .execute(&mut t.owner_connection().await)
        .await
        .expect("they write French");
    assert_eq!(asks(&t, &link).await, Ok(true));
    let mails = written(&t).await;
    assert_eq!(mails.len(), 2);
    assert_eq!(mails[1].2, "Amara Okafor demande l’accès au portail client");
    assert!(mails[1].3.contains(&page), "{}", mails[1].3);

    assert_eq!(asks(&t, &link).await, Ok(true));
    assert!(matches!(asks(&t, &link).await, Err(Error::TooMany { .. })), "three times a day");
    assert_eq!(written(&t).await.len(), 3);
    give_access(&t.owner().await, account, contact).await.expect("given back");
    assert_eq!((asks(&t, &link).await, written(&t).await.len()), (Ok(false), 3), "there is nothing to ask for");
}

#[tokio::test]
async fn a_customer_of_nobody_who_works_here_is_told_to_the_organizations_owners() {
    let t = TestApp::new().await;
    let (owner, agent) = (t.org().person(BuiltinRole::Owner), t.org().person(BuiltinRole::SalesAgent));
    let (account, _, link) = shut_out(&t, None).await;
    assert_eq!(asks(&t, &link).await, Ok(true));
    let mut conn = t.owner_connection().await;
    sqlx::query("update accounts set owner_id = $2 where id = $1")
        .bind(account.0)
        .bind(agent.member.0)
        .execute(&mut conn)
        .await
        .expect("theirs");
    sqlx::query("update members set status = 'deactivated' where id = $1")
        .bind(agent.member.0)
        .execute(&mut conn)
        .await
        .expect("they left");
    assert_eq!(asks(&t, &link).await, Ok(true));
    let told: Vec<String> = written(&t).await.into_iter().map(|mail| mail.0).collect();
    assert_eq!(told, [owner.email.clone(), owner.email.clone()]);
}
