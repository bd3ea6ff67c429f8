//! Acts on open offers straight from suggestions, and taking a dismissal back while the customer is at work.

use chrono::{Datelike, Duration, NaiveTime, Utc, Weekday};
use chrono_tz::America::Vancouver;
use shared::access::BuiltinRole;
use shared::assistant::*;
use shared::identity::BusinessHours;
use shared::leads::EditTurn;
use shared::quotes::{Content, EditQuote, Quote, QuoteStatus, SendQuote};
use shared::{Error, QuoteId};

use super::tests::{code, find, quote, said, told};
use super::*;
use crate::cx::RequestInfo;
use crate::db::day_in;
use crate::quotes;
use crate::quotes::tests::lead;
use crate::testing::TestApp;

/// An offer that went out for so many days, and the token of its link.
async fn sent(cx: &Cx, valid_days: u32) -> (Quote, String) {
    let draft = quote(cx).await;
    let content = Content { valid_days, ..draft.content.clone() };
    let draft = quotes::edit(cx, draft.id, EditQuote { version: draft.version, content }).await.expect("saved");
    let input = SendQuote {
        version: draft.version,
        total_cents: draft.priced.total_cents,
        email: "maya@example.com".into(),
        pin: String::new(),
        message: String::new(),
    };
    let out = quotes::send(cx, draft.id, input).await.expect("sent");
    let token = out.link.rsplit('/').next().expect("a token").to_string();
    (out.quote, token)
}

/// The same person some days on.
async fn in_days(t: &TestApp, days: i64) -> Cx {
    let mut cx = t.owner().await;
    cx.app = cx.app.as_of(Utc::now() + Duration::days(days));
    cx
}

async fn reminders(t: &TestApp) -> Vec<(String, String, String)> {
    sqlx::query_as("select to_address, subject, text_body from mails where template = 'quote_reminder' order by created_at, id")
        .fetch_all(&mut t.owner_connection().await)
        .await
        .expect("mails")
}

/// How many rows a kind has about a quote, and how many of them are answered.
async fn rows(t: &TestApp, quote: QuoteId, kind: SuggestionKind) -> (i64, i64) {
    sqlx::query_as("select count(*), count(verdict) from suggestions where subject_id = $1 and kind = $2")
        .bind(quote.0)
        .bind(kind.key())
        .fetch_one(&mut t.owner_connection().await)
        .await
        .expect("a count")
}

#[tokio::test]
async fn a_reminder_goes_out_as_it_was_shown_with_what_was_written_in() {
    let t = TestApp::new().await;
    let (offer, _) = sent(&t.owner().await, 14).await;
    let cx = in_days(&t, 3).await;
    let subject = Subject::Quote(offer.id);
    let remind = find(&cx, subject, SuggestionKind::Remind).await;
    assert_eq!(remind.act, Act::Remind { to: "maya@example.com".into(), message: String::new() });
    let shown = remind.preview.iter().find_map(|d| match &d.after {
        Some(Shown::Mail { subject, opening, rest }) => Some((subject.clone(), opening.clone(), rest.clone())),
        _ => None,
    });
    let (title, opening, rest) = shown.expect("the mail is shown");
    assert!(opening.contains("Maya Lindqvist") && rest.contains(&offer.number) && rest.contains("/q/…"), "{opening}\n{rest}");

    let elsewhere = Act::Remind { to: "other@example.com".into(), message: String::new() };
    let refused = answer(&cx, subject, said(SuggestionKind::Remind, Verdict::Edited, Some(elsewhere))).await.expect_err("another address");
    assert_eq!(refused, Error::field("act", "not_applicable"));
    let long = Act::Remind { to: "maya@example.com".into(), message: "x".repeat(2001) };
    let refused = answer(&cx, subject, said(SuggestionKind::Remind, Verdict::Edited, Some(long))).await.expect_err("too long a note");
    assert!(matches!(refused, Error::Invalid(_)), "{refused:?}");
    assert!(reminders(&t).await.is_empty());

    let noted = Act::Remind { to: "maya@example.com".into(), message: "Any questions?".into() };
    let noted = said(SuggestionKind::Remind, Verdict::Edited, Some(noted));
    let done = t.all_or_nothing(10, &cx, async |cx| answer(&cx, subject, noted.clone()).await).await;
    assert!(!done.suggestions.open.iter().any(|s| s.kind == SuggestionKind::Remind), "{done:?}");
    let mails = reminders(&t).await;
    let [(to, line, text)] = mails.as_slice() else { panic!("{mails:?}") };
    assert_eq!((to.as_str(), line), ("maya@example.com", &title));
    assert!(text.starts_with(&format!("{opening}\n\nAny questions?\n\n")), "{text}");
    assert_eq!(code(answer(&cx, subject, noted).await), "outdated");
    assert_eq!(told(&t, "assistant.%").await, ["assistant.edited"]);
    assert_eq!(told(&t, "quotes.reminded").await.len(), 1);
}

