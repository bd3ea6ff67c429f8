use super::*;
use crate::access::{Action, Scope};

#[test]
fn waiting_grows_from_the_fifth_failure_and_stops_at_a_quarter_hour() {
    let table = [(0, 0), (4, 0), (5, 30), (6, 60), (7, 120), (9, 480), (10, 900), (500, 900)];
    for (failures, seconds) in table {
        assert_eq!(wait_after(failures), seconds, "{failures} failures");
    }
    let last = DateTime::UNIX_EPOCH;
    assert_eq!(waits(5, last, last + Duration::seconds(10)), 20);
    assert_eq!(waits(5, last, last + Duration::seconds(31)), 0);
    assert_eq!(waits(5, last, last - Duration::hours(1)), 30, "a clock that went back waits once, not for hours");
}

#[test]
fn the_last_owner_stays() {
    let owner = [BuiltinRole::Owner];
    let admin = [BuiltinRole::Admin];
    let active = MemberStatus::Active;
    assert!(keep_an_owner((&owner, active), (&admin, active), 1).is_err());
    assert!(keep_an_owner((&owner, active), (&owner, MemberStatus::Deactivated), 1).is_err());
    assert!(keep_an_owner((&owner, active), (&admin, active), 2).is_ok());
    assert!(keep_an_owner((&admin, active), (&admin, MemberStatus::Deactivated), 1).is_ok());
}

#[test]
fn nobody_hands_out_more_than_they_have() {
    let manager = BuiltinRole::Manager.access();
    assert!(is_within(&BuiltinRole::SalesAgent.access(), &manager));
    assert!(!is_within(&BuiltinRole::Owner.access(), &manager));
    let own = Access { permissions: [(Action::LeadsView, Scope::Own)].into(), ..Access::none() };
    let all = Access { permissions: [(Action::LeadsView, Scope::All)].into(), ..Access::none() };
    assert!(!is_within(&all, &own) && is_within(&own, &all));
    assert!(!is_within(&Access { discount_bp: 1_501, ..Access::none() }, &manager));
}

#[test]
fn names_become_addresses() {
    for (name, expected) in [
        ("Northline Movers", "northline-movers"),
        ("Déménagement Côté & Fils", "demenagement-cote-fils"),
        ("O'Neil", "oneil"),
        ("!!!", "organization"),
        ("東京", "organization"),
    ] {
        assert_eq!(slug(name), expected);
    }
}

#[test]
fn a_country_is_guessed_from_the_first_language_and_has_its_currency() {
    let table = [
        ("en-US,en;q=0.9", "US", Currency::USD),
        ("fr-CA", "CA", Currency::CAD),
        ("nl-be;q=0.9,en-US", "BE", Currency::EUR),
        ("en-GB", "GB", Currency::GBP),
        ("en-AU", "AU", Currency::AUD),
        ("fr,en-US;q=0.5", "CA", Currency::CAD),
        ("de", "CA", Currency::CAD),
        ("zh-Hans-CN", "CA", Currency::CAD),
        ("", "CA", Currency::CAD),
    ];
    for (languages, country, currency) in table {
        assert_eq!((country_of_reader(languages), currency_of(country)), (country, currency), "{languages}");
    }
    for country in super::super::COUNTRIES {
        assert!(ZONES.contains(&zone_of(country)), "{country}");
    }
}

#[test]
fn white_text_is_read_on_dark_brands_only() {
    assert!(contrast_with_white("#1f4fd8").unwrap() > 4.5);
    assert!(contrast_with_white("#ffe000").unwrap() < 4.5);
    assert!((contrast_with_white("#000000").unwrap() - 21.0).abs() < 0.01);
    assert_eq!(contrast_with_white("red"), None);
}

#[test]
fn devices_have_names() {
    let chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36";
    assert_eq!(device_name(chrome), "Chrome on Windows");
    assert_eq!(device_name(""), "Unknown device");
}
