//! Invitations: sent by mail, good for a week, accepted by new people and by those who have an account elsewhere.

use serde_json::json;
use shared::access::{Access, Action, BuiltinRole};
use shared::identity::{
    AcceptInvitation, INVITATION_DAYS, Invitation, InvitationOffer, InvitationStatus, NewInvitation, events, role_name,
};
use shared::input::{check, check_name, check_new_password, filled, normal_email};
use shared::text::{Locale, with_locale};
use shared::{Error, InvitationId, MemberId, OrgId, Result, TeamId, UserId};
use uuid::Uuid;

use super::login::{OpenedSession, open};
use super::members::{access_of_roles, within};
use super::sql::{self, members, settings, users};
use super::{address_key, count_attempt, dead_link, hashed, matches, said, strong};
use crate::app::App;
use crate::begin;
use crate::crypto::{random_token, token_hash};
use crate::cx::{Actor, Cx, RequestInfo};
use crate::db::{Begun, SystemTx, Tx, first_answer};
use crate::events::Record;
use crate::mail::Template;
use crate::outgoing::Outgoing;

/// The invitations, newest first.
pub async fn invitations(cx: &Cx) -> Result<Vec<Invitation>> {
    cx.may(Action::MembersManage)?;
    let mut tx = cx.read().await?;
    sql::invitations::list(&mut tx, None).await
}

/// Invites somebody by mail.
pub async fn invite(cx: &Cx, new: NewInvitation) -> Result<Invitation> {
    let mut tx = begin!(cx);
    let (invitation, _) = write_invitation(cx, &mut tx, new).await?;
    tx.commit(invitation).await
}

/// Writes an invitation and its mail in the caller's transaction; also answers the token of the link.
pub async fn write_invitation(cx: &Cx, tx: &mut Tx, new: NewInvitation) -> Result<(Invitation, String)> {
    cx.may(Action::MembersManage)?;
    check(&new)?;
    let by = cx.member().ok_or_else(|| Error::Forbidden { missing: "member".into() })?;
    let access = access_of_roles(tx, &new.roles, &new.custom_roles).await?;
    within(&access, cx)?;
    let email = normal_email(&new.email);
    if members::has_email(tx, &email).await? {
        return Err(Error::field("email", "taken"));
    }
    let by_role = new.roles.contains(&BuiltinRole::SalesAgent);
    let in_queue = new.queue.unwrap_or(by_role);
    if in_queue != by_role {
        cx.may(Action::LeadsAssign)?;
    }
    let (id, token) = (cx.id::<InvitationId>(), random_token());
    sql::invitations::insert(tx, id, &new, &email, in_queue, by, &token_hash(&token), cx.now() + chrono::Duration::days(INVITATION_DAYS))
        .await?;
    let invitation = send(cx, tx, id, &token).await?;
    tx.record(
        Record::new(events::INVITED, id)
            .data(json!({ "email": email, "roles": invitation.roles, "team": invitation.team, "queue": in_queue })),
    )
    .await?;
    Ok((invitation, token))
}

async fn send(cx: &Cx, tx: &mut Tx, id: InvitationId, token: &str) -> Result<Invitation> {
    let invitation = sql::invitations::list(tx, Some(id)).await?.pop().ok_or(Error::NotFound)?;
    let locale = settings::organization(tx).await?.locale;
    let custom: Vec<Uuid> = invitation.custom_roles.iter().map(|id| id.0).collect();
    let own = if custom.is_empty() { Vec::new() } else { settings::custom_roles(tx, Some(&custom)).await? };
    let role = with_locale(locale, || {
        invitation.roles.iter().map(|role| role_name(*role)).chain(own.into_iter().map(|role| role.name)).collect::<Vec<_>>().join(", ")
    });
    tx.mail(Outgoing {
        to: invitation.email.clone(),
        to_name: invitation.name.clone(),
        template: Template::Invitation,
        locale,
        context: json!({ "inviter": cx.actor.name(), "role": role, "link": cx.app.link(&format!("/invitations/{token}")), "days": INVITATION_DAYS }),
        entity: Some(("invitation", id.0)),
    })
    .await?;
    Ok(invitation)
}

/// Sends an open or expired invitation again, with a new link; the old one ends.
pub async fn resend_invitation(cx: &Cx, id: InvitationId) -> Result<Invitation> {
    cx.may(Action::MembersManage)?;
    let mut tx = begin!(cx);
    let asked = sql::invitations::list(&mut tx, Some(id)).await?.pop().ok_or(Error::NotFound)?;
    within(&access_of_roles(&mut tx, &asked.roles, &asked.custom_roles).await?, cx)?;
    let token = random_token();
    if !sql::invitations::renew(&mut tx, id, &token_hash(&token), cx.now() + chrono::Duration::days(INVITATION_DAYS)).await? {
        return Err(Error::conflict("not_open", said::not_open));
    }
    let invitation = send(cx, &mut tx, id, &token).await?;
    tx.record(Record::new(events::INVITATION_RESENT, id).data(json!({ "email": invitation.email }))).await?;
    tx.commit(invitation).await
}

/// Revokes an invitation: its link ends.
pub async fn revoke_invitation(cx: &Cx, id: InvitationId) -> Result<Invitation> {
    cx.may(Action::MembersManage)?;
    let mut tx = begin!(cx);
    let before = sql::invitations::list(&mut tx, Some(id)).await?.pop().ok_or(Error::NotFound)?;
    if !sql::invitations::revoke(&mut tx, id).await? {
        return Err(Error::conflict("not_open", said::not_open));
    }
    tx.record(Record::new(events::INVITATION_REVOKED, id).data(json!({ "email": before.email }))).await?;
    let after = Invitation { status: InvitationStatus::Revoked, ..before };
    tx.commit(after).await
}

