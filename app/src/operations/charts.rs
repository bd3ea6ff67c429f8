//! What the operator's page shows: figures of now, and the last hour as lines with a table each.

use dioxus::prelude::*;
use server::meter::Sample;

use super::operator_text as text;
use crate::ui::*;

/// Points of a line; more samples are drawn together.
const POINTS: usize = 120;
/// Rows of a table.
const ROWS: usize = 15;
const WIDTH: f64 = 300.0;
const HEIGHT: f64 = 80.0;

/// The figures of now.
#[component]
pub fn Summary(past: Vec<Taken>) -> Element {
    let recent = &past[past.len().saturating_sub(12)..];
    let Some(now) = past.last() else { return rsx! {} };
    let seconds: f64 = recent.iter().map(|s| s.0.seconds).sum();
    let requests: u64 = recent.iter().map(|s| s.0.requests).sum();
    let faults: u64 = past.iter().map(|s| s.0.faults).sum();
    let slow = recent.iter().filter_map(|s| s.0.p95).reduce(f64::max);
    let shared = now.0.shared.unwrap_or_default();
    let away = now.0.shared.is_none();
    let warn = |bad: bool| if bad { Tone::Danger } else { Tone::Neutral };
    rsx! {
        if away { Banner { tone: Tone::Danger, {text::away()} } }
        StatStrip {
            Stat { label: text::rate(), value: format::decimal(requests as f64 / seconds.max(1.0), 1), hint: text::minute() }
            Stat { label: text::p95(), value: slow.map_or_else(|| "–".into(), |value| Unit::Millis.says(value)), hint: text::minute() }
            Stat { label: text::faults(), value: format::number(whole(faults)), tone: warn(faults > 0), delta: (faults > 0).then(text::look), hint: text::hour() }
            Stat { label: text::streams(), value: format::number(whole(now.0.streams)) }
            Stat { label: text::queue(), value: format::number(whole(shared.queue)), hint: text::oldest(Unit::Seconds.says(shared.queue_age)), tone: warn(shared.queue_age > 60.0), delta: (shared.queue_age > 60.0).then(text::behind) }
            Stat { label: text::dead(), value: format::number(whole(shared.dead)), tone: warn(shared.dead > 0), delta: (shared.dead > 0).then(text::look) }
            Stat { label: text::outbox(), value: format::number(whole(shared.outbox)), hint: text::oldest(Unit::Seconds.says(shared.outbox_age)), tone: warn(shared.outbox_age > 5.0), delta: (shared.outbox_age > 5.0).then(text::behind) }
            Stat { label: text::pool(), value: format!("{} / {}", now.0.pool_busy, now.0.pool_open) }
            Stat { label: text::size(), value: format::bytes(shared.bytes) }
        }
    }
}

/// A sample as properties of components are: compared by its moment.
#[derive(Clone, Debug)]
pub struct Taken(pub Sample);

impl PartialEq for Taken {
    fn eq(&self, other: &Self) -> bool {
        self.0.at == other.0.at
    }
}

fn whole(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// What a number counts.
#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Plain,
    Millis,
    Seconds,
}

impl Unit {
    fn says(self, value: f64) -> String {
        let digits = |places| format::decimal(value, places);
        match self {
            Unit::Plain => digits(usize::from(value.fract() != 0.0)),
            Unit::Millis => format!("{} ms", digits(usize::from(value < 10.0))),
            Unit::Seconds => format!("{} s", digits(usize::from(value < 10.0))),
        }
    }
}

/// A line of a chart.
#[derive(Clone, PartialEq)]
struct Line {
    name: String,
    /// None where nothing was measured.
    values: Vec<Option<f64>>,
}

