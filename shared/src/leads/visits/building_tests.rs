use proptest::prelude::*;

use super::*;
use crate::input::check;
use crate::leads::visits::VisitForm;
use crate::packs::ServiceLine;

fn room(length: i32, width: i32, height: Option<i32>) -> SiteArea {
    SiteArea { name: "Kitchen".into(), length, width, height }
}

fn site(unit: LengthUnit, areas: Vec<SiteArea>) -> ContractingSite {
    ContractingSite { unit: Some(unit), areas, ..ContractingSite::default() }
}

#[test]
fn a_room_has_a_floor_walls_and_an_edge() {
    let kitchen = site(LengthUnit::Foot, vec![room(1_200, 1_050, Some(800))]);
    let of = |extent| kitchen.whole(extent, LengthUnit::Foot);
    assert_eq!((of(Extent::Floor), of(Extent::Walls), of(Extent::Edge)), (126, 360, 45));
    // 126 square feet are 11.7 m², 45 feet 13.7 m: what is begun counts
    assert_eq!((kitchen.whole(Extent::Floor, LengthUnit::Metre), kitchen.whole(Extent::Edge, LengthUnit::Metre)), (12, 14));
    let metric = site(LengthUnit::Metre, vec![room(300, 400, None), room(100, 100, None)]);
    assert_eq!((metric.whole(Extent::Floor, LengthUnit::Metre), metric.whole(Extent::Walls, LengthUnit::Metre)), (13, 0));
    assert_eq!(ContractingSite::default().whole(Extent::Floor, LengthUnit::Foot), 0);
}

#[test]
fn what_makes_no_sense_is_named_by_its_place() {
    let wrong = ContractingSite { built: Some(12), ..site(LengthUnit::Foot, vec![room(100, 100, None), room(0, 100, Some(-1))]) };
    let form = VisitForm { contracting: Some(wrong), ..VisitForm::of(ServiceLine::Contracting) };
    let fields: Vec<String> = check(&form).expect_err("wrong").fields().0.into_keys().collect();
    assert_eq!(fields, ["contracting.areas[1].height", "contracting.areas[1].length", "contracting.built"]);
    let many = site(LengthUnit::Foot, vec![room(1, 1, None); MOST_AREAS + 1]);
    assert!(check(&many).is_err());
}

proptest! {
    #[test]
    fn nothing_measured_overflows_and_more_is_never_less(
        sides in proptest::collection::vec((1..=LONGEST, 1..=LONGEST, proptest::option::of(1..=LONGEST)), 0..MOST_AREAS), metric in any::<bool>(),
    ) {
        let unit = if metric { LengthUnit::Metre } else { LengthUnit::Foot };
        let areas: Vec<SiteArea> = sides.into_iter().map(|(length, width, height)| room(length, width, height)).collect();
        let all = site(unit, areas.clone());
        let fewer = site(unit, areas.into_iter().skip(1).collect());
        prop_assert!(check(&all).is_ok());
        for extent in [Extent::Floor, Extent::Walls, Extent::Edge] {
            let (feet, metres) = (all.whole(extent, LengthUnit::Foot), all.whole(extent, LengthUnit::Metre));
            prop_assert!(metres <= feet, "a foot is shorter than a metre");
            prop_assert!(fewer.whole(extent, LengthUnit::Foot) <= feet);
        }
    }
}