#[tokio::test]
async fn an_offer_is_held_open_until_the_day_that_was_chosen() {
    let t = TestApp::new().await;
    let (offer, token) = sent(&t.owner().await, 2).await;
    let cx = t.owner().await;
    let subject = Subject::Quote(offer.id);
    let ends = day_in(&offer.zone, offer.valid_until.expect("it was sent"));
    let hold = find(&cx, subject, SuggestionKind::HoldOpen).await;
    assert_eq!(hold.act, Act::Extend { until: ends + Duration::days(14) });
    assert_eq!(hold.preview.len(), 1);
    let until = |days| Some(Act::Extend { until: ends + Duration::days(days) });
    // it ends in the middle of that day: the evening of it is later
    for days in [-1, -2] {
        let refused = answer(&cx, subject, said(SuggestionKind::HoldOpen, Verdict::Edited, until(days))).await;
        assert_eq!(code(refused), "not_later");
    }
    // nobody buys a trip that has begun: a day beyond it is its own
    let done = answer(&cx, subject, said(SuggestionKind::HoldOpen, Verdict::Edited, until(400))).await.expect("held");
    assert!(!done.suggestions.open.iter().any(|s| s.kind == SuggestionKind::HoldOpen), "{done:?}");
    let held = quotes::show(&cx, offer.id).await.expect("the quote");
    assert!(held.valid_until > offer.valid_until && held.revision_number == 1, "the same offer holds longer");
    assert_eq!(held.valid_until.map(|at| day_in(&offer.zone, at)), held.content.starts().map(|wall| wall.date()));
    let opened = quotes::open(&t.app, RequestInfo::internal("visitor"), &token).await.expect("the link opens");
    quotes::read(&opened, true, false, None).await.expect("it is the same link");
    assert_eq!(told(&t, "assistant.%").await, ["assistant.edited"]);
    assert_eq!(told(&t, "quotes.extended").await.len(), 1);
}

#[tokio::test]
async fn whoever_may_not_send_is_shown_what_they_may_do_instead() {
    let t = TestApp::new().await;
    let (silent, _) = sent(&t.owner().await, 14).await;
    let (ending, _) = sent(&t.owner().await, 2).await;
    let mut later = in_days(&t, 3).await;
    later.access.permissions.remove(&Action::QuotesSend);
    assert!(matches!(find(&later, Subject::Quote(silent.id), SuggestionKind::Remind).await.act, Act::Plan { .. }));
    let mut cx = t.owner().await;
    cx.access.permissions.remove(&Action::QuotesSend);
    assert!(matches!(find(&cx, Subject::Quote(ending.id), SuggestionKind::HoldOpen).await.act, Act::Revise { .. }));
    let mut blind = in_days(&t, 3).await;
    blind.access.fields.clear();
    let seen = suggestions(&blind, Subject::Quote(silent.id)).await.expect("may look").open;
    assert!(!serde_json::to_string(&seen).expect("JSON").contains("maya@"), "an address is personal: {seen:?}");
}

