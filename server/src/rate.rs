//! Rate limits counted in the database, so that several processes count together: logins, codes, public forms.

use std::time::Duration;

use shared::{Error, Result};

use crate::app::App;

impl App {
    /// Counts an attempt under `key`; `TooMany` with the seconds left when more than `limit` fall into a window.
    pub async fn rate(&self, key: &str, limit: u32, window: Duration) -> Result<()> {
        let mut tx = self.system("rate limits are counted before anyone is known").await?;
        let seconds = window.as_secs_f64();
        let row = sqlx::query!(
            r#"insert into rate_limits as r (key, started, attempts) values ($1, now(), 1)
               on conflict (key) do update set
                 attempts = case when r.started < now() - make_interval(secs => $2) then 1 else r.attempts + 1 end,
                 started = case when r.started < now() - make_interval(secs => $2) then now() else r.started end
               returning attempts, ceil(extract(epoch from started + make_interval(secs => $2) - now()))::bigint as "left!""#,
            key,
            seconds
        )
        .fetch_one(tx.db()?)
        .await?;
        tx.commit().await?;
        if row.attempts as i64 > i64::from(limit) {
            return Err(Error::TooMany { retry_after_seconds: row.left.max(1) as u64 });
        }
        Ok(())
    }
}
