use super::*;
use chrono::{DateTime, NaiveDate};
use shared::jobs::StopKind;
use shared::packs::ServiceLine;
use shared::packs::prices::default_rates;
use shared::pricing::{AmenityChoice, PriceBook, VehicleCount};
use shared::quotes::{Content, Sender, Stop};
use shared::text::{Locale, with_locale};
use shared::{Currency, PriceBookId, RevisionId, StopId};
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
fn the_open_offer_carries_what_an_acceptance_needs() {
    let quote = quote(LinkState::Open);
    let html = page(&quote, "/q/token", &Asked::default());
    assert!(html.contains(&format!("value=\"{}\"", quote.priced.total_cents)));
    assert!(html.contains(&quote.revision.to_string()));
    assert!(html.contains("name=\"consent\""));
}

#[test]
fn the_open_offer_says_what_changed_and_wears_the_colours_of_its_sender() {
    let html = page(&quote(LinkState::Open), "/q/token", &Asked::default());
    assert!(html.contains("Changed since version 1") && html.contains("40 → 46") || html.contains("40 to 46"), "{html}");
    assert!(html.contains("--tenant-fill:#0b5d57"));
    assert!(!html.contains("sprite.svg"), "icons come with the page");
}
