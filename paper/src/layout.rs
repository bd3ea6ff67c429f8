//! Where everything stands: blocks become marks on pages, and the structure that says what each mark is.

use crate::cells::{Stack, Waiting};
use crate::model::{Document, PAGE, PAGES, Problem, Sheet};
use crate::shape::{Line, Shaper};
use crate::style::{SMALL, Style, Tint};

/// Nobody reads more, and nothing that can be entered fills as many.
const MOST_PAGES: usize = 400;
pub const MARGIN: f32 = 54.0;
const BOTTOM: f32 = 62.0;
/// Where the second page begins, below the small head.
const TOP: f32 = 74.0;
/// The space between blocks.
pub const GAP: f32 = 16.0;

pub type NodeId = usize;

/// What a part of the structure is.
#[derive(Clone, Debug, PartialEq)]
pub enum Role {
    Paragraph,
    Heading(u16, String),
    Table(String),
    Head,
    Body,
    Line,
    ColumnTitle,
    RowTitle,
    Data,
    List,
    Item,
    Label,
    Value,
    Figure(String),
}

/// A part of the structure, its parts in reading order.
pub struct Node {
    pub role: Role,
    pub parts: Vec<Part>,
}

/// A part of a part: another one, or a mark on a page.
pub enum Part {
    Node(NodeId),
    Mark { page: usize, at: usize },
}

/// Something on a page. Without a node it is furniture that is not read aloud.
pub struct Mark {
    pub shape: Shape,
    pub node: Option<NodeId>,
}

/// What is drawn.
pub enum Shape {
    Text { line: Line, size: f32, tint: Tint, x: f32, foot: f32 },
    Box { x: f32, y: f32, width: f32, height: f32, tint: Tint },
    Strokes { x: f32, y: f32, scale: f32, strokes: Vec<Vec<(f32, f32)>> },
}

/// A paper laid out.
pub struct Pages {
    pub size: (f32, f32),
    pub pages: Vec<Vec<Mark>>,
    pub nodes: Vec<Node>,
    pub roots: Vec<NodeId>,
    /// The heads of sections: text, page, height on it.
    pub outline: Vec<(String, usize, f32)>,
}

/// Lays a document out.
pub fn pages(document: &Document) -> Result<Pages, Problem> {
    let size = match document.sheet {
        Sheet::Letter => (612.0, 792.0),
        Sheet::A4 => (595.28, 841.89),
    };
    let mut composer = Composer {
        document,
        shaper: Shaper::default(),
        out: Pages { size, pages: vec![Vec::new()], nodes: Vec::new(), roots: Vec::new(), outline: Vec::new() },
        y: 44.0,
    };
    composer.letterhead();
    for (at, block) in document.blocks.iter().enumerate() {
        composer.block(block, document.blocks.get(at + 1));
    }
    if composer.overflows() {
        return Err(Problem::TooLong);
    }
    composer.furniture();
    Ok(composer.out)
}

/// Puts blocks on pages, from the top down.
pub struct Composer<'a> {
    pub document: &'a Document,
    pub shaper: Shaper,
    pub out: Pages,
    /// How far down the page it is.
    pub y: f32,
}

impl Composer<'_> {
    pub fn width(&self) -> f32 {
        self.out.size.0 - 2.0 * MARGIN
    }

    /// What is left of the page.
    pub fn room(&self) -> f32 {
        self.out.size.1 - BOTTOM - self.y
    }

    /// What a page takes in.
    pub fn whole(&self) -> f32 {
        self.out.size.1 - BOTTOM - TOP
    }

    /// Whether there are too many pages.
    pub fn overflows(&self) -> bool {
        self.out.pages.len() > MOST_PAGES
    }

    /// Goes on on the next page.
    pub fn turn(&mut self) {
        self.out.pages.push(Vec::new());
        self.y = TOP;
    }

    pub fn need(&mut self, height: f32) {
        if self.room() < height && self.y > TOP {
            self.turn();
        }
    }

    pub fn node(&mut self, role: Role, parent: Option<NodeId>) -> NodeId {
        let id = self.out.nodes.len();
        self.out.nodes.push(Node { role, parts: Vec::new() });
        match parent {
            Some(parent) => self.out.nodes[parent].parts.push(Part::Node(id)),
            None => self.out.roots.push(id),
        }
        id
    }

    pub fn mark(&mut self, shape: Shape, node: Option<NodeId>) {
        let page = self.out.pages.len() - 1;
        let at = self.out.pages[page].len();
        self.out.pages[page].push(Mark { shape, node });
        if let Some(node) = node {
            self.out.nodes[node].parts.push(Part::Mark { page, at });
        }
    }

    /// Puts a line down whose top is at `y`.
    pub fn write(&mut self, waiting: Waiting, x: f32, y: f32) {
        let Waiting { line, style, node } = waiting;
        if !line.runs.is_empty() {
            self.mark(Shape::Text { line, size: style.size, tint: style.tint, x, foot: y + style.foot() }, Some(node));
        }
    }

    pub fn rule(&mut self, x: f32, width: f32, height: f32, tint: Tint) {
        let y = self.y;
        self.mark(Shape::Box { x, y, width, height, tint }, None);
    }

    pub fn lines(&mut self, text: &str, style: Style, width: f32, node: NodeId) -> Vec<Waiting> {
        let lines = self.shaper.lines(text, style.hand, width / style.size);
        lines.into_iter().map(|line| Waiting { line, style, node }).collect()
    }

    pub fn stack(&mut self, text: &str, style: Style, x: f32, width: f32, node: NodeId) -> Stack {
        Stack { x, width, figures: style.hand.figures, lines: self.lines(text, style, width, node) }
    }

    /// A text over the whole width.
    pub fn text(&mut self, text: &str, style: Style, role: Role) {
        let node = self.node(role, None);
        let stack = self.stack(text, style, MARGIN, self.width(), node);
        self.flow(vec![stack], |_| {});
    }

    /// What stands on every page: the sender's colour or name, the foot, the number of the page.
    fn furniture(&mut self) {
        let (width, tall) = self.out.size;
        let all = self.out.pages.len();
        for page in 0..all {
            let number = self.document.page_words.replace(PAGE, &(page + 1).to_string()).replace(PAGES, &all.to_string());
            let mut texts = vec![(self.document.foot.clone(), tall - 38.0, false), (number, tall - 38.0, true)];
            if page > 0 {
                texts.push((self.document.sender.clone(), 34.0, false));
                texts.push((self.document.running.clone(), 34.0, true));
            }
            let mut shapes = Vec::new();
            for (text, y, ends) in texts {
                let room = if ends { 0.38 } else { 0.6 } * self.width();
                let Some(line) = self.shaper.lines(&text, SMALL.hand, room / SMALL.size).into_iter().next() else { continue };
                let x = if ends { width - MARGIN - line.width * SMALL.size } else { MARGIN };
                shapes.push(Shape::Text { line, size: SMALL.size, tint: Tint::Quiet, x, foot: y + SMALL.foot() });
            }
            if page == 0 {
                shapes.push(Shape::Box { x: 0.0, y: 0.0, width, height: 7.0, tint: Tint::Brand });
            } else {
                shapes.push(Shape::Box { x: MARGIN, y: 50.0, width: self.width(), height: 0.5, tint: Tint::Rule });
            }
            self.out.pages[page].extend(shapes.into_iter().map(|shape| Mark { shape, node: None }));
        }
    }
}