async fn live(tx: &mut SystemTx, app: &App, token: &str) -> Result<users::FoundInvitation> {
    let found = users::invitation(tx, &token_hash(token)).await?.ok_or_else(|| dead_link("link_unknown"))?;
    match sql::invitations::status(found.accepted_at, found.revoked_at, found.expires_at, app.now()) {
        InvitationStatus::Open => Ok(found),
        InvitationStatus::Accepted => Err(dead_link("link_used")),
        InvitationStatus::Revoked => Err(dead_link("link_revoked")),
        InvitationStatus::Expired => Err(dead_link("link_expired")),
    }
}

/// What an invitation offers, by its link.
pub async fn offer(app: &App, token: &str) -> Result<InvitationOffer> {
    let mut tx = app.system("a link says which organization invites").await?;
    let found = live(&mut tx, app, token).await?;
    let is_known = users::by_email(&mut tx, &found.email).await?.is_some();
    let roles = sql::roles(found.roles);
    Ok(InvitationOffer {
        org_name: found.org_name,
        email: found.email,
        name: found.name,
        invited_by: found.invited_by,
        role_names: roles.iter().map(|role| role_name(*role)).chain(found.custom_names.iter().cloned()).collect(),
        roles,
        custom_names: found.custom_names,
        is_known,
        locale: Locale::from_tag(&found.locale),
    })
}

/// How somebody joined.
#[derive(Debug)]
pub enum Joined {
    /// Somebody new, logged in at once.
    New(OpenedSession),
    /// Somebody with an account, who logs in as ever.
    Known,
}

/// Accepts an invitation, once. The link has shown that the address is theirs; whoever has an account gives its
/// password, others choose one.
pub async fn accept_invitation(
    app: &App,
    request: &RequestInfo,
    token: &str,
    input: AcceptInvitation,
    device: Option<&str>,
) -> Result<Joined> {
    check(&input)?;
    let mut tx = app.system("a link says which organization invites").await?;
    if let Some(command) = &request.command
        && let Some(found) = users::invitation(&mut tx, &token_hash(token)).await?
        && first_answer(&mut tx, OrgId(found.org_id), command).await?.is_some()
    {
        // who joined by this very form logs in; a session is given only once
        return Ok(Joined::Known);
    }
    let users::FoundInvitation { email, org_name, .. } = live(&mut tx, app, token).await?;
    let known = users::by_email(&mut tx, &email).await?;
    tx.commit().await?;
    let new_hash = match &known {
        Some(user) => {
            count_attempt(app, &address_key(&email)).await?;
            if !matches(app, &input.password, Some(&user.password_hash)).await?.is_match() {
                return Err(Error::field("password", "wrong_password"));
            }
            None
        }
        None => {
            check_name(&input.name).map_err(|error| Error::field("name", error.code))?;
            check_new_password(&input.password).map_err(|error| Error::field("password", error.code))?;
            strong(&input.password, &[&input.name, &email, &org_name])?;
            Some(hashed(app, &input.password).await?)
        }
    };
    let mut tx = app.system("somebody joins an organization").await?;
    if let Some(command) = request.command.clone() {
        let org = users::invitation(&mut tx, &token_hash(token)).await?.map_or(OrgId(Uuid::nil()), |found| OrgId(found.org_id));
        tx = match tx.claim(org, command).await? {
            Begun::New(tx) => tx,
            Begun::Replayed(_) => return Ok(Joined::Known),
        };
    }
    let found = live(&mut tx, app, token).await?;
    let org = OrgId(found.org_id);
    let (user, name, has_factor) = match (&known, &new_hash) {
        (None, Some(hash)) => {
            let id = UserId(Uuid::now_v7());
            let name = filled(&input.name).unwrap_or_default();
            users::insert(&mut tx, id, &email, &name, hash, request.locale.tag(), true).await?;
            (id, name, false)
        }
        (Some(user), _) => {
            users::forget_failures(&mut tx, &address_key(&email)).await?;
            users::confirm_email(&mut tx, user.id).await?;
            (user.id, user.name.clone(), user.totp_confirmed_at.is_some())
        }
        (None, None) => return Err(dead_link("link_unknown")),
    };
    let former = users::place_in(&mut tx, found.org_id, user).await?;
    let member = MemberId(former.unwrap_or_else(Uuid::now_v7));
    if former.is_none() {
        users::insert_member(&mut tx, org, member, user, &name, &email, &found.roles, &found.custom_role_ids, has_factor).await?;
    }
    let cx = Cx::new(app, org, Actor::Staff { user, member, name: name.clone() }, Access::none(), request.clone());
    let mut tx = tx.into_tenant(&cx).await?;
    if former.is_some() {
        members::rejoin(&mut tx, member, &found.roles, &found.custom_role_ids).await?;
    }
    if let Some(team) = found.team_id {
        members::set_teams(&mut tx, member, &[TeamId(team)]).await?;
    }
    crate::leads::stand_in_queue(&mut tx, member, found.in_queue).await?;
    sql::invitations::accept(&mut tx, InvitationId(found.id)).await?;
    tx.record(Record::new(events::MEMBER_JOINED, member).of(found.id).data(json!({ "name": name, "email": email, "roles": found.roles })))
        .await?;
    tx.commit(()).await?;
    if known.is_some() {
        return Ok(Joined::Known);
    }
    let mut tx = app.system("a login crosses organizations").await?;
    let user = users::lock(&mut tx, user).await?;
    let place = users::places(&mut tx, user.id).await?.into_iter().find(|place| place.org_id == org.0).ok_or(Error::Unauthenticated)?;
    open(tx, app, request, &user, place, shared::identity::MfaLevel::Password, device, false).await.map(Joined::New)
}
