//! Whether anything changed since the last build: a hash over every input's path and content.

use std::fs;
use std::path::Path;
use std::process::Command;

use sha2::{Digest, Sha256};

use super::Mode;
use crate::failure::{Context, Result};
use crate::tree;

const NAME: &str = ".inputs";

/// The hash of all that decides what the build makes, and whether it was linted: sources, assets, lock file, compiler,
/// this tool.
pub fn of_inputs(root: &Path, mode: Mode) -> Result<String> {
    let mut hash = Sha256::new();
    hash.update(mode.name());
    // what was only built has not been looked at
    for name in ["RUSTC_WORKSPACE_WRAPPER", "CLIPPY_ARGS"] {
        hash.update(std::env::var(name).unwrap_or_default());
    }
    let compiler = Command::new("rustc").arg("-vV").output().context("asking rustc for its version")?;
    hash.update(&compiler.stdout);
    for single in ["Cargo.toml", "Cargo.lock", "app/Cargo.toml", "shared/Cargo.toml", "xtask/Cargo.toml"] {
        add(&mut hash, root, &root.join(single))?;
    }
    for folder in ["app/src", "shared/src", "assets", "xtask/src"] {
        for path in tree::files(&root.join(folder))? {
            add(&mut hash, root, &path)?;
        }
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

fn add(hash: &mut Sha256, root: &Path, path: &Path) -> Result<()> {
    let content = tree::read(path)?;
    hash.update(tree::relative(root, path));
    hash.update((content.len() as u64).to_be_bytes());
    hash.update(content);
    Ok(())
}

/// Whether the folder was made from these inputs.
pub fn is_current(out: &Path, inputs: &str) -> bool {
    out.join("manifest.json").is_file() && fs::read_to_string(out.join(NAME)).is_ok_and(|kept| kept == inputs)
}

/// Marks the folder as made from these inputs.
pub fn keep(out: &Path, inputs: &str) -> Result<()> {
    tree::write(&out.join(NAME), inputs)
}

/// Takes the mark away, so that a build that fails half-way is not taken for a whole one.
pub fn forget(out: &Path) -> Result<()> {
    match fs::remove_file(out.join(NAME)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error).context("removing the stamp"),
        _ => Ok(()),
    }
}
