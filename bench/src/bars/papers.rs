//! P15: quotes as PDF files, in this process: the server does the same between reading a revision and answering.

use std::time::Instant;

use super::Bench;
use crate::report::{Figure, Kind};
use crate::wire::Problem;

/// How often each is written.
const TIMES: usize = 60;

pub async fn quotes(_: &mut Bench<'_>) -> Result<Vec<Figure>, Problem> {
    let mut figures = Vec::new();
    for (bar, lines, about, goal) in
        [("P15", 5, "a quote of one page as PDF, p95", 60.0), ("P15b", 60, "of 60 lines", 300.0), ("P15c", 120, "of 120 lines", 900.0)]
    {
        let document = paper::sample::quote(lines);
        let began = Instant::now();
        let size = document.pdf()?.len();
        let first = began.elapsed().as_secs_f64() * 1000.0;
        let mut times = Vec::with_capacity(TIMES);
        for _ in 0..TIMES {
            let began = Instant::now();
            document.pdf()?;
            times.push(began.elapsed().as_secs_f64() * 1000.0);
        }
        times.sort_by(f64::total_cmp);
        let note = format!("{} kB; the first took {first:.0} ms, the middle one {:.1}", size / 1000, times[TIMES / 2]);
        figures.push(Figure::new(bar, about, Kind::Time, times[TIMES * 95 / 100], "ms").most(goal).on(format!("{lines} lines")).note(note));
    }
    Ok(figures)
}
