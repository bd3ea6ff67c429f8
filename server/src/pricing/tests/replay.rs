//! Trying a draft on quotes as people really make them.

use shared::access::{Access, FieldRight};
use shared::packs::ServiceLine;
use shared::pricing::{AmenityChoice, DraftSeen, NewPriceBook, Rates, Replay, SavePriceDraft, SkipReason, Standing};
use shared::quotes::{Acceptance, EditQuote, NewQuote, Picked, Quote, SendQuote, SignatureKind};

use crate::cx::{Cx, RequestInfo};
use crate::testing::TestApp;
use crate::{pricing, quotes};

const LINE: ServiceLine = ServiceLine::Charter;

/// A draft of a quote for eight hours of a vehicle, with an extra the customer may choose.
async fn drafted(cx: &Cx, name: &str, vehicle: usize) -> Quote {
    let asked = NewQuote {
        service_line: LINE,
        title: String::new(),
        account: None,
        contact: None,
        name: name.into(),
        company: String::new(),
        email: format!("{}@example.com", name.to_lowercase()),
        phone: String::new(),
    };
    let quote = quotes::create(cx, asked).await.expect("a quote");
    let mut content = quote.content.clone();
    let rates = &quote.book.rates;
    content.title = "Trip".into();
    content.minutes = Some(480);
    content.vehicles = vec![shared::pricing::VehicleCount { key: rates.vehicles[vehicle].key.clone(), count: 1 }];
    content.amenities = vec![AmenityChoice { amenity: rates.amenities[0].id, optional: true, chosen: false }];
    content.lines = vec![shared::pricing::LineItem {
        id: cx.id(),
        name: "Guide".into(),
        note: String::new(),
        quantity_milli: 1000,
        unit_cents: 10_000,
        unit_cost_cents: None,
        optional: false,
        chosen: true,
    }];
    quotes::edit(cx, quote.id, EditQuote { version: quote.version, content }).await.expect("saved")
}

/// The same, sent; the token of its link.
async fn sent(cx: &Cx, name: &str, vehicle: usize) -> (Quote, String) {
    let quote = drafted(cx, name, vehicle).await;
    let input = SendQuote {
        version: quote.version,
        total_cents: quote.priced.total_cents,
        email: "a@example.com".into(),
        pin: String::new(),
        message: String::new(),
    };
    let out = quotes::send(cx, quote.id, input).await.expect("sent");
    (out.quote, out.link.rsplit('/').next().expect("a token").to_string())
}

/// The same, accepted with the extra.
async fn accepted(t: &TestApp, cx: &Cx, name: &str) -> Quote {
    let (quote, token) = sent(cx, name, 0).await;
    let opened = quotes::open(&t.app, RequestInfo::internal("visitor"), &token).await.expect("the link opens");
    let options = vec![quote.content.amenities[0].amenity.0];
    let picked = Picked { options: options.clone(), ..Picked::default() };
    let seen = quotes::read(&opened, true, false, Some(&picked)).await.expect("readable");
    let answer = Acceptance {
        revision: seen.revision,
        total_cents: seen.priced.total_cents,
        name: name.into(),
        kind: SignatureKind::Typed,
        strokes: String::new(),
        consent: true,
        consent_version: Some(shared::quotes::CONSENT_VERSION.into()),
        options,
        package: None,
    };
    quotes::accept_by_link(&opened, answer).await.expect("accepted");
    quotes::show(cx, quote.id).await.expect("the quote")
}

/// Begins a draft with other prices.
async fn draft(cx: &Cx, change: impl FnOnce(&mut Rates)) {
    let desk = pricing::desk(cx, LINE).await.expect("a desk");
    let mut rates = desk.rates().clone();
    change(&mut rates);
    let input = SavePriceDraft {
        version: desk.draft.as_ref().map(|draft| draft.version),
        base_version: desk.base_version(),
        name: desk.book.name.clone(),
        rates,
    };
    pricing::save_draft(cx, LINE, input).await.expect("saved");
}

async fn replay(cx: &Cx) -> Replay {
    pricing::replay_draft(cx, LINE).await.expect("a replay")
}

#[tokio::test]
async fn a_draft_that_says_the_same_changes_nothing() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    accepted(&t, &cx, "Ada").await;
    sent(&cx, "Ben", 1).await;
    drafted(&cx, "Cleo", 2).await;
    draft(&cx, |_| {}).await;
    let replay = replay(&cx).await;
    assert_eq!((replay.all.quotes, replay.all.same), (3, 3));
    assert_eq!((replay.all.difference_cents(), replay.adrift), (0, 0));
    assert!(replay.skipped.is_empty() && replay.dearer.is_empty());
    for standing in [Standing::Booked, Standing::Open, Standing::Draft] {
        assert_eq!(replay.of(standing).quotes, 1, "{standing}");
    }
}

