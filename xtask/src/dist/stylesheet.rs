//! The style sheets: their `@import`s followed, `url()`s hashed and blanks taken out. `app.css` is that of the clients with
//! their shells' own; `public.css` is what people without a login load, and small for it.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use super::assets::hashed_name;
use crate::css::source;
use crate::failure::Result;
use crate::tree;

/// Each bundle with the sheets it begins with.
const BUNDLES: [(&str, &[&str]); 2] =
    [("app.css", &["assets/css/app.css", "assets/shell/shell.css"]), ("public.css", &["assets/css/public.css"])];

/// Writes the bundles and enters them by their names.
pub fn bundle(root: &Path, out: &Path, files: &mut BTreeMap<String, String>) -> Result<()> {
    for (name, entries) in BUNDLES {
        let mut text = String::new();
        for entry in entries {
            follow(root, &root.join(entry), files, &mut text, &mut Vec::new())?;
        }
        let small = source::squeeze(&text);
        let hashed = hashed_name(name, small.as_bytes());
        tree::write(&out.join("assets").join(&hashed), &small)?;
        // Under its plain name too, for pages that know nothing of this build.
        tree::write(&out.join("assets").join(name), &small)?;
        files.insert(name.into(), format!("/assets/{hashed}"));
    }
    Ok(())
}

fn follow(root: &Path, file: &Path, files: &BTreeMap<String, String>, into: &mut String, above: &mut Vec<PathBuf>) -> Result<()> {
    if above.iter().any(|seen| seen == file) {
        return Err(format!("{} imports itself", tree::relative(root, file)).into());
    }
    above.push(file.to_owned());
    let text = source::without_comments(&tree::text(file)?);
    let mut rest = text.as_str();
    while let Some(at) = rest.find("@import") {
        into.push_str(&point(root, file, files, &rest[..at])?);
        let end = rest[at..].find(';').ok_or_else(|| format!("{}: an @import without `;`", tree::relative(root, file)))? + at;
        let (target, layer) = read_import(&rest[at + "@import".len()..end])
            .ok_or_else(|| format!("{}: cannot read `{}`", tree::relative(root, file), &rest[at..end]))?;
        let next = normal(&file.parent().unwrap_or(root).join(target));
        match layer {
            Some(name) => {
                into.push_str(&format!("@layer {name} {{\n"));
                follow(root, &next, files, into, above)?;
                into.push_str("\n}\n");
            }
            None => follow(root, &next, files, into, above)?,
        }
        rest = &rest[end + 1..];
    }
    into.push_str(&point(root, file, files, rest)?);
    above.pop();
    Ok(())
}

/// `url("a.css") layer(base)` → file and layer. Media conditions are not used here and refused.
fn read_import(text: &str) -> Option<(&str, Option<&str>)> {
    let text = text.trim();
    let text = text.strip_prefix("url(").map_or(text, str::trim_start);
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (target, after) = text[1..].split_once(quote)?;
    let after = after.trim().trim_start_matches(')').trim();
    if after.is_empty() {
        return Some((target, None));
    }
    let layer = after.strip_prefix("layer(")?.strip_suffix(')')?;
    Some((target, Some(layer.trim())))
}

/// Turns each `url(…)` to a file of ours into its hashed address.
fn point(root: &Path, file: &Path, files: &BTreeMap<String, String>, text: &str) -> Result<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("url(") {
        let end = rest[at..].find(')').ok_or_else(|| format!("{}: a url( without `)`", tree::relative(root, file)))? + at;
        let target = rest[at + 4..end].trim().trim_matches(['"', '\'']);
        out.push_str(&rest[..at]);
        if target.starts_with('#') || target.starts_with("data:") {
            out.push_str(&rest[at..=end]);
        } else {
            let (path, fragment) = target.split_once('#').map_or((target, None), |(path, fragment)| (path, Some(fragment)));
            let name = match path.strip_prefix("/assets/") {
                Some(name) => name.to_owned(),
                None => tree::relative(&root.join("assets"), &normal(&file.parent().unwrap_or(root).join(path))),
            };
            let address = files.get(&name).ok_or_else(|| format!("{}: {target} is not in assets/", tree::relative(root, file)))?;
            out.push_str(&format!("url({address}{})", fragment.map(|f| format!("#{f}")).unwrap_or_default()));
        }
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    Ok(out)
}

/// A path without `.` and `..`, without asking the disk.
fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_read_with_and_without_a_layer() {
        assert_eq!(read_import(" \"base.css\""), Some(("base.css", None)));
        assert_eq!(read_import(" url('a/b.css') layer( base )"), Some(("a/b.css", Some("base"))));
        assert_eq!(read_import(" \"a.css\" screen"), None);
    }

    #[test]
    fn urls_become_hashed_addresses_and_unknown_files_fail() {
        let files = BTreeMap::from([("fonts/a.woff2".to_owned(), "/assets/fonts/a.1.woff2".to_owned())]);
        let root = Path::new("/r");
        let at = Path::new("/r/assets/css/base/font.css");
        let ok = point(root, at, &files, "src: url(\"../../fonts/a.woff2\") url(#x)").map_err(|f| f.to_string());
        assert_eq!(ok.as_deref(), Ok("src: url(/assets/fonts/a.1.woff2) url(#x)"));
        assert!(point(root, at, &files, "url(/assets/none.png)").is_err());
    }
}
