use super::*;
use chrono::{DateTime, NaiveDate};
use paper::Table;
use server::quotes::Signing;
use shared::jobs::StopKind;
use shared::packs::prices::default_rates;
use shared::pricing::{AmenityChoice, Due, LineItem, Part, Payer, Planned, VehicleCount};
use shared::quotes::{Content, Evidence, EvidenceKind, Sender, Signature, SignatureKind, Stop};
use shared::{LineId, PackageId, RevisionId, StopId};
use uuid::Uuid;

/// A charter offer that went out.
pub fn printout(standing: Standing) -> Printout {
    let day = NaiveDate::from_ymd_opt(2026, 12, 12).expect("a real date");
    let quoted_on = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a real date");
    let rates = default_rates(ServiceLine::Charter, "CA");
    let mut content = Content::empty(ServiceLine::Charter, "Team #trip* to [Seattle]$");
    content.passengers = 46;
    content.message = "We kept the seats together.".into();
    content.stops = vec![
        Stop {
            name: "Hotel".into(),
            address: "750 Burrard St, Vancouver, BC".into(),
            arrive: day.and_hms_opt(9, 0, 0),
            dwell: 20,
            ..Stop::new(StopId(Uuid::from_u128(1)), StopKind::Pickup)
        },
        Stop { address: "303 S Jackson St, Seattle, WA".into(), ..Stop::new(StopId(Uuid::from_u128(2)), StopKind::DropOff) },
    ];
    content.vehicles = vec![VehicleCount { key: "coach_56".into(), count: 2 }];
    content.amenities = rates.amenities.iter().map(|a| AmenityChoice { amenity: a.id, optional: true, chosen: false }).collect();
    Printout {
        number: "Q-00001".into(),
        revision: RevisionId(Uuid::from_u128(3)),
        revision_number: 2,
        standing,
        sender: Sender {
            name: "Cascade Line".into(),
            agent: Some("Priya Shah".into()),
            email: Some("priya@cascade.example".into()),
            phone: None,
            brand_hex: Some("#0b5d57".into()),
            logo: None,
        },
        customer: "Lakeside School".into(),
        contact_name: "Maya Lindqvist".into(),
        locale: Locale::En,
        service_line: ServiceLine::Charter,
        currency: Currency::CAD,
        zone: "America/Vancouver".into(),
        quoted_on,
        valid_until: DateTime::from_timestamp(1_796_400_000, 0),
        vehicles: vec![(2, rates.vehicle("coach_56").expect("the pack has it").name.clone())],
        amenities: rates.amenities.iter().map(|a| (a.id, a.name.clone())).collect(),
        route: content.route(),
        priced: content.price(&rates, quoted_on, None),
        content,
        deposit_bp: rates.deposit.deposit_bp.into(),
        terms: rates.terms.clone(),
        document_hash: Some("ab".repeat(32)),
        signing: None,
        dated: DateTime::from_timestamp(1_795_200_000, 0).expect("a moment"),
    }
}

fn signed(kind: SignatureKind, strokes: &str) -> Printout {
    let at = DateTime::from_timestamp(1_795_300_000, 0).expect("a moment");
    let signature = Signature {
        name: "Maya Lindqvist".into(),
        kind,
        strokes: strokes.into(),
        at,
        document_hash: "cd".repeat(32),
        consent_version: "1".into(),
        ip: Some("192.0.2.7".into()),
    };
    let step = |seq, kind| Evidence { seq, kind, at, ip: None, user_agent: String::new(), detail: String::new(), hash: "ef".repeat(32) };
    let steps = vec![step(1, EvidenceKind::Sent), step(2, EvidenceKind::SignatureApplied), step(3, EvidenceKind::Completed)];
    let signing = Some(Signing { signature, consent: "I, Maya Lindqvist, accept.".into(), steps });
    Printout { signing, document_hash: Some("cd".repeat(32)), ..printout(Standing::Signed) }
}

