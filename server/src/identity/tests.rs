//! Use cases on a real database.

use shared::access::{Access, Action, BuiltinRole, Scope};
use shared::identity::*;
use shared::packs::ServiceLine;
use shared::text::Locale;
use shared::{Error, OrgId, Result};

use super::*;
use crate::cx::{Credentials, RequestInfo};
use crate::testing::TestApp;

mod account;
mod ends;
mod entries;
mod places;
mod rights;

const STRONG: &str = "seven blue coaches climb the pass";

fn request() -> RequestInfo {
    RequestInfo::internal("test")
}

fn registration(email: &str) -> Registration {
    Registration {
        organization: "Northline <b>Movers</b>".into(),
        name: "Nora <script>alert(1)</script>".into(),
        email: email.into(),
        password: STRONG.into(),
        country: "US".into(),
        currency: None,
        zone: "America/Denver".into(),
        locale: Locale::En,
        packs: vec![ServiceLine::Moving],
        practice: false,
    }
}

fn code(error: &Error) -> String {
    match error {
        Error::Conflict { code, .. } => code.clone(),
        Error::Invalid(fields) => {
            fields.0.iter().map(|(field, errors)| format!("{field}:{}", errors[0].code)).collect::<Vec<_>>().join(",")
        }
        other => format!("{other:?}"),
    }
}

async fn log_in_as(t: &TestApp, email: &str, password: &str) -> Result<OpenedSession> {
    match log_in(&t.app, &request(), LogIn { email: email.into(), password: password.into() }, None).await? {
        LoggedIn::Session(opened) => Ok(opened),
        LoggedIn::SecondStep { .. } => panic!("no second step was set up"),
    }
}

async fn entered(t: &TestApp, token: &str) -> Result<Cx> {
    authenticate(&t.app, &Credentials::Session(token.into()), request()).await
}

async fn mail_to(t: &TestApp, email: &str) -> String {
    crate::outgoing::development_mailbox(&t.app, Some(email))
        .await
        .unwrap()
        .into_iter()
        .next()
        .map(|mail| mail.text_body)
        .unwrap_or_default()
}

fn link_token(mail: &str, path: &str) -> String {
    let start = mail.find(path).expect("the mail has the link") + path.len();
    mail[start..].chars().take_while(|c| !c.is_whitespace()).collect()
}

#[tokio::test]
async fn an_organization_is_registered_confirmed_and_entered() {
    let t = TestApp::new().await;
    let email = "nora@northline.example";
    let made = register(&t.app, &request(), registration(email)).await.unwrap();
    assert_eq!(code(&log_in_as(&t, email, STRONG).await.unwrap_err()), "unconfirmed");
    let token = link_token(&mail_to(&t, email).await, "/confirm/");
    assert_eq!(token, made.confirmation);
    assert_eq!(confirm(&t.app, &token).await.unwrap(), email);
    assert_eq!(code(&confirm(&t.app, &token).await.unwrap_err()), "link_used");
    assert_eq!(code(&confirm(&t.app, "nonsense").await.unwrap_err()), "link_unknown");
    let opened = log_in_as(&t, " NORA@Northline.example ", STRONG).await.unwrap();
    assert_eq!(opened.home, "/app");
    let cx = entered(&t, &opened.token).await.unwrap();
    let session = session(&cx).await.unwrap();
    assert_eq!((session.org, session.org_slug.as_str(), session.currency.code()), (made.org, "northline-b-movers-b", "USD"));
    assert_eq!(session.access, Access::all());
    log_out(&cx).await.unwrap();
    assert_eq!(entered(&t, &opened.token).await.err(), Some(Error::Unauthenticated));
}

#[tokio::test]
async fn a_taken_address_a_weak_password_and_an_unknown_zone_are_told_by_field() {
    let t = TestApp::new().await;
    let taken = t.org().person(BuiltinRole::Owner).email.clone();
    assert_eq!(code(&register(&t.app, &request(), registration(&taken)).await.unwrap_err()), "email:taken");
    let weak = Registration { password: "password1".into(), ..registration("a@b.example") };
    assert_eq!(code(&register(&t.app, &request(), weak).await.unwrap_err()), "password:weak_password");
    let lost = Registration { zone: "Mars/Olympus".into(), ..registration("a@b.example") };
    assert_eq!(code(&register(&t.app, &request(), lost).await.unwrap_err()), "zone:unknown_choice");
    let idle = Registration { packs: vec![], ..registration("a@b.example") };
    assert_eq!(code(&register(&t.app, &request(), idle).await.unwrap_err()), "packs:required");
}

