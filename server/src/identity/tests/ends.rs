//! How logins end by themselves, what a password may be, and what others learn of a login's making.

use chrono::{Duration, Utc};
use sqlx::Connection;

use super::*;
use crate::testing::PASSWORD;

/// The session was last used so long ago.
async fn unused_for(t: &TestApp, token: &str, time: Duration) {
    let mut conn = t.owner_connection().await;
    let seen = Utc::now() - time;
    let done = sqlx::query("update sessions set seen_at = $2 where token_hash = $1")
        .bind(&crate::crypto::token_hash(token)[..])
        .bind(seen)
        .execute(&mut conn)
        .await
        .expect("the session is there");
    assert_eq!(done.rows_affected(), 1);
    conn.close().await.expect("connection closes");
}

/// Logs in at a moment that lies back so far.
async fn logged_in(t: &TestApp, email: &str, ago: Duration) -> String {
    let then = t.app.as_of(Utc::now() - ago);
    let input = LogIn { email: email.into(), password: PASSWORD.into() };
    match log_in(&then, &request(), input, None).await.expect("logs in") {
        LoggedIn::Session(opened) => opened.token,
        LoggedIn::SecondStep { .. } => panic!("no second step was set up"),
    }
}

#[tokio::test]
async fn sessions_end_by_disuse_and_by_age_and_those_of_crews_later() {
    let t = TestApp::new().await;
    for (role, crew) in [(BuiltinRole::Manager, false), (BuiltinRole::Driver, true)] {
        let email = t.org().person(role).email.clone();
        let life = lifetime(crew);
        let minute = Duration::minutes(1);

        let used = logged_in(&t, &email, Duration::zero()).await;
        unused_for(&t, &used, life.idle - minute).await;
        assert!(entered(&t, &used).await.is_ok(), "{role:?}: used in time");
        unused_for(&t, &used, Duration::seconds(30)).await;
        assert!(entered(&t, &used).await.is_ok(), "{role:?}: each use counts anew");
        unused_for(&t, &used, life.idle + minute).await;
        assert_eq!(entered(&t, &used).await.err(), Some(Error::Unauthenticated), "{role:?}: not used for too long");

        let young = logged_in(&t, &email, life.absolute - minute).await;
        assert!(entered(&t, &young).await.is_ok(), "{role:?}: a minute before its time");
        let old = logged_in(&t, &email, life.absolute + minute).await;
        assert_eq!(entered(&t, &old).await.err(), Some(Error::Unauthenticated), "{role:?}: too old, however much it was used");
    }
}

#[tokio::test]
async fn looking_at_a_session_again_does_not_keep_it_alive() {
    let t = TestApp::new().await;
    let email = t.org().person(BuiltinRole::Manager).email.clone();
    let token = logged_in(&t, &email, Duration::zero()).await;
    let (idle, minute) = (lifetime(false).idle, Duration::minutes(1));
    let again = async || look_again(&t.app, &Credentials::Session(token.clone()), request()).await;
    let is_fresh = async || {
        sqlx::query_scalar::<_, bool>("select seen_at > now() - interval '1 minute' from sessions where token_hash = $1")
            .bind(&crate::crypto::token_hash(&token)[..])
            .fetch_one(&mut t.owner_connection().await)
            .await
            .expect("the session is there")
    };
    unused_for(&t, &token, idle - minute).await;
    assert!(again().await.is_ok_and(|cx| cx.session.is_some()), "it goes on");
    assert!(!is_fresh().await, "an open tab is no use");
    assert!(entered(&t, &token).await.is_ok());
    assert!(is_fresh().await, "a request is");
    unused_for(&t, &token, idle + minute).await;
    assert_eq!(again().await.err(), Some(Error::Unauthenticated), "not used for too long");
}

#[tokio::test]
async fn a_password_counts_as_it_was_typed_with_its_spaces_and_capitals_and_to_its_last_letter() {
    let t = TestApp::new().await;
    let email = t.org().person(BuiltinRole::Manager).email.clone();
    let cx = entered(&t, &log_in_as(&t, &email, PASSWORD).await.unwrap().token).await.unwrap();
    let long = format!(" Große Pferde ziehen 🚚 {} ", "über den Pass ".repeat(10)).chars().take(128).collect::<String>();
    assert_eq!(long.chars().count(), 128);
    change_password(&cx, ChangePassword { current: PASSWORD.into(), password: long.clone() }).await.unwrap();
    let cut: String = long.chars().take(127).collect();
    for other in [cut, long.to_lowercase(), long.trim().to_owned(), format!("{long}x")] {
        assert_eq!(code(&log_in_as(&t, &email, &other).await.unwrap_err()), "password:wrong_login", "{other:?}");
    }
    // four failures are forgiven, and nothing asks for another password because time went by
    let mut conn = t.owner_connection().await;
    sqlx::query("update users set created_at = created_at - interval '10 years'").execute(&mut conn).await.expect("years pass");
    assert!(log_in_as(&t, &email, &long).await.is_ok());
    let short = ChangePassword { current: long.clone(), password: "7 chars".into() };
    assert_eq!(code(&change_password(&cx, short).await.unwrap_err()), "password:too_short");
    let ten = ChangePassword { current: long.clone(), password: "xq7 vé9kwz".into() };
    change_password(&cx, ten).await.unwrap();
    let giant = ChangePassword { current: "xq7 vé9kwz".into(), password: "gale plinth ".repeat(22) };
    assert_eq!(code(&change_password(&cx, giant).await.unwrap_err()), "password:too_long");
}

#[tokio::test]
async fn a_name_of_the_organization_makes_no_password_wherever_one_is_chosen() {
    let t = TestApp::new().await;
    let weak = "cascadeline2026";
    let person = t.org().person(BuiltinRole::Manager).clone();
    let cx = entered(&t, &log_in_as(&t, &person.email, PASSWORD).await.unwrap().token).await.unwrap();
    let change = ChangePassword { current: PASSWORD.into(), password: weak.into() };
    assert_eq!(code(&change_password(&cx, change).await.unwrap_err()), "password:weak_password");

    forgot(&t.app, &request(), ForgottenPassword { email: person.email.clone() }).await.unwrap();
    let link = link_token(&mail_to(&t, &person.email).await, "/reset/");
    let again = reset(&t.app, &request(), &link, NewPassword { password: weak.into() }).await;
    assert_eq!(code(&again.unwrap_err()), "password:weak_password");

    let email = "dara@elsewhere.example";
    let new = NewInvitation {
        email: email.into(),
        name: "Dara".into(),
        roles: vec![BuiltinRole::Driver],
        custom_roles: vec![],
        team: None,
        queue: None,
    };
    invite(&t.owner().await, new).await.unwrap();
    let token = link_token(&mail_to(&t, email).await, "/invitations/");
    let input = AcceptInvitation { name: "Dara Driver".into(), password: weak.into() };
    let joined = accept_invitation(&t.app, &request(), &token, input, None).await;
    assert_eq!(code(&joined.expect_err("it is refused")), "password:weak_password");
}
