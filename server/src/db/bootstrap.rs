//! Getting to a running database: the embedded cluster or the one of `DATABASE_URL`, migrations, and a login for
//! each of the two roles.

use std::path::Path;

use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, Connection};

use super::Db;
pub use super::migrate::{migrate, migrations};
use crate::cluster::{Archive, Cluster, ClusterOptions};
use crate::config::Config;

/// Why the database could not be made ready.
#[derive(Debug)]
pub enum BootstrapError {
    Cluster(crate::cluster::ClusterError),
    Database(sqlx::Error),
    Migration(sqlx::migrate::MigrateError),
    BadUrl(String),
    Isolation(String),
    Io(std::io::Error),
}

impl std::fmt::Display for BootstrapError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Cluster(e) => write!(f, "embedded PostgreSQL: {e}"),
            Self::Database(e) => write!(f, "database: {e}"),
            Self::Migration(e) => write!(f, "migration: {e}"),
            Self::BadUrl(e) => write!(f, "DATABASE_URL: {e}"),
            Self::Isolation(e) => write!(f, "isolation check failed, refusing to serve: {e}"),
            Self::Io(e) => write!(f, "data folder: {e}"),
        }
    }
}

impl std::error::Error for BootstrapError {}

impl From<sqlx::Error> for BootstrapError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

impl From<std::io::Error> for BootstrapError {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

/// Where the owner of the schema logs in. Starts the embedded cluster when no `DATABASE_URL` is set.
pub async fn owner_options(config: &Config) -> Result<(PgConnectOptions, Option<Cluster>), BootstrapError> {
    if let Some(url) = &config.database_url {
        let options = url.expose_secret().parse().map_err(|e: sqlx::Error| BootstrapError::BadUrl(e.to_string()))?;
        return Ok((options, None));
    }
    let cluster = Cluster::ensure(cluster_options(config)).await.map_err(BootstrapError::Cluster)?;
    cluster.create_database(&config.database, config.database_template.as_deref()).await.map_err(BootstrapError::Cluster)?;
    Ok((cluster.connect_options(&config.database), Some(cluster)))
}

/// Brings the embedded cluster up again whenever it has died, until `stop`: a crash must not wait for a person. One
/// that somebody stopped stays so.
pub async fn watch_over(config: Config, cluster: Cluster, stop: tokio_util::sync::CancellationToken) {
    let mut beat = tokio::time::interval(std::time::Duration::from_millis(500));
    beat.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    while stop.run_until_cancelled(beat.tick()).await.is_some() {
        if !cluster.has_crashed() {
            continue;
        }
        tracing::error!("the embedded database died, starting it again");
        match Cluster::ensure(cluster_options(&config)).await {
            Ok(_) => tracing::warn!("the embedded database answers again"),
            Err(error) => tracing::error!(%error, "the embedded database does not start"),
        }
    }
}

/// Where and how the embedded cluster of these settings runs.
pub fn cluster_options(config: &Config) -> ClusterOptions {
    ClusterOptions {
        data_dir: crate::cluster::reachable_data_dir(config.data.join("postgres")),
        bin_dir: config.postgres_bin.clone(),
        fsync: true,
        archive: config.backup.as_ref().map(|folder| Archive::at(folder.join("database"))),
    }
}

/// Opens the pools with a login of its own for each role, and refuses to go on when isolation has a hole.
pub async fn open(owner: &PgConnectOptions, secret: &SecretString, pool: u32) -> Result<Db, BootstrapError> {
    let app = login(owner, "tailboard_app", secret).await?;
    let system = login(owner, "tailboard_system", secret).await?;
    let db = Db::open(app, system, pool).await?;
    let problems = super::check_isolation(&db).await.map_err(|e| BootstrapError::Isolation(e.to_string()))?;
    if problems.is_empty() { Ok(db) } else { Err(BootstrapError::Isolation(problems.join("; "))) }
}

/// How a role logs in. Its password follows from the process secret, so that several processes agree without a
/// store; where the owner may not alter roles, the owner's login drops its rights instead (`set role`).
async fn login(owner: &PgConnectOptions, role: &str, secret: &SecretString) -> Result<PgConnectOptions, BootstrapError> {
    let password = role_password(role, secret);
    let options = owner.clone().username(role).password(&password);
    for attempt in 0..5 {
        if let Ok(conn) = PgConnection::connect_with(&options).await {
            conn.close().await?;
            return Ok(options);
        }
        let mut conn = PgConnection::connect_with(owner).await?;
        // the password is hexadecimal and the role one of two constants, so the text is safe
        let altered = sqlx::query(AssertSqlSafe(format!("alter role {role} login password '{password}'"))).execute(&mut conn).await;
        conn.close().await?;
        match altered {
            Ok(_) => {}
            Err(error) if error.as_database_error().and_then(|db| db.code()).as_deref() == Some("42501") => return Ok(owner.clone()),
            // another process is altering the same role
            Err(_) if attempt < 4 => tokio::time::sleep(std::time::Duration::from_millis(50)).await,
            Err(error) => return Err(error.into()),
        }
    }
    // it has its password and is not let in all the same: by the server's own list of who may log in how
    Ok(owner.clone())
}

fn role_password(role: &str, secret: &SecretString) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes()) else { return String::new() };
    mac.update(b"database role ");
    mac.update(role.as_bytes());
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The process secret: the one configured, or one made once and kept in the data folder, readable by its owner.
pub fn process_secret(config: &Config) -> Result<SecretString, BootstrapError> {
    if let Some(secret) = &config.secret {
        return Ok(secret.clone());
    }
    std::fs::create_dir_all(&config.data)?;
    let path = config.data.join("secret.key");
    if !path.exists() {
        write_private(&path, crate::crypto::SecretBox::generate_key().expose_secret())?;
    }
    Ok(std::fs::read_to_string(&path)?.trim().to_string().into())
}

/// Writes a file only its owner reads, whole or not at all, and leaves one that exists.
fn write_private(path: &Path, text: &str) -> Result<(), std::io::Error> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let fresh = path.with_extension(format!("{}", std::process::id()));
    let mut file = std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&fresh)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    // of two processes starting at once one link wins and both read it
    match std::fs::hard_link(&fresh, path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error),
        _ => std::fs::remove_file(&fresh),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Cli {
        #[command(flatten)]
        config: Config,
    }

    #[test]
    fn the_secret_is_made_once_and_read_by_its_owner_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut config = Cli::parse_from(["test"]).config;
        (config.secret, config.data) = (None, folder.path().join("data"));
        let made = process_secret(&config).expect("a secret");
        assert!(crate::crypto::SecretBox::parse(&made).is_ok(), "32 random bytes");
        assert_eq!(process_secret(&config).expect("the same").expose_secret(), made.expose_secret());
        let files: Vec<_> = std::fs::read_dir(&config.data).expect("the folder").map(|entry| entry.expect("an entry")).collect();
        assert_eq!(files.len(), 1, "nothing is left over: {files:?}");
        let mode = files[0].metadata().expect("a file").permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{mode:o}");
    }

    #[test]
    fn each_role_has_a_password_of_its_own_that_follows_from_the_secret() {
        let (one, other) = (SecretString::from("one secret".to_owned()), SecretString::from("another secret".to_owned()));
        let app = role_password("tailboard_app", &one);
        assert_eq!(app.len(), 64);
        assert_eq!(app, role_password("tailboard_app", &one), "several processes agree");
        assert_ne!(app, role_password("tailboard_system", &one));
        assert_ne!(app, role_password("tailboard_app", &other));
        assert!(!app.contains("tailboard"));
    }
}
