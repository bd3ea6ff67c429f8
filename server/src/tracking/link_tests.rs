//! Links of mails written by hand, and who is not tracked, on a real database.

use shared::access::{BuiltinRole, FieldRight};
use shared::customers::EditPreferences;
use shared::leads::WriteMail;
use shared::tracking::{HitKind, MOST_LINKS, MachineSign, MailTrail};
use shared::{Error, LeadId};

use super::{Asked, FORGET, find, note};
use crate::crypto::random_token;
use crate::cx::{Cx, RequestInfo};
use crate::testing::TestApp;
use crate::{customers, leads, quotes};

const PERSON: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1";
const TEXT: &str = "Hello Maya,\n\nsee https://example.com/a?b=1&c=2 and (http://example.org/b).\n\nOlive";

async fn allow(t: &TestApp) {
    let mut conn = t.owner_connection().await;
    sqlx::query("update organizations set track_mail = true").execute(&mut conn).await.expect("tracking is on");
}

/// A text mailed from a lead ten minutes ago, as HTML.
async fn written(t: &TestApp, cx: &Cx, lead: LeadId, body: &str) -> String {
    let mail =
        WriteMail { email: "maya@example.com".into(), subject: "Your request".into(), body: body.into(), locale: None, follow_up: None };
    leads::write_mail(cx, lead, mail).await.expect("written");
    t.work().await;
    let mut conn = t.owner_connection().await;
    sqlx::query("update mails set sent_at = now() - interval '10 minutes'").execute(&mut conn).await.expect("it went out a while ago");
    let (html, text): (String, String) =
        sqlx::query_as("select html_body, text_body from mails where entity_id = $1 order by created_at desc, id desc limit 1")
            .bind(lead.0)
            .fetch_one(&mut conn)
            .await
            .expect("a mail");
    assert!(text.contains(body) && !text.contains("/t/"), "the text says it as it was written: {text}");
    html.replace("&#x2f;", "/")
}

/// What stands behind a path in a mail, up to the end of the address.
fn tokens(html: &str, path: &str) -> Vec<String> {
    html.split(path).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_string).collect()
}

async fn hit(t: &TestApp, token: &str, kind: HitKind) {
    let found = find(&t.app, &RequestInfo::internal("visitor"), token).await.expect("looked up").expect("a mail");
    let asked = Asked { kind, user_agent: PERSON.into(), is_head: false, purpose: String::new() };
    note(&found, &asked).await.expect("noted");
}

async fn target(t: &TestApp, token: &str) -> Option<String> {
    find(&t.app, &RequestInfo::internal("visitor"), token).await.expect("looked up").and_then(|found| found.target)
}

async fn trail(cx: &Cx, lead: LeadId) -> MailTrail {
    leads::mails(cx, lead).await.expect("the mails").remove(0)
}

#[tokio::test]
async fn links_lead_to_what_was_written_and_who_follows_one_is_told_on_the_lead() {
    let t = TestApp::new().await;
    allow(&t).await;
    let cx = t.owner().await;
    let lead = quotes::tests::lead(&cx).await;
    let html = written(&t, &cx, lead, TEXT).await;
    assert!(html.contains(">http://example.org/b</a>)."), "the marks around it are no part of it: {html}");
    let links = tokens(&html, "/t/c/");
    assert_eq!(links.len(), 2, "{html}");
    assert_eq!(target(&t, &links[0]).await.as_deref(), Some("https://example.com/a?b=1&c=2"));
    assert_eq!(target(&t, &links[1]).await.as_deref(), Some("http://example.org/b"));

    for _ in 0..2 {
        hit(&t, &links[1], HitKind::Click).await;
    }
    let seen = trail(&cx, lead).await;
    assert!(seen.clicked_at.is_some() && seen.opened_at.is_none());
    assert_eq!(seen.hits.iter().map(|hit| hit.link.as_deref()).collect::<Vec<_>>(), [Some("http://example.org/b"); 2]);
    t.relay().await;
    let stream = leads::timeline(&cx, lead, None).await.expect("the stream").items;
    assert_eq!(stream.iter().filter(|event| event.kind == "tracking.lead_mail_clicked").count(), 1, "the first time is told");
    let mut blind = t.owner().await;
    blind.access.fields.remove(&FieldRight::PersonalData);
    assert_eq!(trail(&blind, lead).await.hits[0].link, None);
}

#[tokio::test]
async fn who_follows_all_links_at_once_is_no_person() {
    let t = TestApp::new().await;
    allow(&t).await;
    let cx = t.owner().await;
    let lead = quotes::tests::lead(&cx).await;
    let links = tokens(&written(&t, &cx, lead, TEXT).await, "/t/c/");
    hit(&t, &links[0], HitKind::Click).await;
    // how long the machine that runs this takes between the two must not matter
    let mut conn = t.owner_connection().await;
    sqlx::query("update mail_hits set at = now() + interval '500 milliseconds'").execute(&mut conn).await.expect("just now");
    sqlx::query("update mail_tracks set clicked_at = now() + interval '500 milliseconds'").execute(&mut conn).await.expect("just now");
    hit(&t, &links[1], HitKind::Click).await;
    let seen = trail(&cx, lead).await;
    assert!(seen.hits.len() == 2 && seen.hits.iter().all(|hit| hit.machine == Some(MachineSign::AtOnce)), "{:?}", seen.hits);
    assert_eq!(seen.clicked_at, None);
}

