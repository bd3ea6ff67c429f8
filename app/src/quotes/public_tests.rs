use super::*;
use chrono::{DateTime, NaiveDate};
use shared::customers::{AccountKind, Terms};
use shared::jobs::StopKind;
use shared::packs::ServiceLine;
use shared::packs::prices::default_rates;
use shared::pricing::{AmenityChoice, Due, LineItem, Part, Payer, Planned, PriceBook, VehicleCount};
use shared::quotes::{Content, Sender, Stop};
use shared::text::{Locale, with_locale};
use shared::{Currency, LineId, PackageId, PriceBookId, RevisionId, StopId};
use uuid::Uuid;

pub(in crate::quotes) fn quote(state: LinkState) -> PublicQuote {
    let day = NaiveDate::from_ymd_opt(2026, 12, 12).expect("a real date");
    let rates = default_rates(ServiceLine::Charter, "CA");
    let mut content = Content::empty(ServiceLine::Charter, "Team <b>trip</b>");
    content.passengers = 46;
    content.stops = vec![
        Stop {
            address: "Vancouver, BC".into(),
            arrive: day.and_hms_opt(9, 0, 0),
            dwell: 20,
            ..Stop::new(StopId(Uuid::from_u128(1)), StopKind::Pickup)
        },
        Stop { address: "Seattle, WA".into(), ..Stop::new(StopId(Uuid::from_u128(2)), StopKind::DropOff) },
    ];
    content.vehicles = vec![VehicleCount { key: "coach_56".into(), count: 1 }];
    content.amenities = rates.amenities.iter().map(|a| AmenityChoice { amenity: a.id, optional: true, chosen: false }).collect();
    PublicQuote {
        state,
        sender: Sender {
            name: "Cascade Line".into(),
            agent: Some("Priya".into()),
            email: None,
            phone: None,
            brand_hex: Some("#0b5d57".into()),
            logo: None,
        },
        number: "Q-00001".into(),
        customer: "Maya".into(),
        contact_name: "Maya Lindqvist".into(),
        service_line: ServiceLine::Charter,
        currency: Currency::CAD,
        zone: "America/Vancouver".into(),
        quoted_on: NaiveDate::from_ymd_opt(2026, 11, 20).expect("a real date"),
        revision: RevisionId(Uuid::from_u128(3)),
        revision_number: 1,
        newer: None,
        since: Some(1),
        changes: vec![shared::quotes::Change::Passengers { from: 40, to: 46 }],
        route: content.route(),
        priced: content.price(&rates, NaiveDate::from_ymd_opt(2026, 11, 20).expect("a real date"), None),
        content,
        book: PriceBook {
            id: PriceBookId(Uuid::from_u128(4)),
            service_line: ServiceLine::Charter,
            version: 1,
            name: "Charter".into(),
            rates,
        },
        promo: None,
        valid_until: DateTime::from_timestamp(1_796_000_000, 0),
        signature: None,
        job: None,
    }
}

#[test]
fn every_state_has_its_page_in_both_languages_and_under_sixty_kilobytes() {
    for state in LinkState::ALL.iter().filter(|s| **s != LinkState::Locked) {
        for locale in [Locale::En, Locale::Fr] {
            let html = with_locale(locale, || page(&quote(*state), "/q/token", &Asked::default()));
            assert!(html.len() < 60_000, "{state}: {} bytes", html.len());
            assert!(html.contains("Team &#60;b&#62;trip") || html.contains("Team &lt;b&gt;trip"), "{state}: what people typed is text");
        }
    }
}

#[test]
fn the_route_is_on_a_map_without_a_script_and_each_mark_leads_to_its_stop() {
    let mut quote = quote(LinkState::Open);
    let hour = |h: u32| chrono::NaiveTime::from_hms_opt(h, 0, 0).expect("a real time");
    quote.content.stops[1].window = Some(shared::pricing::Window { from: hour(13), to: hour(15) });
    quote.content.stops[1].dwell = 45;
    quote.route = quote.content.route();
    let html = with_locale(Locale::En, || page(&quote, "/q/token", &Asked::default()));
    for part in [
        "role=\"img\" aria-label=\"Map of the route: 2 stops, from Vancouver, BC to Seattle, WA\"",
        "<g data-m=\"stop\">",
        "href=\"#stop-2\"",
        "id=\"stop-2\"",
        "href=\"#map-2\"",
        "id=\"map-2\"",
        "45 min there",
    ] {
        assert!(html.contains(part), "{part} is missing: {html}");
    }
    assert!(html.contains("Between") && html.contains("direct"), "{html}");
    // two dozen stops all over the continent still fit
    let towns: Vec<_> = shared::pricing::places().step_by(5).take(24).collect();
    quote.content.stops = (0..24)
        .map(|i| Stop {
            address: towns.get(i).map(|town| format!("{} Long Street Name, {}, {}", i * 100, town.name, town.region)).unwrap_or_default(),
            dwell: 15,
            ..Stop::new(StopId(Uuid::from_u128(100 + i as u128)), StopKind::Stop)
        })
        .collect();
    quote.route = quote.content.route();
    let html = page(&quote, "/q/token", &Asked::default());
    assert!(html.len() < 60_000, "{} bytes", html.len());
}

#[test]
fn the_open_offer_carries_what_an_acceptance_needs() {
    let quote = quote(LinkState::Open);
    let html = page(&quote, "/q/token", &Asked::default());
    assert!(html.contains(&format!("value=\"{}\"", quote.priced.total_cents)));
    assert!(html.contains(&quote.revision.to_string()));
    assert!(html.contains("name=\"consent\""));
}

