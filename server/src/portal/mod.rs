//! The customer's self-service: access for contacts, login by mailed link, and what they may read.
//!
//! A link is random, kept as a hash, good for 14 days, and logs in only by a button press, since mail scanners open
//! links. Every read is scoped to the account of the session; a member who views as a customer reads the same.
//!
//! Access comes with a booking or by hand. What was taken away by hand (`access`) only a person gives back: the link of an
//! old quote would else let whoever accepts it in again. No session and no link outlives it.

use shared::customers::{MessageChannel, MessageKind};
use shared::portal::{ENTERED, GRANTED, KEPT_OUT, LINK_SENT, LinkRequest, PortalHome, PortalJob};
use shared::{AccountId, ContactId, Error, JobId, OrgId, Result};

use crate::app::App;
use crate::crypto;
use crate::customers::{Withheld, withhold};
use crate::cx::{CustomerActor, Cx, RequestInfo};
use crate::db::Tx;
use crate::events::Record;
use crate::identity::OpenedSession;
use crate::mail::Template;
use crate::outgoing::Outgoing;

mod access;
#[cfg(test)]
mod access_tests;
#[cfg(test)]
mod asked_tests;
mod sql;
#[cfg(test)]
mod tests;

pub use access::{Ended, ask_again, ended, give_access, take_access};

/// How long a mailed link is good, in days.
pub const LINK_DAYS: i32 = 14;

/// Lets a contact into the portal with a booking and mails the link, with the account's latest booking. Granting again
/// sends a new link; whose access was taken away gets neither, and the log says so.
pub async fn grant_access(cx: &Cx, tx: &mut Tx, account: AccountId, contact: ContactId) -> Result<()> {
    let person = sql::contact(tx, contact).await?;
    let booked = sql::grant(tx, account, contact).await?;
    if booked.ended {
        let data = serde_json::json!({ "name": person.name });
        return tx.record(Record::new(KEPT_OUT, contact).of(account).account(account).data(data)).await;
    }
    if booked.fresh {
        tx.record(Record::new(GRANTED, contact).of(account).account(account).data(serde_json::json!({ "name": person.name }))).await?;
    }
    let Some(email) = person.email.clone() else { return Ok(()) };
    let booking = sql::latest_booking(tx, account).await?;
    let (kind, channel) = (MessageKind::Jobs, MessageChannel::Email);
    if let (Some(job), Some(why)) = (&booking, person.preferences.refuses_by_itself(kind, channel)) {
        // the way in is theirs all the same: the portal mails a link to whoever asks for one
        return withhold(tx, Withheld { account, contact, name: person.name, kind, channel, why, about: job.id.0 }).await;
    }
    let path = booking.as_ref().map_or_else(|| "/portal".to_string(), |job| format!("/portal/jobs/{}", job.id));
    let link = make_link(cx, tx, contact, &path, LINK_DAYS).await?;
    let Some(job) = booking else { return Ok(()) };
    let (date, window) = job.words();
    tx.mail(Outgoing {
        to: email,
        to_name: person.name.clone(),
        template: Template::JobBooked,
        locale: cx.request.locale,
        context: serde_json::json!({
            "name": person.name, "title": job.title, "number": job.number, "date": date, "window": window, "address": job.address, "link": link,
        }),
        entity: Some(("job", job.id.0)),
    })
    .await?;
    Ok(())
}

/// A link that lets a contact in for so many days; for none it only shows that their access ended.
async fn make_link(cx: &Cx, tx: &mut Tx, contact: ContactId, path: &str, days: i32) -> Result<String> {
    let token = crypto::random_token();
    sql::insert_link(tx, cx.id(), contact, &crypto::token_hash(&token), path, days).await?;
    Ok(cx.app.link(&format!("/portal/enter/{token}")))
}

/// Somebody a link belongs to.
pub struct Guest {
    pub org: OrgId,
    pub organization: String,
    pub brand_hex: String,
    pub has_logo: bool,
    pub account: AccountId,
    pub contact: ContactId,
    pub name: String,
    pub path: String,
}

