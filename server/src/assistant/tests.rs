//! Suggestions on a real database.

use shared::access::BuiltinRole;
use shared::assistant::*;
use shared::leads::{ActivityKind, LeadStatus};
use shared::quotes::{EditQuote, Quote, QuoteStatus, SendQuote};
use shared::{Error, Result};

use super::*;
use crate::quotes::tests::lead;
use crate::testing::TestApp;
use crate::{leads, quotes};

pub(super) async fn quote(cx: &Cx) -> Quote {
    quotes::create_from_lead(cx, lead(cx).await).await.expect("a quote")
}

pub(super) async fn find(cx: &Cx, subject: Subject, kind: SuggestionKind) -> Suggestion {
    let all = suggestions(cx, subject).await.expect("suggestions").open;
    all.iter().find(|s| s.kind == kind).cloned().unwrap_or_else(|| panic!("{kind} among {all:?}"))
}

pub(super) fn said(kind: SuggestionKind, verdict: Verdict, act: Option<Act>) -> AnswerSuggestion {
    AnswerSuggestion { kind, verdict, act, because: None, reason: String::new() }
}

/// The act of a suggestion, named as a person would.
fn named(act: Act) -> Act {
    match act {
        Act::Plan { kind, due_at, .. } => Act::Plan { kind, what: "Call Maya".into(), due_at },
        act => act,
    }
}

async fn accept(cx: &Cx, subject: Subject, kind: SuggestionKind) -> Result<Answered> {
    let act = named(find(cx, subject, kind).await.act);
    answer(cx, subject, said(kind, Verdict::Accepted, Some(act))).await
}

pub(super) fn code<T: std::fmt::Debug>(result: Result<T>) -> String {
    match result {
        Err(Error::Conflict { code, .. }) => code,
        other => format!("{other:?}"),
    }
}

pub(super) async fn told(t: &TestApp, like: &str) -> Vec<String> {
    t.relay().await;
    sqlx::query_scalar("select kind from events where kind like $1 and org_id = $2 order by seq")
        .bind(like)
        .bind(t.org().id.0)
        .fetch_all(&mut t.owner_connection().await)
        .await
        .expect("the log")
}

#[tokio::test]
async fn what_is_accepted_is_done_and_recorded_in_one_transaction() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let id = lead(&cx).await;
    let subject = Subject::Lead(id);
    let done = accept(&cx, subject, SuggestionKind::FirstTouch).await.expect("done");
    assert!(!done.suggestions.open.iter().any(|s| s.kind == SuggestionKind::FirstTouch));
    let shown = leads::show(&cx, id).await.expect("the lead");
    assert_eq!(shown.row.next_step.map(|step| (step.kind, step.what)), Some((ActivityKind::Call, "Call Maya".into())));
    assert_eq!(told(&t, "assistant.%").await, ["assistant.accepted"]);
    let quote = said(SuggestionKind::MakeQuote, Verdict::Accepted, Some(Act::MakeQuote));
    let went = t.all_or_nothing(10, &cx, async |cx| answer(&cx, subject, quote.clone()).await).await.went;
    assert!(matches!(went, Some(Went::Quote { .. })), "{went:?}");
    assert_eq!(leads::show(&cx, id).await.expect("the lead").row.status, LeadStatus::Quoted);
}

#[tokio::test]
async fn what_no_longer_holds_or_is_another_act_is_refused() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let subject = Subject::Lead(lead(&cx).await);
    let first = find(&cx, subject, SuggestionKind::FirstTouch).await;
    let nothing = answer(&cx, subject, said(SuggestionKind::FirstTouch, Verdict::Accepted, None)).await.expect_err("nothing to do");
    assert_eq!(nothing, Error::field("act", "required"));
    let other =
        answer(&cx, subject, said(SuggestionKind::FirstTouch, Verdict::Edited, Some(Act::MakeQuote))).await.expect_err("another act");
    assert_eq!(other, Error::field("act", "not_applicable"));
    let unnamed = answer(&cx, subject, said(SuggestionKind::FirstTouch, Verdict::Accepted, Some(first.act.clone()))).await;
    assert!(matches!(unnamed, Err(Error::Invalid(_))), "a step needs a name: {unnamed:?}");
    answer(&cx, subject, said(SuggestionKind::FirstTouch, Verdict::Accepted, Some(named(first.act.clone())))).await.expect("done");
    let again = answer(&cx, subject, said(SuggestionKind::FirstTouch, Verdict::Accepted, Some(named(first.act)))).await;
    assert_eq!(code(again), "outdated");
    assert_eq!(code(answer(&cx, subject, said(SuggestionKind::SendIt, Verdict::Dismissed, None)).await), "outdated");
    assert_eq!(told(&t, "assistant.%").await, ["assistant.accepted"]);
}

