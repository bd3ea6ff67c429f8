//! What the executable's subcommands do: putting a process together, running it, and ending it gracefully.

use std::error::Error;
use std::io::IsTerminal;
use std::net::SocketAddr;
use std::time::Duration;

use server::App;
use server::cluster::{Cluster, StopMode};
use server::config::Config;
use server::connections;
use server::db::bootstrap;
use tokio_util::sync::CancellationToken;
use tracing_subscriber::Layer;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::figures;

type Outcome = Result<(), Box<dyn Error + Send + Sync>>;

const FILTER: &str = "info,dioxus_server=warn,dioxus_server::config=error,sqlx=warn";

/// Sends log lines to standard error; `RUST_LOG` chooses which.
pub fn install_logging(config: &Config) {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| tracing_subscriber::EnvFilter::new(FILTER));
    let lines = tracing_subscriber::fmt::layer().with_ansi(std::io::stderr().is_terminal()).with_writer(std::io::stderr);
    let lines = if config.log_json { lines.json().boxed() } else { lines.boxed() };
    tracing_subscriber::registry().with(filter).with(lines).with(config.reports()).init();
    std::panic::set_hook(Box::new(|panic| {
        // where it was is for everybody's eyes; what was said may hold anything and stays on this machine
        let at = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(panic.at = at, "a thread panicked");
        eprintln!("{panic}\n{}", std::backtrace::Backtrace::capture());
    }));
}

/// Log lines as JSON into a writer of one's own, as `TAILBOARD_LOG_JSON` sends them to standard error.
pub fn json_lines<W>(writer: W) -> impl tracing::Subscriber + Send + Sync
where
    W: for<'a> tracing_subscriber::fmt::MakeWriter<'a> + Send + Sync + 'static,
{
    tracing_subscriber::fmt().with_env_filter(FILTER).with_ansi(false).with_writer(writer).json().finish()
}

/// Puts a process together: database, migrations, files, mail.
async fn open(config: Config, migrate: bool) -> Result<(App, Option<Cluster>), Box<dyn Error + Send + Sync>> {
    // one TLS provider for the whole process; a second install is refused and harmless
    let _ = rustls::crypto::ring::default_provider().install_default();
    let (owner, cluster) = bootstrap::owner_options(&config).await?;
    if migrate {
        bootstrap::migrate(&owner).await?;
    }
    Ok((server::app::open(config, &owner).await?, cluster))
}

/// `tailboard serve`
pub async fn serve(config: Config, demo: bool) -> Outcome {
    let metrics = figures::install()?;
    let (app, cluster) = open(config, true).await?;
    // before anything works in the background: sweeps would judge what is half made by today's clock
    if demo {
        server::demo::load(&app).await?;
    }
    let stop = CancellationToken::new();
    let mut tasks = tokio::task::JoinSet::new();
    if let Some(cluster) = cluster {
        tasks.spawn(bootstrap::watch_over(app.config().clone(), cluster, stop.clone()));
    }
    tasks.spawn(server::events::relay::run(app.clone(), stop.clone()));
    tasks.spawn(server::live::run(app.clone(), stop.clone()));
    tasks.spawn(server::meter::run(app.clone(), stop.clone()));
    let drained = metrics.clone();
    tasks.spawn(figures::tidy(figures::EVERY, move || drained.run_upkeep(), stop.clone()));
    if app.config().workers {
        tasks.spawn(server::background::run(app.clone(), stop.clone()));
        tasks.spawn(server::background::run_sweeps(app.clone(), stop.clone()));
    }
    let listener =
        tokio::net::TcpListener::bind(app.config().listen).await.map_err(|e| format!("TAILBOARD_LISTEN {}: {e}", app.config().listen))?;
    announce(&app, listener.local_addr()?, demo);
    let router = crate::router::router(app.clone(), metrics);
    let signalled = stop.clone();
    tokio::spawn(async move {
        ended_by_signal().await;
        tracing::info!("ending: requests under way are finished first");
        signalled.cancel();
    });
    connections::serve(listener, router, connections::Limits::of_process(), stop.clone()).await;
    let _ = tokio::time::timeout(Duration::from_secs(10), async { while tasks.join_next().await.is_some() {} }).await;
    app.db().close().await;
    Ok(())
}

