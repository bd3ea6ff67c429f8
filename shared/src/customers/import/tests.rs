use proptest::prelude::*;

use super::*;
use crate::customers::custom::{CustomField, FieldOf};
use crate::customers::types::AccountKind;
use crate::input::check;

fn cells(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn columns_of_common_address_books_are_known_and_none_is_taken_twice() {
    let heads =
        cells(&["First Name", "Last Name", "E-mail 1 - Value", "Phone 1 - Value", "Organization 1 - Name", "Notes", "Relation", "notes"]);
    use ImportField::{City, Company, Email, FirstName, LastName, Name, Notes, Phone};
    let fact = |field| Some(ImportColumn::Fact(field));
    assert_eq!(guess_all(&heads, &[]), [fact(FirstName), fact(LastName), fact(Email), fact(Phone), fact(Company), fact(Notes), None, None]);
    assert_eq!(guess_all(&cells(&["Nom", "Courriel", "Téléphone", "Ville"]), &[]), [fact(Name), fact(Email), fact(Phone), fact(City)]);
    let own = Some(ImportColumn::Custom("fleet".into()));
    assert_eq!(guess_all(&cells(&["Name", "Fleet size", "fleet"]), &[fleet()]), [fact(Name), own, None]);
}

fn fleet() -> CustomField {
    CustomField {
        id: crate::CustomFieldId(uuid::Uuid::nil()),
        version: 1,
        of: FieldOf::Account,
        key: "fleet".into(),
        label: "Fleet size".into(),
        kind: super::super::custom::FieldKind::Number,
        choices: vec![],
        required: false,
        archived: false,
        on_form: false,
    }
}

#[test]
fn columns_say_the_organizations_own_fields_as_well() {
    let mapping = ["name", "custom.fleet"].map(|key| Some(key.parse::<ImportColumn>().expect("a column")));
    let made = read(&cells(&["Ida", " 1,200 "]), &mapping, &[fleet()]).expect("a customer");
    assert_eq!(made.account.custom.get("fleet").map(String::as_str), Some("1200"));
    let errors = read(&cells(&["Ida", "many"]), &mapping, &[fleet()]).expect_err("no number");
    assert!(errors.text("custom.fleet").is_some());
    let needed = CustomField { required: true, ..fleet() };
    assert!(read(&cells(&["Ida", ""]), &mapping, &[needed]).expect_err("missing").text("custom.fleet").is_some());
    let archived = CustomField { archived: true, ..fleet() };
    assert!(read(&cells(&["Ida", "many"]), &mapping, &[archived]).expect("left out").account.custom.is_empty());
    assert_eq!(serde_json::to_string(&mapping[1]).expect("JSON"), "\"custom.fleet\"");
    for bad in ["custom.", "colour", ""] {
        assert!(bad.parse::<ImportColumn>().is_err(), "{bad}");
    }
}

#[test]
fn a_row_makes_a_company_with_its_first_person_and_place() {
    use ImportField::{City, Company, Country, Email, FirstName, LastName, Street, Tags};
    let mapping = [Company, FirstName, LastName, Email, Tags, Street, City, Country].map(|field| Some(ImportColumn::Fact(field)));
    let made = read(
        &cells(&["Harbour Dental", "Ida", "Lund", "ida@harbour.example", "vip; dental", "5 Water St", "Vancouver", "Canada"]),
        &mapping,
        &[],
    )
    .expect("a customer");
    assert_eq!((made.account.kind, made.account.name.as_str()), (AccountKind::Company, "Harbour Dental"));
    assert_eq!(made.account.contact.as_ref().map(|contact| contact.name.as_str()), Some("Ida Lund"));
    assert_eq!(made.account.tags, ["vip", "dental"]);
    assert_eq!(made.address.map(|address| (address.street, address.country)), Some(("5 Water St".into(), "CA".into())));
    assert_eq!(made.parent, None);
}

#[test]
fn a_row_says_whom_its_customer_belongs_to() {
    let mapping = guess_all(&cells(&["Company", "Parent account"]), &[]);
    let made = read(&cells(&["Harbour Dental North", " Harbour Dental "]), &mapping, &[]).expect("a customer");
    assert_eq!(made.parent.as_deref(), Some("Harbour Dental"));
    let long = "x".repeat(500);
    assert!(read(&cells(&["Harbour Dental North", &long]), &mapping, &[]).expect_err("no name").text("parent").is_some());
}

#[test]
fn what_is_wrong_with_a_row_is_said_of_its_field() {
    let mapping = [ImportField::Name, ImportField::Email].map(|field| Some(ImportColumn::Fact(field)));
    assert!(read(&cells(&["", "a@b.example"]), &mapping, &[]).expect_err("nameless").text("name").is_some());
    assert!(read(&cells(&["Ida", "not an address"]), &mapping, &[]).expect_err("unreachable").text("contact.email").is_some());
    assert!(read(&cells(&["Ida"]), &mapping, &[]).is_ok(), "a short row lacks its last cells");
}

#[test]
fn a_mapping_needs_a_name_and_says_nothing_twice() {
    let name = || Some(ImportColumn::Fact(ImportField::Name));
    let own = || Some(ImportColumn::Custom("fleet".into()));
    assert!(check_mapping(&[name(), None], 2).is_ok());
    assert!(check_mapping(&[name(), own()], 2).is_ok());
    assert!(check_mapping(&[name()], 2).is_err());
    assert!(check_mapping(&[name(), name()], 2).is_err());
    assert!(check_mapping(&[name(), own(), own()], 3).is_err());
    assert!(check_mapping(&[Some(ImportColumn::Fact(ImportField::Email)), own()], 2).is_err());
}

proptest! {
    #[test]
    fn any_row_is_read_or_refused(cells in proptest::collection::vec(".{0,30}", 0..14)) {
        let facts = ImportField::ALL.iter().copied().map(ImportColumn::Fact);
        let mapping: Vec<_> = facts.chain([ImportColumn::Custom("fleet".into())]).map(Some).collect();
        if let Ok(made) = read(&cells, &mapping, &[fleet()]) {
            prop_assert!(check(&made.account).is_ok());
            prop_assert!(!made.account.name.trim().is_empty());
        }
    }
}
