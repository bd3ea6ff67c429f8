//! Offers handed over by the sender's own means.

use shared::customers::{AccountStatus, ConsentWay, EditPreferences, MessageChannel, MessageKind, MessageOn, QuietHours, SmsChange};

use super::blocked::change_customer;
use super::*;

fn way(quote: &Quote, channel: ShareChannel, phone: &str) -> ShareQuote {
    ShareQuote { version: quote.version, total_cents: quote.priced.total_cents, channel, phone: phone.into(), pin: String::new() }
}

fn nothing() -> EditPreferences {
    EditPreferences { version: 0, off: vec![], by_hand: vec![], sms: None, quiet: None, untracked: None }
}

/// Says what the contact of a quote wants.
async fn wants(cx: &Cx, quote: &Quote, input: EditPreferences) {
    let account = crate::customers::show(cx, quote.to.account).await.expect("the customer");
    let person = account.contacts.iter().find(|person| person.id == quote.to.contact).expect("the contact");
    let input = EditPreferences { version: person.version, ..input };
    crate::customers::edit_preferences(cx, account.id, person.id, input).await.expect("noted");
}

fn agreed() -> SmsChange {
    SmsChange {
        agreed: true,
        how: ConsentWay::Spoken,
        day: Some(Utc::now().date_naive() - Duration::days(2)),
        wording: "May we text you?".into(),
    }
}

/// Hours around now in which somebody wants to be left alone.
fn quiet_now() -> QuietHours {
    let now = Utc::now().time();
    QuietHours {
        from: now.overflowing_sub_signed(Duration::hours(1)).0,
        until: now.overflowing_add_signed(Duration::hours(2)).0,
        zone: "UTC".into(),
    }
}

#[tokio::test]
async fn a_link_to_copy_is_made_without_a_mail_and_the_offer_counts_as_sent() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let quote = draft(&cx).await;
    let input = ShareQuote { pin: "4711".into(), ..way(&quote, ShareChannel::Link, "") };
    let out = quotes::share(&cx, quote.id, input.clone()).await.expect("shared");
    assert_eq!((out.quote.status, out.quote.link_live, out.quote.link_has_pin, out.opens), (QuoteStatus::Sent, true, true, None));
    assert!(out.text.ends_with(&out.link) && out.text.contains("Maya Lindqvist") && out.text.contains(&quote.number), "{}", out.text);
    assert_eq!(t.count("mails").await, 0);
    let token = out.link.rsplit('/').next().expect("a token");
    let opened = open(&t, token).await;
    assert!(!opened.unlocked_by(None), "the number is asked for");
    assert!(quotes::is_intact(&cx, quote.id).await.expect("checked"), "the evidence names what went out");
    assert_eq!(code(quotes::share(&cx, quote.id, input).await), "changed", "it is not sent twice");

    let mut conn = t.owner_connection().await;
    let (channel, email): (String, String) =
        sqlx::query_as("select channel, email from quote_links").fetch_one(&mut conn).await.expect("one link");
    assert_eq!((channel.as_str(), email.as_str()), ("link", ""));
    let told: serde_json::Value =
        sqlx::query_scalar("select data from outbox where kind = 'quotes.sent'").fetch_one(&mut conn).await.expect("one event");
    assert_eq!((told["channel"].as_str(), told["to"].is_null()), (Some("link"), true));
    assert!(!told.to_string().contains(token), "nobody reads the link in the log");
    quotes::revoke_link(&cx, quote.id).await.expect("switched off");
    assert_eq!(quotes::open(&t.app, RequestInfo::internal("visitor"), token).await.err(), Some(Error::NotFound));
}

#[tokio::test]
async fn another_link_of_an_open_offer_asks_for_the_same_number_and_the_former_goes_on_working() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let quote = draft(&cx).await;
    let input = ShareQuote { pin: "4711".into(), ..way(&quote, ShareChannel::Link, "") };
    let first = quotes::share(&cx, quote.id, input).await.expect("shared");
    let second = quotes::share(&cx, quote.id, way(&first.quote, ShareChannel::Whatsapp, "604 555 0134")).await.expect("once more");
    assert_eq!((second.quote.status, second.quote.revision), (QuoteStatus::Sent, first.quote.revision));
    assert_ne!(first.link, second.link);
    for link in [&first.link, &second.link] {
        let opened = open(&t, link.rsplit('/').next().expect("a token")).await;
        assert!(!opened.unlocked_by(None), "{link} asks for the number");
    }
    let closed = quotes::revoke_link(&cx, quote.id).await.expect("switched off");
    let third = quotes::share(&cx, quote.id, way(&closed, ShareChannel::Link, "")).await.expect("a new link");
    let opened = open(&t, third.link.rsplit('/').next().expect("a token")).await;
    assert!(!opened.unlocked_by(None), "the number was not switched off");
    assert!(quotes::is_intact(&cx, quote.id).await.expect("checked"));
    let mut conn = t.owner_connection().await;
    let told: i64 = sqlx::query_scalar("select count(*) from outbox where kind in ('quotes.sent', 'quotes.shared')")
        .fetch_one(&mut conn)
        .await
        .expect("a count");
    assert_eq!(told, 3);
    quotes::withdraw(&cx, quote.id, Because { reason: String::new() }).await.expect("taken back");
    let over = quotes::show(&cx, quote.id).await.expect("the quote");
    assert_eq!(code(quotes::share(&cx, quote.id, way(&over, ShareChannel::Link, "")).await), "not_a_draft");
}

