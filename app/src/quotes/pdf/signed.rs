//! What stands on the paper of a signed offer: the signature, the consent and the record.

use paper::{Block, Cell, Row, RowKind, Table};
use server::quotes::{Printout, Signing};
use shared::quotes::{EvidenceKind, SignatureKind};

use super::tables::column;
use crate::quotes::text;
use crate::ui::format::{DateStyle, moment_with_zone};

/// The signature, what was agreed to, and the record of how it came about.
pub(super) fn signed(printout: &Printout, signing: &Signing, blocks: &mut Vec<Block>) {
    let signature = &signing.signature;
    let moment = |at| moment_with_zone(at, &printout.zone, DateStyle::Full);
    blocks.push(Block::Heading(text::paper::signature()));
    let drawn = signature.kind == SignatureKind::Drawn;
    if drawn {
        blocks.push(Block::Drawing { words: text::signature_of(&signature.name), strokes: strokes(&signature.strokes) });
    } else {
        blocks.push(Block::Signed(signature.name.clone()));
    }
    let mut facts = vec![
        (text::paper::signed_by(), signature.name.clone()),
        (text::paper::signed_at(), moment(signature.at)),
        (text::paper::way(), if drawn { text::paper::drawn() } else { text::paper::typed() }),
    ];
    if let Some(ip) = &signature.ip {
        facts.push((text::paper::from(), ip.clone()));
    }
    blocks.push(Block::Facts(facts));
    blocks.push(Block::Small(text::paper::fingerprint(&signature.document_hash)));
    blocks.extend(signing.consent.lines().map(|words| Block::Small(words.to_string())));
    let row = |step: &shared::quotes::Evidence| Row {
        kind: RowKind::Plain,
        cells: vec![Cell::plain(moment(step.at)), Cell { text: step_words(step.kind), note: step.hash.clone() }],
    };
    blocks.push(Block::Heading(text::paper::record()));
    blocks.push(Block::Small(text::paper::record_note()));
    blocks.push(Block::Table(Table {
        summary: text::paper::record(),
        columns: vec![column(text::paper::time(), 2.0, false), column(text::paper::step(), 4.0, false)],
        rows: signing.steps.iter().map(row).collect(),
    }));
}

pub(in crate::quotes) fn step_words(kind: EvidenceKind) -> String {
    match kind {
        EvidenceKind::Sent => text::paper::step_sent(),
        EvidenceKind::Viewed => text::paper::step_viewed(),
        EvidenceKind::ConsentGiven => text::paper::step_consent(),
        EvidenceKind::SignatureApplied => text::paper::step_signed(),
        EvidenceKind::Completed => text::paper::step_completed(),
        EvidenceKind::Declined => text::paper::step_declined(),
        EvidenceKind::ChangesRequested => text::paper::step_changes(),
        EvidenceKind::Asked => text::paper::step_asked(),
        EvidenceKind::RenewalAsked => text::paper::step_renewal(),
    }
}

/// Drawn strokes as points.
pub(in crate::quotes) fn strokes(strokes: &str) -> Vec<Vec<(f32, f32)>> {
    let point = |point: &str| {
        let (x, y) = point.split_once(',')?;
        // nothing leaves the box it was drawn in
        Some((x.parse::<f32>().ok()?.clamp(0.0, 340.0), y.parse::<f32>().ok()?.clamp(0.0, 120.0)))
    };
    strokes.split(';').map(|stroke| stroke.split(' ').filter_map(point).collect()).collect()
}
