//! The one configuration struct: read once at the start, from flags or environment, checked as a whole. A bad value
//! stops the start and is named.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use secrecy::SecretString;

mod check;
#[cfg(test)]
mod tests;

/// Settings of a Tailboard process. Every field can be given as a flag or as the environment variable shown.
#[derive(Args, Clone, Debug)]
pub struct Config {
    /// Address and port to listen on.
    #[arg(long, env = "TAILBOARD_LISTEN", value_name = "TAILBOARD_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// Where people reach this server; links in mails start with it.
    #[arg(long, env = "TAILBOARD_PUBLIC_URL", default_value = "http://127.0.0.1:8080")]
    pub public_url: String,

    /// Folder for the embedded database, files and keys.
    #[arg(long, env = "TAILBOARD_DATA", default_value = "data")]
    pub data: PathBuf,

    /// Folder `cargo xtask dist` wrote the browser clients to.
    #[arg(long, env = "TAILBOARD_DIST", default_value = "dist")]
    pub dist: PathBuf,

    /// PostgreSQL 15 to 18 to use instead of the embedded one, as the owner of the schema.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<SecretString>,

    /// Name of the database inside the embedded cluster.
    #[arg(long, env = "TAILBOARD_DATABASE", default_value = "tailboard")]
    pub database: String,

    /// Database inside the embedded cluster to copy when the one named above is made; nobody may be connected to it.
    #[arg(long, env = "TAILBOARD_DATABASE_TEMPLATE")]
    pub database_template: Option<String>,

    /// Folder with the PostgreSQL programs, when they are not found by themselves.
    #[arg(long, env = "TAILBOARD_POSTGRES_BIN")]
    pub postgres_bin: Option<PathBuf>,

    /// Folder the embedded database's log is archived to and `tailboard backup` copies into; best on another disk.
    #[arg(long, env = "TAILBOARD_BACKUP")]
    pub backup: Option<PathBuf>,

    /// Connections kept for requests.
    #[arg(long, env = "TAILBOARD_POOL", value_name = "TAILBOARD_POOL", default_value_t = 12)]
    pub pool: u32,

    /// Requests a second one organization may make to this process, five seconds' worth saved up; 0 for no limit.
    #[arg(long, env = "TAILBOARD_ORG_RATE", value_name = "TAILBOARD_ORG_RATE", default_value_t = 150)]
    pub org_rate: u32,

    /// Key that encrypts secrets at rest, 32 bytes as base64 (older keys after a comma). Made and kept in the data folder when
    /// absent; several processes on one database need the same.
    #[arg(long, env = "TAILBOARD_SECRET", hide_env_values = true)]
    pub secret: Option<SecretString>,

    /// SMTP server for outgoing mail, like smtp://user:password@host:587. Without it mails are kept and shown on the
    /// mailbox screen only.
    #[arg(long, env = "TAILBOARD_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<SecretString>,

    /// Sender of outgoing mail.
    #[arg(long, env = "TAILBOARD_MAIL_FROM", default_value = "Tailboard <no-reply@localhost>")]
    pub mail_from: String,

    /// File with certificates (PEM) of authorities trusted besides the public ones, for outgoing mail and S3.
    #[arg(long, env = "TAILBOARD_CA_FILE")]
    pub ca_file: Option<std::path::PathBuf>,

    /// S3 endpoint for files, like https://s3.ca-central-1.amazonaws.com. Without it files lie in the data folder.
    #[arg(long, env = "TAILBOARD_S3_ENDPOINT")]
    pub s3_endpoint: Option<String>,
    #[arg(long, env = "TAILBOARD_S3_BUCKET")]
    pub s3_bucket: Option<String>,
    #[arg(long, env = "TAILBOARD_S3_REGION", default_value = "us-east-1")]
    pub s3_region: String,
    #[arg(long, env = "TAILBOARD_S3_ACCESS_KEY", hide_env_values = true)]
    pub s3_access_key: Option<SecretString>,
    #[arg(long, env = "TAILBOARD_S3_SECRET_KEY", hide_env_values = true)]
    pub s3_secret_key: Option<SecretString>,

    /// ClamAV daemon every upload is shown to before it is stored, by host and port, like 127.0.0.1:3310.
    #[arg(long, env = "TAILBOARD_CLAMD")]
    pub clamd: Option<String>,

