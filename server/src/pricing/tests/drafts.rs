//! The draft of the next prices: one at a time, over what was seen, in force by one transaction.

use shared::access::{Access, BuiltinRole, FieldRight};
use shared::packs::{Label, ServiceLine};
use shared::pricing::{DraftSeen, NewPriceBook, PriceBook, PriceDraft, Rates, SavePriceDraft};
use shared::{CommandId, Error, Result};

use super::install;
use crate::cx::Cx;
use crate::pricing;
use crate::testing::TestApp;

const LINE: ServiceLine = ServiceLine::Moving;

/// The same prices with another hour of the first vehicle.
pub(super) fn with_hour(rates: &Rates, cents: i64) -> Rates {
    let mut rates = rates.clone();
    rates.vehicles[0].hour_cents = cents;
    rates
}

pub(super) async fn book(cx: &Cx) -> PriceBook {
    pricing::desk(cx, LINE).await.expect("a desk").book
}

/// Saves a draft over `version` with that hour.
async fn save(cx: &Cx, version: Option<i32>, base_version: i32, cents: i64) -> Result<PriceDraft> {
    let book = book(cx).await;
    let input = SavePriceDraft { version, base_version, name: " Spring ".into(), rates: with_hour(&book.rates, cents) };
    pricing::save_draft(cx, LINE, input).await
}

fn code<T: std::fmt::Debug>(result: Result<T>) -> String {
    match result {
        Err(Error::Conflict { code, .. }) => code,
        other => format!("{other:?}"),
    }
}

#[tokio::test]
async fn a_draft_is_kept_beside_the_book_and_counts_only_once_it_is_published() {
    let t = TestApp::new().await;
    install(&t).await;
    let cx = t.owner().await;
    assert_eq!(pricing::desk(&cx, LINE).await.expect("a desk").draft, None);
    let first = save(&cx, None, 1, 11_100).await.expect("saved");
    let second = save(&cx, Some(first.version), 1, 12_200).await.expect("saved again");
    assert_eq!((second.id, second.version, second.name.as_str()), (first.id, 2, "Spring"));
    let desk = pricing::desk(&cx, LINE).await.expect("a desk");
    assert_eq!(desk.draft.as_ref(), Some(&second), "what was answered is what is read");
    assert_eq!((desk.book.version, desk.is_outdated()), (1, false));
    assert_ne!(desk.book.rates.vehicles[0].hour_cents, 12_200);

    let published = pricing::publish_draft(&cx, LINE, DraftSeen { version: 2 }).await.expect("published");
    assert_eq!((published.version, published.rates.vehicles[0].hour_cents), (2, 12_200));
    let desk = pricing::desk(&cx, LINE).await.expect("a desk");
    assert_eq!((desk.book.id, desk.draft), (published.id, None));
    t.relay().await;
    let mut conn = t.owner_connection().await;
    let kinds: Vec<String> = sqlx::query_scalar("select kind from events where kind like 'pricing.%' and org_id = $1 order by seq")
        .bind(cx.org.0)
        .fetch_all(&mut conn)
        .await
        .expect("the log");
    assert_eq!(kinds[kinds.len() - 3..], ["pricing.draft_saved", "pricing.draft_saved", "pricing.book_published"]);
}

#[tokio::test]
async fn a_type_of_vehicle_is_added_and_others_are_taken_out_and_none_stands_twice() {
    let t = TestApp::new().await;
    install(&t).await;
    let cx = t.owner().await;
    let before = book(&cx).await;
    let input = |version, rates: &Rates| SavePriceDraft { version, base_version: 1, name: "Cranes".into(), rates: rates.clone() };
    let mut rates = before.rates.clone();
    let mut crane = rates.vehicles[0].clone();
    (crane.key, crane.name, crane.load) = ("crane".into(), Label::same("Crane truck"), Some(300));
    crane.capabilities = vec!["crane".into()];
    rates.vehicles.push(crane.clone());
    let saved = pricing::save_draft(&cx, LINE, input(None, &rates)).await.expect("saved");
    assert_eq!(saved.rates.vehicle("crane"), Some(&crane));
    rates.vehicles.push(crane.clone());
    let twice = pricing::save_draft(&cx, LINE, input(Some(1), &rates)).await.expect_err("it is there already");
    assert!(matches!(twice, Error::Invalid(_)), "{twice:?}");
    rates.vehicles = vec![crane.clone()];
    pricing::save_draft(&cx, LINE, input(Some(1), &rates)).await.expect("saved again");
    let published = pricing::publish_draft(&cx, LINE, DraftSeen { version: 2 }).await.expect("published");
    assert_eq!(published.rates.vehicles, [crane]);
    let mut tx = cx.read().await.expect("a transaction");
    let former = pricing::book(&mut tx, before.id).await.expect("the former book");
    assert_eq!(former.rates.vehicles, before.rates.vehicles, "quotes made with them keep them");
}

