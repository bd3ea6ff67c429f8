//! One act on several quotes: each with its own answer, none undone by another, and none done twice.

use chrono::NaiveDate;
use shared::access::{Action, Scope};
use shared::{CommandId, MemberId};
use uuid::Uuid;

use super::*;

/// The sales agent, who may hand over what is theirs.
fn agent(t: &TestApp) -> Cx {
    let mut cx = t.cx(BuiltinRole::SalesAgent);
    cx.access.permissions.insert(Action::QuotesReassign, Scope::Own);
    cx
}

fn member(t: &TestApp, role: BuiltinRole) -> MemberId {
    t.org().person(role).member
}

/// The code each quote was refused with; empty where it is done.
fn codes(outcomes: &QuoteOutcomes) -> Vec<String> {
    let code = |refused: &Option<Error>| match refused {
        None => String::new(),
        Some(Error::Conflict { code, .. }) => code.clone(),
        Some(Error::Forbidden { missing }) => missing.clone(),
        Some(other) => format!("{other:?}"),
    };
    outcomes.quotes.iter().map(|one| code(&one.refused)).collect()
}

async fn owner_of(cx: &Cx, id: QuoteId) -> Option<MemberId> {
    quotes::show(cx, id).await.expect("the quote").owner
}

/// How often an event of a kind was recorded.
async fn recorded(t: &TestApp, kind: &str) -> i64 {
    let mut conn = t.owner_connection().await;
    sqlx::query_scalar("select count(*) from outbox where kind = $1").bind(kind).fetch_one(&mut conn).await.expect("a count")
}

async fn mails(t: &TestApp, template: &str) -> Vec<(String, String)> {
    let mut conn = t.owner_connection().await;
    sqlx::query_as("select to_address, text_body from mails where template = $1 order by created_at, id")
        .bind(template)
        .fetch_all(&mut conn)
        .await
        .expect("mails")
}

async fn of_mine(t: &TestApp, cx: &Cx) -> QuoteId {
    let id = draft(cx).await.id;
    quotes::give(cx, id, GiveQuote { member: member(t, BuiltinRole::SalesAgent) }).await.expect("it is given");
    id
}

#[tokio::test]
async fn an_agent_gives_away_what_is_theirs_and_each_other_row_says_why_not() {
    let t = TestApp::new().await;
    let (owner, agent) = (t.owner().await, agent(&t));
    let mine = [of_mine(&t, &owner).await, of_mine(&t, &owner).await];
    let theirs = draft(&owner).await.id;
    quotes::give(&owner, theirs, GiveQuote { member: member(&t, BuiltinRole::Manager) }).await.expect("it is given");
    let foreign = draft(&t.foreign(BuiltinRole::Owner)).await.id;
    let missing = QuoteId(Uuid::now_v7());
    let before = recorded(&t, "quotes.reassigned").await;
    let to = member(&t, BuiltinRole::SalesSupport);
    let input = GiveQuotes { quotes: vec![mine[0], theirs, foreign, mine[0], missing, mine[1]], member: to };
    let outcomes = quotes::give_many(&agent, input).await.expect("each is answered");
    assert_eq!(codes(&outcomes), ["", "quotes.reassign", "NotFound", "NotFound", ""]);
    assert_eq!(outcomes.quotes.iter().map(|one| one.quote).collect::<Vec<_>>(), [mine[0], theirs, foreign, missing, mine[1]]);
    assert_eq!((owner_of(&owner, mine[0]).await, owner_of(&owner, mine[1]).await), (Some(to), Some(to)));
    assert_eq!(owner_of(&owner, theirs).await, Some(member(&t, BuiltinRole::Manager)));
    assert_eq!(recorded(&t, "quotes.reassigned").await, before + 2);
}

#[tokio::test]
async fn who_has_not_the_right_and_who_is_given_to_are_looked_at_once_for_all() {
    let t = TestApp::new().await;
    let owner = t.owner().await;
    let chosen = vec![draft(&owner).await.id];
    let input = GiveQuotes { quotes: chosen.clone(), member: member(&t, BuiltinRole::Manager) };
    assert!(matches!(quotes::give_many(&t.cx(BuiltinRole::SalesAgent), input.clone()).await, Err(Error::Forbidden { .. })));
    let because = WithdrawQuotes { quotes: chosen.clone(), reason: "No answer".into() };
    assert!(matches!(quotes::withdraw_many(&t.cx(BuiltinRole::Accountant), because).await, Err(Error::Forbidden { .. })));
    let mut conn = t.owner_connection().await;
    sqlx::query("update members set status = 'deactivated' where id = $1").bind(input.member.0).execute(&mut conn).await.expect("left");
    for member in [input.member, t.other_org().person(BuiltinRole::Manager).member, MemberId(Uuid::now_v7())] {
        let refused = quotes::give_many(&owner, GiveQuotes { member, ..input.clone() }).await.expect_err("nobody to give to");
        assert_eq!(refused, Error::field("member", "unknown_choice"));
    }
    let none = GiveQuotes { quotes: Vec::new(), ..input };
    assert!(matches!(quotes::give_many(&owner, none).await, Err(Error::Invalid(_))));
}