/// The same in so many packages, each with lines of its own.
fn packaged(state: LinkState, count: u128, lines: u128) -> PublicQuote {
    let mut quote = quote(state);
    let id = |n| PackageId(Uuid::from_u128(20 + n));
    for n in 0..count {
        quote.content.add_package(id(n), format!("Level <{n}>"));
    }
    for n in 0..lines {
        let item = LineItem {
            id: LineId(Uuid::from_u128(100 + n)),
            name: format!("Guide number {n}"),
            note: String::new(),
            quantity_milli: 1_000,
            unit_cents: 10_000,
            unit_cost_cents: None,
            optional: false,
            chosen: true,
        };
        quote.content.put_line(item.id, id(n % count), false);
        quote.content.lines.push(item);
    }
    quote.content.recommend_package(id(1));
    quote.priced = quote.content.price(&quote.book.rates, quote.quoted_on, None);
    quote
}

#[test]
fn packages_are_radio_buttons_with_what_each_comes_to_and_the_one_that_counts_is_chosen() {
    let quote = packaged(LinkState::Open, 3, 3);
    let html = page(&quote, "/q/token", &Asked::default());
    assert_eq!(html.matches("name=\"package\"").count(), 3);
    assert_eq!(html.matches("name=\"was\"").count(), 1, "whose options are on the screen");
    for package in &quote.priced.packages {
        assert!(html.contains(&crate::ui::format::money(shared::Money::new(package.total_cents, quote.currency))));
    }
    assert!(html.contains(&format!("value=\"{}\"", quote.priced.total_cents)));
    assert!(html.contains("Includes Guide number 1") && html.contains("Recommended"), "{html}");
    assert!(!html.contains("Level <"), "what people typed is text");
    let plain = page(&self::quote(LinkState::Open), "/q/token", &Asked::default());
    assert!(!plain.contains("name=\"package\"") && !plain.contains("data-live=\"package\""));
}

#[test]
fn the_largest_offer_in_packages_stays_below_sixty_kilobytes() {
    for locale in [Locale::En, Locale::Fr] {
        let html = with_locale(locale, || page(&packaged(LinkState::Open, 4, 100), "/q/token", &Asked::default()));
        assert!(html.len() < 60_000, "{} bytes", html.len());
    }
}

#[test]
fn a_receipt_names_the_package_that_was_taken() {
    let mut quote = packaged(LinkState::Accepted, 3, 3);
    quote.content = quote.content.take(Some(PackageId(Uuid::from_u128(22))));
    quote.priced = quote.content.price(&quote.book.rates, quote.quoted_on, None);
    let html = page(&quote, "/q/token", &Asked::default());
    assert!(html.contains("Level &#60;2&#62;") || html.contains("Level &lt;2&gt;"), "{html}");
    assert!(!html.contains("Level &#60;1&#62;") && !html.contains("Level &lt;1&gt;"));
}

#[test]
fn instalments_stand_on_the_offer_with_their_days() {
    let mut offer = quote(LinkState::Open);
    let day = offer.quoted_on;
    offer.content.schedule = vec![
        Planned::new(Part::PercentBp(5_000), Due::Acceptance),
        Planned::new(Part::PercentBp(3_000), Due::BeforeStart { days: 10 }),
        Planned { label: "After the trip".into(), ..Planned::new(Part::Rest, Due::AfterStart { days: 7 }) },
    ];
    offer.priced = offer.content.price(&offer.book.rates, day, None);
    for state in [LinkState::Open, LinkState::Accepted] {
        offer.state = state;
        let html = page(&offer, "/q/token", &Asked::default());
        for words in ["Deposit, at acceptance", "Instalment 2, by ", "After the trip, by "] {
            assert!(html.contains(words), "{state}: {words}");
        }
        assert!(!html.contains("Balance by"), "{state}");
    }
    let french = with_locale(Locale::Fr, || page(&offer, "/q/token", &Asked::default()));
    assert!(french.contains("Versement 2, au plus tard le "), "{french}");
    let net = Payer { kind: AccountKind::Company, terms: Terms::Net30, tax_exempt: false };
    offer.state = LinkState::Open;
    offer.content.schedule.clear();
    offer.priced = offer.content.price_for(&offer.book.rates, day, None, net);
    let html = page(&offer, "/q/token", &Asked::default());
    assert!(html.contains("Nothing to pay today") && html.contains("Payment in full, by "), "{html}");
}

#[test]
fn who_is_exempt_from_taxes_reads_so_in_both_languages() {
    let mut offer = quote(LinkState::Open);
    assert!(!page(&offer, "/q/token", &Asked::default()).contains("Tax exempt"));
    let exempt = Payer { tax_exempt: true, ..Payer::default() };
    offer.priced = offer.content.price_for(&offer.book.rates, offer.quoted_on, None, exempt);
    let html = page(&offer, "/q/token", &Asked::default());
    assert!(html.contains("Tax exempt") && !html.contains("Total, with tax"), "{html}");
    let french = with_locale(Locale::Fr, || page(&offer, "/q/token", &Asked::default()));
    assert!(french.contains("Exonéré de taxes"), "{french}");
}

#[test]
fn the_open_offer_says_what_changed_and_wears_the_colours_of_its_sender() {
    let html = page(&quote(LinkState::Open), "/q/token", &Asked::default());
    assert!(html.contains("Changed since version 1") && html.contains("40 → 46") || html.contains("40 to 46"), "{html}");
    assert!(html.contains("--tenant-fill:#0b5d57"));
    assert!(!html.contains("sprite.svg"), "icons come with the page");
}