#[tokio::test]
async fn nobody_overwrites_publishes_or_discards_what_they_have_not_seen() {
    let t = TestApp::new().await;
    install(&t).await;
    let cx = t.owner().await;
    assert_eq!(code(save(&cx, Some(1), 1, 11_100).await), "changed");
    save(&cx, None, 1, 11_100).await.expect("saved");
    assert_eq!(code(save(&cx, None, 1, 12_200).await), "changed");
    save(&cx, Some(1), 1, 12_200).await.expect("saved");
    assert_eq!(code(save(&cx, Some(1), 1, 13_300).await), "changed");
    assert_eq!(code(pricing::publish_draft(&cx, LINE, DraftSeen { version: 1 }).await), "changed");
    assert_eq!(code(pricing::discard_draft(&cx, LINE, DraftSeen { version: 1 }).await), "changed");
    assert_eq!(pricing::desk(&cx, LINE).await.expect("a desk").draft.expect("still there").version, 2);
    pricing::discard_draft(&cx, LINE, DraftSeen { version: 2 }).await.expect("discarded");
    assert_eq!(pricing::discard_draft(&cx, LINE, DraftSeen { version: 2 }).await.expect_err("it is gone"), Error::NotFound);
    assert_eq!(book(&cx).await.version, 1);
}

#[tokio::test]
async fn of_two_who_begin_a_draft_at_once_one_learns_of_the_other() {
    let t = TestApp::new().await;
    install(&t).await;
    let (one, two) = (t.owner().await, t.cx(BuiltinRole::Admin));
    let (first, second) = tokio::join!(save(&one, None, 1, 11_100), save(&two, None, 1, 12_200));
    let (won, lost) = if first.is_ok() { (first, second) } else { (second, first) };
    assert_eq!(won.expect("one wins").version, 1);
    assert_eq!(code(lost), "changed");
    assert_eq!(t.count("price_book_drafts").await, 1);
}

#[tokio::test]
async fn a_draft_outlives_prices_published_meanwhile_and_goes_on_from_them() {
    let t = TestApp::new().await;
    install(&t).await;
    let cx = t.owner().await;
    save(&cx, None, 1, 11_100).await.expect("saved");
    let others = NewPriceBook { base_version: 1, name: "Theirs".into(), rates: with_hour(&book(&cx).await.rates, 99_900) };
    pricing::publish_book(&cx, LINE, others).await.expect("published past the draft");
    assert!(pricing::desk(&cx, LINE).await.expect("a desk").is_outdated());
    assert_eq!(code(pricing::publish_draft(&cx, LINE, DraftSeen { version: 1 }).await), "outdated");
    let kept = pricing::desk(&cx, LINE).await.expect("a desk").draft.expect("the draft stays");
    assert_eq!((kept.version, kept.rates.vehicles[0].hour_cents), (1, 11_100));

    assert_eq!(save(&cx, Some(1), 3, 11_100).await.expect_err("no such book"), Error::field("base_version", "unknown_choice"));
    let rebased = save(&cx, Some(1), 2, 11_100).await.expect("put on the newest");
    assert_eq!((rebased.version, rebased.base_version), (2, 2));
    assert_eq!(save(&cx, Some(2), 1, 11_100).await.expect_err("not back again"), Error::field("base_version", "unknown_choice"));
    let published = pricing::publish_draft(&cx, LINE, DraftSeen { version: 2 }).await.expect("published");
    assert_eq!((published.version, published.rates.vehicles[0].hour_cents), (3, 11_100));
}

