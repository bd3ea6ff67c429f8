//! What the columns of a table say: guessed by their names, matched by people, checked before the rows are read.

use serde::{Deserialize, Serialize};

use crate::Error;
use crate::customers::custom::{CustomField, key_of};

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
