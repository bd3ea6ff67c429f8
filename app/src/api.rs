//! What every server function uses: the validated body, and the catalogue of endpoints that the OpenAPI document,
//! the wire tests and the policy are made from.

use dioxus_fullstack::{ClientRequest, ClientResponse, IntoRequest, RequestError};
use serde::Serialize;

/// What `api.rs` files import.
pub mod prelude {
    pub use dioxus::prelude::*;
    pub use dioxus_fullstack::{delete, get, patch, post, put};
    pub use shared::access::Action;
    pub use shared::input::Nothing;
    pub use shared::{Page, Result};

    pub use super::Valid;
    #[cfg(feature = "server")]
    pub use super::catalogue::{Endpoint, Needs};
    #[cfg(feature = "server")]
    pub use server::Cx;
    #[cfg(feature = "server")]
    pub use server::cx::Visitor;
}

/// The body of a write: JSON of at most 1 MiB, decoded and checked before the function runs. Malformed bodies answer
/// 400, wrong types 415, broken rules 422, oversize ones 413, all in the one error shape. Clients send a fresh
/// `Idempotency-Key` with each, so that a retry by the network stack is carried out once.
pub struct Valid<T>(pub T);

impl<T: Serialize + 'static> IntoRequest for Valid<T> {
    async fn into_request(self, request: ClientRequest) -> Result<ClientResponse, RequestError> {
        #[cfg(feature = "web")]
        let request = request.header("idempotency-key", uuid::Uuid::now_v7().to_string())?;
        #[cfg(feature = "web")]
        crate::client::own::note();
        let answer = request.send_json(&self.0).await;
        #[cfg(feature = "web")]
        crate::client::own::note();
        answer
    }
}

/// The most a JSON body may weigh, in bytes.
pub const BODY_LIMIT: usize = 1024 * 1024;

#[cfg(feature = "server")]
mod body {
    use axum::extract::{FromRequest, Request};
    use http_body_util::{BodyExt, LengthLimitError, Limited};
    use serde::de::DeserializeOwned;
    use server::cx::{BodyHash, Refused};
    use shared::Error;
    use validator::Validate;

    use super::{BODY_LIMIT, Valid};

    impl<T: DeserializeOwned + Validate, S: Send + Sync> FromRequest<S> for Valid<T> {
        type Rejection = Refused;

        async fn from_request(request: Request, _: &S) -> Result<Self, Refused> {
            let (parts, body) = request.into_parts();
            let is_json = parts
                .headers
                .get(http::header::CONTENT_TYPE)
                .and_then(|v| v.to_str().ok())
                .is_some_and(|v| v.split(';').next().is_some_and(|v| v.trim().eq_ignore_ascii_case("application/json")));
            let is_untyped = !parts.headers.contains_key(http::header::CONTENT_TYPE) && axum::body::HttpBody::is_end_stream(&body);
            if !is_json && !is_untyped {
                return Err(Error::UnsupportedType { expected: "application/json".into() }.into());
            }
            let bytes = Limited::new(body, BODY_LIMIT).collect().await.map_err(|error| {
                if error.is::<LengthLimitError>() {
                    Error::TooLarge { limit_bytes: BODY_LIMIT as u64 }
                } else {
                    Error::Malformed { reason: "the body ended early".into() }
                }
            })?;
            let bytes = bytes.to_bytes();
            // the client sends nothing, not even a type, for a body that says nothing
            let bytes = if bytes.is_empty() && !parts.headers.contains_key(http::header::CONTENT_TYPE) {
                bytes::Bytes::from_static(b"{}")
            } else {
                bytes
            };
            if let Some(slot) = parts.extensions.get::<BodyHash>() {
                // method and path belong to what was asked: the same key elsewhere is another command
                let mut asked = format!("{} {}\n", parts.method, parts.uri).into_bytes();
                asked.extend_from_slice(&bytes);
                slot.0.get_or_init(|| server::crypto::sha256(&asked));
            }
            let value: T = serde_json::from_slice(&bytes).map_err(|error| Error::Malformed { reason: error.to_string() })?;
            value.validate().map_err(Error::from)?;
            Ok(Valid(value))
        }
    }
}

#[cfg(feature = "server")]
pub mod catalogue {
    //! Endpoints as data.

    use schemars::{JsonSchema, Schema, SchemaGenerator};
    use shared::access::Action;

    type SchemaOf = fn(&mut SchemaGenerator) -> Schema;

    /// Who may call an endpoint.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Needs {
        /// Anyone.
        Public,
        /// Anyone logged in, staff or customer.
        Session,
        /// Any member of the organization.
        Member,
        /// A customer in the portal.
        Customer,
        /// Members whose roles allow it.
        Right(Action),
    }

    /// One endpoint of the public API.
    #[derive(Clone)]
    pub struct Endpoint {
        pub method: &'static str,
        pub path: &'static str,
        pub summary: &'static str,
        pub needs: Needs,
        /// Parameters that may stand behind the `?`.
        pub query: &'static [&'static str],
        /// The type of a body that is no JSON.
        pub takes: Option<&'static str>,
        pub body: Option<SchemaOf>,
        pub reply: Option<SchemaOf>,
        /// The type of an answer; an empty one says nothing (204).
        pub sends: &'static str,
    }

    macro_rules! methods {
        ($($name:ident $method:literal)*) => { $(
            /// An endpoint of this method.
            pub fn $name(path: &'static str, summary: &'static str) -> Self {
                Self { method: $method, path, summary, needs: Needs::Member, query: &[], takes: None, body: None, reply: None, sends: "application/json" }
            }
        )* };
    }

    impl Endpoint {
        methods! { get "GET" post "POST" put "PUT" patch "PATCH" delete "DELETE" head "HEAD" }

        /// Members whose roles allow `action`.
        pub fn needs(mut self, action: Action) -> Self {
            self.needs = Needs::Right(action);
            self
        }

        /// Anyone, logged in or not.
        pub fn public(mut self) -> Self {
            self.needs = Needs::Public;
            self
        }

        /// Anyone logged in, staff or customer.
        pub fn any_session(mut self) -> Self {
            self.needs = Needs::Session;
            self
        }

        /// Any member.
        pub fn any_member(mut self) -> Self {
            self.needs = Needs::Member;
            self
        }

        /// Customers in the portal.
        pub fn customer(mut self) -> Self {
            self.needs = Needs::Customer;
            self
        }

        /// What may stand behind the `?`.
        pub fn query(mut self, names: &'static [&'static str]) -> Self {
            self.query = names;
            self
        }

        /// Takes bytes of this type.
        pub fn takes(mut self, media_type: &'static str) -> Self {
            self.takes = Some(media_type);
            self
        }

        /// Sends something of this type; nothing at all if it is empty.
        pub fn sends(mut self, media_type: &'static str) -> Self {
            self.sends = media_type;
            self
        }

        /// What it takes.
        pub fn body<T: JsonSchema>(mut self) -> Self {
            self.body = Some(|generator| generator.subschema_for::<T>());
            self
        }

        /// What it answers.
        pub fn replies<T: JsonSchema>(mut self) -> Self {
            self.reply = Some(|generator| generator.subschema_for::<T>());
            self
        }
    }
}
