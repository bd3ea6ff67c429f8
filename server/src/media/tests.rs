//! Uploads against a real database and a real file store.

use bytes::Bytes;
use chrono::{Duration, Utc};
use futures_util::TryStreamExt;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use shared::access::BuiltinRole;
use shared::jobs::{AssignCrew, CrewPlace, Job};
use shared::media::rules::MAX_CHUNK;
use shared::media::{DeclareMedia, EditMedia, MediaKind, MediaProblem, MediaReceipt, MediaStatus};
use shared::packs::CrewRole;
use shared::{Error, MediaId, Result};
use uuid::Uuid;

use super::*;
use crate::crypto::sha256_hex;
use crate::cx::Cx;
use crate::jobs;
use crate::testing::TestApp;

pub(super) async fn job_with_driver(t: &TestApp) -> Job {
    let id = jobs::tests::booked(&t.owner().await).await;
    let crew = vec![CrewPlace { member: t.org().person(BuiltinRole::Driver).member, role: CrewRole::Driver }];
    jobs::assign(&t.cx(BuiltinRole::Dispatcher), id, AssignCrew { crew, version: 1, reason: jobs::tests::EVERYWHERE.into() })
        .await
        .expect("the crew is set")
}

/// A photo with some texture, so that it is neither dark nor blurred.
pub(super) fn jpeg(seed: u8) -> Vec<u8> {
    let picture = image::RgbImage::from_fn(640, 480, |x, y| {
        let noise = ((x * 7 + y * 13 + u32::from(seed) * 31) % 97) as u8;
        image::Rgb([noise.wrapping_mul(2), 120 + noise, 255 - noise])
    });
    let mut out = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut out, image::ImageFormat::Jpeg).expect("a jpeg");
    out.into_inner()
}

pub(super) fn declaration(job: &Job, kind: MediaKind, bytes: &[u8]) -> DeclareMedia {
    let slot = job.phases[1].requirements.iter().find(|r| r.kind == kind);
    DeclareMedia {
        id: MediaId(Uuid::now_v7()),
        job: job.id,
        phase: None,
        requirement: slot.map(|r| r.id),
        item: None,
        kind,
        size: i64::try_from(bytes.len()).expect("small"),
        sha256: sha256_hex(bytes),
        taken_at: Utc::now(),
        gps: None,
        caption: "<script>alert(1)</script>".into(),
        signer: String::new(),
        position: 0,
    }
}

pub(super) async fn send(cx: &Cx, id: MediaId, bytes: &[u8], chunk: usize) -> Result<MediaReceipt> {
    let mut receipt = None;
    for (n, part) in bytes.chunks(chunk).enumerate() {
        receipt = Some(receive(cx, id, i64::try_from(n * chunk).expect("small"), Bytes::copy_from_slice(part)).await?);
    }
    Ok(receipt.expect("some bytes"))
}

pub(super) async fn read(cx: &Cx, id: MediaId, variant: Variant) -> Result<Vec<u8>> {
    let opened = open(cx, id, variant, None).await?;
    Ok(opened
        .file
        .bytes
        .try_fold(Vec::new(), |mut all, part| async move {
            all.extend_from_slice(&part);
            Ok(all)
        })
        .await
        .expect("the file is read"))
}

