//! Copies of the cluster that can be brought back to any moment: base copies, and the write-ahead log archived
//! segment by segment as it is written.
//!
//! The archive: `wal/` (segments), `base/<moment it was finished>/` (a whole copy, verified). A base appears under
//! its name only when it is complete.

use std::{
    fs::{self, DirBuilder, OpenOptions},
    io::{ErrorKind, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use chrono::{DateTime, Duration as Span, NaiveDateTime, SubsecRound, Utc};
use secrecy::ExposeSecret;
use sqlx::{AssertSqlSafe, Connection, PgConnection};

use super::{Account, Binaries, Cluster, ClusterError, ClusterOptions, Directory, OWNER, settings};

/// How a base is named: the moment, in UTC, from which on it can be brought forward.
const NAMED: &str = "%Y%m%dT%H%M%SZ";
/// Replaying a long log takes its time.
const REPLAY_PATIENCE: Duration = Duration::from_secs(3600);
const PAUSE: Duration = Duration::from_millis(100);

/// A folder the cluster is copied into.
#[derive(Debug, Clone)]
pub struct Archive {
    root: PathBuf,
}

/// A whole copy of the cluster.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Base {
    /// When it was finished: the earliest moment it can be brought to.
    pub finished: DateTime<Utc>,
    /// Its folder.
    pub path: PathBuf,
}

impl Archive {
    /// The archive in `root`; nothing is made yet.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The complete copies, the oldest first.
    ///
    /// # Errors
    /// [`ClusterError::File`] when the folder cannot be read.
    pub fn bases(&self) -> Result<Vec<Base>, ClusterError> {
        let folder = self.root.join("base");
        let entries = match fs::read_dir(&folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            other => other.map_err(ClusterError::file(&folder))?,
        };
        let mut bases: Vec<Base> = entries
            .flatten()
            .filter_map(|entry| {
                let finished = NaiveDateTime::parse_from_str(entry.file_name().to_str()?, NAMED).ok()?.and_utc();
                Some(Base { finished, path: entry.path() })
            })
            .collect();
        bases.sort();
        Ok(bases)
    }

    fn wal(&self) -> PathBuf {
        self.root.join("wal")
    }

    /// Makes the folders, writable by the account PostgreSQL runs as.
    fn open(&self, account: &Account) -> Result<(), ClusterError> {
        fs::create_dir_all(&self.root).map_err(ClusterError::file(&self.root))?;
        let closed = self.root.ancestors().skip(1).find(|path| path.is_absolute() && !account.may_enter(path));
        if let Some(path) = closed {
            return Err(ClusterError::Unreachable { path: path.to_path_buf(), account: account.name.clone() });
        }
        account.own(&self.root)?;
        for folder in [self.wal(), self.root.join("base")] {
            match DirBuilder::new().mode(0o700).create(&folder) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(ClusterError::file(&folder)(error)),
                _ => account.own(&folder)?,
            }
        }
        Ok(())
    }
}

