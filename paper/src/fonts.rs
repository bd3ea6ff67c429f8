//! The faces letters are drawn with, and which of them draws a character.

use std::sync::LazyLock;

use krilla::text::Font;
use unicode_script::{Script, UnicodeScript};

/// The face of texts, and of what stands out. Both cover Latin, Greek and Cyrillic.
pub const PLAIN: usize = 0;
pub const BOLD: usize = 1;

/// A face: what shapes its letters, and what embeds them.
pub struct Face {
    pub shaper: rustybuzz::Face<'static>,
    pub font: Font,
}

/// The faces, those for other scripts after the two of the product; the largest is asked last.
const FILES: [&[u8]; 13] = [
    include_bytes!("../fonts/Inter-Regular.otf"),
    include_bytes!("../fonts/Inter-SemiBold.otf"),
    include_bytes!("../fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("../fonts/NotoSansHebrew-Regular.ttf"),
    include_bytes!("../fonts/NotoSansDevanagari-Regular.ttf"),
    include_bytes!("../fonts/NotoSansGurmukhi-Regular.ttf"),
    include_bytes!("../fonts/NotoSansGujarati-Regular.ttf"),
    include_bytes!("../fonts/NotoSansBengali-Regular.ttf"),
    include_bytes!("../fonts/NotoSansTamil-Regular.ttf"),
    include_bytes!("../fonts/NotoSansThai-Regular.ttf"),
    include_bytes!("../fonts/NotoSansArmenian-Regular.ttf"),
    include_bytes!("../fonts/NotoSansGeorgian-Regular.ttf"),
    include_bytes!("../fonts/DroidSansFallback.ttf"),
];

static FACES: LazyLock<Vec<Face>> = LazyLock::new(|| {
    let face = |bytes: &'static [u8]| Some(Face { shaper: rustybuzz::Face::from_slice(bytes, 0)?, font: Font::new(bytes.into(), 0)? });
    FILES.into_iter().filter_map(face).collect()
});

/// A face by its place in the list.
pub fn face(at: usize) -> &'static Face {
    &FACES[at]
}

fn covers(at: usize, c: char) -> bool {
    face(at).shaper.glyph_index(c).is_some_and(|glyph| glyph.0 != 0)
}

/// What a character is drawn as, and with which face. `before` is the face of the character before it in the same
/// word, which a mark stays with.
pub fn drawn(c: char, bold: bool, before: Option<usize>) -> (char, usize) {
    let own = if bold { BOLD } else { PLAIN };
    if let Some(before) = before
        && c.script() == Script::Inherited
        && (is_joiner(c) || covers(before, c))
    {
        return (c, before);
    }
    if let Some(at) = std::iter::once(own).chain(BOLD + 1..FACES.len()).find(|at| covers(*at, c)) {
        return (c, at);
    }
    let other = match c {
        '\u{2011}' => '-',
        c if c.is_whitespace() || is_joiner(c) => ' ',
        _ => '\u{25a1}',
    };
    (other, own)
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_can_be_read() {
        assert_eq!(FACES.len(), FILES.len());
    }

    #[test]
    fn characters_of_many_scripts_have_a_face() {
        for c in "Aé€−→ΩЖşžאش۵अਪગবதกՀქ中日本語あア한".chars() {
            assert_eq!(drawn(c, false, None).0, c, "{c}");
            assert_eq!(drawn(c, true, None).0, c, "{c} in bold");
        }
        assert_eq!(drawn('🚚', false, None), ('\u{25a1}', PLAIN), "what has no face is a box");
    }
}
