//! What former releases wrote (T24): restored as each left it, migrated to the schema of today, opened, and still kept
//! apart and readable. `scripts/keep-former` adds a release.

use server::testing::{Former, TestApp};
use shared::access::BuiltinRole;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

use super::client::{Call, Wire};
use super::isolation::prove;

/// Tables of records, and where one of them is shown.
const RECORDS: [(&str, &str); 4] =
    [("accounts", "/api/v1/customers"), ("leads", "/api/v1/leads"), ("quotes", "/api/v1/quotes"), ("jobs", "/api/v1/jobs")];

#[tokio::test(flavor = "multi_thread")]
async fn what_a_former_release_wrote_is_migrated_kept_apart_and_readable() {
    let all = Former::all();
    assert!(!all.is_empty(), "a former schema is kept");
    for former in &all {
        // refuses to open when isolation has a hole
        let wire = Wire::on(TestApp::of_former(former).await);
        let mut conn = wire.test.owner_connection().await;
        let (mut shown, mut wrong) = (0, Vec::new());
        for (number, org) in [wire.test.org(), wire.test.other_org()].into_iter().enumerate() {
            let owner = wire.login(number, BuiltinRole::Owner).await;
            let get =
                async |path: String| wire.call(&Call { method: "GET", path, credential: Some(owner.clone()), ..Call::default() }).await;
            for (table, at) in RECORDS {
                let ids: Vec<Uuid> = sqlx::query_scalar(AssertSqlSafe(format!("select id from {table} where org_id = $1")))
                    .bind(org.id.0)
                    .fetch_all(&mut conn)
                    .await
                    .expect("ids");
                for id in ids {
                    let reply = get(format!("{at}/{id}")).await;
                    if !reply.status.is_success() {
                        wrong.push(format!("{at}/{id}: {} {}", reply.status, reply.text()));
                    }
                    shown += 1;
                }
                let list = get(at.to_string()).await;
                if !list.status.is_success() {
                    wrong.push(format!("{at}: {} {}", list.status, list.text()));
                }
            }
            // it was sealed by the release of then
            let chain = get("/api/v1/audit/chain".into()).await.json();
            if chain["valid"] != true {
                wrong.push(format!("the log of {}: {chain}", org.slug));
            }
        }
        let kept: usize = RECORDS.iter().map(|(table, _)| former.rows(table)).sum();
        println!("T24 schema {:04}: {shown} of {kept} records shown", former.version);
        assert!(wrong.is_empty(), "{:04}:\n{}", former.version, wrong.join("\n"));
        assert!(kept > 20, "{:04} has {kept} records", former.version);
        assert_eq!(shown, kept, "{:04}", former.version);
        prove(&format!("T24 schema {:04}, T3 SQL", former.version), &wire.test).await;
    }
}
