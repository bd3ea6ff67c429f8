//! One's own login: password, address, devices.

use serde_json::json;
use shared::access::Access;
use shared::identity::{CONFIRM_HOURS, ChangeEmail, ChangePassword, Password, Security, TokenPurpose, UNDO_DAYS, events};
use shared::input::{check, normal_email};
use shared::text::Locale;
use shared::{Error, OrgId, Result, SessionId, UserId};

use super::factor::{confirm_password, own_id};
use super::sql::{sessions, users};
use super::{dead_link, end_what_was_begun, hashed, live_token, me, own_organizations, strong};
use crate::app::App;
use crate::crypto::{random_token, token_hash};
use crate::cx::{Actor, Cx, RequestInfo};
use crate::db::SystemTx;
use crate::events::Record;
use crate::mail::Template;
use crate::outgoing::Outgoing;
use crate::{begin_across, replay};

/// How one's login is protected, and on which devices one is logged in.
pub async fn security(cx: &Cx) -> Result<Security> {
    let id = me(cx)?;
    let mut tx = cx.app.system("people belong to no organization").await?;
    let user = users::lock(&mut tx, id).await?;
    let security = Security {
        pending_email: users::pending_email(&mut tx, id).await?,
        has_factor: user.totp_confirmed_at.is_some(),
        factor_since: user.totp_confirmed_at,
        recovery_codes_left: users::codes_left(&mut tx, id).await?,
        devices: sessions::of_user(&mut tx, id, cx.session).await?,
        email: user.email,
    };
    tx.commit().await?;
    Ok(security)
}

/// Changes one's password; other devices are logged out, and what was begun with the former one ends.
pub async fn change_password(cx: &Cx, input: ChangePassword) -> Result<()> {
    check(&input)?;
    replay!(cx);
    let id = confirm_password(cx, &Password { password: input.current.clone() }).await.map_err(|error| match error {
        Error::Invalid(_) => Error::field("current", "wrong_password"),
        other => other,
    })?;
    let email = super::login::person(&cx.app, id).await?.email;
    let organizations = own_organizations(&cx.app, id).await?;
    let words: Vec<&str> = [email.as_str(), cx.actor.name()].into_iter().chain(organizations.iter().map(String::as_str)).collect();
    strong(&input.password, &words)?;
    let hash = hashed(&cx.app, &input.password).await?;
    let mut tx = begin_across!(cx, "people belong to no organization");
    end_what_was_begun(&mut tx, id).await?;
    users::set_password(&mut tx, id, &hash).await?;
    sessions::end_others(&mut tx, id, cx.session).await?;
    let mut tx = tx.into_tenant(cx).await?;
    tx.record(Record::new(events::PASSWORD_CHANGED, own_id(cx)?).data(json!({ "by": "person" }))).await?;
    tx.commit(()).await
}

/// Ends the session on one device.
pub async fn end_device(cx: &Cx, session: SessionId) -> Result<()> {
    let id = me(cx)?;
    let mut tx = begin_across!(cx, "sessions cross organizations");
    if !sessions::end(&mut tx, id, session).await? {
        return Err(Error::NotFound);
    }
    let mut tx = tx.into_tenant(cx).await?;
    tx.record(Record::new(events::SESSIONS_REVOKED, own_id(cx)?).data(json!({ "devices": 1 }))).await?;
    tx.commit(()).await
}

/// Logs every other device out.
pub async fn end_other_devices(cx: &Cx) -> Result<()> {
    let id = me(cx)?;
    let mut tx = begin_across!(cx, "sessions cross organizations");
    let ended = sessions::end_others(&mut tx, id, cx.session).await?;
    let mut tx = tx.into_tenant(cx).await?;
    tx.record(Record::new(events::SESSIONS_REVOKED, own_id(cx)?).data(json!({ "devices": ended }))).await?;
    tx.commit(()).await
}

/// Asks to change one's address: the new one gets a link to confirm it.
pub async fn change_email(cx: &Cx, input: ChangeEmail) -> Result<()> {
    check(&input)?;
    replay!(cx);
    let id = confirm_password(cx, &Password { password: input.password.clone() }).await?;
    let email = normal_email(&input.email);
    let mut tx = begin_across!(cx, "people belong to no organization");
    if users::by_email(&mut tx, &email).await?.is_some() {
        return Err(Error::field("email", "taken"));
    }
    let token = random_token();
    users::keep_token(
        &mut tx,
        &token_hash(&token),
        TokenPurpose::ChangeEmail,
        id,
        cx.org,
        json!({ "email": email }),
        cx.now() + chrono::Duration::hours(CONFIRM_HOURS),
    )
    .await?;
    let user = users::lock(&mut tx, id).await?;
    let mut tx = tx.into_tenant(cx).await?;
    tx.mail(Outgoing {
        to: email,
        to_name: user.name.clone(),
        template: Template::NewAddress,
        locale: Locale::from_tag(&user.locale),
        context: json!({ "name": user.name, "link": cx.app.link(&format!("/confirm-address/{token}")), "hours": CONFIRM_HOURS }),
        entity: None,
    })
    .await?;
    tx.commit(()).await
}