#[tokio::test]
async fn a_photo_sent_in_chunks_is_stored_with_its_copies() {
    let t = TestApp::new().await;
    let job = job_with_driver(&t).await;
    let driver = t.cx(BuiltinRole::Driver);
    let bytes = jpeg(1);
    let input = declaration(&job, MediaKind::Photo, &bytes);
    let media = declare(&driver, input.clone()).await.expect("declared");
    assert_eq!(media.status, MediaStatus::Declared);
    assert_eq!(media.phase, Some(job.phases[1].id), "the phase follows from the slot");
    let receipt = send(&driver, media.id, &bytes, 1000).await.expect("sent");
    assert_eq!((receipt.status, receipt.offset), (MediaStatus::Stored, media.size));
    assert_eq!(send(&driver, media.id, &bytes, 1000).await.expect("sent again").status, MediaStatus::Stored, "twice is once");
    assert_eq!(declare(&driver, input.clone()).await.expect("declared again").status, MediaStatus::Stored);
    assert_eq!(read(&driver, media.id, Variant::Original).await.expect("the original"), bytes);
    for variant in [Variant::Full, Variant::Thumb] {
        assert!(image::load_from_memory(&read(&driver, media.id, variant).await.expect("a copy")).is_ok());
    }
    let part = open(&driver, media.id, Variant::Original, Some(10..20)).await.expect("a range");
    assert_eq!((part.file.range.clone(), part.size), (10..20, bytes.len() as u64));
    let shown = jobs::show(&driver, job.id).await.expect("the job");
    assert_eq!((shown.media.len(), shown.media[0].width, shown.media[0].height), (1, Some(640), Some(480)));
    t.relay().await;
    let timeline = crate::audit::job_timeline(&t.owner().await, job.id, None).await.expect("the timeline");
    assert_eq!(timeline.items.iter().filter(|e| e.kind == "media.stored").count(), 1);
    assert!(crate::audit::check(&t.owner().await).await.expect("the chain").valid);

    let mut other = input;
    other.sha256 = "0".repeat(64);
    assert!(matches!(declare(&driver, other).await, Err(Error::Conflict { code, .. }) if code == "media_reused"));
}

#[tokio::test]
async fn uploads_cut_at_random_offsets_arrive_whole() {
    let t = TestApp::new().await;
    let job = job_with_driver(&t).await;
    let driver = t.cx(BuiltinRole::Driver);
    let mut runner = TestRunner::deterministic();
    for seed in 0..6u8 {
        let bytes = jpeg(seed.wrapping_mul(29));
        let media = declare(&driver, declaration(&job, MediaKind::Photo, &bytes)).await.expect("declared");
        let cuts = prop::collection::vec((0..bytes.len(), 1usize..9000), 20).new_tree(&mut runner).expect("cuts").current();
        for (at, length) in cuts {
            // a device that lost count: whatever it sends, the server says where to go on
            let end = (at + length).min(bytes.len());
            match receive(&driver, media.id, at as i64, Bytes::copy_from_slice(&bytes[at..end])).await {
                Ok(_) => {}
                Err(Error::Conflict { code, .. }) => assert_eq!(code, "wrong_offset"),
                Err(other) => panic!("{other:?}"),
            }
        }
        let mut offset = show(&driver, media.id).await.expect("known").received;
        loop {
            let at = usize::try_from(offset).expect("small");
            let end = (at + 20_000).min(bytes.len());
            let receipt = receive(&driver, media.id, offset, Bytes::copy_from_slice(&bytes[at..end.max(at + 1).min(bytes.len())]))
                .await
                .expect("resumed");
            offset = receipt.offset;
            if receipt.status == MediaStatus::Stored {
                break;
            }
        }
        assert_eq!(read(&driver, media.id, Variant::Original).await.expect("the original"), bytes);
    }
}