impl Cluster {
    /// Has every finished segment of the log copied into `archive`, at the latest a minute after its first byte.
    pub(super) async fn archive_into(&self, archive: &Archive) -> Result<(), ClusterError> {
        archive.open(&self.account)?;
        let wal = shell_quoted(&archive.wal().display().to_string().replace('%', "%%"));
        // a segment that is there already counts only if it is the same: two clusters must not share a folder
        let copy = format!(
            "if [ -e {wal}/%f ]; then cmp -s %p {wal}/%f; else cp %p {wal}/%f.part && sync {wal}/%f.part && mv {wal}/%f.part {wal}/%f; fi"
        );
        let mut connection = PgConnection::connect_with(&self.connect_options("postgres")).await?;
        for statement in [
            format!("alter system set archive_command = {}", sql_quoted(&copy)),
            "alter system set archive_timeout = '60s'".to_owned(),
            "select pg_reload_conf()".to_owned(),
        ] {
            // ALTER SYSTEM takes no parameters; the only variable part is quoted above
            sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut connection).await?;
        }
        Ok(connection.close().await?)
    }

    /// Makes a whole, verified copy while the cluster works.
    ///
    /// # Errors
    /// [`ClusterError::NotArchiving`] when the cluster was started without an archive, [`ClusterError::Command`] when
    /// PostgreSQL's programs fail.
    pub async fn copy_into(&self, archive: &Archive) -> Result<Base, ClusterError> {
        let mut connection = PgConnection::connect_with(&self.connect_options("postgres")).await?;
        let archiving: String = sqlx::query_scalar("show archive_mode").fetch_one(&mut connection).await?;
        connection.close().await?;
        if archiving != "on" {
            return Err(ClusterError::NotArchiving);
        }
        archive.open(&self.account)?;
        let unfinished = archive.root.join("base/unfinished");
        remove_folder(&unfinished)?;
        let arguments = [
            format!("--pgdata={}", unfinished.display()),
            format!("--host={}", self.socket_dir().display()),
            format!("--port={}", settings::PORT),
            format!("--username={OWNER}"),
            "--no-password".to_owned(),
            "--checkpoint=fast".to_owned(),
            "--wal-method=stream".to_owned(),
            "--manifest-checksums=SHA256".to_owned(),
        ];
        let password = [("PGPASSWORD", self.password.expose_secret())];
        self.account.run_with(&self.binaries.program("pg_basebackup"), &arguments, &password).await?;
        self.account.run(&self.binaries.program("pg_verifybackup"), &[unfinished.as_os_str()]).await?;
        // the next whole second: names have no fractions and must not be too early
        let named = |moment: DateTime<Utc>| archive.root.join("base").join(moment.format(NAMED).to_string());
        let mut finished = Utc::now().trunc_subsecs(0) + Span::seconds(1);
        while named(finished).exists() {
            finished += Span::seconds(1);
        }
        let path = named(finished);
        fs::rename(&unfinished, &path).map_err(ClusterError::file(&path))?;
        Ok(Base { finished, path })
    }

    /// Removes all but the `keep` newest copies, and the log only older ones needed. Answers how many went.
    ///
    /// # Errors
    /// [`ClusterError::File`] or [`ClusterError::Command`] when something cannot be removed.
    pub async fn prune(&self, archive: &Archive, keep: usize) -> Result<usize, ClusterError> {
        let bases = archive.bases()?;
        let Some(oldest_kept) = bases.len().checked_sub(keep.max(1)).filter(|gone| *gone > 0) else { return Ok(0) };
        for base in &bases[..oldest_kept] {
            remove_folder(&base.path)?;
        }
        if let Some(first) = bases[oldest_kept].first_segment() {
            let arguments = [archive.wal().into_os_string(), first.into()];
            self.account.run(&self.binaries.program("pg_archivecleanup"), &arguments).await?;
        }
        Ok(oldest_kept)
    }

    /// Makes a new cluster in `options.data_dir` as the archived one was at `at`, or as far as the archive reaches.
    ///
    /// # Errors
    /// [`ClusterError::NoBase`] when no copy is old enough, [`ClusterError::Occupied`] when a cluster is there
    /// already, [`ClusterError::NotReached`] when the archive ends before `at`.
    pub async fn restore(options: ClusterOptions, archive: &Archive, at: Option<DateTime<Utc>>) -> Result<Self, ClusterError> {
        let directory = Directory::prepare(&options.data_dir)?;
        let lock = directory.lock().await?;
        if directory.is_initialised() {
            return Err(ClusterError::Occupied { path: directory.pgdata() });
        }
        let usable = archive.bases()?.into_iter().rfind(|base| at.is_none_or(|at| base.finished <= at));
        let base = usable.ok_or_else(|| ClusterError::NoBase { archive: archive.root.clone(), at })?;
        let account = Account::choose(&directory)?;
        directory.check_reachable(&account)?;
        let fresh = directory.fresh_pgdata(&account)?;
        let arguments = [
            "--recursive".to_owned(),
            "--preserve=mode,timestamps".to_owned(),
            format!("{}/.", base.path.display()),
            fresh.display().to_string(),
        ];
        account.run(Path::new("cp"), &arguments).await?;
        let signal = fresh.join("recovery.signal");
        fs::write(&signal, "").map_err(ClusterError::file(&signal))?;
        account.own(&signal)?;
        let wal = shell_quoted(&archive.wal().display().to_string().replace('%', "%%"));
        let mut lines = format!("restore_command = {}\n", file_quoted(&format!("cp {wal}/%f %p")));
        if let Some(at) = at {
            lines.push_str(&format!(
                "recovery_target_time = '{}'\nrecovery_target_action = 'promote'\n",
                at.format("%Y-%m-%d %H:%M:%S%.6f+00")
            ));
        }
        let own_settings = fresh.join("postgresql.auto.conf");
        let written = OpenOptions::new().append(true).mode(0o600).open(&own_settings).and_then(|mut file| file.write_all(lines.as_bytes()));
        written.map_err(ClusterError::file(&own_settings))?;
        directory.adopt(&fresh)?;
        let binaries = Binaries::find(options.bin_dir.as_deref(), &directory, &account).await?;
        let password = directory.password()?;
        let cluster = Self { directory, binaries, account, password };
        // not archived until it serves: a copy brought back for a look must leave the archive alone
        let recovered = match cluster.bring_up(&ClusterOptions { archive: None, ..options.clone() }).await {
            Ok(()) => cluster.await_recovery().await,
            Err(error) => Err(error),
        };
        drop(lock);
        recovered.map_err(|error| cluster.judge_recovery(error, at))?;
        Ok(cluster)
    }

    async fn await_recovery(&self) -> Result<(), ClusterError> {
        let began = Instant::now();
        while began.elapsed() < REPLAY_PATIENCE {
            let mut connection = PgConnection::connect_with(&self.connect_options("postgres")).await?;
            let recovering: bool = sqlx::query_scalar("select pg_is_in_recovery()").fetch_one(&mut connection).await?;
            if !recovering {
                for name in ["restore_command", "recovery_target_time", "recovery_target_action", "archive_command", "archive_timeout"] {
                    sqlx::raw_sql(AssertSqlSafe(format!("alter system reset {name}"))).execute(&mut connection).await?;
                }
                sqlx::raw_sql("select pg_reload_conf()").execute(&mut connection).await?;
                return Ok(connection.close().await?);
            }
            connection.close().await?;
            tokio::time::sleep(PAUSE).await;
        }
        Err(ClusterError::Silent { log: self.directory.log_file() })
    }

    /// PostgreSQL ends itself when the log ends before the moment asked for, and says so in its log only.
    fn judge_recovery(&self, error: ClusterError, at: Option<DateTime<Utc>>) -> ClusterError {
        let log = fs::read(self.directory.log_file()).unwrap_or_default();
        let too_late = String::from_utf8_lossy(&log).contains("recovery ended before configured recovery target was reached");
        match at {
            Some(at) if too_late => ClusterError::NotReached { at },
            _ => error,
        }
    }
}

impl Base {
    /// The first segment of the log it needs, by its label.
    fn first_segment(&self) -> Option<String> {
        let label = fs::read_to_string(self.path.join("backup_label")).ok()?;
        let line = label.lines().find(|line| line.starts_with("START WAL LOCATION"))?;
        Some(line.split_once("(file ")?.1.trim_end_matches(')').to_owned())
    }
}

fn remove_folder(path: &Path) -> Result<(), ClusterError> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(ClusterError::file(path)(error)),
        _ => Ok(()),
    }
}

fn shell_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

fn sql_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// As PostgreSQL reads strings in its configuration files: there, unlike in SQL, backslashes escape.
fn file_quoted(text: &str) -> String {
    sql_quoted(&text.replace('\\', r"\\"))
}
