//! `licences`: what the executable and the clients are made of comes from one registry, under licences that allow it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde::Deserialize;

use crate::failure::{Context, Result};

/// Licences that go together with the AGPL of this work.
const ALLOWED: [&str; 14] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// One TLS provider: two make rustls panic at run time.
const BANNED: [&str; 3] = ["aws-lc-sys", "native-tls", "openssl-sys"];

/// The only place packages come from, in both its forms.
const REGISTRY: [&str; 2] = ["registry+https://github.com/rust-lang/crates.io-index", "sparse+https://index.crates.io/"];

/// What is compiled: the server's executable for this machine's kind, and the clients.
const BUILDS: [(&str, &str); 2] = [("x86_64-unknown-linux-gnu", "app/server"), ("wasm32-unknown-unknown", "app/web")];

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

/// A package of the registry, or of this repository.
#[derive(Deserialize)]
pub(crate) struct Package {
    id: String,
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) license: Option<String>,
    /// None for what is part of this repository.
    pub(crate) source: Option<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
}

/// Every package that gets into the executable or a client, once, in order.
pub(crate) fn packages(root: &Path) -> Result<Vec<Package>> {
    let mut all = BTreeMap::new();
    for (target, features) in BUILDS {
        let metadata = metadata(root, target, features)?;
        let used: BTreeSet<String> = metadata.resolve.nodes.into_iter().map(|node| node.id).collect();
        all.extend(metadata.packages.into_iter().filter(|package| used.contains(&package.id)).map(|package| (package.id.clone(), package)));
    }
    Ok(all.into_values().collect())
}

/// Checks every package and prints what is wrong.
pub fn check(root: &Path) -> Result<()> {
    let packages = packages(root)?;
    let findings: BTreeSet<String> = packages.iter().flat_map(judge).collect();
    for finding in &findings {
        println!("{finding}");
    }
    println!("licences: {} packages, {} findings", packages.len(), findings.len());
    if findings.is_empty() { Ok(()) } else { Err("there are packages that must not be used".into()) }
}

fn metadata(root: &Path, target: &str, features: &str) -> Result<Metadata> {
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .current_dir(root)
        .args(["metadata", "--format-version", "1", "--locked", "--no-default-features"])
        .args(["--features", features, "--filter-platform", target])
        .output()
        .context("starting cargo metadata")?;
    if !output.status.success() {
        return Err(format!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    serde_json::from_slice(&output.stdout).context("reading what cargo metadata says")
}

/// What is wrong with a package, one sentence each.
fn judge(package: &Package) -> Vec<String> {
    let Some(source) = &package.source else { return Vec::new() };
    let name = format!("{} {}", package.name, package.version);
    let mut findings = Vec::new();
    if !REGISTRY.contains(&source.as_str()) {
        findings.push(format!("{name} comes from {source}, not from the registry"));
    }
    if BANNED.contains(&package.name.as_str()) {
        findings.push(format!("{name} must not be there: `cargo tree -i {}` says through whom", package.name));
    }
    match &package.license {
        None => findings.push(format!("{name} names no licence")),
        Some(licence) if !is_allowed(licence) => findings.push(format!("{name} is under {licence}, which is not on the list")),
        Some(_) => {}
    }
    findings
}

/// Whether an SPDX expression can be met by licences of the list.
fn is_allowed(expression: &str) -> bool {
    // older packages write a stroke for "or"
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    either(&mut rest) && rest.is_empty()
}

fn either(rest: &mut &[&str]) -> bool {
    let mut met = both(rest);
    while let [word, after @ ..] = *rest
        && *word == "OR"
    {
        *rest = after;
        met |= both(rest);
    }
    met
}

fn both(rest: &mut &[&str]) -> bool {
    let mut met = one(rest);
    while let [word, after @ ..] = *rest
        && *word == "AND"
    {
        *rest = after;
        met &= one(rest);
    }
    met
}

fn one(rest: &mut &[&str]) -> bool {
    match *rest {
        ["(", after @ ..] => {
            *rest = after;
            let met = either(rest);
            // a bracket that never closes leaves nothing to be met
            let [")", after @ ..] = *rest else { return false };
            *rest = after;
            met
        }
        [licence, "WITH", exception, after @ ..] => {
            *rest = after;
            ALLOWED.contains(&format!("{licence} WITH {exception}").as_str())
        }
        [licence, after @ ..] => {
            *rest = after;
            ALLOWED.contains(licence)
        }
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_is_met_when_one_of_its_choices_is() {
        for met in
            ["MIT", "GPL-3.0 OR MIT", "MIT/Apache-2.0", "(MIT OR GPL-2.0) AND Unicode-3.0", "Apache-2.0 WITH LLVM-exception OR GPL-2.0"]
        {
            assert!(is_allowed(met), "{met}");
        }
        for unmet in ["GPL-3.0-only", "MIT AND SSPL-1.0", "(MIT OR ISC", "", "Apache-2.0 WITH Classpath-exception-2.0", "MIT ISC"] {
            assert!(!is_allowed(unmet), "{unmet}");
        }
    }

    #[test]
    fn a_strange_source_a_banned_name_and_a_missing_licence_are_found() {
        let package = |name: &str, license: Option<&str>, source: Option<&str>| Package {
            id: name.into(),
            name: name.into(),
            version: "1.0.0".into(),
            license: license.map(str::to_owned),
            source: source.map(str::to_owned),
        };
        assert_eq!(judge(&package("serde", Some("MIT"), Some(REGISTRY[0]))), Vec::<String>::new());
        assert_eq!(judge(&package("server", None, None)), Vec::<String>::new(), "our own");
        assert_eq!(judge(&package("openssl-sys", None, Some("git+https://example.org/x"))).len(), 3);
    }
}
