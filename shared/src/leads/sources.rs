//! Ways leads come in by program: each source has a key that opens the endpoint, and what is sent is read leniently
//! but exactly: a number or a text for each field, anything else is refused by the name of the field.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use validator::Validate;

use super::input::Capture;
use super::types::LeadSource;
use crate::input::check_name;
use crate::packs::ServiceLine;
use crate::{FieldErrors, IntakeId, LeadSourceId};

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
        let fields: [(&str, &mut String); 11] = [
            ("name", &mut form.name),
            ("company", &mut form.company),
            ("email", &mut form.email),
            ("phone", &mut form.phone),
            ("service_line", &mut form.service_line),
            ("wanted_on", &mut form.wanted_on),
            ("origin", &mut form.origin),
            ("destination", &mut form.destination),
            ("passengers", &mut form.passengers),
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
        (form, wrong)
    }
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
    fn what_a_form_keeps_is_read_as_it_was() {
        let form = Capture { name: "Ana".into(), origin: "Toronto".into(), website: "x".into(), ..Capture::default() };
        assert_eq!(Capture::of(&serde_json::to_value(&form).expect("it is JSON")).0, form);
    }
}
