//! Copies of everything an installation with the embedded database consists of, and the way back to any moment.
//!
//! A backup folder holds `database/` (see [`crate::cluster::Archive`]), `files/` (a mirror of the file store; files are
//! immutable and written before the rows that name them, so a later mirror fits every earlier moment) and `keys/`. It is
//! as confidential as the data itself.
//!
//! Invariants: nothing in the folder is ever overwritten, only added and, past the number of copies to keep, removed;
//! nothing is restored over existing data.
//! Left to others: when to run (cron, a timer), another machine's copy of the folder, files kept in S3.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use crate::cluster::{Archive, Base, Cluster, ClusterError};
use crate::config::Config;
use crate::db::bootstrap::cluster_options;

#[cfg(test)]
mod tests;

/// Why a backup or a restore did not happen.
#[derive(Debug)]
pub enum BackupError {
    /// `TAILBOARD_BACKUP` is not set.
    NoFolder,
    /// The database is somebody else's: `DATABASE_URL` is set.
    ForeignDatabase,
    /// The data folder is not empty.
    Occupied(PathBuf),
    /// The embedded cluster.
    Cluster(ClusterError),
    /// A file.
    File(PathBuf, io::Error),
}

impl std::fmt::Display for BackupError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoFolder => f.write_str("TAILBOARD_BACKUP is not set: it names the folder copies go to"),
            Self::ForeignDatabase => f.write_str("DATABASE_URL is set: back that PostgreSQL up with its own tools"),
            Self::Occupied(path) => write!(f, "{} exists: restore into an empty data folder, nothing is overwritten", path.display()),
            Self::Cluster(error) => write!(f, "{error}"),
            Self::File(path, error) => write!(f, "{}: {error}", path.display()),
        }
    }
}

impl std::error::Error for BackupError {}

impl From<ClusterError> for BackupError {
    fn from(error: ClusterError) -> Self {
        Self::Cluster(error)
    }
}

/// What a backup did.
#[derive(Debug)]
pub struct Copied {
    /// The copy of the database.
    pub base: Base,
    /// Files that were not in the mirror yet.
    pub files: usize,
    /// Old copies removed.
    pub pruned: usize,
}

/// Copies database, files and keys into the backup folder while the server works, and keeps the `keep` newest copies.
///
/// # Errors
/// [`BackupError`] names what is missing.
pub async fn back_up(config: &Config, keep: usize) -> Result<Copied, BackupError> {
    let folder = config.backup.as_deref().ok_or(BackupError::NoFolder)?;
    if config.database_url.is_some() {
        return Err(BackupError::ForeignDatabase);
    }
    let options = cluster_options(config);
    let archive = Archive::at(folder.join("database"));
    let password = options.data_dir.join("superuser.password");
    let cluster = Cluster::ensure(options).await?;
    let base = cluster.copy_into(&archive).await?;
    let files = mirror(&config.data.join("files"), &folder.join("files"))?;
    let keys = folder.join("keys");
    private_folder(&keys)?;
    for key in [password, config.data.join("secret.key")] {
        keep_key(&key, &keys)?;
    }
    let pruned = cluster.prune(&archive, keep).await?;
    Ok(Copied { base, files, pruned })
}

/// Makes the data folder of `config`, which must be empty, what it was at `at`, or as late as the backup reaches.
///
/// # Errors
/// [`BackupError`] names what is missing; what was half restored is left for a look and refused next time.
pub async fn restore(config: &Config, from: &Path, at: Option<DateTime<Utc>>) -> Result<Cluster, BackupError> {
    if config.database_url.is_some() {
        return Err(BackupError::ForeignDatabase);
    }
    let options = cluster_options(config);
    for taken in [options.data_dir.join("pgdata"), config.data.join("files"), config.data.join("secret.key")] {
        if taken.exists() {
            return Err(BackupError::Occupied(taken));
        }
    }
    let keys = from.join("keys");
    fs::create_dir_all(&config.data).map_err(named(&config.data))?;
    fs::create_dir_all(&options.data_dir).map_err(named(&options.data_dir))?;
    keep_key(&keys.join("superuser.password"), &options.data_dir)?;
    keep_key(&keys.join("secret.key"), &config.data)?;
    let cluster = Cluster::restore(options, &Archive::at(from.join("database")), at).await?;
    mirror(&from.join("files"), &config.data.join("files"))?;
    Ok(cluster)
}

/// Copies the files of `from` that `to` lacks, each appearing only when it is whole. Answers how many.
fn mirror(from: &Path, to: &Path) -> Result<usize, BackupError> {
    private_folder(to)?;
    let entries = match fs::read_dir(from) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(0),
        other => other.map_err(named(from))?,
    };
    let mut copied = 0;
    for entry in entries {
        let entry = entry.map_err(named(from))?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type().map_err(named(&source))?.is_dir() {
            copied += mirror(&source, &target)?;
        } else if !target.exists() {
            copy_whole(&source, &target)?;
            copied += 1;
        }
    }
    Ok(copied)
}

fn copy_whole(source: &Path, target: &Path) -> Result<(), BackupError> {
    let aside = target.with_extension("part");
    let copy = || {
        let mut reader = fs::File::open(source)?;
        let mut writer = OpenOptions::new().create(true).truncate(true).write(true).mode(0o600).open(&aside)?;
        io::copy(&mut reader, &mut writer)?;
        writer.sync_all()?;
        fs::rename(&aside, target)
    };
    copy().map_err(named(target))
}

/// Copies a key into `folder` unless it is there; a key that does not exist (because it is given by the environment) is left out.
fn keep_key(key: &Path, folder: &Path) -> Result<(), BackupError> {
    let Some(name) = key.file_name() else { return Ok(()) };
    let target = folder.join(name);
    if key.exists() && !target.exists() { copy_whole(key, &target) } else { Ok(()) }
}

fn private_folder(path: &Path) -> Result<(), BackupError> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(named(path))
}

fn named(path: &Path) -> impl FnOnce(io::Error) -> BackupError {
    let path = path.to_path_buf();
    move |error| BackupError::File(path, error)
}
