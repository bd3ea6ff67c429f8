//! What an organization is by itself, as every room needs it: where its days begin and what its money is.

use shared::{Currency, Result};

use super::Tx;

impl Tx {
    /// The time zone of the organization, by its name in the IANA database; read once in a transaction.
    pub async fn zone(&mut self) -> Result<String> {
        if let Some(zone) = &self.zone {
            return Ok(zone.clone());
        }
        let org = self.org().0;
        let zone: String = sqlx::query_scalar!("select zone from organizations where id = $1", org).fetch_one(self.db()?).await?;
        Ok(self.zone.insert(zone).clone())
    }

    /// The currency the organization works in.
    pub async fn currency(&mut self) -> Result<Currency> {
        let org = self.org().0;
        Ok(sqlx::query_scalar!(r#"select currency as "currency: Currency" from organizations where id = $1"#, org)
            .fetch_one(self.db()?)
            .await?)
    }
}
