//! What came in, looked at without trusting its name or announced type.

use bytes::Bytes;
use shared::media::{MediaKind, MediaProblem, Verification};
use shared::{Error, Result};

use crate::images::{self, ImageProblem};

/// What looking at a medium found, and the copies made of it.
#[derive(Debug, Default)]
pub(super) struct Looked {
    pub mime: String,
    pub width: Option<i32>,
    pub height: Option<i32>,
    pub sharpness: Option<f64>,
    pub brightness: Option<f64>,
    /// Perceptual hash.
    pub look: Option<i64>,
    doubtful: bool,
    pub copy: Option<Bytes>,
    pub thumb: Option<Bytes>,
    pub copy_key: Option<String>,
    pub thumb_key: Option<String>,
}

impl Looked {
    /// What the checks say.
    pub(super) fn verification(&self) -> Verification {
        match (self.look, self.doubtful) {
            (None, _) => Verification::Unchecked,
            (Some(_), true) => Verification::Doubtful,
            (Some(_), false) => Verification::Good,
        }
    }
}

/// Whether media of this kind are small enough to be looked at whole.
pub(super) fn fits_memory(kind: MediaKind) -> bool {
    matches!(kind, MediaKind::Photo | MediaKind::Signature)
}

/// Looks at a photo or signature and makes its copies; the inner error says why it is rejected.
pub(super) async fn look(kind: MediaKind, bytes: Bytes) -> Result<Result<Looked, MediaProblem>> {
    tokio::task::spawn_blocking(move || match kind {
        MediaKind::Signature if is_svg(&bytes) => {
            if plain_drawing(&bytes) {
                Ok(Looked { mime: "image/svg+xml".into(), ..Looked::default() })
            } else {
                Err(MediaProblem::WrongType)
            }
        }
        _ => picture(&bytes),
    })
    .await
    .map_err(|error| Error::internal(&error))
}

fn picture(bytes: &[u8]) -> Result<Looked, MediaProblem> {
    let info = images::inspect(bytes).map_err(problem)?;
    let derived = images::derive(bytes).map_err(problem)?;
    let edge = |n: u32| i32::try_from(n).ok();
    Ok(Looked {
        mime: info.kind.media_type().into(),
        width: edge(info.width),
        height: edge(info.height),
        sharpness: Some(f64::from(derived.quality.sharpness)),
        brightness: Some(f64::from(derived.quality.mean_luma)),
        look: Some(i64::from_ne_bytes(derived.quality.hash.to_ne_bytes())),
        doubtful: derived.quality.looks_blurry() || derived.quality.looks_dark(),
        copy: Some(derived.customer_copy.into()),
        thumb: Some(derived.thumb.into()),
        copy_key: None,
        thumb_key: None,
    })
}

fn problem(problem: ImageProblem) -> MediaProblem {
    match problem {
        ImageProblem::NotAnImage | ImageProblem::Unsupported { .. } => MediaProblem::WrongType,
        ImageProblem::TooHeavy { .. } => MediaProblem::TooLarge,
        ImageProblem::TooLarge { .. } => MediaProblem::TooManyPixels,
        ImageProblem::Damaged => MediaProblem::Damaged,
    }
}

/// The type of a recording or document by its first bytes.
pub(super) fn sniff(kind: MediaKind, head: &[u8]) -> Result<String, MediaProblem> {
    let found = infer::get(head).map(|t| t.mime_type()).unwrap_or_default();
    let fits = match kind {
        MediaKind::Video => found.starts_with("video/"),
        // browsers record voice into containers that are told apart from video only by their tracks
        MediaKind::Voice => found.starts_with("audio/") || matches!(found, "video/webm" | "video/mp4"),
        MediaKind::Document => found == "application/pdf",
        MediaKind::Photo | MediaKind::Signature => false,
    };
    if fits { Ok(found.to_string()) } else { Err(MediaProblem::WrongType) }
}

fn is_svg(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"<svg")
}

