//! The catalog as the migrations leave it, and what the guard says of every way to spoil it.

use sqlx::{AssertSqlSafe, Connection};

use super::{DEFINERS, GLOBAL_KEYS, check_isolation, problems};
use crate::db::bootstrap::{self, BootstrapError};
use crate::testing::TestApp;

const POLICY: &str = "org_id = (select current_setting('app.org_id', true)::uuid)";

/// What the guard says to `role` after a change of the catalog, which is undone: roles belong to all databases.
async fn after(t: &TestApp, change: &str, role: &str) -> Vec<String> {
    let mut conn = t.owner_connection().await;
    let mut tx = conn.begin().await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(format!("{change}; set local role {role}")))
        .execute(&mut *tx)
        .await
        .unwrap_or_else(|e| panic!("{change}: {e}"));
    let found = problems(&mut tx).await.unwrap_or_else(|e| panic!("{change}: {e}"));
    tx.rollback().await.unwrap();
    found
}

#[tokio::test]
async fn the_catalog_holds_its_promises() {
    let t = TestApp::new().await;
    assert_eq!(check_isolation(t.app.db()).await.unwrap(), Vec::<String>::new());
    // and it was not looked past: there are tables, and nothing is listed that is not there
    let mut conn = t.owner_connection().await;
    let tables: i64 =
        sqlx::query_scalar("select count(*) from pg_policies where roles = '{tailboard_app}'").fetch_one(&mut conn).await.unwrap();
    assert!(tables > 30, "{tables} tables of organizations");
    for (key, reason) in GLOBAL_KEYS {
        let found: bool = sqlx::query_scalar("select to_regclass($1) is not null").bind(key).fetch_one(&mut conn).await.unwrap();
        assert!(found && !reason.is_empty(), "{key} is listed and not there");
    }
    for function in DEFINERS {
        let found: bool = sqlx::query_scalar("select coalesce((select prosecdef from pg_proc where oid = to_regprocedure($1)), false)")
            .bind(function)
            .fetch_one(&mut conn)
            .await
            .unwrap();
        assert!(found, "{function} is listed and not there");
    }
}

#[tokio::test]
async fn a_privileged_application_role_is_refused() {
    let t = TestApp::new().await;
    let probe = format!("probe_{}", t.database());
    for (change, complaint) in [
        ("create role PROBE bypassrls", "the application role PROBE is privileged"),
        ("create role PROBE superuser", "the application role PROBE is privileged"),
        (
            "create role PROBE; grant tailboard_system to PROBE",
            "the application role PROBE may become tailboard_system, which is privileged",
        ),
        ("create role PROBE; alter table leads owner to PROBE", "table leads is owned by the application role"),
        (
            "create role PROBE; create role PROBE_s; alter table leads owner to PROBE_s; grant PROBE_s to PROBE",
            "table leads is owned by the application role",
        ),
    ] {
        let found = after(&t, &change.replace("PROBE", &probe), &probe).await;
        let complaint = complaint.replace("PROBE", &probe);
        assert!(found.contains(&complaint), "{change}: {found:?}");
    }
}

#[tokio::test]
async fn a_catalog_with_a_hole_is_refused() {
    let t = TestApp::new().await;
    let spoiled = "policy tenant of table leads is not about the organization of the transaction";
    let renewed = |policy: &str| format!("drop policy tenant on leads; create policy tenant on leads {policy}");
    for (change, complaint) in [
        (
            "create table loose (org_id uuid not null); grant select on loose to tailboard_app".into(),
            "table loose does not force row security",
        ),
        (
            "create table loose (org_id uuid not null); grant insert on loose to tailboard_app".into(),
            "table loose is reachable but has 0 policies",
        ),
        ("alter table leads disable row level security".into(), "table leads does not force row security"),
        ("alter table leads no force row level security".into(), "table leads does not force row security"),
        (
            "alter table leads drop constraint leads_pkey cascade; alter table leads alter org_id drop not null".into(),
            "table leads names no organization and is reachable",
        ),
        ("grant select (email) on users to tailboard_app".into(), "table users names no organization and is reachable"),
        ("grant truncate on leads to tailboard_app".into(), "table leads may be emptied, which row security does not see"),
        ("drop policy tenant on leads".into(), "table leads is reachable but has 0 policies"),
        (format!("create policy more on leads to tailboard_app using ({POLICY})"), "table leads is reachable but has 2 policies"),
        ("alter policy tenant on leads using (true)".into(), spoiled),
        ("alter policy tenant on leads with check (true)".into(), spoiled),
        (format!("alter policy tenant on leads using ({POLICY} or name = '')"), spoiled),
        (renewed(&format!("to tailboard_app using ({POLICY})")), spoiled),
        ("alter policy tenant on leads to public".into(), "policy tenant of table leads is not for the application role alone"),
        (renewed(&format!("for select to tailboard_app using ({POLICY})")), "policy tenant of table leads does not cover every statement"),
        ("create view peek as select * from leads; grant select on peek to tailboard_app".into(), "peek is no table and is reachable"),
        (
            "create unique index leads_id_key on leads (id)".into(),
            "unique index leads_id_key of table leads does not begin with the organization",
        ),
        (
            "alter table job_notes add constraint job_notes_swapped_fkey foreign key (job_id, org_id) references jobs (id, org_id)".into(),
            "foreign key job_notes_swapped_fkey of table job_notes does not begin with the organization",
        ),
        (
            "create function everything() returns setof leads language sql security definer as 'select * from leads'".into(),
            "function everything() runs with other rights than its caller's",
        ),
        (
            "grant execute on function search_leads(text, int) to public".into(),
            "function search_leads(text,integer) may be called by everybody or looks for names elsewhere",
        ),
        (
            "alter function search_leads(text, int) reset search_path".into(),
            "function search_leads(text,integer) may be called by everybody or looks for names elsewhere",
        ),
    ] {
        let found = after(&t, &change, "tailboard_app").await;
        assert!(found.iter().any(|problem| problem == complaint), "{change}: {found:?}");
    }
    assert_eq!(check_isolation(t.app.db()).await.unwrap(), Vec::<String>::new(), "every change was undone");
}

#[tokio::test]
async fn a_process_does_not_start_on_a_catalog_with_a_hole() {
    let t = TestApp::new().await;
    sqlx::query("drop policy tenant on leads").execute(&mut t.owner_connection().await).await.unwrap();
    let refused = bootstrap::open(&t.owner_options(), &crate::testing::secret(), 2).await.err();
    let Some(BootstrapError::Isolation(problem)) = refused else { panic!("it starts: {refused:?}") };
    assert_eq!(problem, "table leads is reachable but has 0 policies");
}
