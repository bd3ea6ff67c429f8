//! P14: the figures that are answered over all records of an organization.

use super::{Bench, lists};
use crate::report::{Figure, Kind};
use crate::wire::Problem;

/// There is no room for reports yet: these are the sums that pages show.
const SUMS: [(&str, &str, &str, &str); 3] = [
    (
        "P14",
        "pipeline by stage with sums (the board), p95",
        "/api/v1/board",
        "with its cards and what was won this month; no room answers the revenue of other months yet",
    ),
    (
        "P14b",
        "figures over all jobs, p95",
        "/api/v1/jobs?descending=true&limit=1",
        "counts, open value and what is to invoice, with one job",
    ),
    ("P14c", "figures over all quotes, p95", "/api/v1/quotes?limit=1", "counts and open value, with one quote"),
];

pub async fn sums(bench: &mut Bench<'_>) -> Result<Vec<Figure>, Problem> {
    let mut figures = Vec::new();
    for (bar, about, path, what) in SUMS {
        let mut clients = bench.clients(0, &["owner"], 1).await?;
        for client in &mut clients {
            for _ in 0..10 {
                client.get(path).await?.good()?;
            }
        }
        let times = lists::same(bench, clients, path).await?.latencies;
        figures.push(
            Figure::new(bar, about, Kind::Time, times.at(0.95), "ms")
                .most(50.0)
                .note(format!("median {:.1} ms of {}; {what}", times.at(0.5), times.count()))
                .curve(times.curve()),
        );
    }
    Ok(figures)
}
