//! The portal on a real database: links, what a customer sees, and what not.

use shared::access::BuiltinRole;
use shared::jobs::{AssignCrew, CrewPlace};
use shared::packs::{CrewRole, ServiceLine};
use shared::pricing::LineItem;
use shared::quotes::{Acceptance, EditQuote, NewQuote, Quote, QuoteStatus, SendQuote, SignatureKind};
use shared::{Error, LineId};
use uuid::Uuid;

use super::*;
use crate::testing::TestApp;

const EMAIL: &str = "amara@okafor.example";

/// A draft for a customer.
async fn draft(cx: &Cx, email: &str, account: Option<AccountId>) -> Quote {
    let new = NewQuote {
        service_line: ServiceLine::Moving,
        title: "Okafor residence".into(),
        account,
        contact: None,
        name: "Amara Okafor".into(),
        company: String::new(),
        email: email.into(),
        phone: String::new(),
    };
    crate::quotes::create(cx, new).await.expect("a draft")
}

/// A customer with an accepted quote: account, contact and job.
pub(super) async fn accepted(t: &TestApp, email: &str) -> (AccountId, ContactId, JobId) {
    let owner = t.owner().await;
    let quote = draft(&owner, email, None).await;
    let line = LineItem {
        id: LineId(Uuid::now_v7()),
        name: "Move".into(),
        note: String::new(),
        quantity_milli: 1000,
        unit_cents: 250_000,
        unit_cost_cents: None,
        optional: false,
        chosen: true,
    };
    let mut content = quote.content.clone();
    content.lines.push(line);
    let quote = crate::quotes::edit(&owner, quote.id, EditQuote { version: quote.version, content }).await.expect("an edit");
    let input = SendQuote {
        version: quote.version,
        total_cents: quote.priced.total_cents,
        email: email.into(),
        pin: String::new(),
        message: String::new(),
    };
    let sent = crate::quotes::send(&owner, quote.id, input).await.expect("it is sent");
    let token = sent.link.rsplit('/').next().expect("a token");
    let opened = crate::quotes::open(&t.app, RequestInfo::internal("test"), token).await.expect("the link opens");
    let acceptance = Acceptance {
        revision: sent.quote.revision,
        total_cents: sent.quote.priced.total_cents,
        name: "Amara Okafor".into(),
        kind: SignatureKind::Typed,
        strokes: String::new(),
        consent: true,
        consent_version: Some(shared::quotes::CONSENT_VERSION.into()),
        options: Vec::new(),
        package: None,
    };
    let done = crate::quotes::accept_by_link(&opened, acceptance).await.expect("it is accepted");
    (quote.to.account, quote.to.contact, done.job)
}

/// The tokens of the portal links mailed to an address, oldest first.
pub(super) async fn mailed(t: &TestApp, email: &str) -> Vec<String> {
    let mut conn = t.owner_connection().await;
    let texts: Vec<String> = sqlx::query_scalar("select text_body from mails where to_address = $1 order by created_at, id")
        .bind(email)
        .fetch_all(&mut conn)
        .await
        .expect("mails");
    let token = |text: &String| {
        let (_, rest) = text.split_once("/portal/enter/")?;
        Some(rest.split(|c: char| c.is_whitespace() || c == ')' || c == '>').next().unwrap_or_default().to_string())
    };
    texts.iter().filter_map(token).collect()
}

#[tokio::test]
async fn acceptance_mails_a_link_that_enters_until_it_expires() {
    let t = TestApp::new().await;
    let (account, contact, job) = accepted(&t, EMAIL).await;
    let links = mailed(&t, EMAIL).await;
    assert_eq!(links.len(), 1, "one link for the new portal");
    let guest = guest(&t.app, &links[0]).await.expect("the link is known");
    assert_eq!((guest.account, guest.contact, guest.org), (account, contact, t.org().id));
    for _ in 0..2 {
        let (session, path) = enter(&t.app, &links[0], RequestInfo::internal("test")).await.expect("it enters, and once more");
        assert!(!session.token.is_empty());
        assert_eq!(path, format!("/portal/jobs/{job}"));
    }
    let credentials =
        crate::cx::Credentials::Session(enter(&t.app, &links[0], RequestInfo::internal("test")).await.expect("it enters").0.token);
    let cx = crate::identity::authenticate(&t.app, &credentials, RequestInfo::internal("test")).await.expect("the session counts");
    assert_eq!(cx.customer().map(|c| (c.account, c.contact)), Some((account, contact)));

    let mut conn = t.owner_connection().await;
    sqlx::query("update portal_links set expires_at = now() - interval '1 second'").execute(&mut conn).await.expect("time passes");
    assert_eq!(enter(&t.app, &links[0], RequestInfo::internal("test")).await.err(), Some(Error::NotFound));
    assert_eq!(enter(&t.app, "no-such-link", RequestInfo::internal("test")).await.err(), Some(Error::NotFound));
}

