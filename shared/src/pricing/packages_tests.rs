use chrono::NaiveDate;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::packs::{ServiceLine, prices};
use crate::pricing::{AmenityChoice, Change, Relief, VehicleCount, VolumeStep, price};
use crate::quotes::TripType;

fn id(n: u128) -> PackageId {
    PackageId(Uuid::from_u128(n))
}

fn charter() -> Rates {
    let volume = vec![VolumeStep { from_cents: 300_000, off_bp: 250 }];
    Rates { volume, ..prices::default_rates(ServiceLine::Charter, "CA") }
}

fn line(n: u128, unit_cents: i64) -> LineItem {
    LineItem {
        id: LineId(Uuid::from_u128(n)),
        name: "Guide".into(),
        note: String::new(),
        quantity_milli: 1_000,
        unit_cents,
        unit_cost_cents: Some(1_000),
        optional: false,
        chosen: true,
    }
}

fn request() -> PriceRequest {
    PriceRequest {
        quoted_on: NaiveDate::from_ymd_opt(2026, 11, 1).expect("a real date"),
        starts: None,
        minutes: 480,
        days: 1,
        metres: 131_000,
        deadhead_metres: 0,
        passengers: 40,
        crew: 0,
        vehicles: vec![VehicleCount { key: "coach_56".into(), count: 1 }],
        amenities: Vec::new(),
        lines: Vec::new(),
        packages: Vec::new(),
        package: None,
        repairs: Vec::new(),
        agreed: None,
        trades: Vec::new(),
        trip: TripType::OneWay,
        spots: Vec::new(),
        adjustment: None,
        promo: None,
        relief: Relief::default(),
        tax_exempt: false,
    }
}

/// Good, Better and Best: a line for all, one for the upper two, one for the best.
fn three() -> PriceRequest {
    let mut packages = vec![Package::new(id(1), "Good"), Package::new(id(2), "Better"), Package::new(id(3), "Best")];
    packages[1].lines = vec![LineId(Uuid::from_u128(12))];
    packages[1].recommended = true;
    packages[2].lines = vec![LineId(Uuid::from_u128(12)), LineId(Uuid::from_u128(13))];
    PriceRequest { lines: vec![line(11, 10_000), line(12, 20_000), line(13, 40_000)], packages, ..request() }
}

/// What a package has, told without asking the packages' own rules.
fn alone(request: &PriceRequest, package: &Package) -> PriceRequest {
    let named_lines: Vec<LineId> = request.packages.iter().flat_map(|one| one.lines.clone()).collect();
    let named_amenities: Vec<AmenityId> = request.packages.iter().flat_map(|one| one.amenities.clone()).collect();
    let mut alone = PriceRequest { packages: Vec::new(), package: None, ..request.clone() };
    alone.lines.retain(|line| package.lines.contains(&line.id) || !named_lines.contains(&line.id));
    alone.amenities.retain(|choice| package.amenities.contains(&choice.amenity) || !named_amenities.contains(&choice.amenity));
    alone
}

#[test]
fn the_recommended_package_counts_until_another_is_taken() {
    let (rates, mut asked) = (charter(), three());
    assert_eq!(price(&asked, &rates).package, Some(id(2)));
    asked.package = Some(id(3));
    assert_eq!(price(&asked, &rates).package, Some(id(3)));
    asked.package = None;
    asked.packages[1].recommended = false;
    assert_eq!(price(&asked, &rates).package, Some(id(1)), "else the first");
}

#[test]
fn what_none_names_is_in_all_and_what_one_names_only_there() {
    let (rates, asked) = (Rates { volume: Vec::new(), ..charter() }, three());
    let of = |n| price(&PriceRequest { package: Some(id(n)), ..asked.clone() }, &rates);
    let keys = |n| of(n).lines.iter().filter(|line| line.label.en == "Guide").map(|line| line.cents).collect::<Vec<_>>();
    assert_eq!((keys(1), keys(2), keys(3)), (vec![10_000], vec![10_000, 20_000], vec![10_000, 20_000, 40_000]));
    assert_eq!(of(3).subtotal_cents - of(1).subtotal_cents, 60_000);
    assert_eq!(of(3).cost_cents.zip(of(1).cost_cents).map(|(best, good)| best - good), Some(2_000), "it costs us what is in it");
    let told: Vec<_> = of(1).packages.iter().map(|package| package.total_cents).collect();
    assert_eq!(told, [of(1).total_cents, of(2).total_cents, of(3).total_cents]);
}

#[test]
fn a_package_that_is_not_offered_is_refused() {
    let (rates, mut asked) = (charter(), three());
    asked.package = Some(id(9));
    let priced = price(&asked, &rates);
    assert_eq!((priced.package, priced.problems.clone()), (None, vec![PriceProblem::UnknownPackage]));
    assert!(!PriceProblem::UnknownPackage.is_warning());
    assert_eq!(priced.lines.iter().map(|line| line.cents).sum::<i64>(), priced.total_cents);
    let without = PriceRequest { package: Some(id(1)), ..request() };
    assert_eq!(price(&without, &rates).problems, [PriceProblem::UnknownPackage], "also where none are offered");
}

