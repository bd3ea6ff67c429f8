//! Texts as lines of glyphs: which characters are drawn, in which direction, and where a line may end.

use std::collections::HashMap;
use std::ops::Range;

use krilla::text::{GlyphId, KrillaGlyph};
use rustybuzz::{Direction, Feature, ShapePlan, UnicodeBuffer, script, ttf_parser::Tag};
use unicode_bidi::{BidiInfo, Level};
use unicode_script::{Script, UnicodeScript};

use crate::fonts::{drawn, face};

/// Glyphs of one face in one direction, with the text they stand for. Widths are in ems.
#[derive(Clone, Debug)]
pub struct Run {
    pub face: usize,
    pub level: Level,
    pub text: String,
    pub glyphs: Vec<KrillaGlyph>,
    pub width: f32,
}

/// A line, its runs in the order they are seen.
#[derive(Clone, Debug)]
pub struct Line {
    pub runs: Vec<Run>,
    /// In ems, without spaces at its end.
    pub width: f32,
    /// Whether it is read from the right.
    pub rtl: bool,
}

impl Line {
    /// What it says.
    #[cfg(test)]
    pub fn text(&self) -> String {
        let mut runs: Vec<&Run> = self.runs.iter().collect();
        if self.rtl {
            runs.reverse();
        }
        runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// How letters look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hand {
    pub bold: bool,
    /// All figures equally wide.
    pub figures: bool,
}

type PlanKey = (usize, bool, Option<rustybuzz::Script>, bool);

/// Shapes texts; keeps what is worked out once per face and script.
#[derive(Default)]
pub struct Shaper {
    plans: HashMap<PlanKey, ShapePlan>,
}

/// A piece of a line between two places where it may end.
struct Piece {
    runs: Vec<Run>,
    width: f32,
    space: bool,
}

impl Shaper {
    /// The lines of a text where one may be `width` ems wide.
    pub fn lines(&mut self, text: &str, hand: Hand, width: f32) -> Vec<Line> {
        clean(text).split('\n').flat_map(|paragraph| self.paragraph(paragraph, hand, width)).collect()
    }

    fn paragraph(&mut self, text: &str, hand: Hand, width: f32) -> Vec<Line> {
        if text.is_empty() {
            return vec![Line { runs: Vec::new(), width: 0.0, rtl: false }];
        }
        let bidi = BidiInfo::new(text, None);
        let base = bidi.paragraphs.first().map_or(Level::ltr(), |paragraph| paragraph.level);
        let mut rows = Rows { lines: Vec::new(), now: Vec::new(), used: 0.0, width, base };
        let mut start = 0;
        for (end, _) in unicode_linebreak::linebreaks(text) {
            let word = &text[start..end];
            let solid = word.trim_end_matches(char::is_whitespace).len();
            for (range, space) in [(start..start + solid, false), (start + solid..end, true)] {
                if !range.is_empty() {
                    let runs = self.runs(text, range, &bidi.levels, hand);
                    rows.add(Piece { width: runs.iter().map(|run| run.width).sum(), runs, space });
                }
            }
            start = end;
        }
        rows.finish()
    }

    /// A range of a text as runs of one face, script and direction each.
    fn runs(&mut self, text: &str, range: Range<usize>, levels: &[Level], hand: Hand) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut open: Option<(usize, Level, Script, usize)> = None;
        let mut letters: Vec<(char, usize)> = Vec::new();
        let mut before = None;
        for (offset, c) in text[range.clone()].char_indices() {
            let at = range.start + offset;
            let (letter, face) = drawn(c, hand.bold, before);
            let (level, script) = (levels[at], known(c.script()));
            before = Some(face);
            if let Some((old, same, had, begun)) = &mut open {
                let goes_on = *old == face && *same == level && (script == Script::Common || *had == Script::Common || *had == script);
                if goes_on {
                    if *had == Script::Common {
                        *had = script;
                    }
                } else {
                    let (old, same, begun) = (*old, *same, *begun);
                    runs.push(self.shape(&text[begun..at], std::mem::take(&mut letters), begun, old, same, hand));
                    open = None;
                }
            }
            open.get_or_insert((face, level, script, at));
            letters.push((letter, at));
        }
        if let Some((face, level, _, begun)) = open {
            runs.push(self.shape(&text[begun..range.end], letters, begun, face, level, hand));
        }
        runs
    }

    fn shape(&mut self, text: &str, letters: Vec<(char, usize)>, begun: usize, at: usize, level: Level, hand: Hand) -> Run {
        let mut buffer = UnicodeBuffer::new();
        for (letter, offset) in letters {
            buffer.add(letter, u32::try_from(offset - begun).unwrap_or(u32::MAX));
        }
        buffer.guess_segment_properties();
        let direction = if level.is_rtl() { Direction::RightToLeft } else { Direction::LeftToRight };
        buffer.set_direction(direction);
        let script = Some(buffer.script()).filter(|script| *script != script::UNKNOWN);
        let shaper = &face(at).shaper;
        let plan = self.plans.entry((at, level.is_rtl(), script, hand.figures)).or_insert_with(|| {
            let features = [Feature::new(Tag::from_bytes(b"tnum"), u32::from(hand.figures), ..)];
            ShapePlan::new(shaper, direction, script, None, &features)
        });
        let shaped = rustybuzz::shape_with_plan(shaper, plan, buffer);
        let mut starts: Vec<usize> = shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        starts.sort_unstable();
        starts.dedup();
        let em = shaper.units_per_em() as f32;
        let glyphs: Vec<KrillaGlyph> = shaped
            .glyph_infos()
            .iter()
            .zip(shaped.glyph_positions())
            // what has no glyph after all is left out: a file with such a hole is refused by who checks it
            .filter(|(info, _)| info.glyph_id != 0)
            .map(|(info, place)| {
                let from = info.cluster as usize;
                let to = starts.get(starts.partition_point(|start| *start <= from)).copied().unwrap_or(text.len());
                let [x, dx, dy, y] = [place.x_advance, place.x_offset, place.y_offset, place.y_advance].map(|n| n as f32 / em);
                KrillaGlyph::new(GlyphId::new(info.glyph_id), x, dx, dy, y, from..to, None)
            })
            .collect();
        Run { face: at, level, text: text.to_string(), width: glyphs.iter().map(|glyph| glyph.x_advance).sum(), glyphs }
    }
}

