//! What is asked and told around the loading itself, as the owner of the schema.

use shared::Result;
use sqlx::postgres::{PgConnection, PgRow};
use sqlx::{AssertSqlSafe, Row};
use uuid::Uuid;

use super::sheet::TABLES;

pub async fn run(conn: &mut PgConnection, statement: &'static str) -> Result<()> {
    sqlx::query(statement).execute(conn).await?;
    Ok(())
}

pub async fn organizations(conn: &mut PgConnection) -> Result<i64> {
    Ok(sqlx::query_scalar("select count(*) from organizations").fetch_one(conn).await?)
}

/// Lets rows in without asking after each whether what it refers to is there; the generator's tests ask for all of
/// them at once. Only a superuser may; others load slower.
pub async fn trust_references(conn: &mut PgConnection) -> Result<()> {
    run(conn, "savepoint trust").await?;
    match run(conn, "set local session_replication_role = replica").await {
        Ok(()) => run(conn, "release savepoint trust").await,
        Err(_) => run(conn, "rollback to savepoint trust").await,
    }
}

/// Takes the plain indexes off the tables that are filled and answers how to make them again: building one at the end
/// is far quicker than growing it row by row.
pub async fn take_indexes(conn: &mut PgConnection) -> Result<Vec<(String, String)>> {
    let tables: Vec<&str> = TABLES.iter().map(|t| t.0).collect();
    let rows: Vec<PgRow> = sqlx::query(
        "select c.relname::text, pg_get_indexdef(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
         join pg_namespace n on n.oid = t.relnamespace
         where n.nspname = 'public' and t.relname = any($1) and not i.indisunique and not exists (select from pg_constraint x where x.conindid = i.indexrelid)
         order by t.relname, c.relname",
    )
    .bind(&tables)
    .fetch_all(&mut *conn)
    .await?;
    let indexes: Vec<(String, String)> = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
    for (name, _) in &indexes {
        // names come from the catalog
        sqlx::query(AssertSqlSafe(format!("drop index {name}"))).execute(&mut *conn).await?;
    }
    Ok(indexes)
}

pub async fn make_index(conn: &mut PgConnection, definition: &str) -> Result<()> {
    // the catalog's own text
    sqlx::query(AssertSqlSafe(definition.to_string())).execute(conn).await?;
    Ok(())
}

/// A stage of a pipeline: id, pipeline, line, status.
pub struct StageRow {
    pub id: Uuid,
    pub pipeline: Uuid,
    pub line: String,
    pub status: String,
    pub name: String,
}

pub async fn stages(conn: &mut PgConnection, org: Uuid) -> Result<Vec<StageRow>> {
    let rows = sqlx::query(
        "select s.id, s.pipeline_id, p.service_line, s.status, s.name from stages s join pipelines p on p.org_id = s.org_id and p.id = s.pipeline_id where s.org_id = $1 order by s.position",
    )
    .bind(org)
    .fetch_all(conn)
    .await?;
    Ok(rows.iter().map(|r| StageRow { id: r.get(0), pipeline: r.get(1), line: r.get(2), status: r.get(3), name: r.get(4) }).collect())
}

/// Takes the limits off stages that hold more cards than any team would allow them.
pub async fn lift_limits(conn: &mut PgConnection, org: Uuid) -> Result<()> {
    sqlx::query("update stages set wip_limit = null, wip_hard = false where org_id = $1").bind(org).execute(conn).await?;
    Ok(())
}

/// The price books of an organization: id, line, rates.
pub async fn books(conn: &mut PgConnection, org: Uuid) -> Result<Vec<(Uuid, String, serde_json::Value)>> {
    let rows = sqlx::query("select id, service_line, rates from price_books where org_id = $1").bind(org).fetch_all(conn).await?;
    Ok(rows.iter().map(|r| (r.get(0), r.get(1), r.get(2))).collect())
}

/// Where the log of an organization stands.
pub async fn head(conn: &mut PgConnection, org: Uuid) -> Result<(i64, Vec<u8>)> {
    let row = sqlx::query("select seq, hash from event_heads where org_id = $1").bind(org).fetch_optional(conn).await?;
    Ok(row.map_or_else(|| (0, Vec::new()), |r| (r.get(0), r.get(1))))
}

pub async fn set_head(conn: &mut PgConnection, org: Uuid, seq: i64, hash: &[u8]) -> Result<()> {
    sqlx::query("insert into event_heads (org_id, seq, hash) values ($1, $2, $3) on conflict (org_id) do update set seq = excluded.seq, hash = excluded.hash")
        .bind(org)
        .bind(seq)
        .bind(hash)
        .execute(conn)
        .await?;
    Ok(())
}

/// Sequences people read go on after what was loaded.
pub async fn set_counter(conn: &mut PgConnection, org: Uuid, name: &str, value: i64) -> Result<()> {
    sqlx::query(
        "insert into counters (org_id, name, value) values ($1, $2, $3) on conflict (org_id, name) do update set value = excluded.value",
    )
    .bind(org)
    .bind(name)
    .bind(value)
    .execute(conn)
    .await?;
    Ok(())
}

/// The owner of an organization, as a member.
#[cfg(test)]
pub async fn owner(conn: &mut PgConnection, org: Uuid) -> Result<Uuid> {
    sqlx::query_scalar("select id from members where org_id = $1 order by created_at limit 1")
        .bind(org)
        .fetch_optional(conn)
        .await?
        .ok_or(shared::Error::NotFound)
}
