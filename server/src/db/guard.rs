//! The check at every start: the process refuses to serve when its role is privileged or a table lacks its policy.

use shared::Result;

use super::Db;

/// What would let one organization see another's rows, found in the catalog; empty when all is well.
pub async fn check_isolation(db: &Db) -> Result<Vec<String>> {
    let mut problems = Vec::new();
    let role = sqlx::query_as::<_, (String, bool, bool)>(
        "select current_user::text, rolsuper, rolbypassrls from pg_roles where rolname = current_user",
    )
    .fetch_one(db.app_pool())
    .await?;
    if role.1 || role.2 {
        problems.push(format!("the application role {} is privileged", role.0));
    }
    // tables, and the facts of their isolation
    let tables = sqlx::query_as::<_, (String, bool, bool, bool, i64, bool, String)>(
        "select c.relname::text, c.relrowsecurity, c.relforcerowsecurity,
                exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id' and a.attnotnull and not a.attisdropped),
                (select count(*) from pg_policy p where p.polrelid = c.oid),
                has_table_privilege(current_user, c.oid, 'select'),
                pg_get_userbyid(c.relowner)::text
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname not like '\\_sqlx%' order by 1",
    )
    .fetch_all(db.app_pool())
    .await?;
    for (name, enabled, forced, has_org, policies, reachable, owner) in tables {
        if !enabled || !forced {
            problems.push(format!("table {name} does not force row security"));
        }
        if owner == role.0 {
            problems.push(format!("table {name} is owned by the application role"));
        }
        if reachable && (policies != 1 || !(has_org || name == "organizations")) {
            problems.push(format!("table {name} is reachable but has {policies} policies and org_id={has_org}"));
        }
    }
    Ok(problems)
}
