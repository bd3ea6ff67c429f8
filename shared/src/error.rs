//! The one error that crosses from server to browser, in one JSON shape: `{message, code, data}` where `data` is
//! this type and `code` the HTTP status.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// What a request can come to besides its answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Error {
    /// Nobody is logged in, or the session ended (401).
    Unauthenticated,
    /// The actor may know the thing exists but may not do this (403). Carries the missing right.
    Forbidden { missing: String },
    /// There is no such thing, or it belongs to another organization (404).
    NotFound,
    /// The body, path or query cannot be read at all (400).
    Malformed { reason: String },
    /// Fields break rules (422).
    Invalid(FieldErrors),
    /// The state moved, or the act contradicts it (409). `code` is stable, `detail` is for people: in English, and as
    /// `detail_fr` in French.
    Conflict {
        code: String,
        #[serde(flatten)]
        detail: Said,
    },
    /// The body is larger than the route accepts (413).
    TooLarge { limit_bytes: u64 },
    /// The body has a type the route does not accept (415).
    UnsupportedType { expected: String },
    /// Too many requests (429).
    TooMany { retry_after_seconds: u64 },
    /// The database or a needed service is away; the same request can be sent again (503).
    Unavailable { retry_after_seconds: u64 },
    /// There is no room to store this; what was stored is safe, and the same request can be sent again (507).
    Full,
    /// The network or the server is out of reach. Made by clients only.
    Offline,
    /// Our mistake (500). The incident id finds it in the logs.
    Internal { incident: String },
}

/// The result of everything that can fail across the wire.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Field path (`stops[0].address`) to what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct FieldErrors(pub BTreeMap<String, Vec<FieldError>>);

/// One broken rule of a field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldError {
    /// Stable name of the rule: `required`, `too_long`, `in_the_past`, `taken` …
    pub code: String,
    /// Values the text needs, such as `max`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<String, String>,
}

impl FieldErrors {
    /// One broken rule on one field.
    pub fn one(field: impl Into<String>, code: impl Into<String>) -> Self {
        let mut errors = Self::default();
        errors.add(field, code);
        errors
    }

    /// Adds a broken rule.
    pub fn add(&mut self, field: impl Into<String>, code: impl Into<String>) {
        self.0.entry(field.into()).or_default().push(FieldError { code: code.into(), params: BTreeMap::new() });
    }

    /// Whether every field is fine.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text of the first error of a field, if it has one.
    pub fn text(&self, field: &str) -> Option<String> {
        self.0.get(field).and_then(|errors| errors.first()).map(FieldError::text)
    }

    /// `Err(Invalid)` if anything is wrong.
    pub fn into_result(self) -> Result<()> {
        if self.is_empty() { Ok(()) } else { Err(Error::Invalid(self)) }
    }
}

mod said;
mod texts;

pub use said::Said;

impl FieldError {
    /// A number outside of what is accepted.
    pub fn range(min: impl ToString, max: impl ToString) -> Self {
        let params = [("min", min.to_string()), ("max", max.to_string())];
        Self { code: "range".into(), params: params.map(|(name, value)| (name.to_owned(), value)).into() }
    }

    /// The text for people, in the language of the thread.
    pub fn text(&self) -> String {
        let param = |name: &str| self.params.get(name).cloned().unwrap_or_default();
        match self.code.as_str() {
            "required" => texts::required(),
            "length" | "too_long" | "too_short" => match (self.params.get("min"), self.params.get("max")) {
                (Some(min), None) => texts::too_short(min),
                (Some(min), Some(_)) if self.params.get("value").is_none_or(|v| v.len() < min.parse().unwrap_or(0)) && min != "0" => {
                    if min == "1" { texts::required() } else { texts::too_short(min) }
                }
                (_, Some(max)) => texts::too_long(max),
                (None, None) => texts::invalid(),
            },
            "range" => texts::out_of_range(param("min"), param("max")),
            "email" => texts::email(),
            "phone" => texts::phone(),
            "in_the_past" => texts::in_the_past(),
            "over_legal_hours" => texts::over_legal_hours(),
            "needs_approval" => texts::needs_approval(),
            "not_rising" => texts::not_rising(),
            "one_package" => texts::one_package(),
            "same_package" => texts::same_package(),
            "empty_package" => texts::empty_package(),
            "six_instalments" => texts::six_instalments(),
            "over_whole" => texts::over_whole(),
            "one_rest" => texts::one_rest(),
            "needs_rest" => texts::needs_rest(),
            "over_total" => texts::over_total(),
            "before_previous" => texts::before_previous(),
            "before_start" => texts::before_start(),
            "not_a_number" => texts::not_a_number(),
            "negative" => texts::negative(),
            "not_positive" => texts::not_positive(),
            "too_large" => texts::too_large(),
            "too_many_decimals" => texts::too_many_decimals(),
            "taken" => texts::taken(),
            "invited" => texts::invited(),
            "weak_password" => texts::weak_password(),
            "wrong_password" => texts::wrong_password(),
            "wrong_login" => texts::wrong_login(),
            "wrong_code" => texts::wrong_code(),
            "unknown_promo" => texts::unknown_promo(),
            "expired" => texts::expired(),
            "used_up" => texts::used_up(),
            "promo_off" => texts::promo_off(),
            "promo_service" => texts::promo_service(),
            "promo_early" => texts::promo_early(),
            "promo_vehicles" => crate::pricing::text::promo_vehicles(),
            "promo_trip" => crate::pricing::text::promo_trip(),
            "not_applicable" => texts::not_applicable(),
            "below" => texts::below(),
            "column_twice" => texts::column_twice(),
            "column_name" => texts::column_name(),
            "unknown_choice" => texts::unknown_choice(),
            "overlaps" => texts::overlaps(),
            "unknown_field" => texts::unknown_field(),
            "yes_no" => texts::yes_no(),
            "date_form" => texts::date_form(),
            "key_form" => texts::key_form(),
            "choice_twice" => texts::choice_twice(),
            "consent" => texts::consent(),
            "unknown_place" => self.params.get("near").map_or_else(texts::unknown_place, texts::unknown_place_near),
            "before_arrival" => texts::before_arrival(param("at")),
            "blank_signature" => texts::blank_signature(),
            "low_contrast" => texts::low_contrast(),
            "circle" => texts::circle(),
            "too_deep" => texts::too_deep(),
            "unknown_parent" => texts::unknown_parent(),
            "several" => texts::several(),
            "zone" => texts::zone(),
            "in_the_future" => texts::in_the_future(),
            "same_time" => texts::same_time(),
            _ => texts::invalid(),
        }
    }
}