#[tokio::test]
async fn what_is_no_link_is_not_made_one_and_no_token_leads_where_it_should_not() {
    let t = TestApp::new().await;
    allow(&t).await;
    let cx = t.owner().await;
    let lead = quotes::tests::lead(&cx).await;
    let bad = "javascript:alert(1) data:text/html,x https://bank.example@evil.example/ <a href=\"https://example.com/x\">y</a>";
    let html = written(&t, &cx, lead, bad).await;
    assert!(!html.contains("href=\"javascript") && !html.contains("href=\"data") && !html.contains("href=\"https://bank"), "{html}");
    let links = tokens(&html, "/t/c/");
    assert_eq!(links.len(), 1, "only the address within the markup: {html}");
    assert_eq!(target(&t, &links[0]).await.as_deref(), Some("https://example.com/x"));
    for wrong in ["", "https://evil.example", &links[0][1..], format!("{}A", links[0]).as_str(), random_token().as_str()] {
        assert!(find(&t.app, &RequestInfo::internal("visitor"), wrong).await.expect("looked up").is_none(), "{wrong}");
    }
    // the token of the picture leads nowhere, and that of a link is no picture's
    let picture = tokens(&html, "/t/o/").remove(0);
    assert_eq!(target(&t, &picture).await, None);
    hit(&t, &picture, HitKind::Click).await;
    hit(&t, &links[0], HitKind::Open).await;
    assert_eq!(trail(&cx, lead).await.hits, []);
    // others learn nothing of it
    let stranger = t.foreign(BuiltinRole::Owner);
    assert_eq!(leads::mails(&stranger, lead).await.err(), Some(Error::NotFound));
    hit(&t, &links[0], HitKind::Click).await;
    let mut conn = t.owner_connection().await;
    let orgs: Vec<uuid::Uuid> = sqlx::query_scalar("select distinct org_id from mail_hits").fetch_all(&mut conn).await.expect("hits");
    assert_eq!(orgs, [cx.org.0]);
    let kept: Vec<Vec<u8>> = sqlx::query_scalar("select token_hash from mail_links").fetch_all(&mut conn).await.expect("links");
    assert_eq!(kept, [crate::crypto::token_hash(&links[0]).to_vec()]);
}

#[tokio::test]
async fn so_many_links_lead_through_the_server_and_are_forgotten_with_their_mail() {
    let t = TestApp::new().await;
    allow(&t).await;
    let cx = t.owner().await;
    let lead = quotes::tests::lead(&cx).await;
    let body: Vec<String> = (0..MOST_LINKS + 3).map(|n| format!("https://example.com/{n}")).collect();
    let html = written(&t, &cx, lead, &body.join("\n")).await;
    let links = tokens(&html, "/t/c/");
    assert_eq!(links.len(), MOST_LINKS);
    assert!(html.contains(&format!("href=\"https://example.com/{}\"", MOST_LINKS + 2)), "the others lead there themselves: {html}");
    hit(&t, &links[0], HitKind::Click).await;
    let mut conn = t.owner_connection().await;
    sqlx::query("update mail_tracks set expires_at = now() - interval '1 second'").execute(&mut conn).await.expect("time passes");
    assert_eq!(target(&t, &links[0]).await, None);
    (FORGET.run)(&t.app).await.expect("swept");
    assert_eq!((t.count("mail_links").await, t.count("mail_hits").await, t.count("mail_tracks").await), (0, 0, 0));
}

#[tokio::test]
async fn nobody_is_tracked_before_the_organization_says_so_and_links_lead_there_themselves() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let lead = quotes::tests::lead(&cx).await;
    let html = written(&t, &cx, lead, TEXT).await;
    assert!(!html.contains("/t/o/") && !html.contains("/t/c/"), "{html}");
    assert!(html.contains("href=\"http://example.org/b\""), "{html}");
    assert!(!trail(&cx, lead).await.tracked);
    allow(&t).await;
    assert_eq!(tokens(&written(&t, &cx, lead, TEXT).await, "/t/c/").len(), 2);
    assert!(trail(&cx, lead).await.tracked);
}

#[tokio::test]
async fn a_contact_who_asked_not_to_be_tracked_is_not_and_nothing_more_is_noted_of_what_they_have() {
    let t = TestApp::new().await;
    allow(&t).await;
    let cx = t.owner().await;
    let lead = quotes::tests::lead(&cx).await;
    let links = tokens(&written(&t, &cx, lead, TEXT).await, "/t/c/");
    let quote = quotes::create_from_lead(&cx, lead).await.expect("a quote");
    let mut version = 0;
    for untracked in [true, false] {
        let account = customers::show(&cx, quote.to.account).await.expect("the customer");
        let person = account.contacts.iter().find(|person| person.id == quote.to.contact).expect("the contact");
        assert!(person.version > version);
        version = person.version;
        let input = EditPreferences { version, off: vec![], by_hand: vec![], sms: None, quiet: None, untracked: Some(untracked) };
        customers::edit_preferences(&cx, account.id, person.id, input).await.expect("noted");
        hit(&t, &links[0], HitKind::Click).await;
        let html = written(&t, &cx, lead, TEXT).await;
        assert_eq!((html.contains("/t/o/"), html.contains("/t/c/")), (!untracked, !untracked), "{html}");
        assert_eq!(t.count("mail_hits").await, i64::from(!untracked));
        assert_eq!(target(&t, &links[0]).await.as_deref(), Some("https://example.com/a?b=1&c=2"), "its links go on");
    }
}
