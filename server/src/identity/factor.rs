//! The second factor: codes of an authenticator app, and recovery codes.

use fast_qr::convert::svg::SvgBuilder;
use fast_qr::qr::QRBuilder;
use secrecy::ExposeSecret;
use shared::identity::{FactorCode, FactorOffer, MfaLevel, Password, RecoveryCodes, device_name, events};
use shared::input::check;
use shared::text::Locale;
use shared::{Error, Result, UserId};

use super::login::person;
use super::sql::sessions;
use super::sql::users::{self, User};
use super::{count_attempt, matches, me, said};
use crate::app::App;
use crate::crypto::{TotpSecret, recovery_code_hash, recovery_codes};
use crate::cx::Cx;
use crate::db::SystemTx;
use crate::events::Record;
use crate::mail::Template;
use crate::outgoing::Outgoing;
use crate::{begin_across, replay};

/// What binds a sealed secret to its row.
fn context(user: UserId) -> Vec<u8> {
    format!("users/{user}/totp").into_bytes()
}

fn secret_of(app: &App, user: &User) -> Result<Option<TotpSecret>> {
    let Some(sealed) = &user.totp_secret else { return Ok(None) };
    let opened = app.secrets().open(sealed, &context(user.id)).map_err(|error| Error::internal(&error))?;
    TotpSecret::from_bytes(opened).map(Some).map_err(|error| Error::internal(&error))
}

/// The time step of a code, if the person's app gave it and it was not used before.
pub(super) fn accepts(app: &App, user: &User, code: &str) -> Result<Option<i64>> {
    let Some(secret) = secret_of(app, user)? else { return Ok(None) };
    let last = user.totp_last_step.and_then(|step| u64::try_from(step).ok());
    let now = u64::try_from(app.now().timestamp()).unwrap_or_default();
    Ok(secret.verify(code, now, last).and_then(|step| i64::try_from(step).ok()))
}

/// Offers a second factor: a QR code to scan. Nothing changes until a code confirms it.
pub async fn offer_factor(cx: &Cx) -> Result<FactorOffer> {
    let id = me(cx)?;
    let mut tx = begin_across!(cx, "people belong to no organization");
    let user = users::lock(&mut tx, id).await?;
    if user.totp_confirmed_at.is_some() {
        return Err(Error::conflict("has_factor", said::has_factor_anew));
    }
    let secret = TotpSecret::generate();
    let sealed = cx.app.secrets().seal(secret.as_bytes().expose_secret(), &context(id)).map_err(|error| Error::internal(&error))?;
    users::offer_factor(&mut tx, id, &sealed).await?;
    let address = secret.address("Tailboard", &user.email).map_err(|error| Error::internal(&error))?;
    let qr =
        QRBuilder::new(address.expose_secret()).ecl(fast_qr::ECL::M).build().map_err(|error| Error::internal(&format!("{error:?}")))?;
    let offer = FactorOffer { qr_svg: SvgBuilder::default().to_str(&qr), secret: secret.for_typing().expose_secret().to_owned() };
    tx.into_tenant(cx).await?.commit_secret(offer).await
}

/// Switches the second factor on with a first code; other devices are logged out, and recovery codes are shown once.
pub async fn confirm_factor(cx: &Cx, input: FactorCode) -> Result<RecoveryCodes> {
    let id = me(cx)?;
    check(&input)?;
    replay!(cx);
    count_attempt(&cx.app, &crate::crypto::sha256(format!("code {id}").as_bytes())).await?;
    let mut tx = begin_across!(cx, "people belong to no organization");
    let user = users::lock(&mut tx, id).await?;
    if user.totp_confirmed_at.is_some() {
        return Err(Error::conflict("has_factor", said::has_factor));
    }
    let step = accepts(&cx.app, &user, &input.code)?.ok_or_else(|| Error::field("code", "wrong_code"))?;
    users::set_factor(&mut tx, id, Some(step)).await?;
    users::forget_failures(&mut tx, &crate::crypto::sha256(format!("code {id}").as_bytes())).await?;
    sessions::end_others(&mut tx, id, cx.session).await?;
    if let Some(session) = cx.session {
        sessions::raise(&mut tx, session, MfaLevel::Totp).await?;
    }
    let codes = new_codes(&mut tx, id).await?;
    let mut tx = tx.into_tenant(cx).await?;
    tx.record(Record::new(events::FACTOR_ADDED, own_id(cx)?)).await?;
    tx.commit_secret(codes).await
}

