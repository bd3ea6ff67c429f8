//! What the demo lacks because only time, failures or the public bring it: forms that were not read, work that died,
//! addresses in the log. Both organizations get the same.

use app::api::catalogue::{Endpoint, Needs};
use server::drill::Plan;
use shared::access::{Access, BuiltinRole};
use shared::leads::Capture;
use uuid::Uuid;

use super::atlas::parameters;
use super::client::{Call, Credential};
use super::world::World;

/// A promo code that can be used.
pub const PROMO: &str = "PROBE10";
/// How many forms and pieces of work there are of each kind.
const SOME: usize = 3;

impl World {
    /// Adds it, and notes where everything came from.
    pub async fn stock(&mut self) {
        self.fill().await;
        let mut conn = self.wire.test.owner_connection().await;
        for statement in ["update events set ip = '192.0.2.7', device = 'A tablet'", "update members set last_seen_at = now()"] {
            sqlx::query(statement).execute(&mut conn).await.expect("it is noted");
        }
        self.look_again().await;
    }

    /// Adds the records.
    pub async fn fill(&self) {
        let mut conn = self.wire.test.owner_connection().await;
        let form =
            Capture { name: "Fran Form".into(), email: "fran@example.com".into(), service_line: "moving".into(), ..Capture::default() };
        let payload = serde_json::to_value(form).expect("a form is JSON");
        for (nth, org) in [self.wire.test.org().id, self.wire.test.other_org().id].into_iter().enumerate() {
            // records that came last are tried first, also by what ends a code: this one came long ago
            sqlx::query("insert into promos (org_id, id, code, percent_bp) values ($1, $2, $3, 1000)")
                .bind(org.0)
                .bind(Uuid::from_u128(nth as u128 + 1))
                .bind(PROMO)
                .execute(&mut conn)
                .await
                .expect("a promo code");
            // prices that are being worked on
            sqlx::query(
                "insert into price_book_drafts (org_id, id, service_line, base_version, name, rates, updated_by)
                 select org_id, $2, service_line, version, name, rates, 'Probe' from price_books where org_id = $1 order by service_line = 'moving' desc, version desc limit 1",
            )
            .bind(org.0)
            .bind(Uuid::now_v7())
            .execute(&mut conn)
            .await
            .expect("a draft of prices");
            // views somebody shares, and views somebody keeps for themselves
            for (role, name, shared) in
                [("owner", "Probe", false), ("manager", "Probe of everybody", true), ("manager", "Probe of one", false)]
            {
                sqlx::query(
                    "insert into saved_views (org_id, id, member_id, list, name, query, shared)
                     select org_id, $2, id, 'quotes', $4, 'view=open', $5 from members where org_id = $1 and $3 = any(roles) order by id limit 1",
                )
                .bind(org.0)
                .bind(Uuid::now_v7())
                .bind(role)
                .bind(name)
                .bind(shared)
                .execute(&mut conn)
                .await
                .expect("a view");
            }
            // tables at every step of their import: to be filled, to be started, to be taken back
            for status in ["draft", "draft", "done"] {
                let import = Uuid::now_v7();
                sqlx::query("insert into customer_imports (org_id, id, name, heads, mapping, made_by, status) values ($1, $2, 'probe.csv', '{Name}', '{name}', 'Probe', $3)")
                    .bind(org.0)
                    .bind(import)
                    .bind(status)
                    .execute(&mut conn)
                    .await
                    .expect("an import");
                sqlx::query("insert into customer_import_rows (org_id, import_id, line, cells, outcome) values ($1, $2, 2, '[\"Probe Person\"]', 'ready')")
                    .bind(org.0)
                    .bind(import)
                    .execute(&mut conn)
                    .await
                    .expect("a row");
            }
            // people nothing names, at the customers that came last
            for nth in 0..10_i64 {
                sqlx::query(
                    "insert into contacts (org_id, id, account_id, name) select org_id, $2, id, 'Probe Person' from accounts
                     where org_id = $1 and merged_into is null order by id desc offset $3 limit 1",
                )
                .bind(org.0)
                .bind(Uuid::now_v7())
                .bind(nth)
                .execute(&mut conn)
                .await
                .expect("a person");
            }
            // one of them may enter the portal
            sqlx::query(
                "with person as (
                     update contacts set email = 'probe-' || id || '@example.com', email_norm = 'probe-' || id || '@example.com'
                     where org_id = $1 and id = (select id from contacts where org_id = $1 and name = 'Probe Person' order by account_id desc limit 1)
                     returning org_id, id, account_id)
                 insert into portal_access (org_id, contact_id, account_id, granted_by) select org_id, id, account_id, 'Probe' from person",
            )
            .bind(org.0)
            .execute(&mut conn)
            .await
            .expect("somebody who may enter");
            // people who were taken off the customers that came last
            sqlx::query(
                "insert into removed_contacts (org_id, id, account_id, contact, removed_by)
                 select org_id, gen_random_uuid(), id, jsonb_build_object('name', 'Probe Person', 'roles', '[]'::jsonb, 'is_primary', false,
                        'custom', '{}'::jsonb, 'preferences', '{}'::jsonb, 'version', 1, 'created_at', now()), 'Probe'
                 from accounts where org_id = $1 and merged_into is null order by id desc limit 30",
            )
            .bind(org.0)
            .execute(&mut conn)
            .await
            .expect("people who were taken off");
            // visits that are planned, at the leads that came last
            sqlx::query(
                "with chosen as (
                     select id, row_number() over (order by id desc) as nth from leads
                     where org_id = $1 and status not in ('converted', 'lost') order by id desc limit 20),
                 planned as (
                     insert into activities (org_id, id, lead_id, kind, body, due_at, member_id)
                     select $1, gen_random_uuid(), id, 'visit', '1 Probe Street', now() + interval '60 days' + nth * interval '3 hours',
                            (select id from members where org_id = $1 and status = 'active' order by id limit 1)
                     from chosen returning *)
                 insert into site_visits (org_id, id, lead_id, member_id, starts_at, ends_at, zone, address)
                 select org_id, id, lead_id, member_id, due_at, due_at + interval '1 hour', 'UTC', body from planned",
            )
            .bind(org.0)
            .execute(&mut conn)
            .await
            .expect("planned visits");
            // and what was announced there
            sqlx::query(
                "insert into media (org_id, id, visit_id, kind, size, sha256, taken_at, taken_by)
                 select org_id, gen_random_uuid(), id, 'photo', 10, repeat('0', 64), now(), 'Probe' from site_visits
                 where org_id = $1 and address = '1 Probe Street'",
            )
            .bind(org.0)
            .execute(&mut conn)
            .await
            .expect("photos of visits");
            // photos announced for work that goes on
            sqlx::query(
                "insert into media (org_id, id, job_id, phase_id, kind, size, sha256, taken_at, taken_by)
                 select p.org_id, gen_random_uuid(), p.job_id, p.id, 'photo', 10, repeat('0', 64), now(), 'Probe'
                 from job_phases p join jobs j on j.org_id = p.org_id and j.id = p.job_id
                 where p.org_id = $1 and p.status <> 'complete' and j.status in ('booked', 'assigned', 'in_progress') order by p.id desc limit 20",
            )
            .bind(org.0)
            .execute(&mut conn)
            .await
            .expect("photos of phases");
            // steps that ended by themselves, at leads without such visits
            sqlx::query(
                "insert into activities (org_id, id, lead_id, kind, body, due_at, done_at, ended)
                 select $1, gen_random_uuid(), id, 'call', 'Probe', now(), now(), 'work_begun' from leads
                 where org_id = $1 and status not in ('converted', 'lost') order by id desc offset 20 limit 20",
            )
            .bind(org.0)
            .execute(&mut conn)
            .await
            .expect("steps that ended");
            // how tables are read
            sqlx::query("insert into customer_import_presets (org_id, id, name, heads, mapping, made_by) values ($1, $2, 'Probe', '{Name}', '{name}', 'Probe')")
                .bind(org.0)
                .bind(Uuid::now_v7())
                .execute(&mut conn)
                .await
                .expect("a preset");
            for n in 0..SOME {
                sqlx::query(
                    "insert into lead_intakes (org_id, id, source, status, payload, locale) values ($1, $2, 'online', 'spam', $3, 'en')",
                )
                .bind(org.0)
                .bind(Uuid::now_v7())
                .bind(&payload)
                .execute(&mut conn)
                .await
                .expect("a form");
                sqlx::query("insert into work (org_id, id, kind, payload, status, attempts, last_error) values ($1, $2, $3, '{}', 'dead', 9, 'gone')")
                    .bind(org.0)
                    .bind(Uuid::now_v7())
                    .bind(format!("probe.{n}"))
                    .execute(&mut conn)
                    .await
                    .expect("dead work");
            }
        }
    }

    /// Makes one record with every function that makes some, so that those that change or remove records find one.
    pub async fn populate(&mut self) {
        let mut making: Vec<Endpoint> = app::endpoints::all()
            .into_iter()
            .filter(|e| e.method == "POST" && matches!(e.needs, Needs::Right(_)) && !e.path.starts_with("/api/v1/session"))
            .collect();
        making.sort_by_key(|e| parameters(e.path).len());
        for endpoint in making {
            if let Some(working) = self.working(&endpoint).await {
                let reply = self.wire.drilled(Plan::default(), &working.call).await;
                assert!(reply.status.is_success(), "{} {}: {} {}", endpoint.method, endpoint.path, reply.status, reply.text());
                self.look_again().await;
            }
        }
    }

    /// A key of the owner with some of their rights.
    pub async fn key_with(&self, access: &Access) -> Credential {
        let owner = Some(self.wire.login(0, BuiltinRole::Owner).await);
        let body = serde_json::json!({ "name": "Probe", "access": access, "days": 30, "rate_per_minute": 6000 });
        let call = Call { method: "POST", path: "/api/v1/api-keys".into(), credential: owner, body: Some(body), ..Call::default() };
        let reply = self.wire.call(&call).await;
        let secret = reply.json()["secret"].as_str().map(str::to_owned);
        Credential::Key(secret.unwrap_or_else(|| panic!("no key was made: {} {}", reply.status, reply.text())))
    }

    /// The fields of one's own our customers have: a filter names one of them.
    pub async fn custom_keys(&self) -> Vec<String> {
        let mut conn = self.wire.test.owner_connection().await;
        let keys: Vec<String> = sqlx::query_scalar("select distinct key from custom_fields where org_id = $1 order by 1")
            .bind(self.wire.test.org().id.0)
            .fetch_all(&mut conn)
            .await
            .expect("keys");
        assert!(!keys.is_empty(), "the demo has fields of its own");
        keys
    }

    /// A question a read takes, answered from our own customers: what they are called and reached by.
    pub async fn questions(&self, names: &[String]) -> Vec<String> {
        let mut conn = self.wire.test.owner_connection().await;
        let mut questions = Vec::new();
        for name in names.iter().filter(|name| ["name", "email", "phone"].contains(&name.as_str())) {
            // the name is one of the three above
            let statement = format!("select {name}::text from contacts where org_id = $1 and {name} <> '' order by id limit 1");
            let word: Option<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(statement))
                .bind(self.wire.test.org().id.0)
                .fetch_optional(&mut conn)
                .await
                .expect("a word");
            questions.extend(word.map(|word| format!("{name}={}", escaped(&word))));
        }
        questions
    }
}

/// A word as it stands in a query.
pub fn escaped(word: &str) -> String {
    word.bytes().map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
