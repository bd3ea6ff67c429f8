//! The demo as the proof drives it: for any function of the catalogue it finds a request that works, by trying records
//! and bodies made from the schema without letting anything be committed.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use app::api::catalogue::{Endpoint, Needs};
use serde_json::Value;
use server::drill::Plan;
use server::testing::{TestApp, totp_code};
use shared::access::BuiltinRole;
use shared::{AccountId, ContactId};
use uuid::Uuid;

use super::atlas::{Atlas, ids_in, parameters};
use super::client::{Call, Credential, Reply, Wire};
use super::sample::Maker;
use super::stock::{PROMO, escaped};

/// How often a function is tried with other records and bodies before it counts as not reached.
const TRIES: usize = 96;

/// Functions run whole and change nothing.
pub const DRY: Plan = Plan { fails_at: 0, fails_commits: true, loses_replies: false, mutant: None };

/// The demo, driven.
pub struct World {
    pub wire: Wire,
    /// Our organization's records.
    pub ours: Atlas,
    /// The other's.
    pub theirs: Atlas,
    /// The secret of the second factor that was offered last.
    offer: RefCell<Option<String>>,
    /// What was answered where no working request was found yet, by function.
    pub refusals: RefCell<BTreeMap<String, BTreeSet<String>>>,
}

/// A request that works.
pub struct Working {
    pub call: Call,
    /// Statements it takes, with those that begin and end transactions.
    pub statements: u64,
}

impl World {
    pub async fn new() -> Self {
        let mut world = Self::bare(Wire::demo().await);
        world.stock().await;
        world
    }

    /// The same on an application with other data, too many to be touched one by one.
    pub async fn on(test: TestApp) -> Self {
        let mut world = Self::bare(Wire::on(test));
        world.fill().await;
        world.look_again().await;
        world
    }

    fn bare(wire: Wire) -> Self {
        Self { wire, ours: Atlas::default(), theirs: Atlas::default(), offer: RefCell::default(), refusals: RefCell::default() }
    }

    /// Reads again what records there are.
    pub async fn look_again(&mut self) {
        self.ours = Atlas::of(&self.wire.test, self.wire.test.org().id).await;
        self.theirs = Atlas::of(&self.wire.test, self.wire.test.other_org().id).await;
    }

    /// Takes note of what later requests need.
    pub fn learn(&self, endpoint: &Endpoint, reply: &Reply) {
        if endpoint.path == "/api/v1/account/factor/offer" {
            *self.offer.borrow_mut() = reply.json()["secret"].as_str().map(str::to_owned);
        }
    }

    /// The record at a path as its own function or the list above it shows it.
    pub async fn current(&self, path: &str, credential: &Credential) -> Option<Value> {
        // the record a path is about: everything up to the last id
        let parts: Vec<&str> = path.split('/').collect();
        let last = parts.iter().rposition(|part| Uuid::parse_str(part).is_ok());
        let get = async |path: String| {
            let reply = self.wire.call(&Call { method: "GET", path, credential: Some(credential.clone()), ..Call::default() }).await;
            reply.status.is_success().then(|| reply.json())
        };
        if let Some((lead, _)) = path.split_once("/visits/{visit}/media/{media}") {
            // what was taken at its visits is no part of a lead's page
            return get(format!("{lead}/media")).await;
        }
        let Some(last) = last else { return get(path.to_string()).await };
        let first = parts.iter().position(|part| Uuid::parse_str(part).is_ok()).unwrap_or(last);
        let id = parts[first];
        if let Some(record) = get(parts[..=first].join("/")).await {
            return Some(record);
        }
        let list = get(parts[..first].join("/")).await?;
        find(&list, id).cloned()
    }

    /// The credentials worth trying for an endpoint: whoever may everything, then those with the right, crews last.
    async fn credentials(&self, endpoint: &Endpoint) -> Vec<Credential> {
        let mut roles = vec![BuiltinRole::Owner];
        if let Needs::Right(action) = endpoint.needs {
            roles.extend([BuiltinRole::Driver, BuiltinRole::Mover].iter().filter(|role| role.access().may(action)));
        }
        // what any session may is done by one that views as a customer
        let mut credentials = if endpoint.needs == Needs::Session { vec![self.viewing().await] } else { Vec::new() };
        for role in roles {
            credentials.push(self.wire.login(0, role).await);
        }
        credentials
    }

    /// A request of an endpoint that would be carried out; `None` if none was found.
    pub async fn working(&self, endpoint: &Endpoint) -> Option<Working> {
        for credential in self.credentials(endpoint).await {
            if let Some(working) = self.working_for(endpoint, &credential, TRIES).await {
                return Some(working);
            }
        }
        None
    }

