//! Tracked mails on a real database.

use shared::access::{BuiltinRole, FieldRight};
use shared::identity::EditOrganization;
use shared::quotes::{Quote, SendQuote};
use shared::tracking::{Agent, HitKind, KEPT_DAYS, MOST_HITS, MachineSign, MailOccasion, MailState, MailTrail};
use shared::{Error, LeadId};

use super::{Asked, FORGET, find, note};
use crate::cx::{Cx, RequestInfo};
use crate::testing::TestApp;
use crate::{identity, leads, quotes};

const PERSON: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1";
const APPLE: &str = "Mozilla/5.0";

/// An offer that was mailed ten minutes ago, its lead, and the token in the mail; none if it is not tracked.
async fn mailed(t: &TestApp, cx: &Cx) -> (Quote, LeadId, Option<String>) {
    let lead = quotes::tests::lead(cx).await;
    let draft = quotes::create_from_lead(cx, lead).await.expect("a quote");
    let input = SendQuote {
        version: draft.version,
        total_cents: draft.priced.total_cents,
        email: "maya@example.com".into(),
        pin: String::new(),
        message: String::new(),
    };
    let out = quotes::send(cx, draft.id, input).await.expect("sent");
    t.work().await;
    let mut conn = t.owner_connection().await;
    sqlx::query("update mails set sent_at = now() - interval '10 minutes' where entity_id = $1")
        .bind(draft.id.0)
        .execute(&mut conn)
        .await
        .expect("it went out a while ago");
    let (html, text): (String, String) = sqlx::query_as("select html_body, text_body from mails where entity_id = $1")
        .bind(draft.id.0)
        .fetch_one(&mut conn)
        .await
        .expect("one mail");
    assert!(text.contains(&out.link) && !text.contains("/t/"), "the text leads there directly: {text}");
    let html = html.replace("&#x2f;", "/");
    let token = |path: &str| html.split_once(path).map(|(_, rest)| rest.split('"').next().unwrap_or_default().to_string());
    let (picture, button) = (token("/t/o/"), token("/t/c/"));
    assert_eq!(picture, button, "both or neither");
    (out.quote, lead, picture)
}

fn asked(kind: HitKind, user_agent: &str) -> Asked {
    Asked { kind, user_agent: user_agent.into(), is_head: false, purpose: String::new() }
}

async fn hit(t: &TestApp, token: &str, kind: HitKind, user_agent: &str) {
    let found = find(&t.app, &RequestInfo::internal("visitor"), token).await.expect("looked up").expect("a mail");
    note(&found, &asked(kind, user_agent)).await.expect("noted");
}

async fn trail(cx: &Cx, quote: &Quote) -> MailTrail {
    quotes::mails(cx, quote.id).await.expect("the mails").remove(0)
}

async fn told(t: &TestApp, kind: &str) -> i64 {
    let mut conn = t.owner_connection().await;
    sqlx::query_scalar("select count(*) from outbox where kind = $1").bind(kind).fetch_one(&mut conn).await.expect("a count")
}

async fn track(cx: &Cx, on: bool) {
    let found = identity::organization(cx).await.expect("the settings");
    let edit = EditOrganization {
        name: found.name,
        country: found.country,
        currency: found.currency,
        zone: found.zone,
        locale: found.locale,
        brand_hex: found.brand_hex,
        hubs: found.hubs,
        hours: found.hours,
        holidays: found.holidays,
        numbering: found.numbering,
        mfa_roles: found.mfa_roles,
        track_mail: Some(on),
        version: found.version,
    };
    assert_eq!(identity::edit_organization(cx, edit).await.expect("changed").track_mail, on);
}

#[tokio::test]
async fn machines_are_shown_as_such_and_the_first_person_is_told_to_the_log_once() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    track(&cx, true).await;
    let (quote, lead, token) = mailed(&t, &cx).await;
    let token = token.expect("it is tracked");
    hit(&t, &token, HitKind::Open, APPLE).await;
    let seen = trail(&cx, &quote).await;
    assert_eq!((seen.occasion, seen.state, seen.tracked), (MailOccasion::QuoteSent, MailState::Kept, true));
    assert_eq!(seen.to.as_deref(), Some("maya@example.com"));
    assert_eq!(seen.first(HitKind::Open).map(|(_, why)| why), Some(Some(MachineSign::AppleProxy)));
    assert_eq!((told(&t, "tracking.opened").await, seen.opened_at), (0, None));

    for _ in 0..3 {
        hit(&t, &token, HitKind::Open, PERSON).await;
    }
    let seen = trail(&cx, &quote).await;
    assert_eq!((seen.hits.len(), seen.hits[1].agent, seen.hits[1].machine), (4, Agent::Phone, None));
    assert!(seen.opened_at.is_some() && seen.clicked_at.is_none());
    assert_eq!((told(&t, "tracking.opened").await, told(&t, "tracking.clicked").await), (1, 0));
    assert_eq!(leads::mails(&cx, lead).await.expect("the mails"), quotes::mails(&cx, quote.id).await.expect("the mails"));

    // it is on both timelines, with the name of whom it was written to and without an address
    let mut conn = t.owner_connection().await;
    let (about, of, actor, ip): (uuid::Uuid, Option<uuid::Uuid>, String, Option<String>) =
        sqlx::query_as("select entity_id, of_id, actor, ip from outbox where kind = 'tracking.opened'")
            .fetch_one(&mut conn)
            .await
            .expect("the event");
    assert_eq!((about, of, actor.as_str(), ip), (quote.id.0, Some(lead.0), "Maya Lindqvist", None));
}

