//! Plain requests for what is not a server function: queued writes, chunks of files, the health probe. Every answer, good
//! or bad, also tells [`connection`](super::connection) the truth.

use js_sys::Uint8Array;
use serde::de::DeserializeOwned;
use shared::{Error, Result};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Blob, Headers, Request, RequestInit, Response};

use super::{connection, js, own};

/// What is sent.
pub enum Body<'a> {
    Empty,
    Json(&'a str),
    /// Bytes that never enter WASM memory.
    Blob(&'a Blob),
}

/// An answer with a status below 400.
#[derive(Clone, Debug)]
pub struct Answer {
    pub text: String,
}

impl Answer {
    /// The JSON body as a type.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_str(&self.text).map_err(|error| Error::Malformed { reason: error.to_string() })
    }
}

/// The JSON shape errors travel in.
#[derive(serde::Deserialize)]
struct Failure {
    data: Error,
}

/// Sends a request and reads the whole answer; gives up after `timeout_ms`.
pub async fn send(method: &str, path: &str, headers: &[(&str, &str)], body: Body<'_>, timeout_ms: u32) -> Result<Answer> {
    let writes = !matches!(method, "GET" | "HEAD");
    if writes {
        own::note();
    }
    let result = send_aside(method, path, headers, body, timeout_ms).await;
    if writes {
        own::note();
    }
    result
}

/// As [`send`], for what changes nothing that anybody reads: what was read before it holds as it did.
pub async fn send_aside(method: &str, path: &str, headers: &[(&str, &str)], body: Body<'_>, timeout_ms: u32) -> Result<Answer> {
    let result = exchange(method, path, headers, body, timeout_ms).await;
    match &result {
        Err(Error::Offline) => connection::lost(),
        _ => connection::heard(),
    }
    result
}

/// Sends what a page has to say as it goes. The browser sends it on when the page is gone; nobody hears the answer.
pub fn say_last(method: &str, path: &str, json: &str) {
    let begin = || -> std::result::Result<(), JsValue> {
        let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
        let init = RequestInit::new();
        init.set_method(method);
        let own = Headers::new()?;
        own.set("X-Request-Client", "tailboard")?;
        own.set("X-Device", &super::device::label())?;
        own.set("Accept", "application/json")?;
        own.set("Content-Type", "application/json")?;
        init.set_headers(own.as_ref());
        init.set_body(&JsValue::from_str(json));
        js::set(init.as_ref(), "keepalive", true);
        let answer = window.fetch_with_request(&Request::new_with_str_and_init(path, &init)?);
        js::detach(async move {
            // a refusal has nobody to be told to
            let _ = JsFuture::from(answer).await;
        });
        Ok(())
    };
    // a browser that refuses leaves it unsaid
    let _ = begin();
}

/// Asks the server whether it is there, without telling anybody about the answer.
pub(crate) async fn probe() -> bool {
    matches!(
        exchange("HEAD", "/healthz", &[], Body::Empty, 5_000).await,
        Ok(_) | Err(Error::Unauthenticated | Error::Forbidden { .. } | Error::NotFound)
    )
}

async fn exchange(method: &str, path: &str, headers: &[(&str, &str)], body: Body<'_>, timeout_ms: u32) -> Result<Answer> {
    let wrong = |error: JsValue| Error::Malformed { reason: js::message(&error) };
    let window = web_sys::window().ok_or(Error::Offline)?;
    let init = RequestInit::new();
    init.set_method(method);
    let own = Headers::new().map_err(wrong)?;
    own.set("X-Request-Client", "tailboard").map_err(wrong)?;
    own.set("X-Device", &super::device::label()).map_err(wrong)?;
    own.set("Accept", "application/json").map_err(wrong)?;
    match body {
        Body::Empty => {}
        Body::Json(text) => {
            own.set("Content-Type", "application/json").map_err(wrong)?;
            init.set_body(&JsValue::from_str(text));
        }
        Body::Blob(blob) => {
            own.set("Content-Type", "application/octet-stream").map_err(wrong)?;
            init.set_body(blob.as_ref());
        }
    }
    for (name, value) in headers {
        own.set(name, value).map_err(wrong)?;
    }
    init.set_headers(own.as_ref());
    let abort = AbortController::new().map_err(wrong)?;
    init.set_signal(Some(&abort.signal()));
    let timer = gloo_timers::callback::Timeout::new(timeout_ms, move || abort.abort());

    let request = Request::new_with_str_and_init(path, &init).map_err(wrong)?;
    // a rejected fetch is a network that is away, or our timeout
    let response: Response =
        JsFuture::from(window.fetch_with_request(&request)).await.map_err(|_| Error::Offline)?.dyn_into().map_err(|_| Error::Offline)?;
    let status = response.status();
    let text = JsFuture::from(response.text().map_err(wrong)?).await.map_err(|_| Error::Offline)?.as_string().unwrap_or_default();
    drop(timer);
    if status < 400 {
        return Ok(Answer { text });
    }
    if let Ok(failure) = serde_json::from_str::<Failure>(&text) {
        return Err(failure.data);
    }
    let asked = response.headers().get("Retry-After").ok().flatten().and_then(|text| text.parse().ok());
    // an answer that is not ours, from a proxy in between
    Err(match status {
        401 => Error::Unauthenticated,
        403 => Error::Forbidden { missing: String::new() },
        404 => Error::NotFound,
        409 => Error::conflict_value("conflict", text),
        413 => Error::TooLarge { limit_bytes: 0 },
        429 => Error::TooMany { retry_after_seconds: asked.unwrap_or(5) },
        408 | 502..=504 => Error::Unavailable { retry_after_seconds: asked.unwrap_or(2) },
        507 => Error::Full,
        500.. => Error::Internal { incident: String::new() },
        _ => Error::Malformed { reason: format!("HTTP {status}") },
    })
}

/// SHA-256 of a blob as hexadecimal, computed by the browser.
pub(crate) async fn sha256(blob: &Blob) -> std::result::Result<String, JsValue> {
    let bytes = JsFuture::from(blob.array_buffer()).await?;
    let crypto = web_sys::window().ok_or(JsValue::UNDEFINED)?.crypto()?;
    let digest = JsFuture::from(crypto.subtle().digest_with_str_and_buffer_source("SHA-256", bytes.unchecked_ref())?).await?;
    Ok(Uint8Array::new(&digest).to_vec().iter().map(|byte| format!("{byte:02x}")).collect())
}
