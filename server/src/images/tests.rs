//! Photos, camera notes, and files that are not what they claim.

use std::{io::Cursor, time::Instant};

use chrono::NaiveDate;
use image::{DynamicImage, GrayImage, ImageFormat, Luma, Rgb, RgbImage, Rgba, RgbaImage};

use super::*;

/// Blocks of different brightness: detail everywhere, and no symmetry.
pub(crate) fn scene(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let block = (x * 23 / width) * 7 + (y * 17 / height) * 13;
        let luma = (block * block % 251) as u8;
        Rgb([luma, luma / 2 + 40, 255 - luma])
    })
}

pub(crate) fn encoded(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A little-endian TIFF block: orientation, 2026-06-05 04:03:02 at -04:00, 45.5 N 73.5 W.
fn camera_notes(orientation: u8) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0".to_vec();
    let entry = |tiff: &mut Vec<u8>, tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        tiff.extend_from_slice(&tag.to_le_bytes());
        tiff.extend_from_slice(&kind.to_le_bytes());
        tiff.extend_from_slice(&count.to_le_bytes());
        tiff.extend_from_slice(&value);
    };
    let at = |offset: u32| offset.to_le_bytes();
    // First directory: 8 + 2 + 3 * 12 + 4 = 50.
    tiff.extend_from_slice(&3_u16.to_le_bytes());
    entry(&mut tiff, 0x0112, 3, 1, [orientation, 0, 0, 0]);
    entry(&mut tiff, 0x8769, 4, 1, at(50));
    entry(&mut tiff, 0x8825, 4, 1, at(80));
    tiff.extend_from_slice(&[0; 4]);
    // Camera directory at 50: 2 + 2 * 12 + 4 = 30.
    tiff.extend_from_slice(&2_u16.to_le_bytes());
    entry(&mut tiff, 0x9003, 2, 20, at(134));
    entry(&mut tiff, 0x9011, 2, 7, at(154));
    tiff.extend_from_slice(&[0; 4]);
    // Position directory at 80: 2 + 4 * 12 + 4 = 54.
    tiff.extend_from_slice(&4_u16.to_le_bytes());
    entry(&mut tiff, 1, 2, 2, *b"N\0\0\0");
    entry(&mut tiff, 2, 5, 3, at(161));
    entry(&mut tiff, 3, 2, 2, *b"W\0\0\0");
    entry(&mut tiff, 4, 5, 3, at(185));
    tiff.extend_from_slice(&[0; 4]);
    assert_eq!(tiff.len(), 134);
    tiff.extend_from_slice(b"2026:06:05 04:03:02\0");
    tiff.extend_from_slice(b"-04:00\0");
    for degrees in [45_u32, 73] {
        for (number, divisor) in [(degrees, 1), (30, 1), (0, 1_u32)] {
            tiff.extend_from_slice(&number.to_le_bytes());
            tiff.extend_from_slice(&divisor.to_le_bytes());
        }
    }
    tiff
}

pub(crate) fn with_notes(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let notes = [b"Exif\0\0".as_slice(), &camera_notes(orientation)].concat();
    let length = u16::try_from(notes.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length, &notes, &jpeg[2..]].concat()
}

pub(crate) fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut crc = u32::MAX;
    for byte in kind.iter().chain(data) {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 };
        }
    }
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length, kind.as_slice(), data, &(!crc).to_be_bytes()].concat()
}

pub(crate) fn png_header(width: u32, height: u32) -> Vec<u8> {
    let data = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    [b"\x89PNG\r\n\x1a\n".as_slice(), &chunk(b"IHDR", &data)].concat()
}

pub(crate) fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

#[test]
fn a_photo_tells_its_kind_size_time_and_place() {
    let photo = with_notes(&encoded(scene(300, 200), ImageFormat::Jpeg), 6);
    let info = inspect(&photo).unwrap();
    assert_eq!((info.kind, info.width, info.height, info.orientation), (ImageKind::Jpeg, 200, 300, 6));
    let taken = info.taken_at.unwrap();
    assert_eq!(taken.local, NaiveDate::from_ymd_opt(2026, 6, 5).unwrap().and_hms_opt(4, 3, 2).unwrap());
    assert_eq!(taken.offset_minutes, Some(-240));
    let place = info.gps.unwrap();
    assert!((place.latitude - 45.5).abs() < 1e-9 && (place.longitude + 73.5).abs() < 1e-9, "{place:?}");
}