/// Switches the second factor off; asks the password again.
pub async fn disable_factor(cx: &Cx, input: Password) -> Result<()> {
    replay!(cx);
    let id = confirm_password(cx, &input).await?;
    let mut tx = begin_across!(cx, "people belong to no organization");
    users::set_factor(&mut tx, id, None).await?;
    users::replace_codes(&mut tx, id, &[]).await?;
    sessions::end_others(&mut tx, id, cx.session).await?;
    let user = users::lock(&mut tx, id).await?;
    let mut tx = tx.into_tenant(cx).await?;
    let member = own_id(cx)?;
    tx.record(Record::new(events::FACTOR_REMOVED, member)).await?;
    let ip = cx.request.ip.map(|ip| ip.to_string()).unwrap_or_else(|| "?".into());
    tx.mail(Outgoing {
        to: user.email.clone(),
        to_name: user.name.clone(),
        template: Template::FactorRemoved,
        locale: Locale::from_tag(&user.locale),
        context: serde_json::json!({
            "name": user.name, "device": device_name(&cx.request.user_agent), "ip": ip, "at": cx.now().format("%Y-%m-%d %H:%M UTC").to_string(),
            "link": cx.app.link("/app/settings/security"),
        }),
        entity: Some(("member", member.0)),
    })
    .await?;
    tx.commit(()).await
}

/// Makes new recovery codes; the old ones end. Asks the password again.
pub async fn renew_codes(cx: &Cx, input: Password) -> Result<RecoveryCodes> {
    replay!(cx);
    let id = confirm_password(cx, &input).await?;
    let mut tx = begin_across!(cx, "people belong to no organization");
    if users::lock(&mut tx, id).await?.totp_confirmed_at.is_none() {
        return Err(Error::conflict("no_factor", said::no_factor));
    }
    let codes = new_codes(&mut tx, id).await?;
    let mut tx = tx.into_tenant(cx).await?;
    tx.record(Record::new(events::RECOVERY_CODES_MADE, own_id(cx)?)).await?;
    tx.commit_secret(codes).await
}

async fn new_codes(tx: &mut SystemTx, id: UserId) -> Result<RecoveryCodes> {
    let codes: Vec<String> = recovery_codes().iter().map(|code| code.expose_secret().to_owned()).collect();
    let hashes: Vec<Vec<u8>> = codes.iter().filter_map(|code| recovery_code_hash(code)).map(|hash| hash.to_vec()).collect();
    users::replace_codes(tx, id, &hashes).await?;
    Ok(RecoveryCodes { codes })
}

/// The person asking, whose password was given again and is right. Wrong ones make them wait as at login.
pub(super) async fn confirm_password(cx: &Cx, input: &Password) -> Result<UserId> {
    let id = me(cx)?;
    check(input)?;
    let key = crate::crypto::sha256(format!("password {id}").as_bytes());
    count_attempt(&cx.app, &key).await?;
    let user = person(&cx.app, id).await?;
    if !matches(&cx.app, &input.password, Some(&user.password_hash)).await?.is_match() {
        return Err(Error::field("password", "wrong_password"));
    }
    let mut tx = cx.app.system("people belong to no organization").await?;
    users::forget_failures(&mut tx, &key).await?;
    tx.commit().await?;
    Ok(id)
}

/// The member the audit trail names.
pub(super) fn own_id(cx: &Cx) -> Result<shared::MemberId> {
    cx.member().ok_or(Error::Unauthenticated)
}
