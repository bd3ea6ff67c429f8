//! Files of the repository: finding, reading, writing, hashing.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::failure::{Context, Result};

/// The repository's root: the folder above this crate, as cargo tells it now (a target folder may serve several clones),
/// or else as it was compiled.
pub fn repository() -> Result<PathBuf> {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    let root = here.parent().ok_or("xtask has no folder above it")?;
    if root.join("Cargo.toml").is_file() { Ok(root.to_owned()) } else { Err(format!("{} is not the repository", root.display()).into()) }
}

/// All files below `folder`, sorted by path; nothing when the folder does not exist.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        let Ok(entries) = fs::read_dir(&next) else { continue };
        for entry in entries {
            let path = entry.context(format!("listing {}", next.display()))?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if name.starts_with('.') || name == "node_modules" || name == "target" {
                continue;
            }
            if path.is_dir() { open.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}

/// The files below `folder` with one extension (no dot).
pub fn with_extension(folder: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let mut all = files(folder)?;
    all.retain(|path| path.extension().is_some_and(|found| found == extension));
    Ok(all)
}

/// The content of a file.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).context(format!("reading {}", path.display()))
}

/// The content of a text file.
pub fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).context(format!("reading {}", path.display()))
}

/// Writes a file and the folders above it; leaves a file alone that has this content already, so that its time stays.
pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    let content = content.as_ref();
    if fs::read(path).is_ok_and(|now| now == content) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).context(format!("making {}", folder.display()))?;
    }
    // A running server may read it this moment: it sees the old file or the new one, never half of one.
    let half = path.with_extension("half-written");
    fs::write(&half, content).context(format!("writing {}", path.display()))?;
    fs::rename(&half, path).context(format!("writing {}", path.display()))
}

/// The path below the root, with forward slashes, for messages.
pub fn relative(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// The first 16 hex digits of the SHA-256 of some content: enough for a file name.
pub fn short_hash(content: impl AsRef<[u8]>) -> String {
    Sha256::digest(content.as_ref()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