#[tokio::test]
async fn a_dismissal_holds_where_the_lead_stands_and_can_be_taken_back() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let id = lead(&cx).await;
    let subject = Subject::Lead(id);
    let gone = answer(&cx, subject, said(SuggestionKind::MakeQuote, Verdict::Dismissed, None)).await.expect("dismissed").suggestions;
    assert!(!gone.open.iter().any(|s| s.kind == SuggestionKind::MakeQuote));
    assert_eq!(gone.dismissed, [SuggestionKind::MakeQuote]);
    let back = restore(&cx, subject, RestoreSuggestion { kind: SuggestionKind::MakeQuote }).await.expect("restored");
    assert!(back.open.iter().any(|s| s.kind == SuggestionKind::MakeQuote) && back.dismissed.is_empty());
    let again = restore(&cx, subject, RestoreSuggestion { kind: SuggestionKind::MakeQuote }).await.expect("it is on offer already");
    assert!(again.open.iter().any(|s| s.kind == SuggestionKind::MakeQuote) && again.dismissed.is_empty());
    let never = restore(&cx, subject, RestoreSuggestion { kind: SuggestionKind::SendIt }).await;
    assert_eq!(code(never), "outdated");

    answer(&cx, subject, said(SuggestionKind::MakeQuote, Verdict::Dismissed, None)).await.expect("dismissed again");
    accept(&cx, subject, SuggestionKind::FirstTouch).await.expect("planned");
    let step = leads::show(&cx, id).await.expect("the lead").row.next_step.expect("a step").id;
    let done = shared::leads::CompleteActivity { outcome: Some(shared::leads::Outcome::Reached), note: None, follow_up: None };
    leads::complete(&cx, id, step, done).await.expect("called");
    accept(&cx, subject, SuggestionKind::Advance).await.expect("moved on");
    assert_eq!(leads::show(&cx, id).await.expect("the lead").row.status, LeadStatus::Contacted);
    let next = suggestions(&cx, subject).await.expect("suggestions");
    assert!(
        next.dismissed.is_empty() && next.open.iter().any(|s| s.kind == SuggestionKind::MakeQuote),
        "elsewhere it is asked again: {next:?}"
    );
    let kinds = ["dismissed", "restored", "dismissed", "accepted", "accepted"].map(|kind| format!("assistant.{kind}"));
    assert_eq!(told(&t, "assistant.%").await, kinds);
}

#[tokio::test]
async fn a_long_trip_gets_a_second_driver_and_a_full_coach_a_larger_one_by_the_builders_own_rules() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let draft = quote(&cx).await;
    let mut content = draft.content.clone();
    content.stops[1].leg_minutes = Some(780);
    content.passengers = 100;
    let draft = quotes::edit(&cx, draft.id, EditQuote { version: draft.version, content }).await.expect("saved");
    let subject = Subject::Quote(draft.id);
    assert!(!suggestions(&cx, subject).await.expect("suggestions").open.iter().any(|s| s.kind == SuggestionKind::SendIt));
    accept(&cx, subject, SuggestionKind::SecondDriver).await.expect("mended");
    accept(&cx, subject, SuggestionKind::FitSeats).await.expect("seated");
    let mended = quotes::show(&cx, draft.id).await.expect("the quote");
    let law = mended.content.law(mended.service_line, mended.currency);
    assert!(mended.content.hours(law).violations.is_empty());
    assert!(mended.priced.problems.is_empty(), "{:?}", mended.priced.problems);
    assert!(mended.priced.total_cents > draft.priced.total_cents);

    let sent = accept(&cx, subject, SuggestionKind::SendIt).await.expect("sent");
    assert!(matches!(&sent.went, Some(Went::Link { link }) if link.contains("/q/")), "{:?}", sent.went);
    assert!(sent.suggestions.open.len() >= LEAST);
    assert_eq!(quotes::show(&cx, draft.id).await.expect("the quote").status, QuoteStatus::Sent);
}

