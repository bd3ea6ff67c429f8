//! Every record of an organization by kind: where the proof takes the ids of paths and bodies from, and by which it
//! knows what is foreign. Tables come from the catalog, kinds from the schemas, so that new ones are found.

use std::collections::{BTreeMap, BTreeSet};

use server::testing::TestApp;
use shared::OrgId;
use sqlx::{AssertSqlSafe, Connection};
use uuid::Uuid;

/// Ids by table.
#[derive(Clone, Debug, Default)]
pub struct Atlas {
    tables: BTreeMap<String, Vec<Uuid>>,
}

/// Names in paths that are not those of tables.
const ALIASES: &[(&str, &str)] = &[("customers", "accounts"), ("devices", "sessions")];

fn plural(name: &str) -> String {
    match name {
        "media" | "work" => name.into(),
        _ if name.ends_with('y') => format!("{}ies", &name[..name.len() - 1]),
        _ if name.ends_with('s') => format!("{name}es"),
        _ => format!("{name}s"),
    }
}

fn snake(kind: &str) -> String {
    let mut name = String::new();
    for letter in kind.trim_end_matches("Id").chars() {
        if letter.is_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.extend(letter.to_lowercase());
    }
    name
}

impl Atlas {
    /// The records of an organization.
    pub async fn of(test: &TestApp, org: OrgId) -> Self {
        let mut conn = test.owner_connection().await;
        let names: Vec<String> = sqlx::query_scalar(
            "select table_name::text from information_schema.columns where table_schema = 'public' and column_name in ('org_id', 'id') and data_type = 'uuid'
             group by 1 having count(*) = 2 order by 1",
        )
        .fetch_all(&mut conn)
        .await
        .expect("the catalog answers");
        let mut tables = BTreeMap::new();
        for name in names {
            let ids: Vec<Uuid> = sqlx::query_scalar(AssertSqlSafe(format!("select id from {name} where org_id = $1 order by id")))
                .bind(org.0)
                .fetch_all(&mut conn)
                .await
                .expect("ids");
            tables.insert(name, ids);
        }
        conn.close().await.expect("connection closes");
        Self { tables }
    }

    /// Every id.
    pub fn all(&self) -> BTreeSet<Uuid> {
        self.tables.values().flatten().copied().collect()
    }

    /// Every table with its ids.
    pub fn tables(&self) -> impl Iterator<Item = (&str, &[Uuid])> {
        self.tables.iter().map(|(name, ids)| (name.as_str(), ids.as_slice()))
    }

    /// The ids of a table by its exact name.
    pub fn ids(&self, table: &str) -> &[Uuid] {
        self.tables.get(table).map(Vec::as_slice).unwrap_or_default()
    }

    /// The ids of a table; its name may lack the room's prefix.
    fn table(&self, name: &str) -> Option<&[Uuid]> {
        let name = ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, table)| table);
        let suffix = format!("_{name}");
        let found = self.tables.get(name).or_else(|| self.tables.iter().find(|(table, _)| table.ends_with(&suffix)).map(|(_, ids)| ids));
        found.map(Vec::as_slice)
    }

    /// The ids of a kind as schemas name it (`LeadId`); none for kinds without a table.
    pub fn kind(&self, kind: &str) -> Option<&[Uuid]> {
        self.table(&plural(&snake(kind)))
    }

    /// The ids a parameter of a path may have; none for parameters that are no ids.
    pub fn parameter(&self, path: &str, name: &str) -> Option<&[Uuid]> {
        if name != "id" {
            return self.table(&plural(name));
        }
        let before = path.split("/{id}").next()?.rsplit('/').next()?;
        self.table(&before.replace('-', "_"))
    }
}

/// The parameters of a path, in their order.
pub fn parameters(path: &str) -> Vec<&str> {
    path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect()
}

/// Every id in a text.
pub fn ids_in(text: &str) -> BTreeSet<Uuid> {
    let bytes = text.as_bytes();
    let mut found = BTreeSet::new();
    for start in 0..bytes.len().saturating_sub(35) {
        if bytes[start + 8] == b'-'
            && bytes[start + 13] == b'-'
            && bytes[start + 18] == b'-'
            && bytes[start + 23] == b'-'
            && let Some(id) = text.get(start..start + 36).and_then(|part| Uuid::parse_str(part).ok())
        {
            found.insert(id);
        }
    }
    found
}
