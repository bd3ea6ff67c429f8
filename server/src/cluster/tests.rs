//! Against the real programs: everything a private cluster has to survive.

use std::{
    fs::{self, Permissions},
    os::unix::{
        fs::{MetadataExt, PermissionsExt},
        process::CommandExt,
    },
};

use rustix::process::{Pid, Signal, kill_process};
use sqlx::{Connection, PgConnection, Row};
use tempfile::TempDir;

use super::*;

/// Ends the cluster also when the test fails; the directory goes with it.
struct Place {
    dir: TempDir,
}

impl Place {
    fn new() -> Self {
        // Not $TMPDIR: it may lie behind a directory PostgreSQL's account can't enter.
        let open = Permissions::from_mode(0o755);
        Self { dir: tempfile::Builder::new().prefix("tb-cluster-").permissions(open).tempdir_in("/tmp").unwrap() }
    }

    fn options(&self) -> ClusterOptions {
        ClusterOptions { data_dir: self.dir.path().join("data"), bin_dir: None, fsync: false, archive: None }
    }

    fn postmaster(&self) -> Option<Pid> {
        let text = fs::read_to_string(self.dir.path().join("data/pgdata/postmaster.pid")).ok()?;
        Pid::from_raw(text.lines().next()?.parse().ok()?)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(pid) = self.postmaster() {
            let _ = kill_process(pid, Signal::QUIT);
        }
        if let Ok(directory) = Directory::prepare(&self.dir.path().join("data")) {
            let _ = fs::remove_dir_all(directory.socket_dir());
        }
    }
}

async fn count(cluster: &Cluster) -> i64 {
    let mut connection = PgConnection::connect_with(&cluster.connect_options("shop")).await.unwrap();
    sqlx::query("select count(*) from orders").fetch_one(&mut connection).await.unwrap().get(0)
}

async fn with_rows(cluster: &Cluster) {
    cluster.create_database("shop", None).await.unwrap();
    let mut connection = PgConnection::connect_with(&cluster.connect_options("shop")).await.unwrap();
    sqlx::raw_sql("create table orders (id int); insert into orders values (1), (2)").execute(&mut connection).await.unwrap();
}

#[tokio::test]
async fn a_new_cluster_starts_as_an_ordinary_account_and_listens_on_a_private_socket_only() {
    let place = Place::new();
    let cluster = Cluster::ensure(place.options()).await.unwrap();
    with_rows(&cluster).await;
    assert_eq!(count(&cluster).await, 2);

    let process = fs::metadata(format!("/proc/{}", place.postmaster().unwrap().as_raw_nonzero())).unwrap();
    assert_ne!(process.uid(), 0);
    assert!(cluster.socket_dir().as_os_str().len() + ".s.PGSQL.5432".len() < 107);
    assert_eq!(fs::metadata(cluster.socket_dir()).unwrap().mode() & 0o777, 0o700);
    let password = fs::metadata(place.dir.path().join("data/superuser.password")).unwrap();
    assert_eq!(password.mode() & 0o777, 0o600);
    assert!(!place.dir.path().join("data/initdb.password").exists());

    let mut connection = PgConnection::connect(&cluster.superuser_url("postgres")).await.unwrap();
    let addresses: String = sqlx::query("select current_setting('listen_addresses')").fetch_one(&mut connection).await.unwrap().get(0);
    assert_eq!(addresses, "");
    let wrong = cluster.connect_options_as(OWNER, "wrong", "postgres");
    assert!(PgConnection::connect_with(&wrong).await.is_err(), "a wrong password is refused");
}

#[tokio::test]
async fn the_second_ensure_uses_the_running_cluster_and_stop_ends_it() {
    let place = Place::new();
    let first = Cluster::ensure(place.options()).await.unwrap();
    let pid = place.postmaster();
    let second = Cluster::ensure(place.options()).await.unwrap();
    assert_eq!(place.postmaster(), pid);
    with_rows(&second).await;

    first.stop(StopMode::Fast).await.unwrap();
    assert_eq!(place.postmaster(), None);
    assert!(!first.has_crashed(), "it was stopped on purpose");
    first.stop(StopMode::Fast).await.unwrap();
    let third = Cluster::ensure(place.options()).await.unwrap();
    assert_eq!(count(&third).await, 2);
}

#[tokio::test]
async fn two_ensures_at_once_end_with_one_cluster_usable_by_both() {
    let place = Place::new();
    let (left, right) = tokio::join!(Cluster::ensure(place.options()), Cluster::ensure(place.options()));
    let (left, right) = (left.unwrap(), right.unwrap());
    with_rows(&left).await;
    assert_eq!(count(&right).await, 2);
}

