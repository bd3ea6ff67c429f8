//! What a setting must be that its type does not say.

use std::path::Path;

use secrecy::{ExposeSecret, SecretString};
use shared::geo::Source;
use sqlx::postgres::PgConnectOptions;

use super::{BadSetting, Config};

type Checked = Result<(), BadSetting>;

fn demand(holds: bool, variable: &'static str, problem: &str) -> Checked {
    if holds { Ok(()) } else { Err(BadSetting { variable, problem: problem.into() }) }
}

impl Config {
    /// Checks what single values cannot show.
    pub fn check(&self) -> Checked {
        let url = self.public_url.as_str();
        demand(
            is_web(url) && !url.ends_with('/') && !url.contains(char::is_whitespace),
            "TAILBOARD_PUBLIC_URL",
            "must start with http:// or https:// and not end with a slash",
        )?;
        demand((2..=200).contains(&self.pool), "TAILBOARD_POOL", "must be from 2 to 200")?;
        demand(
            self.secret.as_ref().is_none_or(|secret| crate::crypto::SecretBox::parse(secret).is_ok()),
            "TAILBOARD_SECRET",
            "must be 32 bytes as base64, or several separated by commas, the one to seal with first",
        )?;
        let token = |token: &SecretString| token.expose_secret().len() >= 12 && token.expose_secret().bytes().all(|b| b.is_ascii_graphic());
        demand(self.metrics_token.as_ref().is_none_or(token), "TAILBOARD_METRICS_TOKEN", "must be at least 12 letters, digits or signs")?;
        demand(self.otlp_endpoint.as_deref().is_none_or(is_web), "TAILBOARD_OTLP_ENDPOINT", "must start with http:// or https://")?;
        let scanner = |address: &str| {
            let port = address.rsplit_once(':').filter(|(host, _)| !host.is_empty() && !host.contains(char::is_whitespace));
            port.is_some_and(|(_, port)| port.parse::<u16>().is_ok_and(|port| port > 0))
        };
        demand(self.clamd.as_deref().is_none_or(scanner), "TAILBOARD_CLAMD", "must be a host and a port, like 127.0.0.1:3310")?;
        let dsn = |dsn: &SecretString| dsn.expose_secret().parse::<sentry_types::Dsn>().is_ok();
        demand(self.sentry_dsn.as_ref().is_none_or(dsn), "TAILBOARD_SENTRY_DSN", "must be like https://key@host/project")?;
        check_log(std::env::var("RUST_LOG").ok().as_deref())?;
        self.check_database()?;
        self.check_folders()?;
        self.check_mail()?;
        self.check_geocoder()?;
        self.check_s3()
    }

    fn check_database(&self) -> Checked {
        let problem = "may hold lower case letters, digits and _ only";
        demand(is_name(&self.database), "TAILBOARD_DATABASE", problem)?;
        demand(self.database_template.as_deref().is_none_or(is_name), "TAILBOARD_DATABASE_TEMPLATE", problem)?;
        let address = |url: &SecretString| {
            let url = url.expose_secret();
            (url.starts_with("postgres://") || url.starts_with("postgresql://")) && url.parse::<PgConnectOptions>().is_ok()
        };
        demand(self.database_url.as_ref().is_none_or(address), "DATABASE_URL", "must be like postgres://owner:password@host/database")
    }

    fn check_folders(&self) -> Checked {
        let problem = "is no folder and cannot become one";
        demand(may_be_folder(&self.data), "TAILBOARD_DATA", problem)?;
        demand(may_be_folder(&self.dist), "TAILBOARD_DIST", problem)?;
        demand(self.backup.as_deref().is_none_or(may_be_folder), "TAILBOARD_BACKUP", problem)?;
        let programs = |folder: &std::path::PathBuf| folder.join("postgres").is_file();
        demand(self.postgres_bin.as_ref().is_none_or(programs), "TAILBOARD_POSTGRES_BIN", "must hold the program postgres")?;
        let certificates =
            |file: &std::path::PathBuf| std::fs::read_to_string(file).is_ok_and(|pem| pem.contains("-----BEGIN CERTIFICATE-----"));
        demand(self.ca_file.as_ref().is_none_or(certificates), "TAILBOARD_CA_FILE", "must be a file with certificates (PEM)")
    }

