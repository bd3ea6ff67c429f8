//! Mails written from a lead, on a real database.

use std::time::Duration;

use shared::CommandId;
use shared::access::{BuiltinRole, Scope};
use shared::customers::{EditPreferences, MessageChannel, MessageKind, MessageOn};
use shared::leads::{ActivityKind, FollowUp, MAILS_AN_HOUR, WriteMail};
use shared::quotes::SendQuote;
use shared::tracking::{HitKind, MailOccasion, MailState};
use uuid::Uuid;

use super::mails::rated;
use super::*;
use crate::cx::RequestInfo;
use crate::quotes;
use crate::testing::TestApp;
use crate::tracking::{Asked, find, note};

const PERSON: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1";

fn mail() -> WriteMail {
    WriteMail {
        email: " Maya@Example.com ".into(),
        subject: "Your request".into(),
        body: "Hello Maya,\n\nhow many <b>bags</b>?\n\nOlive".into(),
        locale: None,
        follow_up: None,
    }
}

/// One with a link in it.
fn linked() -> WriteMail {
    WriteMail { body: "Hello Maya, see https://example.com/fleet".into(), ..mail() }
}

fn code(result: Result<Lead>) -> String {
    match result {
        Err(Error::Conflict { code, .. }) => code,
        other => panic!("a refusal, not {other:?}"),
    }
}

/// Lets the organizations track their mails.
async fn allow(t: &TestApp) {
    let mut conn = t.owner_connection().await;
    sqlx::query("update organizations set track_mail = true").execute(&mut conn).await.expect("tracking is on");
}

async fn recorded(t: &TestApp, kind: &str) -> i64 {
    let mut conn = t.owner_connection().await;
    sqlx::query_scalar("select count(*) from outbox where kind = $1").bind(kind).fetch_one(&mut conn).await.expect("a count")
}

#[tokio::test]
async fn a_mail_is_an_activity_counts_as_the_first_touch_and_is_answered_to_its_writer() {
    let t = TestApp::new().await;
    allow(&t).await;
    let cx = t.cx(BuiltinRole::SalesAgent);
    let lead = quotes::tests::lead(&cx).await;
    assert_eq!(show(&cx, lead).await.expect("shown").first_touch_at, None);
    let due_at = cx.now() + chrono::Duration::days(3);
    let follow_up = Some(FollowUp { kind: ActivityKind::Call, what: "Call if there is no answer".into(), due_at });
    let after = write_mail(&cx, lead, WriteMail { follow_up, ..mail() }).await.expect("written");
    assert!(after.first_touch_at.is_some() && after.queue_at.is_none());
    let done = after.activities.iter().find(|activity| activity.done_at.is_some()).expect("it is noted");
    assert_eq!((done.kind, done.by.as_ref().map(|by| by.id)), (ActivityKind::Email, cx.member()));
    assert_eq!(done.body, "Your request\n\nHello Maya,\n\nhow many <b>bags</b>?\n\nOlive");
    assert_eq!(after.row.next_step.map(|step| step.what).as_deref(), Some("Call if there is no answer"));
    assert_eq!((recorded(&t, "leads.mail_written").await, recorded(&t, "leads.follow_up_planned").await), (1, 1));

    let mut conn = t.owner_connection().await;
    let (to, subject, text, html, reply_to): (String, String, String, String, Option<String>) =
        sqlx::query_as("select to_address, subject, text_body, html_body, reply_to from mails where entity = 'lead' and entity_id = $1")
            .bind(lead.0)
            .fetch_one(&mut conn)
            .await
            .expect("one mail");
    assert_eq!((to.as_str(), subject.as_str()), ("maya@example.com", "Your request"));
    assert_eq!(reply_to, Some(t.org().person(BuiltinRole::SalesAgent).email.clone()));
    assert!(text.contains("how many <b>bags</b>?") && !html.contains("<b>bags") && html.contains("&lt;b&gt;bags"), "{html}");

    assert_eq!(mails(&cx, lead).await.expect("the mails")[0].state, MailState::Queued);
    t.work().await;
    let trail = mails(&cx, lead).await.expect("the mails").remove(0);
    assert_eq!((trail.occasion, trail.state, trail.tracked), (MailOccasion::LeadMail, MailState::Kept, true));
    assert_eq!((trail.to.as_deref(), trail.subject.as_deref()), (Some("maya@example.com"), Some("Your request")));
}