/// Whom a link belongs to; `NotFound` when it is unknown, expired or revoked.
pub async fn guest(app: &App, token: &str) -> Result<Guest> {
    let mut tx = app.system("a portal link does not say its organization").await?;
    sql::guest(&mut tx, &crypto::token_hash(token)).await?.ok_or(Error::NotFound)
}

/// Logs a contact in by a link; answers the session and where to go.
pub async fn enter(app: &App, token: &str, request: RequestInfo) -> Result<(OpenedSession, String)> {
    let guest = guest(app, token).await?;
    // who is not let in did not enter, and who enters while that is taken away is not let in
    let (mut tx, session) =
        crate::identity::customer_session_within(app, &request, guest.org, guest.account, guest.contact, &guest.name).await?;
    if !sql::come_in(&mut tx, guest.contact).await? {
        return Err(Error::NotFound);
    }
    sql::mark_used(&mut tx, &crypto::token_hash(token)).await?;
    tx.record(Record::new(ENTERED, guest.contact).of(guest.account).account(guest.account)).await?;
    tx.commit(()).await?;
    Ok((session, guest.path))
}

/// Mails a fresh link to every portal contact with this address, one mail for each company; `org_slug` narrows it down
/// to one unless it is empty. `path` is the page the link opens. Whose access was taken away is written so, with a link to
/// ask for it. Says nothing about whether there is such a contact.
pub async fn request_link(app: &App, org_slug: &str, input: &LinkRequest, path: &str, request: RequestInfo) -> Result<()> {
    shared::input::check(input)?;
    let email = shared::input::normal_email(&input.email);
    app.rate(&format!("portal-link:{email}"), 3, std::time::Duration::from_secs(3600)).await?;
    let mut system = app.system("a login form knows the address, not the organization").await?;
    let found = sql::contacts_with_email(&mut system, org_slug, &email).await?;
    drop(system);
    for (org, account, contact) in found {
        let cx = Cx::public(app, org, request.clone(), "Portal login");
        let mut tx = cx.write().await?;
        // a link made while access is taken away must not be good once it is given back
        let is_open = sql::is_open(&mut tx, contact).await?;
        let (template, days) = if is_open { (Template::PortalLink, LINK_DAYS) } else { (Template::PortalOver, 0) };
        let person = sql::contact(&mut tx, contact).await?;
        let Some(email) = person.email else { continue };
        let link = make_link(&cx, &mut tx, contact, path, days).await?;
        tx.mail(Outgoing {
            to: email,
            to_name: person.name.clone(),
            template,
            locale: cx.request.locale,
            context: serde_json::json!({ "name": person.name, "link": link, "days": days }),
            entity: Some(("contact", contact.0)),
        })
        .await?;
        if is_open {
            tx.record(Record::new(LINK_SENT, contact).of(account).account(account)).await?;
        }
        tx.commit(()).await?;
    }
    Ok(())
}

/// The customer behind a context; `Forbidden` for staff who do not view as one.
fn customer(cx: &Cx) -> Result<CustomerActor> {
    cx.customer().ok_or_else(|| Error::Forbidden { missing: "customer".into() })
}

/// The start page.
pub async fn home(cx: &Cx) -> Result<PortalHome> {
    let customer = customer(cx)?;
    let mut tx = cx.read().await?;
    let (organization, account) = sql::names(&mut tx, customer.account).await?;
    Ok(PortalHome {
        organization,
        name: customer.name,
        account,
        jobs: sql::jobs(&mut tx, customer.account, None).await?,
        quotes: sql::quotes(&mut tx, customer.account).await?,
    })
}

/// One job of the customer's account.
pub async fn job(cx: &Cx, id: JobId) -> Result<PortalJob> {
    let customer = customer(cx)?;
    let mut tx = cx.read().await?;
    let card = sql::jobs(&mut tx, customer.account, Some(id)).await?.pop().ok_or(Error::NotFound)?;
    Ok(PortalJob {
        card,
        total: sql::total(&mut tx, id).await?,
        stops: sql::stops(&mut tx, id).await?,
        phases: sql::phases(&mut tx, id).await?,
        crew: sql::crew(&mut tx, id).await?,
        photos: sql::photos(&mut tx, id).await?,
    })
}
