//! The certificate on paper.

use paper::{Block, Cell, Document, PAGE, PAGES, Row, RowKind, Sheet, Table};
use server::quotes::{Certificate, Step};
use shared::Currency;
use shared::quotes::SignatureKind;

use super::super::pdf::{INK, colour, column, step_words, strokes};
use super::super::text as quotes;
use super::text;
use super::words;

/// Steps on paper; nobody reads more.
const MOST: usize = 1_000;
/// Letters of a user agent: as many as are kept.
const LETTERS: usize = 300;

/// What stands on the paper, in the language of the thread.
pub fn document(of: &Certificate) -> Document {
    let reference = words::reference(of);
    let hash = &of.signature.document_hash;
    let sender = &of.organization;
    let verdict = text::verdict(words::verdict_word(of), words::verdict(of));
    let mut blocks = vec![
        Block::Title { kind: text::title(), text: of.title.clone(), reference: reference.clone() },
        if words::holds(of) { Block::Text(verdict) } else { Block::Notice(verdict) },
        Block::Heading(text::document()),
        Block::Facts(words::document(of)),
        Block::Small(text::hashed(text::hash(), hash)),
        Block::Small(text::verify()),
        Block::Small(words::commands(of)),
        Block::Heading(text::parties()),
        Block::Facts(words::parties(of)),
        Block::Heading(text::signature()),
        mark(of),
        Block::Facts(words::signature(of)),
        Block::Heading(text::consent()),
        Block::Small(text::consent_version(&of.signature.consent_version)),
    ];
    blocks.extend(of.consent.lines().filter(|line| !line.trim().is_empty()).map(|line| Block::Text(line.to_string())));
    let (shown, left_out) = words::shown(&of.steps, MOST);
    blocks.extend([Block::Heading(text::steps()), Block::Small(text::steps_note(&of.zone))]);
    blocks.extend((left_out > 0).then(|| Block::Small(text::left_out_paper(left_out))));
    blocks.push(Block::Table(Table {
        summary: text::steps(),
        columns: vec![column(text::time(), 2.0, false), column(text::event(), 5.0, false)],
        rows: shown.into_iter().map(|step| row(of, step)).collect(),
    }));
    blocks.extend([
        Block::Heading(text::keep()),
        Block::List(vec![text::keep_quote(), text::keep_text(), text::keep_certificate()]),
        Block::Small(text::paper_copy(&sender.name)),
    ]);
    Document {
        title: format!("{} {reference}", text::title()),
        sender: sender.name.clone(),
        reach: [&sender.agent, &sender.email, &sender.phone].into_iter().flatten().cloned().collect(),
        foot: format!("{reference} · {}", hash.chars().take(16).collect::<String>()),
        running: reference,
        page_words: quotes::paper::page(PAGE, PAGES),
        language: shared::text::locale().tag(),
        colour: sender.brand_hex.as_deref().and_then(colour).unwrap_or(INK),
        sheet: if matches!(of.currency, Currency::CAD | Currency::USD) { Sheet::Letter } else { Sheet::A4 },
        dated: of.checked_at,
        id: of.id.to_string(),
        blocks,
    }
}

fn mark(of: &Certificate) -> Block {
    let signature = &of.signature;
    if signature.kind == SignatureKind::Drawn {
        Block::Drawing { words: quotes::signature_of(&signature.name), strokes: strokes(&signature.strokes) }
    } else {
        Block::Signed(signature.name.clone())
    }
}

fn row(of: &Certificate, step: &Step) -> Row {
    let entry = &step.entry;
    let hashes = [text::hashed(text::own_hash(), &entry.hash), text::hashed(text::prev_hash(), &step.prev_hash)];
    let note = words::origin(step, LETTERS).into_iter().chain(hashes).collect::<Vec<_>>().join("\n");
    let time = Cell { text: words::moment(of, entry.at), note: words::utc(entry.at) };
    Row { kind: RowKind::Plain, cells: vec![time, Cell { text: text::step(entry.seq, step_words(entry.kind)), note }] }
}
