//! What an organization is by itself, as every room needs it: where its days begin, what its money is
//! and what it speaks.

use chrono::{DateTime, NaiveDate, Utc};
use shared::text::Locale;
use shared::{Currency, Result};

use super::Tx;

/// The day it is somewhere at a moment; of a zone nobody knows, that of UTC.
pub fn day_in(zone: &str, at: DateTime<Utc>) -> NaiveDate {
    zone.parse::<chrono_tz::Tz>().map_or(at.date_naive(), |zone| at.with_timezone(&zone).date_naive())
}

impl Tx {
    /// The day it is where the organization is: prices, codes and lists begin and end with its days.
    pub async fn today(&mut self) -> Result<NaiveDate> {
        let zone = self.zone().await?;
        Ok(day_in(&zone, self.now()))
    }

    /// The time zone of the organization, by its name in the IANA database; read at most once in a transaction.
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

    /// The language the organization writes in.
    pub async fn locale(&mut self) -> Result<Locale> {
        let org = self.org().0;
        let tag: String = sqlx::query_scalar!("select locale from organizations where id = $1", org).fetch_one(self.db()?).await?;
        Ok(Locale::from_tag(&tag))
    }
}