#[tokio::test]
async fn what_was_chosen_in_signing_is_in_what_is_booked_and_the_dearest_come_first() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let booked = accepted(&t, &cx, "Ada").await;
    let (open, _) = sent(&cx, "Ben", 0).await;
    draft(&cx, |rates| {
        rates.amenities[0].cents += 5_000;
        rates.vehicles[0].hour_cents += 2_000;
        rates.vehicles[0].day_cents = 0;
    })
    .await;
    let replay = replay(&cx).await;
    let of = replay.of(Standing::Booked);
    assert_eq!(of.before_cents, booked.priced.total_cents - booked.priced.tax_cents);
    let (first, second) = (&replay.dearer[0], &replay.dearer[1]);
    assert_eq!((first.quote, first.customer.as_str(), first.number.as_str()), (booked.id, "Ada", booked.number.as_str()));
    assert_eq!((first.before_cents, second.before_cents), (booked.priced.total_cents, open.priced.total_cents));
    assert!(first.difference_cents() > second.difference_cents(), "the chosen extra rises as well");
    assert_eq!(replay.all.more, 2);
}

#[tokio::test]
async fn quotes_of_older_books_are_compared_with_those() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (older, _) = sent(&cx, "Ada", 0).await;
    let mut rates = older.book.rates.clone();
    // the pack's costs are not in what a quote shows to everybody, but the owner sees them
    for vehicle in &mut rates.vehicles {
        vehicle.hour_cents *= 2;
        vehicle.day_cents *= 2;
        vehicle.minimum_cents *= 2;
    }
    pricing::publish_book(&cx, LINE, NewPriceBook { base_version: 1, name: "Double".into(), rates }).await.expect("published");
    let (newer, _) = sent(&cx, "Ben", 0).await;
    assert!(newer.priced.total_cents > older.priced.total_cents);
    draft(&cx, |_| {}).await;
    let replay = replay(&cx).await;
    assert_eq!((replay.all.more, replay.all.same), (1, 1));
    assert_eq!(replay.dearer[0].quote, older.id);
    assert_eq!((replay.dearer[0].before_cents, replay.dearer[0].after_cents), (older.priced.total_cents, newer.priced.total_cents));
}

#[tokio::test]
async fn gone_vehicles_other_services_and_old_quotes_are_left_out() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (gone, _) = sent(&cx, "Ada", 0).await;
    let (old, _) = sent(&cx, "Ben", 1).await;
    sent(&cx, "Cleo", 1).await;
    let mut conn = t.owner_connection().await;
    sqlx::query("update quotes set created_at = now() - interval '92 days' where id = $1")
        .bind(old.id.0)
        .execute(&mut conn)
        .await
        .expect("time passes");
    let key = gone.content.vehicles[0].key.clone();
    draft(&cx, |rates| rates.vehicles.retain(|v| v.key != key)).await;
    let found = replay(&cx).await;
    assert_eq!(found.all.quotes, 1);
    assert_eq!(found.skipped.iter().map(|s| (s.reason, s.quotes)).collect::<Vec<_>>(), [(SkipReason::VehicleGone, 1)]);
    assert_eq!((found.until - found.since).num_days(), 90);
    let foreign = t.foreign(shared::access::BuiltinRole::Owner);
    assert_eq!(pricing::replay_draft(&foreign, LINE).await.expect_err("no draft of theirs"), shared::Error::NotFound);
}

#[tokio::test]
async fn the_margin_is_told_to_those_only_who_see_costs() {
    let t = TestApp::new().await;
    let owner = t.owner().await;
    sent(&owner, "Ada", 0).await;
    draft(&owner, |rates| rates.vehicles.iter_mut().filter_map(|v| v.cost.as_mut()).for_each(|cost| cost.hour_cents += 100)).await;
    let margin = replay(&owner).await.margin.expect("the owner sees costs");
    assert_eq!((margin.quotes, margin.after_cents - margin.before_cents), (1, -800), "eight hours at a dollar more");
    let mut blind = owner.clone();
    blind.access = Access { fields: [FieldRight::Margin].into(), ..owner.access.clone() };
    assert_eq!(replay(&blind).await.margin, None);
    pricing::discard_draft(&owner, LINE, DraftSeen { version: 1 }).await.expect("discarded");
    assert_eq!(pricing::replay_draft(&owner, LINE).await.expect_err("nothing to try"), shared::Error::NotFound);
}
