//! What a version was priced with stays with it; only a draft follows the day, the account and the code.

use shared::assistant::{SuggestionKind, Why};
use shared::customers::{AccountKind, TaxStanding, Terms};
use shared::pricing::text::money;
use shared::text::{Locale, with_locale};

use super::blocked::change_customer;
use super::*;
use crate::assistant::{self, Subject};
use crate::quotes::{Standing, Which, printout};

async fn exempt(cx: &Cx, quote: &Quote) {
    let standing = TaxStanding { exempt: true, certificate: "EX-17".into() };
    change_customer(cx, quote.to.account, |form| form.tax = Some(standing)).await;
}

async fn again(cx: &Cx, quote: &Quote) -> Quote {
    quotes::show(cx, quote.id).await.expect("the quote")
}

fn at(quote: &Quote, total_cents: i64) -> SendQuote {
    SendQuote { version: quote.version, total_cents, email: "maya@example.com".into(), pin: String::new(), message: String::new() }
}

/// Sends it as it is now; its link.
async fn send(cx: &Cx, quote: &Quote) -> (Quote, String) {
    let now = again(cx, quote).await;
    let out = quotes::send(cx, now.id, at(&now, now.priced.total_cents)).await.expect("sent");
    (out.quote, out.link.rsplit('/').next().expect("a token").to_string())
}

/// A draft with a code of 150 dollars that can be used once.
async fn coded(cx: &Cx) -> Quote {
    let promo = NewPromo {
        code: "TEAM150".into(),
        discount: Discount::Cents(15_000),
        minimum_cents: 0,
        service_line: None,
        starts_on: None,
        ends_on: None,
        max_uses: Some(1),
        only: Default::default(),
    };
    crate::pricing::create_promo(cx, promo).await.expect("a code");
    let quote = draft(cx).await;
    quotes::use_promo(cx, quote.id, UsePromo { code: "TEAM150".into() }).await.expect("it is reserved")
}

/// As versions are that were replaced before anything was kept with them.
async fn forget(t: &TestApp) {
    let mut conn = t.owner_connection().await;
    sqlx::query("update quote_revisions set priced_with = null").execute(&mut conn).await.expect("forgotten");
}

async fn read(t: &TestApp, token: &str, newest: bool) -> PublicQuote {
    quotes::read(&open(t, token).await, true, newest, None).await.expect("readable")
}

#[tokio::test]
async fn another_total_than_the_one_on_the_screen_is_not_sent() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let seen = draft(&cx).await;
    exempt(&cx, &seen).await;
    let now = again(&cx, &seen).await;
    assert_eq!(now.version, seen.version, "the quote itself is the same");
    let refused = quotes::send(&cx, seen.id, at(&seen, seen.priced.total_cents)).await;
    let Err(Error::Conflict { code, detail }) = refused else { panic!("{refused:?}") };
    assert_eq!(code, "total_changed");
    for cents in [seen.priced.total_cents, now.priced.total_cents] {
        let amount = with_locale(Locale::En, || money(cents, seen.currency));
        assert!(detail.contains(&amount), "{detail} has no {amount}");
    }
    assert_eq!(t.count("mails where template = 'quote_sent'").await, 0);
    quotes::send(&cx, seen.id, at(&now, now.priced.total_cents)).await.expect("sent at what is shown now");
}

#[tokio::test]
async fn another_total_than_the_one_on_the_screen_is_not_approved() {
    let t = TestApp::new().await;
    let (cx, agent) = (t.owner().await, t.cx(BuiltinRole::SalesAgent));
    let quote = draft(&agent).await;
    let by_hand = shared::pricing::Adjustment { change: shared::pricing::Change::PercentBp(-1_200), reason: "They come often".into() };
    let content = Content { adjustment: Some(by_hand), ..quote.content.clone() };
    let seen = quotes::edit(&agent, quote.id, EditQuote { version: quote.version, content }).await.expect("saved");
    exempt(&cx, &seen).await;
    let stale = ApproveQuote { version: seen.version, total_cents: seen.priced.total_cents, note: String::new() };
    assert_eq!(code(quotes::approve(&cx, seen.id, stale.clone()).await), "total_changed");
    let now = again(&cx, &seen).await;
    assert_eq!(now.approval.approved, None);
    quotes::approve(&cx, seen.id, ApproveQuote { total_cents: now.priced.total_cents, ..stale }).await.expect("approved");
}

#[tokio::test]
async fn a_closed_offer_keeps_its_code_although_the_code_is_free_again() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (quote, token) = send(&cx, &coded(&cx).await).await;
    quotes::withdraw(&cx, quote.id, Because::default()).await.expect("withdrawn");
    assert_eq!(t.count("promo_uses").await, 0);
    let closed = again(&cx, &quote).await;
    assert_eq!((&closed.promo, &closed.priced), (&quote.promo, &quote.priced));
    let seen = read(&t, &token, false).await;
    assert_eq!((seen.state, seen.priced.total_cents), (LinkState::Withdrawn, quote.priced.total_cents));
    let revised = quotes::revise(&cx, quote.id).await.expect("a draft");
    assert_eq!((revised.promo, revised.priced.discount_cents), (None, 0), "a draft has what it holds");
}

