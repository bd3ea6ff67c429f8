//! What customers do not want: the office is told why, and nothing goes out.

use shared::customers::{EditPreferences, MessageChannel, MessageKind, MessageOn, QuietHours};

use super::*;

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

fn off(kind: MessageKind) -> EditPreferences {
    EditPreferences { off: vec![MessageOn { kind, channel: MessageChannel::Email }], ..nothing() }
}

async fn reminders(t: &TestApp) -> i64 {
    let mut conn = t.owner_connection().await;
    sqlx::query_scalar("select count(*) from mails where template = 'quote_reminder'").fetch_one(&mut conn).await.expect("a count")
}

async fn remind(cx: &Cx, id: QuoteId) -> Option<Error> {
    let input = RemindQuotes { quotes: vec![id], message: String::new() };
    quotes::remind_many(cx, input).await.expect("answered").quotes.remove(0).refused
}

fn code(error: Option<Error>) -> Option<String> {
    match error {
        Some(Error::Conflict { code, .. }) => Some(code),
        _ => None,
    }
}

#[tokio::test]
async fn who_wants_no_reminders_gets_none_and_the_office_is_told() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (quote, _) = sent(&cx).await;
    assert_eq!(quote.to.unwanted, []);
    for input in [off(MessageKind::Reminders), EditPreferences { by_hand: vec![MessageKind::Reminders], ..nothing() }] {
        wants(&cx, &quote, input).await;
        assert_eq!(quotes::show(&cx, quote.id).await.expect("the quote").to.unwanted, [MessageKind::Reminders]);
        let refused = remind(&cx, quote.id).await;
        assert!(refused.as_ref().is_some_and(|why| why.to_string().contains("Maya Lindqvist")), "{refused:?}");
        assert_eq!(code(refused).as_deref(), Some("unwanted"));
    }
    assert_eq!(reminders(&t).await, 0);
    wants(&cx, &quote, off(MessageKind::Marketing)).await;
    assert_eq!(remind(&cx, quote.id).await, None, "other kinds do not matter");
    assert_eq!(reminders(&t).await, 1);
}

#[tokio::test]
async fn an_offer_is_not_mailed_to_who_wants_none_but_to_another_address() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let quote = draft(&cx).await;
    wants(&cx, &quote, off(MessageKind::Quotes)).await;
    let input = |email: &str| SendQuote {
        version: quote.version,
        total_cents: quote.priced.total_cents,
        email: email.into(),
        pin: String::new(),
        message: String::new(),
    };
    let refused = quotes::send(&cx, quote.id, input("Maya@example.com ")).await.err();
    assert_eq!(code(refused).as_deref(), Some("unwanted"));
    quotes::send(&cx, quote.id, input("assistant@example.com")).await.expect("sent to somebody else");
}

#[tokio::test]
async fn a_reminder_waits_until_quiet_hours_are_over() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (quote, _) = sent(&cx).await;
    t.work().await;
    let now = Utc::now().time();
    let quiet = QuietHours {
        from: now.overflowing_sub_signed(Duration::hours(1)).0,
        until: now.overflowing_add_signed(Duration::hours(2)).0,
        zone: "UTC".into(),
    };
    wants(&cx, &quote, EditPreferences { quiet: Some(quiet), ..nothing() }).await;
    assert_eq!(remind(&cx, quote.id).await, None);
    t.work().await;
    let mut conn = t.owner_connection().await;
    let status: String =
        sqlx::query_scalar("select status from mails where template = 'quote_reminder'").fetch_one(&mut conn).await.expect("the mail");
    assert_eq!(status, "queued");
    let later: bool =
        sqlx::query_scalar("select run_at > now() + interval '1 hour' from work where status = 'waiting' and kind = 'mail.send'")
            .fetch_one(&mut conn)
            .await
            .expect("the work");
    assert!(later, "it goes out when they are over");
}
