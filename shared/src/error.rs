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
    /// The state moved, or the act contradicts it (409). `code` is stable, `detail` is for people.
    Conflict { code: String, detail: String },
    /// The body is larger than the route accepts (413).
    TooLarge { limit_bytes: u64 },
    /// The body has a type the route does not accept (415).
    UnsupportedType { expected: String },
    /// Too many requests (429).
    TooMany { retry_after_seconds: u64 },
    /// The database or a needed service is away; the same request can be sent again (503).
    Unavailable { retry_after_seconds: u64 },
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

mod texts {
    crate::catalog_bilingual! {
        required { "Enter a value" / "Entrez une valeur" }
        too_long(max) { "Use at most {max} characters" / "Utilisez au plus {max} caractères" }
        too_short(min) { "Use at least {min} characters" / "Utilisez au moins {min} caractères" }
        out_of_range(min, max) { "Enter a number from {min} to {max}" / "Entrez un nombre de {min} à {max}" }
        email { "Enter an e-mail address like name@example.com" / "Entrez une adresse courriel comme nom@exemple.com" }
        phone { "Enter a phone number with area code, like 604 555 0134" / "Entrez un numéro de téléphone avec l'indicatif, comme 514 555-0134" }
        in_the_past { "Choose a date that is not in the past" / "Choisissez une date qui n'est pas passée" }
        before_previous { "This must not be before the stop above it" / "Ceci ne peut pas précéder l'arrêt ci-dessus" }
        not_a_number { "Enter an amount like 1250.00" / "Entrez un montant comme 1250,00" }
        negative { "Enter an amount of zero or more" / "Entrez un montant de zéro ou plus" }
        too_large { "This amount is larger than the system accepts" / "Ce montant dépasse la limite acceptée" }
        too_many_decimals { "Use at most two decimals" / "Utilisez au plus deux décimales" }
        taken { "This is already in use" / "Cette valeur est déjà utilisée" }
        invited { "This address has an open invitation. Send it again or revoke it" / "Cette adresse a déjà une invitation. Renvoyez-la ou révoquez-la" }
        weak_password { "This password is easy to guess. Use a longer phrase" / "Ce mot de passe est facile à deviner. Utilisez une phrase plus longue" }
        wrong_password { "The password is not right" / "Le mot de passe est incorrect" }
        wrong_login { "The e-mail or the password is not right" / "Le courriel ou le mot de passe est incorrect" }
        wrong_code { "The code is not right or was used already" / "Le code est incorrect ou déjà utilisé" }
        unknown_promo { "There is no such code" / "Ce code n'existe pas" }
        expired { "This has expired" / "Ceci est expiré" }
        used_up { "This code has been used up" / "Ce code est épuisé" }
        not_applicable { "This does not apply here" / "Ceci ne s'applique pas ici" }
        unknown_choice { "Choose one of the listed values" / "Choisissez une des valeurs de la liste" }
        consent { "Tick the box to agree" / "Cochez la case pour accepter" }
        blank_signature { "Sign or type your full name" / "Signez ou entrez votre nom complet" }
        low_contrast { "White text cannot be read on this colour. Choose a darker one" / "Le texte blanc est illisible sur cette couleur. Choisissez-en une plus foncée" }
        invalid { "This value is not valid" / "Cette valeur n'est pas valide" }

        unauthenticated { "Log in to go on" / "Connectez-vous pour continuer" }
        forbidden { "Your role does not allow this" / "Votre rôle ne le permet pas" }
        not_found { "This does not exist, or is not yours to see" / "Ceci n'existe pas ou ne vous est pas accessible" }
        malformed(reason) { "The request could not be read: {reason}" / "La demande est illisible : {reason}" }
        fields { "Some fields need another look" / "Certains champs sont à revoir" }
        size(limit) { "This is larger than the {limit} bytes accepted" / "Ceci dépasse les {limit} octets acceptés" }
        unsupported(expected) { "This type is not accepted here; send {expected}" / "Ce type n'est pas accepté ici; envoyez {expected}" }
        too_many(seconds) { "Too many attempts. Try again in {seconds} s" / "Trop d'essais. Réessayez dans {seconds} s" }
        unavailable { "The service is restarting. Nothing was lost; try again in a moment" / "Le service redémarre. Rien n'est perdu; réessayez dans un instant" }
        offline { "No connection to the server" / "Pas de connexion au serveur" }
        internal(incident) { "Something failed on our side. Tell support {incident}" / "Une erreur est survenue de notre côté. Donnez ce code au soutien : {incident}" }
    }
}

