//! Words on a map, put where nothing else is.

/// On which side of its point a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// A text on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    pub x: f64,
    /// Of the line the letters stand on.
    pub y: f64,
    pub anchor: Anchor,
    pub text: String,
}

/// A rectangle that is taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Area {
    /// Around a point.
    pub fn around((x, y): (f64, f64), across: f64, up: f64) -> Self {
        Self { left: x - across, top: y - up, right: x + across, bottom: y + up }
    }

    /// What a text of this size takes up. Letters are reckoned a little wide, for no font is known here.
    pub fn of(label: &Label, size: f64) -> Self {
        let width = label.text.chars().count() as f64 * size * 0.56;
        let left = match label.anchor {
            Anchor::Start => label.x,
            Anchor::Middle => label.x - width / 2.0,
            Anchor::End => label.x - width,
        };
        Self { left, top: label.y - size * 0.82, right: left + width, bottom: label.y + size * 0.26 }
    }

    /// Whether two of them share any point inside.
    pub fn meets(&self, other: &Area) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    fn holds(&self, (x, y): (f64, f64)) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    fn within(&self, width: f64, height: f64) -> bool {
        self.left >= 2.0 && self.top >= 2.0 && self.right <= width - 2.0 && self.bottom <= height - 2.0
    }
}

/// What is taken on a map so far.
pub struct Room {
    pub width: f64,
    pub height: f64,
    pub taken: Vec<Area>,
    /// Points along the lines, which words rather keep off.
    pub lines: Vec<(f64, f64)>,
}

impl Room {
    /// The first place that is free and off the lines, else the first that is free if `over_lines`; it is taken then.
    pub fn place(&mut self, places: &[Label], size: f64, over_lines: bool) -> Option<Label> {
        let free = |label: &&Label| {
            let area = Area::of(label, size);
            area.within(self.width, self.height) && !self.taken.iter().any(|taken| taken.meets(&area))
        };
        let clear = |label: &&Label| !self.lines.iter().any(|point| Area::of(label, size).holds(*point));
        let found = places.iter().filter(free).find(clear).or_else(|| places.iter().filter(|_| over_lines).find(free)).cloned();
        self.taken.extend(found.iter().map(|label| Area::of(label, size)));
        found
    }
}

/// Where a text may stand around something of half this size: beside it first, then below and above.
pub fn beside((x, y): (f64, f64), (across, up): (f64, f64), size: f64, text: &str) -> Vec<Label> {
    let label = |x: f64, y: f64, anchor| Label { x, y, anchor, text: text.to_string() };
    let middle = y + size * 0.3;
    vec![
        label(x + across + 4.0, middle, Anchor::Start),
        label(x - across - 4.0, middle, Anchor::End),
        label(x, y + up + size, Anchor::Middle),
        label(x, y - up - size * 0.4, Anchor::Middle),
        label(x + across, y + up + size * 0.8, Anchor::Start),
        label(x + across, y - up - size * 0.2, Anchor::Start),
        label(x - across, y + up + size * 0.8, Anchor::End),
        label(x - across, y - up - size * 0.2, Anchor::End),
    ]
}

/// A text of at most `most` characters.
pub fn shortened(text: &str, most: usize) -> String {
    let text = text.trim();
    if text.chars().count() <= most {
        return text.to_string();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}
