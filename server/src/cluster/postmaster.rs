//! Starting, judging and stopping the postmaster, after whatever happened before.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};
use sqlx::{Connection, PgConnection};
use tokio::time::sleep;

use super::{Cluster, ClusterError, ClusterOptions, START_PATIENCE, StopMode, settings};

const PAUSE: Duration = Duration::from_millis(50);
/// Orphans notice a dead postmaster at their next wait; one inside a long computation is ended after this.
const ORPHAN_PATIENCE: Duration = Duration::from_secs(3);

impl Cluster {
    /// From initialised to running and answering.
    pub(super) async fn bring_up(&self, options: &ClusterOptions) -> Result<(), ClusterError> {
        if self.is_alive() {
            match self.wait_until_ready().await {
                Ok(()) => return Ok(()),
                // Its socket may have been swept from /tmp while it ran: only a restart brings it back.
                Err(ClusterError::Database(sqlx::Error::Io(_))) => self.shut_down(StopMode::Fast).await?,
                Err(error) => return Err(error),
            }
        }
        self.clear_remains().await?;
        self.directory.open_socket_dir(&self.account)?;
        let log = self.directory.open_log(&self.account)?;
        let arguments = [
            "start".to_owned(),
            "--wait".to_owned(),
            format!("--timeout={}", START_PATIENCE.as_secs()),
            format!("--pgdata={}", self.directory.pgdata().display()),
            format!("--log={}", log.display()),
            format!("--options={}", settings::command_line(self.directory.socket_dir(), options)),
        ];
        if let Err(error) = self.account.run(&self.binaries.program("pg_ctl"), &arguments).await {
            return Err(self.with_log(error));
        }
        self.wait_until_ready().await
    }

    pub(super) async fn shut_down(&self, mode: StopMode) -> Result<(), ClusterError> {
        if !self.is_alive() {
            return self.clear_remains().await;
        }
        let mode = match mode {
            StopMode::Fast => "fast",
            StopMode::Smart => "smart",
            StopMode::Immediate => "immediate",
        };
        let arguments =
            ["stop".to_owned(), "--wait".to_owned(), format!("--mode={mode}"), format!("--pgdata={}", self.directory.pgdata().display())];
        self.account.run(&self.binaries.program("pg_ctl"), &arguments).await.map(drop)
    }

    /// Whether the process the pid file names is a postmaster of this data.
    fn is_alive(&self) -> bool {
        self.recorded_pid().is_some_and(|pid| match inhabitants(&self.directory.pgdata()) {
            Some(pids) => pids.contains(&pid),
            // Without /proc we can only ask whether the process exists; PostgreSQL checks the rest.
            None => rustix::process::test_kill_process(pid).is_ok(),
        })
    }

    /// Whether the cluster is down without having been stopped: the postmaster died, or gave up because it could not
    /// recover (a full disk). Cheap enough to ask often.
    pub fn has_crashed(&self) -> bool {
        let works = self.recorded_pid().is_some_and(|pid| {
            if !Path::new("/proc/self").exists() {
                return rustix::process::test_kill_process(pid).is_ok();
            }
            // a zombie still answers signals, but works nowhere
            let cwd = fs::read_link(format!("/proc/{}/cwd", pid.as_raw_nonzero()));
            cwd.is_ok_and(|cwd| cwd == self.directory.pgdata())
        });
        !works && (self.pid_file().exists() || self.stopped_orderly() == Some(false))
    }

    /// Whether the last postmaster wrote everything and left, by what it noted in the control file; none if there is no
    /// such file. A pid file says less: a postmaster that gives up removes it too.
    fn stopped_orderly(&self) -> Option<bool> {
        let control = fs::read(self.directory.pgdata().join("global/pg_control")).ok()?;
        // ControlFileData: system_identifier (8 bytes), pg_control_version, catalog_version_no, state (4 each)
        let state = u32::from_ne_bytes(control.get(16..20)?.try_into().ok()?);
        // DB_SHUTDOWNED, DB_SHUTDOWNED_IN_RECOVERY
        Some(matches!(state, 1 | 2))
    }

    fn recorded_pid(&self) -> Option<Pid> {
        let text = fs::read_to_string(self.pid_file()).ok()?;
        Pid::from_raw(text.lines().next()?.trim().parse().ok()?)
    }

