//! Customers who are blocked: nothing new is offered to them, unless a manager does it.

use shared::AccountId;
use shared::customers::{AccountStatus, EditAccount};

use super::*;

/// Changes a customer.
pub(super) async fn change_customer(cx: &Cx, id: AccountId, change: impl FnOnce(&mut EditAccount)) {
    let account = crate::customers::show(cx, id).await.expect("the customer");
    let mut input = EditAccount {
        version: account.version,
        kind: account.kind,
        name: account.name,
        status: account.status,
        terms: account.terms,
        tax: None,
        owner: account.owner.map(|owner| owner.id),
        parent: None,
        tags: account.tags,
        notes: account.notes,
        custom: account.custom,
    };
    change(&mut input);
    crate::customers::edit(cx, id, input).await.expect("changed");
}

async fn block(cx: &Cx, account: AccountId) {
    change_customer(cx, account, |form| form.status = AccountStatus::Blocked).await;
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

fn by_hand(account: AccountId) -> NewQuote {
    NewQuote {
        account: Some(account),
        contact: None,
        service_line: ServiceLine::Charter,
        title: "Once more".into(),
        name: String::new(),
        company: String::new(),
        email: String::new(),
        phone: String::new(),
    }
}

#[tokio::test]
async fn a_blocked_customer_gets_no_new_quote_by_hand_or_of_a_lead_and_no_draft_goes_out() {
    let t = TestApp::new().await;
    let agent = t.cx(BuiltinRole::SalesAgent);
    let first = draft(&agent).await;
    assert!(!first.to.blocked);
    block(&t.owner().await, first.to.account).await;
    assert!(quotes::show(&agent, first.id).await.expect("still seen").to.blocked);
    let before = t.count("quotes").await;
    assert_eq!(code(quotes::create(&agent, by_hand(first.to.account)).await), "blocked_customer");
    // the same address comes in again
    let again = lead(&agent).await;
    assert_eq!(code(quotes::create_from_lead(&agent, again).await), "blocked_customer");
    assert_eq!(code(send(&agent, &first).await), "blocked_customer");
    assert_eq!(t.count("quotes").await, before);
    let refused = send(&agent, &first).await.expect_err("refused").to_string();
    assert!(refused.contains(&first.to.customer), "{refused}");
}

#[tokio::test]
async fn a_new_revision_does_not_go_out_either_until_the_customer_is_no_more_blocked() {
    let t = TestApp::new().await;
    let agent = t.cx(BuiltinRole::SalesAgent);
    let (quote, _) = sent(&agent).await;
    block(&t.owner().await, quote.to.account).await;
    let revised = quotes::revise(&agent, quote.id).await.expect("a draft");
    assert_eq!(code(send(&agent, &revised).await), "blocked_customer");
    change_customer(&t.owner().await, quote.to.account, |form| form.status = AccountStatus::Active).await;
    send(&agent, &revised).await.expect("sent");
}

#[tokio::test]
async fn an_open_offer_of_a_blocked_customer_is_neither_mailed_once_more_nor_held_open_longer() {
    let t = TestApp::new().await;
    let agent = t.cx(BuiltinRole::SalesAgent);
    let (quote, _) = sent(&agent).await;
    block(&t.owner().await, quote.to.account).await;
    let refused = |out: shared::quotes::QuoteOutcomes| match &out.quotes[0].refused {
        Some(shared::Error::Conflict { code, .. }) => code.clone(),
        other => panic!("{other:?}"),
    };
    let remind = shared::quotes::RemindQuotes { quotes: vec![quote.id], message: String::new() };
    assert_eq!(refused(quotes::remind_many(&agent, remind).await.expect("answered")), "blocked_customer");
    let until = (Utc::now() + Duration::days(60)).date_naive();
    let extend = shared::quotes::ExtendQuotes { quotes: vec![quote.id], until };
    assert_eq!(refused(quotes::extend_many(&agent, extend).await.expect("answered")), "blocked_customer");
}

#[tokio::test]
async fn a_manager_may_offer_to_a_blocked_customer() {
    let t = TestApp::new().await;
    let (agent, manager) = (t.cx(BuiltinRole::SalesAgent), t.cx(BuiltinRole::Manager));
    let quote = draft(&agent).await;
    block(&manager, quote.to.account).await;
    quotes::create(&manager, by_hand(quote.to.account)).await.expect("begun");
    send(&manager, &quote).await.expect("sent");
}
