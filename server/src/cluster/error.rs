//! What can go wrong with the private cluster, and what to do about it.

use std::{fmt, io, path::PathBuf};

/// Why the private cluster could not be made, started, used or stopped.
#[derive(Debug)]
pub enum ClusterError {
    /// No PostgreSQL 15 to 18 programs anywhere.
    NoBinaries {
        /// Where we looked.
        searched: Vec<PathBuf>,
    },
    /// The data was made by another major version than any that is installed.
    OtherVersion {
        /// The version that made the data.
        needed: u32,
        /// The versions found.
        found: Vec<u32>,
    },
    /// As root: the account PostgreSQL would run as can't enter a directory on the way.
    Unreachable {
        /// The closed directory.
        path: PathBuf,
        /// The account.
        account: String,
    },
    /// As root: neither `postgres` nor `nobody` exists.
    NoAccount,
    /// The data belongs to another user than the one who runs this.
    OtherOwner {
        /// The data directory.
        path: PathBuf,
        /// The numeric user id of its owner.
        owner: u32,
    },
    /// The socket directory exists and isn't ours.
    SocketTaken {
        /// The directory.
        path: PathBuf,
    },
    /// The password file is missing or empty although the data exists.
    NoPassword {
        /// The file.
        path: PathBuf,
    },
    /// A name that is no plain lower-case identifier.
    BadName {
        /// The name.
        name: String,
    },
    /// A PostgreSQL program failed.
    Command {
        /// The program.
        program: String,
        /// What it said.
        said: String,
    },
    /// The cluster runs but can't be used.
    Database(sqlx::Error),
    /// It neither answered nor died in time.
    Silent {
        /// Its log.
        log: PathBuf,
    },
    /// A copy was asked for, but the cluster was started without an archive.
    NotArchiving,
    /// No copy is old enough, or there is none.
    NoBase {
        /// The archive.
        archive: PathBuf,
        /// The moment asked for.
        at: Option<chrono::DateTime<chrono::Utc>>,
    },
    /// There is a cluster where one was to be restored.
    Occupied {
        /// Its files.
        path: PathBuf,
    },
    /// The archived log ends before the moment asked for.
    NotReached {
        /// The moment.
        at: chrono::DateTime<chrono::Utc>,
    },
    /// A file operation failed.
    File {
        /// What was attempted.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

impl ClusterError {
    pub(super) fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}

impl fmt::Display for ClusterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoBinaries { searched } => {
                let places: Vec<_> = searched.iter().map(|path| path.display().to_string()).collect();
                write!(
                    f,
                    "found no PostgreSQL 15 to 18 (looked in {}): install one (Debian: apt install postgresql), name its bin directory, or set DATABASE_URL",
                    if places.is_empty() { "no known place".to_owned() } else { places.join(", ") }
                )
            }
            Self::OtherVersion { needed, found } => write!(
                f,
                "the data was made by PostgreSQL {needed}, installed is {found:?}: install version {needed}, or move the data with pg_upgrade"
            ),
            Self::Unreachable { path, account } => write!(
                f,
                "PostgreSQL must not run as root, and the account {account} may not enter {}: choose a data directory elsewhere, such as /var/lib/tailboard, or start as an ordinary user",
                path.display()
            ),
            Self::NoAccount => f.write_str(
                "PostgreSQL must not run as root, and there is neither a postgres nor a nobody account: create one or start as an ordinary user",
            ),
            Self::OtherOwner { path, owner } => write!(
                f,
                "{} belongs to user {owner}: start as that user, or as root",
                path.display()
            ),
            Self::SocketTaken { path } => write!(
                f,
                "{} exists and belongs to somebody else: remove it",
                path.display()
            ),
            Self::NoPassword { path } => write!(
                f,
                "{} is missing, without it nobody can log in to the existing data: restore the file, or move the data directory away to begin anew",
                path.display()
            ),
            Self::BadName { name } => write!(
                f,
                "{name:?} cannot name a database: use up to 63 of a-z, 0-9 and _, beginning with a letter"
            ),
            Self::Command { program, said } => write!(f, "{program} failed, fix what it says and start again: {said}"),
            Self::Database(error) => write!(f, "the private PostgreSQL cluster refused the work, see its log: {error}"),
            Self::Silent { log } => write!(
                f,
                "PostgreSQL did not become ready in time: read {} and start again",
                log.display()
            ),
            Self::NotArchiving => f.write_str(
                "the database runs without an archive: set TAILBOARD_BACKUP, run `tailboard stop` and start again",
            ),
            Self::NoBase { archive, at } => match at {
                Some(at) => write!(f, "{} holds no copy finished before {at}: choose a later moment", archive.display()),
                None => write!(f, "{} holds no finished copy: run `tailboard backup` first", archive.display()),
            },
            Self::Occupied { path } => write!(
                f,
                "{} exists: restore into an empty data folder, nothing is overwritten",
                path.display()
            ),
            Self::NotReached { at } => write!(
                f,
                "the archive ends before {at}: choose an earlier moment, or none for all there is; clear the data folder first"
            ),
            Self::File { path, source } => write!(
                f,
                "cannot use {}: {source}: check that it exists, is writable and that the disk has room",
                path.display()
            ),
        }
    }
}

impl std::error::Error for ClusterError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::File { source, .. } => Some(source),
            Self::Database(source) => Some(source),
            _ => None,
        }
    }
}

impl From<sqlx::Error> for ClusterError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}
