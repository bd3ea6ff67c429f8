//! What may stand in fields of one's own.

use proptest::prelude::*;

use super::*;
use crate::input::check;

fn field(key: &str, kind: FieldKind, choices: &[&str]) -> CustomField {
    CustomField {
        id: CustomFieldId(uuid::Uuid::nil()),
        version: 1,
        of: FieldOf::Account,
        key: key.into(),
        label: key.into(),
        kind,
        choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
        required: false,
        archived: false,
        on_form: false,
    }
}

fn values(pairs: &[(&str, &str)]) -> CustomValues {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

fn wrong(answer: Result<CustomValues>) -> Vec<(String, String)> {
    let Err(Error::Invalid(errors)) = answer else { return Vec::new() };
    errors.0.into_iter().map(|(field, all)| (field, all[0].code.clone())).collect()
}

#[test]
fn each_type_reads_what_people_write_and_refuses_the_rest() {
    let number = field("n", FieldKind::Number, &[]);
    for (typed, kept) in [
        ("12", "12"),
        (" 012.50 ", "12.5"),
        ("1,234", "1234"),
        ("1,234.5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("12,5", "12.5"),
        ("-0", "0"),
        ("−7", "-7"),
        (".5", "0.5"),
        ("999999999999999.999999", "999999999999999.999999"),
        ("1,234,567", "1234567"),
    ] {
        assert_eq!(number.read(typed).as_deref(), Ok(kept), "{typed}");
    }
    for (typed, code) in [
        ("", "not_a_number"),
        ("abc", "not_a_number"),
        ("1.2.3", "not_a_number"),
        ("1,23,4", "not_a_number"),
        ("12,34.5", "not_a_number"),
        ("1e9", "not_a_number"),
        ("--1", "not_a_number"),
        ("1234567890123456", "too_large"),
        ("0.1234567", "too_many_decimals"),
    ] {
        assert_eq!(number.read(typed), Err(code), "{typed}");
    }
    let date = field("d", FieldKind::Date, &[]);
    for typed in ["2026-11-22", "2026/11/22", "2026.11.22"] {
        assert_eq!(date.read(typed).as_deref(), Ok("2026-11-22"));
    }
    for typed in ["22/11/2026", "2026-02-30", "tomorrow", "0026-01-01"] {
        assert_eq!(date.read(typed), Err("date_form"), "{typed}");
    }
    let flag = field("f", FieldKind::YesNo, &[]);
    assert_eq!((flag.read("Oui"), flag.read("NO"), flag.read("perhaps")), (Ok("true".into()), Ok("false".into()), Err("yes_no")));
    let choice = field("c", FieldKind::Choice, &["Gold", "Silver"]);
    assert_eq!((choice.read(" gold "), choice.read("Bronze")), (Ok("Gold".into()), Err("unknown_choice")));
    assert_eq!(field("t", FieldKind::Text, &[]).read("a\u{0}b"), Err("invalid"));
}

#[test]
fn a_change_reads_what_is_named_clears_what_is_empty_and_keeps_the_rest() {
    let mut tier = field("tier", FieldKind::Choice, &["Gold"]);
    let fields = [tier.clone(), field("size", FieldKind::Number, &[])];
    let before = values(&[("tier", "Gold"), ("size", "3")]);
    let after = read_values(&fields, FieldOf::Account, &before, &values(&[("size", " 4.0 ")])).expect("fine");
    assert_eq!(after, values(&[("tier", "Gold"), ("size", "4")]));
    let after = read_values(&fields, FieldOf::Account, &before, &values(&[("tier", " ")])).expect("fine");
    assert_eq!(after, values(&[("size", "3")]));
    // what stands there already is taken again, although it could not be chosen any more
    tier.choices = vec!["Silver".into()];
    tier.archived = true;
    assert_eq!(read_values(&[tier.clone()], FieldOf::Account, &before, &values(&[("tier", "Gold")])), Ok(before.clone()));
    let refused = read_values(&[tier], FieldOf::Account, &before, &values(&[("tier", "Silver"), ("colour", "red")]));
    assert_eq!(wrong(refused), [("custom.colour".into(), "unknown_field".into()), ("custom.tier".into(), "unknown_field".into())]);
    let elsewhere = read_values(&fields, FieldOf::Contact, &values(&[]), &values(&[("size", "3")]));
    assert_eq!(wrong(elsewhere), [("custom.size".into(), "unknown_field".into())], "another kind of record");
}

#[test]
fn a_required_field_must_stand_after_the_change_unless_it_is_archived() {
    let mut size = CustomField { required: true, ..field("size", FieldKind::Number, &[]) };
    let asked = |size: &CustomField, given: &[(&str, &str)]| {
        wrong(read_values(std::slice::from_ref(size), FieldOf::Account, &values(&[]), &values(given)))
    };
    assert_eq!(asked(&size, &[]), [("custom.size".into(), "required".into())]);
    assert_eq!(asked(&size, &[("size", "many")]), [("custom.size".into(), "not_a_number".into())], "said once");
    assert_eq!(asked(&size, &[("size", "3")]), []);
    size.archived = true;
    assert_eq!(asked(&size, &[]), []);
}

#[test]
fn a_form_nobody_sees_to_gives_what_can_be_read_and_misses_nothing() {
    let of_lead = |key, kind| CustomField { of: FieldOf::Lead, required: true, ..field(key, kind, &["Gold"]) };
    let gone = CustomField { archived: true, ..of_lead("gone", FieldKind::Text) };
    let fields = [of_lead("size", FieldKind::Number), of_lead("tier", FieldKind::Choice), gone, field("theirs", FieldKind::Text, &[])];
    let given = values(&[("size", "1,200"), ("tier", "tin"), ("gone", "x"), ("theirs", "x"), ("new", "x")]);
    assert_eq!(readable_values(&fields, FieldOf::Lead, &given), values(&[("size", "1200")]));
}

#[test]
fn a_customer_takes_over_what_a_lead_says_in_fields_of_one_key_and_type() {
    let of_lead = |key, kind| CustomField { of: FieldOf::Lead, ..field(key, kind, &["Gold", "Silver"]) };
    let of_account = |key, kind| field(key, kind, &["Gold"]);
    let fields = [
        of_account("size", FieldKind::Number),
        of_account("tier", FieldKind::Choice),
        of_account("since", FieldKind::Text),
        CustomField { archived: true, ..of_account("old", FieldKind::Text) },
        CustomField { of: FieldOf::Contact, ..of_account("person", FieldKind::Text) },
        of_lead("size", FieldKind::Number),
        of_lead("tier", FieldKind::Choice),
        of_lead("since", FieldKind::Date),
        of_lead("old", FieldKind::Text),
        of_lead("person", FieldKind::Text),
    ];
    let lead = values(&[("size", "7"), ("tier", "Gold"), ("since", "2026-01-01"), ("old", "x"), ("person", "x")]);
    assert_eq!(carried_values(&fields, &lead, &values(&[])), values(&[("size", "7"), ("tier", "Gold")]));
    assert_eq!(
        carried_values(&fields, &lead, &values(&[("size", "9")])),
        values(&[("size", "9"), ("tier", "Gold")]),
        "what they say stays"
    );
    assert_eq!(carried_values(&fields, &values(&[("tier", "Silver")]), &values(&[])), values(&[]), "no choice of theirs");
}

#[test]
fn choices_are_kept_in_order_and_none_stands_twice() {
    let given = ["Gold ", "", "silver"].map(str::to_owned);
    assert_eq!(read_choices(FieldKind::Choice, &given), Ok(vec!["Gold".into(), "silver".into()]));
    assert!(read_choices(FieldKind::Choice, &["A".into(), "a".into()]).is_err());
    assert!(read_choices(FieldKind::Choice, &[]).is_err());
    assert_eq!(read_choices(FieldKind::Date, &given), Ok(vec![]));
}

#[test]
fn filters_are_carried_by_addresses_and_read_by_their_fields() {
    let fields = [field("size", FieldKind::Number, &[]), field("tier", FieldKind::Choice, &["Gold"]), field("note", FieldKind::Text, &[])];
    let text = "size from 1,000\ntier is Old tier\nnote has two words";
    let filters = parse_filters(text).expect("filters");
    assert_eq!(write_filters(&filters), text);
    let known = known_filters(&fields, &filters).expect("known");
    assert_eq!(known.iter().map(|filter| filter.value.as_str()).collect::<Vec<_>>(), ["1000", "Old tier", "two words"]);
    for bad in ["size", "size above 3", "size from ", " is 3"] {
        assert!(parse_filters(bad).and_then(|filters| known_filters(&fields, &filters)).is_err(), "{bad}");
    }
    for bad in ["size from many", "tier has Go", "colour is red"] {
        assert!(known_filters(&fields, &parse_filters(bad).expect("filters")).is_err(), "{bad}");
    }
    assert!(parse_filters(&"size is 1\n".repeat(13)).is_err());
}

proptest! {
    #[test]
    fn what_is_kept_is_read_again_as_it_is(typed in ".{0,30}", kind in 0..FieldKind::ALL.len()) {
        let field = field("f", FieldKind::ALL[kind], &["One", "Two"]);
        if let Ok(kept) = field.read(&typed) {
            prop_assert_eq!(field.read(&kept), Ok(kept.clone()));
        }
    }

    #[test]
    fn any_label_gives_a_key_that_is_accepted(label in ".{0,80}") {
        let made = NewCustomField {
            of: FieldOf::Account, kind: FieldKind::Text, label: "Label".into(), key: Some(key_of(&label)), choices: vec![], required: false, on_form: false,
        };
        prop_assert!(check(&made).is_ok(), "{:?}", made.key);
    }

    #[test]
    fn numbers_are_kept_exactly(units in -999_999_999_999_i64..999_999_999_999, millionths in 0_u32..1_000_000) {
        let sign = if units < 0 { "-" } else { "" };
        let typed = format!("{sign}{}.{millionths:06}", units.unsigned_abs());
        let kept = field("n", FieldKind::Number, &[]).read(&typed).expect("a number");
        prop_assert_eq!(Decimal::from_str(&kept).expect("a decimal"), Decimal::from_str(&typed).expect("a decimal"));
    }
}

proptest! {
    #[test]
    fn whatever_a_label_says_its_key_is_one_and_leaves_room_for_a_number(label in "[0-9]{0,40}|.{0,130}") {
        let key = key_of(&label);
        prop_assert!(check_key(&key).is_ok() && key.len() <= 36, "{key}");
    }
}