#[tokio::test]
async fn that_somebody_opened_it_is_told_on_the_lead() {
    let t = TestApp::new().await;
    allow(&t).await;
    let cx = t.owner().await;
    let lead = quotes::tests::lead(&cx).await;
    write_mail(&cx, lead, mail()).await.expect("written");
    t.work().await;
    let mut conn = t.owner_connection().await;
    sqlx::query("update mails set sent_at = now() - interval '10 minutes'").execute(&mut conn).await.expect("it went out a while ago");
    let html: String =
        sqlx::query_scalar("select html_body from mails where entity_id = $1").bind(lead.0).fetch_one(&mut conn).await.expect("one");
    let html = html.replace("&#x2f;", "/");
    assert!(!html.contains("/t/c/"), "there is nothing to follow: {html}");
    let token = html.split_once("/t/o/").and_then(|(_, rest)| rest.split('"').next()).expect("a picture");
    for _ in 0..2 {
        let found = find(&t.app, &RequestInfo::internal("visitor"), token).await.expect("looked up").expect("a mail");
        assert_eq!(found.target, None);
        for kind in [HitKind::Open, HitKind::Click] {
            let asked = Asked { kind, user_agent: PERSON.into(), is_head: false, purpose: String::new() };
            note(&found, &asked).await.expect("noted");
            sqlx::query("update mail_hits set at = at - interval '1 minute'").execute(&mut conn).await.expect("time passes");
        }
    }
    assert!(mails(&cx, lead).await.expect("the mails")[0].opened_at.is_some());
    let told: (Uuid, String) = sqlx::query_as("select entity_id, actor from outbox where kind = 'tracking.lead_mail_opened'")
        .fetch_one(&mut conn)
        .await
        .expect("told once");
    assert_eq!(told, (lead.0, "Maya Lindqvist".to_string()));
    assert_eq!(recorded(&t, "tracking.clicked").await, 0);
}

#[tokio::test]
async fn who_is_blocked_or_wants_no_such_mails_gets_none() {
    let t = TestApp::new().await;
    let (owner, cx) = (t.owner().await, t.cx(BuiltinRole::SalesAgent));
    let lead = quotes::tests::lead(&cx).await;
    let quote = quotes::create_from_lead(&cx, lead).await.expect("a quote");
    let account = customers::show(&owner, quote.to.account).await.expect("the customer");
    let person = account.contacts.iter().find(|person| person.id == quote.to.contact).expect("the contact");
    let off = vec![MessageOn { kind: MessageKind::FollowUps, channel: MessageChannel::Email }];
    let input = EditPreferences { version: person.version, off, by_hand: vec![], sms: None, quiet: None, untracked: None };
    customers::edit_preferences(&owner, account.id, person.id, input).await.expect("noted");
    assert_eq!(code(write_mail(&cx, lead, mail()).await), "unwanted");
    write_mail(&cx, lead, WriteMail { email: "assistant@example.com".into(), ..mail() }).await.expect("somebody else may get it");

    let mut conn = t.owner_connection().await;
    sqlx::query("update accounts set status = 'blocked' where id = $1").bind(account.id.0).execute(&mut conn).await.expect("blocked");
    let other = WriteMail { email: "assistant@example.com".into(), ..mail() };
    assert_eq!(code(write_mail(&cx, lead, other.clone()).await), "blocked_customer");
    write_mail(&owner, lead, other).await.expect("who may work on everybody's quotes is not held back");
    assert_eq!(recorded(&t, "leads.mail_written").await, 2);
}

