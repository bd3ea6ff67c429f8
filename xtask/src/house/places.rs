//! Rule 5: one noun finds all of a feature. A room that has server functions also has its use cases, its texts and types,
//! its migration, and its journeys.

use std::path::Path;

use super::layers;
use crate::failure::Result;
use crate::tree;

/// Rooms that show tables of the kernel and of other rooms, and own none.
const WITHOUT_TABLES: [&str; 2] = ["audit", "operations"];

/// What is wrong, one sentence each.
pub fn check(root: &Path) -> Result<Vec<String>> {
    let mut findings = Vec::new();
    let migrations: Vec<String> =
        tree::with_extension(&root.join("migrations"), "sql")?.iter().map(|path| tree::relative(root, path)).collect();
    for room in layers::rooms(root)? {
        for crate_ in ["shared", "server", "app"] {
            let folder = root.join(format!("{crate_}/src/{room}"));
            let file = root.join(format!("{crate_}/src/{room}.rs"));
            if !folder.join("mod.rs").is_file() && !file.is_file() {
                findings.push(format!("room `{room}` has no place in {crate_}: {crate_}/src/{room}/mod.rs is missing"));
            }
        }
        let has_sql = root.join(format!("server/src/{room}/sql.rs")).is_file() || root.join(format!("server/src/{room}/sql")).is_dir();
        if has_sql && !WITHOUT_TABLES.contains(&room.as_str()) && !migrations.iter().any(|name| name.ends_with(&format!("_{room}.sql"))) {
            findings.push(format!("room `{room}` has SQL but no migrations/NNNN_{room}.sql"));
        }
    }
    for base in ["server/src", "app/src", "shared/src"] {
        for path in tree::with_extension(&root.join(base), "rs")? {
            if path.file_name().is_some_and(|name| name == "mod.rs") && !tree::text(&path)?.starts_with("//!") {
                findings.push(format!("{}: a mod.rs opens with //! and says what it is", tree::relative(root, &path)));
            }
        }
    }
    Ok(findings)
}