    /// The same for somebody, after so many tries at most.
    pub async fn working_for(&self, endpoint: &Endpoint, credential: &Credential, tries: usize) -> Option<Working> {
        let names = parameters(endpoint.path);
        let mut last: Option<(Uuid, Option<Value>)> = None;
        for attempt in 0..tries {
            let (path, target) = self.path(endpoint, &names, attempt)?;
            let current = match (&last, target) {
                (Some((known, current)), Some(target)) if *known == target => current.clone(),
                (Some((_, current)), None) => current.clone(),
                _ => {
                    let current = self.current(&path, credential).await;
                    last = Some((target.unwrap_or_default(), current.clone()));
                    current
                }
            };
            let Some(path) = self.inner_ids(&path, endpoint, current.as_ref()) else { continue };
            let body = self.body(endpoint, attempt, current.as_ref());
            let call = Call { method: endpoint.method, path, credential: Some(credential.clone()), body, ..Call::default() };
            if endpoint.path.contains("/account/") {
                self.forget_attempts().await;
            }
            let reply = self.wire.drilled(DRY, &call).await;
            if self.wire.drill.has_failed() && reply.status.is_server_error() {
                return Some(Working { call, statements: self.wire.drill.reached() });
            }
            self.refusals.borrow_mut().entry(format!("{} {}", endpoint.method, endpoint.path)).or_default().insert(format!(
                "{} {}",
                reply.status.as_u16(),
                reply.text()
            ));
            if names.is_empty() && call.body.as_ref().is_none_or(|body| *body == serde_json::json!({})) {
                break;
            }
        }
        None
    }

    /// The path with its first id set; the others follow from the record.
    fn path(&self, endpoint: &Endpoint, names: &[&str], attempt: usize) -> Option<(String, Option<Uuid>)> {
        let mut path = endpoint.path.replace("{line}", "moving");
        let Some(first) = names.iter().find(|name| **name != "line") else { return Some((path, None)) };
        let ids = self.ours.parameter(endpoint.path, first)?;
        let asks = [BuiltinRole::Owner, BuiltinRole::Driver, BuiltinRole::Mover];
        let testers: BTreeSet<Uuid> = asks.iter().map(|role| self.wire.test.org().person(*role).member.0).collect();
        // who asks keeps their rights; records that came last are tried first
        let ids: Vec<Uuid> = ids.iter().rev().filter(|id| !testers.contains(id)).copied().collect();
        // each record is tried with a few bodies, if there are any
        let bodies = if self.body(endpoint, 0, None).is_none_or(|body| body == serde_json::json!({})) { 1 } else { 4 };
        let target = *ids.get(attempt / bodies % ids.len().max(1))?;
        path = path.replacen(&format!("{{{first}}}"), &target.to_string(), 1);
        Some((path, Some(target)))
    }

    /// Forgets failed attempts, which are counted whatever becomes of the rest.
    pub async fn forget_attempts(&self) {
        let mut conn = self.wire.test.owner_connection().await;
        for statement in ["delete from login_failures", "delete from rate_limits"] {
            sqlx::query(statement).execute(&mut conn).await.expect("they are forgotten");
        }
    }

    /// The session of a customer in the portal, one who has a job.
    pub async fn customer(&self, org: usize) -> Credential {
        let org = if org == 0 { self.wire.test.org().id } else { self.wire.test.other_org().id };
        let mut conn = self.wire.test.owner_connection().await;
        let (account, contact): (Uuid, Uuid) = sqlx::query_as("select account_id, contact_id from jobs where org_id = $1 and contact_id is not null order by status = 'completed' desc, id limit 1")
            .bind(org.0)
            .fetch_one(&mut conn)
            .await
            .expect("a customer with a job");
        let request = server::RequestInfo::internal("test");
        let opened = server::identity::open_customer_session(
            &self.wire.test.app,
            &request,
            org,
            AccountId(account),
            ContactId(contact),
            "Cleo Customer",
        );
        Credential::Cookie(opened.await.expect("a session").token)
    }

    /// What only the other organization's records say, for searches: names and addresses of its customers.
    pub async fn words_of_the_other(&self) -> Vec<String> {
        let (ours, theirs) = (self.wire.test.org().id.0, self.wire.test.other_org().id.0);
        let mut conn = self.wire.test.owner_connection().await;
        let words: Vec<String> = sqlx::query_scalar(
            "select distinct word from (select split_part(name, ' ', 2) as word from accounts where org_id = $2 union all select email from contacts where org_id = $2) w
             where length(word) > 3 and word not in (select split_part(name, ' ', 2) from accounts where org_id = $1) limit 40",
        )
        .bind(ours)
        .bind(theirs)
        .fetch_all(&mut conn)
        .await
        .expect("words");
        words.iter().map(|word| escaped(word)).collect()
    }

    /// A path whose first id is set, with the others taken from the record.
    pub async fn second_ids(&self, path: &str, endpoint: &Endpoint, credential: &Credential) -> Option<String> {
        if !path.contains('{') {
            return Some(path.to_string());
        }
        let current = self.current(path, credential).await;
        self.inner_ids(path, endpoint, current.as_ref())
    }

