//! How an offer is paid: by the account, by the book, by instalments of its own; and what an acceptance keeps of it.

use chrono::NaiveDate;
use shared::customers::{AccountKind, EditAccount, Terms};
use shared::jobs::InstalmentStatus;
use shared::pricing::{DepositShare, Due, NewPriceBook, Part, Planned};
use shared::{FieldErrors, JobId};

use super::*;

/// 50 % to book, 30 % ten days before, the rest a week after the start.
fn thirds() -> Vec<Planned> {
    vec![
        Planned::new(Part::PercentBp(5_000), Due::Acceptance),
        Planned::new(Part::PercentBp(3_000), Due::BeforeStart { days: 10 }),
        Planned { label: " After the trip ".into(), ..Planned::new(Part::Rest, Due::AfterStart { days: 7 }) },
    ]
}

async fn lay_down(cx: &Cx, quote: &Quote, schedule: Vec<Planned>) -> shared::Result<Quote> {
    let content = Content { schedule, ..quote.content.clone() };
    quotes::edit(cx, quote.id, EditQuote { version: quote.version, content }).await
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

async fn accepted(t: &TestApp, out: &SentQuote) -> (PublicQuote, JobId) {
    let opened = open(t, out.link.rsplit('/').next().expect("a token")).await;
    let seen = quotes::read(&opened, true, false, None).await.expect("readable");
    let job = quotes::accept_by_link(&opened, acceptance(&seen)).await.expect("accepted").job;
    (seen, job)
}

/// Agrees on terms with the customer of a quote.
async fn agree(cx: &Cx, quote: &Quote, kind: AccountKind, terms: Terms) {
    let account = crate::customers::show(cx, quote.to.account).await.expect("the customer");
    let input = EditAccount {
        version: account.version,
        kind,
        name: account.name,
        status: account.status,
        terms,
        tax: None,
        owner: None,
        tags: account.tags,
        notes: account.notes,
        custom: account.custom,
        parent: None,
    };
    crate::customers::edit(cx, quote.to.account, input).await.expect("agreed");
}

fn start(quote: &Quote) -> NaiveDate {
    quote.content.starts().expect("it begins").date()
}

#[tokio::test]
async fn instalments_of_a_quote_are_sent_signed_and_kept_with_its_job() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let quote = draft(&cx).await;
    let laid = lay_down(&cx, &quote, thirds()).await.expect("laid down");
    assert_eq!(laid.content.schedule[2].label, "After the trip");
    assert_eq!(laid.priced.total_cents, quote.priced.total_cents);
    assert_eq!(laid.priced.instalments.len(), 3);
    assert_eq!(laid.priced.deposit_cents, laid.priced.instalments[0].cents);
    let (seen, job) = accepted(&t, &send(&cx, &laid).await.expect("sent")).await;
    assert_eq!(seen.priced.instalments, laid.priced.instalments);

    let job = crate::jobs::show(&cx, job).await.expect("the job");
    let kept: Vec<(&str, i64)> = job.instalments.iter().map(|one| (one.label.en.as_str(), one.cents)).collect();
    let shown: Vec<(&str, i64)> = seen.priced.instalments.iter().map(|one| (one.label.en.as_str(), one.cents)).collect();
    assert_eq!(kept, shown);
    assert_eq!(kept.iter().map(|(_, cents)| cents).sum::<i64>(), job.total.expect("a price").cents);
    assert!(job.instalments.iter().all(|one| one.status == InstalmentStatus::Open));
    let days: Vec<Due> = job.instalments.iter().map(|one| one.due).collect();
    let after = start(&quote) + Duration::days(7);
    assert_eq!(days, [Due::On { date: seen.quoted_on }, Due::On { date: start(&quote) - Duration::days(10) }, Due::On { date: after }]);

    assert_eq!(crate::jobs::show(&t.foreign(BuiltinRole::Owner), job.id).await.expect_err("hidden"), Error::NotFound);
}

#[tokio::test]
async fn an_acceptance_without_a_schedule_keeps_deposit_and_balance() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let quote = draft(&cx).await;
    assert!(quote.priced.instalments.is_empty(), "nothing new stands in what is signed");
    let (seen, job) = accepted(&t, &send(&cx, &quote).await.expect("sent")).await;
    let job = crate::jobs::show(&cx, job).await.expect("the job");
    let kept: Vec<i64> = job.instalments.iter().map(|one| one.cents).collect();
    assert_eq!(kept, [seen.priced.deposit_cents, seen.priced.balance_cents]);
    assert_eq!(t.count("job_instalments").await, 2);
}

#[tokio::test]
async fn the_terms_of_the_account_hold_until_the_offer_is_sent_and_stay_as_they_were_then() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let quote = draft(&cx).await;
    agree(&cx, &quote, AccountKind::Company, Terms::Net30).await;
    let net = quotes::show(&cx, quote.id).await.expect("the draft");
    assert_eq!((net.payer.kind, net.payer.terms), (AccountKind::Company, Terms::Net30));
    let due = start(&quote) + Duration::days(30);
    assert_eq!((net.priced.deposit_cents, net.priced.balance_due), (0, Some(due)));
    let out = send(&cx, &net).await.expect("sent");
    agree(&cx, &quote, AccountKind::Person, Terms::Prepaid).await;
    let (seen, job) = accepted(&t, &out).await;
    assert_eq!((seen.priced.deposit_cents, seen.priced.balance_due), (0, Some(due)));
    let job = crate::jobs::show(&cx, job).await.expect("the job");
    assert_eq!(job.instalments.iter().map(|one| one.due).collect::<Vec<_>>(), [Due::On { date: due }]);

    let prepaid = draft(&cx).await;
    agree(&cx, &prepaid, AccountKind::Person, Terms::Prepaid).await;
    let prepaid = quotes::show(&cx, prepaid.id).await.expect("the draft");
    assert_eq!((prepaid.priced.deposit_cents, prepaid.priced.balance_cents), (prepaid.priced.total_cents, 0));
}