#[tokio::test]
async fn former_versions_are_shown_and_compared_as_they_were() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (first, token) = send(&cx, &coded(&cx).await).await;
    let before = read(&t, &token, false).await;
    quotes::withdraw(&cx, first.id, Because::default()).await.expect("withdrawn");
    let second = quotes::revise(&cx, first.id).await.expect("a draft");
    exempt(&cx, &second).await;
    change_customer(&cx, first.to.account, |form| form.terms = Terms::Net30).await;
    let (second, newer) = send(&cx, &second).await;
    assert_ne!(second.priced.total_cents, first.priced.total_cents);
    let taxes = |quote: &PublicQuote| quote.priced.tax_cents;
    for kept in [true, false] {
        if !kept {
            forget(&t).await;
        }
        let old = read(&t, &token, false).await;
        assert_eq!((old.state, old.newer, &old.priced), (LinkState::Superseded, Some(2), &before.priced));
        assert_eq!(old.promo, before.promo);
        let former = quotes::show_revision(&cx, first.id, first.revision).await.expect("the former one");
        assert_eq!((former.number, former.priced.total_cents), (1, first.priced.total_cents));
        assert_eq!(former.with.promo, first.promo);
        let paper = printout(&cx, first.id, Which::Number(1)).await.expect("a paper");
        assert_eq!((paper.revision_number, paper.priced.total_cents), (1, first.priced.total_cents));
        let new = read(&t, &newer, false).await;
        assert!(taxes(&new) == 0 && taxes(&before) > 0);
        assert_eq!(new.since, Some(1));
        assert!(
            new.changes.contains(&Change::Total { from: first.priced.total_cents, to: second.priced.total_cents }),
            "{:?}",
            new.changes
        );
        if kept {
            assert!(new.changes.contains(&Change::Payment), "the account agreed on other terms: {:?}", new.changes);
        }
    }
}

#[tokio::test]
async fn the_share_due_at_once_is_that_of_the_kind_of_customer_it_was_offered_to() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let book = crate::pricing::current_book(&cx, ServiceLine::Charter).await.expect("a book");
    let mut rates = book.rates.clone();
    rates.deposit.company = Some(shared::pricing::DepositShare { deposit_bp: 6_000, balance_days_before: 10 });
    let book = shared::pricing::NewPriceBook { base_version: book.version, name: book.name, rates };
    crate::pricing::publish_book(&cx, ServiceLine::Charter, book).await.expect("published");
    let quote = draft(&cx).await;
    change_customer(&cx, quote.to.account, |form| form.kind = AccountKind::Person).await;
    let (first, _) = send(&cx, &quote).await;
    let paper = printout(&cx, first.id, Which::Number(1)).await.expect("a paper");
    quotes::revise(&cx, first.id).await.expect("a draft");
    change_customer(&cx, quote.to.account, |form| form.kind = AccountKind::Company).await;
    for kept in [true, false] {
        if !kept {
            forget(&t).await;
        }
        let old = printout(&cx, first.id, Which::Number(1)).await.expect("a paper");
        assert_eq!((old.deposit_bp, old.priced.deposit_cents), (paper.deposit_bp, paper.priced.deposit_cents), "{kept}");
    }
    let draft = printout(&cx, first.id, Which::Number(2)).await.expect("a paper");
    assert_eq!(draft.deposit_bp, 6_000);
}

#[tokio::test]
async fn a_version_that_never_went_out_keeps_its_number_and_what_it_came_to_when_it_was_closed() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let first = coded(&cx).await;
    quotes::withdraw(&cx, first.id, Because::default()).await.expect("withdrawn");
    exempt(&cx, &first).await;
    let closed = again(&cx, &first).await;
    assert_eq!((&closed.promo, closed.priced.total_cents), (&first.promo, first.priced.total_cents));
    let second = quotes::revise(&cx, first.id).await.expect("a draft");
    assert!(second.priced.tax_cents == 0 && second.promo.is_none());
    let paper = printout(&cx, first.id, Which::Number(1)).await.expect("a paper");
    assert_eq!((paper.standing, paper.revision, paper.revision_number), (Standing::Draft, first.revision, 1));
    assert_eq!((paper.quoted_on, paper.priced.total_cents), (first.quoted_on, first.priced.total_cents));
}

