//! A new organization with its owner, and the confirmation of an address.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::json;
use shared::access::Access;
use shared::access::BuiltinRole;
use shared::identity::{CONFIRM_HOURS, Registration, TokenPurpose, currency_of, events, slug};
use shared::input::{check, normal_email, trimmed};
use shared::text::Locale;
use shared::{Error, MemberId, OrgId, Result, UserId};
use uuid::Uuid;

use super::sql::{self, users};
use super::{hashed, live_token, strong};
use crate::app::App;
use crate::crypto::{random_token, sha256, token_hash};
use crate::cx::{Actor, Command, Cx, RequestInfo};
use crate::db::{Begun, SystemTx, Tx, replayed};
use crate::events::Record;
use crate::mail::Template;
use crate::outgoing::Outgoing;

/// What registering made.
#[derive(Debug, Serialize, Deserialize)]
pub struct Registered {
    pub org: OrgId,
    pub user: UserId,
    pub member: MemberId,
    /// The token of the confirmation link that was mailed.
    pub confirmation: String,
}

/// Makes an organization with its owner and the packs chosen, and mails a confirmation: all or nothing.
pub async fn register(app: &App, request: &RequestInfo, input: Registration) -> Result<Registered> {
    check(&input)?;
    if input.zone.parse::<chrono_tz::Tz>().is_err() {
        return Err(Error::field("zone", "unknown_choice"));
    }
    if let Some(ip) = request.ip {
        app.rate(&format!("register:{ip}"), 30, Duration::from_secs(3600)).await?;
    }
    let (name, email, company) = (trimmed(&input.name), normal_email(&input.email), trimmed(&input.organization));
    strong(&input.password, &[&name, &email, &company])?;
    let password_hash = hashed(app, &input.password).await?;
    let org = request.command.as_ref().map_or_else(|| OrgId(Uuid::now_v7()), |command| org_of(command, &email));
    let (user, member) = (UserId(Uuid::now_v7()), MemberId(Uuid::now_v7()));
    let mut tx = app.system("a new organization has no tenant yet").await?;
    if let Some(command) = request.command.clone() {
        tx = match tx.claim(org, command).await? {
            Begun::New(tx) => tx,
            Begun::Replayed(kept) => return replayed(app, kept),
        };
    }
    users::insert(&mut tx, user, &email, &name, &password_hash, input.locale.tag(), false).await?;
    let short = free_slug(&mut tx, &company).await?;
    let packs: Vec<String> = input.packs.iter().map(|pack| pack.key().to_owned()).collect();
    users::insert_organization(
        &mut tx,
        users::NewOrganization {
            id: org,
            name: &company,
            slug: &short,
            country: &input.country,
            currency: input.currency.unwrap_or_else(|| currency_of(&input.country)).code(),
            zone: &input.zone,
            locale: input.locale.tag(),
            packs: &packs,
            practice: None,
        },
    )
    .await?;
    users::insert_member(&mut tx, org, member, user, &name, &email, &sql::keys(&[BuiltinRole::Owner]), &[], false).await?;
    let confirmation = random_token();
    let until = app.now() + chrono::Duration::hours(CONFIRM_HOURS);
    users::keep_token(&mut tx, &token_hash(&confirmation), TokenPurpose::ConfirmEmail, user, org, json!({}), until).await?;
    let cx = Cx::new(app, org, Actor::Staff { user, member, name: name.clone() }, Access::all(), request.clone());
    let mut tx = tx.into_tenant(&cx).await?;
    crate::packs::install(&cx, &mut tx, &input.packs).await?;
    tx.record(Record::new(events::ORGANIZATION_REGISTERED, org).data(json!({ "name": company, "packs": packs }))).await?;
    if input.practice {
        tx.later(&crate::demo::FillPractice { owner: user }).await?;
    }
    send_confirmation(&mut tx, app, member, &name, &email, input.locale, &confirmation).await?;
    tx.commit_secret(Registered { org, user, member, confirmation }).await
}

/// A short name for an organization that no other has.
pub(super) async fn free_slug(tx: &mut SystemTx, name: &str) -> Result<String> {
    let short = slug(name);
    let taken = users::slugs_like(tx, &short).await?;
    Ok((1..).map(|n| if n == 1 { short.clone() } else { format!("{short}-{n}") }).find(|short| !taken.contains(short)).unwrap_or_default())
}

/// The organization a form makes: its id follows from the form's command and address, so that a second press finds
/// what the first made. Not the command's own id, which the sender chooses.
fn org_of(command: &Command, email: &str) -> OrgId {
    let hash = sha256(format!("register {} {email}", command.id).as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    OrgId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

async fn send_confirmation(tx: &mut Tx, app: &App, member: MemberId, name: &str, email: &str, locale: Locale, token: &str) -> Result<()> {
    tx.mail(Outgoing {
        to: email.to_owned(),
        to_name: name.to_owned(),
        template: Template::ConfirmEmail,
        locale,
        context: json!({ "name": name, "link": app.link(&format!("/confirm/{token}")), "hours": CONFIRM_HOURS }),
        entity: Some(("member", member.0)),
    })
    .await?;
    Ok(())
}

/// Sends the confirmation again, to an address that waits for it; others get nothing and the caller learns nothing.
pub async fn resend_confirmation(app: &App, request: &RequestInfo, email: &str) -> Result<()> {
    let email = normal_email(email);
    app.rate(&format!("confirm:{email}"), 5, Duration::from_secs(3600)).await?;
    let mut tx = app.system("who asks is not known yet").await?;
    let Some(user) = users::by_email(&mut tx, &email).await?.filter(|user| user.email_confirmed_at.is_none()) else { return Ok(()) };
    let Some(place) = users::places(&mut tx, user.id).await?.into_iter().next() else { return Ok(()) };
    let token = random_token();
    let org = OrgId(place.org_id);
    users::keep_token(
        &mut tx,
        &token_hash(&token),
        TokenPurpose::ConfirmEmail,
        user.id,
        org,
        json!({}),
        app.now() + chrono::Duration::hours(CONFIRM_HOURS),
    )
    .await?;
    let cx = Cx::public(app, org, request.clone(), user.name.clone());
    let mut tx = tx.into_tenant(&cx).await?;
    send_confirmation(&mut tx, app, place.member, &user.name, &user.email, Locale::from_tag(&user.locale), &token).await?;
    tx.commit(()).await
}

/// The address a confirmation link is for, if it can be used.
pub async fn peek_confirmation(app: &App, token: &str) -> Result<String> {
    let mut tx = app.system("a link says who asks").await?;
    let (user, _, _) = live_token(&mut tx, app, token, TokenPurpose::ConfirmEmail).await?;
    Ok(users::lock(&mut tx, user).await?.email)
}

/// Confirms the address of a link, once. Answers the address.
pub async fn confirm(app: &App, token: &str) -> Result<String> {
    let mut tx = app.system("a link says who asks").await?;
    let (user, _, _) = live_token(&mut tx, app, token, TokenPurpose::ConfirmEmail).await?;
    let email = users::lock(&mut tx, user).await?.email;
    users::confirm_email(&mut tx, user).await?;
    users::use_token(&mut tx, &token_hash(token)).await?;
    tx.commit().await?;
    Ok(email)
}