/// Every text of a paper in the order it stands there.
fn texts(document: &Document) -> Vec<String> {
    let table = |table: &Table| {
        let cells = table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| [cell.text.clone(), cell.note.clone()]);
        table.columns.iter().map(|column| column.title.clone()).chain(cells).collect::<Vec<_>>()
    };
    let block = |block: &Block| match block {
        Block::Title { kind, text, reference } => vec![kind.clone(), text.clone(), reference.clone()],
        Block::Heading(text) | Block::Text(text) | Block::Small(text) | Block::Notice(text) | Block::Signed(text) => vec![text.clone()],
        Block::Facts(facts) => facts.iter().flat_map(|(what, is)| [what.clone(), is.clone()]).collect(),
        Block::Table(of) => table(of),
        Block::List(texts) | Block::Blanks(texts) => texts.clone(),
        Block::Drawing { words, .. } => vec![words.clone()],
    };
    document.blocks.iter().flat_map(block).filter(|text| !text.is_empty()).collect()
}

fn has_in_order(texts: &[String], wanted: &[&str]) {
    let mut at = 0;
    for want in wanted {
        match texts[at..].iter().position(|text| text.contains(want)) {
            Some(found) => at += found + 1,
            None => panic!("{want:?} does not stand behind the {at} texts before it in {texts:#?}"),
        }
    }
}

#[test]
fn an_offer_stands_on_paper_word_for_word() {
    let printout = printout(Standing::Current);
    let paper = document(&printout);
    let total = cents(&printout, printout.priced.total_cents);
    has_in_order(
        &texts(&paper),
        &[
            "Quote",
            "Team #trip* to [Seattle]$",
            "Q-00001, version 2",
            "Lakeside School\nMaya Lindqvist",
            "20 Nov 2026",
            "Valid until",
            "Sat 12 Dec 2026, 09:00",
            "2 × 56-seat motorcoach",
            "46",
            "seats together",
            "Itinerary",
            "09:00",
            "Hotel",
            "750 Burrard",
            "km,",
            "303 S Jackson",
            "Price",
            "Subtotal",
            "GST",
            "Total",
            &total,
            "Deposit to book, 25%",
            "Balance by",
            "Add to your booking",
            "Terms",
            "Agreement",
            "Signature",
        ],
    );
    assert_eq!((paper.language, paper.sheet, paper.colour), ("en-CA", Sheet::Letter, [0x0b, 0x5d, 0x57]));
    let amounts: i64 = printout.priced.lines.iter().map(|line| line.cents).sum();
    assert_eq!(amounts, printout.priced.total_cents, "the lines sum to the total");
    let lines = texts(&paper);
    for line in &printout.priced.lines {
        assert!(lines.contains(&cents(&printout, line.cents)), "{line:?}");
    }
}

/// The same with a guide on board in Better only, which is recommended.
fn packaged(of: Printout) -> Printout {
    let id = |n| PackageId(Uuid::from_u128(n));
    let guide = LineItem {
        id: LineId(Uuid::from_u128(30)),
        name: "Guide on board".into(),
        note: String::new(),
        quantity_milli: 1_000,
        unit_cents: 42_000,
        unit_cost_cents: None,
        optional: false,
        chosen: true,
    };
    let mut content = of.content.clone();
    content.add_package(id(21), "Good");
    content.add_package(id(22), "Better");
    content.put_line(guide.id, id(21), false);
    content.lines.push(guide);
    content.recommend_package(id(22));
    content.packages[0].note = "For most groups".into();
    let rates = default_rates(ServiceLine::Charter, "CA");
    Printout { priced: content.price(&rates, of.quoted_on, None), content, ..of }
}

#[test]
fn packages_stand_on_paper_with_what_each_comes_to_and_the_one_that_is_priced() {
    let printout = packaged(printout(Standing::Current));
    let totals: Vec<String> = printout.priced.packages.iter().map(|package| cents(&printout, package.total_cents)).collect();
    let wanted = ["Packages", "Good", "For most groups", &totals[0], "Better", "Recommended\nIncludes Guide on board", &totals[1]];
    let texts = texts(&document(&printout));
    has_in_order(&texts, &wanted);
    has_in_order(&texts, &["Price of Better", "Guide on board", "Total", &totals[1], "Agreement", "Package", "Name"]);
    let mut taken = packaged(signed(SignatureKind::Typed, ""));
    taken.content.package = Some(taken.content.packages[0].id);
    taken.priced = taken.content.price(&default_rates(ServiceLine::Charter, "CA"), taken.quoted_on, None);
    let paper = document(&taken);
    assert!(paper.blocks.iter().any(|block| matches!(block, Block::Facts(facts) if facts.contains(&("Package".into(), "Good".into())))));
    let texts = self::texts(&paper);
    has_in_order(&texts, &["Price of Good", "Total", &totals[0]]);
    assert!(!texts.iter().any(|text| text.contains("Guide on board")), "what was not taken is not on it");
    paper.pdf().expect("a file");
}