#[tokio::test]
async fn another_link_goes_to_a_blocked_customer_by_those_whom_a_block_does_not_hold_back() {
    let t = TestApp::new().await;
    let (cx, agent) = (t.owner().await, t.cx(BuiltinRole::SalesAgent));
    let quote = draft(&agent).await;
    let out = quotes::share(&agent, quote.id, way(&quote, ShareChannel::Link, "")).await.expect("shared").quote;
    change_customer(&cx, quote.to.account, |form| form.status = AccountStatus::Blocked).await;
    assert_eq!(code(quotes::share(&agent, quote.id, way(&out, ShareChannel::Link, "")).await), "blocked_customer");
    quotes::share(&cx, quote.id, way(&out, ShareChannel::Link, "")).await.expect("a block does not hold them back");
}

#[tokio::test]
async fn a_message_opens_the_app_of_the_device_and_a_reminder_goes_to_the_contact_by_mail() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let quote = draft(&cx).await;
    let nobody = quotes::share(&cx, quote.id, way(&quote, ShareChannel::Whatsapp, "")).await;
    assert_eq!(nobody.err(), Some(Error::field("phone", "required")));
    let out = quotes::share(&cx, quote.id, way(&quote, ShareChannel::Whatsapp, "604 555 0134")).await.expect("shared");
    assert!(out.opens.expect("an app").starts_with("https://wa.me/16045550134?text=Hello%20Maya%20Lindqvist"));
    let evidence = out.quote.evidence.last().expect("it was noted");
    assert!(evidence.detail.ends_with("to +16045550134 by whatsapp"), "{}", evidence.detail);

    let input = RemindQuotes { quotes: vec![quote.id], message: String::new() };
    let outcome = quotes::remind_many(&cx, input).await.expect("answered").quotes.remove(0);
    assert_eq!(outcome.refused, None);
    let mut conn = t.owner_connection().await;
    let to: String = sqlx::query_scalar("select to_address from mails").fetch_one(&mut conn).await.expect("one mail");
    assert_eq!(to, "maya@example.com");
}

#[tokio::test]
async fn nobody_is_sent_a_message_they_do_not_want() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let quote = draft(&cx).await;
    let share = async |channel, phone: &str| code(quotes::share(&cx, quote.id, way(&quote, channel, phone)).await);
    let theirs = "+1 (604) 555-0134";
    assert_eq!(share(ShareChannel::Sms, theirs).await, "unwanted", "nobody agreed to text messages");
    let off = vec![MessageOn { kind: MessageKind::Quotes, channel: MessageChannel::Whatsapp }];
    wants(&cx, &quote, EditPreferences { off, sms: Some(agreed()), ..nothing() }).await;
    assert_eq!(share(ShareChannel::Whatsapp, theirs).await, "unwanted");
    wants(&cx, &quote, EditPreferences { quiet: Some(quiet_now()), ..nothing() }).await;
    for channel in [ShareChannel::Sms, ShareChannel::Whatsapp] {
        assert_eq!(share(channel, theirs).await, "quiet_hours");
    }
    assert_eq!(t.count("quote_links").await, 0);
    wants(&cx, &quote, nothing()).await;
    let out = quotes::share(&cx, quote.id, way(&quote, ShareChannel::Sms, theirs)).await.expect("they agreed");
    assert!(out.opens.expect("an app").starts_with("sms:+16045550134?&body=Hello%20"));
}

#[tokio::test]
async fn only_who_may_send_hands_over() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let quote = draft(&cx).await;
    let input = way(&quote, ShareChannel::Link, "");
    assert!(matches!(quotes::share(&t.cx(BuiltinRole::Driver), quote.id, input.clone()).await, Err(Error::Forbidden { .. })));
    assert_eq!(quotes::share(&t.foreign(BuiltinRole::Owner), quote.id, input.clone()).await.err(), Some(Error::NotFound));
    let old = ShareQuote { version: quote.version + 1, ..input };
    assert_eq!(code(quotes::share(&cx, quote.id, old).await), "changed");
}
