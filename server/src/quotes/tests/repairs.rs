//! Repairs in a quote: what the customer agreed on for the day holds, and stays with what went out.

use chrono::{Days, NaiveDate};
use shared::customers::repairs::STANDARD;
use shared::customers::{NewPriceList, NewUnit, RepairTiers};
use shared::pricing::{AgreedPrices, DraftSeen, LineKind, Rates, SavePriceDraft, UnitRepairs, Why};
use shared::{LineId, UnitId};

use super::*;
use crate::customers;

/// The day it is where the organization is.
fn today(cx: &Cx) -> NaiveDate {
    cx.now().with_timezone(&chrono_tz::America::Vancouver).date_naive()
}

async fn begin(cx: &Cx, service_line: ServiceLine) -> Quote {
    begin_for(cx, service_line, "Harbour Couriers", "maya@example.com").await
}

async fn begin_for(cx: &Cx, service_line: ServiceLine, company: &str, email: &str) -> Quote {
    let new = NewQuote {
        service_line,
        title: "Windshields".into(),
        account: None,
        contact: None,
        name: "Maya Lindqvist".into(),
        company: company.into(),
        email: email.into(),
        phone: String::new(),
    };
    quotes::create(cx, new).await.expect("a quote")
}

async fn unit(cx: &Cx, quote: &Quote, number: &str) -> UnitId {
    let unit = NewUnit { number: number.into(), ..NewUnit::default() };
    let account = customers::add_unit(cx, quote.to.account, unit).await.expect("a unit");
    account.units.iter().find(|unit| unit.number == number).expect("it is there").id
}

fn of(cx: &Cx, unit: Option<UnitId>, count: u32) -> UnitRepairs {
    UnitRepairs { id: cx.id::<LineId>(), unit, name: " Bus 1 ".into(), earlier: 0, count }
}

async fn list(cx: &Cx, quote: &Quote, from: NaiveDate, until: Option<NaiveDate>, first_cents: i64) {
    let tiers = RepairTiers { first_cents, ..STANDARD };
    let list = NewPriceList { tiers, discount_bp: 1_000, discount_from: 10, from, until, why: "agreed by phone".into() };
    customers::set_prices(cx, quote.to.account, list).await.expect("set");
}

async fn save(cx: &Cx, quote: &Quote, repairs: Vec<UnitRepairs>) -> shared::Result<Quote> {
    let content = Content { repairs, ..quote.content.clone() };
    quotes::edit(cx, quote.id, EditQuote { version: quote.version, content }).await
}

async fn send(cx: &Cx, quote: &Quote) -> SentQuote {
    let total_cents = again(cx, quote).await.priced.total_cents;
    let input =
        SendQuote { version: quote.version, total_cents, email: "maya@example.com".into(), pin: String::new(), message: String::new() };
    quotes::send(cx, quote.id, input).await.expect("it goes out")
}

/// What the repairs come to.
fn repairs(quote: &Quote) -> i64 {
    quote.priced.lines.iter().filter(|line| matches!(line.kind, LineKind::Repair | LineKind::ManyRepairs)).map(|line| line.cents).sum()
}

async fn again(cx: &Cx, quote: &Quote) -> Quote {
    quotes::show(cx, quote.id).await.expect("the quote")
}

#[tokio::test]
async fn a_draft_follows_the_list_that_holds_on_its_day() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let today = today(&cx);
    let quote = begin(&cx, ServiceLine::Glass).await;
    let quote = save(&cx, &quote, vec![of(&cx, None, 2)]).await.expect("saved");
    assert_eq!((repairs(&quote), quote.content.agreed.clone()), (9_000, None), "standard prices");
    assert_eq!(quote.content.repairs[0].name, "Bus 1");
    list(&cx, &quote, today - Days::new(9), Some(today - Days::new(1)), 1_000).await;
    list(&cx, &quote, today + Days::new(1), None, 2_000).await;
    assert_eq!(repairs(&again(&cx, &quote).await), 9_000, "neither one that ended nor one that has not begun");
    list(&cx, &quote, today, Some(today), 4_500).await;
    let shown = again(&cx, &quote).await;
    let agreed = shown.content.agreed.clone().expect("they agreed");
    assert_eq!((repairs(&shown), agreed.from, agreed.by.as_str()), (8_500, today, cx.actor.name()));
    assert_eq!(shown.content.price(&shown.book.rates, shown.quoted_on, shown.promo.clone()), shown.priced, "the browser has the same");
    let many = save(&cx, &shown, vec![of(&cx, None, 12)]).await.expect("saved");
    // 45 + 40 + 35 + 30 + 8 × 25 are 350, of which a tenth
    assert_eq!(repairs(&many), 31_500);
    let kept: i64 = sqlx::query_scalar("select total_cents from quotes where id = $1")
        .bind(many.id.0)
        .fetch_one(&mut t.owner_connection().await)
        .await
        .expect("a total");
    assert_eq!(kept, many.priced.total_cents, "lists show the same");
}