impl Error {
    /// A contradiction with the state of things; `code` is stable, `detail` is read by people: a text of a catalogue,
    /// which is asked for in each language.
    pub fn conflict(code: impl Into<String>, detail: impl Fn() -> String) -> Self {
        Error::Conflict { code: code.into(), detail: Said::of(detail) }
    }

    /// The same with a value that programs read, instead of a sentence.
    pub fn conflict_value(code: impl Into<String>, value: impl fmt::Display) -> Self {
        Error::Conflict { code: code.into(), detail: Said::value(value) }
    }

    /// One broken rule on one field.
    pub fn field(field: impl Into<String>, code: impl Into<String>) -> Self {
        Error::Invalid(FieldErrors::one(field, code))
    }

    /// The HTTP status (RFC 9110) this error travels with.
    pub fn status(&self) -> u16 {
        match self {
            Error::Malformed { .. } => 400,
            Error::Unauthenticated => 401,
            Error::Forbidden { .. } => 403,
            Error::NotFound => 404,
            Error::Conflict { .. } => 409,
            Error::TooLarge { .. } => 413,
            Error::UnsupportedType { .. } => 415,
            Error::Invalid(_) => 422,
            Error::TooMany { .. } => 429,
            Error::Internal { .. } => 500,
            Error::Unavailable { .. } | Error::Offline => 503,
            Error::Full => 507,
        }
    }

    /// The broken rules by field; empty for other errors.
    pub fn fields(&self) -> FieldErrors {
        match self {
            Error::Invalid(fields) => fields.clone(),
            _ => FieldErrors::default(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Error::Unauthenticated => texts::unauthenticated(),
            Error::Forbidden { .. } => texts::forbidden(),
            Error::NotFound => texts::not_found(),
            Error::Malformed { reason } => texts::malformed(texts::known_reason(reason)),
            Error::Invalid(_) => texts::fields(),
            Error::Conflict { detail, .. } => detail.to_string(),
            Error::TooLarge { limit_bytes: 0 } => texts::too_many_bytes(),
            Error::TooLarge { limit_bytes: limit @ ..1_000_000 } => texts::kilobytes(limit / 1024),
            Error::TooLarge { limit_bytes } => texts::megabytes(limit_bytes / (1024 * 1024)),
            Error::UnsupportedType { expected } => texts::unsupported(expected),
            Error::TooMany { retry_after_seconds } => texts::too_many(retry_after_seconds),
            Error::Unavailable { .. } => texts::unavailable(),
            Error::Full => texts::full(),
            Error::Offline => texts::offline(),
            Error::Internal { incident } => texts::internal(incident),
        })
    }
}

impl std::error::Error for Error {}

impl From<validator::ValidationErrors> for FieldErrors {
    fn from(errors: validator::ValidationErrors) -> Self {
        let mut out = FieldErrors::default();
        collect(&mut out, "", &errors);
        out
    }
}

impl From<validator::ValidationErrors> for Error {
    fn from(errors: validator::ValidationErrors) -> Self {
        Error::Invalid(errors.into())
    }
}

fn collect(out: &mut FieldErrors, prefix: &str, errors: &validator::ValidationErrors) {
    use validator::ValidationErrorsKind::{Field, List, Struct};
    for (name, kind) in errors.errors() {
        let path = if prefix.is_empty() { name.to_string() } else { format!("{prefix}.{name}") };
        match kind {
            Field(list) => {
                for error in list {
                    let params = error
                        .params
                        .iter()
                        // the value itself is not echoed: it may be long or private; its length is what texts need
                        .map(|(k, v)| match v {
                            serde_json::Value::String(s) if k == "value" => (k.to_string(), "x".repeat(s.chars().count().min(64))),
                            serde_json::Value::String(s) => (k.to_string(), s.clone()),
                            _ if k == "value" => (k.to_string(), String::new()),
                            other => (k.to_string(), other.to_string()),
                        })
                        .collect();
                    out.0.entry(path.clone()).or_default().push(FieldError { code: error.code.to_string(), params });
                }
            }
            Struct(inner) => collect(out, &path, inner),
            List(items) => {
                for (index, inner) in items {
                    collect(out, &format!("{path}[{index}]"), inner);
                }
            }
        }
    }
}

#[cfg(feature = "fullstack")]
mod fullstack;

#[cfg(feature = "sqlx")]
mod database;
