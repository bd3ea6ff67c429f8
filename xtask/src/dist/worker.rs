//! The service worker and what it keeps: a precache list per client, so that nobody downloads another client's code.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::json;

use super::{App, Manifest, shell};
use crate::failure::{Context, Result};
use crate::tree;

/// Writes `sw.js` and, for tests and tools, `precache.json`.
pub fn write(root: &Path, out: &Path, manifest: &Manifest) -> Result<()> {
    let lists: BTreeMap<&str, Vec<String>> =
        manifest.apps.iter().map(|(name, app)| (name.as_str(), precache(name, app, manifest))).collect();
    for address in lists.values().flatten() {
        if !out.join(address.trim_start_matches('/')).is_file() {
            return Err(format!("the precache list names {address}, which this build did not make").into());
        }
    }
    let list = serde_json::to_string(&lists).context("writing the precache list")?;
    let text = shell::fill(
        &tree::text(&root.join("assets/sw.js"))?,
        &[("BUILD", &manifest.build), ("PRECACHE", &list.replace('\\', "\\\\").replace('\'', "\\'"))],
    )
    .map_err(|unknown| format!("assets/sw.js: nothing fills __{unknown}__"))?;
    tree::write(&out.join("sw.js"), text)?;
    let shown = json!({ "build": manifest.build, "precache": lists });
    tree::write(&out.join("precache.json"), serde_json::to_string_pretty(&shown).context("writing precache.json")?)
}

/// All a client needs to start without a network beside its page, which the worker asks for by the client's own address:
/// code, styles, fonts and icons.
fn precache(name: &str, app: &App, manifest: &Manifest) -> Vec<String> {
    let mut list = vec![app.boot.clone(), app.js.clone(), app.wasm.clone()];
    list.extend(app.snippets.iter().cloned());
    for (logical, address) in &manifest.files {
        let by_hash = logical == "app.css" || logical == "theme.js" || logical == "app-icons/mark.svg" || logical.ends_with(".woff2");
        if by_hash {
            list.push(address.clone());
        }
        // Components address the icon sprite and pictures by their plain names.
        if logical.starts_with("icons/") && logical.ends_with(".svg") || logical.starts_with("images/") {
            list.push(format!("/assets/{logical}"));
        }
    }
    list.push(format!("/assets/manifest-{}.webmanifest", super::face(name)));
    list
}