#[tokio::test]
async fn a_dismissal_is_taken_back_also_when_the_customer_opened_the_offer_meanwhile() {
    let t = TestApp::new().await;
    let (offer, token) = sent(&t.owner().await, 14).await;
    let (cx, subject, kind) = (in_days(&t, 3).await, Subject::Quote(offer.id), SuggestionKind::Remind);
    note_shown(&cx, subject).await.expect("noted");
    let gone = answer(&cx, subject, said(kind, Verdict::Dismissed, None)).await.expect("dismissed").suggestions;
    assert_eq!(gone.dismissed, [kind]);
    let opened = quotes::open(&t.app, RequestInfo::internal("visitor"), &token).await.expect("the link opens");
    quotes::read(&opened, true, false, None).await.expect("readable");
    assert_eq!(quotes::show(&cx, offer.id).await.expect("the quote").status, QuoteStatus::Viewed);
    // the page hears of it, reads again and says what it shows; only then somebody presses undo
    note_shown(&cx, subject).await.expect("noted");
    assert_eq!(rows(&t, offer.id, kind).await, (2, 1), "it stands elsewhere, where it is suggested anew");
    for _ in 0..2 {
        let back = restore(&cx, subject, RestoreSuggestion { kind }).await.expect("it is on offer, which is what was asked for");
        assert!(back.dismissed.is_empty() && back.open.iter().any(|s| s.kind == kind), "{back:?}");
        assert_eq!(rows(&t, offer.id, kind).await, (1, 0), "one showing that waits for an answer");
    }
    assert_eq!(told(&t, "assistant.%").await, ["assistant.dismissed", "assistant.restored"]);
}

#[tokio::test]
async fn what_is_listed_as_dismissed_can_be_suggested_again_also_when_it_was_shown_elsewhere_since() {
    let t = TestApp::new().await;
    let (offer, _) = sent(&t.owner().await, 14).await;
    let (cx, subject, kind) = (in_days(&t, 3).await, Subject::Quote(offer.id), SuggestionKind::Remind);
    let stood = async |step: &'static str| {
        sqlx::query("update suggestions set step = $1 where subject_id = $2 and verdict is not null")
            .bind(step)
            .bind(offer.id.0)
            .execute(&mut t.owner_connection().await)
            .await
            .expect("it is set")
    };
    answer(&cx, subject, said(kind, Verdict::Dismissed, None)).await.expect("dismissed");
    stood("elsewhere").await;
    note_shown(&cx, subject).await.expect("noted");
    stood("sent:1").await;
    assert_eq!(suggestions(&cx, subject).await.expect("suggestions").dismissed, [kind]);
    let back = restore(&cx, subject, RestoreSuggestion { kind }).await.expect("it is listed as dismissed");
    assert!(back.dismissed.is_empty() && back.open.iter().any(|s| s.kind == kind), "{back:?}");
    assert_eq!(rows(&t, offer.id, kind).await, (1, 0));
}

#[tokio::test]
async fn why_something_is_dismissed_is_counted_and_quoted_by_the_rates() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let kind = SuggestionKind::MakeQuote;
    let words = [(Some(DismissReason::NotNow), "In spring"), (None, ""), (Some(DismissReason::NotNow), " "), (None, "They called")];
    for (because, reason) in words {
        let subject = Subject::Lead(lead(&cx).await);
        let why = AnswerSuggestion { because, reason: reason.into(), ..said(kind, Verdict::Dismissed, None) };
        answer(&cx, subject, why).await.expect("dismissed");
    }
    let of = |all: SuggestionRates| all.kinds.into_iter().find(|rate| rate.kind == kind).expect("every kind");
    let rate = of(rates(&cx).await.expect("rates"));
    let why = |because, times, words: &[&str]| DismissedFor { because, times, words: words.iter().map(ToString::to_string).collect() };
    assert_eq!(rate.dismissed, 4);
    assert_eq!(rate.reasons, [why(Some(DismissReason::NotNow), 2, &["In spring"]), why(None, 1, &["They called"])]);
    let last = Subject::Lead(lead(&cx).await);
    let followed = AnswerSuggestion { because: Some(DismissReason::NotTrue), ..said(kind, Verdict::Accepted, Some(Act::MakeQuote)) };
    answer(&cx, last, followed).await.expect("followed");
    assert_eq!(of(rates(&cx).await.expect("rates")).reasons, rate.reasons, "what is followed has no reason against it");
    let foreign = of(rates(&t.foreign(shared::access::BuiltinRole::Owner)).await.expect("rates"));
    assert_eq!(foreign.reasons, []);
}

