//! A forgotten password. Nobody learns from it who has an account.

use std::time::Duration;

use serde_json::json;
use shared::access::Access;
use shared::identity::{ForgottenPassword, NewPassword, RESET_MINUTES, TokenPurpose, events};
use shared::input::{check, normal_email};
use shared::text::Locale;
use shared::{Error, OrgId, Result};

use super::sql::sessions;
use super::sql::users::{self, User};
use super::{address_key, dead_link, end_what_was_begun, hashed, live_token, own_organizations, strong};
use crate::app::App;
use crate::crypto::{random_token, token_hash};
use crate::cx::{Actor, Cx, RequestInfo};
use crate::events::Record;
use crate::mail::Template;
use crate::outgoing::Outgoing;

/// Mails a link to whoever has an account at this address. The answer is the same for every address; callers do not
/// wait for it, so that its time tells nothing either.
pub async fn forgot(app: &App, request: &RequestInfo, input: ForgottenPassword) -> Result<()> {
    check(&input)?;
    let email = normal_email(&input.email);
    if let Some(ip) = request.ip {
        app.rate(&format!("forgot:{ip}"), 30, Duration::from_secs(3600)).await?;
    }
    // beyond the limit nothing more is sent, and nothing else is said
    match app.rate(&format!("forgot:{email}"), 3, Duration::from_secs(3600)).await {
        Err(Error::TooMany { .. }) => return Ok(()),
        other => other?,
    }
    let mut tx = app.system("who asks is not known yet").await?;
    let Some(user) = users::by_email(&mut tx, &email).await? else { return Ok(()) };
    let Some(place) = users::places(&mut tx, user.id).await?.into_iter().next() else { return Ok(()) };
    let token = random_token();
    let org = OrgId(place.org_id);
    users::keep_token(
        &mut tx,
        &token_hash(&token),
        TokenPurpose::ResetPassword,
        user.id,
        org,
        json!({}),
        app.now() + chrono::Duration::minutes(RESET_MINUTES),
    )
    .await?;
    let cx = Cx::public(app, org, request.clone(), user.name.clone());
    let mut tx = tx.into_tenant(&cx).await?;
    tx.mail(Outgoing {
        to: user.email.clone(),
        to_name: user.name.clone(),
        template: Template::ResetPassword,
        locale: Locale::from_tag(&user.locale),
        context: json!({ "name": user.name, "link": app.link(&format!("/reset/{token}")), "minutes": RESET_MINUTES }),
        entity: Some(("member", place.member.0)),
    })
    .await?;
    tx.commit(()).await
}

/// The address a link for a new password is for, if it can be used.
pub async fn reset_person(app: &App, token: &str) -> Result<String> {
    let mut tx = app.system("a link says who asks").await?;
    let (user, _, _) = live_token(&mut tx, app, token, TokenPurpose::ResetPassword).await?;
    Ok(users::lock(&mut tx, user).await?.email)
}

/// Sets a new password by a link, once: every device is logged out, and the address counts as confirmed.
pub async fn reset(app: &App, request: &RequestInfo, token: &str, input: NewPassword) -> Result<()> {
    check(&input)?;
    let mut tx = app.system("a link says who asks").await?;
    let (user, _, _) = live_token(&mut tx, app, token, TokenPurpose::ResetPassword).await?;
    let User { email, name, .. } = users::lock(&mut tx, user).await?;
    tx.commit().await?;
    let mut words = own_organizations(app, user).await?;
    words.push(name);
    let words: Vec<&str> = std::iter::once(email.as_str()).chain(words.iter().map(String::as_str)).collect();
    strong(&input.password, &words)?;
    let hash = hashed(app, &input.password).await?;
    let mut tx = app.system("a link says who asks").await?;
    let (id, org, _) = live_token(&mut tx, app, token, TokenPurpose::ResetPassword).await?;
    users::use_token(&mut tx, &token_hash(token)).await?;
    end_what_was_begun(&mut tx, id).await?;
    let user = users::lock(&mut tx, id).await?;
    users::set_password(&mut tx, id, &hash).await?;
    users::confirm_email(&mut tx, id).await?;
    users::forget_failures(&mut tx, &address_key(&user.email)).await?;
    sessions::end_others(&mut tx, id, None).await?;
    let place =
        users::places(&mut tx, id).await?.into_iter().find(|place| place.org_id == org.0).ok_or_else(|| dead_link("link_unknown"))?;
    let cx = Cx::new(app, org, Actor::Staff { user: id, member: place.member, name: place.name }, Access::none(), request.clone());
    let mut tx = tx.into_tenant(&cx).await?;
    tx.record(Record::new(events::PASSWORD_CHANGED, place.member).data(json!({ "by": "link" }))).await?;
    tx.commit(()).await
}
