//! Live streams over the whole router: they end with the rights of their owner (T6), tell nothing foreign, and bring
//! every listener to the same state after floods, slow readers and lost connections (T20, T21).

use std::time::{Duration, Instant};

use server::events::Record;
use shared::AccountId;
use shared::access::BuiltinRole;
use uuid::Uuid;

use super::client::{Call, Credential, Wire};
use super::listening::{Heard, PATIENCE, Running, Stream, record, settled};
use super::world::World;

/// How soon a stream must have ended.
pub const SOON: Duration = Duration::from_secs(1);

pub async fn send(wire: &Wire, who: &Credential, method: &'static str, path: String, body: serde_json::Value) -> serde_json::Value {
    let reply = wire.call(&Call { method, path: path.clone(), credential: Some(who.clone()), body: Some(body), ..Call::default() }).await;
    assert!(reply.status.is_success(), "{method} {path}: {} {}", reply.status, reply.text());
    reply.json()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_ends_within_a_second_of_the_rights_behind_it() {
    let wire = Wire::new().await;
    let _running = Running::start(&wire);
    let owner = wire.login(0, BuiltinRole::Owner).await;
    let empty = serde_json::json!({});
    let mut slowest = Duration::ZERO;

    // another device of one's own is logged out
    let (here, there) = (wire.login(0, BuiltinRole::Manager).await, wire.login(0, BuiltinRole::Manager).await);
    let mut stream = Stream::open(wire.router(), &there, None).await;
    send(&wire, &here, "DELETE", "/api/v1/account/devices".into(), empty.clone()).await;
    slowest = slowest.max(stream.ends().await);

    // one logs out oneself
    let mut stream = Stream::open(wire.router(), &here, None).await;
    wire.call(&Call { method: "POST", path: "/logout".into(), credential: Some(here.clone()), ..Call::default() }).await;
    slowest = slowest.max(stream.ends().await);

    // the member is deactivated
    let dispatcher = wire.login(0, BuiltinRole::Dispatcher).await;
    let mut stream = Stream::open(wire.router(), &dispatcher, None).await;
    let member = wire.test.org().person(BuiltinRole::Dispatcher).member;
    send(&wire, &owner, "POST", format!("/api/v1/members/{member}/deactivation"), empty.clone()).await;
    slowest = slowest.max(stream.ends().await);
    let reply = wire.call(&Call { method: "GET", path: "/api/v1/session".into(), credential: Some(dispatcher), ..Call::default() }).await;
    assert_eq!(reply.status, http::StatusCode::UNAUTHORIZED);

    // a key is revoked
    let access = send_get(&wire, &owner, "/api/v1/session").await["access"].clone();
    let key = send(
        &wire,
        &owner,
        "POST",
        "/api/v1/api-keys".into(),
        serde_json::json!({ "name": "Probe", "access": access, "days": 30, "rate_per_minute": 1000 }),
    )
    .await;
    let secret = Credential::Key(key["secret"].as_str().expect("it is shown once").to_owned());
    let mut stream = Stream::open(wire.router(), &secret, None).await;
    send(&wire, &owner, "DELETE", format!("/api/v1/api-keys/{}", key["key"]["id"].as_str().expect("an id")), empty.clone()).await;
    slowest = slowest.max(stream.ends().await);

    // a role is taken away: the stream lives and tells nothing more of leads
    let agent = wire.login(0, BuiltinRole::SalesAgent).await;
    let mut stream = Stream::open(wire.router(), &agent, None).await;
    let member = wire.test.org().person(BuiltinRole::SalesAgent).member;
    let members = send_get(&wire, &owner, "/api/v1/members").await;
    let mut edit =
        members.as_array().and_then(|list| list.iter().find(|one| one["id"] == member.to_string())).cloned().expect("the member");
    edit["roles"] = serde_json::json!(["driver"]);
    let known: Vec<i64> = stream.messages.clone();
    send(&wire, &owner, "PUT", format!("/api/v1/members/{member}"), edit).await;
    settled(&wire).await;
    record(&wire.test.owner().await, 3).await;
    let place = settled(&wire).await;
    // what everybody may hear comes after it, so that silence before it is certain
    let organization = send_get(&wire, &owner, "/api/v1/organization").await;
    send(&wire, &owner, "PUT", "/api/v1/organization".into(), organization).await;
    let heard = tokio::time::timeout(PATIENCE, async {
        loop {
            match stream.next().await {
                Heard::Message(message) if message["entity"] == "organization" => break,
                Heard::End => panic!("a changed role ends no stream"),
                _ => {}
            }
        }
    });
    heard.await.expect("the organization is everybody's");
    let leaked: Vec<&i64> = stream.messages.iter().filter(|seq| !known.contains(seq) && **seq > place - 3 && **seq <= place).collect();
    assert!(leaked.is_empty(), "a driver hears nothing of leads: {leaked:?}");

    println!("T6 streams: 5 ways to lose rights, the slowest stream ended after {} ms", slowest.as_millis());
    assert!(slowest < SOON, "{slowest:?}");
}

async fn send_get(wire: &Wire, who: &Credential, path: &str) -> serde_json::Value {
    wire.call(&Call { method: "GET", path: path.into(), credential: Some(who.clone()), ..Call::default() }).await.json()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ended_from_another_organization_ends_its_stream() {
    let wire = Wire::new().await;
    let _running = Running::start(&wire);
    // one person in both organizations
    let person = wire.test.org().person(BuiltinRole::Manager).clone();
    let mut conn = wire.test.owner_connection().await;
    let member = Uuid::now_v7();
    sqlx::query("insert into members (org_id, id, user_id, name, email, roles) values ($1, $2, $3, $4, $5, array['manager'])")
        .bind(wire.test.other_org().id.0)
        .bind(member)
        .bind(person.user.0)
        .bind(&person.name)
        .bind(&person.email)
        .execute(&mut conn)
        .await
        .expect("a second place");
    let (here, there) = (wire.login(0, BuiltinRole::Manager).await, wire.login(0, BuiltinRole::Manager).await);
    let Credential::Cookie(token) = &there else { panic!("it is a session") };
    sqlx::query("update sessions set org_id = $1, member_id = $2 where token_hash = $3")
        .bind(wire.test.other_org().id.0)
        .bind(member)
        .bind(&server::crypto::token_hash(token)[..])
        .execute(&mut conn)
        .await
        .expect("it is elsewhere");
    let mut stream = Stream::open(wire.router(), &there, None).await;
    send(&wire, &here, "DELETE", "/api/v1/account/devices".into(), serde_json::json!({})).await;
    assert!(stream.ends().await < SOON);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_foreign_is_told() {
    let wire = Wire::new().await;
    let _running = Running::start(&wire);
    let ours = wire.login(0, BuiltinRole::Owner).await;
    settled(&wire).await;
    let mut stream = Stream::open(wire.router(), &ours, None).await;
    let theirs = wire.test.foreign(BuiltinRole::Owner);
    record(&theirs, 20).await;
    record(&wire.test.owner().await, 1).await;
    let place = settled(&wire).await;
    stream.reaches(place).await;
    assert_eq!(stream.messages.len(), 1, "one message is ours");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_hears_of_their_own_records_alone_and_nothing_once_logged_out() {
    let world = World::new().await;
    let wire = &world.wire;
    let _running = Running::start(wire);
    let customer = world.customer(0).await;
    let Credential::Cookie(token) = &customer else { panic!("it is a session") };
    let account: Uuid = sqlx::query_scalar("select account_id from sessions where token_hash = $1")
        .bind(&server::crypto::token_hash(token)[..])
        .fetch_one(&mut wire.test.owner_connection().await)
        .await
        .expect("it is a customer's");
    settled(wire).await;
    let mut stream = Stream::open(wire.router(), &customer, None).await;
    let cx = wire.test.owner().await;
    record(&cx, 5).await;
    let mut tx = cx.write().await.expect("a transaction");
    tx.record(Record::new(shared::leads::events::EDITED, Uuid::now_v7()).account(AccountId(account))).await.expect("recorded");
    tx.commit(()).await.expect("committed");
    stream.reaches(settled(wire).await).await;
    assert_eq!((stream.messages.len(), stream.refetches), (1, 0), "what is about others is not told");
    wire.call(&Call { method: "POST", path: "/logout".into(), credential: Some(customer.clone()), ..Call::default() }).await;
    assert!(stream.ends().await < SOON);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_hears_what_happened_since_it_read_its_session() {
    let wire = Wire::new().await;
    let _running = Running::start(&wire);
    let ours = wire.login(0, BuiltinRole::Owner).await;
    settled(&wire).await;
    let session = send_get(&wire, &ours, "/api/v1/session").await;
    let began = session["position"].as_i64().expect("a position");
    record(&wire.test.owner().await, 3).await;
    let place = settled(&wire).await;
    let mut stream = Stream::at(&format!("/api/v1/live?from={began}"), wire.router(), &ours, None).await;
    stream.reaches(place).await;
    assert_eq!((stream.messages.len(), stream.refetches), (3, 0), "no more and no less than that");
    // what it heard since counts more than where it began
    let mut again = Stream::at(&format!("/api/v1/live?from={began}"), wire.router(), &ours, Some(place)).await;
    record(&wire.test.owner().await, 1).await;
    again.reaches(settled(&wire).await).await;
    assert_eq!(again.messages.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_brings_every_listener_to_the_same_place_and_a_slow_one_harms_nobody() {
    // the long form says how it does at the size it is promised for
    let (listeners, flood) = if std::env::var_os("TAILBOARD_LONG").is_some() { (100, 10_000) } else { (60, 3_000) };
    let wire = Wire::new().await;
    let _running = Running::start(&wire);
    let owner = wire.login(0, BuiltinRole::Owner).await;
    let mut streams = Vec::new();
    for _ in 0..listeners {
        streams.push(Stream::open(wire.router(), &owner, None).await);
    }
    let mut slow = Stream::open(wire.router(), &owner, None).await;
    record(&wire.test.owner().await, flood).await;
    let began = Instant::now();
    let place = settled(&wire).await;
    let mut reading = tokio::task::JoinSet::new();
    for mut stream in streams {
        reading.spawn(async move {
            stream.reaches(place).await;
            stream
        });
    }
    let mut refetched = 0;
    while let Some(stream) = reading.join_next().await {
        let stream = stream.expect("it reads on");
        refetched += usize::from(stream.refetches > 0);
        assert_eq!(stream.gaps, 0, "who was told to read again goes on where that said");
        assert!(stream.refetches > 0 || stream.messages.len() == flood, "all of it, or told to read again: {}", stream.messages.len());
    }
    let took = began.elapsed();
    // who read nothing all the time is told to read again, and hears what comes next
    slow.reaches(place).await;
    assert!(slow.refetches > 0);
    assert_eq!(slow.gaps, 0);
    record(&wire.test.owner().await, 1).await;
    slow.reaches(settled(&wire).await).await;
    println!("T20 flood: {flood} facts to {listeners} listeners in {} ms, {refetched} were told to read again", took.as_millis());
    assert!(took < Duration::from_secs(4), "{took:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn listeners_miss_nothing_while_connections_and_the_relay_break() {
    const LISTENERS: usize = 10;
    let wire = Wire::new().await;
    let mut running = Running::start(&wire);
    let owner = wire.login(0, BuiltinRole::Owner).await;
    let begin = settled(&wire).await;
    let mut reading = tokio::task::JoinSet::new();
    let (tell, told) = tokio::sync::watch::channel(i64::MAX);
    for listener in 0..LISTENERS {
        let (router, credential, told) = (wire.router(), owner.clone(), told.clone());
        let mut stream = Stream::open(router.clone(), &credential, None).await;
        reading.spawn(async move {
            let mut heard = Vec::new();
            let mut refetched = false;
            let mut reads = 0;
            loop {
                let goal = *told.borrow();
                if stream.seq >= goal {
                    break;
                }
                let next = tokio::time::timeout(Duration::from_millis(200), stream.next()).await;
                reads += 1;
                // some hang up and come again where they stopped
                if listener % 2 == 0 && reads % 37 == 0 || matches!(next, Ok(Heard::End)) {
                    heard.append(&mut stream.messages);
                    refetched |= stream.refetches > 0;
                    stream = Stream::open(router.clone(), &credential, Some(stream.seq)).await;
                }
            }
            heard.append(&mut stream.messages);
            (heard, refetched || stream.refetches > 0)
        });
    }
    let cx = wire.test.owner().await;
    for round in 0..40 {
        record(&cx, 25).await;
        match round % 10 {
            3 => {
                let mut conn = wire.test.owner_connection().await;
                sqlx::query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name in ('tailboard_listener', 'tailboard_relay')")
                    .execute(&mut conn)
                    .await
                    .expect("connections break");
            }
            7 => running = Running::start(&wire),
            _ => {}
        }
    }
    let place = settled(&wire).await;
    tell.send(place).expect("somebody listens");
    let mut whole = 0;
    while let Some(done) = reading.join_next().await {
        let (heard, refetched) = done.expect("it gets there");
        let mut sorted = heard.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), heard.len(), "nothing is told twice");
        let all = heard.first().is_some_and(|first| *first == begin + 1) && heard.len() as i64 == place - begin;
        assert!(all || refetched, "{} of {} facts, and not told to read again", heard.len(), place - begin);
        whole += usize::from(all);
    }
    drop(running);
    println!(
        "T21 reconnect: {} facts to {LISTENERS} listeners through 8 breaks; {whole} heard each one, the others were told to read again",
        place - begin
    );
}