#[test]
fn an_exemption_from_taxes_stands_on_paper() {
    let mut printout = printout(Standing::Current);
    let exempt = Payer { tax_exempt: true, ..Payer::default() };
    printout.priced = printout.content.price_for(&default_rates(ServiceLine::Charter, "CA"), printout.quoted_on, None, exempt);
    has_in_order(&texts(&document(&printout)), &["Tax exempt", "Total", &cents(&printout, printout.priced.total_cents)]);
}

#[test]
fn instalments_stand_on_paper_in_the_order_they_are_due() {
    let mut printout = printout(Standing::Current);
    printout.content.schedule = vec![
        Planned { label: "After the trip".into(), ..Planned::new(Part::Rest, Due::AfterStart { days: 7 }) },
        Planned::new(Part::PercentBp(5_000), Due::Acceptance),
        Planned::new(Part::PercentBp(3_000), Due::BeforeStart { days: 10 }),
    ];
    printout.priced = printout.content.price(&default_rates(ServiceLine::Charter, "CA"), printout.quoted_on, None);
    let texts = texts(&document(&printout));
    let wanted = ["Total", "Deposit, at acceptance", "Instalment 2, by Wed 2 Dec 2026", "After the trip, by Sat 19 Dec 2026", "Terms"];
    has_in_order(&texts, &wanted);
    for one in printout.priced.payments() {
        assert!(texts.contains(&cents(&printout, one.cents)), "{one:?}");
    }
    assert!(!texts.iter().any(|text| text.contains("Balance by")));
}

#[test]
fn a_paper_speaks_french() {
    let paper = with_locale(Locale::Fr, || document(&printout(Standing::Replaced)));
    has_in_order(
        &texts(&paper),
        &[
            "Soumission",
            "Une version plus récente",
            "Préparée pour",
            "Valide jusqu’au",
            "Itinéraire",
            "9\u{a0}h\u{a0}00",
            "Prix",
            "Sous-total",
            "$",
            "Conditions",
        ],
    );
    assert_eq!((paper.language, paper.page_words.as_str()), ("fr-CA", "\u{1} sur \u{2}"));
    assert!(!texts(&paper).iter().any(|text| text.contains("Agreement") || text.contains("Total, with")));
}

#[test]
fn a_signed_paper_carries_signature_moment_and_hash() {
    let paper = document(&signed(SignatureKind::Drawn, "10,20 30,40 999999,1;5,5"));
    assert!(paper.blocks.contains(&Block::Drawing {
        words: "Signature of Maya Lindqvist".into(),
        strokes: vec![vec![(10.0, 20.0), (30.0, 40.0), (340.0, 1.0)], vec![(5.0, 5.0)]],
    }));
    let texts = texts(&paper);
    for part in [
        "Signed on",
        "Drawn by hand",
        "192.0.2.7",
        &"cd".repeat(32),
        "I, Maya Lindqvist, accept.",
        "Record of signing",
        "Accepted and booked",
        &"ef".repeat(32),
    ] {
        assert!(texts.iter().any(|text| text.contains(part)), "{part} in {texts:#?}");
    }
    assert!(texts.iter().any(|text| text.contains("2026, ") && text.ends_with("PST")), "a moment with its zone");
    assert!(paper.foot.ends_with(&"cd".repeat(8)));
    assert!(!texts.iter().any(|text| text.contains("Add to your booking")), "nothing more can be chosen");
    let typed = document(&signed(SignatureKind::Typed, ""));
    assert!(typed.blocks.contains(&Block::Signed("Maya Lindqvist".into())));
}

#[test]
fn every_standing_makes_a_file_that_is_the_same_each_time() {
    for standing in [Standing::Draft, Standing::Current, Standing::Replaced, Standing::Withdrawn, Standing::Declined] {
        let one = document(&printout(standing)).pdf().expect("a file");
        assert_eq!(one, document(&printout(standing)).pdf().expect("a file"), "{standing:?}");
    }
    let file = document(&signed(SignatureKind::Drawn, "1,2 3,4")).pdf().expect("a file");
    assert!(file.starts_with(b"%PDF-1.7"));
}
