//! A price that takes off more than its sender may: kept, not sent, approved by somebody else as it is.

use shared::pricing::{Adjustment, Change, LineItem};
use shared::{CommandId, FieldErrors, LineId};

use super::*;

fn by_hand(change: Change) -> Option<Adjustment> {
    Some(Adjustment { change, reason: " They come every week ".into() })
}

async fn save(cx: &Cx, quote: &Quote, change: impl FnOnce(&mut Content)) -> Quote {
    let mut content = quote.content.clone();
    change(&mut content);
    quotes::edit(cx, quote.id, EditQuote { version: quote.version, content }).await.expect("saved")
}

/// An agent's draft with twelve per cent off.
async fn generous(agent: &Cx) -> Quote {
    let quote = draft(agent).await;
    save(agent, &quote, |c| c.adjustment = by_hand(Change::PercentBp(-1_200))).await
}

async fn send(cx: &Cx, quote: &Quote) -> shared::Result<SentQuote> {
    let input = SendQuote {
        version: quote.version,
        total_cents: quote.priced.total_cents,
        email: "maya@example.com".into(),
        pin: String::new(),
        message: String::new(),
    };
    quotes::send(cx, quote.id, input).await
}

async fn approve(cx: &Cx, quote: &Quote, note: &str) -> shared::Result<Quote> {
    quotes::approve(cx, quote.id, ApproveQuote { version: quote.version, total_cents: quote.priced.total_cents, note: note.into() }).await
}

fn needs_approval() -> Error {
    Error::Invalid(FieldErrors::one("adjustment", "needs_approval"))
}

#[tokio::test]
async fn within_the_limit_of_a_role_nobody_has_to_be_asked() {
    let t = TestApp::new().await;
    let agent = t.cx(BuiltinRole::SalesAgent);
    let quote = draft(&agent).await;
    let quote = save(&agent, &quote, |c| c.adjustment = by_hand(Change::PercentBp(-500))).await;
    assert_eq!(quote.content.adjustment.as_ref().map(|a| a.reason.as_str()), Some("They come every week"));
    assert_eq!((quote.approval.limit_bp, quote.approval.approvers.len()), (500, 0));
    let sent = send(&agent, &quote).await.expect("it goes out");
    let opened = open(&t, sent.link.rsplit('/').next().expect("a token")).await;
    let seen = quotes::read(&opened, true, false, None).await.expect("readable");
    assert_eq!(seen.priced.total_cents, quote.priced.total_cents);
    assert_eq!(seen.content.adjustment.expect("the line is seen").reason, "", "why is nothing for customers");
    let surcharge = draft(&agent).await;
    let surcharge = save(&agent, &surcharge, |c| c.adjustment = by_hand(Change::PercentBp(9_000))).await;
    send(&agent, &surcharge).await.expect("nobody has to allow more");
}

#[tokio::test]
async fn beyond_it_the_draft_is_kept_names_who_may_approve_and_does_not_go_out() {
    let t = TestApp::new().await;
    let agent = t.cx(BuiltinRole::SalesAgent);
    let quote = generous(&agent).await;
    assert_eq!(quote.priced.conceded_bp(), 1_200);
    let who = |role| t.org().person(role).name.clone();
    let mut names: Vec<String> = [BuiltinRole::Owner, BuiltinRole::Admin, BuiltinRole::Manager].map(who).into();
    names.sort();
    assert_eq!(quote.approval.approvers, names);
    assert_eq!(send(&agent, &quote).await.expect_err("too much"), needs_approval());
    let more = save(&agent, &quote, |c| c.adjustment = by_hand(Change::PercentBp(-1_501))).await;
    assert!(!more.approval.approvers.contains(&who(BuiltinRole::Manager)), "a manager may not either");
    assert_eq!(send(&t.cx(BuiltinRole::Manager), &more).await.expect_err("too much"), needs_approval());
    send(&t.owner().await, &more).await.expect("owners may");
}

