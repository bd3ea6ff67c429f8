//! Long files: reported past 300 lines, refused past 600.

use std::path::Path;

use crate::failure::Result;
use crate::tree;

const LONG: usize = 300;
const TOO_LONG: usize = 600;

/// Prints the long files and answers the ones past the hard limit.
pub fn check(root: &Path) -> Result<Vec<String>> {
    let mut findings = Vec::new();
    let (mut all, mut long) = (0, 0);
    for (base, extension) in [
        ("app/src", "rs"),
        ("server/src", "rs"),
        ("shared/src", "rs"),
        ("xtask/src", "rs"),
        ("assets", "js"),
        ("assets/css", "css"),
        ("e2e", "mjs"),
    ] {
        for path in tree::with_extension(&root.join(base), extension)? {
            let lines = tree::text(&path)?.lines().count();
            all += 1;
            if lines > TOO_LONG {
                findings.push(format!("{}: {lines} lines: split it by verb", tree::relative(root, &path)));
            } else if lines > LONG {
                long += 1;
                println!("note: {} has {lines} lines, more than the {LONG} a file should have", tree::relative(root, &path));
            }
        }
    }
    println!("check-house: {all} files, {long} of them long");
    Ok(findings)
}