    fn check_mail(&self) -> Checked {
        let sender = self.mail_from.parse::<lettre::message::Mailbox>().is_ok();
        demand(sender, "TAILBOARD_MAIL_FROM", "must be an address like Name <name@example.com>")?;
        let smtp = |url: &SecretString| ["smtp://", "smtps://"].iter().any(|start| url.expose_secret().starts_with(start));
        demand(self.smtp_url.as_ref().is_none_or(smtp), "TAILBOARD_SMTP_URL", "must start with smtp:// or smtps://")
    }

    fn check_geocoder(&self) -> Checked {
        let (url, key) = (self.geocoder_url.as_deref(), self.geocoder_key.as_ref().map(ExposeSecret::expose_secret));
        let address = |url: &str| is_web(url) && reqwest::Url::parse(url).is_ok_and(|url| url.query().is_none());
        demand(url.is_none_or(address), "TAILBOARD_GEOCODER_URL", "must start with http:// or https:// and name a server")?;
        demand(key.is_none_or(is_word), "TAILBOARD_GEOCODER_KEY", "must be text without spaces")?;
        demand(
            url.is_some() || self.geocoder != Source::Nominatim,
            "TAILBOARD_GEOCODER_URL",
            "is where Nominatim is: TAILBOARD_GEOCODER=nominatim needs it",
        )?;
        demand(
            url.is_none() || self.geocoder != Source::Gazetteer,
            "TAILBOARD_GEOCODER_URL",
            "belongs to TAILBOARD_GEOCODER: name a service",
        )?;
        demand(
            key.is_some() == (self.geocoder == Source::Google),
            "TAILBOARD_GEOCODER_KEY",
            "belongs to TAILBOARD_GEOCODER=google: give both or none",
        )
    }

    fn check_s3(&self) -> Checked {
        let endpoint = self.s3_endpoint.as_deref();
        demand(endpoint.is_none_or(is_web), "TAILBOARD_S3_ENDPOINT", "must start with http:// or https://")?;
        demand(is_word(&self.s3_region), "TAILBOARD_S3_REGION", "must be like ca-central-1")?;
        for (variable, given) in [
            ("TAILBOARD_S3_BUCKET", self.s3_bucket.as_deref()),
            ("TAILBOARD_S3_ACCESS_KEY", self.s3_access_key.as_ref().map(ExposeSecret::expose_secret)),
            ("TAILBOARD_S3_SECRET_KEY", self.s3_secret_key.as_ref().map(ExposeSecret::expose_secret)),
        ] {
            demand(given.is_none_or(is_word), variable, "must be text without spaces")?;
            demand(given.is_some() == endpoint.is_some(), variable, "belongs to TAILBOARD_S3_ENDPOINT: give all or none")?;
        }
        Ok(())
    }
}

/// A geocoder by its name.
pub(super) fn geocoder(given: &str) -> Result<Source, &'static str> {
    given.parse().map_err(|_| "must be gazetteer, nominatim or google")
}

/// Logging reads this variable itself, and would write what it likes instead of a bad value.
pub(super) fn check_log(given: Option<&str>) -> Checked {
    let fine = |given: &str| given.parse::<tracing_subscriber::EnvFilter>().is_ok();
    demand(given.is_none_or(fine), "RUST_LOG", "must be a level, or levels of parts, like server=debug,warn")
}

fn is_web(url: &str) -> bool {
    url.starts_with("http://") || url.starts_with("https://")
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic())
}

fn is_name(name: &str) -> bool {
    (1..=60).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// Whether nothing else is in the way of a folder.
fn may_be_folder(path: &Path) -> bool {
    path.ancestors().find(|part| part.exists()).is_none_or(Path::is_dir)
}
