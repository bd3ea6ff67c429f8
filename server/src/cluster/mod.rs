//! A private PostgreSQL cluster for installations without `DATABASE_URL`: made, started and repaired by the server
//! itself, reachable only through a Unix socket.
//!
//! States: nothing there → initialised → running ⇄ stopped. [`Cluster::ensure`] leads from any of them, and from
//! what a power cut or `kill -9` left behind, to *running*.
//!
//! Invariants:
//! - Never PostgreSQL as root: children run as the owner of the database files, chosen once (`postgres`, else
//!   `nobody`) when the starter is root.
//! - One running postmaster per data directory: starting and stopping happen under a file lock, and a pid file is
//!   believed only if that process works in the data directory.
//! - The cluster outlives the process that started it, until [`Cluster::stop`].
//! - A directory appears as initialised only when `initdb` finished: it is built aside and renamed.
//!
//! Layout of the data directory: `pgdata/` (the files), `superuser.password` (0600), `postgres.log`, `lock`.
//! Left to others: roles for the application, migrations, copies of anything but the cluster.

mod archive;
mod binaries;
mod children;
mod databases;
mod directory;
mod error;
mod postmaster;
mod settings;
#[cfg(test)]
mod tests;

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use secrecy::{ExposeSecret, SecretString};
use sqlx::postgres::{PgConnectOptions, PgSslMode};

pub use archive::{Archive, Base};
use binaries::Binaries;
use children::Account;
use directory::Directory;
pub use directory::reachable_data_dir;
pub use error::ClusterError;

/// The role `initdb` makes: it owns the databases and runs migrations, it does not serve requests.
pub const OWNER: &str = "tailboard_owner";

/// Recovery after a crash replays the write-ahead log first, which may take minutes on slow disks.
const START_PATIENCE: Duration = Duration::from_secs(300);

/// Where the cluster lives and how careful it is.
#[derive(Debug, Clone)]
pub struct ClusterOptions {
    /// Holds everything; made if missing. Its parents must be searchable by the account PostgreSQL runs as.
    pub data_dir: PathBuf,
    /// The directory of `initdb`, `pg_ctl` and `postgres`; searched for when `None`.
    pub bin_dir: Option<PathBuf>,
    /// `false` only for throw-away test clusters: a power cut may then destroy the data.
    pub fsync: bool,
    /// Where finished segments of the write-ahead log are copied, if the data is to be brought back to any moment.
    pub archive: Option<Archive>,
}

/// How [`Cluster::stop`] treats open connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StopMode {
    /// Roll back open transactions, close connections, write everything: the normal way.
    Fast,
    /// Wait until every client has left.
    Smart,
    /// Drop everything at once; the next start recovers from the log.
    Immediate,
}

/// A running private cluster.
#[derive(Debug, Clone)]
pub struct Cluster {
    directory: Directory,
    binaries: Binaries,
    account: Account,
    password: SecretString,
}

impl Cluster {
    /// Brings the cluster in `options.data_dir` to *running*, making, starting or repairing it as needed.
    ///
    /// Safe to call from several processes at once: they wait for each other and share one postmaster. A cluster
    /// that already runs keeps the settings it was started with.
    ///
    /// # Errors
    /// Each [`ClusterError`] names its remedy.
    pub async fn ensure(options: ClusterOptions) -> Result<Self, ClusterError> {
        let directory = Directory::prepare(&options.data_dir)?;
        let _lock = directory.lock().await?;
        let account = Account::choose(&directory)?;
        directory.check_reachable(&account)?;
        let binaries = Binaries::find(options.bin_dir.as_deref(), &directory, &account).await?;
        let password = directory.password()?;
        let cluster = Self { directory, binaries, account, password };
        if !cluster.directory.is_initialised() {
            cluster.initialise(options.fsync).await?;
        }
        cluster.bring_up(&options).await?;
        if let Some(archive) = &options.archive {
            cluster.archive_into(archive).await?;
        }
        Ok(cluster)
    }

    /// Stops the cluster for everybody; stopping a stopped one is no error.
    ///
    /// # Errors
    /// [`ClusterError::Command`] when it does not stop within a minute.
    pub async fn stop(&self, mode: StopMode) -> Result<(), ClusterError> {
        let _lock = self.directory.lock().await?;
        self.shut_down(mode).await
    }

    /// How the owner connects to `database`.
    pub fn connect_options(&self, database: &str) -> PgConnectOptions {
        self.connect_options_as(OWNER, self.password.expose_secret(), database)
    }

    /// How another role connects to `database`.
    pub fn connect_options_as(&self, role: &str, password: &str, database: &str) -> PgConnectOptions {
        PgConnectOptions::new_without_pgpass()
            .socket(self.socket_dir())
            .port(settings::PORT)
            .username(role)
            .password(password)
            .database(database)
            .ssl_mode(PgSslMode::Disable)
    }

    /// The owner's connection address, readable by sqlx's macros and by `psql`. Contains the password.
    pub fn superuser_url(&self, database: &str) -> String {
        format!(
            "postgres://{OWNER}:{}@localhost:{}/{database}?host={}",
            self.password.expose_secret(),
            settings::PORT,
            self.socket_dir().display()
        )
    }

    /// The directory of the Unix socket.
    pub fn socket_dir(&self) -> &Path {
        self.directory.socket_dir()
    }

    /// What PostgreSQL writes about itself.
    pub fn log_file(&self) -> PathBuf {
        self.directory.log_file()
    }

    /// Where `pg_dump` and `psql` are, if the installation has them.
    pub fn bin_dir(&self) -> &Path {
        self.binaries.dir()
    }

    async fn initialise(&self, fsync: bool) -> Result<(), ClusterError> {
        tracing::info!(dir = %self.directory.root().display(), "making a private PostgreSQL cluster");
        let fresh = self.directory.fresh_pgdata(&self.account)?;
        let password_file = self.directory.password_for_child(&self.password, &self.account)?;
        let mut arguments = vec![
            "--auth=scram-sha-256".to_owned(),
            format!("--username={OWNER}"),
            format!("--pwfile={}", password_file.display()),
            "--encoding=UTF8".to_owned(),
            "--locale=C.UTF-8".to_owned(),
            "--data-checksums".to_owned(),
            format!("--pgdata={}", fresh.display()),
        ];
        if !fsync {
            arguments.push("--no-sync".to_owned());
        }
        let made = self.account.run(&self.binaries.program("initdb"), &arguments).await;
        self.directory.forget_password_for_child()?;
        made?;
        self.directory.adopt(&fresh)
    }
}
