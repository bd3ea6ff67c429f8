//! The `tailboard` executable: serve, worker, migrate, demo, check, backup, restore, database, stop.

use std::process::ExitCode;

use app::process;
use clap::{Parser, Subcommand};
use server::config::Config;

/// Runs a service fleet from first inquiry to final payment.
#[derive(Parser)]
#[command(name = "tailboard", version, about)]
struct Cli {
    #[command(flatten)]
    config: Config,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves browsers and the API; migrates first, does background work beside unless told otherwise.
    Serve {
        /// Load the demo organizations if the database is empty, and print their logins.
        #[arg(long)]
        demo: bool,
    },
    /// Does background work only; for running beside `serve --workers false`.
    Worker,
    /// Brings the schema up to date.
    Migrate,
    /// Loads the demo organizations if the database is empty, and prints their logins.
    Demo {
        /// `d1` loads ten large organizations for measuring instead.
        #[arg(long, value_parser = ["d1"])]
        dataset: Option<String>,
        /// Size of the dataset; 1 is a million leads.
        #[arg(long, default_value_t = 1.0, requires = "dataset")]
        scale: f64,
    },
    /// Checks settings, database, isolation and files, and says what is wrong.
    Check,
    /// Copies the embedded database, files and keys into TAILBOARD_BACKUP while the server works.
    Backup {
        /// How many whole copies are kept; older ones, and the log only they needed, are removed.
        #[arg(long, default_value_t = 7)]
        keep: usize,
    },
    /// Fills an empty data folder from a backup.
    Restore {
        /// The backup folder.
        #[arg(long)]
        from: std::path::PathBuf,
        /// The moment to go back to, like 2026-11-21T09:30:00Z; as late as possible when left out.
        #[arg(long)]
        at: Option<chrono::DateTime<chrono::Utc>>,
    },
    /// Starts the embedded database if needed, migrates it and prints the owner's URL, for development tools.
    Database,
    /// Stops the embedded database.
    Stop,
    /// Prints what made-up requests come to, for the journey that prices the same ones in a browser.
    #[command(hide = true)]
    Prices {
        /// Where the making up begins.
        #[arg(long)]
        seed: u64,
        /// How many.
        #[arg(long)]
        count: u64,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    process::install_logging(&cli.config);
    let outcome = match cli.config.check() {
        Err(bad) => Err(bad.into()),
        Ok(()) => match cli.command {
            Command::Serve { demo } => process::serve(cli.config, demo).await,
            Command::Worker => process::worker(cli.config).await,
            Command::Migrate => process::migrate(cli.config).await,
            Command::Demo { dataset: None, .. } => process::demo(cli.config).await,
            Command::Demo { scale, .. } => process::load_d1(cli.config, scale).await,
            Command::Check => process::check(cli.config).await,
            Command::Backup { keep } => process::backup(cli.config, keep).await,
            Command::Restore { from, at } => process::restore(cli.config, &from, at).await,
            Command::Database => process::database(cli.config).await,
            Command::Stop => process::stop(cli.config).await,
            Command::Prices { seed, count } => {
                println!("{:016x}", shared::pricing::sample::digest(seed, count));
                Ok(())
            }
        },
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("tailboard: {problem}");
            ExitCode::FAILURE
        }
    }
}