#[tokio::test]
async fn who_may_not_see_costs_neither_reads_nor_wipes_them() {
    let t = TestApp::new().await;
    install(&t).await;
    let owner = t.owner().await;
    let mut blind = owner.clone();
    blind.access = Access { fields: [FieldRight::PriceOverride].into(), ..owner.access.clone() };
    let costs = |rates: &Rates| rates.vehicles.iter().map(|v| v.cost).collect::<Vec<_>>();
    let known = costs(&book(&owner).await.rates);
    assert!(known.iter().all(Option::is_some));
    let saved = save(&blind, None, 1, 11_100).await.expect("saved");
    assert!(costs(&saved.rates).iter().all(Option::is_none));
    assert!(costs(&pricing::desk(&blind, LINE).await.expect("a desk").draft.expect("a draft").rates).iter().all(Option::is_none));
    let mut dearer = pricing::desk(&owner, LINE).await.expect("a desk").draft.expect("a draft");
    assert_eq!(costs(&dearer.rates), known);
    dearer.rates.vehicles[0].cost.as_mut().expect("a cost").hour_cents += 500;
    let input = SavePriceDraft { version: Some(1), base_version: 1, name: dearer.name.clone(), rates: dearer.rates.clone() };
    pricing::save_draft(&owner, LINE, input).await.expect("saved");
    save(&blind, Some(2), 1, 12_200).await.expect("saved");
    pricing::publish_draft(&blind, LINE, DraftSeen { version: 3 }).await.expect("published");
    assert_eq!(costs(&book(&owner).await.rates), costs(&dearer.rates), "the draft's costs are published with it");
}

#[tokio::test]
async fn a_repeated_save_is_carried_out_once() {
    let t = TestApp::new().await;
    install(&t).await;
    let owner = t.owner().await;
    // a context carries a command out once, as a request does
    let command = |id: CommandId, hash: u8| owner.clone().with_command(id, [hash; 32]);
    let (saving, publishing) = (CommandId(uuid::Uuid::now_v7()), CommandId(uuid::Uuid::now_v7()));
    let first = save(&command(saving, 7), None, 1, 11_100).await.expect("saved");
    assert_eq!(save(&command(saving, 7), None, 1, 11_100).await.expect("the first answer"), first);
    let seen = DraftSeen { version: 1 };
    let book = pricing::publish_draft(&command(publishing, 8), LINE, seen).await.expect("published");
    assert_eq!(pricing::publish_draft(&command(publishing, 8), LINE, seen).await.expect("the first answer"), book);
    assert_eq!(t.count("price_book_drafts").await, 0);
}

#[tokio::test]
async fn a_failure_at_any_statement_of_the_publication_leaves_the_draft_and_no_book() {
    let t = TestApp::new().await;
    install(&t).await;
    let cx = t.owner().await;
    save(&cx, None, 1, 11_100).await.expect("saved");
    t.all_or_nothing(3, &cx, async |cx| pricing::publish_draft(&cx, LINE, DraftSeen { version: 1 }).await).await;
}

#[tokio::test]
async fn drafts_are_for_those_who_may_change_prices_of_their_own_organization() {
    let t = TestApp::new().await;
    install(&t).await;
    let cx = t.owner().await;
    save(&cx, None, 1, 11_100).await.expect("saved");
    let agent = t.cx(BuiltinRole::SalesAgent);
    let seen = DraftSeen { version: 1 };
    assert!(matches!(pricing::desk(&agent, LINE).await, Err(Error::Forbidden { .. })));
    assert!(matches!(pricing::replay_draft(&agent, LINE).await, Err(Error::Forbidden { .. })));
    assert!(matches!(pricing::publish_draft(&agent, LINE, seen).await, Err(Error::Forbidden { .. })));
    assert!(matches!(pricing::discard_draft(&agent, LINE, seen).await, Err(Error::Forbidden { .. })));
    let foreign = t.foreign(BuiltinRole::Owner);
    assert_eq!(pricing::publish_draft(&foreign, LINE, seen).await.expect_err("ours is not theirs"), Error::NotFound);
    assert_eq!(pricing::replay_draft(&foreign, LINE).await.expect_err("ours is not theirs"), Error::NotFound);
}
