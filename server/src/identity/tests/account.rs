//! One's own login: what a changed password and address end, links, codes; and what a new organization counts in.

use shared::Currency;

use super::*;
use crate::testing::PASSWORD;

fn wish(email: &str) -> ChangeEmail {
    ChangeEmail { email: email.into(), password: PASSWORD.into() }
}

/// Asks for a new address and confirms it; the token by which the former one can undo that.
async fn moved(t: &TestApp, cx: &Cx, from: &str, to: &str) -> String {
    change_email(cx, wish(to)).await.unwrap();
    let token = link_token(&mail_to(t, to).await, "/confirm-address/");
    assert_eq!(peek_email(&t.app, &token, TokenPurpose::ChangeEmail).await.unwrap(), to);
    assert_eq!(confirm_new_email(&t.app, &request(), &token).await.unwrap(), to);
    assert_eq!(code(&confirm_new_email(&t.app, &request(), &token).await.unwrap_err()), "link_used");
    link_token(&mail_to(t, from).await, "/undo-address/")
}

#[tokio::test]
async fn a_changed_password_logs_others_out_and_ends_what_was_begun_with_the_former_one() {
    let t = TestApp::new().await;
    let email = t.org().person(BuiltinRole::SalesAgent).email.clone();
    let (here, there) = (log_in_as(&t, &email, PASSWORD).await.unwrap(), log_in_as(&t, &email, PASSWORD).await.unwrap());
    let cx = entered(&t, &here.token).await.unwrap();
    forgot(&t.app, &request(), ForgottenPassword { email: email.clone() }).await.unwrap();
    let reset_link = link_token(&mail_to(&t, &email).await, "/reset/");
    change_email(&cx, wish("priya@elsewhere.example")).await.unwrap();
    let address_link = link_token(&mail_to(&t, "priya@elsewhere.example").await, "/confirm-address/");
    assert_eq!(security(&cx).await.unwrap().pending_email.as_deref(), Some("priya@elsewhere.example"));

    let change = |current: &str, password: &str| ChangePassword { current: current.into(), password: password.into() };
    assert_eq!(code(&change_password(&cx, change("not it at all", STRONG)).await.unwrap_err()), "current:wrong_password");
    assert_eq!(code(&change_password(&cx, change(PASSWORD, "password1")).await.unwrap_err()), "password:weak_password");
    assert!(entered(&t, &there.token).await.is_ok(), "what is refused logs nobody out");
    change_password(&cx, change(PASSWORD, STRONG)).await.unwrap();
    assert!(entered(&t, &here.token).await.is_ok());
    assert!(entered(&t, &there.token).await.is_err());
    let again = reset(&t.app, &request(), &reset_link, NewPassword { password: PASSWORD.into() }).await;
    assert_eq!(code(&again.unwrap_err()), "link_unknown");
    assert_eq!(code(&confirm_new_email(&t.app, &request(), &address_link).await.unwrap_err()), "link_unknown");
    assert_eq!(security(&cx).await.unwrap().pending_email, None);
    assert!(log_in_as(&t, &email, PASSWORD).await.is_err());
    assert!(log_in_as(&t, &email, STRONG).await.is_ok());
}

#[tokio::test]
async fn who_had_an_address_first_takes_it_back_however_often_it_was_changed_since() {
    let t = TestApp::new().await;
    let own = t.org().person(BuiltinRole::SalesAgent).email.clone();
    let cx = entered(&t, &log_in_as(&t, &own, PASSWORD).await.unwrap().token).await.unwrap();
    let first = moved(&t, &cx, &own, "thief@one.example").await;
    let second = moved(&t, &cx, "thief@one.example", "thief@two.example").await;
    change_email(&cx, wish("thief@three.example")).await.unwrap();
    let begun = link_token(&mail_to(&t, "thief@three.example").await, "/confirm-address/");
    assert_eq!(peek_email(&t.app, &first, TokenPurpose::UndoEmail).await.unwrap(), own);
    assert_eq!(undo_email(&t.app, &request(), &first).await.unwrap(), own);
    assert_eq!(code(&undo_email(&t.app, &request(), &first).await.unwrap_err()), "link_used");
    assert_eq!(code(&undo_email(&t.app, &request(), &second).await.unwrap_err()), "link_unknown");
    assert_eq!(code(&confirm_new_email(&t.app, &request(), &begun).await.unwrap_err()), "link_unknown");
    assert!(log_in_as(&t, &own, PASSWORD).await.is_ok());
}

#[tokio::test]
async fn an_address_somebody_took_meanwhile_is_not_given_twice() {
    let t = TestApp::new().await;
    let own = t.org().person(BuiltinRole::SalesAgent).email.clone();
    let cx = entered(&t, &log_in_as(&t, &own, PASSWORD).await.unwrap().token).await.unwrap();
    change_email(&cx, wish("nora@northline.example")).await.unwrap();
    let token = link_token(&mail_to(&t, "nora@northline.example").await, "/confirm-address/");
    register(&t.app, &request(), registration("nora@northline.example")).await.unwrap();
    assert_eq!(code(&confirm_new_email(&t.app, &request(), &token).await.unwrap_err()), "address_taken");
    assert!(log_in_as(&t, &own, PASSWORD).await.is_ok(), "the former address counts");
}