#[tokio::test]
async fn a_step_is_suggested_for_when_the_office_works() {
    let t = TestApp::new().await;
    let mut cx = t.owner().await;
    let subject = Subject::Lead(lead(&cx).await);
    let there = |at: chrono::DateTime<Utc>| at.with_timezone(&Vancouver).naive_local();
    let saturday = (1..=7).map(|n| Utc::now() + Duration::days(n)).find(|at| there(*at).weekday() == Weekday::Sat).expect("every week");
    let monday = there(saturday).date() + Duration::days(2);
    sqlx::query("update organizations set zone = 'America/Vancouver', hours = null, holidays = jsonb_build_array(jsonb_build_object('date', $1::text, 'name', 'Inventory')) where id = $2")
        .bind(monday.to_string())
        .bind(t.org().id.0)
        .execute(&mut t.owner_connection().await)
        .await
        .expect("it is set");
    cx.app = cx.app.as_of(saturday);
    let first = find(&cx, subject, SuggestionKind::FirstTouch).await;
    let Act::Plan { due_at, .. } = first.act else { panic!("{first:?}") };
    let eight = NaiveTime::from_hms_opt(8, 0, 0).expect("a time");
    assert_eq!(there(due_at), (monday + Duration::days(1)).and_time(eight), "neither at the weekend nor on a day it is closed");
    assert!(matches!(first.preview[..], [Difference { after: Some(Shown::Step { due_at: shown, .. }), .. }] if shown == due_at));
}

#[tokio::test]
async fn a_step_is_suggested_for_when_whoever_follows_it_is_there() {
    let t = TestApp::new().await;
    let mut cx = t.owner().await;
    let subject = Subject::Lead(lead(&cx).await);
    let there = |at: chrono::DateTime<Utc>| at.with_timezone(&Vancouver).naive_local();
    let saturday = (1..=7).map(|n| Utc::now() + Duration::days(n)).find(|at| there(*at).weekday() == Weekday::Sat).expect("every week");
    let monday = there(saturday).date() + Duration::days(2);
    sqlx::query("update organizations set zone = 'America/Vancouver', hours = null where id = $1")
        .bind(t.org().id.0)
        .execute(&mut t.owner_connection().await)
        .await
        .expect("it is set");
    let afternoons = BusinessHours { days: [Some((13 * 60, 18 * 60)); 7] };
    let away = EditTurn { hours: Some(afternoons), away_from: Some(there(saturday).date()), away_until: Some(monday), ..EditTurn::at(1) };
    crate::leads::edit_turn(&cx, cx.member().expect("a member"), away).await.expect("known");
    cx.app = cx.app.as_of(saturday);
    let first = find(&cx, subject, SuggestionKind::FirstTouch).await;
    let Act::Plan { due_at, .. } = first.act else { panic!("{first:?}") };
    let one = NaiveTime::from_hms_opt(13, 0, 0).expect("a time");
    assert_eq!(there(due_at), (monday + Duration::days(1)).and_time(one), "when they are back, in their hours");
    // a colleague has those of the office
    let mut colleague = t.cx(BuiltinRole::Manager);
    colleague.app = cx.app.clone();
    let first = find(&colleague, subject, SuggestionKind::FirstTouch).await;
    let Act::Plan { due_at, .. } = first.act else { panic!("{first:?}") };
    let eight = NaiveTime::from_hms_opt(8, 0, 0).expect("a time");
    assert_eq!(there(due_at), monday.and_time(eight));
}
