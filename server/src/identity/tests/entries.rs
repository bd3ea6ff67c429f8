//! Ways in: none comes with the product, and none leads around the second step.

use super::*;

#[tokio::test]
async fn a_new_installation_knows_nobody_and_no_usual_login() {
    let t = TestApp::empty().await;
    for table in ["users", "members", "organizations", "api_keys", "sessions"] {
        assert_eq!(t.count(table).await, 0, "{table} has rows nobody made");
    }
    for (name, password) in [("admin@example.com", "admin"), ("root@example.com", "root"), ("owner@tailboard.example", "tailboard")] {
        assert_eq!(code(&log_in_as(&t, name, password).await.unwrap_err()), "password:wrong_login", "{name}");
    }
}

#[tokio::test]
async fn a_password_replaced_by_mail_leaves_the_second_step_in_its_place() {
    let t = TestApp::new().await;
    let email = t.org().person(BuiltinRole::Manager).email.clone();
    let opened = log_in_as(&t, &email, crate::testing::PASSWORD).await.unwrap();
    let cx = entered(&t, &opened.token).await.unwrap();
    let shown = offer_factor(&cx).await.unwrap();
    let totp = totp_rs::Builder::new()
        .with_algorithm(totp_rs::Algorithm::SHA1)
        .with_digits(6)
        .with_step_duration(30)
        .with_secret(totp_rs::Secret::try_from_base32(shown.secret.replace(' ', "")).unwrap())
        .build()
        .unwrap();
    let now = u64::try_from(t.app.now().timestamp()).unwrap();
    confirm_factor(&cx, FactorCode { code: totp.generate(now).to_string() }).await.unwrap();

    forgot(&t.app, &request(), ForgottenPassword { email: email.clone() }).await.unwrap();
    let token = link_token(&mail_to(&t, &email).await, "/reset/");
    reset(&t.app, &request(), &token, NewPassword { password: STRONG.into() }).await.unwrap();
    let input = LogIn { email, password: STRONG.into() };
    let LoggedIn::SecondStep { token } = log_in(&t.app, &request(), input, None).await.unwrap() else { panic!("a code is asked for") };
    // what waits for a code is no session
    assert_eq!(entered(&t, &token).await.err(), Some(Error::Unauthenticated));
    assert_eq!(t.count("sessions").await, 0, "nobody is in");
}
