//! Texts side by side, which go on over the pages together.

use crate::layout::{Composer, NodeId};
use crate::shape::Line;
use crate::style::Style;

/// A line waiting for its place, and the node of the structure it belongs to.
pub struct Waiting {
    pub line: Line,
    pub style: Style,
    pub node: NodeId,
}

/// Lines below each other in one column.
pub struct Stack {
    pub x: f32,
    pub width: f32,
    /// Whether every line ends where the column does.
    pub figures: bool,
    pub lines: Vec<Waiting>,
}

impl Stack {
    fn height(&self) -> f32 {
        self.lines.iter().map(|waiting| waiting.style.height()).sum()
    }
}

/// How tall stacks are beside each other.
pub fn height(stacks: &[Stack]) -> f32 {
    stacks.iter().map(Stack::height).fold(0.0, f32::max)
}

impl Composer<'_> {
    /// Puts stacks beside each other; what does not fit on the page goes on on the next, below what `again` puts there.
    pub fn flow(&mut self, mut stacks: Vec<Stack>, mut again: impl FnMut(&mut Self)) {
        loop {
            let tall = height(&stacks);
            if tall <= self.room() {
                for stack in &mut stacks {
                    self.place(stack, tall);
                }
                self.y += tall;
                return;
            }
            if self.overflows() {
                return;
            }
            // a short row moves to the next page as a whole, a long one is divided
            if tall > self.whole() * 0.4 {
                let room = self.room();
                for stack in &mut stacks {
                    self.place(stack, room);
                }
            }
            self.turn();
            again(self);
        }
    }

    /// Puts down the lines of a stack that fit into `room` from here.
    fn place(&mut self, stack: &mut Stack, room: f32) {
        let (mut y, end) = (self.y, self.y + room + 0.01);
        let fitting = stack
            .lines
            .iter()
            .scan(y, |at, waiting| {
                *at += waiting.style.height();
                Some(*at)
            })
            .take_while(|at| *at <= end)
            .count();
        for waiting in stack.lines.drain(..fitting) {
            let width = waiting.line.width * waiting.style.size;
            let ends = stack.figures || waiting.line.rtl;
            let x = if ends { stack.x + stack.width - width } else { stack.x };
            let height = waiting.style.height();
            self.write(waiting, x, y);
            y += height;
        }
    }
}
