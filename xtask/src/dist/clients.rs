//! The WASM clients: one cargo build, then wasm-bindgen as a library at the locked version.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use wasm_bindgen_cli_support::Bindgen;

use super::{APPS, Manifest, Mode, PROBES};
use crate::failure::{Context, Result};
use crate::tree;

const TARGET: &str = "wasm32-unknown-unknown";
/// How long the files of former builds stay: an installed client may still ask for them.
const KEEP_FORMER: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// The addresses of one compiled client.
pub struct Client {
    /// Its module.
    pub js: String,
    /// Its WASM.
    pub wasm: String,
    /// JavaScript that Rust code brought along.
    pub snippets: Vec<String>,
}

/// The cargo profile of a mode.
pub fn profile(mode: Mode) -> &'static str {
    match mode {
        Mode::Dev => "wasm-dev",
        Mode::Dist => "dist",
    }
}

/// Compiles the clients and writes `pkg/<hash>/`.
pub fn build(root: &Path, out: &Path, mode: Mode) -> Result<BTreeMap<String, Client>> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root).args(["build", "--package", "app", "--no-default-features", "--features", "web"]);
    cargo.args(["--target", TARGET, "--profile", profile(mode)]);
    for app in APPS.iter().chain(probes_of(mode)).copied() {
        cargo.args(["--bin", app]);
    }
    // `cargo run` sets these for this tool; build scripts would take them for changes and compile again.
    for set in ["CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH", "CARGO_PKG_NAME", "CARGO_PKG_VERSION"] {
        cargo.env_remove(set);
    }
    if mode == Mode::Dist {
        cargo.env("CARGO_ENCODED_RUSTFLAGS", flags());
    }
    let status = cargo.status().context("starting cargo")?;
    if !status.success() {
        return Err(format!("cargo could not build the clients ({status}). Is the {TARGET} target there? scripts/setup installs it").into());
    }
    APPS.iter().map(|app| Ok((app.to_string(), bind(&built(root, mode, app), app, out, mode)?))).collect()
}

/// Writes what journeys run in a browser beside the clients, which [`build`] has compiled.
pub fn probes(root: &Path, out: &Path, mode: Mode) -> Result<Vec<Client>> {
    probes_of(mode).iter().map(|probe| bind(&built(root, mode, probe), probe, out, mode)).collect()
}

fn probes_of(mode: Mode) -> &'static [&'static str] {
    if mode == Mode::Dev { &PROBES } else { &[] }
}

/// Where cargo puts a binary.
fn built(root: &Path, mode: Mode, name: &str) -> PathBuf {
    target_folder(root).join(TARGET).join(profile(mode)).join(format!("{name}.wasm"))
}

/// Compiler flags of what people download: the builder's folders are no business of theirs, and the same sources must make
/// the same file on every machine.
fn flags() -> OsString {
    let home =
        std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".cargo")));
    let mut flags = std::env::var_os("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    if let Some(home) = home {
        if !flags.is_empty() {
            flags.push("\x1f");
        }
        flags.push("--remap-path-prefix=");
        flags.push(home.join("registry/src"));
        flags.push("=");
    }
    flags
}

/// Where cargo builds: `CARGO_TARGET_DIR`, or `target`.
fn target_folder(root: &Path) -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(set) if !set.is_empty() => root.join(set),
        _ => root.join("target"),
    }
}

fn bind(raw: &Path, app: &str, out: &Path, mode: Mode) -> Result<Client> {
    let name = tree::short_hash(tree::read(raw)?);
    let folder = out.join("pkg").join(&name);
    let done = folder.join(format!("{app}_bg.wasm"));
    if !done.is_file() {
        let draft = out.join("pkg").join(format!("{name}.half-made"));
        let _ = fs::remove_dir_all(&draft);
        Bindgen::new()
            .input_path(raw)
            .out_name(app)
            .web(true)
            .context("choosing the web target")?
            .typescript(false)
            .keep_debug(false)
            .remove_name_section(mode == Mode::Dist)
            .remove_producers_section(true)
            .generate(&draft)
            .context(format!("generating the glue of {app}"))?;
        // No wasm-opt here: -Oz takes a tenth off the file and adds three per cent to what is sent, as brotli finds less that repeats.
        let _ = fs::remove_dir_all(&folder);
        fs::rename(&draft, &folder).context(format!("placing {}", folder.display()))?;
    }
    let mut snippets = Vec::new();
    for path in tree::with_extension(&folder.join("snippets"), "js")? {
        snippets.push(format!("/{}", tree::relative(out, &path)));
    }
    Ok(Client { js: format!("/pkg/{name}/{app}.js"), wasm: format!("/pkg/{name}/{app}_bg.wasm"), snippets })
}

/// Removes the folders of former builds: at once in development, after a week otherwise.
pub fn sweep(out: &Path, manifest: &Manifest, probes: &[Client], mode: Mode) -> Result<()> {
    let Ok(entries) = fs::read_dir(out.join("pkg")) else { return Ok(()) };
    for entry in entries {
        let path = entry.context("listing pkg")?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut addresses = manifest.apps.values().map(|app| &app.js).chain(probes.iter().map(|probe| &probe.js));
        let current = addresses.any(|js| js.starts_with(&format!("/pkg/{name}/")));
        let age = path.metadata().and_then(|meta| meta.modified()).ok().and_then(|at| SystemTime::now().duration_since(at).ok());
        if !current && (mode == Mode::Dev || age.is_some_and(|age| age > KEEP_FORMER)) {
            fs::remove_dir_all(&path).context(format!("removing {}", path.display()))?;
        }
    }
    Ok(())
}
