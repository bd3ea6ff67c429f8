//! What PostgreSQL plans for the statements of an application, and what is wrong with a plan.
//!
//! How: the module `auto_explain` tells the plan of each statement, also of those within functions, as a notice of the
//! connection it came by; sqlx hands notices to `tracing`, and [`Plans`] keeps them. So the statements are those of the
//! use cases, with the values they were asked with, in the role they were asked in, and there is no log to be read.

use std::collections::{BTreeSet, HashMap};
use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use serde_json::Value;
use sqlx::{AssertSqlSafe, Connection, Row};
use tracing::field::{Field, Visit};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::{Context, SubscriberExt};

use super::TestApp;

/// Tables with more rows than this are never read as a whole.
pub const LARGE: f32 = 1000.0;

/// The target under which sqlx tells what PostgreSQL notices.
const NOTICES: &str = "sqlx::postgres::notice";

/// What has the module tell every plan to whoever asks.
const SETTINGS: [&str; 5] = [
    "session_preload_libraries = 'auto_explain'",
    "auto_explain.log_min_duration = 0",
    "auto_explain.log_format = json",
    "auto_explain.log_level = notice",
    "auto_explain.log_nested_statements = on",
];

/// Whose statements are told about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asker {
    /// Whoever connects to the database.
    Anybody,
    /// The role that serves requests, and nobody else.
    Application,
}

impl TestApp {
    /// Has PostgreSQL tell the plan of each statement, on connections made from here on; the application gets new ones.
    pub async fn explain(&mut self, asker: Asker) {
        let whose = match asker {
            Asker::Anybody => format!("database {}", self.database()),
            Asker::Application => format!("role tailboard_app in database {}", self.database()),
        };
        let mut owner = self.owner_connection().await;
        for setting in SETTINGS {
            // both halves are ours: the name of the database is of hexadecimal digits
            sqlx::query(AssertSqlSafe(format!("alter {whose} set {setting}"))).execute(&mut owner).await.expect("the owner may");
        }
        owner.close().await.expect("connection closes");
        self.reopen().await;
    }
}

/// Keeps what PostgreSQL says of plans, each different one once.
#[derive(Clone, Default)]
pub struct Plans(Arc<Mutex<BTreeSet<String>>>);

impl Plans {
    /// Hears every connection of the process, whatever thread it is used on. Once in a process.
    pub fn of_the_process() -> Self {
        let plans = Self::default();
        let heard = Targets::new().with_target(NOTICES, tracing::Level::TRACE);
        tracing::subscriber::set_global_default(tracing_subscriber::registry().with(heard).with(plans.clone()))
            .expect("nobody else hears the whole process");
        plans
    }

    /// What was told since it was taken last: for each plan the text of its statement (`Query Text`) and its tree (`Plan`).
    pub fn take(&self) -> Vec<Value> {
        let told = std::mem::take(&mut *self.0.lock().expect("nobody panicked with it"));
        told.iter().map(|plan| serde_json::from_str(plan).expect("PostgreSQL writes JSON")).collect()
    }
}

struct Message(String);

impl Visit for Message {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "message" {
            self.0 = value.into();
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "message" {
            self.0 = format!("{value:?}");
        }
    }
}

impl<S: tracing::Subscriber> Layer<S> for Plans {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() != NOTICES {
            return;
        }
        let mut message = Message(String::new());
        event.record(&mut message);
        if message.0.starts_with("duration:")
            && let Some((_, plan)) = message.0.split_once("plan:")
        {
            self.0.lock().expect("nobody panicked with it").insert(plan.trim().into());
        }
    }
}

/// What is wrong with a part of a plan.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The same whatever values were asked with.
    pub what: String,
    /// By which condition.
    pub by: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} by {:?}", self.what, self.by)
    }
}

/// The tables of organizations: what plans are judged by.
pub struct Ground {
    /// Rows, by table.
    pub rows: HashMap<String, f32>,
    /// The table of each index of a large one.
    pub indexes: HashMap<String, String>,
}