#[test]
fn what_is_wrong_with_any_package_is_wrong_with_the_offer() {
    let rates = charter();
    let mut asked = PriceRequest { vehicles: Vec::new(), ..three() };
    asked.lines.remove(0);
    assert!(price(&asked, &rates).problems.contains(&PriceProblem::EmptyPackage), "nothing is left of Good");
    let mut asked = three();
    asked.lines[2].unit_cents = -90_000_000;
    let priced = price(&asked, &rates);
    assert_eq!((priced.package, priced.problems.clone()), (Some(id(2)), vec![PriceProblem::BelowZero]));
    assert_eq!(priced.conceded_bp(), crate::pricing::WHOLE_BP, "whoever may not take that off Best may not offer it");
}

#[test]
fn a_price_without_packages_is_kept_as_it_always_was() {
    let text = serde_json::to_string(&price(&request(), &charter())).expect("text");
    assert!(!text.contains("package"), "{text}");
}

prop_compose! {
    fn offer()(
        lines in prop::collection::vec((-200_000_i64..900_000, any::<bool>(), any::<bool>(), 0_u8..16), 0..10),
        extras in prop::collection::vec((any::<bool>(), any::<bool>(), 0_u8..16), 0..4),
        (count, recommended, taken) in (1_usize..=4, prop::option::of(0_usize..4), 0_usize..4),
        by_hand in prop::option::of(-2_000_i32..2_000),
    ) -> PriceRequest {
        let rates = charter();
        let mut packages: Vec<Package> = (0..count).map(|n| Package::new(id(n as u128 + 1), format!("Package {n}"))).collect();
        let mut asked = PriceRequest { package: Some(id((taken % count) as u128 + 1)), adjustment: by_hand.map(Change::PercentBp), ..request() };
        for (n, (cents, optional, chosen, within)) in lines.into_iter().enumerate() {
            let item = LineItem { optional, chosen, ..line(n as u128 + 100, cents) };
            for (_, package) in packages.iter_mut().enumerate().filter(|(at, _)| within & (1 << *at) != 0) {
                package.lines.push(item.id);
            }
            asked.lines.push(item);
        }
        for ((optional, chosen, within), amenity) in extras.into_iter().zip(&rates.amenities) {
            for (_, package) in packages.iter_mut().enumerate().filter(|(at, _)| within & (1 << *at) != 0) {
                package.amenities.push(amenity.id);
            }
            asked.amenities.push(AmenityChoice { amenity: amenity.id, optional, chosen });
        }
        if let Some(package) = recommended.and_then(|at| packages.get_mut(at)) {
            package.recommended = true;
        }
        PriceRequest { packages, ..asked }
    }
}

proptest! {
    #[test]
    fn a_package_costs_what_its_own_lines_alone_would(asked in offer()) {
        let rates = charter();
        for (at, package) in asked.packages.iter().enumerate() {
            let priced = price(&PriceRequest { package: Some(package.id), ..asked.clone() }, &rates);
            let alone = price(&alone(&asked, package), &rates);
            prop_assert_eq!(priced.package, Some(package.id));
            prop_assert_eq!(&priced.lines, &alone.lines);
            prop_assert_eq!(&priced.options, &alone.options);
            prop_assert_eq!(priced.total_cents, alone.total_cents);
            prop_assert_eq!(priced.cost_cents, alone.cost_cents);
            prop_assert_eq!(priced.packages[at].total_cents, alone.total_cents);
            prop_assert!(priced.conceded_bp() >= alone.conceded_bp());
        }
    }

    #[test]
    fn lines_of_the_package_taken_sum_to_its_total(asked in offer()) {
        let priced = price(&asked, &charter());
        prop_assert_eq!(priced.lines.iter().map(|line| line.cents).sum::<i64>(), priced.total_cents);
        prop_assert_eq!(priced.subtotal_cents + priced.discount_cents + priced.tax_cents, priced.total_cents);
        prop_assert_eq!(priced.deposit_cents + priced.balance_cents, priced.total_cents);
        prop_assert_eq!(priced.packages.len(), asked.packages.len());
    }

    #[test]
    fn the_order_of_packages_changes_no_amount(asked in offer()) {
        let rates = charter();
        let mut turned = asked.clone();
        turned.packages.reverse();
        let (one, mut other) = (price(&asked, &rates), price(&turned, &rates));
        prop_assert_eq!(&one.lines, &other.lines);
        prop_assert_eq!(one.total_cents, other.total_cents);
        prop_assert_eq!(one.conceded_bp(), other.conceded_bp());
        other.packages.reverse();
        prop_assert_eq!(one.packages, other.packages);
    }
}