#[tokio::test]
async fn a_reminder_mails_another_link_to_the_same_offer_once_a_day() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (open_one, token) = sent(&cx).await;
    let (off, _) = sent(&cx).await;
    quotes::revoke_link(&cx, off.id).await.expect("switched off");
    let (lost, _) = sent(&cx).await;
    quotes::withdraw(&cx, lost.id, Because::default()).await.expect("withdrawn");
    let unsent = draft(&cx).await;
    let input = RemindQuotes { quotes: vec![open_one.id, off.id, lost.id, unsent.id], message: "Any questions?".into() };
    let outcomes = quotes::remind_many(&cx, input.clone()).await.expect("each is answered");
    assert_eq!(codes(&outcomes), ["", "no_link", "withdrawn", "not_sent"]);
    let sent_mails = mails(&t, "quote_reminder").await;
    let [(to, text)] = sent_mails.as_slice() else { panic!("{sent_mails:?}") };
    assert_eq!(to, "maya@example.com");
    assert!(text.contains("Any questions?"), "{text}");
    let fresh = text.split_once("/q/").and_then(|(_, rest)| rest.split_whitespace().next()).expect("a link");
    assert_ne!(fresh, token);
    for token in [fresh, token.as_str()] {
        let opened = open(&t, token).await;
        assert_eq!(quotes::read(&opened, true, false, None).await.expect("readable").quoted_on, open_one.quoted_on);
    }
    assert!(quotes::is_intact(&cx, open_one.id).await.expect("checked"), "the mail is in the chain of evidence");
    assert_eq!(codes(&quotes::remind_many(&cx, input.clone()).await.expect("answered"))[0], "reminded_lately");
    let mut tomorrow = cx.clone();
    tomorrow.app = cx.app.as_of(Utc::now() + Duration::hours(21));
    assert_eq!(codes(&quotes::remind_many(&tomorrow, input).await.expect("answered"))[0], "");
    assert_eq!(mails(&t, "quote_reminder").await.len(), 2);
}

#[tokio::test]
async fn a_reminder_keeps_the_number_that_opens_the_offer() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let quote = draft(&cx).await;
    let input = SendQuote {
        version: quote.version,
        total_cents: quote.priced.total_cents,
        email: "maya@example.com".into(),
        pin: "4711".into(),
        message: String::new(),
    };
    quotes::send(&cx, quote.id, input).await.expect("sent");
    quotes::remind_many(&cx, RemindQuotes { quotes: vec![quote.id], message: String::new() }).await.expect("reminded");
    let (_, text) = mails(&t, "quote_reminder").await.pop().expect("a mail");
    let opened = open(&t, text.split_once("/q/").and_then(|(_, rest)| rest.split_whitespace().next()).expect("a link")).await;
    assert!(!opened.unlocked_by(None));
    quotes::unlock(&opened, "4711").await.expect("the same number");
}

#[tokio::test]
async fn an_offer_holds_longer_but_never_longer_than_until_the_trip() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (open_one, _) = sent(&cx).await;
    let unsent = draft(&cx).await;
    let zone: chrono_tz::Tz = open_one.zone.parse().expect("a zone");
    let begins = open_one.content.starts().expect("a start");
    let extend = |until: NaiveDate| ExtendQuotes { quotes: vec![open_one.id, unsent.id], until };
    let day = begins.date() - Duration::days(3);
    assert_eq!(codes(&quotes::extend_many(&cx, extend(day)).await.expect("answered")), ["", "not_sent"]);
    let holds = quotes::show(&cx, open_one.id).await.expect("the quote").valid_until.expect("a day");
    assert_eq!(holds.with_timezone(&zone).naive_local(), day.and_hms_opt(23, 59, 59).expect("an evening"));
    assert_eq!(codes(&quotes::extend_many(&cx, extend(day)).await.expect("answered"))[0], "not_later");
    // a day far away means until the trip begins
    let far = NaiveDate::from_ymd_opt(2099, 5, 1).expect("a day");
    assert_eq!(codes(&quotes::extend_many(&cx, extend(far)).await.expect("answered"))[0], "");
    let holds = quotes::show(&cx, open_one.id).await.expect("the quote").valid_until.expect("a day");
    assert_eq!(holds.with_timezone(&zone).naive_local(), begins);
    assert_eq!(recorded(&t, "quotes.extended").await, 2);
    let mut conn = t.owner_connection().await;
    sqlx::query("update quote_revisions set content = jsonb_set(content, '{stops}', '[]') where quote_id = $1")
        .bind(open_one.id.0)
        .execute(&mut conn)
        .await
        .expect("no trip any more");
    assert_eq!(codes(&quotes::extend_many(&cx, extend(far)).await.expect("answered"))[0], "too_late");
}

