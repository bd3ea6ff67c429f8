//! An offer in packages: exactly one is taken, it is what is signed, and only it is worked.

use shared::pricing::{Adjustment, Change, LineItem};
use shared::{FieldErrors, LineId, PackageId};
use uuid::Uuid;

use super::*;

const LUNCH: &str = "Collect the boxed lunches";

fn id(n: u128) -> PackageId {
    PackageId(Uuid::from_u128(n))
}

fn line(n: u128, unit_cents: i64) -> LineItem {
    LineItem {
        id: LineId(Uuid::from_u128(n)),
        name: format!("Guide {n}"),
        note: String::new(),
        quantity_milli: 1_000,
        unit_cents,
        unit_cost_cents: None,
        optional: false,
        chosen: true,
    }
}

/// A draft in three packages: Better, which is recommended, has a guide; Best has two and a boxed lunch.
async fn packaged(cx: &Cx) -> Quote {
    let quote = draft(cx).await;
    let mut content = quote.content.clone();
    let lunch = quote.book.rates.amenities.iter().find(|a| a.checklist_item.as_deref() == Some(LUNCH)).expect("the pack has it").id;
    content.amenities.push(AmenityChoice { amenity: lunch, optional: false, chosen: true });
    content.lines = vec![line(11, 20_000), line(12, 50_000)];
    for (n, name) in [(1, "Good"), (2, "Better"), (3, "Best")] {
        content.add_package(id(n), name);
    }
    content.recommend_package(id(2));
    content.put_line(LineId(Uuid::from_u128(11)), id(1), false);
    for package in [1, 2] {
        content.put_line(LineId(Uuid::from_u128(12)), id(package), false);
        content.put_amenity(lunch, id(package), false);
    }
    quotes::edit(cx, quote.id, EditQuote { version: quote.version, content }).await.expect("saved")
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

async fn opened(t: &TestApp, cx: &Cx, quote: &Quote) -> quotes::Opened {
    let sent = send(cx, quote).await.expect("it goes out");
    open(t, sent.link.rsplit('/').next().expect("a token")).await
}

fn with(package: u128) -> Picked {
    Picked { package: Some(id(package)), ..Picked::default() }
}

#[tokio::test]
async fn the_package_the_customer_takes_is_priced_signed_and_worked() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let quote = packaged(&cx).await;
    let totals: Vec<i64> = quote.priced.packages.iter().map(|package| package.total_cents).collect();
    assert!(totals[0] < totals[1] && totals[1] < totals[2], "{totals:?}");
    assert_eq!((quote.priced.package, quote.priced.total_cents), (Some(id(2)), totals[1]), "what is recommended counts first");
    let opened = opened(&t, &cx, &quote).await;
    let seen = quotes::read(&opened, true, false, Some(&with(3))).await.expect("readable");
    assert_eq!((seen.priced.package, seen.priced.total_cents), (Some(id(3)), totals[2]));
    let accepted = quotes::accept_by_link(&opened, acceptance(&seen)).await.expect("accepted");
    assert_eq!(accepted.total_cents, totals[2]);
    let shown = quotes::show(&cx, quote.id).await.expect("the quote");
    assert_eq!((shown.content.package, shown.priced.total_cents), (Some(id(3)), totals[2]));
    assert_eq!(shown.signature.expect("signed").document_hash, accepted.document_hash);
    let paper = quotes::printout(&cx, quote.id, quotes::Which::Newest).await.expect("a paper");
    assert_eq!((paper.priced.package, paper.priced.total_cents, paper.content.package), (Some(id(3)), totals[2], Some(id(3))));
    let job = crate::jobs::show(&cx, accepted.job).await.expect("the job");
    assert_eq!(job.total.map(|total| total.cents), Some(totals[2]));
    assert!(job.phases.iter().flat_map(|phase| &phase.items).any(|item| item.title.en == LUNCH));
}