#[tokio::test]
async fn an_offer_is_revised_with_what_was_edited() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let draft = quote(&cx).await;
    let input = SendQuote {
        version: draft.version,
        total_cents: draft.priced.total_cents,
        email: "maya@example.com".into(),
        pin: String::new(),
        message: String::new(),
    };
    quotes::send(&cx, draft.id, input).await.expect("sent");
    let subject = Subject::Quote(draft.id);
    let offered = suggestions(&cx, subject).await.expect("suggestions").open;
    assert!(offered.iter().any(|s| s.kind == SuggestionKind::ReviseIt), "{offered:?}");
    let longer = Act::Revise { valid_days: 45, code: String::new() };
    let wrong = Act::Revise { valid_days: 500, code: String::new() };
    let refused = answer(&cx, subject, said(SuggestionKind::ReviseIt, Verdict::Edited, Some(wrong))).await.expect_err("too long");
    assert_eq!(refused, Error::field("valid_days", "invalid"));
    let no_code = Act::Revise { valid_days: 45, code: "NOSUCHCODE".into() };
    let refused = answer(&cx, subject, said(SuggestionKind::ReviseIt, Verdict::Edited, Some(no_code))).await.expect_err("no such code");
    assert_eq!(refused, Error::field("code", "unknown_promo"));
    answer(&cx, subject, said(SuggestionKind::ReviseIt, Verdict::Edited, Some(longer))).await.expect("revised");
    let revised = quotes::show(&cx, draft.id).await.expect("the quote");
    assert_eq!((revised.status, revised.revision_number, revised.content.valid_days), (QuoteStatus::Draft, 2, 45));
    assert_eq!(told(&t, "assistant.%").await, ["assistant.edited"]);
}

#[tokio::test]
async fn nobody_is_shown_what_they_may_not_do() {
    let t = TestApp::new().await;
    let owner = t.owner().await;
    let id = lead(&owner).await;
    let auditor = t.cx(BuiltinRole::Auditor);
    assert_eq!(suggestions(&auditor, Subject::Lead(id)).await.expect("may look").open, []);
    let agent = t.cx(BuiltinRole::SalesAgent);
    assert_eq!(suggestions(&agent, Subject::Lead(id)).await.expect("may look").open, [], "it is the owner's");
    let refused = answer(&agent, Subject::Lead(id), said(SuggestionKind::MakeQuote, Verdict::Dismissed, None)).await;
    assert!(matches!(refused, Err(Error::Forbidden { .. })), "{refused:?}");
    let stranger = t.foreign(BuiltinRole::Owner);
    assert_eq!(suggestions(&stranger, Subject::Lead(id)).await.expect_err("not theirs"), Error::NotFound);
    assert_eq!(note_shown(&stranger, Subject::Lead(id)).await.expect_err("not theirs"), Error::NotFound);
    let draft = quote(&owner).await;
    let mut narrow = t.cx(BuiltinRole::SalesAgent);
    narrow.access.permissions.insert(Action::QuotesView, Scope::Own);
    assert_eq!(suggestions(&narrow, Subject::Quote(draft.id)).await.expect_err("a colleague's"), Error::NotFound);
    let mut blind = t.owner().await;
    blind.access.fields.clear();
    let seen = suggestions(&blind, Subject::Quote(draft.id)).await.expect("may look").open;
    assert!(!serde_json::to_string(&seen).expect("JSON").contains("maya@"), "an address is personal: {seen:?}");
    assert!(matches!(rates(&agent).await, Err(Error::Forbidden { .. })));
}