#[tokio::test]
async fn a_line_below_zero_is_held_against_the_limit_too() {
    let t = TestApp::new().await;
    let manager = t.cx(BuiltinRole::Manager);
    let quote = draft(&manager).await;
    let off = LineItem {
        id: LineId(uuid::Uuid::from_u128(7)),
        name: "Good will".into(),
        note: String::new(),
        quantity_milli: 1_000,
        unit_cents: -quote.priced.subtotal_cents / 5,
        unit_cost_cents: None,
        optional: true,
        chosen: false,
    };
    let quote = save(&manager, &quote, |c| c.lines.push(off)).await;
    assert_eq!(send(&manager, &quote).await.expect_err("a fifth is too much"), needs_approval());
}

#[tokio::test]
async fn somebody_else_approves_exactly_this_price_and_the_owner_of_the_quote_is_told() {
    let t = TestApp::new().await;
    let (agent, manager) = (t.cx(BuiltinRole::SalesAgent), t.cx(BuiltinRole::Manager));
    let quote = generous(&agent).await;
    assert_eq!(approve(&agent, &quote, "").await.expect_err("never by oneself"), Error::Forbidden { missing: "discount_limit".into() });
    let approved = approve(&manager, &quote, " Once ").await.expect("managers may");
    assert_eq!(approved.version, quote.version, "what is typed meanwhile is no conflict");
    let given = approved.approval.approved.clone().expect("approved");
    assert_eq!((given.by, given.note.as_str()), (manager.actor.name().to_string(), "Once"));
    assert!(approved.approval.approvers.is_empty());
    let again = approve(&t.owner().await, &quote, "Me too").await.expect("nothing more to say");
    assert_eq!(again.approval.approved, approved.approval.approved, "the first word stands");
    t.relay().await;
    let told: Vec<serde_json::Value> = sqlx::query_scalar("select data from events where entity_id = $1 and kind = 'quotes.approved'")
        .bind(quote.id.0)
        .fetch_all(&mut t.owner_connection().await)
        .await
        .expect("events");
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["off_bp"], 1_200);
    assert_eq!(told[0]["total_cents"], quote.priced.total_cents);
    let mails: Vec<String> = sqlx::query_scalar("select text_body from mails where template = 'quote_approved' and to_name = $1")
        .bind(agent.actor.name())
        .fetch_all(&mut t.owner_connection().await)
        .await
        .expect("mails");
    assert_eq!(mails.len(), 1);
    assert!(mails[0].contains(manager.actor.name()) && mails[0].contains("Once"), "{}", mails[0]);
    send(&agent, &approved).await.expect("it goes out");
}

#[tokio::test]
async fn any_change_voids_an_approval() {
    let t = TestApp::new().await;
    let (agent, manager) = (t.cx(BuiltinRole::SalesAgent), t.cx(BuiltinRole::Manager));
    let quote = generous(&agent).await;
    let approved = approve(&manager, &quote, "").await.expect("approved");
    let before = approved.content.clone();
    // other words at the same price are another offer
    let changed = save(&agent, &approved, |c| c.message = "See you there".into()).await;
    assert_eq!((changed.approval.approved.clone(), changed.priced.total_cents), (None, approved.priced.total_cents));
    assert!(!changed.approval.approvers.is_empty());
    assert_eq!(send(&agent, &changed).await.expect_err("another offer"), needs_approval());
    assert_eq!(code(approve(&manager, &quote, "").await), "changed", "what was on the screen is another price");
    let back = save(&agent, &changed, |c| *c = before).await;
    assert!(back.approval.approved.is_some(), "what was approved is there again");
    let promo = NewPromo {
        code: "team150".into(),
        discount: Discount::Cents(15_000),
        minimum_cents: 0,
        service_line: None,
        starts_on: None,
        ends_on: None,
        max_uses: None,
        only: PromoScope::default(),
    };
    crate::pricing::create_promo(&t.owner().await, promo).await.expect("a code");
    let coded = quotes::use_promo(&agent, quote.id, UsePromo { code: "TEAM150".into() }).await.expect("on it");
    assert_eq!(coded.approval.approved, None, "another total");
    let approved = approve(&manager, &coded, "").await.expect("approved");
    send(&agent, &approved).await.expect("it goes out");
    let revised = quotes::revise(&agent, quote.id).await.expect("revised");
    assert_eq!(revised.approval.approved, None, "a revision is approved by itself");
    assert_eq!(send(&agent, &revised).await.expect_err("not approved"), needs_approval());
}

