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
async fn a_deactivated_member_is_out_at_once_and_the_last_owner_stays() {
    let t = TestApp::new().await;
    let owner = t.owner().await;
    let driver = t.org().person(BuiltinRole::Driver).clone();
    let token = t.session(t.org(), BuiltinRole::Driver).await;
    assert!(entered(&t, &token).await.is_ok());
    assert_eq!(deactivate(&owner, driver.member).await.unwrap().status, MemberStatus::Deactivated);
    assert!(entered(&t, &token).await.is_err());
    assert_eq!(code(&log_in_as(&t, &driver.email, crate::testing::PASSWORD).await.unwrap_err()), "no_organization");
    reactivate(&owner, driver.member).await.unwrap();
    assert!(entered(&t, &token).await.is_err(), "old sessions stay ended");
    let admin = t.cx(BuiltinRole::Admin);
    assert_eq!(code(&deactivate(&admin, t.org().person(BuiltinRole::Owner).member).await.unwrap_err()), "last_owner");
    assert!(
        matches!(deactivate(&t.cx(BuiltinRole::Manager), t.org().person(BuiltinRole::Admin).member).await, Err(Error::Forbidden { .. })),
        "nobody takes rights they lack"
    );
    assert_eq!(deactivate(&owner, t.other_org().person(BuiltinRole::Driver).member).await.err(), Some(Error::NotFound));
}

#[tokio::test]
async fn a_custom_role_gives_its_rights_with_the_next_request_and_never_more_than_its_maker_has() {
    let t = TestApp::new().await;
    let owner = t.owner().await;
    let access = Access { permissions: [(Action::LeadsView, Scope::Team)].into(), ..Access::none() };
    let role = create_role(
        &owner,
        NewRole { name: "Night desk".into(), based_on: BuiltinRole::SalesAgent, access: access.clone(), mfa_required: false },
    )
    .await
    .unwrap();
    assert_eq!(
        code(
            &create_role(
                &owner,
                NewRole { name: "Night desk".into(), based_on: BuiltinRole::Driver, access: access.clone(), mfa_required: false }
            )
            .await
            .unwrap_err()
        ),
        "name:taken"
    );
    let mover = t.org().person(BuiltinRole::Mover).clone();
    let token = t.session(t.org(), BuiltinRole::Mover).await;
    let edit = EditMember {
        roles: vec![],
        custom_roles: vec![role.id],
        teams: vec![],
        manager: None,
        title: String::new(),
        phone: String::new(),
        version: 1,
    };
    edit_member(&owner, mover.member, edit.clone()).await.unwrap();
    assert_eq!(entered(&t, &token).await.unwrap().access, access);
    assert_eq!(code(&edit_member(&owner, mover.member, edit).await.unwrap_err()), "changed");
    assert_eq!(code(&delete_role(&owner, role.id).await.unwrap_err()), "role_in_use");
    let wide = EditRole { name: "Night desk".into(), access: BuiltinRole::Dispatcher.access(), mfa_required: true, version: 1 };
    edit_role(&owner, role.id, wide).await.unwrap();
    assert_eq!(entered(&t, &token).await.unwrap().access, Access::none(), "the role now asks for a second factor");
    assert!(matrix(&owner).await.unwrap().custom.iter().any(|found| found.members == 1));
}

#[tokio::test]
async fn an_api_key_is_shown_once_and_weaker_than_its_maker() {
    let t = TestApp::new().await;
    let owner = t.owner().await;
    let new = NewApiKey { name: "Website".into(), access: BuiltinRole::SalesSupport.access(), days: Some(30), rate_per_minute: 2 };
    let made = create_api_key(&owner, new.clone()).await.unwrap();
    let key = Credentials::ApiKey(made.secret.clone());
    let cx = authenticate(&t.app, &key, request()).await.unwrap();
    assert_eq!((cx.org, cx.access.clone()), (t.org().id, BuiltinRole::SalesSupport.access()));
    assert!(matches!(create_api_key(&cx, new).await, Err(Error::Forbidden { .. })), "keys make no keys");
    // processes count together
    authenticate(&t.another().await, &key, request()).await.unwrap();
    assert!(matches!(authenticate(&t.app, &key, request()).await, Err(Error::TooMany { retry_after_seconds: 1..=60 })));
    assert!(!format!("{:?}", api_keys(&owner).await.unwrap()).contains(&made.secret));
    revoke_api_key(&owner, made.key.id).await.unwrap();
    assert_eq!(authenticate(&t.app, &key, request()).await.err(), Some(Error::Unauthenticated));
    assert_eq!(revoke_api_key(&t.foreign(BuiltinRole::Owner), made.key.id).await.err(), Some(Error::NotFound));
}

