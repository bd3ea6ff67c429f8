//! The settings the cluster is started with: on the command line, so that a new release changes them without
//! editing files in an old data directory.

use std::path::Path;

use super::ClusterOptions;

/// Only part of the socket's file name: nothing listens on the network.
pub(super) const PORT: u16 = 5432;

/// The argument of `pg_ctl --options`. Values hold no blanks or quotes: a shell reads them.
pub(super) fn command_line(socket_dir: &Path, options: &ClusterOptions) -> String {
    let fsync = options.fsync;
    let on_off = |on: bool| if on { "on" } else { "off" };
    let mut settings = vec![
        ("cluster_name", "tailboard".to_owned()),
        ("listen_addresses", String::new()),
        ("unix_socket_directories", socket_dir.display().to_string()),
        ("unix_socket_permissions", "0700".to_owned()),
        ("port", PORT.to_string()),
        ("max_connections", "200".to_owned()),
        ("shared_buffers", "256MB".to_owned()),
        ("max_wal_size", "2GB".to_owned()),
        // what lives for a test only is copied through the log, and never read from it
        ("wal_compression", on_off(fsync).to_owned()),
        // the command is set once the cluster answers: it needs quotes
        ("archive_mode", on_off(options.archive.is_some()).to_owned()),
        ("fsync", on_off(fsync).to_owned()),
        ("full_page_writes", on_off(fsync).to_owned()),
        ("synchronous_commit", on_off(fsync).to_owned()),
        // Short transactional queries never earn back the compile time.
        ("jit", "off".to_owned()),
        ("random_page_cost", "1.1".to_owned()),
        ("timezone", "UTC".to_owned()),
        ("log_timezone", "UTC".to_owned()),
        ("log_checkpoints", "off".to_owned()),
        ("log_lock_waits", "on".to_owned()),
        // Statements may hold personal data; their text stays out of the log unless they fail.
        ("log_min_duration_statement", "-1".to_owned()),
    ];
    if cfg!(target_os = "linux") {
        // One call per file system after a crash instead of opening every file.
        settings.push(("recovery_init_sync_method", "syncfs".to_owned()));
    }
    let words: Vec<String> = settings.into_iter().map(|(name, value)| format!("-c {name}={value}")).collect();
    words.join(" ")
}
