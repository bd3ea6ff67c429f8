//! Bringing the schema up to date while others work on the database.
//!
//! A migration that has to wait for a table makes everybody behind it wait too. It therefore waits for a second only,
//! steps back, lets the others through and comes again: nobody waits for longer than that and the migration itself.

use std::time::{Duration, Instant};

use sqlx::Connection;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::{PgConnectOptions, PgConnection};

use super::bootstrap::BootstrapError;

static MIGRATIONS: Migrator = sqlx::migrate!("../migrations");

/// How long a migration waits for what others hold: half of the two seconds a request may wait.
const LOCK_TIMEOUT: &str = "1s";
/// How long the others are let through before it comes again.
const PAUSE: Duration = Duration::from_millis(500);
/// After this somebody has to look: a transaction stays open, or another process migrates for ever.
const PATIENCE: Duration = Duration::from_secs(600);

/// The migrations, in order.
pub fn migrations() -> impl Iterator<Item = &'static sqlx::migrate::Migration> {
    MIGRATIONS.iter()
}

/// Brings the schema up to date.
pub async fn migrate(owner: &PgConnectOptions) -> Result<(), BootstrapError> {
    migrate_by(&MIGRATIONS, owner).await.map(drop)
}

/// Carries out what is missing of some migrations; how often it stepped back.
async fn migrate_by(migrator: &Migrator, owner: &PgConnectOptions) -> Result<u32, BootstrapError> {
    let began = Instant::now();
    let mut steps_back = 0;
    loop {
        match attempt(migrator, owner).await {
            Err(error) if is_in_the_way(&error) && began.elapsed() < PATIENCE => {
                steps_back += 1;
                tracing::warn!(%error, "a migration lets others through and comes again");
                tokio::time::sleep(PAUSE).await;
            }
            done => return done.map(|()| steps_back),
        }
    }
}

async fn attempt(migrator: &Migrator, owner: &PgConnectOptions) -> Result<(), BootstrapError> {
    let mut conn = PgConnection::connect_with(&owner.clone().options([("lock_timeout", LOCK_TIMEOUT)])).await?;
    let done = carry_out(migrator, &mut conn).await;
    // gives the migrations' lock back
    conn.close().await?;
    done
}

async fn carry_out(migrator: &Migrator, conn: &mut PgConnection) -> Result<(), BootstrapError> {
    migrator.run(&mut *conn).await.map_err(BootstrapError::Migration)?;
    // the migration table is ours alone, but the isolation check wants every table closed
    for statement in [
        "alter table _sqlx_migrations enable row level security",
        "alter table _sqlx_migrations force row level security",
        "revoke all on _sqlx_migrations from public",
    ] {
        sqlx::query(statement).execute(&mut *conn).await?;
    }
    Ok(())
}

/// Whether it failed because others were at work: a lock not had in time, a deadlock.
fn is_in_the_way(error: &BootstrapError) -> bool {
    let cause = match error {
        BootstrapError::Database(cause) => cause,
        BootstrapError::Migration(MigrateError::Execute(cause) | MigrateError::ExecuteMigration(cause, _)) => cause,
        _ => return false,
    };
    matches!(cause.as_database_error().and_then(|db| db.code()).as_deref(), Some("55P03" | "40P01"))
}

#[cfg(test)]
mod tests;
