//! The settings of an organization, and its logo.

use std::io::Cursor;

use axum::body::Bytes;
use image::{ImageFormat, ImageReader, Limits};
use serde_json::json;
use shared::access::Action;
use shared::identity::{EditOrganization, Organization, events};
use shared::input::check;
use shared::{Error, OrgId, Result};
use uuid::Uuid;

use super::sql::{settings, users};
use crate::app::App;
use crate::begin;
use crate::cx::{Cx, RequestInfo};
use crate::events::Record;

/// Most bytes a logo may have when it is sent.
pub const LOGO_BYTES: usize = 2 * 1024 * 1024;
/// The longest edge of a kept logo in pixels.
const LOGO_EDGE: u32 = 512;

/// The settings; every member may read them.
pub async fn organization(cx: &Cx) -> Result<Organization> {
    cx.member().ok_or_else(|| Error::Forbidden { missing: "member".into() })?;
    let mut tx = cx.read().await?;
    settings::organization(&mut tx).await
}

/// The settings of the organization with this short name, for its public pages.
pub async fn organization_by_slug(app: &App, slug: &str) -> Result<Organization> {
    let mut tx = app.system("a public address names the organization").await?;
    let org = users::org_by_slug(&mut tx, slug).await?.ok_or(Error::NotFound)?;
    tx.commit().await?;
    let cx = Cx::public(app, org, RequestInfo::internal("public page"), "Visitor");
    let mut tx = cx.read().await?;
    settings::organization(&mut tx).await
}

/// Changes the settings.
pub async fn edit_organization(cx: &Cx, edit: EditOrganization) -> Result<Organization> {
    cx.may(Action::OrganizationEdit)?;
    check(&edit)?;
    if edit.zone.parse::<chrono_tz::Tz>().is_err() {
        return Err(Error::field("zone", "unknown_choice"));
    }
    let mut tx = begin!(cx);
    let before = settings::organization(&mut tx).await?;
    settings::edit_organization(&mut tx, &edit).await?;
    let after = settings::organization(&mut tx).await?;
    let changes = changes(&json!(before), &json!(after));
    tx.record(Record::new(events::ORGANIZATION_CHANGED, cx.org).version(after.version).data(changes)).await?;
    tx.commit(after).await
}

/// The fields that differ, each with before and after.
fn changes(before: &serde_json::Value, after: &serde_json::Value) -> serde_json::Value {
    let mut out = serde_json::Map::new();
    if let (Some(before), Some(after)) = (before.as_object(), after.as_object()) {
        for (name, value) in after {
            if before.get(name) != Some(value) && name != "version" {
                out.insert(name.clone(), json!({ "before": before.get(name), "after": value }));
            }
        }
    }
    out.into()
}

/// Sets the logo from a PNG, JPEG or WebP; it is drawn anew, so that nothing but the picture is kept.
pub async fn set_logo(cx: &Cx, bytes: Bytes) -> Result<Organization> {
    cx.may(Action::OrganizationEdit)?;
    if bytes.len() > LOGO_BYTES {
        return Err(Error::TooLarge { limit_bytes: LOGO_BYTES as u64 });
    }
    let png = tokio::task::spawn_blocking(move || draw(&bytes)).await.map_err(|error| Error::internal(&error))??;
    let key = format!("{}/logo/{}", cx.org, Uuid::now_v7());
    cx.app.files().put(&key, png.into()).await?;
    let mut tx = begin!(cx);
    let former = settings::set_logo(&mut tx, Some(&key)).await?;
    tx.record(Record::new(events::ORGANIZATION_CHANGED, cx.org).data(json!({ "logo": { "before": former.is_some(), "after": true } })))
        .await?;
    let after = settings::organization(&mut tx).await?;
    let after = tx.commit(after).await?;
    forget(cx, former).await;
    Ok(after)
}

/// Removes the logo.
pub async fn remove_logo(cx: &Cx) -> Result<Organization> {
    cx.may(Action::OrganizationEdit)?;
    let mut tx = begin!(cx);
    let former = settings::set_logo(&mut tx, None).await?;
    tx.record(Record::new(events::ORGANIZATION_CHANGED, cx.org).data(json!({ "logo": { "before": former.is_some(), "after": false } })))
        .await?;
    let after = settings::organization(&mut tx).await?;
    let after = tx.commit(after).await?;
    forget(cx, former).await;
    Ok(after)
}

/// Removes a file no row points to any more; one that stays costs space only.
async fn forget(cx: &Cx, key: Option<String>) {
    if let Some(key) = key
        && let Err(error) = cx.app.files().delete(&key).await
    {
        tracing::warn!(key, %error, "a former logo stays in the file store");
    }
}

/// The logo as a PNG. It stands on public pages, so anybody may see it.
pub async fn logo(app: &App, org: OrgId) -> Result<Bytes> {
    let cx = Cx::public(app, org, RequestInfo::internal("logo"), "Visitor");
    let mut tx = cx.read().await?;
    let key = settings::logo_key(&mut tx).await?.ok_or(Error::NotFound)?;
    drop(tx);
    app.files().read(&key).await.map_err(|error| Error::internal(&error))
}

/// Decodes within limits and draws at most 512 pixels wide or high.
fn draw(bytes: &[u8]) -> Result<Vec<u8>> {
    let wrong = || Error::UnsupportedType { expected: "image/png, image/jpeg, image/webp".into() };
    let format = image::guess_format(bytes)
        .ok()
        .filter(|format| matches!(format, ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP))
        .ok_or_else(wrong)?;
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height, limits.max_alloc) = (Some(6000), Some(6000), Some(160 * 1024 * 1024));
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let picture = reader.decode().map_err(|_| wrong())?;
    let picture = if picture.width().max(picture.height()) > LOGO_EDGE {
        picture.resize(LOGO_EDGE, LOGO_EDGE, image::imageops::FilterType::Triangle)
    } else {
        picture
    };
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, ImageFormat::Png).map_err(|error| Error::internal(&error))?;
    Ok(out.into_inner())
}