#[tokio::test]
async fn who_wants_no_mail_of_bookings_gets_none_and_the_log_says_so() {
    let t = TestApp::new().await;
    let owner = t.owner().await;
    let (account, contact, _) = accepted(&t, EMAIL).await;
    let mails = mailed(&t, EMAIL).await.len();
    let known = crate::customers::show(&owner, account).await.expect("the customer");
    let off = shared::customers::MessageOn { kind: MessageKind::Jobs, channel: MessageChannel::Email };
    let input = shared::customers::EditPreferences {
        version: known.contacts[0].version,
        off: vec![off],
        by_hand: vec![],
        sms: None,
        quiet: None,
        untracked: None,
    };
    crate::customers::edit_preferences(&owner, account, contact, input).await.expect("noted");
    let mut tx = owner.write().await.expect("a transaction");
    grant_access(&owner, &mut tx, account, contact).await.expect("granted");
    tx.commit(()).await.expect("committed");
    assert_eq!(mailed(&t, EMAIL).await.len(), mails);
    t.relay().await;
    let told = crate::customers::timeline(&owner, account, None, None).await.expect("a timeline");
    let withheld = told.items.iter().find(|event| event.kind == "customers.message_withheld").expect("it is told");
    assert_eq!(withheld.data["kind"], "jobs");
    let ask = LinkRequest { email: EMAIL.into() };
    request_link(&t.app, &t.org().slug, &ask, "/portal", RequestInfo::internal("test")).await.expect("asked");
    assert_eq!(mailed(&t, EMAIL).await.len(), mails + 1, "who asks for a link gets it");
}

#[tokio::test]
async fn a_fresh_link_goes_only_to_whom_access_was_granted() {
    let t = TestApp::new().await;
    accepted(&t, EMAIL).await;
    let ask = |email: &str| LinkRequest { email: email.into() };
    request_link(&t.app, &t.org().slug, &ask("Amara@Okafor.example"), "/portal", RequestInfo::internal("test")).await.expect("asked");
    request_link(&t.app, &t.org().slug, &ask("stranger@nowhere.example"), "/portal", RequestInfo::internal("test"))
        .await
        .expect("says nothing");
    request_link(&t.app, &t.other_org().slug, &ask(EMAIL), "/portal", RequestInfo::internal("test")).await.expect("says nothing");
    assert_eq!(mailed(&t, EMAIL).await.len(), 2, "the first and the fresh one");
    assert_eq!(mailed(&t, "stranger@nowhere.example").await.len(), 0);
}

#[tokio::test]
async fn a_customer_sees_the_own_account_and_first_names_only() {
    let t = TestApp::new().await;
    let (account, contact, id) = accepted(&t, EMAIL).await;
    let (other_account, other_contact, other_job) = accepted(&t, "else@example.com").await;
    let crew = vec![CrewPlace { member: t.org().person(BuiltinRole::Driver).member, role: CrewRole::Driver }];
    crate::jobs::assign(&t.cx(BuiltinRole::Dispatcher), id, AssignCrew { crew, version: 1, reason: String::new() })
        .await
        .expect("the crew is set");

    let customer = t.customer_cx(account, contact);
    let seen = job(&customer, id).await.expect("the own job");
    assert_eq!(seen.crew, ["Theo"], "no surnames");
    assert_eq!(home(&customer).await.expect("home").jobs.iter().map(|j| j.id).collect::<Vec<_>>(), [id]);

    assert_eq!(job(&customer, other_job).await.err(), Some(Error::NotFound));
    assert_eq!(job(&t.customer_cx(other_account, other_contact), id).await.err(), Some(Error::NotFound));
    assert!(matches!(job(&t.owner().await, id).await, Err(Error::Forbidden { .. })), "staff views through view-as only");
}

#[tokio::test]
async fn drafts_are_not_shown() {
    let t = TestApp::new().await;
    let (account, contact, _) = accepted(&t, EMAIL).await;
    let hidden = draft(&t.owner().await, EMAIL, Some(account)).await;
    let customer = t.customer_cx(account, contact);
    let quotes = home(&customer).await.expect("home").quotes;
    assert_eq!(quotes.iter().map(|q| q.status).collect::<Vec<_>>(), [QuoteStatus::Accepted]);
    assert_eq!(crate::quotes::open_as_customer(customer.clone(), hidden.id).await.err(), Some(Error::NotFound));
}