    /// What finds addresses: gazetteer (the list of cities that comes with the program, no network), nominatim or google.
    #[arg(long, env = "TAILBOARD_GEOCODER", value_name = "TAILBOARD_GEOCODER", default_value = "gazetteer", value_parser = check::geocoder)]
    pub geocoder: shared::geo::Source,

    /// Where the geocoder is: of Nominatim always, like https://nominatim.example.com; of Google only if not at Google's.
    #[arg(long, env = "TAILBOARD_GEOCODER_URL")]
    pub geocoder_url: Option<String>,

    /// Key of Google's Geocoding API; belongs to google alone.
    #[arg(long, env = "TAILBOARD_GEOCODER_KEY", hide_env_values = true)]
    pub geocoder_key: Option<SecretString>,

    /// Development: the mailbox screen and the component gallery are open to anyone who reaches the server.
    #[arg(long, env = "TAILBOARD_DEV", value_name = "TAILBOARD_DEV", num_args = 0..=1, default_value_t = false, default_missing_value = "true", value_parser = clap::builder::BoolishValueParser::new())]
    pub dev: bool,

    /// Trust the X-Forwarded-For and X-Forwarded-Proto headers of a reverse proxy in front.
    #[arg(long, env = "TAILBOARD_TRUST_PROXY", value_name = "TAILBOARD_TRUST_PROXY", num_args = 0..=1, default_value_t = false, default_missing_value = "true", value_parser = clap::builder::BoolishValueParser::new())]
    pub trust_proxy: bool,

    /// Run background work inside this process (switch off where `tailboard worker` runs beside).
    #[arg(long, env = "TAILBOARD_WORKERS", value_name = "TAILBOARD_WORKERS", num_args = 0..=1, default_value_t = true, default_missing_value = "true", value_parser = clap::builder::BoolishValueParser::new())]
    pub workers: bool,

    /// Bearer token that may read /metrics from elsewhere than this machine.
    #[arg(long, env = "TAILBOARD_METRICS_TOKEN", hide_env_values = true)]
    pub metrics_token: Option<SecretString>,

    /// Collector that gets a span of each request, like http://127.0.0.1:4318: OTLP over HTTP, in JSON.
    #[arg(long, env = "TAILBOARD_OTLP_ENDPOINT")]
    pub otlp_endpoint: Option<String>,

    /// Sentry project that gets faults of the server and crash reports of clients, by its DSN.
    #[arg(long, env = "TAILBOARD_SENTRY_DSN", hide_env_values = true)]
    pub sentry_dsn: Option<SecretString>,

    /// Log lines as JSON.
    #[arg(long, env = "TAILBOARD_LOG_JSON", value_name = "TAILBOARD_LOG_JSON", num_args = 0..=1, default_value_t = false, default_missing_value = "true", value_parser = clap::builder::BoolishValueParser::new())]
    pub log_json: bool,
}

/// A setting that cannot be used, by the name of its variable.
#[derive(Debug, PartialEq, Eq)]
pub struct BadSetting {
    pub variable: &'static str,
    pub problem: String,
}

impl std::fmt::Display for BadSetting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.variable, self.problem)
    }
}

impl std::error::Error for BadSetting {}

impl Config {
    /// Whether a bearer token is the one that may read metrics.
    pub fn is_metrics_token(&self, given: &str) -> bool {
        use secrecy::ExposeSecret;
        self.metrics_token.as_ref().is_some_and(|token| crate::crypto::constant_time_eq(token.expose_secret().as_bytes(), given.as_bytes()))
    }

    /// What shows that somebody gave the token for metrics once, without being it.
    pub fn metrics_proof(&self) -> Option<String> {
        use secrecy::ExposeSecret;
        self.metrics_token.as_ref().map(|token| crate::crypto::sha256_hex(format!("operator's page {}", token.expose_secret()).as_bytes()))
    }

    /// What sends faults to Sentry, if a project is named. A DSN that is none is told by [`Config::check`].
    pub fn reports(&self) -> Option<crate::telemetry::Reports> {
        use secrecy::ExposeSecret;
        self.sentry_dsn.as_ref().and_then(|dsn| crate::telemetry::reports(dsn.expose_secret()).ok())
    }

    /// Whether people reach this server over TLS, so that cookies may be marked secure.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}
