//! A drawing as SVG, to stand within a page: its looks come from the page's style sheet, by `data-m`.

use std::fmt::Write;

use super::draw::{Drawing, HEIGHT, RADIUS, WIDTH, Way};
use super::label::{Anchor, Label};

/// A number as short as it is exact enough.
fn n(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    // no minus before nothing
    if rounded == 0.0 { "0".into() } else { rounded.to_string() }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn words(kind: &str, label: &Label) -> String {
    let anchor = match label.anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    format!("<text data-m=\"{kind}\" x=\"{}\" y=\"{}\"{anchor}>{}</text>", n(label.x), n(label.y), escaped(&label.text))
}

fn path(points: &[(f64, f64)]) -> String {
    let mut path = String::new();
    for (i, (x, y)) in points.iter().enumerate() {
        let _ = write!(path, "{}{} {}", if i == 0 { "M" } else { "L" }, n(*x), n(*y));
    }
    path
}

fn line(way: &Way) -> String {
    let kind = if way.gap { "gap" } else { "way" };
    let arrow = way.arrow.map_or_else(String::new, |corners| format!("<path data-m=\"arrow\" d=\"{}Z\"/>", path(&corners)));
    format!("<path data-m=\"{kind}\" d=\"{}\"/>{arrow}", path(&way.points))
}

impl Drawing {
    /// The map as an image, called `title` by those who do not see it.
    pub fn svg(&self, title: &str) -> String {
        let mut out =
            format!("<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\" focusable=\"false\">", n(WIDTH), n(HEIGHT), escaped(title));
        for spot in &self.spots {
            let _ = write!(out, "<circle data-m=\"spot\" cx=\"{}\" cy=\"{}\" r=\"1.6\"/>", n(spot.x), n(spot.y));
            out.extend(spot.label.iter().map(|label| words("town", label)));
        }
        out.extend(self.ways.iter().map(line));
        out.extend(self.ways.iter().filter_map(|way| way.label.as_ref()).map(|label| words("leg", label)));
        for mark in &self.marks {
            let (x, y) = (n(mark.x), n(mark.y));
            let _ = write!(
                out,
                "<g data-m=\"stop\"><circle cx=\"{x}\" cy=\"{y}\" r=\"{}\"/><text x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{}</text></g>",
                n(RADIUS),
                n(mark.y + 3.4),
                mark.number
            );
        }
        out.extend(self.labels.iter().map(|label| words("name", label)));
        if let Some(bar) = &self.bar {
            let (end, low) = (n(8.0 + bar.width), n(HEIGHT - 8.0));
            let high = n(HEIGHT - 12.0);
            let _ = write!(out, "<path data-m=\"bar\" d=\"M8 {high}V{low}H{end}V{high}\"/>");
            let km = if bar.km < 1.0 { format!("{} m", n(bar.km * 1000.0)) } else { format!("{} km", n(bar.km)) };
            let _ = write!(out, "<text data-m=\"scale\" x=\"12\" y=\"{}\">{km}</text>", n(HEIGHT - 12.0));
        }
        out.push_str("</svg>");
        out
    }
}
