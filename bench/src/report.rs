//! What was measured: a table for the console, JSON, and a page with plots.

use std::fmt::Write;

use serde::{Deserialize, Serialize};

/// What kind of number a bar has, which decides how strictly its history is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Milliseconds, requests a second, CPU: depends on the machine and on who else works on it.
    Time,
    /// Statements, nodes, errors.
    Count,
    /// Bytes, megabytes.
    Size,
    /// One thing against another in the same run.
    Ratio,
}

/// A bar with its figure.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Figure {
    /// `P1`, with a suffix where a bar has several numbers.
    pub bar: String,
    /// What it is about.
    pub about: String,
    pub kind: Kind,
    pub value: f64,
    pub unit: String,
    /// The number to reach; none for figures that stand for themselves.
    pub goal: Option<f64>,
    /// Whether larger is better.
    pub at_least: bool,
    /// What else to know.
    #[serde(default)]
    pub note: String,
    /// What it was measured on; empty for the dataset as a whole.
    #[serde(default)]
    pub data: String,
    /// Latencies at quantiles, for the plot.
    #[serde(default)]
    pub curve: Vec<(f64, f64)>,
}

impl Figure {
    pub fn new(bar: &str, about: &str, kind: Kind, value: f64, unit: &str) -> Self {
        Self {
            bar: bar.into(),
            about: about.into(),
            kind,
            value,
            unit: unit.into(),
            goal: None,
            at_least: false,
            note: String::new(),
            data: String::new(),
            curve: Vec::new(),
        }
    }

    pub fn most(mut self, goal: f64) -> Self {
        self.goal = Some(goal);
        self
    }

    pub fn least(mut self, goal: f64) -> Self {
        self.goal = Some(goal);
        self.at_least = true;
        self
    }

    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// What it was measured on, where that is not the dataset as a whole.
    pub fn on(mut self, data: impl Into<String>) -> Self {
        self.data = data.into();
        self
    }

    pub fn curve(mut self, curve: Vec<(f64, f64)>) -> Self {
        self.curve = curve;
        self
    }

    /// Whether the bar is held; none when there is none.
    pub fn holds(&self) -> Option<bool> {
        self.goal.map(|goal| if self.at_least { self.value >= goal } else { self.value <= goal })
    }

    pub fn verdict(&self) -> &'static str {
        match self.holds() {
            Some(true) => "holds",
            Some(false) => "MISSED",
            None => "-",
        }
    }

    /// The figure in one line.
    pub fn line(&self) -> String {
        format!("{:<8} {:<58} {} {} ({}) {}", self.bar, self.about, number(self.value), self.unit, self.goal_text(), self.verdict())
    }

    pub fn goal_text(&self) -> String {
        self.goal.map_or_else(|| "-".into(), |goal| format!("{} {}", if self.at_least { "≥" } else { "≤" }, number(goal)))
    }
}

/// Enough digits to compare.
pub fn number(value: f64) -> String {
    if value.fract() == 0.0 || value.abs() >= 1000.0 {
        format!("{value:.0}")
    } else if value.abs() >= 10.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.2}")
    }
}

/// Everything of a run.
#[derive(Serialize, Deserialize)]
pub struct Report {
    pub at: String,
    pub commit: String,
    pub scale: f64,
    /// Rows of the largest tables.
    pub data: String,
    pub machine: String,
    pub figures: Vec<Figure>,
    /// What could not be measured, and why.
    pub skipped: Vec<String>,
    /// Statements that took most of the database's time.
    pub statements: Vec<String>,
}

impl Report {
    /// What a figure was measured on.
    fn data_of(&self, figure: &Figure) -> String {
        if figure.data.is_empty() { format!("D1 × {}", self.scale) } else { figure.data.clone() }
    }

    pub fn table(&self) -> String {
        let mut out = String::new();
        let _ =
            writeln!(out, "{:<8} {:<58} {:>10} {:>12} {:<5} {:<7} {:<24} note", "bar", "what", "value", "goal", "unit", "verdict", "data");
        for f in &self.figures {
            let _ = writeln!(
                out,
                "{:<8} {:<58} {:>10} {:>12} {:<5} {:<7} {:<24} {}",
                f.bar,
                f.about.chars().take(58).collect::<String>(),
                number(f.value),
                f.goal_text(),
                f.unit,
                f.verdict(),
                self.data_of(f),
                f.note
            );
        }
        let held = self.figures.iter().filter(|f| f.holds() == Some(true)).count();
        let bars = self.figures.iter().filter(|f| f.goal.is_some()).count();
        let _ = writeln!(out, "\n{held} of {bars} bars hold. {}. {}. {}", self.data, self.machine, self.at);
        for skipped in &self.skipped {
            let _ = writeln!(out, "not measured: {skipped}");
        }
        out
    }

