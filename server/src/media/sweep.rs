//! Leaves no orphan bytes: what was deleted and cannot come back, and what a device announced and never sent.

use std::time::Duration;

use shared::media::rules::{STALE_DAYS, UNDO_HOURS};
use shared::{Error, Result};

use super::sql;
use crate::app::App;
use crate::background::Sweep;
use crate::files::key;

/// Removes the bytes of what is gone.
pub const SWEEP: Sweep = Sweep { name: "media", every: Duration::from_secs(900), run: |app| Box::pin(sweep(app)) };

pub(super) async fn sweep(app: &App) -> Result<()> {
    let now = app.now();
    let mut tx = app.system("bytes of deleted and abandoned media of all organizations").await?;
    let gone = sql::gone(&mut tx, now - chrono::Duration::hours(UNDO_HOURS), now - chrono::Duration::days(STALE_DAYS)).await?;
    for (org, id) in gone {
        for variant in ["original", "copy", "thumb"] {
            app.files().delete(&key(org, id, variant)).await.map_err(|problem| Error::internal(&problem))?;
        }
        app.staging().discard(id).await.map_err(|problem| Error::internal(&problem))?;
        sql::set_purged(&mut tx, org, id).await?;
    }
    tx.commit().await?;
    let age = Duration::from_secs(u64::try_from(STALE_DAYS).unwrap_or(30) * 24 * 3600);
    app.staging().sweep(age).await.map_err(|problem| Error::internal(&problem))?;
    Ok(())
}
