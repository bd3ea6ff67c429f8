//! How tables from elsewhere are read: what columns of certain names say, kept under a name or known beforehand.
//!
//! A preset goes by the names of columns, however they are written and in whatever order they stand. One that was kept
//! fits a table with the same names; one known beforehand fits where the names that tell the program apart are there.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use validator::Validate;

use super::custom::CustomField;
use super::import::{ImportColumn, ImportField, MOST_COLUMNS, guess_all};
use crate::input::check_name;
use crate::{ImportId, ImportPresetId};

/// The most presets of an organization.
pub const MOST_PRESETS: i64 = 50;

/// What a column of a name says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PresetColumn {
    pub head: String,
    /// None for one that is left out.
    pub says: Option<ImportColumn>,
}

/// How tables are read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ImportPreset {
    /// None for one known beforehand, which stays as it is.
    pub id: Option<ImportPresetId>,
    pub version: i32,
    pub name: String,
    pub columns: Vec<PresetColumn>,
    /// Who kept it; empty for one known beforehand.
    pub by: String,
}

/// Keeps how an import reads its table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewImportPreset {
    #[validate(custom(function = check_name))]
    pub name: String,
    /// Whose columns.
    pub import: ImportId,
    /// What they say, in their order; left out, what the import says.
    #[validate(length(max = MOST_COLUMNS))]
    #[serde(default)]
    pub mapping: Option<Vec<Option<ImportColumn>>>,
}

/// Calls a preset something else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditImportPreset {
    pub version: i32,
    #[validate(custom(function = check_name))]
    pub name: String,
}

/// A program whose tables are known.
struct Known {
    name: &'static str,
    /// Names that tell its tables from others.
    telling: &'static [&'static str],
    columns: &'static [(&'static str, ImportField)],
}

const KNOWN: [Known; 2] = [
    Known {
        name: "HubSpot",
        telling: &["Record ID", "Email"],
        columns: &[
            ("First Name", ImportField::FirstName),
            ("Last Name", ImportField::LastName),
            ("Email", ImportField::Email),
            ("Phone Number", ImportField::Phone),
            ("Company name", ImportField::Company),
            ("Associated Company", ImportField::Company),
            ("Street Address", ImportField::Street),
            ("City", ImportField::City),
            ("State/Region", ImportField::Region),
            ("Postal Code", ImportField::Postal),
            ("Country/Region", ImportField::Country),
            ("Lifecycle Stage", ImportField::Tags),
            ("Parent Company", ImportField::Parent),
        ],
    },
    Known {
        name: "Salesforce",
        telling: &["Account Name", "Mailing Street"],
        columns: &[
            ("Account Name", ImportField::Company),
            ("First Name", ImportField::FirstName),
            ("Last Name", ImportField::LastName),
            ("Email", ImportField::Email),
            ("Phone", ImportField::Phone),
            ("Mobile", ImportField::Phone),
            ("Mailing Street", ImportField::Street),
            ("Mailing City", ImportField::City),
            ("Mailing State/Province", ImportField::Region),
            ("Mailing Zip/Postal Code", ImportField::Postal),
            ("Mailing Country", ImportField::Country),
            ("Description", ImportField::Notes),
            ("Parent Account", ImportField::Parent),
        ],
    },
];

