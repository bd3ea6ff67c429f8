//! What whoever listens has in the end (T20, T21): apps that hold the leads of an organization, and read anew what their
//! stream tells of, while several bulk acts change all of them and the relay, the listener and their own connections
//! break. Each ends with what the database holds; who never read until then as well. The short form acts on hundreds,
//! the long one on ten thousand.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use axum::Router;
use serde_json::{Value, json};
use shared::access::BuiltinRole;
use tokio::sync::watch;

use super::client::{Call, Credential, Wire, call_on};
use super::listening::{Heard, Running, Stream, record, settled};

/// Leads of one bulk act, as many as it takes.
const AT_ONCE: usize = 200;
/// Leads of one read of a list, as many as it takes.
const READ: usize = 200;
/// What is told to have changed is read once it is so much, and what is left in the end.
const STALE: usize = 50;
/// Every other app hangs up after so many messages, and comes again where it stopped.
const HANGS_UP: usize = 37;

/// Who has not got to the end of the log by then has lost something of it, and would wait for ever.
const AT_LAST: Duration = Duration::from_secs(300);

/// Leads by id: version and owner.
type Leads = BTreeMap<String, (i64, Option<String>)>;

/// An app that shows leads.
struct App {
    router: Router,
    credential: Credential,
    stream: Stream,
    shown: Leads,
    /// Told to have changed, and not read since.
    stale: BTreeSet<String>,
    /// How often it read a list.
    reads: usize,
    /// How often it was told to read everything again.
    whole: usize,
}

impl App {
    /// Opens one: it listens first, and reads then.
    async fn open(router: Router, credential: Credential, leads: &[String]) -> Self {
        let stream = Stream::open(router.clone(), &credential, None).await;
        let stale = leads.iter().cloned().collect();
        let mut app = Self { router, credential, stream, shown: Leads::new(), stale, reads: 0, whole: 0 };
        app.read().await;
        app
    }

    /// Reads what is stale.
    async fn read(&mut self) {
        let stale: Vec<String> = std::mem::take(&mut self.stale).into_iter().collect();
        for ids in stale.chunks(READ) {
            let path = format!("/api/v1/leads?ids={}&limit={READ}", ids.join(","));
            let call = Call { method: "GET", path, credential: Some(self.credential.clone()), ..Call::default() };
            let reply = call_on(self.router.clone(), &call).await;
            assert!(reply.status.is_success(), "{} {}", reply.status, reply.text());
            self.reads += 1;
            let page = reply.json();
            let rows = page["page"]["items"].as_array().expect("a list has rows");
            assert_eq!(rows.len(), ids.len(), "each lead that is asked for by its id is there");
            self.shown.extend(rows.iter().map(shown));
        }
    }

    /// Takes note of what the stream brought.
    async fn hear(&mut self, heard: Heard) {
        match heard {
            Heard::Message(message) => {
                if let Some(id) = message["id"].as_str().filter(|id| self.shown.contains_key(*id)) {
                    self.stale.insert(id.to_owned());
                }
                if self.stale.len() >= STALE {
                    self.read().await;
                }
            }
            Heard::Place => self.start_over_if_told(),
            Heard::End => self.come_again().await,
        }
    }

    fn start_over_if_told(&mut self) {
        if std::mem::take(&mut self.stream.refetches) > 0 {
            self.whole += 1;
            self.stale.extend(self.shown.keys().cloned());
        }
    }

    /// Opens the stream where it ended.
    async fn come_again(&mut self) {
        self.stream = Stream::open(self.router.clone(), &self.credential, Some(self.stream.seq)).await;
        self.start_over_if_told();
    }

    /// Follows the log to where it ends, which is told in time.
    async fn follow(mut self, mut end: watch::Receiver<i64>, hangs_up: bool) -> Self {
        let mut heard = 0;
        loop {
            let until = *end.borrow();
            if self.stream.seq >= until {
                break;
            }
            tokio::select! {
                news = self.stream.next() => {
                    heard += 1;
                    self.hear(news).await;
                    if hangs_up && heard % HANGS_UP == 0 {
                        self.come_again().await;
                    }
                }
                told = end.changed() => told.expect("the end is told"),
            }
        }
        self.read().await;
        self
    }
}

/// A row of a list, as an app keeps it.
fn shown(row: &Value) -> (String, (i64, Option<String>)) {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let id = text(&row["id"]).expect("a lead has an id");
    (id, (row["version"].as_i64().expect("a lead has a version"), text(&row["owner"]["id"])))
}

