//! The size of a picture in pixels, read from the beginning of its file before anybody decodes it: a file of a few
//! kilobytes can ask for gigabytes of memory. Nothing is believed of its name or announced type.

/// Bytes to look at in one go: more than the largest part of a header.
pub const PIECE: u64 = 128 * 1024;

/// Width and height as stored, before the camera's note of how it was held is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pixels {
    pub width: u32,
    pub height: u32,
}

impl Pixels {
    /// How many there are.
    pub fn count(self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }
}

/// From where on a file is to be looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    #[default]
    Start,
    /// A part of a JPEG header begins at this byte.
    Part(u64),
}

impl Place {
    /// The byte the next piece begins with.
    pub fn byte(self) -> u64 {
        match self {
            Place::Start => 0,
            Place::Part(at) => at,
        }
    }
}

/// What a piece of a file told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    Size(Pixels),
    /// Nothing yet: cameras write notes of any length before it. Always farther on than the piece began.
    Further(Place),
    /// No picture of a kind browsers show, or one without a size.
    NoPicture,
}

/// Looks at the piece of a file that begins at a place.
pub fn look(place: Place, piece: &[u8]) -> Seen {
    let found = match (place, piece) {
        (Place::Part(at), _) => return parts(at, piece),
        (Place::Start, [0xff, 0xd8, rest @ ..]) => return parts(2, rest),
        _ => png(piece).or_else(|| gif(piece)).or_else(|| webp(piece)).or_else(|| heif(piece)),
    };
    found.map_or(Seen::NoPicture, size)
}

fn size(pixels: Pixels) -> Seen {
    if pixels.count() == 0 { Seen::NoPicture } else { Seen::Size(pixels) }
}

/// The parts of a JPEG up to the one that begins a frame; `start` is where the piece begins.
fn parts(start: u64, piece: &[u8]) -> Seen {
    let mut at = 0;
    loop {
        at += match *piece.get(at..).unwrap_or_default() {
            [0xff, 0xff, _, _, _, _, _, _, _, ..] => 1,
            [0xff, 0x01 | 0xd0..=0xd7, _, _, _, _, _, _, _, ..] => 2,
            [0xff, 0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf, _, _, _, h1, h2, w1, w2, ..] => {
                return size(Pixels { width: u16::from_be_bytes([w1, w2]).into(), height: u16::from_be_bytes([h1, h2]).into() });
            }
            // its end, or the picture itself, before any size was told
            [0xff, 0xd9 | 0xda, _, _, _, _, _, _, _, ..] => return Seen::NoPicture,
            [0xff, _, l1, l2, _, _, _, _, _, ..] if (l1, l2) > (0, 1) => 2 + usize::from(u16::from_be_bytes([l1, l2])),
            [_, _, _, _, _, _, _, _, _, ..] => return Seen::NoPicture,
            // the piece, or the whole file, ends here
            _ if at > 0 => return Seen::Further(Place::Part(start + at as u64)),
            _ => return Seen::NoPicture,
        };
    }
}

fn png(bytes: &[u8]) -> Option<Pixels> {
    let rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?.get(4..)?.strip_prefix(b"IHDR")?;
    Some(Pixels { width: be32(rest, 0)?, height: be32(rest, 4)? })
}

fn gif(bytes: &[u8]) -> Option<Pixels> {
    let rest = bytes.strip_prefix(b"GIF87a").or_else(|| bytes.strip_prefix(b"GIF89a"))?;
    Some(Pixels { width: le16(rest, 0)?, height: le16(rest, 2)? })
}

fn webp(bytes: &[u8]) -> Option<Pixels> {
    let rest = bytes.strip_prefix(b"RIFF")?.get(4..)?.strip_prefix(b"WEBP")?;
    let content = rest.get(8..)?;
    match rest.get(..4)? {
        b"VP8 " => {
            let frame = content.get(3..)?.strip_prefix(b"\x9d\x01\x2a")?;
            Some(Pixels { width: le16(frame, 0)? & 0x3fff, height: le16(frame, 2)? & 0x3fff })
        }
        b"VP8L" => {
            let bits = le32(content.strip_prefix(b"\x2f")?, 0)?;
            Some(Pixels { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 })
        }
        b"VP8X" => {
            // three bytes each: of four read at once one belongs to the neighbour
            Some(Pixels { width: (le32(content, 4)? & 0x00ff_ffff) + 1, height: (le32(content, 6)? >> 8) + 1 })
        }
        _ => None,
    }
}

/// HEIC and AVIF: of the sizes in the file, which tiles and small copies have too, the largest.
fn heif(bytes: &[u8]) -> Option<Pixels> {
    bytes.get(4..)?.strip_prefix(b"ftyp")?;
    let told = bytes.windows(4).enumerate().filter(|(_, name)| *name == b"ispe");
    told.filter_map(|(at, _)| Some(Pixels { width: be32(bytes, at + 8)?, height: be32(bytes, at + 12)? }))
        .max_by_key(|pixels| pixels.count())
}

fn four(bytes: &[u8], at: usize) -> Option<[u8; 4]> {
    bytes.get(at..)?.first_chunk().copied()
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    four(bytes, at).map(u32::from_be_bytes)
}

fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    four(bytes, at).map(u32::from_le_bytes)
}

fn le16(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|two| u16::from_le_bytes(*two).into())
}

#[cfg(test)]
#[path = "header_tests.rs"]
mod tests;
