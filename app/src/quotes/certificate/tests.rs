use chrono::DateTime;
use paper::{Block, Table};
use server::quotes::{Step, Verdict};
use shared::Currency;
use shared::quotes::{Evidence, EvidenceKind, Identified, Sender, Signature, SignatureKind};
use uuid::Uuid;

use super::*;

const KINDS: [EvidenceKind; 5] =
    [EvidenceKind::Sent, EvidenceKind::Viewed, EvidenceKind::ConsentGiven, EvidenceKind::SignatureApplied, EvidenceKind::Completed];

/// The hash a made-up step has.
fn hash(seq: i32) -> String {
    format!("{seq:064x}")
}

fn step(seq: i32, kind: EvidenceKind) -> Step {
    let agent = if kind == EvidenceKind::Sent { "Desk of the office" } else { "Mozilla/5.0 (iPhone)" };
    let entry = Evidence {
        seq,
        kind,
        at: DateTime::from_timestamp(1_795_300_000 + i64::from(seq), 0).expect("a moment"),
        ip: Some(if kind == EvidenceKind::Sent { "198.51.100.9" } else { "192.0.2.7" }.into()),
        user_agent: agent.into(),
        detail: String::new(),
        hash: hash(seq),
    };
    Step { entry, prev_hash: hash(seq - 1) }
}

fn made(kind: SignatureKind, verdict: Verdict) -> Certificate {
    Certificate {
        id: Uuid::from_u128(7),
        number: "Q-00001".into(),
        revision_number: 2,
        title: "Team <b>trip</b>".into(),
        organization: Sender {
            name: "Cascade Line".into(),
            agent: Some("Priya Shah".into()),
            email: Some("priya@cascade.example".into()),
            phone: Some("604 555 0100".into()),
            brand_hex: Some("#0b5d57".into()),
            logo: None,
        },
        customer: "Lakeside School".into(),
        contact_name: "Maya Lindqvist".into(),
        email: Some("maya@example.com".into()),
        identified: Some(Identified::LinkAndNumber),
        signature: Signature {
            name: "Maya Lindqvist".into(),
            kind,
            strokes: if kind == SignatureKind::Drawn { "10,20 30,40;5,5".into() } else { String::new() },
            at: DateTime::from_timestamp(1_795_300_004, 0).expect("a moment"),
            document_hash: "cd".repeat(32),
            consent_version: "2026-11-1".into(),
            ip: Some("192.0.2.7".into()),
        },
        user_agent: "Mozilla/5.0 (iPhone)".into(),
        consent: "I, Maya Lindqvist, accept.\nBy agreeing you consent.".into(),
        document: "{}".into(),
        steps: (1..).zip(KINDS).map(|(seq, kind)| step(seq, kind)).collect(),
        verdict,
        checked_at: DateTime::from_timestamp(1_795_400_000, 0).expect("a moment"),
        locale: Locale::En,
        currency: Currency::CAD,
        zone: "America/Vancouver".into(),
    }
}

/// Every text of a paper in the order it stands there.
fn texts(of: &paper::Document) -> Vec<String> {
    let table =
        |table: &Table| table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| [cell.text.clone(), cell.note.clone()]).collect();
    let texts = |block: &Block| match block {
        Block::Title { kind, text, reference } => vec![kind.clone(), text.clone(), reference.clone()],
        Block::Heading(text) | Block::Text(text) | Block::Small(text) | Block::Notice(text) | Block::Signed(text) => vec![text.clone()],
        Block::Facts(facts) => facts.iter().flat_map(|(what, is)| [what.clone(), is.clone()]).collect(),
        Block::Table(of) => table(of),
        Block::List(texts) | Block::Blanks(texts) => texts.clone(),
        Block::Drawing { words, .. } => vec![words.clone()],
    };
    of.blocks.iter().flat_map(texts).collect()
}

/// What stands on the page and on paper alike.
fn said() -> Vec<String> {
    let mut said: Vec<String> = [
        "Certificate of signature",
        "Q-00001, version 2",
        "Cascade Line",
        "priya@cascade.example",
        "Lakeside School",
        "maya@example.com",
        "by the number it asks for",
        "2026-11-1",
        "I, Maya Lindqvist, accept.",
        "By agreeing you consent.",
        "192.0.2.7",
        "Mozilla/5.0 (iPhone)",
        "UTC",
        "certutil -hashfile Q-00001-rev2-signed.json SHA256",
        "1. Sent",
        "3. Agreed to sign electronically",
        "5. Accepted and booked",
    ]
    .map(str::to_string)
    .into();
    said.push("cd".repeat(32));
    // every hash, and the one before the first
    said.extend((0..=5).map(hash));
    said.push(words::utc(DateTime::from_timestamp(1_795_300_004, 0).expect("a moment")));
    said
}

#[test]
fn page_and_paper_say_all_there_is_to_know() {
    for kind in [SignatureKind::Typed, SignatureKind::Drawn] {
        let made = made(kind, Verdict::Matches);
        let html = page::page(&made, "/q/token");
        let texts = texts(&sheet::document(&made));
        for part in said() {
            assert!(html.contains(&part), "{part} is not on the page: {html}");
            assert!(texts.iter().any(|text| text.contains(&part)), "{part} is not on paper: {texts:#?}");
        }
        assert!(html.contains("2026, ") && html.contains("PST"), "a moment with its zone");
        assert!(html.contains("Matches") && !html.contains("Does not match"));
        for path in ["/q/token/certificate.pdf", "/q/token/signed.json", "/q/token/quote.pdf", "href=\"/q/token\""] {
            assert!(html.contains(path), "{path}");
        }
        assert!(!html.contains("<b>trip"), "what people typed is text");
        assert!(!html.contains("Desk of the office") && !texts.iter().any(|text| text.contains("198.51.100.9")), "whose desk it came from");
        assert_eq!(html.contains("w-sign-image"), kind == SignatureKind::Drawn);
    }
}