    fn pid_file(&self) -> PathBuf {
        self.directory.pgdata().join("postmaster.pid")
    }

    /// After a crash: ends orphaned backends, then removes the pid file and the socket's lock file.
    ///
    /// PostgreSQL does most of this itself, but refuses to start while the recorded number belongs to any process:
    /// another program of the same account after a container restarts, or a dead postmaster nobody reaps.
    async fn clear_remains(&self) -> Result<(), ClusterError> {
        let began = Instant::now();
        loop {
            let Some(orphans) = inhabitants(&self.directory.pgdata()) else {
                return Ok(());
            };
            if orphans.is_empty() {
                break;
            }
            if began.elapsed() > ORPHAN_PATIENCE {
                tracing::warn!(count = orphans.len(), "ending database processes whose postmaster died");
                for orphan in orphans {
                    // Gone meanwhile is what we want.
                    let _ = kill_process(orphan, Signal::KILL);
                }
            }
            if began.elapsed() > ORPHAN_PATIENCE * 3 {
                return Err(ClusterError::Silent { log: self.directory.log_file() });
            }
            sleep(PAUSE).await;
        }
        let socket = format!(".s.PGSQL.{}", settings::PORT);
        let socket_dir = self.directory.socket_dir();
        for path in [self.pid_file(), socket_dir.join(format!("{socket}.lock")), socket_dir.join(socket)] {
            match fs::remove_file(&path) {
                Ok(()) => {
                    tracing::warn!(path = %path.display(), "removed what an unclean stop left")
                }
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(ClusterError::file(path)(error)),
            }
        }
        Ok(())
    }

    async fn wait_until_ready(&self) -> Result<(), ClusterError> {
        let began = Instant::now();
        loop {
            let error = match PgConnection::connect_with(&self.connect_options("postgres")).await {
                Ok(connection) => return Ok(connection.close().await?),
                Err(error) => error,
            };
            let waiting = match &error {
                sqlx::Error::Database(refusal) => {
                    // cannot_connect_now, too_many_connections
                    matches!(refusal.code().as_deref(), Some("57P03" | "53300"))
                }
                // While it starts the socket isn't there yet; later it is, unless somebody removed it.
                sqlx::Error::Io(_) => self.is_alive() && !self.says_ready(),
                _ => false,
            };
            if !waiting {
                return Err(error.into());
            }
            if began.elapsed() > START_PATIENCE {
                return Err(ClusterError::Silent { log: self.directory.log_file() });
            }
            sleep(PAUSE).await;
        }
    }

    /// The last line of the pid file is the postmaster's own status.
    fn says_ready(&self) -> bool {
        fs::read_to_string(self.pid_file()).is_ok_and(|text| text.lines().nth(7).is_some_and(|status| status.trim() == "ready"))
    }

    /// `pg_ctl` only says "examine the log output": the end of the log is the real message.
    fn with_log(&self, error: ClusterError) -> ClusterError {
        let ClusterError::Command { program, said } = error else {
            return error;
        };
        let log = fs::read(self.directory.log_file()).unwrap_or_default();
        let log = String::from_utf8_lossy(&log);
        let lines: Vec<&str> = log.lines().collect();
        let tail = lines[lines.len().saturating_sub(8)..].join("\n");
        ClusterError::Command { program, said: format!("{said}\n{tail}") }
    }
}

/// The PostgreSQL processes working in `pgdata`: all of a cluster do. `None` where there is no /proc.
fn inhabitants(pgdata: &Path) -> Option<Vec<Pid>> {
    let entries = fs::read_dir("/proc").ok()?;
    let mut pids = Vec::new();
    for entry in entries.flatten() {
        let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse().ok()).and_then(Pid::from_raw) else {
            continue;
        };
        let process = entry.path();
        // Somebody's shell may stand in the directory too.
        let postgres = fs::read_to_string(process.join("comm")).is_ok_and(|name| name.trim() == "postgres");
        if postgres && fs::read_link(process.join("cwd")).is_ok_and(|cwd| cwd == pgdata) {
            pids.push(pid);
        }
    }
    Some(pids)
}