#[tokio::test]
async fn a_new_organization_counts_in_the_currency_of_its_country_or_the_one_picked() {
    let t = TestApp::new().await;
    let table = [
        ("CA", None, "CAD"),
        ("US", None, "USD"),
        ("IE", None, "EUR"),
        ("US", Some(Currency::CAD), "CAD"),
        ("CA", Some(Currency::USD), "USD"),
    ];
    let mut conn = t.owner_connection().await;
    for (n, (country, currency, kept)) in table.into_iter().enumerate() {
        let input = Registration { country: country.into(), currency, ..registration(&format!("nora{n}@northline.example")) };
        let made = register(&t.app, &request(), input).await.unwrap();
        let found: String =
            sqlx::query_scalar("select currency from organizations where id = $1").bind(made.org.0).fetch_one(&mut conn).await.unwrap();
        assert_eq!(found, kept, "{country} {currency:?}");
    }
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_once_and_every_device_is_logged_out() {
    let t = TestApp::new().await;
    let email = t.org().person(BuiltinRole::Dispatcher).email.clone();
    let before = log_in_as(&t, &email, crate::testing::PASSWORD).await.unwrap();
    forgot(&t.app, &request(), ForgottenPassword { email: "nobody@nowhere.example".into() }).await.unwrap();
    assert_eq!(mail_to(&t, "nobody@nowhere.example").await, "");
    forgot(&t.app, &request(), ForgottenPassword { email: email.clone() }).await.unwrap();
    let token = link_token(&mail_to(&t, &email).await, "/reset/");
    assert_eq!(
        code(&reset(&t.app, &request(), &token, NewPassword { password: "12345678".into() }).await.unwrap_err()),
        "password:weak_password"
    );
    reset(&t.app, &request(), &token, NewPassword { password: STRONG.into() }).await.unwrap();
    assert_eq!(code(&reset(&t.app, &request(), &token, NewPassword { password: STRONG.into() }).await.unwrap_err()), "link_used");
    assert!(entered(&t, &before.token).await.is_err());
    assert!(log_in_as(&t, &email, crate::testing::PASSWORD).await.is_err());
    assert!(log_in_as(&t, &email, STRONG).await.is_ok());
}

#[tokio::test]
async fn an_address_changes_by_its_link_and_the_old_one_can_undo_it() {
    let t = TestApp::new().await;
    let person = t.org().person(BuiltinRole::SalesAgent).clone();
    let opened = log_in_as(&t, &person.email, crate::testing::PASSWORD).await.unwrap();
    let cx = entered(&t, &opened.token).await.unwrap();
    let wish = |email: &str| ChangeEmail { email: email.into(), password: crate::testing::PASSWORD.into() };
    assert_eq!(code(&change_email(&cx, wish(&t.org().person(BuiltinRole::Owner).email)).await.unwrap_err()), "email:taken");
    change_email(&cx, wish("priya@new.example")).await.unwrap();
    let token = link_token(&mail_to(&t, "priya@new.example").await, "/confirm-address/");
    confirm_new_email(&t.app, &request(), &token).await.unwrap();
    assert!(log_in_as(&t, "priya@new.example", crate::testing::PASSWORD).await.is_ok());
    let undo = link_token(&mail_to(&t, &person.email).await, "/undo-address/");
    assert_eq!(undo_email(&t.app, &request(), &undo).await.unwrap(), person.email);
    assert!(entered(&t, &opened.token).await.is_err());
    assert!(log_in_as(&t, &person.email, crate::testing::PASSWORD).await.is_ok());
}

#[tokio::test]
async fn a_code_is_asked_for_once_it_is_set_up_and_recovery_codes_work_once() {
    let t = TestApp::new().await;
    let person = t.org().person(BuiltinRole::Accountant).clone();
    let opened = log_in_as(&t, &person.email, crate::testing::PASSWORD).await.unwrap();
    let cx = entered(&t, &opened.token).await.unwrap();
    let shown = offer_factor(&cx).await.unwrap();
    assert!(shown.qr_svg.starts_with("<svg"));
    assert_eq!(code(&confirm_factor(&cx, FactorCode { code: "000000".into() }).await.unwrap_err()), "code:wrong_code");
    let totp = totp_rs::Builder::new()
        .with_algorithm(totp_rs::Algorithm::SHA1)
        .with_digits(6)
        .with_step_duration(30)
        .with_secret(totp_rs::Secret::try_from_base32(shown.secret.replace(' ', "")).unwrap())
        .build()
        .unwrap();
    let now = u64::try_from(t.app.now().timestamp()).unwrap();
    let codes = confirm_factor(&cx, FactorCode { code: totp.generate(now).to_string() }).await.unwrap().codes;
    assert_eq!(codes.len(), 10);
    let input = || LogIn { email: person.email.clone(), password: crate::testing::PASSWORD.into() };
    let LoggedIn::SecondStep { token } = log_in(&t.app, &request(), input(), None).await.unwrap() else { panic!("a code is asked for") };
    let replay = SecondStep { code: totp.generate(now).to_string(), trust: false };
    assert_eq!(code(&second_step(&t.app, &request(), &token, replay, None).await.unwrap_err()), "code:wrong_code", "a code is good once");
    let recovery = SecondStep { code: codes[0].to_lowercase(), trust: false };
    assert!(second_step(&t.app, &request(), &token, recovery.clone(), None).await.is_ok());
    let LoggedIn::SecondStep { token } = log_in(&t.app, &request(), input(), None).await.unwrap() else { panic!("a code is asked for") };
    assert_eq!(code(&second_step(&t.app, &request(), &token, recovery, None).await.unwrap_err()), "code:wrong_code");
    let ahead = SecondStep { code: totp.generate(now + 30).to_string(), trust: true };
    let opened = second_step(&t.app, &request(), &token, ahead, None).await.unwrap();
    let trusted = log_in(&t.app, &request(), input(), opened.device.as_deref()).await.unwrap();
    assert!(matches!(trusted, LoggedIn::Session(_)), "a trusted device skips the code");
}