#[tokio::test]
async fn what_is_no_photo_is_rejected_with_its_reason() {
    let t = TestApp::new().await;
    let job = job_with_driver(&t).await;
    let driver = t.cx(BuiltinRole::Driver);
    let text = b"this is a text that calls itself photo.jpg".to_vec();
    // a header that promises 40,000 x 40,000 pixels
    let mut bomb = vec![
        0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0x9c, 0x40, 0, 0, 0x9c, 0x40, 8, 2, 0,
        0, 0,
    ];
    bomb.extend_from_slice(&[0; 64]);
    let mut torn = jpeg(3);
    // the head of a photo and nothing of its picture
    torn.truncate(200);
    for (bytes, allowed) in [
        (text, &[MediaProblem::WrongType][..]),
        (bomb, &[MediaProblem::TooManyPixels, MediaProblem::Damaged]),
        (torn, &[MediaProblem::Damaged]),
    ] {
        let media = declare(&driver, declaration(&job, MediaKind::Photo, &bytes)).await.expect("declared");
        let receipt = send(&driver, media.id, &bytes, MAX_CHUNK).await.expect("an answer");
        assert_eq!(receipt.status, MediaStatus::Rejected);
        assert!(receipt.problem.is_some_and(|p| allowed.contains(&p)), "{:?}", receipt.problem);
        assert_eq!(open(&driver, media.id, Variant::Full, None).await.err(), Some(Error::NotFound));
    }
    let bytes = jpeg(4);
    let mut wrong = declaration(&job, MediaKind::Photo, &bytes);
    wrong.sha256 = "1".repeat(64);
    let media = declare(&driver, wrong.clone()).await.expect("declared");
    assert_eq!(send(&driver, media.id, &bytes, MAX_CHUNK).await.expect("an answer").problem, Some(MediaProblem::WrongHash));
    assert_eq!(declare(&driver, wrong).await.expect("declared again").status, MediaStatus::Declared, "a transfer can start over");
    let mut huge = declaration(&job, MediaKind::Photo, &bytes);
    huge.id = MediaId(Uuid::now_v7());
    huge.size = 100 * 1024 * 1024;
    assert!(matches!(declare(&driver, huge).await, Err(Error::TooLarge { .. })));
}

#[tokio::test]
async fn a_medium_is_seen_by_those_who_see_its_job() {
    let t = TestApp::new().await;
    let job = job_with_driver(&t).await;
    let driver = t.cx(BuiltinRole::Driver);
    let bytes = jpeg(5);
    let media = declare(&driver, declaration(&job, MediaKind::Photo, &bytes)).await.expect("declared");
    send(&driver, media.id, &bytes, MAX_CHUNK).await.expect("sent");
    let contact = job.contact.expect("a contact");
    let customer = t.customer_cx(job.account, contact);
    assert!(read(&customer, media.id, Variant::Full).await.is_ok());
    assert_eq!(read(&customer, media.id, Variant::Original).await, Err(Error::NotFound), "originals carry places and times");
    let stranger = t.customer_cx(shared::AccountId(Uuid::now_v7()), contact);
    for cx in [stranger, t.cx(BuiltinRole::Mover), t.foreign(BuiltinRole::Owner)] {
        assert_eq!(read(&cx, media.id, Variant::Full).await, Err(Error::NotFound));
    }
    assert!(matches!(
        declare(&t.cx(BuiltinRole::SalesAgent), declaration(&job, MediaKind::Photo, &bytes)).await,
        Err(Error::Forbidden { .. })
    ));
    assert_eq!(declare(&t.cx(BuiltinRole::Mover), declaration(&job, MediaKind::Photo, &bytes)).await, Err(Error::NotFound));
    assert_eq!(receive(&t.foreign(BuiltinRole::Driver), media.id, 0, Bytes::from_static(b"x")).await, Err(Error::NotFound));
}

#[tokio::test]
async fn deleting_can_be_undone_until_the_bytes_go() {
    let t = TestApp::new().await;
    let job = job_with_driver(&t).await;
    let driver = t.cx(BuiltinRole::Driver);
    let bytes = jpeg(6);
    let media = declare(&driver, declaration(&job, MediaKind::Photo, &bytes)).await.expect("declared");
    send(&driver, media.id, &bytes, MAX_CHUNK).await.expect("sent");
    assert!(delete(&driver, media.id).await.expect("deleted").deleted);
    assert!(!restore(&driver, media.id).await.expect("restored").deleted);
    delete(&driver, media.id).await.expect("deleted");
    sweep::sweep(&t.app).await.expect("swept");
    assert!(restore(&driver, media.id).await.is_ok(), "the undo window is open");
    delete(&driver, media.id).await.expect("deleted");
    let mut conn = t.owner_connection().await;
    sqlx::query("update media set deleted_at = $1").bind(Utc::now() - Duration::days(3)).execute(&mut conn).await.expect("aged");
    sweep::sweep(&t.app).await.expect("swept");
    assert_eq!(restore(&driver, media.id).await, Err(Error::NotFound));
    assert!(t.app.files().head(&crate::files::key(t.org().id.0, media.id.0, "original")).await.is_err(), "no orphan bytes");
}