/// The charts.
#[component]
pub fn Board(past: Vec<Taken>) -> Element {
    let group = past.len().div_ceil(POINTS).max(1);
    // counted from the end, so that a group does not change when the next sample comes
    let mut groups: Vec<&[Taken]> = past.rchunks(group).collect();
    groups.reverse();
    let times: Vec<String> =
        groups.iter().filter_map(|g| g.last()).map(|s| s.0.at.format(if group > 11 { "%H:%M" } else { "%H:%M:%S" }).to_string()).collect();
    let line = |name: String, of: &dyn Fn(&Sample) -> Option<f64>, together: fn(&[f64]) -> f64| Line {
        name,
        values: groups
            .iter()
            .map(|g| {
                let found: Vec<f64> = g.iter().filter_map(|s| of(&s.0)).collect();
                (!found.is_empty()).then(|| together(&found))
            })
            .collect(),
    };
    let per_second = |n: u64, s: &Sample| Some(n as f64 / s.seconds.max(0.001));
    let charts: Vec<(String, Unit, Vec<Line>)> = vec![
        (
            text::rate(),
            Unit::Plain,
            vec![line(text::all(), &|s| per_second(s.requests, s), mean), line(text::faults(), &|s| per_second(s.faults, s), mean)],
        ),
        (
            text::latency(),
            Unit::Millis,
            vec![line("p50".into(), &|s| s.p50, most), line("p95".into(), &|s| s.p95, most), line("p99".into(), &|s| s.p99, most)],
        ),
        (text::queue(), Unit::Plain, vec![line(text::units(), &|s| s.shared.map(|d| d.queue as f64), most)]),
        (
            text::ages(),
            Unit::Seconds,
            vec![
                line(text::queue(), &|s| s.shared.map(|d| d.queue_age), most),
                line(text::outbox(), &|s| s.shared.map(|d| d.outbox_age), most),
            ],
        ),
        (text::streams(), Unit::Plain, vec![line(text::open(), &|s| Some(s.streams as f64), most)]),
        (
            text::pool(),
            Unit::Plain,
            vec![line(text::busy(), &|s| Some(s.pool_busy as f64), most), line(text::open(), &|s| Some(s.pool_open as f64), most)],
        ),
    ];
    rsx! {
        div { class: "w-chart-grid",
            for (number, (title, unit, lines)) in charts.into_iter().enumerate() {
                LineChart { key: "{number}", number, title, unit, lines, times: times.clone() }
            }
        }
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

fn most(values: &[f64]) -> f64 {
    values.iter().copied().fold(0.0, f64::max)
}

#[component]
fn LineChart(number: usize, title: String, unit: Unit, lines: Vec<Line>, times: Vec<String>) -> Element {
    let top = lines.iter().flat_map(|l| &l.values).flatten().copied().fold(0.0, f64::max);
    let scale = if top > 0.0 { top } else { 1.0 };
    let last = |line: &Line| line.values.iter().rev().flatten().next().map_or_else(|| "–".to_string(), |value| unit.says(*value));
    let now: Vec<String> = lines.iter().map(|line| format!("{} {}", line.name, last(line))).collect();
    let told = text::told(&title, now.join(", "), unit.says(top));
    let from = times.len().saturating_sub(ROWS);
    let (first, end) = (times.first().cloned().unwrap_or_default(), times.last().cloned().unwrap_or_default());
    rsx! {
        Card { title: title.clone(),
            figure { class: "w-chart",
                div { class: "w-chart-key",
                    for (n, line) in lines.iter().enumerate() {
                        span { key: "{n}", "data-line": "{n + 1}", {line.name.clone()} " " strong { class: "num", {last(line)} } }
                    }
                    span { class: "muted num", {text::top(unit.says(top))} }
                }
                svg { class: "w-chart-plot", view_box: "0 0 {WIDTH} {HEIGHT}", preserve_aspect_ratio: "none", role: "img", "aria-label": told,
                    for (n, line) in lines.iter().enumerate() {
                        for (m, points) in runs(&line.values, scale).into_iter().enumerate() {
                            polyline { key: "{n}-{m}", "data-line": "{n + 1}", points }
                        }
                    }
                }
                figcaption { class: "w-chart-span muted num", span { {first} } span { {text::utc(end)} } }
            }
            details { class: "w-chart-table", id: "table-{number}",
                summary { {text::table()} }
                div { class: "w-table-box", tabindex: "0", role: "region", aria_label: title,
                    table { class: "w-table",
                        thead { tr { th { scope: "col", {text::time()} } for (n, line) in lines.iter().enumerate() { th { key: "{n}", scope: "col", class: "num", {line.name.clone()} } } } }
                        tbody {
                            for at in (from..times.len()).rev() {
                                tr { key: "{at}",
                                    td { "data-label": text::time(), {times[at].clone()} }
                                    for (n, line) in lines.iter().enumerate() {
                                        td { key: "{n}", class: "num", "data-label": line.name.clone(), {line.values[at].map_or_else(|| "–".to_string(), |value| unit.says(value))} }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The stretches of a line between its gaps, as points of a polyline.
fn runs(values: &[Option<f64>], scale: f64) -> Vec<String> {
    let step = WIDTH / values.len().saturating_sub(1).max(1) as f64;
    let mut runs = vec![String::new()];
    for (n, value) in values.iter().enumerate() {
        match value {
            Some(value) => {
                if let Some(run) = runs.last_mut() {
                    // a pixel of room above and below, so that no line is cut in half
                    run.push_str(&format!("{:.1},{:.1} ", n as f64 * step, HEIGHT - 1.0 - value / scale * (HEIGHT - 2.0)));
                }
            }
            None => runs.push(String::new()),
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}
