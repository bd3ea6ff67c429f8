//! The static page each client starts from, and the script that starts it.

use std::collections::BTreeMap;
use std::path::Path;

use super::assets::hashed_name;
use super::clients::Client;
use super::{APPS, App};
use crate::failure::Result;
use crate::tree;

/// Writes one start script per client, from `assets/boot.js`.
pub fn boots(root: &Path, out: &Path, clients: &BTreeMap<String, Client>) -> Result<BTreeMap<String, App>> {
    let template = tree::text(&root.join("assets/boot.js"))?;
    let mut apps = BTreeMap::new();
    for (app, client) in clients {
        let text = fill(&template, &[("APP", app), ("JS", &client.js), ("WASM", &client.wasm)])
            .map_err(|unknown| format!("assets/boot.js: nothing fills __{unknown}__"))?;
        let hashed = hashed_name(&format!("boot-{app}.js"), text.as_bytes());
        tree::write(&out.join("assets").join(&hashed), text)?;
        apps.insert(
            app.clone(),
            App {
                js: client.js.clone(),
                wasm: client.wasm.clone(),
                boot: format!("/assets/{hashed}"),
                shell: format!("/shell/{app}.html"),
                snippets: client.snippets.clone(),
            },
        );
    }
    Ok(apps)
}

/// Writes the pages from their templates in `assets/shell/`.
pub fn pages(root: &Path, out: &Path, apps: &BTreeMap<String, App>, files: &BTreeMap<String, String>) -> Result<()> {
    for (name, app) in apps {
        let face = super::face(name);
        let path = root.join(format!("assets/shell/{face}.html"));
        let file =
            |logical: &str| files.get(logical).cloned().ok_or_else(|| format!("{} needs assets/{logical}", tree::relative(root, &path)));
        let font = files.iter().find(|(logical, _)| logical.ends_with(".woff2")).map(|(_, address)| address.clone());
        let font = font.map(|address| format!("<link rel=\"preload\" href=\"{address}\" as=\"font\" type=\"font/woff2\" crossorigin>"));
        let text = fill(
            &tree::text(&path)?,
            &[
                ("CSS", &file("app.css")?),
                ("THEME", &file("theme.js")?),
                ("MANIFEST", &format!("/assets/manifest-{face}.webmanifest")),
                ("ICON", &file("app-icons/mark.svg")?),
                ("TOUCH_ICON", &file(&format!("app-icons/{face}-180.png"))?),
                ("FONT_PRELOAD", &font.unwrap_or_default()),
                ("JS", &app.js),
                ("WASM", &app.wasm),
                ("BOOT", &app.boot),
            ],
        )
        .map_err(|unknown| format!("{}: nothing fills __{unknown}__", tree::relative(root, &path)))?;
        tree::write(&out.join(format!("shell/{name}.html")), text)?;
    }
    Ok(())
}

/// The bytes of all pages: they are part of a build's identity.
pub fn fingerprint(out: &Path) -> Result<Vec<u8>> {
    let mut all = Vec::new();
    for app in APPS {
        all.extend(tree::read(&out.join(format!("shell/{app}.html")))?);
    }
    Ok(all)
}

/// Replaces each `__NAME__`; a name nobody fills is an error, and comes back.
pub fn fill(template: &str, values: &[(&str, &str)]) -> std::result::Result<String, String> {
    let mut text = template.to_owned();
    for (name, value) in values {
        text = text.replace(&format!("__{name}__"), value);
    }
    let left =
        text.split("__").skip(1).step_by(2).find(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_uppercase() || c == '_'));
    match left {
        Some(name) => Err(name.to_owned()),
        None => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_in_a_template_must_be_filled() {
        assert_eq!(fill("a __X__ b", &[("X", "1")]), Ok("a 1 b".to_owned()));
        assert_eq!(fill("__X__ __NOT_GIVEN__", &[("X", "1")]), Err("NOT_GIVEN".to_owned()));
    }
}