#[tokio::test]
async fn a_new_revision_follows_the_account_again() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let quote = draft(&cx).await;
    send(&cx, &quote).await.expect("sent");
    agree(&cx, &quote, AccountKind::Person, Terms::Prepaid).await;
    let out = quotes::show(&cx, quote.id).await.expect("the offer");
    assert_eq!((out.payer.terms, out.priced.deposit_cents), (Terms::DueOnReceipt, quote.priced.deposit_cents));
    let again = quotes::revise(&cx, quote.id).await.expect("revised");
    assert_eq!((again.payer.terms, again.priced.balance_cents), (Terms::Prepaid, 0));
}

#[tokio::test]
async fn companies_pay_by_the_policy_the_book_has_for_them() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let line = ServiceLine::Charter;
    let before = draft(&cx).await;
    let book = |deposit_bp| {
        let mut rates = before.book.rates.clone();
        rates.deposit.company = Some(DepositShare { deposit_bp, balance_days_before: 30 });
        NewPriceBook { base_version: before.book.version, name: "Winter".into(), rates }
    };
    let refused = crate::pricing::publish_book(&cx, line, book(10_001)).await.expect_err("more than all of it").fields();
    assert!(refused.0.contains_key("rates.deposit.company.deposit_bp"), "{refused:?}");
    crate::pricing::publish_book(&cx, line, book(0)).await.expect("published");
    let quote = draft(&cx).await;
    assert_eq!(quote.priced.deposit_cents, (quote.priced.total_cents + 2) / 4, "persons pay as before");
    agree(&cx, &quote, AccountKind::Company, Terms::DueOnReceipt).await;
    let company = quotes::show(&cx, quote.id).await.expect("the draft");
    assert_eq!((company.priced.deposit_cents, company.priced.balance_cents), (0, company.priced.total_cents));
    let out = send(&cx, &company).await.expect("sent");
    let opened = open(&t, out.link.rsplit('/').next().expect("a token")).await;
    let seen = quotes::read(&opened, true, false, None).await.expect("readable");
    assert_eq!((seen.book.rates.deposit.deposit_bp, seen.book.rates.deposit.company), (0, None), "their own policy is all they see");
}

#[tokio::test]
async fn a_schedule_that_makes_no_sense_is_refused_and_one_beyond_the_total_does_not_go_out() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let quote = draft(&cx).await;
    let half = vec![Planned::new(Part::PercentBp(5_000), Due::Acceptance)];
    let refused = lay_down(&cx, &quote, half).await.expect_err("half of it is missing").fields();
    assert_eq!(refused.0["content.schedule"][0].code, "needs_rest");
    let nothing = vec![Planned::new(Part::Cents(0), Due::Acceptance), Planned::new(Part::Rest, Due::AfterStart { days: 1 })];
    let refused = lay_down(&cx, &quote, nothing).await.expect_err("an instalment of nothing").fields();
    assert_eq!(refused.0["content.schedule[0].part"][0].code, "not_positive");
    let too_much = quote.priced.total_cents + 1;
    let over = vec![Planned::new(Part::Cents(too_much), Due::Acceptance), Planned::new(Part::Rest, Due::AfterStart { days: 1 })];
    let over = lay_down(&cx, &quote, over).await.expect("kept: the total may grow");
    assert_eq!(over.priced.deposit_cents, over.priced.total_cents);
    assert_eq!(send(&cx, &over).await.expect_err("refused"), Error::Invalid(FieldErrors::one("schedule", "over_total")));
    let agent = t.cx(BuiltinRole::SalesAgent);
    assert!(matches!(lay_down(&agent, &over, thirds()).await, Err(Error::Forbidden { .. })), "it takes the right to edit the quote");
}

#[tokio::test]
async fn an_acceptance_leaves_the_office_what_to_do_next() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    for (schedule, collects) in [(thirds(), true), (vec![Planned::new(Part::Rest, Due::AfterStart { days: 7 })], false)] {
        let quote = lay_down(&cx, &draft(&cx).await, schedule).await.expect("laid down");
        let out = send(&cx, &quote).await.expect("sent");
        accepted(&t, &out).await;
        let lead = crate::leads::show(&cx, quote.lead.expect("it came from one")).await.expect("the lead");
        let planned: Vec<_> = lead.activities.iter().filter(|step| step.done_at.is_none()).collect();
        let said = |what: &str| planned.iter().any(|step| step.body.starts_with(what) && step.body.contains(&quote.number));
        assert!(said("Confirm the crew"), "{planned:?}");
        assert_eq!((said("Collect $"), planned.len()), (collects, 1 + usize::from(collects)), "{planned:?}");
        let theirs = planned.iter().all(|step| step.by.as_ref().map(|by| by.id) == quote.owner);
        assert!(theirs && planned.iter().all(|step| step.due_at.is_some_and(|at| at >= step.created_at - chrono::Duration::minutes(1))));
        assert_eq!(lead.row.next_step.map(|step| step.what.starts_with("Collect") || step.what.starts_with("Confirm")), Some(true));
        let mut conn = t.owner_connection().await;
        let told: i64 = sqlx::query_scalar("select count(*) from outbox where kind = 'leads.follow_up_planned' and of_id = $1")
            .bind(lead.row.id.0)
            .fetch_one(&mut conn)
            .await
            .expect("a count");
        assert_eq!(told, planned.len() as i64);
    }
}
