//! What a file says about itself, read from its header only.

use std::io::Cursor;

use chrono::{NaiveDate, NaiveDateTime};
use exif::{Exif, In, Tag, Value};
use image::{ImageDecoder, ImageFormat, ImageReader, Limits, metadata::Orientation};
use shared::media::rules::{MAX_EDGE, MAX_PIXELS};

use super::ImageProblem;

/// The heaviest file taken, in bytes.
pub const MAX_BYTES: usize = 40 << 20;
/// What decoding may allocate: 64 million pixels of four bytes, and some room.
const MAX_ALLOCATION: u64 = 300 << 20;

/// A kind of picture we decode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageKind {
    /// JPEG.
    Jpeg,
    /// PNG; of an animated one the first frame.
    Png,
    /// WebP; of an animated one the first frame.
    Webp,
}

impl ImageKind {
    /// The media type to serve the original with.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
        }
    }

    fn format(self) -> ImageFormat {
        match self {
            Self::Jpeg => ImageFormat::Jpeg,
            Self::Png => ImageFormat::Png,
            Self::Webp => ImageFormat::WebP,
        }
    }
}

/// When the camera says the picture was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenAt {
    /// The camera's wall clock.
    pub local: NaiveDateTime,
    /// Its distance from UTC in minutes, if the camera noted it.
    pub offset_minutes: Option<i16>,
}

/// Where the camera says the picture was taken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// Degrees north, -90 to 90.
    pub latitude: f64,
    /// Degrees east, -180 to 180.
    pub longitude: f64,
}

/// What a picture says about itself. Camera notes are claims, not evidence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ImageInfo {
    /// What it really is.
    pub kind: ImageKind,
    /// The width in pixels as displayed, orientation applied.
    pub width: u32,
    /// The height in pixels as displayed, orientation applied.
    pub height: u32,
    /// The EXIF orientation, 1 (upright) to 8.
    pub orientation: u8,
    /// When it was taken.
    pub taken_at: Option<TakenAt>,
    /// Where it was taken.
    pub gps: Option<Position>,
}

/// Reads the header of a picture.
///
/// # Errors
/// Every [`ImageProblem`]; nothing is decoded, so hostile sizes cost nothing.
pub fn inspect(bytes: &[u8]) -> Result<ImageInfo, ImageProblem> {
    let (kind, mut decoder) = open(bytes)?;
    let (width, height) = decoder.dimensions();
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let turned =
        matches!(orientation, Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH);
    let (width, height) = if turned { (height, width) } else { (width, height) };
    let exif = exif::Reader::new().read_from_container(&mut Cursor::new(bytes)).ok();
    Ok(ImageInfo {
        kind,
        width,
        height,
        orientation: orientation.to_exif(),
        taken_at: exif.as_ref().and_then(taken_at),
        gps: exif.as_ref().and_then(position),
    })
}

/// A decoder that has read the header of an acceptable picture and is bounded in what it may allocate.
pub(super) fn open(bytes: &[u8]) -> Result<(ImageKind, impl ImageDecoder + '_), ImageProblem> {
    let kind = sniff(bytes)?;
    if bytes.len() > MAX_BYTES {
        return Err(ImageProblem::TooHeavy { bytes: bytes.len() });
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), kind.format());
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_ALLOCATION);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(|_| ImageProblem::Damaged)?;
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 {
        return Err(ImageProblem::Damaged);
    }
    if width > MAX_EDGE || height > MAX_EDGE || u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(ImageProblem::TooLarge { width, height });
    }
    if decoder.total_bytes() > MAX_ALLOCATION {
        return Err(ImageProblem::TooLarge { width, height });
    }
    Ok((kind, decoder))
}

fn sniff(bytes: &[u8]) -> Result<ImageKind, ImageProblem> {
    let found = infer::get(bytes).ok_or(ImageProblem::NotAnImage)?;
    match found.mime_type() {
        "image/jpeg" => Ok(ImageKind::Jpeg),
        "image/png" => Ok(ImageKind::Png),
        "image/webp" => Ok(ImageKind::Webp),
        _ if found.matcher_type() == infer::MatcherType::Image => Err(ImageProblem::Unsupported { found: found.extension() }),
        _ => Err(ImageProblem::NotAnImage),
    }
}

fn taken_at(exif: &Exif) -> Option<TakenAt> {
    let text = ascii(exif, Tag::DateTimeOriginal).or_else(|| ascii(exif, Tag::DateTime))?;
    let mut stamp = exif::DateTime::from_ascii(text).ok()?;
    if let Some(offset) = ascii(exif, Tag::OffsetTimeOriginal).or_else(|| ascii(exif, Tag::OffsetTime)) {
        // A malformed offset leaves the wall clock usable.
        let _ = stamp.parse_offset(offset);
    }
    let date = NaiveDate::from_ymd_opt(i32::from(stamp.year), u32::from(stamp.month), u32::from(stamp.day))?;
    let local = date.and_hms_opt(u32::from(stamp.hour), u32::from(stamp.minute), u32::from(stamp.second))?;
    let offset_minutes = stamp.offset.filter(|minutes| minutes.abs() <= 14 * 60);
    Some(TakenAt { local, offset_minutes })
}

fn position(exif: &Exif) -> Option<Position> {
    let latitude = degrees(exif, Tag::GPSLatitude, Tag::GPSLatitudeRef, b'S')?;
    let longitude = degrees(exif, Tag::GPSLongitude, Tag::GPSLongitudeRef, b'W')?;
    // Zero and zero is what cameras without a fix write.
    let plausible = latitude.abs() <= 90.0 && longitude.abs() <= 180.0 && (latitude, longitude) != (0.0, 0.0);
    plausible.then_some(Position { latitude, longitude })
}

fn degrees(exif: &Exif, tag: Tag, reference: Tag, negative: u8) -> Option<f64> {
    let Value::Rational(parts) = &exif.get_field(tag, In::PRIMARY)?.value else { return None };
    let part = |index: usize| parts.get(index).map_or(0.0, exif::Rational::to_f64);
    let size = parts.first()?.to_f64() + part(1) / 60.0 + part(2) / 3600.0;
    let sign = if ascii(exif, reference)?.first() == Some(&negative) { -1.0 } else { 1.0 };
    size.is_finite().then_some(sign * size)
}

fn ascii(exif: &Exif, tag: Tag) -> Option<&[u8]> {
    match &exif.get_field(tag, In::PRIMARY)?.value {
        Value::Ascii(lines) => lines.first().map(Vec::as_slice),
        _ => None,
    }
}
