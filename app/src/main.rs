//! The `tailboard` executable: serve, worker, migrate, demo, check, database.

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
    Demo,
    /// Checks settings, database, isolation and files, and says what is wrong.
    Check,
    /// Starts the embedded database if needed, migrates it and prints the owner's URL, for development tools.
    Database,
    /// Stops the embedded database.
    Stop,
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
            Command::Demo => process::demo(cli.config).await,
            Command::Check => process::check(cli.config).await,
            Command::Database => process::database(cli.config).await,
            Command::Stop => process::stop(cli.config).await,
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
