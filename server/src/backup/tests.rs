//! The drill: a backup is worth what a restore shows.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use chrono::SubsecRound;
use clap::Parser;
use sqlx::{Connection, PgConnection};
use tempfile::TempDir;

use super::*;
use crate::cluster::StopMode;

#[derive(Parser)]
struct Cli {
    #[command(flatten)]
    config: Config,
}

struct Place(TempDir);

impl Place {
    fn new() -> Self {
        // PostgreSQL's account must be able to enter
        Self(tempfile::Builder::new().prefix("tb-backup-").permissions(Permissions::from_mode(0o755)).tempdir_in("/tmp").unwrap())
    }

    fn config(&self, data: &str) -> Config {
        let path = |name: &str| self.0.path().join(name).display().to_string();
        let (data, backup) = (path(data), path("backup's copies"));
        Config { database_url: None, ..Cli::parse_from(["tailboard", "--data", &data, "--backup", &backup]).config }
    }
}

async fn connect(cluster: &Cluster) -> PgConnection {
    PgConnection::connect_with(&cluster.connect_options("postgres")).await.unwrap()
}

async fn amounts(cluster: &Cluster) -> Vec<i32> {
    let mut db = connect(cluster).await;
    sqlx::query_scalar("select amount from payments order by amount").fetch_all(&mut db).await.unwrap()
}

/// Acknowledged by the database, at a moment of the database's own clock.
async fn pay(db: &mut PgConnection, amount: i32) -> DateTime<Utc> {
    sqlx::query("insert into payments (amount) values ($1)").bind(amount).execute(&mut *db).await.unwrap();
    sqlx::query_scalar("select clock_timestamp()").fetch_one(db).await.unwrap()
}

/// Asks again and again until the archiver has got so far; the test runner ends a test that waits for ever.
async fn until_archived(db: &mut PgConnection, segment: &str) {
    let reached = "select coalesce(last_archived_wal >= $1, false) from pg_stat_archiver, pg_sleep(0.05)";
    while !sqlx::query_scalar::<_, bool>(reached).bind(segment).fetch_one(&mut *db).await.unwrap() {}
}

#[tokio::test]
async fn everything_acknowledged_before_the_chosen_moment_comes_back_and_nothing_after() {
    let place = Place::new();
    let config = place.config("data");
    let cluster = Cluster::ensure(cluster_options(&config)).await.unwrap();
    let mut db = connect(&cluster).await;
    sqlx::raw_sql("create table payments (amount int)").execute(&mut db).await.unwrap();
    pay(&mut db, 1).await;
    fs::create_dir_all(config.data.join("files/a")).unwrap();
    fs::write(config.data.join("files/a/photo"), "pixels").unwrap();
    fs::write(config.data.join("secret.key"), "sealed").unwrap();

    let copied = back_up(&config, 3).await.unwrap();
    assert_eq!((copied.files, copied.pruned), (1, 0));
    assert_eq!(back_up(&config, 3).await.unwrap().files, 0, "what is mirrored is not copied again");

    // the base is named by the next whole second: payments of the drill come after it
    let after = Archive::at(config.backup.as_ref().unwrap().join("database")).bases().unwrap().last().unwrap().finished;
    sqlx::query("select pg_sleep(greatest(0, extract(epoch from $1 - clock_timestamp())))").bind(after).execute(&mut db).await.unwrap();
    let mut moments = Vec::new();
    for amount in 2..=20 {
        moments.push((amount, pay(&mut db, amount).await));
    }
    sqlx::raw_sql("select pg_switch_wal()").execute(&mut db).await.unwrap();
    let last: String =
        sqlx::query_scalar("select file_name from pg_walfile_name_offset(pg_current_wal_lsn() - 1)").fetch_one(&mut db).await.unwrap();
    until_archived(&mut db, &last).await;
    drop(db);
    cluster.stop(StopMode::Immediate).await.unwrap();

    let (amount, moment) = moments[9];
    let chosen = place.config("chosen");
    let restored = restore(&chosen, config.backup.as_ref().unwrap(), Some(moment)).await.unwrap();
    assert_eq!(amounts(&restored).await, (1..=amount).collect::<Vec<_>>());
    assert_eq!(fs::read_to_string(chosen.data.join("files/a/photo")).unwrap(), "pixels");
    assert_eq!(fs::read_to_string(chosen.data.join("secret.key")).unwrap(), "sealed");
    pay(&mut connect(&restored).await, 99).await;
    let again = restore(&chosen, config.backup.as_ref().unwrap(), None).await.unwrap_err();
    assert!(matches!(again, BackupError::Occupied(_)), "{again}");
    restored.stop(StopMode::Fast).await.unwrap();

    let latest = place.config("latest");
    let restored = restore(&latest, config.backup.as_ref().unwrap(), None).await.unwrap();
    assert_eq!(amounts(&restored).await, (1..=20).collect::<Vec<_>>());
    restored.stop(StopMode::Fast).await.unwrap();

    let future = Utc::now().trunc_subsecs(0) + chrono::Duration::days(1);
    let refusal = restore(&place.config("future"), config.backup.as_ref().unwrap(), Some(future)).await.unwrap_err();
    assert!(matches!(refusal, BackupError::Cluster(ClusterError::NotReached { .. })), "{refusal}");
    let past =
        restore(&place.config("past"), config.backup.as_ref().unwrap(), Some(future - chrono::Duration::days(400))).await.unwrap_err();
    assert!(matches!(past, BackupError::Cluster(ClusterError::NoBase { .. })), "{past}");
}

#[tokio::test]
async fn old_copies_go_and_the_kept_ones_still_restore() {
    let place = Place::new();
    let config = place.config("data");
    let cluster = Cluster::ensure(cluster_options(&config)).await.unwrap();
    sqlx::raw_sql("create table payments (amount int)").execute(&mut connect(&cluster).await).await.unwrap();
    for amount in 1..=3 {
        pay(&mut connect(&cluster).await, amount).await;
        back_up(&config, 2).await.unwrap();
    }
    let folder = config.backup.clone().unwrap();
    assert!(Archive::at(folder.join("database")).bases().unwrap().len() <= 2);
    cluster.stop(StopMode::Fast).await.unwrap();
    let copy = place.config("copy");
    let restored = restore(&copy, &folder, None).await.unwrap();
    assert_eq!(amounts(&restored).await, [1, 2, 3]);
    restored.stop(StopMode::Fast).await.unwrap();
}

#[tokio::test]
async fn what_cannot_be_backed_up_is_said() {
    let place = Place::new();
    let without = Config { backup: None, ..place.config("data") };
    assert!(matches!(back_up(&without, 1).await, Err(BackupError::NoFolder)));
    let foreign = Config { database_url: Some("postgres://elsewhere/db".to_owned().into()), ..place.config("data") };
    assert!(matches!(back_up(&foreign, 1).await, Err(BackupError::ForeignDatabase)));
    let unarchived = Cluster::ensure(cluster_options(&without)).await.unwrap();
    let refusal = back_up(&place.config("data"), 1).await.unwrap_err();
    assert!(matches!(refusal, BackupError::Cluster(ClusterError::NotArchiving)), "{refusal}");
    unarchived.stop(StopMode::Fast).await.unwrap();
}
