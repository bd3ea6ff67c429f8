//! Sentences as people write them, and what becomes of them.

use proptest::prelude::*;
use uuid::Uuid;

use super::moving::{crew_for, minutes_for};
use super::*;
use crate::leads::visits::{
    CharterSite, ContractingSite, GlassDamage, GlassSite, LengthUnit, Lift, MovingSite, Pane, PermitNeed, SiteArea, Volume, VolumeUnit,
};
use crate::packs::prices::default_rates;

fn read(line: ServiceLine, text: &str, form: &VisitForm) -> Vec<Proposal> {
    draft(line, &passages(text, None, ""), form, &Content::empty(line, "Draft"), &default_rates(line, "CA"))
}

/// A proposal in a word.
fn brief(line: ServiceLine, proposal: &Proposal) -> String {
    let rates = default_rates(line, "CA");
    match &proposal.entry {
        Entry::Passengers(n) => format!("{n} people"),
        Entry::Luggage(n) => format!("{n} pieces"),
        Entry::Load(n) => format!("load {n}"),
        Entry::Crew(n) => format!("crew {n}"),
        Entry::Minutes(n) => format!("{n} min"),
        Entry::Vehicles(all) => all.iter().map(|of| format!("{} {}", of.count, of.key)).collect::<Vec<_>>().join(" + "),
        Entry::Amenity(id) => rates.amenity(*id).expect("of the book").name.en.clone(),
        Entry::Item { name, quantity, .. } => format!("{quantity} {name}"),
        Entry::Repair { name, count } => format!("repair {count} {name}"),
        Entry::Note(note) => format!("note {note}"),
    }
}

fn briefs(line: ServiceLine, text: &str) -> Vec<String> {
    read(line, text, &VisitForm::default()).iter().map(|proposal| brief(line, proposal)).collect()
}

#[test]
fn notes_of_moves_are_read_in_both_languages() {
    let table: [(&str, &[&str]); 20] = [
        ("Hello, we would like a quote please", &[]),
        ("About 20 m3 in all", &["300 min", "1 truck_20", "load 200"]),
        ("Environ 28,5 m³ de meubles", &["crew 3", "300 min", "1 truck_26", "load 285"]),
        ("1,200 cubic feet", &["crew 4", "270 min", "1 truck_26", "load 340"]),
        ("Volume de 1 200 pi³", &["crew 4", "270 min", "1 truck_26", "load 340"]),
        ("A 2 bedroom apartment", &["300 min", "1 truck_20", "load 200"]),
        ("Un 4 1/2 à Laval", &["300 min", "1 truck_20", "load 200"]),
        ("Appartement de 3 chambres, avec ascenseur", &["crew 3", "270 min", "1 truck_20", "load 250"]),
        ("It took 2 1/2 hours last time", &[]),
        ("There is an upright piano", &["1 Upright piano"]),
        ("Il y a deux pianos droits", &["2 Upright piano"]),
        ("No piano, but a pool table", &["note Special item: pool table × 1"]),
        ("Pas de piano, un coffre-fort de 300 kg", &["1 Safe over 150 kg"]),
        ("The piano stays", &[]),
        ("A baby grand piano", &["note Special item: grand piano × 1"]),
        ("Third floor, no elevator", &["note Stairs: 2 flights"]),
        ("3e étage sans ascenseur", &["note Stairs: 2 flights"]),
        ("Long carry, the truck parks 60 m away", &["note Long carry: 60 m"]),
        ("We need packing and 12 wardrobe boxes", &["12 Wardrobe box", "Packing service"]),
        ("We do our own packing", &[]),
    ];
    for (text, expected) in table {
        assert_eq!(briefs(ServiceLine::Moving, text), expected, "{text}");
    }
}

#[test]
fn notes_of_charters_are_read_in_both_languages() {
    let table: [(&str, &[&str]); 12] = [
        ("46 passengers to Whistler", &["46 people", "1 coach_47"]),
        ("Nous sommes 52 personnes", &["52 people", "1 coach_56"]),
        ("40 students and 4 teachers", &["44 people", "1 coach_47"]),
        ("40 élèves et 3 enseignants", &["43 people", "1 coach_47"]),
        ("They asked for a 56 passenger coach", &[]),
        ("20 people with 2 bags each", &["20 people", "40 pieces", "1 coach_47"]),
        ("24 guests, 20 suitcases", &["24 people", "20 pieces", "1 mini_28"]),
        ("20 people, a toilet on board", &["20 people", "1 coach_47"]),
        ("Wi-Fi please", &["Wi-Fi and seat power"]),
        ("We don't need wifi", &[]),
        ("18 personnes dont une en fauteuil roulant", &["18 people", "Wheelchair lift", "1 mini_24"]),
        ("Boîtes-repas pour tous", &["Boxed lunch"]),
    ];
    for (text, expected) in table {
        assert_eq!(briefs(ServiceLine::Charter, text), expected, "{text}");
    }
}

