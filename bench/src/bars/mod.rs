//! The bars of the design, by what they are about. Each function measures some and adds their figures.

mod database;
mod lists;
mod live;
mod people;
mod process;
mod statements;
pub use statements::heaviest;
mod writes;

use std::time::Duration;

use crate::ground::{Ground, Server};
use crate::report::Figure;
use crate::wire::{Client, Problem};

/// What the bars measure with.
pub struct Bench<'a> {
    pub ground: &'a Ground,
    pub server: &'a Server,
    pub figures: Vec<Figure>,
    pub skipped: Vec<String>,
    /// Only these bars, if any are named.
    pub only: Vec<String>,
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

    fn wants(&self, bars: &[&str]) -> bool {
        self.only.is_empty() || bars.iter().any(|bar| self.only.iter().any(|o| o.eq_ignore_ascii_case(bar)))
    }

    fn note(&mut self, bar: &str, outcome: Result<Vec<Figure>, Problem>) {
        match outcome {
            Ok(figures) => {
                for f in &figures {
                    println!("  {:<8} {:<58} {} {} ({}) {}", f.bar, f.about, crate::report::number(f.value), f.unit, f.goal_text(), f.verdict());
                }
                self.figures.extend(figures);
            }
            Err(problem) => {
                println!("  {bar}: {problem}");
                self.skipped.push(format!("{bar}: {problem}"));
            }
        }
    }

    /// Measures what needs the running server.
    pub async fn measure(&mut self) {
        macro_rules! run {
            ($($bars:expr => $measure:path;)*) => { $(
                if self.wants(&$bars) {
                    let outcome = $measure(self).await;
                    self.note($bars[0], outcome);
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
            ["P6"] => writes::conversion;
            ["P12"] => live::propagation;
            ["P10"] => process::streams;
            ["P8", "P9"] => people::mix;
            ["P10"] => process::after;
        }
    }

    /// Measures what starts servers of its own.
    pub async fn measure_alone(&mut self) {
        if self.wants(&["P11"]) {
            let outcome = process::cold_start(self).await;
            self.note("P11", outcome);
        }
        if self.wants(&["P13"]) {
            let outcome = writes::with_and_without_live(self).await;
            self.note("P13", outcome);
        }
    }
}
