//! Ways leads come in besides the organization's form: each source has a key that opens the endpoint for programs, and
//! may have a form of its own. What a program sends is read leniently but exactly: a number or a text for each field,
//! anything else is refused by the name of the field.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use validator::Validate;

use super::input::Capture;
use super::types::LeadSource;
use crate::customers::key_of;
use crate::input::check_name;
use crate::packs::ServiceLine;
use crate::{FieldErrors, IntakeId, LeadSourceId};

/// What no form's address may end with: pages of the organization's own form do.
const TAKEN: [&str; 1] = ["thanks"];

/// A source with what came through it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CaptureSource {
    pub id: LeadSourceId,
    pub name: String,
    /// What its leads say they came by.
    pub source: LeadSource,
    /// The service of leads that name none; the first of the organization without.
    pub service_line: Option<ServiceLine>,
    /// A paused one refuses everything.
    pub active: bool,
    /// The end of its key, to tell keys apart.
    pub key_hint: String,
    /// Whether it has a form of its own, at `/capture/{organization}/{form_slug}`.
    #[serde(default)]
    pub form: bool,
    /// What the address of its form ends with; made of its first name, and the same ever after.
    #[serde(default)]
    pub form_slug: String,
    /// How often something was sent to it.
    pub received: i64,
    pub last_at: Option<DateTime<Utc>>,
}

/// A source with its key, which is shown this once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CaptureSourceKey {
    pub source: CaptureSource,
    pub key: String,
}

/// A source to be made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewCaptureSource {
    #[validate(custom(function = check_name))]
    pub name: String,
    pub source: LeadSource,
    pub service_line: Option<ServiceLine>,
    /// Whether it has a form of its own.
    #[serde(default)]
    pub form: bool,
}

/// Changes to a source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditCaptureSource {
    #[validate(custom(function = check_name))]
    pub name: String,
    pub source: LeadSource,
    pub service_line: Option<ServiceLine>,
    pub active: bool,
    /// Whether it has a form of its own; as it was if nothing is said.
    #[serde(default)]
    pub form: Option<bool>,
}

/// What a program is answered: under which id its sending is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Captured {
    pub intake: IntakeId,
}

impl Capture {
    /// Reads what a program sent. Unknown fields are left alone; a known one that is neither text nor number nor null
    /// is wrong.
    pub fn of(sent: &Value) -> (Self, FieldErrors) {
        let (mut form, mut wrong) = (Self::default(), FieldErrors::default());
        let fields: [(&str, &mut String); 12] = [
            ("name", &mut form.name),
            ("company", &mut form.company),
            ("email", &mut form.email),
            ("phone", &mut form.phone),
            ("service_line", &mut form.service_line),
            ("wanted_on", &mut form.wanted_on),
            ("origin", &mut form.origin),
            ("destination", &mut form.destination),
            ("passengers", &mut form.passengers),
            ("vehicle_type", &mut form.vehicle_type),
            ("notes", &mut form.notes),
            ("website", &mut form.website),
        ];
        for (name, field) in fields {
            match sent.get(name) {
                None | Some(Value::Null) => {}
                Some(Value::String(text)) => field.clone_from(text),
                Some(Value::Number(number)) => *field = number.to_string(),
                Some(_) => wrong.add(name, "invalid"),
            }
        }
        match sent.get("custom") {
            None | Some(Value::Null) => {}
            Some(Value::Object(own)) => {
                for (key, value) in own {
                    match value {
                        Value::Null => {}
                        Value::String(text) => _ = form.custom.insert(key.clone(), text.clone()),
                        Value::Number(_) | Value::Bool(_) => _ = form.custom.insert(key.clone(), value.to_string()),
                        Value::Array(_) | Value::Object(_) => wrong.add(format!("custom.{key}"), "invalid"),
                    }
                }
            }
            Some(_) => wrong.add("custom", "invalid"),
        }
        (form, wrong)
    }
}

/// What the address of a source's form ends with: words of its name, and a number behind them if another has these.
pub fn form_slug(name: &str, taken: &[String]) -> String {
    let words = key_of(name).replace('_', "-");
    let is_free = |slug: &str| !TAKEN.contains(&slug) && !taken.iter().any(|other| other == slug);
    if is_free(&words) {
        return words;
    }
    (2..).map(|n| format!("{words}-{n}")).find(|slug| is_free(slug)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn texts_and_numbers_are_read_and_anything_else_is_refused_by_its_name() {
        let sent = json!({ "name": "Ana Lopez", "passengers": 48, "email": null, "utm": { "campaign": "fall" } });
        let (form, wrong) = Capture::of(&sent);
        assert_eq!((form.name.as_str(), form.passengers.as_str(), form.email.as_str()), ("Ana Lopez", "48", ""));
        assert!(wrong.is_empty());
        let (_, wrong) = Capture::of(&json!({ "name": ["Ana"], "phone": true, "notes": {} }));
        assert_eq!(wrong.0.keys().collect::<Vec<_>>(), ["name", "notes", "phone"]);
        assert_eq!(Capture::of(&json!("no object")), (Capture::default(), FieldErrors::default()));
    }

    #[test]
    fn own_fields_are_texts_numbers_or_yes_and_no() {
        let (form, wrong) = Capture::of(&json!({ "custom": { "guests": 12, "dogs": true, "theme": "Sea", "gone": null, "list": [1] } }));
        let read: Vec<_> = form.custom.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        assert_eq!(read, [("dogs", "true"), ("guests", "12"), ("theme", "Sea")]);
        assert_eq!(wrong.0.keys().collect::<Vec<_>>(), ["custom.list"]);
        assert_eq!(Capture::of(&json!({ "custom": "no object" })).1.0.keys().collect::<Vec<_>>(), ["custom"]);
    }

    #[test]
    fn forms_end_with_the_words_of_their_source_and_with_no_page_of_ours() {
        assert_eq!(form_slug("Salon de l'été 2027", &[]), "salon-de-l-ete-2027");
        assert_eq!(form_slug("Partner", &["partner".into(), "partner-2".into()]), "partner-3");
        assert_eq!(form_slug("Thanks", &[]), "thanks-2");
        assert_eq!(form_slug("漢字", &[]), "field");
    }

    #[test]
    fn what_a_form_keeps_is_read_as_it_was() {
        let custom = [("guests".to_string(), "12".to_string())].into();
        let form = Capture { name: "Ana".into(), origin: "Toronto".into(), website: "x".into(), custom, ..Capture::default() };
        assert_eq!(Capture::of(&serde_json::to_value(&form).expect("it is JSON")).0, form);
    }
}
