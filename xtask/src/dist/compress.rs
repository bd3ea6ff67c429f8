//! `.br` and `.gz` beside each file that gets smaller by them, on all cores.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::Mode;
use crate::failure::{Context, Result};
use crate::tree;

const EXTENSIONS: [&str; 8] = ["js", "wasm", "css", "html", "svg", "json", "webmanifest", "txt"];
const WORTH_IT: usize = 1024;

/// Compresses whatever has no fresh siblings yet.
pub fn all(out: &Path, mode: Mode) -> Result<()> {
    let mut waiting = Vec::new();
    for path in tree::files(out)? {
        let fits = path.extension().and_then(|found| found.to_str()).is_some_and(|found| EXTENSIONS.contains(&found));
        if fits && !is_fresh(&path) {
            waiting.push(path);
        }
    }
    // The long ones first, so that no core is left with one at the end.
    waiting.sort_by_key(|path| std::cmp::Reverse(path.metadata().map(|meta| meta.len()).unwrap_or_default()));
    let next = AtomicUsize::new(0);
    let failures = Mutex::new(Vec::new());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while let Some(path) = waiting.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(failure) = both(path, mode) {
                        failures.lock().unwrap_or_else(|held| held.into_inner()).push(failure);
                    }
                }
            });
        }
    });
    failures.into_inner().unwrap_or_else(|held| held.into_inner()).into_iter().next().map_or(Ok(()), Err)
}

/// Siblings are fresh when they are not older than the file, which is only rewritten when its content changes.
fn is_fresh(path: &Path) -> bool {
    let time = |path: &Path| path.metadata().and_then(|meta| meta.modified()).ok();
    match (time(path), time(&sibling(path, "br")), time(&sibling(path, "gz"))) {
        (Some(file), Some(brotli), Some(gzip)) => brotli >= file && gzip >= file,
        _ => false,
    }
}

fn sibling(path: &Path, extension: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    PathBuf::from(name)
}

fn both(path: &Path, mode: Mode) -> Result<()> {
    let content = tree::read(path)?;
    if content.len() <= WORTH_IT {
        for extension in ["br", "gz"] {
            // It may have been longer in a former build; no sibling is then the right answer.
            let _ = std::fs::remove_file(sibling(path, extension));
        }
        return Ok(());
    }
    tree::write(&sibling(path, "br"), brotli(&content, mode)?)?;
    let mut gzip = GzEncoder::new(Vec::new(), Compression::new(if mode == Mode::Dist { 9 } else { 4 }));
    gzip.write_all(&content).context("compressing")?;
    tree::write(&sibling(path, "gz"), gzip.finish().context("compressing")?)?;
    touch(path)
}

/// `tree::write` leaves equal content alone; a sibling that stayed equal would look stale for ever without this.
fn touch(path: &Path) -> Result<()> {
    for extension in ["br", "gz"] {
        let file = std::fs::File::options().append(true).open(sibling(path, extension)).context("marking a sibling fresh")?;
        file.set_modified(std::time::SystemTime::now()).context("marking a sibling fresh")?;
    }
    Ok(())
}

/// Brotli at quality 5 in development, 11 for what people download.
fn brotli(content: &[u8], mode: Mode) -> Result<Vec<u8>> {
    let quality = if mode == Mode::Dist { 11 } else { 5 };
    let mut out = Vec::new();
    let mut writer = ::brotli::CompressorWriter::new(&mut out, 64 * 1024, quality, 22);
    writer.write_all(content).context("compressing")?;
    writer.flush().context("compressing")?;
    drop(writer);
    Ok(out)
}
