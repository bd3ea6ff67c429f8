//! `lint-css`: what the compiler does not see in style sheets and in the classes of `rsx!`.

mod classes;
mod contrast;
mod properties;
pub mod source;

use std::path::Path;

use crate::failure::Result;
use crate::tree;

/// Runs every check and prints what it finds.
pub fn lint(root: &Path) -> Result<()> {
    let sheets: Vec<(String, String)> = tree::with_extension(&root.join("assets/css"), "css")?
        .iter()
        .map(|path| Ok((tree::relative(root, path), tree::text(path)?)))
        .collect::<Result<_>>()?;
    let mut findings = properties::check(&sheets);
    findings.extend(classes::check(root, &sheets)?);
    findings.extend(contrast::check(&sheets));
    for finding in &findings {
        println!("{finding}");
    }
    println!("lint-css: {} style sheets, {} findings", sheets.len(), findings.len());
    if findings.is_empty() { Ok(()) } else { Err(format!("{} findings in the style sheets", findings.len()).into()) }
}