#[tokio::test]
async fn a_killed_postmaster_is_recovered_with_its_data() {
    let place = Place::new();
    let cluster = Cluster::ensure(ClusterOptions { fsync: true, ..place.options() }).await.unwrap();
    with_rows(&cluster).await;
    // An idle session becomes an orphan that still holds the shared memory.
    let _session = PgConnection::connect_with(&cluster.connect_options("shop")).await.unwrap();
    let killed = place.postmaster().unwrap();
    assert!(!cluster.has_crashed());
    kill_process(killed, Signal::KILL).unwrap();
    while !cluster.has_crashed() {
        tokio::task::yield_now().await;
    }
    // one that gives up for want of room takes its pid file along
    fs::remove_file(place.dir.path().join("data/pgdata/postmaster.pid")).unwrap();
    assert!(cluster.has_crashed(), "nobody stopped it");

    let cluster = Cluster::ensure(ClusterOptions { fsync: true, ..place.options() }).await.unwrap();
    assert_ne!(place.postmaster(), Some(killed));
    assert_eq!(count(&cluster).await, 2);
}

#[tokio::test]
async fn a_pid_file_that_names_an_unrelated_process_does_not_stop_the_start() {
    let place = Place::new();
    let cluster = Cluster::ensure(place.options()).await.unwrap();
    with_rows(&cluster).await;
    let pid_file = place.dir.path().join("data/pgdata/postmaster.pid");
    let text = fs::read_to_string(&pid_file).unwrap();
    cluster.stop(StopMode::Fast).await.unwrap();

    // As after a restart of a container: the number now belongs to somebody else, of the same account.
    let mut other = std::process::Command::new("tail");
    other.args(["-f", "/dev/null"]);
    if rustix::process::geteuid().is_root() {
        other.uid(cluster.account.uid);
    }
    let mut other = other.spawn().unwrap();
    let rest: Vec<&str> = text.lines().skip(1).collect();
    fs::write(&pid_file, format!("{}\n{}\n", other.id(), rest.join("\n"))).unwrap();

    let restarted = Cluster::ensure(place.options()).await;
    let survived = other.try_wait().unwrap().is_none();
    other.kill().unwrap();
    other.wait().unwrap();
    assert!(survived, "the unrelated process is left alone");
    assert_eq!(count(&restarted.unwrap()).await, 2);
}

#[tokio::test]
async fn an_interrupted_initdb_and_a_swept_socket_are_repaired() {
    let place = Place::new();
    let leftover = place.dir.path().join("data/pgdata.new");
    fs::create_dir_all(&leftover).unwrap();
    fs::write(leftover.join("PG_VERSION"), "15").unwrap();
    let cluster = Cluster::ensure(place.options()).await.unwrap();
    with_rows(&cluster).await;
    assert!(!leftover.exists());

    fs::remove_dir_all(cluster.socket_dir()).unwrap();
    let cluster = Cluster::ensure(place.options()).await.unwrap();
    assert_eq!(count(&cluster).await, 2);
}

#[tokio::test]
async fn databases_are_made_from_templates_and_dropped_while_in_use() {
    let place = Place::new();
    let cluster = Cluster::ensure(place.options()).await.unwrap();
    with_rows(&cluster).await;
    cluster.create_database("shop", None).await.unwrap();
    cluster.create_database("copy", Some("shop")).await.unwrap();
    let mut session = PgConnection::connect_with(&cluster.connect_options("copy")).await.unwrap();
    let rows: i64 = sqlx::query("select count(*) from orders").fetch_one(&mut session).await.unwrap().get(0);
    assert_eq!(rows, 2);
    cluster.drop_database("copy").await.unwrap();
    cluster.drop_database("copy").await.unwrap();
    assert!(sqlx::query("select 1").fetch_one(&mut session).await.is_err());
}

#[tokio::test]
async fn data_of_another_version_and_a_lost_password_are_explained() {
    let place = Place::new();
    let data = place.dir.path().join("data");
    fs::create_dir_all(data.join("pgdata")).unwrap();
    fs::write(data.join("pgdata/PG_VERSION"), "9\n").unwrap();
    if rustix::process::geteuid().is_root() {
        std::os::unix::fs::chown(data.join("pgdata"), Some(65_534), Some(65_534)).unwrap();
    }
    let refusal = Cluster::ensure(place.options()).await.unwrap_err();
    assert!(matches!(refusal, ClusterError::OtherVersion { needed: 9, .. }), "{refusal}");

    let installed = Binaries::find(None, &Directory::prepare(&place.dir.path().join("none")).unwrap(), &owner()).await;
    let version = installed.unwrap().dir().join("postgres");
    let said = owner().run(&version, &["--version"]).await.unwrap();
    let major: String = said.split(' ').nth(2).unwrap().chars().take_while(char::is_ascii_digit).collect();
    fs::write(data.join("pgdata/PG_VERSION"), major).unwrap();
    let refusal = Cluster::ensure(place.options()).await.unwrap_err();
    assert!(matches!(refusal, ClusterError::NoPassword { .. }), "{refusal}");
}

fn owner() -> Account {
    Account::choose(&Directory::prepare(&tempfile::tempdir_in("/tmp").unwrap().path().join("x")).unwrap()).unwrap()
}
