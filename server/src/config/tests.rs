//! Every variable, with values it cannot have.

use std::collections::BTreeSet;

use clap::{Args, Parser};

use super::*;

#[derive(Parser)]
struct Cli {
    #[command(flatten)]
    config: Config,
}

/// Flag and variable of every setting.
fn settings() -> Vec<(String, String)> {
    let command = Config::augment_args(clap::Command::new("tailboard"));
    let name = |arg: &clap::Arg| Some((format!("--{}", arg.get_long()?), arg.get_env()?.to_str()?.to_string()));
    command.get_arguments().filter_map(name).collect()
}

/// Starts with some variables set; flags and variables are read alike.
fn boot(given: &[(&str, &str)]) -> Result<(), String> {
    let settings = settings();
    let flag = |variable: &str| settings.iter().find(|(_, known)| known == variable).expect("a known variable").0.clone();
    let arguments = given.iter().map(|(variable, value)| format!("{}={value}", flag(variable)));
    let cli = Cli::try_parse_from(std::iter::once("tailboard".to_string()).chain(arguments)).map_err(|error| error.to_string())?;
    cli.config.check().map_err(|bad| bad.to_string())
}

const S3: [(&str, &str); 4] = [
    ("TAILBOARD_S3_ENDPOINT", "https://s3.example.com"),
    ("TAILBOARD_S3_BUCKET", "fleet"),
    ("TAILBOARD_S3_ACCESS_KEY", "key"),
    ("TAILBOARD_S3_SECRET_KEY", "secret"),
];

const BAD: &[(&str, &[&str])] = &[
    ("TAILBOARD_LISTEN", &["nowhere", "127.0.0.1", "127.0.0.1:99999"]),
    ("TAILBOARD_PUBLIC_URL", &["ftp://x", "https://x/", "https://x y", ""]),
    ("TAILBOARD_DATA", &["/dev/null", "/dev/null/data"]),
    ("TAILBOARD_DIST", &["/dev/null"]),
    ("DATABASE_URL", &["nowhere", "mysql://root@localhost/x", "postgres://host:port/x"]),
    ("TAILBOARD_DATABASE", &["", "Upper", "a-b", "x; drop table leads"]),
    ("TAILBOARD_DATABASE_TEMPLATE", &["", "Upper", "x; drop table leads"]),
    ("TAILBOARD_POSTGRES_BIN", &["/dev/null", "/nowhere"]),
    ("TAILBOARD_BACKUP", &["/dev/null/backup"]),
    ("TAILBOARD_POOL", &["1", "201", "-1", "many"]),
    ("TAILBOARD_ORG_RATE", &["-1", "many"]),
    ("TAILBOARD_SECRET", &["", "abc"]),
    ("TAILBOARD_SMTP_URL", &["", "mail.example.com", "http://mail.example.com"]),
    ("TAILBOARD_MAIL_FROM", &["", "nobody", "A <a@x>\r\nBcc: b@x", "@"]),
    ("TAILBOARD_CA_FILE", &["/nowhere.pem", "/dev/null"]),
    ("TAILBOARD_S3_ENDPOINT", &["s3.example.com", ""]),
    ("TAILBOARD_S3_BUCKET", &["", "a b", "alone"]),
    ("TAILBOARD_S3_REGION", &["", "a b"]),
    ("TAILBOARD_S3_ACCESS_KEY", &["", "alone"]),
    ("TAILBOARD_S3_SECRET_KEY", &["", "alone"]),
    ("TAILBOARD_CLAMD", &["", "localhost", "host:port", "a b:3310", ":3310"]),
    ("TAILBOARD_GEOCODER", &["", "bing", "nominatim", "google"]),
    ("TAILBOARD_GEOCODER_URL", &["", "nominatim.example.com", "https://", "https://alone.example.com"]),
    ("TAILBOARD_GEOCODER_KEY", &["", "alone", "two words"]),
    ("TAILBOARD_DEV", &["perhaps"]),
    ("TAILBOARD_TRUST_PROXY", &["perhaps"]),
    ("TAILBOARD_WORKERS", &["perhaps"]),
    ("TAILBOARD_METRICS_TOKEN", &["", "short", "with spaces between"]),
    ("TAILBOARD_OTLP_ENDPOINT", &["", "collector:4318"]),
    ("TAILBOARD_SENTRY_DSN", &["", "https://sentry.example/42", "key@host"]),
    ("TAILBOARD_LOG_JSON", &["perhaps"]),
];

#[test]
fn a_bad_value_of_any_variable_stops_the_start_and_is_named() {
    for (variable, values) in BAD {
        for value in *values {
            let complaint = boot(&[(variable, value)]).expect_err(&format!("{variable}={value:?} is taken"));
            assert!(complaint.contains(variable), "{variable}={value:?}: {complaint}");
        }
    }
    assert_eq!(check::check_log(Some("server=loud")).expect_err("no such level").variable, "RUST_LOG");
    for (missing, _) in &S3[1..] {
        let given: Vec<_> = S3.into_iter().filter(|(variable, _)| variable != missing).collect();
        let complaint = boot(&given).expect_err(missing);
        assert!(complaint.contains(missing), "without {missing}: {complaint}");
    }
}

#[test]
fn the_table_of_bad_values_and_the_readme_know_every_variable() {
    let settings: BTreeSet<String> = settings().into_iter().map(|(_, variable)| variable).collect();
    let tried: BTreeSet<String> = BAD.iter().map(|(variable, _)| variable.to_string()).collect();
    assert_eq!(settings, tried);
    let readme = include_str!("../../../README.md");
    for variable in settings {
        let rest = variable.trim_start_matches("TAILBOARD_S3");
        assert!(
            readme.contains(&format!("`{variable}`")) || readme.contains(&format!("`{rest}`")),
            "README.md does not explain {variable}"
        );
    }
}

#[test]
fn what_is_right_is_taken_and_secrets_are_not_repeated() {
    boot(&[]).expect("the defaults are fine");
    boot(&S3).expect("S3 as a whole");
    check::check_log(Some("info,server=debug")).expect("a filter");
    boot(&[("TAILBOARD_GEOCODER", "nominatim"), ("TAILBOARD_GEOCODER_URL", "https://nominatim.example.com/")]).expect("Nominatim");
    boot(&[("TAILBOARD_GEOCODER", "google"), ("TAILBOARD_GEOCODER_KEY", "hunter2")]).expect("Google");
    let fine =
        [("DATABASE_URL", "postgres://owner:hunter2@db.example.com/tailboard"), ("TAILBOARD_SMTP_URL", "smtps://a:b@mail.example.com:465")];
    boot(&fine).expect("all of them");
    for (variable, value) in [("DATABASE_URL", "mysql://owner:hunter2@x/y"), ("TAILBOARD_SMTP_URL", "http://a:hunter2@x")] {
        assert!(!boot(&[(variable, value)]).expect_err("bad").contains("hunter2"), "{variable}");
    }
}