/// Marks and signs belong to whatever they stand among; the scripts of one face need no borders.
fn known(script: Script) -> Script {
    match script {
        Script::Inherited | Script::Unknown => Script::Common,
        Script::Hiragana | Script::Katakana => Script::Han,
        other => other,
    }
}

/// A text without what has no place on paper: controls, marks that turn the direction of what follows, selectors of
/// a look no face here has.
fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push(' '),
            '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => {}
            '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0000}'..='\u{e0fff}' => {}
            c if c.is_control() || u32::from(c) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&c) => {}
            c => out.push(c),
        }
    }
    out
}

/// A text for where the file takes one line: titles, descriptions. Never empty.
pub fn in_a_line(text: &str) -> String {
    let line = clean(text).split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() { "–".into() } else { line.chars().take(500).collect() }
}

/// Pieces being put into lines.
struct Rows {
    lines: Vec<Line>,
    now: Vec<Piece>,
    used: f32,
    width: f32,
    base: Level,
}

impl Rows {
    fn add(&mut self, piece: Piece) {
        if !piece.space && self.used + piece.width > self.width {
            if !self.now.is_empty() {
                self.end();
            }
            if piece.width > self.width {
                return self.cut(piece);
            }
        }
        self.used += piece.width;
        self.now.push(piece);
    }

    /// A word that is wider than a line ends wherever the line does, between two letters.
    fn cut(&mut self, piece: Piece) {
        for run in piece.runs {
            for part in clusters(run) {
                if self.used > 0.0 && self.used + part.width > self.width {
                    self.end();
                }
                self.used += part.width;
                match self.now.last_mut().and_then(|last| last.runs.last_mut()) {
                    Some(last) if last.face == part.face && last.level == part.level => join(last, part),
                    _ => self.now.push(Piece { width: part.width, runs: vec![part], space: false }),
                }
            }
        }
    }

    fn end(&mut self) {
        let mut pieces = std::mem::take(&mut self.now);
        self.used = 0.0;
        let mut space = Vec::new();
        while pieces.last().is_some_and(|piece| piece.space) {
            space.extend(pieces.pop().into_iter().flat_map(|piece| piece.runs));
        }
        let mut runs: Vec<Run> = pieces.into_iter().flat_map(|piece| piece.runs).collect();
        let width = runs.iter().map(|run| run.width).sum();
        reorder(&mut runs);
        // it is not seen, but who reads the file aloud must not join the last word of a line to the first of the next
        runs.extend(space);
        self.lines.push(Line { runs, width, rtl: self.base.is_rtl() });
    }

    fn finish(mut self) -> Vec<Line> {
        if !self.now.is_empty() {
            self.end();
        }
        self.lines
    }
}

/// A run as its smallest parts, in the order of the text.
fn clusters(run: Run) -> Vec<Run> {
    let mut groups: Vec<Vec<KrillaGlyph>> = Vec::new();
    for glyph in run.glyphs {
        match groups.last_mut() {
            Some(group) if group[0].text_range == glyph.text_range => group.push(glyph),
            _ => groups.push(vec![glyph]),
        }
    }
    if run.level.is_rtl() {
        groups.reverse();
    }
    let part = |mut glyphs: Vec<KrillaGlyph>| {
        let range = glyphs[0].text_range.clone();
        glyphs.iter_mut().for_each(|glyph| glyph.text_range = 0..range.len());
        let width = glyphs.iter().map(|glyph| glyph.x_advance).sum();
        Run { face: run.face, level: run.level, text: run.text[range].to_string(), glyphs, width }
    };
    groups.into_iter().map(part).collect()
}

/// Puts a part behind a run, in the direction of the run.
fn join(run: &mut Run, mut part: Run) {
    let shift = run.text.len();
    run.text.push_str(&part.text);
    run.width += part.width;
    part.glyphs.iter_mut().for_each(|glyph| glyph.text_range = glyph.text_range.start + shift..glyph.text_range.end + shift);
    if run.level.is_rtl() {
        part.glyphs.append(&mut run.glyphs);
        run.glyphs = part.glyphs;
    } else {
        run.glyphs.append(&mut part.glyphs);
    }
}

/// The order in which runs are seen (rule L2 of the bidirectional algorithm).
fn reorder(runs: &mut [Run]) {
    let Some(highest) = runs.iter().map(|run| run.level.number()).max() else { return };
    for level in (1..=highest).rev() {
        let mut at = 0;
        while at < runs.len() {
            let end = at + runs[at..].iter().take_while(|run| run.level.number() >= level).count();
            runs[at..end].reverse();
            at = end.max(at + 1);
        }
    }
}
