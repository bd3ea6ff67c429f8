//! Reads a row: the customer it makes, or what is wrong with it.

use super::{ImportColumn, ImportField};
use crate::customers::custom::{CustomField, CustomValues, FieldOf, read_values};
use crate::customers::input::{NewAccount, NewAddress, NewContact};
use crate::customers::types::AccountKind;
use crate::input::{check, check_name, filled};
use crate::{Error, FieldErrors};

/// What a row makes.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    pub account: NewAccount,
    pub address: Option<NewAddress>,
    /// The name of the customer it belongs to.
    pub parent: Option<String>,
}

/// The customer a row makes, or what is wrong with it.
pub fn read(cells: &[String], mapping: &[Option<ImportColumn>], fields: &[CustomField]) -> Result<Imported, FieldErrors> {
    let of = |wanted: ImportField| {
        let at = mapping.iter().position(|column| *column == Some(ImportColumn::Fact(wanted)))?;
        cells.get(at).and_then(|cell| filled(cell))
    };
    // what was matched before its field was archived is left out
    let own = |of: FieldOf| -> CustomValues {
        let said = mapping.iter().zip(cells).filter_map(|(column, cell)| match column {
            Some(ImportColumn::Custom(key)) => Some((key.clone(), filled(cell)?)),
            _ => None,
        });
        said.filter(|(key, _)| fields.iter().any(|field| field.of == of && field.key == *key && !field.archived)).collect()
    };
    let company = of(ImportField::Company);
    let parts: Vec<String> = [of(ImportField::FirstName), of(ImportField::LastName)].into_iter().flatten().collect();
    let person = of(ImportField::Name).or_else(|| filled(&parts.join(" ")));
    let (email, phone) = (of(ImportField::Email), of(ImportField::Phone));
    let (kind, name) = match (&company, &person) {
        (Some(company), _) => (AccountKind::Company, company.clone()),
        (None, Some(person)) => (AccountKind::Person, person.clone()),
        (None, None) => (AccountKind::Person, String::new()),
    };
    let reachable = email.is_some() || phone.is_some();
    let wrong = |error: Error| match error {
        Error::Invalid(errors) => errors,
        _ => FieldErrors::default(),
    };
    let nothing = CustomValues::new();
    let custom = read_values(fields, FieldOf::Account, &nothing, &own(FieldOf::Account)).map_err(wrong)?;
    let theirs = own(FieldOf::Contact);
    let person = person.or_else(|| (reachable || !theirs.is_empty()).then(|| name.clone()));
    let contact = match person {
        Some(name) => {
            let custom = read_values(fields, FieldOf::Contact, &nothing, &theirs).map_err(wrong)?;
            Some(NewContact { name, email, phone, roles: Vec::new(), custom })
        }
        None => None,
    };
    let tags = of(ImportField::Tags).unwrap_or_default();
    let account = NewAccount {
        kind,
        name,
        contact,
        tags: tags.split([',', ';', '|']).filter_map(filled).collect(),
        notes: of(ImportField::Notes).unwrap_or_default(),
        custom,
    };
    let address = of(ImportField::Street).or_else(|| of(ImportField::City)).map(|street| NewAddress {
        label: String::new(),
        // a town alone is still a place
        street,
        city: of(ImportField::City).unwrap_or_default(),
        region: of(ImportField::Region).unwrap_or_default(),
        postal: of(ImportField::Postal).unwrap_or_default(),
        country: country(of(ImportField::Country)),
    });
    check(&account).map_err(wrong)?;
    if let Some(address) = &address {
        check(address).map_err(wrong)?;
    }
    let parent = of(ImportField::Parent);
    if parent.as_deref().is_some_and(|name| check_name(name).is_err()) {
        return Err(FieldErrors::one("parent", "invalid"));
    }
    Ok(Imported { account, address, parent })
}

/// Two letters of a country from how people write it; what is not known is left out rather than refused.
fn country(written: Option<String>) -> String {
    let written = written.unwrap_or_default();
    match written.to_lowercase().as_str() {
        "canada" | "can" => "CA".into(),
        "united states" | "united states of america" | "usa" | "us" | "états-unis" => "US".into(),
        "mexico" | "méxico" | "mexique" => "MX".into(),
        other if other.len() == 2 && other.chars().all(|c| c.is_ascii_alphabetic()) => other.to_uppercase(),
        _ => String::new(),
    }
}
