//! Access that people of the office give, take away and give back, and what a contact may do who has lost it.
//!
//! Who holds what: giving holds the customer and then the access, as merging does; taking holds the access alone, before
//! it looks for sessions, so that whoever is entering meanwhile has come in before and is found, or finds it taken.
//!
//! People of a customer that is archived keep what they have, and may lose it; merging and its undoing carry it along.

use std::time::Duration;

use serde_json::json;
use shared::access::Action;
use shared::customers::Account;
use shared::portal::{ASKED, ENDED, GIVEN_BACK, GRANTED, LINK_SENT, standing};
use shared::text::Locale;
use shared::{AccountId, ContactId, Error, OrgId, Result};

use super::sql::{self, Given};
use super::{LINK_DAYS, make_link};
use crate::app::App;
use crate::crypto;
use crate::cx::{Cx, RequestInfo};
use crate::db::Tx;
use crate::events::Record;
use crate::mail::Template;
use crate::outgoing::Outgoing;
use crate::{begin, begin_across};

/// Lets a contact into the portal by hand, or in again, and mails the way in. Whoever has access gets a fresh link.
///
/// # Errors
/// `Conflict` for a contact without an e-mail address, and for a customer that is put away or merged into another.
pub async fn give_access(cx: &Cx, account: AccountId, contact: ContactId) -> Result<Account> {
    let scope = cx.may(Action::CustomersEdit)?;
    let mut tx = begin!(cx);
    let person = crate::customers::person_held(cx, &mut tx, scope, account, contact).await?;
    let Some(email) = person.email else {
        return Err(Error::conflict("no_address", || standing::no_address(&person.name)));
    };
    let by = cx.actor.name();
    let kind = match sql::give(&mut tx, account, contact, by).await? {
        Given::Fresh => GRANTED,
        Given::Back => GIVEN_BACK,
        Given::Already => LINK_SENT,
    };
    let link = make_link(cx, &mut tx, contact, "/portal", LINK_DAYS).await?;
    let locale = tx.locale().await?;
    tx.mail(Outgoing {
        to: email,
        to_name: person.name.clone(),
        template: Template::PortalLink,
        locale,
        context: json!({ "name": person.name, "link": link, "days": LINK_DAYS, "by": by }),
        entity: Some(("contact", contact.0)),
    })
    .await?;
    let data = json!({ "name": person.name, "by_hand": true });
    tx.record(Record::new(kind, contact).of(account).account(account).data(data)).await?;
    let account = crate::customers::account_as_it_is(cx, &mut tx, account).await?;
    tx.commit(account).await
}

/// Takes a contact's access to the portal away: sessions, live streams and mailed links end with it. What is shared by a
/// link of its own, like a quote, stays open by that link. Of somebody without access nothing changes.
pub async fn take_access(cx: &Cx, account: AccountId, contact: ContactId) -> Result<Account> {
    let scope = cx.may(Action::CustomersEdit)?;
    let mut tx = begin_across!(cx, "sessions of a customer's contact end");
    sql::hold(&mut tx, cx.org, contact).await?;
    let sessions = crate::identity::end_customer_sessions(&mut tx, cx.org, contact).await?;
    let mut tx = tx.into_tenant(cx).await?;
    let person = crate::customers::person_known(cx, &mut tx, scope, account, contact).await?;
    if sql::take(&mut tx, contact, cx.actor.name()).await? {
        let data = json!({ "name": person.name, "sessions": sessions });
        tx.record(Record::new(ENDED, contact).of(account).account(account).data(data)).await?;
    }
    let account = crate::customers::account_as_it_is(cx, &mut tx, account).await?;
    tx.commit(account).await
}

/// Somebody whose access was taken away.
pub struct Ended {
    pub org: OrgId,
    pub organization: String,
    pub brand_hex: String,
    pub has_logo: bool,
    pub account: AccountId,
    pub contact: ContactId,
    pub name: String,
}

/// Whose access ended, by the token of a link mailed to them or of a session they had; none for any other token.
pub async fn ended(app: &App, token: &str) -> Result<Option<Ended>> {
    let mut tx = app.system("a portal link does not say its organization").await?;
    sql::ended(&mut tx, &crypto::token_hash(token)).await
}

/// Asks the office, for whoever a token belongs to, to be let in again; answers whom, or none if nobody's access ended.
/// The office sees it on the customer's page, and whoever answers for the customer is written each time.
///
/// # Errors
/// `TooMany` after three times in a day.
pub async fn ask_again(app: &App, token: &str, request: RequestInfo) -> Result<Option<Ended>> {
    let Some(found) = ended(app, token).await? else { return Ok(None) };
    app.rate(&format!("portal-ask:{}", found.contact), 3, Duration::from_secs(24 * 3600)).await?;
    let cx = Cx::public(app, found.org, request, found.name.clone());
    let mut tx = cx.write().await?;
    if sql::ask(&mut tx, found.contact).await? {
        let record = Record::new(ASKED, found.contact).of(found.account).account(found.account);
        tx.record(record.data(json!({ "name": found.name }))).await?;
        tell_office(&cx, &mut tx, &found).await?;
    }
    tx.commit(()).await?;
    Ok(Some(found))
}

/// Writes to whoever answers for the customer that somebody asks to be let in again.
async fn tell_office(cx: &Cx, tx: &mut Tx, found: &Ended) -> Result<()> {
    for person in sql::keepers(tx, found.account).await? {
        tx.mail(Outgoing {
            to: person.email,
            to_name: person.name.clone(),
            template: Template::PortalAsked,
            locale: Locale::from_tag(&person.locale),
            context: json!({
                "name": person.name, "who": found.name, "customer": person.customer,
                "link": cx.app.link(&format!("/app/customers/{}", found.account)),
            }),
            entity: Some(("contact", found.contact.0)),
        })
        .await?;
    }
    Ok(())
}
