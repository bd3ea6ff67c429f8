//! The bars of the design, by what they are about. Each function measures some and adds their figures.

mod database;
mod flood;
mod imports;
mod lists;
mod live;
mod neighbours;
mod papers;
pub mod people;
mod process;
mod quoting;
mod reports;
mod statements;
pub use statements::heaviest;
mod writes;

use std::time::Duration;

use crate::ground::{Ground, Server};
use crate::report::Figure;
use crate::wire::{Client, Problem};

/// What a run leaves out, and why.
const NOT_HERE: [&str; 2] = [
    "P14: D2 (five million activities) is not loaded, and no room answers the revenue of former months",
    "Q1: in WASM a journey tells it, on the development build (e2e/specs/pricing.spec.mjs)",
];

/// How long the measurement of one bar may take.
const PATIENCE: Duration = Duration::from_secs(300);

/// What the bars measure with.
pub struct Bench<'a> {
    pub ground: &'a Ground,
    pub server: &'a Server,
}

impl Bench<'_> {
    /// How long each point is measured.
    pub fn point(&self) -> Duration {
        self.ground.wish.point
    }

    /// Clients of members of an organization.
    pub async fn clients(&self, org: usize, roles: &[&str], count: usize) -> Result<Vec<Client>, Problem> {
        let tokens = self.ground.sessions(org, roles, count).await?;
        Ok(tokens.iter().map(|token| Client::new(self.server.address, token)).collect())
    }

    /// Processes whose work counts: the server's and the database's.
    pub fn processes(&self) -> [u32; 2] {
        [self.server.pid(), self.ground.postmaster]
    }

    /// Measures what needs the running server.
    pub async fn measure(&mut self, only: &[String]) -> (Vec<Figure>, Vec<String>) {
        let mut kept = Kept { figures: Vec::new(), skipped: Vec::new() };
        macro_rules! run {
            ($($bars:expr => $measure:path;)*) => { $(
                if wants(only, &$bars) {
                    let outcome = tokio::time::timeout(PATIENCE, $measure(self)).await;
                    kept.note($bars[0], outcome.unwrap_or_else(|_| Err("took longer than anybody waits".into())));
                }
            )* };
        }
        run! {
            ["P10"] => process::idle;
            ["P18"] => statements::per_function;
            ["P1", "P7"] => lists::leads;
            ["P2"] => lists::deep;
            ["P3"] => lists::search;
            ["P17"] => database::isolation;
            ["P5"] => writes::moves;
            ["P4"] => writes::creates;
            ["P6", "Q3"] => writes::conversion;
            ["P12"] => live::propagation;
            ["P14"] => reports::sums;
            ["P15"] => papers::quotes;
            ["P16"] => imports::table_of_customers;
            ["Q1"] => quoting::price;
            ["Q2"] => quoting::replay;
            ["Q4"] => quoting::board;
            ["P10"] => process::streams;
            ["T20"] => flood::converge;
            ["P8", "P9"] => people::mix;
            ["P10"] => process::after;
        }
        if only.is_empty() {
            kept.skipped.extend(NOT_HERE.map(str::to_string));
        }
        (kept.figures, kept.skipped)
    }
}

/// Measures what starts servers of its own; no other may run, for it would hold the relay's lock.
pub async fn measure_alone(ground: &Ground, only: &[String]) -> (Vec<Figure>, Vec<String>) {
    let mut kept = Kept { figures: Vec::new(), skipped: Vec::new() };
    if wants(only, &["P11"]) {
        kept.note("P11", process::cold_start(ground).await);
    }
    if wants(only, &["P13"]) {
        kept.note("P13", writes::with_and_without_live(ground).await);
    }
    if wants(only, &["T23"]) {
        kept.note("T23", neighbours::noisy(ground).await);
    }
    (kept.figures, kept.skipped)
}

/// What was measured so far.
struct Kept {
    figures: Vec<Figure>,
    skipped: Vec<String>,
}

impl Kept {
    fn note(&mut self, bar: &str, outcome: Result<Vec<Figure>, Problem>) {
        match outcome {
            Ok(figures) => {
                for f in &figures {
                    println!("  {}", f.line());
                }
                self.figures.extend(figures);
            }
            Err(problem) => {
                println!("  {bar}: {problem}");
                self.skipped.push(format!("{bar}: {problem}"));
            }
        }
    }
}

fn wants(only: &[String], bars: &[&str]) -> bool {
    only.is_empty() || bars.iter().any(|bar| only.iter().any(|o| o.eq_ignore_ascii_case(bar)))
}