#[test]
fn notes_of_broken_glass_are_read_in_both_languages() {
    let table: [(&str, &[&str]); 13] = [
        ("Two rock chips in the windshield of bus 21", &["repair 2 bus 21"]),
        ("Un éclat de pierre dans le pare-brise", &["repair 1 Vehicle"]),
        ("The windshield is shattered", &["1 Windshield replacement"]),
        ("Pare-brise à remplacer", &["1 Windshield replacement"]),
        ("A crack of 10 cm in the windshield", &["repair 1 Vehicle"]),
        ("A crack of 14 inches across the windshield", &["1 Windshield replacement"]),
        ("The windshield is cracked", &["1 Windshield replacement"]),
        ("Windshield replacement, lane assist camera", &["1 Windshield replacement", "1 Camera calibration"]),
        ("A chip, no camera", &["repair 1 Vehicle"]),
        ("Driver window smashed", &["1 Side window replacement"]),
        ("Vitre latérale brisée", &["1 Side window replacement"]),
        ("VIN 1M8GDM9AXKP042788, one chip", &["note VIN 1M8GDM9AXKP042788", "repair 1 VIN 1M8GDM9AXKP042788"]),
        ("New wipers too", &["1 Wiper blades, pair"]),
    ];
    for (text, expected) in table {
        assert_eq!(briefs(ServiceLine::Glass, text), expected, "{text}");
    }
}

#[test]
fn every_proposal_names_its_words() {
    let text = "Bonjour, il y a déjà 25 m³ et deux pianos droits";
    let all = read(ServiceLine::Moving, text, &VisitForm::default());
    let words: Vec<&str> = all
        .iter()
        .filter_map(|one| match one.grounds[..] {
            [Ground::Words { passage: 0, from, to }] => text.get(from..to),
            _ => None,
        })
        .collect();
    assert_eq!(words, ["25 m³", "25 m³", "25 m³", "25 m³", "deux pianos droits"]);
    let volume = &all[0];
    assert_eq!((volume.sure, volume.why), (Sure::Follows, Why::CrewFor(Size { cubic_metres: 25, rooms: None })));
    assert_eq!((all[3].sure, all[4].sure), (Sure::Said, Sure::Said));
    let guessed = read(ServiceLine::Moving, "3 bedrooms and a piano", &VisitForm::default());
    assert_eq!(guessed[0].why, Why::CrewFor(Size { cubic_metres: 25, rooms: Some(5) }));
    assert!(guessed.iter().all(|one| one.sure == Sure::Unsure), "neither the volume nor the kind of piano is said");
}

#[test]
fn words_are_shown_with_a_little_around_them() {
    let text = "Hello\nwe have an upright piano, é\nBye";
    let from = text.find("upright").expect("it is there");
    let shown = excerpt(text, from, from + "upright piano".len());
    assert_eq!(shown, ("we have an ".into(), "upright piano".into(), ", é".into()));
    let long = format!("{}piano{}", "é".repeat(60), "è".repeat(60));
    let (before, words, after) = excerpt(&long, 120, 125);
    assert_eq!((before.chars().count(), words.as_str(), after.chars().count()), (41, "piano", 41));
    assert_eq!(excerpt("é", 1, 9), (String::new(), String::new(), String::new()), "no such place");
}

#[test]
fn what_was_changed_since_is_not_taken_back() {
    let before = Content::empty(ServiceLine::Charter, "Draft");
    let people = Proposal { entry: Entry::Passengers(46), grounds: Vec::new(), why: Why::Said, sure: Sure::Said };
    let mut content = before.clone();
    people.apply(&mut content, LineId(Uuid::nil()));
    content.passengers = 50;
    people.take_back(&mut content, &before, LineId(Uuid::nil()));
    assert_eq!(content.passengers, 50);
}

#[test]
fn a_vin_with_a_wrong_check_digit_is_doubted() {
    let all = read(ServiceLine::Glass, "VIN 1M8GDM9A1KP042788", &VisitForm::default());
    assert_eq!((all[0].why, all[0].sure), (Why::VinOdd, Sure::Unsure));
}

