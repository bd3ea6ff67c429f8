//! What every part of a process shares: configuration, database, files, mail, secrets, wake-ups.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::Notify;

use crate::budget::Budgets;
use crate::config::Config;
use crate::crypto::{Passwords, SecretBox};
use crate::db::{Db, bootstrap};
use crate::drill::Drill;
use crate::files::{FileStore, S3Config, Staging};
use crate::geocoding::Geocoder;
use crate::live::Hub;
use crate::mail::{MailConfig, Mailer};
use crate::meter::Meter;
use crate::telemetry::Spans;

/// The shared parts of a process; cloning it is cheap.
#[derive(Clone)]
pub struct App {
    parts: Arc<Parts>,
    /// How far its clock stands behind; zero except while demo data plays.
    behind: TimeDelta,
    /// What tests make it go through.
    drill: Option<Arc<Drill>>,
}

/// What an [`App`] is made of.
pub struct Parts {
    pub config: Config,
    pub db: Db,
    pub files: FileStore,
    pub staging: Staging,
    pub mailer: Mailer,
    pub secrets: SecretBox,
    pub passwords: Passwords,
    pub hub: Hub,
    pub relay: Notify,
    pub workers: Notify,
    pub meter: Meter,
    pub budgets: Budgets,
    pub geocoder: Geocoder,
    /// Where spans of requests go, if anywhere.
    pub spans: Option<Spans>,
}

impl App {
    /// An application out of its parts.
    pub fn new(parts: Parts) -> Self {
        Self { parts: Arc::new(parts), behind: TimeDelta::zero(), drill: None }
    }

    /// The settings of this process.
    pub fn config(&self) -> &Config {
        &self.parts.config
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.parts.db
    }

    /// Where files lie.
    pub fn files(&self) -> &FileStore {
        &self.parts.files
    }

    /// Where uploads grow until they are whole.
    pub fn staging(&self) -> &Staging {
        &self.parts.staging
    }

    /// Outgoing mail.
    pub fn mailer(&self) -> &Mailer {
        &self.parts.mailer
    }

    /// Encryption at rest.
    pub fn secrets(&self) -> &SecretBox {
        &self.parts.secrets
    }

    /// Password hashing, a few at a time.
    pub fn passwords(&self) -> &Passwords {
        &self.parts.passwords
    }

    /// Live streams of this process.
    pub fn hub(&self) -> &Hub {
        &self.parts.hub
    }

    /// How this process does.
    pub fn meter(&self) -> &Meter {
        &self.parts.meter
    }

    /// How much each organization may ask of this process.
    pub fn budgets(&self) -> &Budgets {
        &self.parts.budgets
    }

    /// What finds addresses.
    pub fn geocoder(&self) -> &Geocoder {
        &self.parts.geocoder
    }

    /// Where spans of requests go, if anywhere.
    pub fn spans(&self) -> Option<&Spans> {
        self.parts.spans.as_ref()
    }

    /// The server's time: the only clock there is.
    pub fn now(&self) -> DateTime<Utc> {
        Utc::now() - self.behind
    }

    /// The same application whose clock stands at an earlier time and runs on from there: use cases then act as of
    /// that time. For demo data and tests.
    pub(crate) fn as_of(&self, then: DateTime<Utc>) -> Self {
        Self { parts: self.parts.clone(), behind: Utc::now() - then, drill: self.drill.clone() }
    }

    /// The same application, going through a drill.
    pub fn drilled(&self, drill: Arc<Drill>) -> Self {
        Self { drill: Some(drill), ..self.clone() }
    }

    pub(crate) fn drill(&self) -> Option<&Arc<Drill>> {
        self.drill.as_ref()
    }

    /// A link to this server as people reach it.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.config().public_url)
    }

    pub(crate) fn wake_relay(&self) {
        self.parts.relay.notify_one();
    }

    pub(crate) async fn relay_woken(&self) {
        self.parts.relay.notified().await;
    }

    pub(crate) fn wake_workers(&self) {
        self.parts.workers.notify_one();
    }

    pub(crate) async fn workers_woken(&self) {
        self.parts.workers.notified().await;
    }
}

/// Why a process could not be put together.
#[derive(Debug)]
pub struct OpenError(String);

impl std::fmt::Display for OpenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for OpenError {}

/// Puts an application together on a migrated database.
pub async fn open(config: Config, owner: &sqlx::postgres::PgConnectOptions) -> std::result::Result<App, OpenError> {
    let secret = bootstrap::process_secret(&config).map_err(|e| OpenError(e.to_string()))?;
    let db = bootstrap::open(owner, &secret, config.pool).await.map_err(|e| OpenError(e.to_string()))?;
    assemble(config, db, &secret)
}

/// Puts an application together on open pools.
pub(crate) fn assemble(config: Config, db: Db, secret: &secrecy::SecretString) -> std::result::Result<App, OpenError> {
    let named = |variable: &str, problem: &dyn std::fmt::Display| OpenError(format!("{variable}: {problem}"));
    let secrets = SecretBox::parse(secret).map_err(|e| named("TAILBOARD_SECRET", &e))?;
    let authorities = config.ca_file.as_ref().map(std::fs::read).transpose().map_err(|e| named("TAILBOARD_CA_FILE", &e))?;
    let files = match (&config.s3_endpoint, &config.s3_bucket, &config.s3_access_key, &config.s3_secret_key) {
        (Some(endpoint), Some(bucket), Some(access_key), Some(secret_key)) => FileStore::s3(S3Config {
            endpoint: endpoint.clone(),
            bucket: bucket.clone(),
            region: config.s3_region.clone(),
            access_key: access_key.clone(),
            secret_key: secret_key.clone(),
            path_style: true,
            authorities: authorities.clone(),
        })
        .map_err(|e| named("TAILBOARD_S3_ENDPOINT", &e))?,
        _ => FileStore::local(&config.data.join("files")).map_err(|e| named("TAILBOARD_DATA", &e))?,
    };
    let staging = Staging::open(&config.data.join("staging")).map_err(|e| named("TAILBOARD_DATA", &e))?;
    let mailer = Mailer::new(&MailConfig { smtp_url: config.smtp_url.clone(), from: config.mail_from.clone(), authorities })
        .map_err(|e| named("TAILBOARD_SMTP_URL", &e))?;
    let spans = config.otlp_endpoint.as_deref().map(Spans::to).transpose().map_err(|e| named("TAILBOARD_OTLP_ENDPOINT", &e))?;
    let budgets = Budgets::new(config.org_rate);
    let geocoder = Geocoder::of(&config).map_err(|e| named("TAILBOARD_GEOCODER_URL", &e))?;
    Ok(App::new(Parts {
        config,
        db,
        files,
        staging,
        mailer,
        secrets,
        passwords: Passwords::new(2),
        hub: Hub::default(),
        relay: Notify::new(),
        workers: Notify::new(),
        meter: Meter::default(),
        budgets,
        geocoder,
        spans,
    }))
}
