//! Bytes of pictures and drawings, parts of files, signatures.

use server::images::{self, ImageProblem};
use server::media::{Range, plain_drawing};
use shared::media::MediaStatus;
use shared::media::header::{PIECE, Place, Seen, look};
use shared::media::rules::{Chunk, MAX_EDGE, MAX_PIXELS, place};
use shared::quotes::{is_drawn, strokes_path};

use crate::Given;

pub fn ranges(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Some(range) = Range::parse(text) else { return };
    let again = match range {
        Range::From(first, Some(last)) => {
            assert!(first <= last);
            format!("bytes={first}-{last}")
        }
        Range::From(first, None) => format!("bytes={first}-"),
        Range::Last(n) => format!("bytes=-{n}"),
    };
    assert_eq!(Range::parse(&again), Some(range), "{text:?}");
}

/// Whatever pieces come in whatever order, the bytes end up as sent.
pub fn chunks(bytes: &[u8]) {
    let mut given = Given(bytes);
    let size = i64::from(given.byte()) + 1;
    let source: Vec<u8> = (0..size).map(|at| at as u8).collect();
    let mut got: Vec<u8> = Vec::new();
    while !given.0.is_empty() {
        let (offset, length) = match given.byte() {
            255 => (given.number() as i64, given.number() as usize),
            offset => (i64::from(offset), usize::from(given.byte())),
        };
        let sent = |skip: usize| {
            let from = usize::try_from(offset).unwrap_or_default();
            source.get(from + skip..from + length).unwrap_or_else(|| panic!("{offset}+{length} of {size} was let in"))
        };
        match place(MediaStatus::Receiving, size, got.len() as i64, offset, length) {
            Chunk::Append => got.extend(sent(0)),
            Chunk::Skip(n) => got.extend(sent(n)),
            Chunk::Gap => assert!(offset > got.len() as i64),
            Chunk::Known => assert!(offset + length as i64 <= got.len() as i64),
            Chunk::Beyond => assert!(offset < 0 || offset.checked_add_unsigned(length as u64).is_none_or(|end| end > size)),
            Chunk::Closed => panic!("it is open"),
        }
        assert!(source.starts_with(&got));
    }
}

/// Looking at a file piece by piece comes to an end, and always farther on.
pub fn sizes(bytes: &[u8]) {
    let mut at = Place::Start;
    for _ in 0..=bytes.len() {
        let from = usize::try_from(at.byte()).unwrap_or(usize::MAX);
        let Some(rest) = bytes.get(from..).filter(|rest| !rest.is_empty()) else { return };
        match look(at, &rest[..rest.len().min(PIECE as usize)]) {
            Seen::Size(pixels) => {
                assert!(pixels.count() > 0);
                return;
            }
            Seen::NoPicture => return,
            Seen::Further(next) => {
                assert!(next.byte() > at.byte(), "{at:?} leads to {next:?}");
                at = next;
            }
        }
    }
    panic!("it never ends");
}

/// A header is believed within limits; a small picture is decoded and its copies carry nothing but pixels.
pub fn images(bytes: &[u8]) {
    let info = match images::inspect(bytes) {
        Ok(info) => info,
        Err(problem) => {
            if let ImageProblem::TooLarge { width, height } = problem {
                assert!(width > 0 && height > 0);
            }
            assert!(images::derive(bytes).is_err(), "refused by its header and decoded");
            return;
        }
    };
    assert!(info.width <= MAX_EDGE && info.height <= MAX_EDGE && u64::from(info.width) * u64::from(info.height) <= MAX_PIXELS);
    assert!((1..=8).contains(&info.orientation));
    if let Some(place) = info.gps {
        assert!(place.latitude.abs() <= 90.0 && place.longitude.abs() <= 180.0);
    }
    // decoding is the decoder's business, and slow: small ones only
    if u64::from(info.width) * u64::from(info.height) > 4096 {
        return;
    }
    if let Ok(derived) = images::derive(bytes) {
        for copy in [&derived.customer_copy, &derived.thumb] {
            let told = images::inspect(copy).map_err(|problem| format!("{problem:?}"));
            let told = told.unwrap_or_else(|problem| panic!("a copy is no picture: {problem}"));
            assert!(told.gps.is_none() && told.taken_at.is_none() && told.orientation == 1);
        }
    }
}

/// A drawing that passes holds nothing that could run or load, by a look that knows nothing of how it was judged.
pub fn drawings(bytes: &[u8]) {
    if !plain_drawing(bytes) {
        return;
    }
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    for tag in text.split('<').skip(1).map(|rest| rest.split('>').next().unwrap_or_default()) {
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        assert!(["svg", "g", "path", "polyline", "line", "circle", "title"].contains(&name.as_str()), "<{tag}>");
        for bad in ["href", "style", "url(", "javascript:", "data:", "&", "!", "?xml", "[cdata"] {
            assert!(!tag.contains(bad), "{bad} in <{tag}>");
        }
        // no attribute begins with "on": outside quotes no word does
        let mut quote = None;
        let mut outside = String::new();
        for letter in tag.chars() {
            match quote {
                None if letter == '"' || letter == '\'' => quote = Some(letter),
                None => outside.push(letter),
                Some(open) if open == letter => {
                    quote = None;
                    outside.push(' ');
                }
                Some(_) => {}
            }
        }
        assert!(quote.is_none(), "an open quote in <{tag}>");
        assert!(!outside.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word.starts_with("on")), "<{tag}>");
    }
}

/// What was drawn becomes a path of numbers and nothing else.
pub fn signatures(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let path = strokes_path(text);
    if text.bytes().all(|b| b.is_ascii_digit() || b" ,;.".contains(&b)) {
        assert!(path.bytes().all(|b| b.is_ascii_digit() || b" ,.MLl".contains(&b)), "{path:?}");
        assert!(path.is_empty() || path.starts_with('M'));
    }
    assert!(!is_drawn(text) || text.matches(',').count() >= 8);
}
