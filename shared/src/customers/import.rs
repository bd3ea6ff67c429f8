//! Customers from a table: which column says what, and what a row makes.
//!
//! States of an import: draft (rows come in, columns are matched, rows are checked as often as one likes) → running →
//! done → reverting → reverted. Rows: open → ready, duplicate or wrong by the check → added or skipped by the run → gone or kept by
//! the revert. Invariants: a row makes at most one customer; nothing is written before the run; the revert removes only
//! customers nothing else has happened to.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use super::custom::{CustomField, CustomValues, FieldOf, key_of, read_values};
use super::input::{NewAccount, NewAddress, NewContact};
use super::types::AccountKind;
use crate::input::{check, check_name, filled};
use crate::{AccountId, Error, FieldErrors, ImportId};

/// The most rows of one import.
pub const MOST_ROWS: usize = 20_000;
/// The most columns of a table.
pub const MOST_COLUMNS: u64 = 60;
/// The most rows sent at once.
pub const CHUNK: u64 = 250;
/// The longest text of a cell, in characters.
pub const CELL: usize = 5_000;

crate::choice! {
    /// What a column says of a customer.
    ImportField {
        Company = "company",
        Name = "name",
        FirstName = "first_name",
        LastName = "last_name",
        Email = "email",
        Phone = "phone",
        Street = "street",
        City = "city",
        Region = "region",
        Postal = "postal",
        Country = "country",
        Tags = "tags",
        Notes = "notes",
        /// The name of the customer it belongs to.
        Parent = "parent",
    }
}

/// What a column says: something every customer has, or a field of the organization's own by its key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub enum ImportColumn {
    Fact(ImportField),
    Custom(String),
}

/// How columns that say a field of the organization's own begin.
const CUSTOM: &str = "custom.";

impl std::fmt::Display for ImportColumn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ImportColumn::Fact(field) => f.write_str(field.key()),
            ImportColumn::Custom(key) => write!(f, "{CUSTOM}{key}"),
        }
    }
}

impl std::str::FromStr for ImportColumn {
    type Err = crate::choice::UnknownChoice;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.strip_prefix(CUSTOM) {
            Some(key) if !key.is_empty() && key.len() <= 40 => Ok(ImportColumn::Custom(key.to_owned())),
            Some(_) => Err(crate::choice::UnknownChoice),
            None => text.parse().map(ImportColumn::Fact),
        }
    }
}

impl TryFrom<String> for ImportColumn {
    type Error = crate::choice::UnknownChoice;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<ImportColumn> for String {
    fn from(column: ImportColumn) -> Self {
        column.to_string()
    }
}

crate::choice! {
    /// Where an import stands.
    ImportStatus { Draft = "draft", Running = "running", Done = "done", Reverting = "reverting", Reverted = "reverted" }
}

crate::choice! {
    /// What becomes of rows that look like a customer there is.
    DuplicateRows {
        /// They are left out.
        Skip = "skip",
        /// They are added beside the known one, to be merged later.
        Add = "add",
    }
}

crate::choice! {
    /// What became of a row.
    RowOutcome {
        /// Not checked yet.
        Open = "open",
        Ready = "ready",
        Duplicate = "duplicate",
        /// Cannot be a customer; the problem says why.
        Wrong = "wrong",
        Added = "added",
        Skipped = "skipped",
        /// Removed by the revert.
        Gone = "gone",
        /// Left by the revert, because something has happened to the customer since.
        Kept = "kept",
    }
}

/// A table about to be imported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewImport {
    /// The name of the file.
    #[validate(custom(function = check_name))]
    pub name: String,
    /// The first line: what the columns are called.
    #[validate(length(min = 1, max = MOST_COLUMNS), custom(function = check_cells))]
    pub heads: Vec<String>,
}

/// Some lines of it, in order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ImportRows {
    /// The number of the first of them in the file; the heads are line 1.
    #[validate(range(min = 2, max = 1_000_000))]
    pub first_line: i32,
    #[validate(length(min = 1, max = CHUNK), custom(function = check_rows))]
    pub rows: Vec<Vec<String>>,
}

/// How the table is to be read; the rows are checked by it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MapImport {
    /// What each column says, in their order; none for one that is left out.
    #[validate(length(max = MOST_COLUMNS))]
    pub mapping: Vec<Option<ImportColumn>>,
    pub duplicates: DuplicateRows,
}

/// An import with its figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Import {
    pub id: ImportId,
    pub name: String,
    pub status: ImportStatus,
    pub heads: Vec<String>,
    pub mapping: Vec<Option<ImportColumn>>,
    pub duplicates: DuplicateRows,
    pub by: String,
    pub at: DateTime<Utc>,
    pub counts: RowCounts,
    /// The first lines, as examples.
    pub samples: Vec<Vec<String>>,
    /// The first lines that are wrong or duplicates.
    pub problems: Vec<RowProblem>,
}

/// How many rows there are of each outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RowCounts {
    pub total: i64,
    pub open: i64,
    pub ready: i64,
    pub duplicate: i64,
    pub wrong: i64,
    pub added: i64,
    pub skipped: i64,
    pub gone: i64,
    pub kept: i64,
}

