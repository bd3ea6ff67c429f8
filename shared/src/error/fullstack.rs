//! Errors as server functions carry them.

use dioxus_fullstack::{AsStatusCode, ServerFnError, StatusCode};

use super::{Error, FieldErrors};

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
            ServerFnError::ServerError { code: 507, .. } => Error::Full,
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
