//! Databases inside the cluster.

use sqlx::{AssertSqlSafe, Connection, PgConnection};

use super::{Cluster, ClusterError};

impl Cluster {
    /// Makes `name`, as a copy of `template` if given; an existing one is left as it is.
    ///
    /// # Errors
    /// [`ClusterError::BadName`] for anything but a plain identifier, [`ClusterError::Database`] otherwise, for
    /// example while somebody is connected to the template.
    pub async fn create_database(&self, name: &str, template: Option<&str>) -> Result<(), ClusterError> {
        let mut statement = format!("create database {}", quoted(name)?);
        if let Some(template) = template {
            statement.push_str(&format!(" template {}", quoted(template)?));
        }
        match self.administer(statement).await {
            // duplicate_database; unique_violation when two callers make it at the same moment
            Err(ClusterError::Database(sqlx::Error::Database(refusal))) if matches!(refusal.code().as_deref(), Some("42P04" | "23505")) => {
                Ok(())
            }
            other => other,
        }
    }

    /// Removes `name` and ends its connections; a missing one is no error.
    ///
    /// # Errors
    /// As [`Cluster::create_database`].
    pub async fn drop_database(&self, name: &str) -> Result<(), ClusterError> {
        self.administer(format!("drop database if exists {} with (force)", quoted(name)?)).await
    }

    async fn administer(&self, statement: String) -> Result<(), ClusterError> {
        let mut connection = PgConnection::connect_with(&self.connect_options("postgres")).await?;
        // Names cannot be bound in these statements; `quoted` let through plain identifiers only.
        sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut connection).await?;
        Ok(connection.close().await?)
    }
}

fn quoted(name: &str) -> Result<String, ClusterError> {
    let plain = name.len() <= 63
        && name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if plain { Ok(format!("\"{name}\"")) } else { Err(ClusterError::BadName { name: name.to_owned() }) }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn only_plain_identifiers_reach_a_statement() {
        assert_eq!(quoted("tailboard_test_1").unwrap(), "\"tailboard_test_1\"");
        for name in ["", "1abc", "a b", "a\"; drop table x", "Ab", "é", &"a".repeat(64)] {
            assert!(quoted(name).is_err(), "{name}");
        }
    }
}
