//! Files made to do harm, and transfers that break off all the time.

use std::io::Cursor;
use std::time::Instant;

use bytes::Bytes;
use futures_util::TryStreamExt;
use image::{DynamicImage, GrayImage, ImageFormat, Luma};
use shared::access::BuiltinRole;
use shared::media::rules::MAX_CHUNK;
use shared::media::{MediaKind, MediaProblem, MediaStatus};

use super::tests::{declaration, job_with_driver, jpeg, read, send};
use super::*;
use crate::crypto::sha256_hex;
use crate::images;
use crate::images::tests::{chunk, contains, encoded, peak_memory_kib, png_header, scene, with_notes};
use crate::testing::TestApp;

/// Twenty cuts: each time a device sends what it had begun to send, asks where the server stands and goes on there.
#[tokio::test]
async fn a_file_whose_transfer_breaks_twenty_times_arrives_byte_for_byte() {
    let t = TestApp::new().await;
    let job = job_with_driver(&t).await;
    let driver = t.cx(BuiltinRole::Driver);
    let bytes = jpeg(11);
    let media = declare(&driver, declaration(&job, MediaKind::Photo, &bytes)).await.expect("declared");
    let cuts: Vec<usize> = (1..=20).map(|n| bytes.len() * n / 21).collect();
    let mut lost = 0;
    for cut in &cuts {
        let stands = usize::try_from(show(&driver, media.id).await.expect("known").received).expect("small");
        // every other answer was lost too: the device repeats what the server has
        let from = if cut % 2 == 0 { stands } else { lost };
        let receipt = receive(&driver, media.id, from as i64, Bytes::copy_from_slice(&bytes[from..*cut])).await.expect("taken");
        assert_eq!((receipt.status, receipt.offset), (MediaStatus::Receiving, *cut as i64));
        lost = stands;
    }
    let last = *cuts.last().expect("twenty");
    let receipt = receive(&driver, media.id, last as i64, Bytes::copy_from_slice(&bytes[last..])).await.expect("the rest");
    assert_eq!(receipt.status, MediaStatus::Stored);
    let mut whole = Vec::new();
    let mut at = 0;
    for end in cuts.into_iter().chain([bytes.len()]) {
        let part = open(&driver, media.id, Variant::Original, Some(at as u64..end as u64)).await.expect("a part");
        for piece in part.file.bytes.try_collect::<Vec<_>>().await.expect("its bytes") {
            whole.extend_from_slice(&piece);
        }
        at = end;
    }
    assert_eq!(sha256_hex(&whole), media.sha256, "read again part by part it is the same file");
}

/// What is a picture and something else too is kept as the picture, and shown without the rest.
#[tokio::test]
async fn a_picture_that_hides_something_is_shown_without_it() {
    let t = TestApp::new().await;
    let job = job_with_driver(&t).await;
    let driver = t.cx(BuiltinRole::Driver);
    let hidden: [&[u8]; 3] = [b"<html><script>alert(1)</script></html>", b"PK\x03\x04hidden.zip", b"%PDF-1.7 /JavaScript"];
    let customer = t.customer_cx(job.account, job.contact.expect("a contact"));
    for hidden in hidden {
        let photo = [with_notes(&jpeg(12), 6).as_slice(), hidden].concat();
        let media = declare(&driver, declaration(&job, MediaKind::Photo, &photo)).await.expect("declared");
        assert_eq!(send(&driver, media.id, &photo, MAX_CHUNK).await.expect("an answer").status, MediaStatus::Stored);
        assert_eq!(open(&driver, media.id, Variant::Original, None).await.expect("it").mime, "image/jpeg");
        for variant in [Variant::Full, Variant::Thumb] {
            let seen = read(&customer, media.id, variant).await.expect("a copy");
            assert!(!contains(&seen, hidden) && !contains(&seen, b"Exif"), "neither what is hidden nor where it was taken");
            assert_eq!(images::inspect(&seen).map(|info| info.gps), Ok(None));
        }
    }
}

/// A name or a first line makes no type: what a file is, is looked at.
#[tokio::test]
async fn a_file_of_another_type_than_it_says_is_rejected() {
    let t = TestApp::new().await;
    let job = job_with_driver(&t).await;
    let driver = t.cx(BuiltinRole::Driver);
    let html = b"<!DOCTYPE html><script>alert(1)</script>".to_vec();
    let zip = b"PK\x03\x04\x14\0\0\0\x08\0".repeat(100);
    let gif = b"GIF89a/*\x01\0\x01\0*/=alert(1)".to_vec();
    let drawing = br#"<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>"#.to_vec();
    for (kind, bytes) in [
        (MediaKind::Photo, html.clone()),
        (MediaKind::Photo, drawing.clone()),
        (MediaKind::Photo, gif),
        (MediaKind::Photo, b"%PDF-1.7\n".repeat(20)),
        (MediaKind::Document, html.clone()),
        (MediaKind::Document, zip.clone()),
        (MediaKind::Document, jpeg(13)),
        (MediaKind::Signature, drawing),
        (MediaKind::Signature, zip),
        (MediaKind::Voice, html.clone()),
        (MediaKind::Video, html),
    ] {
        let mut input = declaration(&job, kind, &bytes);
        (input.requirement, input.signer) = (None, "Amara Okafor".into());
        let media = declare(&driver, input).await.expect("declared");
        let receipt = send(&driver, media.id, &bytes, MAX_CHUNK).await.expect("an answer");
        assert_eq!((receipt.status, receipt.problem), (MediaStatus::Rejected, Some(MediaProblem::WrongType)), "{kind:?}");
        assert!(open(&driver, media.id, Variant::Original, None).await.is_err());
    }
}

/// Notes inside a picture can be packed: thirty kilobytes become thirty megabytes, if somebody unpacks them.
#[test]
fn packed_notes_of_a_picture_are_not_unpacked_into_memory() {
    let large = encoded(GrayImage::from_pixel(6_000, 6_000, Luma([9])), ImageFormat::Png);
    let at = large.windows(4).position(|name| name == b"IDAT").expect("its pixels");
    let length = large[at - 4..at].iter().fold(0, |n, byte| n << 8 | usize::from(*byte));
    let packed = &large[at + 4..at + 4 + length];
    let mut small = Cursor::new(Vec::new());
    DynamicImage::from(scene(64, 48)).write_to(&mut small, ImageFormat::Png).expect("a picture");
    let small = small.into_inner();
    let after_head = png_header(64, 48).len();
    let leads: [(&[u8; 4], &[u8]); 3] = [(b"zTXt", b"Comment\0\0"), (b"iCCP", b"profile\0\0"), (b"iTXt", b"Comment\0\x01\0\0\0")];
    for (name, lead) in leads {
        let note = chunk(name, &[lead, packed].concat());
        let bomb = [&small[..after_head], &note.repeat(20), &small[after_head..]].concat();
        let (before, begun) = (peak_memory_kib(), Instant::now());
        let told = images::inspect(&bomb);
        if std::env::var_os("NEXTEST").is_some() {
            let grown = peak_memory_kib() - before;
            assert!(grown < 50 * 1024, "{} grew by {grown} KiB ({told:?})", name.escape_ascii());
        }
        assert!(begun.elapsed().as_secs() < 2, "{} took {:?}", name.escape_ascii(), begun.elapsed());
    }
}