#[tokio::test]
async fn a_caption_without_a_version_is_the_last_word_and_the_log_keeps_what_was() {
    let t = TestApp::new().await;
    let job = job_with_driver(&t).await;
    let driver = t.cx(BuiltinRole::Driver);
    let media = declare(&driver, declaration(&job, MediaKind::Photo, &jpeg(7))).await.expect("declared");
    let words = |caption: &str, version| EditMedia { caption: caption.into(), requirement: media.requirement, version };
    let first = edit(&driver, media.id, words("Side stairs", Some(media.version))).await.expect("edited");
    assert!(matches!(edit(&driver, media.id, words("Stairs", Some(media.version))).await, Err(Error::Conflict { .. })));
    let last = edit(&driver, media.id, words("Back stairs", None)).await.expect("edited");
    assert_eq!((last.caption.as_str(), last.version), ("Back stairs", first.version + 1));
    t.relay().await;
    let log = crate::audit::job_timeline(&t.owner().await, job.id, None).await.expect("the timeline");
    let (before, after) = ("Side stairs", "Back stairs");
    let told = |event: &shared::events::Event| event.data["caption"] == serde_json::json!({ "before": before, "after": after });
    assert_eq!(log.items.iter().filter(|event| told(event)).count(), 1);
}

#[tokio::test]
async fn a_signature_is_a_drawing_and_nothing_else() {
    let t = TestApp::new().await;
    let job = job_with_driver(&t).await;
    let driver = t.cx(BuiltinRole::Driver);
    let good = br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><path d="M1 2L3 4" stroke="black"/></svg>"#.to_vec();
    let bad = br#"<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"#.to_vec();
    for (bytes, status) in [(good, MediaStatus::Stored), (bad, MediaStatus::Rejected)] {
        let mut input = declaration(&job, MediaKind::Signature, &bytes);
        input.signer = "Amara Okafor".into();
        let media = declare(&driver, input).await.expect("declared");
        assert_eq!(media.signer.as_deref(), Some("Amara Okafor"));
        assert_eq!(send(&driver, media.id, &bytes, MAX_CHUNK).await.expect("an answer").status, status);
    }
}

#[tokio::test]
async fn a_file_is_saved_under_a_name_of_ours_with_the_ending_of_what_it_is() {
    let t = TestApp::new().await;
    let job = job_with_driver(&t).await;
    let driver = t.cx(BuiltinRole::Driver);
    let bytes = jpeg(7);
    let declared = declaration(&job, MediaKind::Photo, &bytes);
    declare(&driver, declared.clone()).await.expect("announced");
    send(&driver, declared.id, &bytes, MAX_CHUNK).await.expect("stored");
    let pdf = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n".to_vec();
    let paper =
        DeclareMedia { requirement: None, caption: "../../etc/passwd\" onload=".into(), ..declaration(&job, MediaKind::Document, &pdf) };
    declare(&driver, paper.clone()).await.expect("announced");
    send(&driver, paper.id, &pdf, MAX_CHUNK).await.expect("stored");
    for (id, name, inline) in
        [(declared.id, format!("photo-{}.jpg", declared.id), true), (paper.id, format!("document-{}.pdf", paper.id), false)]
    {
        let opened = open(&driver, id, Variant::Original, None).await.expect("opens");
        assert_eq!((opened.name, opened.inline), (name, inline));
    }
}