#[test]
fn every_kind_is_recognised_by_content() {
    for (format, kind) in [(ImageFormat::Jpeg, ImageKind::Jpeg), (ImageFormat::Png, ImageKind::Png), (ImageFormat::WebP, ImageKind::Webp)] {
        let info = inspect(&encoded(scene(64, 32), format)).unwrap();
        assert_eq!((info.kind, info.width, info.height, info.orientation), (kind, 64, 32, 1));
        assert_eq!((info.taken_at, info.gps), (None, None));
    }
}

#[test]
fn copies_are_upright_small_and_carry_nothing_but_pixels() {
    let hidden = b"<script>alert('hidden')</script>PK\x03\x04";
    let mut photo = with_notes(&encoded(scene(3000, 1500), ImageFormat::Jpeg), 6);
    photo.extend_from_slice(hidden);
    let derived = derive(&photo).unwrap();
    assert_eq!(derived.copy_size, (1024, 2048));
    for (copy, size) in [(&derived.customer_copy, (1024, 2048)), (&derived.thumb, (128, 256))] {
        let info = inspect(copy).unwrap();
        assert_eq!((info.kind, info.width, info.height, info.orientation), (ImageKind::Jpeg, size.0, size.1, 1));
        assert_eq!((info.taken_at, info.gps), (None, None));
        assert!(!contains(copy, b"Exif") && !contains(copy, b"script") && !contains(copy, b"PK\x03\x04"));
    }
    // Orientation 6: the stored picture's left edge is shown on top.
    let shown = image::load_from_memory(&derived.customer_copy).unwrap().into_rgb8();
    let stored = scene(3000, 1500);
    for (x, y) in [(100, 100), (900, 100), (512, 1900)] {
        let (from, to) = (stored.get_pixel(y * 3000 / 2048, 1499 - x * 1500 / 1024), shown.get_pixel(x, y));
        let apart = from.0.iter().zip(to.0).map(|(from, to)| from.abs_diff(to)).max().unwrap();
        assert!(apart < 40, "at {x},{y}: {from:?} became {to:?}");
    }
}

#[test]
fn small_pictures_are_not_enlarged_and_transparency_becomes_white() {
    let clear = RgbaImage::from_pixel(40, 30, Rgba([0, 0, 0, 0]));
    let derived = derive(&encoded(clear, ImageFormat::Png)).unwrap();
    assert_eq!(derived.copy_size, (40, 30));
    let copy = image::load_from_memory(&derived.customer_copy).unwrap().into_rgb8();
    assert!(copy.get_pixel(20, 15).0.iter().all(|channel| *channel > 250));
}

#[test]
fn what_is_no_picture_is_refused_whatever_it_is_called() {
    for bytes in [
        b"".as_slice(),
        b"hello, I am holiday.jpg",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
        b"PK\x03\x04rest",
        b"<html><body>",
    ] {
        assert_eq!(inspect(bytes), Err(ImageProblem::NotAnImage));
        assert_eq!(derive(bytes), Err(ImageProblem::NotAnImage));
    }
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\0";
    assert_eq!(inspect(heic), Err(ImageProblem::Unsupported { found: "heif" }));
    assert!(matches!(inspect(b"GIF89a\x01\0\x01\0"), Err(ImageProblem::Unsupported { found: "gif" })));
}

#[test]
fn damaged_pictures_are_refused_and_never_panic() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let whole = encoded(scene(64, 48), format);
        for length in (0..whole.len()).step_by(7) {
            let _ = inspect(&whole[..length]);
            let _ = derive(&whole[..length]);
        }
        for position in (0..whole.len().min(400)).step_by(3) {
            let mut changed = whole.clone();
            changed[position] ^= 0xFF;
            let _ = inspect(&changed);
            let _ = derive(&changed);
        }
        assert!(inspect(&whole[..12]).is_err());
    }
    let notes = with_notes(&encoded(scene(64, 48), ImageFormat::Jpeg), 200);
    assert_eq!(inspect(&notes).unwrap().orientation, 1, "a nonsense orientation is ignored");
}

