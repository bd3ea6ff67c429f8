//! Time passes for background work: the database's clock stands still, what it is compared with moves.

use super::TestApp;

impl TestApp {
    /// The pause before the next attempt is over.
    pub async fn pauses_end(&self) {
        self.pass("update work set run_at = now() where status = 'waiting'").await;
    }

    /// Whoever works on something has held it for too long.
    pub async fn leases_end(&self) {
        self.pass("update work set leased_until = now() - interval '1 second' where status = 'running'").await;
    }

    async fn pass(&self, statement: &'static str) {
        sqlx::query(statement).execute(&mut self.owner_connection().await).await.expect("time passes");
    }
}
