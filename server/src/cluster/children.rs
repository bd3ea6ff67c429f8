//! Running PostgreSQL's programs as an account that may run them.

use std::{
    ffi::OsStr,
    fs,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    process::Stdio,
};

use tokio::process::Command;

use super::{ClusterError, directory::Directory};

/// Who PostgreSQL runs as and who owns its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Account {
    pub uid: u32,
    pub gid: u32,
    pub name: String,
    /// Whether children must change to it, because we are root.
    switch: bool,
}

impl Account {
    /// The owner of existing data, else ourselves, else (as root) `postgres` or `nobody`.
    pub fn choose(directory: &Directory) -> Result<Self, ClusterError> {
        let (own_uid, own_gid) = (rustix::process::geteuid().as_raw(), rustix::process::getegid().as_raw());
        let pgdata = directory.pgdata();
        if directory.is_initialised() {
            let owner = fs::metadata(&pgdata).map_err(ClusterError::file(&pgdata))?;
            if own_uid != 0 && owner.uid() != own_uid {
                return Err(ClusterError::OtherOwner { path: pgdata, owner: owner.uid() });
            }
            if owner.uid() != 0 {
                let name = name_of(owner.uid()).unwrap_or_else(|| owner.uid().to_string());
                return Ok(Self { uid: owner.uid(), gid: owner.gid(), name, switch: own_uid == 0 });
            }
        }
        if own_uid != 0 {
            let name = name_of(own_uid).unwrap_or_else(|| own_uid.to_string());
            return Ok(Self { uid: own_uid, gid: own_gid, name, switch: false });
        }
        accounts()
            .into_iter()
            .filter(|(name, uid, _)| *uid != 0 && (name == "postgres" || name == "nobody"))
            .max_by_key(|(name, ..)| name == "postgres")
            .map(|(name, uid, gid)| Self { uid, gid, name, switch: true })
            .ok_or(ClusterError::NoAccount)
    }

    /// Runs `program` to its end; its output, or what it complained about.
    pub async fn run<S: AsRef<OsStr>>(&self, program: &Path, arguments: &[S]) -> Result<String, ClusterError> {
        self.run_with(program, arguments, &[]).await
    }

    /// As [`Account::run`], with settings in the environment: what must not show in the list of processes.
    pub async fn run_with<S: AsRef<OsStr>>(
        &self,
        program: &Path,
        arguments: &[S],
        environment: &[(&str, &str)],
    ) -> Result<String, ClusterError> {
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null()).current_dir("/").env("LC_MESSAGES", "C");
        for (name, _) in std::env::vars_os() {
            // PGDATA, PGPORT, PGHOST … of the surroundings are about another cluster.
            if name.to_string_lossy().starts_with("PG") {
                command.env_remove(name);
            }
        }
        command.envs(environment.iter().copied());
        if self.switch {
            command.uid(self.uid).gid(self.gid);
        }
        let output = command.output().await.map_err(ClusterError::file(program))?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        let said = [output.stdout, output.stderr].concat();
        Err(ClusterError::Command { program: program.display().to_string(), said: String::from_utf8_lossy(&said).trim().to_owned() })
    }

    /// Whether the permission bits let the account enter `directory`.
    pub fn may_enter(&self, directory: &Path) -> bool {
        let Ok(metadata) = fs::metadata(directory) else {
            return false;
        };
        let bit = if metadata.uid() == self.uid {
            0o100
        } else if metadata.gid() == self.gid {
            0o010
        } else {
            0o001
        };
        metadata.mode() & bit != 0
    }

    /// Gives `path` to the account.
    pub fn own(&self, path: &Path) -> Result<(), ClusterError> {
        if self.switch {
            std::os::unix::fs::chown(path, Some(self.uid), Some(self.gid)).map_err(ClusterError::file(path))?;
        }
        Ok(())
    }
}

fn accounts() -> Vec<(String, u32, u32)> {
    let passwd = fs::read_to_string(PathBuf::from("/etc/passwd")).unwrap_or_default();
    passwd
        .lines()
        .filter_map(|line| {
            let mut fields = line.split(':');
            let (name, _, uid, gid) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
            Some((name.to_owned(), uid.parse().ok()?, gid.parse().ok()?))
        })
        .collect()
}

fn name_of(uid: u32) -> Option<String> {
    accounts().into_iter().find(|(_, known, _)| *known == uid).map(|(name, ..)| name)
}