#[test]
fn what_was_answered_on_site_counts_more_than_words() {
    let volume = Some(Volume { tenths: 500, unit: VolumeUnit::CubicMetre });
    let site = MovingSite { volume, floors: Some(2), parking_metres: Some(50), special: "A pool table".into(), ..MovingSite::default() };
    let form = VisitForm { moving: Some(site), ..VisitForm::default() };
    let texts = passages("20 m3, first floor", Some(("Two trucks", &form)), "");
    assert_eq!(texts.iter().map(|text| text.origin).collect::<Vec<_>>(), [Origin::Notes, Origin::Result, Origin::Site]);
    let line = ServiceLine::Moving;
    let rates = default_rates(line, "CA");
    let all = draft(line, &texts, &form, &Content::empty(line, "Draft"), &rates);
    // 50 m³ by four are 375 minutes, 40 % more for two flights and a carry of 50 m: 525, which is 540 in half hours
    let expected = [
        "crew 4",
        "540 min",
        "2 truck_20",
        "load 500",
        "note Stairs: 2 flights",
        "note Long carry: 50 m",
        "note Special item: pool table × 1",
    ];
    assert_eq!(all.iter().map(|one| brief(line, one)).collect::<Vec<_>>(), expected);
    assert_eq!(all[0].grounds, [Ground::Form(Answer::Volume)]);
    let lifted = VisitForm { moving: Some(MovingSite { floors: Some(9), lift: Some(Lift::Freight), ..MovingSite::default() }), ..form };
    assert!(read(line, "", &lifted).is_empty());

    let site = CharterSite { passengers: Some(18), wheelchairs: Some(1), ..CharterSite::default() };
    let form = VisitForm { charter: Some(site), ..VisitForm::default() };
    let all = read(ServiceLine::Charter, "30 people", &form);
    let all: Vec<String> = all.iter().map(|one| brief(ServiceLine::Charter, one)).collect();
    assert_eq!(all, ["18 people", "Wheelchair lift", "1 mini_24"]);

    let site = GlassSite { damage: Some(GlassDamage::Crack), pane: Some(Pane::Windshield), size_mm: Some(300), ..GlassSite::default() };
    let form = VisitForm { glass: Some(site), ..VisitForm::default() };
    let all = read(ServiceLine::Glass, "", &form);
    assert_eq!((all.len(), all[0].why, all[0].grounds.len()), (1, Why::TooLong, 2));
}

#[test]
fn notes_of_building_work_are_read_in_both_languages() {
    let table: [(&str, &[&str]); 11] = [
        ("Please call about a renovation", &[]),
        ("320 square feet of flooring", &["320 Flooring, square foot"]),
        ("Peinture de 1 200 pi²", &["1200 Painting, square foot"]),
        ("Repaint the hall", &["1 Painting, square foot"]),
        ("45 ft of baseboards", &["45 Baseboard, linear foot"]),
        ("There is lead paint", &["note Test for lead paint before work begins"]),
        ("Il y a de l'amiante", &["note Test for asbestos before work begins"]),
        ("No asbestos", &[]),
        ("3 outlets and two new windows", &["2 Window, installed", "3 Electrical outlet, installed"]),
        ("Is a permit needed?", &["1 Building permit, at cost"]),
        ("Haul away the debris, at night", &["After-hours work", "Debris removal"]),
    ];
    for (text, expected) in table {
        assert_eq!(briefs(ServiceLine::Contracting, text), expected, "{text}");
    }
}

#[test]
fn what_was_measured_on_site_counts_the_work() {
    let kitchen = SiteArea { name: "Kitchen".into(), length: 1_200, width: 1_050, height: Some(800) };
    let site = ContractingSite {
        unit: Some(LengthUnit::Foot),
        areas: vec![kitchen],
        built: Some(1962),
        mould: true,
        permit: Some(PermitNeed::Needed),
        ..ContractingSite::default()
    };
    let form = VisitForm { contracting: Some(site.clone()), ..VisitForm::default() };
    let line = ServiceLine::Contracting;
    let all = read(line, "New floor, drywall and baseboards, paint 100 sq ft", &form);
    let briefs: Vec<String> = all.iter().map(|one| brief(line, one)).collect();
    let expected = [
        "126 Flooring, square foot",
        "100 Painting, square foot",
        "360 Drywall, square foot",
        "45 Baseboard, linear foot",
        "1 Building permit, at cost",
        "note Test for asbestos before work begins",
        "note Test for lead paint before work begins",
        "note Mould: masks, and find where the water comes from",
    ];
    assert_eq!(briefs, expected);
    assert_eq!((all[0].why, all[0].sure), (Why::Measured, Sure::Follows));
    assert_eq!((all[5].why, all[5].sure), (Why::Old { built: 1962 }, Sure::Follows));
    let newer = ContractingSite { built: Some(2005), mould: false, permit: Some(PermitNeed::NotNeeded), ..site };
    let form = VisitForm { contracting: Some(newer), ..VisitForm::default() };
    assert!(read(line, "Is a permit needed?", &form).is_empty());
}