impl FieldError {
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
            "before_previous" => texts::before_previous(),
            "not_a_number" => texts::not_a_number(),
            "negative" => texts::negative(),
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
            "not_applicable" => texts::not_applicable(),
            "unknown_choice" => texts::unknown_choice(),
            "consent" => texts::consent(),
            "blank_signature" => texts::blank_signature(),
            "low_contrast" => texts::low_contrast(),
            _ => texts::invalid(),
        }
    }
}

impl Error {
    /// A contradiction with the state of things; `code` is stable, `detail` is read by people.
    pub fn conflict(code: impl Into<String>, detail: impl Into<String>) -> Self {
        Error::Conflict { code: code.into(), detail: detail.into() }
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
            Error::Malformed { reason } => texts::malformed(reason),
            Error::Invalid(_) => texts::fields(),
            Error::Conflict { detail, .. } => detail.clone(),
            Error::TooLarge { limit_bytes } => texts::size(limit_bytes),
            Error::UnsupportedType { expected } => texts::unsupported(expected),
            Error::TooMany { retry_after_seconds } => texts::too_many(retry_after_seconds),
            Error::Unavailable { .. } => texts::unavailable(),
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
mod fullstack {
    use super::{Error, FieldErrors};
    use dioxus_fullstack::{AsStatusCode, ServerFnError, StatusCode};

    impl AsStatusCode for Error {
        fn as_status_code(&self) -> StatusCode {
            StatusCode::from_u16(self.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
        }
    }

    impl From<ServerFnError> for Error {
        fn from(error: ServerFnError) -> Self {
            match error {
                ServerFnError::ServerError { details: Some(details), message, .. } => {
                    serde_json::from_value(details).unwrap_or(Error::Internal { incident: message })
                }
                ServerFnError::ServerError { code: 401, .. } => Error::Unauthenticated,
                ServerFnError::ServerError { code: 404, .. } => Error::NotFound,
                ServerFnError::ServerError { code: 502..=504, .. } => Error::Unavailable { retry_after_seconds: 2 },
                ServerFnError::ServerError { message, .. } => Error::Internal { incident: message },
                ServerFnError::Request(_) | ServerFnError::StreamError(_) => Error::Offline,
                ServerFnError::Args(reason) | ServerFnError::MissingArg(reason) => Error::Malformed { reason },
                ServerFnError::Deserialization(reason) => Error::Malformed { reason },
                other => Error::Internal { incident: other.to_string() },
            }
        }
    }

    impl From<Error> for FieldErrors {
        fn from(error: Error) -> Self {
            error.fields()
        }
    }
}

#[cfg(feature = "sqlx")]
mod database {
    use super::Error;

    impl From<sqlx::Error> for Error {
        /// What the caller may know of a database failure; the cause goes to the log under the incident id.
        fn from(error: sqlx::Error) -> Self {
            match &error {
                sqlx::Error::RowNotFound => Error::NotFound,
                sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => {
                    tracing::warn!(error = %error, "database out of reach");
                    Error::Unavailable { retry_after_seconds: 2 }
                }
                sqlx::Error::Database(db) => match db.code().as_deref() {
                    // serialization failure, deadlock, lock timeout, shutdown, crash recovery, cannot connect now
                    Some(code @ ("40001" | "40P01" | "55P03" | "57P01" | "57P02" | "57P03" | "53300")) => {
                        tracing::warn!(code, error = %error, "database asks to try again");
                        Error::Unavailable { retry_after_seconds: 1 }
                    }
                    // a NUL byte or a broken escape: the text cannot be stored
                    Some("22021" | "22P05") => Error::Malformed { reason: "text contains characters that cannot be stored".into() },
                    _ => Error::internal(&error),
                },
                _ => Error::internal(&error),
            }
        }
    }

    impl Error {
        /// Our mistake: logs the cause once under a fresh incident id.
        pub fn internal(cause: &dyn std::fmt::Display) -> Self {
            let incident = uuid::Uuid::new_v4().simple().to_string()[..12].to_string();
            tracing::error!(incident, cause = %cause, "internal error");
            Error::Internal { incident }
        }
    }
}
