//! Bytes over HTTP: chunks come as raw bodies of at most 1 MiB, files go out with ranges.

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, put};
use futures_util::TryStreamExt;
use serde::Deserialize;
use shared::media::rules::MAX_CHUNK;
use shared::{Error, MediaId};

use super::{Range, Variant, open, receive};
use crate::app::App;
use crate::cx::{Cx, Refused};

/// The routes of the room.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/api/v1/media/{id}/content", put(take))
        .route("/api/v1/media/{id}/thumb", get(|cx: Cx, id: Path<MediaId>, headers: HeaderMap| send(cx, id, Variant::Thumb, headers)))
        .route("/api/v1/media/{id}/full", get(|cx: Cx, id: Path<MediaId>, headers: HeaderMap| send(cx, id, Variant::Full, headers)))
        .route("/api/v1/media/{id}/original", get(|cx: Cx, id: Path<MediaId>, headers: HeaderMap| send(cx, id, Variant::Original, headers)))
}

#[derive(Deserialize)]
struct At {
    offset: i64,
}

/// Takes a chunk. `Upload-Offset` says where the next one begins, on success and on `wrong_offset` alike.
async fn take(cx: Cx, Path(id): Path<MediaId>, Query(At { offset }): Query<At>, headers: HeaderMap, body: Body) -> Response {
    let limit = Error::TooLarge { limit_bytes: MAX_CHUNK as u64 };
    let announced = headers.get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<usize>().ok());
    if announced.is_some_and(|n| n > MAX_CHUNK) {
        return Refused(limit).into_response();
    }
    let Ok(chunk) = axum::body::to_bytes(body, MAX_CHUNK).await else { return Refused(limit).into_response() };
    if chunk.is_empty() {
        return Refused(Error::Malformed { reason: "the chunk is empty".into() }).into_response();
    }
    match receive(&cx, id, offset, chunk).await {
        Ok(receipt) => with_offset(axum::Json(&receipt).into_response(), receipt.offset),
        Err(Error::Conflict { code, detail }) if code == "wrong_offset" => {
            let expected = detail.parse().unwrap_or(0);
            with_offset(Refused(Error::Conflict { code, detail }).into_response(), expected)
        }
        Err(error) => Refused(error).into_response(),
    }
}

fn with_offset(mut response: Response, offset: i64) -> Response {
    response.headers_mut().insert("upload-offset", HeaderValue::from(offset));
    response
}

async fn send(cx: Cx, Path(id): Path<MediaId>, variant: Variant, headers: HeaderMap) -> Result<Response, Refused> {
    let text = |name: header::HeaderName| headers.get(name).and_then(|v| v.to_str().ok()).map(str::to_string);
    let range = text(header::RANGE).and_then(|value| Range::parse(&value));
    // the end of a suffix range is known only with the size
    let wanted = match range {
        Some(Range::From(start, end)) => Some(start..end.map_or(u64::MAX, |end| end.saturating_add(1))),
        Some(Range::Last(n)) => {
            let size = open(&cx, id, variant, None).await?.size;
            Some(size.saturating_sub(n)..size)
        }
        None => None,
    };
    let opened = match open(&cx, id, variant, wanted.clone()).await {
        Err(Error::Conflict { code, detail }) if code == "bad_range" => {
            let size = HeaderValue::from_str(&format!("bytes */{detail}")).unwrap_or(HeaderValue::from_static("bytes */*"));
            let mut response = Refused(Error::Malformed { reason: "the range lies outside the file".into() }).into_response();
            *response.status_mut() = StatusCode::RANGE_NOT_SATISFIABLE;
            response.headers_mut().insert(header::CONTENT_RANGE, size);
            return Ok(response);
        }
        other => other?,
    };
    if text(header::IF_NONE_MATCH).is_some_and(|tags| tags.split(',').any(|tag| tag.trim().trim_start_matches("W/") == opened.etag)) {
        return Ok(StatusCode::NOT_MODIFIED.into_response());
    }
    let part = wanted.is_some();
    let (start, end) = (opened.file.range.start, opened.file.range.end);
    let body = Body::from_stream(opened.file.bytes.map_err(|problem| std::io::Error::other(problem.to_string())));
    let mut response = (if part { StatusCode::PARTIAL_CONTENT } else { StatusCode::OK }, body).into_response();
    let set = response.headers_mut();
    let mut put = |name: header::HeaderName, value: String| {
        if let Ok(value) = HeaderValue::from_str(&value) {
            set.insert(name, value);
        }
    };
    put(header::CONTENT_TYPE, opened.mime);
    put(header::CONTENT_LENGTH, (end - start).to_string());
    put(header::ACCEPT_RANGES, "bytes".into());
    put(header::ETAG, opened.etag);
    put(header::CACHE_CONTROL, "private, max-age=3600".into());
    // the name is made of our own id and the kind that was found in the file
    let how = if opened.inline { "inline" } else { "attachment" };
    put(header::CONTENT_DISPOSITION, format!("{how}; filename=\"{}\"", opened.name));
    // whatever a device sent, it is shown as a picture and nothing in it runs
    put(header::CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; sandbox".into());
    if part {
        put(header::CONTENT_RANGE, format!("bytes {start}-{}/{}", end.saturating_sub(1), opened.size));
    }
    Ok(response)
}
