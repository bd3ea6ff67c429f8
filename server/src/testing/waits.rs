//! Moments at which one transaction stands behind another.

use super::TestApp;

impl TestApp {
    /// Until somebody waits for a row or another lock of this database.
    pub async fn somebody_waits(&self) {
        let mut conn = self.owner_connection().await;
        let waits = "select exists (select from pg_locks l join pg_stat_activity a on a.pid = l.pid
                     where not l.granted and a.datname = current_database())";
        for _ in 0..20_000 {
            if sqlx::query_scalar::<_, bool>(waits).fetch_one(&mut conn).await.expect("the locks") {
                return;
            }
            tokio::task::yield_now().await;
        }
        panic!("nobody waits");
    }
}
