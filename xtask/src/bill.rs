//! `bill`: what the executable and the clients are made of, as a CycloneDX document for programs that look for known
//! faults in it.

use std::path::Path;

use serde_json::{Value, json};

use crate::failure::{Context, Result};
use crate::licences::{self, Package};

/// Writes `target/bill.cdx.json` and says so.
pub fn write(root: &Path) -> Result<()> {
    let packages = licences::packages(root)?;
    let components: Vec<Value> = packages.iter().filter(|package| package.source.is_some()).map(component).collect();
    let count = components.len();
    let path = root.join("target/bill.cdx.json");
    std::fs::create_dir_all(root.join("target")).context("making target")?;
    std::fs::write(&path, format!("{:#}\n", document(components))).context("writing the bill")?;
    println!("bill: {count} packages in {}", path.display());
    Ok(())
}

fn document(components: Vec<Value>) -> Value {
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": { "type": "application", "name": "tailboard", "version": env!("CARGO_PKG_VERSION"), "licenses": [{ "expression": "AGPL-3.0-only" }] } },
        "components": components,
    })
}

fn component(package: &Package) -> Value {
    let Package { name, version, .. } = package;
    let purl = format!("pkg:cargo/{name}@{version}");
    // older packages write a stroke for "or", which is no expression
    let licence = package.license.as_ref().map(|licence| licence.replace('/', " OR "));
    json!({
        "type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl,
        "licenses": licence.map(|expression| vec![json!({ "expression": expression })]).unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bill_names_every_package_with_its_version_and_licence() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the repository");
        let packages = licences::packages(root).expect("cargo says what is used");
        let bill = document(packages.iter().filter(|p| p.source.is_some()).map(component).collect());
        let components = bill["components"].as_array().expect("a list");
        assert!(components.len() > 300, "{}", components.len());
        for name in ["axum", "sqlx", "dioxus", "rustls"] {
            let found = components.iter().find(|c| c["name"] == name).unwrap_or_else(|| panic!("{name} is missing"));
            assert!(found["purl"].as_str().is_some_and(|purl| purl.starts_with(&format!("pkg:cargo/{name}@"))));
            assert!(found["licenses"][0]["expression"].is_string(), "{found}");
        }
    }
}