#[tokio::test]
async fn settings_are_changed_by_those_who_may_and_a_picture_that_is_none_is_refused() {
    let t = TestApp::new().await;
    let owner = t.owner().await;
    let found = organization(&owner).await.unwrap();
    let edit = EditOrganization {
        name: "Cascade Line Ltd.".into(),
        country: found.country.clone(),
        currency: found.currency,
        zone: found.zone.clone(),
        locale: found.locale,
        brand_hex: "#1f4fd8".into(),
        hubs: vec![Hub { name: "Yard".into(), address: "1 Quay Road".into() }],
        hours: BusinessHours::default(),
        holidays: vec![],
        numbering: Numbering::default(),
        mfa_roles: vec![],
        track_mail: None,
        version: found.version,
    };
    assert!(matches!(edit_organization(&t.cx(BuiltinRole::Manager), edit.clone()).await, Err(Error::Forbidden { .. })));
    assert_eq!(
        code(&edit_organization(&owner, EditOrganization { brand_hex: "#ffff00".into(), ..edit.clone() }).await.unwrap_err()),
        "brand_hex:low_contrast"
    );
    let after = edit_organization(&owner, edit.clone()).await.unwrap();
    assert_eq!((after.name.as_str(), after.version), ("Cascade Line Ltd.", found.version + 1));
    assert_eq!(code(&edit_organization(&owner, edit).await.unwrap_err()), "changed");
    assert!(matches!(set_logo(&owner, "not a picture".into()).await, Err(Error::UnsupportedType { .. })));
    let mut png = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(900, 300).write_to(&mut png, image::ImageFormat::Png).unwrap();
    assert!(set_logo(&owner, png.into_inner().into()).await.unwrap().has_logo);
    let kept = image::load_from_memory(&logo(&t.app, t.org().id).await.unwrap()).unwrap();
    assert_eq!((kept.width(), kept.height()), (512, 171));
    assert!(!remove_logo(&owner).await.unwrap().has_logo);
    assert_eq!(logo(&t.app, t.org().id).await.err(), Some(Error::NotFound));
}

#[tokio::test]
async fn viewing_as_a_customer_only_reads_and_ends() {
    let t = TestApp::new().await;
    let owner = t.owner().await;
    let mut tx = match owner.begin().await.unwrap() {
        crate::db::Begun::New(tx) => tx,
        crate::db::Begun::Replayed(_) => panic!("nothing was sent before"),
    };
    let new = shared::customers::NewCustomer { name: "Ines Costa".into(), email: Some("ines@client.example".into()), ..Default::default() };
    let (account, contact) = crate::customers::find_or_create(&owner, &mut tx, new).await.unwrap();
    tx.commit(()).await.unwrap();
    let token = t.session(t.org(), BuiltinRole::Owner).await;
    let cx = entered(&t, &token).await.unwrap();
    let wish = ViewAs { account, contact, reason: "Cannot find the receipt".into() };
    assert!(matches!(
        start_view(&entered(&t, &t.session(t.org(), BuiltinRole::Dispatcher).await).await.unwrap(), wish.clone()).await,
        Err(Error::Forbidden { .. })
    ));
    assert_eq!(code(&start_view(&cx, ViewAs { reason: " ".into(), ..wish.clone() }).await.unwrap_err()), "reason:required");
    start_view(&cx, wish).await.unwrap();
    let viewing = entered(&t, &token).await.unwrap();
    assert_eq!(viewing.customer().map(|customer| customer.contact), Some(contact));
    assert_eq!(viewing.access, Access::none());
    assert!(matches!(viewing.begin().await, Err(Error::Forbidden { .. })));
    assert!(matches!(end_other_devices(&viewing).await, Err(Error::Forbidden { .. })));
    assert_eq!(session(&viewing).await.unwrap().viewing_as.unwrap().reason, "Cannot find the receipt");
    stop_view(&viewing).await.unwrap();
    assert_eq!(entered(&t, &token).await.unwrap().access, Access::all());
    t.relay().await;
    let log = crate::audit::list(&owner, shared::audit::AuditQuery { kind: Some("views".into()), ..Default::default() }).await.unwrap();
    let told: Vec<_> = log.items.iter().map(|event| (event.kind.as_str(), event.on_behalf_of.as_deref())).collect();
    assert_eq!(told, [("views.ended", Some("Ines Costa")), ("views.started", Some("Ines Costa"))]);
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