/// The address a link of this purpose would make the person's own, if it can be used.
async fn asked_email(tx: &mut SystemTx, app: &App, token: &str, purpose: TokenPurpose) -> Result<(UserId, OrgId, String)> {
    let (id, org, data) = live_token(tx, app, token, purpose).await?;
    let email = data.get("email").and_then(|value| value.as_str()).ok_or_else(|| dead_link("link_unknown"))?;
    Ok((id, org, email.to_owned()))
}

/// Moves a person to an address, unless somebody else took it since the link was mailed.
async fn move_to(tx: &mut SystemTx, id: UserId, email: &str) -> Result<()> {
    users::set_email(tx, id, email).await.map_err(|error| match error {
        Error::Invalid(_) => dead_link("address_taken"),
        other => other,
    })
}

/// The address a link to change to one, or back to a former one, is for, if it can be used.
pub async fn peek_email(app: &App, token: &str, purpose: TokenPurpose) -> Result<String> {
    let mut tx = app.system("a link says who asks").await?;
    Ok(asked_email(&mut tx, app, token, purpose).await?.2)
}

/// Confirms a new address by its link, once. The old address is told and can undo it for a week. Answers the new one.
pub async fn confirm_new_email(app: &App, request: &RequestInfo, token: &str) -> Result<String> {
    let mut tx = app.system("a link says who asks").await?;
    let (id, org, email) = asked_email(&mut tx, app, token, TokenPurpose::ChangeEmail).await?;
    let user = users::lock(&mut tx, id).await?;
    move_to(&mut tx, id, &email).await?;
    users::use_token(&mut tx, &token_hash(token)).await?;
    let undo = random_token();
    users::keep_token(
        &mut tx,
        &token_hash(&undo),
        TokenPurpose::UndoEmail,
        id,
        org,
        json!({ "email": user.email }),
        app.now() + chrono::Duration::days(UNDO_DAYS),
    )
    .await?;
    let place =
        users::places(&mut tx, id).await?.into_iter().find(|place| place.org_id == org.0).ok_or_else(|| dead_link("link_unknown"))?;
    let cx = Cx::new(
        app,
        OrgId(place.org_id),
        Actor::Staff { user: id, member: place.member, name: place.name },
        Access::none(),
        request.clone(),
    );
    let mut tx = tx.into_tenant(&cx).await?;
    tx.record(Record::new(events::EMAIL_CHANGED, place.member).data(json!({ "email": { "before": user.email, "after": email } }))).await?;
    tx.mail(Outgoing {
        to: user.email.clone(),
        to_name: user.name.clone(),
        template: Template::EmailChanged,
        locale: Locale::from_tag(&user.locale),
        context: json!({ "name": user.name, "new_email": email, "link": app.link(&format!("/undo-address/{undo}")), "hours": UNDO_DAYS * 24 }),
        entity: None,
    })
    .await?;
    tx.commit(()).await?;
    Ok(email)
}

/// Undoes a change of address from the old one, once, whatever was changed since; every device is logged out, and what
/// was begun meanwhile ends. Answers the address that counts.
pub async fn undo_email(app: &App, request: &RequestInfo, token: &str) -> Result<String> {
    let mut tx = app.system("a link says who asks").await?;
    let (id, org, email) = asked_email(&mut tx, app, token, TokenPurpose::UndoEmail).await?;
    users::use_token(&mut tx, &token_hash(token)).await?;
    users::end_later_undos(&mut tx, id, &token_hash(token)).await?;
    end_what_was_begun(&mut tx, id).await?;
    let user = users::lock(&mut tx, id).await?;
    move_to(&mut tx, id, &email).await?;
    sessions::end_others(&mut tx, id, None).await?;
    let place =
        users::places(&mut tx, id).await?.into_iter().find(|place| place.org_id == org.0).ok_or_else(|| dead_link("link_unknown"))?;
    let cx = Cx::new(app, org, Actor::Staff { user: id, member: place.member, name: place.name }, Access::none(), request.clone());
    let mut tx = tx.into_tenant(&cx).await?;
    tx.record(
        Record::new(events::EMAIL_CHANGED, place.member).data(json!({ "email": { "before": user.email, "after": email }, "undone": true })),
    )
    .await?;
    tx.commit(()).await?;
    Ok(email)
}