/// A line that needs somebody's eyes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RowProblem {
    pub line: i32,
    pub outcome: RowOutcome,
    pub cells: Vec<String>,
    /// What is wrong, or whom it looks like.
    pub words: String,
    /// The customer it looks like.
    pub like: Option<AccountId>,
}

/// What a row makes.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    pub account: NewAccount,
    pub address: Option<NewAddress>,
    /// The name of the customer it belongs to.
    pub parent: Option<String>,
}

/// What a column of this name says, as far as its name tells: the names of common address books and CRMs, in English
/// and French.
pub fn guess(head: &str) -> Option<ImportField> {
    let plain: String = head.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect();
    Some(match plain.as_str() {
        "company" | "companyname" | "account" | "accountname" | "organization" | "organisation" | "organization1name" | "business"
        | "entreprise" | "société" | "societe" | "compagnie" => ImportField::Company,
        "name" | "fullname" | "contact" | "contactname" | "customer" | "customername" | "client" | "displayname" | "nom" | "nomcomplet" => {
            ImportField::Name
        }
        "firstname" | "givenname" | "first" | "prénom" | "prenom" => ImportField::FirstName,
        "lastname" | "familyname" | "surname" | "last" | "nomdefamille" => ImportField::LastName,
        "email" | "emailaddress" | "email1" | "email1value" | "mail" | "primaryemail" | "courriel" | "adressecourriel" => {
            ImportField::Email
        }
        "phone" | "phonenumber" | "mobile" | "mobilephone" | "cell" | "telephone" | "tel" | "phone1value" | "primaryphone"
        | "téléphone" | "cellulaire" => ImportField::Phone,
        "street" | "address" | "address1" | "streetaddress" | "billingstreet" | "addressline1" | "rue" | "adresse" => ImportField::Street,
        "city" | "town" | "billingcity" | "ville" => ImportField::City,
        "state" | "province" | "region" | "stateprovince" | "billingstate" | "région" => ImportField::Region,
        "zip" | "zipcode" | "postal" | "postalcode" | "postcode" | "billingpostalcode" | "codepostal" => ImportField::Postal,
        "country" | "countrycode" | "billingcountry" | "pays" => ImportField::Country,
        "tags" | "labels" | "groups" | "groupmembership" | "étiquettes" => ImportField::Tags,
        "notes" | "note" | "comments" | "description" | "remarques" => ImportField::Notes,
        "parent" | "parentaccount" | "parentcompany" | "parentorganization" | "parentcustomer" | "sociétémère" | "maisonmère" => {
            ImportField::Parent
        }
        _ => return None,
    })
}

/// What the columns say, by their names or those of the organization's own fields; none says the same as one before it.
pub fn guess_all(heads: &[String], fields: &[CustomField]) -> Vec<Option<ImportColumn>> {
    let mut taken: Vec<ImportColumn> = Vec::new();
    heads
        .iter()
        .map(|head| {
            let key = key_of(head);
            let own = fields.iter().find(|field| !field.archived && (field.key == key || key_of(&field.label) == key));
            let own = own.map(|field| ImportColumn::Custom(field.key.clone()));
            let column = guess(head).map(ImportColumn::Fact).or(own).filter(|column| !taken.contains(column));
            taken.extend(column.clone());
            column
        })
        .collect()
}

/// Whether rows can become customers by this: somebody must have a name, and no two columns say the same.
pub fn check_mapping(mapping: &[Option<ImportColumn>], columns: usize) -> Result<(), Error> {
    let given: Vec<&ImportColumn> = mapping.iter().flatten().collect();
    let twice = given.iter().enumerate().any(|(n, field)| given[..n].contains(field));
    let named = [ImportField::Company, ImportField::Name, ImportField::FirstName, ImportField::LastName];
    if mapping.len() != columns {
        return Err(Error::field("mapping", "invalid"));
    }
    if twice {
        return Err(Error::field("mapping", "column_twice"));
    }
    if !given.iter().any(|column| matches!(column, ImportColumn::Fact(field) if named.contains(field))) {
        return Err(Error::field("mapping", "column_name"));
    }
    Ok(())
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

fn check_cells(cells: &[String]) -> Result<(), ValidationError> {
    cells
        .iter()
        .try_for_each(|cell| if cell.chars().count() > CELL { Err(ValidationError::new("length")) } else { crate::input::check_text(cell) })
}

fn check_rows(rows: &[Vec<String>]) -> Result<(), ValidationError> {
    rows.iter().try_for_each(|row| if row.len() as u64 > MOST_COLUMNS { Err(ValidationError::new("length")) } else { check_cells(row) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cells(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn columns_of_common_address_books_are_known_and_none_is_taken_twice() {
        let heads = cells(&[
            "First Name",
            "Last Name",
            "E-mail 1 - Value",
            "Phone 1 - Value",
            "Organization 1 - Name",
            "Notes",
            "Relation",
            "notes",
        ]);
        use ImportField::{City, Company, Email, FirstName, LastName, Name, Notes, Phone};
        let fact = |field| Some(ImportColumn::Fact(field));
        assert_eq!(
            guess_all(&heads, &[]),
            [fact(FirstName), fact(LastName), fact(Email), fact(Phone), fact(Company), fact(Notes), None, None]
        );
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
}
