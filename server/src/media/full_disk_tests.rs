//! Uploads while the disk is full: refused as such, nothing half-stored, and finished when there is room again.

use std::path::{Path, PathBuf};
use std::process::Command;

use bytes::Bytes;
use shared::access::BuiltinRole;
use shared::media::{MediaKind, MediaStatus};
use shared::{Error, MediaId};
use uuid::Uuid;

use super::tests::{declaration, job_with_driver, jpeg, read, send};
use super::*;
use crate::testing::TestApp;

const CHUNK: usize = 20_000;

/// A file system of a few hundred kilobytes over a folder; gone with this.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// None where this process may not mount (it is not root, or confined).
    fn over(folder: &Path, kib: usize) -> Option<Self> {
        let size = format!("size={kib}k");
        let done = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tailboard-test"]).arg(folder).output().ok()?;
        done.status.success().then(|| Self(folder.to_path_buf()))
    }

    /// Leaves about this many bytes free.
    fn fill(&self, free: u64) -> PathBuf {
        let disk = rustix::fs::statvfs(&self.0).expect("the disk is there");
        let filler = self.0.join("filler");
        let size = (disk.f_bavail * disk.f_frsize).saturating_sub(free);
        std::fs::write(&filler, vec![1; usize::try_from(size).expect("small")]).expect("it fits");
        filler
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[tokio::test]
async fn a_chunk_the_full_staging_disk_refuses_is_sent_again_later() {
    let t = TestApp::new().await;
    let job = job_with_driver(&t).await;
    let driver = t.cx(BuiltinRole::Driver);
    let bytes = jpeg(7);
    let media = declare(&driver, declaration(&job, MediaKind::Photo, &bytes)).await.expect("declared");
    // every write to this device finds no room
    let part = t.app.config().data.join("staging").join(format!("{}.part", media.id));
    std::os::unix::fs::symlink("/dev/full", &part).expect("a link");
    let refused = receive(&driver, media.id, 0, Bytes::copy_from_slice(&bytes[..CHUNK])).await;
    assert_eq!((refused.clone().err(), Error::Full.status()), (Some(Error::Full), 507));
    assert_eq!(show(&driver, media.id).await.expect("known").received, 0);
    std::fs::remove_file(&part).expect("room again");
    assert_eq!(send(&driver, media.id, &bytes, CHUNK).await.expect("sent").status, MediaStatus::Stored);
    assert_eq!(read(&driver, media.id, Variant::Original).await.expect("the original"), bytes);
}

#[tokio::test]
async fn a_photo_the_full_store_refuses_is_stored_when_there_is_room() {
    let t = TestApp::new().await;
    let job = job_with_driver(&t).await;
    let driver = t.cx(BuiltinRole::Driver);
    let Some(disk) = SmallDisk::over(&t.app.config().data.join("files"), 2_000) else {
        println!("skipped: mounting a small disk needs root");
        return;
    };
    let first = jpeg(8);
    let stored = declare(&driver, declaration(&job, MediaKind::Photo, &first)).await.expect("declared");
    send(&driver, stored.id, &first, CHUNK).await.expect("there is room for the first");

    let bytes = jpeg(9);
    let filler = disk.fill(bytes.len() as u64 / 2);
    let mut input = declaration(&job, MediaKind::Photo, &bytes);
    (input.requirement, input.phase) = (None, Some(job.phases[1].id));
    input.id = MediaId(Uuid::now_v7());
    let media = declare(&driver, input).await.expect("declared");
    for _ in 0..3 {
        // the device tries again and again: each time the last chunk
        assert_eq!(send(&driver, media.id, &bytes, CHUNK).await.err(), Some(Error::Full));
    }
    assert_ne!(show(&driver, media.id).await.expect("known").status, MediaStatus::Stored, "nothing is called stored that is not");
    assert_eq!(read(&driver, stored.id, Variant::Original).await.expect("what was stored is there"), first);
    let left: Vec<_> = walk(&t.app.config().data.join("files")).into_iter().filter(|name| name.contains(&media.id.to_string())).collect();
    assert_eq!(left, Vec::<String>::new(), "no halves lie about");

    std::fs::remove_file(filler).expect("room again");
    assert_eq!(send(&driver, media.id, &bytes, CHUNK).await.expect("sent").status, MediaStatus::Stored);
    assert_eq!(read(&driver, media.id, Variant::Original).await.expect("the original"), bytes);
    drop(disk);
}

/// The files below a folder.
fn walk(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        if entry.path().is_dir() { found.extend(walk(&entry.path())) } else { found.push(entry.path().display().to_string()) }
    }
    found
}
