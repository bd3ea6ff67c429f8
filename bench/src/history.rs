//! Figures of former runs: a size, a count or a ratio that got worse fails the run; times only warn, because they
//! depend on the machine and on who else works on it.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::report::{Figure, Kind, Report};

/// How much worse than usual is allowed, by kind.
const SLACK: [(Kind, f64); 4] = [(Kind::Count, 1.0), (Kind::Size, 1.05), (Kind::Ratio, 1.25), (Kind::Time, 1.5)];
/// How many former runs say what is usual.
const USUAL: usize = 5;

#[derive(Serialize, Deserialize)]
struct Line {
    at: String,
    commit: String,
    scale: f64,
    values: BTreeMap<String, f64>,
}

/// What got worse.
#[derive(Default, Debug, PartialEq)]
pub struct Worse {
    pub fails: Vec<String>,
    pub warns: Vec<String>,
}

/// Compares a run with those before it at the same scale.
pub fn compare(text: &str, report: &Report) -> Worse {
    let before: Vec<Line> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let mut worse = Worse::default();
    for figure in &report.figures {
        let mut usual: Vec<f64> = before
            .iter()
            .rev()
            .filter(|l| l.scale == report.scale)
            .filter_map(|l| l.values.get(&figure.bar).copied())
            .take(USUAL)
            .collect();
        usual.sort_by(f64::total_cmp);
        let Some(median) = usual.get(usual.len() / 2).copied() else { continue };
        if is_worse(figure, median) {
            let line = format!("{} {}: {} {}, usually {}", figure.bar, figure.about, figure.value, figure.unit, median);
            // a single former run is too little to call a swing a regression, except for what cannot swing
            if figure.kind == Kind::Time { worse.warns.push(line) } else { worse.fails.push(line) }
        }
    }
    worse
}

fn is_worse(figure: &Figure, usual: f64) -> bool {
    let slack = SLACK.iter().find(|(kind, _)| *kind == figure.kind).map_or(1.0, |(_, slack)| *slack);
    // memory swings by some megabytes with what the allocator keeps
    let grace = if figure.unit == "MB" { 8.0 } else { 0.0 };
    if figure.at_least { figure.value * slack + grace < usual } else { figure.value > usual * slack + grace + 1e-9 }
}

/// Adds a run to the history.
pub fn append(path: &Path, report: &Report) -> std::io::Result<()> {
    use std::io::Write;
    let values = report.figures.iter().map(|f| (f.bar.clone(), f.value)).collect();
    let line = Line { at: report.at.clone(), commit: report.commit.clone(), scale: report.scale, values };
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path)?;
    writeln!(file, "{}", serde_json::to_string(&line)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(figures: Vec<Figure>) -> Report {
        Report {
            at: "t".into(),
            commit: "c".into(),
            scale: 0.1,
            data: String::new(),
            machine: String::new(),
            figures,
            skipped: vec![],
            statements: vec![],
        }
    }

    fn history(value: f64) -> String {
        let line = |scale: f64, v: f64| format!(r#"{{"at":"t","commit":"c","scale":{scale},"values":{{"A":{v},"B":{v}}}}}"#);
        [line(0.1, value), line(0.1, value), line(1.0, value * 100.0), "not json".into()].join("\n")
    }

    #[test]
    fn counts_fail_and_times_warn() {
        let count = Figure::new("A", "statements", Kind::Count, 5.0, "");
        let time = Figure::new("B", "list", Kind::Time, 9.0, "ms");
        let worse = compare(&history(4.0), &run(vec![count.clone(), time]));
        assert_eq!((worse.fails.len(), worse.warns.len()), (1, 1), "{worse:?}");
        assert_eq!(compare(&history(5.0), &run(vec![count.clone()])), Worse::default());
        assert_eq!(compare("", &run(vec![count])), Worse::default(), "the first run has nothing to be worse than");
    }

    #[test]
    fn larger_may_be_better() {
        let rate = |v| Figure { at_least: true, ..Figure::new("A", "ratio", Kind::Ratio, v, "") };
        assert_eq!(compare(&history(1.0), &run(vec![rate(0.9)])), Worse::default());
        assert_eq!(compare(&history(1.0), &run(vec![rate(0.7)])).fails.len(), 1);
    }
}