    pub fn page(&self) -> String {
        let mut rows = String::new();
        for f in &self.figures {
            let class = f.verdict().to_lowercase();
            let share = f.goal.filter(|g| *g > 0.0 && f.value > 0.0).map(|g| if f.at_least { g / f.value } else { f.value / g });
            let _ = write!(
                rows,
                "<tr class={class}><td>{}<td>{}<td class=n>{} {}<td class=n>{}<td>{}<td>{}<td>{}<td>{}",
                f.bar,
                text(&f.about),
                number(f.value),
                f.unit,
                f.goal_text(),
                share.map(bar).unwrap_or_default(),
                f.verdict(),
                text(&self.data_of(f)),
                text(&f.note)
            );
        }
        let mut plots = String::new();
        for f in self.figures.iter().filter(|f| !f.curve.is_empty()) {
            let _ = write!(plots, "<figure><figcaption>{} {}</figcaption>{}</figure>", f.bar, text(&f.about), curve(f));
        }
        let list = |items: &[String]| items.iter().map(|s| format!("<li>{}", text(s))).collect::<String>();
        format!(
            "<!doctype html><html lang=en><meta charset=utf-8><title>Tailboard bench</title><style>{STYLE}</style><h1>Tailboard bench</h1>\
             <p>{} · commit {} · {} · {}</p><table><tr><th>Bar<th>What<th>Value<th>Goal<th>Of the goal<th>Verdict<th>Data<th>Note{rows}</table>\
             <h2>Latencies by quantile</h2><div class=plots>{plots}</div><h2>Not measured</h2><ul>{}</ul><h2>Where the database's time went</h2><ul class=sql>{}</ul></html>",
            text(&self.at),
            text(&self.commit),
            text(&self.data),
            text(&self.machine),
            list(&self.skipped),
            list(&self.statements)
        )
    }
}

const STYLE: &str = "body{font:15px/1.5 system-ui;margin:2rem auto;max-width:78rem;padding:0 1rem;color:#1b1f24}table{border-collapse:collapse;width:100%}\
td,th{padding:.3rem .6rem;border-bottom:1px solid #d8dde3;text-align:left;vertical-align:top}.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}\
.missed{background:#fdecea}.plots{display:flex;flex-wrap:wrap;gap:1rem}figure{margin:0;width:24rem}figcaption{font-size:13px}.sql{font:12px/1.4 ui-monospace,monospace}";

fn text(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// How far a figure is towards its goal; the line is the goal.
fn bar(share: f64) -> String {
    let width = (share.min(2.0) * 50.0).max(1.0);
    let colour = if share <= 1.0 { "#1a7f4b" } else { "#c0392b" };
    format!(
        "<svg width=100 height=12 role=img aria-label=\"{:.0} % of the goal\"><rect width={width:.0} height=12 fill={colour} /><line x1=50 x2=50 y1=0 y2=12 stroke=#1b1f24 /></svg>",
        share * 100.0
    )
}

/// Latency over quantiles, the time axis logarithmic.
fn curve(f: &Figure) -> String {
    let (w, h, left) = (360.0, 170.0, 40.0);
    let low = f.curve.iter().map(|p| p.1).filter(|v| *v > 0.0).fold(f64::MAX, f64::min).max(0.01).log10().floor();
    let high = f.curve.iter().map(|p| p.1).fold(0.1, f64::max).log10().ceil().max(low + 1.0);
    let y = |ms: f64| h - 20.0 - (ms.max(0.01).log10() - low) / (high - low) * (h - 30.0);
    let step = (w - left - 10.0) / (f.curve.len().max(2) - 1) as f64;
    let points: Vec<String> = f.curve.iter().enumerate().map(|(n, p)| format!("{:.1},{:.1}", left + n as f64 * step, y(p.1))).collect();
    let mut out = format!("<svg viewBox=\"0 0 {w} {h}\" width={w} height={h} role=img aria-label=\"latency by quantile\">");
    for power in low as i32..=high as i32 {
        let ms = 10f64.powi(power);
        let _ = write!(
            out,
            "<line x1={left} x2={w} y1={0:.1} y2={0:.1} stroke=#d8dde3 /><text x=0 y={1:.1} font-size=10>{2} ms</text>",
            y(ms),
            y(ms) + 3.0,
            number(ms)
        );
    }
    for (n, (quantile, _)) in f.curve.iter().enumerate().filter(|(n, _)| n % 2 == 1 || *n + 1 == f.curve.len()) {
        let _ =
            write!(out, "<text x={:.1} y={h} font-size=10 text-anchor=middle>{}</text>", left + n as f64 * step, number(quantile * 100.0));
    }
    let _ = write!(out, "<polyline points=\"{}\" fill=none stroke=#1f4fd8 stroke-width=2 /></svg>", points.join(" "));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Report {
        let fast = Figure::new("P1", "list <leads>", Kind::Time, 3.0, "ms").most(5.0).curve(vec![(0.5, 3.0), (0.99, 9.0)]);
        let slow = Figure::new("P1c", "list leads", Kind::Time, 900.0, "/s").least(1000.0);
        Report {
            at: "now".into(),
            commit: "abc".into(),
            scale: 0.1,
            data: "d".into(),
            machine: "m".into(),
            figures: vec![fast, slow, Figure::new("X", "alone", Kind::Count, 1.0, "")],
            skipped: vec!["W6: no such page".into()],
            statements: vec![],
        }
    }

    #[test]
    fn verdicts_follow_the_direction_of_the_goal() {
        let table = report().table();
        assert!(table.contains("1 of 2 bars hold"), "{table}");
        assert!(table.contains("MISSED") && table.contains("not measured: W6"), "{table}");
    }

    #[test]
    fn the_page_escapes_and_plots() {
        let page = report().page();
        assert!(page.contains("list &lt;leads>") && page.contains("<polyline"), "{page}");
    }
}
