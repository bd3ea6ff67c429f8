//! Every kind of block, put on the page.

use crate::cells::{Stack, height};
use crate::layout::{Composer, GAP, MARGIN, Role, Shape};
use crate::model::Block;
use crate::style::{BODY, HEADING, LABEL, NAME, SMALL, STRONG, Style, TITLE, Tint, WRITTEN};

/// Facts beside each other.
const BESIDE: usize = 3;
/// How large a signature is printed, of the box it was drawn in.
const SCALE: f32 = 0.6;

impl Composer<'_> {
    /// Whose paper it is and how to reach them.
    pub fn letterhead(&mut self) {
        let (sender, reach) = (self.document.sender.clone(), self.document.reach.clone());
        let half = self.width() / 2.0;
        let name = self.node(Role::Paragraph, None);
        let mut stacks = vec![self.stack(&sender, NAME, MARGIN, half - 12.0, name)];
        let node = self.node(Role::Paragraph, None);
        let mut lines = Vec::new();
        for one in &reach {
            lines.extend(self.lines(one, SMALL, half, node));
        }
        stacks.push(Stack { x: MARGIN + half, width: half, figures: true, lines });
        self.flow(stacks, |_| {});
        self.y += 26.0;
    }

    /// Puts a block down; `next` is the one that follows it.
    pub fn block(&mut self, block: &Block, next: Option<&Block>) {
        match block {
            Block::Title { kind, text, reference } => {
                self.text(kind, LABEL, Role::Paragraph);
                self.y += 2.0;
                self.out.outline.push((text.clone(), self.out.pages.len() - 1, self.y));
                self.text(text, TITLE, Role::Heading(1, text.clone()));
                self.y += 3.0;
                self.text(reference, Style { tint: Tint::Quiet, ..BODY }, Role::Paragraph);
                self.y += GAP;
            }
            Block::Heading(text) => {
                self.y += 8.0;
                // a head never stands alone at the foot of a page
                self.need(if matches!(next, Some(Block::Table(_) | Block::Facts(_))) { 96.0 } else { 64.0 });
                self.out.outline.push((text.clone(), self.out.pages.len() - 1, self.y));
                self.text(text, HEADING, Role::Heading(2, text.clone()));
                self.y += 5.0;
            }
            Block::Text(text) => {
                self.text(text, BODY, Role::Paragraph);
                self.y += GAP * 0.6;
            }
            Block::Small(text) => {
                self.text(text, SMALL, Role::Paragraph);
                self.y += GAP * 0.4;
            }
            Block::Notice(text) => self.notice(text),
            Block::Facts(facts) => self.facts(facts),
            Block::Table(table) => self.table(table),
            Block::List(items) => self.list(items),
            Block::Drawing { words, strokes } => self.drawing(words, strokes),
            Block::Signed(name) => {
                self.need(60.0);
                self.text(name, WRITTEN, Role::Paragraph);
                self.rule(MARGIN, 220.0, 0.7, Tint::Quiet);
                self.y += 8.0;
            }
            Block::Blanks(labels) => self.blanks(labels),
        }
    }

    fn notice(&mut self, text: &str) {
        let node = self.node(Role::Paragraph, None);
        let stack = self.stack(text, STRONG, MARGIN + 14.0, self.width() - 14.0, node);
        self.need(height(std::slice::from_ref(&stack)).min(self.whole()));
        let (tall, y) = (height(std::slice::from_ref(&stack)).min(self.room()), self.y);
        self.mark(Shape::Box { x: MARGIN, y, width: 3.0, height: tall, tint: Tint::Brand }, None);
        self.flow(vec![stack], |_| {});
        self.y += GAP;
    }

    fn facts(&mut self, facts: &[(String, String)]) {
        let list = self.node(Role::List, None);
        let width = self.width() / BESIDE as f32;
        for row in facts.chunks(BESIDE) {
            let mut stacks = Vec::new();
            for (at, (label, value)) in row.iter().enumerate() {
                let item = self.node(Role::Item, Some(list));
                let (name, what) = (self.node(Role::Label, Some(item)), self.node(Role::Value, Some(item)));
                let mut stack = self.stack(label, LABEL, MARGIN + width * at as f32, width - 14.0, name);
                stack.lines.extend(self.lines(value, BODY, width - 14.0, what));
                stacks.push(stack);
            }
            self.flow(stacks, |_| {});
            self.y += 9.0;
        }
        self.y += GAP * 0.5;
    }

    fn list(&mut self, items: &[String]) {
        let list = self.node(Role::List, None);
        for text in items {
            let item = self.node(Role::Item, Some(list));
            let (dot, body) = (self.node(Role::Label, Some(item)), self.node(Role::Value, Some(item)));
            let stacks = vec![self.stack("•", BODY, MARGIN, 12.0, dot), self.stack(text, BODY, MARGIN + 13.0, self.width() - 13.0, body)];
            self.flow(stacks, |_| {});
            self.y += 3.0;
        }
        self.y += GAP * 0.6;
    }

    fn drawing(&mut self, words: &str, strokes: &[Vec<(f32, f32)>]) {
        self.need(120.0 * SCALE + 30.0);
        let node = self.node(Role::Figure(words.to_string()), None);
        let y = self.y;
        self.mark(Shape::Strokes { x: MARGIN, y, scale: SCALE, strokes: strokes.to_vec() }, Some(node));
        self.y += 120.0 * SCALE + 2.0;
        self.rule(MARGIN, 340.0 * SCALE + 16.0, 0.7, Tint::Quiet);
        self.y += 8.0;
    }

    fn blanks(&mut self, labels: &[String]) {
        self.need(70.0);
        self.y += 34.0;
        let width = self.width() / labels.len().max(1) as f32;
        let mut stacks = Vec::new();
        for (at, label) in labels.iter().enumerate() {
            let x = MARGIN + width * at as f32;
            self.rule(x, width - 18.0, 0.7, Tint::Quiet);
            let node = self.node(Role::Paragraph, None);
            stacks.push(self.stack(label, SMALL, x, width - 18.0, node));
        }
        self.y += 4.0;
        self.flow(stacks, |_| {});
        self.y += GAP;
    }
}