#[tokio::test]
async fn wrong_passwords_are_told_alike_and_lock_whether_or_not_the_address_exists() {
    let t = TestApp::new().await;
    let known = t.org().person(BuiltinRole::Manager).email.clone();
    for email in [known.as_str(), "nobody@nowhere.example"] {
        for _ in 0..FREE_FAILURES {
            assert_eq!(code(&log_in_as(&t, email, "not it").await.unwrap_err()), "password:wrong_login", "{email}");
        }
        let locked = log_in_as(&t, email, crate::testing::PASSWORD).await.unwrap_err();
        assert!(matches!(locked, Error::TooMany { retry_after_seconds: 1..=30 }), "{email}: {locked:?}");
    }
}

#[tokio::test]
async fn an_invited_driver_joins_and_sees_no_more_than_a_driver() {
    let t = TestApp::new().await;
    let owner = t.owner().await;
    let email = "dara@cascade.example";
    let new = NewInvitation {
        email: email.into(),
        name: "Dara".into(),
        roles: vec![BuiltinRole::Driver],
        custom_roles: vec![],
        team: None,
        queue: None,
    };
    let invitation = invite(&owner, new.clone()).await.unwrap();
    assert_eq!(invitation.status, InvitationStatus::Open);
    assert_eq!(code(&invite(&owner, new).await.unwrap_err()), "email:invited");
    let token = link_token(&mail_to(&t, email).await, "/invitations/");
    assert!(!offer(&t.app, &token).await.unwrap().is_known);
    let input = AcceptInvitation { name: "Dara Driver".into(), password: STRONG.into() };
    let Joined::New(opened) = accept_invitation(&t.app, &request(), &token, input.clone(), None).await.unwrap() else {
        panic!("Dara is new")
    };
    assert_eq!(opened.home, "/field");
    let cx = entered(&t, &opened.token).await.unwrap();
    assert_eq!((cx.org, cx.access.clone()), (t.org().id, BuiltinRole::Driver.access()));
    assert!(matches!(members(&cx).await, Err(Error::Forbidden { .. })));
    assert_eq!(code(&accept_invitation(&t.app, &request(), &token, input, None).await.unwrap_err()), "link_used");
}

#[tokio::test]
async fn somebody_with_an_account_joins_a_second_organization_and_can_switch() {
    let t = TestApp::new().await;
    let person = t.other_org().person(BuiltinRole::Owner).clone();
    let new = NewInvitation {
        email: person.email.clone(),
        name: String::new(),
        roles: vec![BuiltinRole::Auditor],
        custom_roles: vec![],
        team: None,
        queue: None,
    };
    invite(&t.owner().await, new).await.unwrap();
    let token = link_token(&mail_to(&t, &person.email).await, "/invitations/");
    assert!(offer(&t.app, &token).await.unwrap().is_known);
    let wrong = AcceptInvitation { name: String::new(), password: "not it".into() };
    assert_eq!(code(&accept_invitation(&t.app, &request(), &token, wrong, None).await.unwrap_err()), "password:wrong_password");
    let right = AcceptInvitation { name: String::new(), password: crate::testing::PASSWORD.into() };
    assert!(matches!(accept_invitation(&t.app, &request(), &token, right, None).await.unwrap(), Joined::Known));
    let opened = log_in_as(&t, &person.email, crate::testing::PASSWORD).await.unwrap();
    let cx = entered(&t, &opened.token).await.unwrap();
    let other = session(&cx).await.unwrap().organizations.into_iter().find(|org| org.id != cx.org).unwrap().id;
    let moved = switch_organization(&cx, other).await.unwrap();
    assert!(entered(&t, &opened.token).await.is_err(), "the old token ends");
    let there = entered(&t, &moved.token).await.unwrap();
    assert_eq!(there.org, other);
    assert_eq!(switch_organization(&there, OrgId(uuid::Uuid::now_v7())).await.err(), Some(Error::NotFound));
}

#[tokio::test]
async fn organizations_never_see_each_other() {
    let t = TestApp::new().await;
    let (here, there) = (t.owner().await, t.foreign(BuiltinRole::Owner));
    let own: Vec<_> = members(&here).await.unwrap();
    assert_eq!(own.len(), BuiltinRole::ALL.len());
    assert!(members(&there).await.unwrap().iter().all(|member| own.iter().all(|mine| mine.id != member.id)));
    let edit = EditMember {
        roles: vec![BuiltinRole::Driver],
        custom_roles: vec![],
        teams: vec![],
        manager: None,
        title: String::new(),
        phone: String::new(),
        version: 1,
    };
    assert_eq!(edit_member(&there, own[0].id, edit).await.err(), Some(Error::NotFound));
    let team = create_team(&here, NewTeam { name: "North".into() }).await.unwrap();
    assert!(teams(&there).await.unwrap().is_empty());
    let foreign = NewInvitation {
        email: "x@y.example".into(),
        name: String::new(),
        roles: vec![BuiltinRole::Driver],
        custom_roles: vec![],
        team: Some(team.id),
        queue: None,
    };
    assert_eq!(code(&invite(&there, foreign).await.unwrap_err()), "team:unknown_choice");
}
