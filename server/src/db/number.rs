//! Numbers people read: one sequence per organization and kind of record.

use shared::identity::Numbering;
use shared::{Error, OrgId, Result};
use sqlx::{Postgres, QueryBuilder};

use super::Tx;

/// What has a number, besides leads: theirs is counted by the statement that writes them.
#[derive(Clone, Copy, Debug)]
pub enum Numbered {
    Quote,
    Job,
}

impl Numbered {
    fn counter(self) -> &'static str {
        match self {
            Numbered::Quote => "quote",
            Numbered::Job => "job",
        }
    }
}

/// Adds to a statement what counts leads up and returns the next `number`. Whoever enters another lead waits from here
/// until the transaction ends, so this stands in the statement that needs it, and late in the transaction.
pub(crate) fn push_lead_number(query: &mut QueryBuilder<Postgres>, org: OrgId) {
    query.push("insert into counters (org_id, name, value) values (").push_bind(org.0).push(
        ", 'lead', 1) on conflict (org_id, name) do update set value = counters.value + 1
         returning 'L-' || lpad(value::text, greatest(5, length(value::text)), '0') as number",
    );
}

impl Tx {
    /// The next number of a sequence, written as the organization wants it.
    pub async fn next_number(&mut self, of: Numbered) -> Result<String> {
        let (org, value) = (self.org().0, self.count(of.counter()).await?);
        let numbering = sqlx::query_scalar!("select numbering from organizations where id = $1", org).fetch_one(self.db()?).await?;
        let numbering: Option<Numbering> = numbering.map(serde_json::from_value).transpose().map_err(|e| Error::internal(&e))?;
        let numbering = numbering.unwrap_or_default();
        Ok(match of {
            Numbered::Quote => numbering.quote(value),
            Numbered::Job => numbering.job(value),
        })
    }

    /// Counts one up. Concurrent takers wait for each other; an undone transaction gives its number back.
    async fn count(&mut self, name: &str) -> Result<i64> {
        let org = self.org().0;
        let number = sqlx::query_scalar!(
            "insert into counters (org_id, name, value) values ($1, $2, 1) on conflict (org_id, name) do update set value = counters.value + 1 returning value",
            org,
            name
        )
        .fetch_one(self.db()?)
        .await?;
        Ok(number)
    }
}

#[cfg(test)]
mod tests {
    use shared::identity::EditOrganization;

    use super::*;
    use crate::db::Begun;
    use crate::identity::{edit_organization, organization};
    use crate::testing::TestApp;

    #[tokio::test]
    async fn numbers_are_written_as_the_organization_wants_them() {
        let t = TestApp::new().await;
        let owner = t.owner().await;
        let found = organization(&owner).await.unwrap();
        let edit = EditOrganization {
            name: found.name,
            country: found.country,
            currency: found.currency,
            zone: found.zone,
            locale: found.locale,
            brand_hex: found.brand_hex,
            hubs: found.hubs,
            hours: found.hours,
            holidays: found.holidays,
            numbering: Numbering { quote_prefix: "OFF-".into(), job_prefix: "W".into(), digits: 3 },
            mfa_roles: found.mfa_roles,
            track_mail: None,
            version: found.version,
        };
        edit_organization(&owner, edit).await.unwrap();
        let Begun::New(mut tx) = t.owner().await.begin().await.unwrap() else { panic!("nothing was sent before") };
        assert_eq!(tx.next_number(Numbered::Quote).await.unwrap(), "OFF-001");
        assert_eq!(tx.next_number(Numbered::Quote).await.unwrap(), "OFF-002");
        assert_eq!(tx.next_number(Numbered::Job).await.unwrap(), "W001");
    }

    #[tokio::test]
    async fn numbers_of_leads_have_five_digits_until_they_need_more() {
        let t = TestApp::new().await;
        let Begun::New(mut tx) = t.owner().await.begin().await.unwrap() else { panic!("nothing was sent before") };
        let mut numbers = Vec::new();
        for jump in [0_i64, 0, 99_996, 0] {
            sqlx::query("update counters set value = value + $1 where name = 'lead'").bind(jump).execute(tx.db().unwrap()).await.unwrap();
            let mut query = QueryBuilder::new("");
            push_lead_number(&mut query, tx.org());
            let number: String = query.build_query_scalar().fetch_one(tx.db().unwrap()).await.unwrap();
            numbers.push(number);
        }
        assert_eq!(numbers, ["L-00001", "L-00002", "L-99999", "L-100000"]);
    }
}
