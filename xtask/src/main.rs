//! The project's own tools: `cargo xtask dist | lint-css | check-house | licences | bill`.
//!
//! - `dist [--dev] [--force]` builds what browsers download: the WASM clients, style sheet, fonts, shells, service worker.
//! - `lint-css` compares the classes in `rsx!` with the style sheets and recomputes contrast from the tokens.
//! - `check-house` checks the dependency rules between crates, kernel and rooms.
//! - `licences` checks the licences and sources of all packages.
//! - `bill` writes the bill of materials as CycloneDX.
//!
//! Every command prints what is wrong, where, and ends with a non-zero status when anything is.

mod bill;
mod css;
mod dist;
mod failure;
mod house;
mod licences;
mod tree;

use std::process::ExitCode;

use failure::Result;

const USAGE: &str = "usage: cargo xtask <dist [--dev] [--force] | lint-css | check-house | licences | bill>";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<()> {
    let (command, flags) = arguments.split_first().ok_or(USAGE)?;
    let known: &[&str] = if command == "dist" { &["--dev", "--force"] } else { &[] };
    if let Some(unknown) = flags.iter().find(|flag| !known.contains(&flag.as_str())) {
        return Err(format!("{command} does not know {unknown}\n{USAGE}").into());
    }
    let has = |name: &str| flags.iter().any(|flag| flag == name);
    let root = tree::repository()?;
    match command.as_str() {
        "dist" => dist::build(&root, if has("--dev") { dist::Mode::Dev } else { dist::Mode::Dist }, has("--force")),
        "lint-css" => css::lint(&root),
        "check-house" => house::check(&root),
        "licences" => licences::check(&root),
        "bill" => bill::write(&root),
        other => Err(format!("there is no command {other}\n{USAGE}").into()),
    }
}
