//! Papers to measure with.

use chrono::{DateTime, TimeZone, Utc};

use crate::{Block, Cell, Column, Document, PAGE, PAGES, Row, RowKind, Sheet, Table};

fn dated() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 20, 9, 30, 0).single().unwrap_or_default()
}

/// A quote of so many lines, like those that go out.
pub fn quote(lines: usize) -> Document {
    let plain = |n: usize| Row {
        kind: RowKind::Plain,
        cells: vec![
            Cell { text: format!("Position {n}, motor coach with driver"), note: "2 × 4 h 30 at $145.00".into() },
            Cell::plain(format!("${n},305.00")),
        ],
    };
    let sum = |kind, what: &str, amount: &str| Row { kind, cells: vec![Cell::plain(what), Cell::plain(amount)] };
    let mut rows: Vec<Row> = (1..=lines).map(plain).collect();
    rows.extend([
        sum(RowKind::Sum, "Subtotal", "$78,300.00"),
        sum(RowKind::Sum, "Promo SPRING", "−$300.00"),
        sum(RowKind::Sum, "GST 5%", "$3,900.00"),
        sum(RowKind::Total, "Total", "$81,900.00"),
        sum(RowKind::Sum, "Deposit to book, 25%", "$20,475.00"),
    ]);
    let facts = [("Prepared for", "Maya Lindqvist"), ("Valid until", "Fri 4 Dec 2026"), ("Passengers", "46")];
    Document {
        title: "Q-000123, version 2".into(),
        sender: "Cascade Line Charters".into(),
        reach: vec!["Priya Shah".into(), "priya@cascade.example".into(), "604 555 0134".into()],
        running: "Q-000123, version 2".into(),
        foot: "Q-000123, version 2 · 4f2a9c1d0be37718".into(),
        page_words: format!("{PAGE} of {PAGES}"),
        language: "en-CA",
        colour: [0x0b, 0x5d, 0x57],
        sheet: Sheet::Letter,
        dated: dated(),
        id: "Q-000123 2".into(),
        blocks: vec![
            Block::Title { kind: "Quote".into(), text: "Team trip to Seattle and back".into(), reference: "Q-000123, version 2".into() },
            Block::Facts(facts.into_iter().map(|(what, is)| (what.into(), is.into())).collect()),
            Block::Heading("Price".into()),
            Block::Table(Table {
                summary: "Price".into(),
                columns: vec![
                    Column { title: "Item".into(), share: 4.0, figures: false },
                    Column { title: "Amount".into(), share: 1.0, figures: true },
                ],
                rows,
            }),
            Block::Heading("Terms".into()),
            Block::List(vec!["A deposit of 25% books the trip.".into(), "The balance is due two days before it begins.".into()]),
        ],
    }
}