#[test]
fn whatever_does_not_match_is_said_first() {
    for (verdict, why) in
        [(Verdict::Step(3), "Step 3 is not"), (Verdict::Document, "The text is not"), (Verdict::Signature, "The signature or the consent")]
    {
        let made = made(SignatureKind::Typed, verdict);
        let html = page::page(&made, "/q/token");
        assert!(html.contains("Does not match") && html.contains(why) && !html.contains(">Matches"), "{html}");
        let of = sheet::document(&made);
        assert!(
            matches!(&of.blocks[1], Block::Notice(text) if text.starts_with("Does not match: ") && text.contains(why)),
            "{:?}",
            of.blocks[1]
        );
    }
}

#[test]
fn a_certificate_speaks_french() {
    let made = made(SignatureKind::Typed, Verdict::Step(2));
    let (html, of) = with_locale(Locale::Fr, || (page::page(&made, "/my/quotes/1"), sheet::document(&made)));
    for part in ["Certificat de signature", "Ne concorde pas", "Chaîne des événements", "Retour à la soumission"] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(html.contains("href=\"/portal\""), "the way back into the portal");
    assert_eq!((of.language, of.title.as_str()), ("fr-CA", "Certificat de signature Q-00001, version 2"));
    assert!(texts(&of).iter().any(|text| text.starts_with("Empreinte du texte exact (SHA-256)\u{a0}: cdcd")));
}

#[test]
fn a_paper_of_it_is_a_file_that_is_the_same_each_time() {
    for kind in [SignatureKind::Typed, SignatureKind::Drawn] {
        let made = made(kind, Verdict::Matches);
        let file = sheet::document(&made).pdf().expect("a file");
        assert!(file.starts_with(b"%PDF-1.7"));
        assert_eq!(file, sheet::document(&made).pdf().expect("a file"));
    }
    let bare = Certificate { email: None, identified: None, user_agent: String::new(), ..made(SignatureKind::Typed, Verdict::Signature) };
    let texts = texts(&sheet::document(&bare));
    assert!(texts.iter().any(|text| text.contains("was not recorded then")) && texts.contains(&"Not recorded".to_string()));
}

#[test]
fn the_largest_page_stays_below_sixty_kilobytes() {
    let mut made = made(SignatureKind::Drawn, Verdict::Matches);
    let last = made.steps.split_off(2);
    made.steps.extend((3..300).map(|seq| step(seq, EvidenceKind::Viewed)));
    made.steps.extend(last);
    for one in &mut made.steps {
        one.entry.user_agent = "Mozilla/5.0 ".repeat(25);
    }
    let line: Vec<String> = (0..5_000).map(|n| format!("{}.5,{}.5", n % 340, n % 120)).collect();
    for strokes in [line.join(" "), "1,1;".repeat(15_000)] {
        made.signature.strokes = strokes;
        for locale in [Locale::En, Locale::Fr] {
            let html = with_locale(locale, || page::page(&made, "/q/token"));
            assert!(html.len() < 60_000, "{} bytes", html.len());
            assert!(html.contains(&hash(5)) && html.contains(&hash(1)), "views are left out, nothing else");
        }
    }
    let texts = texts(&sheet::document(&made));
    assert!(texts.iter().any(|text| text.contains(&hash(150))), "the paper has all of them");
}

#[test]
fn the_oldest_views_are_left_out_before_anything_else() {
    let of = |kinds: &[EvidenceKind]| (1..).zip(kinds).map(|(seq, kind)| step(seq, *kind)).collect::<Vec<_>>();
    let seqs = |steps: &[Step], most| {
        let (shown, left_out) = words::shown(steps, most);
        (shown.iter().map(|step| step.entry.seq).collect::<Vec<_>>(), left_out)
    };
    let steps = of(&[EvidenceKind::Sent, EvidenceKind::Viewed, EvidenceKind::Asked, EvidenceKind::Viewed, EvidenceKind::Completed]);
    assert_eq!(seqs(&steps, 5), (vec![1, 2, 3, 4, 5], 0));
    assert_eq!(seqs(&steps, 4), (vec![1, 3, 4, 5], 1));
    assert_eq!(seqs(&steps, 3), (vec![1, 3, 5], 2));
    assert_eq!(seqs(&steps, 2), (vec![3, 5], 3), "then the oldest of all");
    assert_eq!(seqs(&[], 2), (vec![], 0));
}

#[test]
fn strokes_that_are_few_stay_and_many_become_fewer_from_first_to_last() {
    assert_eq!(words::thinned("1,2 3,4;5,6", 100), "1,2 3,4;5,6");
    assert_eq!(words::thinned("", 100), "");
    let line = (0..100).map(|n| format!("{n},1")).collect::<Vec<_>>().join(" ");
    let thin = words::thinned(&line, 100);
    assert!(thin.starts_with("0,1 ") && thin.ends_with(" 99,1") && thin.len() <= 110, "{thin}");
}
