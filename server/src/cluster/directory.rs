//! The data directory: its layout, its lock, its password, and the short socket directory that belongs to it.

use std::{
    fs::{self, DirBuilder, File, OpenOptions, Permissions},
    io::{ErrorKind, Write},
    os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use secrecy::{ExposeSecret, SecretString};

use super::{ClusterError, children::Account};
use crate::crypto;

/// Beyond this the log of earlier starts is put aside.
const LOG_LIMIT: u64 = 10 * 1024 * 1024;

/// The data directory of one cluster, by its canonical path.
#[derive(Debug, Clone)]
pub(super) struct Directory {
    root: PathBuf,
    socket_dir: PathBuf,
}

/// Held while the cluster is made, started or stopped; released on drop and by the kernel when we die.
pub(super) struct Lock {
    _file: File,
}

impl Directory {
    pub fn prepare(root: &Path) -> Result<Self, ClusterError> {
        fs::create_dir_all(root).map_err(ClusterError::file(root))?;
        let root = fs::canonicalize(root).map_err(ClusterError::file(root))?;
        let mode = fs::metadata(&root).map_err(ClusterError::file(&root))?.mode();
        if rustix::process::geteuid().is_root() && mode & 0o001 == 0 {
            // The account that works inside must be able to pass through.
            let passable = Permissions::from_mode(mode & 0o7777 | 0o011);
            fs::set_permissions(&root, passable).map_err(ClusterError::file(&root))?;
        }
        let digest = crypto::sha256_hex(root.as_os_str().as_encoded_bytes());
        // A socket's path may have 107 bytes at most, whatever the data directory is called.
        let socket_dir = PathBuf::from(format!("/tmp/tb-{}", &digest[..16]));
        Ok(Self { root, socket_dir })
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    pub fn socket_dir(&self) -> &Path {
        &self.socket_dir
    }

    pub fn pgdata(&self) -> PathBuf {
        self.root.join("pgdata")
    }

    pub fn log_file(&self) -> PathBuf {
        self.root.join("postgres.log")
    }

    pub async fn lock(&self) -> Result<Lock, ClusterError> {
        let path = self.root.join("lock");
        let open = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(&path);
        let file = open.map_err(ClusterError::file(&path))?;
        let locked = tokio::task::spawn_blocking(move || file.lock().map(|()| file)).await;
        let file = locked.map_err(|error| ClusterError::file(&path)(std::io::Error::other(error)))?.map_err(ClusterError::file(&path))?;
        Ok(Lock { _file: file })
    }

    pub fn is_initialised(&self) -> bool {
        self.pgdata().join("PG_VERSION").is_file()
    }

    /// The major version that made the data.
    pub fn version(&self) -> Option<u32> {
        fs::read_to_string(self.pgdata().join("PG_VERSION")).ok()?.trim().parse().ok()
    }

    pub fn check_reachable(&self, account: &Account) -> Result<(), ClusterError> {
        match self.root.ancestors().find(|path| !account.may_enter(path)) {
            None => Ok(()),
            Some(path) => Err(ClusterError::Unreachable { path: path.to_path_buf(), account: account.name.clone() }),
        }
    }

    /// The superuser's password, made at the first start.
    pub fn password(&self) -> Result<SecretString, ClusterError> {
        let path = self.root.join("superuser.password");
        match fs::read_to_string(&path) {
            Ok(text) if !text.trim().is_empty() => return Ok(text.trim().to_owned().into()),
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(ClusterError::file(&path)(error)),
        }
        if self.is_initialised() {
            return Err(ClusterError::NoPassword { path });
        }
        // URL-safe, so that it can stand in a connection address as it is.
        let password = crypto::random_token();
        self.write_secret(&path, &password)?;
        Ok(password.into())
    }

    /// A copy of the password that `initdb`, running as `account`, can read.
    pub fn password_for_child(&self, password: &SecretString, account: &Account) -> Result<PathBuf, ClusterError> {
        let path = self.root.join("initdb.password");
        self.write_secret(&path, password.expose_secret())?;
        account.own(&path)?;
        Ok(path)
    }

    pub fn forget_password_for_child(&self) -> Result<(), ClusterError> {
        let path = self.root.join("initdb.password");
        fs::remove_file(&path).map_err(ClusterError::file(path))
    }

    /// An empty directory for `initdb`, after clearing away what interrupted attempts left.
    pub fn fresh_pgdata(&self, account: &Account) -> Result<PathBuf, ClusterError> {
        let fresh = self.root.join("pgdata.new");
        match fs::remove_dir_all(&fresh) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(ClusterError::file(&fresh)(error));
            }
            _ => {}
        }
        DirBuilder::new().mode(0o700).create(&fresh).map_err(ClusterError::file(&fresh))?;
        account.own(&fresh)?;
        Ok(fresh)
    }

    /// Makes a finished `initdb` directory the data.
    pub fn adopt(&self, fresh: &Path) -> Result<(), ClusterError> {
        fs::rename(fresh, self.pgdata()).map_err(ClusterError::file(self.pgdata()))?;
        File::open(&self.root).and_then(|dir| dir.sync_all()).map_err(ClusterError::file(&self.root))
    }

    /// The log, writable by `account`, put aside first when it has grown.
    pub fn open_log(&self, account: &Account) -> Result<PathBuf, ClusterError> {
        let path = self.log_file();
        if fs::metadata(&path).is_ok_and(|metadata| metadata.len() > LOG_LIMIT) {
            fs::rename(&path, self.root.join("postgres.log.old")).map_err(ClusterError::file(&path))?;
        }
        OpenOptions::new().create(true).append(true).mode(0o600).open(&path).map_err(ClusterError::file(&path))?;
        account.own(&path)?;
        Ok(path)
    }

    /// The socket directory, ours alone: others may write in `/tmp` and could have taken the name.
    pub fn open_socket_dir(&self, account: &Account) -> Result<(), ClusterError> {
        let path = &self.socket_dir;
        match DirBuilder::new().mode(0o700).create(path) {
            Ok(()) => account.own(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                let found = fs::symlink_metadata(path).map_err(ClusterError::file(path))?;
                let own_uid = rustix::process::geteuid().as_raw();
                let ours = found.is_dir() && found.mode() & 0o022 == 0;
                if ours && found.uid() == account.uid {
                    Ok(())
                } else if ours && found.uid() == own_uid {
                    // Left by a start that died before giving it away.
                    account.own(path)
                } else {
                    Err(ClusterError::SocketTaken { path: path.clone() })
                }
            }
            Err(error) => Err(ClusterError::file(path)(error)),
        }
    }

    /// Writes aside and renames: a torn password file would lock everybody out.
    fn write_secret(&self, path: &Path, secret: &str) -> Result<(), ClusterError> {
        let aside = path.with_extension("tmp");
        let write = || {
            let _ = fs::remove_file(&aside);
            let mut file = OpenOptions::new().create_new(true).write(true).mode(0o600).open(&aside)?;
            file.write_all(secret.as_bytes())?;
            file.sync_all()?;
            fs::rename(&aside, path)
        };
        write().map_err(ClusterError::file(path))
    }
}

/// `preferred`, unless we are root and it lies behind a directory that PostgreSQL's account may not enter (such as
/// `/root`): then a directory of its own under `/var/lib/tailboard`.
pub fn reachable_data_dir(preferred: PathBuf) -> PathBuf {
    let Ok(absolute) = std::path::absolute(&preferred) else {
        return preferred;
    };
    let closed = |path: &&Path| fs::metadata(path).is_ok_and(|found| found.mode() & 0o001 == 0);
    let parent = absolute.parent().unwrap_or(&absolute);
    if rustix::process::geteuid().is_root() && parent.ancestors().find(closed).is_some() {
        let digest = crypto::sha256_hex(absolute.as_os_str().as_encoded_bytes());
        return PathBuf::from("/var/lib/tailboard").join(&digest[..16]);
    }
    preferred
}
