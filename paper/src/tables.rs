//! Tables over pages: heads that come again, rows that stay whole, sums that stay together.

use crate::cells::{Stack, height};
use crate::layout::{Composer, GAP, MARGIN, NodeId, Role, Shape};
use crate::model::{Cell, Column, Row, RowKind, Table};
use crate::shape::Hand;
use crate::style::{BODY, LABEL, SMALL, Style, TOTAL, Tint};

/// The space in rows above and below the text.
const PAD: f32 = 4.0;
/// The space between columns.
const BETWEEN: f32 = 10.0;

/// A row whose lines wait for their place.
type Laid = (RowKind, Vec<Stack>);

impl Composer<'_> {
    pub fn table(&mut self, table: &Table) {
        let node = self.node(Role::Table(table.summary.clone()), None);
        let head = self.node(Role::Head, Some(node));
        let line = self.node(Role::Line, Some(head));
        let titles: Vec<NodeId> = table.columns.iter().map(|_| self.node(Role::ColumnTitle, Some(line))).collect();
        self.need(60.0);
        self.titles(table, Some(&titles));
        let body = self.node(Role::Body, Some(node));
        let mut rows = table.rows.iter().peekable();
        while let Some(row) = rows.next() {
            // sums stay together with what they come to and what of it is due when
            let mut group = vec![row];
            while row.kind != RowKind::Plain
                && let Some(next) = rows.next_if(|next| next.kind != RowKind::Plain)
            {
                group.push(next);
            }
            let laid: Vec<Laid> = group.into_iter().map(|row| (row.kind, self.row(table, row, body))).collect();
            let tall: f32 = laid.iter().map(|(_, stacks)| height(stacks) + 2.0 * PAD + 2.0).sum();
            if tall > self.room() && tall < self.whole() * 0.5 {
                self.turn();
                self.titles(table, None);
            }
            for (kind, stacks) in laid {
                self.put_row(table, kind, stacks);
            }
        }
        self.y += GAP;
    }

    fn put_row(&mut self, table: &Table, kind: RowKind, stacks: Vec<Stack>) {
        let width = self.width();
        if kind == RowKind::Total {
            self.rule(MARGIN, width, 1.4, Tint::Brand);
            self.y += 2.0;
        }
        self.y += PAD;
        self.flow(stacks, |composer| {
            composer.titles(table, None);
            composer.y += PAD;
        });
        self.y += PAD;
        if kind == RowKind::Plain {
            self.rule(MARGIN, width, 0.5, Tint::Rule);
        }
    }

    /// The columns of a table: where each begins, and how wide it is.
    fn columns(&self, table: &Table) -> Vec<(f32, f32)> {
        let all: f32 = table.columns.iter().map(|column| column.share).sum();
        let mut x = MARGIN;
        let place = |column: &Column| {
            let width = self.width() * column.share / all;
            let place = (x, width);
            x += width;
            place
        };
        let mut places: Vec<(f32, f32)> = table.columns.iter().map(place).collect();
        let last = places.len().saturating_sub(1);
        places.iter_mut().take(last).for_each(|(_, width)| *width -= BETWEEN);
        places
    }

    /// The head of a table; where it comes again it is furniture.
    fn titles(&mut self, table: &Table, nodes: Option<&[NodeId]>) {
        let mut low = 0.0_f32;
        for (at, (x, width)) in self.columns(table).into_iter().enumerate() {
            let column = &table.columns[at];
            let mut y = self.y;
            for line in self.shaper.lines(&column.title, LABEL.hand, width / LABEL.size) {
                let x = if column.figures { x + width - line.width * LABEL.size } else { x };
                let shape = Shape::Text { line, size: LABEL.size, tint: LABEL.tint, x, foot: y + LABEL.foot() };
                self.mark(shape, nodes.map(|nodes| nodes[at]));
                y += LABEL.height();
            }
            low = low.max(y - self.y);
        }
        self.y += low + 3.0;
        self.rule(MARGIN, self.width(), 0.9, Tint::Quiet);
        self.y += 0.9;
    }

    fn row(&mut self, table: &Table, row: &Row, body: NodeId) -> Vec<Stack> {
        let line = self.node(Role::Line, Some(body));
        let style = match row.kind {
            RowKind::Total => TOTAL,
            RowKind::Plain | RowKind::Sum => BODY,
        };
        let mut stacks = Vec::new();
        let empty = Cell::default();
        for (at, (x, width)) in self.columns(table).into_iter().enumerate() {
            let (column, cell) = (&table.columns[at], row.cells.get(at).unwrap_or(&empty));
            let node = self.node(if at == 0 { Role::RowTitle } else { Role::Data }, Some(line));
            let style = Style { hand: Hand { figures: column.figures, ..style.hand }, ..style };
            // an empty cell keeps its place for who hears the table read aloud
            let text = if cell.text.is_empty() { " " } else { &cell.text };
            let mut stack = self.stack(text, style, x, width, node);
            if !cell.note.is_empty() {
                stack.lines.extend(self.lines(&cell.note, SMALL, width, node));
            }
            stacks.push(stack);
        }
        stacks
    }
}