/// Makes open leads that nobody owns, copies of those of the demo.
async fn copies(wire: &Wire, many: usize) -> Vec<String> {
    let mut conn = wire.test.owner_connection().await;
    let made: Vec<String> = sqlx::query_scalar(
        "with drawn as (select l.*, row_number() over (order by l.id) as nth, count(*) over () as all_of_them from leads l
                        where l.org_id = $1 and l.status not in ('converted', 'lost'))
         insert into leads (org_id, id, number, pipeline_id, stage_id, status, rank, name, source, urgency, service_line)
         select org_id, gen_random_uuid(), 'B-' || n, pipeline_id, stage_id, status, rank || lpad(n::text, 6, '0') || 'i', 'Bulk ' || n, source, urgency, service_line
         from generate_series(1, $2::bigint) n join drawn on nth = n % all_of_them + 1
         returning id::text",
    )
    .bind(wire.test.org().id.0)
    .bind(i64::try_from(many).expect("a number of leads"))
    .fetch_all(&mut conn)
    .await
    .expect("leads");
    assert_eq!(made.len(), many, "the demo has open leads");
    made
}

/// What the database holds of leads.
async fn held(wire: &Wire, ids: &[String]) -> Leads {
    let mut conn = wire.test.owner_connection().await;
    let rows: Vec<(String, i32, Option<String>)> =
        sqlx::query_as("select id::text, version, owner_id::text from leads where org_id = $1 and id::text = any($2)")
            .bind(wire.test.org().id.0)
            .bind(ids)
            .fetch_all(&mut conn)
            .await
            .expect("leads");
    rows.into_iter().map(|(id, version, owner)| (id, (i64::from(version), owner))).collect()
}

/// One bulk act: gives leads to a member, as they stand.
async fn give(wire: &Wire, who: &Credential, leads: &Leads, to: &str) {
    let seen: Vec<Value> = leads.iter().map(|(id, (version, _))| json!({ "id": id, "version": version })).collect();
    let call = Call {
        method: "POST",
        path: "/api/v1/leads/bulk/owner".into(),
        credential: Some(who.clone()),
        body: Some(json!({ "leads": seen, "owner": to })),
        ..Call::default()
    };
    let reply = wire.call(&call).await;
    assert!(reply.status.is_success(), "{} {}", reply.status, reply.text());
    let outcomes = reply.json();
    let outcomes = outcomes["leads"].as_array().expect("an outcome of each");
    assert!(outcomes.len() == leads.len() && outcomes.iter().all(|one| one["version"].is_i64()), "{}", reply.text());
}

/// The connections of listener and relay end.
async fn break_connections(wire: &Wire) {
    let mut conn = wire.test.owner_connection().await;
    sqlx::query(
        "select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name in ('tailboard_listener', 'tailboard_relay')",
    )
    .execute(&mut conn)
    .await
    .expect("connections break");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_listens_ends_with_what_the_database_holds_after_bulk_acts_and_breaks() {
    let (listeners, many) = if std::env::var_os("TAILBOARD_LONG").is_some() { (100, 10_000) } else { (20, 600) };
    let wire = Wire::demo().await;
    let mut running = Running::start(&wire);
    let (owner, manager) = (wire.login(0, BuiltinRole::Owner).await, wire.login(0, BuiltinRole::Manager).await);
    let ids = copies(&wire, many).await;
    let first = settled(&wire).await;
    let (tell, end) = watch::channel(i64::MAX);
    let mut apps = tokio::task::JoinSet::new();
    for nth in 0..listeners {
        let app = App::open(wire.router(), manager.clone(), &ids).await;
        apps.spawn(app.follow(end.clone(), nth % 2 == 0));
    }
    // reads nothing more until all is over
    let slow = App::open(wire.router(), manager, &ids).await;

    let member = wire.test.org().person(BuiltinRole::SalesAgent).member.to_string();
    for (nth, some) in ids.chunks(AT_ONCE).enumerate() {
        give(&wire, &owner, &held(&wire, some).await, &member).await;
        match nth % 3 {
            0 => break_connections(&wire).await,
            1 => running = Running::start(&wire),
            _ => {}
        }
    }
    let began = Instant::now();
    // the end of the log is something everybody hears of
    record(&wire.test.owner().await, 1).await;
    let last = settled(&wire).await;
    tell.send(last).expect("somebody listens");
    let holds = held(&wire, &ids).await;
    assert!(holds.values().all(|(_, owner)| owner.as_deref() == Some(member.as_str())), "each was given");
    assert!(last - first >= i64::try_from(many).expect("a number of leads"), "each is told: {first} to {last}");

    let (mut reads, mut whole) = (0, 0);
    while let Some(app) = tokio::time::timeout(AT_LAST, apps.join_next()).await.expect("each gets to the end") {
        let app = app.expect("it gets there");
        assert_eq!(app.shown, holds, "an app shows what there is");
        reads += app.reads;
        whole += usize::from(app.whole > 0);
    }
    let took = began.elapsed();
    let slow = tokio::time::timeout(AT_LAST, slow.follow(end, false)).await.expect("it gets to the end");
    assert_eq!(slow.shown, holds, "and so does one that did not read for long");
    drop(running);
    // what comes at once is read at once
    let each = reads / listeners;
    assert!(each * 4 < many, "{each} reads of lists for {many} changes");
    println!(
        "T20 bulk: {many} leads given, {listeners} apps show them {} ms after the last, {each} reads each, {whole} read all of it again",
        took.as_millis()
    );
}
