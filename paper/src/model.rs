//! What a paper holds.

use chrono::{DateTime, Utc};

/// What stands for the number of a page, and for how many there are, in [`Document::page_words`].
pub const PAGE: &str = "\u{1}";
/// See [`PAGE`].
pub const PAGES: &str = "\u{2}";

/// The sheet it is printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// 8.5 × 11 inches, as in North America.
    Letter,
    /// 210 × 297 millimetres.
    A4,
}

/// A paper. Equal documents give equal bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    pub title: String,
    /// Whose paper it is: stands on top of the first page and small on every other.
    pub sender: String,
    /// How to reach them, one line each.
    pub reach: Vec<String>,
    /// What stands small on top of the second page and those after it, beside the sender.
    pub running: String,
    /// What stands at the bottom of every page.
    pub foot: String,
    /// The words of a page number, with [`PAGE`] and [`PAGES`] for the figures.
    pub page_words: String,
    /// The language, as a BCP 47 tag.
    pub language: &'static str,
    /// The sender's colour: red, green, blue.
    pub colour: [u8; 3],
    pub sheet: Sheet,
    /// What the file says of when it was made.
    pub dated: DateTime<Utc>,
    /// Names the paper in all its versions.
    pub id: String,
    pub blocks: Vec<Block>,
}

/// A piece of a paper.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// The one title, with what kind of paper it is above and its reference below.
    Title {
        kind: String,
        text: String,
        reference: String,
    },
    /// The head of a section.
    Heading(String),
    Text(String),
    /// A text in small, quiet letters.
    Small(String),
    /// A text nobody should miss.
    Notice(String),
    /// Short facts, three beside each other: what it is, its value.
    Facts(Vec<(String, String)>),
    Table(Table),
    List(Vec<String>),
    /// A drawn signature in a box of 340 × 120, with what it shows in words.
    Drawing {
        words: String,
        strokes: Vec<Vec<(f32, f32)>>,
    },
    /// A written signature.
    Signed(String),
    /// Lines to be filled in by hand, beside each other.
    Blanks(Vec<String>),
}

/// A table. The head comes again where the table goes on on another page.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What the table is about, for who cannot see it.
    pub summary: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub title: String,
    /// Its share of the width.
    pub share: f32,
    /// Whether it holds figures, which end on one line.
    pub figures: bool,
}

/// How a row looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    Plain,
    /// Part of a sum, or what of it is due when: kept together with the total.
    Sum,
    /// What it all comes to.
    Total,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub kind: RowKind,
    pub cells: Vec<Cell>,
}

/// A cell: a text, and a quieter one below it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    pub text: String,
    pub note: String,
}

impl Cell {
    /// A cell with nothing below.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), note: String::new() }
    }
}

/// Why there is no file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It would have more pages than anybody reads.
    TooLong,
    /// The file could not be written; says what is wrong with it.
    Refused(String),
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Problem::TooLong => write!(f, "the paper has too many pages"),
            Problem::Refused(why) => write!(f, "the paper cannot be written: {why}"),
        }
    }
}

impl std::error::Error for Problem {}

impl Document {
    /// The paper as a PDF file.
    pub fn pdf(&self) -> Result<Vec<u8>, Problem> {
        crate::draw::file(self, crate::layout::pages(self)?)
    }
}
