//! The query files (`.sqlx`) builds without a database are checked against: each is what PostgreSQL answers today, and
//! belongs to a query of the sources. That no query lacks its file the compiler sees to.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use sqlx::{AssertSqlSafe, Executor, SqlSafeStr};

use crate::testing::TestApp;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace holds the crate")
}

fn files() -> Vec<(PathBuf, Value)> {
    let folder = fs::read_dir(root().join(".sqlx")).expect("the query files are there");
    let paths = folder.map(|entry| entry.expect("an entry").path()).filter(|path| path.extension().is_some_and(|end| end == "json"));
    paths
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a query file");
            let value = serde_json::from_str(&text).expect("JSON");
            (path, value)
        })
        .collect()
}

/// Every source of the server in one text, as queries are written in it: a line that ends in a backslash goes on.
fn sources(folder: &Path, into: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let text = fs::read_to_string(&path).expect("a source");
            for line in text.lines() {
                into.push_str(line.strip_suffix('\\').unwrap_or(line).trim_start());
                if !line.ends_with('\\') {
                    into.push('\n');
                }
            }
        }
    }
}

/// A description without what a query says itself of its columns: whether one may be null PostgreSQL reads from the plan,
/// which depends on what tables hold; where that matters the name of the column says it (`!`, `?`).
fn settled(mut described: Value) -> Value {
    let said: Vec<bool> = described["columns"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|column| column["name"].as_str().is_some_and(|name| name.contains(['!', '?'])))
        .collect();
    for (nullable, said) in described["nullable"].as_array_mut().into_iter().flatten().zip(said) {
        if said {
            *nullable = Value::Null;
        }
    }
    described
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_query_file_belongs_to_a_query() {
    let mut all = String::new();
    sources(&root().join("server/src"), &mut all);
    let all = words(&all.replace("\\\"", "\""));
    let stray: Vec<_> = files().into_iter().filter(|(_, file)| !all.contains(&words(file["query"].as_str().unwrap_or_default()))).collect();
    assert!(stray.is_empty(), "run scripts/sqlx-prepare; nobody asks {stray:#?}");
}

#[tokio::test]
async fn every_query_file_says_what_postgresql_says() {
    let test = TestApp::empty().await;
    let mut conn = test.owner_connection().await;
    let mut wrong = Vec::new();
    for (path, file) in files() {
        let query = file["query"].as_str().expect("the text of the query").to_owned();
        // the text is ours
        let described = conn.describe(AssertSqlSafe(query.clone()).into_sql_str()).await;
        let described = described.map(|described| serde_json::to_value(described).expect("a description is JSON"));
        match described {
            Ok(described) if settled(described.clone()) == settled(file["describe"].clone()) => {}
            Ok(described) => wrong.push(format!("{}: {query}\nis now {described}", path.display())),
            Err(error) => wrong.push(format!("{}: {query}\n{error}", path.display())),
        }
    }
    assert!(wrong.is_empty(), "run scripts/sqlx-prepare and commit .sqlx:\n{}", wrong.join("\n\n"));
}
