//! Tables: cursors of lists, CSV files that are written, rows that are taken in.

use server::csv::Csv;
use shared::customers::{FieldOf, ImportPreset, PresetColumn, import, recognise};
use shared::{ImportPresetId, cursor};
use uuid::Uuid;

use crate::{Given, lists};

pub fn cursors(bytes: &[u8]) {
    if let Some((at, id)) = std::str::from_utf8(bytes).ok().and_then(|text| cursor::read(text).ok()) {
        assert_eq!(cursor::read(&cursor::write(at, id)), Ok((at, id)));
        // PostgreSQL's first moment
        assert!(at.timestamp_micros() >= -210_866_803_200_000_000, "{at}");
    }
    let mut given = Given(bytes);
    let (at, id) = (given.moment(), Uuid::from_u64_pair(given.number(), given.number()));
    assert_eq!(cursor::read(&cursor::write(at, id)), Ok((at, id)));
}

/// What is written is read back by whoever knows RFC 4180, and nothing in it is a formula.
pub fn csv(bytes: &[u8]) {
    let mut given = Given(bytes);
    let columns = usize::from(given.byte() % 6) + 1;
    let cells = given.texts();
    let mut table = Csv::new(&vec!["head"; columns]);
    let rows: Vec<&[String]> = cells.chunks(columns).collect();
    for row in &rows {
        table.push(row);
    }
    let read = rfc4180(table.text());
    assert_eq!(read.len(), rows.len() + 1, "{:?}", table.text());
    for (read, row) in read[1..].iter().zip(&rows) {
        assert_eq!(read.len(), row.len(), "{:?}", table.text());
        for (read, cell) in read.iter().zip(row.iter()) {
            assert!(!read.starts_with(['=', '+', '-', '@', '\t', '\r']), "{read:?} is a formula");
            assert!(read == cell || read.strip_prefix('\'') == Some(cell), "{read:?} was {cell:?}");
        }
    }
    rows_taken_in(&cells, columns);
}

/// The same cells, taken for customers: whoever is made of them passes the rules of customers.
fn rows_taken_in(cells: &[String], columns: usize) {
    let heads: Vec<String> = cells.iter().take(columns).cloned().collect();
    let guessed = import::guess_all(&heads, &[]);
    assert_eq!(guessed.len(), heads.len());
    let known = ["company", "email", "phone", "street", "tags", "notes"].map(|head| import::guess(head).map(import::ImportColumn::Fact));
    for mapping in [&guessed[..], &known[..columns.min(known.len())]] {
        if import::check_mapping(mapping, mapping.len()).is_err() {
            continue;
        }
        for row in cells.chunks(columns) {
            if let Ok(found) = import::read(row, mapping, &[]) {
                assert!(shared::input::check(&found.account).is_ok());
                assert!(found.address.is_none_or(|address| shared::input::check(&address).is_ok()));
            }
        }
    }
}

/// Columns of these names by what was kept of tables like it: it fits whatever their order, and none says what another
/// says.
pub fn presets(bytes: &[u8]) {
    let heads: Vec<String> = Given(bytes).texts();
    let fields = lists::fields(FieldOf::Account);
    let columns =
        heads.iter().rev().map(|head| PresetColumn { head: head.clone(), says: import::guess(head).map(import::ImportColumn::Fact) });
    let own = ImportPreset {
        id: Some(ImportPresetId(Uuid::nil())),
        version: 1,
        name: "Kept".into(),
        columns: columns.collect(),
        by: "Ana Ruiz".into(),
    };
    assert!(own.fits(&heads), "{heads:?}");
    let by_own = recognise(&heads, std::slice::from_ref(&own), &fields);
    assert_eq!(by_own, own.apply(&heads, &fields));
    for said in [by_own, recognise(&heads, &[], &fields)] {
        assert_eq!(said.len(), heads.len());
        let given: Vec<&import::ImportColumn> = said.iter().flatten().collect();
        assert!(given.iter().enumerate().all(|(n, column)| !given[..n].contains(column)), "{heads:?}: {said:?}");
        if import::check_mapping(&said, heads.len()).is_ok()
            && let Ok(found) = import::read(&heads, &said, &fields)
        {
            assert!(shared::input::check(&found.account).is_ok());
        }
    }
}

/// A reader of its own, by the letter of RFC 4180.
fn rfc4180(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {
                assert_eq!(letters.next(), Some('\n'), "a lone carriage return: {text:?}");
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            '\n' if !quoted => panic!("a lone line feed: {text:?}"),
            letter => cell.push(letter),
        }
    }
    assert!(!quoted && cell.is_empty() && row.is_empty(), "the last line does not end: {text:?}");
    rows
}
