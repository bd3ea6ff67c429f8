//! Files that are handed out as they are: fonts, icons, images, manifests, the theme script.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::Manifest;
use crate::failure::{Context, Result};
use crate::tree;

/// Copies each file under its plain and under a hashed name; answers logical name → hashed address.
pub fn copy(root: &Path, out: &Path) -> Result<BTreeMap<String, String>> {
    let from = root.join("assets");
    let mut addresses = BTreeMap::new();
    for path in tree::files(&from)? {
        let name = tree::relative(&from, &path);
        if is_source(&name) {
            continue;
        }
        let content = tree::read(&path)?;
        let hashed = hashed_name(&name, &content);
        tree::write(&out.join("assets").join(&name), &content)?;
        tree::write(&out.join("assets").join(&hashed), &content)?;
        addresses.insert(name, format!("/assets/{hashed}"));
    }
    Ok(addresses)
}

/// What other steps make something of, and what is for people reading the repository.
fn is_source(name: &str) -> bool {
    let start_script = name.starts_with("boot") && name.ends_with(".js");
    start_script || name == "sw.js" || ["css/", "shell/"].iter().any(|folder| name.starts_with(folder)) || name.ends_with(".md")
}

/// `fonts/inter.woff2` → `fonts/inter.<hash>.woff2`.
pub fn hashed_name(name: &str, content: &[u8]) -> String {
    let hash = tree::short_hash(content);
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{hash}.{extension}"),
        None => format!("{name}.{hash}"),
    }
}

/// Removes what this build does not name, so that nothing stale is ever served.
pub fn sweep(out: &Path, manifest: &Manifest) -> Result<()> {
    let folder = out.join("assets");
    for path in tree::files(&folder)? {
        let name = tree::relative(&folder, &path);
        let plain = name.strip_suffix(".br").or_else(|| name.strip_suffix(".gz")).unwrap_or(&name);
        let address = format!("/assets/{plain}");
        let named = manifest.files.contains_key(plain)
            || manifest.files.values().any(|known| *known == address)
            || manifest.apps.values().any(|app| app.boot == address);
        if !named {
            fs::remove_file(&path).context(format!("removing {}", path.display()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_goes_before_the_extension() {
        let name = hashed_name("fonts/inter.woff2", b"abc");
        assert_eq!(name, "fonts/inter.ba7816bf8f01cfea.woff2");
    }

    #[test]
    fn style_sheets_templates_and_start_scripts_are_not_copied() {
        assert!(is_source("css/app.css") && is_source("shell/field.html") && is_source("boot.js") && is_source("sw.js"));
        assert!(!is_source("theme.js") && !is_source("icons/sprite.svg"));
    }
}
