use proptest::prelude::*;

use super::*;
use crate::PromoId;

fn promo(only: PromoScope) -> Promo {
    let terms = PromoTerms { code: "TEAM150".into(), discount: Discount::Cents(15_000), minimum_cents: 0, ends_on: None, only };
    Promo {
        id: PromoId(uuid::Uuid::nil()),
        version: 1,
        terms,
        service_line: None,
        starts_on: None,
        max_uses: None,
        reserved: 0,
        consumed: 0,
        active: true,
    }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day")
}

fn going(keys: &[&str]) -> Vec<VehicleCount> {
    keys.iter().map(|key| VehicleCount { key: (*key).into(), count: 1 }).collect()
}

#[test]
fn each_refusal_has_its_own_reason() {
    let open = || promo(PromoScope::default());
    let why = |promo: Promo| refuse(&promo, ServiceLine::Charter, today());
    assert_eq!(why(open()), None);
    assert_eq!(why(Promo { active: false, ..open() }), Some("promo_off"));
    assert_eq!(why(Promo { service_line: Some(ServiceLine::Moving), ..open() }), Some("promo_service"));
    assert_eq!(why(Promo { starts_on: today().succ_opt(), ..open() }), Some("promo_early"));
    assert_eq!(why(Promo { max_uses: Some(2), reserved: 1, consumed: 1, ..open() }), Some("used_up"));
    for code in ["promo_off", "promo_service", "promo_early", "promo_vehicles", "promo_trip", "used_up"] {
        let text = crate::FieldErrors::one("code", code).text("code").expect("a text");
        assert!(text.contains("code"), "{code}: {text}");
    }
}

#[test]
fn a_code_for_some_vehicles_and_trips_is_for_no_others() {
    let only = PromoScope { vehicles: vec!["coach_56".into(), "mini_24".into()], trips: vec![TripType::RoundTrip] };
    let code = promo(only);
    let why = |keys: &[&str], trip| refuse_for(&code, ServiceLine::Charter, today(), &going(keys), trip);
    assert_eq!(why(&["coach_56"], TripType::RoundTrip), None);
    assert_eq!(why(&["coach_56", "mini_24"], TripType::RoundTrip), None);
    assert_eq!(why(&["coach_56", "school_48"], TripType::RoundTrip), Some("promo_vehicles"));
    assert_eq!(why(&[], TripType::RoundTrip), Some("promo_vehicles"), "none is chosen yet");
    assert_eq!(why(&["coach_56"], TripType::Shuttle), Some("promo_trip"));
    let none = vec![VehicleCount { key: "school_48".into(), count: 0 }, VehicleCount { key: "coach_56".into(), count: 2 }];
    assert_eq!(code.terms.only.refuses(&none, TripType::RoundTrip), None, "what does not go does not count");
}

#[test]
fn terms_of_former_offers_are_written_as_they_were() {
    let text = r#"{"code":"TEAM150","discount":{"cents":15000},"minimum_cents":0,"ends_on":null}"#;
    let terms: PromoTerms = serde_json::from_str(text).expect("terms");
    assert_eq!(terms, promo(PromoScope::default()).terms);
    assert_eq!(serde_json::to_string(&terms).expect("JSON"), text);
}

proptest! {
    #[test]
    fn an_open_code_is_refused_for_no_work(keys in prop::collection::vec("[a-z]{1,8}", 0..5), trip in 0usize..7) {
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        prop_assert_eq!(PromoScope::default().refuses(&going(&keys), TripType::ALL[trip]), None);
    }
}
