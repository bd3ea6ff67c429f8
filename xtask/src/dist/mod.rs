//! `dist`: everything browsers download, in one folder the server hands out as it is.
//!
//! ```text
//! dist/pkg/<hash>/<app>.js, <app>_bg.wasm, snippets/   one folder per client, named by its content
//! dist/assets/<name>.<hash>.<ext>                      immutable; style sheet, fonts, images, start scripts
//! dist/assets/<name>.<ext>                             the same under its plain name, for fixed addresses (revalidate)
//! dist/shell/<app>.html                                the static page a client starts from (revalidate)
//! dist/sw.js                                           the service worker, with build id and precache lists (no-cache)
//! dist/manifest.json                                   logical name → address: how the server finds the hashed names
//! ```
//! Next to each compressible file above 1 kB lie `.br` and `.gz`. Addresses below `/pkg/` and names with a 16-digit hash
//! never change their content. A stamp of all inputs makes a second run return at once.

mod assets;
mod budget;
mod clients;
mod compress;
mod shell;
mod stamp;
mod stylesheet;
mod worker;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde::Serialize;

use crate::failure::{Context, Result};
use crate::tree;

/// The clients, each its own download.
pub const APPS: [&str; 4] = ["staff", "settings", "field", "portal"];

/// What journeys run in a browser to hold it against the server; built for development only, named by no page.
const PROBES: [&str; 1] = ["prices"];

/// The client as which one shows itself: page, name and icons. The settings are a part of the office.
pub fn face(app: &str) -> &str {
    if app == "settings" { "staff" } else { app }
}

/// How much work goes into small files.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Fast to make: what development and the browser journeys run on.
    Dev,
    /// What people download: smallest size, budgets enforced.
    Dist,
}

impl Mode {
    fn name(self) -> &'static str {
        match self {
            Mode::Dev => "dev",
            Mode::Dist => "dist",
        }
    }
}

/// What `manifest.json` holds: addresses by logical name.
#[derive(Serialize)]
pub struct Manifest {
    /// Changes whenever any file does.
    pub build: String,
    /// `dev` or `dist`.
    pub mode: &'static str,
    /// Logical name below `assets/` (`app.css`, `fonts/inter.woff2`) → hashed address.
    pub files: BTreeMap<String, String>,
    /// The clients.
    pub apps: BTreeMap<String, App>,
}

/// One client's addresses.
#[derive(Serialize, Clone)]
pub struct App {
    /// The generated module that `boot` imports.
    pub js: String,
    /// The WASM module.
    pub wasm: String,
    /// The start script of the shell.
    pub boot: String,
    /// The static page.
    pub shell: String,
    /// JavaScript that Rust code brought along.
    pub snippets: Vec<String>,
}

/// The output folder: `TAILBOARD_DIST`, or `dist` in the repository.
fn folder(root: &Path) -> PathBuf {
    match std::env::var_os("TAILBOARD_DIST") {
        Some(set) if !set.is_empty() => root.join(set),
        _ => root.join("dist"),
    }
}

/// Builds the folder, unless it is there and no input changed.
pub fn build(root: &Path, mode: Mode, force: bool) -> Result<()> {
    let begun = Instant::now();
    let out = folder(root);
    let inputs = stamp::of_inputs(root, mode)?;
    if !force && stamp::is_current(&out, &inputs) {
        println!("dist: up to date ({})", out.display());
        return if mode == Mode::Dist { budget::check(&out, mode) } else { Ok(()) };
    }
    stamp::forget(&out)?;
    println!("dist: compiling the WASM clients, profile {} (first time: minutes; later: seconds)", clients::profile(mode));
    let clients = clients::build(root, &out, mode)?;
    let probes = clients::probes(root, &out, mode)?;
    println!("dist: style sheet, assets, shells, service worker");
    let mut files = assets::copy(root, &out)?;
    stylesheet::bundle(root, &out, &mut files)?;
    let apps = shell::boots(root, &out, &clients)?;
    shell::pages(root, &out, &apps, &files)?;
    let build = tree::short_hash(
        serde_json::to_vec(&(&files, &apps))
            .context("hashing the build")?
            .into_iter()
            .chain(shell::fingerprint(&out)?)
            .collect::<Vec<u8>>(),
    );
    let manifest = Manifest { build, mode: mode.name(), files, apps };
    worker::write(root, &out, &manifest)?;
    assets::sweep(&out, &manifest)?;
    clients::sweep(&out, &manifest, &probes, mode)?;
    println!("dist: compressing");
    compress::all(&out, mode)?;
    // Last, so that a server never reads a manifest whose files are not there yet.
    let text = serde_json::to_string_pretty(&manifest).context("writing the manifest")?;
    tree::write(&out.join("manifest.json"), text)?;
    budget::check(&out, mode)?;
    stamp::keep(&out, &inputs)?;
    println!("dist: build {} in {} after {:.1} s", manifest.build, out.display(), begun.elapsed().as_secs_f32());
    Ok(())
}
