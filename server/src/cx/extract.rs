//! How a context is made from a request, and how a refusal answers it.

use std::sync::{Arc, OnceLock};

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use shared::{CommandId, Error, OrgId};
use uuid::Uuid;

use super::{Command, Cx, RequestInfo, credentials};
use crate::app::App;

/// An error as a response, in the one JSON shape.
pub struct Refused(pub Error);

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Refused(error)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        crate::http::error_response(&self.0)
    }
}

/// The slot in which the body's reader leaves the hash of what was sent.
#[derive(Clone, Default)]
pub struct BodyHash(pub Arc<OnceLock<[u8; 32]>>);

/// The slot in which it is left who asked, for what is said of the request when it is answered: ids, no names.
#[derive(Clone, Default)]
pub struct Asker(pub Arc<OnceLock<(OrgId, Option<Uuid>)>>);

impl<S: Send + Sync> FromRequestParts<S> for Cx {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refused> {
        let visitor = Visitor::from_parts(parts)?;
        let credentials = credentials(parts, visitor.app.config().is_https()).ok_or(Error::Unauthenticated)?;
        let cx = crate::budget::admit(&visitor.app, &credentials, visitor.request).await?;
        if let Some(Asker(slot)) = parts.extensions.get() {
            // a request may build its context more than once; it is the same one
            let _ = slot.set((cx.org, cx.actor.id()));
        }
        // what a device kept for one person is not done as another, who logged in meanwhile
        if let Some(kept_for) = parts.headers.get("x-kept-for")
            && kept_for.to_str().ok() != Some(format!("{}-{}", cx.org, cx.actor.person().unwrap_or_default()).as_str())
        {
            return Err(Refused(Error::Unauthenticated));
        }
        if let Some(key) = parts.headers.get("idempotency-key") {
            let id = key.to_str().ok().and_then(|v| v.trim().parse::<CommandId>().ok());
            let id = id.ok_or_else(|| Error::Malformed { reason: "Idempotency-Key must be a UUID".into() })?;
            let hash = parts.extensions.get_or_insert_default::<BodyHash>().0.clone();
            *cx.command.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = Some(Command { id, hash });
        }
        Ok(cx)
    }
}

/// Somebody who has not shown who they are.
#[derive(Clone)]
pub struct Visitor {
    pub app: App,
    pub request: RequestInfo,
}

impl Visitor {
    fn from_parts(parts: &Parts) -> Result<Self, Refused> {
        let app = parts.extensions.get::<App>().cloned();
        let request = parts.extensions.get::<RequestInfo>().cloned();
        match (app, request) {
            (Some(app), Some(request)) => Ok(Self { app, request }),
            _ => Err(Refused(Error::internal(&"the application layer is missing on this route"))),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refused> {
        Visitor::from_parts(parts)
    }
}