    fn inner_ids(&self, path: &str, endpoint: &Endpoint, current: Option<&Value>) -> Option<String> {
        let mut path = path.to_string();
        for name in parameters(&path.clone()) {
            let ids: BTreeSet<Uuid> = self.ours.parameter(endpoint.path, name)?.iter().copied().collect();
            let near = ids_in(&current?.to_string());
            let id = near.intersection(&ids).last()?;
            path = path.replace(&format!("{{{name}}}"), &id.to_string());
        }
        Some(path)
    }

    /// A body for an attempt: even ones keep what the record says.
    pub fn body(&self, endpoint: &Endpoint, attempt: usize, current: Option<&Value>) -> Option<Value> {
        let near = current.map(|current| ids_in(&current.to_string())).unwrap_or_default();
        let ids = |kind: &str, name: &str| {
            let Some(known) = self.ours.kind(kind) else { return Some(Uuid::now_v7().to_string()) };
            // what is made has an id of its own; several are named by theirs
            if name == "id" && endpoint.method == "POST" && !endpoint.path.contains("/bulk/") {
                return Some(Uuid::now_v7().to_string());
            }
            let close: Vec<&Uuid> = known.iter().filter(|id| near.contains(id)).collect();
            let chosen = if close.is_empty() {
                known.iter().rev().nth(attempt / 3 % known.len().max(1))
            } else {
                close.get(attempt / 3 % close.len()).copied()
            };
            chosen.map(Uuid::to_string)
        };
        let seed = attempt % 12;
        let maker = Maker { seed, ids: Some(&ids), current: current.filter(|_| seed.is_multiple_of(2)), ..Maker::default() };
        let mut body = maker.body(endpoint)?;
        self.fill_in(endpoint, attempt, current, &mut body);
        Some(body)
    }

    /// What no schema says: a code of an authenticator app, a promo code of the demo.
    fn fill_in(&self, endpoint: &Endpoint, attempt: usize, current: Option<&Value>, body: &mut Value) {
        if endpoint.path == "/api/v1/account/factor"
            && endpoint.method == "PUT"
            && let Some(code) = self.offer.borrow().as_deref().and_then(totp_code)
        {
            body["code"] = Value::String(code);
        }
        if endpoint.path.starts_with("/api/v1/leads/bulk/") {
            for lead in body["leads"].as_array_mut().into_iter().flatten().filter(|lead| lead["version"].is_number()) {
                // as it was seen: few leads changed more often
                lead["version"] = (1 + attempt % 3).into();
            }
        }
        if endpoint.path.ends_with("/pipelines/{id}/stages") && endpoint.method == "POST" {
            body["status"] = "contacted".into();
        }
        let any_stage = || self.ours.kind("StageId").and_then(|known| known.get(attempt % known.len().max(1))).map(Uuid::to_string);
        if endpoint.path.ends_with("/leads/{id}/pipeline") {
            // the nearest one is where the lead stands
            body["stage"] = any_stage().into();
        }
        if endpoint.path.ends_with("/stages/{id}/removal") {
            // nor do its leads stay; pipelines changed a few times
            body["to"] = any_stage().into();
            body["version"] = (1 + attempt % 3).into();
        }
        if let Some(total) = current.and_then(|current| current.pointer("/priced/total_cents")).filter(|_| body["total_cents"].is_number())
        {
            // what it comes to on the page
            body["total_cents"] = total.clone();
        }
        if endpoint.path.contains("/visits/{visit}") && body["version"].is_number() {
            // the page is the lead's, whose version is another; few visits changed more often
            body["version"] = (1 + attempt % 3).into();
        }
        if endpoint.path.ends_with("/promo") {
            body["code"] = PROMO.into();
        }
        if endpoint.path.contains("/suggestions/") && body["kind"].is_string() {
            // what is suggested depends on the record; these are suggested about many
            let kinds = match endpoint.path.contains("/leads/") {
                true => ["make_quote", "plan_step", "first_touch", "ask_review"],
                false => ["offer_extra", "quote_again", "renew", "set_crew"],
            };
            body["kind"] = kinds[attempt % kinds.len()].into();
            if body["verdict"].is_string() {
                body["verdict"] = "dismissed".into();
            }
        }
        if endpoint.path.ends_with("/customers/{id}/merges") {
            // the record a page is about is the nearest one, and never merges with itself
            body["merged"] = self.ours.kind("AccountId").and_then(|known| known.first()).map(Uuid::to_string).into();
        }
    }
}

/// The object with an id, anywhere in a value.
fn find<'a>(value: &'a Value, id: &str) -> Option<&'a Value> {
    match value {
        Value::Array(list) => list.iter().find_map(|one| find(one, id)),
        Value::Object(fields) if fields.get("id").and_then(Value::as_str) == Some(id) => Some(value),
        Value::Object(fields) => fields.values().find_map(|one| find(one, id)),
        _ => None,
    }
}
