//! What a paper looks like to who reads the file.

use proptest::prelude::*;

use crate::layout::{Pages, Shape, pages};
use crate::sample::quote;
use crate::{Block, Cell, Document, Problem, RowKind};

/// The text of a page as it is drawn, a line each, the furniture apart.
fn page(pages: &Pages, at: usize) -> (Vec<String>, Vec<String>) {
    let mut read = (Vec::new(), Vec::new());
    for mark in &pages.pages[at] {
        if let Shape::Text { line, .. } = &mark.shape {
            if mark.node.is_some() { read.0.push(line.text()) } else { read.1.push(line.text()) }
        }
    }
    read
}

/// The file with its contents unpacked, byte for letter.
fn raw(document: &Document) -> String {
    let file = crate::draw::write(document, pages(document).expect("laid out"), false).expect("a file");
    file.iter().map(|byte| char::from(*byte)).collect()
}

fn count(text: &str, what: &str) -> usize {
    text.matches(what).count()
}

#[test]
fn a_long_quote_goes_over_pages_with_its_head_and_numbers_on_each() {
    let laid = pages(&quote(60)).expect("laid out");
    assert_eq!(laid.pages.len(), 4, "sixty lines and their sums");
    for at in 0..laid.pages.len() {
        let (read, furniture) = page(&laid, at);
        assert!(furniture.contains(&format!("{} of 4", at + 1)), "{furniture:?}");
        let heads = if at == 0 { &read } else { &furniture };
        assert_eq!(heads.iter().filter(|text| *text == "Item" || *text == "Amount").count(), 2, "the head is on page {}", at + 1);
    }
    let (last, _) = page(&laid, 3);
    let at = |what: &str| last.iter().position(|text| text == what).unwrap_or_else(|| panic!("{what} in {last:?}"));
    assert!(at("Subtotal") < at("Promo SPRING") && at("GST 5%") < at("Total") && at("$81,900.00") < at("Terms"), "sums stay together");
}

#[test]
fn everything_written_is_read_once_and_in_order() {
    let document = quote(60);
    let laid = pages(&document).expect("laid out");
    let read: Vec<String> = (0..laid.pages.len()).flat_map(|at| page(&laid, at).0).collect();
    let positions: Vec<usize> = (1..=60)
        .map(|n| read.iter().position(|text| text.trim() == format!("Position {n}, motor coach with driver")).expect("there"))
        .collect();
    assert!(positions.is_sorted());
    assert_eq!(read.iter().filter(|text| text.contains("motor coach")).count(), 60);
}

#[test]
fn the_file_names_its_language_and_title_and_has_a_structure() {
    let file = raw(&quote(60));
    assert_eq!(count(&file, "/Type /Page\n") + count(&file, "/Type/Page/"), 4);
    for part in ["/Lang", "en-CA", "/StructTreeRoot", "/MarkInfo", "/DisplayDocTitle true", "/Outlines", "pdfuaid:part"] {
        assert!(file.contains(part), "{part} is missing");
    }
    for role in ["/S /H1", "/S /H2", "/S /Table", "/S /THead", "/S /TH", "/S /TD", "/S /L", "/S /LBody"] {
        assert!(file.contains(role) || file.contains(&role.replace(' ', "")), "{role} is missing");
    }
    assert!(count(&file, "/TR") >= 65, "a row each, the head once");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let one = quote(12).pdf().expect("a file");
    assert_eq!(one, quote(12).pdf().expect("a file"));
    let mut other = quote(12);
    other.title = "Q-000124".into();
    assert_ne!(one, other.pdf().expect("a file"));
    assert!(one.len() < 60_000, "{} bytes", one.len());
}

/// A document with one text wherever a text may stand.
fn full_of(text: &str) -> Document {
    let mut document = quote(2);
    (document.title, document.sender, document.running, document.foot) = (text.into(), text.into(), text.into(), text.into());
    document.reach = vec![text.into()];
    for block in &mut document.blocks {
        match block {
            Block::Title { text: title, .. } => *title = text.into(),
            Block::Facts(facts) => facts.iter_mut().for_each(|fact| fact.1 = text.into()),
            Block::Heading(heading) => *heading = text.into(),
            Block::Table(table) => {
                table.summary = text.into();
                let cell = Cell { text: text.into(), note: text.into() };
                table.rows.iter_mut().filter(|row| row.kind == RowKind::Plain).for_each(|row| row.cells = vec![cell.clone(), cell.clone()]);
            }
            Block::List(items) => *items = vec![text.into()],
            _ => {}
        }
    }
    document.blocks.extend([Block::Text(text.into()), Block::Notice(text.into()), Block::Signed(text.into())]);
    document
}

#[test]
fn strange_texts_are_texts() {
    for text in [
        "",
        " ",
        "\n\n",
        "#let x = 1; #[*bold*] $x^2$ \\u{41} <b>&amp;</b> (a) \\) >> endobj",
        "\u{202e}desrever\u{202c}",
        "שלום עולם 12:30",
        "مرحبا بالعالم",
        "नमस्ते ਸਤ ਸ੍ਰੀ ਅਕਾਲ வணக்கம்",
        "你好 こんにちは 안녕하세요",
        "👩\u{200d}🚒🚚 truck",
        "e\u{301}\u{308}\u{200d}",
        "\u{0}\u{1}\u{feff}\u{fffe}\u{10ffff}\u{e000}",
        "\u{600}\u{fdfd}\u{1d400}",
    ] {
        full_of(text).pdf().unwrap_or_else(|problem| panic!("{text:?}: {problem}"));
    }
}

#[test]
fn marks_of_other_languages_stay_what_they_are() {
    let text = "#[*$a_b$*] \\(x\\) <b>";
    let laid = pages(&full_of(text)).expect("laid out");
    assert!(page(&laid, 0).0.iter().filter(|line| line.trim() == text).count() >= 4);
}

#[test]
fn a_text_without_a_space_goes_on_for_pages() {
    let long = "x".repeat(100_000);
    let mut document = quote(1);
    document.blocks.push(Block::Text(long.clone()));
    let laid = pages(&document).expect("laid out");
    assert!(laid.pages.len() > 10);
    let read: String = (0..laid.pages.len()).flat_map(|at| page(&laid, at).0).filter(|line| line.starts_with("xx")).collect();
    assert_eq!(read, long);
    assert!(document.pdf().is_ok());
    document.blocks = vec![Block::Text("x\n".repeat(25_000))];
    assert_eq!(document.pdf(), Err(Problem::TooLong));
}

#[test]
fn what_is_read_from_the_right_is_drawn_from_the_right() {
    let mut document = quote(1);
    document.blocks = vec![Block::Text("שלום abc".into())];
    let laid = pages(&document).expect("laid out");
    let line = laid.pages[0].iter().find_map(|mark| match &mark.shape {
        Shape::Text { line, x, .. } if line.rtl => Some((line, *x)),
        _ => None,
    });
    let (line, x) = line.expect("a line");
    assert_eq!(line.runs.first().map(|run| run.text.as_str()), Some("abc"), "seen from the left");
    assert!(x > 300.0, "it begins at the right edge");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn any_text_can_be_printed(text in "\\PC{0,60}", odd in proptest::collection::vec(any::<char>(), 0..40)) {
        let odd: String = odd.into_iter().collect();
        let printed = full_of(&format!("{text}{odd}")).pdf();
        prop_assert!(printed.is_ok());
    }
}