#[test]
fn the_book_says_what_stairs_cost_if_it_sells_them() {
    let line = ServiceLine::Moving;
    let mut rates = default_rates(line, "CA");
    let mut stairs = rates.items[0].clone();
    (stairs.key, stairs.name, stairs.unit_cents) =
        ("stairs".into(), crate::packs::Label::new("Flight of stairs", "Volée d'escalier"), 4_000);
    rates.items.push(stairs);
    let all = draft(line, &passages("3 flights of stairs", None, ""), &VisitForm::default(), &Content::empty(line, "Draft"), &rates);
    assert_eq!(all[0].entry, Entry::Item { name: "Flight of stairs".into(), unit_cents: 4_000, quantity: 3 });
    assert_eq!(all.len(), 1);
}

#[test]
fn more_to_carry_never_takes_fewer_people_and_harder_never_less_time() {
    for metres in 0..400 {
        assert!(crew_for(metres) <= crew_for(metres + 1));
        let level = minutes_for(metres * 10, 3, 0, 0);
        assert!(level <= minutes_for(metres * 10, 3, 1, 0) && level <= minutes_for(metres * 10, 3, 0, 30));
        assert!(level >= minutes_for(metres * 10, 4, 0, 0));
    }
    assert_eq!(minutes_for(u32::MAX, 0, u32::MAX, u32::MAX), u32::MAX, "nothing overflows");
}

/// Words the rules know, and others.
const WORDS: [&str; 44] = [
    "no",
    "pas de",
    "2",
    "3",
    "20",
    "1 200",
    "28,5",
    "m³",
    "pi3",
    "bedrooms",
    "chambres",
    "1/2",
    "½",
    "piano",
    "grand piano",
    "safe",
    "wardrobe boxes",
    "flights",
    "3e étage",
    "ascenseur",
    "60 m",
    "truck",
    "passengers",
    "élèves",
    "bags",
    "each",
    "wifi",
    "toilet",
    "fauteuil roulant",
    "windshield",
    "chip",
    "fissure",
    "camera",
    "1M8GDM9AXKP042788",
    "painting",
    "plancher",
    "sq ft",
    "baseboards",
    "lead paint",
    "amiante",
    "permit",
    "debris",
    "don’t",
    ". ",
];

proptest! {
    #[test]
    fn taking_everything_leaves_nothing_to_propose(line in 0..ServiceLine::ALL.len(), picked in prop::collection::vec(0..WORDS.len(), 0..24)) {
        let line = ServiceLine::ALL[line];
        let rates = default_rates(line, "CA");
        let text = picked.iter().map(|at| WORDS[*at]).collect::<Vec<_>>().join(" ");
        let texts = passages(&text, None, "");
        let mut content = Content::empty(line, "Draft");
        let all = draft(line, &texts, &VisitForm::default(), &content, &rates);
        prop_assert_eq!(&all, &draft(line, &texts, &VisitForm::default(), &content, &rates));
        for (n, proposal) in (1_u128..).zip(&all) {
            for ground in &proposal.grounds {
                if let Ground::Words { passage, from, to } = *ground {
                    prop_assert!(texts[passage].text.get(from..to).is_some_and(|words| !words.is_empty()));
                }
            }
            if let Entry::Item { name, unit_cents, .. } = &proposal.entry {
                prop_assert!(rates.items.iter().any(|item| item.name.en == *name && item.unit_cents == *unit_cents), "an invented price");
            }
            proposal.apply(&mut content, LineId(Uuid::from_u128(n)));
        }
        let (before, mut back) = (Content::empty(line, "Draft"), content.clone());
        for (n, proposal) in (1_u128..).zip(&all) {
            proposal.take_back(&mut back, &before, LineId(Uuid::from_u128(n)));
        }
        prop_assert_eq!(back, before);
        prop_assert!(crate::input::check(&content).is_ok());
        let again = draft(line, &texts, &VisitForm::default(), &content, &rates);
        prop_assert!(again.is_empty(), "{text}: {again:?}");
    }

    #[test]
    fn nothing_written_ends_in_a_fault(line in 0..ServiceLine::ALL.len(), text in ".{0,200}") {
        let line = ServiceLine::ALL[line];
        for proposal in read(line, &text, &VisitForm::default()) {
            prop_assert!(!proposal.grounds.is_empty());
        }
    }
}