#[tokio::test]
async fn what_only_another_package_has_is_not_worked() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let quote = packaged(&cx).await;
    let opened = opened(&t, &cx, &quote).await;
    let seen = quotes::read(&opened, true, false, Some(&with(1))).await.expect("readable");
    let accepted = quotes::accept_by_link(&opened, acceptance(&seen)).await.expect("accepted");
    let job = crate::jobs::show(&cx, accepted.job).await.expect("the job");
    assert_eq!(job.total.map(|total| total.cents), Some(quote.priced.packages[0].total_cents));
    assert!(!job.phases.iter().flat_map(|phase| &phase.items).any(|item| item.title.en == LUNCH));
    let receipt = quotes::read(&opened, true, false, Some(&with(3))).await.expect("readable");
    assert_eq!(receipt.priced.package, Some(id(1)), "what is signed is not chosen anew");
}

#[tokio::test]
async fn an_acceptance_names_exactly_one_package_that_is_offered() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let quote = packaged(&cx).await;
    let open_offer = opened(&t, &cx, &quote).await;
    let seen = quotes::read(&open_offer, true, false, Some(&with(9))).await.expect("readable");
    assert_eq!(seen.priced.package, Some(id(2)), "who asks for another reads what is recommended");
    let good = acceptance(&seen);
    for (package, code) in [(None, "required"), (Some(id(9)), "unknown_choice")] {
        let refused = quotes::accept_by_link(&open_offer, Acceptance { package, ..good.clone() }).await.expect_err("refused");
        assert_eq!(refused, Error::Invalid(FieldErrors::one("package", code)));
    }
    let stale = Acceptance { package: Some(id(3)), ..good };
    assert_eq!(code(quotes::accept_by_link(&open_offer, stale).await), "total_changed", "the total that was seen was of another");
    assert_eq!(t.count("jobs").await, 0);
    let plain = draft(&cx).await;
    let plain = opened(&t, &cx, &plain).await;
    let seen = quotes::read(&plain, true, false, None).await.expect("readable");
    let refused = quotes::accept_by_link(&plain, Acceptance { package: Some(id(1)), ..acceptance(&seen) }).await.expect_err("refused");
    assert_eq!(refused, Error::Invalid(FieldErrors::one("package", "unknown_choice")));
}

#[tokio::test]
async fn what_is_taken_off_any_package_is_held_against_the_limit() {
    let t = TestApp::new().await;
    let manager = t.cx(BuiltinRole::Manager);
    let quote = packaged(&manager).await;
    let mut content = quote.content.clone();
    content.lines.push(line(13, -quote.priced.packages[2].total_cents / 4));
    for package in [1, 2] {
        content.put_line(LineId(Uuid::from_u128(13)), id(package), false);
    }
    let quote = quotes::edit(&manager, quote.id, EditQuote { version: quote.version, content }).await.expect("saved");
    let refused = send(&manager, &quote).await.expect_err("a quarter off Best is too much");
    assert_eq!(refused, Error::Invalid(FieldErrors::one("adjustment", "needs_approval")));
    let mut content = quote.content.clone();
    content.lines.pop();
    content.adjustment = Some(Adjustment { change: Change::PercentBp(-1_000), reason: "They come every week".into() });
    let quote = quotes::edit(&manager, quote.id, EditQuote { version: quote.version, content }).await.expect("saved");
    send(&manager, &quote).await.expect("a tenth a manager may take off");
}

#[tokio::test]
async fn a_draft_has_no_package_taken_and_one_alone_does_not_go_out() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let quote = packaged(&cx).await;
    let content = quote.content.clone().take(Some(id(3)));
    let quote = quotes::edit(&cx, quote.id, EditQuote { version: quote.version, content }).await.expect("saved");
    assert_eq!((quote.content.package, quote.priced.package), (None, Some(id(2))), "that is for the customer to say");
    let unknown = quote.content.clone().take(Some(id(9)));
    let refused = quotes::edit(&cx, quote.id, EditQuote { version: quote.version, content: unknown }).await;
    assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
    let mut content = quote.content.clone();
    content.packages.truncate(1);
    let quote = quotes::edit(&cx, quote.id, EditQuote { version: quote.version, content }).await.expect("saved");
    let refused = send(&cx, &quote).await.expect_err("there is nothing to choose");
    assert_eq!(refused, Error::Invalid(FieldErrors::one("packages", "one_package")));
}