#[tokio::test]
async fn what_went_out_keeps_its_prices_and_its_next_revision_does_not() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let today = today(&cx);
    let quote = begin(&cx, ServiceLine::Glass).await;
    let quote = save(&cx, &quote, vec![of(&cx, None, 1)]).await.expect("saved");
    // set after the draft was saved: what goes out has it all the same
    list(&cx, &quote, today, None, 4_500).await;
    let sent = send(&cx, &quote).await;
    assert_eq!(repairs(&sent.quote), 4_500);
    let mut conn = t.owner_connection().await;
    sqlx::query("update price_lists set first_cents = 4444").execute(&mut conn).await.expect("as nothing may");
    assert_eq!(repairs(&again(&cx, &quote).await), 4_500);
    let opened = open(&t, sent.link.rsplit('/').next().expect("a token")).await;
    let seen = quotes::read(&opened, true, false, None).await.expect("readable");
    assert_eq!(seen.priced.total_cents, sent.quote.priced.total_cents);
    let agreed = seen.content.agreed.expect("they agreed");
    assert_eq!((agreed.from, agreed.by.as_str()), (today, ""), "names of the office are nothing for customers");
    let of_line = seen.priced.lines.iter().find(|line| line.kind == LineKind::Repair).expect("a line");
    assert!(matches!(&of_line.why, Why::Repairs { agreed: Some(since), .. } if since.by.is_empty() && since.from == today));
    let revised = quotes::revise(&cx, quote.id).await.expect("revised");
    assert_eq!(repairs(&revised), 4_444);
    assert!(quotes::is_intact(&cx, quote.id).await.expect("checked"));
}

#[tokio::test]
async fn booked_repairs_reach_the_checklist_and_count_for_the_next_quote() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let quote = begin(&cx, ServiceLine::Glass).await;
    let bus = unit(&cx, &quote, "1").await;
    let quote = save(&cx, &quote, vec![of(&cx, Some(bus), 2)]).await.expect("saved");
    let sent = send(&cx, &quote).await;
    let next = begin(&cx, ServiceLine::Glass).await;
    assert_eq!(next.to.account, quote.to.account);
    let before = quotes::units(&cx, next.id).await.expect("units");
    assert_eq!(before.iter().map(|unit| (unit.id, unit.repaired)).collect::<Vec<_>>(), [(bus, 0)], "an offer is no repair");
    let opened = open(&t, sent.link.rsplit('/').next().expect("a token")).await;
    let seen = quotes::read(&opened, true, false, None).await.expect("readable");
    let accepted = quotes::accept_by_link(&opened, acceptance(&seen)).await.expect("accepted");
    let job = crate::jobs::show(&cx, accepted.job).await.expect("a job");
    assert!(job.phases.iter().flat_map(|phase| &phase.items).any(|item| item.title.text() == "Bus 1: 2 repairs"));
    let after = quotes::units(&cx, next.id).await.expect("units");
    assert_eq!(after.iter().map(|unit| unit.repaired).collect::<Vec<_>>(), [2]);
    assert_eq!(quotes::units(&cx, quote.id).await.expect("units")[0].repaired, 0, "its own do not count as earlier ones");
    assert_eq!(quotes::units(&t.foreign(BuiltinRole::Owner), quote.id).await.expect_err("hidden"), Error::NotFound);
}

#[tokio::test]
async fn repairs_are_of_the_customers_units_in_lines_that_repair_at_the_prices_of_the_server() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let refused = Error::field("content.repairs", "unknown_choice");
    let trip = begin(&cx, ServiceLine::Charter).await;
    assert_eq!(save(&cx, &trip, vec![of(&cx, None, 1)]).await.expect_err("coaches are not repaired"), refused);
    let quote = begin(&cx, ServiceLine::Glass).await;
    let foreign = Some(UnitId(uuid::Uuid::from_u128(7)));
    assert_eq!(save(&cx, &quote, vec![of(&cx, foreign, 1)]).await.expect_err("nobody's unit"), refused);
    let bus = unit(&cx, &quote, "1").await;
    let made_up = AgreedPrices {
        list: shared::PriceListId(uuid::Uuid::from_u128(7)),
        from: today(&cx),
        by: "Nobody".into(),
        tiers: RepairTiers { first_cents: 1, ..STANDARD },
        discount_bp: 10_000,
        discount_from: 1,
    };
    let content = Content { repairs: vec![of(&cx, Some(bus), 1)], agreed: Some(made_up), ..quote.content.clone() };
    let saved = quotes::edit(&cx, quote.id, EditQuote { version: quote.version, content }).await.expect("saved");
    assert_eq!((repairs(&saved), saved.content.agreed), (5_000, None), "what nobody agreed on does not hold");
}

#[tokio::test]
async fn other_standard_prices_are_tried_on_those_who_agreed_on_none() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let line = ServiceLine::Glass;
    let by_book = begin_for(&cx, line, "Brandt Bakery", "ivo@example.com").await;
    save(&cx, &by_book, vec![of(&cx, None, 1)]).await.expect("saved");
    let by_list = begin(&cx, line).await;
    save(&cx, &by_list, vec![of(&cx, None, 1)]).await.expect("saved");
    // set after its draft was saved
    list(&cx, &by_list, today(&cx), None, 4_500).await;
    let rates = Rates { repairs: RepairTiers { first_cents: 6_000, ..STANDARD }, ..by_book.book.rates.clone() };
    let draft = SavePriceDraft { version: None, base_version: by_book.book.version, name: "Glass".into(), rates };
    let draft = crate::pricing::save_draft(&cx, line, draft).await.expect("a draft");
    assert_eq!(draft.rates.repairs.first_cents, 6_000);
    let tried = crate::pricing::replay_draft(&cx, line).await.expect("a replay").all;
    assert_eq!((tried.quotes, tried.more, tried.same), (2, 1, 1));
    assert_eq!((tried.before_cents, tried.after_cents), (9_500, 10_500));
    crate::pricing::publish_draft(&cx, line, DraftSeen { version: draft.version }).await.expect("published");
    let next = begin(&cx, line).await;
    assert_eq!(next.book.rates.repairs.first_cents, 6_000);
    assert_eq!(again(&cx, &by_book).await.book.rates.repairs, STANDARD, "quotes keep the book they were made with");
}