/// `tailboard worker`
pub async fn worker(config: Config) -> Outcome {
    let (app, _) = open(config, false).await?;
    let stop = CancellationToken::new();
    let ended = stop.clone();
    tokio::spawn(async move {
        ended_by_signal().await;
        ended.cancel();
    });
    tokio::join!(
        server::background::run(app.clone(), stop.clone()),
        server::background::run_sweeps(app.clone(), stop.clone()),
        server::events::relay::run(app.clone(), stop.clone())
    );
    app.db().close().await;
    Ok(())
}

/// `tailboard migrate`
pub async fn migrate(config: Config) -> Outcome {
    let (owner, _) = bootstrap::owner_options(&config).await?;
    bootstrap::migrate(&owner).await?;
    println!("The schema is up to date.");
    Ok(())
}

/// `tailboard demo`
pub async fn demo(config: Config) -> Outcome {
    let (app, _) = open(config, true).await?;
    server::demo::load(&app).await?;
    print!("{}", server::demo::logins());
    app.db().close().await;
    Ok(())
}

/// `tailboard demo --dataset d1`
pub async fn load_d1(config: Config, scale: f64) -> Outcome {
    use server::demo::d1;
    if !(0.001..=2.0).contains(&scale) {
        return Err("--scale must be from 0.001 to 2".into());
    }
    let began = std::time::Instant::now();
    let (owner, _) = bootstrap::owner_options(&config).await?;
    let (app, _) = open(config, true).await?;
    // the other organizations make the tables large; only the first is looked at closely
    let sizes = |n| d1::Sizes { checklist_days: (n > 0).then_some(60), ..d1::Sizes::d1(scale) };
    d1::load(&app, &owner, sizes, &|step| println!("{:>5} s  {step}", began.elapsed().as_secs())).await?;
    println!(
        "Owners: {} to {}; the password of all: {}",
        d1::owner_email(0),
        d1::owner_email(d1::ORGANIZATIONS - 1),
        server::demo::PASSWORD
    );
    app.db().close().await;
    Ok(())
}

/// `tailboard check`
pub async fn check(config: Config) -> Outcome {
    let (app, _) = open(config, false).await?;
    app.db().ping().await?;
    app.files().head("check/none").await.map(|_| ()).or_else(|problem| if problem.is_missing() { Ok(()) } else { Err(problem) })?;
    println!("Settings, database, isolation and file store are fine.");
    app.db().close().await;
    Ok(())
}

/// `tailboard backup`
pub async fn backup(config: Config, keep: usize) -> Outcome {
    let copied = server::backup::back_up(&config, keep).await?;
    println!("Copied the database to {} and {} new files; {} old copies removed.", copied.base.path.display(), copied.files, copied.pruned);
    println!("It can be brought back to any moment from {} on.", copied.base.finished);
    Ok(())
}

/// `tailboard restore`
pub async fn restore(config: Config, from: &std::path::Path, at: Option<chrono::DateTime<chrono::Utc>>) -> Outcome {
    server::backup::restore(&config, from, at).await?;
    println!("Restored into {}. Start it with `tailboard serve`, with another TAILBOARD_BACKUP than before.", config.data.display());
    Ok(())
}

/// `tailboard database`
pub async fn database(config: Config) -> Outcome {
    let name = config.database.clone();
    let (owner, cluster) = bootstrap::owner_options(&config).await?;
    bootstrap::migrate(&owner).await?;
    match cluster {
        Some(cluster) => println!("{}", cluster.superuser_url(&name)),
        None => return Err("DATABASE_URL is set: there is no embedded database to speak of".into()),
    }
    Ok(())
}

/// `tailboard stop`
pub async fn stop(config: Config) -> Outcome {
    let (_, cluster): (_, Option<Cluster>) = bootstrap::owner_options(&config).await?;
    if let Some(cluster) = cluster {
        cluster.stop(StopMode::Fast).await?;
        println!("The embedded database is stopped.");
    }
    Ok(())
}

fn announce(app: &App, address: SocketAddr, demo: bool) {
    println!("\nTailboard is ready.\n");
    println!("  Office    http://{address}/app");
    println!("  Field     http://{address}/field");
    println!("  Portal    http://{address}/portal");
    println!("  API       http://{address}/api/docs");
    if app.config().dev {
        println!("  Mailbox   http://{address}/dev/mailbox");
        println!("  Gallery   http://{address}/dev/gallery");
    }
    if demo {
        print!("\n{}", server::demo::logins());
    }
    println!("\nCtrl-C ends it; the embedded database keeps running until `tailboard stop`.");
}

async fn ended_by_signal() {
    let interrupt = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} },
        Err(_) => {
            let _ = interrupt.await;
        }
    }
}