impl Ground {
    /// Reads it from the catalog, after the tables were analyzed.
    pub async fn of(test: &TestApp) -> Self {
        let mut owner = test.owner_connection().await;
        let tenants = "join pg_attribute a on a.attrelid = t.oid and a.attname = 'org_id' and t.relnamespace = 'public'::regnamespace";
        let rows =
            sqlx::query(AssertSqlSafe(format!("select t.relname::text, t.reltuples from pg_class t {tenants} where t.relkind = 'r'")))
                .fetch_all(&mut owner)
                .await
                .expect("the catalog answers");
        let indexes = sqlx::query(AssertSqlSafe(format!(
            "select c.relname::text, t.relname::text from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid {tenants} where t.reltuples > {LARGE}"
        )))
        .fetch_all(&mut owner)
        .await
        .expect("the catalog answers");
        owner.close().await.expect("connection closes");
        Self {
            rows: rows.iter().map(|row| (row.get(0), row.get(1))).collect(),
            indexes: indexes.iter().map(|row| (row.get(0), row.get(1))).collect(),
        }
    }

    /// What is wrong with a plan: a large table that is read from one end to the other, an index of one that is not
    /// entered by the organization. Not even one whose key says it all is left out: each key of ours begins with the
    /// organization.
    pub fn faults(&self, plan: &Value) -> BTreeSet<Fault> {
        let mut found = BTreeSet::new();
        self.look(&plan["Plan"], &mut found);
        found
    }

    fn look(&self, node: &Value, found: &mut BTreeSet<Fault>) {
        let kind = text(node, "Node Type");
        let table = text(node, "Relation Name");
        if kind == "Seq Scan" && self.rows.get(table).is_some_and(|rows| *rows > LARGE) {
            found.insert(Fault { what: format!("reads all of {table}"), by: text(node, "Filter").into() });
        }
        let index = text(node, "Index Name");
        if kind.contains("Index") && self.indexes.contains_key(index) && !text(node, "Index Cond").contains("org_id") {
            found.insert(Fault { what: format!("enters {index} not by the organization"), by: text(node, "Index Cond").into() });
        }
        for part in node["Plans"].as_array().into_iter().flatten() {
            self.look(part, found);
        }
    }

    /// Whether a plan reads or writes rows of organizations at all.
    pub fn concerns(&self, plan: &Value) -> bool {
        fn any(node: &Value, rows: &HashMap<String, f32>) -> bool {
            rows.contains_key(text(node, "Relation Name")) || node["Plans"].as_array().into_iter().flatten().any(|part| any(part, rows))
        }
        any(&plan["Plan"], &self.rows)
    }
}

fn text<'a>(node: &'a Value, key: &str) -> &'a str {
    node[key].as_str().unwrap_or_default()
}

/// Whether rows of a table are sorted only to keep the first of them: all are read for a page.
pub fn sorts_for_a_page(plan: &Value, table: &str) -> bool {
    fn parts(node: &Value) -> impl Iterator<Item = &Value> {
        node["Plans"].as_array().into_iter().flatten()
    }
    fn reads(node: &Value, table: &str) -> bool {
        text(node, "Relation Name") == table || parts(node).any(|part| reads(part, table))
    }
    fn look(node: &Value, table: &str) -> bool {
        let cut = text(node, "Node Type") == "Limit" && parts(node).any(|part| text(part, "Node Type") == "Sort" && reads(part, table));
        cut || parts(node).any(|part| look(part, table))
    }
    look(&plan["Plan"], table)
}

/// The beginning of the statement a plan is of, in one line.
pub fn statement(plan: &Value) -> String {
    text(plan, "Query Text").split_whitespace().collect::<Vec<_>>().join(" ").chars().take(160).collect()
}

/// A plan as people read it: a line for each of its nodes, with table, index and conditions.
pub fn outline(plan: &Value) -> String {
    let mut lines = String::new();
    draw(&plan["Plan"], 1, &mut lines);
    lines
}

fn draw(node: &Value, depth: usize, lines: &mut String) {
    let _ = write!(lines, "\n{}{}", "  ".repeat(depth), text(node, "Node Type"));
    for (key, before) in
        [("Relation Name", "on"), ("Index Name", "by"), ("Index Cond", "at"), ("Filter", "if"), ("Recheck Cond", "again if")]
    {
        if let Some(said) = node[key].as_str() {
            let _ = write!(lines, " {before} {}", said.chars().take(200).collect::<String>());
        }
    }
    for part in node["Plans"].as_array().into_iter().flatten() {
        draw(part, depth + 1, lines);
    }
}