#[tokio::test]
async fn lists_have_drafts_at_the_total_of_today_and_offers_at_the_one_they_went_out_with() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let draft = draft(&cx).await;
    let (out, _) = sent(&cx).await;
    let (revised, _) = sent(&cx).await;
    exempt(&cx, &draft).await;
    let revised = quotes::revise(&cx, revised.id).await.expect("a draft");
    let listed = quotes::list(&cx, QuoteQuery { view: Some("all".into()), ..QuoteQuery::default() }).await.expect("a list").page.items;
    let total = |id: QuoteId| listed.iter().find(|row| row.id == id).map(|row| row.total_cents);
    let now = again(&cx, &draft).await;
    assert!(now.priced.total_cents < draft.priced.total_cents);
    assert_eq!(total(draft.id), Some(now.priced.total_cents));
    assert_eq!(total(out.id), Some(out.priced.total_cents));
    let mut conn = t.owner_connection().await;
    let kept: i64 =
        sqlx::query_scalar("select total_cents from quotes where id = $1").bind(revised.id.0).fetch_one(&mut conn).await.expect("a total");
    assert_eq!((total(revised.id), kept), (Some(revised.priced.total_cents), revised.priced.total_cents));
    assert!(revised.priced.is_tax_exempt());
}

#[tokio::test]
async fn lists_hold_the_code_of_a_draft_against_what_it_is_for() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let quote = draft(&cx).await;
    let promo = NewPromo {
        code: "TRIPS".into(),
        discount: Discount::Cents(15_000),
        minimum_cents: 0,
        service_line: None,
        starts_on: None,
        ends_on: None,
        max_uses: None,
        only: PromoScope { vehicles: vec![], trips: vec![quote.content.trip] },
    };
    crate::pricing::create_promo(&cx, promo).await.expect("a code");
    let coded = quotes::use_promo(&cx, quote.id, UsePromo { code: "TRIPS".into() }).await.expect("it is for this");
    assert_eq!(coded.priced.discount_cents, -15_000);
    let trip = if quote.content.trip == TripType::Event { TripType::RoundTrip } else { TripType::Event };
    let content = Content { trip, ..coded.content };
    let other = quotes::edit(&cx, quote.id, EditQuote { version: coded.version, content }).await.expect("saved");
    assert_eq!(other.priced.discount_cents, 0, "it is for other trips");
    let listed = quotes::list(&cx, QuoteQuery { view: Some("all".into()), ..QuoteQuery::default() }).await.expect("a list").page.items;
    assert_eq!(listed[0].total_cents, other.priced.total_cents, "a list takes nothing off either");
}

#[tokio::test]
async fn a_code_holds_until_the_day_is_over_where_the_organization_is() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    // four in the morning of the next day in Greenwich is the evening in Vancouver
    let evening = (Utc::now() + Duration::days(2)).date_naive().and_hms_opt(4, 0, 0).expect("a time").and_utc();
    let ends_on = evening.date_naive() - Duration::days(1);
    let promo = |code: &str, ends_on| NewPromo {
        code: code.into(),
        discount: Discount::Cents(15_000),
        minimum_cents: 0,
        service_line: None,
        starts_on: None,
        ends_on: Some(ends_on),
        max_uses: None,
        only: Default::default(),
    };
    crate::pricing::create_promo(&cx, promo("TONIGHT", ends_on)).await.expect("a code");
    crate::pricing::create_promo(&cx, promo("OVER", ends_on - Duration::days(1))).await.expect("a code");
    let quote = draft(&cx).await;
    let mut then = cx.clone();
    then.app = cx.app.as_of(evening);
    let shown = quotes::use_promo(&then, quote.id, UsePromo { code: "TONIGHT".into() }).await.expect("still the day");
    assert_eq!((shown.quoted_on, shown.priced.discount_cents), (ends_on, -15_000));
    let over = quotes::use_promo(&then, quote.id, UsePromo { code: "OVER".into() }).await.expect_err("the day before");
    assert_eq!(over, Error::field("code", "expired"));
}

#[tokio::test]
async fn the_deposit_that_is_suggested_is_of_what_was_signed() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (quote, token) = sent(&cx).await;
    let opened = open(&t, &token).await;
    let extra = quote.content.amenities[0].amenity.0;
    let picked = Picked { options: vec![extra], ..Picked::default() };
    let seen = quotes::read(&opened, true, false, Some(&picked)).await.expect("readable");
    quotes::accept_by_link(&opened, Acceptance { options: vec![extra], ..acceptance(&seen) }).await.expect("accepted");
    // once what the acceptance planned is done
    let lead = quote.lead.expect("its lead");
    for step in crate::leads::show(&cx, lead).await.expect("the lead").activities.iter().filter(|step| step.done_at.is_none()) {
        let done = shared::leads::CompleteActivity { outcome: None, note: None, follow_up: None };
        crate::leads::complete(&cx, lead, step.id, done).await.expect("done");
    }
    let open = assistant::suggestions(&cx, Subject::Quote(quote.id)).await.expect("suggestions").open;
    let asked = open.iter().find(|one| one.kind == SuggestionKind::AskDeposit).expect("it is suggested");
    assert!(seen.priced.deposit_cents > quote.priced.deposit_cents);
    assert_eq!(asked.why, Why::Deposit { cents: seen.priced.deposit_cents });
}