#[tokio::test]
async fn what_needs_no_word_or_is_not_ours_is_not_approved() {
    let t = TestApp::new().await;
    let (agent, manager) = (t.cx(BuiltinRole::SalesAgent), t.cx(BuiltinRole::Manager));
    let plain = draft(&agent).await;
    assert_eq!(code(approve(&manager, &plain, "").await), "nothing_to_approve");
    let quote = generous(&agent).await;
    assert_eq!(approve(&t.foreign(BuiltinRole::Owner), &quote, "").await.expect_err("hidden"), Error::NotFound);
    for role in [BuiltinRole::Dispatcher, BuiltinRole::Auditor, BuiltinRole::SalesSupport] {
        let refused = approve(&t.cx(role), &quote, "").await;
        assert_eq!(refused.expect_err("no right to send"), Error::Forbidden { missing: "quotes.send".into() });
    }
    let approved = approve(&manager, &quote, "").await.expect("approved");
    let sent = send(&agent, &approved).await.expect("sent").quote;
    assert_eq!(code(approve(&manager, &sent, "").await), "not_a_draft");
}

#[tokio::test]
async fn an_approval_is_given_once_however_often_it_is_asked() {
    let t = TestApp::new().await;
    let quote = generous(&t.cx(BuiltinRole::SalesAgent)).await;
    let command: CommandId = t.cx(BuiltinRole::Manager).id();
    let mut answers = Vec::new();
    for _ in 0..2 {
        let manager = t.cx(BuiltinRole::Manager).with_command(command, [7; 32]);
        answers.push(approve(&manager, &quote, "Once").await.expect("approved"));
    }
    assert_eq!(answers[0], answers[1]);
    t.relay().await;
    let told: i64 = sqlx::query_scalar("select count(*) from events where entity_id = $1 and kind = 'quotes.approved'")
        .bind(quote.id.0)
        .fetch_one(&mut t.owner_connection().await)
        .await
        .expect("events");
    assert_eq!(told, 1);
}

#[tokio::test]
async fn a_role_of_ones_own_brings_its_limit_and_names_its_holder() {
    let t = TestApp::new().await;
    let (owner, agent) = (t.owner().await, t.cx(BuiltinRole::SalesAgent));
    let access = shared::access::Access { discount_bp: 2_500, ..BuiltinRole::Manager.access() };
    let new = shared::identity::NewRole { name: "Head of sales".into(), based_on: BuiltinRole::Manager, access, mfa_required: false };
    let role = crate::identity::create_role(&owner, new).await.expect("a role");
    let mut conn = t.owner_connection().await;
    let holder = t.org().person(BuiltinRole::Dispatcher);
    sqlx::query("update members set custom_role_ids = array[$2] where id = $1")
        .bind(holder.member.0)
        .bind(role.id.0)
        .execute(&mut conn)
        .await
        .expect("held");
    let quote = draft(&agent).await;
    let quote = save(&agent, &quote, |c| c.adjustment = by_hand(Change::PercentBp(-2_000))).await;
    assert!(quote.approval.approvers.contains(&holder.name), "{:?}", quote.approval.approvers);
    let more = save(&agent, &quote, |c| c.adjustment = by_hand(Change::PercentBp(-2_600))).await;
    assert!(!more.approval.approvers.contains(&holder.name), "{:?}", more.approval.approvers);
    sqlx::query("update members set custom_role_ids = array[$2] where id = $1")
        .bind(t.org().person(BuiltinRole::SalesAgent).member.0)
        .bind(role.id.0)
        .execute(&mut conn)
        .await
        .expect("held");
    assert_eq!(quotes::show(&agent, quote.id).await.expect("the quote").approval.limit_bp, 2_500);
}