#[tokio::test]
async fn what_is_lost_keeps_its_reason_and_what_is_over_stays_as_it_is() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (won, token) = sent(&cx).await;
    let opened = open(&t, &token).await;
    let seen = quotes::read(&opened, true, false, None).await.expect("readable");
    quotes::accept_by_link(&opened, acceptance(&seen)).await.expect("accepted");
    let (open_one, _) = sent(&cx).await;
    let unsent = draft(&cx).await;
    let input = WithdrawQuotes { quotes: vec![won.id, open_one.id, unsent.id], reason: " Chose another company ".into() };
    let outcomes = quotes::withdraw_many(&cx, input).await.expect("answered");
    assert_eq!((codes(&outcomes), outcomes.done()), (vec!["closed".into(), String::new(), String::new()], 2));
    let mut conn = t.owner_connection().await;
    let reasons: Vec<(String, Option<String>)> =
        sqlx::query_as("select status, closed_reason from quotes where id = any($1) order by status")
            .bind(vec![won.id.0, open_one.id.0, unsent.id.0])
            .fetch_all(&mut conn)
            .await
            .expect("quotes");
    let lost = || ("withdrawn".to_string(), Some("Chose another company".to_string()));
    assert_eq!(reasons, [("accepted".to_string(), None), lost(), lost()]);
}

#[tokio::test]
async fn a_call_sent_again_does_what_is_missing_and_nothing_twice() {
    let t = TestApp::new().await;
    let (owner, agent) = (t.owner().await, agent(&t));
    let (mine, theirs) = (of_mine(&t, &owner).await, draft(&owner).await.id);
    quotes::give(&owner, theirs, GiveQuote { member: member(&t, BuiltinRole::Manager) }).await.expect("it is given");
    let before = recorded(&t, "quotes.reassigned").await;
    let call = CommandId(Uuid::now_v7());
    let input = GiveQuotes { quotes: vec![mine, theirs], member: member(&t, BuiltinRole::SalesSupport) };
    let send = async |hash: u8| quotes::give_many(&agent.clone().with_command(call, [hash; 32]), input.clone()).await;
    assert_eq!(codes(&send(1).await.expect("answered")), ["", "quotes.reassign"]);
    assert_eq!(codes(&send(1).await.expect("answered again")), ["", "quotes.reassign"], "though it is not the agent's any more");
    assert_eq!(recorded(&t, "quotes.reassigned").await, before + 1);
    let mut conn = t.owner_connection().await;
    sqlx::query("update quotes set owner_id = $2 where id = $1")
        .bind(theirs.0)
        .bind(member(&t, BuiltinRole::SalesAgent).0)
        .execute(&mut conn)
        .await
        .expect("it is the agent's now");
    assert_eq!(codes(&send(1).await.expect("answered")), ["", ""], "what was refused is judged anew");
    assert_eq!(code(send(2).await), "command_reused");
}

#[tokio::test]
async fn a_fault_in_the_middle_ends_the_call_and_sending_it_again_completes_it() {
    let t = TestApp::new().await;
    let owner = t.owner().await;
    let to = member(&t, BuiltinRole::SalesSupport);
    let mut tried = 0;
    loop {
        let ids = [draft(&owner).await.id, draft(&owner).await.id];
        let input = GiveQuotes { quotes: ids.to_vec(), member: to };
        let call = CommandId(Uuid::now_v7());
        let failing = t.owner().await.with_command(call, [1; 32]).failing_at(tried + 1);
        let result = quotes::give_many(&failing, input.clone()).await;
        if !failing.has_failed() {
            assert_eq!(result.expect("nothing was let fail").done(), 2);
            break;
        }
        assert!(result.is_err(), "statement {} failed unnoticed", tried + 1);
        let before = recorded(&t, "quotes.reassigned").await;
        let done = [owner_of(&owner, ids[0]).await, owner_of(&owner, ids[1]).await].iter().filter(|owner| **owner == Some(to)).count();
        let again = quotes::give_many(&t.owner().await.with_command(call, [1; 32]), input).await.expect("it is completed");
        assert_eq!(again.done(), 2);
        let missing = 2 - i64::try_from(done).expect("a count");
        assert_eq!(recorded(&t, "quotes.reassigned").await, before + missing, "statement {}", tried + 1);
        tried += 1;
    }
    assert!(tried > 14, "only {tried} statements were tried");
}