/// Whether an SVG is only a drawing of lines: well formed, of known elements with known attributes, without text but
/// for a title, without references, with nothing that could run or load.
pub fn plain_drawing(bytes: &[u8]) -> bool {
    const ELEMENTS: &[&str] = &["svg", "g", "path", "polyline", "line", "circle", "title"];
    const DEEPEST: usize = 16;
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let mut rest = text.trim();
    let mut open: Vec<&str> = Vec::new();
    while let Some(at) = rest.find('<') {
        let words = &rest[..at];
        let named = open.last() == Some(&"title") && !words.contains('&') && !words.chars().any(|c| c.is_control() && !c.is_whitespace());
        if !named && !words.trim().is_empty() {
            return false;
        }
        let Some(end) = rest[at..].find('>') else { return false };
        let tag = &rest[at + 1..at + end];
        rest = &rest[at + end + 1..];
        if let Some(closing) = tag.strip_prefix('/') {
            if open.pop() != Some(closing.trim_end()) {
                return false;
            }
        } else {
            let (tag, alone) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
            let (name, attributes) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
            if !ELEMENTS.contains(&name) || !plain_attributes(attributes) || open.len() == DEEPEST {
                return false;
            }
            if !alone {
                open.push(name);
            }
        }
        if open.is_empty() {
            // one root, and nothing after it
            return rest.trim().is_empty();
        }
    }
    false
}

/// Whether attributes are known ones, each given once in quotes, with values that refer to nothing.
fn plain_attributes(text: &str) -> bool {
    const KNOWN: &[&str] = &[
        "xmlns",
        "viewBox",
        "width",
        "height",
        "d",
        "points",
        "fill",
        "stroke",
        "stroke-width",
        "stroke-linecap",
        "stroke-linejoin",
        "x1",
        "y1",
        "x2",
        "y2",
        "cx",
        "cy",
        "r",
        "role",
        "aria-label",
        "preserveAspectRatio",
        "aria-hidden",
        "focusable",
    ];
    let mut seen = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let Some((key, value)) = rest.split_once('=') else { return false };
        let (key, value) = (key.trim(), value.trim_start());
        let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return false };
        let Some(close) = value[1..].find(quote) else { return false };
        let inner = &value[1..=close];
        let loads = key != "xmlns" && (inner.contains(':') || inner.contains("url"));
        if !KNOWN.contains(&key) || seen.contains(&key) || inner.contains(['&', '<']) || inner.chars().any(char::is_control) || loads {
            return false;
        }
        seen.push(key);
        rest = value[close + 2..].trim_start();
    }
    true
}

#[cfg(test)]
mod inspect_tests {
    use super::*;

    #[test]
    fn a_signature_may_only_be_lines() {
        let good = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><title>Amara Okafor</title><path d="M1 2L3 4" stroke="currentColor" fill='none'/></svg>"#;
        assert!(plain_drawing(good.as_bytes()));
        for bad in [
            "<svg onload=\"alert(1)\"></svg>",
            "<svg><script>alert(1)</script></svg>",
            "<svg><path d=\"M0 0\" fill=\"url(#x)\"/></svg>",
            "<svg><image href=\"http://evil.example/x.png\"/></svg>",
            "<svg><foreignObject><p>x</p></foreignObject></svg>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d='&#106;'/></svg>",
            "<svg><path d=\"M0 0\"",
            "<!DOCTYPE svg><svg></svg>",
            "<svg></svg>trailing",
            "<svg></svg><svg></svg>",
            "<svg><g></svg></g>",
            "<svg>",
            "<svg>words</svg>",
            "<svg><circle cx=\"1<\" r=\"3\"/></svg>",
            "<svg><circle r=\"1\" r=\"3\"/></svg>",
        ] {
            assert!(!plain_drawing(bad.as_bytes()), "{bad}");
        }
    }

    #[test]
    fn a_text_is_no_document() {
        assert_eq!(sniff(MediaKind::Document, b"hello"), Err(MediaProblem::WrongType));
        assert_eq!(sniff(MediaKind::Document, b"%PDF-1.7\n").as_deref(), Ok("application/pdf"));
    }
}