#[tokio::test]
async fn showings_are_counted_once_until_they_are_answered() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let subject = Subject::Lead(lead(&cx).await);
    for _ in 0..3 {
        note_shown(&cx, subject).await.expect("noted");
    }
    let shown = suggestions(&cx, subject).await.expect("suggestions").open.len() as i64;
    assert_eq!(t.count("suggestions").await, shown);
    answer(&cx, subject, said(SuggestionKind::MakeQuote, Verdict::Dismissed, None)).await.expect("dismissed");
    accept(&cx, subject, SuggestionKind::FirstTouch).await.expect("done");
    let all = rates(&cx).await.expect("rates").kinds;
    let of = |kind| all.iter().find(|r| r.kind == kind).expect("every kind is there");
    assert_eq!(all.len(), SuggestionKind::ALL.len());
    assert_eq!((of(SuggestionKind::MakeQuote).shown, of(SuggestionKind::MakeQuote).dismissed), (1, 1));
    assert_eq!((of(SuggestionKind::FirstTouch).accepted, of(SuggestionKind::FirstTouch).rate()), (1, Some(100)));
    assert_eq!(told(&t, "assistant.%").await.len(), 2, "looking is told nobody");
}

/// So many leads about which a kind was dismissed in the past.
async fn dismissed_before(t: &TestApp, kind: SuggestionKind, times: i64) {
    let org = t.org().id.0;
    let lead: uuid::Uuid = sqlx::query_scalar("select id from leads where org_id = $1 limit 1")
        .bind(org)
        .fetch_one(&mut t.owner_connection().await)
        .await
        .expect("a lead");
    sqlx::query(
        "insert into suggestions (org_id, id, lead_id, kind, step, shown_at, last_shown_at, verdict, answered_at)
         select $1, gen_random_uuid(), $2, $3, 'elsewhere', now() - interval '3 days', now() - interval '3 days', 'dismissed', now() - interval '3 days' from generate_series(1, $4)",
    )
    .bind(org)
    .bind(lead)
    .bind(kind.key())
    .bind(times)
    .execute(&mut t.owner_connection().await)
    .await
    .expect("answers");
}

#[tokio::test]
async fn a_kind_hardly_anybody_follows_is_retired_until_somebody_brings_it_back() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let subject = Subject::Lead(lead(&cx).await);
    dismissed_before(&t, SuggestionKind::MakeQuote, TRIED - 2).await;
    note_shown(&cx, subject).await.expect("noted");
    assert_eq!(find(&cx, subject, SuggestionKind::MakeQuote).await.confidence, confidence(0, TRIED - 2));
    dismissed_before(&t, SuggestionKind::MakeQuote, 1).await;
    let gone = answer(&cx, subject, said(SuggestionKind::MakeQuote, Verdict::Dismissed, None)).await.expect("dismissed").suggestions;
    assert!(!gone.open.iter().any(|s| s.kind == SuggestionKind::MakeQuote));
    let other = Subject::Lead(lead(&cx).await);
    assert!(
        !suggestions(&cx, other).await.expect("suggestions").open.iter().any(|s| s.kind == SuggestionKind::MakeQuote),
        "retired everywhere"
    );
    let of = |all: SuggestionRates| all.kinds.into_iter().find(|r| r.kind == SuggestionKind::MakeQuote).expect("every kind");
    let retired = of(rates(&cx).await.expect("rates"));
    assert!(retired.retired_at.is_some() && retired.retired_by.is_none(), "{retired:?}");

    let back = retire(&cx, RetireSuggestion { kind: SuggestionKind::MakeQuote, retired: false }).await.expect("brought back");
    assert!(of(back).retired_at.is_none());
    find(&cx, other, SuggestionKind::MakeQuote).await;
    answer(&cx, other, said(SuggestionKind::MakeQuote, Verdict::Dismissed, None)).await.expect("dismissed");
    assert!(of(rates(&cx).await.expect("rates")).retired_at.is_none(), "its rate counts anew");
    let by_hand = of(retire(&cx, RetireSuggestion { kind: SuggestionKind::MakeQuote, retired: true }).await.expect("retired"));
    assert_eq!(by_hand.retired_by.as_deref(), Some(cx.actor.name()));
    assert_eq!(told(&t, "assistant.ret%").await, ["assistant.retired", "assistant.returned", "assistant.retired"]);
    let foreign = of(rates(&t.foreign(BuiltinRole::Owner)).await.expect("rates"));
    assert_eq!(foreign, KindRate::none(SuggestionKind::MakeQuote), "another organization decides for itself");
}