#[tokio::test]
async fn a_button_leads_to_the_page_that_was_stored_and_a_wrong_token_nowhere() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    track(&cx, true).await;
    let (quote, _, token) = mailed(&t, &cx).await;
    let token = token.expect("it is tracked");
    let visitor = RequestInfo::internal("visitor");
    let target = find(&t.app, &visitor, &token).await.expect("looked up").expect("a mail").target.expect("a button");
    let secret = target.strip_prefix("/q/").expect("the page of the offer");
    let opened = quotes::open(&t.app, RequestInfo::internal("visitor"), secret).await.expect("the link opens");
    assert_eq!(opened.quote, quote.id);
    for wrong in ["", "nothing", &token[1..], format!("{token}A").as_str(), secret] {
        assert!(find(&t.app, &visitor, wrong).await.expect("looked up").is_none(), "{wrong}");
    }
    let mut conn = t.owner_connection().await;
    let kept: Vec<u8> = sqlx::query_scalar("select token_hash from mail_tracks").fetch_one(&mut conn).await.expect("one");
    assert_eq!(kept, crate::crypto::token_hash(&token));
}

#[tokio::test]
async fn opened_and_clicked_at_once_neither_was_a_persons() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    track(&cx, true).await;
    let (quote, _, token) = mailed(&t, &cx).await;
    let token = token.expect("it is tracked");
    hit(&t, &token, HitKind::Open, PERSON).await;
    // how long the machine that runs this takes between the two must not matter
    let mut conn = t.owner_connection().await;
    sqlx::query("update mail_hits set at = now() + interval '500 milliseconds'").execute(&mut conn).await.expect("just now");
    sqlx::query("update mail_tracks set opened_at = now() + interval '500 milliseconds'").execute(&mut conn).await.expect("just now");
    hit(&t, &token, HitKind::Click, PERSON).await;
    let seen = trail(&cx, &quote).await;
    assert!(seen.hits.iter().all(|hit| hit.machine == Some(MachineSign::AtOnce)), "{:?}", seen.hits);
    assert_eq!((seen.opened_at, seen.clicked_at), (None, None));
    assert_eq!(told(&t, "tracking.clicked").await, 0);
}

#[tokio::test]
async fn a_mail_counts_so_many_hits_and_no_more() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    track(&cx, true).await;
    let (quote, _, token) = mailed(&t, &cx).await;
    let token = token.expect("it is tracked");
    for _ in 0..MOST_HITS + 3 {
        hit(&t, &token, HitKind::Open, APPLE).await;
    }
    assert_eq!(trail(&cx, &quote).await.hits.len(), MOST_HITS as usize);
}

#[tokio::test]
async fn an_organization_that_switches_tracking_off_learns_nothing_more() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    track(&cx, true).await;
    let (quote, _, token) = mailed(&t, &cx).await;
    let token = token.expect("it is tracked");
    track(&cx, false).await;
    hit(&t, &token, HitKind::Click, PERSON).await;
    assert_eq!(trail(&cx, &quote).await.hits, []);
    let (other, _, none) = mailed(&t, &cx).await;
    assert_eq!(none, None);
    assert!(!trail(&cx, &other).await.tracked);
    assert!(!identity::organization(&cx).await.expect("the settings").track_mail);
    track(&cx, true).await;
    assert!(mailed(&t, &cx).await.2.is_some());
}

#[tokio::test]
async fn hits_are_forgotten_after_some_days_and_mails_when_their_links_are_dead() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    track(&cx, true).await;
    let (quote, _, token) = mailed(&t, &cx).await;
    let token = token.expect("it is tracked");
    hit(&t, &token, HitKind::Open, PERSON).await;
    hit(&t, &token, HitKind::Open, APPLE).await;
    let mut conn = t.owner_connection().await;
    sqlx::query("update mail_hits set at = now() - make_interval(days => $1, mins => 1) where seq = 1")
        .bind(KEPT_DAYS as i32)
        .execute(&mut conn)
        .await
        .expect("time passes");
    (FORGET.run)(&t.app).await.expect("swept");
    let seen = trail(&cx, &quote).await;
    assert_eq!(seen.hits.iter().map(|hit| hit.machine).collect::<Vec<_>>(), [Some(MachineSign::AppleProxy)]);
    assert!(seen.opened_at.is_some(), "when a person first opened it stays");
    sqlx::query("update mail_tracks set expires_at = now() - interval '1 second'").execute(&mut conn).await.expect("time passes");
    assert!(find(&t.app, &RequestInfo::internal("visitor"), &token).await.expect("looked up").is_none());
    (FORGET.run)(&t.app).await.expect("swept");
    assert_eq!((t.count("mail_hits").await, t.count("mail_tracks").await), (0, 0));
    assert!(!trail(&cx, &quote).await.tracked);
}

#[tokio::test]
async fn mails_are_shown_to_who_may_see_the_quote_and_their_addresses_to_who_may_see_those() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    track(&cx, true).await;
    let (quote, lead, _) = mailed(&t, &cx).await;
    let stranger = t.foreign(BuiltinRole::Owner);
    assert_eq!(quotes::mails(&stranger, quote.id).await.err(), Some(Error::NotFound));
    assert_eq!(leads::mails(&stranger, lead).await.err(), Some(Error::NotFound));
    let driver = t.cx(BuiltinRole::Driver);
    assert!(matches!(quotes::mails(&driver, quote.id).await, Err(Error::Forbidden { .. })));
    assert!(matches!(leads::mails(&driver, lead).await, Err(Error::Forbidden { .. })));
    let mut blind = t.owner().await;
    blind.access.fields.remove(&FieldRight::PersonalData);
    assert_eq!(quotes::mails(&blind, quote.id).await.expect("the mails")[0].to, None);
    assert_eq!(leads::mails(&blind, lead).await.expect("the mails")[0].to, None);
}
