//! Organizations, members and logins: registering, logging in, inviting, roles, second factors, keys, viewing as a
//! customer.
//!
//! States and invariants stand in `shared::identity`. How it is done here:
//! - People, sessions and links cross organizations: they are changed through `SystemTx`, which then steps down to the
//!   tenant's rights (`into_tenant`) to record what happened, all in one transaction.
//! - Nothing but hashes of tokens, codes and keys is stored; a secret is shown once, and kept encrypted for the repeat of
//!   the very request that made it.
//! - A wait after failed logins depends on the address typed, not on whether it exists; answers to a forgotten
//!   password are the same for everyone.
//! - Rights are read with each request, so that a deactivated member or a changed role counts at once.
//!
//! Left to others: cookies and pages (`app::identity`), sign-in links of customers (`portal`).

mod account;
mod factor;
mod invitations;
mod keys;
mod login;
mod members;
mod organization;
mod practice;
mod recover;
mod register;
mod roles;
mod said;
mod session;
mod sql;
mod strength;
#[cfg(test)]
mod tests;
mod view;

pub use account::{change_email, change_password, confirm_new_email, end_device, end_other_devices, peek_email, security, undo_email};
pub use factor::{confirm_factor, disable_factor, offer_factor, renew_codes};
pub use invitations::{Joined, accept_invitation, invitations, invite, offer, resend_invitation, revoke_invitation, write_invitation};
pub use keys::{api_keys, create_api_key, revoke_api_key};
pub use login::{LoggedIn, OpenedSession, log_in, log_out, open_customer_session, second_step, second_step_person};
pub(crate) use login::{customer_session_within, end_customer_sessions};
pub use members::{create_team, deactivate, edit_member, member_name, members, reactivate, teams};
pub use organization::{edit_organization, logo, organization, organization_by_slug, remove_logo, set_logo};
pub(crate) use practice::{finish_practice, open_practice};
pub use recover::{forgot, reset, reset_person};
pub use register::{Registered, confirm, peek_confirmation, register, resend_confirmation};
pub use roles::{create_role, delete_role, edit_role, matrix};
pub(crate) use session::look_again;
pub use session::{TIDY, authenticate, session, switch_organization, tidy};
pub use view::{looks, start_view, stop_view};

use secrecy::SecretString;
use shared::identity::TokenPurpose;
use shared::{Error, OrgId, Result, UserId};

use crate::app::App;
use crate::crypto::{PasswordError, token_hash};
use crate::cx::{Actor, Cx};
use crate::db::SystemTx;
use sql::users;
use strength::strong;

/// The person asking, when it is staff in person: what concerns one's own login.
fn me(cx: &Cx) -> Result<UserId> {
    match &cx.actor {
        Actor::Staff { user, .. } => cx.must(cx.on_behalf_of.is_none(), "in_person").map(|()| *user),
        _ => Err(Error::Forbidden { missing: "in_person".into() }),
    }
}

/// A link that cannot be used, with the reason people are told.
fn dead_link(code: &'static str) -> Error {
    Error::conflict_value(code, code)
}

/// The token behind a link, if it can still be used: the person, the organization and what it carries.
async fn live_token(tx: &mut SystemTx, app: &App, token: &str, purpose: TokenPurpose) -> Result<(UserId, OrgId, serde_json::Value)> {
    let found = users::token(tx, &token_hash(token), purpose).await?.ok_or_else(|| dead_link("link_unknown"))?;
    if found.used_at.is_some() {
        return Err(dead_link("link_used"));
    }
    if found.expires_at <= app.now() {
        return Err(dead_link("link_expired"));
    }
    match (found.user_id, found.org_id) {
        (Some(user), Some(org)) => Ok((UserId(user), OrgId(org), found.data)),
        _ => Err(dead_link("link_unknown")),
    }
}

/// What was begun with the former password or at the former address ends: links for a new password or address, logins
/// that wait for a code. Called before the person is locked: whoever uses one of them locks it first as well.
async fn end_what_was_begun(tx: &mut SystemTx, user: UserId) -> Result<()> {
    for purpose in [TokenPurpose::ResetPassword, TokenPurpose::ChangeEmail, TokenPurpose::SecondFactor] {
        users::end_tokens(tx, user, purpose).await?;
    }
    Ok(())
}

/// The names of the organizations somebody works in: nothing to make a password of.
async fn own_organizations(app: &App, user: UserId) -> Result<Vec<String>> {
    let mut tx = app.system("a person's own organizations").await?;
    let places = users::places(&mut tx, user).await?;
    tx.commit().await?;
    Ok(places.into_iter().map(|place| place.org_name).collect())
}

/// The hash to store for a password.
async fn hashed(app: &App, password: &str) -> Result<String> {
    let secret: SecretString = password.to_owned().into();
    app.passwords().hash(&secret).await.map_err(|problem| match problem {
        PasswordError::TooLong => Error::field("password", "too_long"),
        other => Error::internal(&other),
    })
}

/// Whether a password is the stored one. Takes as long without one.
async fn matches(app: &App, password: &str, stored: Option<&str>) -> Result<crate::crypto::Verdict> {
    let secret: SecretString = password.to_owned().into();
    app.passwords().verify(&secret, stored).await.map_err(|problem| Error::internal(&problem))
}

/// Refuses an attempt that has to wait, else counts it before it is looked at.
async fn count_attempt(app: &App, key: &[u8]) -> Result<()> {
    let mut tx = app.system("failed logins are counted before anyone is known").await?;
    let now = app.now();
    if let Some((failures, last)) = users::failures(&mut tx, key).await? {
        let left = shared::identity::waits(failures, last, now);
        if left > 0 {
            return Err(Error::TooMany { retry_after_seconds: left.unsigned_abs() });
        }
    }
    users::count_failure(&mut tx, key, now).await?;
    tx.commit().await
}

/// The key failed logins of an address are counted under.
fn address_key(email: &str) -> [u8; 32] {
    crate::crypto::sha256(format!("login {email}").as_bytes())
}