#[test]
fn a_decompression_bomb_is_refused_from_its_header_at_once_and_in_little_memory() {
    // 1.6 billion pixels behind a few bytes; the data is never looked at.
    let bomb = [png_header(40_000, 40_000), chunk(b"IDAT", &[0x78, 0x01, 0x03, 0x00]), chunk(b"IEND", &[])].concat();
    let before = peak_memory_kib();
    let began = Instant::now();
    for refused in [inspect(&bomb).map(drop), derive(&bomb).map(drop)] {
        assert_eq!(refused, Err(ImageProblem::TooLarge { width: 40_000, height: 40_000 }));
    }
    let took = began.elapsed();
    assert!(took.as_millis() < 100, "{took:?}");
    // Each test is its own process under nextest; sharing one, the peak is somebody else's.
    if std::env::var_os("NEXTEST").is_some() {
        let grown = peak_memory_kib() - before;
        assert!(grown < 50 * 1024, "{grown} KiB");
    }
    // Within the edge limit, but too many pixels in all.
    let data = chunk(b"IDAT", &[0x78, 0x01, 0x03, 0x00]);
    let many = [png_header(9_000, 9_000), data.clone(), chunk(b"IEND", &[])].concat();
    assert_eq!(inspect(&many), Err(ImageProblem::TooLarge { width: 9_000, height: 9_000 }));
    // Acceptable by its header, but without pixels.
    let hollow = [png_header(7_000, 9_000), data, chunk(b"IEND", &[])].concat();
    assert!(inspect(&hollow).is_ok());
    assert_eq!(derive(&hollow), Err(ImageProblem::Damaged));
}

#[test]
fn a_picture_whose_data_is_larger_than_its_header_admits_stays_small() {
    let large = encoded(GrayImage::from_pixel(6_000, 6_000, Luma([9])), ImageFormat::Png);
    let header = png_header(10, 10);
    let lying = [&header, &large[header.len()..]].concat();
    let before = peak_memory_kib();
    let _ = derive(&lying);
    if std::env::var_os("NEXTEST").is_some() {
        let grown = peak_memory_kib() - before;
        assert!(grown < 20 * 1024, "{grown} KiB");
    }
}

#[test]
fn too_many_bytes_are_refused_before_anything_else() {
    let mut heavy = encoded(scene(16, 16), ImageFormat::Jpeg);
    heavy.resize(MAX_BYTES + 1, 0);
    assert_eq!(inspect(&heavy), Err(ImageProblem::TooHeavy { bytes: MAX_BYTES + 1 }));
}

#[test]
fn blur_darkness_and_likeness_show_in_the_scores() {
    let sharp = scene(800, 600);
    let blurred = image::imageops::blur(&sharp, 24.0);
    let dark = RgbImage::from_fn(800, 600, |x, y| Rgb(sharp.get_pixel(x, y).0.map(|channel| channel / 12)));
    let turned = image::imageops::rotate180(&sharp);
    let quality = |image: RgbImage| derive(&encoded(image, ImageFormat::Png)).unwrap().quality;
    let (sharp_q, blurred_q, dark_q, turned_q) = (quality(sharp.clone()), quality(blurred), quality(dark), quality(turned));
    assert!(!sharp_q.looks_blurry() && blurred_q.looks_blurry(), "{sharp_q:?} {blurred_q:?}");
    assert!(!sharp_q.looks_dark() && dark_q.looks_dark(), "{dark_q:?}");

    let smaller = image::imageops::resize(&sharp, 320, 240, image::imageops::FilterType::Triangle);
    let same = derive(&encoded(smaller, ImageFormat::Jpeg)).unwrap().quality;
    assert!(hash_distance(sharp_q.hash, same.hash) <= 10);
    assert!(hash_distance(sharp_q.hash, turned_q.hash) > 10);
}

pub(crate) fn peak_memory_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(0)
}
