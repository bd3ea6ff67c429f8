//! Rule 1: what a browser downloads holds no server code.

use std::path::Path;
use std::process::Command;

use crate::failure::{Context, Result};

/// tokio and axum themselves are in the tree through `dioxus-fullstack`, which uses their types in the browser too; what
/// makes them a runtime and a server must not be.
const BANNED: [&str; 9] = ["server", "sqlx", "sqlx-core", "mio", "socket2", "hyper-util", "rustls", "argon2", "dioxus-server"];

/// What is wrong, one sentence each.
pub fn check(root: &Path) -> Result<Vec<String>> {
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .current_dir(root)
        .args(["tree", "--package", "app", "--no-default-features", "--features", "web", "--target", "wasm32-unknown-unknown"])
        .args(["--edges", "normal", "--prefix", "none", "--format", "{p}", "--locked"])
        .output()
        .context("starting cargo tree")?;
    if !output.status.success() {
        return Err(format!("cargo tree: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    let tree = String::from_utf8_lossy(&output.stdout);
    Ok(banned(&tree).into_iter().map(|name| {
        format!("the clients contain `{name}`: `cargo tree -i {name} -p app --no-default-features --features web --target wasm32-unknown-unknown -e normal` says through whom")
    }).collect())
}

fn banned(tree: &str) -> Vec<&'static str> {
    BANNED.into_iter().filter(|name| tree.lines().any(|line| line.split_whitespace().next() == Some(name))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_banned_crate_is_found_by_its_whole_name() {
        assert_eq!(banned("app v0.1.0\nmio v1.0.0\nrustls-webpki v0.1.0\n"), ["mio"]);
    }
}