/// The same for every way the name of a column is written.
fn plain(head: &str) -> String {
    head.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

fn names(heads: impl IntoIterator<Item = impl AsRef<str>>) -> BTreeSet<String> {
    heads.into_iter().map(|head| plain(head.as_ref())).filter(|head| !head.is_empty()).collect()
}

/// The presets known beforehand.
pub fn known_presets() -> Vec<ImportPreset> {
    let columns = |known: &Known| {
        let column =
            |(head, field): &(&str, ImportField)| PresetColumn { head: (*head).to_owned(), says: Some(ImportColumn::Fact(*field)) };
        known.columns.iter().map(column).collect()
    };
    let preset = |known: &Known| ImportPreset { id: None, version: 1, name: known.name.into(), columns: columns(known), by: String::new() };
    KNOWN.iter().map(preset).collect()
}

impl ImportPreset {
    /// Whether a table with columns of these names is one of its own.
    pub fn fits(&self, heads: &[String]) -> bool {
        let there = names(heads);
        match KNOWN.iter().find(|known| self.id.is_none() && known.name == self.name) {
            Some(known) => names(known.telling).is_subset(&there),
            None => there == names(self.columns.iter().map(|column| &column.head)),
        }
    }

    /// What columns of these names say by it; none says the same as one before it, and fields that are no more are left
    /// out.
    pub fn apply(&self, heads: &[String], fields: &[CustomField]) -> Vec<Option<ImportColumn>> {
        let mut taken: Vec<ImportColumn> = Vec::new();
        let is_there = |column: &ImportColumn| match column {
            ImportColumn::Fact(_) => true,
            ImportColumn::Custom(key) => fields.iter().any(|field| field.key == *key && !field.archived),
        };
        let mut say = |head: &String| {
            let head = plain(head);
            let says = self.columns.iter().filter(|column| plain(&column.head) == head).find_map(|column| column.says.clone());
            let says = says.filter(|column| is_there(column) && !taken.contains(column));
            taken.extend(says.clone());
            says
        };
        heads.iter().map(&mut say).collect()
    }
}

/// What columns of these names say, as far as anybody can tell without being asked: by a preset of one's own that fits,
/// by one known beforehand, else by their names.
pub fn recognise(heads: &[String], own: &[ImportPreset], fields: &[CustomField]) -> Vec<Option<ImportColumn>> {
    let known = known_presets();
    let fits = own.iter().chain(&known).find(|preset| preset.fits(heads));
    fits.map_or_else(|| guess_all(heads, fields), |preset| preset.apply(heads, fields))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn heads(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    fn fact(field: ImportField) -> Option<ImportColumn> {
        Some(ImportColumn::Fact(field))
    }

    fn own(columns: &[(&str, Option<ImportColumn>)]) -> ImportPreset {
        let columns = columns.iter().map(|(head, says)| PresetColumn { head: (*head).to_owned(), says: says.clone() }).collect();
        ImportPreset { id: Some(ImportPresetId(uuid::Uuid::nil())), version: 1, name: "Old system".into(), columns, by: "Marc".into() }
    }

    #[test]
    fn a_kept_preset_fits_the_same_names_in_any_order_and_writing() {
        let preset = own(&[("Firma", fact(ImportField::Company)), ("E-Mail", fact(ImportField::Email)), ("Farbe", None)]);
        assert!(preset.fits(&heads(&["e mail", "FARBE", "firma"])));
        assert!(!preset.fits(&heads(&["E-Mail", "Firma"])));
        let table = heads(&["e mail", "FARBE", "firma"]);
        assert_eq!(recognise(&table, &[preset], &[]), [fact(ImportField::Email), None, fact(ImportField::Company)]);
    }

    #[test]
    fn tables_of_known_programs_are_read_by_their_names() {
        let table = heads(&["Record ID", "First Name", "Last Name", "Email", "State/Region", "Lifecycle Stage"]);
        let said = [
            None,
            fact(ImportField::FirstName),
            fact(ImportField::LastName),
            fact(ImportField::Email),
            fact(ImportField::Region),
            fact(ImportField::Tags),
        ];
        assert_eq!(recognise(&table, &[], &[]), said);
        let table = heads(&["Account Name", "Last Name", "Mobile", "Phone", "Mailing Street", "Mailing Zip/Postal Code"]);
        let said = [ImportField::Company, ImportField::LastName, ImportField::Phone].map(fact).into_iter();
        let said: Vec<_> = said.chain([None]).chain([ImportField::Street, ImportField::Postal].map(fact)).collect();
        assert_eq!(recognise(&table, &[], &[]), said, "one number is taken");
        assert_eq!(recognise(&heads(&["Nom"]), &[], &[]), [fact(ImportField::Name)], "others by their names");
    }

    #[test]
    fn fields_that_are_no_more_are_left_out() {
        let preset = own(&[("Name", fact(ImportField::Name)), ("Fleet", Some(ImportColumn::Custom("fleet".into())))]);
        assert_eq!(preset.apply(&heads(&["Name", "Fleet"]), &[]), [fact(ImportField::Name), None]);
    }

    proptest! {
        #[test]
        fn nothing_is_said_twice(words in proptest::collection::vec("[a-zA-Z ]{0,14}", 0..12)) {
            for preset in known_presets() {
                let said = preset.apply(&words, &[]);
                prop_assert_eq!(said.len(), words.len());
                let said: Vec<_> = said.into_iter().flatten().collect();
                prop_assert!(said.iter().enumerate().all(|(n, column)| !said[..n].contains(column)));
            }
        }
    }
}
