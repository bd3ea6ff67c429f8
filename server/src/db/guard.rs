//! The check at every start: the process refuses to serve when its role is privileged, a table lacks its policy, or
//! the catalog holds anything else by which one organization could reach or notice another's rows.

use shared::Result;
use sqlx::postgres::PgConnection;

use super::Db;

#[cfg(test)]
mod tests;

/// Unique indexes of tenant tables that do not begin with the organization, and why.
const GLOBAL_KEYS: &[(&str, &str)] = &[
    ("organizations_slug_key", "public forms name their organization by it"),
    ("lead_sources_key_hash_key", "the key of a source is found before its organization is known"),
    ("quote_links_token_hash_key", "the secret of a link is found before its organization is known"),
    ("mail_tracks_token_hash_key", "what is in a mail names no organization"),
    ("mail_links_token_hash_key", "as little does a link in it"),
];

/// Functions that run with other rights than their caller's: the searches, which read the organization from the
/// transaction (see `search_function` in the first migration).
const DEFINERS: &[&str] = &[
    "filter_customers(jsonb,integer)",
    "filter_leads(jsonb,integer)",
    "find_records(text,text,text,text,text,text[],boolean,uuid[],uuid[],uuid[],uuid,integer)",
    "search_customers(text,integer)",
    "search_jobs(text,integer)",
    "search_leads(text,integer)",
    "search_quotes(text,integer)",
    "similar_customers(text,integer)",
];

/// What would let one organization see another's rows, found in the catalog; empty when all is well.
pub async fn check_isolation(db: &Db) -> Result<Vec<String>> {
    Ok(problems(&mut *db.app_pool().acquire().await?).await?)
}

/// The same for the role a connection has now.
async fn problems(conn: &mut PgConnection) -> Result<Vec<String>, sqlx::Error> {
    let mut problems = Vec::new();
    for rule in [ROLE, TABLES, POLICIES, OTHERS, KEYS, REFERENCES, FUNCTIONS] {
        // made of the constants below alone
        let question = sqlx::AssertSqlSafe(format!("with listed as ({LISTED}), tenant as ({TENANT}) {rule}"));
        let keys: Vec<&str> = GLOBAL_KEYS.iter().map(|(name, _)| *name).collect();
        let found: Vec<String> = sqlx::query_scalar(question).bind(keys).bind(DEFINERS).fetch_all(&mut *conn).await?;
        problems.extend(found);
    }
    Ok(problems)
}

/// What is allowed by name.
const LISTED: &str = "select $1::text[] as keys, $2::text[] as definers";

/// Our tables: whether the application role reaches them in any way, and the column that names their organization.
const TENANT: &str = "
    select c.oid, c.relname::text as name, c.relrowsecurity and c.relforcerowsecurity as is_forced, c.relowner, a.attnum as org,
           has_table_privilege(current_user, c.oid, 'truncate') as is_truncatable,
           has_any_column_privilege(current_user, c.oid, 'select, insert, update, references')
             or has_table_privilege(current_user, c.oid, 'delete, truncate, trigger') as is_reachable,
           format('(%s = ( SELECT (current_setting(''app.org_id''::text, true))::uuid AS current_setting))', a.attname) as condition
    from pg_class c
    left join pg_attribute a on a.attrelid = c.oid and a.attnotnull and not a.attisdropped
                            and a.attname = case c.relname when 'organizations' then 'id' else 'org_id' end
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')";

const ROLE: &str = "
    select format('the application role %s is privileged', current_user) from pg_roles
    where rolname = current_user and (rolsuper or rolbypassrls)
    union all
    select format('the application role %s may become %s, which is privileged', current_user, rolname) from pg_roles
    where (rolsuper or rolbypassrls) and rolname <> current_user and pg_has_role(current_user, oid, 'member')
      and not (select rolsuper from pg_roles where rolname = current_user)";

const TABLES: &str = "
    select format('table %s does not force row security', name) from tenant where not is_forced
    union all
    select format('table %s is owned by the application role', name) from tenant where pg_has_role(current_user, relowner, 'member')
    union all
    select format('table %s names no organization and is reachable', name) from tenant where is_reachable and org is null
    union all
    select format('table %s may be emptied, which row security does not see', name) from tenant where is_truncatable";

const POLICIES: &str = "
    select format('table %s is reachable but has %s policies', t.name, count(p.oid)) from tenant t left join pg_policy p on p.polrelid = t.oid
    where t.is_reachable group by t.name having count(p.oid) <> 1
    union all
    select format('policy %s of table %s is not for the application role alone', p.polname, t.name) from tenant t join pg_policy p on p.polrelid = t.oid
    where p.polroles <> array[(select oid from pg_roles where rolname = 'tailboard_app')]
    union all
    select format('policy %s of table %s does not cover every statement', p.polname, t.name) from tenant t join pg_policy p on p.polrelid = t.oid
    where p.polcmd <> '*' or not p.polpermissive
    union all
    select format('policy %s of table %s is not about the organization of the transaction', p.polname, t.name)
    from tenant t join pg_policy p on p.polrelid = t.oid
    where pg_get_expr(p.polqual, p.polrelid) is distinct from t.condition or pg_get_expr(p.polwithcheck, p.polrelid) is distinct from t.condition";

/// What reads tables with the rights of its owner.
const OTHERS: &str = "
    select format('%s is no table and is reachable', c.relname) from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('v', 'm', 'f')
      and has_any_column_privilege(current_user, c.oid, 'select, insert, update')";

/// A value that is taken in one organization must be free in another.
const KEYS: &str = "
    select format('unique index %s of table %s does not begin with the organization', i.indexrelid::regclass, t.name)
    from listed, tenant t join pg_index i on i.indrelid = t.oid join pg_class c on c.oid = i.indexrelid
    where t.is_reachable and (i.indisunique or i.indisexclusion) and i.indkey[0] is distinct from t.org and c.relname <> all (listed.keys)";

/// No row may hang on one of another organization.
const REFERENCES: &str = "
    select format('foreign key %s of table %s does not begin with the organization', k.conname, t.name)
    from tenant t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f' join tenant other on other.oid = k.confrelid
    where t.is_reachable and other.is_reachable and (k.conkey[1] is distinct from t.org or k.confkey[1] is distinct from other.org)";

const FUNCTIONS: &str = "
    select format('function %s runs with other rights than its caller''s', p.oid::regprocedure)
    from listed, pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema') and has_schema_privilege(current_user, n.oid, 'usage')
      and has_function_privilege(current_user, p.oid, 'execute') and p.oid::regprocedure::text <> all (listed.definers)
    union all
    select format('function %s may be called by everybody or looks for names elsewhere', p.oid::regprocedure) from listed, pg_proc p
    where p.oid::regprocedure::text = any (listed.definers)
      and (not coalesce(p.proconfig @> array['search_path=pg_catalog, public, pg_temp'], false)
           or has_function_privilege('public', p.oid, 'execute'))";