#[tokio::test]
async fn mails_about_a_quote_are_for_those_who_may_see_it() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let lead = quotes::tests::lead(&cx).await;
    write_mail(&cx, lead, mail()).await.expect("written");
    let draft = quotes::create_from_lead(&cx, lead).await.expect("a quote");
    let input = SendQuote {
        version: draft.version,
        total_cents: draft.priced.total_cents,
        email: "maya@example.com".into(),
        pin: String::new(),
        message: String::new(),
    };
    quotes::send(&cx, draft.id, input).await.expect("sent");
    // what is told of a quote on the stream of its lead: it was opened, or priced by a visitor
    let mut tx = cx.write().await.expect("a transaction");
    tx.record(crate::events::Record::new(shared::quotes::events::PRICED_ONLINE, draft.id).of(lead)).await.expect("recorded");
    tx.commit(()).await.expect("committed");
    t.relay().await;
    let occasions = async |cx: &Cx| {
        let mails = mails(cx, lead).await.expect("the mails");
        mails.into_iter().map(|mail| mail.occasion).collect::<Vec<_>>()
    };
    let told_of_quotes = async |cx: &Cx| {
        let events = timeline(cx, lead, None).await.expect("the stream").items;
        assert!(events.iter().any(|event| event.kind == "leads.mail_written"));
        events.iter().filter(|event| event.entity == "quote" || event.entity == "revision").count()
    };
    assert_eq!(occasions(&cx).await, [MailOccasion::QuoteSent, MailOccasion::LeadMail]);
    assert_eq!(told_of_quotes(&cx).await, 1);
    // who sees no quotes, and who sees others' not
    let mut without = t.owner().await;
    without.access.permissions.remove(&Action::QuotesView);
    let mut own = t.cx(BuiltinRole::SalesAgent);
    own.access.permissions.insert(Action::LeadsView, Scope::All);
    own.access.permissions.insert(Action::QuotesView, Scope::Own);
    for narrow in [without, own] {
        assert_eq!(occasions(&narrow).await, [MailOccasion::LeadMail]);
        assert_eq!(told_of_quotes(&narrow).await, 0);
    }
    let mut theirs = t.owner().await;
    theirs.access.permissions.insert(Action::QuotesView, Scope::Own);
    assert_eq!(occasions(&theirs).await.len(), 2, "it is their own");
}

#[tokio::test]
async fn who_may_not_change_the_lead_writes_no_mail_and_nobody_writes_without_end() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let lead = quotes::tests::lead(&cx).await;
    assert!(matches!(write_mail(&t.cx(BuiltinRole::Driver), lead, mail()).await, Err(Error::Forbidden { .. })));
    assert!(
        matches!(write_mail(&t.cx(BuiltinRole::SalesAgent), lead, mail()).await, Err(Error::Forbidden { .. })),
        "it is somebody else's"
    );
    assert!(matches!(write_mail(&t.foreign(BuiltinRole::Owner), lead, mail()).await, Err(Error::NotFound)));
    assert!(matches!(write_mail(&cx, lead, WriteMail { email: String::new(), ..mail() }).await, Err(Error::Invalid(_))));
    for _ in 0..MAILS_AN_HOUR {
        t.app.rate(&rated(&cx), MAILS_AN_HOUR, Duration::from_secs(3600)).await.expect("so many");
    }
    assert!(matches!(write_mail(&cx, lead, mail()).await, Err(Error::TooMany { .. })));
    assert_eq!((t.count("mails").await, recorded(&t, "leads.mail_written").await), (0, 0));
}

#[tokio::test]
async fn a_mail_is_written_whole_and_once_whichever_statement_fails() {
    let t = TestApp::new().await;
    allow(&t).await;
    let lead = quotes::tests::lead(&t.owner().await).await;
    let mut conn = t.owner_connection().await;
    let mut tried = 0;
    loop {
        // what was tried before is not counted against this
        sqlx::query("delete from rate_limits").execute(&mut conn).await.expect("forgotten");
        let before = (t.count("mails").await, t.count("mail_links").await, t.count("activities").await);
        let call = CommandId(Uuid::now_v7());
        let failing = t.owner().await.with_command(call, [1; 32]).failing_at(tried + 1);
        let result = write_mail(&failing, lead, linked()).await;
        if !failing.has_failed() {
            result.expect("nothing was let fail");
            break;
        }
        assert!(result.is_err(), "statement {} failed unnoticed", tried + 1);
        let after = (t.count("mails").await, t.count("mail_links").await, t.count("activities").await);
        assert_eq!(after, before, "statement {} left something", tried + 1);
        for _ in 0..2 {
            write_mail(&t.owner().await.with_command(call, [1; 32]), lead, linked()).await.expect("it is completed");
        }
        let done = (t.count("mails").await, t.count("mail_links").await, t.count("activities").await);
        assert_eq!(done, (before.0 + 1, before.1 + 1, before.2 + 1), "statement {}", tried + 1);
        tried += 1;
    }
    assert!(tried > 12, "only {tried} statements were tried");
}
